/*
 * finder - the deals that a story might be about: by their keys, with what they look like.
 *
 * Keys are 64-bit numbers (parties, pairs of them, sums), a face is the bytes of whoever gave it.
 * Both stand in the state; in memory are held which deals have a key, some 90 bytes for each of
 * the latest quarter of a million deals at most, and the latest 2,048 faces, some 300 bytes each.
 * So what a story costs does not grow with the ledger. What an undone transaction left in memory
 * is forgotten.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

struct db;
struct finder;

struct candidate {
	int64_t deal;
	int64_t last; /* story */
	bool context; /* known only from other deals' stories */
	const void *face;
	size_t face_len;
};

/* Borrows the db. One writer: what another process adds is not seen. */
RETURNS_NONNULL struct finder *finder_new(struct db *db);
void finder_free(struct finder *finder); /* NULL is fine */

/* Deals that have one of the keys and a story since then. */
struct finder_query {
	const uint64_t *keys;
	const unsigned *most; /* of key i so many deals are looked at, the latest */
	size_t n_keys;
	int64_t since; /* seconds since 1970 */
};

/* Each deal once. All live in the arena. */
MUST_CHECK bool finder_find(struct finder *finder, const struct finder_query *query,
	struct arena *arena, struct candidate **ret_list, size_t *ret_n, struct err *err);

/* The deal is found no more. In the caller's transaction. */
MUST_CHECK bool finder_drop(struct finder *finder, int64_t deal, struct err *err);

/* What a deal looks like now; keys that it had stay. In the caller's transaction. */
MUST_CHECK bool finder_put(struct finder *finder, const struct candidate *candidate,
	const uint64_t *keys, size_t n_keys, struct err *err);
