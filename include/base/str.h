/*
 * str - a growing text that knows its ceiling.
 *
 * Always NUL-terminated. What would pass the ceiling is cut and `cut` is set;
 * the caller decides whether that is an error. Bytes may hold anything.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct str {
	char *text; /* owned; never NULL after str_init */
	size_t len;
	size_t cap;
	size_t max; /* ceiling of len */
	bool cut;   /* something did not fit */
};

void str_init(struct str *str, size_t max);
void str_clear(struct str *str); /* frees; zeroed or cleared is fine */
void str_reset(struct str *str); /* empties, keeps the memory */

/* Makes room ahead for so many more bytes, as far as the ceiling lets. */
void str_expect(struct str *str, size_t more);

void str_add(struct str *str, const char *text, size_t len);
void str_puts(struct str *str, const char *text);
void str_putc(struct str *str, char c);
void str_put_rune(struct str *str, unsigned rune); /* as UTF-8; an invalid one as U+FFFD */
PRINTF_LIKE(2, 3) void str_printf(struct str *str, const char *fmt, ...);
void str_vprintf(struct str *str, const char *fmt, va_list args);

/* Shortens to len bytes; longer than it is: nothing happens. */
void str_truncate(struct str *str, size_t len);

/* Hands the text over (free it with free()) and leaves str as after str_init. */
RETURNS_NONNULL char *str_take(struct str *str);
