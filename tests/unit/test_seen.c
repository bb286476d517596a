/* Which items are new: guid, page, title with day and host. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "old_state.h"
#include "store/db.h"
#include "store/seen.h"

enum { DAY_S = 86400, NOON = 1765972800 };

struct shelf {
	struct db *db;
	struct arena *arena;
};

static struct shelf shelf;

static int
set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	shelf.db = db_open(":memory:", false, &err);
	shelf.arena = arena_new();
	return shelf.db ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	db_close(shelf.db);
	arena_free(shelf.arena);
	return 0;
}

static struct item
make_item(const char *id, const char *url, const char *title)
{
	return (struct item){
		.id = id, .url = url, .title = title, .summary = "", .published = NOON
	};
}

/* What becomes of one item after another of one poll was stored. */
static enum seen_state
state_after(const struct item *first, const struct item *then, const char *feed)
{
	struct seen_mark mark;
	struct err err = { 0 };

	assert_true(seen_filter(shelf.db, "a", first, 1, NOON, shelf.arena, &mark, &err));
	assert_int_equal(mark.state, SEEN_NEW);
	assert_true(seen_add(shelf.db, &mark, 1, NOON, &err));
	assert_true(seen_filter(shelf.db, feed, then, 1, NOON + 60, shelf.arena, &mark, &err));
	return mark.state;
}

static void
an_item_is_known_by_any_of_its_identities(void **state)
{
	static const char *const title = "Northwind to buy Lumen for $2bn";
	static const struct {
		const char *id, *url, *title;
		enum seen_state want;
	} cases[] = {
		{ "id-1", "https://news.example/lumen", title, SEEN_KNOWN },
		{ "other", "https://news.example/lumen?utm_source=rss", title, SEEN_KNOWN },
		{ "other", "https://news.example/go?token=8731", title, SEEN_KNOWN },
		{ "other", "https://news.example/go", "NORTHWIND to buy  Lumen – for $2bn",
			SEEN_KNOWN },
		{ "other", "https://news.example/go", "Northwind to buy @Lumen\x11 for $2bn!",
			SEEN_KNOWN },
		{ "id-1", "https://news.example/lumen", "Northwind to buy Lumen for $3bn",
			SEEN_CHANGED },
		{ "other", "https://news.example/lumen", "Northwind to buy Lumen for $3bn",
			SEEN_CHANGED },
		{ "other", "https://news.example/other", "Northwind to buy Lumen for $3bn",
			SEEN_NEW },
		{ "other", "https://rival.example/lumen", title, SEEN_NEW },
	};
	const struct item first = make_item("id-1", "https://news.example/lumen", title);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct item then = make_item(cases[i].id, cases[i].url, cases[i].title);

		set_up(state);
		assert_int_equal(state_after(&first, &then, "a"), cases[i].want);
		tear_down(state);
	}
	set_up(state);
}

static void
a_guid_counts_within_its_feed_only(void **state)
{
	const struct item first =
		make_item("1", "https://a.example/x", "The first of all items here");
	const struct item then =
		make_item("1", "https://b.example/y", "Another outlet's first item");

	(void)state;
	assert_int_equal(state_after(&first, &then, "b"), SEEN_NEW);
}

static void
the_front_page_is_no_identity(void **state)
{
	const struct item first =
		make_item("1", "https://a.example/", "The first of all items here");
	const struct item then =
		make_item("2", "https://a.example/", "The second of all items here");

	(void)state;
	assert_int_equal(state_after(&first, &then, "a"), SEEN_NEW);
}

static void
what_stands_twice_in_a_document_is_new_once(void **state)
{
	const struct item items[] = {
		make_item("1", "https://a.example/x", "Northwind to buy Lumen for $2bn"),
		make_item("2", "https://a.example/y", "Northwind to buy Lumen for $2bn"),
		make_item("3", "https://a.example/z", "Something else has happened"),
	};
	struct seen_mark marks[3];
	struct err err = { 0 };

	(void)state;
	assert_true(seen_filter(shelf.db, "a", items, 3, NOON, shelf.arena, marks, &err));
	assert_int_equal(marks[0].state, SEEN_NEW);
	assert_int_equal(marks[1].state, SEEN_KNOWN);
	assert_int_equal(marks[2].state, SEEN_NEW);
}

