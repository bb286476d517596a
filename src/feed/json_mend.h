/*
 * json_mend - what strings of JSON must not hold, and what programs still write into them.
 *
 * Half of a surrogate pair (a text that was cut within a character) and a zero become U+FFFD,
 * control characters are written as escapes, and a backslash before what needs none is left out.
 * All else stays as it is.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"

void json_mend(const char *bytes, size_t len, struct str *out);
