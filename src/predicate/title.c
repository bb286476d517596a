/*
 * title - what a title says without a verb or noun of a deal that was understood: a sum in a
 * telling place, goods that somebody plans, or no more than the words of a deal and its parties.
 */
#include "predicate/predicate.h"

#include "base/attr.h"
#include "frame/finite.h"
#include "frame/kind.h"
#include "frame/part.h"
#include "mention/name.h"
#include "noun.h"

enum { OWNER_REACH = 4, FOR_REACH = 5, WITH_REACH = 5, COMMA_REACH = 9 };

/* --- a sum in a telling place ------------------------------------------------- */

/* A title's sum, and whose it is; nobody's where who.end is 0: what follows the sum says it. */
struct told_sum {
	uint32_t unit;
	struct who who;
};

/* "for", or plain words before it: "boost for", "vote of confidence for" */
static bool
leads_to_for(const struct reading *r, const struct passage *p, uint32_t i)
{
	for (uint32_t k = i; k < p->end && k < i + FOR_REACH; k++) {
		const struct unit *unit = &r->units[k];

		if (unit_has(unit, CUE_PREP_FOR))
			return true;
		if (unit->type != UNIT_WORD || unit_has(unit, CUE_WORD_CLAUSE) ||
			(unit_is_verb(unit) && unit->forms & (FORM_S | FORM_PAST)) ||
			unit_has(unit, CUE_NOUN_FUND))
			return false;
	}
	return false;
}

/* "$30m for X, which teaches AI to read" */
static bool
opening_sum(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	uint32_t i = p->first;

	while (i < p->end && unit_within(&r->units[i], CUE_BOUND_ABOUT, CUE_BOUND_UP_TO))
		i++;
	ret_told->unit = i;
	return i + 2 < p->end && unit_is_sum(r, i, SUM_DEAL) && leads_to_for(r, p, i + 1);
}

/* "power move on", "splash on": a word or two, and upon whom */
static bool
is_move_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && k + 1 < p->end; k++) {
		if (unit_has(&r->units[k], CUE_PREP_ON))
			return k > i && r->units[k + 1].type == UNIT_COMPANY;
		if (r->units[k].type != UNIT_WORD || unit_is_deal_noun(&r->units[k]))
			return false;
	}
	return false;
}

/* "X's extra $2bn for Y", "X's $2bn power move on Y" */
static bool
owned_sum(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	for (uint32_t i = p->first + 1; i + 2 < p->end; i++) {
		uint32_t owner = i - 1;
		enum cue prep;

		if (!unit_is_sum(r, i, SUM_DEAL))
			continue;
		while (owner > p->first && i - owner < OWNER_REACH &&
			r->units[owner].type != UNIT_COMPANY)
			owner--;
		prep = unit_prep(&r->units[i + 1]);
		ret_told->unit = i;
		if ((prep == CUE_PREP_FOR || prep == CUE_PREP_IN || is_move_on(r, p, i + 1)) &&
			r->units[owner].flags & UNIT_POSSESSED &&
			name_at(r, p, owner, &ret_told->who))
			return true;
	}
	return false;
}

/* Who is named there, if it is no listed company: that one has no rounds. */
static bool
fundable_at(const struct reading *r, const struct passage *p, uint32_t i, struct who *ret_who)
{
	return name_at(r, p, i, ret_who) && !who_is_listed(r, ret_who);
}

/* "another $50m", "a fresh $9m": to where a title's only sum begins with what counts it. */
static uint32_t
before_only_sum(const struct reading *r, const struct passage *p, uint32_t *ret_sum)
{
	int32_t money = only_money(r, p);
	uint32_t i = money < 0 ? p->first : r->moneys[money].unit;

	*ret_sum = i;
	while (i > p->first &&
		(unit_has(&r->units[i - 1], CUE_WORD_THE) || unit_is(r, i - 1, "fresh") ||
			unit_within(&r->units[i - 1], CUE_BOUND_ABOUT, CUE_BOUND_UP_TO)))
		i--;
	return i;
}

