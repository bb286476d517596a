/*
 * err - what went wrong: a code for the program, a sentence for people.
 *
 * Each level that passes an error on puts its own step in front:
 * "polling: feed 'ft-companies': line 12: not well formed".
 */
#pragma once

#include <stdarg.h>

#include "base/attr.h"

enum err_code {
	ERR_NONE,
	ERR_FAIL,  /* the work failed */
	ERR_USAGE, /* wrong usage */
	ERR_DATA,  /* the input is not what it should be */
	ERR_INPUT, /* an input can't be read */
	ERR_CONF,  /* the configuration is wrong */
	ERR_AGAIN, /* failed for now; the same call may succeed later */
	ERR_FINAL, /* failed for good; the same call will never succeed */
	ERR_BUSY,  /* somebody else has it */
	ERR_LIMIT, /* a ceiling was passed */
};

enum { ERR_TEXT_MAX = 1024 };

struct err {
	enum err_code code;
	char text[ERR_TEXT_MAX];
};

/* Control characters in the result are replaced by blanks: it is one line. err may be NULL. */
PRINTF_LIKE(3, 4) void err_set(struct err *err, enum err_code code, const char *fmt, ...);
void err_vset(struct err *err, enum err_code code, const char *fmt, va_list args);

/* Puts a step and ": " in front of the sentence; keeps the code. */
PRINTF_LIKE(2, 3) void err_prefix(struct err *err, const char *fmt, ...);

/* The exit status for a code: 0, 1, 64, 65, 66 or 78 (sysexits(3)). */
int err_exit_status(enum err_code code);
