/*
 * main_frame - which frame a story reports, and what it names only by the way.
 */
#include "main_frame.h"

#include "lead.h"
#include "lookalike.h"

enum { WHEN_REACH = 5, SAID_REACH = 4 };

/* "ahead of its IPO", "three years after the deal" */
static bool
says_when(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_is(r, i, "ahead of") || unit_is(r, i, "years after") ||
	       unit_is(r, i, "year after") ||
	       (unit_is(r, i, "after") && i > p->first && r->units[i - 1].type == UNIT_SPAN);
}

/* "said on Monday that it has raised": the very news */
static bool
is_what_is_said(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_is(r, i, "that"))
		return false;
	if (unit_has(&r->units[i + 1], CUE_WORD_IT))
		return true;
	for (uint32_t k = i; k > p->first && i - k < SAID_REACH; k--)
		if (unit_has(&r->units[k - 1], CUE_REPORTED) ||
			unit_has(&r->units[k - 1], CUE_VERB_SIGN))
			return true;
	return false;
}

/* ", which", ", a start-up that": of whom the sentence goes on to tell. */
static bool
begins_aside(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_is(r, i, "which") && !unit_is(r, i, "who") && !unit_is(r, i, "that"))
		return false;
	while (i-- > p->first)
		if (unit_is_comma(r, i) || r->units[i].type == UNIT_COMPANY)
			return unit_is_comma(r, i);
	return false;
}

/* "X, which makes Y, raises": what the relative clause says ends with its comma. */
static bool
in_side_clause(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = p->first + 1; i < f->cue; i++) {
		if (!unit_has(&r->units[i], CUE_WORD_CLAUSE) || is_what_is_said(r, p, i))
			continue;
		if (p->title || !begins_aside(r, p, i))
			return true;
		while (!unit_is_comma(r, i))
			if (++i == f->cue)
				return true;
	}
	return false;
}

/* "X, which has raised": who X is. */
static bool
says_who(const struct reading *r, const struct frame *f)
{
	uint32_t first = r->passages[f->passage].first, i = f->cue;

	if (r->passages[f->passage].title)
		return i > first && unit_is(r, i - 1, "who");
	if (i > first && unit_is(r, i - 1, "has"))
		i--;
	return i > first + 1 && unit_is_comma(r, i - 2) &&
	       (unit_is(r, i - 1, "which") || unit_is(r, i - 1, "who"));
}

/* "a bank says X's deal with Y pays off": it comments on what is known. */
static bool
is_comment(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = p->first; p->title && i + 1 < f->cue; i++)
		if (r->units[i].type == UNIT_COMPANY &&
			lexicon_roles(r->lexicon, r->units[i].ref) & r->roles[KNOWN_BANK] &&
			!(r->units[i].flags & UNIT_POSSESSED) &&
			unit_has(&r->units[i + 1], CUE_REPORTED))
			return true;
	return false;
}

struct side
frame_side(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	struct side side = { .clause = in_side_clause(r, f), .when = !f->verb && is_comment(r, f) };

	if (f->verb) {
		side.when = says_who(r, f);
		return side;
	}
	for (uint32_t i = f->cue; i > p->first && f->cue - i < WHEN_REACH; i--) {
		side.after |= token_is(&r->tokens, r->units[i - 1].end - 1, "after");
		side.when |= says_when(r, p, i - 1);
	}
	return side;
}

/* "X weighs a share sale after its deal with Y": the title tells another deal before it. */
static bool
follows_other(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if (other->passage == f->passage && other->n_who > 0 && other->cue < f->cue &&
			!other->loose && (other->verb || !f->verb) &&
			units_have(r, other->cue, f->cue, CUE_WORD_CLAUSE))
			return true;
	}
	return false;
}

/* "X to raise $80bn, Y to invest $10bn": what Y pays is part of what X raises. */
static bool
is_part_of_round(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	if (f->kind != KIND_INVESTMENT || f->money < 0)
		return false;
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *round = &frames->list[i];

		if (round->passage != f->passage || round->kind != KIND_FUNDING_ROUND ||
			!round->verb || round->cue > f->cue || round->n_who == 0 ||
			round->money < 0 || round->who[0].company == UNKNOWN ||
			r->moneys[round->money].amount.usd <= r->moneys[f->money].amount.usd)
			continue;
		for (unsigned k = 0; k < f->n_who; k++)
			if (f->who[k].role == ROLE_TARGET &&
				f->who[k].company == round->who[0].company)
				return true;
	}
	return false;
}

