/*
 * finite - is a word a verb in the place where it stands, and one that has a subject?
 */
#pragma once

#include "mention/reading.h"

/* Is a verb's word a verb in this place? "to fund", not "hedge fund". */
bool verb_is_verb_here(const struct reading *r, const struct passage *p, uint32_t i);

/* The same of any word. */
static inline bool
unit_is_verb_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_within(&r->units[i], CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) &&
	       verb_is_verb_here(r, p, i);
}

/* "to reopen a plant, sell its power": a second verb behind a title's "to". */
bool infinitive_goes_on(const struct reading *r, const struct passage *p, uint32_t i);

/* Has a verb's word a form that only a predicate has, in a place where it can be one? */
bool verb_is_finite(const struct reading *r, const struct passage *p, uint32_t i);

/* The same of any word. */
static inline bool
unit_is_finite(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_is_verb(&r->units[i]) && verb_is_finite(r, p, i);
}

/* A verb that no list knows: "harvests", "lavished"; a word in its form, if it stands where one can. */
bool unit_may_be_verb(const struct reading *r, const struct passage *p, uint32_t i);