static void
what_no_feed_shows_is_forgotten_in_steps(void **state)
{
	struct item item = make_item("1", "https://a.example/x", "Northwind to buy Lumen for $2bn");
	struct seen_mark mark;
	struct err err = { 0 };
	int64_t cursor = INT64_MIN, last;

	(void)state;
	assert_int_equal(state_after(&item, &item, "a"), SEEN_KNOWN);
	/* Still in the feed two days later: its date is renewed. */
	assert_true(
		seen_filter(shelf.db, "a", &item, 1, NOON + 2 * DAY_S, shelf.arena, &mark, &err));
	assert_true(mark.stale);
	assert_true(seen_add(shelf.db, &mark, 1, NOON + 2 * DAY_S, &err));
	assert_true(seen_prune(shelf.db, NOON + DAY_S, 100, &cursor, &err));
	assert_true(cursor == INT64_MIN); /* all were looked at: round again */
	assert_true(
		seen_filter(shelf.db, "a", &item, 1, NOON + 2 * DAY_S, shelf.arena, &mark, &err));
	assert_int_equal(mark.state, SEEN_KNOWN);
	do {
		last = cursor;
		assert_true(seen_prune(shelf.db, NOON + 3 * DAY_S, 1, &cursor, &err));
		assert_true(cursor > last || cursor == INT64_MIN);
	} while (cursor != INT64_MIN);
	assert_true(
		seen_filter(shelf.db, "a", &item, 1, NOON + 2 * DAY_S, shelf.arena, &mark, &err));
	assert_int_equal(mark.state, SEEN_NEW);
}

static void
a_new_feed_asks_of_each_site_what_is_known(void **state)
{
	const struct item known =
		make_item("1", "https://news.example/lumen", "Lumen opens a plant");
	const struct item items[] = {
		make_item("a", "https://rival.example/one", "Northwind hires an engineer"),
		make_item("b", "https://news.example/lumen", "Lumen opens a plant"),
		make_item("c", "https://rival.example/two", "Northwind opens an office"),
		make_item("d", "https://news.example/other", "Lumen opens a harbour"),
	};
	static const enum seen_state want[] = { SEEN_NEW, SEEN_KNOWN, SEEN_NEW, SEEN_NEW };
	struct seen_mark marks[ARRAY_LEN(items)];
	struct err err = { 0 };

	(void)state;
	assert_true(seen_filter(shelf.db, "a", &known, 1, NOON, shelf.arena, marks, &err));
	assert_true(seen_add(shelf.db, marks, 1, NOON, &err));
	assert_true(seen_filter(
		shelf.db, "b", items, ARRAY_LEN(items), NOON, shelf.arena, marks, &err));
	for (size_t i = 0; i < ARRAY_LEN(items); i++)
		assert_int_equal(marks[i].state, want[i]);
}

static int64_t
ask(const char *sql)
{
	struct err err = { 0 };
	struct stmt *stmt = db_prepare(shelf.db, sql, &err);
	int64_t answer;
	bool row;

	assert_non_null(stmt);
	assert_true(stmt_step(stmt, &row, &err));
	assert_true(row);
	answer = stmt_int(stmt, 0);
	stmt_done(stmt);
	return answer;
}

enum { MANY = 700 };

static void
make_many(struct item items[MANY])
{
	for (int i = 0; i < MANY; i++)
		items[i] = make_item(arena_printf(shelf.arena, "%d", i),
			arena_printf(shelf.arena, "https://news.example/%d", i),
			arena_printf(shelf.arena, "Northwind opens plant number %d", i));
}

/* How many of the items are known of a poll that shows `n` of them from `first` on. */
static size_t
known_of(const struct item *items, int first, int n, int64_t now, bool add)
{
	struct seen_mark *marks = arena_array(shelf.arena, MANY, sizeof *marks);
	struct err err = { 0 };
	size_t known = 0;

	assert_true(seen_filter(
		shelf.db, "a", items + first, (size_t)n, now, shelf.arena, marks, &err));
	for (int i = 0; i < n; i++)
		known += marks[i].state == SEEN_KNOWN;
	if (add)
		assert_true(seen_add(shelf.db, marks, (size_t)n, now, &err));
	return known;
}

