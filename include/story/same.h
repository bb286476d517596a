/*
 * same - are these two one deal? Facts decide, words help, vetoes come first.
 *
 * A story is always held against the whole deal, never against its likest story, and a
 * party counts for the deal only where enough of its stories name it: so look-alikes
 * make no chain. A false merge costs more than a miss, as it claims corroboration.
 */
#pragma once

#include <stdbool.h>

#include "story/face.h"

struct opinion {
	double points;
	bool same;
	bool near; /* kept apart, but worth a word to whoever asks why */
	char why[200]; /* "Amazon, OpenAI in both; same sum; 3 h apart" without names: the keys have none */
};

/* Is the story (words: of its title) about this deal? */
void same_judge(const struct face *deal, const struct face *story, const struct words *words,
	struct opinion *ret_opinion);

/*
 * "X raises $1bn", "Y invests $1bn in a start-up", and a story of Y's $1bn for X: are the deals one
 * by what it says? Nothing but what each lacks may set them apart.
 */
bool same_joined(const struct face *one, const struct face *other, const struct face *story);

/*
 * Is the story a later step of this deal, though nobody has told of it for long: talks have led
 * to it, it is reviewed, the company is sold at last, a promise is paid, either is called off? A
 * table in steps.c says how long each may take; the story comes SAME_LATE at most after. Near is a
 * deal of the same parties within half a year that it is no step of.
 */
enum { SAME_LATE = 730 * 24 * 3600 };
void same_judge_late(
	const struct face *deal, const struct face *story, struct opinion *ret_opinion);

/* The same for a deal that a story tells in passing: only what can't be mistaken is the same. */
void same_judge_context(
	const struct face *deal, const struct face *told, struct opinion *ret_opinion);

/*
 * Is what a story tells in passing its own deal once more: by its sum; or without one by its kind,
 * with nobody but its parties, or with others who pay and nobody who is paid?
 */
bool same_told_again(const struct face *story, const struct face *told);
