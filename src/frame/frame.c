/*
 * frame - who is in a frame, and what it gets from its
 * clause whatever it hangs on: sums, spans, status.
 */
#include "frame/frame.h"

#include "frame/clause.h"
#include "status.h"

void
frame_add(struct frame *f, struct who who, enum party_role role)
{
	who.role = role;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first == who.first ||
			(who.company != UNKNOWN && f->who[i].company == who.company))
			return;
	if (f->n_who < FRAME_PARTIES_MAX)
		f->who[f->n_who++] = who;
}

bool
frame_has(const struct reading *r, const struct frame *f, const struct who *who)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (who_is_same(r, &f->who[i], who))
			return true;
	return false;
}

unsigned
frame_shares(const struct reading *r, const struct frame *a, const struct frame *b)
{
	unsigned n = 0;

	for (unsigned i = 0; i < b->n_who; i++)
		n += frame_has(r, a, &b->who[i]);
	return n;
}

/* "its pledge of $38bn to rent servers": the sum stands before the verb. */
static int32_t
money_before(const struct clause *c)
{
	for (uint32_t i = c->verb; i-- > c->first;)
		if (unit_is_sum(c->r, i, SUM_DEAL))
			return (int32_t)c->r->units[i].ref;
	return -1;
}

/* "makes a $4bn bet, buying X": how the bet is made */
static bool
is_means(const struct clause *c)
{
	return c->p->title && c->r->units[c->verb].forms == FORM_ING && c->verb > c->p->first &&
	       unit_is_comma(c->r, c->verb - 1);
}

/* What the passage counts: its valuation, and shares, years and power of the clause. */
static void
take_numbers(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;

	for (uint32_t sum = c->p->first_sum; sum < c->p->end_sum && f->valuation < 0; sum++)
		if (r->moneys[sum].role == SUM_IS_VALUATION && sum_stands(r, c->p, sum))
			f->valuation = (int32_t)sum;
	if (!passage_has_type(c->p, UNIT_PERCENT) && !passage_has_type(c->p, UNIT_SPAN))
		return;
	for (uint32_t i = c->p->first; i < c->p->end; i++) {
		const struct unit *unit = &r->units[i];
		bool inside = i >= c->first && i < c->end;

		if (unit->type == UNIT_PERCENT && inside && f->kind == KIND_STAKE)
			f->percent = unit->value;
		if (unit->type == UNIT_SPAN && inside && unit->what == SPAN_YEARS)
			f->years = unit->value;
		if (unit_is_power(unit))
			f->gigawatts = unit->value;
	}
}

/* "said on Tuesday it had raised": what is only said has just been done. */
static bool
is_reported_speech(const struct clause *c)
{
	const struct reading *r = c->r;
	bool said = false;

	for (uint32_t i = c->p->first; i < c->p->end; i++) {
		said |= unit_has(&r->units[i], CUE_REPORTED) ||
			unit_has(&r->units[i], CUE_VERB_SIGN) ||
			token_is(&r->tokens, r->units[i].first, "said"); /* "said it" is one unit */
		if (unit_has(&r->units[i], CUE_TIME_BEFORE) &&
			!(said && i + 1 == c->verb && unit_is(r, i, "had")))
			return false;
	}
	return true;
}

void
frame_finish(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;

	f->cue = c->verb;
	f->first = c->first;
	f->end = c->end;
	f->money = c->money;
	if (f->money < 0 && (c->infinitive || (c->p->title && c->n_subject == 0)))
		f->money = money_before(c);
	if (f->money < 0 && is_means(c))
		f->money = only_money(r, c->p);
	/* "X: $9m raised for robots" */
	if (f->money < 0 && c->p->title && c->verb > c->p->first &&
		unit_is_sum(r, c->verb - 1, SUM_DEAL))
		f->money = (int32_t)r->units[c->verb - 1].ref;
	/* "scores $50m upfront from X — and up to $1bn" */
	if (f->money < 0 && c->p->title && c->verb + 1 < c->p->end &&
		sum_is_upfront(r, c->p, c->verb + 1))
		f->money = only_money(r, c->p);
	f->before |= passage_has(c->p, CUE_TIME_BEFORE) && !is_reported_speech(c);
	take_numbers(c, f);
	if (f->kind == KIND_STAKE && f->money >= 0 &&
		!unit_has(&r->units[c->verb], CUE_VERB_SELL) &&
		!unit_has(&r->units[c->verb], CUE_NOUN_SALE))
		f->also |= 1u << KIND_INVESTMENT;
	if (f->kind == KIND_INVESTMENT && f->valuation >= 0)
		f->also |= 1u << KIND_FUNDING_ROUND; /* who values a company prices its shares */
	f->status = frame_status(r, f);
}

/* "The start-up has raised": from here on it is the name that the title has for it. */
static void
names_settle(const struct reading *r, struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++) {
		const struct unit *unit = &r->units[f->who[i].first];

		if (unit->type == UNIT_COMPANY && unit->stands_for) {
			f->who[i].first = unit->stands_for - 1u;
			f->who[i].end = unit->stands_for;
		}
	}
}

void
frame_put(const struct clause *c, struct frame *f, struct frames *frames)
{
	frame_finish(c, f);
	names_settle(c->r, f);
	frames->list[frames->n++] = *f;
}
