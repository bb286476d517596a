/*
 * web_sample - a view with deals of every sort, for the tests of the page and its drawings.
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "store/feeds.h"
#include "web/view.h"

enum { SAMPLE_NOW = 1766000000 }; /* 17 December 2025, 19:33:20 */

struct sample_deal {
	const char *id, *headline;
	enum deal_kind kind;
	enum deal_status status;
	int64_t usd, hours_ago;
	enum bound bound;
	struct party parties[5];
	const char *outlets[4];
};

static const struct sample_deal sample_deals[] = {
	{ "amber-delta", "Amber in talks to invest more than $10bn in Delta", KIND_INVESTMENT,
		STATUS_TALKS, 10000000000, 2, BOUND_MORE_THAN,
		{ { "Amber", ROLE_INVESTOR, true }, { "Delta Labs", ROLE_TARGET, true } },
		{ "The Wire", "Morning Post", "Chip Daily" } },
	{ "delta-amber", "Delta to buy $38bn of computing from Amber", KIND_COMPUTE, STATUS_AGREED,
		38000000000, 5, BOUND_EXACT,
		{ { "Delta Labs", ROLE_CUSTOMER, true }, { "Amber", ROLE_SUPPLIER, true } },
		{ "Morning Post", "The Wire" } },
	{ "nova-delta", "Nova to invest up to $100bn in Delta as it deploys 10 gigawatts",
		KIND_INVESTMENT, STATUS_PRELIMINARY, 100000000000, 26, BOUND_UP_TO,
		{ { "Nova Semiconductor", ROLE_INVESTOR, true },
			{ "Delta Labs", ROLE_TARGET, true } },
		{ "Chip Daily" } },
	{ "delta-nova", "Delta orders accelerators from Nova", KIND_CHIP_SUPPLY, STATUS_AGREED, 0,
		30, BOUND_EXACT,
		{ { "Delta Labs", ROLE_CUSTOMER, true },
			{ "Nova Semiconductor", ROLE_SUPPLIER, true } },
		{ "Chip Daily", "Morning Post" } },
	{ "orchid-round", "Orchid raises €1.7bn at an €11.7bn valuation", KIND_FUNDING_ROUND,
		STATUS_CLOSED, 1990000000, 50, BOUND_EXACT,
		{ { "Lith Holding", ROLE_INVESTOR, true },
			{ "Cedar Ventures", ROLE_INVESTOR, true },
			{ "Nova Semiconductor", ROLE_INVESTOR, true },
			{ "Orchid AI", ROLE_TARGET, true } },
		{ "Morning Post" } },
	{ "titan-quill", "Titan to acquire Quill for $2.4bn", KIND_ACQUISITION, STATUS_AGREED,
		2400000000, 75, BOUND_EXACT,
		{ { "Titan Software", ROLE_ACQUIRER, true }, { "Quill", ROLE_TARGET, false } },
		{ "The Wire" } },
	{ "delta-paper", "Delta licenses the archive of the Evening Paper", KIND_LICENSING,
		STATUS_AGREED, 250000000, 120, BOUND_ABOUT,
		{ { "Delta Labs", ROLE_LICENSEE, true },
			{ "Evening Paper", ROLE_LICENSOR, false } },
		{ "Evening Paper" } },
	{ "orbit-debt", "Orbit Cloud borrows $7.5bn for data centres", KIND_DEBT, STATUS_CLOSED,
		7500000000, 200, BOUND_EXACT,
		{ { "Stone Capital", ROLE_LENDER, true }, { "Harbour Bank", ROLE_LENDER, true },
			{ "Orbit Cloud", ROLE_BORROWER, true } },
		{ "Money Sheet", "The Wire" } },
	{ "meso-orbit", "Meso signs $14bn of computing with Orbit Cloud", KIND_COMPUTE,
		STATUS_AGREED, 14200000000, 320, BOUND_UP_TO,
		{ { "Meso", ROLE_CUSTOMER, true }, { "Orbit Cloud", ROLE_SUPPLIER, true } },
		{ "Money Sheet" } },
	{ "orbit-nova", "Orbit Cloud buys chips worth $3bn from Nova", KIND_CHIP_SUPPLY,
		STATUS_CLOSED, 3000000000, 400, BOUND_EXACT,
		{ { "Orbit Cloud", ROLE_CUSTOMER, true },
			{ "Nova Semiconductor", ROLE_SUPPLIER, true } },
		{ "Chip Daily" } },
	{ "nova-orbit", "Nova takes a 7 % stake in Orbit Cloud", KIND_STAKE, STATUS_CLOSED,
		2000000000, 480, BOUND_ABOUT,
		{ { "Nova Semiconductor", ROLE_INVESTOR, true },
			{ "Orbit Cloud", ROLE_TARGET, true } },
		{ "Chip Daily" } },
	{ "meso-quasar", "Meso and Quasar drop merger talks", KIND_ACQUISITION, STATUS_COLLAPSED,
		900000000, 540, BOUND_EXACT,
		{ { "Meso", ROLE_ACQUIRER, true }, { "Quasar", ROLE_TARGET, true } },
		{ "The Wire" } },
	{ "peak-titan", "Peak and Titan to work together on models", KIND_PARTNERSHIP,
		STATUS_AGREED, 0, 600, BOUND_EXACT,
		{ { "Peak Research", ROLE_PARTNER, true },
			{ "Titan Software", ROLE_PARTNER, true } },
		{ "Morning Post" } },
};

