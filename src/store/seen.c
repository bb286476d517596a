/*
 * seen - which items of a feed are new.
 *
 * One table of 64-bit keys. A row's date is renewed at most once a day, so a poll that
 * brings nothing new writes nothing. The upper bits of a key tell its feed or site: what a
 * poll asks for and writes lies side by side, in a few pages of the file.
 */
#include "store/seen.h"

#include <ctype.h>
#include <string.h>

#include "base/hash.h"
#include "base/url.h"
#include "base/utf8.h"
#include "store/db.h"
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

/* The bits of a key that are its own; those above are its feed's or site's. */
#define OWN_BITS ((UINT64_C(1) << 40) - 1)

/* A key of its own within the space of a feed or a site. */
static uint64_t
key_within(uint64_t space, uint64_t own)
{
	return key_not_zero((space & ~OWN_BITS) | (own & OWN_BITS));
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
			if (isalnum(byte))
				folded[len++] = (char)tolower(byte);
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
};

static bool
space_open(struct db *db, uint64_t bits, struct space *ret_space, struct err *err)
{
	struct stmt *stmt =
		db_prepare(db, "SELECT 1 FROM seen WHERE key BETWEEN ?1 AND ?2 LIMIT 1", err);
	bool known;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, (int64_t)(bits & ~OWN_BITS));
	stmt_bind_int(stmt, 2, (int64_t)(bits | OWN_BITS));
	if (!stmt_step(stmt, &known, err))
		return false;
	stmt_done(stmt);
	*ret_space = (struct space){ bits, known };
	return true;
}

static bool
seen_get(struct db *db, const struct space *space, uint64_t key, bool *ret_known,
	uint64_t *ret_words, int64_t *ret_at, struct err *err)
{
	struct stmt *stmt;

	*ret_known = false;
	if (!space->known)
		return true;
	stmt = db_prepare(db, "SELECT words, at FROM seen WHERE key = ?1", err);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, (int64_t)key);
	if (!stmt_step(stmt, ret_known, err))
		return false;
	if (*ret_known) {
		*ret_words = (uint64_t)stmt_int(stmt, 0);
		*ret_at = stmt_int(stmt, 1);
	}
	stmt_done(stmt);
	return true;
}

/* The other identities of an item whose guid is not known; *site is the last item's site. */
static bool
look_further(struct db *db, const struct item *item, struct seen_mark *mark, size_t len,
	struct space *site, struct arena *arena, struct err *err)
{
	const char *host = url_host(arena, item->url);
	uint64_t bits = hash_more(hash_text("site"), host, strlen(host)), words;
	int64_t at;
	bool known;

