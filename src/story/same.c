/*
 * same - are these two one deal? Facts decide, words help, vetoes come first.
 *
 * Points are given for shared parties, kind, sums, words and nearness in time; a
 * contradiction takes them away. The figures are by judgement, checked on labelled
 * stories: no one of parties, sum or words alone reaches the threshold.
 */
#include "story/same.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

#define POINTS_SAME 5.0 /* and more: one deal */
#define POINTS_NEAR 3.0

enum side { SIDE_NONE, SIDE_PAYS, SIDE_PAID };

static enum side
role_side(unsigned role)
{
	return role_pays(role) ? SIDE_PAYS : role_is_paid(role) ? SIDE_PAID : SIDE_NONE;
}

struct judge {
	const struct face *deal, *story;
	const struct words *words; /* of the story's title, or NULL */
	struct opinion *opinion;
	size_t shared;               /* parties in both */
	size_t shared_paid;          /* of them: targets, suppliers … in both */
	bool story_more, deal_more;  /* parties that the other one lacks */
	bool clash_pays, clash_paid; /* both name somebody on that side, and nobody in common */
	unsigned flips_to_pay, flips_to_paid; /* shared parties that change sides */
	bool sum_near, sum_far;               /* both have sums */
	bool veto;
	bool silent; /* points only: the words are for the few that matter */
};

PRINTF_LIKE(3, 4)
static void
judge_say(struct judge *judge, double points, const char *fmt, ...)
{
	struct opinion *opinion = judge->opinion;
	size_t len = judge->silent ? 0 : strlen(opinion->why);
	va_list args;

	opinion->points += points;
	if (judge->silent)
		return;
	if (len > 0 && len + 3 < sizeof opinion->why) {
		memcpy(opinion->why + len, "; ", 3);
		len += 2;
	}
	va_start(args, fmt);
	vsnprintf(opinion->why + len, sizeof opinion->why - len, fmt, args);
	va_end(args);
}

PRINTF_LIKE(2, 3)
static void
judge_veto(struct judge *judge, const char *fmt, ...)
{
	struct opinion *opinion = judge->opinion;
	va_list args;

	judge->veto = true;
	if (judge->silent)
		return;
	va_start(args, fmt);
	vsnprintf(opinion->why, sizeof opinion->why, fmt, args);
	va_end(args);
}

/* Named often enough to be the deal's own, and not one story's slip. */
static bool
party_is_core(const struct face *deal, const struct face_party *party)
{
	return deal->n_stories <= 2 || (party->n >= 2 && party->n * 5u >= deal->n_stories);
}

static bool
words_name(const struct words *words, uint64_t key)
{
	for (size_t i = 0; words && i < words->n_names; i++)
		if (words->names[i] == key)
			return true;
	return false;
}

static bool
kind_is_equity(enum deal_kind kind)
{
	return kind == KIND_INVESTMENT || kind == KIND_FUNDING_ROUND || kind == KIND_STAKE;
}

static bool
kind_is_supply(enum deal_kind kind)
{
	return kind == KIND_CHIP_SUPPLY || kind == KIND_COMPUTE;
}

static unsigned
shared_words(const struct face *deal, const struct face *story)
{
	unsigned n = 0;

	for (size_t i = 0; i < story->n_words; i++)
		for (size_t j = 0; j < deal->n_words; j++)
			if (story->words[i].hash == deal->words[j].hash)
				n++;
	return n;
}

/* Seconds between the story and the deal's nearest one; 0 in between. */
static int64_t
gap_of(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return story->first > deal->last    ? story->first - deal->last
	       : story->first < deal->first ? deal->first - story->first
					    : 0;
}

static bool
kinds_are_kin(enum deal_kind a, enum deal_kind b)
{
	bool loose_a = a == KIND_PARTNERSHIP || a == KIND_LICENSING,
	     loose_b = b == KIND_PARTNERSHIP || b == KIND_LICENSING;

	return (kind_is_equity(a) && kind_is_equity(b)) ||
	       (kind_is_supply(a) && kind_is_supply(b)) || (kind_is_supply(a) && loose_b) ||
	       (loose_a && kind_is_supply(b)) || (loose_a && loose_b) ||
	       (a == KIND_STAKE && b == KIND_ACQUISITION) ||
	       (a == KIND_ACQUISITION && b == KIND_STAKE);
}

/*
 * Has the story a party of its own that is paid? A start-up that is bought or funded nobody may
 * know, but who sells chips or rents out clouds is known: one who isn't is likely misread.
 */
