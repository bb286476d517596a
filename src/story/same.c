/*
 * same - are these two one deal? Facts decide, words help, vetoes come first.
 *
 * Points are given for shared parties, kind, sums, words and nearness in time; a
 * contradiction takes them away. The figures are by judgement, checked on labelled
 * stories: no one of parties, sum or words alone reaches the threshold.
 */
#include "story/same.h"

#include "judge.h"

#define POINTS_NEAR 3.0

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

/* "X invests in Y", "Y plans a listing": the one is none of the other. */
static bool
is_other_than_listing(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return (deal->kind == KIND_INVESTMENT && !(deal->facets & FACET_IPO) &&
		       story->facets & FACET_IPO && story->kind == KIND_FUNDING_ROUND) ||
	       (story->kind == KIND_INVESTMENT && !(story->facets & FACET_IPO) &&
		       deal->facets & FACET_IPO && deal->kind == KIND_FUNDING_ROUND);
}

/* "X to buy Y", "Y files for an IPO": whose sale is off may go public, and that is news. */
static bool
lists_instead_of_sale(const struct face *listing, const struct face *sale)
{
	return listing->kind == KIND_FUNDING_ROUND && listing->facets & FACET_IPO &&
	       sale->kind == KIND_ACQUISITION && !(sale->facets & FACET_IPO);
}

/* "X pulls its IPO", "X raises from Y": whoever can't go to the market goes to a backer. */
static bool
raises_instead_of_listing(const struct face *listing, const struct face *raise)
{
	bool backed = false;

	for (size_t i = 0; i < raise->n_parties; i++)
		backed |= role_pays(raise->parties[i].role);
	return listing->facets & FACET_IPO && status_is_down(listing->status) && backed &&
	       kind_is_equity(raise->kind) && !status_is_down(raise->status);
}

static void
judge_facets(struct judge *judge)
{
	unsigned deal = judge->deal->facets, story = judge->story->facets;

	if (rounds_oppose(deal, story))
		judge_veto(judge, "another round");
	else if (lists_instead_of_sale(judge->story, judge->deal) ||
		 lists_instead_of_sale(judge->deal, judge->story))
		judge_veto(judge, "one is sold, one goes public");
	else if (raises_instead_of_listing(judge->deal, judge->story))
		judge_veto(judge, "that listing was off");
	else if (deal & story & FACET_IPO && kind_is_equity(judge->story->kind))
		judge_say(judge, 1.5, "both of going public");
	else if ((facets_oppose(deal, story) || is_other_than_listing(judge)) && !judge->sum_near)
		judge_say(judge, -3.0, "one of going public, one of a round");
}

/*
 * A company raises, or is sold, once at a time: while they talk, or deny it, the sum is not settled.
 */
static bool
sum_may_move(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return judge->shared_paid > 0 && deal->kind == story->kind &&
	       (deal->kind == KIND_FUNDING_ROUND || deal->kind == KIND_ACQUISITION ||
		       deal->kind == KIND_DEBT) &&
	       (deal->status == STATUS_TALKS || deal->status == STATUS_DENIED);
}

/* Nor who leads the round, which has about the size that was talked of. */
static bool
leader_may_move(const struct judge *judge)
{
	return sum_may_move(judge) && judge->story->kind == KIND_FUNDING_ROUND &&
	       !sums_far_apart(judge);
}

/* What one of several puts into a company's round is less than the round, and no other sum. */
static bool
is_share_of_round(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool deal_round = deal->kind == KIND_FUNDING_ROUND,
	     story_round = story->kind == KIND_FUNDING_ROUND;
	const struct face *round = deal_round ? deal : story, *share = deal_round ? story : deal;

	if (deal_round == story_round || !kind_is_equity(share->kind) || judge->shared_paid == 0)
		return false;
	for (size_t i = 0; i < round->n_figures; i++)
		if (share->figures[0].units < round->figures[i].units)
			return true;
	return false;
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
		judge_say(judge, judge->sum_odd ? 4.0 : 3.0, "same sum");
	else if (sums_far_apart(judge) && judge->shared < 2 && judge->shared_paid == 0)
		judge_say(judge, -3.0, "a far sum, and only who pays is in both");
	else if (judge->sum_far && !sum_may_move(judge) && !is_share_of_round(judge))
		judge_say(judge, -1.0, "another sum");
}

/*
 * Who paid is paid now, and the other way round: another deal, where money for shares or a
 * loan has a clear direction, or has gone for shares and now goes for chips. Of chips alone and of
 * partnerships, outlets (and we) read it loosely, and of two companies one buys the other only once.
 */
static bool
sides_swapped(const struct judge *judge)
{
	enum deal_kind a = judge->deal->kind, b = judge->story->kind;
	bool directed = (kind_is_equity(a) && kind_is_equity(b)) || (a == b && a == KIND_DEBT) ||
			(kind_is_equity(a) && kind_is_supply(b) && judge->story->valuation == 0) ||
			(kind_is_supply(a) && kind_is_equity(b) && judge->deal->valuation == 0);

	return directed && judge->flips_to_pay > 0 && judge->flips_to_paid > 0 && judge->shared < 3;
}

/* Who puts money into a company raises some of its own, and the company isn't told of. */
static bool
raises_itself(const struct judge *judge)
{
	return kind_is_equity(judge->deal->kind) && kind_is_equity(judge->story->kind) &&
	       judge->flips_to_paid > 0 && judge->lost_paid;
}

/*
 * The same buyer, kind, day and sum, and told in like words: then the other party is one that
 * one of the outlets calls otherwise, or that we misread.
 */
