/*
 * graph - who invests in and buys from whom, from the deals; as a table.
 *
 * 1. edges_add: parties and roles of each deal → edges between names.
 * 2. graph_trim: the edges between those with most ties stay, and their companies.
 * 3. mark_circles: an edge is circular if its end reaches its beginning.
 */
#include "web/graph.h"

#include <stdlib.h>
#include <string.h>

#include "web/escape.h"

enum { ALL_NODES_MAX = 1024, EDGES_MAX = 2048 }; /* before it is trimmed */

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

/* An edge from each party of the one role to each of the other. */
static void
flow_add(struct graph *graph, const struct view_deal *row, size_t flow)
{
	const struct deal *deal = &row->deal;
	enum relation relation = flows[flow].relation;

	for (size_t i = 0; i < deal->n_parties; i++) {
		if (deal->parties[i].role != flows[flow].from)
			continue;
		for (size_t j = relation == RELATION_PARTNERS ? i + 1 : 0; j < deal->n_parties; j++)
			if (deal->parties[j].role == flows[flow].to)
				edge_add(graph, row, deal->parties[i].name, deal->parties[j].name,
					relation);
	}
}

static void
edges_add(struct graph *graph, const struct view_deal *row)
{
	if (row->deal.status == STATUS_DENIED || row->deal.status == STATUS_COLLAPSED)
		return;
	for (size_t flow = 0; flow < ARRAY_LEN(flows); flow++)
		flow_add(graph, row, flow);
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
	struct graph_edge *edges = arena_array(arena, GRAPH_EDGES_MAX, sizeof *edges);
	size_t *place = arena_array(arena, graph->n_nodes, sizeof *place); /* from 1; 0: none */
	size_t n_kept = 0, n_edges = 0;

	count_degrees(graph);
	ranked = edges_rank(graph, arena);
	for (size_t i = 0; i < graph->n_edges && n_edges < GRAPH_EDGES_MAX; i++) {
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
	uint64_t reaches[GRAPH_NODES_MAX] = { 0 };

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
	graph_trim(graph, max_nodes < GRAPH_NODES_MAX ? max_nodes : GRAPH_NODES_MAX, arena);
	mark_circles(graph);
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
