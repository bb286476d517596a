/*
 * health - does the loop turn, can the store write?
 *
 * A timer notes that the loop turns. The store is tried with a real write of one page that
 * changes nothing; inside a transaction of somebody else that would prove nothing, but then
 * somebody is writing, and tells by store_error how that ended.
 */
#include "web/health.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "store/db.h"

/* A write costs an fsync: who asks often gets the last answer. */
enum { BEAT_MS = 5000, LATE_MS = 30000, PROBE_MS = 1000 };

struct health {
	struct db *db;      /* borrowed */
	struct timer *beat; /* set anew by itself */
	int64_t beat_at;
	int64_t probed_at; /* 0: never */
	bool writes;
	struct err probe_err;
};

static void
on_beat(void *arg)
{
	struct health *health = arg;

	health->beat_at = clock_mono_ms();
	timer_set(health->beat, BEAT_MS);
}

struct health *
health_new(struct loop *loop, struct db *db)
{
	struct health *health = mem_new(sizeof *health);

	health->db = db;
	health->beat = timer_new(loop, on_beat, health);
	on_beat(health);
	return health;
}

void
health_free(struct health *health)
{
	if (!health)
		return;
	timer_free(health->beat);
	free(health);
}

/* Sets the user_version that it has: SQLite writes the page all the same. */
static bool
db_probe(struct db *db, struct err *err)
{
	struct stmt *stmt;
	bool row = false;
	char sql[48];

	if (!db_begin(db, err))
		return false;
	stmt = db_prepare(db, "PRAGMA user_version", err);
	if (stmt && stmt_step(stmt, &row, err) && row) {
		snprintf(sql, sizeof sql, "PRAGMA user_version = %lld",
			(long long)stmt_int(stmt, 0));
		stmt_done(stmt);
		if (db_exec(db, sql, err))
			return db_commit(db, err);
	}
	db_rollback(db);
	return false;
}

bool
health_check(struct health *health, const struct web_stats *stats, struct err *err)
{
	int64_t now = clock_mono_ms(), late = now - health->beat_at;

	if (late > LATE_MS) {
		err_set(err, ERR_FAIL, "the loop stood still for %lld seconds",
			(long long)(late / 1000));
		return false;
	}
	if (stats->store_error) {
		err_set(err, ERR_FAIL, "the state can't be written: %s", stats->store_error);
		return false;
	}
	if (!db_in_transaction(health->db) &&
		(health->probed_at == 0 || now - health->probed_at > PROBE_MS)) {
		health->writes = db_probe(health->db, &health->probe_err);
		health->probed_at = now;
	}
	if (health->probed_at > 0 && !health->writes) {
		err_set(err, ERR_FAIL, "the state can't be written: %s", health->probe_err.text);
		return false;
	}
	return true;
}
