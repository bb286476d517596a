/*
 * deal_history - the rows of events and near misses.
 */
#include "store/deal_history.h"

#include "store/db.h"

enum { NEARS_KEPT = 12 };

bool
deal_event_add(struct db *db, int64_t deal, const struct deal_event *event, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT INTO deal_events (deal, at, field, was, now, source)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_int(stmt, 2, event->at);
	stmt_bind_text(stmt, 3, event->field);
	stmt_bind_text(stmt, 4, event->was);
	stmt_bind_text(stmt, 5, event->now);
	stmt_bind_text(stmt, 6, event->source);
	return stmt_run(stmt, err);
}

bool
deal_events(struct db *db, int64_t deal, struct arena *arena, struct deal_event **ret_events,
	size_t *ret_n, struct err *err)
{
	struct deal_event *events = NULL, event;
	size_t n = 0, cap = 0;
	bool ok;
	struct stmt *stmt = db_prepare(db,
		"SELECT at, field, was, now, source FROM deal_events WHERE deal = ?1 ORDER BY at, "
		"id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	while (stmt_next(stmt, &ok, err)) {
		event = (struct deal_event){
			.at = stmt_int(stmt, 0),
			.field = stmt_keep_text(stmt, 1, arena),
			.was = stmt_keep_text(stmt, 2, arena),
			.now = stmt_keep_text(stmt, 3, arena),
			.source = stmt_keep_text(stmt, 4, arena),
		};
		ARENA_PUSH(arena, events, n, cap, event);
	}
	if (!ok)
		return false;
	*ret_events = events;
	*ret_n = n;
	return true;
}

bool
deal_near_add(struct db *db, int64_t deal, const struct deal_near *near, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT INTO deal_nears (deal, title, source, url, why, published)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_text(stmt, 2, near->title);
	stmt_bind_text(stmt, 3, near->source);
	stmt_bind_text(stmt, 4, near->url);
	stmt_bind_text(stmt, 5, near->why);
	stmt_bind_int(stmt, 6, near->published);
	if (!stmt_run(stmt, err))
		return false;
	stmt = db_prepare(db,
		"DELETE FROM deal_nears WHERE deal = ?1 AND id <="
		" (SELECT id FROM deal_nears WHERE deal = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
		err);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_int(stmt, 2, NEARS_KEPT);
	return stmt_run(stmt, err);
}

bool
deal_nears(struct db *db, int64_t deal, struct arena *arena, struct deal_near **ret_nears,
	size_t *ret_n, struct err *err)
{
	struct deal_near *nears = NULL, near;
	size_t n = 0, cap = 0;
	bool ok;
	struct stmt *stmt = db_prepare(db,
		"SELECT title, source, url, why, published FROM deal_nears WHERE deal = ?1 ORDER "
		"BY id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	while (stmt_next(stmt, &ok, err)) {
		near = (struct deal_near){
			.title = stmt_keep_text(stmt, 0, arena),
			.source = stmt_keep_text(stmt, 1, arena),
			.url = stmt_keep_text(stmt, 2, arena),
			.why = stmt_keep_text(stmt, 3, arena),
			.published = stmt_int(stmt, 4),
		};
		ARENA_PUSH(arena, nears, n, cap, near);
	}
	if (!ok)
		return false;
	*ret_nears = nears;
	*ret_n = n;
	return true;
}
