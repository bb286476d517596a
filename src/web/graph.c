/*
 * graph - who invests in and buys from whom: arrows the way the money goes.
 *
 * 1. edges_add: parties and roles of each deal → edges between names.
 * 2. graph_trim: the edges between those with most ties stay, and their companies.
 * 3. mark_circles: an edge is circular if its end reaches its beginning.
 * 4. place_sides, place_rows: two columns, rows by the mean height of the neighbours.
 * 5. place_ports, put_*: each end of an arrow gets a height of its own; then it is drawn.
 */
#include "web/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "web/escape.h"

enum { NODES_MAX = 64, ALL_NODES_MAX = 1024, EDGES_MAX = 2048, SHOWN_EDGES_MAX = 120, PASSES = 12 };

static const struct {
	const char *words, *class;
} relations[N_RELATIONS] = {
	[RELATION_INVESTS] = { "invests in", "invests" },
	[RELATION_ACQUIRES] = { "acquires", "acquires" },
	[RELATION_BUYS] = { "buys from", "buys" },
	[RELATION_LICENSES] = { "licenses from", "licenses" },
	[RELATION_LENDS] = { "lends to", "lends" },
	[RELATION_PARTNERS] = { "works with", "partners" },
};

/* Whose money goes to whom. */
static const struct {
	enum party_role from, to;
	enum relation relation;
} flows[] = {
	{ ROLE_INVESTOR, ROLE_TARGET, RELATION_INVESTS },
	{ ROLE_ACQUIRER, ROLE_TARGET, RELATION_ACQUIRES },
	{ ROLE_CUSTOMER, ROLE_SUPPLIER, RELATION_BUYS },
	{ ROLE_LICENSEE, ROLE_LICENSOR, RELATION_LICENSES },
	{ ROLE_LENDER, ROLE_BORROWER, RELATION_LENDS },
	{ ROLE_PARTNER, ROLE_PARTNER, RELATION_PARTNERS },
};

const char *
relation_words(enum relation relation)
{
	return relations[relation].words;
}

const char *
relation_class(enum relation relation)
{
	return relations[relation].class;
}

/* --- from deals to edges ------------------------------------------------------ */

static bool
node_find(struct graph *graph, const char *name, size_t *ret_node)
{
	for (size_t i = 0; i < graph->n_nodes; i++) {
		if (strcmp(graph->nodes[i].name, name) == 0) {
			*ret_node = i;
			return true;
		}
	}
	if (graph->n_nodes == ALL_NODES_MAX)
		return false;
	graph->nodes[graph->n_nodes] = (struct graph_node){ .name = name };
	*ret_node = graph->n_nodes++;
	return true;
}

static struct graph_edge *
edge_find(struct graph *graph, size_t from, size_t to, enum relation relation)
{
	for (size_t i = 0; i < graph->n_edges; i++) {
		struct graph_edge *edge = &graph->edges[i];

		if (edge->from == from && edge->to == to && edge->relation == relation)
			return edge;
	}
	if (graph->n_edges == EDGES_MAX)
		return NULL;
	graph->edges[graph->n_edges] =
		(struct graph_edge){ .from = from, .to = to, .relation = relation };
	return &graph->edges[graph->n_edges++];
}

static bool
status_is_firm(enum deal_status status)
{
	return status == STATUS_AGREED || status == STATUS_CLOSED;
}

static void
edge_add(struct graph *graph, const struct view_deal *deal, const char *from, const char *to,
	enum relation relation)
{
	const struct amount *amount = &deal->deal.amount;
	size_t a, b;

	/* "works with" has no direction: the two are kept in the order of their names. */
	if (relation == RELATION_PARTNERS && strcmp(from, to) > 0) {
		const char *swap = from;

		from = to;
		to = swap;
	}
	if (strcmp(from, to) == 0 || !node_find(graph, from, &a) || !node_find(graph, to, &b))
		return;
	struct graph_edge *edge = edge_find(graph, a, b, relation);

