/*
 * runs - the lowest entry of a run stands in the columns of its row, the others in a blob behind
 * them. A state of version 2 had a row for each entry: they are runs of one.
 */
#include "store/runs.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/schema.h"

const char store_runs_schema[] = "ALTER TABLE seen ADD COLUMN more BLOB;";

#define RUN_SELECT "SELECT key, words, at, more FROM seen"

static int64_t
space_first(uint64_t key)
{
	return (int64_t)(key & ~RUN_OWN_BITS);
}

static int64_t
space_last(uint64_t key)
{
	return (int64_t)(key | RUN_OWN_BITS);
}

/* --- a row ------------------------------------------------------------------- */

/* Of another byte order a row has the same bytes; done twice it is as before. */
static struct run_entry
entry_in_row(struct run_entry entry)
{
	return (struct run_entry){ htole64(entry.key), htole64(entry.words),
		(int64_t)htole64((uint64_t)entry.at) };
}

static void
run_from_row(struct stmt *row, struct run *run)
{
	size_t len;
	const void *more = stmt_blob(row, 3, &len);
	size_t n = len / sizeof *run->list;

	if (n > RUN_MAX - 1)
		n = RUN_MAX - 1;
	run->list[0] = (struct run_entry){ (uint64_t)stmt_int(row, 0), (uint64_t)stmt_int(row, 1),
		stmt_int(row, 2) };
	if (n > 0)
		memcpy(run->list + 1, more, n * sizeof *run->list);
	run->n = n + 1;
	for (size_t i = 1; i < run->n; i++)
		run->list[i] = entry_in_row(run->list[i]);
}

/* The one row that the statement gives, if any; else an empty run. */
static bool
run_step(struct stmt *stmt, struct run *run, struct err *err)
{
	bool found;

	run->n = 0;
	if (!stmt_step(stmt, &found, err))
		return false;
	if (found) {
		run_from_row(stmt, run);
		stmt_done(stmt);
	}
	return true;
}

static bool
run_write(struct db *db, const struct run *run, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT OR REPLACE INTO seen (key, words, at, more) VALUES (?1, ?2, ?3, ?4)", err);
	struct run_entry more[RUN_MAX];

	if (!stmt)
		return false;
	for (size_t i = 1; i < run->n; i++)
		more[i - 1] = entry_in_row(run->list[i]);
	stmt_bind_int(stmt, 1, (int64_t)run->list[0].key);
	stmt_bind_int(stmt, 2, (int64_t)run->list[0].words);
	stmt_bind_int(stmt, 3, run->list[0].at);
	stmt_bind_blob(stmt, 4, more, (run->n - 1) * sizeof *more);
	return stmt_run(stmt, err);
}

static bool
run_delete(struct db *db, int64_t key, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "DELETE FROM seen WHERE key = ?1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, key);
	return stmt_run(stmt, err);
}

/* The run that the key belongs to; an empty one, where the key is below all of its space. */
static bool
run_read(struct db *db, uint64_t key, struct run *run, struct err *err)
{
	struct stmt *stmt = db_prepare(
		db, RUN_SELECT " WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, space_first(key));
	stmt_bind_int(stmt, 2, (int64_t)key);
	return run_step(stmt, run, err);
}

/* The last key that belongs to the same run. */
static bool
run_last(struct db *db, uint64_t key, uint64_t *ret_last, struct err *err)
{
	struct stmt *stmt = db_prepare(
		db, "SELECT key FROM seen WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT 1", err);
	bool found;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, (int64_t)key);
	stmt_bind_int(stmt, 2, space_last(key));
	if (!stmt_step(stmt, &found, err))
		return false;
	*ret_last = (uint64_t)space_last(key);
	if (found) {
		*ret_last = (uint64_t)stmt_int(stmt, 0) - 1;
		stmt_done(stmt);
	}
	return true;
}

/* --- looking up -------------------------------------------------------------- */

