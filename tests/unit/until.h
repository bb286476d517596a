/*
 * until - turns a loop until something holds. However slow the machine is, the test waits;
 * the ceiling is for what will never hold.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "loop/loop.h"

enum { UNTIL_EVERY_MS = 5, UNTIL_CEILING_MS = 60000 };

typedef bool until_holds(void *arg);

struct until {
	struct loop *loop;
	struct timer *timer;
	until_holds *holds;
	void *arg;
	int64_t ends_ms;
	bool held;
};

static inline void
until_look(void *arg)
{
	struct until *until = arg;

	until->held = until->holds(until->arg);
	if (until->held || clock_mono_ms() > until->ends_ms)
		loop_stop(until->loop);
	else
		timer_set(until->timer, UNTIL_EVERY_MS);
}

/* False: it did not come to hold. */
static inline bool
until(struct loop *loop, until_holds *holds, void *arg)
{
	struct until until = { .loop = loop,
		.holds = holds,
		.arg = arg,
		.ends_ms = clock_mono_ms() + UNTIL_CEILING_MS };

	until.timer = timer_new(loop, until_look, &until);
	timer_set(until.timer, 0);
	loop_run(loop);
	timer_free(until.timer);
	return until.held;
}
