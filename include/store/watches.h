/*
 * watches - for which watches the state was last used, so that one with another name is known.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct db;

struct watch_row {
	const char *name;
	uint64_t like; /* a number made of all that is said of it but its name */
};

/*
 * These are the watches now. Under a name that is new stands one whose name is gone, if they are
 * alike: what that one was told of deals, and what waits for it, goes over to it. In the caller's
 * transaction.
 */
MUST_CHECK bool watches_set(struct db *db, const struct watch_row *rows, size_t n, struct err *err);
