/*
 * steps - is a story a later step of a deal that nobody has told of for long?
 *
 * Points don't help there: each kind of step has its own facts and its own time.
 */
#include "judge.h"

static bool
is_off(enum deal_status status)
{
	return status == STATUS_DENIED || status == STATUS_COLLAPSED;
}

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

/*
 * From the filing to the price takes weeks, and who buys shares then is told along; who pulls its
 * listing files anew.
 */
static bool
goes_public(const struct judge *judge)
{
	return kind_is_equity(judge->deal->kind) && kind_is_equity(judge->story->kind) &&
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
 * Who talked of a deal has it weeks later, for another sum if need be (but of chips and clouds
 * two may order more than once); a licence may be told as
 * the use of a cloud or of chips. A company raises once at
 * a time: whoever leads its round at last, it is the one that it talked of, if it has its size; but
 * talks of going public lead to the market.
 */
static bool
comes_of_talks(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool round = deal->kind == KIND_FUNDING_ROUND && story->kind == KIND_FUNDING_ROUND &&
		     judge->shared_paid > 0 && !judge->clash_pays && !sums_far_apart(judge) &&
		     !((deal->facets ^ story->facets) & FACET_IPO);
	bool licence = deal->kind == KIND_LICENSING || story->kind == KIND_LICENSING;
	bool kin = kinds_agree(judge) ||
		   (licence && kinds_are_kin(deal->kind, story->kind) && !judge->sum_far);
	bool supply = !kind_is_equity(deal->kind) && deal->kind != KIND_ACQUISITION;
	bool pair = parties_agree(judge) && kin && !is_swapped(judge) &&
		    !(supply && sums_far_apart(judge));

	return deal->status == STATUS_TALKS && (round || pair) &&
	       !rounds_oppose(deal->facets, story->facets) &&
	       (judge->sum_near || !facets_oppose(deal->facets, story->facets));
}

/*
 * Only what is known already is reviewed, cleared or voted on. Whether a licence, with the people
 * hired along, is a takeover is what the review is about; whatever a story without a sum takes
 * either for, the deal that is reviewed is that one.
 */
static bool
is_reviewed(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	bool merger = deal->kind == KIND_LICENSING && is_takeover(story);
	bool loose = (deal->kind == KIND_LICENSING || is_takeover(deal)) && story->n_figures == 0 &&
		     !kind_is_equity(story->kind);

	return story->facets & FACET_REVIEW && judge->shared >= 2 && !judge->clash_paid &&
	       !judge->clash_pays && (kinds_agree(judge) || merger || loose) && !judge->sum_far &&
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

/* A company raises the same sum once in a while; who leads it may be told later. */
static bool
round_agrees(const struct judge *judge)
{
	return judge->story->kind == KIND_FUNDING_ROUND && judge->shared_paid > 0 &&
	       judge->sum_near && !judge->clash_pays &&
	       !facets_oppose(judge->deal->facets, judge->story->facets);
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

	bool kind = deal->kind == story->kind || (kinds_agree(judge) && judge->sum_near);

	return (pair || party_agrees(judge) || round_agrees(judge)) && kind && !is_swapped(judge) &&
	       !is_another(judge) && !is_off(deal->status) &&
	       !rounds_oppose(deal->facets, story->facets);
}

/* Of two who have told their sum to the digit: what was agreed is done, be it half a year later. */
static bool
is_done_at_last(const struct judge *judge)
{
	return judge->sum_equal && is_retold(judge) && parties_agree(judge);
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
		{ is_done_at_last, 180 * DAY, "the same parties' deal of the same sum" },
		{ is_retold, 90 * DAY, "the same deal, told again" },
	};
	struct judge judge = { .deal = deal, .story = story, .opinion = ret_opinion };
	int64_t gap = face_gap(deal, story);

	*ret_opinion = (struct opinion){ 0 };
	if (story->first < deal->first)
		return;
	judge_compare(&judge);
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