	if (!edge)
		return;
	if (!edge->deal)
		edge->deal = deal; /* they come newest first */
	if (amount->value > 0 && (edge->largest.value == 0 || amount->usd > edge->largest.usd))
		edge->largest = *amount;
	edge->firm |= status_is_firm(deal->deal.status);
	edge->n_deals++;
}

static void
edges_add(struct graph *graph, const struct view_deal *row)
{
	const struct deal *deal = &row->deal;

	if (deal->status == STATUS_DENIED || deal->status == STATUS_COLLAPSED)
		return;
	for (size_t f = 0; f < ARRAY_LEN(flows); f++)
		for (size_t i = 0; i < deal->n_parties; i++)
			for (size_t j = 0; j < deal->n_parties; j++) {
				if (deal->parties[i].role != flows[f].from ||
					deal->parties[j].role != flows[f].to)
					continue;
				if (flows[f].relation == RELATION_PARTNERS && j <= i)
					continue;
				edge_add(graph, row, deal->parties[i].name, deal->parties[j].name,
					flows[f].relation);
			}
}

/* --- what is shown --------------------------------------------------------------- */

static void
count_degrees(struct graph *graph)
{
	for (size_t i = 0; i < graph->n_nodes; i++)
		graph->nodes[i].pays = graph->nodes[i].is_paid = graph->nodes[i].degree = 0;
	for (size_t i = 0; i < graph->n_edges; i++) {
		const struct graph_edge *edge = &graph->edges[i];

		graph->nodes[edge->from].degree++;
		graph->nodes[edge->to].degree++;
		if (edge->relation != RELATION_PARTNERS) {
			graph->nodes[edge->from].pays++;
			graph->nodes[edge->to].is_paid++;
		}
	}
}

/* An edge and how much it tells: the ties that its two ends have. */
struct ranked {
	const struct graph_edge *edge;
	const char *from, *to;
	unsigned ties;
};

static int
by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int names;

	if (x->ties != y->ties)
		return x->ties < y->ties ? 1 : -1;
	if (x->edge->largest.usd != y->edge->largest.usd)
		return x->edge->largest.usd < y->edge->largest.usd ? 1 : -1;
	names = strcmp(x->from, y->from);
	if (names == 0)
		names = strcmp(x->to, y->to);
	return names ? names : (int)x->edge->relation - (int)y->edge->relation;
}

static struct ranked *
edges_rank(const struct graph *graph, struct arena *arena)
{
	struct ranked *ranked = arena_array(arena, graph->n_edges, sizeof *ranked);

	for (size_t i = 0; i < graph->n_edges; i++) {
		const struct graph_edge *edge = &graph->edges[i];
		const struct graph_node *from = &graph->nodes[edge->from],
					*to = &graph->nodes[edge->to];

		ranked[i] =
			(struct ranked){ edge, from->name, to->name, from->degree + to->degree };
	}
	if (graph->n_edges > 0)
		qsort(ranked, graph->n_edges, sizeof *ranked, by_rank);
	return ranked;
}

/* Edge by edge, the one that tells most first, as long as there is room for its two ends. */
static void
graph_trim(struct graph *graph, size_t max_nodes, struct arena *arena)
{
	struct ranked *ranked;
	struct graph_node *kept = arena_array(arena, max_nodes, sizeof *kept);
	struct graph_edge *edges = arena_array(arena, SHOWN_EDGES_MAX, sizeof *edges);
	size_t *place = arena_array(arena, graph->n_nodes, sizeof *place); /* from 1; 0: none */
	size_t n_kept = 0, n_edges = 0;

	count_degrees(graph);
	ranked = edges_rank(graph, arena);
	for (size_t i = 0; i < graph->n_edges && n_edges < SHOWN_EDGES_MAX; i++) {
		struct graph_edge edge = *ranked[i].edge;

		if (n_kept + !place[edge.from] + !place[edge.to] > max_nodes)
			continue;
		if (!place[edge.from]) {
			kept[n_kept] = graph->nodes[edge.from];
			place[edge.from] = ++n_kept;
		}
		if (!place[edge.to]) {
			kept[n_kept] = graph->nodes[edge.to];
			place[edge.to] = ++n_kept;
		}
		edge.from = place[edge.from] - 1;
		edge.to = place[edge.to] - 1;
		edges[n_edges++] = edge;
	}
	graph->n_left_out = graph->n_nodes - n_kept;
	graph->nodes = kept;
	graph->n_nodes = n_kept;
	graph->edges = edges;
	graph->n_edges = n_edges;
	count_degrees(graph);
}

