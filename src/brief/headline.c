/*
 * headline - the facts of a deal in a fixed form, or a source's own title where they are too few.
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/utf8.h"
#include "brief/brief.h"
#include "folded.h"
#include "form.h"
#include "text/title.h"
#include "worth.h"

/* The title that tells most, the first of several; "A deal" where none has a word. */
static const char *
best_title(const struct brief *brief, struct arena *arena, int *ret_worth)
{
	enum { STALE = -1 };
	const char *best = NULL;
	int top = 0;
	struct folded folded;

	for (size_t i = 0; i < brief->n_stories && i < BRIEF_STORIES_MAX; i++) {
		const char *title = title_core(arena, brief->stories[i].title);
		int worth;

		folded_init(&folded, title);
		worth = worth_of_title(&folded, brief->deal);
		if (brief->stories[i].stale)
			worth = STALE;
		else if (brief->deal->status != STATUS_TALKS && tells_of_talks(&folded))
			worth = 0; /* old news, too */
		if (*title && (!best || worth > top)) {
			best = title;
			top = worth;
		}
	}
	*ret_worth = top;
	return best ? best : "A deal";
}

/*
 * "X to buy chips from Y" says little where no sum is known: how many they are, or of what
 * power, stands in a source's title.
 */
static bool
facts_say_little(const struct deal *deal)
{
	return deal->amount.value == 0 &&
	       (deal->kind == KIND_CHIP_SUPPLY || deal->kind == KIND_COMPUTE) &&
	       (deal->status == STATUS_AGREED || deal->status == STATUS_CLOSED);
}

/* Is one of the phrases in a story's title or, where they count, in its sentences? */
static bool
story_says(const struct brief_story *story, bool sentences, const char *const *phrases, size_t n)
{
	struct folded folded;

	folded_init(&folded, story->title);
	if (folded_has_any(&folded, phrases, n))
		return true;
	for (size_t i = 0; sentences && i < story->n_sentences; i++) {
		folded_init(&folded, story->sentences[i]);
		if (folded_has_any(&folded, phrases, n))
			return true;
	}
	return false;
}

static bool
stories_say(const struct brief *brief, bool sentences, const char *const *phrases, size_t n)
{
	for (size_t i = 0; i < brief->n_stories && i < BRIEF_STORIES_MAX; i++)
		if (story_says(&brief->stories[i], sentences, phrases, n))
			return true;
	return false;
}

/*
 * The form says what is bought, chips or computing capacity, but both kinds take in more: a plant's
 * power, a data centre's land and cables. Then a source's title says it better.
 */
static bool
form_says_too_much(const struct brief *brief)
{
	const struct deal *deal = brief->deal;
	static const char *const chips[] = { "chip", "gpu", "processor", "accelerator", "silicon",
		"semiconductor", "hbm", "memory", "tpu", "cpu" };
	static const char *const computing[] = { "cloud", "comput", "gpu", "server", "cluster",
		"lease", "leasing", "rent", "hosting", "colocat", "capacity" };
	static const char *const power[] = { " ppa", "electricity", "nuclear", "wind energy",
		"solar", "hydropower", "power deal", "power purchase", "power supply",
		"power plant", "supply power", "energy supply", "energy deal", "natural gas" };

	if (deal->status < STATUS_TALKS || deal->status > STATUS_CLOSED)
		return false;
	if (deal->kind == KIND_CHIP_SUPPLY)
		return deal->n_chips == 0 && !stories_say(brief, true, chips, ARRAY_LEN(chips));
	return deal->kind == KIND_COMPUTE &&
	       (!stories_say(brief, true, computing, ARRAY_LEN(computing)) ||
		       stories_say(brief, false, power, ARRAY_LEN(power)));
}

/* "$20m a year": the form would tell it as the whole sum. */
static bool
tells_rate(const struct deal *deal, const char *title)
{
	static const char *const rates[] = { "n a year", "m a year", " per year", "-a-year",
		"n a month", "m a month", " per month", "-a-month", " annually" };
	struct folded folded;

	folded_init(&folded, title);
	return deal->amount.value > 0 && deal->kind != KIND_FUNDING_ROUND &&
	       deal->kind != KIND_ACQUISITION && folded_has_any(&folded, rates, ARRAY_LEN(rates)) &&
	       strcasestr(title, " a year after") == NULL;
}

const char *
brief_headline(const struct brief *brief, struct arena *arena)
{
	const struct deal *deal = brief->deal;
	struct str line;
	int worth;
	const char *headline, *title = best_title(brief, arena, &worth);
	bool own_words = ((facts_say_little(deal) || tells_rate(deal, title)) &&
				 worth >= WORTH_NAMES_BOTH) ||
			 (worth >= WORTH_NAMES_ONE && form_says_too_much(brief));

	str_init(&line, 1024);
	if (own_words || !form_fill(deal, &line))
		str_puts(&line, title);
	if (line.len > BRIEF_HEADLINE_MAX) {
		str_truncate(&line, utf8_cut_at_word(line.text, line.len, BRIEF_HEADLINE_MAX - 3));
		str_puts(&line, "…");
	}
	headline = arena_strdup(arena, line.text);
	str_clear(&line);
	return headline;
}
