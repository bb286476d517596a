/*
 * daemon - start and stop as a table of stages; signals; what runs between them.
 *
 * Starting walks the table down and stops at the first stage that fails; stopping walks back
 * up from there, so each stage finds what it borrowed still standing.
 *
 * A poll's documents come in through on_document and are committed once per turn of the loop;
 * then the courier is woken, and the timer set for the next group whose wait is over.
 */
#include "app/daemon.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "app/notice.h"
#include "app/pipeline.h"
#include "app/running.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "loop/loop.h"
#include "newsroom/newsroom.h"
#include "store/db.h"
#include "store/seen.h"

enum {
	STATUS_MS = 60000,
	PRUNE_MS = 600000,
	TOLD_MAX = 1 << 20,
	SEEN_SECONDS = 90 * 86400,
	SEEN_BATCH = 20000,    /* looked at in a few milliseconds */
	FEEDS_IN_FLIGHT = 256, /* most of them such as answer slowly or not at all */
};

/* --- signals --- */

static void
signals_mask(int how)
{
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGHUP);
	sigaddset(&ours, SIGUSR1);
	sigprocmask(how, &ours, NULL);
}

static void
on_stop_signal(int signo, void *arg)
{
	struct daemon *daemon = arg;

	log_info(&daemon->log, "stopping on %s", signo == SIGTERM ? "SIGTERM" : "SIGINT");
	if (daemon->once) { /* who waits for it must not take the work for done */
		log_error(&daemon->log, "stopped before all was polled and delivered");
		daemon->exit_status = 1;
	}
	if (daemon->notice)
		notice_stopping(daemon->notice);
	loop_stop(daemon->loop);
}

static void
tell_ready(struct daemon *daemon)
{
	char line[CONTROL_LINE_MAX];

	notice_ready(daemon->notice, status_line(daemon, line));
}

static void
on_reload_signal(int signo, void *arg)
{
	struct daemon *daemon = arg;

	(void)signo;
	notice_reloading(daemon->notice);
	daemon_reload(daemon);
	tell_ready(daemon);
}

/* For who has no other way to ask. */
static void
on_status_signal(int signo, void *arg)
{
	struct daemon *daemon = arg;
	char line[CONTROL_LINE_MAX];

	(void)signo;
	log_info(&daemon->log, "status: %s", status_line(daemon, line));
}

/* --- timers --- */

/* Tells systemd how many deals there were. */
static void
on_status_time(void *arg)
{
	struct daemon *daemon = arg;
	char line[CONTROL_LINE_MAX];

	notice_status(daemon->notice, status_line(daemon, line));
	timer_set(daemon->status, STATUS_MS);
}

/* Identities of items that no feed has shown for months are forgotten, some at a time. */
static void
on_prune_time(void *arg)
{
	struct daemon *daemon = arg;
	struct err err = { 0 };

	if (!seen_prune(daemon->db, clock_wall() - SEEN_SECONDS, SEEN_BATCH, &daemon->seen_cursor,
		    &err))
		log_error(&daemon->log, "forgetting old items: %s", err.text);
	timer_set(daemon->prune, PRUNE_MS);
}

/* --- the stages --- */

static bool
loop_start(struct daemon *daemon, struct err *err)
{
	daemon->loop = loop_new(err);
	if (!daemon->loop)
		return false;
	daemon->on_term = signal_watch_new(daemon->loop, SIGTERM, on_stop_signal, daemon);
	daemon->on_int = signal_watch_new(daemon->loop, SIGINT, on_stop_signal, daemon);
	daemon->on_usr1 = signal_watch_new(daemon->loop, SIGUSR1, on_status_signal, daemon);
	if (!daemon->once)
		daemon->on_hup = signal_watch_new(daemon->loop, SIGHUP, on_reload_signal, daemon);
	signals_mask(SIG_UNBLOCK);
	daemon->group = timer_new(daemon->loop, groups_on_due, daemon);
	daemon->prune = timer_new(daemon->loop, on_prune_time, daemon);
	return true;
}

static void
loop_stop_stage(struct daemon *daemon)
{
	signals_mask(SIG_BLOCK); /* timeout(1) asks twice: no clean stop shall end in a death */
	timer_free(daemon->prune);
	timer_free(daemon->group);
	signal_watch_free(daemon->on_hup);
	signal_watch_free(daemon->on_usr1);
	signal_watch_free(daemon->on_int);
	signal_watch_free(daemon->on_term);
	loop_free(daemon->loop);
}

/* A user's folder may not be there yet; whoever names another place makes it himself. */
static bool
state_start(struct daemon *daemon, struct err *err)
{
	char *folder = mem_strdup(daemon->setup.conf->daemon.state);
	char *slash = strrchr(folder, '/');
	bool ok = true;

	if (slash && slash > folder) {
		*slash = '\0';
		ok = file_make_dir(folder, err);
	}
	free(folder);
	if (ok)
		daemon->db = db_open(daemon->setup.conf->daemon.state, true, err);
	return daemon->db;
}

static void
state_stop(struct daemon *daemon)
{
	db_close(daemon->db);
}

static bool
http_start(struct daemon *daemon, struct err *err)
{
	char agent[HTTP_AGENT_MAX];
	struct http_settings settings = http_settings_of(daemon->setup.conf, agent);

	settings.max_in_flight = FEEDS_IN_FLIGHT;
	daemon->http = http_new(daemon->loop, &settings, err);
	settings.max_in_flight = 0;
	daemon->hooks = daemon->http ? http_new(daemon->loop, &settings, err) : NULL;
	return daemon->hooks;
}

static void
http_stop(struct daemon *daemon)
{
	http_free(daemon->hooks);
	http_free(daemon->http);
}