/* Which node reaches which along the money, as one set of bits per node (Warshall). */
static void
mark_circles(struct graph *graph)
{
	uint64_t reaches[NODES_MAX] = { 0 };

	for (size_t i = 0; i < graph->n_edges; i++)
		if (graph->edges[i].relation != RELATION_PARTNERS)
			reaches[graph->edges[i].from] |= UINT64_C(1) << graph->edges[i].to;
	for (size_t k = 0; k < graph->n_nodes; k++)
		for (size_t i = 0; i < graph->n_nodes; i++)
			if (reaches[i] >> k & 1)
				reaches[i] |= reaches[k];
	for (size_t i = 0; i < graph->n_edges; i++) {
		struct graph_edge *edge = &graph->edges[i];

		edge->circular = edge->relation != RELATION_PARTNERS &&
				 (reaches[edge->to] >> edge->from & 1);
	}
}

void
graph_build(struct graph *graph, const struct view *view, size_t max_nodes, struct arena *arena)
{
	*graph = (struct graph){
		.nodes = arena_array(arena, ALL_NODES_MAX, sizeof *graph->nodes),
		.edges = arena_array(arena, EDGES_MAX, sizeof *graph->edges),
	};
	for (size_t i = 0; i < view->n_known; i++)
		edges_add(graph, &view->deals[i]);
	graph_trim(graph, max_nodes < NODES_MAX ? max_nodes : NODES_MAX, arena);
	mark_circles(graph);
}

/* --- where it stands ---------------------------------------------------------------- */

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
	struct place places[NODES_MAX];
	struct place *columns[2][NODES_MAX];
	size_t n_column[2];
	double height;
	double begin_y[SHOWN_EDGES_MAX], end_y[SHOWN_EDGES_MAX];
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
	struct port ports[SHOWN_EDGES_MAX] = { 0 };
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
	size_t max = (size_t)(width / (font * 0.56)), runes = 0, at = 0, cut = 0,
	       len = strlen(name);
	struct str label;
	unsigned rune;

	while (at < len && runes <= max) {
		if (runes + 1 == max)
			cut = at;
		at += utf8_decode(name + at, len - at, &rune);
		runes++;
	}
	str_init(&label, 512);
	str_add(&label, name, runes > max ? cut : len);
	escape_text(out, label.text);
	if (runes > max)
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

void
graph_table(const struct graph *graph, struct str *out)
{
	char sum[AMOUNT_TEXT_MAX];

	str_puts(out, "<table><thead><tr><th scope=\"col\">Who</th><th scope=\"col\">does</th>"
		      "<th scope=\"col\">whom</th><th scope=\"col\" class=\"num\">Sum</th>"
		      "<th scope=\"col\">Standing</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < graph->n_edges; i++) {
		const struct graph_edge *edge = &graph->edges[i];

		str_puts(out, "<tr><th scope=\"row\">");
		escape_text(out, graph->nodes[edge->from].name);
		str_printf(out, "</th><td>%s</td><td>", relation_words(edge->relation));
		escape_text(out, graph->nodes[edge->to].name);
		str_puts(out, "</td><td class=\"num\">");
		if (edge->largest.value > 0)
			escape_text(out, amount_text(&edge->largest, sum));
		else
			str_puts(out, "not said");
		if (edge->n_deals > 1)
			str_printf(out, "<span class=\"note\">largest of %u</span>", edge->n_deals);
		str_printf(out, "</td><td>%s%s</td></tr>\n", edge->firm ? "agreed" : "in talks",
			edge->circular ? "<span class=\"note\">in a circle</span>" : "");
	}
	str_puts(out, "</tbody></table>\n");
}
