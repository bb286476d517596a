/*
 * circle - the graph of deals: money that comes back.
 *
 * From each own edge A → B a walk looks for a way from B back to A, over the other edges,
 * at most CIRCLE_PARTIES long. The graph handed in is a neighbourhood of a few hundred
 * edges, so the walk is bounded.
 */
#include "ledger/circle.h"

#include <string.h>

enum { WALK_STEPS_MAX = 20000 };

static bool
tie_puts_in(enum tie tie)
{
	return tie == TIE_INVESTS || tie == TIE_STAKE || tie == TIE_LENDS;
}

/* --- edges ------------------------------------------------------------------ */

struct maker {
	const struct deal *deal;
	const uint64_t *keys;
	struct edge *edges;
	size_t n;
};

static void
join_roles(struct maker *maker, enum party_role from, enum party_role to, enum tie tie)
{
	const struct deal *deal = maker->deal;

	for (size_t i = 0; i < deal->n_parties; i++)
		for (size_t j = 0; j < deal->n_parties; j++)
			if (deal->parties[i].role == from && deal->parties[j].role == to &&
				maker->keys[i] != maker->keys[j] && maker->n < DEAL_EDGES_MAX)
				maker->edges[maker->n++] = (struct edge){
					.from = maker->keys[i],
					.to = maker->keys[j],
					.from_name = deal->parties[i].name,
					.to_name = deal->parties[j].name,
					.tie = tie,
					.status = deal->status,
				};
}

static size_t
count_role(const struct deal *deal, enum party_role role)
{
	size_t n = 0;

	for (size_t i = 0; i < deal->n_parties; i++)
		n += deal->parties[i].role == role;
	return n;
}

static bool
deal_has_kind(const struct deal *deal, enum deal_kind kind)
{
	return deal->kind == kind || deal->also & 1u << kind;
}

size_t
deal_edges(const struct deal *deal, const uint64_t *keys, struct edge edges[DEAL_EDGES_MAX])
{
	struct maker maker = { .deal = deal, .keys = keys, .edges = edges };
	bool chips = deal_has_kind(deal, KIND_CHIP_SUPPLY),
	     compute = deal_has_kind(deal, KIND_COMPUTE);
	bool stake = deal->kind == KIND_STAKE;

	if (deal->status == STATUS_DENIED || deal->status == STATUS_COLLAPSED)
		return 0;
	join_roles(&maker, ROLE_INVESTOR, ROLE_TARGET, stake ? TIE_STAKE : TIE_INVESTS);
	join_roles(&maker, ROLE_LENDER, ROLE_BORROWER, TIE_LENDS);
	if (deal->kind == KIND_COMPUTE || !chips)
		join_roles(&maker, ROLE_CUSTOMER, ROLE_SUPPLIER, TIE_COMPUTE);
	else
		join_roles(&maker, ROLE_CUSTOMER, ROLE_SUPPLIER, TIE_CHIPS);
	/* Who invests and supplies as part of it sells to the one it invests in; but shares that
	 * nobody pays for are given to whoever orders. */
	if (count_role(deal, ROLE_INVESTOR) == 1 && count_role(deal, ROLE_SUPPLIER) == 0) {
		bool given = stake && deal->amount.value == 0;
		enum party_role buyer = given ? ROLE_INVESTOR : ROLE_TARGET,
				seller = given ? ROLE_TARGET : ROLE_INVESTOR;

		if (chips)
			join_roles(&maker, buyer, seller, TIE_CHIPS);
		if (compute)
			join_roles(&maker, buyer, seller, TIE_COMPUTE);
	}
	/* A supply deal with a stake gives the customer a share in its supplier; with an
	 * investment, the supplier pays for its own customer. */
	if (count_role(deal, ROLE_INVESTOR) == 0 && deal->kind != KIND_STAKE) {
		if (deal_has_kind(deal, KIND_STAKE))
			join_roles(&maker, ROLE_CUSTOMER, ROLE_SUPPLIER, TIE_STAKE);
		else if (deal_has_kind(deal, KIND_INVESTMENT))
			join_roles(&maker, ROLE_SUPPLIER, ROLE_CUSTOMER, TIE_INVESTS);
	}
	return maker.n;
}

/* "Amazon invests in OpenAI"; back: told from the other end, "Amazon supplies chips to OpenAI". */
static const char *
edge_text(const struct edge *edge, bool back, struct arena *arena)
{
	static const char *const forward[N_TIES] = {
		[TIE_INVESTS] = "%s invests in %s",
		[TIE_STAKE] = "%s takes a stake in %s",
		[TIE_LENDS] = "%s lends to %s",
		[TIE_CHIPS] = "%s buys %s's chips",
		[TIE_COMPUTE] = "%s rents %s's computing power",
	};
	static const char *const backward[N_TIES] = {
		[TIE_INVESTS] = "%s gets an investment from %s",
		[TIE_STAKE] = "%s gives a stake to %s",
		[TIE_LENDS] = "%s borrows from %s",
		[TIE_CHIPS] = "%s supplies chips to %s",
		[TIE_COMPUTE] = "%s supplies computing power to %s",
	};

	return back ? arena_printf(arena, backward[edge->tie], edge->to_name, edge->from_name)
		    : arena_printf(arena, forward[edge->tie], edge->from_name, edge->to_name);
}

/* --- circles ---------------------------------------------------------------- */

