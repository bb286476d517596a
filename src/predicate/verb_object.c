/*
 * verb_object - what stands behind a verb: goods, a part of a firm, a site, a lab.
 */
#include "verb_object.h"

#include "mention/name.h"

enum { SITE_REACH = 8 };

/* "of its China sales", "of the GPU market": a share of what comes in or is sold is none of a company. */
static bool
is_of_income(const struct clause *c, uint32_t of)
{
	for (uint32_t i = of + 1; i < c->end && !unit_prep(&c->r->units[i]); i++)
		if (unit_has(&c->r->units[i], CUE_SUM_OTHER) ||
			unit_has(&c->r->units[i], CUE_AGAINST_EARNINGS) ||
			unit_is(c->r, i, "sales") || unit_is(c->r, i, "sale") ||
			token_is(&c->r->tokens, c->r->units[i].end - 1, "market"))
			return true;
	return false;
}

bool
object_is_part(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit_has(unit + 1, CUE_PREP_OF) &&
			(unit->type == UNIT_PERCENT || unit_has(unit, CUE_WORD_PART)))
			return !is_of_income(c, i + 1);
		/* "takes 10% in X" */
		if (unit->type == UNIT_PERCENT && unit_is(c->r, i + 1, "in") && i + 2 < c->end &&
			unit[2].type == UNIT_COMPANY)
			return true;
	}
	return false;
}

bool
object_is_goods(const struct clause *c)
{
	unsigned objects = 0;

	for (unsigned i = 0; i < c->n_args; i++)
		objects += c->args[i].prep == CUE_NONE && !c->args[i].modifier &&
			   !c->args[i].possessed;
	return objects == 0;
}

/* The unit behind what begins there: a preposition or mark, but for a genitive's. */
static uint32_t
object_end(const struct clause *c, uint32_t end)
{
	const struct unit *units = c->r->units;

	while (end < c->end && !unit_prep(&units[end]) &&
		(units[end].type != UNIT_MARK || units[end - 1].flags & UNIT_POSSESSED))
		end++;
	return end;
}

bool
clause_ends_in_goods(const struct clause *c, uint32_t first)
{
	uint32_t end = object_end(c, first);
	const struct unit *last;

	if (end < c->end && unit_has(&c->r->units[end], CUE_PREP_OF))
		end = object_end(c, end + 1); /* "thousands of Acme chips" */
	last = &c->r->units[end - 1];
	return end > first && (last->type == UNIT_CHIP || unit_is_goods(last));
}

bool
object_ends_in_goods(const struct clause *c)
{
	return clause_ends_in_goods(c, c->verb + 1);
}

unsigned
frame_take_goods(struct frame *f, const struct clause *c)
{
	unsigned n;

	f->kind = kind_of_goods(c);
	frame_add_subject(f, c, ROLE_CUSTOMER);
	n = frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	n += frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	return n + frame_add_args(f, c, CUE_PREP_OF, ROLE_SUPPLIER);
}

unsigned
frame_add_hosts(struct frame *f, const struct clause *c)
{
	unsigned had = f->n_who;

	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_OTHER &&
			unit_is(c->r, c->args[i].who.first - 1, "at") &&
			(clause_has(c, CUE_OBJECT_COMPUTE) ||
				who_sells_computing(c->r, &c->args[i].who)))
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	return f->n_who - had;
}

bool
object_is_division(const struct clause *c)
{
	uint32_t end = object_end(c, c->verb + 1);

	return end > c->verb + 2 && unit_has(&c->r->units[end - 1], CUE_WORD_DIVISION);
}

bool
object_is_sites(const struct clause *c)
{
	return object_is_goods(c) &&
	       unit_has(&c->r->units[object_end(c, c->verb + 1) - 1], CUE_WORD_SITE);
}

bool
clause_has_goods(const struct clause *c)
{
	return clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
	       clause_has(c, CUE_OBJECT_POWER);
}

bool
is_on_making(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; c->money < 0 && i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i], *next = unit + 1;

		if ((unit_has(unit, CUE_OBJECT_CHIPS) && unit_has(next, CUE_WORD_PLANT)) ||
			(unit_has(unit, CUE_WORD_PLANT) && unit_has(next, CUE_OBJECT_CHIPS)))
			return true;
	}
	return false;
}

enum deal_kind
kind_of_goods(const struct clause *c)
{
	return clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
}

bool
clause_has_power(const struct clause *c)
{
	return units_have_power(c->r, c->verb, c->end);
}

bool
clause_has_valuation(const struct clause *c)
{
	return units_have_sum(c->r, c->verb + 1, c->end, SUM_IS_VALUATION);
}

bool
is_described(const struct clause *c, const struct who *who)
{
	return who->first > c->verb + 1 && unit_is_firm(&c->r->units[who->first - 1]);
}

bool
next_clause_has(const struct clause *c, enum cue cue)
{
	for (uint32_t i = c->end; i < c->p->end && i < c->end + 8 && unit_is_to(c->r, c->end - 1);
		i++)
		if (unit_has(&c->r->units[i], cue))
			return true;
	return false;
}

void
frame_add_served(struct frame *f, const struct clause *c)
{
	bool led = true; /* what leads to a name stands before it */
	struct who who;

	for (uint32_t i = c->end + 1; i < c->p->end && unit_is_to(c->r, c->end - 1); i++) {
		const struct unit *unit = &c->r->units[i];

		if (led && name_at(c->r, c->p, i, &who) && who.company != UNKNOWN &&
			!who_has_role(c->r, &who, KNOWN_AI_CHIPS))
			frame_add(f, who, ROLE_BORROWER);
		led = unit_has(unit, CUE_PREP_FOR) || unit_has(unit, CUE_PREP_TO) ||
		      (led && unit->type == UNIT_PERSON) || /* "for its founder's X" */
		      (led && unit->type == UNIT_MARK);
	}
}

bool
is_on_lab(const struct clause *c, uint32_t end)
{
	size_t last = c->r->units[end - 1].end - 1;

	return end > c->verb + 2 &&
	       (token_is(&c->r->tokens, last, "lab") ||
		       token_is(&c->r->tokens, last, "laboratory")) &&
	       units_have(c->r, c->verb, end, CUE_PREP_ON);
}

/* A data centre behind the infinitive. */
static bool
has_site_behind(const struct clause *c, uint32_t verb)
{
	for (uint32_t i = verb + 1; i < c->p->end && i < verb + SITE_REACH; i++) {
		const struct unit *next = &c->r->units[i] + 1;

		if (unit_has(&c->r->units[i], CUE_OBJECT_COMPUTE) &&
			(i + 1 == c->p->end || next->type != UNIT_WORD || unit_prep(next) ||
				unit_has(next, CUE_OBJECT_COMPUTE)))
			return true;
	}
	return false;
}

bool
is_to_build_site(const struct clause *c)
{
	return next_clause_has(c, CUE_VERB_BUILD) && has_site_behind(c, c->end);
}

bool
is_to_run_site(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->p->end && i <= c->end; i++)
		if (unit_is_to(c->r, i) && (unit_has(&c->r->units[i + 1], CUE_ACT_RUN) ||
						   unit_has(&c->r->units[i + 1], CUE_VERB_BUILD)))
			return has_site_behind(c, i + 1);
	return false;
}
