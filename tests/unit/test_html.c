/* html: HTML to what a reader sees; entities; addresses made absolute. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "markup/entity.h"
#include "markup/html.h"

struct row {
	const char *html, *want;
};

static void
check(const struct row *row, void (*read)(const char *html, size_t len, struct str *out))
{
	struct str out;

	str_init(&out, 1 << 20);
	read(row->html, strlen(row->html), &out);
	if (strcmp(out.text, row->want) != 0)
		fail_msg("%s\n   '%s', not '%s'", row->html, out.text, row->want);
	str_clear(&out);
}

static void
makes_text_of_html(void **state)
{
	static const struct row rows[] = {
		{ "plain", "plain" },
		{ "<p>one</p><p>two</p>", "one\n\ntwo" },
		{ "one<br>two<br/>three", "one\ntwo\nthree" },
		{ "<div>one</div><div>two</div>", "one\ntwo" },
		{ "<ul><li>one</li><li>two</li></ul>after", "one\ntwo\n\nafter" },
		{ "<table><tr><td>a</td><td>b</td></tr></table>", "a b" },
		{ "a <b>bold</b>, <a href='x'>link</a>.", "a bold, link." },
		{ "line\nbreak   in \t source", "line break in source" },
		{ "<pre>line\nbreak</pre>", "line\nbreak" },
		{ "a<script>x < y; '</b>'</script>b<style>c{}</style>d", "abd" },
		{ "a<SCRIPT type=x>y</Script >b", "ab" },
		{ "a<script/>b", "ab" },
		{ "a<iframe src=x>y</iframe>b<template>z</template>", "ab" },
		{ "a<iframe src=x> b<iframe src=y>c <script>d", "a bc" },
		{ "a<!-- c <b> -->b<!doctype html><?php echo ?>c", "abc" },
		{ "a<![CDATA[ <b> ]]>b", "a <b> b" },
		{ "a<img src='x' alt='y'>b", "ab" },
		{ "&lt;b&gt; &amp;amp; &quot;&apos;", "<b> &amp; \"'" },
		{ "&#8217;&#x2019;&#146;&rsquo;", "’’’’" },
		{ "AT&T &foo; & &copy 2025 a&b=c", "AT&T &foo; & © 2025 a&b=c" },
		{ "&nbsp;x&nbsp;&nbsp;y", "x\xc2\xa0y" },
		{ "&hellip;&period;&Tab;z", "…. z" },
		{ "a < b > c", "a < b > c" },
		{ "a <!' b", "a <!' b" },
		{ "a <b", "a" },
		{ "a <b title='x > y'>b</b>", "a b" },
		{ "<a href=http://x/\">y</a>", "y" },
		{ "<a href=\"http://x/>y</a> and <b>z</b>", "y and z" },
		{ "<a title=\"never closed>y</a><p>z", "y\n\nz" },
		{ "a<!-- never closed", "a" },
		{ "a<script>never closed", "a" },
		{ "<svg><title>t</title><circle/></svg>", "t" },
		{ "a\x1b[31m&#27;[0m", "a [31m [0m" },
		{ "<o:p>x</o:p><xhtml:p>y</xhtml:p>", "x\n\ny" },
		{ "<blockquote>x</blockquote>y<BlockQuotes>z</BlockQuotes>", "x\n\nyz" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check(&rows[i], html_to_text);
}

static void
makes_no_more_text_than_is_read(void **state)
{
	static const char html[] = "<p>a<br>b</p> <div><p> </p></div>c<p>d</p><!-- e -->";
	static const char *const parts[] = { "title\na\nb", "title\na\nb\n\nc",
		"title\na\nb\n\nc\n\nd" };
	struct html_text text;
	struct str out;

	(void)state;
	html_text_init(&text);
	str_init(&out, 100);
	for (int again = 0; again < 2; again++) {
		str_reset(&out);
		str_puts(&out, "title\n");
		html_text_begin(&text, html, strlen(html));
		for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
			assert_true(html_text_more(&text, &out));
			assert_string_equal(out.text, parts[i]);
		}
		assert_false(html_text_more(&text, &out));
		assert_string_equal(out.text, parts[2]);
	}
	str_clear(&out);
	html_text_clear(&text);
}

/* Bytes are looked at eight at a time: wherever among them the odd one stands. */
static void
sees_a_reference_wherever_it_stands(void **state)
{
	static const char around[] = "abcdefghijklmnopqrstuvwx";
	static const char *const cases[][2] = { { "&amp;", "&" }, { "&", "&" }, { "\n", " " },
		{ "\r", " " }, { "&#x27;'", "''" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		for (int at = 1; at < (int)strlen(around); at++) {
			char html[64], want[64];
			const struct row row = { html, want };

			snprintf(html, sizeof html, "%.*s%s%s", at, around, cases[i][0],
				around + at);
			snprintf(want, sizeof want, "%.*s%s%s", at, around, cases[i][1],
				around + at);
			check(&row, html_to_text);
		}
	}
}

static void
makes_a_line_for_titles(void **state)
{
	static const struct row rows[] = {
		{ "a<br>b", "a b" },
		{ "R&amp;D", "R&D" },
		{ "R&amp;amp;D", "R&D" },
		{ "it&amp;#8217;s", "it’s" },
		{ "&lt;b&gt;x&lt;/b&gt;", "x" },
		{ "&lt;div&gt; explained", "<div> explained" },
		{ "1 &lt; 2 &amp; 3", "1 < 2 & 3" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check(&rows[i], html_to_line);
}

static void
resolve(const char *html, size_t len, struct str *out)
{
	html_resolve(html, len, "http://o.example/d/p", out);
}

static void
makes_addresses_absolute(void **state)
{
	static const struct row rows[] = {
		{ "<a href='x'>y</a>", "<a href=\"http://o.example/d/x\">y</a>" },
		{ "<a class=c HREF = /x?a=1&amp;b=2 id=i>",
			"<a class=c HREF = \"http://o.example/x?a=1&amp;b=2\" id=i>" },
		{ "<img src=i.png/>", "<img src=\"http://o.example/d/i.png/\">" },
		{ "<img alt='a > b' src=\"../i\" />",
			"<img alt='a > b' src=\"http://o.example/i\" />" },
		{ "<a href='mailto:a@b'>", "<a href=\"mailto:a@b\">" },
		{ "a < b <c", "a < b <c" },
		{ "<p title='href=x'>", "<p title='href=x'>" },
		{ "<a href='#f'>", "<a href=\"http://o.example/d/p#f\">" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check(&rows[i], resolve);
}

static void
decodes_references(void **state)
{
	static const struct {
		const char *text, *want;
		size_t len;
	} cases[] = {
		{ "&amp;x", "&", 5 },
		{ "&lang;", "\xe2\x8c\xa9", 6 },
		{ "&CounterClockwiseContourIntegral;", "\xe2\x88\xb3", 33 },
		{ "&nGt;", "\xe2\x89\xab\xe2\x83\x92", 5 },
		{ "&#0;", "\xef\xbf\xbd", 4 },
		{ "&#xD800;", "\xef\xbf\xbd", 8 },
		{ "&#99999999999;", "\xef\xbf\xbd", 14 },
		{ "&#x41", "A", 5 },
		{ "&eacute x", "é", 7 },
		{ "&notit;", "", 0 },
		{ "&copy=2", "", 0 },
		{ "&;", "", 0 },
		{ "&#;", "", 0 },
		{ "&#x;", "", 0 },
		{ "&", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char got[ENTITY_TEXT_MAX] = "";

		assert_int_equal(
			entity_decode(cases[i].text, strlen(cases[i].text), got), cases[i].len);
		assert_string_equal(got, cases[i].want);
	}
}

/* Ten times as much takes about ten times as long, not a hundred. */
static void
takes_linear_time(void **state)
{
	static const char *const parts[] = { "<", "<a ", "<a b=\"", "<a b='>\"", "<!--",
		"<![CDATA[", "<script>", "&", "&#", "</", "<a b=\"<'", "<div>", "<pre>" };
	enum { PARTS = 150000 };
	struct timespec begin, end;

	(void)state;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct str html, out;

		str_init(&html, 4 << 20);
		for (size_t k = 0; k < PARTS; k++)
			str_puts(&html, parts[i]);
		str_init(&out, 8 << 20);
		html_to_text(html.text, html.len, &out);
		str_reset(&out);
		resolve(html.text, html.len, &out);
		str_clear(&out);
		str_clear(&html);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	assert_true(end.tv_sec - begin.tv_sec < 10);
}

static void
stops_at_the_ceiling(void **state)
{
	struct str out;

	(void)state;
	str_init(&out, 5);
	html_to_text("<p>four words of text", 21, &out);
	assert_true(out.len <= 5);
	str_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_text_of_html),
		cmocka_unit_test(makes_no_more_text_than_is_read),
		cmocka_unit_test(sees_a_reference_wherever_it_stands),
		cmocka_unit_test(makes_a_line_for_titles),
		cmocka_unit_test(makes_addresses_absolute),
		cmocka_unit_test(decodes_references),
		cmocka_unit_test(takes_linear_time),
		cmocka_unit_test(stops_at_the_ceiling),
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
