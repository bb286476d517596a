/* Which deals have a key: the latest first, whoever reads them, and as the state has it. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "old_state.h"
#include "store/db.h"
#include "store/keys.h"
#include "store/schema.h"

static struct db *
memory(void)
{
	struct err err = { 0 };
	struct db *db = db_open(":memory:", false, &err);

	assert_non_null(db);
	return db;
}

static void
add(struct keys *keys, int64_t deal, uint64_t first, uint64_t second)
{
	const uint64_t list[] = { first, second };
	struct err err = { 0 };

	assert_true(keys_add(keys, deal, list, ARRAY_LEN(list), &err));
}

/* Of the key there are these deals, as words. */
static void
gives(struct keys *keys, uint64_t key, size_t most, const char *want)
{
	int64_t deals[100];
	char got[400] = "";
	struct err err = { 0 };
	size_t n, len = 0;

	assert_true(keys_find(keys, key, most, deals, &n, &err));
	for (size_t i = 0; i < n; i++)
		len += (size_t)snprintf(
			got + len, sizeof got - len, "%s%lld", i ? " " : "", (long long)deals[i]);
	assert_string_equal(got, want);
}

static int64_t
count(struct db *db, const char *sql)
{
	struct err err = { 0 };
	struct stmt *stmt = db_prepare(db, sql, &err);
	bool row = false;

	assert_non_null(stmt);
	assert_true(stmt_step(stmt, &row, &err) && row);
	int64_t value = stmt_int(stmt, 0);

	stmt_done(stmt);
	return value;
}

static void
the_latest_deals_come_first_and_no_more_than_asked(void **state)
{
	struct db *db = memory();
	struct keys *keys = keys_new(db);

	(void)state;
	gives(keys, 7, 10, "");
	add(keys, 1, 7, 8);
	add(keys, 2, 7, UINT64_MAX);
	add(keys, 3, 7, 9);
	gives(keys, 7, 10, "3 2 1");
	gives(keys, 7, 2, "3 2");
	gives(keys, UINT64_MAX, 10, "2");
	gives(keys, 10, 10, "");
	keys_free(keys);
	keys = keys_new(db); /* who comes later finds the same */
	gives(keys, 7, 10, "3 2 1");
	gives(keys, UINT64_MAX, 10, "2");
	keys_free(keys);
	db_close(db);
}

static void
a_deal_has_a_key_once(void **state)
{
	struct db *db = memory();
	struct keys *keys = keys_new(db);

	(void)state;
	for (int64_t deal = 1; deal <= 100; deal++)
		add(keys, deal, 7, (uint64_t)(1000 + deal));
	for (unsigned i = 0; i < 2; i++) {
		add(keys, 100, 7, 1100);
		add(keys, 1, 7, 1001); /* long before the latest of 7 */
		add(keys, 1, 2000, 7); /* one is new to it */
	}
	gives(keys, 7, 3, "100 99 98");
	gives(keys, 2000, 3, "1");
	assert_int_equal(count(db, "SELECT count(*) FROM deal_keys"), 100);
	assert_int_equal(count(db, "SELECT length(keys) FROM deal_keys WHERE deal = 1"), 3 * 16);
	assert_int_equal(count(db, "SELECT length(keys) FROM deal_keys WHERE deal = 100"), 2 * 16);
	keys_free(keys);
	db_close(db);
}

static void
many_keys_are_all_found(void **state)
{
	enum { MANY = 20000 };
	struct db *db = memory();
	struct keys *keys = keys_new(db);
	struct err err = { 0 };
	char want[16];

	(void)state;
	assert_true(db_begin(db, &err));
	for (int64_t deal = 1; deal <= MANY; deal++)
		add(keys, deal, (uint64_t)deal << 32, (uint64_t)deal * 12345678911u);
	assert_true(db_commit(db, &err));
	for (int64_t deal = 1; deal <= MANY; deal++) {
		snprintf(want, sizeof want, "%lld", (long long)deal);
		gives(keys, (uint64_t)deal * 12345678911u, 1, want);
	}
	keys_free(keys);
	db_close(db);
}

static void
what_was_undone_is_not_held(void **state)
{
	struct db *db = memory();
	struct keys *keys = keys_new(db);
	struct err err = { 0 };

	(void)state;
	add(keys, 1, 7, 8);
	assert_true(db_begin(db, &err));
	add(keys, 2, 7, 8);
	gives(keys, 7, 10, "2 1");
	db_rollback(db);
	gives(keys, 7, 10, "1");
	add(keys, 2, 7, 8);
	assert_int_equal(count(db, "SELECT length(keys) FROM deal_keys WHERE deal = 2"), 2 * 16);
	keys_free(keys);
	db_close(db);
}

/* Version 1 had a row a key, found by the key. */
static void
a_state_of_version_1_keeps_its_keys(void **state)
{
	char folder[] = "/tmp/dealwatch-test-XXXXXX";
	struct err err = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	char *path = mem_printf("%s/state.db", folder), *command = mem_printf("rm -r %s", folder);
	struct db *db = db_open(path, true, &err);

	assert_non_null(db);
	assert_true(db_exec(db,
		TO_VERSION_2
		"DROP TABLE deal_keys; CREATE TABLE deal_keys (key INTEGER NOT NULL, deal INTEGER"
		" NOT NULL, PRIMARY KEY (key, deal)) STRICT, WITHOUT ROWID;"
		"INSERT INTO deal_keys VALUES (-1, 1), (7, 1), (7, 2), (9, 2);"
		"PRAGMA user_version = 1",
		&err));
	db_close(db);
	db = db_open(path, true, &err);
	assert_non_null(db);
	assert_int_equal(count(db, "PRAGMA user_version"), STORE_VERSION);
	struct keys *keys = keys_new(db);

	gives(keys, UINT64_MAX, 10, "1");
	gives(keys, 7, 10, "2 1");
	gives(keys, 9, 10, "2");
	keys_free(keys);
	db_close(db);
	assert_int_equal(system(command), 0);
	free(command);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_latest_deals_come_first_and_no_more_than_asked),
		cmocka_unit_test(a_deal_has_a_key_once),
		cmocka_unit_test(many_keys_are_all_found),
		cmocka_unit_test(what_was_undone_is_not_held),
		cmocka_unit_test(a_state_of_version_1_keeps_its_keys),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
