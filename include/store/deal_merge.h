/*
 * deal_merge - two deals of the ledger that turn out to be one.
 *
 * The row of the one that goes stays, as a word of which deal it is now: whoever has its name or
 * number comes to that. Works inside the caller's transaction.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct db;

/*
 * Stories, history, near misses and what each watch was told of `from` go over to `into`. A watch
 * that was told of either is told no more than what changes; what waits for one goes on waiting.
 * Faces and edges are the caller's (finder_drop, deal_edges_save).
 */
MUST_CHECK bool deal_merge(struct db *db, int64_t from, int64_t into, struct err *err);
