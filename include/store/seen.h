/*
 * seen - which items of a feed are new.
 *
 * An item is known by its guid (within its feed), its page (canonical link), or its title
 * with day and host: so changed guids, token links, Google News' new ids and a feed that
 * publishes everything again bring nothing new. An item that is known but has another
 * title now is changed: a correction may stand in it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/item.h"

struct db;

enum seen_state { SEEN_KNOWN, SEEN_NEW, SEEN_CHANGED };

/* One item's identity and what came of the look-up; made by seen_filter. */
struct seen_mark {
	enum seen_state state;
	bool stale;                 /* known, but its row wants a fresh date */
	uint64_t guid, link, title; /* keys; 0: it has none, or none was needed */
	uint64_t words;             /* of the title as it is now */
};

/* Fills in n marks, one per item. A few microseconds per item; most need one look-up. */
MUST_CHECK bool seen_filter(struct db *db, const char *feed, const struct item *items, size_t n,
	int64_t now, struct arena *arena, struct seen_mark *ret_marks, struct err *err);

/* Notes them, in the transaction that stores what came of them. */
MUST_CHECK bool seen_add(
	struct db *db, const struct seen_mark *marks, size_t n, int64_t now, struct err *err);

/*
 * Looks at the next `limit` identities behind *cursor and forgets those that no feed has shown
 * since `before`. *cursor goes on, and round again; any number is good to begin with.
 */
MUST_CHECK bool seen_prune(
	struct db *db, int64_t before, size_t limit, int64_t *cursor, struct err *err);
