/*
 * predicate - the deals that a passage tells, as frames:
 * by its verbs, its nouns, its customers and valuations.
 */
#pragma once

#include "frame/frame.h"

/* All frames of a passage, appended; behind the lead only those that may be background. */
void frames_find(const struct reading *reading, uint32_t passage, struct frames *frames);

/* title.c: where no clause of the title says a deal, its words may still speak of one. */
void frames_find_loose(const struct reading *reading, struct frames *frames);
