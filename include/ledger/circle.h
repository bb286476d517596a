/*
 * circle - the graph of deals: money that comes back.
 *
 * An edge is money: from who invests, lends, buys or leases, to who gets it. A circle is
 * a way along edges back to where it began, of at most CIRCLE_PARTIES parties, with at least
 * one edge that puts money in (invests, takes a stake, lends) and one that buys. Between two
 * parties the direction of the purchase does not matter: who puts money into its own supplier
 * is in a circle, too.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/alert.h"
#include "model/deal.h"

enum tie { TIE_INVESTS, TIE_STAKE, TIE_LENDS, TIE_CHIPS, TIE_COMPUTE, N_TIES };

struct edge {
	int64_t deal;      /* whose edge it is */
	uint64_t from, to; /* party keys */
	const char *from_name, *to_name;
	enum tie tie;
	enum deal_status status;
	const char *source; /* where it is known from */
	bool weak;          /* one outlet told of it in passing, without a sum */
};

enum { CIRCLE_PARTIES = 4, CIRCLES_MAX = 4, DEAL_EDGES_MAX = 24 };

/* The edges that a deal makes; keys[i] is the key of its party i. */
size_t deal_edges(const struct deal *deal, const uint64_t *keys, struct edge edges[DEAL_EDGES_MAX]);

/*
 * The circles that the deal's own edges close with the others, shortest first, each
 * once; at most CIRCLES_MAX.
 */
void circle_find(const struct edge *own, size_t n_own, const struct edge *edges, size_t n_edges,
	struct arena *arena, struct alert_circle **ret_circles, size_t *ret_n);
