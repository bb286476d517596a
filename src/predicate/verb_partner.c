/*
 * verb_partner - who does something together.
 */
#include "verb.h"

#include "frame/kind.h"

/* "on security for servers": what they make together ends at the next preposition. */
static uint32_t
substance_end(const struct clause *c)
{
	bool on = false;

	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		if (on && unit_prep(&c->r->units[i]))
			return i;
		on |= unit_has(&c->r->units[i], CUE_PREP_ON);
	}
	return c->end;
}

/* "on data centre cooling", "on chip design": what goods are cooled or drawn changes no hands. */
static bool
is_on_work(const struct clause *c, uint32_t end)
{
	const struct unit *last = &c->r->units[end - 1];

	return units_have(c->r, c->verb, end, CUE_PREP_ON) && end > c->verb + 3 &&
	       last->type == UNIT_WORD && !unit_is_goods(last) && !unit_has(last, CUE_WORD_SITE) &&
	       (unit_is_goods(last - 1) || unit_has(last - 1, CUE_WORD_SITE));
}

/* "to bring X to all citizens", "to 40,000 employees": a scale is a substance too. */
static bool
reaches_many(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->p->end; i++) {
		const struct unit *unit = &c->r->units[i];
		const struct token *token = &c->r->tokens.list[unit->first];
		bool many = unit_is(c->r, i, "all") || unit_is(c->r, i, "every") ||
			    (token->flags & TOKEN_NUMBER && token->fold_len > 4);

		if (many && unit->type == UNIT_WORD && unit[1].type == UNIT_WORD &&
			!(unit[1].flags & UNIT_JOINED) && unit_has(unit - 1, CUE_PREP_TO))
			return true;
	}
	return false;
}

/* "partner in bid for customers": nobody is bought. */
static bool
is_bid_for_nobody(const struct clause *c)
{
	for (unsigned i = 0; i < c->n_args; i++) /* "for X", not "for X contracts" */
		if ((c->args[i].prep == CUE_PREP_FOR || c->args[i].prep == CUE_PREP_OF) &&
			!c->args[i].modifier)
			return false;
	return !clause_has(c, CUE_WORD_COMPANY);
}

bool
verb_partner(const struct clause *c, struct frame *f)
{
	uint32_t end = substance_end(c);
	bool plain, making = is_on_making(c);
	bool chips = units_have(c->r, c->verb, end, CUE_OBJECT_CHIPS) && !making;
	bool site = is_to_run_site(c), content = false;

	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	if (token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "with")) /* "teams with" */
		frame_add_args(f, c, CUE_NONE, ROLE_PARTNER);
	f->kind = clause_kind(c, f, &plain);
	if (making || is_on_work(c, end) || (plain && f->kind == KIND_COMPUTE) ||
		(c->money < 0 && clause_object_has(c, CUE_WORD_GROUP)))
		f->kind = KIND_PARTNERSHIP; /* "X and a cloud team up": for what is not told */
	if ((f->kind != KIND_CHIP_SUPPLY && f->kind != KIND_COMPUTE &&
		    (f->kind != KIND_ACQUISITION || is_bid_for_nobody(c))) ||
		(end < c->end && !chips && !units_have(c->r, c->verb, end, CUE_OBJECT_COMPUTE)))
		f->kind = KIND_PARTNERSHIP;
	else
		f->also |= 1u << KIND_PARTNERSHIP;
	if (f->kind == KIND_PARTNERSHIP && site) {
		f->kind = KIND_COMPUTE;
		f->also |= 1u << KIND_PARTNERSHIP;
	}
	/* A publisher has nothing but its content to bring. */
	if (f->kind == KIND_PARTNERSHIP && is_with_publisher(c, f)) {
		f->kind = KIND_LICENSING;
		f->also |= 1u << KIND_PARTNERSHIP;
		content = true;
	}
	frame_set_roles(c, f);
	f->solid = c->money >= 0 || chips || content || clause_has(c, CUE_NOUN_LEASE) || site ||
		   clause_has_power(c) || is_on_lab(c, end) || reaches_many(c) ||
		   clause_has(c, CUE_WORD_VENTURE);
	return f->n_who > 1;
}
