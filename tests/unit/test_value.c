/*
 * Spans, sizes, money and times as people write them.
 */
#include "unit.h"

#include <stdlib.h>

#include "conf/value.h"

static void
reads_spans_with_their_unit(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} right[] = {
		{ "90s", 90 },
		{ "15m", 900 },
		{ "6h", 21600 },
		{ "7d", 604800 },
		{ "0s", 0 },
		{ "2D", 172800 },
		{ "3660d", 316224000 },
	};
	static const char *const wrong[] = { "", "5", "5x", "m", "-5m", "5m ", " 5m", "1.5h", "5mm",
		"99999999999999999999s", "3661d", "4000d" };
	int64_t seconds = -7;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(value_span(wrong[i], &seconds));
	assert_int_equal(seconds, -7);
	for (size_t i = 0; i < ARRAY_LEN(right); i++) {
		assert_true(value_span(right[i].text, &seconds));
		assert_int_equal(seconds, right[i].seconds);
	}
}

static void
reads_sizes_in_powers_of_1024(void **state)
{
	static const struct {
		const char *text;
		int64_t bytes;
	} right[] = { { "512", 512 }, { "64K", 65536 }, { "10M", 10485760 }, { "1g", 1073741824 } };
	static const char *const wrong[] = { "", "M", "10MB", "10 M", "-1", "9999999999G", "1025G",
		"0", "0K", "1.5M" };
	int64_t bytes;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(value_size(wrong[i], &bytes));
	for (size_t i = 0; i < ARRAY_LEN(right); i++) {
		assert_true(value_size(right[i].text, &bytes));
		assert_int_equal(bytes, right[i].bytes);
	}
}

static void
reads_money_with_its_currency(void **state)
{
	static const struct {
		const char *text, *currency;
		int64_t value;
	} right[] = {
		{ "$0", "USD", 0 },
		{ "$100M", "USD", 100000000 },
		{ "€2bn", "EUR", 2000000000 },
		{ "£1.25bn", "GBP", 1250000000 },
		{ "¥300 billion", "JPY", 300000000000 },
		{ "1.5 million USD", "USD", 1500000 },
		{ "CHF 40,000", "CHF", 40000 },
		{ "$1,234,567.8", "USD", 1234567 },
		{ "5 EUR", "EUR", 5 },
		{ "100M EUR", "EUR", 100000000 },
		{ "US$1tn", "USD", 1000000000000 },
		{ "$1.23456", "USD", 1 },
		{ "C$ 3k", "CAD", 3000 },
	};
	static const char *const wrong[] = { "", "100M", "$", "$x", "$1.2.3bn", "$5 potatoes",
		"$-5", "€1,5bn", "$1,0000", "$99999999999999999999", "$5000tn", "usd 5", "bn",
		"5 USD bn" };
	struct amount amount;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		if (value_money(wrong[i], &amount))
			fail_msg("'%s' was read as money", wrong[i]);
	for (size_t i = 0; i < ARRAY_LEN(right); i++) {
		assert_true(value_money(right[i].text, &amount));
		assert_int_equal(amount.value, right[i].value);
		assert_string_equal(amount.currency, right[i].currency);
		assert_int_equal(amount.bound, BOUND_EXACT);
	}
}

static void
knows_what_a_dollar_is_in_dollars(void **state)
{
	struct amount amount;

	(void)state;
	assert_true(value_money("$3bn", &amount));
	assert_int_equal(amount.usd, 3000000000);
	assert_true(value_money("€3bn", &amount));
	assert_int_equal(amount.usd, 0);
}

static void
reads_times_and_ranges_of_a_day(void **state)
{
	static const char *const wrong[] = { "", "9", "24:00", "9:60", "9:5", "009:00", "9:00x",
		"-1:00" };
	static const char *const wrong_ranges[] = { "", "22:00", "22:00-", "22:00-22:00",
		"22:00-07:00x", "22:00/07:00", "25:00-07:00" };
	int minutes, from, to;

	(void)state;
	assert_true(value_time("09:00", &minutes));
	assert_int_equal(minutes, 540);
	assert_true(value_time("0:00", &minutes));
	assert_int_equal(minutes, 0);
	assert_true(value_time_range("22:00-07:30", &from, &to));
	assert_int_equal(from, 1320);
	assert_int_equal(to, 450);
	assert_true(value_time_range("9:00 - 17:00", &from, &to));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(value_time(wrong[i], &minutes));
	for (size_t i = 0; i < ARRAY_LEN(wrong_ranges); i++)
		assert_false(value_time_range(wrong_ranges[i], &from, &to));
}

static void
reads_yes_and_no_and_counts(void **state)
{
	bool yes;
	unsigned count;

	(void)state;
	assert_true(value_bool("yes", &yes) && yes);
	assert_true(value_bool("no", &yes) && !yes);
	assert_false(value_bool("true", &yes));
	assert_false(value_bool("Yes", &yes));
	assert_true(value_count("10", &count));
	assert_int_equal(count, 10);
	assert_false(value_count("-1", &count));
	assert_false(value_count("1000001", &count));
	assert_false(value_count("ten", &count));
}

static void
tells_addresses_to_listen_at(void **state)
{
	static const char *const wrong[] = { "", "9466", "localhost:9466", ":9466", "127.0.0.1",
		"127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x", "::1:9466", "[::1]", "[::1:9466",
		"[127.0.0.1]:80", "300.0.0.1:80" };

	(void)state;
	assert_true(value_listen("127.0.0.1:9466"));
	assert_true(value_listen("0.0.0.0:1"));
	assert_true(value_listen("[::1]:9466"));
	assert_true(value_listen("[fe80::1]:65535"));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		if (value_listen(wrong[i]))
			fail_msg("'%s' was taken for an address", wrong[i]);
}

static void
knows_zones_of_this_machine(void **state)
{
	(void)state;
	assert_true(value_timezone("UTC"));
	assert_false(value_timezone(""));
	assert_false(value_timezone("Europe/Atlantis"));
	assert_false(value_timezone("../../../etc/passwd"));
	assert_false(value_timezone("/etc/localtime"));
	setenv("TZDIR", "/nonexistent", 1);
	assert_false(value_timezone("Europe/London"));
	unsetenv("TZDIR");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_spans_with_their_unit),
		cmocka_unit_test(reads_sizes_in_powers_of_1024),
		cmocka_unit_test(reads_money_with_its_currency),
		cmocka_unit_test(knows_what_a_dollar_is_in_dollars),
		cmocka_unit_test(reads_times_and_ranges_of_a_day),
		cmocka_unit_test(reads_yes_and_no_and_counts),
		cmocka_unit_test(tells_addresses_to_listen_at),
		cmocka_unit_test(knows_zones_of_this_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
