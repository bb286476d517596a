/*
 * due - a binary heap.
 */
#include "poll/due.h"

#include <stdlib.h>

#include "base/mem.h"

void
due_clear(struct due *due)
{
	free(due->entries);
	*due = (struct due){ 0 };
}

void
due_put(struct due *due, uint32_t id, int64_t ms)
{
	size_t at = due->n;

	due->entries = MEM_GROW(due->entries, due->n, due->cap);
	due->n++;
	while (at > 0 && due->entries[(at - 1) / 2].ms > ms) {
		due->entries[at] = due->entries[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	due->entries[at] = (struct due_entry){ ms, id };
}

bool
due_take(struct due *due, int64_t now, uint32_t *ret_id)
{
	struct due_entry last;
	size_t at = 0;

	if (due->n == 0 || due->entries[0].ms > now)
		return false;
	*ret_id = due->entries[0].id;
	last = due->entries[--due->n];
	for (;;) {
		size_t child = 2 * at + 1;

		if (child + 1 < due->n && due->entries[child + 1].ms < due->entries[child].ms)
			child++;
		if (child >= due->n || due->entries[child].ms >= last.ms)
			break;
		due->entries[at] = due->entries[child];
		at = child;
	}
	if (due->n > 0)
		due->entries[at] = last;
	return true;
}

int64_t
due_next(const struct due *due)
{
	return due->n > 0 ? due->entries[0].ms : INT64_MAX;
}
