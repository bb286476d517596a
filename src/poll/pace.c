/*
 * pace - the arithmetic of politeness.
 */
#include "poll/pace.h"

enum {
	QUIET_SHARE = 12, /* a feed that was quiet for 12 intervals is asked at its own rate */
	QUIET_FACTOR_MAX = 4,
	ROLLED_FLOOR = 60, /* seconds: no interval is halved below it */
	ROLLED_FOR = PACE_DAY,
	SILENT_GAPS = 10,
	SILENT_MIN = 2 * PACE_DAY,
	SILENT_MAX = 30 * PACE_DAY,
	SPACING_MAX_MS = 250,
	ROUND_MS = 20000, /* the pauses of one round over all feeds of a host, together */
	SPREAD_STEP_MS = 50,
};

static int64_t
clamp(int64_t value, int64_t low, int64_t high)
{
	return value < low ? low : value > high ? high : value;
}

int64_t
pace_interval(const struct feed_state *state, int64_t interval, int64_t now)
{
	int64_t span = interval, hint;
	int64_t quiet = state->new_at > 0 && state->new_at < now ? now - state->new_at : 0;

	if (state->rolled_at > 0 && now - state->rolled_at < ROLLED_FOR)
		span = interval / 2 >= ROLLED_FLOOR ? interval / 2
		       : interval < ROLLED_FLOOR    ? interval
						    : ROLLED_FLOOR;
	else
		span = clamp(quiet / QUIET_SHARE, interval, QUIET_FACTOR_MAX * interval);
	hint = state->ttl > state->fresh ? state->ttl : state->fresh;
	hint = clamp(hint, 0, PACE_HINT_MAX);
	return hint > span ? hint : span;
}

int64_t
pace_back_off(int64_t interval, int64_t failures, uint32_t random)
{
	int64_t span = interval;

	for (int64_t i = 1; i < failures && span < PACE_BACK_OFF_MAX; i++)
		span *= 2;
	if (span > PACE_BACK_OFF_MAX)
		span = PACE_BACK_OFF_MAX;
	/* Up to a fifth more, so that those who failed together don't return together. */
	span += (int64_t)((uint64_t)span * (random % 1024) / 5120);
	return span < interval ? interval : span;
}

int64_t
pace_skip(int64_t when, uint32_t skip_hours, uint8_t skip_days)
{
	enum { HOUR = 3600, HOURS_OF_A_WEEK = 168 };

	/* A feed that excludes everything excludes nothing. */
	for (int i = 0; i < HOURS_OF_A_WEEK; i++) {
		int64_t at = i == 0 ? when : (when / HOUR + i) * HOUR;
		unsigned hour = (unsigned)(at / HOUR % 24);
		unsigned day = (unsigned)((at / PACE_DAY + 4) % 7); /* 1970 began on a Thursday */

		if (!(skip_hours >> hour & 1) && !(skip_days >> day & 1))
			return at;
	}
	return when;
}

bool
pace_is_silent(const struct feed_state *state, int64_t now)
{
	int64_t after = state->gap > 0 ? clamp(SILENT_GAPS * state->gap, SILENT_MIN, SILENT_MAX)
				       : SILENT_MAX;

	return state->new_at > 0 && now - state->new_at > after;
}

void
pace_note_new(struct feed_state *state, int64_t now)
{
	int64_t seen = state->new_at > 0 && state->new_at < now ? now - state->new_at : 0;

	if (seen > 0)
		state->gap = state->gap > 0 ? (3 * state->gap + seen) / 4 : seen;
	state->new_at = now;
}

int64_t
pace_spacing_ms(int64_t shortest_interval, unsigned feeds)
{
	/* Half of the interval at most goes into waiting, else a host's feeds never all get their turn. */
	int64_t share = feeds > 0 ? shortest_interval * 500 / feeds : SPACING_MAX_MS;
	int64_t round = feeds > 0 ? ROUND_MS / feeds : SPACING_MAX_MS;

	return clamp(share < round ? share : round, 0, SPACING_MAX_MS);
}

int64_t
pace_spread_ms(unsigned nth, unsigned n, int64_t interval)
{
	int64_t step = nth * (int64_t)SPREAD_STEP_MS;
	int64_t share = n > 0 ? interval * 1000 * nth / n : 0;

	return step < share ? step : share;
}
