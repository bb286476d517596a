/*
 * web - the status page, and the same as JSON, Atom and metrics, on the address `listen`.
 *
 * Reads the state at each request and shows it; changes nothing. Answers GET and HEAD only, to
 * whoever calls it by an address or a name of this machine (no foreign name that was pointed
 * here). What only the running process knows comes through a callback.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "model/deal.h"

struct alert_circle;
struct arena;
struct loop;
struct db;
struct web;

enum { WEB_BUCKETS = 12 };

/* How long something took; see web_histogram_add. */
struct web_histogram {
	uint64_t buckets[WEB_BUCKETS]; /* each counts for itself, not what is below it */
	uint64_t n;
	double sum; /* seconds */
};

struct web_poll_count {
	const char *result; /* "ok", "unchanged", "failed" …: a few fixed words */
	uint64_t n;
};

struct web_alert_count {
	const char *notifier, *result; /* "sent", "failed" …: a few fixed words */
	uint64_t n;
};

/* Counted since the process began. What it points to is read before the web asks again. */
struct web_stats {
	int64_t started; /* wall clock */
	const struct web_poll_count *polls;
	size_t n_polls;
	const struct web_alert_count *alerts;
	size_t n_alerts;
	uint64_t items;                      /* new ones */
	uint64_t deals[N_KINDS][N_STATUSES]; /* times that a deal reached the status */
	struct web_histogram pipeline;       /* of one fetched document */
	double loop_stall_max;               /* seconds, the longest turn */
	const char *store_error;             /* why the last commit failed, or NULL */
};

struct web_settings {
	const char *listen; /* "ADDRESS:PORT", "[ADDRESS]:PORT"; port 0: any free one */
	/* The circles of money that a deal closes, in the arena; NULL: none are shown. */
	bool (*circles)(struct db *db, int64_t deal, struct arena *arena,
		struct alert_circle **ret_circles, size_t *ret_n, struct err *err);
};

/*
 * Begins to listen. fill is called at most once per request, from the loop. Borrows loop and db.
 * A port in use: ERR_FAIL.
 */
struct web *web_new(struct loop *loop, struct db *db, const struct web_settings *settings,
	void (*fill)(void *arg, struct web_stats *stats), void *arg, struct err *err);
void web_free(struct web *web); /* before the loop; NULL is fine */

unsigned web_port(const struct web *web); /* the one that is listened on */

/* Counts one more that took so long. */
void web_histogram_add(struct web_histogram *histogram, double seconds);
