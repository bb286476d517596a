/* The grammar of configuration and lexicon, and its faults. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "conf/reader.h"

/* Writes text to a file and gives back everything that the reader says of it, a line each. */
static void
read_all(const char *text, size_t len, struct str *out, struct faults *faults)
{
	char path[] = "/tmp/dealwatch-test-XXXXXX";
	int fd = mkstemp(path);
	struct conf_reader reader;
	struct arena *arena = arena_new();
	struct err err = { 0 };
	enum conf_line_kind kind;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, len), (ssize_t)len);
	close(fd);
	if (!conf_reader_open(&reader, path, &err)) {
		str_printf(out, "error %d\n", (int)err.code);
	} else {
		while ((kind = conf_reader_next(&reader, faults)) != CONF_END) {
			if (kind == CONF_SECTION) {
				str_printf(out, "%u [%s|%s]\n", reader.line, reader.section,
					reader.name);
			} else if (!reader.value) {
				str_printf(out, "%u %s\n", reader.line, reader.key);
			} else {
				const char *value = conf_value_text(&reader, arena, faults);

				str_printf(out, "%u %s=%s\n", reader.line, reader.key,
					value ? value : "?");
			}
		}
	}
	conf_reader_close(&reader);
	arena_free(arena);
	unlink(path);
}

static void
reads_sections_keys_and_comments(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf# head\n[daemon]\nstate = /x y  ; note\n\n"
		"[feed \"a \\\"b\\\"\"] # c\nurl=http://x/#frag;y\r\n"
		"name = \"a ; b # \\\\ \\\"q\\\"\" ; c\nbare phrase\n"
		"   key with blanks  =  v=w\n\"quoted = key\" = 1\nempty =\n; end\n"
		"inch = 6\" disk ; c\nlist = c\\\"d,\"e ; f\", 5\" ; c\n[s\"x # y\"] # c\n";
	struct faults faults;
	struct str out;

	(void)state;
	faults_init(&faults);
	str_init(&out, 10000);
	read_all(text, strlen(text), &out, &faults);
	assert_string_equal(out.text,
		"2 [daemon|]\n3 state=/x y\n5 [feed|a \"b\"]\n"
		"6 url=http://x/#frag;y\n7 name=a ; b # \\ \"q\"\n8 bare phrase\n"
		"9 key with blanks=v=w\n10 quoted = key=1\n11 empty=\n"
		"13 inch=6\" disk\n14 list=c\\\"d,\"e ; f\", 5\"\n15 [s|x # y]\n");
	assert_int_equal(faults.n, 0);
	str_clear(&out);
	faults_clear(&faults);
}

static void
tells_every_fault_with_its_line(void **state)
{
	static const char text[] =
		"[open\n[feed \"x\n[a b]\n= v\n[ok]\nk = \"open\nl = \"a\" b\nm = \xff\n";
	struct faults faults;
	struct str out;

	(void)state;
	faults_init(&faults);
	str_init(&out, 10000);
	read_all(text, strlen(text), &out, &faults);
	assert_int_equal(faults.n, 7);
	for (unsigned line = 1; line <= 8; line++) {
		char place[16];

		snprintf(place, sizeof place, ":%u: ", line);
		assert_true((strstr(faults.text.text, place) != NULL) == (line != 5));
	}
	str_clear(&out);
	faults_clear(&faults);
}

static void
a_very_long_line_keeps_its_end(void **state)
{
	enum { LONG = 100000 };
	char *text = malloc(LONG + 8);
	struct faults faults;
	struct str out;

	(void)state;
	memcpy(text, "k = ", 4);
	memset(text + 4, 'x', LONG);
	memcpy(text + LONG, "end\n", 4);
	faults_init(&faults);
	str_init(&out, LONG * 2);
	read_all(text, LONG + 4, &out, &faults);
	assert_non_null(strstr(out.text, "xend\n"));
	free(text);
	str_clear(&out);
	faults_clear(&faults);
}

static void
refuses_what_is_no_text(void **state)
{
	struct faults faults;
	struct str out;

	(void)state;
	faults_init(&faults);
	str_init(&out, 100);
	read_all("[s]\na\0b = c\nd = e\n", 16, &out, &faults);
	assert_int_equal(faults.n, 1);
	assert_non_null(strstr(faults.text.text, ":2: holds a NUL byte"));
	assert_non_null(strstr(out.text, "d"));
	str_clear(&out);
	faults_clear(&faults);
}

static void
passes_over_words_and_counts_their_lines(void **state)
{
	static const char text[] =
		"[s]\none\ntwolonglongword\nexactlye\nTwo\nthree\nfour = x\nfive";
	char path[] = "/tmp/dealwatch-test-XXXXXX", *words, *bytes;
	int fd = mkstemp(path);
	struct conf_reader reader;
	struct faults faults;
	struct err err;

	(void)state;
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	faults_init(&faults);
	assert_true(conf_reader_open(&reader, path, &err));
	assert_int_equal(conf_reader_next(&reader, &faults), CONF_SECTION);
	assert_int_equal(conf_reader_words(&reader, &words), 3);
	assert_memory_equal(words, "one\ntwolonglongword\nexactlye\n", 29);
	assert_int_equal(conf_reader_words(&reader, &words), 0);
	assert_int_equal(conf_reader_next(&reader, &faults), CONF_KEY);
	assert_string_equal(reader.key, "Two");
	assert_int_equal(reader.line, 5);
	assert_int_equal(conf_reader_words(&reader, &words), 1);
	assert_int_equal(conf_reader_next(&reader, &faults), CONF_KEY);
	assert_int_equal(reader.line, 7);
	assert_int_equal(conf_reader_words(&reader, &words), 0); /* no line's end behind it */
	assert_int_equal(conf_reader_next(&reader, &faults), CONF_KEY);
	assert_string_equal(reader.key, "five");
	bytes = conf_reader_take(&reader);
	assert_memory_equal(bytes, "[s", 2);
	free(bytes);
	faults_clear(&faults);
	unlink(path);
}

static void
reads_lists(void **state)
{
	static const struct {
		const char *value, *want;
	} cases[] = {
		{ "a, b ,c", "a|b|c|" },
		{ "\"x, y\", z", "x, y|z|" },
		{ " , a,, ", "a|" },
		{ "", "" },
		{ "\"open", NULL },
		{ "\"a\" b, c", NULL },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct conf_reader reader = {
			.path = "f", .line = 1, .key = "k", .value = (char *)cases[i].value
		};
		struct faults faults;
		struct str out;
		const char **list;
		size_t n;

		faults_init(&faults);
		str_init(&out, 1000);
		bool ok = conf_value_list(&reader, arena, &list, &n, &faults);

		assert_int_equal(ok, cases[i].want != NULL);
		assert_int_equal(faults.n, ok ? 0 : 1);
		for (size_t k = 0; ok && k < n; k++)
			str_printf(&out, "%s|", list[k]);
		if (ok)
			assert_string_equal(out.text, cases[i].want);
		str_clear(&out);
		faults_clear(&faults);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_sections_keys_and_comments),
		cmocka_unit_test(tells_every_fault_with_its_line),
		cmocka_unit_test(a_very_long_line_keeps_its_end),
		cmocka_unit_test(refuses_what_is_no_text),
		cmocka_unit_test(passes_over_words_and_counts_their_lines),
		cmocka_unit_test(reads_lists),
	};

	return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
