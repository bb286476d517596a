/*
 * deal_told - what each watch was told of a deal, and what waits to be.
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

struct deal_told {
	int64_t deal;
	const char *watch;
	int64_t due;       /* when its group-wait ends, 0: nothing waits */
	unsigned revision; /* of the last alert, 0: none yet */
	const void *state; /* a record of what the last alert said */
	size_t state_len;
	const char *was; /* another deal that the watch was told of, and which is this one; or "" */
};
MUST_CHECK bool deal_told_load(struct db *db, int64_t deal, struct arena *arena,
	struct deal_told **ret_told, size_t *ret_n, struct err *err);
MUST_CHECK bool deal_told_save(struct db *db, const struct deal_told *told, struct err *err);
/* What is due by now, the longest due first. */
MUST_CHECK bool deal_told_due(struct db *db, int64_t now, size_t limit, struct arena *arena,
	struct deal_told **ret_told, size_t *ret_n, struct err *err);
/* The next end of a wait; INT64_MAX: none. */
MUST_CHECK bool deal_told_next(struct db *db, int64_t *ret_due, struct err *err);
/* What would wait longer than that waits until then. */
MUST_CHECK bool deal_told_end_waits(struct db *db, int64_t latest, struct err *err);
