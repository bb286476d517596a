/*
 * http - libcurl's multi interface on our loop.
 *
 * A call is WAITING (in the queue, http_send) → RUNNING (has an easy handle, call_start) →
 * maybe RUNNING again for each redirect (call_follow) → DONE (in the done list, call_end) →
 * gone (http_deliver). Redirects are followed here and not by libcurl, so that each hop is
 * judged, secrets stay with their origin and permanent moves are told from passing ones.
 *
 * Two windows: transfers at once, and among them those that still look their host's name up,
 * since each of these costs a thread.
 */
#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/url.h"
#include "loop/loop.h"
#include "net/guard.h"
#include "net/http.h"
#include "proxy.h"

enum {
	IN_FLIGHT_DEFAULT = 64,
	LOOK_UPS_MAX = 48,             /* names being looked up at once: a thread each */
	IDLE_EASIES_MAX = 32,          /* handles kept for the next transfer */
	CONNECTIONS_KEPT_MAX = 32,     /* beside those in use */
	DESCRIPTORS_OTHERS = 32,       /* what is not ours: the state, the page, programs */
	DESCRIPTORS_EACH = 4,          /* a transfer: its name's look-up, and IPv6 beside IPv4 */
	HEADER_BYTES_MAX = 64 << 10,   /* of one answer */
	BUFFERED_START_MAX = 48 << 20, /* no further transfer starts above this many body bytes */
	BUFFERED_MAX = 128 << 20,
	BODY_DEFAULT = 64 << 10,
	TIMEOUT_DEFAULT_MS = 30000,
	CONNECT_TIMEOUT_MS = 10000,
	DRIP_BYTES_PER_S = 16,
};

enum header {
	HEADER_ETAG,
	HEADER_LAST_MODIFIED,
	HEADER_CONTENT_TYPE,
	HEADER_CACHE_CONTROL,
	HEADER_EXPIRES,
	HEADER_DATE,
	HEADER_RETRY_AFTER,
	HEADER_AGE,
	N_HEADERS,
};

static const char *const header_names[N_HEADERS] = {
	[HEADER_ETAG] = "etag",
	[HEADER_LAST_MODIFIED] = "last-modified",
	[HEADER_CONTENT_TYPE] = "content-type",
	[HEADER_CACHE_CONTROL] = "cache-control",
	[HEADER_EXPIRES] = "expires",
	[HEADER_DATE] = "date",
	[HEADER_RETRY_AFTER] = "retry-after",
	[HEADER_AGE] = "age",
};

enum call_state { CALL_WAITING, CALL_RUNNING, CALL_DONE };

struct http_call {
	struct http *http;
	struct http_call *prev, *next; /* in the list of its state */
	enum call_state state;
	CURL *easy; /* while RUNNING */

	/* The request. */
	char *url; /* owned; of this hop */
	struct curl_slist *headers, *secrets;
	char *body; /* owned, NULL: GET */
	size_t body_len, max_body;
	int64_t timeout_ms, started_ms;
	unsigned redirects_left;
	bool follows;
	bool last; /* of its host, for now */
	void (*on_done)(void *arg, const struct http_response *response);
	void *arg;

	/* This hop. */
	struct curl_slist *sent; /* headers and, at its own origin, secrets, in one list */
	bool looking_up;         /* counts against LOOK_UPS_MAX */
	bool proxied;
	const char *refused; /* why the guard refused the last address */
	bool no_descriptor;  /* none was left for a socket */
	char curl_error[CURL_ERROR_SIZE];

	/* What came. */
	struct str answer;
	size_t header_bytes;
	char *headers_got[N_HEADERS]; /* owned */
	char *moved_to;               /* owned; NULL: no permanent redirect */
	bool passing;                 /* a redirect that is not permanent was among them */
	enum { STOP_NONE, STOP_BODY, STOP_HEADERS, STOP_MEMORY } stop; /* why we broke it off */
	int status;
	struct err err;
};

struct call_list {
	struct http_call *first, *last;
};

