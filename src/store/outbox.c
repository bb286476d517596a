/*
 * outbox - alerts that are decided, one row per alert and notifier, until they arrived.
 *
 *	waiting --begin--> waiting, in doubt --delivered--> done
 *	                                     --failed----> waiting (later)
 *	                                     --park------> parked --retry--> waiting
 *	waiting, parked --drop--> done
 *
 * A done row gives up its alert's text and is forgotten after some months.
 */
#include "store/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "store/db.h"
#include "store/schema.h"

enum { ALERT_TEXT_MAX = 1024 * 1024 };

const char store_outbox_schema[] =
	"CREATE TABLE outbox ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" alert_id TEXT NOT NULL,"
	" notifier TEXT NOT NULL,"
	" deal_id TEXT NOT NULL,"
	" alert TEXT," /* NULL once it is done */
	" state INTEGER NOT NULL DEFAULT 0,"
	" tries INTEGER NOT NULL DEFAULT 0,"
	" answered INTEGER NOT NULL DEFAULT 0,"
	" held INTEGER NOT NULL DEFAULT 0,"
	" in_doubt INTEGER NOT NULL DEFAULT 0,"
	" asked INTEGER NOT NULL DEFAULT 0," /* the receiver named next_at */
	" urged INTEGER NOT NULL DEFAULT 0," /* a person wants it tried at once */
	" created INTEGER NOT NULL,"
	" next_at INTEGER NOT NULL DEFAULT 0,"
	" done_at INTEGER,"
	" message INTEGER,"
	" error TEXT,"
	" UNIQUE (alert_id, notifier)) STRICT;"
	"CREATE INDEX outbox_open ON outbox (notifier, held, id) WHERE state = 0;"
	"CREATE INDEX outbox_urged ON outbox (notifier, id) WHERE state = 0 AND urged = 1;"
	"CREATE INDEX outbox_parked ON outbox (notifier) WHERE state = 1;"
	"CREATE INDEX outbox_sent ON outbox (notifier, done_at) WHERE state = 2;"
	"CREATE INDEX outbox_deal ON outbox (deal_id, notifier);";

#define ROW_COLUMNS                                                                                \
	"id, alert_id, deal_id, notifier, alert, state, tries, answered, held, created,"           \
	" next_at, error"

/* Of the deal ?2, under whatever names it has been told. */
#define OF_DEAL                                                                                    \
	"deal_id IN (SELECT ?2 UNION ALL SELECT was.slug FROM deals"                               \
	" JOIN deals was ON was.same_as = deals.id WHERE deals.slug = ?2)"

static void
row_read(struct outbox_row *row, struct stmt *stmt)
{
	*row = (struct outbox_row){
		.id = stmt_int(stmt, 0),
		.alert_id = stmt_text(stmt, 1),
		.deal_id = stmt_text(stmt, 2),
		.notifier = stmt_text(stmt, 3),
		.alert = stmt_text(stmt, 4),
		.state = (enum outbox_state)stmt_int(stmt, 5),
		.tries = (unsigned)stmt_int(stmt, 6),
		.answered = (unsigned)stmt_int(stmt, 7),
		.held = stmt_int(stmt, 8) != 0,
		.created = stmt_int(stmt, 9),
		.next_at = stmt_int(stmt, 10),
		.error = stmt_text(stmt, 11),
	};
}

static void
row_keep(struct outbox_row *row, struct arena *arena)
{
	row->alert_id = arena_strdup(arena, row->alert_id);
	row->deal_id = arena_strdup(arena, row->deal_id);
	row->notifier = arena_strdup(arena, row->notifier);
	row->alert = arena_strdup(arena, row->alert);
	if (row->error)
		row->error = arena_strdup(arena, row->error);
}

bool
outbox_put(struct db *db, const struct alert *alert, const char *notifier, int64_t now,
	struct err *err)
{
	struct jnode *node = alert_to_json(alert);
	struct str text;
	struct stmt *stmt;
	bool ok = false;

	str_init(&text, ALERT_TEXT_MAX);
	jnode_print(node, &text);
	jnode_free(node);
	if (text.cut) {
		err_set(err, ERR_LIMIT, "alert %s is larger than %d bytes", alert->id,
			ALERT_TEXT_MAX);
		goto out;
	}
	stmt = db_prepare(db,
		"INSERT INTO outbox (alert_id, notifier, deal_id, alert, created)"
		" VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		err);
	if (!stmt)
		goto out;
	stmt_bind_text(stmt, 1, alert->id);
	stmt_bind_text(stmt, 2, notifier);
	stmt_bind_text(stmt, 3, alert->deal_id);
	stmt_bind_text(stmt, 4, text.text);
	stmt_bind_int(stmt, 5, now);
	ok = stmt_run(stmt, err);
out:
	str_clear(&text);
	if (!ok)
		err_prefix(err, "outbox");
	return ok;
}

bool
outbox_recover(struct db *db, int64_t forget, struct err *err)
{
	struct stmt *stmt;

	if (!db_exec(db,
		    "UPDATE outbox SET next_at = 0, tries = tries - in_doubt, in_doubt = 0"
		    " WHERE state = 0 AND asked = 0 AND (next_at <> 0 OR in_doubt <> 0)",
		    err))
		return false;
	stmt = db_prepare(db, "DELETE FROM outbox WHERE state = 2 AND done_at < ?", err);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, forget);
	return stmt_run(stmt, err);
}

