/*
 * cues - a set of classes of phrase.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "lexicon/cue.h"

struct cues {
	uint64_t bits[2];
};

_Static_assert(N_CUES <= 128, "a set has room for all classes");

static inline bool
cues_have(const struct cues *cues, enum cue cue)
{
	return cues->bits[cue >> 6] >> (cue & 63) & 1;
}

/* Any cue from first to last. */
static inline bool
cues_within(const struct cues *cues, enum cue first, enum cue last)
{
	uint64_t low = first < 64 ? UINT64_MAX << first : 0;
	uint64_t high = first < 64 ? UINT64_MAX : UINT64_MAX << (first - 64);

	if (last < 64)
		return cues->bits[0] & low & UINT64_MAX >> (63 - last);
	return cues->bits[0] & low || cues->bits[1] & high & UINT64_MAX >> (127 - last);
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

static inline bool
cues_none(const struct cues *cues)
{
	return cues->bits[0] == 0 && cues->bits[1] == 0;
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
	cues->bits[0] |= others->bits[0];
	cues->bits[1] |= others->bits[1];
}