bool
runs_any(struct db *db, uint64_t key, bool *ret_any, struct err *err)
{
	struct stmt *stmt =
		db_prepare(db, "SELECT 1 FROM seen WHERE key BETWEEN ?1 AND ?2 LIMIT 1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, space_first(key));
	stmt_bind_int(stmt, 2, space_last(key));
	if (!stmt_step(stmt, ret_any, err))
		return false;
	stmt_done(stmt);
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct run_entry *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->words > y->words) - (x->words < y->words);
}

static const struct run_entry *
run_get(const struct run *run, uint64_t key)
{
	size_t low = 0, high = run->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (run->list[mid].key == key)
			return &run->list[mid];
		if (run->list[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

bool
runs_find(struct db *db, uint64_t key, struct run *run, const struct run_entry **ret_entry,
	struct err *err)
{
	const struct run_entry *entry = run_get(run, key);

	if (!entry) {
		if (!run_read(db, key, run, err))
			return false;
		entry = run_get(run, key);
	}
	*ret_entry = entry;
	return true;
}

/* --- putting in -------------------------------------------------------------- */

/* The run with the entries in it, in rows of the same length. */
static bool
run_join(struct db *db, const struct run *run, const struct run_entry *list, size_t n,
	struct err *err)
{
	size_t all = run->n + n, rows = (all + RUN_MAX - 1) / RUN_MAX;
	size_t full = (all + rows - 1) / rows, i = 0, k = 0;
	struct run row = { .n = 0 };

	while (i < run->n || k < n) {
		bool old = k == n || (i < run->n && run->list[i].key < list[k].key);
		const struct run_entry *next = old ? &run->list[i++] : &list[k++];

		if (!old && i < run->n && run->list[i].key == next->key)
			i++;
		if (!old && k < n && list[k].key == next->key)
			continue;
		row.list[row.n++] = *next;
		if (row.n < full)
			continue;
		if (!run_write(db, &row, err))
			return false;
		row.n = 0;
	}
	return row.n == 0 || run_write(db, &row, err);
}

bool
runs_put(struct db *db, struct run_entry *list, size_t n, struct err *err)
{
	struct run run;
	uint64_t last;
	size_t end;

	if (n > 0)
		qsort(list, n, sizeof *list, compare);
	for (size_t i = 0; i < n; i = end) {
		if (!run_read(db, list[i].key, &run, err) || !run_last(db, list[i].key, &last, err))
			return false;
		for (end = i + 1; end < n && list[end].key <= last;)
			end++;
		if (!run_join(db, &run, list + i, end - i, err))
			return false;
	}
	return true;
}

/* --- forgetting -------------------------------------------------------------- */

static bool
run_prune(struct db *db, const struct run *run, int64_t before, struct err *err)
{
	struct run kept = { .n = 0 };

	for (size_t i = 0; i < run->n; i++)
		if (run->list[i].at >= before)
			kept.list[kept.n++] = run->list[i];
	if (kept.n == run->n)
		return true;
	if ((kept.n == 0 || kept.list[0].key != run->list[0].key) &&
		!run_delete(db, (int64_t)run->list[0].key, err))
		return false;
	return kept.n == 0 || run_write(db, &kept, err);
}

/* The next row behind the cursor; empty at the end. */
static bool
run_next(struct db *db, int64_t cursor, struct run *run, struct err *err)
{
	struct stmt *stmt = db_prepare(db, RUN_SELECT " WHERE key > ?1 ORDER BY key LIMIT 1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, cursor);
	return run_step(stmt, run, err);
}

bool
runs_prune(struct db *db, int64_t before, size_t limit, int64_t *cursor, struct err *err)
{
	struct run run;

	for (size_t looked = 0; looked < limit; looked += run.n) {
		if (!run_next(db, *cursor, &run, err) || !run_prune(db, &run, before, err))
			return false;
		if (run.n == 0) {
			*cursor = INT64_MIN;
			return true;
		}
		*cursor = (int64_t)run.list[run.n - 1].key;
	}
	return true;
}
