/* Local time of places: offsets, minutes of the day, the next time of a clock. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/zone.h"

static int64_t
when(const char *text)
{
	int64_t at = 0;

	assert_true(clock_parse_rfc3339(text, &at));
	return at;
}

static void
offsets_are_those_of_the_place(void **state)
{
	static const struct {
		const char *zone, *when;
		int minutes;
	} cases[] = {
		{ "UTC", "2026-07-01T00:00:00Z", 0 },
		{ "Europe/London", "2026-01-15T12:00:00Z", 0 },
		{ "Europe/London", "2026-03-29T00:59:59Z", 0 },
		{ "Europe/London", "2026-03-29T01:00:00Z", 60 },
		{ "Europe/London", "2026-10-25T00:59:59Z", 60 },
		{ "Europe/London", "2026-10-25T01:00:00Z", 0 },
		{ "Europe/London", "2055-07-01T00:00:00Z", 60 }, /* the footer's rule */
		{ "Europe/London", "2055-12-01T00:00:00Z", 0 },
		{ "America/New_York", "2026-03-08T06:59:59Z", -300 },
		{ "America/New_York", "2026-03-08T07:00:00Z", -240 },
		{ "America/New_York", "2060-07-01T00:00:00Z", -240 },
		{ "Asia/Kolkata", "2026-05-05T00:00:00Z", 330 },
		{ "Asia/Tokyo", "2050-05-05T00:00:00Z", 540 },
		{ "Australia/Sydney", "2026-01-05T00:00:00Z", 660 }, /* summer in January */
		{ "Australia/Sydney", "2050-01-05T00:00:00Z", 660 },
		{ "Australia/Sydney", "2050-07-05T00:00:00Z", 600 },
		{ "America/Sao_Paulo", "2055-01-05T00:00:00Z", -180 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = { 0 };
		struct zone *zone = zone_new(cases[i].zone, &err);

		if (!zone)
			fail_msg("%s", err.text);
		if (zone_offset(zone, when(cases[i].when)) != cases[i].minutes * 60)
			fail_msg("%s at %s is %lld", cases[i].zone, cases[i].when,
				(long long)zone_offset(zone, when(cases[i].when)));
		zone_free(zone);
	}
}

static void
agrees_with_the_c_library(void **state)
{
	static const char *const zones[] = { "Europe/Berlin", "America/Santiago", "Asia/Tehran",
		"Pacific/Auckland", "Africa/Casablanca", "Europe/Dublin", "America/Havana" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(zones); i++) {
		struct zone *zone = zone_new(zones[i], NULL);

		assert_non_null(zone);
		setenv("TZ", zones[i], 1);
		tzset();
		for (int64_t at = when("1990-01-01T00:00:00Z"); at < when("2070-01-01T00:00:00Z");
			at += 86400 * 3 + 3601) {
			time_t now = (time_t)at;
			struct tm tm;

			localtime_r(&now, &tm);
			if (tm.tm_gmtoff != zone_offset(zone, at))
				fail_msg("%s at %lld", zones[i], (long long)at);
		}
		zone_free(zone);
		unsetenv("TZ");
		tzset();
	}
}

static void
the_next_time_of_a_clock(void **state)
{
	static const struct {
		const char *zone, *after;
		int minute;
		const char *want;
	} cases[] = {
		{ "UTC", "2026-01-01T08:59:59Z", 540, "2026-01-01T09:00:00Z" },
		{ "UTC", "2026-01-01T09:00:00Z", 540, "2026-01-02T09:00:00Z" },
		{ "Europe/London", "2026-06-01T12:00:00Z", 540, "2026-06-02T08:00:00Z" },
		{ "Europe/London", "2026-03-28T10:00:00Z", 540, "2026-03-29T08:00:00Z" },
		{ "America/New_York", "2026-10-31T23:00:00Z", 540, "2026-11-01T14:00:00Z" },
		{ "Asia/Tokyo", "2026-06-01T23:59:59Z", 540, "2026-06-02T00:00:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct zone *zone = zone_new(cases[i].zone, NULL);
		char buf[CLOCK_TEXT_MAX];

		assert_string_equal(
			clock_rfc3339(zone_next(zone, when(cases[i].after), cases[i].minute), buf),
			cases[i].want);
		assert_int_equal(zone_minute(zone, when(cases[i].want)), cases[i].minute);
		zone_free(zone);
	}
}

/* A digest at an hour that the clocks leave out comes when it would have; what came in then waits a day. */
static void
an_hour_left_out_or_had_twice_loses_nothing(void **state)
{
	static const struct {
		const char *after, *want; /* of half past one in London */
	} cases[] = {
		{ "2026-03-29T00:59:00Z", "2026-03-29T01:30:00Z" },
		{ "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z" },
		{ "2026-10-25T00:10:00Z", "2026-10-25T00:30:00Z" },
		{ "2026-10-25T00:40:00Z", "2026-10-26T01:30:00Z" },
		{ "2026-10-25T01:40:00Z", "2026-10-26T01:30:00Z" },
	};
	struct zone *zone = zone_new("Europe/London", NULL);
	char buf[CLOCK_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(clock_rfc3339(zone_next(zone, when(cases[i].after), 90), buf),
			cases[i].want);
	/* Quiet hours go by what the clocks show: 0:59, then 2:00; and 1:30 twice. */
	assert_int_equal(zone_minute(zone, when("2026-03-29T00:59:59Z")), 59);
	assert_int_equal(zone_minute(zone, when("2026-03-29T01:00:00Z")), 120);
	assert_int_equal(zone_minute(zone, when("2026-10-25T00:30:00Z")), 90);
	assert_int_equal(zone_minute(zone, when("2026-10-25T01:30:00Z")), 90);
	zone_free(zone);
}

static void
what_is_no_zone_is_refused(void **state)
{
	static const char *const names[] = { "", "Mars/Olympus", "../../../etc/passwd",
		"/etc/passwd", "Europe", "tzdata.zi" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct err err = { 0 };

		assert_null(zone_new(names[i], &err));
		assert_int_equal(err.code, ERR_CONF);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_are_those_of_the_place),
		cmocka_unit_test(agrees_with_the_c_library),
		cmocka_unit_test(the_next_time_of_a_clock),
		cmocka_unit_test(an_hour_left_out_or_had_twice_loses_nothing),
		cmocka_unit_test(what_is_no_zone_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