/* "X doubles up with another $50m": whatever the verb, money came. */
static bool
closing_sum(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	uint32_t sum = p->first, i = before_only_sum(r, p, &sum);

	if (i < p->first + 2 || !unit_is(r, i - 1, "with"))
		return false;
	if (sum + 1 < p->end && r->units[sum + 1].type != UNIT_MARK &&
		!unit_within(&r->units[sum + 1], CUE_PREP_IN, CUE_PREP_OTHER))
		return false;
	ret_told->unit = sum;
	return fundable_at(r, p, p->first, &ret_told->who);
}

/* "With $40m from Y, X wants to" */
static bool
opening_with(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	uint32_t sum = p->first, comma;

	while (sum < p->end && sum < p->first + WITH_REACH && r->units[sum].type != UNIT_MONEY)
		sum++;
	if (sum >= p->end || !unit_is_sum(r, sum, SUM_DEAL) ||
		!token_is(&r->tokens, r->units[p->first].end - 1, "with"))
		return false;
	for (comma = sum + 1; comma < p->end && !unit_is_comma(r, comma); comma++)
		if (comma >= sum + COMMA_REACH)
			return false;
	ret_told->unit = sum;
	return fundable_at(r, p, comma + 1, &ret_told->who);
}

/* "X harvests $18m": to the verb that no list knows, with who is named before it. */
static bool
strange_verb(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	uint32_t sum = p->first, i = before_only_sum(r, p, &sum);

	if (i < p->first + 2 || !unit_may_be_verb(r, p, i - 1) ||
		!name_before(r, p, i - 2, true, &ret_told->who))
		return false;
	ret_told->unit = sum;
	return true;
}

/* "X lavishes $2bn on Y" */
static bool
given_sum(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	uint32_t next;
	enum cue prep;

	if (!strange_verb(r, p, ret_told))
		return false;
	next = ret_told->unit + 1;
	prep = next + 1 < p->end ? unit_prep(&r->units[next]) : CUE_NONE;
	return prep == CUE_PREP_IN || prep == CUE_PREP_ON;
}

/* "X harvests $18m for AI crop scouting": a firm that has not yet a name gathers, others may lose. */
static bool
taken_sum(const struct reading *r, const struct passage *p, struct told_sum *ret_told)
{
	uint32_t next;
	enum cue prep;

	if (!strange_verb(r, p, ret_told) || who_is_listed(r, &ret_told->who) ||
		who_has_role(r, &ret_told->who, KNOWN_AI_LAB))
		return false;
	next = ret_told->unit + 1;
	if (next == p->end || unit_has(&r->units[next], CUE_NOUN_ROUND))
		return true;
	if (unit_is_to(r, next)) /* "to build", not "to universities" */
		return next + 1 < p->end &&
		       !token_ends_in(&r->tokens, r->units[next + 1].end - 1, 's');
	prep = unit_prep(&r->units[next]);
	return prep == CUE_PREP_FOR || prep == CUE_PREP_FROM || prep == CUE_PREP_LED_BY ||
	       (prep == CUE_PREP_IN && units_have(r, next, p->end, CUE_NOUN_ROUND));
}

/* "for AI chip start-up in": one without a name. */
static bool
is_for_nameless(const struct clause *c)
{
	bool behind = false;

	for (uint32_t i = c->verb + 1; i < c->p->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (behind && !unit_has(unit, CUE_WORD_PLURAL) &&
			(unit_has(unit, CUE_WORD_COMPANY) || unit_has(unit, CUE_WORD_MAKER)))
			return i + 1 == c->p->end || unit[1].type == UNIT_MARK ||
			       unit_prep(&unit[1]) != CUE_NONE;
		if (unit->type == UNIT_MARK || (behind && unit_prep(unit) != CUE_NONE))
			return false;
		behind |= unit_has(unit, CUE_PREP_FOR);
	}
	return false;
}

