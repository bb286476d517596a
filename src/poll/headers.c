/*
 * headers - a feed's file of request headers.
 */
#include "poll/headers.h"

#include <ctype.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

enum { HEADER_FILE_MAX = 64 << 10, HEADERS_MAX = 64 };

/* A name as RFC 9110 has it, a colon, and no control character in the value. */
static bool
is_header(const char *line, size_t len)
{
	size_t name = 0;

	while (name < len && (isalnum((unsigned char)line[name]) ||
				     (line[name] && strchr("!#$%&'*+-.^_`|~", line[name]))))
		name++;
	if (name == 0 || name == len || line[name] != ':')
		return false;
	for (size_t i = name; i < len; i++)
		if ((unsigned char)line[i] < ' ' && line[i] != '\t')
			return false;
	return true;
}

bool
headers_read(const char *path, struct arena *arena, struct headers *ret, struct err *err)
{
	struct headers headers = { .lines = arena_array(arena, HEADERS_MAX, sizeof(char *)) };
	struct str text;
	unsigned number = 0;
	bool ok = false;

	str_init(&text, HEADER_FILE_MAX);
	if (!file_read(path, &text, err)) {
		err_prefix(err, "header-file");
		goto out;
	}
	for (const char *at = text.text, *end = at + text.len; at < end;) {
		size_t line = strcspn(at, "\n"), len = line;

		number++;
		while (len > 0 && isspace((unsigned char)at[len - 1]))
			len--;
		if (len > 0 && at[0] != '#') {
			if (!is_header(at, len)) {
				err_set(err, ERR_INPUT, "header-file: line %u is no 'Name: value'",
					number);
				goto out;
			}
			if (headers.n == HEADERS_MAX) {
				err_set(err, ERR_INPUT,
					"header-file: line %u: more than %d headers", number,
					HEADERS_MAX);
				goto out;
			}
			headers.lines[headers.n++] = arena_strndup(arena, at, len);
		}
		at += line + 1;
	}
	*ret = headers;
	ok = true;
out:
	str_clear(&text);
	return ok;
}
