/*
 * graph_svg - the graph as a drawing.
 *
 * 1. place_sides, place_rows: two columns, rows by the mean height of the neighbours.
 * 2. place_ports: each end of an arrow gets a height of its own.
 * 3. put_*: it is drawn.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "web/escape.h"
#include "web/graph.h"

enum { PASSES = 12 };

/* --- where it stands --- */

enum side { LEFT, RIGHT };

struct place {
	enum side side;
	double x, y, height; /* y: the middle */
	double wish;         /* mean height of the neighbours */
	size_t node;
};

struct port {
	double y;
	double other_y;
	size_t edge;
	bool is_end; /* of the arrow */
};

struct drawing {
	const struct graph *graph;
	const struct graph_shape *shape;
	struct place places[GRAPH_NODES_MAX];
	struct place *columns[2][GRAPH_NODES_MAX];
	size_t n_column[2];
	double height;
	double begin_y[GRAPH_EDGES_MAX], end_y[GRAPH_EDGES_MAX];
};

/* Payers left, the paid right; who is both goes where there is room. */
static void
place_sides(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->graph->n_nodes; i++) {
		const struct graph_node *node = &drawing->graph->nodes[i];
		enum side side = node->pays > node->is_paid                            ? LEFT
				 : node->pays < node->is_paid                          ? RIGHT
				 : drawing->n_column[LEFT] <= drawing->n_column[RIGHT] ? LEFT
										       : RIGHT;

		drawing->places[i] = (struct place){ .side = side, .node = i };
		drawing->columns[side][drawing->n_column[side]++] = &drawing->places[i];
	}
}

/* Spreads a column evenly over the drawing's height. */
static void
column_spread(struct drawing *drawing, enum side side)
{
	double used = 0, y = 0;
	size_t n = drawing->n_column[side];

	for (size_t i = 0; i < n; i++)
		used += drawing->columns[side][i]->height;
	double gap = n > 0 ? (drawing->height - used) / (double)n : 0;

	for (size_t i = 0; i < n; i++) {
		struct place *place = drawing->columns[side][i];

		place->y = y + (gap + place->height) / 2;
		y += gap + place->height;
	}
}

