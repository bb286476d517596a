/* The outbox: a row lives and dies with its transaction, is put once, and keeps its place. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "no_table.h"
#include "sample_alert.h"
#include "store/db.h"
#include "store/outbox.h"

static int
set_up(void **state)
{
	*state = db_open(":memory:", false, NULL);
	return *state ? 0 : -1;
}

static int
tear_down(void **state)
{
	db_close(*state);
	return 0;
}

static void
put(struct db *db, const char *id, const char *notifier)
{
	struct alert alert = sample_alert();

	alert.id = id;
	assert_true(outbox_put(db, &alert, notifier, 1000, NULL));
}

/* The ids of what waits for a notifier, "a b c". */
static const char *
waiting(struct db *db, const char *notifier, bool held)
{
	static char text[256];
	struct arena *arena = arena_new();
	struct outbox_row *rows;
	size_t n;

	assert_true(outbox_waiting(db, notifier, held, 20, arena, &rows, &n, NULL));
	*text = '\0';
	for (size_t i = 0; i < n; i++) {
		strcat(text, i ? " " : "");
		strcat(text, rows[i].alert_id);
	}
	arena_free(arena);
	return text;
}

static struct outbox_row
first(struct db *db, const char *notifier, struct arena *arena)
{
	struct outbox_row *rows;
	size_t n;

	assert_true(outbox_waiting(db, notifier, false, 1, arena, &rows, &n, NULL));
	assert_int_equal(n, 1);
	return rows[0];
}

static void
a_row_goes_with_its_transaction(void **state)
{
	struct db *db = *state;

	assert_true(db_begin(db, NULL));
	put(db, "a", "hook");
	db_rollback(db);
	assert_string_equal(waiting(db, "hook", false), "");
	assert_true(db_begin(db, NULL));
	put(db, "a", "hook");
	assert_true(db_commit(db, NULL));
	assert_string_equal(waiting(db, "hook", false), "a");
}

static void
is_put_once_also_after_it_arrived(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	int64_t id;

	put(db, "a", "hook");
	put(db, "a", "hook");
	put(db, "a", "team");
	assert_string_equal(waiting(db, "hook", false), "a");
	assert_string_equal(waiting(db, "team", false), "a");
	id = first(db, "hook", arena).id;
	assert_true(outbox_begin(db, id, 2000, NULL));
	assert_true(outbox_delivered(db, id, id, 1001, NULL));
	put(db, "a", "hook");
	assert_string_equal(waiting(db, "hook", false), "");
	arena_free(arena);
}

static void
what_was_in_doubt_is_due_after_a_restart_but_not_what_the_receiver_put_off(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	struct outbox_row row;

	put(db, "a", "doubt");
	put(db, "b", "failed");
	put(db, "c", "asked");
	assert_true(outbox_begin(db, first(db, "doubt", arena).id, 5000, NULL));
	row = first(db, "failed", arena);
	assert_true(outbox_begin(db, row.id, 5000, NULL));
	assert_true(outbox_failed(db, row.id, 6000, false, true, "answered 500", NULL));
	row = first(db, "asked", arena);
	assert_true(outbox_begin(db, row.id, 5000, NULL));
	assert_true(outbox_failed(db, row.id, 7000, true, true, "answered 429", NULL));

	assert_true(outbox_recover(db, 0, NULL));
	row = first(db, "doubt", arena);
	assert_int_equal(row.next_at, 0);
	assert_int_equal(row.tries, 0); /* nobody knows of one */
	row = first(db, "failed", arena);
	assert_int_equal(row.next_at, 0);
	assert_int_equal(row.tries, 1);
	assert_int_equal(row.answered, 1);
	assert_string_equal(row.error, "answered 500");
	assert_int_equal(first(db, "asked", arena).next_at, 7000);
	arena_free(arena);
}

