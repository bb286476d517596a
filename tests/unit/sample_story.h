/* Hand-made stories and verdicts for the tests of the rooms behind the matcher. */
#pragma once

#include <string.h>

#include "base/arena.h"
#include "model/deal.h"
#include "model/story.h"

enum { NOON = 1765972800, HOUR_S = 3600, DAY_S = 86400 }; /* 2025-12-17T12:00:00Z */

struct told {
	enum deal_kind kind;
	enum deal_status status;
	const char *payer, *payee; /* NULL: nobody */
	int64_t millions;          /* of dollars, 0: none */
	enum bound bound;
	unsigned also;
};

static inline enum party_role
payer_role(enum deal_kind kind)
{
	return kind == KIND_ACQUISITION                           ? ROLE_ACQUIRER
	       : kind == KIND_CHIP_SUPPLY || kind == KIND_COMPUTE ? ROLE_CUSTOMER
	       : kind == KIND_DEBT                                ? ROLE_LENDER
	       : kind == KIND_PARTNERSHIP                         ? ROLE_PARTNER
								  : ROLE_INVESTOR;
}

static inline enum party_role
payee_role(enum deal_kind kind)
{
	return kind == KIND_CHIP_SUPPLY || kind == KIND_COMPUTE ? ROLE_SUPPLIER
	       : kind == KIND_DEBT                              ? ROLE_BORROWER
	       : kind == KIND_PARTNERSHIP                       ? ROLE_PARTNER
								: ROLE_TARGET;
}

static inline struct deal
make_deal(const struct told *told, struct arena *arena)
{
	struct deal deal = { .kind = told->kind, .status = told->status, .also = told->also };

	deal.parties = arena_array(arena, 2, sizeof *deal.parties);
	if (told->payer)
		deal.parties[deal.n_parties++] =
			(struct party){ told->payer, payer_role(told->kind), true };
	if (told->payee)
		deal.parties[deal.n_parties++] =
			(struct party){ told->payee, payee_role(told->kind), true };
	if (told->millions) {
		deal.amount.value = deal.amount.usd = told->millions * 1000000;
		deal.amount.bound = told->bound;
		strcpy(deal.amount.currency, "USD");
	}
	return deal;
}
