/*
 * feeds - what is remembered of each feed between polls: validators, health, when next.
 *
 * A row is written in the transaction that stores the poll's stories, so a validator is
 * never there before them. Rows are found by the name of the feed's section.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

struct db;

/* What is told once when it begins and once when it is over. */
enum feed_trouble {
	FEED_FAILING = 1, /* the last poll failed */
	FEED_DEAD = 2,    /* no poll succeeded for days */
	FEED_ROLLED = 4,  /* items were gone before they were seen */
	FEED_SILENT = 8,  /* much longer without a new item than is its way */
	FEED_GONE = 16,   /* 410: is not asked again */
};

/* Times are seconds since 1970, 0: never. Strings may be NULL unless said otherwise. */
struct feed_state {
	const char *section;  /* never NULL */
	const char *url;      /* as it was configured at the last poll; never NULL */
	const char *title;    /* as the feed calls itself */
	const char *address;  /* where permanent redirects have moved it */
	const char *moved_to; /* where the last polls were redirected for good … */
	int64_t moved_times;  /* … and how many in a row */
	const char *etag, *last_modified;
	int64_t full_at;    /* last answer with a body */
	int64_t first_at;   /* first success */
	int64_t polled_at;  /* last poll, whatever came of it */
	int64_t ok_at;      /* last success */
	int64_t new_at;     /* last new item */
	int64_t next_at;    /* next poll */
	int64_t not_before; /* the server's Retry-After */
	int64_t rolled_at;
	int64_t gap;         /* seconds between new items, smoothed; 0: not known yet */
	int64_t ttl, fresh;  /* seconds that the feed and its server ask us to stay away */
	uint32_t skip_hours; /* as struct feed has them */
	uint8_t skip_days;
	int64_t interval;      /* seconds between polls as it is now */
	int64_t failures;      /* in a row … */
	int64_t failing_since; /* … and when the first of them was */
	int64_t status;        /* of the last answer, 0: none */
	const char *error;     /* the last one, kept after a success */
	int64_t error_at;
	int64_t items;      /* in the last document */
	int64_t items_seen; /* new ones, all in all */
	int64_t polls;
	unsigned troubles; /* of enum feed_trouble */
};

/* A copy with its texts in one piece of memory, which free() frees. */
RETURNS_NONNULL struct feed_state *feed_state_copy(const struct feed_state *state);

/* The worst of these troubles in a word; NULL: there is none. */
const char *feed_trouble_word(unsigned troubles);

/* The worst that is true of it: gone, dead, failing, rolled-over, silent, ok; new: never polled. */
const char *feed_state_word(const struct feed_state *state);

/* *ret_found false: nothing known, *ret_state untouched. Strings are copied into the arena. */
MUST_CHECK bool feeds_get(struct db *db, const char *section, struct arena *arena,
	struct feed_state *ret_state, bool *ret_found, struct err *err);
MUST_CHECK bool feeds_put(struct db *db, const struct feed_state *state, struct err *err);

/* Every row, in order of section; strings last as long as the call. */
MUST_CHECK bool feeds_each(struct db *db,
	void (*on_feed)(void *arg, const struct feed_state *state), void *arg, struct err *err);

/* The same with only what a schedule needs: section, url, address, troubles and the times of polls. */
MUST_CHECK bool feeds_each_schedule(struct db *db,
	void (*on_feed)(void *arg, const struct feed_state *state), void *arg, struct err *err);

/* Forgets feeds that were not polled since, but those that are gone for good. */
MUST_CHECK bool feeds_forget(struct db *db, int64_t polled_before, struct err *err);
