/*
 * lookalike - what reads like a deal and is none: the
 * money of a sector or a fund, shares that change hands.
 */
#include "lookalike.h"

enum { FUND_REACH = 5, GIVEN_REACH = 5 };

/* "to invest $4bn in optics companies": a firm's own money, and soon they will have names. */
static bool
gives_to_some(const struct reading *r, const struct frame *f)
{
	uint32_t i = f->cue + 1;

	if (!f->verb || f->money < 0 || f->n_who != 1 || f->who[0].company == UNKNOWN ||
		who_is_fund(r, &f->who[0]))
		return false;
	while (i < f->end && unit_prep(&r->units[i]) != CUE_PREP_IN)
		i++;
	for (uint32_t k = i; k < f->end && k < i + GIVEN_REACH; k++)
		if (unit_has(&r->units[k], CUE_WORD_PLURAL) &&
			unit_has(&r->units[k], CUE_WORD_DESCRIPTOR))
			return true;
	return false;
}

/* "X Fund backs more AI founders": who gives is told, who gets is only of a kind. */
static bool
backs_nobody(const struct reading *r, const struct frame *f)
{
	if (gives_to_some(r, f))
		return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role != ROLE_INVESTOR)
			return false;
	return f->n_who > 0 && units_have(r, f->cue + 1, f->end, CUE_WORD_PLURAL);
}

/*
 * "Venture funding hits $97 billion", "the AI boom that
 * has poured $100bn": a verb whose subject is a crowd.
 */
static bool
does_sector(const struct reading *r, const struct frame *f)
{
	uint32_t first = r->passages[f->passage].first, i = f->cue;
	const struct unit *subject;

	if (i > first + 1 && (unit_is(r, i - 1, "has") || unit_is(r, i - 1, "have")) &&
		(unit_is(r, i - 2, "that") || unit_is(r, i - 2, "which")))
		i -= 2;
	if (i == first)
		return false;
	subject = &r->units[i - 1];
	return subject->type == UNIT_WORD && unit_has(subject, CUE_WORD_PLURAL) &&
	       (!(subject->flags & UNIT_CAPITAL) || subject->end - subject->first > 1) &&
	       !unit_has(subject, CUE_WORD_PERSON) && !unit_has(subject, CUE_WORD_ASIDE);
}

/* "Start-ups in North America raised $9bn" */
static bool
is_behind_plural(const struct reading *r, const struct frame *f)
{
	for (uint32_t i = f->first; i-- > r->passages[f->passage].first && f->first - i < 5;)
		if (unit_has(&r->units[i], CUE_WORD_PLURAL) &&
			!unit_has(&r->units[i], CUE_WORD_ASIDE))
			return true;
	return false;
}

static bool
nobody_known(const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].company != UNKNOWN)
			return false;
	return true;
}

/* "robot IPOs", "IPO hurdles for robot start-ups" */
static bool
is_of_many(const struct reading *r, const struct frame *f)
{
	bool behind = false;

	if (token_ends_in(&r->tokens, r->units[f->cue].end - 1, 's'))
		return true;
	for (uint32_t i = f->cue + 1; i < r->passages[f->passage].end; i++) {
		behind |= unit_prep(&r->units[i]) == CUE_PREP_FOR ||
			  unit_prep(&r->units[i]) == CUE_PREP_OF;
		if (behind && unit_has(&r->units[i], CUE_WORD_PLURAL) &&
			unit_has(&r->units[i], CUE_WORD_DESCRIPTOR))
			return true;
	}
	return false;
}

bool
is_sector(const struct reading *r, const struct frame *f)
{
	bool round = f->kind == KIND_FUNDING_ROUND, investment = f->kind == KIND_INVESTMENT;

	/* "hurdles for robot IPOs" */
	if (!f->verb && round && f->money < 0 && f->valuation < 0 && nobody_known(f) &&
		unit_has(&r->units[f->cue], CUE_NOUN_IPO) && is_of_many(r, f))
		return true;
	/* "Chip deals reach $9bn" */
	if (!f->verb)
		return f->cue + 1 < r->passages[f->passage].end &&
		       unit_has(&r->units[f->cue + 1], CUE_WORD_REACH) &&
		       unit_has(&r->units[f->cue], CUE_NOUN_DEAL) &&
		       token_ends_in(&r->tokens, r->units[f->cue].end - 1, 's');
	return (investment && backs_nobody(r, f)) || ((round || investment) && does_sector(r, f)) ||
	       (round && f->n_who == 0 && is_behind_plural(r, f));
}

