/*
 * OPML as other readers write it, and as we do.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/opml.h"

static struct opml
parse(struct arena *arena, const char *text)
{
	struct opml opml = { 0 };
	struct err err;

	if (!opml_parse(text, strlen(text), arena, &opml, &err))
		fail_msg("refused: %s", err.text);
	return opml;
}

static void
reads_nested_outlines_with_their_folders(void **state)
{
	struct arena *arena = arena_new();
	struct opml opml = parse(arena,
		"<?xml version=\"1.0\"?><opml version=\"1.0\"><head><title>x</title></head><body>"
		"<outline text=\"Tech\"><outline text=\"Chips\">"
		"<outline type=\"rss\" text=\"A &amp; B's News\" "
		"xmlUrl=\"https://a.example/f?x=1&amp;y=2\"/>"
		"</outline><outline title=\"Only title\" xmlURL=\"http://b.example/\"/></outline>"
		"<outline text=\"top\" xmlurl=\"https://c.example/\" "
		"htmlUrl=\"https://c.example\"/>"
		"</body></opml>");

	(void)state;
	assert_int_equal(opml.n_feeds, 3);
	assert_string_equal(opml.feeds[0].title, "A & B's News");
	assert_string_equal(opml.feeds[0].section, "a-bs-news");
	assert_string_equal(opml.feeds[0].url, "https://a.example/f?x=1&y=2");
	assert_string_equal(opml.feeds[0].folder, "Tech / Chips");
	assert_string_equal(opml.feeds[1].title, "Only title");
	assert_string_equal(opml.feeds[1].folder, "Tech");
	assert_string_equal(opml.feeds[2].folder, "");
	assert_int_equal(opml.n_skipped, 0);
	arena_free(arena);
}

static void
tells_what_is_left_out(void **state)
{
	struct arena *arena = arena_new();
	struct opml opml = parse(arena,
		"<opml><body><outline text='shell' xmlUrl='exec:rm -rf /'/>"
		"<outline text='filter' xmlUrl='filter:x:http://y/'/>"
		"<outline text='one' xmlUrl='http://a/'/><outline text='two' xmlUrl='http://a/'/>"
		"<outline text='blank' xmlUrl='http://a b/'/><outline text='local' "
		"xmlUrl='file:///srv/x.xml'/>"
		"<outline text='relative' xmlUrl='x.xml'/>"
		"<outline text='feed' xmlUrl='feed://b/'/><outline text='again' "
		"xmlUrl='http://b/'/>"
		"<outline text='run' xmlUrl='feed:exec:rm'/>"
		"<outline text='port' xmlUrl='http://c:70000/'/></body></opml>");

	(void)state;
	assert_int_equal(opml.n_feeds, 3);
	assert_string_equal(opml.feeds[1].url, "file:///srv/x.xml");
	assert_string_equal(opml.feeds[2].url, "http://b/");
	assert_int_equal(opml.n_skipped, 8);
	assert_string_equal(
		opml.skipped[0], "'shell' has no address that can be asked by http, https or file");
	assert_string_equal(opml.skipped[2], "'two' stands twice");
	arena_free(arena);
}

static void
gives_every_feed_a_section_of_its_own(void **state)
{
	struct arena *arena = arena_new();
	struct opml opml = parse(arena,
		"<opml><body><outline text='News' xmlUrl='http://a/'/><outline text='news!' "
		"xmlUrl='http://b/'/>"
		"<outline text='日本' xmlUrl='http://www.c.example/'/><outline xmlUrl='file:///x'/>"
		"<outline text='\"] [daemon' xmlUrl='http://d/'/></body></opml>");

	(void)state;
	assert_int_equal(opml.n_feeds, 5);
	assert_string_equal(opml.feeds[0].section, "news");
	assert_string_equal(opml.feeds[1].section, "news-2");
	assert_string_equal(opml.feeds[2].title, "日本");
	assert_non_null(strstr(opml.feeds[2].section, "c-example"));
	assert_string_equal(opml.feeds[3].section, "feed");
	assert_string_equal(opml.feeds[4].section, "daemon");
	arena_free(arena);
}

static void
mends_what_is_broken_and_refuses_what_is_none(void **state)
{
	static const char *const none[] = { "", "hello", "<rss><channel/></rss>", "<html></html>",
		"{\"opml\": 1}" };
	struct arena *arena = arena_new();
	struct opml opml =
		parse(arena, "<opml><body><outline text='A & B' "
			     "xmlUrl='http://a/?x=1&y=2'><outline text='C' xmlUrl='http://c/'/>");
	struct err err;

	(void)state;
	assert_int_equal(opml.n_feeds, 2);
	assert_string_equal(opml.feeds[0].title, "A & B");
	assert_string_equal(opml.feeds[0].url, "http://a/?x=1&y=2");
	assert_int_equal(opml.n_skipped, 1);
	assert_non_null(strstr(opml.skipped[0], "breaks off"));
	for (size_t i = 0; i < ARRAY_LEN(none); i++) {
		err.code = ERR_NONE;
		assert_false(opml_parse(none[i], strlen(none[i]), arena, &opml, &err));
		assert_int_equal(err.code, ERR_DATA);
	}
	assert_false(opml_read("/nonexistent.opml", arena, &opml, &err));
	assert_int_equal(err.code, ERR_INPUT);
	arena_free(arena);
}

static void
deep_and_long_lists_end_well(void **state)
{
	struct arena *arena = arena_new();
	struct opml opml;
	struct str text;
	struct err err;

	(void)state;
	str_init(&text, 16 << 20);
	str_puts(&text, "<opml><body>");
	for (int i = 0; i < 1000; i++)
		str_puts(&text, "<outline text='deep'>");
	str_puts(&text, "<outline text='x' xmlUrl='http://x/'/>");
	if (!opml_parse(text.text, text.len, arena, &opml, &err))
		assert_int_equal(err.code, ERR_DATA);
	str_reset(&text);
	str_puts(&text, "<opml><body>");
	for (int i = 0; i < 3000; i++)
		str_printf(&text, "<outline text='t' xmlUrl='http://x/%d'/>", i);
	str_puts(&text, "</body></opml>");
	opml = parse(arena, text.text);
	assert_int_equal(opml.n_feeds, 3000);
	assert_string_equal(opml.feeds[2999].section, "t-3000");
	str_clear(&text);
	arena_free(arena);
}

static void
what_is_written_reads_the_same(void **state)
{
	static const struct opml_feed feeds[] = {
		{ .title = "A & \"B\" <c>", .url = "https://a.example/?x=1&y=%22" },
		{ .title = "日本", .url = "file:///srv/x.xml" },
	};
	struct arena *arena = arena_new();
	struct opml opml;
	struct str text;

	(void)state;
	str_init(&text, 1 << 20);
	opml_write(feeds, ARRAY_LEN(feeds), &text);
	opml = parse(arena, text.text);
	assert_int_equal(opml.n_feeds, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(opml.feeds[i].title, feeds[i].title);
		assert_string_equal(opml.feeds[i].url, feeds[i].url);
	}
	str_clear(&text);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_nested_outlines_with_their_folders),
		cmocka_unit_test(tells_what_is_left_out),
		cmocka_unit_test(gives_every_feed_a_section_of_its_own),
		cmocka_unit_test(mends_what_is_broken_and_refuses_what_is_none),
		cmocka_unit_test(deep_and_long_lists_end_well),
		cmocka_unit_test(what_is_written_reads_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
