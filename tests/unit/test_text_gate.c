/* The gate for text from outside: utf8, str, err and log keep a line one line. */
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/str.h"
#include "base/utf8.h"

static void
cleans_a_line(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "  a\t b\r\n c ", "a b c" },
		{ "red \033[31mtitle\033[0m", "red [31mtitle [0m" },
		{ "a\xe2\x80\xaetxt.exe", "atxt.exe" }, /* right-to-left override */
		{ "zero\xe2\x80\x8bwidth\xef\xbb\xbf", "zerowidth" },
		{ "bad \xff\xfe bytes", "bad \xef\xbf\xbd\xef\xbf\xbd bytes" },
		{ "cut \xe2\x82", "cut \xef\xbf\xbd\xef\xbf\xbd" },
		{ "over\xc0\xaflong", "over\xef\xbf\xbd\xef\xbf\xbdlong" },
		{ "c1 \xc2\x9b"
		  "31m",
			"c1 31m" },
		{ "line\xe2\x80\xa8sep", "line sep" },
		{ "caf\xc3\xa9 \xe2\x82\xac"
		  "10",
			"caf\xc3\xa9 \xe2\x82\xac"
			"10" },
		{ "nbsp\xc2\xa0here", "nbsp\xc2\xa0here" },
		{ "em \xe2\x80\x83 and\xc2\xa0\xc2\xa0\xe3\x80\x80two ",
			"em \xe2\x80\x83 and\xc2\xa0two" },
		{ "\xc2\xa0 ends\xc2\xa0", "ends" },
		{ "Open\xe2\x80\x8d"
		  "AI",
			"OpenAI" }, /* a joiner that hides a name */
		{ "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" },
		{ "left \xe2\x80\x8e right", "left \xe2\x80\x8e right" },
		{ "", "" },
		{ " \n ", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct str out;

		str_init(&out, 1000);
		utf8_clean_line(&out, cases[i].text, strlen(cases[i].text), 1000);
		assert_string_equal(out.text, cases[i].want);
		str_clear(&out);
	}
}

/* Bytes are looked at eight at a time: wherever among them the odd one stands. */
static void
cleans_a_line_wherever_the_odd_byte_stands(void **state)
{
	static const char around[] = "abcdefghijklmnopqrstuvwx";
	static const char *const cases[][2] = { { "\n", " " }, { "  ", " " }, { " !", " !" },
		{ "\x7f", " " }, { "\x01", " " }, { "\xc3\xa9", "\xc3\xa9" },
		{ "\xe2\x80\x8b", "" }, { " \t~ ", " ~ " } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		for (int at = 1; at < (int)strlen(around); at++) {
			char text[64], want[64];
			struct str out;

			snprintf(text, sizeof text, "%.*s%s%s", at, around, cases[i][0],
				around + at);
			snprintf(want, sizeof want, "%.*s%s%s", at, around, cases[i][1],
				around + at);
			str_init(&out, 1000);
			utf8_clean_line(&out, text, strlen(text), 1000);
			assert_string_equal(out.text, want);
			str_clear(&out);
		}
	}
}

static void
keeps_lines_of_a_text_but_few_blank_ones(void **state)
{
	static const char text[] = "one \r\n\r\n\n\n two\nthree \n";
	struct str out;

	(void)state;
	str_init(&out, 1000);
	utf8_clean_text(&out, text, strlen(text), 1000);
	assert_string_equal(out.text, "one\n\ntwo\nthree");
	str_clear(&out);
}

static void
never_cuts_a_rune(void **state)
{
	static const char euro[] = "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac";

	(void)state;
	for (size_t max = 0; max <= 9; max++) {
		struct str out;

		str_init(&out, 100);
		utf8_clean_line(&out, euro, 9, max);
		assert_int_equal(out.len, max / 3 * 3);
		assert_int_equal(out.cut, max < 9);
		str_clear(&out);
	}
	assert_int_equal(utf8_cut_at_word("hello wide world", 16, 12), 10);
	assert_int_equal(utf8_cut_at_word("hello wide world", 16, 16), 16);
	assert_int_equal(utf8_cut_at_word("hello wide", 10, 5), 5);
	assert_int_equal(utf8_cut_at_word(euro, 9, 4), 3);
}