/* "launches a $100bn AI fund": the sum's own noun is a fund. */
static bool
sum_is_fund(const struct reading *r, const struct frame *f)
{
	uint32_t sum = f->money >= 0 ? r->moneys[f->money].unit : f->end;

	for (uint32_t i = f->cue + 1; i < f->end && i <= sum + FUND_REACH; i++) {
		const struct unit *unit = &r->units[i];

		if (unit_has(unit, CUE_NOUN_FUND))
			return unit->type == UNIT_WORD;
		if (i > sum && (unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
				       unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE) ||
				       unit->type == UNIT_MARK))
			return false;
	}
	return false;
}

/* "back AI founders", "invest in young companies" */
static bool
gives_to_many(const struct reading *r, const struct passage *p, uint32_t verb)
{
	if (!unit_has(&r->units[verb], CUE_VERB_BACK) &&
		!unit_has(&r->units[verb], CUE_VERB_INVEST))
		return false;
	for (uint32_t i = verb + 1; i < p->end && i < verb + GIVEN_REACH; i++) {
		const struct unit *unit = &r->units[i];

		if (unit_has(unit, CUE_WORD_PLURAL) &&
			(unit_has(unit, CUE_WORD_DESCRIPTOR) || unit_has(unit, CUE_WORD_PERSON)))
			return true;
	}
	return false;
}

bool
collects_to_invest(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	bool raises = f->n_who > 0 && f->who[0].role == ROLE_TARGET;
	uint32_t target = raises ? f->who[0].first : p->first;

	if (raises && f->n_who == 1 && who_is_fund(r, &f->who[0]) &&
		!who_is_listed(r, &f->who[0]) && f->valuation < 0)
		return true;
	for (uint32_t i = target; i > p->first && target - i < 3; i--)
		if (unit_has(&r->units[i - 1], CUE_WORD_INVESTOR))
			return true;
	for (uint32_t i = f->cue + 1; f->money >= 0 && i + 1 < p->end; i++)
		if (unit_is_to(r, i - 1) && gives_to_many(r, p, i))
			return true;
	return false;
}

bool
is_fund(const struct reading *r, const struct frame *f)
{
	for (unsigned i = 0; f->kind == KIND_INVESTMENT && i < f->n_who; i++)
		if (f->who[i].role == ROLE_TARGET)
			return false; /* "raises a fund for X's chips": X's money */
	if (sum_is_fund(r, f))
		return true;
	if (f->kind != KIND_FUNDING_ROUND)
		return false;
	/* "Seed fund for founders closes at $9m" */
	for (uint32_t i = r->passages[f->passage].first; f->n_who == 0 && i < f->cue; i++)
		if (r->units[i].type == UNIT_WORD && unit_has(&r->units[i], CUE_NOUN_FUND))
			return true;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == ROLE_TARGET)
			return who_is_fund(r, &f->who[i]);
	return false;
}

/* A person who speaks for no company buys and sells for himself. */
static bool
is_stock_picker(const struct reading *r, const struct unit *unit)
{
	return unit->type == UNIT_PERSON && unit->ref != STRANGER &&
	       lexicon_person_company(r->lexicon, unit->ref) == UINT32_MAX;
}

