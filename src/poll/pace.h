/*
 * pace - how long to leave a feed alone. Pure: times in, times out, in seconds.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "store/feeds.h"

enum {
	PACE_DAY = 86400,
	PACE_HINT_MAX = PACE_DAY,            /* what a server or feed may ask for by its hints */
	PACE_RETRY_AFTER_MAX = 7 * PACE_DAY, /* … and by Retry-After */
	PACE_HOLD_MAX = 3600,                /* … and for it the other feeds of a host */
	PACE_BACK_OFF_MAX = PACE_DAY,
	PACE_FULL_EVERY = 2 * PACE_DAY, /* a whole document, whatever the validators say */
	PACE_DEAD_AFTER = 3 * PACE_DAY,
	PACE_MOVED_TIMES = 3, /* permanent redirects in a row that move the stored address */
};

/*
 * Between two polls of a feed that is well: the user's interval, up to four times of it for one
 * that has long had nothing new, half of it for one whose items were gone before they were
 * seen, and never less than server and feed ask for.
 */
int64_t pace_interval(const struct feed_state *state, int64_t interval, int64_t now);

/* After so many failures in a row; random is any number. Between interval and a day or so. */
int64_t pace_back_off(int64_t interval, int64_t failures, uint32_t random);

/* The first moment from `when` on whose hour and day the feed does not want to be left alone in. */
int64_t pace_skip(int64_t when, uint32_t skip_hours, uint8_t skip_days);

/* Has it been without a new item for much longer than is its way? */
bool pace_is_silent(const struct feed_state *state, int64_t now);

/* What a new item now means for state->gap and new_at. */
void pace_note_new(struct feed_state *state, int64_t now);

/* How far apart, in milliseconds, requests to a host with so many feeds begin at least. */
int64_t pace_spacing_ms(int64_t shortest_interval, unsigned feeds);

/* When the nth of n feeds that are due at once is asked, in milliseconds from now. */
int64_t pace_spread_ms(unsigned nth, unsigned n, int64_t interval);
