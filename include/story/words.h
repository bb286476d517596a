/*
 * words - a title as numbers that compare fast.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct deal;
struct tokens;

enum { WORDS_MAX = 20, NAMES_MAX = 72, SKETCH_N = 16, PARTY_KEYS_MAX = 32 };

/* What kind of raise or sale the words speak of. */
enum facet {
	FACET_IPO = 1 << 0,
	FACET_SEED = 1 << 1,
	FACET_RAISE = 1 << 2,    /* a round, a raise: not on the market */
	FACET_SERIES = 1 << 3,   /* << letter: A, B, C … up to K */
	FACET_REVIEW = 1 << 14,  /* regulators look at it, or owners vote: it is known already */
	FACET_REST = 1 << 15,    /* the last part of what was promised */
	FACET_ANOTHER = 1 << 16, /* one more, besides an earlier one */
	FACET_BACK = 1 << 17,    /* what was off is on again */
	FACET_DONE = 1 << 18,    /* by its own words completed, and not just told as done */
	FACET_ASKS =
		1
		<< 19, /* "Why …", "What … means", "…?", "… and more": about news that are known */
	FACET_RATE = 1 << 20, /* a sum by the month or the year */
};
#define FACET_ROUNDS ((unsigned)(FACET_SEED | ((FACET_SERIES << 11) - FACET_SERIES)))

struct words {
	uint32_t rare[WORDS_MAX]; /* hashes of words that are no commonplace in deal news */
	size_t n_rare;
	uint64_t names[NAMES_MAX]; /* party_key of one to three consecutive words */
	size_t n_names;
	uint32_t sketch[SKETCH_N]; /* minhash over words and pairs; equal places measure likeness */
	bool sketched;             /* enough words to measure */
	unsigned facets;
};

/* title is one without the outlet's tail (title_core). tokens is scratch memory. */
void words_read(struct words *words, const char *title, struct tokens *tokens);

/*
 * A name as a key: case, marks, corporate tails and "AI", "Labs", "Technologies" at
 * its end don't matter, so "Monolith AI, Inc." is "Monolith". 0 for what has no letter.
 */
uint64_t party_key(const char *name, struct tokens *tokens);

/* The first word of a name that is no commonplace in deal news (as in words.rare), or 0. */
uint32_t party_word(const char *name, struct tokens *tokens);

/* The rare words of a text that are written as names, at most max. Returns how many. */
size_t text_names(const char *text, struct tokens *tokens, uint32_t *names, size_t max);

/* The keys of the deal's first parties, keys[i] of party i; returns how many. */
size_t party_keys(const struct deal *deal, struct tokens *tokens, uint64_t keys[PARTY_KEYS_MAX]);

/* Shingles that two sketches share, 0 to SKETCH_N. */
unsigned sketch_alike(const uint32_t a[SKETCH_N], const uint32_t b[SKETCH_N]);