static bool
story_names_paid(const struct face *story)
{
	for (size_t i = 0; i < story->n_parties; i++) {
		const struct face_party *party = &story->parties[i];

		if (role_side(party->role) == SIDE_PAID &&
			(party->known || !kind_is_supply(story->kind)))
			return true;
	}
	return false;
}

/*
 * The story's title names a party of the deal that isn't read as one of the story's. Where the
 * story has its own on the side that is paid, it may be no more than a mention ("X backs Y, a
 * rival of Z"), unless the sum is the same.
 */
static bool
title_names(const struct judge *judge, const struct face_party *party)
{
	bool paid = role_side(party->role) == SIDE_PAID;

	return words_name(judge->words, party->key) &&
	       (judge->sum_near || !paid || !story_names_paid(judge->story));
}

/* Who is in both, and who stands against whom? */
static void
judge_parties(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	unsigned deal_pays = 0, deal_paid = 0, story_pays = 0, story_paid = 0, both_pays = 0,
		 both_paid = 0;

	for (size_t i = 0; i < deal->n_parties; i++) {
		const struct face_party *own = &deal->parties[i];
		const struct face_party *other = face_party(story, own->key);
		enum side side = role_side(own->role);
		bool core = party_is_core(deal, own);

		if (other) {
			enum side theirs = role_side(other->role);

			judge->shared += core;
			both_pays += side == SIDE_PAYS || theirs == SIDE_PAYS;
			both_paid += side == SIDE_PAID || theirs == SIDE_PAID;
			judge->shared_paid += core && side == SIDE_PAID && theirs == SIDE_PAID;
			judge->flips_to_pay += side == SIDE_PAID && theirs == SIDE_PAYS;
			judge->flips_to_paid += side == SIDE_PAYS && theirs == SIDE_PAID;
		} else if (title_names(judge, own)) {
			judge->shared += core;
			judge->shared_paid += core && side == SIDE_PAID;
			both_pays += side == SIDE_PAYS;
			both_paid += side == SIDE_PAID;
		} else if (core) {
			judge->deal_more = true;
			deal_pays += side == SIDE_PAYS;
			deal_paid += side == SIDE_PAID;
		}
	}
	for (size_t i = 0; i < story->n_parties; i++) {
		enum side side = role_side(story->parties[i].role);

		if (face_party(deal, story->parties[i].key))
			continue;
		judge->story_more = true;
		story_pays += side == SIDE_PAYS;
		story_paid += side == SIDE_PAID;
	}
	judge->clash_pays = deal_pays && story_pays && !both_pays;
	judge->clash_paid = deal_paid && story_paid && !both_paid;
}

static void
judge_sums(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	for (size_t i = 0; i < deal->n_figures; i++)
		for (size_t j = 0; j < story->n_figures; j++)
			if (deal->figures[i].currency == story->figures[j].currency &&
				units_near(deal->figures[i].units, story->figures[j].units))
				judge->sum_near = true;
	judge->sum_far = !judge->sum_near && deal->n_figures > 0 && story->n_figures > 0;
}

static void
judge_kinds(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	if (deal->kind == story->kind)
		judge_say(judge, 2.0, "same kind");
	else if (judge->sum_far && !kinds_are_kin(deal->kind, story->kind))
		judge_veto(judge, "another kind with another sum");
	else if (deal->kinds & 1u << story->kind || story->kinds & 1u << deal->kind)
		judge_say(judge, 1.5, "a kind in common");
	else if (kinds_are_kin(deal->kind, story->kind))
		judge_say(judge, 1.0, "kindred kinds");
	else if (kind_is_open(deal->kind) || kind_is_open(story->kind))
		judge_say(judge, 1.0, "one is told as no more than a partnership");
	else if (judge->sum_near || (judge->shared >= 2 && gap_of(judge) <= DAY + DAY / 2))
		judge_say(judge, -1.0, "another kind");
	else
		judge_say(judge, -3.0, "another kind");
}

static unsigned
likest_sketch(const struct face *deal, const struct face *story)
{
	unsigned best = 0;

	for (size_t i = 0; story->n_sketches && i < deal->n_sketches; i++) {
		unsigned alike = sketch_alike(deal->sketches[i], story->sketches[0]);

		if (alike > best)
			best = alike;
	}
	return best;
}

