/*
 * deal_stories - the rows of the stories; what a summary needs of one is a record.
 */
#include "store/deal_stories.h"

#include <stdlib.h>

#include "base/record.h"
#include "base/str.h"
#include "store/db.h"

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
		.story_id = stmt_keep_text(stmt, 0, arena),
		.feed = stmt_keep_text(stmt, 1, arena),
		.source = stmt_keep_text(stmt, 2, arena),
		.title = stmt_keep_text(stmt, 3, arena),
		.url = stmt_keep_text(stmt, 4, arena),
		.published = stmt_int(stmt, 5),
		.origin = stmt_keep_text(stmt, 6, arena),
		.named = stmt_is_null(stmt, 7) ? NULL : stmt_keep_text(stmt, 7, arena),
		.context = stmt_int(stmt, 8),
		.why = stmt_keep_text(stmt, 9, arena),
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
	bool ok;
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
	while (stmt_next(stmt, &ok, err)) {
		read_story(stmt, arena, &story);
		ARENA_PUSH(arena, stories, n, cap, story);
	}
	if (!ok)
		return false;
	*ret_stories = stories;
	*ret_n = n;
	return true;
}

static int
by_id(const void *a, const void *b)
{
	const struct deal_witness *one = a, *other = b;

	return one->id < other->id ? -1 : one->id > other->id;
}

/* In their order only here: SQLite would copy every row as it sorts. */
bool
deal_witnesses(struct db *db, int64_t deal, size_t limit, struct arena *arena,
	struct deal_witness **ret_witnesses, size_t *ret_n, struct err *err)
{
	struct deal_witness *witnesses = NULL, witness;
	struct stmt *stmt = db_prepare(db,
		"SELECT id, origin, sketch FROM deal_stories WHERE deal = ?1 AND context = 0"
		" AND sketch IS NOT NULL",
		err);
	size_t n = 0, cap = 0;
	bool ok;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	while (stmt_next(stmt, &ok, err)) {
		witness.id = stmt_int(stmt, 0);
		witness.origin = stmt_keep_text(stmt, 1, arena);
		witness.sketch = stmt_keep_blob(stmt, 2, arena, &witness.sketch_len);
		ARENA_PUSH(arena, witnesses, n, cap, witness);
	}
	if (!ok)
		return false;
	if (n > 0)
		qsort(witnesses, n, sizeof *witnesses, by_id);
	*ret_witnesses = witnesses;
	*ret_n = n < limit ? n : limit;
	return true;
}

bool
deal_leads(struct db *db, int64_t since, struct arena *arena, struct deal_lead **ret_leads,
	size_t *ret_n, struct err *err)
{
	struct deal_lead *leads = NULL, lead;
	size_t n = 0, cap = 0;
	bool ok;
	struct stmt *stmt = db_prepare(db,
		"SELECT d.id, d.status = ?2 AND EXISTS (SELECT 1 FROM deal_events e WHERE"
		" e.deal = d.id AND e.field = 'status' AND e.was <> ''), s.source,"
		" min(s.published) AS told"
		" FROM deals d JOIN deal_stories s ON s.deal = d.id AND s.context = 0"
		" WHERE d.context = 0 AND d.last >= ?1 GROUP BY d.id, s.source ORDER BY d.id, "
		"told, s.id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, since);
	stmt_bind_int(stmt, 2, STATUS_DENIED);
	while (stmt_next(stmt, &ok, err)) {
		lead = (struct deal_lead){
			.deal = stmt_int(stmt, 0),
			.denied = stmt_int(stmt, 1) != 0,
			.source = stmt_keep_text(stmt, 2, arena),
			.first = stmt_int(stmt, 3),
		};
		ARENA_PUSH(arena, leads, n, cap, lead);
	}
	if (!ok)
		return false;
	*ret_leads = leads;
	*ret_n = n;
	return true;
}
