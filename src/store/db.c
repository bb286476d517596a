/*
 * db - the only file that knows SQLite.
 *
 * Statements are prepared once and found again by the address of their text. The lock
 * is a second file beside the state, held by the kernel (flock) for as long as the
 * process lives; it holds the process id for whoever is refused. A clean stop notes there
 * how it left the state: the next start looks through a state only if it is another now.
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/schema.h"

/* "DLWT" in the file's header says that a state is ours (PRAGMA application_id). */
enum {
	DB_APPLICATION_ID = 0x444c5754,
	DB_BUSY_MS = 2000,
	PRINT_MAX = 120,
	LOG_PAGES = 1000, /* so long the log may get before it is copied */
	LOG_PAGES_MAX = 4 * LOG_PAGES,
};

struct stmt {
	struct db *db; /* borrowed */
	const char *sql;
	sqlite3_stmt *lib;
	struct stmt *next;
};

struct db {
	sqlite3 *lib;
	struct stmt *stmts;
	char *path; /* owned */
	int lock_fd;
	bool as_left;    /* nobody has touched the state since its last clean stop */
	bool whole;      /* it was so at the start, and nothing has spoken against it since */
	unsigned depth;  /* of nested transactions */
	bool spoilt;     /* an inner one was rolled back */
	uint64_t undone; /* so many outermost ones were */
	int log_pages; /* in the log, by the last commit; counted only when it is copied by hand */
};

/* SQLite's word for it; a full disk and a foreign file get codes of their own. */
static bool
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

/* The file as the system knows it: who writes to it changes that. Empty: a log is left beside it. */
static void
state_print(const char *path, char print[PRINT_MAX])
{
	char *log = mem_printf("%s-wal", path);
	struct stat file;

	*print = '\0';
	if (access(log, F_OK) < 0 && stat(path, &file) == 0)
		snprintf(print, PRINT_MAX, "%llu %lld %lld.%09ld", (unsigned long long)file.st_ino,
			(long long)file.st_size, (long long)file.st_ctim.tv_sec,
			file.st_ctim.tv_nsec);
	free(log);
}

/* Reads what a clean stop noted in the lock, and puts our process id there instead. */
static void
lock_take(struct db *db)
{
	char noted[32 + PRINT_MAX] = "", print[PRINT_MAX];
	ssize_t n = pread(db->lock_fd, noted, sizeof noted - 1, 0);
	const char *line = n > 0 ? strchr(noted, '\n') : NULL;
	int len;

	state_print(db->path, print);
	db->as_left = *print && line && strcmp(line + 1, print) == 0;
	len = snprintf(noted, sizeof noted, "%ld\n", (long)getpid());
	if (ftruncate(db->lock_fd, 0) < 0 || pwrite(db->lock_fd, noted, (size_t)len, 0) != len) {
		/* Only the sentence for the next one suffers, and the check is made. */
		db->as_left = false;
	}
}

/* The state is closed, and it was well: notes how it is left, behind the process id. */
static void
lock_note(struct db *db)
{
	off_t end = lseek(db->lock_fd, 0, SEEK_END);
	char print[PRINT_MAX];
	ssize_t len;

	state_print(db->path, print);
	len = (ssize_t)strlen(print);
	if (end < 0 || pwrite(db->lock_fd, print, (size_t)len, end) != len) {
		/* The next start looks through the state, that is all. */
	}
}

/* SQLite goes where a link leads, so the lock lies there, too; a link to nothing gets its file. */
static char *
lock_path(const char *path)
{
	char *real = realpath(path, NULL), *lock;
	struct stat link;

	if (!real && lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

		if (fd >= 0)
			close(fd);
		real = realpath(path, NULL);
	}
	lock = mem_printf("%s.lock", real ? real : path);
	free(real);
	return lock;
}

/* Takes the kernel's lock; the file stays, so that nobody locks one that was just unlinked. */
static bool
db_lock(struct db *db, const char *path, struct err *err)
{
	char *lock = lock_path(path);
	char pid[32] = "";

	db->lock_fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (db->lock_fd < 0) {
		err_set(err, ERR_FAIL, "%s: %s", lock, strerror(errno));
	} else if (flock(db->lock_fd, LOCK_EX | LOCK_NB) < 0) {
		ssize_t n = pread(db->lock_fd, pid, sizeof pid - 1, 0);

		pid[n > 0 ? n : 0] = '\0';
		pid[strcspn(pid, "\n")] = '\0';
		err_set(err, ERR_BUSY, "%s: another dealwatch uses this state (process %s)", path,
			*pid ? pid : "unknown");
		close(db->lock_fd);
		db->lock_fd = -1;
	} else {
		lock_take(db);
	}
	free(lock);
	return db->lock_fd >= 0;
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
	bool borrowed = db->lock_fd < 0 && strcmp(path, ":memory:") != 0, ok = true;
	int64_t version;

	if (borrowed && !db_lock(db, path, err))
		return false;
	if (!db_ask_int(db, "PRAGMA user_version", &version)) {
		db_fail(db, err, path);
		ok = false;
	} else if (version < STORE_VERSION) { /* nobody did it since we looked */
		ok = db_migrate(db, version, err);
	}
	if (borrowed) {
		close(db->lock_fd);
		db->lock_fd = -1;
	}
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

	db->lock_fd = -1;
	db->path = mem_strdup(path);
	if (file && is_folder(path)) { /* no lock is left beside it */
		err_set(err, ERR_FAIL, "%s: %s", path, strerror(EISDIR));
		goto fail;
	}
	if (exclusive && file && !db_lock(db, path, err))
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
	if (exclusive && file && !db->as_left && !db_quick_check(db, path, err))
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
	while (db->stmts) {
		struct stmt *stmt = db->stmts;

		db->stmts = stmt->next;
		sqlite3_finalize(stmt->lib);
		free(stmt);
	}
	bool closed = sqlite3_close(db->lib) == SQLITE_OK;

	if (db->lock_fd >= 0) {
		if (closed && db->whole)
			lock_note(db);
		close(db->lock_fd);
	}
	free(db->path);
	free(db);
}

bool
db_begin(struct db *db, struct err *err)
{
	if (db->depth == 0) {
		if (!db_exec(db, "BEGIN IMMEDIATE", err))
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
	if (db_exec(db, "COMMIT", err))
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
	sqlite3_exec(db->lib, "BEGIN", NULL, NULL, NULL);
}

void
db_end_reading(struct db *db)
{
	if (--db->depth > 0)
		return;
	if (db->spoilt)
		undo(db);
	else
		sqlite3_exec(db->lib, "COMMIT", NULL, NULL, NULL);
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
