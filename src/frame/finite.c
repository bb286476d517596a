/*
 * finite - is a word a verb in the place where it stands? Its form and the words beside it say so.
 */
#include "frame/finite.h"

enum { INFINITIVE_REACH = 12 };

bool
verb_is_finite(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->flags & UNIT_JOINED)
		return false;
	if (i > p->first && (unit_has(unit - 1, CUE_WORD_THE) || unit[-1].flags & UNIT_POSSESSED))
		return false;
	if (i > p->first && unit[-1].type == UNIT_MONEY && unit_is_deal_noun(unit))
		return false; /* "leads a $9m bet on" */
	if (unit->forms & FORM_S)
		return !unit_is_deal_noun(unit) || i == p->first || unit[-1].type == UNIT_COMPANY;
	if (!(unit->forms & FORM_PAST))
		return false;
	/* "servers equipped with X chips" */
	if (i > p->first && i + 1 < p->end && unit_has(unit + 1, CUE_PREP_WITH) &&
		unit_has(unit, CUE_VERB_SUPPLY) &&
		unit_within(unit - 1, CUE_OBJECT_CHIPS, CUE_OBJECT_COMPUTE))
		return false;
	/* "a deal announced by": a participle; "led by": part of a preposition */
	return i + 1 >= p->end || !unit_has(unit + 1, CUE_PREP_BY);
}

bool
unit_may_be_verb(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	struct cues rest = unit->cues;

	cues_drop(&rest, CUE_WORD_COMMON);
	return unit->type == UNIT_WORD && !(unit->flags & UNIT_JOINED) && cues_none(&rest) &&
	       (!(unit->flags & UNIT_CAPITAL) || p->title_case) &&
	       (token_ends_in(&r->tokens, unit->end - 1, 's') ||
		       token_ends_with(&r->tokens, unit->end - 1, "ed"));
}

bool
infinitive_goes_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!p->title || i < p->first + 3 ||
		(!unit_is(r, i - 1, ",") && !unit_has(&r->units[i - 1], CUE_WORD_AND)))
		return false;
	for (uint32_t k = i - 2; k > p->first && i - k < INFINITIVE_REACH; k--) {
		if (unit_is_hard(r, k) || unit_is_finite(r, p, k))
			return false;
		if (unit_is_to(r, k))
			return r->units[k + 1].type == UNIT_WORD &&
			       !(r->units[k + 1].flags & UNIT_CAPITAL && !p->title_case) &&
			       !unit_has(&r->units[k + 1], CUE_WORD_THE);
	}
	return false;
}

/* "to invest", "investors back", "Nvidia, Microsoft invest"; not "hedge fund cuts", "buy now". */
static bool
may_be_plain_form(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i - 1];
	uint32_t k;

	if (i == p->first)
		return false;
	if (infinitive_goes_on(r, p, i))
		return true;
	if (unit_is_to(r, i - 1) || unit_has(before, CUE_STATUS_MODAL) ||
		(unit_has(before, CUE_WORD_ADVERB) &&
			!(unit_is_verb(before) && before->forms & FORM_S)) ||
		unit_has(before, CUE_WORD_PLURAL))
		return true; /* but "pledges power" */
	/* "travel veterans invest $9m" */
	if (p->title && before->type == UNIT_WORD && i + 1 < p->end &&
		before[2].type == UNIT_MONEY && token_ends_in(&r->tokens, before->end - 1, 's'))
		return true;
	if (before->type == UNIT_COMPANY || before->type == UNIT_PERSON ||
		(before->flags & UNIT_CAPITAL && before->type == UNIT_WORD))
		for (k = i - 1; k > p->first && i - k < 6; k--)
			if (unit_has(&r->units[k], CUE_WORD_AND) || unit_is_comma(r, k))
				return true;
	return false;
}

static bool
is_genitive(const struct reading *r, uint32_t i)
{
	return (r->tokens.list[r->units[i].first].flags & TOKEN_POSSESSIVE) != 0;
}

