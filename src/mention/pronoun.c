/*
 * pronoun - who "it", "the company" and "the chipmaker" are, and whom a sentence speaks of.
 */
#include "sentence.h"
#include "unit.h"

enum {
	DESCRIBED_REACH = 5,
	OWNED_REACH = 12,
	/* Besides the lexicon's companies: */
	NOBODY = -1,
	STRANGER_OF_TITLE = -2, /* the first company of the title that no list knows */
};

/* Whom the unit names, or stands for. */
static int32_t
company_of(const struct reading *r, const struct unit *unit)
{
	if (unit->ref != STRANGER)
		return (int32_t)unit->ref;
	return unit->stands_for || unit + 1 == &r->units[r->stranger] ? STRANGER_OF_TITLE : NOBODY;
}

static void
unit_stand_for(struct reading *r, struct unit *unit, int32_t company)
{
	if (company == STRANGER_OF_TITLE) {
		unit_become_company(unit, STRANGER);
		unit->stands_for = (uint16_t)r->stranger;
	} else if (company >= 0) {
		unit_become_company(unit, (uint32_t)company);
	}
}

static int32_t
company_before(const struct reading *r, const struct passage *p, uint32_t i)
{
	while (i-- > p->first)
		if (r->units[i].type == UNIT_COMPANY && !(r->units[i].flags & UNIT_ASIDE))
			return company_of(r, &r->units[i]);
	return NOBODY;
}

/* "…, and it also signed": the sentence's first company goes on. */
static bool
goes_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = i > p->first ? &r->units[i - 1] : NULL;

	return before && (unit_has(before, CUE_WORD_AND) || unit_has(before, CUE_WORD_CLAUSE) ||
				 unit_is(r, i - 1, ","));
}

/* "while Nvidia commits $10bn to the same company": not to the one that does it. */
static int32_t
company_acted_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t last = i;
	bool verb = false;
	int32_t other;

	while (last > p->first && r->units[last - 1].type != UNIT_COMPANY)
		verb |= unit_within(&r->units[--last], CUE_VERB_ACQUIRE, CUE_VERB_OTHER);
	if (last == p->first)
		return NOBODY;
	last--;
	if (!verb || r->units[last].flags & UNIT_POSSESSED)
		return company_of(r, &r->units[last]);
	other = company_before(r, p, last);
	return other == NOBODY ? company_of(r, &r->units[last]) : other;
}

/* "pays the company", "from it": no subject; whoever acts does it to somebody else. */
static bool
is_acted_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1, *next = before + 2;

	if (i == p->first ||
		!(unit_prep(before) || unit_is_verb(before) || unit_has(before, CUE_WORD_THE)))
		return false;
	return i + 1 == p->end || !(unit_is_verb(next) || unit_has(next, CUE_WORD_ADVERB) ||
					  unit_has(next, CUE_STATUS_MODAL));
}

/* The title's stranger is not known again in the text: its first word is. */
static bool
names_stranger(const struct reading *r, const struct unit *unit)
{
	return r->stranger && unit->flags & UNIT_CAPITAL &&
	       r->tokens.list[unit->first].hash ==
		       r->tokens.list[r->units[r->stranger - 1].first].hash;
}

static bool
is_named_before(const struct reading *r, const struct passage *p, uint32_t i, int32_t company)
{
	while (i-- > p->first)
		if (r->units[i].type == UNIT_COMPANY
				? company_of(r, &r->units[i]) == company
				: company == STRANGER_OF_TITLE && names_stranger(r, &r->units[i]))
			return true;
	return false;
}

/*
 * Who was spoken of before this sentence, and is not in it yet; NOBODY also where it is one of
 * several.
 */
static int32_t
company_not_here(const struct reading *r, const struct passage *p, uint32_t i, int32_t center)
{
	int32_t other = NOBODY;

	if (center == NOBODY || !is_named_before(r, p, i, center))
		return center;
	for (uint32_t k = r->passages[0].first; k < p->first; k++) {
		const struct unit *unit = &r->units[k];
		int32_t company = company_of(r, unit);

		if (unit->type != UNIT_COMPANY || unit->flags & UNIT_ASIDE || company == other ||
			is_named_before(r, p, i, company))
			continue;
		if (other != NOBODY || company == NOBODY)
			return NOBODY;
		other = company;
	}
	return other;
}

