/*
 * valuation - what a firm is worth: news of a round, though not its sum.
 */
#include "find.h"
#include "frame/finite.h"
#include "frame/part.h"
#include "mention/name.h"

/* Whom a valuation is of: who stands before its verb, or behind "lifts", "values". */
static bool
valued_party(struct clause *c)
{
	const struct reading *r = c->r;
	struct who who;

	/* "closes in on $9B valuation": to before the sum */
	while (c->verb > c->p->first + 1 &&
		(r->units[c->verb - 1].type == UNIT_MONEY ||
			unit_has(&r->units[c->verb - 1], CUE_WORD_THE) ||
			unit_within(&r->units[c->verb - 1], CUE_BOUND_ABOUT, CUE_BOUND_UP_TO)))
		c->verb--;
	if (c->verb > c->p->first + 1 && unit_has(&r->units[c->verb - 1], CUE_WORD_REACH))
		c->verb--; /* "start-up hits $9bn valuation" */
	clause_find_subject(c);
	if (c->n_subject > 0)
		return true;
	/* "X's valuation climbs to" */
	if (c->verb > c->p->first + 1 && r->units[c->verb - 1].type == UNIT_MARK &&
		r->units[c->verb - 2].flags & UNIT_POSSESSED &&
		name_before(r, c->p, c->verb - 2, true, &who))
		return clause_put_subject(c, who);
	for (uint32_t i = c->verb; i > c->p->first; i--) {
		if (unit_is_hard(r, i - 1))
			return false;
		if (!unit_is_verb(&r->units[i - 1]) && !unit_has(&r->units[i - 1], CUE_WORD_ASIDE))
			continue;
		if (r->units[i - 1].flags & UNIT_JOINED)
			continue;
		for (uint32_t k = i; k < c->verb; k++)
			if (name_at(r, c->p, k, &who) && clause_may_begin_name(c, k))
				return clause_put_subject(c, who);
		c->verb = i - 1;
		clause_find_subject(c);
		return c->n_subject > 0;
	}
	return false;
}

/* "a trillion-dollar valuation", "the most valuable start-up", "doubles its valuation" */
static bool
says_how_much(const struct reading *r, const struct passage *p, uint32_t valuation)
{
	if (unit_is(r, valuation, "most valuable"))
		return true;
	for (uint32_t i = valuation; i > p->first && valuation - i < 4; i--)
		if (unit_has(&r->units[i - 1], CUE_SUM_VAGUE) ||
			unit_has(&r->units[i - 1], CUE_ACT_DOUBLE))
			return true;
	return false;
}

/* "AI start-up eyes $9bn valuation": the title speaks of some firm. */
static bool
some_firm(const struct reading *r, const struct passage *p, uint32_t valuation)
{
	for (uint32_t i = p->first; p->title && i < valuation; i++) {
		if (unit_has(&r->units[i], CUE_WORD_COMPANY))
			return unit_is_firm(&r->units[i]);
		if (unit_is_finite(r, p, i) || unit_is_hard(r, i))
			return false;
	}
	return false;
}

/* "X's $9bn valuation faces scrutiny": what it is worth already. */
static bool
is_had_already(const struct reading *r, const struct passage *p, uint32_t valuation)
{
	uint32_t owner = valuation - 2;

	if (!p->title || valuation < p->first + 3 || valuation + 1 >= p->end ||
		!unit_is(r, valuation, "valuation") || r->units[valuation - 1].type != UNIT_MONEY)
		return false;
	owner -= r->units[owner].type == UNIT_MARK; /* the 's itself */
	return r->units[owner].flags & UNIT_POSSESSED && unit_is_finite(r, p, valuation + 1);
}

/* "becomes $5bn company", "is now a $5bn start-up" */
static bool
makes_firm_worth(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t sum = i + 1;

	if (i == p->first ||
		!(unit_has(&r->units[i], CUE_ACT_BECOME) ||
			(unit_is(r, i, "now") && unit_has(&r->units[i - 1], CUE_WORD_BE))))
		return false;
	while (sum < p->end && unit_has(&r->units[sum], CUE_WORD_THE))
		sum++;
	return sum + 1 < p->end && unit_is_sum(r, sum, SUM_IS_VALUATION) &&
	       unit_has(&r->units[sum + 1], CUE_WORD_COMPANY);
}

/* "X hits a $2bn valuation", "X is now worth $2bn": news of a round, though not its sum. */
void
valuations_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	bool firm = p->title && passage_has(p, CUE_WORD_COMPANY) && passage_has_type(p, UNIT_MONEY);

	if (!firm && !passage_has(p, CUE_SUM_VALUATION))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		struct frame f;
		struct clause c;

		if (!(unit_has(&r->units[i], CUE_SUM_VALUATION) ||
			    (firm && makes_firm_worth(r, p, i))) ||
			is_had_already(r, p, i) ||
			(i > p->first && unit_has(&r->units[i - 1], CUE_WORD_SHARES)))
			continue; /* "shares worth $9m": what they cost, not what it is worth */
		clause_init(&c, r, p, i);
		if (!valued_party(&c) && !some_firm(r, p, i))
			continue;
		f = (struct frame){
			.passage = passage, .valuation = -1, .kind = KIND_FUNDING_ROUND
		};
		c.end = i + 1;
		frame_add_subject(&f, &c, ROLE_TARGET);
		frame_finish(&c, &f);
		f.cue = i;
		f.money = p->title && passage_has(p, CUE_NOUN_ROUND) ? only_money(r, p) : -1;
		/* A listed company's market value is no round, nor is a valuation without any figure. */
		f.solid = f.n_who == 0 && f.valuation >= 0;
		if ((f.valuation >= 0 || (f.n_who > 0 && says_how_much(r, p, i))) &&
			!(f.n_who > 0 && who_is_listed(r, &f.who[0])))
			frames->list[frames->n++] = f;
	}
}
