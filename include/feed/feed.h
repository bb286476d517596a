/*
 * feed - the bytes of a document to its items.
 *
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed and CDF. What is broken
 * is repaired where it can be, and said so. No document costs more than a few times
 * its size in memory, nor more than linear time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/item.h"

struct jnode;

enum {
	FEED_ITEMS_MAX = 10000,   /* further items are left out, unless the hints say otherwise */
	FEED_FIELD_MAX = 1 << 20, /* bytes of one field; the rest is cut */
	FEED_LINE_MAX = 4096,     /* bytes of a title, a name, an id, an address */
	FEED_PARTS_MAX = 200,     /* authors, tags, attachments of one item */
};

struct feed_hints {
	const char *url;          /* where it came from: base of relative links; NULL: unknown */
	const char *content_type; /* the HTTP header, for its charset; NULL: none */
	size_t max_items;         /* 0: FEED_ITEMS_MAX */
};

/*
 * Reads a document. Items have everything but the plain text of what is HTML, which
 * item_make_text makes for those that are new. ERR_DATA: this is no feed (an HTML page is
 * told as such). The bytes may go afterwards.
 */
MUST_CHECK bool feed_parse(const char *bytes, size_t len, const struct feed_hints *hints,
	struct arena *arena, struct feed *ret_feed, struct err *err);

/* Fills in content_text and summary from their HTML; does nothing where they are there already. */
void item_make_text(struct item *item, struct arena *arena);
void item_make_summary(struct item *item, struct arena *arena); /* the summary alone */

/* As JSON Feed 1.1, with "_dealwatch": {"repaired": …} where it was. */
struct jnode *feed_to_json(const struct feed *feed);

/* One item of it. */
struct jnode *item_to_json(const struct item *item);
