/*
 * json_mend - what JSON must not hold, and what programs and templates still write into it.
 *
 * In strings half of a surrogate pair (a text that was cut within a character) and a zero become
 * U+FFFD, control characters are written as escapes, and a backslash before what needs none is left
 * out. Elsewhere a comma before a closing bracket goes, and a number of more digits than an integer
 * has becomes a string, so that it keeps them; what is nested deeper than any feed needs becomes null.
 * All else stays as it is.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"

void json_mend(const char *bytes, size_t len, struct str *out);
