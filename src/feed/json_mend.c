/*
 * json_mend - one pass; each byte that needs nothing is copied.
 */
#include "feed/json_mend.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	ESCAPE_LEN = 6, /* \u0041 */
	INTEGER_LEN = 18,
	NEST_MAX = 256, /* levels; the parser takes some thousands at most */
};

/* The number of a \uXXXX that stands here; -1: none does. */
static long
escape_number(const char *at, const char *end)
{
	char digits[5] = { 0 };

	if (end - at < ESCAPE_LEN || at[0] != '\\' || at[1] != 'u')
		return -1;
	memcpy(digits, at + 2, 4);
	for (size_t i = 0; i < 4; i++) {
		if (!isxdigit((unsigned char)digits[i]))
			return -1;
	}
	return strtol(digits, NULL, 16);
}

/* One escape, at its backslash; past it. */
static const char *
mend_escape(const char *at, const char *end, struct str *out)
{
	long number = escape_number(at, end);
	long other = number < 0 ? -1 : escape_number(at + ESCAPE_LEN, end);
	size_t len = number < 0 ? 2 : ESCAPE_LEN;

	if (number >= 0xD800 && number < 0xDC00 && other >= 0xDC00 && other < 0xE000) {
		len = (size_t)2 * ESCAPE_LEN;
	} else if (number == 0 || (number >= 0xD800 && number < 0xE000)) {
		str_puts(out, "\\ufffd");
		return at + len;
	} else if (number < 0 && (at + 1 == end || !at[1] || !strchr("\"\\/bfnrt", at[1]))) {
		return at + 1;
	}
	str_add(out, at, len);
	return at + len;
}

/* A string, at its opening quote; past it. */
static const char *
mend_string(const char *at, const char *end, struct str *out)
{
	str_putc(out, *at++);
	while (at < end && *at != '"') {
		if (*at == '\\') {
			at = mend_escape(at, end, out);
			continue;
		}
		if ((unsigned char)*at < ' ')
			str_printf(out, "\\u%04x", *at ? (unsigned)*at : 0xFFFDu);
		else
			str_putc(out, *at);
		at++;
	}
	if (at < end)
		str_putc(out, *at++);
	return at;
}

/* Digits, at the first; past them. */
static const char *
mend_digits(const char *at, const char *end, struct str *out)
{
	const char *begin = at;
	bool is_long;

	while (at < end && isdigit((unsigned char)*at))
		at++;
	is_long = at - begin > INTEGER_LEN && (at == end || !strchr(".eE", *at));
	if (is_long)
		str_putc(out, '"');
	str_add(out, begin, (size_t)(at - begin));
	if (is_long)
		str_putc(out, '"');
	return at;
}

/* A comma that nothing follows. */
static bool
is_last_comma(const char *at, const char *end)
{
	if (*at != ',')
		return false;
	do
		at++;
	while (at < end && *at && strchr(" \t\r\n", *at));
	return at < end && (*at == '}' || *at == ']');
}

/* How deep the mended bytes are nested, and where what is too deep began in them. */
struct nest {
	size_t depth, deep_at;
};

/* A byte that is no string's. What lies too deep becomes null when it ends. */
static void
mend_byte(char c, struct nest *nest, struct str *out)
{
	if ((c == '{' || c == '[') && nest->depth++ == NEST_MAX)
		nest->deep_at = out->len;
	if ((c == '}' || c == ']') && nest->depth > 0 && --nest->depth == NEST_MAX) {
		str_truncate(out, nest->deep_at);
		str_puts(out, "null");
	} else {
		str_putc(out, c);
	}
}

void
json_mend(const char *bytes, size_t len, struct str *out)
{
	const char *at = bytes, *end = bytes + len;
	struct nest nest = { 0 };

	while (at < end) {
		if (*at == '"')
			at = mend_string(at, end, out);
		else if (isdigit((unsigned char)*at) &&
			 (at == bytes || !strchr("-.0123456789", at[-1])))
			at = mend_digits(at, end, out);
		else if (is_last_comma(at, end))
			at++;
		else
			mend_byte(*at++, &nest, out);
	}
}
