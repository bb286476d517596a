/*
 * state_lock - one daemon per state.
 *
 * A second file beside the state, held by the kernel (flock) for as long as the process lives; it
 * holds the process id for whoever is refused. A clean stop notes there how it left the state: the
 * next start looks through a state only if it is another now.
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

struct state_lock {
	int fd;       /* -1: not held */
	bool as_left; /* nobody has touched the state since its last clean stop */
};

/* ERR_BUSY: another process has it. The file stays, so that nobody locks one that was just unlinked. */
MUST_CHECK bool state_lock_take(struct state_lock *lock, const char *path, struct err *err);

/* well: the state is closed, and whole; that is noted. One that is not held is fine. */
void state_lock_drop(struct state_lock *lock, const char *path, bool well);
