/*
 * metrics - a view in Prometheus' text format, version 0.0.4.
 *
 * A new metric is a new row in the table; base units, "_total" only for what never goes down.
 */
#include "store/feeds.h"
#include "web/documents.h"
#include "web/escape.h"

/* Seconds; one more bucket, +Inf, takes the rest. */
static const double bucket_bounds[WEB_BUCKETS] = { 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
	0.1, 0.25, 0.5, 1, 2.5 };

void
web_histogram_add(struct web_histogram *histogram, double seconds)
{
	histogram->n++;
	histogram->sum += seconds;
	for (size_t i = 0; i < WEB_BUCKETS; i++) {
		if (seconds <= bucket_bounds[i]) {
			histogram->buckets[i]++;
			return;
		}
	}
}

static void
put_build(const struct view *view, const char *name, struct str *out)
{
	str_printf(out, "%s{version=\"", name);
	escape_label(out, view->version);
	str_puts(out, "\"} 1\n");
}

static void
put_started(const struct view *view, const char *name, struct str *out)
{
	str_printf(out, "%s %lld\n", name, (long long)view->stats.started);
}

static void
put_polls(const struct view *view, const char *name, struct str *out)
{
	for (size_t i = 0; i < view->stats.n_polls; i++) {
		str_printf(out, "%s{result=\"", name);
		escape_label(out, view->stats.polls[i].result);
		str_printf(out, "\"} %llu\n", (unsigned long long)view->stats.polls[i].n);
	}
}

static void
put_feed_value(const struct view_feed *feed, int64_t value, const char *name, struct str *out)
{
	str_printf(out, "%s{feed=\"", name);
	escape_label(out, feed->section);
	str_printf(out, "\"} %lld\n", (long long)value);
}

static void
put_feed_success(const struct view *view, const char *name, struct str *out)
{
	for (size_t i = 0; i < view->n_feeds; i++)
		put_feed_value(&view->feeds[i], view->feeds[i].ok_at, name, out);
}

static void
put_feed_failures(const struct view *view, const char *name, struct str *out)
{
	for (size_t i = 0; i < view->n_feeds; i++)
		put_feed_value(&view->feeds[i], view->feeds[i].failures, name, out);
}

static void
put_feed_troubles(const struct view *view, const char *name, struct str *out)
{
	for (size_t i = 0; i < view->n_feeds; i++) {
		const struct view_feed *feed = &view->feeds[i];

		for (unsigned trouble = 1; trouble <= feed->troubles; trouble <<= 1) {
			if (!(feed->troubles & trouble))
				continue;
			str_printf(out, "%s{feed=\"", name);
			escape_label(out, feed->section);
			str_printf(out, "\",trouble=\"%s\"} 1\n", feed_trouble_word(trouble));
		}
	}
}

static void
put_items(const struct view *view, const char *name, struct str *out)
{
	str_printf(out, "%s %llu\n", name, (unsigned long long)view->stats.items);
}

static void
put_deal_count(
	enum deal_kind kind, enum deal_status status, uint64_t n, const char *name, struct str *out)
{
	if (n > 0 && kind_name(kind) && status_name(status))
		str_printf(out, "%s{kind=\"%s\",status=\"%s\"} %llu\n", name, kind_name(kind),
			status_name(status), (unsigned long long)n);
}

static void
put_deals(const struct view *view, const char *name, struct str *out)
{
	for (unsigned kind = 0; kind < N_KINDS; kind++)
		for (unsigned status = 0; status < N_STATUSES; status++)
			put_deal_count((enum deal_kind)kind, (enum deal_status)status,
				view->stats.deals[kind][status], name, out);
}

static void
put_ledger(const struct view *view, const char *name, struct str *out)
{
	for (size_t i = 0; i < view->n_counts; i++)
		put_deal_count(view->counts[i].kind, view->counts[i].status,
			(uint64_t)view->counts[i].n, name, out);
}

