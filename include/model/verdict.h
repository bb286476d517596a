/*
 * verdict - a story's verdict as a JSON line.
 */
#pragma once

#include <stddef.h>

#include "model/deal.h"
#include "model/story.h"

/* CONTRACT's "A story's verdict". watches: names of the watches that want it. */
struct jnode *verdict_to_json(const struct story *story, const struct verdict *verdict,
	const char *const *watches, size_t n_watches);