struct http {
	struct loop *loop;
	CURLM *multi;
	struct timer *curl_timer;
	struct timer *soon; /* starts what waits and hands over what is done */
	struct call_list waiting, running, done;
	unsigned n_running, n_looking_up, max_in_flight;
	size_t buffered; /* body bytes of all calls */
	CURL *idle[IDLE_EASIES_MAX];
	unsigned n_idle;
	char *user_agent;    /* owned */
	struct proxy *proxy; /* owned */
	const char *ca_file; /* NULL: libcurl's own */
	bool allow_private;
	bool global;  /* libcurl was set up */
	bool reaping; /* http_reap runs, and starts what waits at its end */
};

static void http_start_waiting(struct http *http);

static void
list_append(struct call_list *list, struct http_call *call)
{
	call->prev = list->last;
	call->next = NULL;
	if (list->last)
		list->last->next = call;
	else
		list->first = call;
	list->last = call;
}

static void
list_remove(struct call_list *list, struct http_call *call)
{
	if (call->prev)
		call->prev->next = call->next;
	else
		list->first = call->next;
	if (call->next)
		call->next->prev = call->prev;
	else
		list->last = call->prev;
	call->prev = call->next = NULL;
}

/* The host of an address, for messages; buf holds it. */
static const char *
host_of(const char *url, char buf[256])
{
	const char *from = strstr(url, "://"), *end, *at;

	if (!from)
		return "the address";
	from += 3;
	end = from + strcspn(from, "/?#");
	for (at = end; at > from; at--)
		if (at[-1] == '@')
			break;
	snprintf(buf, 256, "%.*s", (int)(end - at), at);
	return buf;
}

static void
call_forget_answer(struct http_call *call)
{
	call->http->buffered -= call->answer.len;
	str_reset(&call->answer);
	call->header_bytes = 0;
	for (size_t i = 0; i < N_HEADERS; i++) {
		free(call->headers_got[i]);
		call->headers_got[i] = NULL;
	}
}

static void
call_free(struct http_call *call)
{
	call_forget_answer(call);
	str_clear(&call->answer);
	curl_slist_free_all(call->headers);
	curl_slist_free_all(call->secrets);
	curl_slist_free_all(call->sent);
	free(call->moved_to);
	free(call->url);
	free(call->body);
	free(call);
}

/* Callbacks from libcurl: of the sockets and the timer. */

static void http_drive(struct http *http, curl_socket_t fd, int bits);

static void
on_socket_ready(int fd, unsigned ready, void *arg)
{
	http_drive(arg, fd,
		(ready & LOOP_READ ? CURL_CSELECT_IN : 0) |
			(ready & LOOP_WRITE ? CURL_CSELECT_OUT : 0));
}

static int
on_curl_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *socket_arg)
{
	struct http *http = arg;
	struct fd_watch *watch = socket_arg;
	unsigned ready =
		(what & CURL_POLL_IN ? LOOP_READ : 0) | (what & CURL_POLL_OUT ? LOOP_WRITE : 0);

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		fd_watch_free(watch);
		curl_multi_assign(http->multi, fd, NULL);
	} else if (watch) {
		fd_watch_set(watch, ready);
	} else {
		watch = fd_watch_new(http->loop, fd, ready, on_socket_ready, http);
		curl_multi_assign(http->multi, fd, watch);
	}
	return 0;
}

static int
on_curl_timer(CURLM *multi, long ms, void *arg)
{
	struct http *http = arg;

	(void)multi;
	if (ms < 0)
		timer_stop(http->curl_timer);
	else
		timer_set(http->curl_timer, ms);
	return 0;
}

static void
on_curl_time(void *arg)
{
	http_drive(arg, CURL_SOCKET_TIMEOUT, 0);
}

/* Callbacks from libcurl: of one transfer. */

