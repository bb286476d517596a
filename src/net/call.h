/*
 * call - a request on its way, as the files of this room see it.
 *
 * A call is WAITING (in the queue, call_new) → RUNNING (has an easy handle, call_start) → maybe
 * WAITING and RUNNING again for each redirect (call_transfer_ended) → DONE (call_transfer_ended,
 * or call_start where it cannot even start) → gone (http.c, when its owner has heard). Each
 * state has its list.
 */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"
#include "net/http.h"

struct loop;
struct proxy;
struct timer;

enum {
	IDLE_EASIES_MAX = 32,        /* handles kept for the next transfer */
	HEADER_BYTES_MAX = 64 << 10, /* of one answer */
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
	int64_t timeout_ms; /* of a transfer that does not say */
	bool global;        /* libcurl was set up */
	bool reaping;       /* http_reap runs, and starts what waits at its end */
};

/* call.c: the states. */

/* Out of the list of its state. */
void call_remove(struct call_list *list, struct http_call *call);

/* Copies the request, and waits. */
RETURNS_NONNULL struct http_call *call_new(struct http *http, const struct http_request *request,
	void (*on_done)(void *arg, const struct http_response *response), void *arg);
void call_free(struct http_call *call); /* of one that is in no list */

/* One that waits begins. */
void call_start(struct http_call *call);

/* The look-up of the host's name has ended, and with it a thread. */
void call_name_found(struct http_call *call);

/* libcurl is through with one that runs: on to where a redirect leads, or done. */
void call_transfer_ended(struct http_call *call, CURLcode rc);

/* Frees one that nobody waits for any more, whatever its state. */
void call_drop(struct http_call *call);

/* easy.c: libcurl's handles and how they are set. */

/* The certificates of authorities that the system keeps in one file; NULL: none was found. */
const char *easy_ca_file(void);
CURL *easy_take(struct http *http);
void easy_give_back(struct http *http, CURL *easy);

/* Makes a call's handle ask what the call asks. */
void easy_set_up(struct http_call *call);

/* connect.c: the guard at a call's connections. */

/* What can be judged before there is any. false: the call's error says why not. */
MUST_CHECK bool connect_may_begin(struct http_call *call);
void connect_set_up(struct http_call *call);

/* answer.c: what comes, within its ceilings. */

void answer_set_up(struct http_call *call);
void answer_forget(struct http_call *call);
struct http_response answer_response(struct http_call *call); /* borrows from the call */

/* redirect.c: where an answer sends us. */

/*
 * Is the answer a redirect that we follow? Then the call asks for the next address from now on,
 * with its secrets only if they are that address's business. false where an error of the call
 * says why not, or where there is nothing to follow.
 */
bool redirect_follow(struct http_call *call);

/* fault.c: what a person reads of a failed call. */

/* Sets the call's error, with the host in front. */
PRINTF_LIKE(3, 4) void call_fail(struct http_call *call, enum err_code code, const char *fmt, ...);

/* What came of a transfer that did not end well. */
void call_fail_transfer(struct http_call *call, CURLcode rc);
