/*
 * origin - who had it first; outlets that repeat one origin.
 *
 * Thirty outlets that all quote one report are one witness. An outlet's origin is whom
 * it names, else whom it copies nearly word by word, else itself.
 */
#pragma once

#include "base/arena.h"
#include "base/attr.h"
#include "model/deal.h"
#include "model/story.h"

/* An outlet as one calls it: "ft.com", "FT" and "Financial Times" are one. */
RETURNS_NONNULL const char *outlet_name(struct arena *arena, const char *source);

/*
 * Whom the story names as its source: "first reported by …", "according to …", the feed's
 * <source>, the name that an aggregator hangs on the title. NULL: nobody, or itself.
 */
const char *origin_named(const struct story *story, const struct deal *deal, struct arena *arena);

/* Its title says that it repeats a report, and not whose: "…, report says". */
bool origin_is_other(const struct story *story);

/* Which of the outlets that told of the deal before the story names as its source; or NULL. */
const char *origin_among(
	const struct story *story, const char *const *outlets, size_t n, struct arena *arena);
