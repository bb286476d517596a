/*
 * headline - the facts of a deal in a fixed form, or a source's own title where they are too few.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "brief/brief.h"
#include "folded.h"
#include "form.h"
#include "text/title.h"
#include "worth.h"

/* The title that tells most, the first of several; "A deal" where none has a word. */
static const char *
best_title(const struct deal *deal, const struct brief_story *stories, size_t n_stories,
	struct arena *arena, int *ret_worth)
{
	const char *best = NULL;
	int top = 0;
	struct folded folded;

	for (size_t i = 0; i < n_stories && i < BRIEF_STORIES_MAX; i++) {
		const char *title = title_core(arena, stories[i].title);
		int worth;

		folded_init(&folded, title);
		worth = worth_of_title(&folded, deal);
		if (deal->status != STATUS_TALKS && tells_of_talks(&folded))
			worth = 0; /* old news */
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

const char *
brief_headline(const struct deal *deal, const struct brief_story *stories, size_t n_stories,
	struct arena *arena)
{
	struct str line;
	int worth;
	const char *headline, *title = best_title(deal, stories, n_stories, arena, &worth);
	bool own_words = facts_say_little(deal) && worth >= WORTH_NAMES_BOTH;

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
