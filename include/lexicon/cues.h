/*
 * cues - a set of classes of phrase.
 *
 * Asked for every word of every story, so they stand here to be inlined: with classes that are
 * constants, as they mostly are, nothing is left of the loops.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "lexicon/cue.h"

enum { CUES_WORDS = (N_CUES + 63) / 64 };

struct cues {
	uint64_t bits[CUES_WORDS];
};

static inline bool
cues_have(const struct cues *cues, enum cue cue)
{
	return cues->bits[cue >> 6] >> (cue & 63) & 1;
}

/* The first cue from first to last, or CUE_NONE. */
static inline enum cue
cues_first(const struct cues *cues, enum cue first, enum cue last)
{
	for (unsigned word = (unsigned)first >> 6; word <= (unsigned)last >> 6; word++) {
		uint64_t bits = cues->bits[word];

		if (word == (unsigned)first >> 6)
			bits &= UINT64_MAX << (first & 63);
		if (word == (unsigned)last >> 6)
			bits &= UINT64_MAX >> (63 - (last & 63));
		if (bits)
			return (enum cue)(64 * word + (unsigned)__builtin_ctzll(bits));
	}
	return CUE_NONE;
}

/* Any cue from first to last. */
static inline bool
cues_within(const struct cues *cues, enum cue first, enum cue last)
{
	return cues_first(cues, first, last) != CUE_NONE;
}

static inline bool
cues_none(const struct cues *cues)
{
	uint64_t any = 0;

	for (unsigned word = 0; word < CUES_WORDS; word++)
		any |= cues->bits[word];
	return any == 0;
}

static inline void
cues_put(struct cues *cues, enum cue cue)
{
	cues->bits[cue >> 6] |= UINT64_C(1) << (cue & 63);
}

static inline void
cues_drop(struct cues *cues, enum cue cue)
{
	cues->bits[cue >> 6] &= ~(UINT64_C(1) << (cue & 63));
}

static inline void
cues_join(struct cues *cues, const struct cues *others)
{
	for (unsigned word = 0; word < CUES_WORDS; word++)
		cues->bits[word] |= others->bits[word];
}