	if (bits != site->bits && !space_open(db, bits, site, err))
		return false;
	mark->link = link_key(item, bits, arena);
	mark->title = title_key(item, mark->words, len, host, bits);
	if (mark->title) {
		if (!seen_get(db, site, mark->title, &known, &words, &at, err))
			return false;
		if (known) {
			mark->state = SEEN_KNOWN;
			mark->stale = true; /* the new guid is to be noted */
			return true;
		}
	}
	if (mark->link) {
		if (!seen_get(db, site, mark->link, &known, &words, &at, err))
			return false;
		if (known && words == mark->words) {
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
	uint64_t bits = hash_more(hash_text("guid"), feed, strlen(feed)), words;
	struct space space, site = { .known = true };
	size_t len, n_new = 0;
	int64_t at;
	bool known;

	if (!space_open(db, bits, &space, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct item *item = &items[i];
		struct seen_mark *mark = &ret_marks[i];

		*mark = (struct seen_mark){ .state = SEEN_NEW };
		mark->words = words_hash(*item->title ? item->title : item->summary, &len);
		mark->guid = key_within(bits, hash_more(bits, item->id, strlen(item->id)));
		if (!seen_get(db, &space, mark->guid, &known, &words, &at, err))
			return false;
		if (known) {
			mark->state = words == mark->words ? SEEN_KNOWN : SEEN_CHANGED;
			mark->stale = at < now - DAY;
		} else if (!look_further(db, item, mark, len, &site, arena, err)) {
			return false;
		}
		n_new += mark->state == SEEN_NEW;
	}
	if (n_new > 1)
		drop_repeats(ret_marks, n, arena);
	return true;
}

/* Rows on their way into the table: many go with one statement, which costs little more than one. */
enum { ROWS_AT_ONCE = 32 };

struct row_batch {
	struct db *db;
	int64_t now;
	uint64_t keys[ROWS_AT_ONCE], words[ROWS_AT_ONCE];
	size_t n;
};

#define SEEN_INSERT "INSERT OR REPLACE INTO seen (at, key, words) VALUES (?1, ?2, ?3)"
#define FOUR_ROWS   ", (?1, ?, ?), (?1, ?, ?), (?1, ?, ?), (?1, ?, ?)"
#define TWELVE_ROWS FOUR_ROWS FOUR_ROWS FOUR_ROWS

static bool
rows_run(const struct row_batch *rows, struct stmt *stmt, size_t first, size_t n, struct err *err)
{
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, rows->now);
	for (size_t i = 0; i < n; i++) {
		stmt_bind_int(stmt, (int)(2 * i) + 2, (int64_t)rows->keys[first + i]);
		stmt_bind_int(stmt, (int)(2 * i) + 3, (int64_t)rows->words[first + i]);
	}
	return stmt_run(stmt, err);
}

static bool
rows_write(struct row_batch *rows, struct err *err)
{
	size_t n = rows->n;

	rows->n = 0;
	if (n == ROWS_AT_ONCE)
		return rows_run(rows,
			db_prepare(rows->db,
				SEEN_INSERT
				", (?1, ?, ?), (?1, ?, ?), (?1, ?, ?)" FOUR_ROWS TWELVE_ROWS
					TWELVE_ROWS,
				err),
			0, n, err);
	for (size_t i = 0; i < n; i++)
		if (!rows_run(rows, db_prepare(rows->db, SEEN_INSERT, err), i, 1, err))
			return false;
	return true;
}

static bool
rows_put(struct row_batch *rows, uint64_t key, uint64_t words, struct err *err)
{
	if (!key)
		return true;
	rows->keys[rows->n] = key;
	rows->words[rows->n++] = words;
	return rows->n < ROWS_AT_ONCE || rows_write(rows, err);
}

bool
seen_add(struct db *db, const struct seen_mark *marks, size_t n, int64_t now, struct err *err)
{
	struct row_batch rows = { .db = db, .now = now };

	for (size_t i = 0; i < n; i++) {
		const struct seen_mark *mark = &marks[i];

		if (mark->state == SEEN_KNOWN && !mark->stale)
			continue;
		if (!rows_put(&rows, mark->guid, mark->words, err) ||
			!rows_put(&rows, mark->link, mark->words, err) ||
			!rows_put(&rows, mark->title, mark->words, err))
			return false;
	}
	return rows_write(&rows, err);
}

/* The key of the row that comes `limit` rows after `cursor`; the greatest there is, if none does. */
static bool
prune_end(struct db *db, int64_t cursor, size_t limit, int64_t *ret_end, struct err *err)
{
	struct stmt *stmt = db_prepare(
		db, "SELECT key FROM seen WHERE key > ?1 ORDER BY key LIMIT 1 OFFSET ?2", err);
	bool row;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, cursor);
	stmt_bind_int(stmt, 2, (int64_t)limit - 1);
	if (!stmt_step(stmt, &row, err))
		return false;
	*ret_end = row ? stmt_int(stmt, 0) : INT64_MAX;
	if (row)
		stmt_done(stmt);
	return true;
}

bool
seen_prune(struct db *db, int64_t before, size_t limit, int64_t *cursor, struct err *err)
{
	struct stmt *stmt =
		db_prepare(db, "DELETE FROM seen WHERE key > ?1 AND key <= ?2 AND at < ?3", err);
	int64_t end;

	if (!stmt || !prune_end(db, *cursor, limit, &end, err))
		return false;
	stmt_bind_int(stmt, 1, *cursor);
	stmt_bind_int(stmt, 2, end);
	stmt_bind_int(stmt, 3, before);
	if (!stmt_run(stmt, err))
		return false;
	*cursor = end == INT64_MAX ? INT64_MIN : end;
	return true;
}
