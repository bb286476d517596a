/*
 * progress - how far a long work is, as one line of a terminal that is written over.
 *
 * Only where standard error is a terminal, and only when the work has taken a while.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool wanted;
	int64_t next_ms; /* when the line is due again */
	size_t shown;    /* columns that it has now */
};

void progress_begin(struct progress *progress);

/* "1200 of 5000 stories (24 %)", a few times a second at most. */
void progress_tell(struct progress *progress, size_t done, size_t all, const char *what);

/* Takes the line away, before anything else is written to the terminal. */
void progress_hide(struct progress *progress);
