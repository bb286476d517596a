/*
 * report - what the running daemon says of itself.
 */
#include "app/report.h"

#include <string.h>

#include "base/clock.h"
#include "conf/conf.h"
#include "courier/courier.h"
#include "loop/loop.h"
#include "poll/poller.h"
#include "store/deals.h"
#include "store/outbox.h"

enum { DAY = 86400 };

void
report_count_alert(struct report_counts *counts, const struct alert *alert)
{
	bool moved = alert->revision <= 1;

	for (size_t i = 0; i < alert->n_changes; i++)
		moved |= strcmp(alert->changes[i].field, "status") == 0;
	if (moved)
		counts->fresh[alert->deal.kind][alert->deal.status]++;
}

void
report_counts_end(struct report_counts *counts, bool committed)
{
	for (unsigned kind = 0; committed && kind < N_KINDS; kind++)
		for (unsigned status = 0; status < N_STATUSES; status++)
			counts->deals[kind][status] += counts->fresh[kind][status];
	memset(counts->fresh, 0, sizeof counts->fresh);
}

/* The loop forgets its longest turn when it is asked; several ask us. */
static int64_t
longest_stall(const struct report *report)
{
	int64_t latest = loop_longest_turn(report->loop);

	if (latest > report->counts->stall_ms)
		report->counts->stall_ms = latest;
	return report->counts->stall_ms;
}

static int64_t
alerts_sent(const struct courier *courier)
{
	int64_t sent = 0;

	for (size_t i = 0; i < courier_n_lanes(courier); i++) {
		struct courier_lane lane;

		courier_lane(courier, i, &lane);
		sent += (int64_t)lane.delivered;
	}
	return sent;
}

/* Polls are stored in one transaction, what waited for more sources in another. */
static const char *
store_error(const struct report *report)
{
	const struct err *groups = &report->counts->store;

	return groups->code ? groups->text : poller_store_error(report->poller);
}

bool
report_control(const struct report *report, struct control_status *ret_status, struct err *err)
{
	const struct conf *conf = report->conf;
	struct control_status status = {
		.started = report->counts->started,
		.conf = conf->path,
		.state = conf->daemon.state,
		.store_error = store_error(report),
		.listen = conf->daemon.listen,
		.feeds = conf->n_feeds,
		.watches = conf->n_watches,
		.notifiers = conf->n_notifiers,
		.reloads = report->counts->reloads,
		.reloads_refused = report->counts->reloads_refused,
		.alerts_sent = alerts_sent(report->courier),
		.stall_ms = longest_stall(report),
	};
	struct poller_stats polls;
	struct outbox_counts outbox;

	poller_stats(report->poller, &polls);
	status.feeds_failing = polls.failing;
	status.next_poll = polls.next_at;
	*ret_status = status;
	if (!outbox_count(report->db, NULL, &outbox, err) ||
		!deals_count_since(report->db, 0, &ret_status->deals, err) ||
		!deals_count_since(report->db, clock_wall() - DAY, &ret_status->deals_today, err))
		return false;
	ret_status->alerts_waiting = outbox.waiting;
	ret_status->alerts_failed = outbox.parked;
	return true;
}

static void
web_polls(const struct report *report, struct arena *arena, struct web_stats *stats)
{
	struct poller_stats polls;

	poller_stats(report->poller, &polls);

	const struct web_poll_count counts[] = {
		{ "ok", polls.polls_ok },
		{ "unchanged", polls.polls_not_modified },
		{ "failed", polls.polls_failed },
		{ "gone", polls.polls_gone },
	};
	struct web_poll_count *copy = arena_alloc(arena, sizeof counts);

	memcpy(copy, counts, sizeof counts);
	stats->polls = copy;
	stats->n_polls = ARRAY_LEN(counts);
	stats->items = polls.new_items;
}

static void
web_alerts(const struct report *report, struct arena *arena, struct web_stats *stats)
{
	size_t n = courier_n_lanes(report->courier), i = 0;
	struct web_alert_count *counts = arena_array(arena, 3 * n, sizeof *counts);

	for (size_t k = 0; k < n; k++) {
		struct courier_lane lane;

		courier_lane(report->courier, k, &lane);
		counts[i++] = (struct web_alert_count){ lane.name, "sent", lane.delivered };
		counts[i++] = (struct web_alert_count){ lane.name, "failed", lane.failed };
		counts[i++] = (struct web_alert_count){ lane.name, "refused", lane.refused };
	}
	stats->alerts = counts;
	stats->n_alerts = i;
}

void
report_web(const struct report *report, struct arena *arena, struct web_stats *stats)
{
	stats->started = report->counts->started;
	web_polls(report, arena, stats);
	web_alerts(report, arena, stats);
	memcpy(stats->deals, report->counts->deals, sizeof stats->deals);
	stats->pipeline = *pipeline_seconds(report->pipeline);
	stats->loop_stall_max = (double)longest_stall(report) / 1000;
	stats->store_error = report->counts->store.code ? report->counts->store.text : NULL;
}