static inline void
sample_fill_deal(struct view_deal *row, const struct sample_deal *sample, struct arena *arena)
{
	struct deal *deal = &row->deal;

	*row = (struct view_deal){ .id = sample->id,
		.headline = sample->headline,
		.revision = 1,
		.first_at = SAMPLE_NOW - (sample->hours_ago + 3) * 3600,
		.updated_at = SAMPLE_NOW - sample->hours_ago * 3600,
		.origins = 1 };
	deal->kind = sample->kind;
	deal->status = sample->status;
	deal->amount = (struct amount){
		.value = sample->usd, .usd = sample->usd, .currency = "USD", .bound = sample->bound
	};
	deal->parties = arena_array(arena, ARRAY_LEN(sample->parties), sizeof *deal->parties);
	for (size_t i = 0; i < ARRAY_LEN(sample->parties) && sample->parties[i].name; i++)
		deal->parties[deal->n_parties++] = sample->parties[i];
	row->sources = arena_array(arena, ARRAY_LEN(sample->outlets), sizeof *row->sources);
	for (size_t i = 0; i < ARRAY_LEN(sample->outlets) && sample->outlets[i]; i++)
		row->sources[row->n_sources++] = (struct alert_source){
			.name = sample->outlets[i],
			.title = sample->headline,
			.url = arena_printf(arena, "https://news.example/%s/%zu", sample->id, i),
			.origin = sample->outlets[0],
			.published = row->updated_at - (int64_t)i * 900,
		};
}

/* What a first deal can have at most. */
static inline void
sample_adorn(struct view_deal *row)
{
	static const char *steps[] = { "Amber invests in Delta Labs",
		"Delta Labs buys computing from Amber" };
	static struct alert_circle circle = { steps, ARRAY_LEN(steps) };
	static const char *chips[] = { "Tensor-3", "Tensor-4" };
	static const char *first[] = { "The Wire", "Morning Post" }, *second[] = { "Chip Daily" };
	static struct figure figures[] = {
		{ { .value = 10000000000, .currency = "USD", .bound = BOUND_MORE_THAN }, first, 2 },
		{ { .value = 10000000000, .currency = "USD", .bound = BOUND_UP_TO }, second, 1 },
	};

	static struct view_event history[] = {
		{ SAMPLE_NOW - 40000, "status", "", "denied", "Chip Daily" },
		{ SAMPLE_NOW - 7200, "status", "denied", "talks", "The Wire" },
	};

	row->history = history;
	row->n_history = ARRAY_LEN(history);
	row->revision = 3;
	row->origins = 2;
	row->circles = &circle;
	row->n_circles = 1;
	row->deal.also = 1u << KIND_CHIP_SUPPLY;
	row->deal.valuation = (struct amount){
		.value = 500000000000, .currency = "USD", .bound = BOUND_MORE_THAN
	};
	row->deal.stake_percent = 2;
	row->deal.years = 7;
	row->deal.gigawatts = 1.5;
	row->deal.chips = chips;
	row->deal.n_chips = ARRAY_LEN(chips);
	row->deal.first_reported_by = "The Wire";
	row->deal.amounts = figures;
	row->deal.n_amounts = ARRAY_LEN(figures);
}

