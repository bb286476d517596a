/*
 * graph - who invests in and buys from whom: arrows the way the money goes.
 *
 * Companies stand in two columns, those that mostly pay on the left, those that mostly
 * are paid on the right; each arrow has a place of its own at both ends. The same deals give
 * the same picture.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/view.h"

enum relation {
	RELATION_INVESTS,
	RELATION_ACQUIRES,
	RELATION_BUYS,
	RELATION_LICENSES,
	RELATION_LENDS,
	RELATION_PARTNERS, /* no direction */
	N_RELATIONS,
};

/* All deals of one sort from one company to another. */
struct graph_edge {
	size_t from, to; /* nodes; the money goes from → to */
	enum relation relation;
	bool firm;     /* at least one of them is agreed or closed; else all are talks */
	bool circular; /* money can come back from `to` to `from` by other arrows */
	unsigned n_deals;
	struct amount
		largest; /* the largest sum that a single one of them has; value 0: none said */
	const struct view_deal *deal; /* the newest of them */
};

struct graph_node {
	const char *name;
	unsigned pays, is_paid, degree; /* edges */
};

enum { GRAPH_NODES_MAX = 64, GRAPH_EDGES_MAX = 120 };

struct graph {
	struct graph_node *nodes;
	size_t n_nodes;
	struct graph_edge *edges;
	size_t n_edges;
	size_t n_left_out; /* companies for which there was no room */
};

/* Deals that were denied or collapsed are no part of it. At most max_nodes companies. */
void graph_build(
	struct graph *graph, const struct view *view, size_t max_nodes, struct arena *arena);

struct graph_shape {
	const char *id; /* prefix of the ids in the drawing */
	double width, label_width, font, row;
};

void graph_svg(const struct graph *graph, const struct graph_shape *shape, struct str *out,
	struct arena *arena);

/* The same as a table, for those who don't see the drawing. */
void graph_table(const struct graph *graph, struct str *out);

const char *relation_words(enum relation relation); /* "invests in" */
const char *relation_class(enum relation relation); /* of the style sheet: "invests" */