/* "for X": X gets it. */
static bool
goes_to(const struct clause *c, struct who who, struct frame *f)
{
	(void)who;
	for (unsigned k = 0; k < c->n_args && f->n_who == 0; k++)
		if (c->args[k].prep == CUE_PREP_FOR && !c->args[k].modifier)
			frame_add(f, c->args[k].who, ROLE_TARGET);
	return f->n_who > 0 || is_for_nameless(c);
}

/* Whose it was gives it to who is named behind it. */
static bool
comes_from(const struct clause *c, struct who who, struct frame *f)
{
	frame_add(f, who, ROLE_INVESTOR);
	while (who.first > c->p->first + 1 && unit_has(&c->r->units[who.first - 1], CUE_WORD_AND) &&
		name_before(c->r, c->p, who.first - 2, false, &who))
		frame_add(f, who, ROLE_INVESTOR); /* "X and Y's $15bn" */
	if (c->n_args > 0 && !c->args[0].modifier && !c->args[0].possessed)
		frame_add(f, c->args[0].who, ROLE_TARGET);
	return f->n_who > 1;
}

static bool
is_raised(const struct clause *c, struct who who, struct frame *f)
{
	frame_add(f, who, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_LED_BY, ROLE_INVESTOR);
	return true;
}

static const struct sum_form {
	bool (*find)(const struct reading *r, const struct passage *p, struct told_sum *ret_told);
	bool (*add)(const struct clause *c, struct who who, struct frame *f);
	enum deal_kind kind;
} sum_forms[] = {
	{ opening_sum, goes_to, KIND_FUNDING_ROUND },
	{ owned_sum, comes_from, KIND_INVESTMENT },
	{ closing_sum, is_raised, KIND_FUNDING_ROUND },
	{ opening_with, is_raised, KIND_FUNDING_ROUND },
	{ taken_sum, is_raised, KIND_FUNDING_ROUND },
	{ given_sum, comes_from, KIND_INVESTMENT },
};

/* A frame that hangs on a sum. */
static bool
sum_frame(const struct reading *r, uint32_t passage, const struct sum_form *form,
	struct frames *frames)
{
	const struct passage *p = &r->passages[passage];
	struct frame f = { .passage = passage, .valuation = -1, .kind = form->kind };
	struct told_sum told = { 0 };
	struct clause c;

	if (!form->find(r, p, &told))
		return false;
	clause_init(&c, r, p, told.unit);
	clause_find_args(&c);
	c.money = (int32_t)r->units[told.unit].ref;
	if (told.who.end > 0 && told.who.first < told.unit)
		c.first = told.who.first;
	if (!form->add(&c, told.who, &f))
		return false;
	f.solid = true;
	frame_put(&c, &f, frames);
	return true;
}

static bool
sums_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	if (!passage_has_type(&r->passages[passage], UNIT_MONEY))
		return false; /* as most */
	for (size_t i = 0; i < ARRAY_LEN(sum_forms); i++)
		if (sum_frame(r, passage, &sum_forms[i], frames))
			return true;
	return false;
}

/* --- the title as a whole -------------------------------------------------------- */

/* The whole title is the clause: its words, its first sum, and all its companies as parties. */
static void
clause_spans_title(struct clause *c, struct frame *f)
{
	struct who who;

	c->end = c->p->end;
	for (uint32_t i = c->p->first; i < c->p->end; i++) {
		const struct unit *unit = &c->r->units[i];

		cues_join(&c->nouns, &unit->cues);
		if (unit->type == UNIT_COMPANY && name_at(c->r, c->p, i, &who))
			frame_add(f, who, ROLE_NONE);
		if (c->money < 0 && unit_is_sum(c->r, i, SUM_DEAL))
			c->money = (int32_t)unit->ref;
	}
}

