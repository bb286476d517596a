/* Arena, clock, hash, JSON and files. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/escape.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"

static void
an_arena_gives_zeroed_memory_again_and_again(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t size = 1; size < 300000; size = size * 3 + 1) {
			char *bytes = arena_alloc(arena, size);

			for (size_t i = 0; i < size; i++)
				assert_int_equal(bytes[i], 0);
			assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
			memset(bytes, 'x', size);
		}
		arena_reset(arena);
		assert_int_equal(arena_used(arena), 0);
	}
	arena_free(arena);
}

static void
an_arena_list_grows(void **state)
{
	struct arena *arena = arena_new();
	size_t *list = NULL, n = 0, cap = 0;

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		ARENA_PUSH(arena, list, n, cap, i * i);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(list[i], i * i);
	assert_string_equal(arena_printf(arena, "%s-%d", "a", 7), "a-7");
	arena_free(arena);
}

static void
times_go_to_text_and_back(void **state)
{
	static const struct {
		const char *text;
		int64_t when;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "2025-12-17T06:10:30Z", 1765951830 },
		{ "2024-02-29T23:59:59Z", 1709251199 },
		{ "1969-12-31T23:59:59Z", -1 },
		{ "2000-03-01T00:00:00Z", 951868800 },
	};
	char buf[CLOCK_TEXT_MAX];
	int64_t when;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_string_equal(clock_rfc3339(cases[i].when, buf), cases[i].text);
		assert_true(clock_parse_rfc3339(cases[i].text, &when));
		assert_int_equal(when, cases[i].when);
	}
	assert_true(clock_parse_rfc3339("2025-12-17T07:10:30.25+01:00", &when));
	assert_int_equal(when, 1765951830);
	assert_true(clock_parse_rfc3339("2025-12-17", &when));
	assert_int_equal(when, 1765929600);
	assert_false(clock_parse_rfc3339("2025-13-17T00:00:00Z", &when));
	assert_false(clock_parse_rfc3339("2025-02-29", &when));
	assert_false(clock_parse_rfc3339("2025-04-31", &when));
	assert_true(clock_parse_rfc3339("2024-02-29", &when));
	assert_true(clock_parse_rfc3339("2024-12-31", &when));
	assert_false(clock_parse_rfc3339("2025-12-17T00:00:00", &when));
	assert_false(clock_parse_rfc3339("tomorrow", &when));
	assert_string_equal(clock_rfc3339(INT64_MAX, buf), "9999-12-31T23:59:59Z");
}

static void
hashes_tell_apart(void **state)
{
	(void)state;
	assert_true(hash_text("a") != hash_text("b"));
	assert_true(hash_more(hash_text("ab"), "c", 1) != hash_more(hash_text("a"), "bc", 2));
	assert_true(hash_seeded(1, "a", 1) != hash_seeded(2, "a", 1));
	/* Stored values must not move between versions. */
	assert_true(hash_text("dealwatch") == UINT64_C(0xaed33e2a862dafec));
}

static void
json_goes_out_and_comes_in(void **state)
{
	struct jnode *root = jnode_object(), *list = jnode_array();
	struct str out;
	struct err err = { 0 };

	(void)state;
	jnode_append(list, jnode_text("x\xff"
				      "y"));
	jnode_append(list, jnode_int(INT64_C(9007199254740993)));
	jnode_put(root, "list", list);
	jnode_put_real(root, "score", 0.94);
	jnode_put_text(root, "none", NULL);
	jnode_put_time(root, "when", 1765951830);
	jnode_put_bool(root, "yes", true);
	str_init(&out, 4096);
	jnode_print(root, &out);
	assert_string_equal(out.text,
		"{\"list\":[\"x\xef\xbf\xbdy\",9007199254740993],\"score\":0.94,\"none\":null,"
		"\"when\":\"2025-12-17T06:10:30Z\",\"yes\":true}");
	jnode_free(root);

	root = jnode_parse(out.text, out.len, &err);
	assert_non_null(root);
	assert_int_equal(jnode_get_time(root, "when"), 1765951830);
	assert_int_equal(jnode_value_int(jnode_at(jnode_get(root, "list"), 1), 0),
		INT64_C(9007199254740993));
	assert_null(jnode_get_text(root, "none"));
	assert_null(jnode_get(NULL, "x"));
	assert_int_equal(jnode_len(jnode_get(root, "score")), 0);
	jnode_free(root);
	str_clear(&out);
}

