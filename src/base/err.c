/*
 * err - what went wrong: a code for the program, a sentence for people.
 */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* One line that is safe on a terminal, whatever the values from outside held. */
static void
err_clean(char text[ERR_TEXT_MAX])
{
	struct str line;
	const char *c = text;

	while (*c >= ' ' && *c < 0x7f)
		c++;
	if (!*c)
		return;
	str_init(&line, ERR_TEXT_MAX - 1);
	utf8_clean_line(&line, text, strlen(text), ERR_TEXT_MAX - 1);
	memcpy(text, line.text, line.len + 1);
	str_clear(&line);
}

void
err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	err_vset(err, code, fmt, args);
	va_end(args);
}

void
err_vset(struct err *err, enum err_code code, const char *fmt, va_list args)
{
	char text[ERR_TEXT_MAX];

	if (!err)
		return;
	/* By way of a copy: an argument may be the sentence that stands there now. */
	vsnprintf(text, sizeof text, fmt, args);
	err_clean(text);
	memcpy(err->text, text, strlen(text) + 1);
	err->code = code;
}

void
err_prefix(struct err *err, const char *fmt, ...)
{
	char step[ERR_TEXT_MAX / 2], text[ERR_TEXT_MAX];
	va_list args;

	if (!err)
		return;
	va_start(args, fmt);
	vsnprintf(step, sizeof step, fmt, args);
	va_end(args);
	if (snprintf(text, sizeof text, "%s: %s", step, err->text) < 0)
		return;
	err_clean(text);
	memcpy(err->text, text, strlen(text) + 1);
}

int
err_exit_status(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return 0;
	case ERR_USAGE:
		return 64;
	case ERR_DATA:
		return 65;
	case ERR_INPUT:
		return 66;
	case ERR_CONF:
		return 78;
	default:
		return 1;
	}
}
