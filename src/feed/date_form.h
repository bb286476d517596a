/*
 * date_form - the forms of dates, each whole or not at all.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* ISO 8601 and its kin; seconds since 1970. */
bool iso_parse(const char *text, int64_t *ret_when);

/* A day, a month and a year in whatever order and language, perhaps a time, perhaps a zone. */
bool words_parse(const char *text, int64_t *ret_when);
