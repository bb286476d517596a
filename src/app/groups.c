/*
 * groups - deals wait for more sources before they are
 * told: when a wait is over, and what then goes out.
 */
#include <string.h>

#include "app/running.h"
#include "base/clock.h"
#include "base/log.h"
#include "conf/conf.h"
#include "courier/courier.h"
#include "loop/loop.h"
#include "newsroom/newsroom.h"
#include "store/db.h"

enum {
	GROUP_RETRY_MS = 5000,
	GROUP_LOOK_MS = 5000, /* timers stand still while the machine sleeps, and clocks are set */
};

void
groups_timer_set(struct daemon *daemon)
{
	struct err err = { 0 };
	int64_t due, wait, now = clock_wall_ms();

	if (!newsroom_next_due(daemon->newsroom, &due, &err)) {
		log_error(&daemon->log, "groups: %s", err.text);
		timer_set(daemon->group, GROUP_RETRY_MS);
	} else if (due < INT64_MAX) {
		/* A second is due at its end: who came late in one has the whole wait, too. */
		wait = (due + 1) * 1000 - now;
		timer_set(daemon->group, wait < GROUP_LOOK_MS ? wait : GROUP_LOOK_MS);
	}
}

/* The transaction has ended: what was decided in it is counted and logged, or forgotten. */
static void
alerts_end(struct daemon *daemon, bool committed)
{
	char *line, *rest = daemon->told.text;

	report_counts_end(&daemon->counts, committed);
	while (committed && (line = strsep(&rest, "\n")) && *line)
		log_info(&daemon->log, "%s", line);
	str_reset(&daemon->told);
}

bool
groups_run(struct daemon *daemon, bool all)
{
	struct err err = { 0 };
	int64_t now = clock_wall();
	/* None waits longer than group-wait: such a time was set by a clock that was wrong. */
	int64_t latest = all ? now : now + daemon->setup.conf->daemon.group_wait;

	if (!db_begin(daemon->db, &err))
		goto failed;
	if (!newsroom_end_waits(daemon->newsroom, latest, &err) ||
		!newsroom_run_due(daemon->newsroom, now, &err)) {
		db_rollback(daemon->db);
		goto failed;
	}
	if (!db_commit(daemon->db, &err))
		goto failed;
	alerts_end(daemon, true);
	courier_wake(daemon->courier);
	daemon->counts.store.code = ERR_NONE;
	return true;
failed:
	alerts_end(daemon, false);
	daemon->counts.store = err;
	log_error(&daemon->log, "groups: %s", err.text);
	return false;
}

void
groups_on_due(void *arg)
{
	struct daemon *daemon = arg;

	if (groups_run(daemon, false))
		groups_timer_set(daemon);
	else
		timer_set(daemon->group, GROUP_RETRY_MS);
}

/* Where nothing waits for more sources, stories and their alerts are stored in one go. */
bool
groups_before_commit(void *arg, struct err *err)
{
	struct daemon *daemon = arg;

	if (daemon->once || daemon->setup.conf->daemon.group_wait > 0)
		return true;
	return newsroom_run_due(daemon->newsroom, clock_wall(), err);
}

void
groups_on_end(void *arg, bool committed)
{
	struct daemon *daemon = arg;

	alerts_end(daemon, committed);
	if (!committed)
		return;
	courier_wake(daemon->courier);
	if (!daemon->once) /* there, all groups end with the last feed */
		groups_timer_set(daemon);
}
