/*
 * deal_edges - the rows of edges, found by deal and by payer.
 */
#include "store/deal_edges.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"

enum { EDGES_MAX = 200 };

/* Is this row of the deal one of the edges? Those that it stands for are struck off. */
static bool
strike_edge(struct stmt *row, const struct deal_edge *edges, size_t n, uint64_t *left)
{
	bool found = false;

	for (size_t i = 0; i < n; i++) {
		const struct deal_edge *edge = &edges[i];

		if (edge->payer != (uint64_t)stmt_int(row, 0) ||
			edge->payee != (uint64_t)stmt_int(row, 1) ||
			edge->tie != (unsigned)stmt_int(row, 2))
			continue;
		if (!found && (strcmp(edge->payer_name, stmt_text(row, 3)) != 0 ||
				      strcmp(edge->payee_name, stmt_text(row, 4)) != 0))
			return false;
		found = true;
		*left &= ~(UINT64_C(1) << i);
	}
	return found;
}

/* Most stories add no edge: then the indexes stay as they are. */
static bool
edges_are_kept(struct db *db, int64_t deal, const struct deal_edge *edges, size_t n, bool *ret_kept,
	struct err *err)
{
	uint64_t left = (UINT64_C(1) << n) - 1;
	struct stmt *stmt = db_prepare(db,
		"SELECT payer, payee, tie, payer_name, payee_name FROM deal_edges WHERE deal = ?1",
		err);
	bool ok;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	while (stmt_next(stmt, &ok, err)) {
		if (!strike_edge(stmt, edges, n, &left)) {
			stmt_done(stmt);
			*ret_kept = false;
			return true;
		}
	}
	*ret_kept = left == 0;
	return ok;
}

bool
deal_edges_save(
	struct db *db, int64_t deal, const struct deal_edge *edges, size_t n, struct err *err)
{
	struct stmt *stmt;
	bool kept;

	assert(n < 64);
	if (!edges_are_kept(db, deal, edges, n, &kept, err))
		return false;
	if (kept)
		return true;
	stmt = db_prepare(db, "DELETE FROM deal_edges WHERE deal = ?1", err);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	if (!stmt_run(stmt, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		stmt = db_prepare(db,
			"INSERT OR IGNORE INTO deal_edges (deal, payer, payee, tie, payer_name, "
			"payee_name)"
			" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			err);
		if (!stmt)
			return false;
		stmt_bind_int(stmt, 1, deal);
		stmt_bind_int(stmt, 2, (int64_t)edges[i].payer);
		stmt_bind_int(stmt, 3, (int64_t)edges[i].payee);
		stmt_bind_int(stmt, 4, edges[i].tie);
		stmt_bind_text(stmt, 5, edges[i].payer_name);
		stmt_bind_text(stmt, 6, edges[i].payee_name);
		if (!stmt_run(stmt, err))
			return false;
	}
	return true;
}

/* Of the latest EDGES_MAX edges. Both indexes hold all that is asked: no row is looked at. */
#define EDGE_SELECT(which)                                                                         \
	"SELECT deal, payer, payee, tie FROM deal_edges WHERE " which " = ?1"                      \
	" ORDER BY deal DESC LIMIT ?2"

static bool
edges_same_tie(const struct deal_edge *one, const struct deal_edge *other)
{
	return one->payer == other->payer && one->payee == other->payee && one->tie == other->tie;
}

/* Of each two parties and tie the latest deal. */
static bool
pick_edges(struct stmt *stmt, int64_t key, struct deal_edge edges[EDGES_MAX], size_t *ret_n,
	struct err *err)
{
	size_t n = 0, at;
	bool ok;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, key);
	stmt_bind_int(stmt, 2, EDGES_MAX);
	while (stmt_next(stmt, &ok, err)) {
		edges[n] = (struct deal_edge){
			.deal = stmt_int(stmt, 0),
			.payer = (uint64_t)stmt_int(stmt, 1),
			.payee = (uint64_t)stmt_int(stmt, 2),
			.tie = (unsigned)stmt_int(stmt, 3),
		};
		for (at = 0; !edges_same_tie(&edges[at], &edges[n]);)
			at++;
		n += at == n;
	}
	*ret_n = n;
	return ok;
}

/* By tie, the latest deal first, and then as their numbers are in the state. */
static int
compare_edges(const void *a, const void *b)
{
	const struct deal_edge *one = a, *other = b;
	int64_t payer = (int64_t)one->payer, payee = (int64_t)one->payee;

	if (one->tie != other->tie)
		return one->tie < other->tie ? -1 : 1;
	if (one->deal != other->deal)
		return one->deal > other->deal ? -1 : 1;
	if (one->payer != other->payer)
		return payer < (int64_t)other->payer ? -1 : 1;
	return payee < (int64_t)other->payee ? -1 : one->payee != other->payee;
}

/* What the edge's row and its deal say of it. */
static bool
fill_edge(struct db *db, struct deal_edge *edge, struct arena *arena, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT payer_name, payee_name, status,"
		" (SELECT source FROM deal_stories WHERE deal = ?1 LIMIT 1),"
		" CASE WHEN context AND usd = 0 THEN"
		" (SELECT min(source) IS max(source) FROM deal_stories WHERE deal = ?1) ELSE 0 END"
		" FROM deal_edges JOIN deals ON id = deal"
		" WHERE deal = ?1 AND payer = ?2 AND payee = ?3 AND tie = ?4",
		err);
	bool found;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, edge->deal);
	stmt_bind_int(stmt, 2, (int64_t)edge->payer);
	stmt_bind_int(stmt, 3, (int64_t)edge->payee);
	stmt_bind_int(stmt, 4, edge->tie);
	if (!stmt_step(stmt, &found, err))
		return false;
	if (!found) {
		err_set(err, ERR_DATA, "an edge names deal %lld, which is not there",
			(long long)edge->deal);
		return false;
	}
	edge->payer_name = stmt_keep_text(stmt, 0, arena);
	edge->payee_name = stmt_keep_text(stmt, 1, arena);
	edge->status = (enum deal_status)stmt_int(stmt, 2);
	edge->source = stmt_keep_text(stmt, 3, arena);
	edge->weak = stmt_int(stmt, 4);
	stmt_done(stmt);
	return true;
}

static bool
read_edges(struct db *db, struct stmt *stmt, int64_t key, struct arena *arena,
	struct deal_edge **ret_edges, size_t *ret_n, struct err *err)
{
	struct deal_edge picked[EDGES_MAX], *edges;
	size_t n;

	if (!pick_edges(stmt, key, picked, &n, err))
		return false;
	qsort(picked, n, sizeof *picked, compare_edges);
	edges = arena_array(arena, n, sizeof *edges);
	memcpy(edges, picked, n * sizeof *edges);
	for (size_t i = 0; i < n; i++)
		if (!fill_edge(db, &edges[i], arena, err))
			return false;
	*ret_edges = edges;
	*ret_n = n;
	return true;
}

bool
deal_edges_from(struct db *db, uint64_t payer, struct arena *arena, struct deal_edge **ret_edges,
	size_t *ret_n, struct err *err)
{
	return read_edges(db, db_prepare(db, EDGE_SELECT("payer"), err), (int64_t)payer, arena,
		ret_edges, ret_n, err);
}

bool
deal_edges_of(struct db *db, int64_t deal, struct arena *arena, struct deal_edge **ret_edges,
	size_t *ret_n, struct err *err)
{
	return read_edges(
		db, db_prepare(db, EDGE_SELECT("deal"), err), deal, arena, ret_edges, ret_n, err);
}
