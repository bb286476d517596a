/*
 * deal_edges - the rows of edges, found by deal and by payer.
 */
#include "store/deal_edges.h"

#include <assert.h>
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

/* Of each party and tie the latest deal, of the latest EDGES_MAX edges. */
#define EDGE_SELECT(which)                                                                         \
	"SELECT e.deal, e.payer, e.payee, e.tie, e.payer_name, e.payee_name, d.status,"            \
	" (SELECT source FROM deal_stories s WHERE s.deal = e.deal LIMIT 1),"                      \
	" CASE WHEN d.context AND d.usd = 0 THEN (SELECT count(DISTINCT source) < 2"               \
	" FROM deal_stories s WHERE s.deal = e.deal) ELSE 0 END"                                   \
	" FROM (SELECT max(deal) AS deal, payer, payee, tie, payer_name, payee_name FROM"          \
	" (SELECT * FROM deal_edges WHERE " which " = ?1 ORDER BY deal DESC LIMIT ?2)"             \
	" GROUP BY payer, payee, tie) e JOIN deals d ON d.id = e.deal ORDER BY e.tie, e.deal DESC"

static bool
read_edges(struct stmt *stmt, int64_t key, struct arena *arena, struct deal_edge **ret_edges,
	size_t *ret_n, struct err *err)
{
	struct deal_edge *edges = NULL, edge;
	size_t n = 0, cap = 0;
	bool ok;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, key);
	stmt_bind_int(stmt, 2, EDGES_MAX);
	while (stmt_next(stmt, &ok, err)) {
		edge = (struct deal_edge){
			.deal = stmt_int(stmt, 0),
			.payer = (uint64_t)stmt_int(stmt, 1),
			.payee = (uint64_t)stmt_int(stmt, 2),
			.tie = (unsigned)stmt_int(stmt, 3),
			.payer_name = stmt_keep_text(stmt, 4, arena),
			.payee_name = stmt_keep_text(stmt, 5, arena),
			.status = (enum deal_status)stmt_int(stmt, 6),
			.source = stmt_keep_text(stmt, 7, arena),
			.weak = stmt_int(stmt, 8),
		};
		ARENA_PUSH(arena, edges, n, cap, edge);
	}
	if (!ok)
		return false;
	*ret_edges = edges;
	*ret_n = n;
	return true;
}

bool
deal_edges_from(struct db *db, uint64_t payer, struct arena *arena, struct deal_edge **ret_edges,
	size_t *ret_n, struct err *err)
{
	return read_edges(db_prepare(db, EDGE_SELECT("payer"), err), (int64_t)payer, arena,
		ret_edges, ret_n, err);
}

bool
deal_edges_of(struct db *db, int64_t deal, struct arena *arena, struct deal_edge **ret_edges,
	size_t *ret_n, struct err *err)
{
	return read_edges(
		db_prepare(db, EDGE_SELECT("deal"), err), deal, arena, ret_edges, ret_n, err);
}
