/*
 * ledger - the deals of a state as a table, JSON, CSV, a graph and totals.
 *
 * Whatever a feed wrote is cleaned or escaped for the form that it goes out in.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "store/deals.h"

struct db;

/* As wide as the terminal, or $COLUMNS; not cut at all where the output is no terminal. */
void ledger_table(const struct deal_row *rows, size_t n, struct arena *arena);
/* A line a deal: facts, sources, history. */
MUST_CHECK bool ledger_json(
	struct db *db, const struct deal_row *rows, size_t n, struct arena *arena, struct err *err);
/* RFC 4180, with a head line; no cell can be taken for a formula. */
MUST_CHECK bool ledger_csv(
	struct db *db, const struct deal_row *rows, size_t n, struct arena *arena, struct err *err);
/* For graphviz: who invests in, lends to and buys from whom; dashed: only talks. */
void ledger_dot(const struct deal_row *rows, size_t n, struct arena *arena);
void ledger_totals(const struct deal_row *rows, size_t n, bool json, struct arena *arena);
