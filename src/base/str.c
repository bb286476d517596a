/*
 * str - a growing text that knows its ceiling.
 */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { STR_MIN = 64 };

/* The text of those that have no memory yet, with cap 0: never written to, never freed. */
static char nothing[1];

void
str_init(struct str *str, size_t max)
{
	*str = (struct str){ .text = nothing, .max = max };
}

void
str_clear(struct str *str)
{
	if (str->cap > 0)
		free(str->text);
	*str = (struct str){ 0 };
}

void
str_reset(struct str *str)
{
	str_truncate(str, 0);
	str->cut = false;
}

/* Makes room for `more` bytes; gives back how many of them fit under the ceiling. */
static size_t
str_reserve(struct str *str, size_t more)
{
	size_t room = str->max - str->len;

	if (more > room) {
		more = room;
		str->cut = true;
	}
	if (more > 0 && str->len + more + 1 > str->cap) {
		size_t cap = str->cap * 2 > STR_MIN ? str->cap * 2 : STR_MIN;

		if (cap < str->len + more + 1)
			cap = str->len + more + 1;
		str->text = mem_resize(str->cap > 0 ? str->text : NULL, cap, 1);
		str->text[str->len] = '\0';
		str->cap = cap;
	}
	return more;
}

void
str_expect(struct str *str, size_t more)
{
	bool cut = str->cut;

	str_reserve(str, more);
	str->cut = cut;
}

void
str_add(struct str *str, const char *text, size_t len)
{
	len = str_reserve(str, len);
	if (len == 0)
		return;
	memcpy(str->text + str->len, text, len);
	str->len += len;
	str->text[str->len] = '\0';
}

void
str_puts(struct str *str, const char *text)
{
	str_add(str, text, strlen(text));
}

void
str_putc(struct str *str, char c)
{
	str_add(str, &c, 1);
}

void
str_put_rune(struct str *str, unsigned rune)
{
	char bytes[4];
	size_t len;

	if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff))
		rune = 0xfffd;
	if (rune < 0x80) {
		bytes[0] = (char)rune;
		len = 1;
	} else if (rune < 0x800) {
		bytes[0] = (char)(0xc0 | rune >> 6);
		bytes[1] = (char)(0x80 | (rune & 0x3f));
		len = 2;
	} else if (rune < 0x10000) {
		bytes[0] = (char)(0xe0 | rune >> 12);
		bytes[1] = (char)(0x80 | (rune >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (rune & 0x3f));
		len = 3;
	} else {
		bytes[0] = (char)(0xf0 | rune >> 18);
		bytes[1] = (char)(0x80 | (rune >> 12 & 0x3f));
		bytes[2] = (char)(0x80 | (rune >> 6 & 0x3f));
		bytes[3] = (char)(0x80 | (rune & 0x3f));
		len = 4;
	}
	if (len <= str->max - str->len)
		str_add(str, bytes, len);
	else
		str->cut = true; /* half a rune is none */
}

void
str_printf(struct str *str, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	str_vprintf(str, fmt, args);
	va_end(args);
}

void
str_vprintf(struct str *str, const char *fmt, va_list args)
{
	char small[256];
	va_list again;

	va_copy(again, args);
	int len = vsnprintf(small, sizeof small, fmt, args);

	if (len >= 0 && (size_t)len < sizeof small) {
		str_add(str, small, (size_t)len);
	} else if (len > 0) {
		char *large = mem_new((size_t)len + 1);

		vsnprintf(large, (size_t)len + 1, fmt, again);
		str_add(str, large, (size_t)len);
		free(large);
	}
	va_end(again);
}

void
str_truncate(struct str *str, size_t len)
{
	if (len >= str->len)
		return;
	str->len = len;
	str->text[len] = '\0';
}

char *
str_take(struct str *str)
{
	char *text = str->cap > 0 ? str->text : mem_new(1);

	str_init(str, str->max);
	return text;
}
