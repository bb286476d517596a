/*
 * fault - what a person reads of a failed call: the host and what went wrong, no more.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "call.h"

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

void
call_fail(struct http_call *call, enum err_code code, const char *fmt, ...)
{
	char host[256];
	va_list args;

	va_start(args, fmt);
	err_vset(&call->err, code, fmt, args);
	va_end(args);
	err_prefix(&call->err, "%s", host_of(call->url, host));
}

/* libcurl's own texts may quote an address: few pass. */
void
call_fail_transfer(struct http_call *call, CURLcode rc)
{
	char host[256];
	long os_error = 0;

	if (rc == CURLE_COULDNT_CONNECT)
		curl_easy_getinfo(call->easy, CURLINFO_OS_ERRNO, &os_error);
	if (call->refused) {
		call_fail(call, ERR_FAIL, "the address is %s, and allow-private is off",
			call->refused);
	} else if (call->stop == STOP_BODY || rc == CURLE_FILESIZE_EXCEEDED) {
		call_fail(call, ERR_LIMIT, "the answer is larger than %zu bytes", call->max_body);
	} else if (call->stop == STOP_HEADERS) {
		call_fail(call, ERR_LIMIT, "the answer's header is larger than %d bytes",
			HEADER_BYTES_MAX);
	} else if (call->stop == STOP_MEMORY) {
		call_fail(call, ERR_AGAIN, "too many large answers at once");
	} else if (rc == CURLE_PEER_FAILED_VERIFICATION) {
		call_fail(call, ERR_AGAIN, "%s", call->curl_error);
	} else if (rc == CURLE_OPERATION_TIMEDOUT) {
		call_fail(call, ERR_AGAIN, "%s",
			call->status ? "the answer did not end in time" : "no answer in time");
	} else if (rc == CURLE_COULDNT_CONNECT && call->no_descriptor) {
		call_fail(call, ERR_AGAIN, "is not asked: too many open files here");
	} else if (os_error) {
		err_set(&call->err, ERR_AGAIN, "%s%s: %s", call->proxied ? "the proxy for " : "",
			host_of(call->url, host), strerror((int)os_error));
	} else if (rc == CURLE_OUT_OF_MEMORY && call->status) {
		/* What libcurl says of a header line beyond its own ceiling. */
		call_fail(call, ERR_LIMIT, "a line of the answer's header is too long");
	} else if (rc == CURLE_UNSUPPORTED_PROTOCOL) {
		call_fail(call, ERR_AGAIN, "the answer is no HTTP");
	} else {
		call_fail(call, rc == CURLE_URL_MALFORMAT ? ERR_FINAL : ERR_AGAIN, "%s",
			curl_easy_strerror(rc));
	}
}