/* All rows of a bound statement, at most max of them. */
static bool
rows_take(struct stmt *stmt, size_t max, struct arena *arena, struct outbox_row **ret_rows,
	size_t *ret_n, struct err *err)
{
	struct outbox_row *rows = arena_array(arena, max, sizeof *rows);
	size_t n = 0;
	bool ok;

	while (stmt_next(stmt, &ok, err)) {
		row_read(&rows[n], stmt);
		row_keep(&rows[n++], arena);
	}
	if (!ok)
		return false;
	*ret_rows = rows;
	*ret_n = n;
	return true;
}

bool
outbox_waiting(struct db *db, const char *notifier, bool held, size_t max, struct arena *arena,
	struct outbox_row **ret_rows, size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT " ROW_COLUMNS " FROM outbox"
		" WHERE notifier = ? AND held = ? AND state = 0 ORDER BY id LIMIT ?",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, notifier);
	stmt_bind_int(stmt, 2, held);
	stmt_bind_int(stmt, 3, (int64_t)max);
	return rows_take(stmt, max, arena, ret_rows, ret_n, err);
}

bool
outbox_urged(struct db *db, const char *notifier, size_t max, struct arena *arena,
	struct outbox_row **ret_rows, size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT " ROW_COLUMNS " FROM outbox"
		" WHERE notifier = ? AND state = 0 AND urged = 1 ORDER BY id LIMIT ?",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, notifier);
	stmt_bind_int(stmt, 2, (int64_t)max);
	return rows_take(stmt, max, arena, ret_rows, ret_n, err);
}

bool
outbox_held_before(struct db *db, const struct outbox_row *row, size_t max, struct arena *arena,
	struct outbox_row **ret_rows, size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT " ROW_COLUMNS " FROM outbox"
		" WHERE notifier = ?1 AND " OF_DEAL " AND held = 1 AND state = 0 AND in_doubt = 0"
		" AND id < ?3 ORDER BY id LIMIT ?4",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, row->notifier);
	stmt_bind_text(stmt, 2, row->deal_id);
	stmt_bind_int(stmt, 3, row->id);
	stmt_bind_int(stmt, 4, (int64_t)max);
	return rows_take(stmt, max, arena, ret_rows, ret_n, err);
}

/* Runs a statement whose only parameter, the last one, is a row's id. */
static bool
row_run(struct stmt *stmt, int at, int64_t id, struct err *err)
{
	stmt_bind_int(stmt, at, id);
	return stmt_run(stmt, err);
}

bool
outbox_hold(struct db *db, int64_t id, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "UPDATE outbox SET held = 1 WHERE id = ?", err);

	return stmt && row_run(stmt, 1, id, err);
}

bool
outbox_begin(struct db *db, int64_t id, int64_t next_at, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET in_doubt = 1, tries = tries + 1, asked = 0, urged = 0,"
		" next_at = ?"
		" WHERE id = ?",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, next_at);
	return row_run(stmt, 2, id, err);
}

bool
outbox_unbegin(struct db *db, int64_t id, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET in_doubt = 0, tries = tries - 1, next_at = 0"
		" WHERE id = ? AND state = 0 AND in_doubt = 1",
		err);

	return stmt && row_run(stmt, 1, id, err);
}

bool
outbox_delivered(struct db *db, int64_t id, int64_t message, int64_t now, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET state = 2, in_doubt = 0, alert = NULL, error = NULL,"
		" message = ?, done_at = ? WHERE id = ?",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, message);
	stmt_bind_int(stmt, 2, now);
	return row_run(stmt, 3, id, err);
}

bool
outbox_skipped(struct db *db, int64_t id, int64_t now, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET state = 2, in_doubt = 0, alert = NULL, done_at = ? WHERE id = ?",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, now);
	return row_run(stmt, 2, id, err);
}

bool
outbox_failed(struct db *db, int64_t id, int64_t next_at, bool asked, bool answered,
	const char *error, struct err *err)
{
	/* Dropped or delivered meanwhile by another process's hand: that stands. */
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET in_doubt = 0, next_at = ?, asked = ?, answered = answered + ?,"
		" error = ? WHERE id = ? AND state = 0",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, next_at);
	stmt_bind_int(stmt, 2, asked);
	stmt_bind_int(stmt, 3, answered);
	stmt_bind_text(stmt, 4, error);
	return row_run(stmt, 5, id, err);
}

