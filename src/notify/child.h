/*
 * child - a program that gets a text on standard input, and how it ended.
 *
 * No shell: an argument vector. The program has a process group of its own; when its
 * time is up the whole group is killed. Its standard output goes nowhere, of its
 * standard error the beginning is kept.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct loop;
struct child;

struct child_end {
	bool timed_out;
	int signo; /* it was killed by that; 0: it exited */
	int exit_status;
	const char *said; /* on standard error, as it came */
};

/*
 * argv ends in NULL; its first word is looked for in PATH unless it has a slash. on_end comes
 * once, from the loop, and the child is gone when it returns. NULL on error.
 */
MUST_CHECK struct child *child_start(struct loop *loop, const char *const *argv, const char *input,
	size_t len, int64_t timeout_ms, void (*on_end)(void *arg, const struct child_end *end),
	void *arg, struct err *err);

/* Kills its group; on_end never comes. NULL is fine. */
void child_cancel(struct child *child);
