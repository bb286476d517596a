/*
 * seen - which items of a feed are new.
 *
 * One table of 64-bit keys. A key's date is renewed at most once a day, so a poll that
 * brings nothing new writes nothing. The upper bits of a key tell its feed or site: what a
 * poll asks for and writes lies side by side, in a few rows (runs).
 */
#include "store/seen.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "store/runs.h"
#include "store/schema.h"

enum { DAY = 86400, TITLE_MIN = 16 };

const char store_seen_schema[] =
	"CREATE TABLE seen ("
	" key INTEGER PRIMARY KEY, words INTEGER NOT NULL, at INTEGER NOT NULL"
	") STRICT;";

static uint64_t
key_not_zero(uint64_t key)
{
	return key ? key : 1;
}

/* A key of its own within the space of a feed or a site. */
static uint64_t
key_within(uint64_t space, uint64_t own)
{
	return key_not_zero((space & ~RUN_OWN_BITS) | (own & RUN_OWN_BITS));
}

/* Dashes, quotes, blanks and the like beyond ASCII: an outlet changes them at will. */
static bool
rune_is_mark(unsigned rune)
{
	return (rune >= 0x80 && rune < 0xc0) || (rune >= 0x2000 && rune < 0x2070) ||
	       (rune >= 0x3000 && rune < 0x3040) || rune == 0xfffd;
}

