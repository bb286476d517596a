/*
 * folded - a text made ready to have many phrases looked for in it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { FOLDED_MAX = 512, FOLDED_PAIRS = 1024 };

/*
 * A text, in lower case too (its first FOLDED_MAX bytes: a sentence has no more), and which pairs of
 * bytes stand in it, by a hash: most phrases that are asked for are found to be missing by that alone.
 */
struct folded {
	const char *text; /* borrowed; as it was written */
	char lower[FOLDED_MAX];
	bool pairs[FOLDED_PAIRS];
};

void folded_init(struct folded *folded, const char *text);

/* Does a name stand in it, in whatever case? */
bool folded_names(const struct folded *folded, const char *name);

/* How many of the phrases, which are in lower case, stand in it; does one of them? */
unsigned folded_count(const struct folded *folded, const char *const *phrases, size_t n);
bool folded_has_any(const struct folded *folded, const char *const *phrases, size_t n);
