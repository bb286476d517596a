/*
 * keys - a row a deal, its keys in hexadecimal digits; and in memory, which deals have a key.
 *
 * In memory a key is half of its bits: two that are alike there share their deals. Each has its
 * latest entry, and each entry the one before it, so the latest deals of a key are the first that
 * are met, however many there are.
 */
#include "store/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/db.h"
#include "store/schema.h"

/* Some 90 bytes a deal. */
enum {
	ROWS_MAX = 1 << 17, /* so many are read, and so many more may come until they are again */
	SLOTS_MIN = 1 << 10,
	DIGITS = 16, /* of a key in the state */
	LATEST = 64, /* deals of a key that are looked through before the state is asked */
};

const char store_keys_schema[] =
	"ALTER TABLE deal_keys RENAME TO deal_keys_1;"
	"CREATE TABLE deal_keys (deal INTEGER PRIMARY KEY, keys TEXT NOT NULL) STRICT;"
	"INSERT INTO deal_keys (deal, keys)"
	" SELECT deal, group_concat(printf('%016x', key), '') FROM deal_keys_1 GROUP BY deal;"
	"DROP TABLE deal_keys_1;";

struct entry {
	uint32_t deal;
	uint32_t before; /* of the same key; 0: none */
};

struct slot {
	uint32_t key;
	uint32_t last; /* entry; 0: the slot is free */
};

struct keys {
	struct db *db;      /* borrowed */
	struct slot *slots; /* owned; a power of two, half of them free */
	size_t n_slots, n_used;
	struct entry *entries; /* owned; the first stands for none */
	size_t n, cap;
	size_t n_rows;
	uint64_t undone; /* transactions of the db, when this was read */
};

struct keys *
keys_new(struct db *db)
{
	struct keys *keys = mem_new(sizeof *keys);

	keys->db = db;
	return keys;
}

void
keys_free(struct keys *keys)
{
	if (!keys)
		return;
	free(keys->slots);
	free(keys->entries);
	free(keys);
}

/* The key's slot, or the free one where it belongs. */
static struct slot *
slot_of(const struct slot *slots, size_t n_slots, uint32_t key)
{
	size_t at = key & (n_slots - 1);

	while (slots[at].last && slots[at].key != key)
		at = (at + 1) & (n_slots - 1);
	return (struct slot *)&slots[at];
}

static void
grow(struct keys *keys)
{
	size_t n_slots = 2 * keys->n_slots;
	struct slot *slots = mem_array(n_slots, sizeof *slots);

	for (size_t i = 0; i < keys->n_slots; i++)
		if (keys->slots[i].last)
			*slot_of(slots, n_slots, keys->slots[i].key) = keys->slots[i];
	free(keys->slots);
	keys->slots = slots;
	keys->n_slots = n_slots;
}

static uint32_t
key_half(uint64_t key)
{
	return (uint32_t)(key ^ key >> 32);
}

static void
note(struct keys *keys, uint32_t key, int64_t deal)
{
	struct slot *slot;

	if (2 * keys->n_used >= keys->n_slots)
		grow(keys);
	slot = slot_of(keys->slots, keys->n_slots, key);
	keys->n_used += slot->last == 0;
	keys->entries = MEM_GROW(keys->entries, keys->n, keys->cap);
	keys->entries[keys->n] = (struct entry){ (uint32_t)deal, slot->last };
	*slot = (struct slot){ key, (uint32_t)keys->n++ };
}

static void
note_row(struct keys *keys, int64_t deal, const char *digits)
{
	char one[DIGITS + 1] = "";

	for (; strlen(digits) >= DIGITS; digits += DIGITS) {
		memcpy(one, digits, DIGITS);
		note(keys, key_half(strtoull(one, NULL, 16)), deal);
	}
	keys->n_rows++;
}