static inline void
sample_fill(struct view *view, struct arena *arena)
{
	static struct view_feed feeds[] = {
		{ "wire", "The Wire", SAMPLE_NOW - 60, SAMPLE_NOW - 60, SAMPLE_NOW - 7200,
			SAMPLE_NOW + 840, 812, 0, "", "", false },
		{ "post", "Morning Post", SAMPLE_NOW - 300, SAMPLE_NOW - 300, SAMPLE_NOW - 9000,
			SAMPLE_NOW + 600, 2044, 0, "", "items may be lost between polls", false,
			FEED_ROLLED },
		{ "chips", "Chip Daily", SAMPLE_NOW - 30, SAMPLE_NOW - 86400, SAMPLE_NOW - 90000,
			SAMPLE_NOW + 1800, 97, 4,
			"https://user:word@chips.example/feed?key=geheim: 503 Service Unavailable",
			"", false, FEED_FAILING | FEED_DEAD },
		{ "old", "", SAMPLE_NOW - 90000, SAMPLE_NOW - 90000, SAMPLE_NOW - 900000, 0, 12, 1,
			"410 Gone", "", true, FEED_GONE },
	};
	static struct view_delivery outbox[] = {
		{ 17, "team", "Amber in talks to invest more than $10bn in Delta", false, false, 3,
			SAMPLE_NOW - 900, SAMPLE_NOW + 120,
			"https://hooks.example/services/T0/geheim: timed out after 30 s" },
		{ 12, "hook", "Titan to acquire Quill for $2.4bn", true, false, 1,
			SAMPLE_NOW - 90000, 0, "400 invalid_payload" },
	};
	static struct view_count counts[] = { { KIND_INVESTMENT, STATUS_TALKS, 1 },
		{ KIND_COMPUTE, STATUS_AGREED, 2 } };
	static const struct web_poll_count polls[] = { { "ok", 120 }, { "failed", 4 } };
	static const struct web_alert_count alerts[] = { { "team", "sent", 9 },
		{ "te\"am\\", "failed", 3 } };

	*view = (struct view){ .now = SAMPLE_NOW,
		.version = "0.1.0",
		.all_deals = ARRAY_LEN(sample_deals),
		.n_deals = ARRAY_LEN(sample_deals),
		.n_known = ARRAY_LEN(sample_deals),
		.feeds = feeds,
		.n_feeds = ARRAY_LEN(feeds),
		.outbox = outbox,
		.n_outbox = ARRAY_LEN(outbox),
		.counts = counts,
		.n_counts = ARRAY_LEN(counts),
		.waiting = 1,
		.parked = 1,
		.oldest = SAMPLE_NOW - 900 };
	view->deals = arena_array(arena, view->n_deals, sizeof *view->deals);
	for (size_t i = 0; i < view->n_deals; i++)
		sample_fill_deal(&view->deals[i], &sample_deals[i], arena);
	sample_adorn(&view->deals[0]);
	view->stats = (struct web_stats){ .started = SAMPLE_NOW - 90000,
		.polls = polls,
		.n_polls = ARRAY_LEN(polls),
		.alerts = alerts,
		.n_alerts = ARRAY_LEN(alerts),
		.items = 3000,
		.loop_stall_max = 0.012 };
	view->stats.deals[KIND_INVESTMENT][STATUS_TALKS] = 2;
	web_histogram_add(&view->stats.pipeline, 0.0004);
	web_histogram_add(&view->stats.pipeline, 0.02);
	web_histogram_add(&view->stats.pipeline, 7);
}
