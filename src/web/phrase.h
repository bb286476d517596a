/*
 * phrase - times and counts as a page says them.
 */
#pragma once

#include <stdint.h>

#include "base/str.h"

/* "3 h ago", "in 5 min", in a <time> that tells the whole date; 0: "never". */
void put_age(struct str *out, int64_t now, int64_t when);

/* "1 deal", "3 deals". */
void put_count(struct str *out, int64_t n, const char *one, const char *many);
