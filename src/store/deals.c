/*
 * deals - the rows of the deals, and the tables of all that the ledger has of one.
 */
#include "store/deals.h"

#include <stdlib.h>

#include "store/db.h"
#include "store/schema.h"

const char store_deals_schema[] =
	"CREATE TABLE deals ("
	" id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, context INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, status INTEGER NOT NULL, usd INTEGER NOT NULL,"
	" first INTEGER NOT NULL, last INTEGER NOT NULL, headline TEXT NOT NULL,"
	" dossier BLOB NOT NULL) STRICT;"
	/* Apart, so that looking at many faces does not read as many dossiers. */
	"CREATE TABLE deal_faces ("
	" deal INTEGER PRIMARY KEY, context INTEGER NOT NULL, last INTEGER NOT NULL,"
	" face BLOB NOT NULL) STRICT;"
	"CREATE INDEX deals_last ON deals (context, last DESC, id DESC);"
	"CREATE INDEX deals_kind ON deals (context, kind, status);"
	"CREATE TABLE deal_keys ("
	" key INTEGER NOT NULL, deal INTEGER NOT NULL, PRIMARY KEY (key, deal)) STRICT, WITHOUT "
	"ROWID;"
	"CREATE TABLE deal_stories ("
	" id INTEGER PRIMARY KEY, deal INTEGER NOT NULL, story_id TEXT NOT NULL, feed TEXT NOT "
	"NULL,"
	" source TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, published INTEGER NOT NULL,"
	" origin TEXT NOT NULL, named TEXT, context INTEGER NOT NULL, why TEXT NOT NULL,"
	" texts BLOB NOT NULL, sketch BLOB) STRICT;"
	/* The deal first: a story is looked for within its deal, and new rows lie side by side. */
	"CREATE UNIQUE INDEX deal_stories_story"
	" ON deal_stories (deal, context, story_id, feed, source);"
	"CREATE TABLE deal_events ("
	" id INTEGER PRIMARY KEY, deal INTEGER NOT NULL, at INTEGER NOT NULL, field TEXT NOT NULL,"
	" was TEXT NOT NULL, now TEXT NOT NULL, source TEXT NOT NULL) STRICT;"
	"CREATE INDEX deal_events_deal ON deal_events (deal);"
	"CREATE TABLE deal_nears ("
	" id INTEGER PRIMARY KEY, deal INTEGER NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,"
	" url TEXT NOT NULL, why TEXT NOT NULL, published INTEGER NOT NULL) STRICT;"
	"CREATE INDEX deal_nears_deal ON deal_nears (deal);"
	"CREATE TABLE deal_told ("
	" deal INTEGER NOT NULL, watch TEXT NOT NULL, due INTEGER NOT NULL, revision INTEGER NOT "
	"NULL,"
	" state BLOB NOT NULL, PRIMARY KEY (deal, watch)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX deal_told_due ON deal_told (due) WHERE due > 0;"
	"CREATE TABLE deal_edges ("
	" deal INTEGER NOT NULL, payer INTEGER NOT NULL, payee INTEGER NOT NULL, tie INTEGER NOT "
	"NULL,"
	" payer_name TEXT NOT NULL, payee_name TEXT NOT NULL,"
	" PRIMARY KEY (deal, payer, payee, tie)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX deal_edges_payer ON deal_edges (payer, deal);";

#define DEAL_COLUMNS "id, slug, context, kind, status, usd, first, last, headline, dossier"

/* Reads the columns of DEAL_COLUMNS. */
static void
read_deal(struct stmt *stmt, struct arena *arena, struct deal_row *row)
{
	*row = (struct deal_row){
		.id = stmt_int(stmt, 0),
		.slug = stmt_keep_text(stmt, 1, arena),
		.context = stmt_int(stmt, 2),
		.kind = (enum deal_kind)stmt_int(stmt, 3),
		.status = (enum deal_status)stmt_int(stmt, 4),
		.usd = stmt_int(stmt, 5),
		.first = stmt_int(stmt, 6),
		.last = stmt_int(stmt, 7),
		.headline = stmt_keep_text(stmt, 8, arena),
	};
	row->dossier = stmt_keep_blob(stmt, 9, arena, &row->dossier_len);
}

static bool
load_one(struct stmt *stmt, struct arena *arena, struct deal_row *ret_row, bool *ret_found,
	struct err *err)
{
	if (!stmt_step(stmt, ret_found, err))
		return false;
	if (*ret_found)
		read_deal(stmt, arena, ret_row);
	stmt_done(stmt);
	return true;
}

bool
deals_load(struct db *db, int64_t id, struct arena *arena, struct deal_row *ret_row,
	bool *ret_found, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "SELECT " DEAL_COLUMNS " FROM deals WHERE id = ?1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, id);
	return load_one(stmt, arena, ret_row, ret_found, err);
}

/* A slug ends in a month behind a dash: none is a number. */
bool
deals_load_named(struct db *db, const char *name, struct arena *arena, struct deal_row *ret_row,
	bool *ret_found, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT " DEAL_COLUMNS " FROM deals WHERE id ="
		" (SELECT coalesce(same_as, id) FROM deals WHERE slug = ?1 OR id = ?2)",
		err);
	char *end;
	long long id = strtoll(name, &end, 10);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, name);
	stmt_bind_int(stmt, 2, *name && !*end ? (int64_t)id : -1);
	return load_one(stmt, arena, ret_row, ret_found, err);
}

/* The slug, or the slug with the first number behind it that is free. */
static bool
free_slug(struct db *db, const char *slug, struct arena *arena, const char **ret_slug,
	struct err *err)
{
	const char *word = slug;

