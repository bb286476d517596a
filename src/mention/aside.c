/*
 * aside - companies that are only named to say who another is: "OpenAI rival Anthropic".
 */
#include "sentence.h"

#include "base/attr.h"

enum { PARTNER_REACH = 5, OFFICE_REACH = 7 };

static bool
is_rival_of(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_has(&r->units[i], CUE_WORD_RIVAL) &&
	       (i + 1 == p->end || r->units[i + 1].flags & UNIT_CAPITAL);
}

/* "‘China’s Nvidia’ X", "can X become China's Nvidia": a nickname by another company's name. */
static bool
is_nickname(const struct reading *r, const struct passage *p, uint32_t i)
{
	static const char *const before[] = { "'", "\"", "‘", "“", "become" };

	/* "the Acme of robots" */
	if (i > p->first && i + 2 < p->end && unit_is(r, i + 1, "of") &&
		!(r->units[i].flags & UNIT_POSSESSED) &&
		(unit_is(r, i - 1, "the") || unit_is(r, i - 1, "'") || unit_is(r, i - 1, "‘") ||
			unit_is(r, i - 1, "“") || unit_is(r, i - 1, "\"")))
		return true;
	if (i < p->first + 3 || !unit_has(&r->units[i - 2], CUE_WORD_PLACE) ||
		!(r->units[i - 2].flags & UNIT_POSSESSED))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(before); k++)
		if (unit_is(r, i - 3, before[k]))
			return true;
	return false;
}

/* "OpenAI's cosy partner Cerebras": the partner is who it is about. */
static bool
is_partner_of(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!(r->units[i].flags & UNIT_POSSESSED))
		return false;
	for (uint32_t k = i + 1; k + 1 < p->end && k < i + PARTNER_REACH; k++) {
		const struct unit *unit = &r->units[k];

		if (unit->type != UNIT_WORD &&
			!(r->tokens.list[unit->first].flags & TOKEN_POSSESSIVE))
			return false;
		if (unit_is(r, k, "partner") || is_rival_of(r, p, k))
			return unit[1].type == UNIT_COMPANY;
	}
	return false;
}

/* "Anthropic and xAI alumni": the list before its last is of the same people. */
static void
list_of_aside(struct reading *r, const struct passage *p, uint32_t last)
{
	for (uint32_t i = last; i > p->first + 1; i -= 2) {
		if ((!unit_has(&r->units[i - 1], CUE_WORD_AND) && !unit_is(r, i - 1, ",")) ||
			r->units[i - 2].type != UNIT_COMPANY)
			return;
		r->units[i - 2].flags |= UNIT_ASIDE;
	}
}

static bool
is_many_people(const struct reading *r, uint32_t i)
{
	return unit_has(&r->units[i], CUE_WORD_ALUMNI) ||
	       (unit_has(&r->units[i], CUE_WORD_PERSON) &&
		       token_ends_in(&r->tokens, r->units[i].end - 1, 's'));
}

/* "the former head of AI at Acme": where somebody works or did. */
static bool
is_workplace(const struct reading *r, const struct passage *p, uint32_t i)
{
	/* "the founder of Acme raises" */
	if (i > p->first + 1 && unit_is(r, i - 1, "of") &&
		unit_has(&r->units[i - 2], CUE_WORD_PERSON) &&
		unit_has(&r->units[i - 2], CUE_WORD_ASIDE))
		return !unit_is(r, i - 2, "CEO");
	if (i < p->first + 2 || !unit_is(r, i - 1, "at"))
		return false;
	for (uint32_t k = i - 1; k > p->first && i - k < OFFICE_REACH; k--)
		if (unit_has(&r->units[k - 1], CUE_WORD_PERSON))
			return true;
	return false;
}

/*
 * "former Acme researchers", "by former Acme and Bolt staff":
 * where people were; "beats Acme, Bolt": whom it does without.
 */
static bool
is_former_or_beaten(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t first = i;

	while (first > p->first + 1 && r->units[first - 2].type == UNIT_COMPANY &&
		(unit_has(&r->units[first - 1], CUE_WORD_AND) || unit_is(r, first - 1, ",")))
		first -= 2;
	return first > p->first &&
	       (unit_is(r, first - 1, "former") || unit_has(&r->units[first - 1], CUE_WORD_BEAT));
}

/* Is the company only named to say who another is? */
static bool
is_by_the_way(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	/* "Ex-Acme firm X" */
	if (unit->flags & UNIT_HYPHENED && i > p->first && unit_is(r, i - 1, "ex"))
		return true;
	/* "X, an Acme rival" */
	if (i > p->first && i + 1 < p->end && unit_has(unit + 1, CUE_WORD_RIVAL) &&
		(unit_is(r, i - 1, "a") || unit_is(r, i - 1, "an")))
		return true;
	/* "Europe's answer to Acme" */
	if (i > p->first + 1 && unit_is(r, i - 2, "answer") && unit_is_to(r, i - 1))
		return true;
	return is_former_or_beaten(r, p, i) || is_nickname(r, p, i) || is_partner_of(r, p, i) ||
	       is_workplace(r, p, i);
}

/* "-backed", "-led" behind a name */
static bool
is_hyphened_aside(const struct unit *unit)
{
	return unit->flags & UNIT_HYPHENED && unit->type != UNIT_COMPANY &&
	       unit_has(unit, CUE_WORD_ASIDE);
}

/* "insider-led": of a word it matters only that it is hyphened with one. */
static void
hyphened_words_mark(struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; p->flags & UNIT_HYPHENED && i + 1 < p->end; i++)
		if (r->units[i].type == UNIT_WORD && is_hyphened_aside(&r->units[i + 1]))
			r->units[i].flags |= UNIT_ASIDE;
}

void
asides_mark(struct reading *r, const struct passage *p)
{
	hyphened_words_mark(r, p);
	for (uint32_t i = next_company(r, p, p->first); i < p->end; i = next_company(r, p, i + 1)) {
		struct unit *unit = &r->units[i];
		const struct unit *next = unit + 1;

		if (is_by_the_way(r, p, i)) {
			unit->flags |= UNIT_ASIDE;
			continue;
		}
		if (i + 1 == p->end || next->type == UNIT_COMPANY)
			continue;
		if (is_hyphened_aside(next))
			unit->flags |= UNIT_ASIDE;
		else if (is_rival_of(r, p, i + 1))
			unit->flags |= UNIT_ASIDE; /* "OpenAI rival Anthropic" */
		else if (unit_has(next, CUE_WORD_ASIDE) && !(next->flags & UNIT_HYPHENED) &&
			 !unit_has(next, CUE_WORD_TAIL) && !(next->forms & (FORM_S | FORM_BASE)) &&
			 !unit_is(r, i + 1, "based") && !unit_is(r, i + 1, "led") &&
			 !unit_is(r, i + 1, "backed")) {
			unit->flags |= UNIT_ASIDE;
			if (is_many_people(r, i + 1))
				list_of_aside(r, p, i);
		}
	}
}
