/*
 * db - the state's file: opened, looked through, migrated; its transactions and its log.
 */
#include "store/db.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/inside.h"
#include "store/schema.h"

/* "DLWT" in the file's header says that a state is ours (PRAGMA application_id). */
enum {
	DB_APPLICATION_ID = 0x444c5754,
	DB_BUSY_MS = 2000,
	LOG_PAGES = 1000, /* so long the log may get before it is copied */
	LOG_PAGES_MAX = 4 * LOG_PAGES,
};

bool
db_fail(struct db *db, struct err *err, const char *what)
{
	int rc = sqlite3_errcode(db->lib);
	enum err_code code = rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT ? ERR_DATA
			     : rc == SQLITE_BUSY                         ? ERR_BUSY
									 : ERR_FAIL;
	/* "disk I/O error" says little: the disk may be full. */
	int why = rc == SQLITE_IOERR || rc == SQLITE_CANTOPEN ? sqlite3_system_errno(db->lib) : 0;

	if (code == ERR_DATA)
		db->whole = false;
	err_set(err, code, "%s: %s%s%s", what, sqlite3_errmsg(db->lib), why ? ": " : "",
		why ? strerror(why) : "");
	return false;
}

bool
db_exec(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->lib, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, err, "state");
	return true;
}

/* The number that it yields; if not, SQLite knows why. */
static bool
db_ask_int(struct db *db, const char *sql, int64_t *ret_value)
{
	sqlite3_stmt *lib;
	bool ok;

	if (sqlite3_prepare_v2(db->lib, sql, -1, &lib, NULL) != SQLITE_OK)
		return false;
	ok = sqlite3_step(lib) == SQLITE_ROW;
	if (ok)
		*ret_value = sqlite3_column_int64(lib, 0);
	sqlite3_finalize(lib);
	return ok;
}

static bool
db_migrate(struct db *db, int64_t version, struct err *err)
{
	char sql[96];

	if (!db_begin(db, err))
		return false;
	for (; version < STORE_VERSION; version++)
		for (const char *const *script = store_migrations[version]; *script; script++)
			if (!db_exec(db, *script, err))
				goto undo;
	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		DB_APPLICATION_ID, STORE_VERSION);
	if (db_exec(db, sql, err))
		return db_commit(db, err);
undo:
	db_rollback(db);
	return false;
}

/* Under a running daemon, which may be older than we are, the state stays as that one knows it. */
static bool
db_migrate_alone(struct db *db, const char *path, struct err *err)
{
	bool borrowed = db->lock.fd < 0 && strcmp(path, ":memory:") != 0, ok = true;
	int64_t version;

	if (borrowed && !state_lock_take(&db->lock, path, err))
		return false;
	if (!db_ask_int(db, "PRAGMA user_version", &version)) {
		db_fail(db, err, path);
		ok = false;
	} else if (version < STORE_VERSION) { /* nobody did it since we looked */
		ok = db_migrate(db, version, err);
	}
	if (borrowed)
		state_lock_drop(&db->lock, path, false);
	return ok;
}

/* Is it ours, whole, and of a version that we know? An empty file becomes ours. */
static bool
db_check(struct db *db, const char *path, struct err *err)
{
	int64_t tables, application, version;

	if (!db_ask_int(db, "SELECT count(*) FROM sqlite_schema", &tables) ||
		!db_ask_int(db, "PRAGMA application_id", &application) ||
		!db_ask_int(db, "PRAGMA user_version", &version)) {
		db_fail(db, err, path);
		if (err && err->code == ERR_DATA)
			err_set(err, ERR_DATA, "%s: this is no state of dealwatch: %s", path,
				sqlite3_errmsg(db->lib));
		return false;
	}
	if (tables > 0 && application != DB_APPLICATION_ID) {
		err_set(err, ERR_DATA, "%s: this is a database, but no state of dealwatch", path);
		return false;
	}
	if (version < 0 || version > STORE_VERSION) {
		err_set(err, ERR_DATA,
			"%s: the state has version %lld, this program knows up to %d", path,
			(long long)version, STORE_VERSION);
		return false;
	}
	if (version == STORE_VERSION)
		return true;
	if (db_migrate_alone(db, path, err))
		return true;
	err_prefix(err, "%s: bringing the state to version %d", path, STORE_VERSION);
	return false;
}

static bool
db_quick_check(struct db *db, const char *path, struct err *err)
{
	sqlite3_stmt *lib;
	bool ok = false;

	if (sqlite3_prepare_v2(db->lib, "PRAGMA quick_check(1)", -1, &lib, NULL) != SQLITE_OK)
		return db_fail(db, err, path);
	if (sqlite3_step(lib) == SQLITE_ROW) {
		const char *word = (const char *)sqlite3_column_text(lib, 0);

		ok = word && strcmp(word, "ok") == 0;
		if (!ok)
			err_set(err, ERR_DATA, "%s: the state is damaged: %s", path,
				word ? word : "?");
	} else {
		db_fail(db, err, path);
	}
	sqlite3_finalize(lib);
	return ok;
}

static bool
is_folder(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 && S_ISDIR(file.st_mode);
}

/* Where we may write nothing and no log is left, nobody else does: it can be read as it is. */
static bool
is_frozen(const char *path)
{
	char *log = mem_printf("%s-wal", path), *folder = mem_strdup(path);
	char *slash = strrchr(folder, '/');
	bool frozen;

	if (slash)
		slash[1] = '\0';
	frozen = access(slash ? folder : ".", W_OK) < 0 && access(path, R_OK) == 0 &&
		 access(log, F_OK) < 0;
	free(folder);
	free(log);
	return frozen;
}

