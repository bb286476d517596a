/*
 * connect - the guard at a call's connections: before one is made, and before one is used.
 */
#include <errno.h>
#include <sys/socket.h>

#include "base/url.h"
#include "call.h"
#include "net/guard.h"
#include "proxy.h"

bool
connect_may_begin(struct http_call *call)
{
	const char *why;

	if (!url_is_web(call->url)) {
		err_set(&call->err, ERR_FINAL,
			"only http and https addresses with a host are asked");
		return false;
	}
	/* Behind a proxy the address that is connected to is the proxy's: judge what can be seen. */
	if (!call->proxied || call->http->allow_private)
		return true;
	why = proxy_hides_private(call->url);
	if (why) {
		call_fail(call, ERR_FAIL, "the address is %s, and allow-private is off", why);
		return false;
	}
	return true;
}

static curl_socket_t
on_open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct http_call *call = arg;
	const char *why = NULL;
	int fd;

	(void)purpose;
	call_name_found(call);
	if (!call->proxied)
		why = guard_refuses(&address->addr, call->http->allow_private);
	if (why) {
		call->refused = why;
		return CURL_SOCKET_BAD;
	}
	fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
	call->no_descriptor = fd < 0 && (errno == EMFILE || errno == ENFILE);
	return fd;
}

/* A connection that was opened for another transfer is judged again. */
static int
on_before_request(void *arg, char *address, char *own_address, int port, int own_port)
{
	struct http_call *call = arg;
	const char *why = NULL;

	(void)own_address;
	(void)port;
	(void)own_port;
	call_name_found(call);
	if (!call->proxied)
		why = guard_refuses_text(address, call->http->allow_private);
	if (why) {
		call->refused = why;
		return CURL_PREREQFUNC_ABORT;
	}
	return CURL_PREREQFUNC_OK;
}

void
connect_set_up(struct http_call *call)
{
	call->refused = NULL;
	call->no_descriptor = false;
	curl_easy_setopt(call->easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
	curl_easy_setopt(call->easy, CURLOPT_OPENSOCKETDATA, call);
	curl_easy_setopt(call->easy, CURLOPT_PREREQFUNCTION, on_before_request);
	curl_easy_setopt(call->easy, CURLOPT_PREREQDATA, call);
}
