/*
 * http - a request in, a response out, ceilings kept.
 *
 * The one gate to the network, for feeds and for webhooks. Only http and https, also after
 * redirects, and never from https back to http; certificates are verified; each address is
 * judged when it is connected to (net/guard.h). Never waits: name look-ups, transfers and
 * time-outs run on the loop, the answer comes in a callback, never from inside http_send.
 *
 * Error texts name the host and what went wrong, never the rest of the address or a header:
 * they may be logged also where the address is a secret.
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
	int64_t timeout_ms; /* of a transfer whose request doesn't say; 0: 30 s */
	/* Transfers at once; the others wait their turn; 0: 64. Fewer where descriptors are few. */
	unsigned max_in_flight;
};

struct http_request {
	const char *url;
	const char *const *headers; /* "Name: value" */
	size_t n_headers;
	const char *const *secrets; /* more of them, which only the URL's own origin may see */
	size_t n_secrets;
	const char *body; /* NULL: GET, else POST */
	size_t body_len;
	size_t max_body;    /* ceiling of the answer, decompressed; 0: 64 KB */
	int64_t timeout_ms; /* of the whole transfer; 0: as the settings say */
	unsigned redirects; /* how many are followed; 0: none. A POST follows none */
	bool last;          /* of its host, for now: the connection is not kept */
};

struct http_response {
	int status;       /* 0: no answer, see err */
	struct err err;   /* no code: an answer came and its body ended well */
	const char *body; /* NUL-terminated; with ERR_LIMIT, what fitted */
	size_t body_len;
	/* Headers of the last answer; NULL where absent. */
	const char *etag, *last_modified, *content_type, *cache_control, *expires, *date;
	const char *retry_after, *age;
	const char *url;      /* where the answer came from, after redirects */
	const char *moved_to; /* where permanent redirects (301, 308) led first, else NULL */
	bool passing;         /* a redirect that is not for good was on the way */
	struct http_call *call;
};

/*
 * Borrowed strings of settings are copied. The certificates of authorities are those of the
 * file that CURL_CA_BUNDLE or SSL_CERT_FILE names, else of the system's bundle.
 */
struct http *http_new(struct loop *loop, const struct http_settings *settings, struct err *err);

/* Other settings, from the next transfer on; the guard's rule at once. max_in_flight stays. */
void http_configure(struct http *http, const struct http_settings *settings);
unsigned http_max_in_flight(const struct http *http);
void http_free(struct http *http); /* cancels what is in flight; not from on_done; NULL is fine */

/*
 * Starts a transfer; everything of request is copied. on_done gets the response, which is
 * gone when it returns, exactly once, unless the call was cancelled.
 */
RETURNS_NONNULL struct http_call *http_send(struct http *http, const struct http_request *request,
	void (*on_done)(void *arg, const struct http_response *response), void *arg);
void http_cancel(struct http_call *call); /* on_done never comes; only before it came */

/* Inside on_done only: takes the body over, to be freed with free(). */
RETURNS_NONNULL char *http_take_body(const struct http_response *response);

/* Do both addresses have the same scheme, host and port? Whose secret is whose depends on it. */
bool http_same_origin(const char *a, const char *b);

/* Retry-After (RFC 9110, 10.2.3), seconds or a date, as seconds from now; -1: none or wrong. */
int64_t http_retry_after(const char *text, int64_t now);

/*
 * How long an answer stays fresh, in seconds, as it says itself: max-age less the age that it
 * has already, else Expires. 0: it is stale at once; -1: it says nothing of it.
 */
int64_t http_fresh_for(const struct http_response *response, int64_t now);
