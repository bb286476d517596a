/*
 * same - are these two one deal? Facts decide, words help, vetoes come first.
 *
 * A face is what a deal, or one story of it, looks like: small, flat, without text.
 * A story is always held against the whole deal, never against its likest story, and a
 * party counts for the deal only where enough of its stories name it: so look-alikes
 * make no chain. A false merge costs more than a miss, as it claims corroboration.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/deal.h"
#include "model/story.h"
#include "story/words.h"

enum { FACE_PARTIES = 12, FACE_FIGURES = 10, FACE_WORDS = 32, FACE_SKETCHES = 6 };

struct face_party {
	uint64_t key;
	uint16_t n; /* stories that name it */
	uint8_t role;
	uint8_t known;
	uint32_t unused; /* said aloud, so that it is zero: faces go into the state byte by byte */
};

struct face_figure {
	int64_t units; /* dollars where a rate is known, else of its currency */
	uint32_t currency;
	uint32_t n;
};

struct face_word {
	uint32_t hash;
	uint32_t n;
};

struct face {
	enum deal_kind kind;
	unsigned kinds; /* bits: main kinds and further ones of any story */
	enum deal_status status;
	int64_t first, last; /* when its stories were published */
	uint32_t n_stories;
	unsigned facets;
	int64_t valuation; /* dollars, 0: not said */
	double stake_percent, gigawatts;
	bool context; /* known only from other deals' stories */
	struct face_party parties[FACE_PARTIES];
	size_t n_parties;
	struct face_figure figures[FACE_FIGURES];
	size_t n_figures;
	struct face_word words[FACE_WORDS];
	size_t n_words;
	uint32_t sketches[FACE_SKETCHES][SKETCH_N];
	size_t n_sketches;
};

struct opinion {
	double points;
	bool same;
	bool near; /* kept apart, but worth a word to whoever asks why */
	char why[200]; /* "Amazon, OpenAI in both; same sum; 3 h apart" without names: the keys have none */
};

/* What one story states of one deal. words may be NULL (a deal told in passing). */
void face_make(struct face *face, const struct deal *deal, int64_t published,
	const struct words *words, struct tokens *tokens);

/* The story joins the deal. */
void face_join(struct face *deal, const struct face *story);

/* Is the story (words: of its title) about this deal? */
void same_judge(const struct face *deal, const struct face *story, const struct words *words,
	struct opinion *ret_opinion);

/*
 * Is the story a later step of this deal, though nobody has told of it for long: talks have led
 * to it, it is reviewed, the company is sold at last, a promise is paid, either is called off? A
 * table in same.c says how long each may take; the story comes SAME_LATE at most after.
 */
enum { SAME_LATE = 730 * 24 * 3600 };
void same_judge_late(
	const struct face *deal, const struct face *story, struct opinion *ret_opinion);

/* The same for a deal that a story tells in passing: only what can't be mistaken is the same. */
void same_judge_context(
	const struct face *deal, const struct face *told, struct opinion *ret_opinion);

/*
 * Is what a story tells in passing its own deal once more: nobody but its parties, and its sum
 * or, without one, one of its kinds?
 */
bool same_but_for_roles(const struct face *story, const struct face *told);

/*
 * Keys under which a deal is found again: parties, pairs of them, sums, likeness of titles;
 * and how many of the latest deals under each are worth a look.
 */
enum { FACE_KEYS = 48 };
size_t face_keys(const struct face *face, uint64_t keys[FACE_KEYS], unsigned most[FACE_KEYS]);
/* Where a story names nobody: keys of the deals whose parties its title might name. */
size_t words_keys(const struct words *words, uint64_t keys[NAMES_MAX], unsigned most[NAMES_MAX]);
/* The key of the deals of one party (party_key). */
uint64_t party_find_key(uint64_t party);

/* As bytes for the store of this machine. */
enum { FACE_BYTES_MAX = sizeof(struct face) };
size_t face_pack(const struct face *face, unsigned char bytes[FACE_BYTES_MAX]);
bool face_unpack(struct face *face, const void *bytes, size_t len);
