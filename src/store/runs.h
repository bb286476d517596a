/*
 * runs - identities of items by 64-bit keys, many to a row.
 *
 * A row is a run: it stands under its lowest key, and holds those that follow up to the row
 * behind it. So a feed that is new is a few rows, not three for each item of it, and what a poll
 * asks for lies together. A run holds keys of one space (a feed's or a site's) only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct db;

/* The upper bits of a key are its space, these its own. */
#define RUN_OWN_BITS ((UINT64_C(1) << 40) - 1)

enum { RUN_MAX = 64 };

struct run_entry {
	uint64_t key, words;
	int64_t at;
};

/* Zeroed it holds nothing. */
struct run {
	struct run_entry list[RUN_MAX]; /* by their keys */
	size_t n;
};

/* Whether anything is known of the key's space. */
MUST_CHECK bool runs_any(struct db *db, uint64_t key, bool *ret_any, struct err *err);

/* The key's entry, or NULL. The run was read last, or is read now. */
MUST_CHECK bool runs_find(struct db *db, uint64_t key, struct run *run,
	const struct run_entry **ret_entry, struct err *err);

/* Puts entries into their runs, in the place of those with their keys; the list is sorted. */
MUST_CHECK bool runs_put(struct db *db, struct run_entry *list, size_t n, struct err *err);

/*
 * Looks at so many entries behind *cursor, or some more, and drops those from before then.
 * *cursor goes on, and round again; any number is good to begin with.
 */
MUST_CHECK bool runs_prune(
	struct db *db, int64_t before, size_t limit, int64_t *cursor, struct err *err);
