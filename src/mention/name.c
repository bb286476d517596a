/*
 * name - organisations, known ones and those that only grammar shows.
 *
 * A headline's capitals say little where every word has one. There a name is a word that no
 * list knows, or whatever stands directly before a deal's verb.
 */
#include "mention/name.h"

#include "base/attr.h"
#include "sentence.h"

enum { NAME_UNITS_MAX = 6, COMMON_UNITS_MAX = 2, PARTICLE_LEN = 2 };

static bool
is_function_word(const struct unit *unit)
{
	return unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) || unit_has(unit, CUE_WORD_THE) ||
	       unit_has(unit, CUE_WORD_AND) || unit_has(unit, CUE_WORD_CLAUSE) ||
	       unit_has(unit, CUE_WORD_IT);
}

static bool
only_given(const struct unit *unit)
{
	struct cues rest = unit->cues;

	cues_drop(&rest, CUE_WORD_GIVEN);
	return cues_none(&rest);
}

bool
name_opens_with(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (i != p->first || r->tokens.list[unit->first].flags & TOKEN_UPPER ||
		unit->type != UNIT_WORD || unit->end - unit->first > 1 ||
		unit->flags & (UNIT_PRODUCT | UNIT_POSSESSED))
		return false;
	if (unit_is_only_common(unit) || unit_has(unit, CUE_WORD_ADJECTIVE))
		return unit_has(unit, CUE_WORD_COMMON);
	return unit->forms == FORM_BASE && !unit_within(unit, CUE_STATUS_TALKS, CUE_BOUND_UP_TO) &&
	       !unit_within(unit, CUE_AGAINST_STOCK, CUE_WORD_DESCRIPTOR) &&
	       !unit_within(unit, CUE_WORD_PLACE, CUE_WORD_ASIDE);
}

bool
name_is_particle(const struct reading *r, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	const struct token *token = &r->tokens.list[unit->first];
	struct cues rest = unit->cues;

	cues_drop(&rest, CUE_WORD_GIVEN);
	cues_drop(&rest, CUE_WORD_COMMON);
	cues_drop(&rest, CUE_WORD_PLACE); /* "La", as "LA" is */
	return unit->type == UNIT_WORD && token->len == PARTICLE_LEN && token->flags & TOKEN_CAP &&
	       !(token->flags & TOKEN_UPPER) && cues_none(&rest);
}

static bool
is_plain_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	bool opens = i == p->first;

	if (unit->type != UNIT_WORD || unit->flags & UNIT_PRODUCT || !(unit->flags & UNIT_CAPITAL))
		return false;
	if (unit_is_plural_acronym(r, unit))
		return false;
	if (opens && !p->title_case && i + 1 < p->end && unit[1].type == UNIT_WORD &&
		unit[1].flags & UNIT_CAPITAL && !unit_has(&unit[1], CUE_WORD_NAME_TAIL) &&
		name_opens_with(r, p, i))
		return true; /* "Symphony Mind raises": two capitals at the beginning are a name */
	if (name_is_particle(r, i) && i + 1 < p->end && unit[1].type == UNIT_WORD &&
		unit[1].flags & UNIT_CAPITAL && cues_none(&unit[1].cues))
		return true;
	if (p->title_case || opens)
		return cues_none(&unit->cues) || only_given(unit);
	if (unit_has(unit, CUE_WORD_ADJECTIVE)) /* "start-up New Leaf" */
		return (i + 1 < p->end && unit[1].type == UNIT_WORD &&
			       unit[1].flags & UNIT_CAPITAL) ||
		       (unit_is_only_common(unit) && unit[-1].flags & UNIT_CAPITAL);
	if (unit->end - unit->first > 1 && !cues_none(&unit->cues))
		return false; /* a phrase that is known for something else */
	return !is_function_word(unit) && !unit_has(unit, CUE_WORD_PLACE) &&
	       !unit_has(unit, CUE_WORD_TAIL) && !unit_has(unit, CUE_WORD_PERSON) &&
	       !unit_has(unit, CUE_WORD_DESCRIPTOR) && !unit_has(unit, CUE_AGAINST_EARNINGS) &&
	       !unit_within(unit, CUE_NOUN_ACQUISITION, CUE_BOUND_UP_TO);
}

/* "AI", "Cloud", "Power": what is traded as well as who trades it. */
static bool
is_goods(const struct unit *unit)
{
	return unit->signs || unit->weak_signs ||
	       unit_within(unit, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT);
}

