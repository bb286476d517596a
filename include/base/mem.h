/*
 * mem - the heap, without the question what to do when it is empty.
 *
 * No memory left: one line on standard error and the process ends, so no
 * caller tests for it. All memory comes zeroed; free it with free().
 */
#pragma once

#include <stddef.h>

#include "base/attr.h"

RETURNS_NONNULL void *mem_new(size_t size);
RETURNS_NONNULL void *mem_array(size_t n, size_t size);

/* Grows (or shrinks) an array to n elements; new ones are not zeroed. */
RETURNS_NONNULL void *mem_resize(void *array, size_t n, size_t size);

/* Makes room for one more element in an array of *n with *cap places. */
#define MEM_GROW(array, n, cap)                                                                    \
	((n) < (cap) ? (array)                                                                     \
		     : ((cap) = (cap) ? 2 * (cap) : 8,                                             \
			       mem_resize((array), (cap), sizeof *(array))))

/*
 * For a process that soon ends: what is freed stays with it. Else the system takes it back, and
 * it has to be asked for again, page by page, for the next document.
 */
void mem_keep(void);

RETURNS_NONNULL char *mem_strdup(const char *text);
RETURNS_NONNULL char *mem_strndup(const char *text, size_t len);
RETURNS_NONNULL PRINTF_LIKE(1, 2) char *mem_printf(const char *fmt, ...);