static void
put_alerts(const struct view *view, const char *name, struct str *out)
{
	for (size_t i = 0; i < view->stats.n_alerts; i++) {
		str_printf(out, "%s{notifier=\"", name);
		escape_label(out, view->stats.alerts[i].notifier);
		str_puts(out, "\",result=\"");
		escape_label(out, view->stats.alerts[i].result);
		str_printf(out, "\"} %llu\n", (unsigned long long)view->stats.alerts[i].n);
	}
}

static void
put_pending(const struct view *view, const char *name, struct str *out)
{
	str_printf(out, "%s %lld\n", name, (long long)view->waiting);
}

static void
put_parked(const struct view *view, const char *name, struct str *out)
{
	str_printf(out, "%s %lld\n", name, (long long)view->parked);
}

static void
put_oldest(const struct view *view, const char *name, struct str *out)
{
	int64_t age = view->oldest > 0 && view->oldest < view->now ? view->now - view->oldest : 0;

	str_printf(out, "%s %lld\n", name, (long long)age);
}

static void
put_pipeline(const struct view *view, const char *name, struct str *out)
{
	const struct web_histogram *histogram = &view->stats.pipeline;
	uint64_t below = 0;

	for (size_t i = 0; i < WEB_BUCKETS; i++) {
		below += histogram->buckets[i];
		str_printf(out, "%s_bucket{le=\"%g\"} %llu\n", name, bucket_bounds[i],
			(unsigned long long)below);
	}
	str_printf(out, "%s_bucket{le=\"+Inf\"} %llu\n", name, (unsigned long long)histogram->n);
	str_printf(out, "%s_sum %.9g\n", name, histogram->sum);
	str_printf(out, "%s_count %llu\n", name, (unsigned long long)histogram->n);
}

static void
put_stall(const struct view *view, const char *name, struct str *out)
{
	str_printf(out, "%s %g\n", name, view->stats.loop_stall_max);
}

static const struct metric {
	const char *name, *type, *help;
	void (*put)(const struct view *view, const char *name, struct str *out);
} metrics[] = {
	{ "dealwatch_build_info", "gauge", "The running version; always 1.", put_build },
	{ "dealwatch_start_time_seconds", "gauge", "When the process began, since 1970.",
		put_started },
	{ "dealwatch_feed_polls_total", "counter", "Polls of feeds that ended, by what came of it.",
		put_polls },
	{ "dealwatch_feed_last_success_timestamp_seconds", "gauge",
		"When the feed was last read well, since 1970; 0: never.", put_feed_success },
	{ "dealwatch_feed_consecutive_failures", "gauge", "Polls of the feed that failed in a row.",
		put_feed_failures },
	{ "dealwatch_feed_trouble", "gauge",
		"1 while the feed is failing, dead, rolled-over, silent or gone; else absent.",
		put_feed_troubles },
	{ "dealwatch_items_total", "counter", "New items read from feeds.", put_items },
	{ "dealwatch_deals_total", "counter", "Times that a deal reached a status.", put_deals },
	{ "dealwatch_ledger_deals", "gauge", "Deals in the ledger by kind and present status.",
		put_ledger },
	{ "dealwatch_alerts_total", "counter", "Attempts to deliver an alert, by what came of it.",
		put_alerts },
	{ "dealwatch_outbox_pending", "gauge", "Alerts that wait for delivery.", put_pending },
	{ "dealwatch_outbox_parked", "gauge", "Alerts that failed for good and wait for a person.",
		put_parked },
	{ "dealwatch_outbox_oldest_seconds", "gauge", "Age of the alert that waits longest.",
		put_oldest },
	{ "dealwatch_pipeline_seconds", "histogram",
		"Time from a fetched document to its deals and alerts.", put_pipeline },
	{ "dealwatch_loop_stall_seconds_max", "gauge",
		"The longest time that the event loop was busy in one turn.", put_stall },
};

void
metrics_write(const struct view *view, struct str *out)
{
	for (size_t i = 0; i < ARRAY_LEN(metrics); i++) {
		const struct metric *metric = &metrics[i];

		str_printf(out, "# HELP %s %s\n# TYPE %s %s\n", metric->name, metric->help,
			metric->name, metric->type);
		metric->put(view, metric->name, out);
	}
}
