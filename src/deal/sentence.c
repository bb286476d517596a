/*
 * sentence - what a unit is in its sentence: a company or a common word, a party or an aside, a
 * publisher or who only tells of it; and who "it" is.
 */
#include "read.h"

#include "base/attr.h"

enum {
	SUFFIX_UNITS_MAX = 6,
	DESCRIBED_REACH = 5,
	PUBLISHER_REACH = 4,
	PARTNER_REACH = 5,
	OFFERING_REACH = 4,
	OFFICE_REACH = 7,
	EXPLAINED_REACH = 12
};

/* "… - Reuters", "… | The Express Tribune": the outlet's name behind the headline. */
static void
suffix_cut(struct reading *r, struct passage *p)
{
	for (uint32_t i = p->end; i-- > p->first + 3;) {
		const struct unit *unit = &r->units[i];
		bool capitals = true;

		if (p->end - i > SUFFIX_UNITS_MAX)
			return;
		if (unit->type != UNIT_MARK)
			continue;
		if (unit->flags & UNIT_GLUED || (!unit_is(r, i, "-") && !unit_is(r, i, "|") &&
							!unit_is(r, i, "–") && !unit_is(r, i, "—")))
			continue;
		for (uint32_t k = i + 1; k < p->end; k++)
			capitals &= (r->units[k].flags & UNIT_CAPITAL) != 0 ||
				    r->units[k].type == UNIT_MARK ||
				    unit_has(&r->units[k], CUE_WORD_THE) ||
				    r->units[k].type == UNIT_OUTLET;
		if (!capitals || i + 1 == p->end)
			continue;
		if (!unit_is(r, i, "|") && r->units[i + 1].type == UNIT_MONEY)
			continue;
		for (uint32_t k = i + 1; k < p->end; k++)
			r->units[k].type = UNIT_OUTLET;
		p->end = i;
		return;
	}
}

/* Its words say nothing any more but who it is. */
static void
unit_become_company(struct unit *unit, uint32_t company)
{
	unit->type = UNIT_COMPANY;
	unit->ref = company;
	unit->cues = (struct cues){ 0 };
	unit->forms = 0;
}

static bool
is_rival_of(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_has(&r->units[i], CUE_WORD_RIVAL) && i + 1 < p->end &&
	       r->units[i + 1].flags & UNIT_CAPITAL;
}

/* "‘China’s Nvidia’ X": a nickname by another company's name. */
static bool
is_nickname(const struct reading *r, const struct passage *p, uint32_t i)
{
	static const char *const quotes[] = { "'", "\"", "‘", "“" };

	/* "the Acme of robots" */
	if (i > p->first && i + 2 < p->end && unit_is(r, i + 1, "of") &&
		!(r->units[i].flags & UNIT_POSSESSED) &&
		(unit_is(r, i - 1, "the") || unit_is(r, i - 1, "'") || unit_is(r, i - 1, "‘") ||
			unit_is(r, i - 1, "“") || unit_is(r, i - 1, "\"")))
		return true;
	if (i < p->first + 3 || !unit_has(&r->units[i - 2], CUE_WORD_PLACE) ||
		!(r->units[i - 2].flags & UNIT_POSSESSED))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(quotes); k++)
		if (unit_is(r, i - 3, quotes[k]))
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

/* "former Acme researchers", "by former Acme and Bolt staff": where people were. */
static bool
is_former(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t first = i;

	while (first > p->first + 1 && r->units[first - 2].type == UNIT_COMPANY &&
		(unit_has(&r->units[first - 1], CUE_WORD_AND) || unit_is(r, first - 1, ",")))
		first -= 2;
	return first > p->first && unit_is(r, first - 1, "former");
}

/* Is the company only named to say who another is? */
static bool
is_by_the_way(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->type != UNIT_COMPANY)
		return false;
	/* "Ex-Acme firm X" */
	if (unit->flags & UNIT_HYPHENED && i > p->first && unit_is(r, i - 1, "ex"))
		return true;
	/* "Europe's answer to Acme" */
	if (i > p->first + 1 && unit_is(r, i - 2, "answer") && unit_is_to(r, i - 1))
		return true;
	return is_former(r, p, i) || is_nickname(r, p, i) || is_partner_of(r, p, i) ||
	       is_workplace(r, p, i);
}

