/*
 * number - counts and lengths of time, as attributes and elements have them.
 */
#pragma once

#include <stdint.h>

/* A number that is nothing but that; -1 where it is none. */
int64_t number_parse(const char *text);

/* "1:02:03", "62:03", "3723", "PT1H2M3S" to seconds; -1 where it is none. */
int64_t duration_parse(const char *text);