static void
judge_words(struct judge *judge)
{
	unsigned alike = likest_sketch(judge->deal, judge->story);
	unsigned shared = shared_words(judge->deal, judge->story);

	if (alike >= SKETCH_N * 3 / 4)
		judge_say(judge, 5.0, "nearly the same words");
	else if (alike >= SKETCH_N / 2)
		judge_say(judge, 2.5, "much the same words");
	else if (shared > 0)
		judge_say(judge, shared < 4 ? 0.6 * shared : 2.4, "%u rare word%s in common",
			shared, shared == 1 ? "" : "s");
}

static void
judge_time(struct judge *judge)
{
	int64_t gap = gap_of(judge);

	if (gap <= DAY + DAY / 2)
		judge_say(judge, 1.0, "%lld h apart", (long long)(gap / HOUR));
	else
		judge_say(judge,
			gap <= 4 * DAY   ? 0.5
			: gap <= 7 * DAY ? 0
					 : -0.5,
			"%lld days apart", (long long)(gap / DAY));
}

/* One goes to the market, the other is a round among investors. */
static bool
facets_oppose(unsigned deal, unsigned story)
{
	return (deal & FACET_IPO && story & FACET_RAISE && !(story & FACET_IPO)) ||
	       (story & FACET_IPO && deal & FACET_RAISE && !(deal & FACET_IPO));
}

static bool
rounds_oppose(unsigned deal, unsigned story)
{
	return deal & FACET_ROUNDS && story & FACET_ROUNDS && !(deal & story & FACET_ROUNDS);
}

static void
judge_facets(struct judge *judge)
{
	unsigned deal = judge->deal->facets, story = judge->story->facets;

	if (rounds_oppose(deal, story))
		judge_veto(judge, "another round");
	else if (deal & story & FACET_IPO && kind_is_equity(judge->story->kind))
		judge_say(judge, 1.5, "both of going public");
	else if (facets_oppose(deal, story) && !judge->sum_near)
		judge_say(judge, -2.0, "one of going public, one of a round");
}

/* A company raises, or is sold, once at a time: while they talk, the sum is not settled. */
static bool
sum_may_move(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return judge->shared_paid > 0 && deal->kind == story->kind &&
	       (deal->kind == KIND_FUNDING_ROUND || deal->kind == KIND_ACQUISITION) &&
	       deal->status == STATUS_TALKS;
}

/* Stake, gigawatts and valuation: rarely equal by chance. */
static void
judge_terms(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	if (deal->stake_percent > 0 && story->stake_percent > 0) {
		bool equal = deal->stake_percent - story->stake_percent < 0.6 &&
			     story->stake_percent - deal->stake_percent < 0.6;

		judge_say(judge, equal ? 1.0 : -0.5, equal ? "same stake" : "another stake");
	}
	if (deal->gigawatts > 0 && story->gigawatts > 0 &&
		units_near((int64_t)(deal->gigawatts * 1000), (int64_t)(story->gigawatts * 1000)))
		judge_say(judge, 1.5, "same power");
	if (units_near(deal->valuation, story->valuation))
		judge_say(judge, 1.5, "same valuation");
	if (judge->sum_near)
		judge_say(judge, 3.0, "same sum");
	else if (judge->sum_far && !sum_may_move(judge))
		judge_say(judge, -1.0, "another sum");
}

/*
 * Who paid is paid now, and the other way round: another deal, where money for shares or a
 * loan has a clear direction. Of chips and partnerships, outlets (and we) read it loosely, and
 * of two companies one buys the other only once.
 */
static bool
sides_swapped(const struct judge *judge)
{
	enum deal_kind a = judge->deal->kind, b = judge->story->kind;
	bool directed = (kind_is_equity(a) && kind_is_equity(b)) || (a == b && a == KIND_DEBT);

	return directed && judge->flips_to_pay > 0 && judge->flips_to_paid > 0 && judge->shared < 3;
}

/*
 * The same buyer, kind, day and sum, and told in like words: then the other party is one that
 * one of the outlets calls otherwise, or that we misread.
 */
static bool
told_alike(const struct judge *judge)
{
	return judge->shared > 0 && judge->sum_near && judge->deal->kind == judge->story->kind &&
	       gap_of(judge) <= DAY && shared_words(judge->deal, judge->story) >= 2;
}

/*
 * What the parties in common are worth. Two make a pair, which few deals share. One is
 * worth much where it is the whole story on both sides, or is what is bought or funded:
 * that happens to it once in a while. A buyer, an investor, a supplier has many deals.
 */
