/*
 * noun - deals that hang on a noun: "X's purchase of Y".
 */
#include "noun.h"

#include "base/attr.h"
#include "find.h"
#include "frame/kind.h"
#include "verb_object.h"

enum deal_kind
kind_of_noun(const struct unit *unit)
{
	static const struct {
		enum cue cue;
		enum deal_kind kind;
	} nouns[] = { { CUE_NOUN_ACQUISITION, KIND_ACQUISITION }, { CUE_NOUN_STAKE, KIND_STAKE },
		{ CUE_NOUN_IPO, KIND_FUNDING_ROUND }, { CUE_NOUN_SHARE_SALE, KIND_FUNDING_ROUND },
		{ CUE_NOUN_ROUND, KIND_FUNDING_ROUND }, { CUE_NOUN_DEBT, KIND_DEBT },
		{ CUE_NOUN_ORDER, KIND_CHIP_SUPPLY }, { CUE_NOUN_LEASE, KIND_COMPUTE },
		{ CUE_NOUN_LICENCE, KIND_LICENSING }, { CUE_NOUN_INVESTMENT, KIND_INVESTMENT },
		{ CUE_NOUN_DEAL, KIND_PARTNERSHIP }, { CUE_NOUN_PARTNERSHIP, KIND_PARTNERSHIP },
		{ CUE_NOUN_SALE, KIND_STAKE }, { CUE_NOUN_TALKS, KIND_PARTNERSHIP } };

	if (!unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return KIND_NONE;
	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if (unit_has(unit, nouns[i].cue))
			return nouns[i].kind;
	return KIND_NONE;
}

/* "walks away from its $6bn Y deal" */
static bool
leaves_own_deal(const struct clause *c, const struct frame *f)
{
	uint32_t sum = c->money < 0 ? c->p->first : c->r->moneys[c->money].unit;

	return sum > f->who[0].end && f->who[1].first == sum + 1 && unit_is(c->r, sum - 1, "its") &&
	       units_have(c->r, f->who[0].end, sum, CUE_STATUS_COLLAPSED);
}

/*
 * "X's Y deal is off": a purchase, as what two do together
 * is seldom called by one's name; not of a giant.
 */
static bool
is_off(const struct clause *c, const struct frame *f)
{
	const struct unit *units = c->r->units;
	uint32_t noun = c->verb;

	if (!c->p->title || !passage_has(c->p, CUE_STATUS_COLLAPSED) || f->n_who != 2 ||
		f->who[1].end != noun || who_has_role(c->r, &f->who[1], KNOWN_BIG_TECH))
		return false;
	if (leaves_own_deal(c, f))
		return true;
	return f->who[1].first < f->who[0].end + 2 &&
	       units[f->who[0].end - 1].flags & UNIT_POSSESSED &&
	       (unit_has(&units[noun], CUE_STATUS_COLLAPSED) ||
		       unit_has(&units[noun + 1], CUE_STATUS_COLLAPSED));
}

/* "A fund nears a $3bn deal to finance X's chips": what funds give for goods, they lend. */
static bool
is_loan_for_goods(const struct clause *c, const struct frame *f)
{
	bool fund = false;

	for (unsigned i = 0; i < f->n_who; i++)
		fund |= who_is_fund(c->r, &f->who[i]);
	return fund && c->money >= 0 && next_clause_has(c, CUE_VERB_BACK) &&
	       (next_clause_has(c, CUE_OBJECT_CHIPS) || next_clause_has(c, CUE_OBJECT_COMPUTE));
}

/* "X nears a $29bn financing with funds for its data centre": a listed company borrows for what it owns. */
static bool
is_site_financing(const struct clause *c, const struct frame *f)
{
	return unit_has(&c->r->units[c->verb], CUE_NOUN_ROUND) &&
	       token_is(&c->r->tokens, c->r->units[c->verb].first, "financing") && f->n_who > 1 &&
	       c->money >= 0 && who_is_listed(c->r, &f->who[0]) && is_with_fund(c, f) &&
	       passage_has(c->p, CUE_OBJECT_COMPUTE);
}

/* What the words around the noun make of its kind; false: no deal after all. */
static bool
settle_kind(const struct clause *c, struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];
	bool valued = f->n_who < 2 && c->p->title &&
		      units_have_sum(c->r, c->p->first, c->p->end, SUM_IS_VALUATION);
	bool plain = false;

	if (is_loan_for_goods(c, f)) {
		f->also |= 1u << KIND_INVESTMENT;
		f->kind = KIND_DEBT;
		frame_add_served(f, c);
		return true;
	}
	if (is_site_financing(c, f)) {
		f->kind = KIND_DEBT;
		f->also |= 1u << KIND_FUNDING_ROUND;
		return true;
	}
	if (f->kind == KIND_PARTNERSHIP || f->kind == KIND_CHIP_SUPPLY ||
		(f->kind == KIND_COMPUTE && is_with_fund(c, f)))
		f->kind = clause_kind(c, f, &plain);
	f->guessed = plain;
	if (unit_has(noun, CUE_NOUN_PARTNERSHIP) && f->kind != KIND_PARTNERSHIP)
		f->also |= 1u << KIND_PARTNERSHIP; /* "a chip tie-up" */
	if (f->kind != KIND_PARTNERSHIP && c->money < 0 && unit_has(noun, CUE_WORD_GROUP))
		f->kind = KIND_PARTNERSHIP; /* "a data centre alliance": of many, for all */
	if (f->kind == KIND_PARTNERSHIP && plain && is_off(c, f)) {
		f->kind = KIND_ACQUISITION;
		f->also |= 1u << KIND_PARTNERSHIP;
	}
	if (f->kind == KIND_PARTNERSHIP && valued)
		f->kind = KIND_FUNDING_ROUND; /* "a deal that values it at $4bn" */
	if (unit_has(noun, CUE_NOUN_TALKS) && f->n_who < 2) {
		if (!valued)
			return false;
		f->kind = KIND_FUNDING_ROUND; /* "in talks at $9bn" */
	}
	if (unit_has(noun, CUE_NOUN_SALE) && f->n_who < 2) {
		/* "weighs sale": of itself */
		if (c->verb == c->p->first || !unit_has(noun - 1, CUE_STATUS_TALKS))
			return false;
		if (!clause_has(c, CUE_NOUN_STAKE))
			f->kind = KIND_ACQUISITION;
	}
	if (unit_has(noun, CUE_NOUN_SALE) && clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY; /* "sale of Nvidia chips to X" */
	return true;
}

/* The clause of a noun; who stands before it comes with the parties. */
static void
noun_clause(struct clause *c, const struct reading *r, const struct passage *p, uint32_t i)
{
	clause_init(c, r, p, i);
	c->prep = phrase_prep(r, &r->units[i]);
	c->relative = i + 2 < p->end && (unit_is(r, i + 1, "that") || unit_is(r, i + 1, "which"));
	clause_find_args(c);
	cues_join(&c->nouns, &r->units[i].cues);
}

/* "a 4GW partnership": a scale where no sum is told. */
static bool
has_scale(const struct clause *c, const struct frame *f)
{
	return (f->kind == KIND_COMPUTE || f->kind == KIND_CHIP_SUPPLY) && c->p->title &&
	       units_have_power(c->r, c->first, c->end);
}

void
nouns_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!cues_within(&p->cues, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		enum deal_kind kind;
		struct frame f;
		struct clause c;

		if (!unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
			continue; /* as most */
		kind = kind_of_noun(&r->units[i]);
		if (kind == KIND_NONE || noun_is_no_deal(r, p, i, kind))
			continue;
		f = (struct frame){ .passage = passage, .valuation = -1, .kind = kind };
		noun_clause(&c, r, p, i);
		noun_find_parties(&c, &f);
		if (f.n_who == 0 || noun_is_too_weak(&c, &f) || !settle_kind(&c, &f))
			continue;
		noun_set_roles(&c, &f);
		f.solid = c.money >= 0 || f.n_who > 1 || has_scale(&c, &f);
		frame_put(&c, &f, frames);
	}
}