/*
 * "Acme AI chips", "Acme Health insurer", not "Acme Power
 * valued at": what follows needs the word before itself.
 */
static bool
needs_word(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *word = &r->units[i], *next = word + 1;

	if (i + 2 < p->end && token_ends_with(&r->tokens, next->end - 1, "ed") &&
		unit_prep(next + 1))
		return false; /* "Acme Power Focused on" */
	if (next->type != UNIT_WORD || is_function_word(next) || unit_is_verb(next) ||
		unit_within(next, CUE_STATUS_TALKS, CUE_BOUND_UP_TO) ||
		unit_has(next, CUE_SUM_VALUATION) || unit_has(next, CUE_WORD_ADVERB) ||
		unit_has(next, CUE_WORD_MOVE) || unit_has(next, CUE_WORD_TAIL) ||
		unit_has(next, CUE_WORD_NAME_TAIL) || unit_has(next, CUE_WORD_SHARES))
		return false;
	return is_goods(word) || is_goods(next) || unit_has(next, CUE_WORD_DESCRIPTOR) ||
	       unit_has(next, CUE_WORD_COMPANY) || unit_has(next, CUE_WORD_PLURAL);
}

/* "Acme Partners With Bolt": it does so */
static bool
is_partnering(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i + 1 < p->end && unit_has(&r->units[i], CUE_VERB_PARTNER) &&
	       unit_is(r, i + 1, "with");
}

bool
name_has_tail(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (!(unit->flags & UNIT_CAPITAL))
		return false;
	if (unit_has(unit, CUE_WORD_TAIL))
		return true;
	if (!unit_has(unit, CUE_WORD_NAME_TAIL) || is_partnering(r, p, i))
		return false;
	if (!p->title_case || i + 1 >= p->end)
		return true;
	/* "Acme Quantum AI firm" */
	if (unit_has(unit + 1, CUE_WORD_NAME_TAIL) && !unit_is_verb(unit + 1))
		return name_has_tail(r, p, i + 1);
	return !needs_word(r, p, i);
}

bool
unit_is_inflected(const struct reading *r, uint32_t i)
{
	static const char *const ends[] = { "s", "ed", "ing", "ly" };

	for (size_t e = 0; e < ARRAY_LEN(ends); e++)
		if (token_ends_with(&r->tokens, r->units[i].end - 1, ends[e]))
			return true;
	return false;
}

bool
name_may_begin_common(const struct reading *r, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return unit->type == UNIT_WORD && unit->flags & UNIT_CAPITAL &&
	       !(unit->flags & (UNIT_PRODUCT | UNIT_JOINED | UNIT_POSSESSED)) &&
	       unit_is_only_common(unit) && !unit_is_inflected(r, i);
}

/*
 * "in Copper Lantern", "to Buy Copper Lantern": a common
 * word before one that nobody knows, where a name is due.
 */
static bool
opens_with_common(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	return p->title_case && i > p->first && i + 1 < p->end &&
	       cues_none(&r->units[i + 1].cues) && !(r->units[i + 1].flags & UNIT_JOINED) &&
	       name_may_begin_common(r, i) && is_plain_name(r, p, i + 1) &&
	       (unit_prep(before) || unit_has(before, CUE_WORD_AND) ||
		       unit_within(before, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) ||
		       unit_is_deal_noun(before) || unit_owner(r, p, i) < p->end);
}

bool
name_may_have(const struct reading *r, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	struct cues rest = unit->cues;

	cues_drop(&rest, CUE_WORD_COMMON);
	cues_drop(&rest, CUE_WORD_GIVEN);
	if (unit_has(unit, CUE_WORD_ADJECTIVE))
		rest = (struct cues){ 0 };
	return (unit->type == UNIT_WORD || unit->type == UNIT_OUTLET) &&
	       unit->flags & UNIT_CAPITAL && !(unit->flags & UNIT_JOINED) &&
	       unit->end - unit->first == 1 && cues_none(&rest) && !unit->signs &&
	       !unit->weak_signs && !unit_is_inflected(r, i) && !unit_is_plural_acronym(r, unit);
}

