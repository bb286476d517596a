/*
 * verb_seek - what is sought: money, a firm, or what it makes.
 */
#include "verb.h"

/* "courts investors at a $5bn valuation", "sounds out investors for €2bn" */
static bool
seeks_investors(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end && i <= c->verb + 3; i++)
		if (unit_has(&c->r->units[i], CUE_WORD_INVESTORS))
			return c->money >= 0 || clause_has(c, CUE_SUM_VALUATION);
	return false;
}

/* "eyes $10bn bet on X", "seeks investment in X": into X, not from anybody. */
static bool
seeks_to_invest(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (!unit_has(unit, CUE_NOUN_INVESTMENT))
			continue;
		return phrase_prep(c->r, unit) == CUE_PREP_IN ||
		       ((unit_has(unit + 1, CUE_PREP_IN) || unit_has(unit + 1, CUE_PREP_ON)) &&
			       !clause_has(c, CUE_NOUN_ROUND));
	}
	return false;
}

/* "targets $60bn by 2030": what a year will bring or cost */
static bool
is_for_year(const struct clause *c)
{
	uint32_t sum = clause_sum(c);

	return sum + 2 < c->p->end && unit_has(&c->r->units[sum + 1], CUE_PREP_BY) &&
	       unit_is_number(c->r, sum + 2);
}

/* "eyes AI chip maker X": the firm itself, as nothing of it is named. */
static bool
seeks_firm(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->p->title && c->n_args > 0 && arg->prep == CUE_NONE && !arg->modifier &&
	       !arg->possessed && is_described(c, &arg->who) && !unit_is_to(c->r, arg->who.end) &&
	       !clause_has(c, CUE_NOUN_ROUND);
}

/* "eyes X for memory dies": what X makes */
static bool
seeks_maker(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->n_args > 0 && arg->prep == CUE_NONE && !arg->modifier && !arg->possessed &&
	       supply_rank(c->r, &arg->who, KIND_CHIP_SUPPLY) > 2 && clause_has(c, CUE_PREP_FOR) &&
	       clause_has(c, CUE_OBJECT_CHIPS);
}

/* "explores other AI chip suppliers": whose chips, is not told. */
static bool
seeks_suppliers(const struct clause *c)
{
	return c->p->title && c->n_subject == 1 && clause_object_has(c, CUE_OBJECT_CHIPS) &&
	       clause_object_has(c, CUE_WORD_SUPPLIER) && object_is_goods(c);
}

bool
verb_seek(const struct clause *c, struct frame *f)
{
	unsigned n;

	if (clause_has(c, CUE_SUM_OTHER) || c->n_subject == 0 || is_figure(c) || is_for_year(c))
		return false;
	if (seeks_to_invest(c)) {
		f->kind = KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_INVESTOR);
		n = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
		n += frame_add_args(f, c, CUE_PREP_ON, ROLE_TARGET);
		f->solid = n > 0;
		return f->solid || c->money >= 0;
	}
	if (seeks_suppliers(c)) {
		f->kind = KIND_CHIP_SUPPLY;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		return f->solid = true;
	}
	if (seeks_maker(c)) {
		f->kind = KIND_CHIP_SUPPLY;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		frame_add(f, c->args[0].who, ROLE_SUPPLIER);
		return f->solid = f->n_who > 1;
	}
	if (seeks_firm(c)) {
		f->kind = KIND_ACQUISITION;
		frame_add_subject(f, c, ROLE_ACQUIRER);
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	if (!clause_has(c, CUE_NOUN_ROUND) && !clause_has(c, CUE_NOUN_DEBT) &&
		(clause_object_has(c, CUE_NOUN_DEAL) || clause_object_has(c, CUE_NOUN_ORDER) ||
			clause_object_has(c, CUE_NOUN_LEASE) ||
			clause_object_has(c, CUE_NOUN_ACQUISITION)))
		return verb_sign(c, f) && f->n_who > 1; /* "closes in on a $9bn X deal" */
	if (!clause_object_has_sum(c) && !clause_object_has(c, CUE_NOUN_ROUND) &&
		!seeks_investors(c) && !clause_has_valuation(c))
		return false;
	return verb_money_in(c, f);
}
