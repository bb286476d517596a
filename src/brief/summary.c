/*
 * summary - what the sources say of a deal beyond its headline, in their own sentences.
 *
 * Sentences and titles are candidates, each held as the set of facts it says. One after the
 * other, that is taken which says most of the deal that has not been said; one that says mostly
 * what was said is left out.
 */
#include "base/attr.h"
#include "brief/brief.h"
#include "facts.h"
#include "folded.h"
#include "text/title.h"
#include "worth.h"

enum {
	CANDIDATES_MAX = 240,
	FRESH_MOST = 60, /* hundredths of a sentence */
	FRESH_SOME = 35,
};

struct candidate {
	const char *text;
	const struct brief_story *story;
	struct facts facts;
	int worth;    /* how much it speaks of the deal */
	int32_t gain; /* when it was last looked at */
	bool title, taken;
	bool turn;    /* of the story that brought the deal to where it stands */
	bool outdone; /* it tells of a sum that has been given up since */
	bool aside;   /* of the market, the past and the neighbours: last, where at all */
};

struct summary {
	const struct brief *brief;
	struct tokens *tokens;  /* scratch */
	struct candidate *list; /* in the arena */
	size_t n;
	struct facts common; /* what every text of the deal says */
	struct facts lead;   /* what the headline says */
	struct facts said;   /* that, and what was taken */
	struct facts sum;    /* the deal's, as numbers */
	struct facts others; /* and those of other sums that were given */
	struct candidate *taken[BRIEF_SENTENCES_MAX];
	size_t n_taken;
};

/* --- candidates --- */

/* What no sentence is taken for: who is in the deal, and who told of it. */
static void
common_read(struct summary *summary)
{
	const struct brief *brief = summary->brief;
	struct facts *common = &summary->common, facts;

	facts_read(common,
		"said says reported reports according sources people person persons familiar"
		" knowledge matter announced told briefed close newspaper ai company companies"
		" startup firm citing cited source two three several monday tuesday wednesday "
		"thursday friday saturday sunday",
		NULL, summary->tokens);
	for (size_t i = 0; i < brief->deal->n_parties; i++) {
		facts_read(&facts, brief->deal->parties[i].name, NULL, summary->tokens);
		facts_union(common, &facts);
	}
	for (size_t i = 0; i < brief->n_stories && i < BRIEF_STORIES_MAX; i++) {
		facts_read(&facts, brief->stories[i].source, NULL, summary->tokens);
		facts_union(common, &facts);
	}
}

static void
sum_read(struct facts *into, const struct amount *amount, struct tokens *tokens)
{
	struct amount exact = *amount;
	char text[AMOUNT_TEXT_MAX];
	struct facts facts;

	exact.bound = BOUND_EXACT;
	facts_read(&facts, amount_text(&exact, text), NULL, tokens);
	facts_union(into, &facts);
}

/* The deal's sum, and the others that were given, as a text would have them. */
static void
sums_read(struct summary *summary)
{
	const struct deal *deal = summary->brief->deal;

	if (deal->amount.value <= 0)
		return;
	sum_read(&summary->sum, &deal->amount, summary->tokens);
	for (size_t i = 0; i < deal->n_amounts; i++)
		if (!amount_near(&deal->amounts[i].amount, &deal->amount))
			sum_read(&summary->others, &deal->amounts[i].amount, summary->tokens);
}

/*
 * Who tells of another sum before anybody told of the deal's tells what has changed since; later it
 * is a sum that sources differ on.
 */
static void
mark_outdone(struct summary *summary)
{
	int64_t since = INT64_MAX;

	for (size_t i = 0; i < summary->n; i++) {
		const struct candidate *candidate = &summary->list[i];

		if (facts_shared(&candidate->facts, &summary->sum) &&
			candidate->story->published < since)
			since = candidate->story->published;
	}
	for (size_t i = 0; since != INT64_MAX && i < summary->n; i++) {
		struct candidate *candidate = &summary->list[i];

		candidate->outdone = candidate->story->published < since &&
				     facts_shared(&candidate->facts, &summary->others);
	}
}

/* Room for every sentence and title, and for one where there is none. */
static size_t
candidates_most(const struct brief *brief)
{
	size_t most = 1;

	for (size_t i = 0; i < brief->n_stories && most < CANDIDATES_MAX; i++)
		most += brief->stories[i].n_sentences + 1;
	return most < CANDIDATES_MAX ? most : CANDIDATES_MAX;
}

