/*
 * deal_edges - whose money goes to whom: the graph.
 *
 * All functions work inside the caller's transaction; results live in the arena. Times are
 * seconds since 1970.
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
