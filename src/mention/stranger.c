/*
 * stranger - companies that no list knows, as their capitals show them.
 *
 * Only what is sure is taken here, a word that neither the lexicon nor English has; it then is a
 * company to every rule. What stands where a deal's verb wants a name, name.c finds.
 */
#include "sentence.h"
#include "unit.h"

enum {
	STRANGER_MIN = 3, /* letters: "EU", "Q3" are none */
	OWNED_REACH = 6
};

/* "start-up X": what stands right before says that a firm is named. */
static bool
is_called_firm(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i > p->first && unit_is_firm(&r->units[i - 1]);
}

/* "Nvidia and X" */
static bool
follows_company(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i > p->first + 1 && unit_has(&r->units[i - 1], CUE_WORD_AND) &&
	       r->units[i - 2].type == UNIT_COMPANY;
}

/* "Nvidia, X and" */
static bool
is_next_in_list(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i > p->first + 1 && unit_is_comma(r, i - 1) && r->units[i - 2].type == UNIT_COMPANY;
}

/* "raises", "valued at": what stands behind a company that opens a headline */
static bool
is_said_of_company(const struct unit *unit)
{
	return unit_has(unit, CUE_SUM_VALUATION) ||
	       (unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) &&
		       unit->forms & (FORM_S | FORM_PAST));
}

/*
 * "VLM9 raises", "New Leaf valued at", "Open Harbor's": who opens a headline, units i to end - 1,
 * by what follows.
 */
static bool
opens_doing(const struct reading *r, const struct passage *p, uint32_t i, uint32_t end)
{
	const struct unit *next = &r->units[end];

	if (i != p->first || end >= p->end)
		return false;
	return (next[-1].flags & UNIT_POSSESSED) || is_said_of_company(next);
}

/* Letters alone, and not capitals alone: "H100", "HBM" are none, but a firm may be "KTX" or "Nova9". */
static bool
is_name_spelling(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	const struct token *token = &r->tokens.list[unit->first];
	const char *text = r->tokens.text + token->at;

	if (unit->end - unit->first > 1 || token->len < STRANGER_MIN)
		return false;
	if (is_called_firm(r, p, i) || follows_company(r, p, i))
		return token->flags & TOKEN_WORD;
	for (size_t k = 0; k < token->len; k++)
		if (text[k] >= '0' && text[k] <= '9')
			return token->flags & TOKEN_WORD && opens_doing(r, p, i, i + 1);
	return !(token->flags & TOKEN_UPPER);
}

/* ".ai" behind a name's first word. */
static bool
is_domain(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i < p->end && r->units[i].flags & UNIT_JOINED &&
	       domain_ends_at(r, r->units[i].first);
}

/*
 * "Zed-One": a capital that is joined to a name and means nothing of a deal; of a title of
 * capitals at the name's end.
 */
static bool
is_hyphened_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return i < p->end && unit->flags & UNIT_HYPHENED && unit->flags & UNIT_CAPITAL &&
	       unit->type == UNIT_WORD && unit_is_only_common(unit) && !unit->signs &&
	       !unit->weak_signs && !unit_is_inflected(r, i) &&
	       (!p->title_case || name_ends_at(r, p, i + 1));
}

/* "Modara-backed", "Modara-Arm deal", not "Agri-food": what is joined to it means something. */
static bool
is_apart(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *next = unit + 1;

	if (unit->flags & UNIT_JOINED &&
		!(unit->flags & UNIT_HYPHENED && i > p->first && unit[-1].type == UNIT_COMPANY))
		return false;
	return i + 1 >= p->end || !(next->flags & UNIT_JOINED) || next->type == UNIT_COMPANY ||
	       is_domain(r, p, i + 1) || is_hyphened_on(r, p, i + 1) ||
	       unit_has(next, CUE_WORD_ASIDE) || unit_has(next, CUE_PREP_LED_BY);
}

/* "Modara Data Raises": who stands first in a title of capitals, right before what is done. */
static bool
opens_title(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *next = &r->units[i + 1];

	return i == p->first && i + 2 < p->end && next->type == UNIT_WORD &&
	       next->flags & UNIT_CAPITAL && !(next->flags & UNIT_JOINED) &&
	       next->end - next->first == 1 && !next->forms && !unit_has(next, CUE_WORD_COMPANY) &&
	       !unit_has(next, CUE_WORD_SHARES) && !unit_is_deal_noun(next) &&
	       !unit_has(next, CUE_WORD_MAKER) && !unit_has(next, CUE_WORD_PLURAL) &&
	       !unit_has(next, CUE_WORD_PERSON) &&
	       unit_within(next + 1, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) && next[1].forms & FORM_S;
}

