/*
 * maybe - words that are also a company's name: which of both is meant.
 */
#include "sentence.h"

enum { EXPLAINED_REACH = 12 };

static bool
is_deal_verb(const struct unit *unit)
{
	return unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE);
}

/* "buys X", "invests in X", "acquisition of X" */
static bool
leads_to_name(const struct reading *r, const struct unit *unit)
{
	return is_deal_verb(unit) || unit_within(unit, CUE_PREP_IN, CUE_PREP_OF) ||
	       unit_has(unit, CUE_PREP_LED_BY) || token_is(&r->tokens, unit->end - 1, "of");
}

/* "X, maker of", and opening a sentence "X, a start-up" */
static bool
is_explained(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (i + 2 >= p->end || !unit_is(r, i + 1, ","))
		return false;
	if (unit_has(&r->units[i + 2], CUE_WORD_MAKER))
		return true;
	if (i > p->first || p->title_case || !(unit_is(r, i + 2, "a") || unit_is(r, i + 2, "an")))
		return false;
	for (uint32_t k = i + 3; k < p->end && k < i + EXPLAINED_REACH; k++) {
		if (r->units[k].type == UNIT_MARK)
			return false;
		if (unit_has(&r->units[k], CUE_WORD_COMPANY))
			return unit_is_firm(&r->units[k]);
	}
	return false;
}

/* Has a title named the company? Then its word means it in the text too. */
static bool
is_in_title(const struct reading *r, const struct passage *p, uint32_t company)
{
	for (size_t t = 0; !p->title && t < r->n_passages && r->passages[t].title; t++)
		for (uint32_t i = r->passages[t].first; i < r->passages[t].end; i++)
			if (r->units[i].type == UNIT_COMPANY && r->units[i].ref == company)
				return true;
	return false;
}

/* "robot maker Third Arm" is not Arm. */
static bool
is_second_word(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	return !p->title_case && i > p->first + 1 && before->type == UNIT_WORD &&
	       before->flags & UNIT_CAPITAL && !(before->flags & UNIT_POSSESSED) &&
	       unit_has(before, CUE_WORD_COMMON) &&
	       (unit_is_only_common(before) || unit_has(before, CUE_WORD_ADJECTIVE));
}

/* "Harmonic Bionics" is not Harmonic. */
static bool
is_longer_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return !p->title_case && i + 1 < p->end && unit[1].type == UNIT_WORD &&
	       unit[1].flags & UNIT_CAPITAL && !(unit->flags & UNIT_POSSESSED) &&
	       cues_none(&unit[1].cues);
}

/* "start-up X", "chip maker X", "Acme-backed X", "X, maker of", "X CEO", "X rival Acme" */
static bool
is_called_firm(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = i > p->first ? unit - 1 : NULL;

	if (before && (unit_has(before, CUE_WORD_COMPANY) || unit_has(before, CUE_WORD_MAKER) ||
			      (before->flags & UNIT_HYPHENED && unit_has(before, CUE_WORD_ASIDE))))
		return true;
	if (i + 2 < p->end && unit_has(&unit[1], CUE_WORD_ASIDE) &&
		(p->title_case ? !before && unit_has(&unit[1], CUE_WORD_RIVAL)
			       : !(unit[1].flags & UNIT_CAPITAL)) &&
		unit[2].flags & UNIT_CAPITAL)
		return true;
	return is_explained(r, p, i) || (i + 1 < p->end && unit_has(&unit[1], CUE_WORD_PERSON) &&
						unit_has(&unit[1], CUE_WORD_ASIDE));
}

/*
 * In running text a capital inside a sentence is a name's, but for "the Word" and what a mark sets
 * off.
 */
static bool
is_capital_inside(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	if (p->title_case || (unit_has(before, CUE_WORD_THE) && !leads_to_name(r, before)))
		return false;
	return before->type != UNIT_MARK ||
	       (i > p->first + 1 && before[-1].flags & UNIT_POSSESSED &&
		       before[-1].type != UNIT_COMPANY);
}

/* "buys", "in talks", "worth": what only a company does or is, at unit next. */
static bool
is_firms_doing(const struct reading *r, const struct passage *p, uint32_t next)
{
	return next < p->end &&
	       (is_deal_verb(&r->units[next]) || unit_has(&r->units[next], CUE_SUM_VALUATION) ||
		       unit_has(&r->units[next], CUE_STATUS_TALKS));
}

/* Does the unit that opens a sentence go on, at unit next, as a company does? */
static bool
opens_as_company(const struct reading *r, const struct passage *p, uint32_t i, uint32_t next)
{
	const struct unit *unit = &r->units[i], *what = &r->units[next];

	/* "X soars 9% on" */
	if (next + 1 < p->end && unit_has(what, CUE_WORD_MOVE) &&
		(what[1].type == UNIT_PERCENT || unit_is(r, next + 1, "on") ||
			unit_is(r, next + 1, "after")))
		return true;
	/* "X to reopen a plant" */
	if (!p->title_case && next == i + 2 && next < p->end && unit_is_to(r, i + 1) &&
		what->type == UNIT_WORD && !(what->flags & UNIT_CAPITAL) &&
		!unit_has(what, CUE_WORD_THE))
		return true;
	/* "doubles its valuation" */
	for (uint32_t k = next; k < p->end && k < next + 4; k++)
		if (unit_has(&r->units[k], CUE_SUM_VALUATION))
			return true;
	/* "Lambda and Microsoft" */
	return i + 2 < p->end && (unit_has(&unit[1], CUE_WORD_AND) || unit_is(r, i + 1, ",")) &&
	       unit[2].type == UNIT_COMPANY && !(p->title_case && unit[2].flags & UNIT_MAYBE);
}

