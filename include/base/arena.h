/*
 * arena - memory of one piece of work, given back in one go.
 *
 * One arena per fetched document: items, stories, deals and briefs live in
 * it. Nothing is freed singly. Memory comes zeroed and aligned for any type.
 */
#pragma once

#include <stddef.h>

#include "base/attr.h"

struct arena;

RETURNS_NONNULL struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine */

/* Gives everything back but keeps the first block for the next use. */
void arena_reset(struct arena *arena);

RETURNS_NONNULL void *arena_alloc(struct arena *arena, size_t size);
RETURNS_NONNULL void *arena_array(struct arena *arena, size_t n, size_t size);
RETURNS_NONNULL char *arena_strdup(struct arena *arena, const char *text); /* NULL gives "" */
RETURNS_NONNULL char *arena_strndup(struct arena *arena, const char *text, size_t len);
RETURNS_NONNULL PRINTF_LIKE(2, 3) char *arena_printf(struct arena *arena, const char *fmt, ...);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

/*
 * Appends to an array in the arena that doubles: an element is assigned to
 * (list)[(n)++]. What pointed to its elements no longer does once it has grown.
 */
#define ARENA_PUSH(arena, list, n, cap, element)                                                   \
	do {                                                                                       \
		if ((n) == (cap))                                                                  \
			(list) = arena_grow((arena), (list), (n), &(cap), sizeof *(list));         \
		(list)[(n)++] = (element);                                                         \
	} while (0)

RETURNS_NONNULL void *arena_grow(
	struct arena *arena, const void *list, size_t n, size_t *cap, size_t size);
