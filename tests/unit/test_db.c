/* The state: made, locked, refused where it is not ours, never half written. */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/db.h"
#include "store/schema.h"

struct place {
	char folder[32];
	char *path;
};

static int
set_up(void **state)
{
	struct place *place = mem_new(sizeof *place);

	snprintf(place->folder, sizeof place->folder, "/tmp/dealwatch-test-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	place->path = mem_printf("%s/state.db", place->folder);
	*state = place;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *place = *state;
	char *command = mem_printf("rm -rf %s", place->folder);
	int status = system(command);

	free(command);
	free(place->path);
	free(place);
	return status;
}

static int64_t
count(struct db *db, const char *sql)
{
	struct err err = { 0 };
	struct stmt *stmt = db_prepare(db, sql, &err);
	bool row = false;

	assert_non_null(stmt);
	assert_true(stmt_step(stmt, &row, &err));
	int64_t value = row ? stmt_int(stmt, 0) : -1;

	stmt_done(stmt);
	return value;
}

static void
what_was_committed_is_there_again(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	struct stat st;
	struct db *db = db_open(place->path, true, &err);

	assert_non_null(db);
	assert_true(db_exec(db, "CREATE TABLE t(x)", &err));
	assert_true(db_begin(db, &err));
	assert_true(db_begin(db, &err));
	assert_true(db_exec(db, "INSERT INTO t VALUES(1)", &err));
	assert_true(db_commit(db, &err));
	assert_true(db_in_transaction(db));
	assert_true(db_commit(db, &err));
	assert_false(db_in_transaction(db));
	db_close(db);
	db = db_open(place->path, true, &err);
	assert_non_null(db);
	assert_int_equal(count(db, "SELECT count(*) FROM t"), 1);
	db_close(db);
	assert_int_equal(stat(place->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
an_inner_rollback_undoes_the_whole(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	struct db *db = db_open(place->path, false, &err);

	assert_true(db_exec(db, "CREATE TABLE t(x)", &err));
	assert_true(db_begin(db, &err));
	assert_true(db_exec(db, "INSERT INTO t VALUES(1)", &err));
	assert_true(db_begin(db, &err));
	db_rollback(db);
	assert_false(db_commit(db, &err));
	assert_int_equal(count(db, "SELECT count(*) FROM t"), 0);

	/* One that was only to be read is no other. */
	db_begin_reading(db);
	assert_true(db_begin(db, &err));
	assert_true(db_exec(db, "INSERT INTO t VALUES(1)", &err));
	db_rollback(db);
	db_end_reading(db);
	assert_int_equal(count(db, "SELECT count(*) FROM t"), 0);
	db_close(db);
}

static void
a_second_daemon_is_refused_with_the_firsts_id(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	char pid[32];
	struct db *db = db_open(place->path, true, &err);

	assert_non_null(db);
	snprintf(pid, sizeof pid, "process %ld)", (long)getpid());
	assert_null(db_open(place->path, true, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, pid));
	/* Commands that only look are welcome. */
	struct db *reader = db_open(place->path, false, &err);

	assert_non_null(reader);
	db_close(reader);
	db_close(db);
	db = db_open(place->path, true, &err);
	assert_non_null(db);
	db_close(db);
}

static void
a_link_is_the_state_that_it_leads_to(void **state)
{
	const struct place *place = *state;
	char *link = mem_printf("%s.link", place->path);
	struct err err = { 0 };

	assert_int_equal(symlink(place->path, link), 0);
	struct db *db = db_open(link, true, &err); /* nothing is there yet */

	assert_non_null(db);
	assert_null(db_open(place->path, true, &err));
	assert_int_equal(err.code, ERR_BUSY);
	db_close(db);
	db = db_open(place->path, true, &err);
	assert_non_null(db);
	assert_null(db_open(link, true, &err));
	assert_int_equal(err.code, ERR_BUSY);
	db_close(db);
	unlink(link);
	free(link);
}

static void
write_file(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

/* The lock's text behind its first line. */
static void
lock_note_of(const struct place *place, char note[200])
{
	char *lock = mem_printf("%s.lock", place->path);
	FILE *file = fopen(lock, "r");

	assert_non_null(file);
	assert_non_null(fgets(note, 200, file));
	if (!fgets(note, 200, file))
		*note = '\0';
	fclose(file);
	free(lock);
}

static void
a_clean_stop_is_noted_and_what_changed_since_is_looked_through(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	char note[200], again[200], garbage[4096];
	struct db *db = db_open(place->path, true, &err);

	assert_non_null(db);
	lock_note_of(place, note);
	assert_string_equal(note, ""); /* while it runs, and so after a kill */
	db_close(db);
	lock_note_of(place, note);
	assert_string_not_equal(note, "");
	db = db_open(place->path, true, &err);
	assert_non_null(db);
	db_close(db);
	lock_note_of(place, again);
	assert_string_equal(note, again); /* nothing was written */

	memset(garbage, 0x5a, sizeof garbage);
	FILE *file = fopen(place->path, "r+");

	assert_non_null(file);
	assert_int_equal(fseek(file, sizeof garbage, SEEK_SET), 0);
	assert_int_equal(fwrite(garbage, 1, sizeof garbage, file), sizeof garbage);
	fclose(file);
	assert_null(db_open(place->path, true, &err));
	assert_int_equal(err.code, ERR_DATA);
	assert_non_null(strstr(err.text, "damaged"));
	lock_note_of(place, again);
	assert_string_equal(again, ""); /* a refused one is looked through again */
	assert_null(db_open(place->path, true, &err));
}

static int64_t
size_of(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 ? (int64_t)file.st_size : -1;
}

/* A commit of n pages and some. */
static void
grow(struct db *db, int n)
{
	struct err err = { 0 };
	char *sql = mem_printf("INSERT INTO t VALUES (zeroblob(%d))", n * 4096);

	assert_true(db_exec(db, sql, &err));
	free(sql);
}

static void
the_log_is_copied_by_hand_or_when_it_grows_all_the_same(void **state)
{
	const struct place *place = *state;
	char *log = mem_printf("%s-wal", place->path);
	struct err err = { 0 };
	struct db *db = db_open(place->path, true, &err);

	assert_non_null(db);
	assert_true(db_exec(db, "CREATE TABLE t (b BLOB)", &err));
	db_tidy_by_hand(db, true);
	assert_false(db_is_untidy(db));
	grow(db, 600);
	assert_false(db_is_untidy(db));
	grow(db, 600);
	assert_true(db_is_untidy(db));
	assert_true(size_of(place->path) < 600 * 4096);
	assert_true(db_begin(db, &err));
	assert_false(db_is_untidy(db)); /* not now */
	assert_true(db_commit(db, &err));

	db_tidy(db);
	assert_false(db_is_untidy(db));
	assert_true(size_of(place->path) > 1200 * 4096);
	int64_t length = size_of(log);

	grow(db, 600); /* written over what was copied */
	assert_int_equal(size_of(log), length);

	for (unsigned i = 0; i < 8; i++) /* nobody tidies */
		grow(db, 600);
	assert_true(size_of(place->path) > 4000 * 4096);
	db_tidy_by_hand(db, false);
	assert_false(db_is_untidy(db));
	db_close(db);
	assert_int_equal(size_of(log), -1);
	free(log);
}

static void
what_is_no_state_of_ours_is_left_alone(void **state)
{
	static const char text[] =
		"This is a letter, not a database, and it is longer than a header of one "
		"hundred bytes so that nobody takes it for an empty file.";
	const struct place *place = *state;
	struct err err = { 0 };
	char got[sizeof text] = "";

	write_file(place->path, text, strlen(text));
	assert_null(db_open(place->path, true, &err));
	assert_int_equal(err.code, ERR_DATA);
	assert_non_null(strstr(err.text, "no state of dealwatch"));
	int fd = open(place->path, O_RDONLY);

	assert_int_equal(read(fd, got, sizeof got), (ssize_t)strlen(text));
	close(fd);
	assert_string_equal(got, text);
	assert_null(db_open("/nonexistent/state.db", false, &err));
	assert_int_equal(err.code, ERR_FAIL);
}

static void
a_foreign_database_and_a_newer_state_are_refused(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	static const char *const versions[] = { "99", "-1" };

	for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
		struct db *db = db_open(place->path, false, &err);
		char sql[64], want[32];

		snprintf(sql, sizeof sql, "PRAGMA user_version = %s", versions[i]);
		snprintf(want, sizeof want, "version %s,", versions[i]);
		assert_true(db_exec(db, sql, &err));
		db_close(db);
		assert_null(db_open(place->path, false, &err));
		assert_non_null(strstr(err.text, want));
		assert_int_equal(err.code, ERR_DATA);
		assert_int_equal(unlink(place->path), 0);
	}

	char *other = mem_printf("%s/other.db", place->folder);
	char *command = mem_printf("sqlite3 %s 'CREATE TABLE t(x)'", other);

	if (system(command) == 0) {
		assert_null(db_open(other, false, &err));
		assert_non_null(strstr(err.text, "no state of dealwatch"));
	}
	free(command);
	free(other);
}

/* The state of a version before, whose tables are not as they should be: the first is missing, the rest is there. */
static void
a_migration_is_whole_or_not_at_all(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	struct db *db = db_open(place->path, false, &err);
	char *ask =
		mem_printf("sqlite3 %s \"SELECT count(*) FROM sqlite_schema WHERE name = 'deals'"
			   " UNION ALL SELECT user_version + 7 FROM pragma_user_version\""
			   " | tr '\\n' ' ' | grep -qx '0 7 '",
			place->path);

	assert_non_null(db);
	assert_true(db_exec(db, "DROP TABLE deals; PRAGMA user_version = 0", &err));
	db_close(db);
	for (int i = 0; i < 2; i++) {
		assert_null(db_open(place->path, false, &err));
		assert_non_null(strstr(err.text, "bringing the state to version"));
		assert_non_null(strstr(err.text, "already exists"));
	}
	assert_int_equal(system(ask), 0);
	free(ask);
}

/* As an older daemon leaves it to a newer command. */
static void
nobody_migrates_under_a_running_daemon(void **state)
{
	const struct place *place = *state;
	struct err err = { 0 };
	struct db *daemon = db_open(place->path, true, &err);

	assert_non_null(daemon);
	assert_true(db_exec(daemon, "PRAGMA user_version = 1", &err));
	assert_null(db_open(place->path, false, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, "bringing the state to version"));
	assert_non_null(strstr(err.text, "another dealwatch uses this state (process "));
	db_close(daemon);
}

static void
a_statement_takes_and_gives_every_type(void **state)
{
	static const char insert[] = "INSERT INTO t VALUES(?,?,?)";
	const struct place *place = *state;
	struct err err = { 0 };
	struct db *db = db_open(place->path, false, &err);
	bool row;
	size_t len;

	assert_true(db_exec(db, "CREATE TABLE t(a,b,c)", &err));
	for (int i = 0; i < 3; i++) {
		struct stmt *stmt = db_prepare(db, insert, &err);

		stmt_bind_int(stmt, 1, i);
		stmt_bind_text(stmt, 2, i ? "text" : NULL);
		stmt_bind_blob(stmt, 3, "a\0b", 3);
		assert_true(stmt_run(stmt, &err));
	}
	assert_int_equal(db_last_id(db), 3);
	struct stmt *stmt = db_prepare(db, "SELECT * FROM t ORDER BY a", &err);

	assert_true(stmt_step(stmt, &row, &err));
	assert_true(row);
	assert_true(stmt_is_null(stmt, 1));
	assert_memory_equal(stmt_blob(stmt, 2, &len), "a\0b", 3);
	assert_int_equal(len, 3);
	assert_true(stmt_step(stmt, &row, &err));
	assert_string_equal(stmt_text(stmt, 1), "text");
	stmt_done(stmt);
	assert_null(db_prepare(db, "SELECT nonsense", &err));
	db_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_was_committed_is_there_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_inner_rollback_undoes_the_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_second_daemon_is_refused_with_the_firsts_id, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_link_is_the_state_that_it_leads_to, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_clean_stop_is_noted_and_what_changed_since_is_looked_through, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			the_log_is_copied_by_hand_or_when_it_grows_all_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_no_state_of_ours_is_left_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_migration_is_whole_or_not_at_all, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			nobody_migrates_under_a_running_daemon, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_foreign_database_and_a_newer_state_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_statement_takes_and_gives_every_type, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
