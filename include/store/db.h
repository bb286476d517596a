/*
 * db - the state: one SQLite file, one daemon.
 *
 * WAL with synchronous=FULL: what was committed survives power loss. The schema of
 * each noun stands beside its code; its version is in user_version. Older states are
 * migrated in one transaction, newer ones refused, nothing is ever repaired or overwritten.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

struct db;
struct stmt;

/*
 * Opens a state, or makes it. ":memory:" is one without a file. With exclusive, the state is
 * locked for this process (ERR_BUSY tells the other's process id) until db_close; the lock dies with
 * the process. Without, a state in a folder that we may not write to is read as it lies there, and
 * one of an older version that another process has locked is refused, too: it would be migrated
 * under a daemon that does not know the new one.
 * ERR_DATA: the file is no state of ours, or a newer one.
 */
MUST_CHECK struct db *db_open(const char *path, bool exclusive, struct err *err);
void db_close(struct db *db); /* NULL is fine */

/* Transactions nest: only the outermost begins and commits. A rollback undoes all of them. */
MUST_CHECK bool db_begin(struct db *db, struct err *err);
MUST_CHECK bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);
uint64_t db_undone(const struct db *db); /* transactions that were rolled back */

/* What is read between these is read in one transaction, which costs less than one each. */
void db_begin_reading(struct db *db);
void db_end_reading(struct db *db);

MUST_CHECK bool db_exec(struct db *db, const char *sql, struct err *err);

/*
 * A prepared statement by its text, kept for the next time and reset. The sql pointer must
 * be a literal. NULL on error. Parameters count from 1, columns from 0.
 */
struct stmt *db_prepare(struct db *db, const char *sql, struct err *err);
void stmt_bind_int(struct stmt *stmt, int i, int64_t value);
void stmt_bind_text(struct stmt *stmt, int i, const char *text); /* copied; NULL binds NULL */
void stmt_bind_blob(struct stmt *stmt, int i, const void *bytes,
	size_t len); /* copied; NULL with 0 is an empty one */

/* The next row: true with *ret_row, or true with false at the end; false on error. */
MUST_CHECK bool stmt_step(struct stmt *stmt, bool *ret_row, struct err *err);
/* The same as the condition of a loop: true with a row; then false with *ret_ok, or an error. */
bool stmt_next(struct stmt *stmt, bool *ret_ok, struct err *err);
MUST_CHECK bool stmt_run(struct stmt *stmt, struct err *err); /* for what gives no rows */
int64_t stmt_int(struct stmt *stmt, int column);
const char *stmt_text(struct stmt *stmt, int column); /* until the next step; NULL for NULL */
const void *stmt_blob(struct stmt *stmt, int column, size_t *ret_len);
/* Copies in the arena; of NULL an empty one. */
const char *stmt_keep_text(struct stmt *stmt, int column, struct arena *arena);
const void *stmt_keep_blob(struct stmt *stmt, int column, struct arena *arena, size_t *ret_len);
bool stmt_is_null(struct stmt *stmt, int column);
void stmt_done(struct stmt *stmt); /* resets; must follow a stmt_step loop that was left early */

/*
 * What is committed stands in a log first, which is copied into the state now and then: by the
 * commit that makes it long, unless by_hand says that somebody calls db_tidy. Then a commit waits
 * for the disk once only, and the copy is made apart from it. A log that grows all the same is
 * copied by a commit after all.
 */
void db_tidy_by_hand(struct db *db, bool by_hand);
bool db_is_untidy(const struct db *db); /* there is enough to be copied, and no transaction */
void db_tidy(struct db *db);

int64_t db_last_id(struct db *db);
int64_t db_changes(struct db *db);