static bool
newsroom_start(struct daemon *daemon, struct err *err)
{
	str_init(&daemon->told, TOLD_MAX);
	daemon->newsroom = newsroom_of(daemon, daemon->setup.conf);
	daemon->pipeline = pipeline_new(daemon->db, &daemon->setup.rules, daemon->newsroom);
	return newsroom_begin(daemon->newsroom, err);
}

static void
newsroom_stop(struct daemon *daemon)
{
	pipeline_free(daemon->pipeline);
	newsroom_free(daemon->newsroom);
	str_clear(&daemon->told);
}

static bool
courier_start(struct daemon *daemon, struct err *err)
{
	struct courier_settings settings;

	if (!courier_settings_of(daemon, daemon->setup.conf, &settings, err))
		return false;
	daemon->courier =
		courier_new(daemon->loop, daemon->hooks, daemon->db, &daemon->log, &settings, err);
	return daemon->courier;
}

static void
courier_stop(struct daemon *daemon)
{
	courier_finish(daemon->courier);
	courier_free(daemon->courier);
}

static bool
on_document(void *arg, const struct poller_document *document, struct poller_outcome *ret,
	struct err *err)
{
	struct daemon *daemon = arg;

	return pipeline_take(daemon->pipeline, document, ret, err);
}

static bool
poller_start_stage(struct daemon *daemon, struct err *err)
{
	const struct poller_settings settings = poller_settings_of(daemon->setup.conf);
	const struct poller_hooks hooks = { on_document, groups_before_commit, groups_on_end,
		daemon };

	daemon->poller =
		poller_new(daemon->loop, daemon->http, daemon->db, &daemon->log, &settings, &hooks);
	return feeds_set(daemon, daemon->setup.conf, err);
}

static void
poller_stop(struct daemon *daemon)
{
	poller_free(daemon->poller);
}

static bool
web_start(struct daemon *daemon, struct err *err)
{
	daemon->page = arena_new();
	return daemon->once || web_open(daemon, daemon->setup.conf->daemon.listen, err);
}

static void
web_stop(struct daemon *daemon)
{
	web_free(daemon->web);
	arena_free(daemon->page);
}

/* Who asks from outside how the daemon is: `dealwatch status`, and systemd. */
static bool
control_start(struct daemon *daemon, struct err *err)
{
	if (daemon->once)
		return true;
	daemon->notice = notice_new(daemon->loop);
	daemon->status = timer_new(daemon->loop, on_status_time, daemon);
	daemon->control = control_new(daemon->loop,
		control_path(daemon->setup.conf->arena, daemon->setup.conf->daemon.state),
		status_fill_control, daemon, err);
	return daemon->control;
}

static void
control_stop(struct daemon *daemon)
{
	control_free(daemon->control);
	timer_free(daemon->status);
	notice_free(daemon->notice);
}

static const struct stage {
	bool (*start)(struct daemon *daemon, struct err *err);
	void (*stop)(struct daemon *daemon); /* also what start left half-built */
} stages[] = {
	{ loop_start, loop_stop_stage },
	{ state_start, state_stop },
	{ http_start, http_stop },
	{ newsroom_start, newsroom_stop },
	{ courier_start, courier_stop },
	{ poller_start_stage, poller_stop },
	{ web_start, web_stop },
	{ control_start, control_stop },
};

/* --- once --- */

static void
on_delivered_once(void *arg, unsigned failed)
{
	struct daemon *daemon = arg;

	if (failed)
		daemon->exit_status = 1;
	loop_stop(daemon->loop);
}

/* No other source of a new deal can come any more: the groups end with the run. */
static void
on_polled_once(void *arg, size_t n_failed)
{
	struct daemon *daemon = arg;

	if (!groups_run(daemon, true) || n_failed)
		daemon->exit_status = 1;
	courier_run_once(daemon->courier, on_delivered_once, daemon);
}

/* --- running --- */

/* Everything stands: from here on the loop has it. */
static void
daemon_loop(struct daemon *daemon)
{
	const struct conf *conf = daemon->setup.conf;
	char counts[CONF_COUNTS_MAX];

	warnings_log(daemon);
	courier_wake(daemon->courier); /* what an earlier process left */
	if (daemon->once) {
		poller_run_once(daemon->poller, on_polled_once, daemon);
	} else {
		log_info(&daemon->log, "dealwatch %s: %s", DEALWATCH_VERSION,
			conf_counts(conf, counts));
		poller_start(daemon->poller);
		groups_timer_set(daemon);
		tell_ready(daemon);
		timer_set(daemon->status, STATUS_MS);
		timer_set(daemon->prune, PRUNE_MS);
	}
	loop_run(daemon->loop);
}

void
daemon_hold_signals(void)
{
	signal(SIGUSR2, SIG_IGN); /* nothing was meant by it here: no reason to die */
	signals_mask(SIG_BLOCK);
}

int
daemon_run(const struct setup *setup, bool once)
{
	struct daemon daemon = { .setup = *setup, .once = once, .counts.started = clock_wall() };
	struct err err = { 0 };
	size_t n = 0;

	log_init(&daemon.log, setup->conf->daemon.log_level);
	for (; n < ARRAY_LEN(stages) && stages[n].start(&daemon, &err); n++)
		;
	if (n < ARRAY_LEN(stages)) {
		log_error(&daemon.log, "%s", err.text);
		daemon.exit_status = 1;
		n++; /* what it left half-built */
	} else {
		daemon_loop(&daemon);
	}
	while (n > 0)
		stages[--n].stop(&daemon);
	setup_clear(&daemon.setup);
	return daemon.exit_status;
}