/* Adds one, where there is room; what was said of talks is old news once a deal is signed, or off. */
static void
candidate_add(struct summary *summary, const struct brief_story *story, const char *text,
	size_t place, bool title)
{
	enum { STALE = 5, ASIDE = 3, TITLE = 4 };
	const struct deal *deal = summary->brief->deal;
	struct candidate *candidate = &summary->list[summary->n];
	struct folded folded;

	if (summary->n == CANDIDATES_MAX || story->withdrawn)
		return;
	folded_init(&folded, text);
	if (story->stale && deal->status != STATUS_TALKS && tells_of_talks(&folded))
		return;
	*candidate = (struct candidate){
		.text = text, .story = story, .title = title, .aside = tells_aside(&folded)
	};
	candidate->worth = worth_of_sentence(&folded, place, deal) - (story->stale ? STALE : 0) -
			   (candidate->aside ? ASIDE : 0) - (title ? TITLE : 0);
	summary->n++;
}

/* Those told since the deal came to where it stands go first; one there is, be it old news. */
static void
candidates_gather(struct summary *summary, struct arena *arena)
{
	const struct brief *brief = summary->brief;
	size_t looked = 0;

	summary->list = arena_array(arena, candidates_most(brief), sizeof *summary->list);
	for (int stale = 0; stale <= 1; stale++)
		for (size_t i = 0; i < brief->n_stories && looked < BRIEF_STORIES_MAX; i++) {
			const struct brief_story *story = &brief->stories[i];

			if (story->stale != stale)
				continue;
			looked++;
			for (size_t j = 0; j < story->n_sentences; j++)
				candidate_add(summary, story, story->sentences[j], j, false);
			candidate_add(summary, story, title_core(arena, story->title), 0, true);
		}
	if (summary->n == 0)
		summary->list[summary->n++] =
			(struct candidate){ .text = title_core(arena, brief->stories[0].title),
				.story = &brief->stories[0],
				.title = true };
	for (size_t i = 0; i < summary->n; i++) {
		struct candidate *candidate = &summary->list[i];

		facts_read(&candidate->facts, candidate->text, &summary->common, summary->tokens);
		candidate->turn =
			summary->list[summary->n - 1].story->stale && !candidate->story->stale;
	}
	sums_read(summary);
	mark_outdone(summary);
}

static bool
is_old_news(const struct candidate *candidate)
{
	return candidate->story->stale || candidate->outdone;
}

/* --- the choice --- */

/*
 * A title tells the whole deal once more: it serves only where sentences are short of two, even
 * those that tell the headline with something new to it.
 */
static const struct pass {
	bool title;
	unsigned fresh_share; /* hundredths that must be new where the headline is told again */
	size_t most;
} passes[] = { { false, FRESH_MOST, BRIEF_SENTENCES_MAX }, { false, FRESH_SOME, 2 },
	{ true, FRESH_MOST, 2 } };

/* Much of it stands in one sentence that was taken, or the other way round. */
static bool
repeats_taken(const struct summary *summary, const struct facts *facts)
{
	for (size_t i = 0; i < summary->n_taken; i++) {
		const struct facts *taken = &summary->taken[i]->facts;

		if (facts_covered(facts, taken) > 34 || facts_covered(taken, facts) > 45)
			return true;
	}
	return false;
}

/*
 * What it would bring, or INT32_MIN where it says again what was said. Only where there is
 * nothing else may it have the headline in it, or where most of it is new; of a deal that has
 * taken a turn it says why.
 */
static int32_t
candidate_gain(
	const struct summary *summary, const struct candidate *candidate, const struct pass *pass)
{
	enum { FRESH_COUNTS = 12, NUMBERS_COUNT = 6, AGAIN = 1000 };
	const struct facts *facts = &candidate->facts;
	uint32_t fresh = facts_fresh(facts, &summary->said), numbers;
	unsigned share = candidate->turn ? FRESH_SOME : pass->fresh_share;
	bool again =
		facts_covered(&summary->lead, facts) >= 65 && 100 * fresh < share * facts->weight;

	if (fresh < (summary->n_taken < 2 ? 2 : 5) ||
		facts_covered(facts, &summary->said) > (candidate->turn ? 65 : 60) ||
		(again && summary->n_taken > 0) || repeats_taken(summary, facts))
		return INT32_MIN;
	numbers = facts_fresh_numbers(facts, &summary->said);
	return 3 * candidate->worth + (int32_t)(fresh < FRESH_COUNTS ? fresh : FRESH_COUNTS) +
	       (int32_t)(numbers < NUMBERS_COUNT ? numbers : NUMBERS_COUNT) - (again ? AGAIN : 0);
}

