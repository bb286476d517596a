/*
 * view - what one request is answered from, as plain structs.
 *
 * Filled from the state by view_load; the pages are functions of it and of nothing else, so
 * they can be tested without a state, a clock or a socket. All of it lives in the view's arena.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/alert.h"
#include "web/web.h"

struct db;

/* The newest deals that are read, however many the ledger has: a request must not hold the loop. */
enum { VIEW_DEALS_MAX = 200, VIEW_OUTBOX_MAX = 100, VIEW_STORIES_MAX = 64 };

/* What of a view is loaded. */
enum { VIEW_DEALS = 1, VIEW_COUNTS = 2, VIEW_FEEDS = 4, VIEW_OUTBOX = 8 };

/* What one story changed in a deal. */
struct view_event {
	int64_t at;
	const char *field, *from, *to, *source;
};

struct view_deal {
	int64_t row; /* in the ledger */
	const char *id;
	unsigned revision; /* 0: nobody was told yet */
	bool context;      /* known only from other deals' stories */
	const char *headline;
	int64_t first_at;   /* when its first story was published */
	int64_t updated_at; /* when it last changed */
	struct deal deal;
	unsigned origins; /* independent ones */
	/* From here on only after view_load_details. */
	struct alert_source *sources;
	size_t n_sources;
	struct alert_circle *circles;
	size_t n_circles;
	struct view_event *history; /* oldest first */
	size_t n_history;
};

struct view_feed {
	const char *section;
	const char *title; /* "" where the feed has none */
	int64_t polled_at, ok_at, new_at, next_at;
	int64_t items_seen, failures;
	const char *error;  /* of the last poll, "" after a success */
	const char *remark; /* what is wrong besides, for people: "items may be lost"; "" */
	bool gone;          /* is not asked again */
	unsigned troubles;  /* FEED_… */
};

struct view_delivery {
	int64_t id;
	const char *notifier, *headline;
	bool parked; /* failed for good, waits for a person */
	bool held;   /* held back by a rule, comes folded */
	unsigned tries;
	int64_t created, next_at;
	const char *error; /* "" */
};

struct view_count {
	enum deal_kind kind;
	enum deal_status status;
	int64_t n;
};

struct view {
	int64_t now;
	const char *version;
	struct view_deal *deals;   /* newest first; then those known only in passing */
	size_t n_deals;            /* without those known in passing … */
	size_t n_known;            /* … and with them */
	int64_t all_deals;         /* in the ledger, without those known in passing */
	struct view_count *counts; /* of the ledger by kind and status */
	size_t n_counts;
	struct view_feed *feeds;
	size_t n_feeds;
	struct view_delivery *outbox;
	size_t n_outbox;
	int64_t waiting, parked,
		oldest; /* of the outbox; oldest is when it was put, 0: nothing waits */
	struct web_stats stats;
};

/* Fills what is asked for; version, now and stats are the caller's. */
MUST_CHECK bool view_load(
	struct view *view, unsigned parts, struct db *db, struct arena *arena, struct err *err);

/* The rest of the deals first … first + n - 1, as far as there are so many. */
MUST_CHECK bool view_load_details(struct view *view, size_t first, size_t n,
	const struct web_settings *settings, struct db *db, struct arena *arena, struct err *err);
