/*
 * story - an item as the matcher sees it: text, outlet, time.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* The end of a text that is made when somebody reads so far; most stories nobody reads whole. */
struct story_tail {
	/* Appends the next paragraphs, after the blank line before them; false: that was all. */
	bool (*more)(struct story_tail *tail, struct str *out);
};

struct story {
	const char *id;    /* the item's id */
	const char *title; /* one line of plain text */
	const char *text; /* plain text: content, else summary; paragraphs end in "\n"; may be "" */
	struct story_tail *tail; /* what the text goes on with; NULL: it is whole */
	const char *url;
	const char *source; /* how the outlet is called */
	const char *origin; /* whom the item itself names as its source (RSS <source>), or "" */
	const char *feed;   /* section name of the feed, or "" */
	int64_t published; /* seconds since 1970; never 0: where the feed says none, when it was seen */
	bool undated;      /* the feed says none */
};