/* "X and Y to", "X agrees to": who or what says so stands right before it. */
static bool
is_planned(const struct unit *before)
{
	return before->type == UNIT_COMPANY || before->flags & UNIT_PRODUCT ||
	       unit_has(before, CUE_STATUS_TALKS) || unit_has(before, CUE_STATUS_PLAN) ||
	       unit_has(before, CUE_STATUS_AGREED) ||
	       (unit_is_deal_noun(before) && !unit_has(before, CUE_WORD_OFFER));
}

/* "X, Y to resume chip sales to China": what they sell everywhere, and what a country allows */
static bool
is_trade_with_country(const struct clause *c)
{
	for (uint32_t i = c->verb + 2; i + 1 < c->p->end; i++)
		if (unit_has(&c->r->units[i], CUE_PREP_TO) &&
			unit_has(&c->r->units[i + 1], CUE_WORD_PLACE))
			return unit_has(&c->r->units[i - 1], CUE_WORD_EXPORT);
	return false;
}

/* "X to put together a campus for Y", "X and Y to raise a 2GW site": what it is about says enough. */
static bool
planned_goods(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];
	uint32_t to = p->first;
	bool goods = false, plain;
	struct frame f;
	struct clause c;

	if (!passage_has(p, CUE_PREP_TO))
		return false; /* as most */
	while (to < p->end && !(to > p->first && unit_has(&r->units[to], CUE_PREP_TO)))
		to++;
	if (to + 2 >= p->end || to == p->first || !is_planned(&r->units[to - 1]) ||
		r->units[to + 1].type != UNIT_WORD || unit_has(&r->units[to + 1], CUE_WORD_THE) ||
		unit_has(&r->units[to + 1], CUE_WORD_PLACE) ||
		unit_has(&r->units[to + 1], CUE_AGAINST_LAUNCH))
		return false;
	clause_init(&c, r, p, to + 1);
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct unit *unit = &r->units[i];

		if (unit_is_hard(r, i) || unit->type == UNIT_PERCENT ||
			(i < to && unit_is_verb(unit) && unit->forms & FORM_S &&
				!unit_has(unit, CUE_STATUS_TALKS)))
			return false; /* another verb is what the title tells */
		goods |= unit_is_goods(unit);
	}
	f = (struct frame){ .passage = passage, .valuation = -1, .planned = true };
	clause_spans_title(&c, &f);
	if (!goods || f.n_who < 2 || f.who[0].first > to || is_trade_with_country(&c))
		return false;
	c.first = p->first;
	f.kind = clause_kind(&c, &f, &plain);
	frame_set_roles(&c, &f);
	frame_put(&c, &f, frames);
	return true;
}

/* A word of the title that names a deal, the best one: a noun before a verb. */
static bool
deal_word(const struct reading *r, const struct passage *p, uint32_t *ret_unit, bool *ret_verb)
{
	bool nouns = cues_within(&p->cues, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE);
	bool verbs = cues_within(&p->cues, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE);

	for (uint32_t i = p->first; nouns && i < p->end; i++)
		if (kind_of_noun(&r->units[i]) != KIND_NONE &&
			!unit_has(&r->units[i], CUE_NOUN_WEAK)) {
			*ret_unit = i;
			*ret_verb = false;
			return true;
		}
	for (uint32_t i = p->first; verbs && i < p->end; i++)
		if (unit_within(&r->units[i], CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) &&
			!unit_has(&r->units[i], CUE_VERB_USE) &&
			!(r->units[i].flags & UNIT_JOINED)) {
			*ret_unit = i;
			*ret_verb = true;
			return true;
		}
	return false;
}