/* Neither the lexicon nor English has it. */
static bool
is_rare(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return unit->type == UNIT_WORD && !(unit->flags & UNIT_PRODUCT) && cues_none(&unit->cues) &&
	       !unit->signs && !unit->weak_signs && is_name_spelling(r, p, i) &&
	       !unit_is_plural_acronym(r, unit);
}

/*
 * A word that may be of the name beside it, as in a title
 * of capitals any may be that is not known for more.
 */
static bool
may_be_of_name(const struct unit *unit)
{
	struct cues rest = unit->cues;

	cues_drop(&rest, CUE_WORD_GIVEN);
	cues_drop(&rest, CUE_WORD_COMMON);
	return unit->type == UNIT_WORD && unit->flags & UNIT_CAPITAL && cues_none(&rest);
}

/* "Nvidia and Modara", "Modara, Nvidia to": in a list with a company. */
static bool
is_listed_with_company(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *next = &r->units[i + 1];

	if (follows_company(r, p, i))
		return i + 1 == p->end || !may_be_of_name(next);
	return i + 2 < p->end && next[1].type == UNIT_COMPANY &&
	       (unit_has(next, CUE_WORD_AND) || (i == p->first && unit_is_comma(r, i + 1))) &&
	       (i == p->first || !may_be_of_name(next - 2));
}

/* "Modara Labs", "Modara Ridge Labs", of a title of capitals. */
static bool
has_tail_ahead(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t tail = i + 1;

	if (tail + 1 < p->end && r->units[tail].flags & UNIT_CAPITAL && is_rare(r, p, tail))
		tail++;
	return tail < p->end && name_has_tail(r, p, tail);
}

/* "Copper Lantern, Nvidia to", "Copper Lantern Valued at": two words that open a title of capitals. */
static bool
opens_with_two(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *behind = &r->units[i + 2];

	return i == p->first && i + 3 < p->end &&
	       (unit_has(behind, CUE_SUM_VALUATION) ||
		       ((unit_is_comma(r, i + 2) || unit_has(behind, CUE_WORD_AND)) &&
			       behind[1].type == UNIT_COMPANY));
}

/* "start-up Copper Lantern", "Nvidia and River Compute" */
static bool
opens_called_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	return p->title_case && i + 1 < p->end &&
	       (is_called_firm(r, p, i) || opens_with_two(r, p, i) ||
		       (follows_company(r, p, i) &&
			       (i + 2 == p->end || !may_be_of_name(&r->units[i + 2])))) &&
	       name_may_begin_common(r, i) &&
	       ((r->units[i + 1].flags & UNIT_CAPITAL && is_rare(r, p, i + 1)) ||
		       name_has_tail(r, p, i + 1));
}

/*
 * "Startup X", "to Buy X", "Acme and X", "Israel's X", "Berlin-Based X": is a name due behind what
 * stands there?
 */
static bool
is_set_off(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	if (is_called_firm(r, p, i) || follows_company(r, p, i) || is_next_in_list(r, p, i) ||
		unit_has(before, CUE_VERB_ACQUIRE) || unit_has(before, CUE_VERB_BUY))
		return true;
	if (before->flags & UNIT_HYPHENED)
		return unit_has(before, CUE_WORD_ASIDE);
	return i > p->first + 1 && r->tokens.list[before->first].flags & TOKEN_POSSESSIVE &&
	       unit_has(before - 1, CUE_WORD_PLACE);
}

/* "Open Modara Raises" */
static bool
is_done_by(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i + 1 < p->end && unit_is_verb(&r->units[i + 1]) && r->units[i + 1].forms & FORM_S;
}

/*
 * "Kite & Co", "Hinge & Pivot raises", not "Modara &
 * Hinge merge" or "Modara & Nvidia": one firm, no list.
 */
static bool
goes_on_with_and(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *next = unit + 1;

	if (i >= p->end || !token_is(&r->tokens, unit->first, "&"))
		return false;
	return unit_has(unit, CUE_WORD_TAIL) ||
	       (i + 1 < p->end && may_be_of_name(next) && is_name_spelling(r, p, i + 1) &&
		       !(i + 2 < p->end && next[1].forms == FORM_BASE && unit_is_verb(next + 1)));
}

/*
 * "Startup Tin Roof for $9m", "to Acquire Half Moon": does a name of two words begin that both
 * have a meaning?
 */
