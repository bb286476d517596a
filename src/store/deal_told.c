/*
 * deal_told - a row a deal and watch.
 */
#include "store/deal_told.h"

#include "store/db.h"

#define TOLD_COLUMNS "deal, watch, due, revision, state, was"

static bool
read_told(struct stmt *stmt, struct arena *arena, struct deal_told **ret_told, size_t *ret_n,
	struct err *err)
{
	struct deal_told *list = NULL, told;
	size_t n = 0, cap = 0;
	bool ok;

	while (stmt_next(stmt, &ok, err)) {
		told = (struct deal_told){
			.deal = stmt_int(stmt, 0),
			.watch = stmt_keep_text(stmt, 1, arena),
			.due = stmt_int(stmt, 2),
			.revision = (unsigned)stmt_int(stmt, 3),
		};
		told.state = stmt_keep_blob(stmt, 4, arena, &told.state_len);
		told.was = stmt_keep_text(stmt, 5, arena);
		ARENA_PUSH(arena, list, n, cap, told);
	}
	if (!ok)
		return false;
	*ret_told = list;
	*ret_n = n;
	return true;
}

bool
deal_told_load(struct db *db, int64_t deal, struct arena *arena, struct deal_told **ret_told,
	size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(
		db, "SELECT " TOLD_COLUMNS " FROM deal_told WHERE deal = ?1 ORDER BY watch", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	return read_told(stmt, arena, ret_told, ret_n, err);
}

bool
deal_told_due(struct db *db, int64_t now, size_t limit, struct arena *arena,
	struct deal_told **ret_told, size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT " TOLD_COLUMNS " FROM deal_told WHERE due > 0 AND due <= ?1"
		/* who knows the deal is told before who does not */
		" ORDER BY due, deal, revision = 0, watch LIMIT ?2",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, now);
	stmt_bind_int(stmt, 2, (int64_t)limit);
	return read_told(stmt, arena, ret_told, ret_n, err);
}

bool
deal_told_save(struct db *db, const struct deal_told *told, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT OR REPLACE INTO deal_told (" TOLD_COLUMNS
		") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, told->deal);
	stmt_bind_text(stmt, 2, told->watch);
	stmt_bind_int(stmt, 3, told->due);
	stmt_bind_int(stmt, 4, told->revision);
	stmt_bind_blob(stmt, 5, told->state, told->state_len);
	stmt_bind_text(stmt, 6, told->was ? told->was : "");
	return stmt_run(stmt, err);
}

bool
deal_told_next(struct db *db, int64_t *ret_due, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "SELECT min(due) FROM deal_told WHERE due > 0", err);
	bool row;

	if (!stmt || !stmt_step(stmt, &row, err))
		return false;
	*ret_due = row && !stmt_is_null(stmt, 0) ? stmt_int(stmt, 0) : INT64_MAX;
	stmt_done(stmt);
	return true;
}

bool
deal_told_end_waits(struct db *db, int64_t latest, struct err *err)
{
	struct stmt *stmt =
		db_prepare(db, "UPDATE deal_told SET due = ?1 WHERE due > 0 AND due > ?1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, latest);
	return stmt_run(stmt, err);
}