static void
call_name_found(struct http_call *call)
{
	if (call->looking_up) {
		call->looking_up = false;
		call->http->n_looking_up--;
	}
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

static void
call_take_header(struct http_call *call, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	size_t name_len = colon ? (size_t)(colon - line) : 0;

	for (size_t i = 0; i < N_HEADERS; i++) {
		if (strlen(header_names[i]) != name_len ||
			strncasecmp(header_names[i], line, name_len) != 0)
			continue;
		const char *value = colon + 1, *end = line + len;

		while (value < end && strchr(" \t", *value))
			value++;
		while (end > value && strchr(" \t\r\n", end[-1]))
			end--;
		if (i == HEADER_CACHE_CONTROL && call->headers_got[i]) { /* a list over lines */
			char *both = mem_printf(
				"%s, %.*s", call->headers_got[i], (int)(end - value), value);

			free(call->headers_got[i]);
			call->headers_got[i] = both;
		} else if (!call->headers_got[i]) {
			call->headers_got[i] = mem_strndup(value, (size_t)(end - value));
		}
		return;
	}
}

static size_t
on_header(char *line, size_t size, size_t n, void *arg)
{
	struct http_call *call = arg;
	size_t len = size * n;

	if (len >= 5 && memcmp(line, "HTTP/", 5) == 0) {
		size_t seen = call->header_bytes;

		call_forget_answer(call); /* of a 100 or 103 */
		call->header_bytes = seen;
	}
	call->header_bytes += len;
	if (call->header_bytes > HEADER_BYTES_MAX) {
		call->stop = STOP_HEADERS;
		return 0;
	}
	call_take_header(call, line, len);
	return len;
}

static size_t
on_body(char *bytes, size_t size, size_t n, void *arg)
{
	struct http_call *call = arg;
	size_t len = size * n, before = call->answer.len;

	if (call->http->buffered + len > BUFFERED_MAX) {
		call->stop = STOP_MEMORY;
		return 0;
	}
	if (before == 0) /* most documents are larger than their first piece */
		str_expect(&call->answer, 4 * len);
	str_add(&call->answer, bytes, len);
	call->http->buffered += call->answer.len - before;
	if (call->answer.cut) {
		call->stop = STOP_BODY;
		return 0;
	}
	return len;
}

/* Easy handles: what never changes is set once. */

static CURL *
easy_new(struct http *http)
{
	CURL *easy = curl_easy_init();

	if (!easy) {
		(void)mem_new(SIZE_MAX);
		abort();
	}
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* else a dead name server stops the loop */
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_before_request);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, http->user_agent);
	/* libcurl walks over all names it remembers for each transfer: with many feeds, that stalls. */
	curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
	/* With a folder of certificates each connection would load them anew. */
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	if (http->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, http->ca_file);
	return easy;
}

static CURL *
easy_take(struct http *http)
{
	return http->n_idle > 0 ? http->idle[--http->n_idle] : easy_new(http);
}

static void
easy_give_back(struct http *http, CURL *easy)
{
	if (http->n_idle < IDLE_EASIES_MAX)
		http->idle[http->n_idle++] = easy;
	else
		curl_easy_cleanup(easy);
}

/* The hops of a call. */

static void
call_leave_curl(struct http_call *call)
{
	struct http *http = call->http;

	call_name_found(call);
	curl_multi_remove_handle(http->multi, call->easy);
	easy_give_back(http, call->easy);
	call->easy = NULL;
	list_remove(&http->running, call);
	http->n_running--;
}

/* From RUNNING or WAITING to DONE; on_done comes from the loop. */
static void
call_end(struct http_call *call)
{
	if (call->state == CALL_RUNNING)
		call_leave_curl(call);
	else
		list_remove(&call->http->waiting, call);
	call->state = CALL_DONE;
	list_append(&call->http->done, call);
}

static bool
call_address_is_fine(struct http_call *call, struct err *err)
{
	char host[256];
	const char *why;

	if (!url_is_web(call->url)) {
		err_set(err, ERR_FINAL, "only http and https addresses with a host are asked");
		return false;
	}
	/* Behind a proxy the address that is connected to is the proxy's: judge what can be seen. */
	if (!call->proxied || call->http->allow_private)
		return true;
	why = proxy_hides_private(call->url);
	if (why) {
		err_set(err, ERR_FAIL, "%s: the address is %s, and allow-private is off",
			host_of(call->url, host), why);
		return false;
	}
	return true;
}