/* "pension funds put", "funds now invest": those who do it. */
static bool
is_who_does(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t next = i + 1;

	while (next < p->end && unit_has(&r->units[next], CUE_WORD_ADVERB))
		next++;
	return next < p->end && unit_is_verb(&r->units[next]) &&
	       !unit_is_deal_noun(&r->units[next]);
}

/* "issues $2bn in notes for a site leased to X": what is built, behind what the sentence tells */
static bool
is_let_site(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_has(&r->units[i], CUE_VERB_LEASE) || !(r->units[i].forms & FORM_PAST) ||
		i < p->first + 2 || i + 1 >= p->end || !unit_has(&r->units[i + 1], CUE_PREP_TO) ||
		!(unit_has(&r->units[i - 1], CUE_WORD_SITE) ||
			unit_has(&r->units[i - 1], CUE_OBJECT_COMPUTE)))
		return false;
	for (uint32_t k = p->first + 1; k < i; k++)
		if (unit_is_finite(r, p, k) || r->units[k].type == UNIT_MONEY)
			return true;
	return false;
}

/* A verb that could as well be a noun or a participle before a noun. */
bool
verb_is_verb_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->flags & UNIT_JOINED)
		return false;
	if (unit->forms == FORM_BASE && !may_be_plain_form(r, p, i))
		return false;
	/* "boosts AI marketing": a trade */
	if (unit->forms == FORM_ING && unit_has(unit, CUE_WORD_DESCRIPTOR) &&
		!(i > p->first && unit_has(unit - 1, CUE_WORD_BE)))
		return false;
	/* "tied to chip leasing": a trade */
	if (unit->forms == FORM_ING && unit_has(unit, CUE_VERB_LEASE) && i > p->first &&
		unit_within(unit - 1, CUE_OBJECT_CHIPS, CUE_OBJECT_COMPUTE))
		return false;
	if (is_let_site(r, p, i))
		return false;
	if (unit_has(unit, CUE_WORD_PLURAL) && is_who_does(r, p, i))
		return false;
	/* "bets by top funds": more than one bet */
	if (unit->forms == FORM_S && unit->end - unit->first == 1 && i + 1 < p->end &&
		unit_has(unit + 1, CUE_PREP_BY))
		return false;
	if (i > p->first) {
		const struct unit *before = unit - 1;

		if (unit_has(before, CUE_WORD_THE) || before->flags & UNIT_POSSESSED)
			return false;
		/* "boosts AI marketing" */
		if (unit->forms == FORM_ING && before->signs && before->type == UNIT_WORD &&
			before->end - before->first == 1 && i > p->first + 1 &&
			unit_is_finite(r, p, i - 2))
			return false;
		if (before->type == UNIT_MONEY && unit_is_deal_noun(unit))
			return false;
		/* "won orders for", "won AI chip orders": what is won */
		if (!p->title && unit->forms == FORM_S && unit_is_deal_noun(unit) &&
			(before->type == UNIT_CHIP || unit_has(before, CUE_OBJECT_CHIPS) ||
				(unit_is_verb(before) && before->forms & FORM_PAST)))
			return false;
		/* "prices upsized $9bn notes": what it prices */
		if (unit->forms & FORM_DONE && !(unit->forms & (FORM_S | FORM_BASE)) &&
			before->forms & FORM_S && !unit_has(before, CUE_WORD_BE) &&
			unit_is_finite(r, p, i - 1))
			return false;
		/* "its $10bn Acme bet", "X's Acme bet", "its Acme bet" */
		if (before->type == UNIT_COMPANY && i > p->first + 1 && unit_is_deal_noun(unit) &&
			(before[-1].type == UNIT_MONEY ||
				(!(unit->forms & FORM_S) &&
					(is_genitive(r, i - 2) ||
						unit_has(before - 1, CUE_WORD_THE)))))
			return false;
		if (before->type == UNIT_MARK &&
			(unit_is(r, i - 1, "'s") || unit_is(r, i - 1, "’s")))
			return false;
	}
	return true;
}
