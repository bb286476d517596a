/*
 * deals - the ledger: every deal, its stories, its history, and who was told what.
 */
#include "store/deals.h"

#include <assert.h>
#include <string.h>

#include "base/record.h"
#include "base/str.h"
#include "store/db.h"
#include "store/schema.h"

enum { NEARS_KEPT = 12, EDGES_MAX = 200 };

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

/* --- deals ------------------------------------------------------------------ */

#define DEAL_COLUMNS "id, slug, context, kind, status, usd, first, last, headline, dossier"

static const void *
copy_blob(struct stmt *stmt, int column, struct arena *arena, size_t *ret_len)
{
	const void *bytes = stmt_blob(stmt, column, ret_len);

	return arena_strndup(arena, bytes, *ret_len);
}

/* Reads the columns of DEAL_COLUMNS. */
static void
read_deal(struct stmt *stmt, struct arena *arena, struct deal_row *row)
{
	*row = (struct deal_row){
		.id = stmt_int(stmt, 0),
		.slug = arena_strdup(arena, stmt_text(stmt, 1)),
		.context = stmt_int(stmt, 2),
		.kind = (enum deal_kind)stmt_int(stmt, 3),
		.status = (enum deal_status)stmt_int(stmt, 4),
		.usd = stmt_int(stmt, 5),
		.first = stmt_int(stmt, 6),
		.last = stmt_int(stmt, 7),
		.headline = arena_strdup(arena, stmt_text(stmt, 8)),
	};
	row->dossier = copy_blob(stmt, 9, arena, &row->dossier_len);
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

bool
deals_load_slug(struct db *db, const char *slug, struct arena *arena, struct deal_row *ret_row,
	bool *ret_found, struct err *err)
{
	struct stmt *stmt =
		db_prepare(db, "SELECT " DEAL_COLUMNS " FROM deals WHERE slug = ?1", err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, slug);
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
	bool more;
	/* "+last": the index that has the order is the one to use, or all rows are sorted first. */
	struct stmt *stmt = db_prepare(db,
		"SELECT " DEAL_COLUMNS " FROM deals WHERE +last >= ?1 AND (?2 = 0 OR last < ?2)"
		" AND (?3 = 0 OR id IN (SELECT deal FROM deal_keys"
		"  WHERE instr(keys, printf('%016x', ?3)) > 0))"
		" AND (?4 = 0 OR ?4 >> kind & 1) AND (?5 = 0 OR ?5 >> status & 1) AND usd >= ?6"
		" AND (?7 = 0 OR context = 0) ORDER BY context, last DESC, id DESC LIMIT ?8",
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
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		read_deal(stmt, arena, &row);
		ARENA_PUSH(arena, rows, n, cap, row);
	}
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
	bool more;

	if (!stmt)
		return false;
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			return true;
		const struct deal_count count = {
			.kind = (enum deal_kind)stmt_int(stmt, 0),
			.status = (enum deal_status)stmt_int(stmt, 1),
			.n = stmt_int(stmt, 2),
		};
		on_count(arg, &count);
	}
}

/* --- stories ---------------------------------------------------------------- */

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

/* Two lists in one column: they are read together. */
static void
bind_texts(struct stmt *stmt, int i, const struct deal_story *story)
{
	struct str texts;

	str_init(&texts, SIZE_MAX / 2);
	record_put_texts(&texts, story->sentences, story->n_sentences);
	record_put_texts(&texts, story->reasons, story->n_reasons);
	stmt_bind_blob(stmt, i, texts.text, texts.len);
	str_clear(&texts);
}

bool
deal_story_add(
	struct db *db, int64_t deal, const struct deal_story *story, bool *ret_new, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT id FROM deal_stories WHERE deal = ?1 AND context = ?2 AND story_id = ?3"
		" AND feed = ?4 AND source = ?5",
		err);
	bool known;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_int(stmt, 2, story->context);
	stmt_bind_text(stmt, 3, story->story_id);
	stmt_bind_text(stmt, 4, story->feed);
	stmt_bind_text(stmt, 5, story->source);
	if (!stmt_step(stmt, &known, err))
		return false;
	stmt_done(stmt);
	stmt = db_prepare(db,
		"INSERT OR REPLACE INTO deal_stories (deal, context, story_id, feed, source, "
		"title, url,"
		" published, origin, named, why, texts, sketch)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
		err);
	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_int(stmt, 2, story->context);
	stmt_bind_text(stmt, 3, story->story_id);
	stmt_bind_text(stmt, 4, story->feed);
	stmt_bind_text(stmt, 5, story->source);
	stmt_bind_text(stmt, 6, story->title);
	stmt_bind_text(stmt, 7, story->url);
	stmt_bind_int(stmt, 8, story->published);
	stmt_bind_text(stmt, 9, story->origin);
	stmt_bind_text(stmt, 10, story->named);
	stmt_bind_text(stmt, 11, story->why);
	bind_texts(stmt, 12, story);
	if (story->sketch_len)
		stmt_bind_blob(stmt, 13, story->sketch, story->sketch_len);
	if (!stmt_run(stmt, err))
		return false;
	*ret_new = !known;
	return true;
}

