/*
 * verb_build - what is built, launched or planned, alone or together.
 */
#include "verb.h"

#include "frame/kind.h"

/* "Vantage to build a $15bn site for X": what a seller of computing builds */
static bool
builds_site(const struct clause *c)
{
	return c->money >= 0 && c->infinitive && c->n_subject == 1 &&
	       who_sells_computing(c->r, &c->subject[0]) && clause_has_arg(c, CUE_PREP_FOR);
}

/* "launches a laptop with X's chips": what is in it. */
static bool
launches_with_parts(const struct clause *c)
{
	if (!unit_has(&c->r->units[c->verb], CUE_AGAINST_LAUNCH) || c->money >= 0)
		return false;
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_WITH &&
			(c->args[i].modifier || c->args[i].possessed))
			return true;
	return false;
}

/* "X, Y and Z launch a data centre alliance": a club, and no deal of theirs. */
static bool
launches_group(const struct clause *c)
{
	return c->money < 0 && clause_object_has(c, CUE_WORD_GROUP) &&
	       !clause_has(c, CUE_WORD_VENTURE);
}

/*
 * "plans 90,000 Acme chips", "plans a big Acme chip order", "plans $9bn of Acme chips": what another
 * makes is to be bought.
 */
static bool
plans_to_buy(const struct clause *c)
{
	const struct arg *arg = &c->args[0];
	bool worth = clause_object_has_sum(c) && arg->prep == CUE_PREP_OF;
	bool counted = worth || clause_has(c, CUE_NOUN_ORDER);

	if (!unit_has(&c->r->units[c->verb], CUE_STATUS_PLAN) || c->n_subject != 1 ||
		c->n_args == 0 || !(worth || arg->prep == CUE_NONE) || !arg->modifier ||
		!clause_has(c, CUE_OBJECT_CHIPS))
		return false;
	for (uint32_t i = c->verb + 1; i < arg->who.first; i++)
		counted |= unit_is_number(c->r, i);
	return counted;
}

/* "plans a $20bn lease deal for Acme chips" */
static bool
plans_deal(const struct clause *c)
{
	if (!unit_has(&c->r->units[c->verb], CUE_STATUS_PLAN) || c->money < 0)
		return false;
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_FOR && c->args[i].modifier)
			return clause_object_has(c, CUE_NOUN_DEAL) ||
			       clause_object_has(c, CUE_NOUN_LEASE) ||
			       clause_object_has(c, CUE_NOUN_ORDER);
	return false;
}

/* "X and Y to build a data centre": for whom is not told, and neither would use it. */
static bool
builders_join(const struct clause *c, const struct frame *f)
{
	return c->n_subject > 1 && f->n_who == c->n_subject && f->kind == KIND_COMPUTE &&
	       c->money < 0 && nobody_uses(c, f);
}

/* "X and Y launch a $2bn AI services firm": theirs together, and named by what it is. */
static bool
founds_firm(const struct clause *c)
{
	if (c->n_subject < 2 || c->passive || unit_has(&c->r->units[c->verb], CUE_STATUS_PLAN))
		return false;
	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		if (unit_is_firm(&c->r->units[i]) && !unit_has(&c->r->units[i], CUE_WORD_UNIT))
			return i + 1 == c->end || c->r->units[i + 1].type != UNIT_WORD ||
			       unit_prep(&c->r->units[i + 1]);
		if (unit_prep(&c->r->units[i]) || c->r->units[i].type == UNIT_COMPANY)
			return false;
	}
	return false;
}

/* What they build together is what their venture is also about. */
static void
become_venture(struct frame *f)
{
	f->also = 1u << f->kind;
	f->kind = KIND_PARTNERSHIP;
	frame_set_all(f, ROLE_PARTNER);
}

/* "X and Y to develop robots", "create a joint venture" together; not "to accelerate innovation" */
static bool
build_together(const struct clause *c, struct frame *f)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (c->infinitive && (unit_has(verb, CUE_VERB_PARTNER) || unit_has(verb, CUE_VERB_OTHER)))
		return false;
	frame_add_subject(f, c, ROLE_PARTNER);
	f->kind = KIND_PARTNERSHIP;
	f->solid = c->infinitive || clause_has(c, CUE_WORD_VENTURE) || founds_firm(c);
	return c->p->title && f->solid && f->n_who > 1;
}

/* Chips or computing. */
static bool
build_goods(const struct clause *c, struct frame *f, enum deal_kind kind)
{
	f->kind = kind;
	frame_add_subject(f, c, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	if (clause_has(c, CUE_WORD_VENTURE) && (is_with_fund(c, f) || nobody_uses(c, f))) {
		become_venture(f); /* "launch a data centre joint venture" */
		return f->solid = true;
	}
	/* Who builds for others supplies them; who builds together has parts by trade. */
	if (frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER) == 0)
		frame_rank_roles(c->r, f);
	if (f->n_who < 2)
		return false;
	f->also = 1u << KIND_PARTNERSHIP;
	if (builders_join(c, f))
		become_venture(f);
	/* "X and Y open a data centre" may be no more than a feast */
	f->solid = c->infinitive || c->money >= 0 || clause_has_power(c) ||
		   !unit_has(&c->r->units[c->verb], CUE_VERB_OTHER);
	return true;
}

/* "data-center chips": what they are for stands before them */
static bool
builds_chips(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++)
		if (unit_has(&c->r->units[i], CUE_OBJECT_COMPUTE))
			return unit_has(&c->r->units[i + 1], CUE_OBJECT_CHIPS);
	return false;
}

bool
verb_build(const struct clause *c, struct frame *f)
{
	if (plans_to_buy(c))
		return verb_buy(c, f);
	if (plans_deal(c))
		return verb_sign(c, f);
	if (launches_with_parts(c) || launches_group(c) || is_figure(c))
		return false;
	if (clause_has(c, CUE_OBJECT_COMPUTE) && !builds_chips(c))
		return build_goods(c, f, KIND_COMPUTE);
	if (clause_has(c, CUE_OBJECT_CHIPS) && !is_on_making(c))
		return build_goods(c, f, KIND_CHIP_SUPPLY);
	return builds_site(c) ? build_goods(c, f, KIND_COMPUTE) : build_together(c, f);
}