static bool
opens_called_pair(const struct reading *r, const struct passage *p, uint32_t i)
{
	return p->title_case && i > p->first && i + 1 < p->end && is_set_off(r, p, i) &&
	       name_may_have(r, i) && name_may_have(r, i + 1) &&
	       !(r->units[i].flags & UNIT_POSSESSED) &&
	       (name_ends_at(r, p, i + 2) ||
		       (unit_is_verb(&r->units[i + 2]) &&
			       (follows_company(r, p, i) || is_next_in_list(r, p, i))));
}

/*
 * "New Leaf valued at", "Open Harbor's": two capitals that open a headline, mostly one of small
 * letters.
 */
static bool
opens_with_pair(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i == p->first && i + 2 < p->end &&
	       (!p->title_case || unit_has(&r->units[i + 2], CUE_SUM_VALUATION)) &&
	       name_opens_with(r, p, i) && name_may_have(r, i + 1) && opens_doing(r, p, i, i + 2);
}

/* "Sun & Stone raises": words with a meaning that are one name. */
static inline bool
opens_joined_pair(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (i + 2 >= p->end || !goes_on_with_and(r, p, i + 1) ||
		unit_has(&r->units[i + 1], CUE_WORD_TAIL) || !name_may_have(r, i) ||
		r->units[i].flags & UNIT_POSSESSED ||
		r->tokens.list[r->units[i].first].len < STRANGER_MIN)
		return false;
	if (i > p->first)
		return !p->title_case || is_set_off(r, p, i);
	return is_done_by(r, p, i + 2) ||
	       (!p->title_case && (unit_is_to(r, i + 3) || unit_is_comma(r, i + 3)));
}

/* "Modara's $9bn Deal", "on Modara's Acquisition": whose the deal is. */
static bool
owns_deal(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!(r->units[i].flags & UNIT_POSSESSED))
		return false;
	for (uint32_t k = i + 2; k < p->end && k < i + OWNED_REACH; k++) {
		const struct unit *unit = &r->units[k];

		if (unit_is_deal_noun(unit) && !unit_has(unit, CUE_NOUN_TALKS))
			return true;
		if (unit_prep(unit) || unit_is_hard(r, k) || unit_is_comma(r, k))
			return false;
	}
	return false;
}

/* In a title of capitals: does it stand where a company does, and is there more that says so? */
static bool
is_placed_as_company(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *next = &r->units[i + 1];

	if (opens_title(r, p, i) || owns_deal(r, p, i) || is_called_firm(r, p, i) ||
		goes_on_with_and(r, p, i + 1) || is_listed_with_company(r, p, i))
		return true;
	if (i + 1 >= p->end)
		return false;
	if (i == p->first && (is_said_of_company(next) || unit_has(next, CUE_WORD_MOVE) ||
				     unit_has(next, CUE_WORD_BEAT)))
		return true;
	return has_tail_ahead(r, p, i) &&
	       (i == p->first || !(unit_has(next - 2, CUE_WORD_THE) || may_be_of_name(next - 2)));
}

/*
 * "buys modara", "acquisition of modara", "Nvidia and modara":
 * does a name stand there in a headline, and nothing more?
 */
static bool
is_placed_as_object(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1, *next = &r->units[i + 1];

	if (p->title && r->tokens.list[r->units[i - 1].first].flags & TOKEN_POSSESSIVE &&
		i + 1 < p->end && unit_is_verb(next))
		return true; /* "Ann Other's modara raising" */
	if (!p->title || !passage_has_type(p, UNIT_COMPANY) ||
		!(unit_within(before, CUE_PREP_IN, CUE_PREP_OF) ||
			(unit_is_deal_noun(before) &&
				token_is(&r->tokens, before->end - 1, "of")) ||
			is_called_firm(r, p, i) || follows_company(r, p, i) ||
			(i > p->first + 1 && unit_is_comma(r, i - 1) &&
				before[-1].type == UNIT_COMPANY) ||
			unit_owner(r, p, i) < p->end ||
			unit_within(before, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE)))
		return false;
	if (i + 1 == p->end)
		return true;
	if (is_called_firm(r, p, i) && token_ends_with(&r->tokens, next->first, "ed"))
		return true; /* "start-up modara focused on" */
	return next->type == UNIT_MARK || next->type == UNIT_MONEY || unit_prep(next) ||
	       unit_has(next, CUE_WORD_CLAUSE) || unit_has(next, CUE_WORD_AND) ||
	       unit_is_deal_noun(next) || unit_is_verb(next);
}

