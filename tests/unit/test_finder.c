/* Deals by their keys: what they look like now, from memory or from the state. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "store/db.h"
#include "store/finder.h"

struct desk {
	struct db *db;
	struct finder *finder;
	struct arena *arena;
};

static int
set_up(void **state)
{
	static struct desk desk;
	struct err err = { 0 };

	desk.db = db_open(":memory:", false, &err);
	desk.finder = finder_new(desk.db);
	desk.arena = arena_new();
	*state = &desk;
	return desk.db ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	finder_free(desk->finder);
	db_close(desk->db);
	arena_free(desk->arena);
	return 0;
}

static void
put(struct desk *desk, int64_t deal, int64_t last, const char *face, uint64_t key)
{
	const struct candidate candidate = { deal, last, false, face, strlen(face) };
	struct err err = { 0 };

	assert_true(finder_put(desk->finder, &candidate, &key, 1, &err));
}

/* The faces found by either key, as words. */
static const char *
faces(struct desk *desk, uint64_t key, uint64_t other, unsigned most, int64_t since)
{
	const uint64_t keys[] = { key, other };
	const unsigned each[] = { most, most };
	const struct finder_query query = { keys, each, ARRAY_LEN(keys), since };
	struct candidate *list;
	const char *words = "";
	struct err err = { 0 };
	size_t n;

	assert_true(finder_find(desk->finder, &query, desk->arena, &list, &n, &err));
	for (size_t i = 0; i < n; i++)
		words = arena_printf(desk->arena, "%s%s%.*s", words, i ? " " : "",
			(int)list[i].face_len, (const char *)list[i].face);
	return words;
}

static void
each_deal_is_found_once_as_it_looks_now(void **state)
{
	struct desk *desk = *state;

	put(desk, 1, 100, "one", 7);
	put(desk, 1, 100, "one", 8);
	put(desk, 2, 200, "two", 7);
	put(desk, 1, 150, "ONE!", 7);
	assert_string_equal(faces(desk, 7, 8, 10, 0), "two ONE!");
	assert_string_equal(faces(desk, 7, 8, 1, 0), "two ONE!");
	assert_string_equal(faces(desk, 7, 9, 1, 0), "two");
	assert_string_equal(faces(desk, 7, 8, 10, 151), "two");
	assert_string_equal(faces(desk, 9, 10, 10, 0), "");
}

static void
those_that_share_a_place_in_memory_are_both_found(void **state)
{
	struct desk *desk = *state;

	for (int64_t deal = 1; deal <= 3 * 2048; deal += 2048)
		put(desk, deal, 100, deal == 1 ? "first" : "later", 7);
	assert_string_equal(faces(desk, 7, 8, 10, 0), "later later first");
	assert_string_equal(faces(desk, 7, 8, 10, 0), "later later first");
}

/* More keys than memory was laid out for at first. */
static void
many_keys_are_all_found(void **state)
{
	enum { DEALS = 6000 };
	struct desk *desk = *state;
	struct err err = { 0 };

	assert_true(db_begin(desk->db, &err));
	for (int64_t deal = 1; deal <= DEALS; deal++)
		put(desk, deal, 100, "one of many", (uint64_t)deal * UINT64_C(0x9e3779b97f4a7c15));
	assert_true(db_commit(desk->db, &err));
	for (int64_t deal = 1; deal <= DEALS; deal += 7)
		assert_string_equal(
			faces(desk, (uint64_t)deal * UINT64_C(0x9e3779b97f4a7c15), 0, 10, 0),
			"one of many");
}

static void
what_was_undone_looks_as_it_did(void **state)
{
	struct desk *desk = *state;
	struct err err = { 0 };

	put(desk, 1, 100, "before", 7);
	assert_true(db_begin(desk->db, &err));
	put(desk, 1, 200, "after", 7);
	put(desk, 2, 200, "never", 7);
	assert_string_equal(faces(desk, 7, 8, 10, 0), "never after");
	db_rollback(desk->db);
	assert_string_equal(faces(desk, 7, 8, 10, 0), "before");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_deal_is_found_once_as_it_looks_now, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			those_that_share_a_place_in_memory_are_both_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_keys_are_all_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_undone_looks_as_it_did, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("finder", tests, NULL, NULL);
}
