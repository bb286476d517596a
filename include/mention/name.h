/*
 * name - how far a name reaches: the organisation that begins or ends at a unit, with all its words.
 *
 * Both leave ret_who alone where they say false, and set no role.
 */
#pragma once

#include "mention/who.h"

/* The organisation that begins at unit i. */
bool name_at(const struct reading *reading, const struct passage *passage, uint32_t i,
	struct who *ret_who);

/* The organisation that ends with unit i; direct: a deal's verb follows, so any word may be one. */
bool name_before(const struct reading *reading, const struct passage *passage, uint32_t i,
	bool direct, struct who *ret_who);