static void
read_story(struct stmt *stmt, struct arena *arena, struct deal_story *story)
{
	size_t len;
	const void *bytes = stmt_blob(stmt, 10, &len);
	struct record texts = record_of(bytes, len);

	*story = (struct deal_story){
		.story_id = arena_strdup(arena, stmt_text(stmt, 0)),
		.feed = arena_strdup(arena, stmt_text(stmt, 1)),
		.source = arena_strdup(arena, stmt_text(stmt, 2)),
		.title = arena_strdup(arena, stmt_text(stmt, 3)),
		.url = arena_strdup(arena, stmt_text(stmt, 4)),
		.published = stmt_int(stmt, 5),
		.origin = arena_strdup(arena, stmt_text(stmt, 6)),
		.named = stmt_is_null(stmt, 7) ? NULL : arena_strdup(arena, stmt_text(stmt, 7)),
		.context = stmt_int(stmt, 8),
		.why = arena_strdup(arena, stmt_text(stmt, 9)),
	};
	story->sentences = record_texts(&texts, 0, &story->n_sentences, arena);
	story->reasons = record_texts(&texts, 0, &story->n_reasons, arena);
}

bool
deal_stories(struct db *db, int64_t deal, bool context, size_t limit, struct arena *arena,
	struct deal_story **ret_stories, size_t *ret_n, struct err *err)
{
	struct deal_story *stories = NULL, story;
	size_t n = 0, cap = 0;
	bool more;
	struct stmt *stmt = db_prepare(db,
		"SELECT story_id, feed, source, title, url, published, origin, named, context, why,"
		" texts FROM deal_stories WHERE deal = ?1 AND context <= ?2"
		" ORDER BY published, id LIMIT ?3",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_int(stmt, 2, context);
	stmt_bind_int(stmt, 3, limit ? (int64_t)limit : -1);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		read_story(stmt, arena, &story);
		ARENA_PUSH(arena, stories, n, cap, story);
	}
	*ret_stories = stories;
	*ret_n = n;
	return true;
}

bool
deal_witnesses(struct db *db, int64_t deal, size_t limit, struct arena *arena,
	struct deal_witness **ret_witnesses, size_t *ret_n, struct err *err)
{
	struct deal_witness *witnesses = arena_array(arena, limit, sizeof *witnesses);
	struct stmt *stmt = db_prepare(db,
		"SELECT origin, sketch FROM deal_stories WHERE deal = ?1 AND context = 0"
		" AND sketch IS NOT NULL ORDER BY id LIMIT ?2",
		err);
	size_t n = 0;
	bool more;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	stmt_bind_int(stmt, 2, (int64_t)limit);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		witnesses[n].origin = arena_strdup(arena, stmt_text(stmt, 0));
		witnesses[n].sketch = copy_blob(stmt, 1, arena, &witnesses[n].sketch_len);
		n++;
	}
	*ret_witnesses = witnesses;
	*ret_n = n;
	return true;
}

bool
deal_leads(struct db *db, int64_t since, struct arena *arena, struct deal_lead **ret_leads,
	size_t *ret_n, struct err *err)
{
	struct deal_lead *leads = NULL, lead;
	size_t n = 0, cap = 0;
	bool more;
	struct stmt *stmt = db_prepare(db,
		"SELECT d.id, d.status, s.source, min(s.published) AS told"
		" FROM deals d JOIN deal_stories s ON s.deal = d.id AND s.context = 0"
		" WHERE d.context = 0 AND d.last >= ?1 GROUP BY d.id, s.source ORDER BY d.id, "
		"told, s.id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, since);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		lead = (struct deal_lead){
			.deal = stmt_int(stmt, 0),
			.status = (enum deal_status)stmt_int(stmt, 1),
			.source = arena_strdup(arena, stmt_text(stmt, 2)),
			.first = stmt_int(stmt, 3),
		};
		ARENA_PUSH(arena, leads, n, cap, lead);
	}
	*ret_leads = leads;
	*ret_n = n;
	return true;
}