static void
call_set_options(struct http_call *call)
{
	CURL *easy = call->easy;
	int64_t left = call->timeout_ms - (clock_mono_ms() - call->started_ms);
	const char *proxy = proxy_for(call->http->proxy, call->url);

	if (left < 1)
		left = 1;
	curl_easy_setopt(easy, CURLOPT_PRIVATE, call);
	curl_easy_setopt(easy, CURLOPT_URL, call->url);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, call->sent);
	curl_easy_setopt(easy, CURLOPT_PROXY, proxy ? proxy : "");
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->curl_error);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, call);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, call);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, call);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, call);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)left);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
		(long)(left < CONNECT_TIMEOUT_MS ? left : CONNECT_TIMEOUT_MS));
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)DRIP_BYTES_PER_S);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)(call->timeout_ms / 1500 + 1));
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)call->max_body);
	/*
	 * A connection that libcurl 7.88 pushes out of its cache leaves its host's name there for
	 * good, and is found by a walk over all of these: one that has no use must not get there.
	 */
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, call->last ? 1L : 0L);
	if (call->body) {
		curl_easy_setopt(easy, CURLOPT_POST, 1L);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->body_len);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call->body);
	} else {
		curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	}
}

static void
headers_append(struct curl_slist **to, const struct curl_slist *from)
{
	for (; from; from = from->next) {
		struct curl_slist *longer = curl_slist_append(*to, from->data);

		if (!longer)
			(void)mem_new(SIZE_MAX);
		*to = longer;
	}
}

/* From WAITING to RUNNING, or to DONE where it cannot even start. */
static void
call_start(struct http_call *call)
{
	struct http *http = call->http;
	CURLMcode rc;

	if (call->started_ms == 0)
		call->started_ms = clock_mono_ms();
	call->proxied = proxy_for(http->proxy, call->url) != NULL;
	if (!call_address_is_fine(call, &call->err)) {
		call_end(call);
		return;
	}
	curl_slist_free_all(call->sent);
	call->sent = NULL;
	headers_append(&call->sent, call->headers);
	headers_append(&call->sent, call->secrets);
	call->refused = NULL;
	call->no_descriptor = false;
	call->curl_error[0] = '\0';
	call->stop = STOP_NONE;

	list_remove(&http->waiting, call);
	list_append(&http->running, call);
	call->state = CALL_RUNNING;
	call->easy = easy_take(http);
	http->n_running++;
	call->looking_up = true;
	http->n_looking_up++;
	call_set_options(call);
	rc = curl_multi_add_handle(http->multi, call->easy);
	if (rc != CURLM_OK) {
		err_set(&call->err, ERR_AGAIN, "%s", curl_multi_strerror(rc));
		call_end(call);
	}
}

/* Back to WAITING for the next hop. false: call->err says why not. */
static bool
call_follow(struct http_call *call, const char *to)
{
	struct http *http = call->http;
	bool permanent = call->status == 301 || call->status == 308;
	char host[256];

	if (call->redirects_left == 0) {
		err_set(&call->err, ERR_FAIL, "%s: too many redirects", host_of(call->url, host));
		return false;
	}
	if (url_has_scheme(call->url, "https") && !url_has_scheme(to, "https")) {
		err_set(&call->err, ERR_FAIL, "%s: redirects from https to an unsafe address",
			host_of(call->url, host));
		return false;
	}
	call->redirects_left--;
	call->passing |= !permanent;
	if (!call->passing) {
		free(call->moved_to);
		call->moved_to = mem_strdup(to);
	}
	if (call->secrets && !http_same_origin(call->url, to)) {
		curl_slist_free_all(call->secrets);
		call->secrets = NULL;
	}
	free(call->url);
	call->url = mem_strdup(to);
	call_forget_answer(call);
	call_leave_curl(call);
	call->state = CALL_WAITING;
	list_append(&http->waiting, call);
	return true;
}

