/*
 * lead - a deal that the title only hints at: does the lead tell it, and as news?
 */
#include "lead.h"

#include "base/clock.h"
#include "main_frame.h"

enum { YEAR_DIGITS = 4, YEAR_FIRST = 1990 };

/* Is the unit the company, or for one that the lexicon has not, the first word of its name? */
static bool
is_named_by(const struct reading *r, const struct who *who, const struct unit *unit)
{
	if (who->company != UNKNOWN)
		return unit->type == UNIT_COMPANY && who->company == (int32_t)unit->ref;
	return unit->flags & UNIT_CAPITAL &&
	       token_is(
		       &r->tokens, unit->first, token_text(&r->tokens, r->units[who->first].first));
}

bool
lead_names_party_of_title(const struct reading *r, const struct frame *f)
{
	const struct passage *title = &r->passages[0];

	for (uint32_t i = title->first; title->title && i < title->end; i++)
		for (unsigned k = 0; k < f->n_who; k++)
			if (is_named_by(r, &f->who[k], &r->units[i]))
				return true;
	return false;
}

bool
is_told_by_lead(const struct reading *r, const struct frames *frames)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if (!r->passages[other->passage].title && passage_is_lead(r, other->passage) &&
			other->solid && !other->before && (other->money >= 0 || other->n_who > 1) &&
			lead_names_party_of_title(r, other))
			return true;
	}
	return false;
}

bool
title_teases(const struct reading *r)
{
	const struct passage *title = &r->passages[0];

	for (uint32_t i = title->first; title->title && i < title->end; i++)
		if (r->units[i].type == UNIT_COMPANY && !(r->units[i].flags & UNIT_ASIDE))
			return false;
	return true;
}

/* Did the year that the unit tells begin so many years ago, or more? */
static bool
is_year_gone(const struct reading *r, uint32_t i, int gone)
{
	const struct token *token = &r->tokens.list[r->units[i].first];
	int year = 0;

	if (!unit_is_number(r, i) || token->len != YEAR_DIGITS || r->story->undated)
		return false;
	for (size_t k = 0; k < YEAR_DIGITS; k++)
		year = 10 * year + (r->tokens.text[token->at + k] - '0');
	return year >= YEAR_FIRST && clock_utc(year + gone, 1, 1, 0, 0, 0) <= r->story->published;
}

bool
title_dates_it(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i] - 1;

	return i > p->first && is_year_gone(r, i, 2) &&
	       (unit_is(r, i - 1, "in") || unit_has(before, CUE_WORD_THE) ||
		       before->flags & UNIT_POSSESSED || before->type == UNIT_MARK);
}

/* "plans to raise $2bn in March", "is in talks to buy": it is still to come. */
static bool
is_ahead(const struct reading *r, const struct frame *f)
{
	return f->verb && (f->status == STATUS_TALKS || unit_is_to(r, f->cue - 1) ||
				  unit_is(r, f->cue - 1, "will"));
}

/* "in March", "in 2024" */
static bool
is_date(const struct reading *r, uint32_t i)
{
	return unit_is(r, i - 1, "in") &&
	       ((unit_has(&r->units[i], CUE_WORD_MONTH) && r->units[i].flags & UNIT_CAPITAL) ||
		       is_year_gone(r, i, 1));
}

/* "X and Y rent out chips": what they do every day */
static bool
is_habit(const struct reading *r, const struct frame *f)
{
	return f->verb && r->units[f->cue].forms == FORM_BASE && !unit_is_to(r, f->cue - 1) &&
	       !unit_has(&r->units[f->cue - 1], CUE_WORD_ADVERB); /* "will supply" */
}

bool
lead_is_dated(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	uint32_t end =
		f->verb ? p->end : f->end; /* a noun's sentence may go on to when it begins */

	if (f->before || is_habit(r, f))
		return true;
	for (uint32_t i = p->first + 1; i < end && !is_ahead(r, f); i++)
		if (is_date(r, i))
			return true;
	return false;
}

/* Whoever gives and gets is named, or a sum; that firms work together the title would tell. */
static bool
has_substance(const struct frame *f)
{
	if (f->money < 0)
		return f->n_who > 1 && f->kind != KIND_PARTNERSHIP;
	return f->n_who > (f->kind == KIND_INVESTMENT);
}

bool
lead_tells_news(const struct reading *r, const struct frame *f)
{
	struct side side;

	if (!f->verb || !f->solid || !has_substance(f) || f->who[0].first >= f->cue ||
		r->passages[f->passage].title || !passage_is_lead(r, f->passage) ||
		lead_is_dated(r, f))
		return false;
	side = frame_side(r, f);
	return !side.clause && !side.when;
}
