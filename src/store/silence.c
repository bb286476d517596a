/*
 * silence - deals and parties that a user does not want to hear of until a given time.
 */
#include "store/silence.h"

#include "store/db.h"
#include "store/schema.h"

const char store_silence_schema[] = "CREATE TABLE silences ("
				    " id INTEGER PRIMARY KEY, subject TEXT NOT NULL,"
				    " party INTEGER NOT NULL, until INTEGER NOT NULL,"
				    " made INTEGER NOT NULL, comment TEXT NOT NULL) STRICT;";

bool
silence_add(struct db *db, const struct silence *silence, int64_t *ret_id, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"INSERT INTO silences (subject, party, until, made, comment)"
		" VALUES (?1, ?2, ?3, ?4, ?5)",
		err);

	if (!stmt)
		return false;
	stmt_bind_text(stmt, 1, silence->subject);
	stmt_bind_int(stmt, 2, (int64_t)silence->party_key);
	stmt_bind_int(stmt, 3, silence->until);
	stmt_bind_int(stmt, 4, silence->made);
	stmt_bind_text(stmt, 5, silence->comment);
	if (!stmt_run(stmt, err))
		return false;
	*ret_id = db_last_id(db);
	return true;
}

bool
silence_remove(struct db *db, int64_t id, bool *ret_found, struct err *err)
{
	struct stmt *stmt = db_prepare(db, "DELETE FROM silences WHERE id = ?1", err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, id);
	if (!stmt_run(stmt, err))
		return false;
	*ret_found = db_changes(db) > 0;
	return true;
}

bool
silence_list(struct db *db, int64_t now, struct arena *arena, struct silence **ret_silences,
	size_t *ret_n, struct err *err)
{
	struct silence *silences = NULL, silence;
	size_t n = 0, cap = 0;
	bool more;
	struct stmt *stmt = db_prepare(db,
		"SELECT id, subject, party, until, made, comment FROM silences WHERE until > ?1"
		" ORDER BY until, id",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, now);
	for (;;) {
		if (!stmt_step(stmt, &more, err))
			return false;
		if (!more)
			break;
		silence = (struct silence){
			.id = stmt_int(stmt, 0),
			.subject = arena_strdup(arena, stmt_text(stmt, 1)),
			.party_key = (uint64_t)stmt_int(stmt, 2),
			.until = stmt_int(stmt, 3),
			.made = stmt_int(stmt, 4),
			.comment = arena_strdup(arena, stmt_text(stmt, 5)),
		};
		ARENA_PUSH(arena, silences, n, cap, silence);
	}
	*ret_silences = silences;
	*ret_n = n;
	return true;
}

bool
silence_holds(struct db *db, const char *deal, const uint64_t *parties, size_t n_parties,
	int64_t now, bool *ret_holds, struct err *err)
{
	struct stmt *stmt = db_prepare(db,
		"SELECT 1 FROM silences WHERE until > ?1 AND party = 0 AND subject IN (SELECT ?2"
		" UNION ALL SELECT slug FROM deals WHERE same_as ="
		"  (SELECT id FROM deals WHERE slug = ?2)) LIMIT 1",
		err);

	if (!stmt)
		return false;
	stmt_bind_int(stmt, 1, now);
	stmt_bind_text(stmt, 2, deal);
	if (!stmt_step(stmt, ret_holds, err))
		return false;
	stmt_done(stmt);
	for (size_t i = 0; i < n_parties && !*ret_holds; i++) {
		stmt = db_prepare(
			db, "SELECT 1 FROM silences WHERE until > ?1 AND party = ?2 LIMIT 1", err);
		if (!stmt)
			return false;
		stmt_bind_int(stmt, 1, now);
		stmt_bind_int(stmt, 2, (int64_t)parties[i]);
		if (!stmt_step(stmt, ret_holds, err))
			return false;
		stmt_done(stmt);
	}
	return true;
}