/* SQLite could not read it without files beside it, unless it is told that it stays as it is. */
static int
open_frozen(const char *path, sqlite3 **ret_lib)
{
	struct str uri;
	int rc;

	str_init(&uri, 4 * strlen(path) + 64);
	str_puts(&uri, "file:");
	for (; *path; path++) {
		if (strchr("%?#", *path))
			str_printf(&uri, "%%%02X", (unsigned)(unsigned char)*path);
		else
			str_putc(&uri, *path);
	}
	str_puts(&uri, "?immutable=1");
	rc = sqlite3_open_v2(uri.text, ret_lib,
		SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
	str_clear(&uri);
	return rc;
}

static int
open_state(const char *path, bool exclusive, sqlite3 **ret_lib)
{
	mode_t mask;
	int rc;

	if (!exclusive && is_frozen(path))
		return open_frozen(path, ret_lib);
	/* The state names who is watched: nobody else's business. */
	mask = umask(0077);
	rc = sqlite3_open_v2(path, ret_lib,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	umask(mask);
	return rc;
}

struct db *
db_open(const char *path, bool exclusive, struct err *err)
{
	struct db *db = mem_new(sizeof *db);
	bool file = strcmp(path, ":memory:") != 0;

	db->lock.fd = -1;
	db->path = mem_strdup(path);
	if (file && is_folder(path)) { /* no lock is left beside it */
		err_set(err, ERR_FAIL, "%s: %s", path, strerror(EISDIR));
		goto fail;
	}
	if (exclusive && file && !state_lock_take(&db->lock, path, err))
		goto fail;
	if (open_state(path, exclusive, &db->lib) != SQLITE_OK) {
		err_set(err, ERR_FAIL, "%s: %s", path, sqlite3_errmsg(db->lib));
		goto fail;
	}
	sqlite3_busy_timeout(db->lib, DB_BUSY_MS);
	sqlite3_extended_result_codes(db->lib, 0);
	if (!db_check(db, path, err))
		goto fail;
	if (!db_exec(db,
		    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = "
		    "ON;"
		    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
		    /* KiB: the inner pages of a ledger of 100,000 deals, and some of the leaves */
		    "PRAGMA cache_size = -4000",
		    err)) {
		err_prefix(err, "%s", path);
		goto fail;
	}
	if (exclusive && file && !db->lock.as_left && !db_quick_check(db, path, err))
		goto fail;
	db->whole = true;
	return db;
fail:
	db_close(db);
	return NULL;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	stmts_free(db);
	bool closed = sqlite3_close(db->lib) == SQLITE_OK;

	state_lock_drop(&db->lock, db->path, closed && db->whole);
	free(db->path);
	free(db);
}

/* Kept once it is prepared: to read it anew would be half of what a small transaction costs. */
static bool
db_say(struct db *db, const char *sql, struct err *err)
{
	struct stmt *stmt = db_prepare(db, sql, err);

	return stmt && stmt_run(stmt, err);
}

bool
db_begin(struct db *db, struct err *err)
{
	if (db->depth == 0) {
		if (!db_say(db, "BEGIN IMMEDIATE", err))
			return false;
		db->spoilt = false;
	}
	db->depth++;
	return true;
}

static void
undo(struct db *db)
{
	sqlite3_exec(db->lib, "ROLLBACK", NULL, NULL, NULL);
	db->undone++;
}

bool
db_commit(struct db *db, struct err *err)
{
	if (--db->depth > 0)
		return true;
	if (db->spoilt) {
		undo(db);
		err_set(err, ERR_FAIL, "state: a step of the transaction was undone");
		return false;
	}
	if (db_say(db, "COMMIT", err))
		return true;
	undo(db);
	return false;
}

void
db_rollback(struct db *db)
{
	if (--db->depth > 0)
		db->spoilt = true;
	else
		undo(db);
}

/* Whether it begins makes no difference but in speed: each statement would have its own. */
void
db_begin_reading(struct db *db)
{
	if (db->depth++ > 0)
		return;
	db->spoilt = false;
	(void)db_say(db, "BEGIN", NULL);
}

void
db_end_reading(struct db *db)
{
	if (--db->depth > 0)
		return;
	if (db->spoilt)
		undo(db);
	else
		(void)db_say(db, "COMMIT", NULL);
}

uint64_t
db_undone(const struct db *db)
{
	return db->undone;
}

bool
db_in_transaction(const struct db *db)
{
	return db->depth > 0;
}

void
db_tidy(struct db *db)
{
	int in_log = 0, copied = 0;

	/* If it fails, the log is as good as the state, and the next try comes soon. */
	(void)sqlite3_wal_checkpoint_v2(db->lib, NULL, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
	db->log_pages = 0;
}

/* After each commit. */
static int
on_log_grown(void *arg, sqlite3 *lib, const char *name, int pages)
{
	struct db *db = arg;

	(void)lib;
	(void)name;
	db->log_pages = pages;
	if (pages >= LOG_PAGES_MAX)
		db_tidy(db);
	return SQLITE_OK;
}

void
db_tidy_by_hand(struct db *db, bool by_hand)
{
	db->log_pages = 0;
	if (by_hand)
		sqlite3_wal_hook(db->lib, on_log_grown, db);
	else
		sqlite3_wal_autocheckpoint(db->lib, LOG_PAGES);
}

bool
db_is_untidy(const struct db *db)
{
	return db->log_pages >= LOG_PAGES && db->depth == 0;
}

int64_t
db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->lib);
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes(db->lib);
}