bool
name_ends_at(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return i == p->end || unit->type == UNIT_MARK || unit->type == UNIT_MONEY ||
	       unit_prep(unit) || unit_has(unit, CUE_WORD_CLAUSE) || unit_has(unit, CUE_WORD_AND) ||
	       unit_is_to(r, i) || unit_has(unit, CUE_PREP_LED_BY) ||
	       unit_within(unit, CUE_STATUS_TALKS, CUE_STATUS_COLLAPSED) ||
	       (unit_is_verb(unit) && unit->forms & (FORM_S | FORM_PAST));
}

/*
 * "in Apeiro Motion", "to Buy Halo Nine for $9m": a word that has a meaning behind one that nobody
 * knows, and then no more.
 */
static bool
ends_with_common(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *first = &r->units[i] - 1;

	return p->title_case && first->type == UNIT_WORD && cues_none(&first->cues) &&
	       !(first->flags & UNIT_POSSESSED) && name_may_have(r, i) && name_ends_at(r, p, i + 1);
}

static bool
known(const struct reading *r, uint32_t i, struct who *ret_who)
{
	const struct unit *unit = &r->units[i];

	if (unit->type != UNIT_COMPANY || unit->flags & UNIT_ASIDE)
		return false;
	*ret_who = (struct who){ .first = i, .end = i + 1, .company = (int32_t)unit->ref };
	return true;
}

/*
 * "Two-Thirds", "$1 Billion-a-Year", "R&D", "20K": what is joined to no company is no name's
 * beginning.
 */
static bool
is_rest_of_word(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i > p->first && r->units[i].flags & (UNIT_JOINED | UNIT_GLUED) &&
	       r->units[i].type == UNIT_WORD && r->units[i - 1].type != UNIT_COMPANY &&
	       !(r->units[i - 1].type == UNIT_MARK && !(r->units[i - 1].flags & UNIT_GLUED));
}

/* "GW", "HPC": what the topic counts in. */
static bool
is_measure(const struct reading *r, uint32_t i)
{
	return r->tokens.list[r->units[i].first].flags & TOKEN_UPPER && r->units[i].weak_signs;
}

/* "George Washington University": in running text a place between two capitals belongs to the name. */
static bool
is_place_inside(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return !p->title_case && unit_has(unit, CUE_WORD_PLACE) && unit->type == UNIT_WORD &&
	       !(unit->flags & UNIT_POSSESSED) && i + 1 < p->end && is_plain_name(r, p, i + 1);
}

bool
name_at(const struct reading *r, const struct passage *p, uint32_t i, struct who *ret_who)
{
	uint32_t end = i;

	if (i >= p->end)
		return false;
	if (known(r, i, ret_who))
		return true;
	if (is_rest_of_word(r, p, i))
		return false;
	while (end < p->end && end - i < NAME_UNITS_MAX) {
		const struct unit *unit = &r->units[end];

		if (end > i && unit->flags & UNIT_JOINED && unit->type == UNIT_WORD) {
			/* "Acme-backed", "Multi-Year" */
			if (unit->flags & UNIT_HYPHENED && !cues_none(&unit->cues) &&
				!(!p->title_case && unit->flags & UNIT_CAPITAL &&
					unit_is_only_common(unit)))
				return false; /* but "Neuro-Core" */
		} else if (!is_plain_name(r, p, end) &&
			   !(end > i ? name_has_tail(r, p, end) || is_place_inside(r, p, end)
				     : opens_with_common(r, p, i)) &&
			   !(end == i + 1 && ends_with_common(r, p, end))) {
			break;
		}
		end++;
		if (unit->flags & UNIT_POSSESSED)
			break;
	}
	if (end == i || (end == i + 1 && is_measure(r, i)))
		return false;
	*ret_who = (struct who){ .first = i, .end = end, .company = UNKNOWN };
	return true;
}

/* "Fixie.ai raises" */
static bool
is_domain(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return unit->type == UNIT_WORD && !(unit->flags & UNIT_CAPITAL) &&
	       unit->flags & UNIT_JOINED && !(unit->flags & UNIT_HYPHENED) && i > p->first &&
	       unit[-1].flags & UNIT_CAPITAL && unit[-1].type == UNIT_WORD;
}

/* "start-up cognee raises": a word that nobody knows, behind what says that a firm is named. */
static bool
is_small_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return i > p->first && unit->type == UNIT_WORD && cues_none(&unit->cues) &&
	       !(unit->flags & (UNIT_CAPITAL | UNIT_JOINED)) && unit->end - unit->first == 1 &&
	       !unit->signs && !unit->weak_signs && unit_is_firm(unit - 1);
}

