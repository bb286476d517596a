/*
 * subject_title - ways to say who does it that only headlines have.
 */
#include "base/attr.h"
#include "mention/name.h"
#include "subject.h"

enum { BECOMES_REACH = 6, INSIDERS_REACH = 8 };

/* "X says …", "X boss says …", "X falls on report …": of whom that is said. */
static bool
says_before(const struct clause *c, uint32_t i, struct who *ret_who)
{
	const struct reading *r = c->r;

	if (i < c->p->first + 2 || !(unit_has(&r->units[i - 1], CUE_REPORTED) ||
					   token_is(&r->tokens, r->units[i - 1].end - 1, "report")))
		return false;
	for (uint32_t k = c->p->first; k < i; k++)
		if (r->units[k].type == UNIT_COMPANY) {
			*ret_who = (struct who){ k, k + 1, (int32_t)r->units[k].ref, ROLE_NONE };
			return true;
		}
	return false;
}

static bool
becomes_before(const struct clause *c, uint32_t i)
{
	for (uint32_t k = i; k > c->p->first && i - k < BECOMES_REACH; k--)
		if (unit_has(&c->r->units[k - 1], CUE_ACT_BECOME))
			return true;
	return false;
}

/* "X in talks with Y to buy chips": from Y, as no other is named yet; "to supply": to Y. */
static void
put_talked_with(struct clause *c, uint32_t i)
{
	const struct unit *verb = &c->r->units[c->verb];
	bool bought = unit_has(verb - 1, CUE_WORD_BE); /* "to be acquired": by Y */
	struct who who;

	if (!(bought || unit_has(verb, CUE_VERB_SUPPLY) || unit_has(verb, CUE_VERB_BUY) ||
		    unit_has(verb, CUE_VERB_LEASE)) ||
		!name_at(c->r, c->p, i, &who))
		return;
	c->args[c->n_args++] = (struct arg){ .who = who,
		.prep = bought                            ? CUE_PREP_BY
			: unit_has(verb, CUE_VERB_SUPPLY) ? CUE_PREP_TO
							  : CUE_PREP_FROM };
}

/* "X in talks with Y to raise $1bn": who talks does it, not whom it talks with. */
bool
talker_does(struct clause *c, uint32_t end)
{
	static const enum cue done_by_talker[] = { CUE_VERB_RAISE, CUE_VERB_BUY, CUE_VERB_LEASE,
		CUE_VERB_SUPPLY, CUE_VERB_INVEST, CUE_VERB_BACK, CUE_VERB_ACQUIRE };
	bool does = false;

	for (size_t i = 0; c->infinitive && i < ARRAY_LEN(done_by_talker); i++)
		does |= unit_has(&c->r->units[c->verb], done_by_talker[i]);
	if (!does)
		return false;
	for (uint32_t k = end - 1; k > c->p->first; k--) {
		const struct unit *unit = &c->r->units[k];

		if (unit_is_hard(c->r, k) || unit_has(unit, CUE_WORD_CLAUSE))
			return false;
		if (token_is(&c->r->tokens, unit->end - 1, "with") &&
			(unit_has(unit, CUE_NOUN_TALKS) || unit_has(unit - 1, CUE_NOUN_TALKS))) {
			main_subject(c, k);
			put_talked_with(c, k + 1);
			return true;
		}
	}
	return false;
}

/* "X seeks the state's blessing to raise": X is to raise. */
bool
asker_does(struct clause *c, uint32_t end)
{
	if (!c->infinitive || !unit_has(&c->r->units[end - 1], CUE_WORD_LEAVE))
		return false;
	main_subject(c, end - 1);
	return true;
}

/* "X boss says chipmaker will invest" */
bool
company_is_said(struct clause *c, uint32_t end)
{
	const struct unit *before = &c->r->units[end - 1];
	struct who who;

	if (!unit_is_firm(before) || !says_before(c, end - 1, &who))
		return false;
	c->first = end - 1;
	clause_put_subject(c, who);
	return true;
}

/* "X becomes the latest publisher to license" */
bool
becomes_one_to(struct clause *c, uint32_t end)
{
	if (!c->infinitive || !becomes_before(c, end))
		return false;
	main_subject(c, end - 1);
	return true;
}

/* "X executives discussed buying Y", "X executives in talks to buy Y": X does. */
bool
insiders_weigh(struct clause *c, uint32_t end)
{
	const struct unit *units = c->r->units, *owner;

	/* over "talks about" */
	while (end > c->p->first + 1 && c->verb - end < INSIDERS_REACH &&
		!unit_is_hard(c->r, end - 1) && units[end - 1].type == UNIT_WORD &&
		!unit_has(&units[end - 1], CUE_WORD_ASIDE))
		end--;
	if (end < c->p->first + 2 || end == c->verb ||
		!(c->infinitive || units[c->verb].forms & FORM_ING))
		return false;
	owner = &units[end - 2];
	if (owner->type != UNIT_COMPANY || !unit_has(owner + 1, CUE_WORD_ASIDE) ||
		!units_have(c->r, end, c->verb, CUE_STATUS_TALKS))
		return false;
	c->first = end - 2;
	return clause_put_subject(
		c, (struct who){ end - 2, end - 1, (int32_t)owner->ref, ROLE_NONE });
}

/* "OpenAI and Malta partner": a country signs as a company does. */
bool
country_joins(struct clause *c, uint32_t end)
{
	const struct unit *last = &c->r->units[end - 1], *first = last - 2;
	const struct unit *country = last->type == UNIT_COMPANY ? first : last;
	const struct unit *company = last->type == UNIT_COMPANY ? last : first;
	const struct unit *units = c->r->units;

	if (end < c->p->first + 3 || !unit_has(last - 1, CUE_WORD_AND) ||
		(!unit_has(&units[c->verb], CUE_VERB_PARTNER) &&
			!unit_has(&units[c->verb], CUE_VERB_SIGN)) ||
		company->type != UNIT_COMPANY || !unit_has(country, CUE_WORD_PLACE))
		return false;
	c->first = end - 3;
	for (uint32_t i = end - 3; i < end; i += 2)
		clause_put_subject(
			c, (struct who){ i, i + 1,
				   &units[i] == company ? (int32_t)company->ref : UNKNOWN,
				   ROLE_NONE });
	return true;
}