/* "Celestial AI goes to Marvell for $3.25 billion": the sum of a title without such a word. */
static bool
deal_sum(const struct reading *r, const struct passage *p, uint32_t *ret_unit)
{
	for (uint32_t i = p->first; passage_has_type(p, UNIT_MONEY) && i < p->end; i++)
		if (unit_is_sum(r, i, SUM_DEAL)) {
			*ret_unit = i;
			return true;
		}
	return false;
}

static enum deal_kind
kind_of_verb(const struct clause *c, const struct frame *f)
{
	static const struct {
		enum cue cue;
		enum deal_kind kind;
	} kinds[] = { { CUE_VERB_ACQUIRE, KIND_ACQUISITION }, { CUE_VERB_BUY, KIND_ACQUISITION },
		{ CUE_VERB_MERGE, KIND_ACQUISITION }, { CUE_VERB_INVEST, KIND_INVESTMENT },
		{ CUE_VERB_POUR, KIND_INVESTMENT }, { CUE_VERB_BACK, KIND_INVESTMENT },
		{ CUE_VERB_RAISE, KIND_FUNDING_ROUND }, { CUE_VERB_LIST, KIND_FUNDING_ROUND },
		{ CUE_VERB_FILE, KIND_FUNDING_ROUND }, { CUE_VERB_SUPPLY, KIND_CHIP_SUPPLY },
		{ CUE_VERB_ORDER, KIND_CHIP_SUPPLY }, { CUE_VERB_LEASE, KIND_COMPUTE },
		{ CUE_VERB_LICENSE, KIND_LICENSING }, { CUE_VERB_SELL, KIND_STAKE },
		{ CUE_VERB_BORROW, KIND_DEBT }, { CUE_VERB_LEND, KIND_DEBT } };
	enum deal_kind kind;
	bool plain;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (unit_has(&c->r->units[c->verb], kinds[i].cue))
			return kinds[i].kind;
	if (f->n_who == 1 && c->money >= 0)
		return KIND_FUNDING_ROUND;
	kind = clause_kind(c, f, &plain);
	/* A sum between two of whom no more is said goes from one into the other. */
	return kind == KIND_PARTNERSHIP && c->r->units[c->verb].type == UNIT_MONEY ? KIND_INVESTMENT
										   : kind;
}

static void
loose_frame(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];
	struct clause c;
	struct frame f;
	bool verb = false, plain;

	clause_init(&c, r, p, p->first);
	if (!deal_word(r, p, &c.verb, &verb) && !deal_sum(r, p, &c.verb))
		return;
	f = (struct frame){ .passage = passage, .valuation = -1, .loose = true };
	clause_spans_title(&c, &f);
	/* A sum alone says nothing of one company: it may be its costs, its gifts, its hopes. */
	if (r->units[c.verb].type == UNIT_MONEY ? f.n_who < 2 || passage_has(p, CUE_WORD_SHARES)
						: f.n_who == 0 && c.money < 0)
		return;
	f.verb = verb;
	f.kind = verb || r->units[c.verb].type == UNIT_MONEY ? kind_of_verb(&c, &f)
							     : kind_of_noun(&r->units[c.verb]);
	if (!verb && f.kind == KIND_PARTNERSHIP)
		f.kind = clause_kind(&c, &f, &plain);
	frame_set_roles(&c, &f);
	frame_put(&c, &f, frames);
}

/* "AI start-up raises $9m to take on X": it is told, of somebody without a name. */
static bool
is_nameless_round(const struct frame *f)
{
	return f->n_who == 0 && f->verb && f->money >= 0 && f->kind == KIND_FUNDING_ROUND;
}

void
frames_find_loose(const struct reading *r, struct frames *frames)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *f = &frames->list[i];

		if (r->passages[f->passage].title && (f->n_who > 0 || is_nameless_round(f)))
			return;
	}
	for (uint32_t p = 0; p < r->n_passages && r->passages[p].title; p++)
		if (frames->n < FRAMES_MAX && !sums_find(r, p, frames) &&
			!planned_goods(r, p, frames))
			loose_frame(r, p, frames);
}
