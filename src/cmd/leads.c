/*
 * leads - which outlet had deals first, by how much, and how much of it was denied.
 *
 * An outlet's lead is the time to the second outlet, of the deals that it had first and that
 * another one had, too; the middle one of them is shown.
 */
#include "cmd/leads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "cmd/table.h"
#include "store/deal_stories.h"

enum { LINE_MAX = 64 << 10 };

struct outlet {
	const char *name;
	size_t n_told, n_first, n_alone, n_denied;
	int64_t *leads; /* seconds */
	size_t n_leads, cap_leads;
};

struct outlets {
	struct arena *arena;
	struct outlet *list;
	size_t n, cap;
};

static struct outlet *
outlet_of(struct outlets *outlets, const char *name)
{
	for (size_t i = 0; i < outlets->n; i++)
		if (strcmp(outlets->list[i].name, name) == 0)
			return &outlets->list[i];
	struct outlet outlet = { .name = name };

	ARENA_PUSH(outlets->arena, outlets->list, outlets->n, outlets->cap, outlet);
	return &outlets->list[outlets->n - 1];
}

/* leads[i] is the first of its deal: credit to its outlet. */
static void
count_first(struct outlets *outlets, const struct deal_lead *leads, size_t i, size_t n)
{
	struct outlet *outlet = outlet_of(outlets, leads[i].source);

	outlet->n_first++;
	outlet->n_denied += leads[i].denied;
	if (i + 1 < n && leads[i + 1].deal == leads[i].deal)
		ARENA_PUSH(outlets->arena, outlet->leads, outlet->n_leads, outlet->cap_leads,
			leads[i + 1].first - leads[i].first);
	else
		outlet->n_alone++;
}

static int
compare_spans(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

static int
compare_outlets(const void *left, const void *right)
{
	const struct outlet *a = left, *b = right;

	if (a->n_first != b->n_first)
		return a->n_first > b->n_first ? -1 : 1;
	if (a->n_told != b->n_told)
		return a->n_told > b->n_told ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* The middle lead, -1: none. */
static int64_t
middle_lead(struct outlet *outlet)
{
	if (outlet->n_leads == 0)
		return -1;
	qsort(outlet->leads, outlet->n_leads, sizeof *outlet->leads, compare_spans);
	return outlet->leads[outlet->n_leads / 2];
}

static void
print_json(struct outlet *outlet, struct str *line)
{
	struct jnode *node = jnode_object();
	int64_t lead = middle_lead(outlet);

	jnode_put_text(node, "source", outlet->name);
	jnode_put_int(node, "deals", (int64_t)outlet->n_told);
	jnode_put_int(node, "first", (int64_t)outlet->n_first);
	jnode_put_int(node, "alone", (int64_t)outlet->n_alone);
	if (lead < 0)
		jnode_put(node, "median_lead_seconds", NULL);
	else
		jnode_put_int(node, "median_lead_seconds", lead);
	jnode_put_int(node, "first_then_denied", (int64_t)outlet->n_denied);
	str_reset(line);
	jnode_print(node, line);
	puts(line->text);
	jnode_free(node);
}

static void
outlet_row(struct table *table, struct outlet *outlet, struct arena *arena)
{
	int64_t lead = middle_lead(outlet);
	const char *cells[] = {
		arena_printf(arena, "%zu", outlet->n_told),
		arena_printf(arena, "%zu", outlet->n_first),
		arena_printf(arena, "%zu", outlet->n_alone),
		"-",
		arena_printf(arena, "%zu", outlet->n_denied),
		outlet->name,
	};

	if (lead >= 0 && lead < 2L * 3600)
		cells[3] = arena_printf(arena, "%lld min", (long long)(lead / 60));
	else if (lead >= 0)
		cells[3] = arena_printf(arena, "%lld h", (long long)(lead / 3600));
	table_row(table, cells);
}

bool
leads_print(struct db *db, bool json, struct err *err)
{
	static const struct table_column columns[] = {
		{ "DEALS", .rank = 1, .right = true },
		{ "FIRST", .right = true },
		{ "ALONE", .rank = 3, .right = true },
		{ "LEAD", .right = true },
		{ "DENIED", .rank = 2, .right = true },
		{ "OUTLET", .least = 16 },
	};
	struct outlets outlets = { .arena = arena_new() };
	struct table *table = table_new(columns, ARRAY_LEN(columns), outlets.arena);
	struct deal_lead *leads;
	struct str line;
	size_t n = 0;
	bool ok = !db || deal_leads(db, 0, outlets.arena, &leads, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		outlet_of(&outlets, leads[i].source)->n_told++;
		if (i == 0 || leads[i - 1].deal != leads[i].deal)
			count_first(&outlets, leads, i, n);
	}
	if (outlets.n > 0)
		qsort(outlets.list, outlets.n, sizeof *outlets.list, compare_outlets);
	str_init(&line, LINE_MAX);
	for (size_t i = 0; i < outlets.n; i++) {
		if (json)
			print_json(&outlets.list[i], &line);
		else
			outlet_row(table, &outlets.list[i], outlets.arena);
	}
	table_print(table);
	str_clear(&line);
	arena_free(outlets.arena);
	return ok;
}