/* "acquires Harvey", "invests in Harvey" at the end of what is said */
static bool
ends_as_company(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return leads_to_name(r, unit - 1) &&
	       (i + 1 == p->end || unit[1].type == UNIT_MARK || unit[1].type == UNIT_MONEY ||
		       unit_has(&unit[1], CUE_WORD_CLAUSE) ||
		       unit_within(&unit[1], CUE_PREP_IN, CUE_PREP_OTHER));
}

/* "Invests in Acme and Coherent for": beside a company, with nothing of its own behind it */
static bool
is_last_of_list(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return i > p->first + 2 && unit_has(unit - 1, CUE_WORD_AND) &&
	       unit[-2].type == UNIT_COMPANY &&
	       (leads_to_name(r, unit - 3) || unit_has(unit - 3, CUE_WORD_COMPANY)) &&
	       (i + 1 == p->end || unit[1].type == UNIT_MARK ||
		       unit_within(&unit[1], CUE_PREP_IN, CUE_PREP_OTHER) ||
		       unit_has(&unit[1], CUE_WORD_CLAUSE) || unit_is_to(r, i + 1));
}

/* "Cloud Arm", "Construction Arm": a part of a company, by what trade it is said to have. */
static bool
is_part_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	return p->title_case && i > p->first && before->type == UNIT_WORD &&
	       before->flags & UNIT_CAPITAL && !(before->flags & UNIT_HYPHENED) &&
	       (unit_is_only_common(before) || unit_has(before, CUE_WORD_DESCRIPTOR) ||
		       unit_within(before, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT));
}

/* "US takes a stake in", "X says US will buy": its government trades; elsewhere it is a place, or rules. */
static bool
is_state_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t next = i + 1;

	if (i > p->first && !unit_has(&r->units[i - 1], CUE_REPORTED))
		return false;
	if (next < p->end && (unit_is_to(r, next) || unit_has(&r->units[next], CUE_STATUS_MODAL)))
		next++;
	return next < p->end && (unit_within(&r->units[next], CUE_VERB_ACQUIRE, CUE_VERB_GET) ||
					unit_has(&r->units[next], CUE_STATUS_TALKS));
}

/* Is a word that is also a company's name the company here? */
static bool
is_company_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = i > p->first ? unit - 1 : NULL;
	uint32_t next = i + 1;

	if (is_second_word(r, p, i))
		return false;
	if (unit_has(unit, CUE_WORD_PLACE))
		return is_state_here(r, p, i);
	if (unit_has(unit, CUE_WORD_DIVISION))
		return unit->flags & UNIT_CAPITAL &&
		       (is_called_firm(r, p, i) || !is_part_here(r, p, i));
	if (!(unit->flags & UNIT_CAPITAL) || is_longer_name(r, p, i))
		return false;
	if (is_called_firm(r, p, i) || (before && is_capital_inside(r, p, i)))
		return true;
	if (before && p->title_case && !unit_has(before, CUE_WORD_PLACE) &&
		before->type != UNIT_MARK && !leads_to_name(r, before))
		return is_last_of_list(r, p, i);
	if (unit->flags & UNIT_POSSESSED ||
		(before && i > p->first + 1 && leads_to_name(r, before) &&
			before[-1].type == UNIT_MONEY))
		return true; /* "X's", "$9bn for X" */
	while (next < p->end && next < i + 3 && unit_has(&r->units[next], CUE_WORD_ADVERB) &&
		!is_firms_doing(r, p, next))
		next++;
	if (is_firms_doing(r, p, next))
		return true;
	return before ? ends_as_company(r, p, i) : opens_as_company(r, p, i, next);
}

/* "to Scale AI Infrastructure": a verb and what it does it to, and no company. */
static bool
is_verb_and_object(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *next = unit + 1;

	return unit->type == UNIT_COMPANY && unit->end - unit->first > 1 &&
	       token_is(&r->tokens, unit->end - 1, "ai") && i > p->first && i + 1 < p->end &&
	       unit_is(r, i - 1, "to") && next->type == UNIT_WORD && next->flags & UNIT_CAPITAL &&
	       !(next->flags & UNIT_JOINED) && !(unit->flags & UNIT_POSSESSED) && !next->forms &&
	       !unit_prep(next) && !unit_has(next, CUE_WORD_CLAUSE) &&
	       !unit_has(next, CUE_WORD_AND) && !unit_is_deal_noun(next);
}

static void
verbs_settle(struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; p->title_case && i < p->end; i++)
		if (is_verb_and_object(r, p, i)) {
			r->units[i].type = UNIT_WORD;
			r->units[i].signs |= r->units[i].name_signs;
			r->units[i].name_signs = 0;
			cues_put(&r->units[i].cues, CUE_WORD_COMMON);
		}
}

void
maybes_settle(struct reading *r, const struct passage *p)
{
	verbs_settle(r, p);
	for (uint32_t i = p->first; p->flags & UNIT_MAYBE && i < p->end; i++) {
		struct unit *unit = &r->units[i];

		if (!(unit->flags & UNIT_MAYBE))
			continue;
		unit->flags &= (uint16_t)~UNIT_MAYBE;
		if (is_company_here(r, p, i) ||
			(unit->flags & UNIT_CAPITAL && is_in_title(r, p, unit->ref))) {
			unit->cues = (struct cues){ 0 };
			unit->forms = 0;
		} else {
			unit->type = UNIT_WORD;
		}
	}
}