/* "modara raises", "Buys modara": a small letter that no headline has there but for a name's sake. */
static bool
is_small_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (i == p->first)
		return true;
	if (unit->end - unit->first > 1 || r->tokens.list[unit->first].len <= STRANGER_MIN)
		return false;
	/* "Nvidia slurps", "to slurp $2bn": that is a verb */
	if (unit[-1].type == UNIT_COMPANY && unit_is_inflected(r, i))
		return false;
	if (unit_is_to(r, i - 1) && i + 1 < p->end && unit[1].type == UNIT_MONEY)
		return false;
	return p->title_case || (!unit_is_inflected(r, i) && is_placed_as_object(r, p, i));
}

/* A word that means nothing else, or no more than that it is English. */
static inline bool
may_be_stranger(const struct unit *unit)
{
	return unit->type == UNIT_WORD && !(unit->flags & UNIT_PRODUCT) &&
	       unit_is_only_common(unit);
}

/*
 * Is the word one that means nothing else? In a title of capitals any may be that is rare, unless
 * it is spelt as no other or what stands beside it says that a firm is named.
 */
static bool
is_stranger(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	bool small = !(unit->flags & UNIT_CAPITAL);

	if (!may_be_stranger(unit))
		return false;
	if (is_domain(r, p, i + 1) && (!small || is_rare(r, p, i)))
		return true;
	if (opens_called_name(r, p, i))
		return true;
	if (!is_rare(r, p, i))
		return false;
	if (small)
		return is_small_name(r, p, i);
	return !p->title_case || r->tokens.list[unit->first].flags & TOKEN_MIXED ||
	       is_placed_as_company(r, p, i);
}

/* "Modara Data", "Modara.ai": in a sentence of small letters a capital beside a name belongs to it. */
static bool
belongs_to_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->type != UNIT_WORD || !(unit->flags & UNIT_CAPITAL) ||
		unit->flags & (UNIT_PRODUCT | UNIT_JOINED))
		return false;
	if (unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) || unit_has(unit, CUE_WORD_PERSON) ||
		unit_has(unit, CUE_WORD_PLACE) || unit_has(unit, CUE_WORD_TAIL) ||
		unit_has(unit, CUE_WORD_ADVERB))
		return false;
	if (!p->title_case && unit_is_verb(unit) && unit->forms & FORM_S &&
		!unit_has(unit, CUE_WORD_NAME_TAIL))
		return false; /* "Modara Raises" of a title with few capitals */
	return p->title_case
		       ? name_has_tail(r, p, i) || (i > p->first && is_rare(r, p, i) &&
							   (has_tail_ahead(r, p, i) ||
								   opens_called_name(r, p, i - 1)))
		       : unit_has(unit, CUE_WORD_NAME_TAIL) || is_name_spelling(r, p, i);
}

static bool
goes_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (i >= p->end || r->units[i - 1].flags & UNIT_POSSESSED)
		return false;
	if (is_domain(r, p, i - 1) && !(r->units[i].flags & UNIT_JOINED))
		return false; /* "Modara.ai Data Centers" */
	if (is_hyphened_on(r, p, i) || goes_on_with_and(r, p, i) || unit_is(r, i - 1, "&"))
		return true;
	return belongs_to_name(r, p, i) || (i == p->first + 1 && opens_title(r, p, p->first)) ||
	       (r->units[i].flags & UNIT_JOINED && !(r->units[i].flags & UNIT_HYPHENED));
}

/* "Impact Observatory", "Al Noor Compute": where the name begins that unit i is of. */
static uint32_t
name_begins(const struct reading *r, const struct passage *p, uint32_t i)
{
	while (!p->title_case && i > p->first && belongs_to_name(r, p, i - 1) &&
		!(r->units[i - 1].flags & (UNIT_POSSESSED | UNIT_HYPHENED)) &&
		!(r->units[i].flags & UNIT_JOINED) && is_name_spelling(r, p, i - 1) &&
		(unit_is_only_common(&r->units[i - 1]) ||
			unit_has(&r->units[i - 1], CUE_WORD_NAME_TAIL) ||
			(i > p->first + 1 && unit_has(&r->units[i - 1], CUE_WORD_ADJECTIVE))))
		i--;
	if (i > p->first && name_is_particle(r, i - 1))
		i--;
	if (i != p->first + 1 || r->units[i].flags & UNIT_JOINED || !name_opens_with(r, p, i - 1))
		return i;
	return !p->title_case || is_done_by(r, p, i) ? i - 1 : i;
}

/*
 * "CFO Friar", "Sadiq Khan", "in Milam", "Goodman's Tsukuba",
 * "Waltham data centre": may be a person or a place.
 */
