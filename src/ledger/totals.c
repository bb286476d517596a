/*
 * totals - how much each party has put in and gets, by how firm it is.
 */
#include "ledger/totals.h"

#include <stdlib.h>
#include <strings.h>

static struct total *
total_of(struct totals *totals, const char *party)
{
	for (size_t i = 0; i < totals->n; i++)
		if (strcasecmp(totals->list[i].party, party) == 0)
			return &totals->list[i];
	struct total total = { .party = arena_strdup(totals->arena, party) };

	ARENA_PUSH(totals->arena, totals->list, totals->n, totals->cap, total);
	return &totals->list[totals->n - 1];
}

static bool
deal_failed(const struct deal *deal)
{
	return deal->status == STATUS_DENIED || deal->status == STATUS_COLLAPSED ||
	       deal->status == STATUS_STALLED;
}

static enum total_step
deal_step(const struct deal *deal)
{
	if (deal->status == STATUS_CLOSED)
		return TOTAL_CLOSED;
	return deal->status == STATUS_AGREED && deal->amount.bound != BOUND_UP_TO ? TOTAL_AGREED
										  : TOTAL_ANNOUNCED;
}

void
totals_add(struct totals *totals, const struct deal *deal)
{
	int64_t usd = deal_failed(deal) ? 0 : deal->amount.usd;
	enum total_step step = deal_step(deal);
	size_t pay = 0, paid = 0;

	for (size_t i = 0; i < deal->n_parties; i++) {
		pay += role_pays(deal->parties[i].role);
		paid += role_is_paid(deal->parties[i].role);
	}
	for (size_t i = 0; i < deal->n_parties; i++) {
		struct total *total = total_of(totals, deal->parties[i].name);
		enum party_role role = deal->parties[i].role;

		total->deals++;
		if (pay > 1 || paid > 1 || !(role_pays(role) || role_is_paid(role)))
			total->joint += usd;
		else if (role_pays(role))
			total->out[step] += usd;
		else
			total->in[step] += usd;
	}
}

static int64_t
total_sum(const struct total *total)
{
	int64_t sum = total->joint;

	for (unsigned step = 0; step < N_TOTAL_STEPS; step++)
		sum += total->out[step] + total->in[step];
	return sum;
}

static int
compare_totals(const void *left, const void *right)
{
	const struct total *a = left, *b = right;
	int64_t x = total_sum(a), y = total_sum(b);

	if (x != y)
		return x > y ? -1 : 1;
	if (a->deals != b->deals)
		return a->deals > b->deals ? -1 : 1;
	return strcasecmp(a->party, b->party);
}

void
totals_sort(struct totals *totals)
{
	if (totals->n > 0)
		qsort(totals->list, totals->n, sizeof *totals->list, compare_totals);
}