static void
judge_bonds(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool round = deal->kind == KIND_FUNDING_ROUND || story->kind == KIND_FUNDING_ROUND;
	bool stake = deal->kind == KIND_STAKE && story->kind == KIND_STAKE;
	bool kin = deal->kind == story->kind || kinds_are_kin(deal->kind, story->kind);
	bool object = judge->shared_paid > 0 && kin &&
		      (deal->kind == KIND_ACQUISITION || round || deal->kind == KIND_DEBT);

	if (judge->clash_paid && told_alike(judge))
		judge_say(judge, -2.0, "another party on the side that is paid");
	else if (judge->clash_paid)
		judge_veto(judge, "another party on the side that is paid");
	else if (judge->clash_pays && !(round && (judge->sum_near || !judge->sum_far)) &&
		 !judge->sum_near)
		judge_veto(judge, "another party on the side that pays");
	else if (sides_swapped(judge) && !judge->sum_near)
		judge_veto(judge, "the parties' roles are the other way round");
	else if (judge->shared >= 2)
		judge_say(judge, 5.0, "%zu parties in both", judge->shared);
	else if (judge->shared == 1 && !judge->story_more && !judge->deal_more)
		judge_say(judge, 3.0, "the same one party");
	else if (judge->shared == 1 && object)
		judge_say(judge, 3.0, "the same company bought, funded or lent to");
	else if (judge->shared == 1 && stake && judge->shared_paid > 0)
		judge_say(judge, 2.0, "a stake in the same company");
	else if (judge->shared == 1)
		judge_say(judge, 1.0, "one party in both");
	else if (deal->n_parties && story->n_parties)
		judge_say(judge, -2.0, "no party in both");
	if (!judge->veto && judge->flips_to_pay + judge->flips_to_paid > 0)
		judge_say(judge, judge->shared == 1 ? -1.5 : -0.5, "another role");
}

/* Is every sum of one more than twice every sum of the other? */
static bool
sums_far_apart(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	for (size_t i = 0; i < deal->n_figures; i++) {
		for (size_t j = 0; j < story->n_figures; j++) {
			int64_t a = deal->figures[i].units, b = story->figures[j].units;

			if (deal->figures[i].currency == story->figures[j].currency && a <= 2 * b &&
				b <= 2 * a)
				return false;
		}
	}
	return judge->sum_far;
}

/* A firm deal's sum may be corrected soon after, but weeks later it is the next deal. */
static void
judge_succession(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool firm = (deal->status == STATUS_AGREED || deal->status == STATUS_CLOSED) &&
		    (story->status == STATUS_AGREED || story->status == STATUS_CLOSED);

	if (firm && sums_far_apart(judge) && story->first - deal->last > 3 * DAY)
		judge_say(judge, -3.0, "both firm with far sums");
}

static void
judge_all(struct judge *judge)
{
	static void (*const steps[])(struct judge * judge) = { judge_bonds, judge_kinds,
		judge_terms, judge_facets, judge_words, judge_succession, judge_time };

	judge->opinion->points = 0;
	judge->veto = false;
	for (size_t i = 0; i < ARRAY_LEN(steps) && !judge->veto; i++)
		steps[i](judge);
}

void
same_judge(const struct face *deal, const struct face *story, const struct words *words,
	struct opinion *ret_opinion)
{
	struct judge judge = {
		.deal = deal, .story = story, .words = words, .opinion = ret_opinion, .silent = true
	};
	double points;

	ret_opinion->why[0] = '\0';
	judge_sums(&judge);
	judge_parties(&judge);
	judge_all(&judge);
	points = ret_opinion->points;
	ret_opinion->same = !judge.veto && points >= POINTS_SAME;
	ret_opinion->near = !ret_opinion->same && (judge.veto ? judge.shared >= 2 || judge.sum_near
							      : points >= POINTS_NEAR);
	if (!ret_opinion->same && !ret_opinion->near)
		return;
	judge.silent = false;
	judge_all(&judge);
}

static bool
is_off(enum deal_status status)
{
	return status == STATUS_DENIED || status == STATUS_COLLAPSED;
}

/* --- later steps ------------------------------------------------------------ */

/* Of one kind, as far as they say, or both of money for shares. */
static bool
kinds_agree(const struct judge *judge)
{
	enum deal_kind a = judge->deal->kind, b = judge->story->kind;

	return a == b || (kind_is_equity(a) && kind_is_equity(b)) ||
	       ((kind_is_open(a) || kind_is_open(b)) && !judge->sum_far);
}

