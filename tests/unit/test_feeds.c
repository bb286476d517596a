/*
 * feeds: what was put comes back, whole and under its name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/db.h"
#include "store/feeds.h"

static struct db *db;
static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	db = db_open(":memory:", true, NULL);
	arena = arena_new();
	return db ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	db_close(db);
	arena_free(arena);
	return 0;
}

/* No two numbers alike, so that no column can pass for another. */
static const struct feed_state full = {
	.section = "ft",
	.url = "https://example.com/rss",
	.title = "A title",
	.address = "https://example.com/new",
	.moved_to = "https://example.com/newer",
	.moved_times = 1,
	.etag = "W/\"x\"",
	.last_modified = "Wed, 01 Jan 2025 00:00:00 GMT",
	.full_at = 2,
	.first_at = 3,
	.polled_at = 4,
	.ok_at = 5,
	.new_at = 6,
	.next_at = 7,
	.not_before = 8,
	.rolled_at = 9,
	.gap = 10,
	.ttl = 11,
	.fresh = 12,
	.skip_hours = 13,
	.skip_days = 14,
	.interval = 15,
	.failures = 16,
	.failing_since = 17,
	.status = 18,
	.error = "HTTP 500",
	.error_at = 19,
	.items = 20,
	.items_seen = 21,
	.polls = 22,
	.troubles = FEED_FAILING,
};

static void
assert_text(const char *is, const char *should)
{
	assert_int_equal(is == NULL, should == NULL);
	if (should)
		assert_string_equal(is, should);
}

static void
assert_same(const struct feed_state *is, const struct feed_state *should)
{
	struct feed_state a = *is, b = *should;

	assert_text(a.section, b.section);
	assert_text(a.url, b.url);
	assert_text(a.title, b.title);
	assert_text(a.address, b.address);
	assert_text(a.moved_to, b.moved_to);
	assert_text(a.etag, b.etag);
	assert_text(a.last_modified, b.last_modified);
	assert_text(a.error, b.error);
	assert_int_equal(a.moved_times, b.moved_times);
	assert_int_equal(a.skip_hours, b.skip_hours);
	assert_int_equal(a.skip_days, b.skip_days);
	assert_int_equal(a.troubles, b.troubles);
	{
		const int64_t times[][2] = {
			{ a.full_at, b.full_at },
			{ a.first_at, b.first_at },
			{ a.polled_at, b.polled_at },
			{ a.ok_at, b.ok_at },
			{ a.new_at, b.new_at },
			{ a.next_at, b.next_at },
			{ a.not_before, b.not_before },
			{ a.rolled_at, b.rolled_at },
			{ a.gap, b.gap },
			{ a.ttl, b.ttl },
			{ a.fresh, b.fresh },
			{ a.interval, b.interval },
			{ a.failures, b.failures },
			{ a.failing_since, b.failing_since },
			{ a.status, b.status },
			{ a.error_at, b.error_at },
			{ a.items, b.items },
			{ a.items_seen, b.items_seen },
			{ a.polls, b.polls },
		};

		for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
			assert_int_equal(times[i][0], times[i][1]);
	}
}

static void
gives_back_what_was_put(void **state)
{
	struct feed_state got;
	bool found = true;

	(void)state;
	assert_true(feeds_get(db, "ft", arena, &got, &found, NULL));
	assert_false(found);
	assert_true(feeds_put(db, &full, NULL));
	assert_true(feeds_get(db, "ft", arena, &got, &found, NULL));
	assert_true(found);
	assert_same(&got, &full);
}

static void
absent_strings_stay_absent_and_a_second_put_replaces(void **state)
{
	const struct feed_state bare = { .section = "ft", .url = "file:///x" };
	struct feed_state got;
	bool found;

	(void)state;
	assert_true(feeds_put(db, &full, NULL));
	assert_true(feeds_put(db, &bare, NULL));
	assert_true(feeds_get(db, "ft", arena, &got, &found, NULL));
	assert_true(found);
	assert_same(&got, &bare);
}

static void
a_copy_has_texts_of_its_own(void **state)
{
	const struct feed_state bare = { .section = "ft", .url = "file:///x" };
	const struct feed_state *const states[] = { &full, &bare };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		struct feed_state *copy = feed_state_copy(states[i]);

		assert_same(copy, states[i]);
		assert_ptr_not_equal(copy->section, states[i]->section);
		free(copy);
	}
}

static void
on_feed_append(void *arg, const struct feed_state *state)
{
	strcat(arg, state->section);
}

static void
each_comes_in_order(void **state)
{
	static const char *const sections[] = { "c", "a", "b" };
	char all[16] = "";

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct feed_state bare = { .section = sections[i], .url = "u" };

		assert_true(feeds_put(db, &bare, NULL));
	}
	assert_true(feeds_each(db, on_feed_append, all, NULL));
	assert_string_equal(all, "abc");
}

static void
on_schedule_keep(void *arg, const struct feed_state *state)
{
	struct feed_state *kept = arg;

	assert_string_equal(state->section, full.section);
	assert_string_equal(state->url, full.url);
	assert_string_equal(state->address, full.address);
	*kept = *state;
}

static void
a_schedule_has_its_own_short_list(void **state)
{
	struct feed_state got = { 0 };

	(void)state;
	assert_true(feeds_put(db, &full, NULL));
	assert_true(feeds_each_schedule(db, on_schedule_keep, &got, NULL));
	assert_int_equal(got.polled_at, full.polled_at);
	assert_int_equal(got.next_at, full.next_at);
	assert_int_equal(got.interval, full.interval);
	assert_int_equal(got.failures, full.failures);
	assert_int_equal(got.ttl, full.ttl);
	assert_int_equal(got.fresh, full.fresh);
	assert_int_equal(got.troubles, full.troubles);
}

static void
forgets_the_long_unasked_but_not_the_gone(void **state)
{
	static const struct feed_state states[] = {
		{ .section = "a", .url = "u", .polled_at = 100 },
		{ .section = "b", .url = "u", .polled_at = 200 },
		{ .section = "c", .url = "u", .polled_at = 100, .troubles = FEED_GONE },
	};
	char all[16] = "";

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_true(feeds_put(db, &states[i], NULL));
	assert_true(feeds_forget(db, 200, NULL));
	assert_true(feeds_each(db, on_feed_append, all, NULL));
	assert_string_equal(all, "bc");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(gives_back_what_was_put, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			absent_strings_stay_absent_and_a_second_put_replaces, set_up, tear_down),
		cmocka_unit_test(a_copy_has_texts_of_its_own),
		cmocka_unit_test_setup_teardown(each_comes_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_schedule_has_its_own_short_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			forgets_the_long_unasked_but_not_the_gone, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
