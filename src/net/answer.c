/*
 * answer - headers and body as they come, within their ceilings.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/mem.h"
#include "call.h"

enum { BUFFERED_MAX = 128 << 20 }; /* body bytes of all calls */

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

void
answer_forget(struct http_call *call)
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
take_header(struct http_call *call, const char *line, size_t len)
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

		answer_forget(call); /* of a 100 or 103 */
		call->header_bytes = seen;
	}
	call->header_bytes += len;
	if (call->header_bytes > HEADER_BYTES_MAX) {
		call->stop = STOP_HEADERS;
		return 0;
	}
	take_header(call, line, len);
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

void
answer_set_up(struct http_call *call)
{
	call->stop = STOP_NONE;
	curl_easy_setopt(call->easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(call->easy, CURLOPT_HEADERDATA, call);
	curl_easy_setopt(call->easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(call->easy, CURLOPT_WRITEDATA, call);
	curl_easy_setopt(call->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)call->max_body);
}

struct http_response
answer_response(struct http_call *call)
{
	return (struct http_response){
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
		.call = call,
	};
}

char *
http_take_body(const struct http_response *response)
{
	struct http_call *call = response->call;

	call->http->buffered -= call->answer.len;
	return str_take(&call->answer);
}