static bool
says_startup(const struct reading *r, uint32_t i)
{
	return token_is(&r->tokens, r->units[i].end - 1, "startup") ||
	       token_is(&r->tokens, r->units[i].end - 1, "up");
}

static int32_t
referent(const struct reading *r, const struct passage *p, uint32_t i, int32_t center)
{
	int32_t last = company_before(r, p, i);

	if (says_startup(r, i) && r->startup >= 0)
		return r->startup;
	if (last == NOBODY)
		return center == STRANGER_OF_TITLE && is_named_before(r, p, i, center) ? NOBODY
										       : center;
	if (is_acted_on(r, p, i)) {
		int32_t other = company_not_here(r, p, i, center);

		if (other != NOBODY)
			return other;
	}
	if (unit_is(r, i, "it"))
		return goes_on(r, p, i) ? p->center : last;
	return company_acted_on(r, p, i);
}

/* May "the chip designer" end here, and mean a firm by itself? Not "the maker of", "the cloud unit". */
static bool
ends_description(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *next = unit + 1;

	if (unit_has(unit, CUE_WORD_DIVISION))
		return false;
	return i + 1 == p->end || next->type == UNIT_MARK || next->type == UNIT_MONEY ||
	       (next->type == UNIT_WORD && !(next->flags & UNIT_CAPITAL) &&
		       unit_prep(next) != CUE_PREP_OF && !unit_has(next, CUE_WORD_COMPANY) &&
		       !unit_has(next, CUE_WORD_DESCRIPTOR));
}

/* "the French AI lab": the word that says what it is, or the passage's end. */
static uint32_t
described_at(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t first = i;

	i += r->units[i].flags & UNIT_POSSESSED && r->units[i + 1].type == UNIT_MARK;
	while (++i < p->end && i <= first + DESCRIBED_REACH) {
		const struct unit *unit = &r->units[i];

		if ((unit->flags & UNIT_ASIDE && unit->type == UNIT_COMPANY) ||
			unit->type == UNIT_CHIP)
			continue; /* "the Acme-backed firm", "the AI chip firm" */
		if (unit->type != UNIT_WORD || unit_prep(unit) || unit_has(unit, CUE_WORD_PLURAL))
			return p->end;
		if (unit_has(unit, CUE_WORD_COMPANY) && ends_description(r, p, i))
			return i;
	}
	return p->end;
}

/* "the", "her", "Ada Quill's": a person has one company that is spoken of */
static bool
begins_description(const struct reading *r, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->type == UNIT_PERSON)
		return (unit->flags & UNIT_POSSESSED) != 0;
	return unit_has(unit, CUE_WORD_THE) &&
	       (unit_is(r, i, "the") || unit_is(r, i, "his") || unit_is(r, i, "her") ||
		       unit_is(r, i, "their"));
}

/* Whom the description at i, which ends with that unit, stands for. */
static int32_t
described(
	const struct reading *r, const struct passage *p, uint32_t i, uint32_t end, int32_t center)
{
	int32_t company = unit_is(r, i, "the") ? center : r->passages[0].center;
	bool startup = says_startup(r, end);

	if (startup && r->startup >= 0)
		company = r->startup;
	company = company_not_here(r, p, i, company);
	if (startup && company >= 0 && lexicon_is_listed(r->lexicon, (uint32_t)company))
		return r->stranger && !is_named_before(r, p, i, STRANGER_OF_TITLE)
			       ? STRANGER_OF_TITLE
			       : NOBODY;
	return company;
}

/* "The data centre operator signed", "bought the chip start-up": whom the story spoke of before. */
static void
described_resolve(struct reading *r, const struct passage *p, int32_t center)
{
	for (uint32_t i = p->first; passage_has(p, CUE_WORD_COMPANY) && i < p->end; i++) {
		uint32_t at;

		if (!begins_description(r, i))
			continue;
		at = described_at(r, p, i);
		if (at < p->end && !(i == p->first && r->units[at].flags & UNIT_POSSESSED))
			unit_stand_for(r, &r->units[at], described(r, p, i, at, center));
	}
}

