/*
 * daemon - start and stop as a table of stages; reload; what runs between them.
 *
 * Starting walks the table down and stops at the first stage that fails; stopping walks back
 * up from there, so each stage finds what it borrowed still standing.
 *
 * A poll's documents come in through on_document and are committed once per turn of the loop;
 * on_commit wakes the courier and sets the timer for the next group whose wait is over.
 */
#include "app/daemon.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/bulletin.h"
#include "app/control.h"
#include "app/courier.h"
#include "app/newsroom.h"
#include "app/notice.h"
#include "app/notifiers.h"
#include "app/pipeline.h"
#include "app/poller.h"
#include "app/report.h"
#include "app/setup.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "loop/loop.h"
#include "net/http.h"
#include "store/db.h"
#include "store/outbox.h"
#include "store/seen.h"
#include "store/silence.h"

enum {
	GROUP_RETRY_MS = 5000,
	GROUP_LOOK_MS = 5000, /* timers stand still while the machine sleeps, and clocks are set */
	STATUS_MS = 60000,
	PRUNE_MS = 600000,
	SEEN_SECONDS = 90 * 86400,
	SEEN_BATCH = 20000, /* looked at in a few milliseconds */
	MUTE_SECONDS = 90 * 86400,
	HTTP_AGENT_MAX = 512,
	FEEDS_IN_FLIGHT = 256, /* most of them such as answer slowly or not at all */
};

struct daemon {
	struct setup setup; /* owned; what is in force */
	struct log log;
	bool once;
	int exit_status;
	struct report_counts counts;

	struct loop *loop;
	struct signal_watch *on_term, *on_int, *on_hup, *on_usr1;
	struct db *db;
	struct http *http;
	struct http *hooks; /* the notifiers' own gate: however many feeds hang, alerts go out */
	struct newsroom *newsroom;
	struct pipeline *pipeline;
	struct courier *courier;
	struct poller *poller;
	struct web *web;    /* NULL: no listen */
	struct arena *page; /* what the page is told, until it asks again */
	struct control *control;
	struct notice *notice;
	struct timer *group;  /* the next group whose wait is over */
	struct timer *prune;  /* what the state may forget */
	int64_t seen_cursor;  /* how far it has looked */
	struct timer *status; /* tells systemd how many deals there were */
};

/* --- alerts: decided in the newsroom, carried by the courier --- */

/* For each notifier of the watch one row, in the transaction of the deal. */
static bool
on_alert(void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err)
{
	struct daemon *daemon = arg;
	const struct conf_list *notify = &daemon->setup.conf->watches[watch].notify;

	for (size_t i = 0; i < notify->n; i++)
		if (!outbox_put(daemon->db, alert, notify->items[i], now, err))
			return false;
	report_count_alert(&daemon->counts, alert);
	log_info(&daemon->log, "deal '%s': %s %u for watch '%s': %s", alert->deal_id,
		alert_type_name(alert->type), alert->revision, alert->watch, alert->headline);
	return true;
}

/* "Not again for this deal", from a desktop notification. */
static void
on_mute(void *arg, const char *deal_id)
{
	struct daemon *daemon = arg;
	int64_t now = clock_wall(), id;
	const struct silence silence = {
		.subject = deal_id,
		.until = now + MUTE_SECONDS,
		.made = now,
		.comment = "muted from a notification",
	};
	struct err err = { 0 };

	if (!silence_add(daemon->db, &silence, &id, &err))
		log_error(&daemon->log, "deal '%s': muting it: %s", deal_id, err.text);
	else
		log_info(&daemon->log, "deal '%s': muted for %d days", deal_id,
			MUTE_SECONDS / 86400);
}

static void
group_timer_set(struct daemon *daemon)
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

/*
 * Alerts of the groups whose wait is over, or of all, in one transaction. None waits longer than
 * group-wait: such a time was set by a clock that was wrong.
 */
static bool
run_groups(struct daemon *daemon, bool all)
{
	struct err err = { 0 };
	int64_t now = clock_wall();
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
	courier_wake(daemon->courier);
	daemon->counts.store.code = ERR_NONE;
	return true;
failed:
	daemon->counts.store = err;
	log_error(&daemon->log, "groups: %s", err.text);
	return false;
}