static void
a_drop_stands_whatever_comes_of_the_attempt(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	struct outbox_counts counts;
	int64_t id, n;

	put(db, "a", "hook");
	id = first(db, "hook", arena).id;
	assert_true(outbox_begin(db, id, 5000, NULL));
	assert_true(outbox_drop(db, "a", 1001, &n, NULL));
	assert_int_equal(n, 1);
	assert_true(outbox_failed(db, id, 6000, false, false, "no answer", NULL));
	assert_true(outbox_park(db, id, "no answer", NULL));
	assert_true(outbox_count(db, NULL, &counts, NULL));
	assert_int_equal(counts.waiting + counts.parked, 0);
	arena_free(arena);
}

static void
messages_are_counted_not_rows(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	unsigned sent;
	bool told;

	for (const char *id = "abcd"; *id; id++) {
		char text[2] = { *id, '\0' };

		put(db, text, "hook");
		struct outbox_row one = first(db, "hook", arena);
		int64_t row = one.id;

		assert_true(outbox_told(db, &one, &told, NULL));
		assert_int_equal(told, *id != 'a');

		/* a and b went out as one, c alone, d was left out. */
		if (*id == 'd')
			assert_true(outbox_skipped(db, row, 1000, NULL));
		else
			assert_true(outbox_delivered(
				db, row, *id == 'b' ? row - 1 : row, 1000 + *id - 'a', NULL));
	}
	assert_true(outbox_sent_between(db, "hook", 900, 2000, &sent, NULL));
	assert_int_equal(sent, 2);
	assert_true(outbox_sent_between(db, "hook", 1001, 2000, &sent, NULL));
	assert_int_equal(sent, 1);
	assert_true(outbox_sent_between(db, "hook", 900, 1001, &sent, NULL));
	assert_int_equal(sent, 1);
	arena_free(arena);
}

static void
a_deal_that_became_another_counts_as_that(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	struct alert alert = sample_alert();
	struct outbox_row one, *rows;
	bool told;
	size_t n;

	assert_true(db_exec(db,
		"INSERT INTO deals SELECT value, char(96 + value), 0, 1, 1, 1, 1, 1, '', x'',"
		" nullif(1, value) FROM json_each('[1, 2]')",
		NULL));
	alert.deal_id = "b"; /* is "a" now */
	assert_true(outbox_put(db, &alert, "hook", 1000, NULL));
	one = first(db, "hook", arena);
	assert_true(outbox_hold(db, one.id, NULL));
	alert.id = "alert_2";
	alert.deal_id = "a";
	assert_true(outbox_put(db, &alert, "hook", 1000, NULL));
	one = first(db, "hook", arena);
	assert_true(outbox_told(db, &one, &told, NULL));
	assert_true(told);
	assert_true(outbox_held_before(db, &one, 9, arena, &rows, &n, NULL));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].deal_id, "b");
	arena_free(arena);
}

static void
count_row(void *arg, const struct outbox_row *row)
{
	assert_non_null(row->alert);
	++*(int *)arg;
}

