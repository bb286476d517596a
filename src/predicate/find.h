/*
 * find - what finds the deals of a passage, each by its own sign. The frames are appended.
 */
#pragma once

#include "frame/frame.h"

void verbs_find(const struct reading *r, uint32_t passage, struct frames *frames);
/* Of a title: by what stands behind a verb that no list knows, or knows for something else. */
void strange_find(const struct reading *r, uint32_t passage, struct frames *frames);
void nouns_find(const struct reading *r, uint32_t passage, struct frames *frames);
void customers_find(const struct reading *r, uint32_t passage, struct frames *frames);
void valuations_find(const struct reading *r, uint32_t passage, struct frames *frames);