static bool
is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* What a person reads of a failed transfer. libcurl's own texts may quote an address: few pass. */
static void
call_explain(struct http_call *call, CURLcode rc)
{
	struct err *err = &call->err;
	char buf[256];
	const char *host = host_of(call->url, buf);
	long os_error = 0;

	if (rc == CURLE_COULDNT_CONNECT)
		curl_easy_getinfo(call->easy, CURLINFO_OS_ERRNO, &os_error);
	if (call->refused) {
		err_set(err, ERR_FAIL, "%s: the address is %s, and allow-private is off", host,
			call->refused);
	} else if (call->stop == STOP_BODY || rc == CURLE_FILESIZE_EXCEEDED) {
		err_set(err, ERR_LIMIT, "%s: the answer is larger than %zu bytes", host,
			call->max_body);
	} else if (call->stop == STOP_HEADERS) {
		err_set(err, ERR_LIMIT, "%s: the answer's header is larger than %d bytes", host,
			HEADER_BYTES_MAX);
	} else if (call->stop == STOP_MEMORY) {
		err_set(err, ERR_AGAIN, "%s: too many large answers at once", host);
	} else if (rc == CURLE_PEER_FAILED_VERIFICATION) {
		err_set(err, ERR_AGAIN, "%s: %s", host, call->curl_error);
	} else if (rc == CURLE_OPERATION_TIMEDOUT) {
		err_set(err, ERR_AGAIN, "%s: %s", host,
			call->status ? "the answer did not end in time" : "no answer in time");
	} else if (rc == CURLE_COULDNT_CONNECT && call->no_descriptor) {
		err_set(err, ERR_AGAIN, "%s: is not asked: too many open files here", host);
	} else if (os_error) {
		err_set(err, ERR_AGAIN, "%s%s: %s", call->proxied ? "the proxy for " : "", host,
			strerror((int)os_error));
	} else if (rc == CURLE_OUT_OF_MEMORY && call->status) {
		/* What libcurl says of a header line beyond its own ceiling. */
		err_set(err, ERR_LIMIT, "%s: a line of the answer's header is too long", host);
	} else if (rc == CURLE_UNSUPPORTED_PROTOCOL) {
		err_set(err, ERR_AGAIN, "%s: the answer is no HTTP", host);
	} else {
		err_set(err, rc == CURLE_URL_MALFORMAT ? ERR_FINAL : ERR_AGAIN, "%s: %s", host,
			curl_easy_strerror(rc));
	}
}

/* A transfer has ended: follow it or be done. */
static void
call_transfer_ended(struct http_call *call, CURLcode rc)
{
	long status = 0;
	char *to = NULL;

	curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
	call->status = (int)status;
	if (rc == CURLE_OK && is_redirect(call->status)) {
		curl_easy_getinfo(call->easy, CURLINFO_REDIRECT_URL, &to);
		if (to && call->follows && call_follow(call, to))
			return;
	}
	if (rc != CURLE_OK)
		call_explain(call, rc);
	call_end(call);
}

/* Gives each call that is done to its owner. */
static void
http_deliver(struct http *http)
{
	struct http_call *call;

	while ((call = http->done.first)) {
		struct http_response response = {
			.status = call->status,
			.err = call->err,
			.body = call->answer.text,
			.body_len = call->answer.len,
			.etag = call->headers_got[HEADER_ETAG],
			.last_modified = call->headers_got[HEADER_LAST_MODIFIED],
			.content_type = call->headers_got[HEADER_CONTENT_TYPE],
			.cache_control = call->headers_got[HEADER_CACHE_CONTROL],
			.expires = call->headers_got[HEADER_EXPIRES],
			.date = call->headers_got[HEADER_DATE],
			.retry_after = call->headers_got[HEADER_RETRY_AFTER],
			.age = call->headers_got[HEADER_AGE],
			.url = call->url,
			.moved_to = call->moved_to,
			.passing = call->passing,
			.took_ms = call->started_ms ? clock_mono_ms() - call->started_ms : 0,
			.call = call,
		};

		list_remove(&http->done, call);
		call->on_done(call->arg, &response);
		call_free(call);
	}
}

