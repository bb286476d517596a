/*
 * due - ids by the time they are due: a heap, 16 bytes an entry.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct due_entry {
	int64_t ms;
	uint32_t id;
};

struct due {
	struct due_entry *entries; /* owned */
	size_t n, cap;
};

void due_clear(struct due *due); /* zeroed is fine; empty afterwards */
void due_put(struct due *due, uint32_t id, int64_t ms);

/* The earliest, if it is due by now. */
bool due_take(struct due *due, int64_t now, uint32_t *ret_id);

/* When the earliest is due; INT64_MAX: none is there. */
int64_t due_next(const struct due *due);
