/*
 * text_set - texts in an arena, each once, whatever its case.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <strings.h>

#include "base/arena.h"

static inline bool
texts_have(const char *const *texts, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(texts[i], text) == 0)
			return true;
	return false;
}

/* No more than max. */
#define TEXT_SET_ADD(arena, list, n, cap, max, text)                                               \
	do {                                                                                       \
		if ((n) < (max) && !texts_have((list), (n), (text)))                               \
			ARENA_PUSH((arena), (list), (n), (cap), (text));                           \
	} while (0)
