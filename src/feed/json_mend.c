/*
 * json_mend - outside strings bytes are copied; within, each escape is looked at.
 */
#include "feed/json_mend.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE_LEN = 6 }; /* \u0041 */

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

void
json_mend(const char *bytes, size_t len, struct str *out)
{
	const char *at = bytes, *end = bytes + len;
	bool in_string = false;

	while (at < end) {
		if (in_string && *at == '\\') {
			at = mend_escape(at, end, out);
			continue;
		}
		if (in_string && (unsigned char)*at < ' ')
			str_printf(out, "\\u%04x", *at ? (unsigned)*at : 0xFFFDu);
		else
			str_putc(out, *at);
		in_string ^= *at == '"';
		at++;
	}
}
