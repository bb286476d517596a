/*
 * deals - the ledger: every deal as it is now. What else is known of one: deal_stories,
 * deal_history, deal_edges; who heard of it: deal_told.
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
	int64_t id;       /* its number, which is shorter to type */
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
/* By its number in digits, or by its slug; those of one that became another lead to that one. */
MUST_CHECK bool deals_load_named(struct db *db, const char *name, struct arena *arena,
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