/* May a name that the lexicon doesn't have end with the unit? */
static bool
can_end_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->type != UNIT_WORD || !(unit->flags & UNIT_CAPITAL) || unit->flags & UNIT_PRODUCT)
		return false;
	if (is_function_word(unit) || unit_is_plural_acronym(r, unit) ||
		unit_has(unit, CUE_WORD_PERSON) || unit_has(unit, CUE_WORD_PLACE) ||
		unit_has(unit, CUE_WORD_SHARES) ||
		(unit_has(unit, CUE_WORD_PLURAL) && !unit_has(unit, CUE_WORD_NAME_TAIL)))
		return false;
	/* "Acme Doubles", "Acme's Cloud Arm": a verb or a part of one, where all have capitals */
	if (p->title_case && i > p->first &&
		(unit_has(unit, CUE_ACT_DOUBLE) || unit_has(unit, CUE_WORD_DIVISION)))
		return false;
	/* "AI stocks", "Drops Out Of" */
	return unit->end - unit->first == 1 ||
	       !(unit_within(unit, CUE_AGAINST_STOCK, CUE_AGAINST_OTHER) ||
		       unit_within(unit, CUE_STATUS_TALKS, CUE_STATUS_COLLAPSED));
}

/* "Norway", "Norway's" */
static bool
is_place_before(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (r->units[i - 1].type == UNIT_MARK && i - 1 > p->first &&
		r->units[i - 2].flags & UNIT_POSSESSED)
		i--; /* the 's itself */
	return unit_has(&r->units[i - 1], CUE_WORD_PLACE) &&
	       !unit_has(&r->units[i - 1], CUE_WORD_ADJECTIVE);
}

/* Is nobody named by the head of a name and its tails, units first to i? */
static bool
is_of_a_kind(
	const struct reading *r, const struct passage *p, uint32_t first, uint32_t i, bool direct)
{
	const struct unit *head = &r->units[first], *last = &r->units[i];

	if (first == i)
		return unit_has(last, CUE_WORD_DESCRIPTOR) ||
		       (p->title_case && i > p->first && unit_has(last, CUE_WORD_ASIDE)) ||
		       unit_within(last, CUE_NOUN_ACQUISITION, CUE_OBJECT_CONTENT) ||
		       (!direct && !is_plain_name(r, p, i));
	/* "Israeli AI raises": no name in front of the tail. */
	if (!(head->flags & UNIT_JOINED) &&
		((unit_has(head, CUE_WORD_PLACE) && !unit_has(head, CUE_WORD_COMMON)) ||
			is_function_word(head) || unit_has(head, CUE_WORD_DESCRIPTOR)))
		return true; /* but "August AI": a month in a name */
	/* "Start-ups Weigh AI Alliance" */
	if (p->title_case && !direct && unit_within(head, CUE_STATUS_TALKS, CUE_STATUS_COLLAPSED))
		return true;
	/* "Qatar Wealth Fund", "to Power AI Growth" */
	if (p->title_case && first > p->first &&
		(direct ? unit_is_only_common(head) && is_place_before(r, p, first)
			: unit_has(last, CUE_WORD_NAME_TAIL) && unit_is_to(r, first - 1)))
		return true;
	/* "Circular AI financing": of a kind, not of somebody, but "River Compute": a capital says it. */
	return !direct && unit_has(last, CUE_WORD_NAME_TAIL) &&
	       (p->title_case || r->tokens.list[last->first].flags & TOKEN_UPPER) &&
	       unit_has(head, CUE_WORD_COMMON) &&
	       (unit_is_only_common(head) || unit_has(head, CUE_SUM_VAGUE));
}

/*
 * "Software Helped It Score", "US Blessing to Raise": a common word in a title of capitals that
 * stands where names seldom do: not first, not behind a mark or what says that it is a firm.
 */
static bool
is_stray_word(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = unit - 1;

	if (!unit_has(unit, CUE_WORD_COMMON) || !unit_is_only_common(unit))
		return false;
	if (!p->title &&
		i == p->first) /* "Novel approaches to lending": a noun of a deal as well */
		return i + 1 < p->end && unit_within(unit + 1, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE);
	if (!p->title_case || i == p->first)
		return false;
	return before->type != UNIT_MARK && !unit_has(before, CUE_WORD_DESCRIPTOR) &&
	       !unit_has(before, CUE_WORD_AND) &&
	       !(before->flags & (UNIT_HYPHENED | UNIT_POSSESSED)) &&
	       !(unit_has(before, CUE_WORD_PLACE) && !(i + 1 < p->end && unit_is_to(r, i + 1))) &&
	       !is_plain_name(r, p, i - 1);
}

