/* Header files: which lines are headers, and what is said of one that is none. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "poll/headers.h"

static bool
read_text(const char *text, struct arena *arena, struct headers *ret, struct err *err)
{
	char path[] = "/tmp/dealwatch-headers-XXXXXX";
	int fd = mkstemp(path);
	bool ok;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	ok = headers_read(path, arena, ret, err);
	unlink(path);
	return ok;
}

static void
a_line_is_a_header_or_nothing(void **state)
{
	struct arena *arena = arena_new();
	struct headers headers;

	(void)state;
	assert_true(read_text(
		"# a key\n\nAuthorization: Bearer tulip \r\n  \nX-2.a:\tb", arena, &headers, NULL));
	assert_int_equal(headers.n, 2);
	assert_string_equal(headers.lines[0], "Authorization: Bearer tulip");
	assert_string_equal(headers.lines[1], "X-2.a:\tb");
	assert_true(read_text("", arena, &headers, NULL));
	assert_int_equal(headers.n, 0);
	arena_free(arena);
}

static void
what_is_no_header_is_told_by_its_line_alone(void **state)
{
	static const char *const lines[] = { "tulip", ": tulip", "Two words: tulip",
		" Authorization: tulip", "X-Key: tu\rlip", "X-Key: tu\x1blip",
		"Schl\xc3\xbcssel: x" };
	struct arena *arena = arena_new();
	struct headers headers = { .n = 7 };
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		char *text = mem_printf("X-First: 1\n%s\n", lines[i]);

		assert_false(read_text(text, arena, &headers, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.text, "header-file: line 2 is no 'Name: value'");
		assert_int_equal(headers.n, 7);
		free(text);
	}
	assert_false(headers_read("/nowhere/at/all", arena, &headers, &err));
	assert_non_null(strstr(err.text, "header-file: "));
	arena_free(arena);
}

static void
there_is_an_end_to_them(void **state)
{
	enum { MOST = 64 };
	struct arena *arena = arena_new();
	struct headers headers;
	struct err err = { 0 };
	struct str text;

	(void)state;
	str_init(&text, 4096);
	for (int i = 0; i < MOST; i++)
		str_puts(&text, "X-Key: tulip\n");
	assert_true(read_text(text.text, arena, &headers, NULL));
	assert_int_equal(headers.n, MOST);
	str_puts(&text, "X-Key: tulip\n");
	assert_false(read_text(text.text, arena, &headers, &err));
	assert_string_equal(err.text, "header-file: line 65: more than 64 headers");
	str_clear(&text);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_a_header_or_nothing),
		cmocka_unit_test(what_is_no_header_is_told_by_its_line_alone),
		cmocka_unit_test(there_is_an_end_to_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