/*
 * "With its contract from Amazon, OpenAI has …": where a
 * sentence begins in earnest; not "From Amazon, OpenAI and …".
 */
static uint32_t
main_clause(const struct reading *r, const struct passage *p)
{
	const struct unit *first = &r->units[p->first];

	if (p->end < p->first + 3 || (!unit_has(first, CUE_WORD_CLAUSE) &&
					     !unit_within(first, CUE_PREP_IN, CUE_PREP_OTHER)))
		return p->first;
	for (uint32_t i = p->first + 3; i + 2 < p->end; i++)
		if (unit_is(r, i, ",") && r->units[i + 1].type == UNIT_COMPANY &&
			!unit_is(r, i + 2, ",") && !unit_has(&r->units[i + 2], CUE_WORD_AND))
			return i + 1;
	return p->first;
}

/* "Their deal with Y", "The planned acquisition of Y": where Y stands, or the passage's end. */
static uint32_t
other_side_at(const struct reading *r, const struct passage *p)
{
	bool noun = false;

	for (uint32_t i = p->first + 1; i < p->end && i < p->first + OWNED_REACH; i++) {
		const struct unit *unit = &r->units[i];

		noun |= unit_is_deal_noun(unit);
		if (unit->type == UNIT_COMPANY)
			return noun ? i : p->end;
		if (noun ? unit_is_comma(r, i) || unit_has(unit, CUE_WORD_BE)
			 : unit_prep(unit) || unit->forms & FORM_S)
			break;
	}
	return p->end;
}

/* "Its $2bn purchase of Y", "The deal with Y": of whom the sentence before spoke. */
static void
owner_resolve(struct reading *r, struct passage *p, int32_t center)
{
	struct unit *first = &r->units[p->first];
	uint32_t other;

	if (p->first == p->end || !unit_has(first, CUE_WORD_THE) || passage_has(p, CUE_PREP_BY) ||
		!(unit_is(r, p->first, "its") || unit_is(r, p->first, "their") ||
			unit_is(r, p->first, "the")))
		return;
	other = other_side_at(r, p);
	if (other == p->end || is_named_before(r, p, p->end, center))
		return;
	unit_stand_for(r, first, center);
	first->flags |= UNIT_POSSESSED;
}

/* Of whom the story speaks, by a company that its passage names or calls "it". */
static void
company_note(struct reading *r, struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	int32_t company;

	if (p->title && unit->ref == STRANGER && !r->stranger && i < UINT16_MAX)
		r->stranger = i + 1;
	company = company_of(r, unit);
	if (p->center == NOBODY && i >= p->main && !(unit->flags & UNIT_ASIDE))
		p->center = company;
	if (r->startup < 0 && company_is_startup(r, unit->ref))
		r->startup = company;
}

/* The first unit from i on that names somebody, or may stand for somebody; or the passage's end. */
static uint32_t
next_who(const struct reading *r, const struct passage *p, uint32_t i, bool has_it)
{
	return has_it ? i : next_company(r, p, i);
}

void
pronouns_resolve(struct reading *r, struct passage *p)
{
	int32_t center = r->n_passages > 0 ? r->passages[r->n_passages - 1].center : NOBODY;
	bool has_it = !p->title && passage_has(p, CUE_WORD_IT);

	p->main = main_clause(r, p);
	p->center = NOBODY;
	if (center != NOBODY && !p->title) {
		described_resolve(r, p, center);
		owner_resolve(r, p, center);
	}
	for (uint32_t i = next_who(r, p, p->first, has_it); i < p->end;
		i = next_who(r, p, i + 1, has_it)) {
		struct unit *unit = &r->units[i];

		if (unit->type == UNIT_WORD && unit_has(unit, CUE_WORD_IT))
			unit_stand_for(r, unit, referent(r, p, i, center));
		if (unit->type == UNIT_COMPANY)
			company_note(r, p, i);
	}
	if (p->center == NOBODY)
		p->center = center;
}
