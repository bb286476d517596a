/*
 * zone - the local time of a place, whatever place the process itself is set to.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

struct zone;

/* "Europe/London", as the system's zone files name it; NULL: the machine's own. NULL on error. */
struct zone *zone_new(const char *name, struct err *err);
void zone_free(struct zone *zone); /* NULL is fine */

/* How many seconds local time is ahead of UTC then. */
int64_t zone_offset(const struct zone *zone, int64_t when);

/* Minutes since local midnight, 0 to 1439. */
int zone_minute(const struct zone *zone, int64_t when);

/* The first moment after `when` at which the local clock shows that minute of the day. */
int64_t zone_next(const struct zone *zone, int64_t when, int minute);