static void
lists_and_retries_what_is_open(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	struct outbox_counts counts;
	int listed = 0;
	int64_t id, n;
	struct outbox_row *urged;
	size_t n_urged;

	put(db, "a", "hook");
	put(db, "b", "hook");
	put(db, "c", "hook");
	id = first(db, "hook", arena).id;
	assert_true(outbox_park(db, id, "answered 400", NULL));
	assert_true(outbox_hold(db, id + 1, NULL));
	assert_string_equal(waiting(db, "hook", false), "c");
	assert_string_equal(waiting(db, "hook", true), "b");
	assert_true(outbox_list(db, count_row, &listed, NULL));
	assert_int_equal(listed, 3);
	assert_true(outbox_count(db, "hook", &counts, NULL));
	assert_int_equal(counts.parked, 1);
	assert_int_equal(counts.oldest, 1000);
	assert_true(outbox_urged(db, "hook", 9, arena, &urged, &n_urged, NULL));
	assert_int_equal(n_urged, 0);
	assert_true(outbox_retry(db, "nothing", &n, NULL));
	assert_int_equal(n, 0);
	assert_true(outbox_retry(db, "all", &n, NULL));
	assert_int_equal(n, 3);
	assert_true(outbox_urged(db, "hook", 9, arena, &urged, &n_urged, NULL));
	assert_int_equal(n_urged, 2); /* b is held, and nobody tried it */
	assert_true(outbox_retry(db, "b", &n, NULL));
	assert_true(outbox_urged(db, "hook", 9, arena, &urged, &n_urged, NULL));
	assert_int_equal(n_urged, 3);
	assert_string_equal(waiting(db, "hook", false), "a c"); /* in its old place */
	put(db, "e", "team");
	assert_true(outbox_retry(db, "hook", &n, NULL));
	assert_int_equal(n, 3);
	assert_true(outbox_drop(db, "team", 2000, &n, NULL));
	assert_int_equal(n, 1);
	assert_string_equal(waiting(db, "team", false), "");
	assert_true(outbox_recover(db, 5000, NULL));
	arena_free(arena);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static void
on_waiting(void *arg, const char *notifier, int64_t n)
{
	(void)arg, (void)notifier, (void)n;
}

static void
on_listed(void *arg, const struct outbox_row *row)
{
	(void)arg, (void)row;
}

static void
a_state_without_its_table_is_an_error(void **state)
{
	struct db *db = *state;
	struct arena *arena = arena_new();
	struct alert alert = sample_alert();
	struct outbox_row row = { .id = 1, .notifier = "hook", .deal_id = "deal" }, *rows;
	struct outbox_counts counts;
	struct err err = { 0 };
	unsigned n_sent;
	int64_t number;
	size_t n;
	bool told;

	assert_true(db_exec(db, "DROP TABLE outbox", &err));
	ASSERT_NO_TABLE(err, outbox_put(db, &alert, "hook", 1, &err));
	ASSERT_NO_TABLE(err, outbox_recover(db, 0, &err));
	ASSERT_NO_TABLE(err, outbox_waiting(db, "hook", false, 1, arena, &rows, &n, &err));
	ASSERT_NO_TABLE(err, outbox_urged(db, "hook", 1, arena, &rows, &n, &err));
	ASSERT_NO_TABLE(err, outbox_held_before(db, &row, 1, arena, &rows, &n, &err));
	ASSERT_NO_TABLE(err, outbox_hold(db, 1, &err));
	ASSERT_NO_TABLE(err, outbox_begin(db, 1, 2, &err));
	ASSERT_NO_TABLE(err, outbox_unbegin(db, 1, &err));
	ASSERT_NO_TABLE(err, outbox_delivered(db, 1, 1, 2, &err));
	ASSERT_NO_TABLE(err, outbox_skipped(db, 1, 2, &err));
	ASSERT_NO_TABLE(err, outbox_failed(db, 1, 2, false, false, "", &err));
	ASSERT_NO_TABLE(err, outbox_park(db, 1, "", &err));
	ASSERT_NO_TABLE(err, outbox_sent_between(db, "hook", 0, 1, &n_sent, &err));
	ASSERT_NO_TABLE(err, outbox_told(db, &row, &told, &err));
	ASSERT_NO_TABLE(err, outbox_count(db, NULL, &counts, &err));
	ASSERT_NO_TABLE(err, outbox_notifiers(db, on_waiting, NULL, &err));
	ASSERT_NO_TABLE(err, outbox_list(db, on_listed, NULL, &err));
	ASSERT_NO_TABLE(err, outbox_retry(db, "all", &number, &err));
	ASSERT_NO_TABLE(err, outbox_drop(db, "all", 1, &number, &err));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_row_goes_with_its_transaction),
		CASE(is_put_once_also_after_it_arrived),
		CASE(what_was_in_doubt_is_due_after_a_restart_but_not_what_the_receiver_put_off),
		CASE(a_drop_stands_whatever_comes_of_the_attempt),
		CASE(messages_are_counted_not_rows),
		CASE(a_deal_that_became_another_counts_as_that),
		CASE(lists_and_retries_what_is_open),
		CASE(a_state_without_its_table_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
