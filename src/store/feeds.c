/*
 * feeds - one table, a row a feed.
 *
 * The columns stand in one list, which the statements, the reading and the writing follow.
 */
#include "store/feeds.h"

#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/schema.h"

const char store_feeds_schema[] =
	"CREATE TABLE feed ("
	" section TEXT PRIMARY KEY, url TEXT NOT NULL, title TEXT, address TEXT, moved_to TEXT,"
	" moved_times INTEGER NOT NULL, etag TEXT, last_modified TEXT, full_at INTEGER NOT NULL,"
	" first_at INTEGER NOT NULL, polled_at INTEGER NOT NULL, ok_at INTEGER NOT NULL,"
	" new_at INTEGER NOT NULL, next_at INTEGER NOT NULL, not_before INTEGER NOT NULL,"
	" rolled_at INTEGER NOT NULL, gap INTEGER NOT NULL, ttl INTEGER NOT NULL, fresh INTEGER "
	"NOT NULL,"
	" skip_hours INTEGER NOT NULL, skip_days INTEGER NOT NULL, interval INTEGER NOT NULL,"
	" failures INTEGER NOT NULL, failing_since INTEGER NOT NULL, status INTEGER NOT NULL, "
	"error TEXT,"
	" error_at INTEGER NOT NULL, items INTEGER NOT NULL, items_seen INTEGER NOT NULL,"
	" polls INTEGER NOT NULL, troubles INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;";

#define COLUMNS                                                                                    \
	"section, url, title, address, moved_to, moved_times, etag, last_modified, full_at,"       \
	" first_at, polled_at, ok_at, new_at, next_at, not_before, rolled_at, gap, ttl, fresh,"    \
	" skip_hours, skip_days, interval, failures, failing_since, status, error, error_at, "     \
	"items, items_seen,"                                                                       \
	" polls, troubles"

static void
row_read(struct stmt *stmt, struct feed_state *ret)
{
	int i = 0;

	ret->section = stmt_text(stmt, i++);
	ret->url = stmt_text(stmt, i++);
	ret->title = stmt_text(stmt, i++);
	ret->address = stmt_text(stmt, i++);
	ret->moved_to = stmt_text(stmt, i++);
	ret->moved_times = stmt_int(stmt, i++);
	ret->etag = stmt_text(stmt, i++);
	ret->last_modified = stmt_text(stmt, i++);
	ret->full_at = stmt_int(stmt, i++);
	ret->first_at = stmt_int(stmt, i++);
	ret->polled_at = stmt_int(stmt, i++);
	ret->ok_at = stmt_int(stmt, i++);
	ret->new_at = stmt_int(stmt, i++);
	ret->next_at = stmt_int(stmt, i++);
	ret->not_before = stmt_int(stmt, i++);
	ret->rolled_at = stmt_int(stmt, i++);
	ret->gap = stmt_int(stmt, i++);
	ret->ttl = stmt_int(stmt, i++);
	ret->fresh = stmt_int(stmt, i++);
	ret->skip_hours = (uint32_t)stmt_int(stmt, i++);
	ret->skip_days = (uint8_t)stmt_int(stmt, i++);
	ret->interval = stmt_int(stmt, i++);
	ret->failures = stmt_int(stmt, i++);
	ret->failing_since = stmt_int(stmt, i++);
	ret->status = stmt_int(stmt, i++);
	ret->error = stmt_text(stmt, i++);
	ret->error_at = stmt_int(stmt, i++);
	ret->items = stmt_int(stmt, i++);
	ret->items_seen = stmt_int(stmt, i++);
	ret->polls = stmt_int(stmt, i++);
	ret->troubles = (unsigned)stmt_int(stmt, i++);
}

static void
row_bind(struct stmt *stmt, const struct feed_state *state)
{
	int i = 1;

	stmt_bind_text(stmt, i++, state->section);
	stmt_bind_text(stmt, i++, state->url);
	stmt_bind_text(stmt, i++, state->title);
	stmt_bind_text(stmt, i++, state->address);
	stmt_bind_text(stmt, i++, state->moved_to);
	stmt_bind_int(stmt, i++, state->moved_times);
	stmt_bind_text(stmt, i++, state->etag);
	stmt_bind_text(stmt, i++, state->last_modified);
	stmt_bind_int(stmt, i++, state->full_at);
	stmt_bind_int(stmt, i++, state->first_at);
	stmt_bind_int(stmt, i++, state->polled_at);
	stmt_bind_int(stmt, i++, state->ok_at);
	stmt_bind_int(stmt, i++, state->new_at);
	stmt_bind_int(stmt, i++, state->next_at);
	stmt_bind_int(stmt, i++, state->not_before);
	stmt_bind_int(stmt, i++, state->rolled_at);
	stmt_bind_int(stmt, i++, state->gap);
	stmt_bind_int(stmt, i++, state->ttl);
	stmt_bind_int(stmt, i++, state->fresh);
	stmt_bind_int(stmt, i++, state->skip_hours);
	stmt_bind_int(stmt, i++, state->skip_days);
	stmt_bind_int(stmt, i++, state->interval);
	stmt_bind_int(stmt, i++, state->failures);
	stmt_bind_int(stmt, i++, state->failing_since);
	stmt_bind_int(stmt, i++, state->status);
	stmt_bind_text(stmt, i++, state->error);
	stmt_bind_int(stmt, i++, state->error_at);
	stmt_bind_int(stmt, i++, state->items);
	stmt_bind_int(stmt, i++, state->items_seen);
	stmt_bind_int(stmt, i++, state->polls);
	stmt_bind_int(stmt, i++, state->troubles);
}