static int
by_wish(const void *a, const void *b)
{
	const struct place *x = *(const struct place *const *)a,
			   *y = *(const struct place *const *)b;

	if (fabs(x->wish - y->wish) > 1e-6)
		return x->wish < y->wish ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

static void
column_sort(struct drawing *drawing, enum side side)
{
	const struct graph *graph = drawing->graph;

	for (size_t i = 0; i < drawing->n_column[side]; i++) {
		struct place *place = drawing->columns[side][i];
		double sum = 0;
		unsigned n = 0;

		for (size_t e = 0; e < graph->n_edges; e++) {
			size_t other = graph->edges[e].from == place->node ? graph->edges[e].to
				       : graph->edges[e].to == place->node ? graph->edges[e].from
									   : place->node;

			if (other == place->node)
				continue;
			sum += drawing->places[other].y;
			n++;
		}
		place->wish = n > 0 ? sum / n : place->y;
	}
	qsort(drawing->columns[side], drawing->n_column[side], sizeof(struct place *), by_wish);
	column_spread(drawing, side);
}

static void
place_rows(struct drawing *drawing)
{
	const struct graph_shape *shape = drawing->shape;
	double tallest = 0;

	for (enum side side = LEFT; side <= RIGHT; side++) {
		double height = 0;

		for (size_t i = 0; i < drawing->n_column[side]; i++) {
			struct place *place = drawing->columns[side][i];

			place->x = side == LEFT ? shape->label_width
						: shape->width - shape->label_width;
			place->height = fmax(
				shape->font, 8 * (double)drawing->graph->nodes[place->node].degree);
			height += place->height + shape->row;
		}
		tallest = fmax(tallest, height);
	}
	drawing->height = tallest;
	column_spread(drawing, LEFT);
	column_spread(drawing, RIGHT);
	for (int pass = 0; pass < PASSES; pass++)
		column_sort(drawing, pass % 2 ? LEFT : RIGHT);
}

static int
by_other_end(const void *a, const void *b)
{
	const struct port *x = a, *y = b;

	if (fabs(x->other_y - y->other_y) > 1e-6)
		return x->other_y < y->other_y ? -1 : 1;
	return x->edge < y->edge ? -1 : x->edge > y->edge;
}

/* The ends of a node's arrows, one below the other in the order of where they lead. */
static void
place_ports(struct drawing *drawing, const struct place *place)
{
	const struct graph *graph = drawing->graph;
	struct port ports[GRAPH_EDGES_MAX] = { 0 };
	size_t n = 0;

	for (size_t e = 0; e < graph->n_edges; e++) {
		const struct graph_edge *edge = &graph->edges[e];

		if (edge->from != place->node && edge->to != place->node)
			continue;
		size_t other = edge->from == place->node ? edge->to : edge->from;

		ports[n++] = (struct port){ .edge = e,
			.is_end = edge->to == place->node,
			.other_y = drawing->places[other].y };
	}
	qsort(ports, n, sizeof *ports, by_other_end);
	for (size_t i = 0; i < n; i++) {
		double y = place->y - place->height / 2 +
			   place->height * ((double)i + 0.5) / (double)n;

		(ports[i].is_end ? drawing->end_y : drawing->begin_y)[ports[i].edge] = y;
	}
}

/* --- the drawing --------------------------------------------------------------------- */

/* As many letters as fit, then "…". */
static void
put_label(struct str *out, const char *name, double width, double font)
{
	size_t max = (size_t)(width / (font * 0.56)), len = strlen(name), used = 0, cut = 0;
	bool fits = utf8_width(name, len) <= max;
	struct str label;
	unsigned rune;

	while (!fits) {
		size_t size = utf8_decode(name + cut, len - cut, &rune);

		used += utf8_rune_width(rune);
		if (used >= max)
			break;
		cut += size;
	}
	str_init(&label, 512);
	str_add(&label, name, fits ? len : cut);
	escape_text(out, label.text);
	if (!fits)
		str_puts(out, "…");
	str_clear(&label);
}

/* 1.5 for what has no sum, up to 6 for a hundred billions. */
static double
edge_width(const struct graph_edge *edge)
{
	double usd = (double)edge->largest.usd;

	if (usd < 1e7)
		return 1.5;
	return fmin(6, 1.5 + (log10(usd) - 7) * 1.1);
}

static void
put_edge_title(const struct graph *graph, const struct graph_edge *edge, struct str *out)
{
	char sum[AMOUNT_TEXT_MAX];

	escape_text(out, graph->nodes[edge->from].name);
	str_printf(out, " %s ", relation_words(edge->relation));
	escape_text(out, graph->nodes[edge->to].name);
	if (edge->largest.value > 0) {
		str_printf(out, edge->n_deals > 1 ? ", largest " : ", ");
		escape_text(out, amount_text(&edge->largest, sum));
	}
	if (edge->n_deals > 1)
		str_printf(out, ", %u deals", edge->n_deals);
	if (!edge->firm)
		str_puts(out, ", in talks");
}

static void
put_edge(const struct drawing *drawing, size_t e, struct str *out)
{
	const struct graph_edge *edge = &drawing->graph->edges[e];
	const struct graph_shape *shape = drawing->shape;
	const struct place *from = &drawing->places[edge->from], *to = &drawing->places[edge->to];
	bool arrow = edge->relation != RELATION_PARTNERS;
	double middle = shape->width / 2, inner = middle - shape->label_width;
	/* Between the columns an S, within one a bow as wide as it is high, to the middle at most. */
	double bow = from->side != to->side ? inner
					    : fmin(inner * 1.5, 24 + 0.45 * fabs(from->y - to->y));
	double from_in = from->side == LEFT ? 1 : -1, to_in = to->side == LEFT ? 1 : -1;
	double x1 = from->x + from_in * 5, x2 = to->x + to_in * (arrow ? 12 : 5);
	double y1 = drawing->begin_y[e], y2 = drawing->end_y[e];

	str_printf(out, "<path class=\"e %s%s%s\" stroke-width=\"%.1f\" ",
		relation_class(edge->relation), edge->firm ? "" : " talks",
		edge->circular ? " circular" : "", edge_width(edge));
	if (arrow)
		str_printf(out, "marker-end=\"url(#%s-%s)\" ", shape->id,
			relation_class(edge->relation));
	str_printf(out, "d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"><title>", x1, y1,
		x1 + from_in * bow, y1, x2 + to_in * bow, y2, x2, y2);
	put_edge_title(drawing->graph, edge, out);
	str_puts(out, "</title></path>\n");
}

static void
put_node(const struct drawing *drawing, const struct place *place, struct str *out)
{
	const struct graph_shape *shape = drawing->shape;
	const char *name = drawing->graph->nodes[place->node].name;
	double out_of = place->side == LEFT ? -1 : 1;

	str_printf(out,
		"<rect class=\"n\" x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"%.1f\" rx=\"3\"/>",
		place->x - 4, place->y - place->height / 2, place->height);
	str_printf(out, "<text x=\"%.1f\" y=\"%.1f\"%s><title>", place->x + out_of * 10,
		place->y + shape->font * 0.35, place->side == LEFT ? " text-anchor=\"end\"" : "");
	escape_text(out, name);
	str_puts(out, "</title>");
	put_label(out, name, shape->label_width - 12, shape->font);
	str_puts(out, "</text>\n");
}

static void
put_markers(const struct graph_shape *shape, struct str *out)
{
	str_puts(out, "<defs>");
	for (unsigned i = 0; i < N_RELATIONS; i++)
		str_printf(out,
			"<marker id=\"%s-%s\" class=\"m %s\" markerUnits=\"userSpaceOnUse\" "
			"viewBox=\"0 0 10 10\" refX=\"2\" refY=\"5\" markerWidth=\"11\" "
			"markerHeight=\"11\" orient=\"auto\"><path d=\"M0 0L10 5L0 "
			"10z\"/></marker>",
			shape->id, relation_class((enum relation)i),
			relation_class((enum relation)i));
	str_puts(out, "</defs>\n");
}

void
graph_svg(const struct graph *graph, const struct graph_shape *shape, struct str *out,
	struct arena *arena)
{
	struct drawing *drawing = arena_alloc(arena, sizeof *drawing);

	drawing->graph = graph;
	drawing->shape = shape;
	place_sides(drawing);
	place_rows(drawing);
	for (size_t i = 0; i < graph->n_nodes; i++)
		place_ports(drawing, &drawing->places[i]);
	str_printf(out,
		"<svg class=\"graph %s\" role=\"img\" viewBox=\"0 0 %.0f %.0f\" "
		"font-size=\"%.1f\" aria-label=\"%zu companies and %zu ties between them; the "
		"table below says the same\">\n",
		shape->id, shape->width, drawing->height + 4, shape->font, graph->n_nodes,
		graph->n_edges);
	put_markers(shape, out);
	/* What comes back lies on top. */
	for (int circular = 0; circular <= 1; circular++)
		for (size_t e = 0; e < graph->n_edges; e++)
			if (graph->edges[e].circular == circular)
				put_edge(drawing, e, out);
	for (size_t i = 0; i < graph->n_nodes; i++)
		put_node(drawing, &drawing->places[i], out);
	str_puts(out, "</svg>\n");
}