static void
asides_mark(struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; i + 1 < p->end; i++) {
		struct unit *unit = &r->units[i];
		const struct unit *next = &r->units[i + 1];

		/* Of a word it matters only that it is hyphened with one. */
		if (unit->type != UNIT_COMPANY &&
			(unit->type != UNIT_WORD || !(next->flags & UNIT_HYPHENED)))
			continue;
		if (is_by_the_way(r, p, i)) {
			unit->flags |= UNIT_ASIDE;
			continue;
		}
		if (next->type == UNIT_COMPANY)
			continue;
		if (next->flags & UNIT_HYPHENED && unit_has(next, CUE_WORD_ASIDE))
			unit->flags |= UNIT_ASIDE;
		else if (unit->type == UNIT_COMPANY && is_rival_of(r, p, i + 1))
			unit->flags |= UNIT_ASIDE; /* "OpenAI rival Anthropic" */
		else if (unit->type == UNIT_COMPANY && unit_has(next, CUE_WORD_ASIDE) &&
			 !(next->flags & UNIT_HYPHENED) && !unit_has(next, CUE_WORD_TAIL) &&
			 !(next->forms & (FORM_S | FORM_BASE)) && !unit_is(r, i + 1, "based") &&
			 !unit_is(r, i + 1, "led") && !unit_is(r, i + 1, "backed")) {
			unit->flags |= UNIT_ASIDE;
			if (is_many_people(r, i + 1))
				list_of_aside(r, p, i);
		}
	}
}

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
	       token_is(&r->tokens, unit->end - 1, "of");
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

/* Is a word that is also a company's name the company here? */
static bool
is_company_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = i > p->first ? unit - 1 : NULL;
	uint32_t next = i + 1;

	if (!(unit->flags & UNIT_CAPITAL))
		return false;
	/* "Harmonic Bionics" is not Harmonic */
	if (!p->title_case && i + 1 < p->end && unit[1].type == UNIT_WORD &&
		unit[1].flags & UNIT_CAPITAL && !(unit->flags & UNIT_POSSESSED) &&
		cues_none(&unit[1].cues))
		return false;
	if (before && (unit_has(before, CUE_WORD_COMPANY) || unit_has(before, CUE_WORD_MAKER) ||
			      (before->flags & UNIT_HYPHENED && unit_has(before, CUE_WORD_ASIDE))))
		return true;
	if (is_explained(r, p, i) || (i + 1 < p->end && unit_has(&unit[1], CUE_WORD_PERSON) &&
					     unit_has(&unit[1], CUE_WORD_ASIDE)))
		return true; /* "X, maker of", "X CEO" */
	if (!p->title_case && before &&
		(!unit_has(before, CUE_WORD_THE) || leads_to_name(r, before)) &&
		(before->type != UNIT_MARK ||
			(i > p->first + 1 && before[-1].flags & UNIT_POSSESSED &&
				before[-1].type != UNIT_COMPANY)))
		return true;
	if (before && p->title_case && !unit_has(before, CUE_WORD_PLACE) &&
		before->type != UNIT_MARK && !leads_to_name(r, before))
		return false;
	if (unit->flags & UNIT_POSSESSED ||
		(before && i > p->first + 1 && leads_to_name(r, before) &&
			before[-1].type == UNIT_MONEY))
		return true; /* "$9bn for X" */
	while (next < p->end && next < i + 3 && unit_has(&r->units[next], CUE_WORD_ADVERB))
		next++;
	if (next < p->end &&
		(is_deal_verb(&r->units[next]) || unit_has(&r->units[next], CUE_SUM_VALUATION) ||
			unit_has(&r->units[next], CUE_STATUS_TALKS)))
		return true;
	/* "X soars 9% on" */
	if (!before && next + 1 < p->end && unit_has(&r->units[next], CUE_WORD_MOVE) &&
		(r->units[next + 1].type == UNIT_PERCENT || unit_is(r, next + 1, "on") ||
			unit_is(r, next + 1, "after")))
		return true;
	/* "X to reopen a plant" */
	if (!before && !p->title_case && next == i + 2 && next < p->end && unit_is_to(r, i + 1) &&
		r->units[next].type == UNIT_WORD && !(r->units[next].flags & UNIT_CAPITAL) &&
		!unit_has(&r->units[next], CUE_WORD_THE))
		return true;
	/* "doubles its valuation" */
	for (uint32_t k = next; k < p->end && k < next + 4 && !before; k++)
		if (unit_has(&r->units[k], CUE_SUM_VALUATION))
			return true;
	/* "Lambda and Microsoft" */
	if (!before && i + 2 < p->end &&
		(unit_has(&unit[1], CUE_WORD_AND) || unit_is(r, i + 1, ",")) &&
		unit[2].type == UNIT_COMPANY && !(unit[2].flags & UNIT_MAYBE))
		return true;
	/* "acquires Harvey", "invests in Harvey" at the end of what is said */
	return before && leads_to_name(r, before) &&
	       (i + 1 == p->end || unit[1].type == UNIT_MARK || unit[1].type == UNIT_MONEY ||
		       unit_within(&unit[1], CUE_PREP_IN, CUE_PREP_OTHER));
}

