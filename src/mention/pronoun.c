/*
 * pronoun - who "it", "the company" and "the chipmaker" are, and whom a sentence speaks of.
 */
#include "sentence.h"
#include "unit.h"

enum { DESCRIBED_REACH = 5 };

static int32_t
company_before(const struct reading *r, const struct passage *p, uint32_t i)
{
	while (i-- > p->first)
		if (r->units[i].type == UNIT_COMPANY && !(r->units[i].flags & UNIT_ASIDE))
			return (int32_t)r->units[i].ref;
	return -1;
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
		return -1;
	last--;
	if (!verb || r->units[last].flags & UNIT_POSSESSED)
		return (int32_t)r->units[last].ref;
	other = company_before(r, p, last);
	return other < 0 ? (int32_t)r->units[last].ref : other;
}

static int32_t
referent(const struct reading *r, const struct passage *p, uint32_t i, int32_t center)
{
	int32_t last = company_before(r, p, i);

	if (token_is(&r->tokens, r->units[i].end - 1, "startup") ||
		(token_is(&r->tokens, r->units[i].end - 1, "up") && r->startup >= 0))
		return r->startup;
	if (last < 0)
		return center;
	if (unit_is(r, i, "it"))
		return goes_on(r, p, i) ? p->center : last;
	return company_acted_on(r, p, i);
}

/* "The data centre operator signed": a sentence that opens so speaks of whom the last one did. */
static void
described_resolve(struct reading *r, const struct passage *p, uint32_t company)
{
	uint32_t i = p->first;

	if (!unit_is(r, i, "the"))
		return;
	while (++i + 1 < p->end && i <= p->first + DESCRIBED_REACH) {
		struct unit *unit = &r->units[i], *next = unit + 1;

		if (unit->flags & UNIT_ASIDE && unit->type == UNIT_COMPANY)
			continue; /* "the Acme-backed firm" */
		if (unit->type != UNIT_WORD || unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
			unit_has(unit, CUE_WORD_PLURAL))
			return;
		if (!unit_has(unit, CUE_WORD_COMPANY) || unit_has(next, CUE_WORD_COMPANY) ||
			unit_has(next, CUE_WORD_DESCRIPTOR))
			continue;
		if (next->type != UNIT_WORD || next->flags & UNIT_CAPITAL ||
			unit->flags & UNIT_POSSESSED ||
			unit_within(next, CUE_PREP_IN, CUE_PREP_OTHER))
			return;
		unit_become_company(unit, company);
		return;
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

void
pronouns_resolve(struct reading *r, struct passage *p)
{
	int32_t center = r->n_passages > 0 ? r->passages[r->n_passages - 1].center : -1;
	bool has_it = !p->title && passage_has(p, CUE_WORD_IT);

	p->main = main_clause(r, p);
	p->center = -1;
	if (center >= 0 && !p->title)
		described_resolve(r, p, (uint32_t)center);
	for (uint32_t i = p->first; i < p->end; i++) {
		struct unit *unit = &r->units[i];

		if (has_it && unit->type == UNIT_WORD && unit_has(unit, CUE_WORD_IT)) {
			int32_t company = referent(r, p, i, center);

			if (company >= 0)
				unit_become_company(unit, (uint32_t)company);
		}
		if (unit->type != UNIT_COMPANY)
			continue;
		if (p->center < 0 && i >= p->main && !(unit->flags & UNIT_ASIDE))
			p->center = (int32_t)unit->ref;
		if (r->startup < 0 && company_is_startup(r, unit->ref))
			r->startup = (int32_t)unit->ref;
	}
	if (p->center < 0)
		p->center = center;
}
