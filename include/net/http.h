/*
 * http - a request in, a response out, ceilings kept.
 *
 * The one gate to the network, for feeds and for webhooks. Only http and https,
 * also after redirects; certificates are verified; each address is judged when it is
 * connected to (net/guard.h). Never waits: name look-ups, transfers and time-outs run
 * on the loop, the answer comes in a callback, never from inside http_send.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct loop;
struct http;
struct http_call;

struct http_settings {
	const char *user_agent;
	const char *proxy; /* NULL: none; "environment": the usual variables; or a URL */
	bool allow_private;
	unsigned max_in_flight; /* transfers at once; the others wait their turn; 0: 64 */
};

struct http_request {
	const char *url;
	const char *const *headers; /* "Name: value" */
	size_t n_headers;
	const char *body; /* NULL: GET, else POST */
	size_t body_len;
	size_t max_body;    /* ceiling of the answer, decompressed */
	int64_t timeout_ms; /* of the whole transfer */
	unsigned redirects; /* how many are followed; 0: none */
};

struct http_response {
	int status;       /* 0: no answer, see err */
	struct err err;   /* no code: an answer came and its body ended well */
	const char *body; /* NUL-terminated */
	size_t body_len;
	const char *etag, *last_modified, *content_type, *cache_control, *expires, *date;
	const char *retry_after;
	const char *url;      /* where the body came from, after redirects */
	const char *moved_to; /* where only permanent redirects (301, 308) led, else NULL */
};

/* Borrowed strings of settings are copied. */
struct http *http_new(struct loop *loop, const struct http_settings *settings, struct err *err);
void http_free(struct http *http); /* cancels what is in flight; NULL is fine */

/*
 * Starts a transfer; everything of request is copied. on_done gets the response, which is
 * gone when it returns, exactly once, unless the call was cancelled.
 */
RETURNS_NONNULL struct http_call *http_send(struct http *http, const struct http_request *request,
	void (*on_done)(void *arg, const struct http_response *response), void *arg);
void http_cancel(struct http_call *call); /* on_done never comes; only before it came */

/* Retry-After (RFC 9110, 10.2.3), seconds or a date, as seconds from now; -1: none or wrong. */
int64_t http_retry_after(const char *text, int64_t now);