/* Forgets all, and reads the latest rows in their order. */
static bool
keys_read(struct keys *keys, struct err *err)
{
	struct stmt *stmt = db_prepare(keys->db,
		"SELECT deal, keys FROM deal_keys"
		" WHERE deal > (SELECT max(deal) FROM deal_keys) - ?1 ORDER BY deal",
		err);
	bool ok;

	if (!stmt)
		return false;
	free(keys->slots);
	keys->n_slots = SLOTS_MIN;
	keys->slots = mem_array(keys->n_slots, sizeof *keys->slots);
	keys->n_used = keys->n_rows = keys->n = 0;
	keys->entries = MEM_GROW(keys->entries, keys->n, keys->cap);
	keys->n = 1;
	stmt_bind_int(stmt, 1, ROWS_MAX);
	while (stmt_next(stmt, &ok, err))
		note_row(keys, stmt_int(stmt, 0), stmt_text(stmt, 1));
	keys->undone = db_undone(keys->db);
	if (!ok)
		keys->n = 0;
	return ok;
}

static bool
keys_hold(struct keys *keys, struct err *err)
{
	return (keys->n > 0 && keys->n_rows < 2 * ROWS_MAX &&
		       keys->undone == db_undone(keys->db)) ||
	       keys_read(keys, err);
}

static size_t
latest(const struct keys *keys, uint64_t key, size_t most, int64_t *deals)
{
	uint32_t at = slot_of(keys->slots, keys->n_slots, key_half(key))->last;
	size_t n = 0;

	for (; at && n < most; at = keys->entries[at].before)
		deals[n++] = keys->entries[at].deal;
	return n;
}

bool
keys_find(struct keys *keys, uint64_t key, size_t most, int64_t *ret_deals, size_t *ret_n,
	struct err *err)
{
	if (!keys_hold(keys, err))
		return false;
	*ret_n = latest(keys, key, most, ret_deals);
	return true;
}

static bool
is_latest(const struct keys *keys, uint64_t key, int64_t deal)
{
	int64_t deals[LATEST];

	for (size_t n = latest(keys, key, LATEST, deals); n > 0; n--)
		if (deals[n - 1] == deal)
			return true;
	return false;
}

static bool
has_key(const char *row, const char *digits)
{
	for (; strlen(row) >= DIGITS; row += DIGITS)
		if (memcmp(row, digits, DIGITS) == 0)
			return true;
	return false;
}

/* Takes out of the digits what the deal's row has. */
static bool
take_out_known(struct keys *keys, int64_t deal, struct str *digits, struct err *err)
{
	struct stmt *stmt = db_prepare(keys->db, "SELECT keys FROM deal_keys WHERE deal = ?1", err);
	size_t kept = 0;
	bool found;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	if (!stmt_step(stmt, &found, err))
		return false;
	for (size_t at = 0; found && at < digits->len; at += DIGITS) {
		if (has_key(stmt_text(stmt, 0), digits->text + at))
			continue;
		memmove(digits->text + kept, digits->text + at, DIGITS);
		kept += DIGITS;
	}
	if (found)
		str_truncate(digits, kept);
	stmt_done(stmt);
	return true;
}

static bool
put_row(struct keys *keys, int64_t deal, const char *digits, struct err *err)
{
	struct stmt *stmt = db_prepare(keys->db,
		"INSERT INTO deal_keys (deal, keys) VALUES (?1, ?2)"
		" ON CONFLICT DO UPDATE SET keys = keys || excluded.keys",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_text(stmt, 2, digits);
	if (!stmt_run(stmt, err))
		return false;
	note_row(keys, deal, digits);
	return true;
}

bool
keys_add(struct keys *keys, int64_t deal, const uint64_t *list, size_t n, struct err *err)
{
	struct str digits;
	bool ok;

	if (!keys_hold(keys, err))
		return false;
	str_init(&digits, SIZE_MAX / 2);
	for (size_t i = 0; i < n; i++)
		if (!is_latest(keys, list[i], deal))
			str_printf(&digits, "%016llx", (unsigned long long)list[i]);
	ok = digits.len == 0 || (take_out_known(keys, deal, &digits, err) &&
					(digits.len == 0 || put_row(keys, deal, digits.text, err)));
	str_clear(&digits);
	return ok;
}