/*
 * "Start-up Fathom Reef Banks $9m", "Symphony Mind Raises": in a title of capitals words that are
 * English too are of a name that a word for a firm or the beginning sets off. To where it begins.
 */
static uint32_t
common_name_begins(const struct reading *r, const struct passage *p, uint32_t first)
{
	uint32_t i = first;

	while (p->title_case && i > p->first && first - i < COMMON_UNITS_MAX) {
		const struct unit *before = &r->units[i - 1];

		if (unit_is_firm(before) && i < first)
			return i;
		if (before->type != UNIT_WORD || !(before->flags & UNIT_CAPITAL) ||
			before->flags &
				(UNIT_PRODUCT | UNIT_POSSESSED | UNIT_ASIDE | UNIT_JOINED) ||
			!(unit_is_only_common(before) || name_opens_with(r, p, i - 1)) ||
			unit_is_plural_acronym(r, before))
			return first;
		i--;
	}
	return i > p->first && !unit_is_firm(&r->units[i - 1]) ? first : i;
}

/* "Harvey Confirms $9bn", "Firms to Halt Orders": in a title of capitals a verb that no list knows. */
static bool
is_verb_in_capitals(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	if (!p->title_case || i == p->first)
		return false;
	return before->type == UNIT_COMPANY ? !(before->flags & (UNIT_POSSESSED | UNIT_ASIDE))
					    : unit_is_to(r, i - 1) && !is_plain_name(r, p, i);
}

bool
name_before(const struct reading *r, const struct passage *p, uint32_t i, bool direct,
	struct who *ret_who)
{
	uint32_t first = i;

	if (known(r, i, ret_who))
		return true;
	if (unit_has(&r->units[i], CUE_WORD_TAIL) && i > p->first + 1 && unit_is_comma(r, i - 1))
		return name_before(r, p, i - 2, direct, ret_who); /* "Acme, Inc. raises" */
	if (!direct && i + 1 < p->end && r->units[i + 1].flags & UNIT_HYPHENED)
		return false; /* "Non-Acquisition" */
	if (is_domain(r, p, i)) {
		*ret_who = (struct who){ .first = i - 1, .end = i + 1, .company = UNKNOWN };
		return true;
	}
	if (direct && is_small_name(r, p, i)) {
		*ret_who = (struct who){ .first = i, .end = i + 1, .company = UNKNOWN };
		return true;
	}
	if (!can_end_name(r, p, i))
		return false;
	/* "Acme Corp." and "Sakana AI" end in words that are no names by themselves. */
	while (first > p->first &&
		(name_has_tail(r, p, first) || unit_has(&r->units[first], CUE_WORD_NAME_TAIL) ||
			r->units[first].flags & UNIT_JOINED) &&
		i - first < NAME_UNITS_MAX) {
		if (r->units[first - 1].type == UNIT_COMPANY)
			return known(r, first - 1, ret_who);
		if (r->units[first - 1].type != UNIT_WORD ||
			!(r->units[first - 1].flags & UNIT_CAPITAL))
			break;
		first--;
	}
	if (is_of_a_kind(r, p, first, i, direct) ||
		(first == i && (is_measure(r, i) || is_rest_of_word(r, p, i))))
		return false;
	if (first == i && direct && is_stray_word(r, p, i) && common_name_begins(r, p, i) == i)
		return false;
	while (first > p->first && i - first < NAME_UNITS_MAX && is_plain_name(r, p, first - 1) &&
		!(r->units[first - 1].flags & (UNIT_POSSESSED | UNIT_ASIDE)))
		first--;
	if (first > p->first && opens_with_common(r, p, first - 1))
		first--;
	if (first == p->first + 1 && (direct || i > first) && name_opens_with(r, p, p->first))
		first--;
	if (is_verb_in_capitals(r, p, first))
		return false;
	if (direct)
		first = common_name_begins(r, p, first);
	*ret_who = (struct who){ .first = first, .end = i + 1, .company = UNKNOWN };
	return true;
}
