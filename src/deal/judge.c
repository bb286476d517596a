/*
 * judge - is the deal of a story news for a topic?
 *
 * Every rule that fires is a named feature; its points come from [weights]. The sum
 * goes through the logistic function: from one half on, a story is relevant.
 */
#include "judge.h"

#include <math.h>
#include <string.h>

#include "frame/finite.h"
#include "lead.h"
#include "lookalike.h"
#include "main_frame.h"
#include "topic.h"

enum { SMALL_SUM = 300000 };

static void
hit(struct judgement *j, uint32_t first, uint32_t end, enum rule rule)
{
	uint64_t *fired = &j->fired[rule / 64], bit = UINT64_C(1) << rule % 64;
	double points = j->table->points[rule];

	if (*fired & bit || j->n_hits == REASONS_MAX)
		return;
	*fired |= bit;
	j->hits[j->n_hits++] = (struct rule_hit){ rule, points, first, end };
	j->points += points;
}

/* "launches a joint venture": what is launched is the deal itself. */
static bool
launches_deal(const struct judgement *j, uint32_t i)
{
	const struct frame *f = j->f;

	if (f->verb || i >= f->cue || !unit_is_verb(&j->r->units[i]))
		return false;
	for (uint32_t k = i + 1; k < f->cue; k++)
		if (unit_prep(&j->r->units[k]) || j->r->units[k].type == UNIT_MARK)
			return false;
	return true;
}

/* A trade speaks against a company that gets money or is bought, not against one that signs for AI. */
static bool
speaks_against(const struct judgement *j, const struct passage *p, uint32_t i, enum cue cue)
{
	const struct unit *unit = &j->r->units[i];
	bool signs = j->f->kind == KIND_PARTNERSHIP || j->f->kind == KIND_LICENSING ||
		     j->f->kind == KIND_COMPUTE || j->f->kind == KIND_CHIP_SUPPLY;

	if (cue == CUE_AGAINST_LAW && j->f->kind == KIND_ACQUISITION &&
		passage_has(&j->r->passages[0], CUE_WORD_CLEAR))
		return false; /* "regulator clears X's purchase of Y": of the deal */
	if (cue == CUE_AGAINST_LAUNCH && launches_deal(j, i))
		return false;
	if (cue == CUE_AGAINST_TRADE && ((signs && (j->f->money >= 0 || j->f->gigawatts > 0)) ||
						trade_is_of_topic(j->r, p, i)))
		return false;
	return unit_has(unit, cue);
}

static enum rule
against_rule(const struct judgement *j, const struct passage *passage, enum cue cue)
{
	if (!passage->title)
		return (enum rule)(RULE_LEAD + (int)cue);
	return cue == CUE_AGAINST_OPINION && !j->r->passages[j->f->passage].title
		       ? RULE_TITLE_OPINION_ALONE
		       : (enum rule)(RULE_TITLE + (int)cue);
}

static void
against_hits(struct judgement *j)
{
	const struct reading *r = j->r;

	for (size_t p = 0; p < r->n_passages; p++) {
		const struct passage *passage = &r->passages[p];

		if (!passage->title && !passage_is_lead(r, (uint32_t)p))
			break;
		if (!cues_within(&passage->cues, CUE_AGAINST_STOCK, CUE_AGAINST_TRADE))
			continue; /* as most */
		for (uint32_t i = passage->first; i < passage->end; i++) {
			if (i == j->f->cue ||
				!unit_within(&r->units[i], CUE_AGAINST_STOCK, CUE_AGAINST_TRADE))
				continue;
			for (int cue = CUE_AGAINST_STOCK; cue <= CUE_AGAINST_TRADE; cue++)
				if (speaks_against(j, passage, i, (enum cue)cue))
					hit(j, i, i + 1, against_rule(j, passage, (enum cue)cue));
		}
	}
}

/* "Week in review: ...": what follows is a list of news. */
static bool
is_rubric(const struct reading *r)
{
	const struct passage *title = &r->passages[0];

	for (uint32_t i = title->first + 2; i < title->end;
		i++) /* "..., and more", "and more in" */
		if (unit_is(r, i, "more") && unit_has(&r->units[i - 1], CUE_WORD_AND) &&
			(i + 1 == title->end || r->units[i + 1].type == UNIT_MARK ||
				unit_prep(&r->units[i + 1]) == CUE_PREP_IN))
			return true;
	for (uint32_t i = title->first; i < title->end; i++) {
		if (unit_has(&r->units[i], CUE_WORD_RUBRIC))
			return true;
		if (unit_is(r, i, ":") || unit_is(r, i, "|"))
			return false;
	}
	return false;
}

