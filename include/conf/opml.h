/*
 * opml - the lists of feeds that readers exchange (OPML 1.0, 2.0).
 *
 * Outlines nest; one with an xmlUrl is a feed, one without is a folder. What is no
 * feed of ours is told, never an error: a list of another program holds all kinds of things.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"

struct opml_feed {
	const char *section; /* made from the title, unlike any other's here: "financial-times" */
	const char *title;   /* one line; "" where there is none */
	const char *url;     /* http, https or file:///… */
	const char *folder;  /* "Tech / Chips"; "" at the top */
};

struct opml {
	struct opml_feed *feeds;
	size_t n_feeds;
	const char **skipped; /* a sentence each */
	size_t n_skipped;
};

/* Everything lives in the arena. ERR_DATA: this is no OPML. */
MUST_CHECK bool opml_parse(
	const char *bytes, size_t len, struct arena *arena, struct opml *ret_opml, struct err *err);

/* Reads a file ("-": standard input) and parses it. */
MUST_CHECK bool opml_read(
	const char *path, struct arena *arena, struct opml *ret_opml, struct err *err);

/* A whole document. */
void opml_write(const struct opml_feed *feeds, size_t n, struct str *out);
