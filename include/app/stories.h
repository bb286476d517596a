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

/* Makes the text of one story after the other, no further than it is read. */
struct story_maker;

RETURNS_NONNULL struct story_maker *story_maker_new(void);
void story_maker_free(struct story_maker *maker); /* NULL is fine */

/*
 * The story of an item. Everything lives in the arena; but with a maker, text and tail last only
 * until its next story, and story_make_whole gives the text that lives on. A date that lies
 * more than a day ahead of `seen` is not trusted: it becomes `seen` (0: any date is trusted).
 */
void story_from_item(struct story *ret_story, const struct feed *feed, struct item *item,
	const struct story_place *place, struct story_maker *maker, struct arena *arena);

/* All the text of a story that was made of this item. */
void story_make_whole(struct story *story, struct item *item, struct arena *arena);

/* All stories of a feed document in a file ("-": standard input), in the document's order. */
MUST_CHECK bool stories_read(const char *path, struct arena *arena, struct story **ret_stories,
	size_t *ret_n, struct err *err);
