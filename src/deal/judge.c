/*
 * judge - is the deal of a story news for a topic?
 *
 * Every rule that fires is a named feature; its points come from [weights]. The sum
 * goes through the logistic function: from one half on, a story is relevant.
 */
#include "judge.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "clause.h"
#include "lookalike.h"
#include "main_frame.h"
#include "topic.h"

enum { SMALL_SUM = 300000 };

static void hit(struct judgement *j, struct arena *arena, uint32_t first, uint32_t end,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));

static void
hit(struct judgement *j, struct arena *arena, uint32_t first, uint32_t end, const char *fmt, ...)
{
	struct rule_hit *h;
	char rule[64];
	va_list args;

	va_start(args, fmt);
	vsnprintf(rule, sizeof rule, fmt, args);
	va_end(args);
	for (unsigned i = 0; i < j->n_hits; i++)
		if (strcmp(j->hits[i].rule, rule) == 0)
			return;
	if (j->n_hits == REASONS_MAX)
		return;
	h = &j->hits[j->n_hits++];
	h->rule = arena_strdup(arena, rule);
	h->points = lexicon_weight(j->r->lexicon, rule, 0);
	h->first = first;
	h->end = end;
	j->points += h->points;
}

/* A trade speaks against a company that gets money or is bought, not against one that signs for AI. */
static bool
speaks_against(const struct judgement *j, const struct unit *unit, enum cue cue)
{
	bool signs = j->f->kind == KIND_PARTNERSHIP || j->f->kind == KIND_LICENSING ||
		     j->f->kind == KIND_COMPUTE || j->f->kind == KIND_CHIP_SUPPLY;

	if (cue == CUE_AGAINST_LAW && j->f->kind == KIND_ACQUISITION &&
		passage_has(&j->r->passages[0], CUE_WORD_CLEAR))
		return false; /* "regulator clears X's purchase of Y": of the deal */
	return unit_has(unit, cue) && !(cue == CUE_AGAINST_TRADE && signs && j->f->money >= 0);
}

static void
against_hits(struct judgement *j, struct arena *arena)
{
	const struct reading *r = j->r;

	for (size_t p = 0; p < r->n_passages; p++) {
		const struct passage *passage = &r->passages[p];

		if (!passage->title && !passage_is_lead(r, (uint32_t)p))
			break;
		for (uint32_t i = passage->first; i < passage->end; i++) {
			if (i == j->f->cue ||
				!unit_within(&r->units[i], CUE_AGAINST_STOCK, CUE_AGAINST_TRADE))
				continue;
			for (int cue = CUE_AGAINST_STOCK; cue <= CUE_AGAINST_TRADE; cue++)
				if (speaks_against(j, &r->units[i], (enum cue)cue))
					hit(j, arena, i, i + 1, "%s.%s%s",
						passage->title ? "title" : "lead",
						cue_name((enum cue)cue),
						passage->title && cue == CUE_AGAINST_OPINION &&
								!r->passages[j->f->passage].title
							? ".alone"
							: "");
		}
	}
}

/* "Opinion: ...", "Podcast | ...": the outlet itself says that it is no news. */
static bool
is_column(const struct reading *r)
{
	const struct passage *title = &r->passages[0];

	return title->end - title->first > 1 &&
	       unit_has(&r->units[title->first], CUE_AGAINST_OPINION) &&
	       (unit_is(r, title->first + 1, ":") || unit_is(r, title->first + 1, "|"));
}

static void
title_hits(struct judgement *j, struct arena *arena)
{
	const struct reading *r = j->r;
	const struct passage *title = &r->passages[0];
	const struct unit *first;

	if (r->n_passages == 0 || !title->title || title->first == title->end)
		return;
	first = &r->units[title->first];
	for (size_t p = 0; p < r->n_passages && r->passages[p].title; p++)
		for (uint32_t i = r->passages[p].first; i < r->passages[p].end; i++)
			if (unit_is(r, i, "?"))
				hit(j, arena, i, i + 1, "title.question");
			else if (unit_has(&r->units[i], CUE_WORD_SHARES))
				hit(j, arena, i, i + 1, "title.shares");
	if (r->tokens.list[first->first].flags & TOKEN_NUMBER && first->type == UNIT_WORD)
		hit(j, arena, title->first, title->first + 1, "title.begins-number");
	if (unit_has(first, CUE_AGAINST_OPINION))
		hit(j, arena, title->first, title->first + 1, "title.begins-question");
	if (is_column(r))
		hit(j, arena, title->first, title->first + 1, "title.column");
}

