/*
 * deal_merge - the rows of one deal, put under another.
 */
#include "store/deal_merge.h"

#include <stddef.h>

#include "store/db.h"
#include "store/schema.h"

const char store_merge_schema[] =
	"ALTER TABLE deals ADD COLUMN same_as INTEGER;" /* the deal that it is now, or NULL */
	"ALTER TABLE deal_told ADD COLUMN was TEXT NOT NULL DEFAULT '';"
	"CREATE INDEX deals_same_as ON deals (same_as) WHERE same_as IS NOT NULL;";

bool
deal_merge(struct db *db, int64_t from, int64_t into, struct err *err)
{
	/* A story or a watch that both have: what the deal that stays has of it is kept. */
	static const char *const steps[] = {
		"UPDATE deals SET same_as = ?2, context = 1 WHERE id = ?1 OR same_as = ?1",
		"DELETE FROM deal_nears WHERE deal = ?2"
		" AND url IN (SELECT url FROM deal_stories WHERE deal = ?1)",
		"UPDATE deal_stories SET why ="
		" (SELECT slug FROM deals WHERE id = ?1) || ': ' || why WHERE deal = ?1",
		"UPDATE OR IGNORE deal_stories SET deal = ?2 WHERE deal = ?1",
		"DELETE FROM deal_stories WHERE deal = ?1",
		"UPDATE deal_events SET deal = ?2 WHERE deal = ?1",
		"UPDATE deal_nears SET deal = ?2 WHERE deal = ?1",
		"UPDATE deal_told SET was = (SELECT slug FROM deals WHERE id = ?1)"
		" WHERE deal = ?1 AND revision > 0",
		"INSERT INTO deal_told (deal, watch, due, revision, state, was)"
		" SELECT ?2, watch, due, revision, state, was FROM deal_told WHERE deal = ?1"
		" ON CONFLICT DO UPDATE SET was = CASE excluded.was WHEN '' THEN was"
		"  ELSE excluded.was END, due = CASE WHEN due = 0 THEN excluded.due"
		"  WHEN excluded.due = 0 THEN due ELSE min(due, excluded.due) END,"
		" state = CASE revision WHEN 0 THEN excluded.state ELSE state END,"
		" revision = CASE revision WHEN 0 THEN excluded.revision ELSE revision END",
		"DELETE FROM deal_told WHERE deal = ?1",
		"DELETE FROM deal_keys WHERE deal = ?1",
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct stmt *stmt = db_prepare(db, steps[i], err);

		if (!stmt)
			return false;
		stmt_bind_int(stmt, 1, from);
		stmt_bind_int(stmt, 2, into);
		if (!stmt_run(stmt, err))
			return false;
	}
	return true;
}
