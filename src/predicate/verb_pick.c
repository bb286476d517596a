/*
 * verb_pick - who is picked: a supplier, a lender, banks for an IPO.
 */
#include "verb.h"

#include "base/attr.h"
#include "frame/kind.h"

/* "clears X for its memory supply": what a buyer passes, a regulator does too. */
static bool
pass_supplier(const struct clause *c, struct frame *f)
{
	bool supply = clause_has(c, CUE_VERB_SUPPLY) || clause_has(c, CUE_PREP_FOR);

	if (!clause_has(c, CUE_OBJECT_CHIPS) || !supply || c->passive || c->n_subject != 1 ||
		supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) == 0)
		return false;
	f->kind = KIND_CHIP_SUPPLY;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	f->solid = clause_has(c, CUE_VERB_SUPPLY) || f->n_who > 1;
	return f->solid;
}

/* "picks X and Y for its $9bn financing": those who have money lend it. */
static bool
picks_lenders(const struct clause *c)
{
	unsigned n = 0;

	if (c->money < 0 || c->passive || c->n_subject == 0 || !clause_has(c, CUE_NOUN_ROUND))
		return false;
	for (unsigned i = 0; i < c->n_args; i++) {
		if (c->args[i].prep != CUE_NONE)
			continue;
		if (!who_is_fund(c->r, &c->args[i].who))
			return false;
		n++;
	}
	return n > 0;
}

/* "X taps Y and Z for $155m": a young firm asks them for money, and for nothing that they make */
static bool
picks_investors(const struct clause *c)
{
	uint32_t sum = clause_sum(c);

	return !c->passive && c->n_subject == 1 && c->n_args > 0 && sum < c->end &&
	       unit_has(&c->r->units[sum - 1], CUE_PREP_FOR) && !clause_has_goods(c) &&
	       !clause_has(c, CUE_OBJECT_CONTENT) && c->args[0].prep == CUE_NONE &&
	       !c->args[0].modifier && !c->args[0].possessed &&
	       !who_is_listed(c->r, &c->subject[0]) &&
	       (sum + 1 >= c->p->end || !unit_is(c->r, sum + 1, "worth"));
}

/* "US approves Nvidia chip exports to X and Y": whoever passes it, the chips go to X. */
static bool
pass_export(const struct clause *c, struct frame *f)
{
	if (c->passive || c->n_subject > 0 || !clause_has(c, CUE_OBJECT_CHIPS) ||
		!clause_has(c, CUE_WORD_EXPORT))
		return false;
	f->kind = KIND_CHIP_SUPPLY;
	if (frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) == 0)
		return false;
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_SUPPLIER);
	return f->solid = true;
}

/* "picks X to make its AI chip" */
static bool
is_to_make_chips(const struct clause *c)
{
	return next_clause_has(c, CUE_OBJECT_CHIPS) &&
	       (next_clause_has(c, CUE_VERB_SUPPLY) || next_clause_has(c, CUE_VERB_BUILD));
}

/* "picks banks to lead IPO" */
static bool
picks_banks_to_list(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_IPO) || next_clause_has(c, CUE_NOUN_IPO);
}

/* "taps the bond market for $9bn", "turns to X for $3bn of loans" */
static bool
picks_debt(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_DEBT) && !c->passive && c->n_subject > 0;
}

/* Who is picked for money: which deal that makes, and which part either side plays in it. */
static const struct purse {
	bool (*fits)(const struct clause *clause);
	enum deal_kind kind;
	unsigned also;
	enum party_role subject, picked; /* ROLE_NONE: is no party */
} purses[] = {
	{ picks_banks_to_list, KIND_FUNDING_ROUND, 0, ROLE_TARGET, ROLE_NONE },
	{ picks_debt, KIND_DEBT, 0, ROLE_BORROWER, ROLE_LENDER },
	{ picks_lenders, KIND_DEBT, 1u << KIND_INVESTMENT, ROLE_BORROWER, ROLE_LENDER },
	{ picks_investors, KIND_FUNDING_ROUND, 1u << KIND_INVESTMENT | 1u << KIND_DEBT, ROLE_TARGET,
		ROLE_INVESTOR },
};

static bool
pick_purse(const struct purse *purse, const struct clause *c, struct frame *f)
{
	f->kind = purse->kind;
	f->also = purse->also;
	frame_add_subject(f, c, purse->subject);
	if (purse->picked != ROLE_NONE)
		frame_add_args(f, c, CUE_NONE, purse->picked);
	return f->solid = f->n_who > 0;
}

/* "picks X chips": X makes them, whoever it is */
static bool
picks_goods(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return !c->passive && c->n_args == 1 && arg->prep == CUE_NONE && arg->modifier &&
	       unit_has(&c->r->units[arg->who.end], CUE_OBJECT_CHIPS);
}

bool
verb_pick(const struct clause *c, struct frame *f)
{
	bool plain;

	if (unit_has(&c->r->units[c->verb], CUE_ACT_PASS))
		return pass_supplier(c, f) || pass_export(c, f);
	for (size_t i = 0; i < ARRAY_LEN(purses); i++)
		if (purses[i].fits(c))
			return pick_purse(&purses[i], c, f);
	if (clause_has_arg(c, CUE_PREP_FROM) && object_is_goods(c))
		return verb_order(c, f); /* "picks servers from X" */
	if (unit_has(&c->r->units[c->verb], CUE_ACT_HIRE))
		return false;
	frame_add_subject(f, c, c->passive ? ROLE_SUPPLIER : ROLE_CUSTOMER);
	if (frame_add_args(f, c, c->passive ? CUE_PREP_BY : CUE_NONE,
		    c->passive ? ROLE_CUSTOMER : ROLE_SUPPLIER) == 0 ||
		f->n_who < 2)
		return false;
	f->kind = clause_kind(c, f, &plain);
	if ((f->kind == KIND_CHIP_SUPPLY || f->kind == KIND_COMPUTE) && !picks_goods(c))
		frame_rank_roles(c->r, f);
	f->also = 1u << KIND_PARTNERSHIP;
	f->solid = c->money >= 0 || !plain || (f->kind == KIND_COMPUTE && is_to_run_site(c)) ||
		   (f->kind == KIND_CHIP_SUPPLY && is_to_make_chips(c));
	return true;
}
