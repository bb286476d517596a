/*
 * keys - by which numbers deals are found again: their parties, pairs of them, sums.
 *
 * The state has them a row a deal, so that new ones are written side by side; which deals have a
 * key is held in memory. That is read at the first question and has the latest deals only. What a
 * transaction that was undone has left there is found out and read again.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct db;
struct keys;

/* Borrows the db. */
RETURNS_NONNULL struct keys *keys_new(struct db *db);
void keys_free(struct keys *keys); /* NULL is fine */

/*
 * The latest deals that were given the key, at most so many; the latest first, and rarely one
 * that never was: who asks looks at the deal.
 */
MUST_CHECK bool keys_find(struct keys *keys, uint64_t key, size_t most, int64_t *ret_deals,
	size_t *ret_n, struct err *err);

/* In the caller's transaction. Those that the deal has are fine. */
MUST_CHECK bool keys_add(
	struct keys *keys, int64_t deal, const uint64_t *list, size_t n, struct err *err);
