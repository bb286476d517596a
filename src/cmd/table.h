/*
 * table - rows for a person to read, no wider than the terminal.
 *
 * Columns are as wide as what is in them. Where the terminal is narrower, the widest are cut
 * first, down to their least; where that is not enough, the columns that matter least are left
 * out. Where the output is no terminal nothing is cut.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct table;

struct table_column {
	const char *head, *group; /* group: a word above the first head of several, or NULL */
	unsigned least;           /* what it keeps before another one is left out */
	unsigned rank;            /* 0: is never left out; else the highest goes first */
	bool right;               /* a number: stands at the right and is never cut */
	bool whole;               /* a name that is typed again: is never cut, either */
};

/* Borrows the columns; rows live in the arena, and so does the table. */
struct table *table_new(const struct table_column *columns, size_t n, struct arena *arena);

/* A cell for each column, copied; NULL is an empty one. Control characters don't get through. */
void table_row(struct table *table, const char *const *cells);

/* A sentence below the last row, on lines of its own; NULL and "" are none. */
void table_note(struct table *table, const char *text);

/* On standard output; a table without a row is nothing. */
void table_print(struct table *table);