static void
http_reap(struct http *http)
{
	CURLMsg *msg;
	int left;

	http->reaping = true;
	while ((msg = curl_multi_info_read(http->multi, &left))) {
		struct http_call *call = NULL;

		if (msg->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, (char **)&call);
		call_transfer_ended(call, msg->data.result);
	}
	http_deliver(http);
	http->reaping = false;
	http_start_waiting(http);
}

static void
http_drive(struct http *http, curl_socket_t fd, int bits)
{
	int running;

	/* Only a misuse of libcurl makes this fail; the transfers' own ends come in http_reap. */
	(void)curl_multi_socket_action(http->multi, fd, bits, &running);
	http_reap(http);
}

static void
http_start_waiting(struct http *http)
{
	while (http->waiting.first && http->n_running < http->max_in_flight &&
		http->n_looking_up < LOOK_UPS_MAX && http->buffered < BUFFERED_START_MAX)
		call_start(http->waiting.first);
	if (http->done.first)
		timer_set(http->soon, 0);
}

static void
on_soon(void *arg)
{
	struct http *http = arg;

	http_deliver(http);
	http_start_waiting(http);
}

/* The bundle that the system keeps. libcurl's own default may be a folder, which is slow. */
static const char *
find_ca_file(void)
{
	static const char *const places[] = {
		"/etc/ssl/certs/ca-certificates.crt",                /* Debian, Arch, Gentoo */
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* Fedora */
		"/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", /* openSUSE */
		"/etc/ssl/cert.pem",                                          /* Alpine, BSD */
	};
	static const char *const variables[] = { "CURL_CA_BUNDLE", "SSL_CERT_FILE" };

	for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
		const char *named = getenv(variables[i]);

		if (named && *named)
			return named;
	}
	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		if (access(places[i], R_OK) == 0)
			return places[i];
	return NULL;
}

void
http_configure(struct http *http, const struct http_settings *settings)
{
	http->allow_private = settings->allow_private;
	free(http->user_agent);
	http->user_agent = mem_strdup(settings->user_agent ? settings->user_agent : "dealwatch");
	proxy_free(http->proxy);
	http->proxy = proxy_new(settings->proxy);
}

/* As many transfers as there are descriptors for. */
static unsigned
in_flight_that_fit(unsigned wanted)
{
	struct rlimit limit;
	rlim_t fit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
		return wanted;
	fit = limit.rlim_cur > DESCRIPTORS_OTHERS
		      ? (limit.rlim_cur - DESCRIPTORS_OTHERS) / DESCRIPTORS_EACH
		      : 0;
	return fit >= wanted ? wanted : fit > 0 ? (unsigned)fit : 1;
}

struct http *
http_new(struct loop *loop, const struct http_settings *settings, struct err *err)
{
	struct http *http = mem_new(sizeof *http);
	unsigned kept;

	http->loop = loop;
	http->max_in_flight = in_flight_that_fit(
		settings->max_in_flight ? settings->max_in_flight : IN_FLIGHT_DEFAULT);
	kept = http->max_in_flight < 2 * CONNECTIONS_KEPT_MAX ? http->max_in_flight / 2
							      : CONNECTIONS_KEPT_MAX;
	http_configure(http, settings);
	http->ca_file = find_ca_file();
	http->curl_timer = timer_new(loop, on_curl_time, http);
	http->soon = timer_new(loop, on_soon, http);
	http->global = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	http->multi = http->global ? curl_multi_init() : NULL;
	if (!http->multi) {
		err_set(err, ERR_FAIL, "the HTTP library could not be set up");
		http_free(http);
		return NULL;
	}
	curl_multi_setopt(http->multi, CURLMOPT_SOCKETFUNCTION, on_curl_socket);
	curl_multi_setopt(http->multi, CURLMOPT_SOCKETDATA, http);
	curl_multi_setopt(http->multi, CURLMOPT_TIMERFUNCTION, on_curl_timer);
	curl_multi_setopt(http->multi, CURLMOPT_TIMERDATA, http);
	curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)(http->max_in_flight + kept));
	return http;
}

