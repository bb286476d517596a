/*
 * deal_history - how a deal moved, and which stories were kept apart from it; for people.
 *
 * All functions work inside the caller's transaction; results live in the arena. Times are
 * seconds since 1970.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

struct db;

struct deal_event {
	int64_t at;
	const char *field, *was, *now, *source;
};
MUST_CHECK bool deal_event_add(
	struct db *db, int64_t deal, const struct deal_event *event, struct err *err);
MUST_CHECK bool deal_events(struct db *db, int64_t deal, struct arena *arena,
	struct deal_event **ret_events, size_t *ret_n, struct err *err);

struct deal_near {
	const char *title, *source, *url, *why;
	int64_t published;
};
/* A story that was kept apart. Only the last few of each deal are kept. */
MUST_CHECK bool deal_near_add(
	struct db *db, int64_t deal, const struct deal_near *near, struct err *err);
MUST_CHECK bool deal_nears(struct db *db, int64_t deal, struct arena *arena,
	struct deal_near **ret_nears, size_t *ret_n, struct err *err);