/* "Opinion: ...", "Podcast | ...": the outlet itself says that it is no news. */
static bool
is_column(const struct reading *r)
{
	const struct passage *title = &r->passages[0];

	if (is_rubric(r))
		return true;
	return title->end - title->first > 1 &&
	       unit_has(&r->units[title->first], CUE_AGAINST_OPINION) &&
	       (unit_is(r, title->first + 1, ":") || unit_is(r, title->first + 1, "|"));
}

static void
title_hits(struct judgement *j)
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
				hit(j, i, i + 1, RULE_TITLE_QUESTION);
			else if (unit_has(&r->units[i], CUE_WORD_SHARES))
				hit(j, i, i + 1, RULE_TITLE_SHARES);
			else if (unit_is_number(r, i) && title_dates_it(r, &r->passages[p], i))
				hit(j, i, i + 1, (enum rule)(RULE_TITLE + CUE_AGAINST_PAST));
	if (unit_is_number(r, title->first))
		hit(j, title->first, title->first + 1, RULE_TITLE_BEGINS_NUMBER);
	if (unit_has(first, CUE_AGAINST_OPINION))
		hit(j, title->first, title->first + 1, RULE_TITLE_BEGINS_QUESTION);
	if (is_column(r))
		hit(j, title->first, title->first + 1, RULE_TITLE_COLUMN);
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

static bool
knows_two(const struct frame *f)
{
	unsigned n = 0;

	for (unsigned i = 0; i < f->n_who; i++)
		n += f->who[i].company != UNKNOWN;
	return n > 1;
}

/* A deal that only the lead tells: as news or not, of somebody in the title or not. */
static void
lead_hits(struct judgement *j)
{
	const struct frame *f = j->f;

	if (j->r->passages[f->passage].title) {
		if ((f->loose || !f->solid) && is_told_by_lead(j->r, j->frames))
			hit(j, f->first, f->end, RULE_LEAD_TELLS);
		if (f->loose && knows_two(f))
			hit(j, f->first, f->end, RULE_LOOSE_PAIR);
		return;
	}
	if (lead_is_dated(j->r, f))
		hit(j, f->first, f->end, RULE_LEAD_DATED);
	else if (lead_tells_news(j->r, f))
		hit(j, f->first, f->end, RULE_LEAD_NEWS);
	if (!lead_names_party_of_title(j->r, f))
		hit(j, f->first, f->end,
			title_teases(j->r) ? RULE_LEAD_TEASED : RULE_LEAD_ELSEWHERE);
	else if (title_speaks_of_shares(j->r))
		hit(j, f->first, f->end, RULE_LEAD_CAUSE);
}

/* The rule of the cue that the frame hangs on. */
static enum rule
cue_rule(const struct reading *r, const struct frame *f)
{
	enum cue cue = cues_first(&r->units[f->cue].cues,
		f->verb ? CUE_VERB_ACQUIRE : CUE_NOUN_ACQUISITION,
		f->verb ? CUE_VERB_EMERGE : CUE_NOUN_SALE);

	return (enum rule)(RULE_CUE + (int)(cue ? cue : CUE_SUM_VALUATION));
}

static enum shape
frame_shape(const struct reading *r, const struct frame *f)
{
	if (f->planned)
		return SHAPE_PLAN;
	if (f->loose)
		return r->units[f->cue].type == UNIT_MONEY ? SHAPE_SUM : SHAPE_LOOSE;
	return f->verb ? SHAPE_VERB : SHAPE_NOUN;
}

static enum rule
side_rule(const struct reading *r, struct side side)
{
	return title_speaks_of_shares(r) ? RULE_SIDE_CLAUSE_SHARES
	       : side.after              ? RULE_SIDE_CLAUSE_AFTER
					 : RULE_SIDE_CLAUSE;
}