bool
outbox_park(struct db *db, int64_t id, const char *error, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET state = 1, in_doubt = 0, error = ? WHERE id = ? AND state = 0",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, error);
	return row_run(stmt, 2, id, err);
}

bool
outbox_sent_between(struct db *db, const char *notifier, int64_t since, int64_t until,
	unsigned *ret_n, struct err *err)
{
	bool row;
	struct stmt *stmt = db_prepare(db,
		"SELECT count(DISTINCT message) FROM outbox WHERE notifier = ? AND state = 2"
		" AND done_at > ? AND done_at <= ? AND message IS NOT NULL",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, notifier);
	stmt_bind_int(stmt, 2, since);
	stmt_bind_int(stmt, 3, until);
	if (!stmt_step(stmt, &row, err))
		return false;
	*ret_n = (unsigned)stmt_int(stmt, 0);
	stmt_done(stmt);
	return true;
}

bool
outbox_told(struct db *db, const struct outbox_row *row, bool *ret_told, struct err *err)
{
	bool found;
	/* What waits before it was found worth telling: rules are asked in order. */
	struct stmt *stmt = db_prepare(db,
		"SELECT 1 FROM outbox WHERE notifier = ?1 AND " OF_DEAL " AND id < ?3"
		" AND (message IS NOT NULL OR state = 0) LIMIT 1",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, row->notifier);
	stmt_bind_text(stmt, 2, row->deal_id);
	stmt_bind_int(stmt, 3, row->id);
	if (!stmt_step(stmt, &found, err))
		return false;
	stmt_done(stmt);
	*ret_told = found;
	return true;
}

bool
outbox_count(struct db *db, const char *notifier, struct outbox_counts *ret_counts, struct err *err)
{
	bool row;
	struct stmt *stmt = db_prepare(db,
		"SELECT (SELECT count(*) FROM outbox WHERE state = 0 AND (?1 IS NULL OR notifier = "
		"?1)),"
		" (SELECT count(*) FROM outbox WHERE state = 1 AND (?1 IS NULL OR notifier = ?1)),"
		" (SELECT coalesce(min(created), 0) FROM outbox"
		"  WHERE state = 0 AND (?1 IS NULL OR notifier = ?1))",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, notifier);
	if (!stmt_step(stmt, &row, err))
		return false;
	ret_counts->waiting = stmt_int(stmt, 0);
	ret_counts->parked = stmt_int(stmt, 1);
	ret_counts->oldest = stmt_int(stmt, 2);
	stmt_done(stmt);
	return true;
}

bool
outbox_notifiers(struct db *db,
	void (*on_notifier)(void *arg, const char *notifier, int64_t waiting), void *arg,
	struct err *err)
{
	bool ok;
	struct stmt *stmt = db_prepare(
		db, "SELECT notifier, count(*) FROM outbox WHERE state = 0 GROUP BY notifier", err);

	if (!stmt)
		return false;
	while (stmt_next(stmt, &ok, err))
		on_notifier(arg, stmt_text(stmt, 0), stmt_int(stmt, 1));
	return ok;
}

bool
outbox_list(struct db *db, void (*on_row)(void *arg, const struct outbox_row *row), void *arg,
	struct err *err)
{
	struct outbox_row row;
	bool ok;
	struct stmt *stmt = db_prepare(
		db, "SELECT " ROW_COLUMNS " FROM outbox WHERE state < 2 ORDER BY id", err);

	if (!stmt)
		return false;
	while (stmt_next(stmt, &ok, err)) {
		row_read(&row, stmt);
		on_row(arg, &row);
	}
	return ok;
}

/* A number is a row's id, anything else an alert's or a notifier's name; "all" is every row. */
static void
bind_which(struct stmt *stmt, const char *which)
{
	char *end;
	long long id = strtoll(which, &end, 10);

	stmt_bind_int(stmt, 1, *which && !*end ? (int64_t)id : -1);
	stmt_bind_text(stmt, 2, which);
}

#define WHICH_ROWS "state < 2 AND (id = ?1 OR alert_id = ?2 OR notifier = ?2 OR ?2 = 'all')"

bool
outbox_retry(struct db *db, const char *which, int64_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET state = 0, next_at = 0, asked = 0, tries = 0, answered = 0,"
		" urged = held = 0 OR tries > 0 OR id = ?1 OR alert_id = ?2"
		" WHERE " WHICH_ROWS,
		err);

	if (!stmt)
		return false;
	bind_which(stmt, which);
	if (!stmt_run(stmt, err))
		return false;
	*ret_n = db_changes(db);
	return true;
}

bool
outbox_drop(struct db *db, const char *which, int64_t now, int64_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE outbox SET state = 2, alert = NULL, done_at = ?3 WHERE " WHICH_ROWS, err);

	if (!stmt)
		return false;
	bind_which(stmt, which);
	stmt_bind_int(stmt, 3, now);
	if (!stmt_run(stmt, err))
		return false;
	*ret_n = db_changes(db);
	return true;
}