static bool
is_takeover(const struct face *face)
{
	return face->kind == KIND_ACQUISITION ||
	       (face->kind == KIND_STAKE && face->stake_percent > 50);
}

/* Both tell of the same parties, and the story of nobody else. */
static bool
parties_agree(const struct judge *judge)
{
	return judge->shared >= 2 && !judge->story_more;
}

/* Both tell of one and the same party, for the same sum, in like words. */
static bool
party_agrees(const struct judge *judge)
{
	return judge->shared == 1 && !judge->story_more && !judge->deal_more && judge->sum_near &&
	       shared_words(judge->deal, judge->story) >= 2;
}

/* Who paid is paid now, and nothing else says that it is the same. */
static bool
is_swapped(const struct judge *judge)
{
	return judge->flips_to_pay + judge->flips_to_paid > 0 && !judge->sum_near;
}

/* "Another $4bn": by its own words not the deal that is known. */
static bool
is_another(const struct judge *judge)
{
	return judge->story->facets & ~judge->deal->facets & FACET_ANOTHER;
}

/* Done, held up, or off: no news of a deal that nobody knows. */
static bool
status_ends(enum deal_status status)
{
	return status == STATUS_CLOSED || status == STATUS_STALLED || is_off(status);
}

/* Reviewed, voted on, done, held up or off. */
static bool
is_further_step(const struct face *story)
{
	return story->facets & FACET_REVIEW || status_ends(story->status);
}

/* From the filing to the price takes weeks; who pulls its listing files anew. */
static bool
goes_public(const struct judge *judge)
{
	return judge->deal->kind == judge->story->kind &&
	       judge->deal->facets & judge->story->facets & FACET_IPO && judge->shared_paid > 0 &&
	       !is_off(judge->deal->status);
}

/*
 * A company is sold to one buyer once: review, vote, completion and collapse are of that sale,
 * whatever its price is by then, whoever else is named, and whichever of two is read as the
 * buyer. Only after a collapse may it be for sale again. Partners may become one later: what
 * is told as no more than a deal is the sale only by its sum or as a further step.
 */
static bool
is_bought(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	bool both = is_takeover(deal) && is_takeover(story);
	bool told = (is_takeover(deal) || is_takeover(story)) && kinds_agree(judge) &&
		    (judge->sum_near || is_further_step(story));

	return (both || told) && judge->shared >= 2 && !judge->clash_paid && !judge->clash_pays &&
	       (!is_off(deal->status) || is_off(story->status));
}

/*
 * Who talked of a deal has it weeks later, for another sum if need be. A company raises once at
 * a time: whoever leads its round at last, it is the one that it talked of, if it has its size.
 */
static bool
comes_of_talks(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool round = deal->kind == KIND_FUNDING_ROUND && story->kind == KIND_FUNDING_ROUND &&
		     judge->shared_paid > 0 && !judge->clash_pays && !sums_far_apart(judge);
	bool pair = parties_agree(judge) && kinds_agree(judge) && !is_swapped(judge);

	return deal->status == STATUS_TALKS && (round || pair) &&
	       !rounds_oppose(deal->facets, story->facets) &&
	       !facets_oppose(deal->facets, story->facets);
}

/*
 * Only what is known already is reviewed, cleared or voted on. Whether a licence, with the people
 * hired along, is a takeover is what the review is about.
 */
static bool
is_reviewed(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool merger = is_takeover(story) && deal->kind == KIND_LICENSING;

	return story->facets & FACET_REVIEW && judge->shared >= 2 && !judge->clash_paid &&
	       !judge->clash_pays && (kinds_agree(judge) || merger) && !judge->sum_far &&
	       !is_off(deal->status);
}

/* What was promised is paid in parts. */
static bool
pays_rest(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return story->facets & FACET_REST && kind_is_equity(deal->kind) && parties_agree(judge) &&
	       kinds_agree(judge) && judge->flips_to_pay + judge->flips_to_paid == 0 &&
	       deal->n_figures > 0 && story->n_figures > 0 &&
	       story->figures[0].units <= deal->figures[0].units;
}

/* Paid, held up or called off; but an investor may come back with another sum, or the same. */
static bool
ends(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return status_ends(story->status) && deal->status != STATUS_CLOSED &&
	       !is_off(deal->status) && (parties_agree(judge) || party_agrees(judge)) &&
	       kinds_agree(judge) && !judge->sum_far && !is_swapped(judge) && !is_another(judge);
}

