/*
 * reload - another configuration takes the place of the one in force: all of it, or nothing.
 */
#include <string.h>

#include "app/pipeline.h"
#include "app/running.h"
#include "base/log.h"
#include "conf/conf.h"
#include "conf/fault.h"
#include "newsroom/newsroom.h"

static void
log_faults(const struct daemon *daemon, const struct faults *faults)
{
	for (const char *line = faults->text.text; *line;) {
		size_t len = strcspn(line, "\n");

		log_error(&daemon->log, "%.*s", (int)len, line);
		line += len + (line[len] == '\n');
	}
}

void
warnings_log(const struct daemon *daemon)
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

/*
 * The page at another address; where it could not go back to the old one once, at the same. The old
 * one goes first: the two may overlap.
 */
static bool
web_set(struct daemon *daemon, const char *from, const char *to, struct err *err)
{
	if (strcmp(from ? from : "", to ? to : "") == 0 && (daemon->web || !to))
		return true;
	web_free(daemon->web);
	daemon->web = NULL;
	return web_open(daemon, to, err);
}

static bool
notifiers_set(struct daemon *daemon, const struct conf *conf, struct err *err)
{
	struct courier_settings settings;

	return courier_settings_of(daemon, conf, &settings, err) &&
	       courier_reload(daemon->courier, &settings, err);
}

/* The steps that may fail; each takes those before it back, so that a failure leaves the old one whole. */
static bool
switch_over(struct daemon *daemon, const struct conf *old, const struct conf *conf, struct err *err)
{
	struct err undo = { 0 };

	if (web_set(daemon, old->daemon.listen, conf->daemon.listen, err) &&
		notifiers_set(daemon, conf, err)) {
		if (feeds_set(daemon, conf, err))
			return true;
		if (!feeds_set(daemon, old, &undo))
			log_error(&daemon->log, "reload: going back: %s", undo.text);
		if (!notifiers_set(daemon, old, &undo))
			log_error(&daemon->log, "reload: going back: %s", undo.text);
	}
	if (!web_set(daemon, conf->daemon.listen, old->daemon.listen, &undo))
		log_error(&daemon->log,
			"reload: going back: %s; the status page is closed until a reload opens it",
			undo.text);
	return false;
}

/* Puts a configuration that was found to be right in force: all of it, or nothing. */
static bool
daemon_apply(struct daemon *daemon, const struct setup *fresh, struct err *err)
{
	char agent[HTTP_AGENT_MAX];
	const struct conf *conf = fresh->conf;
	const struct http_settings gate = http_settings_of(conf, agent);
	const struct poller_settings polls = poller_settings_of(conf);
	struct err trouble = { 0 };

	if (!switch_over(daemon, daemon->setup.conf, conf, err))
		return false;
	poller_configure(daemon->poller, &polls);
	http_configure(daemon->http, &gate);
	http_configure(daemon->hooks, &gate);
	newsroom_free(daemon->newsroom);
	daemon->newsroom = newsroom_of(daemon, conf);
	if (!newsroom_begin(daemon->newsroom, &trouble))
		log_error(&daemon->log, "reload: watches that were renamed: %s", trouble.text);
	setup_clear(&daemon->setup);
	daemon->setup = *fresh;
	pipeline_set_rules(daemon->pipeline, &daemon->setup.rules, daemon->newsroom);
	daemon->log.level = conf->daemon.log_level;
	groups_timer_set(daemon);
	return true;
}

void
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
		warnings_log(daemon);
		log_info(&daemon->log, "reload: %s", conf_counts(daemon->setup.conf, counts));
	} else {
		daemon->counts.reloads_refused++;
		log_error(&daemon->log, "reload: refused, the old configuration stays in force");
		setup_clear(&fresh);
	}
	faults_clear(&faults);
}