/* Hash of the letters and digits alone, ASCII ones without case; *ret_len is their bytes. */
static uint64_t
words_hash(const char *text, size_t *ret_len)
{
	char folded[256];
	size_t len = 0, left = strlen(text), size;
	unsigned rune;

	for (; left > 0 && len + 4 <= sizeof folded; text += size, left -= size) {
		unsigned char byte = (unsigned char)*text;

		size = 1;
		if (byte < 0x80) {
			unsigned char small = byte | 0x20; /* a digit stays one */

			if ((small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9'))
				folded[len++] = (char)small;
			continue;
		}
		size = utf8_decode(text, left, &rune);
		if (!rune_is_mark(rune)) {
			memcpy(folded + len, text, size);
			len += size;
		}
	}
	*ret_len = len;
	return key_not_zero(hash_bytes(folded, len));
}

/* The page as a key; the front page of a site is no item's own. */
static uint64_t
link_key(const struct item *item, uint64_t site, struct arena *arena)
{
	const char *identity = *item->url ? url_identity(arena, item->url) : "";
	const char *path = strstr(identity, "://");

	path = path ? strchr(path + 3, '/') : NULL;
	if (!path || path[1] == '\0')
		return 0;
	return key_within(site, hash_more(hash_text("link"), identity, strlen(identity)));
}

static uint64_t
title_key(const struct item *item, uint64_t words, size_t len, const char *host, uint64_t site)
{
	int64_t parts[2] = { (int64_t)words, item->published / DAY };

	if (len < TITLE_MIN)
		return 0;
	return key_within(site, hash_more(hash_bytes(parts, sizeof parts), host, strlen(host)));
}

/* A feed or site, and whether anything of it is known at all: of a new one nothing is asked singly. */
struct space {
	uint64_t bits;
	bool known;
	struct run run;
};

static bool
space_open(struct db *db, uint64_t bits, struct space *ret_space, struct err *err)
{
	ret_space->bits = bits;
	ret_space->run.n = 0;
	return runs_any(db, bits, &ret_space->known, err);
}

/* What is known of the key; NULL: nothing. */
static bool
seen_get(struct db *db, struct space *space, uint64_t key, const struct run_entry **ret_entry,
	struct err *err)
{
	*ret_entry = NULL;
	return !space->known || runs_find(db, key, &space->run, ret_entry, err);
}

/* The other identities of an item whose guid is not known; *site is the last item's site. */
static bool
look_further(struct db *db, const struct item *item, struct seen_mark *mark, size_t len,
	struct space *site, struct arena *arena, struct err *err)
{
	const char *host = url_host(arena, item->url);
	uint64_t bits = hash_more(hash_text("site"), host, strlen(host));
	const struct run_entry *known;

	if (bits != site->bits && !space_open(db, bits, site, err))
		return false;
	mark->link = link_key(item, bits, arena);
	mark->title = title_key(item, mark->words, len, host, bits);
	if (mark->title) {
		if (!seen_get(db, site, mark->title, &known, err))
			return false;
		if (known) {
			mark->state = SEEN_KNOWN;
			mark->stale = true; /* the new guid is to be noted */
			return true;
		}
	}
	if (mark->link) {
		if (!seen_get(db, site, mark->link, &known, err))
			return false;
		if (known && known->words == mark->words) {
			mark->state = SEEN_KNOWN;
			mark->stale = true;
		} else if (known) {
			mark->state = SEEN_CHANGED;
		}
	}
	return true;
}

/* A set of keys for the items of one document. */
struct key_set {
	uint64_t *slots;
	size_t mask;
};

/* false: it was there already. */
static bool
key_set_add(struct key_set *set, uint64_t key)
{
	size_t at = (size_t)key & set->mask;

	while (set->slots[at] && set->slots[at] != key)
		at = (at + 1) & set->mask;
	if (set->slots[at])
		return false;
	set->slots[at] = key;
	return true;
}

/* What stands twice in one document is new once. */
static void
drop_repeats(struct seen_mark *marks, size_t n, struct arena *arena)
{
	struct key_set set = { .mask = 63 };

	while (set.mask < 4 * n)
		set.mask = 2 * set.mask + 1;
	set.slots = arena_array(arena, set.mask + 1, sizeof *set.slots);
	for (size_t i = 0; i < n; i++) {
		if (marks[i].state != SEEN_NEW)
			continue;
		bool fresh = key_set_add(&set, marks[i].guid);

		if (marks[i].title)
			fresh &= key_set_add(&set, marks[i].title);
		if (!fresh)
			marks[i].state = SEEN_KNOWN;
	}
}

bool
seen_filter(struct db *db, const char *feed, const struct item *items, size_t n, int64_t now,
	struct arena *arena, struct seen_mark *ret_marks, struct err *err)
{
	uint64_t bits = hash_more(hash_text("guid"), feed, strlen(feed));
	struct space space, site;
	const struct run_entry *known;
	size_t len, n_new = 0;

	site.bits = bits; /* no site's */
	site.known = false;
	if (!space_open(db, bits, &space, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct item *item = &items[i];
		struct seen_mark *mark = &ret_marks[i];

		*mark = (struct seen_mark){ .state = SEEN_NEW };
		mark->words = words_hash(*item->title ? item->title : item->summary, &len);
		mark->guid = key_within(bits, hash_more(bits, item->id, strlen(item->id)));
		if (!seen_get(db, &space, mark->guid, &known, err))
			return false;
		if (known) {
			mark->state = known->words == mark->words ? SEEN_KNOWN : SEEN_CHANGED;
			mark->stale = known->at < now - DAY;
		} else if (!look_further(db, item, mark, len, &site, arena, err)) {
			return false;
		}
		n_new += mark->state == SEEN_NEW;
	}
	if (n_new > 1)
		drop_repeats(ret_marks, n, arena);
	return true;
}

bool
seen_add(struct db *db, const struct seen_mark *marks, size_t n, int64_t now, struct err *err)
{
	struct run_entry *list = NULL;
	size_t n_list = 0, cap = 0;
	bool ok;

	for (size_t i = 0; i < n; i++) {
		const struct seen_mark *mark = &marks[i];
		const uint64_t keys[] = { mark->guid, mark->link, mark->title };

		if (mark->state == SEEN_KNOWN && !mark->stale)
			continue;
		for (size_t k = 0; k < ARRAY_LEN(keys); k++) {
			if (!keys[k])
				continue;
			list = MEM_GROW(list, n_list, cap);
			list[n_list++] = (struct run_entry){ keys[k], mark->words, now };
		}
	}
	ok = runs_put(db, list, n_list, err);
	free(list);
	return ok;
}

bool
seen_prune(struct db *db, int64_t before, size_t limit, int64_t *cursor, struct err *err)
{
	return runs_prune(db, before, limit, cursor, err);
}
