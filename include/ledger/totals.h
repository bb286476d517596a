/*
 * totals - how much each party has put in and gets, by how firm it is.
 *
 * In dollars. Announced is what is talked of, not binding, or only a ceiling ("up to").
 * Nothing is counted twice: a sum that several parties give or get together stays one sum
 * and stands apart, as it can't be split among them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/deal.h"

enum total_step { TOTAL_ANNOUNCED, TOTAL_AGREED, TOTAL_CLOSED, N_TOTAL_STEPS };

struct total {
	const char *party;
	int64_t out[N_TOTAL_STEPS]; /* it pays: invests, buys, lends */
	int64_t in[N_TOTAL_STEPS];  /* it is paid */
	int64_t joint;              /* together with others, in or out */
	unsigned deals;             /* that it is a party of, with a sum or without */
};

struct totals {
	struct total *list;
	size_t n, cap;
	struct arena *arena; /* borrowed */
};

/* Zeroed but for the arena is empty. Deals that were denied or collapsed count as deals only. */
void totals_add(struct totals *totals, const struct deal *deal);

/* The largest sums first. */
void totals_sort(struct totals *totals);
