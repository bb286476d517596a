/*
 * pace and outcome: the rules of politeness as arithmetic, without network or clock.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "poll/due.h"
#include "poll/hosts.h"
#include "poll/outcome.h"
#include "poll/pace.h"

enum { NOW = 1735689600, MINUTE = 60, HOUR = 3600, I = 15 * MINUTE }; /* Wed, 1 Jan 2025, 00:00 */

static void
the_interval_follows_the_feed_within_bounds(void **state)
{
	static const struct {
		struct feed_state feed;
		int64_t interval, span;
	} cases[] = {
		{ { .new_at = NOW }, I, I },
		{ { .new_at = NOW - HOUR }, I, I },
		{ { .new_at = NOW - 6 * HOUR }, I, 30 * MINUTE },
		{ { .new_at = NOW - 400 * HOUR }, I, 4 * I }, /* no feed is left alone for longer */
		{ { .new_at = NOW + HOUR }, I, I },           /* a clock that was wrong */
		{ { .new_at = 0 }, I, I },
		{ { .new_at = NOW, .fresh = 300 }, I, I }, /* a hint never shortens */
		{ { .new_at = NOW, .fresh = HOUR }, I, HOUR },
		{ { .new_at = NOW, .ttl = HOUR, .fresh = 300 }, I, HOUR },
		{ { .new_at = NOW, .fresh = 365 * PACE_DAY }, I, PACE_DAY },
		{ { .new_at = NOW, .fresh = PACE_DAY }, 3 * PACE_DAY, 3 * PACE_DAY },
		{ { .new_at = NOW, .rolled_at = NOW - HOUR }, I, I / 2 },
		{ { .new_at = NOW - 400 * HOUR, .rolled_at = NOW - HOUR }, I, I / 2 },
		{ { .new_at = NOW, .rolled_at = NOW - 2 * PACE_DAY }, I, I },
		{ { .new_at = NOW, .rolled_at = NOW }, 90, 60 },
		{ { .new_at = NOW, .rolled_at = NOW }, 5, 5 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(
			pace_interval(&cases[i].feed, cases[i].interval, NOW), cases[i].span);
}

static void
failures_back_off_to_a_day_with_jitter(void **state)
{
	(void)state;
	assert_int_equal(pace_back_off(I, 1, 0), I);
	assert_int_equal(pace_back_off(I, 2, 0), 2 * I);
	assert_int_equal(pace_back_off(I, 5, 0), 16 * I);
	assert_int_equal(pace_back_off(I, 1000, 0), PACE_DAY);
	assert_int_equal(pace_back_off(3 * PACE_DAY, 4, 0), 3 * PACE_DAY);
	for (uint32_t random = 0; random < 5000; random += 7) {
		assert_in_range(pace_back_off(I, 3, random), 4 * I, 4 * I + 4 * I / 5);
		assert_in_range(pace_back_off(I, 60, random), PACE_DAY, PACE_DAY + PACE_DAY / 5);
	}
	assert_true(pace_back_off(I, 3, 1023) > pace_back_off(I, 3, 1));
}

static void
hours_and_days_to_skip_are_skipped(void **state)
{
	(void)state;
	assert_int_equal(pace_skip(NOW + 5, 0, 0), NOW + 5);
	assert_int_equal(pace_skip(NOW + 5, 1 << 1, 0), NOW + 5);
	assert_int_equal(pace_skip(NOW + 5, 1 << 0, 0), NOW + HOUR);
	assert_int_equal(pace_skip(NOW + 5, 0x7, 0), NOW + 3 * HOUR);
	assert_int_equal(pace_skip(NOW + 5, 0, 1 << 3), NOW + 24 * HOUR); /* a Wednesday */
	assert_int_equal(pace_skip(NOW + 5, 1 << 0, 1 << 3), NOW + 25 * HOUR);
	assert_int_equal(pace_skip(NOW + 5, 0xffffff, 0), NOW + 5); /* never is no answer */
	assert_int_equal(pace_skip(NOW + 5, 0, 0x7f), NOW + 5);
}

static void
silence_is_judged_by_the_feeds_own_way(void **state)
{
	struct feed_state hourly = { .new_at = NOW, .gap = HOUR };
	struct feed_state weekly = { .new_at = NOW, .gap = 7 * PACE_DAY };
	struct feed_state unknown = { .new_at = NOW };

	(void)state;
	assert_false(pace_is_silent(&hourly, NOW + PACE_DAY));
	assert_true(pace_is_silent(&hourly, NOW + 3 * PACE_DAY));
	assert_false(pace_is_silent(&weekly, NOW + 29 * PACE_DAY));
	assert_true(pace_is_silent(&weekly, NOW + 31 * PACE_DAY));
	assert_false(pace_is_silent(&unknown, NOW + 29 * PACE_DAY));
	pace_note_new(&unknown, NOW + 100);
	assert_int_equal(unknown.gap, 100);
	pace_note_new(&unknown, NOW + 300);
	assert_int_equal(unknown.gap, 125);
	assert_int_equal(unknown.new_at, NOW + 300);
}

static void
many_feeds_of_one_host_come_closer_but_start_is_no_burst(void **state)
{
	(void)state;
	assert_int_equal(pace_spacing_ms(I, 1), 250);
	assert_int_equal(pace_spacing_ms(I, 80), 250);
	assert_int_equal(pace_spacing_ms(I, 1000), 20);
	assert_int_equal(pace_spacing_ms(1, 10), 50);
	assert_int_equal(pace_spread_ms(0, 10, I), 0);
	assert_int_equal(pace_spread_ms(9, 10, I), 450);
	assert_int_equal(pace_spread_ms(99999, 100000, I), 899991); /* within the interval */
	assert_int_equal(pace_spread_ms(3, 4000, 1), 0);
	assert_int_equal(pace_spread_ms(3999, 4000, 1), 999);
	assert_int_equal(pace_spread_ms(1, 100, 1), 10);
}

/* Outcomes. */

static struct poll_change change;
static char why[WHY_MAX];

static void
apply(struct feed_state *feed, struct poll_result result, const struct poller_outcome *document)
{
	result.wall = result.wall ? result.wall : NOW;
	outcome_apply(feed, &result, document, I, 0, why, &change);
}

static struct poll_result
document_result(void)
{
	return (struct poll_result){ .status = 200,
		.body = (char *)"x",
		.body_len = 1,
		.retry_after = -1,
		.fresh_for = -1 };
}

static void
a_document_brings_validators_both_or_none(void **state)
{
	struct feed_state feed;
	struct poller_outcome document = { .items = 30, .new_items = 2, .ttl = HOUR };
	struct poll_result result = document_result();

	(void)state;
	outcome_begin(&feed, "a", "http://a.example/");
	result.etag = (char *)"\"1\"";
	result.last_modified = (char *)"then";
	apply(&feed, result, &document);
	assert_int_equal(change.kind, POLL_OK);
	assert_string_equal(feed.etag, "\"1\"");
	assert_string_equal(feed.last_modified, "then");
	assert_int_equal(feed.items, 30);
	assert_int_equal(feed.items_seen, 2);
	assert_int_equal(feed.full_at, NOW);
	assert_int_equal(feed.next_at, NOW + HOUR);

	result.last_modified = NULL;
	apply(&feed, result, &document);
	assert_null(feed.last_modified);
}

static void
what_is_cut_off_brings_its_items_and_no_validators(void **state)
{
	struct feed_state feed;
	struct poller_outcome document = { .items = 3, .new_items = 3, .cut_off = true };
	struct poll_result result = document_result();

	(void)state;
	outcome_begin(&feed, "a", "http://a.example/");
	result.etag = (char *)"\"1\"";
	result.last_modified = (char *)"then";
	apply(&feed, result, &document);
	assert_int_equal(change.kind, POLL_OK);
	assert_int_equal(feed.items_seen, 3);
	assert_null(feed.etag);
	assert_null(feed.last_modified);

	document.items = document.new_items = 0;
	apply(&feed, result, &document);
	assert_int_equal(change.kind, POLL_FAILED);
	assert_non_null(strstr(feed.error, "cut off"));
	document.cut_off = false; /* a feed may well be empty */
	apply(&feed, result, &document);
	assert_int_equal(change.kind, POLL_OK);
	assert_string_equal(feed.etag, "\"1\"");
}

static void
what_is_no_feed_brings_no_validators(void **state)
{
	struct feed_state feed;
	struct poller_outcome document = { .error = { ERR_DATA, "this is an HTML page" } };
	struct poll_result result = document_result();

	(void)state;
	outcome_begin(&feed, "a", "http://a.example/");
	result.etag = (char *)"\"1\"";
	apply(&feed, result, &document);
	assert_int_equal(change.kind, POLL_FAILED);
	assert_null(feed.etag);
	assert_int_equal(feed.full_at, 0);
	assert_string_equal(feed.error, "this is an HTML page");
	assert_int_equal(feed.next_at, NOW + I);
}

static void
an_etag_with_a_304_is_taken_over(void **state)
{
	struct feed_state feed = { .section = "a",
		.url = "u",
		.etag = "old",
		.last_modified = "then",
		.full_at = NOW - 100,
		.ok_at = NOW - 100,
		.new_at = NOW - 100,
		.fresh = HOUR };

	(void)state;
	apply(&feed,
		(struct poll_result){ .status = 304,
			.etag = (char *)"new",
			.conditional = true,
			.retry_after = -1,
			.fresh_for = -1 },
		NULL);
	assert_int_equal(change.kind, POLL_NOT_MODIFIED);
	assert_string_equal(feed.etag, "new");
	assert_string_equal(feed.last_modified, "then");
	assert_int_equal(feed.full_at, NOW - 100);
	assert_int_equal(feed.next_at, NOW + HOUR); /* no new hint: the old one holds */
	apply(&feed,
		(struct poll_result){
			.status = 304, .conditional = true, .retry_after = -1, .fresh_for = 0 },
		NULL);
	assert_int_equal(feed.next_at, NOW + I);
}

static void
a_304_that_nobody_asked_for_is_a_failure(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u" };

	(void)state;
	apply(&feed, (struct poll_result){ .status = 304, .retry_after = -1 }, NULL);
	assert_int_equal(change.kind, POLL_FAILED);
}

static void
every_other_status_backs_off_and_never_for_good(void **state)
{
	static const int statuses[] = { 0, 204, 206, 302, 400, 401, 403, 404, 418, 429, 451, 500,
		503, 599 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
		struct feed_state feed = { .section = "a", .url = "u", .etag = "e" };
		struct poll_result result = { .status = statuses[i],
			.retry_after = -1,
			.error = statuses[i] ? NULL : (char *)"no answer" };

		for (int times = 1; times <= 40; times++) {
			apply(&feed, result, NULL);
			assert_int_equal(change.kind, POLL_FAILED);
			assert_int_equal(
				change.begun & FEED_FAILING, times == 1 ? FEED_FAILING : 0);
			assert_in_range(feed.next_at, NOW + I, NOW + PACE_DAY);
		}
		assert_int_equal(feed.next_at, NOW + PACE_DAY);
		assert_string_equal(feed.etag, "e");
	}
}

static void
retry_after_is_obeyed(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u" };

	(void)state;
	apply(&feed, (struct poll_result){ .status = 429, .retry_after = 2 * HOUR }, NULL);
	assert_int_equal(feed.next_at, NOW + 2 * HOUR);
	assert_int_equal(feed.not_before, NOW + 2 * HOUR);
	apply(&feed, (struct poll_result){ .status = 503, .retry_after = 5 }, NULL);
	assert_int_equal(feed.next_at, NOW + 2 * I); /* the back-off is longer */
	assert_int_equal(feed.not_before, NOW + 5);
	apply(&feed, (struct poll_result){ .status = 503, .retry_after = 100 * PACE_DAY }, NULL);
	assert_int_equal(feed.next_at, NOW + 7 * PACE_DAY);
}

static void
the_first_items_of_a_feed_that_was_empty_are_no_roll_over(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u" };
	struct poller_outcome empty = { 0 },
			      filled = { .items = 2, .new_items = 2, .rolled_over = true };
	struct poll_result ok = document_result();

	(void)state;
	apply(&feed, ok, &empty);
	apply(&feed, ok, &filled);
	assert_int_equal(change.begun, 0);
	apply(&feed, ok, &filled);
	assert_int_equal(change.begun, FEED_ROLLED);
}

static void
troubles_are_told_once_and_once_when_they_are_over(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u" };
	struct poller_outcome document = { .items = 1, .new_items = 1 };
	struct poll_result fail = { .status = 500, .retry_after = -1 }, ok = document_result();

	(void)state;
	apply(&feed, fail, NULL);
	assert_int_equal(change.begun, FEED_FAILING);
	fail.wall = NOW + 4 * PACE_DAY;
	apply(&feed, fail, NULL);
	assert_int_equal(change.begun, FEED_DEAD);
	apply(&feed, fail, NULL);
	assert_int_equal(change.begun, 0);
	ok.wall = NOW + 5 * PACE_DAY;
	apply(&feed, ok, &document);
	assert_int_equal(change.begun, 0);
	assert_int_equal(change.over, FEED_FAILING | FEED_DEAD);
	assert_int_equal(feed.failures, 0);
	assert_string_equal(feed.error, "HTTP 500"); /* the last one stays readable */

	document.rolled_over = true;
	apply(&feed, ok, &document);
	assert_int_equal(change.begun, FEED_ROLLED);
	assert_int_equal(feed.next_at, ok.wall + I / 2);
	document.rolled_over = false;
	apply(&feed, ok, &document);
	assert_int_equal(change.begun | change.over, 0);
	document.new_items = 0;
	ok.wall += 40 * PACE_DAY;
	apply(&feed, ok, &document);
	assert_int_equal(change.over, FEED_ROLLED);
	assert_int_equal(change.begun, FEED_SILENT);
	document.new_items = 1;
	apply(&feed, ok, &document);
	assert_int_equal(change.over, FEED_SILENT);
}

static void
a_410_stops(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u" };

	(void)state;
	apply(&feed, (struct poll_result){ .status = 410, .retry_after = -1 }, NULL);
	assert_int_equal(change.kind, POLL_GONE);
	assert_int_equal(change.begun, FEED_GONE);
	assert_int_equal(feed.next_at, 0);
}

static void
a_410_behind_a_passing_redirect_is_a_failure_like_others(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u" };

	(void)state;
	apply(&feed, (struct poll_result){ .status = 410, .passing = true, .retry_after = -1 },
		NULL);
	assert_int_equal(change.kind, POLL_FAILED);
	assert_true(feed.next_at > 0);
}

static void
a_410_where_it_moved_leads_back_to_where_it_was(void **state)
{
	struct feed_state feed = { .section = "a", .url = "u", .address = "moved", .etag = "e" };
	struct poll_result gone = { .status = 410, .retry_after = -1 };

	(void)state;
	apply(&feed, gone, NULL);
	assert_int_equal(change.kind, POLL_FAILED);
	assert_true(change.returned);
	assert_null(feed.address);
	assert_null(feed.etag);
	assert_true(feed.next_at > 0);
	apply(&feed, gone, NULL);
	assert_int_equal(change.kind, POLL_GONE);
}

static void
a_move_holds_after_three_times(void **state)
{
	struct feed_state feed;
	struct poller_outcome document = { .items = 1 };
	struct poll_result moved = document_result(), stayed = document_result();
	struct poll_result fail = { .status = 404, .retry_after = -1 };

	(void)state;
	outcome_begin(&feed, "a", "http://a.example/old");
	moved.moved_to = (char *)"http://a.example/new";
	apply(&feed, moved, &document);
	apply(&feed, moved, &document);
	apply(&feed, stayed, &document); /* it was a passing thing */
	apply(&feed, moved, &document);
	apply(&feed, moved, &document);
	assert_null(feed.address);
	assert_false(change.moved);
	apply(&feed, moved, &document);
	assert_true(change.moved);
	assert_string_equal(feed.address, "http://a.example/new");
	assert_string_equal(feed.url, "http://a.example/old");

	apply(&feed, fail, NULL);
	apply(&feed, fail, NULL);
	assert_non_null(feed.address);
	apply(&feed, fail, NULL); /* back to what the user wrote */
	assert_true(change.returned);
	assert_null(feed.address);
	assert_null(feed.etag);
}

/* The heap and the hosts. */

static void
the_earliest_is_due_first(void **state)
{
	struct due due = { 0 };
	uint32_t id;
	int64_t last = -1;

	(void)state;
	assert_false(due_take(&due, INT64_MAX, &id));
	assert_true(due_next(&due) == INT64_MAX);
	for (uint32_t i = 0; i < 1000; i++)
		due_put(&due, i, (int64_t)(i * 7919 % 1009));
	for (uint32_t i = 0; i < 1000; i++) {
		int64_t next = due_next(&due);

		assert_true(next >= last);
		assert_false(due_take(&due, next - 1, &id));
		assert_true(due_take(&due, next, &id));
		assert_int_equal(id * 7919 % 1009, next);
		last = next;
	}
	assert_int_equal(due.n, 0);
	due_clear(&due);
}

static void
a_host_is_a_name_and_a_port(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
		{ "http://example.com/a", "http://EXAMPLE.com:80/b?c", true },
		{ "https://example.com/a", "https://u:p@example.com:443#x", true },
		{ "https://example.com/a", "http://example.com/a", false },
		{ "http://example.com:/a", "http://example.com/a", true },
		{ "http://[::1]/", "http://[::1]:80/", true },
		{ "http://[::1]:81/", "http://[::1]:80/", false },
		{ "http://a.example/", "http://b.example/", false },
	};
	struct hosts hosts = { 0 };
	char url[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(hosts_find(&hosts, cases[i].a) == hosts_find(&hosts, cases[i].b),
			cases[i].same);
	assert_int_equal(hosts_find(&hosts, "file:///etc/passwd"), HOST_NONE);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 500; i++) {
			snprintf(url, sizeof url, "http://h%d.example/", i);
			hosts_find(&hosts, url);
		}
	assert_in_range(hosts.n, 500, 515);
	hosts_clear(&hosts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_interval_follows_the_feed_within_bounds),
		cmocka_unit_test(failures_back_off_to_a_day_with_jitter),
		cmocka_unit_test(hours_and_days_to_skip_are_skipped),
		cmocka_unit_test(silence_is_judged_by_the_feeds_own_way),
		cmocka_unit_test(many_feeds_of_one_host_come_closer_but_start_is_no_burst),
		cmocka_unit_test(a_document_brings_validators_both_or_none),
		cmocka_unit_test(what_is_cut_off_brings_its_items_and_no_validators),
		cmocka_unit_test(what_is_no_feed_brings_no_validators),
		cmocka_unit_test(an_etag_with_a_304_is_taken_over),
		cmocka_unit_test(a_304_that_nobody_asked_for_is_a_failure),
		cmocka_unit_test(every_other_status_backs_off_and_never_for_good),
		cmocka_unit_test(retry_after_is_obeyed),
		cmocka_unit_test(the_first_items_of_a_feed_that_was_empty_are_no_roll_over),
		cmocka_unit_test(troubles_are_told_once_and_once_when_they_are_over),
		cmocka_unit_test(a_410_stops),
		cmocka_unit_test(a_410_behind_a_passing_redirect_is_a_failure_like_others),
		cmocka_unit_test(a_410_where_it_moved_leads_back_to_where_it_was),
		cmocka_unit_test(a_move_holds_after_three_times),
		cmocka_unit_test(the_earliest_is_due_first),
		cmocka_unit_test(a_host_is_a_name_and_a_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
