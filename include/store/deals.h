/*
 * deals - the ledger: every deal, its stories, its history, and who was told what.
 *
 * What its stories say together (the dossier) is kept as whoever gave it wrote it; what it looks
 * like stands apart, see finder. All functions work inside the caller's
 * transaction; results live in the arena. Times are seconds since 1970.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/deal.h"

struct db;

struct deal_row {
	int64_t id;
	const char *slug; /* the deal's name at the doors: "amazon-openai-investment-2025-12" */
	bool context;     /* known only from other deals' stories; never alerts */
	enum deal_kind kind;
	enum deal_status status;
	int64_t usd; /* of the best-supported sum, 0: none */
	int64_t first, last;
	const char *headline;
	const void *dossier; /* a record */
	size_t dossier_len;
};

/* *ret_found false: there is none. */
MUST_CHECK bool deals_load(struct db *db, int64_t id, struct arena *arena, struct deal_row *ret_row,
	bool *ret_found, struct err *err);
MUST_CHECK bool deals_load_slug(struct db *db, const char *slug, struct arena *arena,
	struct deal_row *ret_row, bool *ret_found, struct err *err);

/*
 * Writes a new deal (id 0: both id and slug are set, a slug that is taken gets a number), or what
 * a known one says now; the slug of that stays.
 */
MUST_CHECK bool deals_save(
	struct db *db, struct deal_row *row, struct arena *arena, struct err *err);

/* What the ledger shows. Zeroed is everything. */
struct deal_filter {
	int64_t since, until; /* of the last story; 0: open */
	uint64_t party_key;   /* one that was given to finder_put; 0: any */
	unsigned kinds;       /* bits, 0: any */
	unsigned statuses;    /* bits, 0: any */
	int64_t min_usd;
	bool no_context;
	size_t limit; /* the latest ones, those known in passing last; 0: all */
};
MUST_CHECK bool deals_list(struct db *db, const struct deal_filter *filter, struct arena *arena,
	struct deal_row **ret_rows, size_t *ret_n, struct err *err);

struct deal_count {
	enum deal_kind kind;
	enum deal_status status;
	int64_t n;
};
/* How many there are of each kind and status, without those known in passing. */
MUST_CHECK bool deals_count(struct db *db,
	void (*on_count)(void *arg, const struct deal_count *count), void *arg, struct err *err);

/* Deals with a story since then, those without context. */
MUST_CHECK bool deals_count_since(struct db *db, int64_t since, int64_t *ret_n, struct err *err);

/* --- stories of a deal --- */

struct deal_story {
	const char *story_id, *feed, *source, *title, *url;
	int64_t published;
	const char *origin;     /* who had it first; never NULL */
	const char *named;      /* the origin as the story itself names it, or NULL */
	bool context;           /* tells of the deal in passing */
	const char *why;        /* why it was merged */
	const char **sentences; /* what a summary may take from it */
	size_t n_sentences;
	const char **reasons; /* the words that the matcher fired on */
	size_t n_reasons;
	const void *sketch; /* likeness of its title; written only */
	size_t sketch_len;
};

/* The same story (id and feed) again replaces what was kept of it; *ret_new tells. */
MUST_CHECK bool deal_story_add(struct db *db, int64_t deal, const struct deal_story *story,
	bool *ret_new, struct err *err);
/* In order of publication; news only, without those told in passing, unless asked. limit 0: all. */
MUST_CHECK bool deal_stories(struct db *db, int64_t deal, bool context, size_t limit,
	struct arena *arena, struct deal_story **ret_stories, size_t *ret_n, struct err *err);

/* A story as far as it matters to who copies whom. */
struct deal_witness {
	const char *origin;
	const void *sketch;
	size_t sketch_len;
};
/* The deal's first stories, in the order they came. */
MUST_CHECK bool deal_witnesses(struct db *db, int64_t deal, size_t limit, struct arena *arena,
	struct deal_witness **ret_witnesses, size_t *ret_n, struct err *err);

/* When an outlet first told of a deal; in order of deals, of each deal the first outlet first. */
struct deal_lead {
	int64_t deal;
	enum deal_status status; /* as the deal is now */
	const char *source;
	int64_t first;
};
MUST_CHECK bool deal_leads(struct db *db, int64_t since, struct arena *arena,
	struct deal_lead **ret_leads, size_t *ret_n, struct err *err);

/* --- history and near misses, for people --- */

struct deal_event {
	int64_t at;
	const char *field, *was, *now, *source;
};
MUST_CHECK bool deal_event_add(
	struct db *db, int64_t deal, const struct deal_event *event, struct err *err);
MUST_CHECK bool deal_events(struct db *db, int64_t deal, struct arena *arena,
	struct deal_event **ret_events, size_t *ret_n, struct err *err);

struct deal_near {
	const char *title, *source, *url, *why;
	int64_t published;
};
/* A story that was kept apart. Only the last few of each deal are kept. */
MUST_CHECK bool deal_near_add(
	struct db *db, int64_t deal, const struct deal_near *near, struct err *err);
MUST_CHECK bool deal_nears(struct db *db, int64_t deal, struct arena *arena,
	struct deal_near **ret_nears, size_t *ret_n, struct err *err);

/* --- who was told what --- */

struct deal_told {
	int64_t deal;
	const char *watch;
	int64_t due;       /* when its group-wait ends, 0: nothing waits */
	unsigned revision; /* of the last alert, 0: none yet */
	const void *state; /* a record of what the last alert said */
	size_t state_len;
};
MUST_CHECK bool deal_told_load(struct db *db, int64_t deal, struct arena *arena,
	struct deal_told **ret_told, size_t *ret_n, struct err *err);
MUST_CHECK bool deal_told_save(struct db *db, const struct deal_told *told, struct err *err);
/* What is due by now, the longest due first. */
MUST_CHECK bool deal_told_due(struct db *db, int64_t now, size_t limit, struct arena *arena,
	struct deal_told **ret_told, size_t *ret_n, struct err *err);
/* The next end of a wait; INT64_MAX: none. */
MUST_CHECK bool deal_told_next(struct db *db, int64_t *ret_due, struct err *err);
/* What would wait longer waits no more. */
MUST_CHECK bool deal_told_end_waits(struct db *db, int64_t now, struct err *err);

/* --- the graph --- */

struct deal_edge {
	int64_t deal;
	uint64_t payer, payee; /* party keys; money goes from payer to payee */
	const char *payer_name, *payee_name;
	const char *source; /* the deal's first outlet; read only */
	unsigned tie;
	enum deal_status status; /* of the deal; read only */
	bool weak; /* one outlet told of the deal in passing, without a sum; read only */
};
/* Replaces the deal's edges; at most 63. */
MUST_CHECK bool deal_edges_save(
	struct db *db, int64_t deal, const struct deal_edge *edges, size_t n, struct err *err);
/* The latest edges from a party. */
MUST_CHECK bool deal_edges_from(struct db *db, uint64_t payer, struct arena *arena,
	struct deal_edge **ret_edges, size_t *ret_n, struct err *err);
MUST_CHECK bool deal_edges_of(struct db *db, int64_t deal, struct arena *arena,
	struct deal_edge **ret_edges, size_t *ret_n, struct err *err);
