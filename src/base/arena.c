/*
 * arena - blocks that only grow; all are given back together.
 *
 * A block doubles the one before it up to BLOCK_MAX; what is larger than a
 * quarter of a block gets one of its own, so little is wasted.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK_MIN = 8 << 10, BLOCK_MAX = 256 << 10 };

struct block {
	struct block *next; /* the older one */
	size_t size, used;
	size_t dirty; /* so many bytes of it were in use before a reset; the others are zero */
	bool apart;   /* one large piece, and nothing else, is in it */
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *blocks; /* the newest first; only it is filled */
	size_t used;
};

static struct block *
block_new(size_t size)
{
	struct block *block = mem_new(sizeof *block + size);

	block->size = size;
	return block;
}

static void
blocks_free(struct block *block)
{
	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

struct arena *
arena_new(void)
{
	struct arena *arena = mem_new(sizeof *arena);

	arena->blocks = block_new(BLOCK_MIN);
	return arena;
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	blocks_free(arena->blocks);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct block *kept = arena->blocks;

	blocks_free(kept->next);
	kept->next = NULL;
	if (kept->size > BLOCK_MAX) {
		free(kept);
		kept = block_new(BLOCK_MIN);
	}
	if (kept->dirty < kept->used)
		kept->dirty = kept->used;
	kept->used = 0;
	arena->blocks = kept;
	arena->used = 0;
}

/* A block behind the newest one, for a single large piece. */
static void *
arena_alloc_apart(struct arena *arena, size_t size)
{
	struct block *block = block_new(size);

	block->apart = true;
	block->used = size;
	block->next = arena->blocks->next;
	arena->blocks->next = block;
	return block->bytes;
}

/* Frees the piece if it lies apart; else it stays until the arena goes. */
static void
arena_drop(struct arena *arena, const void *piece)
{
	for (struct block **at = &arena->blocks->next; *at; at = &(*at)->next) {
		struct block *block = *at;

		if (!block->apart || (const void *)block->bytes != piece)
			continue;
		*at = block->next;
		arena->used -= block->used;
		free(block);
		return;
	}
}

/* *ret_dirty: how many of its bytes may not be zero. */
static void *
arena_take(struct arena *arena, size_t size, size_t *ret_dirty)
{
	const size_t unit = alignof(max_align_t);
	struct block *block = arena->blocks;

	if (size > SIZE_MAX / 2)
		size = SIZE_MAX / 2; /* fails in mem_new, with its message */
	size = (size + unit - 1) / unit * unit;
	if (size == 0)
		size = unit;
	arena->used += size;
	*ret_dirty = 0;
	if (size <= block->size - block->used) {
		void *memory = block->bytes + block->used;

		if (block->dirty > block->used)
			*ret_dirty = block->dirty - block->used < size ? block->dirty - block->used
								       : size;
		block->used += size;
		return memory;
	}
	if (size > block->size / 4)
		return arena_alloc_apart(arena, size);

	struct block *fresh = block_new(block->size * 2 > BLOCK_MAX ? BLOCK_MAX : block->size * 2);

	fresh->next = block;
	fresh->used = size;
	arena->blocks = fresh;
	return fresh->bytes;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	size_t dirty;
	void *memory = arena_take(arena, size, &dirty);

	memset(memory, 0, dirty);
	return memory;
}

void *
arena_array(struct arena *arena, size_t n, size_t size)
{
	return arena_alloc(arena, size && n > SIZE_MAX / size ? SIZE_MAX : n * size);
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : arena_strndup(arena, "", 0);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
	size_t dirty; /* is written over */
	char *copy = arena_take(arena, len + 1, &dirty);

	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *
arena_printf(struct arena *arena, const char *fmt, ...)
{
	char brief[128]; /* most texts are: they are made once */
	va_list args, again;

	va_start(args, fmt);
	va_copy(again, args);
	int len = vsnprintf(brief, sizeof brief, fmt, args);
	char *text = arena_alloc(arena, len < 0 ? 1 : (size_t)len + 1);

	if (len >= (int)sizeof brief)
		vsnprintf(text, (size_t)len + 1, fmt, again);
	else if (len > 0)
		memcpy(text, brief, (size_t)len + 1);
	va_end(again);
	va_end(args);
	return text;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}

void *
arena_grow(struct arena *arena, const void *list, size_t n, size_t *cap, size_t size)
{
	size_t wanted = *cap ? 2 * *cap : 8;
	size_t dirty; /* each element is assigned before it is read */
	void *grown = arena_take(
		arena, size && wanted > SIZE_MAX / size ? SIZE_MAX : wanted * size, &dirty);

	if (n)
		memcpy(grown, list, n * size);
	if (n)
		arena_drop(arena, list);
	*cap = wanted;
	return grown;
}
