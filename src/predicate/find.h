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
/*
 * customer.c: the unit behind "as" that says customer
 * or supplier, "as its first cloud customer"; 0: none.
 */
uint32_t as_trader(const struct reading *r, const struct passage *p, uint32_t as);
void valuations_find(const struct reading *r, uint32_t passage, struct frames *frames);
