/*
 * sum - how a sum of money is read, and whether it is the deal's own, a valuation or another figure.
 */
#pragma once

#include "mention/reading.h"

struct sum {
	struct amount amount;
	size_t end; /* token behind it */
	bool bare;  /* "$" alone */
};

/* money.c: reads a sum that begins at token i, where the lexicon has this sign; false: there is none. */
bool sum_read(struct reading *reading, size_t i, struct lex_hit sign, struct sum *ret_sum);

/* sum_role.c: bounds and roles of all sums of a passage. */
void sums_judge(struct reading *reading, const struct passage *passage);