/* Has anybody told of the deal since it came to where it stands? They are gathered first. */
static bool
has_fresh(const struct summary *summary)
{
	return !summary->list[0].story->stale;
}

/* Its story's title tells what was taken of the story. */
static bool
story_is_told(const struct summary *summary, const struct candidate *title)
{
	for (size_t i = 0; i < summary->n_taken; i++)
		if (summary->taken[i]->story == title->story)
			return true;
	return false;
}

/* The sentence, or title, that brings most, or NULL where none brings `least`. */
static struct candidate *
pick(const struct summary *summary, const struct pass *pass, int32_t least)
{
	struct candidate *best = NULL;

	for (size_t i = 0; i < summary->n; i++) {
		struct candidate *candidate = &summary->list[i];

		if (candidate->title != pass->title || candidate->taken || candidate->outdone ||
			(pass->title && candidate->story->stale && has_fresh(summary)) ||
			(pass->title && story_is_told(summary, candidate)))
			continue;
		candidate->gain = candidate_gain(summary, candidate, pass);
		if (candidate->gain > INT32_MIN && candidate->gain >= least &&
			(!best || candidate->gain > best->gain))
			best = candidate;
	}
	return best;
}

static bool
goes_before(const struct candidate *a, const struct candidate *b)
{
	bool old = is_old_news(a), old_too = is_old_news(b);

	return old != old_too ? old_too : a->title != b->title ? b->title : a->worth > b->worth;
}

/* Where all say what the headline says: a sentence that tells it in full, or a title. */
static struct candidate *
retell(const struct summary *summary)
{
	struct candidate *best = &summary->list[0];

	for (size_t i = 1; i < summary->n; i++) {
		struct candidate *candidate = &summary->list[i];

		if (goes_before(candidate, best))
			best = candidate;
	}
	return best;
}

static void
take(struct summary *summary, struct candidate *candidate)
{
	candidate->taken = true;
	facts_union(&summary->said, &candidate->facts);
	summary->taken[summary->n_taken++] = candidate;
}

static void
choose(struct summary *summary)
{
	/* The first must be there, the second should, more must be worth their place. */
	static const int32_t least[BRIEF_SENTENCES_MAX] = { INT32_MIN, 4, 16, 16 };
	struct candidate *again = retell(summary);

	for (size_t i = 0; i < ARRAY_LEN(passes); i++) {
		/* rather the headline in a sentence's own words than in a title's */
		if (passes[i].title && summary->n_taken == 0 && !again->title)
			take(summary, again);
		while (summary->n_taken < passes[i].most) {
			struct candidate *best = pick(summary, &passes[i], least[summary->n_taken]);

			if (!best)
				break;
			take(summary, best);
		}
	}
	if (summary->n_taken == 0)
		take(summary, again);
}

/* What one source says stays in the order in which it says it. */
static void
keep_order(struct candidate *taken[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (taken[i]->story == taken[j]->story && taken[j] < taken[i]) {
				struct candidate *later = taken[i];

				taken[i] = taken[j];
				taken[j] = later;
			}
}

static int
rank_of(const struct candidate *taken)
{
	return taken->aside ? 2 : taken->story->stale;
}

void
brief_summary(const struct brief *brief, const char *headline, struct tokens *tokens,
	struct arena *arena, struct alert_sentence **ret_sentences, size_t *ret_n)
{
	struct summary summary = { .brief = brief, .tokens = tokens };
	struct alert_sentence *sentences =
		arena_array(arena, BRIEF_SENTENCES_MAX, sizeof *sentences);
	size_t n = 0;

	common_read(&summary);
	candidates_gather(&summary, arena);
	facts_read(&summary.lead, headline, &summary.common, tokens);
	summary.said = summary.lead;
	choose(&summary);
	keep_order(summary.taken, summary.n_taken);
	/* what is news, what was known, what is told aside */
	for (int rank = 0; rank < 3; rank++)
		for (size_t i = 0; i < summary.n_taken; i++)
			if (rank_of(summary.taken[i]) == rank)
				sentences[n++] = (struct alert_sentence){ summary.taken[i]->text,
					summary.taken[i]->story->source };
	*ret_sentences = sentences;
	*ret_n = n;
}