/* "Shares jump after a deal": the deal is the news all the same. */
static bool
title_speaks_of_shares(const struct reading *r)
{
	for (size_t p = 0; p < r->n_passages && r->passages[p].title; p++)
		if (passage_has(&r->passages[p], CUE_WORD_SHARES) ||
			passage_has(&r->passages[p], CUE_WORD_MOVE))
			return true;
	return false;
}

/* Does the title name a party of what the lead tells? */
static bool
title_names_party(const struct reading *r, const struct frame *f)
{
	const struct passage *title = &r->passages[0];

	for (uint32_t i = title->first; title->title && i < title->end; i++)
		for (unsigned k = 0; k < f->n_who && r->units[i].type == UNIT_COMPANY; k++)
			if (f->who[k].company == (int32_t)r->units[i].ref)
				return true;
	return false;
}

/* A lead that tells in plain words what the title only hints at: it names somebody of the title. */
static bool
is_told_by_lead(const struct judgement *j)
{
	for (unsigned i = 0; i < j->frames->n; i++) {
		const struct frame *other = &j->frames->list[i];

		if (!j->r->passages[other->passage].title &&
			passage_is_lead(j->r, other->passage) && other->solid && !other->before &&
			(other->money >= 0 || other->n_who > 1) && title_names_party(j->r, other))
			return true;
	}
	return false;
}

static bool
knows_two(const struct frame *f)
{
	unsigned n = 0;

	for (unsigned i = 0; i < f->n_who; i++)
		n += f->who[i].company != UNKNOWN;
	return n > 1;
}

/* A deal that only the lead tells: of somebody in the title, whose shares move for it, or not. */
static void
lead_hits(struct judgement *j, struct arena *arena)
{
	const struct frame *f = j->f;

	if (j->r->passages[f->passage].title) {
		if ((f->loose || !f->solid) && is_told_by_lead(j))
			hit(j, arena, f->first, f->end, "lead.tells");
		if (f->loose && knows_two(f))
			hit(j, arena, f->first, f->end, "loose.pair");
		return;
	}
	if (!title_names_party(j->r, f))
		hit(j, arena, f->first, f->end, "lead.elsewhere");
	else if (title_speaks_of_shares(j->r))
		hit(j, arena, f->first, f->end, "lead.cause");
}

/* The cue that the frame hangs on, as a rule's name. */
static const char *
frame_cue(const struct reading *r, const struct frame *f)
{
	const struct unit *unit = &r->units[f->cue];
	int first = f->verb ? CUE_VERB_ACQUIRE : CUE_NOUN_ACQUISITION;
	int last = f->verb ? CUE_VERB_EMERGE : CUE_NOUN_SALE;

	for (int cue = first; cue <= last; cue++)
		if (unit_has(unit, (enum cue)cue))
			return cue_name((enum cue)cue);
	return "sum.valuation";
}

/* "staff shift at X, Y-Z pact, new model from W": a list of news, of which the deal is one. */
static bool
is_list(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	uint32_t first = p->first, end = p->end;
	unsigned cuts = 0;

	for (uint32_t i = p->first; p->title && i < p->end; i++) {
		if (!unit_is_comma(r, i) && !unit_is(r, i, ";"))
			continue;
		cuts++;
		if (i < f->cue)
			first = i;
		else if (end == p->end)
			end = i;
	}
	if (cuts < 2 || f->n_who == 0)
		return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first < first || f->who[i].first > end)
			return false;
	return true;
}

