/*
 * poller - asks each feed when it is due, politely, and hands over what came.
 *
 * Decides when: the user's interval, lengthened by what server and feed ask for, spread at
 * start, backed off after failures, one request at a time per host with a pause between two.
 * Documents that ended well in one turn of the loop go through on_document in one transaction,
 * which also takes the validators and the feeds' health (store/feeds.h): a validator is never
 * stored before its stories. Logs what a user should know of a feed, once.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct db;
struct http;
struct log;
struct loop;
struct poller;

struct poller_feed {
	const char *section;     /* the feed's name in the configuration */
	const char *url;         /* http, https, or file: with an absolute path */
	const char *name;        /* how it is called in alerts; NULL: its own title */
	const char *header_file; /* NULL, or a file of request headers, a line each; secret */
	int64_t interval;        /* seconds */
};

struct poller_settings {
	size_t max_body;        /* bytes of a document, decompressed; 0: 10 MB */
	int64_t timeout;        /* seconds of a transfer; 0: 30 */
	unsigned max_in_flight; /* transfers at once, those that dawdle not counted; 0: 64 */
};

/* A document to be read; everything is borrowed until on_document returns. */
struct poller_document {
	const char *section;
	const char *name;         /* as configured, or NULL */
	const char *url;          /* where it came from in the end: base of its links */
	const char *content_type; /* NULL: not said */
	const char *bytes;        /* NUL-terminated */
	size_t len;
	int64_t fetched; /* seconds since 1970 */
};

/* What was in it; zeroed before on_document. */
struct poller_outcome {
	struct err error; /* a code: it is no feed; the poll failed, nothing of it is kept */
	size_t items, new_items;
	bool rolled_over; /* none of the items that were known is still there */
	bool cut_off; /* it ends before it is over: whoever has the rest is to be asked for it */
	int64_t ttl;  /* as struct feed has these */
	uint32_t skip_hours;
	uint8_t skip_days;
	char title[256]; /* as the feed calls itself; "" */
};

struct poller_hooks {
	/*
	 * Inside a transaction. false: the store failed; the whole transaction is undone and the
	 * documents in it come again, each in a transaction of its own.
	 */
	bool (*on_document)(void *arg, const struct poller_document *document,
		struct poller_outcome *ret, struct err *err);
	/*
	 * At the end of a transaction with documents, inside it; NULL: nobody. false: the
	 * transaction is undone and done again without this call.
	 */
	bool (*before_commit)(void *arg, struct err *err);
	/* After a transaction with documents was committed, or one was undone; NULL: nobody. */
	void (*on_end)(void *arg, bool committed);
	void *arg;
};

/* Since the poller was made. */
struct poller_stats {
	size_t feeds, in_flight, failing;
	uint64_t polls_ok, polls_not_modified, polls_failed, polls_gone;
	uint64_t items, new_items;
	int64_t next_at;           /* seconds since 1970, 0: none is due */
	int64_t longest_settle_ms; /* of one transaction */
};

/* Borrows everything but settings, which are copied. */
RETURNS_NONNULL struct poller *poller_new(struct loop *loop, struct http *http, struct db *db,
	const struct log *log, const struct poller_settings *settings,
	const struct poller_hooks *hooks);

/* Stores what has come, cancels what is in flight. NULL is fine. */
void poller_free(struct poller *poller);

/*
 * The feeds from now on, copied. A feed that was there before, with the same section and
 * URL, goes on as it was; others are read from the store. Sections are unique. false: the store
 * failed; the feeds are asked all the same, as new ones.
 */
MUST_CHECK bool poller_set_feeds(
	struct poller *poller, const struct poller_feed *feeds, size_t n, struct err *err);

/* New settings, from the next transfer on. */
void poller_configure(struct poller *poller, const struct poller_settings *settings);

/* Polls from now on, each feed when it is due. */
void poller_start(struct poller *poller);

/* Polls every feed once, now; on_done comes from the loop when all is stored. */
void poller_run_once(struct poller *poller, void (*on_done)(void *arg, size_t n_failed), void *arg);

void poller_stats(const struct poller *poller, struct poller_stats *ret);
/* Why the last polls could not be stored, until some are; NULL: they were. */
const char *poller_store_error(const struct poller *poller);