/* --- history and near misses ------------------------------------------------ */

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
	bool more;
	struct stmt *stmt = db_prepare(db,
		"SELECT at, field, was, now, source FROM deal_events WHERE deal = ?1 ORDER BY at, "
		"id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		event = (struct deal_event){
			.at = stmt_int(stmt, 0),
			.field = arena_strdup(arena, stmt_text(stmt, 1)),
			.was = arena_strdup(arena, stmt_text(stmt, 2)),
			.now = arena_strdup(arena, stmt_text(stmt, 3)),
			.source = arena_strdup(arena, stmt_text(stmt, 4)),
		};
		ARENA_PUSH(arena, events, n, cap, event);
	}
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
	bool more;
	struct stmt *stmt = db_prepare(db,
		"SELECT title, source, url, why, published FROM deal_nears WHERE deal = ?1 ORDER "
		"BY id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		near = (struct deal_near){
			.title = arena_strdup(arena, stmt_text(stmt, 0)),
			.source = arena_strdup(arena, stmt_text(stmt, 1)),
			.url = arena_strdup(arena, stmt_text(stmt, 2)),
			.why = arena_strdup(arena, stmt_text(stmt, 3)),
			.published = stmt_int(stmt, 4),
		};
		ARENA_PUSH(arena, nears, n, cap, near);
	}
	*ret_nears = nears;
	*ret_n = n;
	return true;
}

/* --- who was told what ------------------------------------------------------ */

#define TOLD_COLUMNS "deal, watch, due, revision, state"

static bool
read_told(struct stmt *stmt, struct arena *arena, struct deal_told **ret_told, size_t *ret_n,
	struct err *err)
{
	struct deal_told *list = NULL, told;
	size_t n = 0, cap = 0;
	bool more;

	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		told = (struct deal_told){
			.deal = stmt_int(stmt, 0),
			.watch = arena_strdup(arena, stmt_text(stmt, 1)),
			.due = stmt_int(stmt, 2),
			.revision = (unsigned)stmt_int(stmt, 3),
		};
		told.state = copy_blob(stmt, 4, arena, &told.state_len);
		ARENA_PUSH(arena, list, n, cap, told);
	}
	*ret_told = list;
	*ret_n = n;
	return true;
}

bool
deal_told_load(struct db *db, int64_t deal, struct arena *arena, struct deal_told **ret_told,
	size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(
		db, "SELECT " TOLD_COLUMNS " FROM deal_told WHERE deal = ?1 ORDER BY watch", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	return read_told(stmt, arena, ret_told, ret_n, err);
}

bool
deal_told_due(struct db *db, int64_t now, size_t limit, struct arena *arena,
	struct deal_told **ret_told, size_t *ret_n, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT " TOLD_COLUMNS " FROM deal_told WHERE due > 0 AND due <= ?1"
		" ORDER BY due, deal, watch LIMIT ?2",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, now);
	stmt_bind_int(stmt, 2, (int64_t)limit);
	return read_told(stmt, arena, ret_told, ret_n, err);
}

bool
deal_told_save(struct db *db, const struct deal_told *told, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT OR REPLACE INTO deal_told (" TOLD_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5)",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, told->deal);
	stmt_bind_text(stmt, 2, told->watch);
	stmt_bind_int(stmt, 3, told->due);
	stmt_bind_int(stmt, 4, told->revision);
	stmt_bind_blob(stmt, 5, told->state, told->state_len);
	return stmt_run(stmt, err);
}

bool
deal_told_next(struct db *db, int64_t *ret_due, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "SELECT min(due) FROM deal_told WHERE due > 0", err);
	bool row;

	if (!stmt || !stmt_step(stmt, &row, err))
		return false;
	*ret_due = row && !stmt_is_null(stmt, 0) ? stmt_int(stmt, 0) : INT64_MAX;
	stmt_done(stmt);
	return true;
}

bool
deal_told_end_waits(struct db *db, int64_t now, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "UPDATE deal_told SET due = ?1 WHERE due > ?1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, now);
	return stmt_run(stmt, err);
}

/* --- the graph -------------------------------------------------------------- */

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
	bool row;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	for (;;) {
		if (!stmt_step(stmt, &row, err))
			return false;
		if (!row)
			break;
		if (!strike_edge(stmt, edges, n, &left)) {
			stmt_done(stmt);
			*ret_kept = false;
			return true;
		}
	}
	*ret_kept = left == 0;
	return true;
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
	bool more;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, key);
	stmt_bind_int(stmt, 2, EDGES_MAX);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		edge = (struct deal_edge){
			.deal = stmt_int(stmt, 0),
			.payer = (uint64_t)stmt_int(stmt, 1),
			.payee = (uint64_t)stmt_int(stmt, 2),
			.tie = (unsigned)stmt_int(stmt, 3),
			.payer_name = arena_strdup(arena, stmt_text(stmt, 4)),
			.payee_name = arena_strdup(arena, stmt_text(stmt, 5)),
			.status = (enum deal_status)stmt_int(stmt, 6),
			.source = arena_strdup(arena, stmt_text(stmt, 7)),
			.weak = stmt_int(stmt, 8),
		};
		ARENA_PUSH(arena, edges, n, cap, edge);
	}
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
