/*
 * fault - everything that is wrong with a file that a person wrote.
 *
 * Faults are gathered, not returned one by one: a person mends a file once.
 * Each reads "FILE:LINE: what is wrong, and what would be right".
 */
#pragma once

#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct faults {
	struct str text; /* a line each, "\n" at the end of each */
	size_t n;
};

void faults_init(struct faults *faults);
void faults_clear(struct faults *faults);

/* line 0: the file as a whole. Control characters in the result become blanks. */
PRINTF_LIKE(4, 5)
void faults_add(struct faults *faults, const char *path, unsigned line, const char *fmt, ...);
