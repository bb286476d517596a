/*
 * finder - keys and faces; the face of deal n is held in place n, the latest deals side by side.
 */
#include "store/finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"
#include "store/keys.h"

enum {
	FOUND_MAX = 160,
	HELD = 2048, /* faces */
};

struct finder {
	struct db *db;     /* borrowed */
	struct keys *keys; /* owned */
	struct candidate *held;
	uint64_t undone; /* transactions of the db, when the faces were read */
};

struct finder *
finder_new(struct db *db)
{
	struct finder *finder = mem_new(sizeof *finder);

	finder->db = db;
	finder->keys = keys_new(db);
	finder->held = mem_array(HELD, sizeof *finder->held);
	return finder;
}

static void
forget(struct finder *finder)
{
	for (size_t i = 0; i < HELD; i++) {
		free((void *)finder->held[i].face);
		finder->held[i] = (struct candidate){ 0 };
	}
}

void
finder_free(struct finder *finder)
{
	if (!finder)
		return;
	forget(finder);
	free(finder->held);
	keys_free(finder->keys);
	free(finder);
}

static struct candidate *
place_of(struct finder *finder, int64_t deal)
{
	return &finder->held[(uint64_t)deal % HELD];
}

static void
hold(struct finder *finder, const struct candidate *candidate)
{
	struct candidate *place = place_of(finder, candidate->deal);
	void *face = mem_resize((void *)place->face, candidate->face_len, 1);

	memcpy(face, candidate->face, candidate->face_len);
	*place = *candidate;
	place->face = face;
}

/* Into its place; there is none where the deal has no face. */
static bool
read_face(struct finder *finder, int64_t deal, struct err *err)
{
	struct stmt *stmt = db_prepare(
		finder->db, "SELECT last, context, face FROM deal_faces WHERE deal = ?1", err);
	struct candidate read = { .deal = deal };
	bool found;

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	if (!stmt_step(stmt, &found, err))
		return false;
	if (found) {
		read.last = stmt_int(stmt, 0);
		read.context = stmt_int(stmt, 1);
		read.face = stmt_blob(stmt, 2, &read.face_len);
		hold(finder, &read);
	}
	stmt_done(stmt);
	return true;
}

bool
finder_drop(struct finder *finder, int64_t deal, struct err *err)
{
	struct stmt *stmt = db_prepare(finder->db, "DELETE FROM deal_faces WHERE deal = ?1", err);
	struct candidate *place = place_of(finder, deal);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, deal);
	if (!stmt_run(stmt, err))
		return false;
	if (place->deal == deal) {
		free((void *)place->face);
		*place = (struct candidate){ 0 };
	}
	return true;
}

static bool
is_listed(const struct candidate *list, size_t n, int64_t deal)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].deal == deal)
			return true;
	return false;
}

bool
finder_find(struct finder *finder, const struct finder_query *query, struct arena *arena,
	struct candidate **ret_list, size_t *ret_n, struct err *err)
{
	struct candidate *list = arena_array(arena, FOUND_MAX, sizeof *list);
	int64_t deals[FOUND_MAX];
	size_t n = 0, n_deals;

	if (finder->undone != db_undone(finder->db))
		forget(finder);
	finder->undone = db_undone(finder->db);
	for (size_t i = 0; i < query->n_keys; i++) {
		unsigned most = query->most[i] < FOUND_MAX ? query->most[i] : FOUND_MAX;

		if (!keys_find(finder->keys, query->keys[i], most, deals, &n_deals, err))
			return false;
		for (size_t j = 0; j < n_deals && n < FOUND_MAX; j++) {
			const struct candidate *held = place_of(finder, deals[j]);

			if (is_listed(list, n, deals[j]))
				continue;
			if (held->deal != deals[j] && !read_face(finder, deals[j], err))
				return false;
			if (held->deal != deals[j] || held->last < query->since)
				continue;
			list[n] = *held;
			list[n++].face = arena_strndup(arena, held->face, held->face_len);
		}
	}
	*ret_list = list;
	*ret_n = n;
	return true;
}

bool
finder_put(struct finder *finder, const struct candidate *candidate, const uint64_t *keys,
	size_t n_keys, struct err *err)
{
	struct stmt *stmt = db_prepare(finder->db,
		"INSERT OR REPLACE INTO deal_faces (deal, context, last, face)"
		" VALUES (?1, ?2, ?3, ?4)",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, candidate->deal);
	stmt_bind_int(stmt, 2, candidate->context);
	stmt_bind_int(stmt, 3, candidate->last);
	stmt_bind_blob(stmt, 4, candidate->face, candidate->face_len);
	if (!stmt_run(stmt, err))
		return false;
	hold(finder, candidate);
	return keys_add(finder->keys, candidate->deal, keys, n_keys, err);
}