/*
 * Told again without anything that speaks against it. Of supplies and partnerships two companies
 * may have many; there, only the sum makes it the same.
 */
static bool
is_retold(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool rare = kind_is_equity(deal->kind) || deal->kind == KIND_LICENSING ||
		    deal->kind == KIND_DEBT;
	bool pair = parties_agree(judge) && !judge->sum_far && (rare || judge->sum_near);

	return (pair || party_agrees(judge)) && deal->kind == story->kind && !is_swapped(judge) &&
	       !is_another(judge) && !is_off(deal->status) &&
	       !rounds_oppose(deal->facets, story->facets);
}

/* The same parties deal again, and the story is no step: why not? */
static const char *
why_apart(const struct judge *judge)
{
	return judge->clash_paid || judge->clash_pays ? "another party on one side"
	       : !kinds_agree(judge)                  ? "another kind"
	       : judge->sum_far                       ? "another sum"
	       : is_off(judge->deal->status)          ? "that deal was off"
	       : is_another(judge)                    ? "told as a further one"
	       : is_swapped(judge)                    ? "the roles are the other way round"
						      : "nothing tells a step of that deal";
}

void
same_judge_late(const struct face *deal, const struct face *story, struct opinion *ret_opinion)
{
	static const struct {
		bool (*is)(const struct judge *judge);
		int64_t within;
		const char *why;
	} steps[] = {
		{ goes_public, 180 * DAY, "the same company going public" },
		{ is_bought, SAME_LATE, "the same takeover" },
		{ comes_of_talks, 90 * DAY, "what they talked of" },
		{ is_reviewed, SAME_LATE, "the same parties' deal under review" },
		{ pays_rest, SAME_LATE, "a part of the sum that was promised" },
		{ ends, 180 * DAY, "the end of the same parties' deal" },
		{ is_retold, 90 * DAY, "the same deal, told again" },
	};
	struct judge judge = { .deal = deal, .story = story, .opinion = ret_opinion };
	int64_t gap = gap_of(&judge);

	*ret_opinion = (struct opinion){ 0 };
	if (story->first < deal->first)
		return;
	judge_sums(&judge);
	judge_parties(&judge);
	for (size_t i = 0; i < ARRAY_LEN(steps) && !ret_opinion->same; i++) {
		if (gap > steps[i].within || !steps[i].is(&judge))
			continue;
		ret_opinion->same = true;
		judge_say(&judge, POINTS_SAME, "%s", steps[i].why);
	}
	ret_opinion->near = !ret_opinion->same && judge.shared >= 2 && gap <= 180 * DAY;
	if (ret_opinion->near)
		judge_say(&judge, 0, "the same parties; %s", why_apart(&judge));
	if (!ret_opinion->same && !ret_opinion->near)
		return;
	if (deal->kind == story->kind)
		judge_say(&judge, 1.0, "same kind");
	if (judge.sum_near)
		judge_say(&judge, 1.0, "same sum");
	judge_time(&judge);
}

void
same_judge_context(const struct face *deal, const struct face *told, struct opinion *ret_opinion)
{
	struct judge judge = { .deal = deal, .story = told, .opinion = ret_opinion };
	bool everybody;

	*ret_opinion = (struct opinion){ 0 };
	judge_sums(&judge);
	judge_parties(&judge);
	judge_kinds(&judge);
	everybody = judge.shared > 0 && !judge.story_more && !judge.deal_more;
	if (judge.veto || judge.flips_to_pay + judge.flips_to_paid > 0 || judge.sum_far ||
		ret_opinion->points < 1.0)
		return;
	if (everybody && (judge.shared >= 2 || judge.sum_near))
		ret_opinion->same = true;
	else if (judge.shared >= 2 && judge.sum_near && !judge.clash_paid && !judge.clash_pays)
		ret_opinion->same = true;
	if (ret_opinion->same)
		judge_say(&judge, 0, "the same parties%s", judge.sum_near ? " and sum" : "");
}

bool
same_but_for_roles(const struct face *story, const struct face *told)
{
	struct opinion opinion = { 0 };
	struct judge judge = { .deal = story, .story = told, .opinion = &opinion };

	for (size_t i = 0; i < told->n_parties; i++)
		if (!face_party(story, told->parties[i].key))
			return false;
	judge_sums(&judge);
	return judge.sum_near ||
	       (told->n_figures == 0 && (story->kinds & 1u << told->kind) && told->n_parties >= 2);
}
