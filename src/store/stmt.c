/*
 * stmt - prepared statements: kept, found again by the address of their text, bound and read.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/inside.h"

struct stmt {
	struct db *db; /* borrowed */
	const char *sql;
	sqlite3_stmt *lib;
	struct stmt *next;
};

struct stmt *
db_prepare(struct db *db, const char *sql, struct err *err)
{
	for (struct stmt **at = &db->stmts; *at; at = &(*at)->next) {
		struct stmt *stmt = *at;

		if (stmt->sql != sql)
			continue;
		/* What is used often stays in front. */
		*at = stmt->next;
		stmt->next = db->stmts;
		db->stmts = stmt;
		sqlite3_reset(stmt->lib);
		sqlite3_clear_bindings(stmt->lib);
		return stmt;
	}

	struct stmt *stmt = mem_new(sizeof *stmt);

	if (sqlite3_prepare_v3(db->lib, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->lib, NULL) !=
		SQLITE_OK) {
		db_fail(db, err, "state");
		free(stmt);
		return NULL;
	}
	stmt->db = db;
	stmt->sql = sql;
	stmt->next = db->stmts;
	db->stmts = stmt;
	return stmt;
}

void
stmt_bind_int(struct stmt *stmt, int i, int64_t value)
{
	sqlite3_bind_int64(stmt->lib, i, value);
}

void
stmt_bind_text(struct stmt *stmt, int i, const char *text)
{
	sqlite3_bind_text(stmt->lib, i, text, -1, SQLITE_TRANSIENT);
}

void
stmt_bind_blob(struct stmt *stmt, int i, const void *bytes, size_t len)
{
	sqlite3_bind_blob64(stmt->lib, i, bytes ? bytes : "", len, SQLITE_TRANSIENT);
}

bool
stmt_step(struct stmt *stmt, bool *ret_row, struct err *err)
{
	int rc = sqlite3_step(stmt->lib);

	if (rc == SQLITE_ROW || rc == SQLITE_DONE) {
		*ret_row = rc == SQLITE_ROW;
		if (rc == SQLITE_DONE)
			sqlite3_reset(stmt->lib);
		return true;
	}
	db_fail(stmt->db, err, "state");
	sqlite3_reset(stmt->lib);
	return false;
}

bool
stmt_next(struct stmt *stmt, bool *ret_ok, struct err *err)
{
	bool row = false;

	*ret_ok = stmt_step(stmt, &row, err);
	return *ret_ok && row;
}

bool
stmt_run(struct stmt *stmt, struct err *err)
{
	bool row;
	bool ok = stmt_step(stmt, &row, err);

	if (ok && row)
		sqlite3_reset(stmt->lib);
	return ok;
}

int64_t
stmt_int(struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->lib, column);
}

const char *
stmt_text(struct stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt->lib, column);
}

const void *
stmt_blob(struct stmt *stmt, int column, size_t *ret_len)
{
	const void *bytes = sqlite3_column_blob(stmt->lib, column);

	*ret_len = (size_t)sqlite3_column_bytes(stmt->lib, column);
	return bytes;
}

const char *
stmt_keep_text(struct stmt *stmt, int column, struct arena *arena)
{
	return arena_strdup(arena, stmt_text(stmt, column));
}

const void *
stmt_keep_blob(struct stmt *stmt, int column, struct arena *arena, size_t *ret_len)
{
	const void *bytes = stmt_blob(stmt, column, ret_len);

	return arena_strndup(arena, bytes, *ret_len);
}

bool
stmt_is_null(struct stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->lib, column) == SQLITE_NULL;
}

void
stmt_done(struct stmt *stmt)
{
	sqlite3_reset(stmt->lib);
}

void
stmts_free(struct db *db)
{
	while (db->stmts) {
		struct stmt *stmt = db->stmts;

		db->stmts = stmt->next;
		sqlite3_finalize(stmt->lib);
		free(stmt);
	}
}