/* "X buys Y, a maker of Z, for": a sentence that begins with the deal goes on about it. */
static bool
begins_with_deal(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = p->first; i <= f->cue; i++)
		if (unit_is_verb_here(r, p, i) && (i == p->first || !unit_is_to(r, i - 1)))
			return true;
	return f->verb && f->n_who > 0;
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
	if (cuts < 2 || f->n_who == 0 || (first == p->first && begins_with_deal(r, f)))
		return false;
	if (!f->verb && f->cue == first + 1 && f->cue + 1 == end)
		return true; /* ", partnerships,": whose is not told */
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
frame_hits(struct judgement *j)
{
	const struct frame *f = j->f;
	const struct reading *r = j->r;
	struct side side = frame_side(r, f);
	bool sector = is_sector(r, f);

	/* "How start-ups took in $9bn": a sector's total is nobody's deal */
	hit(j, f->first, f->end,
		rule_of_shape(r->passages[f->passage].title, frame_shape(r, f),
			f->solid && (f->n_who > 0 || !sector)));
	if (!f->planned)
		hit(j, f->cue, f->cue + 1, cue_rule(r, f));
	if (f->verb && f->kind == KIND_PARTNERSHIP && !f->solid &&
		units_have(r, f->cue + 1, f->end, CUE_NOUN_PARTNERSHIP))
		hit(j, f->cue, f->end,
			(enum rule)(RULE_CUE + CUE_NOUN_PARTNERSHIP)); /* "deepen their alliance" */
	hit(j, f->cue, f->cue + 1, (enum rule)(RULE_KIND + (int)f->kind));
	hit(j, f->cue, f->cue + 1, (enum rule)(RULE_STATUS + (int)f->status));
	hit(j, f->cue, f->cue,
		f->n_who == 0   ? RULE_PARTIES_NONE
		: f->n_who == 1 ? RULE_PARTIES_ONE
		: f->n_who == 2 ? RULE_PARTIES_TWO
				: RULE_PARTIES_MANY);
	if (f->money >= 0)
		hit(j, r->moneys[f->money].unit, r->moneys[f->money].unit + 1,
			r->moneys[f->money].amount.usd < SMALL_SUM ? RULE_MONEY_SMALL : RULE_MONEY);
	for (uint32_t i = f->first; f->money < 0 && i < f->end; i++)
		if (unit_has(&r->units[i], CUE_SUM_VAGUE))
			hit(j, i, i + 1, RULE_MONEY_VAGUE);
	if (is_list(r, f))
		hit(j, f->first, f->end, RULE_TITLE_LIST);
	if (is_obscure(f))
		hit(j, f->first, f->end, RULE_PARTIES_OBSCURE);
	if (sector)
		hit(j, f->first, f->cue, RULE_SECTOR);
	if (f->kind == KIND_FUNDING_ROUND && collects_to_invest(r, f))
		hit(j, f->first, f->cue, RULE_FUND_COLLECTS);
	else if (is_fund(r, f))
		hit(j, f->first, f->cue, RULE_FUND);
	if (side.clause)
		hit(j, f->cue, f->cue + 1, side_rule(r, side));
	if (side.when)
		hit(j, f->cue, f->cue + 1, RULE_SIDE_CLAUSE_WHEN);
	if (is_trader(r, f))
		hit(j, f->first, f->cue, RULE_TRADER);
	lead_hits(j);
	if (is_share_count(r, f))
		hit(j, f->first, f->end, RULE_SHARE_COUNT);
	if (is_old_holding(r, f))
		hit(j, f->cue, f->cue + 1, RULE_OLD_HOLDING);
	if (is_own_spending(r, f))
		hit(j, f->cue, f->cue + 1, RULE_OWN_SPENDING);
}

/* Not the hits: their list is long, and counts for nothing beyond their number. */
static void
judgement_init(struct judgement *j, const struct rule_table *table, const struct reading *r,
	const struct frames *frames, const struct frame *main, int topic)
{
	j->table = table;
	j->r = r;
	j->frames = frames;
	j->f = main;
	j->topic = topic;
	j->n_hits = 0;
	memset(j->fired, 0, sizeof j->fired);
	j->points = j->score = 0;
	j->relevant = j->faint = false;
}

/* What speaks for the deal and against it, but for what ties it to the topic. */
static void
weigh(struct judgement *j)
{
	frame_hits(j);
	against_hits(j);
	title_hits(j);
}

/*
 * Would it be news if its parties were known to be of the topic? That a deal is off is told in
 * fewer words than that there is one.
 */
static bool
is_faint(const struct judgement *j, enum rule link)
{
	const double *points = j->table->points;
	double tied = j->points + points[RULE_TOPIC_PARTY] - (link == N_RULES ? 0 : points[link]);

	return tied >= (status_is_down(j->f->status) ? -2.0 : 0);
}

void
judge_topic(struct judgement *j, const struct rule_table *table, const struct reading *r,
	const struct frames *frames, const struct frame *main, int topic)
{
	enum rule link;
	uint32_t unit;

	judgement_init(j, table, r, frames, main, topic);
	link = topic_link(j, &unit);
	j->points = table->points[RULE_BIAS];
	if (link != N_RULES)
		hit(j, unit, unit + 1, link);
	weigh(j);
	j->faint = is_faint(j, link);
	if (link == N_RULES) {
		j->points = 0;
		j->n_hits = 0;
		return;
	}
	j->score = 1 / (1 + exp(-j->points));
	j->relevant = j->score >= 0.5;
}
