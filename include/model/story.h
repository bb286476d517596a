/*
 * story - an item as the matcher sees it: text, outlet, time.
 */
#pragma once

#include <stdint.h>

struct story {
	const char *id;    /* the item's id */
	const char *title; /* one line of plain text */
	const char *text; /* plain text: content, else summary; paragraphs end in "\n"; may be "" */
	const char *url;
	const char *source; /* how the outlet is called */
	const char *origin; /* whom the item itself names as its source (RSS <source>), or "" */
	const char *feed;   /* section name of the feed, or "" */
	int64_t published; /* seconds since 1970; never 0: where the feed says none, when it was seen */
};
