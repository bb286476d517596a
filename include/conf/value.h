/*
 * value - what a person writes behind an equals sign: spans, sizes, money, times.
 *
 * Each reads a whole text or nothing; the caller says what would have been right.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/amount.h"

/* "90s", "15m", "6h", "7d": seconds, from 0s to 3660d. */
MUST_CHECK bool value_span(const char *text, int64_t *ret_seconds);

/* "512", "64K", "10M", "2G": bytes, from 1 to 1024G. */
MUST_CHECK bool value_size(const char *text, int64_t *ret_bytes);

/* "$100M", "€2bn", "1.5 billion GBP", "USD 40,000": a sign or an ISO 4217 code is demanded. */
MUST_CHECK bool value_money(const char *text, struct amount *ret_amount);

/* "yes" or "no". */
MUST_CHECK bool value_bool(const char *text, bool *ret_yes);

/* A whole number from 0 to a million. */
MUST_CHECK bool value_count(const char *text, unsigned *ret_count);

/* "09:00": minutes since midnight. */
MUST_CHECK bool value_time(const char *text, int *ret_minutes);

/* "22:00-07:00"; the two differ. */
MUST_CHECK bool value_time_range(const char *text, int *ret_from, int *ret_to);

/* "127.0.0.1:9466" or "[::1]:9466". */
MUST_CHECK bool value_listen(const char *text);

/* A zone that this machine's time zone data has: "Europe/London". */
MUST_CHECK bool value_timezone(const char *text);
