/*
 * clock - the time, and times as text.
 *
 * Wall time is in seconds since 1970-01-01 UTC (0: unknown), spans on the monotonic clock are in
 * milli- or microseconds, as the name says. That clock goes on while the machine sleeps.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum { CLOCK_TEXT_MAX = 32 };

int64_t clock_wall(void);
int64_t clock_wall_ms(void);
int64_t clock_mono_ms(void);
int64_t clock_mono_us(void);

/* "2025-12-17T06:10:30Z" (RFC 3339). Returns buf. Times outside years 0 to 9999 are clamped. */
char *clock_rfc3339(int64_t when, char buf[CLOCK_TEXT_MAX]);

/* Reads what clock_rfc3339 writes, and RFC 3339 with an offset or only a date (its midnight UTC). */
MUST_CHECK bool clock_parse_rfc3339(const char *text, int64_t *ret_when);

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar; month from 1, day from 1. */
int64_t clock_days(int64_t year, unsigned month, unsigned day);

/* Seconds since 1970 of a broken-down UTC time; no field is checked. */
int64_t clock_utc(
	int64_t year, unsigned month, unsigned day, unsigned hour, unsigned min, unsigned sec);