unsigned
http_max_in_flight(const struct http *http)
{
	return http->max_in_flight;
}

void
http_free(struct http *http)
{
	if (!http)
		return;
	while (http->running.first)
		http_cancel(http->running.first);
	while (http->waiting.first)
		http_cancel(http->waiting.first);
	while (http->done.first)
		http_cancel(http->done.first);
	while (http->n_idle > 0)
		curl_easy_cleanup(http->idle[--http->n_idle]);
	if (http->multi)
		curl_multi_cleanup(http->multi);
	if (http->global)
		curl_global_cleanup();
	timer_free(http->curl_timer);
	timer_free(http->soon);
	proxy_free(http->proxy);
	free(http->user_agent);
	free(http);
}

static struct curl_slist *
headers_copy(const char *const *headers, size_t n)
{
	struct curl_slist *list = NULL;

	for (size_t i = 0; i < n; i++) {
		struct curl_slist one = { .data = (char *)headers[i] };

		headers_append(&list, &one);
	}
	return list;
}

struct http_call *
http_send(struct http *http, const struct http_request *request,
	void (*on_done)(void *arg, const struct http_response *response), void *arg)
{
	struct http_call *call = mem_new(sizeof *call);

	call->http = http;
	call->url = mem_strdup(request->url);
	call->headers = headers_copy(request->headers, request->n_headers);
	call->secrets = headers_copy(request->secrets, request->n_secrets);
	if (request->body) {
		call->body = mem_new(request->body_len + 1);
		memcpy(call->body, request->body, request->body_len);
		call->body_len = request->body_len;
	}
	call->max_body = request->max_body ? request->max_body : BODY_DEFAULT;
	call->timeout_ms = request->timeout_ms > 0 ? request->timeout_ms : TIMEOUT_DEFAULT_MS;
	call->redirects_left = request->redirects;
	call->follows = request->redirects > 0 && !request->body;
	call->last = request->last;
	call->on_done = on_done;
	call->arg = arg;
	str_init(&call->answer, call->max_body);
	list_append(&http->waiting, call);
	if (!http->reaping)
		timer_set(http->soon, 0);
	return call;
}

void
http_cancel(struct http_call *call)
{
	struct http *http = call->http;

	if (call->state == CALL_RUNNING)
		call_leave_curl(call);
	else
		list_remove(call->state == CALL_DONE ? &http->done : &http->waiting, call);
	call_free(call);
	if (http->waiting.first)
		timer_set(http->soon, 0);
}

char *
http_take_body(const struct http_response *response)
{
	struct http_call *call = response->call;

	call->http->buffered -= call->answer.len;
	return str_take(&call->answer);
}

bool
http_same_origin(const char *a, const char *b)
{
	static const CURLUPart parts[] = { CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT };
	CURLU *urls[2] = { curl_url(), curl_url() };
	bool same = urls[0] && urls[1] && curl_url_set(urls[0], CURLUPART_URL, a, 0) == CURLUE_OK &&
		    curl_url_set(urls[1], CURLUPART_URL, b, 0) == CURLUE_OK;

	for (size_t i = 0; same && i < ARRAY_LEN(parts); i++) {
		char *text[2] = { NULL, NULL };

		same = curl_url_get(urls[0], parts[i], &text[0], CURLU_DEFAULT_PORT) == CURLUE_OK &&
		       curl_url_get(urls[1], parts[i], &text[1], CURLU_DEFAULT_PORT) == CURLUE_OK &&
		       strcasecmp(text[0], text[1]) == 0;
		curl_free(text[0]);
		curl_free(text[1]);
	}
	curl_url_cleanup(urls[0]);
	curl_url_cleanup(urls[1]);
	return same;
}
