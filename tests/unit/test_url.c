/* Addresses: RFC 3986's own examples, and what feeds write. */
#include "unit.h"

#include "base/url.h"

static void
resolves_the_examples_of_rfc3986(void **state)
{
	static const struct {
		const char *ref, *want;
	} cases[] = {
		{ "g:h", "g:h" },
		{ "g", "http://a/b/c/g" },
		{ "./g", "http://a/b/c/g" },
		{ "g/", "http://a/b/c/g/" },
		{ "/g", "http://a/g" },
		{ "//g", "http://g" },
		{ "?y", "http://a/b/c/d;p?y" },
		{ "g?y", "http://a/b/c/g?y" },
		{ "#s", "http://a/b/c/d;p?q#s" },
		{ "g#s", "http://a/b/c/g#s" },
		{ "g?y#s", "http://a/b/c/g?y#s" },
		{ ";x", "http://a/b/c/;x" },
		{ ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" },
		{ "..", "http://a/b/" },
		{ "../", "http://a/b/" },
		{ "../g", "http://a/b/g" },
		{ "../..", "http://a/" },
		{ "../../g", "http://a/g" },
		{ "../../../g", "http://a/g" },
		{ "/./g", "http://a/g" },
		{ "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." },
		{ "..g", "http://a/b/c/..g" },
		{ "./../g", "http://a/b/g" },
		{ "g/./h", "http://a/b/c/g/h" },
		{ "g/../h", "http://a/b/c/h" },
		{ "g;x=1/../y", "http://a/b/c/y" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(
			url_resolve(arena, "http://a/b/c/d;p?q", cases[i].ref), cases[i].want);
	arena_free(arena);
}

static void
resolves_what_feeds_write(void **state)
{
	static const struct {
		const char *base, *ref, *want;
	} cases[] = {
		{ "http://a.example", "b", "http://a.example/b" },
		{ "https://a.example/x", "  y z\n", "https://a.example/y%20z" },
		{ "https://a.example/x", "/a/long/way \x7f/to/\xc3\xa9",
			"https://a.example/a/long/way%20/to/\xc3\xa9" },
		{ NULL, "/x", "/x" },
		{ "", "x", "x" },
		{ "no base", "x", "x" },
		{ "mailto:me@a.example", "x", "x" },
		{ "https://a.example/x", "", "" },
		{ "file:///srv/feeds/a.xml", "b.html", "file:///srv/feeds/b.html" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(url_resolve(arena, cases[i].base, cases[i].ref), cases[i].want);
	arena_free(arena);
}

static void
one_page_has_one_identity(void **state)
{
	static const char *const same[] = {
		"https://example.com/a/b?x=1&y=2",
		"http://www.Example.com:80/a/b/?y=2&x=1#top",
		"https://user:pw@example.com:443/a/./b?utm_source=rss&x=1&fbclid=Q&y=2",
		" https://example.com/a/c/../b?y=2&x=1&utm_campaign=z ",
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		assert_string_equal(
			url_identity(arena, same[i]), "https://example.com/a/b?x=1&y=2");
	assert_string_not_equal(url_identity(arena, "https://example.com/a?id=1"),
		url_identity(arena, "https://example.com/a?id=2"));
	assert_string_equal(url_identity(arena, "urn:uuid:1"), "urn:uuid:1");
	arena_free(arena);
}

static void
knows_the_names_of_this_machine(void **state)
{
	static const char *const local[] = { "localhost", "LocalHost", "db.localhost" };
	static const char *const others[] = { "", "localhos", "notlocalhost", "localhost.example" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(local); i++)
		assert_true(url_host_is_local(local[i]));
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		assert_false(url_host_is_local(others[i]));
}

static void
tells_the_parts_of_an_address(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(url_host(arena, "https://me@Example.COM:8080/x"), "example.com");
	assert_string_equal(url_host(arena, "http://[::1]:80/"), "[::1]");
	assert_string_equal(url_host(arena, "mailto:x"), "");
	assert_true(url_is_web("HTTPS://a.example/"));
	assert_false(url_is_web("https:///nohost"));
	assert_false(url_is_web("ftp://a.example/"));
	assert_true(url_can_be_called("http://u:p@a.example:8080/x:y"));
	assert_true(url_can_be_called("http://a.example:?x"));
	assert_true(url_can_be_called("https://[2001:db8::1]:443"));
	assert_false(url_can_be_called("https://[2001:db8::1/"));
	assert_false(url_can_be_called("https://[]/"));
	assert_false(url_can_be_called("https://[::1]x/"));
	assert_false(url_can_be_called("http://:80/"));
	assert_false(url_can_be_called("http://u@/"));
	assert_false(url_can_be_called("http://a.example:0/"));
	assert_false(url_can_be_called("http://a.example:65536/"));
	assert_false(url_can_be_called("http://a.example:x/"));
	assert_true(url_is_absolute("x-y:z"));
	assert_false(url_is_absolute("/a:b"));
	arena_free(arena);
}

static void
spells_an_address_in_one_way(void **state)
{
	static const char *const cases[][2] = {
		{ "HTTP://X.Example:80", "http://x.example/" },
		{ "http://x.example/#top", "http://x.example/" },
		{ "https://Me:Pw@x.example:443/A?B=c", "https://Me:Pw@x.example/A?B=c" },
		{ "https://x.example:/a/", "https://x.example/a/" },
		{ "https://x.example:80/", "https://x.example:80/" },
		{ "http://[2001:DB8::1]:80?q", "http://[2001:db8::1]/?q" },
		{ "file:///A/b", "file:///A/b" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(url_spelt(arena, cases[i][0]), cases[i][1]);
	arena_free(arena);
}

static void
knows_how_feeds_addresses_are_also_written(void **state)
{
	static const char *const cases[][2] = {
		{ "feed://a.example/rss", "http://a.example/rss" },
		{ "feed:https://a.example/rss", "https://a.example/rss" },
		{ "FEED:http://a.example/rss", "http://a.example/rss" },
		{ "feed://https://a.example/rss", "https://a.example/rss" },
		{ "https://a.example/feed:x", "https://a.example/feed:x" },
		{ "feeds://a.example/", "feeds://a.example/" },
		{ "feed:", "" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(url_of_feed(arena, cases[i][0]), cases[i][1]);
	arena_free(arena);
}

static void
shows_no_secret_of_an_address(void **state)
{
	static const struct {
		const char *url, *want;
	} cases[] = {
		{ "https://me:pw@a.example:8080/x", "https://***@a.example:8080/x" },
		{ "https://a@b:pw@a.example/", "https://***@a.example/" },
		{ "https://a.example/@me/feed", "https://a.example/@me/feed" },
		{ "http://a.example/rss?token=t&format=rss#top",
			"http://a.example/rss?token=***&format=***#top" },
		{ "http://a.example/rss?t", "http://a.example/rss?***" },
		{ "http://a.example/rss?a=&&b=x==", "http://a.example/rss?a=&&b=***" },
		{ "http://a.example/?", "http://a.example/?" },
		{ "me:pw@a.example/x", "***@a.example/x" },
		{ "a.example/x?y=z", "a.example/x?y=***" },
		{ "file:///srv/a@b.xml", "file:///srv/a@b.xml" },
		{ "", "" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(url_masked(arena, cases[i].url), cases[i].want);
	assert_null(url_masked(arena, NULL));
	assert_string_equal(url_public(arena, "http://me:p@w@a.example:8080/x/y?token=t#top"),
		"http://a.example:8080/x/y");
	assert_string_equal(url_public(arena, "file:///srv/a@b.xml"), "file:///srv/a@b.xml");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resolves_the_examples_of_rfc3986),
		cmocka_unit_test(resolves_what_feeds_write),
		cmocka_unit_test(one_page_has_one_identity),
		cmocka_unit_test(knows_the_names_of_this_machine),
		cmocka_unit_test(tells_the_parts_of_an_address),
		cmocka_unit_test(spells_an_address_in_one_way),
		cmocka_unit_test(knows_how_feeds_addresses_are_also_written),
		cmocka_unit_test(shows_no_secret_of_an_address),
	};

	return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
