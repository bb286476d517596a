/*
 * stories - from the items of a feed to what the matcher reads.
 *
 * The daemon and the commands come this way, so all of them judge the same text.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/item.h"
#include "model/story.h"

/* Where an item comes from, and when that was. */
struct story_place {
	const char
		*outlet; /* how the outlet is called; NULL or "": the feed's title, else its host */
	const char *section; /* the feed's section in the configuration, or "" */
	int64_t seen;        /* stands in where the item has no date */
};

/*
 * The story of an item; makes its plain text. Everything lives in the arena. A date that lies
 * more than a day ahead of `seen` is not trusted: it becomes `seen` (0: any date is trusted).
 */
void story_from_item(struct story *ret_story, const struct feed *feed, struct item *item,
	const struct story_place *place, struct arena *arena);

/* All stories of a feed document in a file ("-": standard input), in the document's order. */
MUST_CHECK bool stories_read(const char *path, struct arena *arena, struct story **ret_stories,
	size_t *ret_n, struct err *err);