static bool
is_doubtful(const struct reading *r, const struct passage *p, uint32_t first, uint32_t end)
{
	const struct unit *next = end < p->end ? &r->units[end] : NULL;

	if (next && next->flags & UNIT_HYPHENED)
		return false; /* "in Modara-led round" */
	if (!(r->units[first].flags & UNIT_CAPITAL))
		return false; /* "in modara": no place has small letters */
	if (end > first + 1 && (unit_has(&r->units[end - 1], CUE_WORD_NAME_TAIL) ||
				       unit_is(r, first + 1, "&") || is_domain(r, p, end - 1)))
		return false; /* "in Modara Labs", "at Modara Health data centre", "partner Modara Labs" */
	if (first > p->first && unit_has(&r->units[first - 1], CUE_WORD_PERSON))
		return true;
	if (first > p->first && (unit_is(r, first - 1, "in") || unit_owner(r, p, first) < p->end))
		return true;
	if (next && (next->flags & UNIT_HARD || unit_has(next, CUE_WORD_INVESTORS) ||
			    (unit_has(next, CUE_OBJECT_COMPUTE) && unit_has(next, CUE_WORD_SITE))))
		return true;
	return end - first == 2 && is_stranger(r, p, first) && is_stranger(r, p, first + 1) &&
	       !p->title_case;
}

/* Takes n units from i on out of the last passage. */
static void
units_drop(struct reading *r, struct passage *p, uint32_t i, uint32_t n)
{
	for (uint32_t k = i; k + n < p->end; k++)
		r->units[k] = r->units[k + n];
	for (size_t m = r->n_moneys; m > 0 && r->moneys[m - 1].unit > i; m--)
		r->moneys[m - 1].unit -= n;
	r->n_units -= n;
	p->end -= n;
}

/* Makes one unit of those from i to end - 1. */
static void
units_merge(struct reading *r, struct passage *p, uint32_t i, uint32_t end)
{
	struct unit *unit = &r->units[i];

	for (uint32_t k = i + 1; k < end; k++) {
		unit->signs |= r->units[k].signs;
		unit->weak_signs |= r->units[k].weak_signs;
		unit->name_signs |= r->units[k].name_signs;
	}
	unit->flags |= r->units[end - 1].flags & UNIT_POSSESSED;
	unit->end = r->units[end - 1].end;
	units_drop(r, p, i + 1, end - i - 1);
}

/* "7Mile", "start-up 9fold": a number that a word is glued to, and no measure. */
static bool
begins_with_digit(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *next = &r->units[i + 1];
	const struct token *word;

	if (i + 1 >= p->end || !(next->flags & UNIT_GLUED) || next->type != UNIT_WORD ||
		!unit_is_number(r, i))
		return false;
	word = &r->tokens.list[next->first];
	return next->end - next->first == 1 && word->flags & TOKEN_WORD &&
	       word->len >= STRANGER_MIN && !(word->flags & TOKEN_UPPER) && !next->signs &&
	       !next->weak_signs && unit_is_only_common(next) &&
	       (next->flags & UNIT_CAPITAL || is_called_firm(r, p, i));
}

/* To behind a name that begins with a digit, or of which every word has a meaning; unit i for none. */
static uint32_t
whole_name_end(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *next = unit + 1;
	uint32_t end = i + 2;

	if (end > p->end)
		return i;
	if (next->flags & UNIT_GLUED && begins_with_digit(r, p, i)) {
		while (goes_on(r, p, end))
			end++;
		return end;
	}
	if (!(unit->flags & UNIT_CAPITAL))
		return i;
	if (next->flags & UNIT_CAPITAL)
		return opens_called_pair(r, p, i) || opens_with_pair(r, p, i) ? end : i;
	return *next->letters == '&' && opens_joined_pair(r, p, i) ? end + 1 : i;
}

void
strangers_settle(struct reading *r, struct passage *p)
{
	for (uint32_t i = p->first; p->title && i < p->end; i++) {
		uint32_t first, end;

		if ((end = whole_name_end(r, p, i)) > i) {
			units_merge(r, p, i, end);
			unit_become_company(&r->units[i], STRANGER);
			continue;
		}
		if (!may_be_stranger(&r->units[i]) || !is_stranger(r, p, i) || !is_apart(r, p, i))
			continue;
		first = name_begins(r, p, i);
		end = i + 1;
		while (goes_on(r, p, end))
			end++;
		i = end - 1;
		if (is_doubtful(r, p, first, end))
			continue;
		if (end > first + 1)
			units_merge(r, p, first, end);
		unit_become_company(&r->units[first], STRANGER);
		i = first;
	}
}