static void
maybes_settle(struct reading *r, const struct passage *p)
{
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

/* --- who "it" is --- */

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

static bool
is_startup(const struct reading *r, uint32_t company)
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
	uint32_t verb = i + 1, owner = i - 1;

	if (r->units[i].flags & UNIT_POSSESSED || !is_startup(r, company) ||
		!passage_has_type(p, UNIT_MONEY))
		return false;
	while (verb < p->end && unit_has(&r->units[verb], CUE_WORD_ADVERB))
		verb++;
	if (verb >= p->end || !unit_has(&r->units[verb], CUE_VERB_RAISE))
		return false;
	if (i > p->first + 1 && r->units[owner].type == UNIT_MARK)
		owner--; /* the 's itself */
	if (i > p->first && r->units[owner].type == UNIT_COMPANY &&
		r->units[owner].flags & UNIT_POSSESSED && r->units[owner].ref != company)
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

/* "Michael Caine": whom no list knows, but whose name says that it is a person. */
static void
strangers_mark(struct reading *r, const struct passage *p)
{
	if (!passage_has(p, CUE_WORD_GIVEN))
		return; /* as most */
	for (uint32_t i = p->first; i + 1 < p->end; i++)
		if (unit_has(&r->units[i], CUE_WORD_GIVEN) && r->units[i].type == UNIT_WORD &&
			r->units[i].flags & UNIT_CAPITAL && is_surname(r, p, i + 1)) {
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

/* A person who speaks for one company stands for it in a headline's list; so does a start-up that is only said to be a person's. */
static void
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
		} else if (r->units[i].flags & UNIT_POSSESSED && is_startup(r, company)) {
			startup = startup_of(r, p, i);
			if (startup < p->end)
				unit_become_company(&r->units[startup], company);
		}
	}
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

/* "With its contract from Amazon, OpenAI has …": where a sentence begins in earnest; not "From Amazon, OpenAI and …". */
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

/* Makes companies of "it" and "the company", and notes whom the passage speaks of. */
static void
pronouns_resolve(struct reading *r, struct passage *p)
{
	int32_t center = r->n_passages > 0 ? r->passages[r->n_passages - 1].center : -1;

	p->main = main_clause(r, p);
	p->center = -1;
	if (center >= 0 && !p->title)
		described_resolve(r, p, (uint32_t)center);
	for (uint32_t i = p->first; i < p->end; i++) {
		struct unit *unit = &r->units[i];

		if (unit->type == UNIT_WORD && unit_has(unit, CUE_WORD_IT) && !p->title) {
			int32_t company = referent(r, p, i, center);

			if (company >= 0)
				unit_become_company(unit, (uint32_t)company);
		}
		if (unit->type != UNIT_COMPANY)
			continue;
		if (p->center < 0 && i >= p->main && !(unit->flags & UNIT_ASIDE))
			p->center = (int32_t)unit->ref;
		if (r->startup < 0 && is_startup(r, unit->ref))
			r->startup = (int32_t)unit->ref;
	}
	if (p->center < 0)
		p->center = center;
}

/* "…, Morgan Stanley says": who only tells of it. */
static void
teller_mark(struct reading *r, const struct passage *p)
{
	struct unit *teller;

	if (!p->title || p->end < p->first + 4 ||
		(!unit_is(r, p->end - 1, "says") && !unit_is(r, p->end - 1, "say")))
		return;
	teller = &r->units[p->end - 2];
	if (teller->type == UNIT_COMPANY && unit_is(r, p->end - 3, ","))
		teller->type = UNIT_OUTLET;
}

/* What an outlet does that makes it a party: it signs, licenses, lets others use what it has. */
static bool
is_publisher_verb(const struct unit *unit)
{
	return unit_has(unit, CUE_VERB_SIGN) || unit_has(unit, CUE_VERB_LICENSE) ||
	       unit_has(unit, CUE_VERB_PARTNER);
}

void
publishers_settle(struct reading *r, const struct passage *p)
{
	bool pays = passage_has(p, CUE_VERB_PAY);

	if (!p->title ||
		(!passage_has(p, CUE_NOUN_LICENCE) && !passage_has(p, CUE_VERB_LICENSE) && !pays &&
			!(passage_has(p, CUE_VERB_SIGN) && passage_has(p, CUE_NOUN_DEAL))))
		return;
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct unit *next = i + 1 < p->end ? &r->units[i + 1] : NULL;
		uint32_t verb = i + 1;

		if (r->units[i].type != UNIT_OUTLET || (next && unit_has(next, CUE_REPORTED)) ||
			(i > p->first && r->units[i].flags & UNIT_POSSESSED))
			continue;
		while (verb + 1 < p->end && verb < i + PUBLISHER_REACH &&
			(unit_has(&r->units[verb], CUE_WORD_ADVERB) || unit_is_to(r, verb) ||
				unit_is(r, verb, ",") || unit_has(&r->units[verb], CUE_WORD_AND) ||
				r->units[verb].type == UNIT_COMPANY))
			verb++; /* "is to let", "X, Y strike" */
		if (i == p->first ? verb < p->end &&
					    (is_publisher_verb(&r->units[verb]) ||
						    unit_has(&r->units[verb], CUE_ACT_BECOME))
				  : unit_within(&r->units[i - 1], CUE_PREP_TO, CUE_PREP_WITH) ||
					    (pays && unit_has(&r->units[i - 1], CUE_PREP_FOR)) ||
					    (unit_has(&r->units[i - 1], CUE_NOUN_LICENCE) &&
						    unit_is_to(r, i - 1)) ||
					    unit_has(&r->units[i - 1], CUE_VERB_PAY) ||
					    unit_has(&r->units[i - 1], CUE_VERB_LICENSE))
			r->units[i].type = UNIT_COMPANY;
	}
}