static void
broken_json_is_told_with_its_place(void **state)
{
	static const char text[] = "{\"a\": 1,\n \"b\": }";
	struct err err = { 0 };
	char *deep = mem_new(200001);

	(void)state;
	assert_null(jnode_parse(text, strlen(text), &err));
	assert_int_equal(err.code, ERR_DATA);
	assert_non_null(strstr(err.text, "line 2"));
	memset(deep, '[', 200000);
	assert_null(jnode_parse(deep, 200000, &err));
	free(deep);
}

static void
a_program_is_found_in_path(void **state)
{
	char *old = getenv("PATH"), *path;

	(void)state;
	old = old ? mem_strdup(old) : NULL;
	setenv("PATH", "/nonexistent::/bin", 1);
	path = file_in_path("sh");
	assert_string_equal(path, "/bin/sh");
	free(path);
	assert_null(file_in_path("no-such-program"));
	setenv("PATH", "/", 1);
	assert_null(file_in_path("bin")); /* a folder */
	unsetenv("PATH");
	path = file_in_path("sh");
	assert_string_equal(path, "/bin/sh");
	free(path);
	if (old)
		setenv("PATH", old, 1);
	free(old);
}

static void
a_file_is_replaced_whole(void **state)
{
	char folder[] = "/tmp/dealwatch-test-XXXXXX";
	struct err err = { 0 };
	struct str out;

	(void)state;
	assert_non_null(mkdtemp(folder));
	char *deep = mem_printf("%s/a/b", folder), *path = mem_printf("%s/f", deep);

	assert_true(file_make_dir(deep, &err));
	assert_true(file_make_dir(deep, &err));
	assert_true(file_write_atomic(path, "one", 3, 0600, &err));
	assert_true(file_write_atomic(path, "second", 6, 0600, &err));
	str_init(&out, 6);
	assert_true(file_read(path, &out, &err));
	assert_string_equal(out.text, "second");
	str_reset(&out);
	out.max = 5;
	assert_false(file_read(path, &out, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_false(file_read("/nonexistent/file", &out, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(file_write_atomic("/nonexistent/file", "", 0, 0600, &err));
	str_clear(&out);
	unlink(path);
	rmdir(deep);
	deep[strlen(deep) - 2] = '\0';
	rmdir(deep);
	rmdir(folder);
	free(deep);
	free(path);
}

static void
no_sign_of_a_text_is_markup(void **state)
{
	struct str out;

	(void)state;
	str_init(&out, 200);
	escape_xml(&out, "a < b > \"c\" & 'é' &amp;");
	assert_string_equal(out.text, "a &lt; b &gt; &quot;c&quot; &amp; &#39;é&#39; &amp;amp;");
	str_clear(&out);
}

static void
a_list_that_grows_leaves_no_old_places(void **state)
{
	struct arena *arena = arena_new();
	uint64_t *list = NULL;
	size_t n = 0, cap = 0;

	(void)state;
	for (uint64_t i = 0; i < 100000; i++)
		ARENA_PUSH(arena, list, n, cap, i);
	for (uint64_t i = 0; i < n; i++)
		assert_int_equal(list[i], i);
	assert_in_range(
		arena_used(arena), cap * sizeof *list, cap * sizeof *list + cap * sizeof *list / 8);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_that_grows_leaves_no_old_places),
		cmocka_unit_test(an_arena_gives_zeroed_memory_again_and_again),
		cmocka_unit_test(an_arena_list_grows),
		cmocka_unit_test(times_go_to_text_and_back),
		cmocka_unit_test(hashes_tell_apart),
		cmocka_unit_test(json_goes_out_and_comes_in),
		cmocka_unit_test(broken_json_is_told_with_its_place),
		cmocka_unit_test(a_program_is_found_in_path),
		cmocka_unit_test(a_file_is_replaced_whole),
		cmocka_unit_test(no_sign_of_a_text_is_markup),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