static bool
told_alike(const struct judge *judge)
{
	return judge->shared > 0 && judge->sum_near && judge->deal->kind == judge->story->kind &&
	       face_gap(judge->deal, judge->story) <= DAY &&
	       shared_words(judge->deal, judge->story) >= 2;
}

/* To the digit, or as two outlets round it on one day. */
static bool
sum_is_same(const struct judge *judge)
{
	return judge->sum_near &&
	       (judge->sum_equal || face_gap(judge->deal, judge->story) <= DAY + DAY / 2);
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

	if (judge->clash_paid)
		judge_veto(judge, "another party on the side that is paid");
	else if (judge->clash_pays && !sum_is_same(judge) && !(round && !judge->sum_far) &&
		 !leader_may_move(judge))
		judge_veto(judge, "another party on the side that pays");
	else if (sides_swapped(judge) && !judge->sum_near)
		judge_veto(judge, "the parties' roles are the other way round");
	else if (raises_itself(judge) && !told_alike(judge))
		judge_veto(judge, "who pays there is paid here");
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
	else
		judge_say(judge, -1.5, "nobody is named");
	if (!judge->veto && judge->flips_to_pay + judge->flips_to_paid > 0)
		judge_say(judge,
			judge->shared > 1                       ? -0.5
			: judge->deal_more && judge->story_more ? -3.0
								: -1.5,
			"another role");
}

/* Two who supply each other, or work together, do so with others, too, some days later. */
static bool
is_with_others(const struct judge *judge)
{
	enum deal_kind kind = judge->story->kind;

	return judge->shared >= 2 && judge->story_more && !judge->sum_near &&
	       face_gap(judge->deal, judge->story) > 4 * DAY && !kind_is_equity(kind) &&
	       kind != KIND_ACQUISITION;
}

/* More than the deal's sum, from one of those who invest: no part of it. */
static bool
is_more_from_one(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return deal->kind == KIND_INVESTMENT && story->kind == KIND_INVESTMENT &&
	       judge->deal_more && deal->n_figures > 0 && story->n_figures > 0 &&
	       story->figures[0].units > deal->figures[0].units;
}

/* A firm deal's sum may be corrected soon after, but weeks later it is the next deal. */
static void
judge_succession(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool firm = (deal->status == STATUS_AGREED || deal->status == STATUS_CLOSED) &&
		    (story->status == STATUS_AGREED || story->status == STATUS_CLOSED);

	if (is_with_others(judge))
		judge_say(judge, -4.0, "others are in it, days later");
	if (firm && judge->sum_far && is_another(judge) && !is_share_of_round(judge))
		judge_say(judge, -4.0, "told as a further one");
	if (!firm || !sums_far_apart(judge))
		return;
	if (is_more_from_one(judge))
		judge_say(judge, -4.0, "one of several alone gives far more");
	else if (story->first - deal->last > 3 * DAY)
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
	judge_compare(&judge);
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

bool
same_joined(const struct face *one, const struct face *other, const struct face *story)
{
	struct opinion opinion = { 0 };
	struct judge first = { .deal = one, .story = story, .opinion = &opinion },
		     second = { .deal = other, .story = story, .opinion = &opinion },
		     both = { .deal = one, .story = other, .opinion = &opinion };

	judge_compare(&first);
	judge_compare(&second);
	judge_compare(&both);
	return first.sum_equal && second.sum_equal && first.shared > 0 && second.shared > 0 &&
	       !first.deal_more && !second.deal_more && both.shared == 0 && !both.clash_pays &&
	       !both.clash_paid && !rounds_oppose(one->facets, other->facets) &&
	       (one->kind == other->kind || kinds_are_kin(one->kind, other->kind));
}

void
same_judge_context(const struct face *deal, const struct face *told, struct opinion *ret_opinion)
{
	struct judge judge = { .deal = deal, .story = told, .opinion = ret_opinion };
	bool everybody;

	*ret_opinion = (struct opinion){ 0 };
	judge_compare(&judge);
	judge_kinds(&judge);
	everybody = judge.shared > 0 && !judge.story_more && !judge.deal_more;
	if (judge.veto || judge.flips_to_pay + judge.flips_to_paid > 0 || judge.sum_far ||
		ret_opinion->points < 1.0)
		return;
	if (everybody && (judge.shared >= 2 || judge.sum_near))
		ret_opinion->same = true;
	else if (judge.shared >= 2 && judge.sum_near && !judge.clash_paid && !judge.clash_pays)
		ret_opinion->same = true;
	else if (judge.shared_paid > 0 && judge.sum_equal && !judge.story_more)
		ret_opinion->same = true; /* "it raised $2bn", which one of the parties paid */
	if (ret_opinion->same)
		judge_say(&judge, 0, "the same parties%s", judge.sum_near ? " and sum" : "");
}

/* "X, Y and Z are among the lenders": who else pays, and nobody is paid. */
static bool
only_pays(const struct face *told)
{
	for (size_t i = 0; i < told->n_parties; i++)
		if (role_is_paid(told->parties[i].role))
			return false;
	return told->n_parties > 0;
}

bool
same_told_again(const struct face *story, const struct face *told)
{
	struct opinion opinion = { 0 };
	struct judge judge = { .deal = story, .story = told, .opinion = &opinion };
	bool kin = story->kinds & 1u << told->kind;

	judge_compare(&judge);
	if (judge.sum_equal || (judge.sum_near && judge.shared > 0))
		return true;
	if (told->n_figures > 0 || !kin)
		return false;
	return (!judge.story_more && told->n_parties >= 2) || only_pays(told);
}