/* Nobody whom the lexicon knows, and no sum: small firms that sign something. */
static bool
is_obscure(const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].company != UNKNOWN)
			return false;
	return f->n_who > 0 && f->money < 0 &&
	       (f->kind == KIND_PARTNERSHIP || f->kind == KIND_LICENSING ||
		       f->kind == KIND_COMPUTE || f->kind == KIND_CHIP_SUPPLY);
}

static void
frame_hits(struct judgement *j, struct arena *arena)
{
	const struct frame *f = j->f;
	const struct reading *r = j->r;
	struct side side = frame_side(r, f);

	hit(j, arena, f->first, f->end, "%s.%s%s", r->passages[f->passage].title ? "title" : "lead",
		f->planned ? "plan"
		: f->loose ? r->units[f->cue].type == UNIT_MONEY ? "sum" : "loose"
		: f->verb  ? "verb"
			   : "noun",
		f->solid ? ".solid" : "");
	if (!f->planned)
		hit(j, arena, f->cue, f->cue + 1, "%s", frame_cue(r, f));
	if (f->verb && f->kind == KIND_PARTNERSHIP && !f->solid &&
		units_have(r, f->cue + 1, f->end, CUE_NOUN_PARTNERSHIP))
		hit(j, arena, f->cue, f->end, "noun.partnership"); /* "deepen their alliance" */
	hit(j, arena, f->cue, f->cue + 1, "kind.%s", kind_name(f->kind));
	hit(j, arena, f->cue, f->cue + 1, "status.%s", status_name(f->status));
	hit(j, arena, f->cue, f->cue, "parties.%s",
		f->n_who == 0   ? "none"
		: f->n_who == 1 ? "one"
		: f->n_who == 2 ? "two"
				: "many");
	if (f->money >= 0)
		hit(j, arena, r->moneys[f->money].unit, r->moneys[f->money].unit + 1, "money%s",
			r->moneys[f->money].amount.usd < SMALL_SUM ? ".small" : "");
	for (uint32_t i = f->first; f->money < 0 && i < f->end; i++)
		if (unit_has(&r->units[i], CUE_SUM_VAGUE))
			hit(j, arena, i, i + 1, "money.vague");
	if (is_list(r, f))
		hit(j, arena, f->first, f->end, "title.list");
	if (is_obscure(f))
		hit(j, arena, f->first, f->end, "parties.obscure");
	if (is_sector(r, f))
		hit(j, arena, f->first, f->cue, "sector");
	if (f->kind == KIND_FUNDING_ROUND && collects_to_invest(r, f))
		hit(j, arena, f->first, f->cue, "fund.collects");
	else if (is_fund(r, f))
		hit(j, arena, f->first, f->cue, "fund");
	if (side.clause)
		hit(j, arena, f->cue, f->cue + 1, "side-clause%s",
			title_speaks_of_shares(r) ? ".shares"
			: side.after              ? ".after"
						  : "");
	if (side.when)
		hit(j, arena, f->cue, f->cue + 1, "side-clause.when");
	if (is_trader(r, f))
		hit(j, arena, f->first, f->cue, "trader");
	lead_hits(j, arena);
	if (is_share_count(r, f))
		hit(j, arena, f->first, f->end, "share-count");
	if (is_old_holding(r, f))
		hit(j, arena, f->cue, f->cue + 1, "old-holding");
	if (is_own_spending(r, f))
		hit(j, arena, f->cue, f->cue + 1, "own-spending");
}

void
judge_topic(struct judgement *j, const struct reading *r, const struct frames *frames,
	const struct frame *main, int topic, struct arena *arena)
{
	const char *link;
	uint32_t unit;

	*j = (struct judgement){ .r = r, .frames = frames, .f = main, .topic = topic };
	link = topic_link(j, &unit);
	if (!link)
		return;
	j->points = lexicon_weight(r->lexicon, "bias", 0);
	hit(j, arena, unit, unit + 1, "topic.%s", link);
	frame_hits(j, arena);
	against_hits(j, arena);
	title_hits(j, arena);
	j->score = 1 / (1 + exp(-j->points));
	j->relevant = j->score >= 0.5;
}
