/*
 * face - what a deal, or one story of it, looks like: small, flat, without text.
 *
 * Stories join the face of their deal; it goes into the state as bytes, and is found again by
 * keys: parties, pairs of them, sums, likeness of titles.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/deal.h"
#include "story/words.h"

enum { FACE_PARTIES = 12, FACE_FIGURES = 10, FACE_WORDS = 32, FACE_SKETCHES = 6 };

struct face_party {
	uint64_t key;
	uint16_t n; /* stories that name it */
	uint8_t role;
	uint8_t known;
	uint32_t word; /* the first of its name that is rare, as in face_word; 0: none */
};

struct face_figure {
	int64_t units; /* dollars where a rate is known, else of its currency */
	uint32_t currency;
	uint32_t n;
};

struct face_word {
	uint32_t hash;
	uint32_t n; /* titles that have it; 0: only a text has, as a name */
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

/* What one story states of one deal. words may be NULL (a deal told in passing). */
void face_make(struct face *face, const struct deal *deal, int64_t published,
	const struct words *words, struct tokens *tokens);

/* The names at the beginning of the story's text: one of them may be a party that was missed. */
void face_add_names(struct face *face, const char *text, struct tokens *tokens);

/* Seconds between the story and the deal's nearest one, before or after it; 0 in between. */
int64_t face_gap(const struct face *deal, const struct face *story);

/* The story joins the deal. */
void face_join(struct face *deal, const struct face *story);

/* The party of this key (party_key), or NULL. */
const struct face_party *face_party(const struct face *face, uint64_t key);

/* "A pact", "a tie-up", "a deal": what kind of one it is, another story may say. */
bool kind_is_open(enum deal_kind kind);

/* Sums or measures that outlets may have rounded apart; 0 is not said and near nothing. */
bool units_near(int64_t a, int64_t b);

/* The keys, and how many of the latest deals under each are worth a look. */
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