/* How well a frame answers "what does this story report?" */
static int
frame_rank(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	int rank = 0;

	if (f->loose)
		rank += 2;
	else if (r->passages[f->passage].title)
		rank += 8;
	else if (passage_is_lead(r, f->passage))
		rank += 0;
	else
		return -1;
	rank += f->verb && !unit_has(&r->units[f->cue], CUE_VERB_USE) ? 3 : 0;
	rank += f->solid ? 2 : 0;
	rank += f->money >= 0;
	rank += f->n_who > 1 ? 2 : f->n_who > 0 ? 1 : f->money >= 0 ? -1 : -3;
	rank += f->kind != KIND_PARTNERSHIP;
	rank -= is_part_of_round(r, frames, f) ? 3 : 0;
	/* "drops a $9bn deal in favour of a stake": the stake is the news */
	if (units_have(r, f->cue, r->passages[f->passage].end, CUE_WORD_FAVOUR))
		rank -= 8;
	if (f->verb && unit_has(&r->units[f->cue], CUE_VERB_VALUE))
		rank -= 3;
	/* "X hits $9bn valuation as investors back AI": what a crowd does is no more than why */
	if (r->passages[f->passage].title && in_side_clause(r, f))
		rank -= is_sector(r, f) ? 6 : follows_other(r, frames, f) ? 4 : 2;
	return rank;
}

/* "raises $6bn to buy chips", "sells its X stake for $6bn to fund": what the money is for is not what the title tells. */
static bool
is_purpose(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	if (!f->verb || f->money < 0 || f->cue == 0 || !unit_is_to(r, f->cue - 1))
		return false;
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if (other->passage == f->passage && other->n_who > 0 &&
			(other->verb || other->cue + 2 == f->cue) && /* "a $5bn loan to buy" */
			other->money == f->money && other->cue < f->cue &&
			r->moneys[f->money].unit < f->cue &&
			(other->kind == KIND_FUNDING_ROUND || other->kind == KIND_DEBT ||
				(other->verb && unit_has(&r->units[other->cue], CUE_VERB_SELL))))
			return true;
	}
	return false;
}

/* Sums that may be the same, one of them rounded. */
static bool
is_about_as_much(const struct reading *r, const struct frame *a, const struct frame *b)
{
	int64_t x = r->moneys[a->money].amount.usd, y = r->moneys[b->money].amount.usd;

	return x < y ? y - x <= y / 10 : x - y <= x / 10;
}

/* "X invests $10bn in a site", and behind it "by a $9.7bn deal with Y": with whom it is spent. */
static int
spent_with(const struct reading *r, const struct frames *frames, const struct frame *own)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if (!r->passages[other->passage].title && passage_is_lead(r, other->passage) &&
			other->solid && !other->before && other->money >= 0 && other->n_who > 1 &&
			frame_has(r, other, &own->who[0]) && !is_own_spending(r, other) &&
			is_about_as_much(r, own, other))
			return (int)i;
	}
	return -1;
}

/* "funding to back a chip lease for X": what it is lent for */
static bool
is_lent_for(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	for (unsigned i = 0; !f->verb && i < frames->n; i++) {
		const struct frame *loan = &frames->list[i];

		if (loan->passage != f->passage || loan->verb || loan->kind != KIND_DEBT ||
			loan->money < 0 || loan->n_who < 2 || loan->cue >= f->cue)
			continue;
		for (uint32_t k = loan->cue + 1; k < f->cue; k++)
			if (unit_is_to(r, k - 1) && unit_has(&r->units[k], CUE_VERB_BACK))
				return true;
	}
	return false;
}

/* The frame that answers best, of all or of those that the lead tells as news; -1: none. */
static int
best_frame(const struct reading *r, const struct frames *frames, bool lead)
{
	int best = -1, best_rank = 0;

	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *f = &frames->list[i];
		int rank = frame_rank(r, frames, f);

		if (rank > best_rank && !(lead && !lead_tells_news(r, f)) &&
			!is_purpose(r, frames, f) && !is_lent_for(r, frames, f)) {
			best = (int)i;
			best_rank = rank;
		}
	}
	return best;
}

int
main_frame(const struct reading *r, const struct frames *frames)
{
	int best = best_frame(r, frames, false);

	if (best >= 0 && frames->list[best].n_who == 1 && frames->list[best].money >= 0 &&
		is_own_spending(r, &frames->list[best])) {
		int with = spent_with(r, frames, &frames->list[best]);

		best = with >= 0 ? with : best;
	}
	return best;
}

int
lead_frame(const struct reading *r, const struct frames *frames)
{
	return best_frame(r, frames, true);
}
