/*
 * brief - a deal and its stories in a few lines, and what has changed.
 *
 * The headline is the facts in a fixed form, or a source's own title where the facts
 * are too few. The summary is sentences of the sources, each adding a fact and none
 * saying again what headline or another sentence said. Nothing is composed or invented,
 * and the same input gives the same output.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/alert.h"
#include "model/deal.h"

struct tokens;

enum {
	BRIEF_STORIES_MAX = 24,  /* of a deal that are drawn on, the first */
	BRIEF_KEEP_MAX = 16,     /* sentences of a story */
	BRIEF_SENTENCES_MAX = 4, /* of a summary */
	BRIEF_HEADLINE_MAX = 160,
};

/* What the brief may draw on of one story. Everything is borrowed. */
struct brief_story {
	const char *source;
	const char *title;
	const char *const *sentences; /* from brief_sentences */
	size_t n_sentences;
	int64_t published;
	bool stale;     /* told before the deal came to where it stands now */
	bool withdrawn; /* its outlet has corrected it; never all stories are */
};

/* A deal and what was told of it. Everything is borrowed; the stories are at least one. */
struct brief {
	const struct deal *deal;
	const struct brief_story *stories;
	size_t n_stories;
};

/*
 * The sentences of a story's text that may serve a summary, in their order: whole ones of
 * a fair length, no questions, no calls to subscribe. At most BRIEF_KEEP_MAX.
 */
void brief_sentences(const char *text, struct tokens *tokens, struct arena *arena,
	const char ***ret_sentences, size_t *ret_n);

/* One line, never empty. */
RETURNS_NONNULL const char *brief_headline(const struct brief *brief, struct arena *arena);

/* One sentence at least, BRIEF_SENTENCES_MAX at most; fewer than two only where there is no more to say. */
void brief_summary(const struct brief *brief, const char *headline, struct tokens *tokens,
	struct arena *arena, struct alert_sentence **ret_sentences, size_t *ret_n);

/* What an alert told of a deal, to be held against what is known now. */
struct brief_state {
	const struct deal *deal;
	size_t n_origins;
	bool corrected; /* the sum is what a source put right */
	bool left;      /* somebody who was told to be in it denies that */
};

/*
 * What has really changed: status, sum, parties, a second independent origin (with them also the
 * valuation). A bound alone, an exchange rate, a rounding, another copy is no change; a correction
 * is one, though it be small.
 */
enum { BRIEF_CHANGES_MAX = 6 }; /* room in the list; a place at its end stays free */
void brief_changes(const struct brief_state *told, const struct brief_state *now,
	struct arena *arena, struct alert_change **ret_changes, size_t *ret_n);
