/* What a test of the rooms behind the matcher reads and makes lives in these, from its set_up to its tear_down. */
#pragma once

#include "sample_story.h"
#include "text/token.h"

static struct arena *arena;
static struct tokens tokens;

static inline int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	tokens_clear(&tokens);
	return 0;
}