static void
on_group_due(void *arg)
{
	struct daemon *daemon = arg;

	if (run_groups(daemon, false))
		group_timer_set(daemon);
	else
		timer_set(daemon->group, GROUP_RETRY_MS);
}

/* --- documents: from the poller through the pipeline --- */

static bool
on_document(void *arg, const struct poller_document *document, struct poller_outcome *ret,
	struct err *err)
{
	struct daemon *daemon = arg;

	return pipeline_take(daemon->pipeline, document, ret, err);
}

/* Where nothing waits for more sources, stories and their alerts are stored in one go. */
static bool
before_commit(void *arg, struct err *err)
{
	struct daemon *daemon = arg;

	if (daemon->once || daemon->setup.conf->daemon.group_wait > 0)
		return true;
	return newsroom_run_due(daemon->newsroom, clock_wall(), err);
}

static void
on_commit(void *arg)
{
	struct daemon *daemon = arg;

	courier_wake(daemon->courier);
	if (!daemon->once) /* there, all groups end with the last feed */
		group_timer_set(daemon);
}

/* --- what others ask --- */

static struct report
report_of(struct daemon *daemon)
{
	return (struct report){
		.conf = daemon->setup.conf,
		.counts = &daemon->counts,
		.loop = daemon->loop,
		.db = daemon->db,
		.poller = daemon->poller,
		.courier = daemon->courier,
		.pipeline = daemon->pipeline,
	};
}

static void
fill_control(void *arg, struct control_status *ret_status)
{
	struct daemon *daemon = arg;
	const struct report report = report_of(daemon);
	struct err err = { 0 };

	if (!report_control(&report, ret_status, &err))
		log_error(&daemon->log, "status: %s", err.text);
}

static void
fill_web(void *arg, struct web_stats *stats)
{
	struct daemon *daemon = arg;
	const struct report report = report_of(daemon);

	arena_reset(daemon->page);
	report_web(&report, daemon->page, stats);
}

static void
on_status_time(void *arg)
{
	struct daemon *daemon = arg;
	struct control_status status;
	char line[CONTROL_LINE_MAX];

	fill_control(daemon, &status);
	notice_status(daemon->notice, control_line(&status, line));
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

static void
tell_ready(struct daemon *daemon)
{
	struct control_status status;
	char line[CONTROL_LINE_MAX];

	fill_control(daemon, &status);
	notice_ready(daemon->notice, control_line(&status, line));
}

/* --- the stages --- */

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

static void on_stop_signal(int signo, void *arg);
static void on_reload_signal(int signo, void *arg);
static void on_status_signal(int signo, void *arg);

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
	daemon->group = timer_new(daemon->loop, on_group_due, daemon);
	daemon->prune = timer_new(daemon->loop, on_prune_time, daemon);
	return true;
}

static void
loop_stop_stage(struct daemon *daemon)
{
	timer_free(daemon->prune);
	timer_free(daemon->group);
	signal_watch_free(daemon->on_hup);
	signal_watch_free(daemon->on_usr1);
	signal_watch_free(daemon->on_int);
	signal_watch_free(daemon->on_term);
	loop_free(daemon->loop);
}

/* "dealwatch/1.2 (+me@example.com)": some hosts demand an address to write to. */
static struct http_settings
http_settings(const struct conf *conf, char agent[HTTP_AGENT_MAX])
{
	const char *contact = conf->daemon.contact;

	snprintf(agent, HTTP_AGENT_MAX, "dealwatch/%s%s%s%s", DEALWATCH_VERSION,
		contact ? " (+" : "", contact ? contact : "", contact ? ")" : "");
	return (struct http_settings){
		.user_agent = agent,
		.proxy = conf->daemon.proxy,
		.allow_private = conf->daemon.allow_private,
	};
}