bool
is_trader(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	const struct unit *cue = &r->units[f->cue];
	bool shares = f->kind == KIND_STAKE || unit_has(cue, CUE_NOUN_SHARE_SALE);

	if (!p->title)
		return false;
	for (uint32_t i = f->cue; i < f->end; i++)
		shares |= unit_has(&r->units[i], CUE_WORD_SHARES) ||
			  unit_has(&r->units[i], CUE_NOUN_SHARE_SALE);
	for (unsigned i = 0; i < f->n_who; i++)
		shares |= f->kind == KIND_ACQUISITION && f->who[i].first > f->cue &&
			  who_is_listed(r, &f->who[i]);
	if (!shares)
		return false;
	for (uint32_t i = p->first; i <= f->cue && i + 1 < p->end; i++) {
		const struct unit *unit = &r->units[i], *next = unit + 1;

		if (unit_has(unit, CUE_WORD_TRADER) || is_stock_picker(r, unit))
			return true;
		if (unit_has(unit, CUE_WORD_PERSON) && next->flags & UNIT_CAPITAL && !next->forms &&
			i + 2 < p->end)
			next++; /* "CEO Karp sells" */
		if ((unit->type == UNIT_PERSON || unit_has(unit, CUE_WORD_PERSON)) &&
			!(unit->flags & UNIT_POSSESSED) &&
			(unit_has(next, CUE_VERB_SELL) || unit_has(next, CUE_VERB_BUY) ||
				unit_has(next, CUE_ACT_DISCLOSE)))
			return true;
	}
	return false;
}

bool
is_share_count(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = p->first; p->title && f->money < 0 && i < p->end; i++) {
		const struct unit *unit = &r->units[i];

		if (!unit_is_number(r, i))
			continue;
		if ((i + 1 < p->end && (unit_has(unit + 1, CUE_WORD_SHARES) ||
					       unit_is(r, i + 1, "shares of"))) ||
			(i > p->first && unit_is(r, i - 1, "shares of")))
			return true;
	}
	return false;
}

bool
is_old_holding(const struct reading *r, const struct frame *f)
{
	if (f->verb || !unit_has(&r->units[f->cue], CUE_NOUN_STAKE))
		return false;
	for (uint32_t i = f->cue; i < f->end; i++)
		if (unit_has(&r->units[i], CUE_SUM_VALUATION))
			return true;
	for (uint32_t i = f->first; i < f->end; i++)
		if (unit_has(&r->units[i], CUE_SUM_OTHER))
			return true;
	return false;
}

/* "companies", "start-ups", not "customers" */
static bool
is_firms(const struct unit *unit)
{
	return unit_has(unit, CUE_WORD_PLURAL) && unit_has(unit, CUE_WORD_DESCRIPTOR);
}

bool
is_own_spending(const struct reading *r, const struct frame *f)
{
	bool alone =
		f->n_who == 1 && (f->money >= 0 || units_have(r, f->cue, f->end, CUE_SUM_VAGUE));
	bool builds = f->kind == KIND_COMPUTE && alone &&
		      !unit_has(&r->units[f->cue], CUE_VERB_BUY) &&
		      !unit_has(&r->units[f->cue], CUE_VERB_ORDER) &&
		      !unit_has(&r->units[f->cue], CUE_VERB_LEASE);

	if (alone && !f->verb && unit_has(&r->units[f->cue], CUE_WORD_PROJECT))
		return true;
	if ((f->kind != KIND_INVESTMENT && !builds) || unit_has(&r->units[f->cue], CUE_VERB_BACK) ||
		gives_to_some(r, f))
		return false;
	for (uint32_t i = f->first; builds && i < f->end; i++)
		if ((unit_has(&r->units[i], CUE_NOUN_DEAL) &&
			    !unit_has(&r->units[i], CUE_WORD_PROJECT)) ||
			unit_has(&r->units[i], CUE_NOUN_ORDER) ||
			unit_has(&r->units[i], CUE_NOUN_LEASE))
			return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == ROLE_TARGET || who_is_fund(r, &f->who[i]))
			return false;
	for (uint32_t i = f->loose ? f->first : f->cue; i < f->end; i++)
		if (unit_has(&r->units[i], CUE_WORD_COMPANY) || is_firms(&r->units[i]) ||
			(unit_has(&r->units[i], CUE_WORD_SHARES) &&
				units_have(r, f->cue, i, CUE_PREP_IN)))
			return false; /* an unnamed start-up, "optics companies", "this AI stock" */
	for (uint32_t i = f->cue + 1; i < r->passages[f->passage].end; i++)
		if (unit_has(&r->units[i], CUE_VERB_BACK) && unit_is_to(r, i - 1))
			return false; /* "to back X's production" */
	return true;
}
