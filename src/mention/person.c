/*
 * person - people who stand for a company, and people whom no list knows.
 */
#include "sentence.h"
#include "unit.h"

enum { DESCRIBED_REACH = 5 };

bool
company_is_startup(const struct reading *r, uint32_t company)
{
	uint64_t roles = lexicon_roles(r->lexicon, company);

	return roles & (r->roles[KNOWN_AI_LAB] | r->roles[KNOWN_AI_APP]) &&
	       !(roles & r->roles[KNOWN_BIG_TECH]);
}

/* "Jony Ive's hardware start-up": the word for it, where no name follows; or p->end. */
static uint32_t
startup_of(const struct reading *r, const struct passage *p, uint32_t owner)
{
	for (uint32_t i = owner + 1; i < p->end && i <= owner + DESCRIBED_REACH; i++) {
		const struct unit *unit = &r->units[i], *next = unit + 1;

		if (r->tokens.list[unit->first].flags & TOKEN_POSSESSIVE)
			continue;
		if (unit->type != UNIT_WORD || unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
			unit_has(unit, CUE_WORD_PLURAL))
			break;
		if (!unit_has(unit, CUE_WORD_COMPANY))
			continue;
		if (i + 1 < p->end && (next->type == UNIT_COMPANY ||
					      (next->type == UNIT_WORD && cues_none(&next->cues))))
			break; /* its name follows, or what it does */
		return i;
	}
	return p->end;
}

/* "Gautam Adani, Google to build": in a list with a company, before what they will do. */
static bool
is_in_list(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i + 3 < p->end &&
	       (unit_is(r, i + 1, ",") || unit_has(&r->units[i + 1], CUE_WORD_AND)) &&
	       r->units[i + 2].type == UNIT_COMPANY && unit_is_to(r, i + 3);
}

/* "OpenAI unites with Jony Ive" */
static bool
is_partner(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i > p->first + 1 &&
	       (unit_has(&r->units[i - 1], CUE_PREP_WITH) ||
		       token_is(&r->tokens, r->units[i - 1].end - 1, "with")) &&
	       !(r->units[i].flags & UNIT_POSSESSED) &&
	       (unit_has(&r->units[i - 1], CUE_VERB_PARTNER) ||
		       unit_has(&r->units[i - 2], CUE_VERB_PARTNER));
}

/* "Warren Buffett's heir, Greg Abel, just put $9bn into X": an investor's money, not the person's. */
static bool
is_spender(const struct reading *r, const struct passage *p, uint32_t i, uint32_t company)
{
	uint32_t verb = i + 1;

	if (r->units[i].flags & UNIT_POSSESSED || !company_is_fund(r, company))
		return false;
	while (verb < p->end &&
		(unit_is(r, verb, ",") || unit_has(&r->units[verb], CUE_WORD_ADVERB)))
		verb++;
	return verb < p->end && (unit_has(&r->units[verb], CUE_VERB_POUR) ||
					unit_has(&r->units[verb], CUE_VERB_INVEST));
}

/* "Acme's Ann Other just raised $9m": for the start-up that is hers, and Acme is where she was. */
static bool
is_raiser(struct reading *r, const struct passage *p, uint32_t i, uint32_t company)
{
	uint32_t verb = i + 1, owner = unit_owner(r, p, i);

	if (r->units[i].flags & UNIT_POSSESSED || !company_is_startup(r, company) ||
		!passage_has_type(p, UNIT_MONEY))
		return false;
	while (verb < p->end && unit_has(&r->units[verb], CUE_WORD_ADVERB))
		verb++;
	if (verb >= p->end || !unit_has(&r->units[verb], CUE_VERB_RAISE))
		return false;
	if (owner < p->end && r->units[owner].ref != company)
		r->units[owner].flags |= UNIT_ASIDE;
	return true;
}

/* A word that may be a surname: none that is known, in running text also one that means something. */
static bool
is_surname(const struct reading *r, const struct passage *p, uint32_t i)
{
	struct cues cues = r->units[i].cues;

	if (r->units[i].type != UNIT_WORD || !(r->units[i].flags & UNIT_CAPITAL) ||
		r->units[i].flags & (UNIT_PRODUCT | UNIT_JOINED))
		return false;
	if (!p->title_case)
		cues_drop(&cues, CUE_WORD_COMMON);
	return cues_none(&cues);
}

/* "Ann Other", "Acme co-founder Xanthe Other": a given name, or any word behind what somebody is. */
static bool
is_given(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = unit - 1;

	if (unit->type != UNIT_WORD || !(unit->flags & UNIT_CAPITAL))
		return false;
	if (unit_has(unit, CUE_WORD_GIVEN))
		return true;
	return i > p->first && unit_has(before, CUE_WORD_OCCUPATION) && is_surname(r, p, i);
}

void
people_mark(struct reading *r, const struct passage *p)
{
	if (!passage_has(p, CUE_WORD_GIVEN) && !passage_has(p, CUE_WORD_OCCUPATION))
		return; /* as most */
	for (uint32_t i = p->first; i + 1 < p->end; i++)
		if (is_given(r, p, i) && is_surname(r, p, i + 1)) {
			for (uint32_t k = i; k < i + 2; k++) {
				r->units[k].type = UNIT_PERSON;
				r->units[k].ref = STRANGER;
				r->units[k].cues = (struct cues){ 0 };
			}
			/* "Acme's Michael Caine": he is in it, not Acme */
			if (i > p->first + 1 && r->units[i - 2].flags & UNIT_POSSESSED)
				r->units[i - 2].flags |= UNIT_ASIDE;
			i++;
		}
}

void
people_settle(struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; passage_has_type(p, UNIT_PERSON) && i < p->end; i++) {
		uint32_t company, startup;

		if (r->units[i].type != UNIT_PERSON || r->units[i].ref == STRANGER)
			continue;
		company = lexicon_person_company(r->lexicon, r->units[i].ref);
		if (company >= LEXICON_SEVERAL)
			continue;
		if (p->title &&
			(is_in_list(r, p, i) || is_partner(r, p, i) ||
				is_spender(r, p, i, company) || is_raiser(r, p, i, company))) {
			unit_become_company(&r->units[i], company);
		} else if (r->units[i].flags & UNIT_POSSESSED && company_is_startup(r, company)) {
			startup = startup_of(r, p, i);
			if (startup < p->end)
				unit_become_company(&r->units[startup], company);
		}
	}
}
