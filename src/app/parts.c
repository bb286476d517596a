/*
 * parts - the parts of the daemon as a configuration has them, and what they call back for.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/notifiers.h"
#include "app/running.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "newsroom/bulletin.h"
#include "newsroom/newsroom.h"
#include "store/outbox.h"
#include "store/silence.h"

enum { DAY = 86400, MUTE_DAYS = 90 };

/* --- net and poller --- */

/* "dealwatch/1.2 (+me@example.com)": some hosts demand an address to write to. */
struct http_settings
http_settings_of(const struct conf *conf, char agent[HTTP_AGENT_MAX])
{
	const char *contact = conf->daemon.contact;

	snprintf(agent, HTTP_AGENT_MAX, "dealwatch/%s%s%s%s", DEALWATCH_VERSION,
		contact ? " (+" : "", contact ? contact : "", contact ? ")" : "");
	return (struct http_settings){
		.user_agent = agent,
		.proxy = conf->daemon.proxy,
		.allow_private = conf->daemon.allow_private,
		.timeout_ms = conf->daemon.timeout * 1000,
	};
}

struct poller_settings
poller_settings_of(const struct conf *conf)
{
	return (struct poller_settings){
		.max_body = (size_t)conf->daemon.max_feed_size,
		.timeout = conf->daemon.timeout,
	};
}

bool
feeds_set(struct daemon *daemon, const struct conf *conf, struct err *err)
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

/* --- newsroom --- */

/* For each notifier of the watch that hears it a row, in the transaction of the deal. */
static bool
on_alert(void *arg, const struct alert *alert, size_t watch, uint64_t knowing, int64_t now,
	struct err *err)
{
	struct daemon *daemon = arg;
	const struct conf *conf = daemon->setup.conf;
	const struct conf_list *notify = &conf->watches[watch].notify;

	if (!rules_goes_out(conf, watch, knowing))
		return true;
	for (size_t i = 0; i < notify->n; i++)
		if (!rules_was_told(conf, knowing, notify->items[i]) &&
			!outbox_put(daemon->db, alert, notify->items[i], now, err))
			return false;
	report_count_alert(&daemon->counts, alert);
	str_printf(&daemon->told, "deal '%s': %s %u for watch '%s': %s\n", alert->deal_id,
		alert_type_name(alert->type), alert->revision, alert->watch, alert->headline);
	return true;
}

struct newsroom *
newsroom_of(struct daemon *daemon, const struct conf *conf)
{
	const struct newsroom_listener listener = { on_alert, daemon };

	return rules_newsroom(conf, daemon->db, &listener);
}

/* --- courier --- */

/* "Not again for this deal", from a desktop notification. */
static void
on_mute(void *arg, const char *deal_id)
{
	struct daemon *daemon = arg;
	int64_t now = clock_wall(), id;
	const struct silence silence = {
		.subject = deal_id,
		.until = now + MUTE_DAYS * DAY,
		.made = now,
		.comment = "muted from a notification",
	};
	struct err err = { 0 };

	if (!silence_add(daemon->db, &silence, &id, &err))
		log_error(&daemon->log, "deal '%s': muting it: %s", deal_id, err.text);
	else
		log_info(&daemon->log, "deal '%s': muted for %d days", deal_id, MUTE_DAYS);
}

bool
courier_settings_of(struct daemon *daemon, const struct conf *conf,
	struct courier_settings *ret_settings, struct err *err)
{
	const struct notifiers_mute mute = { on_mute, daemon };

	return notifiers_from_conf(conf, &mute, conf->arena, ret_settings, err);
}

/* --- web --- */

bool
web_open(struct daemon *daemon, const char *listen, struct err *err)
{
	const struct web_settings settings = { listen, bulletin_circles };

	if (!listen)
		return true;
	daemon->web = web_new(daemon->loop, daemon->db, &settings, status_fill_web, daemon, err);
	return daemon->web;
}