/* "a new AI offering": a product, where no sum says that it is shares. */
static bool
is_product_offering(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_is(r, i, "offering"))
		return false;
	for (uint32_t k = p->first; k < p->end; k++)
		if (r->units[k].type == UNIT_MONEY)
			return false;
	for (uint32_t k = i; k > p->first && i - k < OFFERING_REACH; k--)
		if (r->units[k - 1].signs)
			return true;
	return false;
}

/* "its 'Flight Deals' tool": the last word of a name. */
static bool
ends_quoted_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	static const char *const quotes[] = { "'", "’", "\"", "”" };

	if (i + 1 >= p->end || p->title_case || !(r->units[i].flags & UNIT_CAPITAL))
		return false;
	for (size_t q = 0; q < ARRAY_LEN(quotes); q++)
		if (unit_is(r, i + 1, quotes[q]))
			return true;
	return false;
}

/* Nouns of a deal that name a product here. */
static void
products_settle(struct reading *r, const struct passage *p)
{
	if (!cues_within(&p->cues, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end; i++)
		if (unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE) &&
			(is_product_offering(r, p, i) || ends_quoted_name(r, p, i)))
			for (enum cue cue = CUE_NOUN_ACQUISITION; cue <= CUE_NOUN_SALE; cue++)
				cues_drop(&r->units[i].cues, cue);
}

void
regulators_settle(struct reading *r, const struct passage *p)
{
	if (!passage_is_looked_into(p) && !passage_has(p, CUE_AGAINST_LAW))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end; i++)
		if (r->units[i].type == UNIT_COMPANY &&
			lexicon_roles(r->lexicon, r->units[i].ref) & r->roles[KNOWN_REGULATOR])
			r->units[i].flags |= UNIT_ASIDE;
}

void
passage_settle(struct reading *r, struct passage *p)
{
	if (p->title)
		suffix_cut(r, p);
	maybes_settle(r, p);
	strangers_mark(r, p);
	people_settle(r, p);
	teller_mark(r, p);
	asides_mark(r, p);
	pronouns_resolve(r, p);
	products_settle(r, p);
}
