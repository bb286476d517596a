#include "cmd/table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"

enum { CELL_MAX = 400, LINE_MAX = 64 << 10, GAP = 2 };

struct row {
	const char **cells;
	const char *note; /* NULL: none */
};

struct table {
	struct arena *arena; /* borrowed */
	const struct table_column *columns;
	size_t n_columns;
	struct row *rows;
	size_t n_rows, cap_rows;
	size_t *widths; /* 0: left out */
};

struct table *
table_new(const struct table_column *columns, size_t n, struct arena *arena)
{
	struct table *table = arena_alloc(arena, sizeof *table);

	table->arena = arena;
	table->columns = columns;
	table->n_columns = n;
	table->widths = arena_array(arena, n, sizeof *table->widths);
	return table;
}

static const char *
cleaned(struct table *table, const char *text)
{
	struct str clean;
	const char *copy;

	str_init(&clean, CELL_MAX);
	utf8_clean_line(&clean, text, strlen(text), CELL_MAX);
	copy = arena_strdup(table->arena, clean.text);
	str_clear(&clean);
	return copy;
}

void
table_row(struct table *table, const char *const *cells)
{
	struct row row = { .cells = arena_array(table->arena, table->n_columns, sizeof *cells) };

	for (size_t i = 0; i < table->n_columns; i++)
		row.cells[i] = cells[i] ? cleaned(table, cells[i]) : "";
	ARENA_PUSH(table->arena, table->rows, table->n_rows, table->cap_rows, row);
}

void
table_note(struct table *table, const char *text)
{
	if (text && *text && table->n_rows > 0)
		table->rows[table->n_rows - 1].note = cleaned(table, text);
}

/* --- widths ------------------------------------------------------------------- */

static size_t
width_of(const char *text)
{
	return utf8_width(text, strlen(text));
}

static size_t
terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long asked = columns ? strtol(columns, NULL, 10) : 0;

	if (asked > 0)
		return (size_t)asked;
	if (!isatty(STDOUT_FILENO))
		return SIZE_MAX;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* As wide as its heads and cells; one that was left out stays so. */
static void
widen(struct table *table, const bool *left_out)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		const struct table_column *column = &table->columns[i];
		size_t width = width_of(column->head);

		if (column->group && width_of(column->group) > width)
			width = width_of(column->group);
		for (size_t k = 0; k < table->n_rows; k++)
			if (width_of(table->rows[k].cells[i]) > width)
				width = width_of(table->rows[k].cells[i]);
		table->widths[i] = left_out[i] ? 0 : width;
	}
}

static size_t
total_width(const struct table *table)
{
	size_t total = 0;

	for (size_t i = 0; i < table->n_columns; i++)
		if (table->widths[i] > 0)
			total += table->widths[i] + (total ? GAP : 0);
	return total;
}

/* A number that is cut is another number, and a name another name. */
static bool
is_uncut(const struct table_column *column)
{
	return column->right || column->whole;
}

/* Takes a column from the widest one, again and again. */
static void
narrow(struct table *table, size_t room, bool below_least)
{
	for (size_t total = total_width(table); total > room; total--) {
		size_t *widest = NULL;

		for (size_t i = 0; i < table->n_columns; i++)
			if (table->widths[i] > (below_least ? 1 : table->columns[i].least) &&
				!is_uncut(&table->columns[i]) &&
				(!widest || table->widths[i] > *widest))
				widest = &table->widths[i];
		if (!widest)
			return;
		--*widest;
	}
}

static bool
leave_one_out(const struct table *table, bool *left_out)
{
	size_t worst = table->n_columns;

	for (size_t i = 0; i < table->n_columns; i++)
		if (!left_out[i] && table->columns[i].rank > 0 &&
			(worst == table->n_columns ||
				table->columns[i].rank > table->columns[worst].rank))
			worst = i;
	if (worst == table->n_columns)
		return false;
	left_out[worst] = true;
	return true;
}

static void
fit(struct table *table, size_t room)
{
	bool *left_out = arena_array(table->arena, table->n_columns, sizeof *left_out);

	do {
		widen(table, left_out);
		narrow(table, room, false);
	} while (total_width(table) > room && leave_one_out(table, left_out));
	narrow(table, room, true);
}

/* --- printing ----------------------------------------------------------------- */

/* The text in exactly `width` columns, cut with "…" where it is longer. */
static void
put_cell(struct str *line, const char *text, size_t width, bool right)
{
	size_t whole = width_of(text), used = 0, size;
	unsigned rune;

	for (size_t i = whole; right && i < width; i++)
		str_putc(line, ' ');
	if (whole <= width) {
		str_puts(line, text);
		used = whole;
	} else {
		for (; (size = utf8_decode(text, strlen(text), &rune)) > 0 &&
			used + utf8_rune_width(rune) + 1 <= width;
			text += size, used += utf8_rune_width(rune))
			str_add(line, text, size);
		str_puts(line, "…");
		used++;
	}
	for (; !right && used < width; used++)
		str_putc(line, ' ');
}

static void
print_cells(const struct table *table, const char *const *cells, struct str *line)
{
	str_reset(line);
	for (size_t i = 0; i < table->n_columns; i++) {
		if (table->widths[i] == 0)
			continue;
		if (line->len > 0)
			str_puts(line, "  ");
		put_cell(line, cells[i] ? cells[i] : "", table->widths[i], table->columns[i].right);
	}
	while (line->len > 0 && line->text[line->len - 1] == ' ')
		str_truncate(line, line->len - 1);
	puts(line->text);
}

static void
print_heads(const struct table *table, struct str *line)
{
	const char **heads = arena_array(table->arena, table->n_columns, sizeof *heads);
	const char *last = NULL;

	for (size_t i = 0; i < table->n_columns; i++) {
		const char *group = table->widths[i] > 0 ? table->columns[i].group : NULL;

		if (!group || (last && strcmp(group, last) == 0))
			continue;
		heads[i] = last = group;
	}
	if (last)
		print_cells(table, heads, line);
	for (size_t i = 0; i < table->n_columns; i++)
		heads[i] = table->columns[i].head;
	print_cells(table, heads, line);
}

/* Word by word; a word longer than the line is the terminal's to break. */
static void
print_note(const char *text, size_t room)
{
	size_t used = 0;

	while (*text) {
		size_t len = strcspn(text, " "), width = utf8_width(text, len);

		if (used > 0 && used + 1 + width > room) {
			putchar('\n');
			used = 0;
		}
		used += (size_t)printf(used > 0 ? " " : "    ");
		fwrite(text, 1, len, stdout);
		used += width;
		text += len;
		text += strspn(text, " ");
	}
	putchar('\n');
}

void
table_print(struct table *table)
{
	size_t room = terminal_width();
	struct str line;

	if (table->n_rows == 0)
		return;
	fit(table, room);
	str_init(&line, LINE_MAX);
	print_heads(table, &line);
	for (size_t i = 0; i < table->n_rows; i++) {
		print_cells(table, table->rows[i].cells, &line);
		if (table->rows[i].note)
			print_note(table->rows[i].note, room);
	}
	str_clear(&line);
}