const char *
feed_trouble_word(unsigned troubles)
{
	static const struct {
		unsigned trouble;
		const char *word;
	} words[] = {
		{ FEED_GONE, "gone" },
		{ FEED_DEAD, "dead" },
		{ FEED_FAILING, "failing" },
		{ FEED_ROLLED, "rolled-over" },
		{ FEED_SILENT, "silent" },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (troubles & words[i].trouble)
			return words[i].word;
	return NULL;
}

const char *
feed_state_word(const struct feed_state *state)
{
	const char *trouble = feed_trouble_word(state->troubles);

	return trouble ? trouble : state->polled_at > 0 ? "ok" : "new";
}

enum { N_TEXTS = 8 };

static void
texts_of(struct feed_state *state, const char **ret_texts[N_TEXTS])
{
	const char **texts[N_TEXTS] = { &state->section, &state->url, &state->title,
		&state->address, &state->moved_to, &state->etag, &state->last_modified,
		&state->error };

	memcpy(ret_texts, texts, sizeof texts);
}

struct feed_state *
feed_state_copy(const struct feed_state *state)
{
	struct feed_state whole = *state, *copy;
	const char **texts[N_TEXTS];
	size_t sizes[N_TEXTS], size = sizeof *copy;
	char *at;

	texts_of(&whole, texts);
	for (size_t i = 0; i < N_TEXTS; i++)
		size += sizes[i] = *texts[i] ? strlen(*texts[i]) + 1 : 0;
	copy = mem_new(size);
	at = (char *)(copy + 1);
	for (size_t i = 0; i < N_TEXTS; i++) {
		if (*texts[i])
			*texts[i] = memcpy(at, *texts[i], sizes[i]);
		at += sizes[i];
	}
	*copy = whole;
	return copy;
}

bool
feeds_get(struct db *db, const char *section, struct arena *arena, struct feed_state *ret_state,
	bool *ret_found, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "SELECT " COLUMNS " FROM feed WHERE section = ?", err);
	const char **texts[N_TEXTS];

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, section);
	if (!stmt_step(stmt, ret_found, err))
		return false;
	if (*ret_found) {
		row_read(stmt, ret_state);
		texts_of(ret_state, texts);
		for (size_t i = 0; i < N_TEXTS; i++)
			if (*texts[i])
				*texts[i] = arena_strdup(arena, *texts[i]);
		stmt_done(stmt);
	}
	return true;
}

bool
feeds_put(struct db *db, const struct feed_state *state, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT OR REPLACE INTO feed (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		err);

	if (!stmt)
		return false;
	row_bind(stmt, state);
	return stmt_run(stmt, err);
}

bool
feeds_each(struct db *db, void (*on_feed)(void *arg, const struct feed_state *state), void *arg,
	struct err *err)
{
	struct stmt *stmt = db_prepare(db, "SELECT " COLUMNS " FROM feed ORDER BY section", err);
	bool row;

	if (!stmt)
		return false;
	for (;;) {
		struct feed_state state;

		if (!stmt_step(stmt, &row, err))
			return false;
		if (!row)
			return true;
		row_read(stmt, &state);
		on_feed(arg, &state);
	}
}

bool
feeds_each_schedule(struct db *db, void (*on_feed)(void *arg, const struct feed_state *state),
	void *arg, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT section, url, address, polled_at, next_at, interval, failures, ttl, fresh,"
		" troubles FROM feed",
		err);
	bool row;

	if (!stmt)
		return false;
	for (;;) {
		struct feed_state state = { 0 };

		if (!stmt_step(stmt, &row, err))
			return false;
		if (!row)
			return true;
		state.section = stmt_text(stmt, 0);
		state.url = stmt_text(stmt, 1);
		state.address = stmt_text(stmt, 2);
		state.polled_at = stmt_int(stmt, 3);
		state.next_at = stmt_int(stmt, 4);
		state.interval = stmt_int(stmt, 5);
		state.failures = stmt_int(stmt, 6);
		state.ttl = stmt_int(stmt, 7);
		state.fresh = stmt_int(stmt, 8);
		state.troubles = (unsigned)stmt_int(stmt, 9);
		on_feed(arg, &state);
	}
}

bool
feeds_forget(struct db *db, int64_t polled_before, struct err *err)
{
	struct stmt *stmt =
		db_prepare(db, "DELETE FROM feed WHERE polled_at < ? AND troubles & 16 = 0", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, polled_before);
	return stmt_run(stmt, err);
}