	for (unsigned i = 2;; i++) {
		struct stmt *stmt = db_prepare(db, "SELECT 1 FROM deals WHERE slug = ?1", err);
		bool taken;

		if (!stmt)
			return false;
		stmt_bind_text(stmt, 1, word);
		if (!stmt_step(stmt, &taken, err))
			return false;
		stmt_done(stmt);
		if (!taken)
			break;
		word = arena_printf(arena, "%s-%u", slug, i);
	}
	*ret_slug = word;
	return true;
}

static bool
insert_deal(struct db *db, struct deal_row *row, struct arena *arena, struct err *err)
{
	struct stmt *stmt;

	if (!free_slug(db, row->slug, arena, &row->slug, err))
		return false;
	stmt = db_prepare(db,
		"INSERT INTO deals (slug, context, kind, status, usd, first, last, headline,"
		" dossier) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		err);
	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, row->slug);
	stmt_bind_int(stmt, 2, row->context);
	stmt_bind_int(stmt, 3, row->kind);
	stmt_bind_int(stmt, 4, row->status);
	stmt_bind_int(stmt, 5, row->usd);
	stmt_bind_int(stmt, 6, row->first);
	stmt_bind_int(stmt, 7, row->last);
	stmt_bind_text(stmt, 8, row->headline);
	stmt_bind_blob(stmt, 9, row->dossier, row->dossier_len);
	if (!stmt_run(stmt, err))
		return false;
	row->id = db_last_id(db);
	return true;
}

/* A column that an update names is taken out of its indexes and put back, be it as it was. */
static bool
update_kind(struct db *db, const struct deal_row *row, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE deals SET context = ?2, kind = ?3, status = ?4 WHERE id = ?1"
		" AND (context <> ?2 OR kind <> ?3 OR status <> ?4)",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, row->id);
	stmt_bind_int(stmt, 2, row->context);
	stmt_bind_int(stmt, 3, row->kind);
	stmt_bind_int(stmt, 4, row->status);
	return stmt_run(stmt, err);
}

static bool
update_deal(struct db *db, const struct deal_row *row, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"UPDATE deals SET usd = ?2, first = ?3, last = ?4, headline = ?5, dossier = ?6"
		" WHERE id = ?1",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, row->id);
	stmt_bind_int(stmt, 2, row->usd);
	stmt_bind_int(stmt, 3, row->first);
	stmt_bind_int(stmt, 4, row->last);
	stmt_bind_text(stmt, 5, row->headline);
	stmt_bind_blob(stmt, 6, row->dossier, row->dossier_len);
	return stmt_run(stmt, err) && update_kind(db, row, err);
}

bool
deals_save(struct db *db, struct deal_row *row, struct arena *arena, struct err *err)
{
	return row->id ? update_deal(db, row, err) : insert_deal(db, row, arena, err);
}

bool
deals_list(struct db *db, const struct deal_filter *filter, struct arena *arena,
	struct deal_row **ret_rows, size_t *ret_n, struct err *err)
{
	struct deal_row *rows = NULL, row;
	size_t n = 0, cap = 0;
	bool ok;
	/* "+last": the index that has the order is the one to use, or all rows are sorted first. */
	struct stmt *stmt = db_prepare(db,
		"SELECT " DEAL_COLUMNS " FROM deals WHERE +last >= ?1 AND (?2 = 0 OR last < ?2)"
		" AND (?3 = 0 OR id IN (SELECT deal FROM deal_keys"
		"  WHERE instr(keys, printf('%016x', ?3)) > 0))"
		" AND (?4 = 0 OR ?4 >> kind & 1) AND (?5 = 0 OR ?5 >> status & 1) AND usd >= ?6"
		" AND (?7 = 0 OR context = 0) AND same_as IS NULL ORDER BY context, last DESC, id "
		"DESC LIMIT ?8",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, filter->since);
	stmt_bind_int(stmt, 2, filter->until);
	stmt_bind_int(stmt, 3, (int64_t)filter->party_key);
	stmt_bind_int(stmt, 4, filter->kinds);
	stmt_bind_int(stmt, 5, filter->statuses);
	stmt_bind_int(stmt, 6, filter->min_usd);
	stmt_bind_int(stmt, 7, filter->no_context);
	stmt_bind_int(stmt, 8, filter->limit ? (int64_t)filter->limit : -1);
	while (stmt_next(stmt, &ok, err)) {
		read_deal(stmt, arena, &row);
		ARENA_PUSH(arena, rows, n, cap, row);
	}
	if (!ok)
		return false;
	*ret_rows = rows;
	*ret_n = n;
	return true;
}

bool
deals_count(struct db *db, void (*on_count)(void *arg, const struct deal_count *count), void *arg,
	struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT kind, status, count(*) FROM deals WHERE context = 0"
		" GROUP BY kind, status ORDER BY kind, status",
		err);
	bool ok;

	if (!stmt)
		return false;
	while (stmt_next(stmt, &ok, err)) {
		const struct deal_count count = {
			.kind = (enum deal_kind)stmt_int(stmt, 0),
			.status = (enum deal_status)stmt_int(stmt, 1),
			.n = stmt_int(stmt, 2),
		};
		on_count(arg, &count);
	}
	return ok;
}

bool
deals_count_since(struct db *db, int64_t since, int64_t *ret_n, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM deals WHERE last >= ? AND NOT context";
	struct stmt *stmt = db_prepare(db, sql, err);
	bool row;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, since);
	if (!stmt_step(stmt, &row, err))
		return false;
	*ret_n = row ? stmt_int(stmt, 0) : 0;
	stmt_done(stmt);
	return true;
}
