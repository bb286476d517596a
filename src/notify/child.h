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

/* What is to run; borrowed until child_start returns. */
struct child_job {
	const char *const
		*argv;     /* ends in NULL; a first word without a slash is looked for in PATH */
	const char *input; /* on standard input */
	size_t input_len;
	int64_t timeout_ms;
};

/* on_end comes once, from the loop, and the child is gone when it returns. NULL on error. */
MUST_CHECK struct child *child_start(struct loop *loop, const struct child_job *job,
	void (*on_end)(void *arg, const struct child_end *end), void *arg, struct err *err);

/* Kills its group; on_end never comes. NULL is fine. */
void child_cancel(struct child *child);
