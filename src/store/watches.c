/*
 * watches - a row a watch, and deal_told with it where it is called otherwise.
 */
#include "store/watches.h"

#include "store/db.h"
#include "store/schema.h"

const char store_watches_schema[] =
	"CREATE TABLE watches (name TEXT PRIMARY KEY, likeness INTEGER NOT NULL,"
	" here INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

/* here: 0, it was; 1, it was and is; 2, it is. */
static bool
put_watch(struct db *db, const struct watch_row *row, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT INTO watches (name, likeness, here) VALUES (?1, ?2, 2)"
		" ON CONFLICT DO UPDATE SET likeness = ?2, here = 1",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, row->name);
	stmt_bind_int(stmt, 2, (int64_t)row->like);
	return stmt_run(stmt, err);
}

bool
watches_set(struct db *db, const struct watch_row *rows, size_t n, struct err *err)
{
	static const char rename[] = "UPDATE OR REPLACE deal_told SET watch = renamed.now FROM"
				     " (SELECT max(name) FILTER (WHERE here = 0) AS was,"
				     "  max(name) FILTER (WHERE here = 2) AS now"
				     "  FROM watches WHERE here <> 1 GROUP BY likeness) AS renamed"
				     " WHERE watch = renamed.was AND renamed.now IS NOT NULL";

	if (!db_exec(db, "UPDATE watches SET here = 0", err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!put_watch(db, &rows[i], err))
			return false;
	return db_exec(db, rename, err) && db_exec(db, "DELETE FROM watches WHERE here = 0", err);
}