struct walk {
	const struct edge *edges;
	size_t n_edges;
	struct arena *arena;
	const struct edge *path[CIRCLE_PARTIES];
	size_t n_path;
	size_t wanted; /* the length that is looked for now */
	size_t steps;
	struct alert_circle *circles;
	uint64_t marks[CIRCLES_MAX]; /* which parties, in whatever order */
	size_t n_circles;
};

/* Two circles over the same parties are told once. */
static bool
walk_mark(struct walk *walk)
{
	uint64_t mark = 0;

	for (size_t i = 0; i < walk->n_path; i++)
		mark += walk->path[i]->from * UINT64_C(0x9e3779b97f4a7c15) ^
			walk->path[i]->from >> 7;
	for (size_t i = 0; i < walk->n_circles; i++)
		if (walk->marks[i] == mark)
			return false;
	walk->marks[walk->n_circles] = mark;
	return true;
}

static void
walk_tell(struct walk *walk, const struct edge *const *path, const bool *back, size_t n)
{
	struct alert_circle *circle = &walk->circles[walk->n_circles++];

	circle->n_steps = n;
	circle->steps = arena_array(walk->arena, n, sizeof *circle->steps);
	circle->ties = arena_array(walk->arena, n, sizeof *circle->ties);
	for (size_t i = 0; i < n; i++) {
		circle->steps[i] = edge_text(path[i], back[i], walk->arena);
		circle->ties[i].status = path[i]->status;
		circle->ties[i].known_from = path[i]->source ? path[i]->source : "";
	}
}

/* The path is closed: is it a circle, and a new one? It is told from an edge that puts money in. */
static void
walk_close(struct walk *walk)
{
	const struct edge *path[CIRCLE_PARTIES];
	bool back[CIRCLE_PARTIES] = { false };
	size_t first = SIZE_MAX, n = walk->n_path;
	bool buys = false;

	for (size_t i = 0; i < n; i++) {
		if (!tie_puts_in(walk->path[i]->tie))
			buys = true;
		else if (first == SIZE_MAX)
			first = i;
	}
	if (!buys || first == SIZE_MAX || walk->n_circles == CIRCLES_MAX || !walk_mark(walk))
		return;
	for (size_t i = 0; i < n; i++)
		path[i] = walk->path[(first + i) % n];
	walk_tell(walk, path, back, n);
}

static bool
walk_visited(const struct walk *walk, uint64_t party)
{
	for (size_t i = 0; i < walk->n_path; i++)
		if (walk->path[i]->from == party)
			return true;
	return false;
}

static bool
edge_bears(const struct edge *edge, size_t wanted)
{
	return !edge->weak ||
	       (wanted == 2 && (edge->status == STATUS_AGREED || edge->status == STATUS_CLOSED));
}

static void
walk_on(struct walk *walk)
{
	const struct edge *last = walk->path[walk->n_path - 1];

	for (size_t i = 0; i < walk->n_edges && walk->n_circles < CIRCLES_MAX; i++) {
		const struct edge *edge = &walk->edges[i];

		if (edge->from != last->to || !edge_bears(edge, walk->wanted) ||
			walk->steps++ > WALK_STEPS_MAX)
			continue;
		walk->path[walk->n_path++] = edge;
		if (walk->n_path == walk->wanted && edge->to == walk->path[0]->from)
			walk_close(walk);
		else if (walk->n_path < walk->wanted && edge->to != walk->path[0]->from &&
			 !walk_visited(walk, edge->to))
			walk_on(walk);
		walk->n_path--;
	}
}

/* Two parties, one of which puts money into the other and buys from it as well. */
static void
find_own_supplier(struct walk *walk, const struct edge *own)
{
	for (size_t i = 0; i < walk->n_edges && walk->n_circles < CIRCLES_MAX; i++) {
		const struct edge *other = &walk->edges[i];

		if (own->from != other->from || own->to != other->to ||
			tie_puts_in(own->tie) == tie_puts_in(other->tie) || !edge_bears(other, 2))
			continue;
		const struct edge *path[2] = { tie_puts_in(own->tie) ? own : other,
			tie_puts_in(own->tie) ? other : own };
		static const bool back[2] = { false, true };
		struct edge turned = { .from = own->to }; /* the mark counts both parties */

		walk->path[0] = own;
		walk->path[1] = &turned;
		walk->n_path = 2;
		if (walk_mark(walk))
			walk_tell(walk, path, back, 2);
		walk->path[1] = NULL;
		walk->n_path = 0;
	}
}

void
circle_find(const struct edge *own, size_t n_own, const struct edge *edges, size_t n_edges,
	struct arena *arena, struct alert_circle **ret_circles, size_t *ret_n)
{
	struct walk walk = { .edges = edges, .n_edges = n_edges, .arena = arena };

	walk.circles = arena_array(arena, CIRCLES_MAX, sizeof *walk.circles);
	for (walk.wanted = 2; walk.wanted <= CIRCLE_PARTIES; walk.wanted++) {
		for (size_t i = 0; i < n_own; i++) {
			walk.path[0] = &own[i];
			walk.n_path = 1;
			walk_on(&walk);
		}
		for (size_t i = 0; walk.wanted == 2 && i < n_own; i++)
			find_own_supplier(&walk, &own[i]);
	}
	*ret_circles = walk.circles;
	*ret_n = walk.n_circles;
}