static void
many_items_lie_in_few_rows(void **state)
{
	struct item items[MANY];
	struct err err = { 0 };
	int64_t cursor = INT64_MIN;

	(void)state;
	make_many(items);
	assert_int_equal(known_of(items, 0, 35, NOON, true), 0);
	assert_in_range(ask("SELECT count(*) FROM seen"), 3, 3);
	for (int i = 35; i < MANY - 300; i++) /* one with each poll */
		assert_int_equal(known_of(items, i - 34, 35, NOON + i, true), 34);
	assert_int_equal(known_of(items, MANY - 300, 300, NOON + MANY, true), 0);
	assert_int_equal(known_of(items, 0, MANY, NOON + MANY, false), MANY);
	assert_in_range(ask("SELECT count(*) FROM seen"), 3 * MANY / 64, 3 * MANY / 24);
	/* The first 35, and the next ones, are as old as that. */
	do
		assert_true(seen_prune(shelf.db, NOON + 100, 100, &cursor, &err));
	while (cursor != INT64_MIN);
	assert_int_equal(known_of(items, 0, 100, NOON + MANY, false), 0);
	assert_int_equal(known_of(items, 100, MANY - 100, NOON + MANY, false), MANY - 100);
	assert_int_equal(known_of(items, 0, MANY, NOON + MANY, true), MANY - 100);
	assert_int_equal(known_of(items, 0, MANY, NOON + MANY, false), MANY);
	assert_true(seen_prune(shelf.db, INT64_MAX, 4 * MANY, &cursor, &err));
	assert_int_equal(ask("SELECT count(*) FROM seen"), 0);
}

/* What is known of an item of the i-th feed, and of its site; then it is stored. */
static enum seen_state
state_of(int feed, const char *page)
{
	const struct item item = make_item(
		page, arena_printf(shelf.arena, "https://site%d.example/%s", feed, page), "Brief");
	struct seen_mark mark;
	struct err err = { 0 };

	assert_true(seen_filter(shelf.db, arena_printf(shelf.arena, "feed %d", feed), &item, 1,
		NOON, shelf.arena, &mark, &err));
	assert_true(seen_add(shelf.db, &mark, 1, NOON, &err));
	return mark.state;
}

/* Version 2 had a row for each identity. */
static void
a_state_of_version_2_keeps_its_items(void **state)
{
	enum { FEEDS = 10 };
	char folder[] = "/tmp/dealwatch-test-XXXXXX";
	struct err err = { 0 };

	assert_non_null(mkdtemp(folder));
	char *path = mem_printf("%s/state.db", folder), *command = mem_printf("rm -r %s", folder);

	tear_down(state);
	shelf.arena = arena_new();
	shelf.db = db_open(path, true, &err);
	assert_non_null(shelf.db);
	for (int i = 0; i < FEEDS; i++)
		assert_int_equal(state_of(i, "one"), SEEN_NEW);
	assert_int_equal(ask("SELECT count(*) FROM seen WHERE length(more) = 0"), 2 * FEEDS);
	assert_true(db_exec(shelf.db, TO_VERSION_2 "PRAGMA user_version = 2", &err));
	db_close(shelf.db);
	shelf.db = db_open(path, true, &err);
	assert_non_null(shelf.db);
	for (int i = 0; i < FEEDS; i++) {
		assert_int_equal(state_of(i, "one"), SEEN_KNOWN);
		assert_int_equal(state_of(i, "two"), SEEN_NEW);
		assert_int_equal(state_of(i, "one"), SEEN_KNOWN);
		assert_int_equal(state_of(i, "two"), SEEN_KNOWN);
	}
	assert_int_equal(system(command), 0);
	free(command);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			an_item_is_known_by_any_of_its_identities, NULL, tear_down),
		cmocka_unit_test_setup_teardown(
			a_guid_counts_within_its_feed_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_front_page_is_no_identity, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_stands_twice_in_a_document_is_new_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_no_feed_shows_is_forgotten_in_steps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_new_feed_asks_of_each_site_what_is_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_items_lie_in_few_rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_state_of_version_2_keeps_its_items, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