static void
knows_valid_utf8(void **state)
{
	(void)state;
	assert_true(utf8_valid("a\xc3\xa9\xf0\x9f\x98\x80", 7));
	assert_false(utf8_valid("\xed\xa0\x80", 3)); /* a surrogate */
	assert_false(utf8_valid("\xf4\x90\x80\x80", 4));
	assert_false(utf8_valid("\xe2\x82", 2));
	assert_true(utf8_valid("sixteen letters and caf\xc3\xa9", 25));
	assert_false(utf8_valid("sixteen letters and caf\xe9 more of them", 37));
}

static void
writes_what_it_reads(void **state)
{
	static const unsigned runes[] = { 'a', 0xe9, 0x20ac, 0x1f600, 0x10ffff };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(runes); i++) {
		char bytes[4];
		unsigned back;
		size_t n = utf8_encode(runes[i], bytes);

		assert_int_equal(utf8_decode(bytes, n, &back), n);
		assert_int_equal(back, runes[i]);
	}
	assert_int_equal(utf8_of_1252(0x80), 0x20ac);
	assert_int_equal(utf8_of_1252(0xe9), 0xe9);
}

static void
a_str_stops_at_its_ceiling_and_says_so(void **state)
{
	struct str str;

	(void)state;
	str_init(&str, 5);
	str_puts(&str, "abc");
	assert_false(str.cut);
	str_printf(&str, "%s-%d", "de", 12345);
	assert_string_equal(str.text, "abcde");
	assert_true(str.cut);
	str_reset(&str);
	str_puts(&str, "abcd");
	str_put_rune(&str, 0x20ac);
	assert_string_equal(str.text, "abcd");
	assert_true(str.cut);
	str_clear(&str);
}

static void
an_error_is_one_line_with_its_steps(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_set(&err, ERR_DATA,
		"line %d: bad\nnews\033 \xc2\x9b"
		"1m\u202e\xff",
		12);
	err_prefix(&err, "feed '%s'", "x");
	err_prefix(&err, "polling");
	assert_string_equal(err.text, "polling: feed 'x': line 12: bad news 1m\ufffd");
	assert_int_equal(err_exit_status(err.code), 65);
	err_set(&err, ERR_CONF, "again: %s", err.text);
	assert_string_equal(err.text, "again: polling: feed 'x': line 12: bad news 1m\ufffd");
	err_set(NULL, ERR_FAIL, "nobody asked");
}

static void
a_log_line_can_not_be_forged(void **state)
{
	struct log log = { LOG_INFO, true, -1 };
	char got[256] = "";
	int pipe_fds[2];

	(void)state;
	assert_int_equal(pipe(pipe_fds), 0);
	log.fd = pipe_fds[1];
	log_info(&log, "feed '%s': %d items", "x\n<0>walled\033[2J", 3);
	log_debug(&log, "left out");
	close(pipe_fds[1]);
	assert_true(read(pipe_fds[0], got, sizeof got - 1) > 0);
	assert_string_equal(got, "<6>feed 'x <0>walled [2J': 3 items\n");
	close(pipe_fds[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cleans_a_line),
		cmocka_unit_test(cleans_a_line_wherever_the_odd_byte_stands),
		cmocka_unit_test(keeps_lines_of_a_text_but_few_blank_ones),
		cmocka_unit_test(never_cuts_a_rune),
		cmocka_unit_test(knows_valid_utf8),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(a_str_stops_at_its_ceiling_and_says_so),
		cmocka_unit_test(an_error_is_one_line_with_its_steps),
		cmocka_unit_test(a_log_line_can_not_be_forged),
	};

	return cmocka_run_group_tests_name("text gate", tests, NULL, NULL);
}