static bool
http_start(struct daemon *daemon, struct err *err)
{
	char agent[HTTP_AGENT_MAX];
	struct http_settings settings = http_settings(daemon->setup.conf, agent);

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

static struct newsroom *
newsroom_of(struct daemon *daemon, const struct conf *conf)
{
	struct newsroom_watch *watches = mem_array(conf->n_watches, sizeof *watches);
	const struct newsroom_settings settings = {
		.group_wait = conf->daemon.group_wait,
		.deal_window = conf->daemon.deal_window,
		.max_age = conf->daemon.max_age,
		.watches = watches,
		.n_watches = conf->n_watches,
	};

	for (size_t i = 0; i < conf->n_watches; i++)
		watches[i] =
			(struct newsroom_watch){ conf->watches[i].name, conf->watches[i].updates };
	struct newsroom *newsroom = newsroom_new(daemon->db, &settings, on_alert, daemon);

	free(watches);
	return newsroom;
}

static bool
newsroom_start(struct daemon *daemon, struct err *err)
{
	(void)err;
	daemon->newsroom = newsroom_of(daemon, daemon->setup.conf);
	daemon->pipeline = pipeline_new(daemon->db, &daemon->setup.rules, daemon->newsroom);
	return true;
}

static void
newsroom_stop(struct daemon *daemon)
{
	pipeline_free(daemon->pipeline);
	newsroom_free(daemon->newsroom);
}

static bool
courier_start(struct daemon *daemon, struct err *err)
{
	const struct notifiers_mute mute = { on_mute, daemon };
	struct courier_settings settings;

	if (!notifiers_from_conf(
		    daemon->setup.conf, &mute, daemon->setup.conf->arena, &settings, err))
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
poller_feeds_set(struct daemon *daemon, const struct conf *conf, struct err *err)
{
	struct poller_feed *feeds = mem_array(conf->n_feeds, sizeof *feeds);

	for (size_t i = 0; i < conf->n_feeds; i++)
		feeds[i] = (struct poller_feed){
			.section = conf->feeds[i].section,
			.url = conf->feeds[i].url,
			.name = conf->feeds[i].name,
			.header_file = conf->feeds[i].header_file,
			.interval = conf->feeds[i].interval,
		};
	bool ok = poller_set_feeds(daemon->poller, feeds, conf->n_feeds, err);

	free(feeds);
	return ok;
}

static struct poller_settings
poller_settings(const struct conf *conf)
{
	return (struct poller_settings){
		.max_body = (size_t)conf->daemon.max_feed_size,
		.timeout = conf->daemon.timeout,
	};
}

static bool
poller_start_stage(struct daemon *daemon, struct err *err)
{
	const struct poller_settings settings = poller_settings(daemon->setup.conf);
	const struct poller_hooks hooks = { on_document, before_commit, on_commit, daemon };

	daemon->poller =
		poller_new(daemon->loop, daemon->http, daemon->db, &daemon->log, &settings, &hooks);
	return poller_feeds_set(daemon, daemon->setup.conf, err);
}

static void
poller_stop(struct daemon *daemon)
{
	poller_free(daemon->poller);
}

static bool
web_open(struct daemon *daemon, const char *listen, struct err *err)
{
	const struct web_settings settings = { listen, bulletin_circles };

	if (!listen)
		return true;
	daemon->web = web_new(daemon->loop, daemon->db, &settings, fill_web, daemon, err);
	return daemon->web;
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
		fill_control, daemon, err);
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

/* --- signals --- */

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
log_faults(const struct daemon *daemon, const struct faults *faults)
{
	for (const char *line = faults->text.text; *line;) {
		size_t len = strcspn(line, "\n");

		log_error(&daemon->log, "%.*s", (int)len, line);
		line += len + (line[len] == '\n');
	}
}

static void
log_warnings(const struct daemon *daemon)
{
	const struct conf *conf = daemon->setup.conf;

	for (size_t i = 0; i < conf->n_warnings; i++)
		log_warn(&daemon->log, "%s: %s", conf->warnings[i].place, conf->warnings[i].text);
}

/* What a reload can't change while the process runs: the old value stays in force, and is told as such. */
static void
keep_state(struct daemon *daemon, struct conf *fresh)
{
	const char *state = daemon->setup.conf->daemon.state;

	if (strcmp(state, fresh->daemon.state) == 0)
		return;
	log_warn(&daemon->log,
		"reload: the state '%s' takes effect with a restart; '%s' stays in use",
		fresh->daemon.state, state);
	fresh->daemon.state = arena_strdup(fresh->arena, state);
}

/* The page at another address. The old one goes first: the two may overlap. */
static bool
web_set(struct daemon *daemon, const char *from, const char *to, struct err *err)
{
	struct err undo = { 0 };

	if (strcmp(from ? from : "", to ? to : "") == 0)
		return true;
	web_free(daemon->web);
	daemon->web = NULL;
	if (web_open(daemon, to, err))
		return true;
	if (!web_open(daemon, from, &undo))
		log_error(&daemon->log, "reload: going back: %s", undo.text);
	return false;
}

static bool
notifiers_set(struct daemon *daemon, const struct conf *conf, struct err *err)
{
	const struct notifiers_mute mute = { on_mute, daemon };
	struct courier_settings settings;

	return notifiers_from_conf(conf, &mute, conf->arena, &settings, err) &&
	       courier_reload(daemon->courier, &settings, err);
}

/* The steps that may fail; each takes those before it back, so that a failure leaves the old one whole. */
static bool
switch_over(struct daemon *daemon, const struct conf *old, const struct conf *conf, struct err *err)
{
	struct err undo = { 0 };
	bool ok = true;

	if (!web_set(daemon, old->daemon.listen, conf->daemon.listen, err))
		return false;
	if (notifiers_set(daemon, conf, err)) {
		if (poller_feeds_set(daemon, conf, err))
			return true;
		ok = notifiers_set(daemon, old, &undo);
	}
	ok = web_set(daemon, conf->daemon.listen, old->daemon.listen, &undo) && ok;
	if (!ok)
		log_error(&daemon->log, "reload: going back: %s", undo.text);
	return false;
}

/* Puts a configuration that was found to be right in force: all of it, or nothing. */
static bool
daemon_apply(struct daemon *daemon, const struct setup *fresh, struct err *err)
{
	char agent[HTTP_AGENT_MAX];
	const struct conf *conf = fresh->conf;
	const struct http_settings gate = http_settings(conf, agent);
	const struct poller_settings polls = poller_settings(conf);

	if (!switch_over(daemon, daemon->setup.conf, conf, err))
		return false;
	poller_configure(daemon->poller, &polls);
	http_configure(daemon->http, &gate);
	http_configure(daemon->hooks, &gate);
	newsroom_free(daemon->newsroom);
	daemon->newsroom = newsroom_of(daemon, conf);
	setup_clear(&daemon->setup);
	daemon->setup = *fresh;
	pipeline_set_rules(daemon->pipeline, &daemon->setup.rules, daemon->newsroom);
	daemon->log.level = conf->daemon.log_level;
	group_timer_set(daemon);
	return true;
}

/* All or nothing: a wrong configuration is told with all its faults, and the old one stays. */
static void
daemon_reload(struct daemon *daemon)
{
	struct setup fresh = { 0 };
	char counts[CONF_COUNTS_MAX];
	struct faults faults;
	struct err err = { 0 };
	bool ok;

	faults_init(&faults);
	ok = setup_load(daemon->setup.conf->path, false, &fresh, &faults);
	if (!ok)
		log_faults(daemon, &faults);
	else
		keep_state(daemon, fresh.conf);
	if (ok && !(ok = daemon_apply(daemon, &fresh, &err)))
		log_error(&daemon->log, "%s", err.text);
	if (ok) {
		daemon->counts.reloads++;
		log_warnings(daemon);
		log_info(&daemon->log, "reload: %s", conf_counts(daemon->setup.conf, counts));
	} else {
		daemon->counts.reloads_refused++;
		log_error(&daemon->log, "reload: refused, the old configuration stays in force");
		setup_clear(&fresh);
	}
	faults_clear(&faults);
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

/* The state in a line, for who has no other way to ask. */
static void
on_status_signal(int signo, void *arg)
{
	struct daemon *daemon = arg;
	struct control_status status;
	char line[CONTROL_LINE_MAX];

	(void)signo;
	fill_control(daemon, &status);
	log_info(&daemon->log, "status: %s", control_line(&status, line));
}

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

	if (!run_groups(daemon, true) || n_failed)
		daemon->exit_status = 1;
	courier_run_once(daemon->courier, on_delivered_once, daemon);
}

/* Everything stands: from here on the loop has it. */
static void
daemon_loop(struct daemon *daemon)
{
	const struct conf *conf = daemon->setup.conf;
	char counts[CONF_COUNTS_MAX];

	log_warnings(daemon);
	courier_wake(daemon->courier); /* what an earlier process left */
	if (daemon->once) {
		poller_run_once(daemon->poller, on_polled_once, daemon);
	} else {
		log_info(&daemon->log, "dealwatch %s: %s", DEALWATCH_VERSION,
			conf_counts(conf, counts));
		poller_start(daemon->poller);
		group_timer_set(daemon);
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
