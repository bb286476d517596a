/* One deal, one alert, then what really changes: from stories and verdicts to alerts. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "newsroom/newsroom.h"
#include "sample_story.h"
#include "store/db.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "store/deals.h"
#include "store/silence.h"

enum { ALERTS_MAX = 32 };

struct desk {
	struct db *db;
	struct newsroom *room;
	struct arena *arena;
	struct newsroom_watch watches[2];
	struct newsroom_settings settings;
	struct alert alerts[ALERTS_MAX]; /* type, revision, changes, watch, deal id, headline */
	uint64_t knowing[ALERTS_MAX];    /* who knew all of it before */
	size_t n_alerts;
	unsigned n_stories;
};

/* Keeps what the tests look at; the rest goes with the alert. */
static bool
on_alert(void *arg, const struct alert *alert, size_t watch, uint64_t knowing, int64_t now,
	struct err *err)
{
	struct desk *desk = arg;
	struct alert *kept = &desk->alerts[desk->n_alerts];

	desk->knowing[desk->n_alerts++] = knowing;
	(void)now;
	(void)err;
	assert_true(desk->n_alerts < ALERTS_MAX);
	assert_string_equal(alert->watch, desk->watches[watch].name);
	*kept = *alert;
	kept->id = arena_strdup(desk->arena, alert->id);
	kept->deal_id = arena_strdup(desk->arena, alert->deal_id);
	kept->headline = arena_strdup(desk->arena, alert->headline);
	kept->changes = arena_array(desk->arena, alert->n_changes, sizeof *kept->changes);
	for (size_t i = 0; i < alert->n_changes; i++)
		kept->changes[i] = (struct alert_change){
			arena_strdup(desk->arena, alert->changes[i].field),
			arena_strdup(desk->arena, alert->changes[i].from),
			arena_strdup(desk->arena, alert->changes[i].to),
		};
	return true;
}

static void
open_room(struct desk *desk)
{
	struct err err = { 0 };

	newsroom_free(desk->room);
	desk->room = newsroom_new(
		desk->db, &desk->settings, &(struct newsroom_listener){ on_alert, desk });
	assert_true(newsroom_begin(desk->room, &err));
}

static int
set_up(void **state)
{
	struct desk *desk = mem_new(sizeof *desk);
	struct err err = { 0 };

	desk->db = db_open(":memory:", false, &err);
	desk->arena = arena_new();
	desk->watches[0] = (struct newsroom_watch){ .name = "ai-deals", .updates = true };
	desk->watches[1] = (struct newsroom_watch){ .name = "first-only", .like = 1 };
	desk->settings = (struct newsroom_settings){ 30, 14 * DAY_S, 2 * DAY_S, desk->watches, 2 };
	open_room(desk);
	*state = desk;
	return desk->db ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	newsroom_free(desk->room);
	db_close(desk->db);
	arena_free(desk->arena);
	free(desk);
	return 0;
}

static void
run_until(struct desk *desk, int64_t now)
{
	struct err err = { 0 };
	int64_t due;

	for (;;) {
		assert_true(newsroom_next_due(desk->room, &due, &err));
		if (due > now)
			return;
		assert_true(newsroom_run_due(desk->room, due, &err));
	}
}

/* The clock is the story's own, as in a replay. */
static void
take_judged(struct desk *desk, const char *outlet, const char *title, int64_t when, int64_t now,
	const struct verdict *verdict, uint64_t wanted)
{
	struct err err = { 0 };
	struct story story = {
		.id = arena_printf(desk->arena, "story-%u", desk->n_stories++),
		.title = title,
		.text = "",
		.url = "https://news.example/a/b",
		.source = outlet,
		.origin = "",
		.feed = "",
		.published = when,
	};

	run_until(desk, now);
	assert_true(db_begin(desk->db, &err));
	assert_true(newsroom_take(desk->room, &story, verdict, wanted, now, desk->arena, &err));
	assert_true(db_commit(desk->db, &err));
}

static void
take_wanted(struct desk *desk, const char *outlet, const char *title, int64_t when, int64_t now,
	const struct told *told, uint64_t wanted)
{
	const struct verdict verdict = { .relevant = true, .deal = make_deal(told, desk->arena) };

	take_judged(desk, outlet, title, when, now, &verdict, wanted);
}

/* A story that no watch wants: nothing in it says that its deal is of the topic. */
static void
take_faint(struct desk *desk, const char *outlet, const char *title, int64_t when,
	const struct told *told)
{
	const struct verdict verdict = { .faint = true, .deal = make_deal(told, desk->arena) };

	take_judged(desk, outlet, title, when, when, &verdict, 0);
}

static void
take(struct desk *desk, const char *outlet, const char *title, int64_t when,
	const struct told *told)
{
	take_wanted(desk, outlet, title, when, when, told, 1);
}

static const struct told talks = { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000,
	BOUND_MORE_THAN, 1u << KIND_CHIP_SUPPLY };

static void
five_outlets_make_one_alert(void **state)
{
	struct desk *desk = *state;
	struct told other = talks;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "B", "OpenAI could get over ten billion from Amazon", NOON + 5, &talks);
	other.bound = BOUND_UP_TO;
	take(desk, "C", "Retail giant weighs a bet on the ChatGPT maker", NOON + 10, &other);
	other.millions = 0;
	take(desk, "D", "Amazon eyes stake in OpenAI, people say", NOON + 15, &other);
	take(desk, "E", "A new backer for Sam Altman", NOON + 20, &talks);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_int_equal(desk->alerts[0].type, ALERT_NEW);
	assert_int_equal(desk->alerts[0].revision, 1);
	assert_int_equal(desk->alerts[0].n_story_ids, 5);
	assert_int_equal(desk->alerts[0].timestamp, NOON + 30);
	assert_int_equal(desk->alerts[0].n_changes, 0);
	assert_string_equal(
		desk->alerts[0].headline, "Amazon in talks to invest more than $10bn in OpenAI");
	assert_string_equal(desk->alerts[0].deal_id, "amazon-openai-investment-2025-12");
}

/* What a reader is told of a step: from where it came, in the words of the ledger. */
static void
each_move_of_a_deal_is_noted(void **state)
{
	struct desk *desk = *state;
	struct told agreed = talks;
	struct deal_event *events;
	struct deal_row row;
	struct err err = { 0 };
	bool found;
	size_t n;

	agreed.status = STATUS_AGREED;
	agreed.millions = 15000;
	agreed.bound = BOUND_EXACT;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "B", "Amazon signs to put $15bn into OpenAI", NOON + DAY_S, &agreed);
	assert_true(deal_events(desk->db, 1, desk->arena, &events, &n, &err));
	for (size_t i = 0; i < n; i++) {
		if (events[i].at < NOON + DAY_S)
			continue;
		assert_string_equal(events[i].source, "B");
		if (strcmp(events[i].field, "status") == 0) {
			assert_string_equal(events[i].was, "talks");
			assert_string_equal(events[i].now, "agreed");
		} else if (strcmp(events[i].field, "amount") == 0) {
			assert_string_equal(events[i].was, "more than $10bn");
			assert_string_equal(events[i].now, "$15bn");
		}
	}
	assert_true(n >= 4);
	assert_true(deals_load(desk->db, 1, desk->arena, &row, &found, &err));
	assert_string_equal(row.headline, "Amazon to invest $15bn in OpenAI");
}

/* Kept with the story, for the alert: the weightiest words first, none twice nor against it. */
static void
reasons_stand_by_their_weight(void **state)
{
	static struct reason reasons[] = { { 1, "a", "light" }, { 3, "b", "heavy" },
		{ -4, "c", "against" }, { 2, "d", "fair" }, { 5, "e", "" }, { 2.5, "f", "good" },
		{ 1.5, "g", "middling" } };
	struct desk *desk = *state;
	struct verdict verdict = { .relevant = true,
		.deal = make_deal(&talks, desk->arena),
		.reasons = reasons,
		.n_reasons = ARRAY_LEN(reasons) };
	struct deal_story *stories;
	struct err err = { 0 };
	size_t n;

	take_judged(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, NOON, &verdict, 1);
	assert_true(deal_stories(desk->db, 1, false, 0, desk->arena, &stories, &n, &err));
	assert_int_equal(n, 1);
	assert_true(stories[0].n_reasons >= 4);
	assert_string_equal(stories[0].reasons[0], "heavy");
	assert_string_equal(stories[0].reasons[1], "good");
	assert_string_equal(stories[0].reasons[2], "fair");
	assert_string_equal(stories[0].reasons[3], "middling");
}

/* An alert names each outlet once, however often it wrote, and every story. */
static void
an_outlet_is_a_source_once(void **state)
{
	struct desk *desk = *state;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "A", "What Amazon's talks with OpenAI mean", NOON + 5, &talks);
	take(desk, "B", "OpenAI could get over ten billion from Amazon", NOON + 10, &talks);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_int_equal(desk->alerts[0].n_sources, 2);
	assert_int_equal(desk->alerts[0].n_story_ids, 3);
}

static void
what_is_no_deal_leaves_nothing(void **state)
{
	struct desk *desk = *state;
	const struct verdict none = { .deal = make_deal(&talks, desk->arena) };
	struct deal_filter all = { 0 };
	struct deal_row *rows;
	struct err err = { 0 };
	size_t n;

	take_judged(desk, "A", "Amazon opens a bookshop", NOON, NOON, &none, 1);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 0);
	assert_true(deals_list(desk->db, &all, desk->arena, &rows, &n, &err));
	assert_int_equal(n, 0);
}

static void
a_deals_name_folds_its_letters(void **state)
{
	static const struct {
		const char *pays, *paid, *name;
	} cases[] = {
		{ "Société Générale", "Zürich & Söhne", "societe-generale-zurich-sohne" },
		{ "3M", "Character.AI", "3m-character-ai" },
		{ "AT&T", "东京 xAI", "at-t-xai" },
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct told told = { KIND_INVESTMENT, STATUS_AGREED, cases[i].pays,
			cases[i].paid, 100, BOUND_EXACT, 0 };

		take(desk, "A", arena_printf(desk->arena, "%s story", cases[i].pays), NOON, &told);
		run_until(desk, NOON + DAY_S);
		assert_int_equal(desk->n_alerts, i + 1);
		assert_string_equal(desk->alerts[i].deal_id,
			arena_printf(desk->arena, "%s-investment-2025-12", cases[i].name));
	}
}

static void
another_kind_with_another_sum_is_another_deal(void **state)
{
	static const struct told cloud = { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Amazon", 38000,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;

	take(desk, "A", "OpenAI signs $38bn cloud contract with AWS", NOON, &cloud);
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON + HOUR_S, &talks);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_NEW);
}

/* Whoever names nobody corroborates neither of two deals that it may be of. */
static void
who_names_nobody_joins_only_where_it_fits_one(void **state)
{
	static const struct told lumen = { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, "Lumen", 1000,
		BOUND_EXACT, 0 },
				 vesper = { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, "Vesper", 1000,
					 BOUND_EXACT, 0 },
				 nobody = { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, NULL, 1000,
					 BOUND_EXACT, 0 };
	struct desk *desk = *state;

	take(desk, "A", "Lumen raises $1bn for looms", NOON, &lumen);
	take(desk, "B", "Maker of looms raises $1bn", NOON + HOUR_S, &nobody);
	run_until(desk, NOON + 2 * HOUR_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	take(desk, "A", "Vesper raises $1bn for looms", NOON + 3 * HOUR_S, &vesper);
	take(desk, "C", "AI looms start-up raises $1bn", NOON + 4 * HOUR_S, &nobody);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 4);
	assert_int_equal(desk->alerts[2].type, ALERT_NEW);
	assert_int_equal(desk->alerts[3].type, ALERT_NEW);
}

static void
a_step_and_a_sum_are_told_once(void **state)
{
	struct desk *desk = *state;
	struct told signed_deal = talks;

	signed_deal.status = STATUS_AGREED;
	signed_deal.millions = 15000;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "A", "Amazon signs OpenAI deal", NOON + 3 * DAY_S, &signed_deal);
	take(desk, "A", "Amazon's OpenAI deal, explained", NOON + 3 * DAY_S + 60, &signed_deal);
	take(desk, "A", "Recap: Amazon was in talks with OpenAI", NOON + 4 * DAY_S, &talks);
	run_until(desk, NOON + 5 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_int_equal(desk->alerts[1].revision, 2);
	assert_string_equal(desk->alerts[1].deal_id, desk->alerts[0].deal_id);
	assert_string_not_equal(desk->alerts[1].id, desk->alerts[0].id);
	assert_int_equal(desk->alerts[1].n_changes, 2);
	assert_string_equal(desk->alerts[1].changes[0].field, "status");
	assert_string_equal(desk->alerts[1].changes[0].from, "talks");
	assert_string_equal(desk->alerts[1].changes[0].to, "agreed");
	assert_string_equal(desk->alerts[1].changes[1].field, "amount");
	assert_string_equal(desk->alerts[1].changes[1].from, "more than $10bn");
	assert_string_equal(desk->alerts[1].changes[1].to, "more than $15bn");
}

/* So that one who hears through both is told once. */
static void
each_watch_is_told_with_who_knows_it_already(void **state)
{
	struct desk *desk = *state;
	struct told signed_deal = talks;

	signed_deal.status = STATUS_AGREED;
	take_wanted(desk, "A", "Amazon in talks with OpenAI", NOON, NOON, &talks, 3);
	run_until(desk, NOON + HOUR_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->knowing[0], 0);
	assert_int_equal(desk->knowing[1], 1);
	take_wanted(
		desk, "A", "Amazon signs OpenAI deal", NOON + DAY_S, NOON + DAY_S, &signed_deal, 3);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_int_equal(desk->knowing[2], 0);
}

/* The update comes first, though its watch has the later name. */
static void
who_knows_a_deal_is_told_before_who_does_not(void **state)
{
	static const struct told own = { KIND_ACQUISITION, STATUS_TALKS, "Nvidia", "Lumen", 900,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told more = own;

	desk->watches[1] = (struct newsroom_watch){ .name = "zeal", .updates = true };
	open_room(desk);
	more.millions = 2000;
	more.status = STATUS_AGREED;
	take_wanted(desk, "A", "Nvidia may buy Lumen for $900m", NOON, NOON, &own, 2);
	take_wanted(desk, "A", "Nvidia buys Lumen for $2bn", NOON + DAY_S, NOON + DAY_S, &more, 3);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_int_equal(desk->alerts[2].type, ALERT_NEW);
	assert_int_equal(desk->knowing[2], 2);
}

static void
a_bound_a_rounding_and_another_copy_are_no_change(void **state)
{
	struct desk *desk = *state;
	struct told other = talks;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	other.bound = BOUND_UP_TO;
	take(desk, "A", "Amazon may put up to $10bn into OpenAI", NOON + HOUR_S, &other);
	other.millions = 10400;
	take(desk, "A", "Amazon may put $10.4bn into OpenAI", NOON + 2 * HOUR_S, &other);
	for (int i = 3; i < 9; i++)
		take(desk, "Copycat", "Amazon in talks to put $10bn into OpenAI", NOON + i * HOUR_S,
			&talks);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 1);
}

/* An outlet that gives another sum days later no longer stands for its old one. */
static void
whoever_changes_the_sum_gives_up_the_old_one(void **state)
{
	struct desk *desk = *state;
	struct told more = talks;

	more.millions = 13000;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "B", "Amazon may put $10bn into OpenAI", NOON + HOUR_S, &talks);
	take(desk, "B", "Amazon's OpenAI talks now about $13bn", NOON + 3 * DAY_S, &more);
	run_until(desk, NOON + 4 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_string_equal(desk->alerts[2].changes[0].field, "amount");
	assert_string_equal(
		desk->alerts[2].headline, "Amazon in talks to invest more than $13bn in OpenAI");
}

/* Two outlets with a newer sum outweigh three whose sum nobody has given for days. */
static void
a_newer_sum_of_two_outlets_takes_the_place_of_an_older_one_of_three(void **state)
{
	struct desk *desk = *state;
	struct told more = talks;

	more.millions = 50000;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "B", "Amazon may put $10bn into OpenAI", NOON + HOUR_S, &talks);
	take(desk, "C", "Amazon eyes $10bn OpenAI bet", NOON + 2 * HOUR_S, &talks);
	take(desk, "D", "Amazon's OpenAI talks now about $50bn", NOON + 4 * DAY_S, &more);
	run_until(desk, NOON + 4 * DAY_S + HOUR_S);
	assert_int_equal(desk->n_alerts, 2); /* one alone may be wrong */
	take(desk, "E", "Amazon may put $50bn into OpenAI", NOON + 4 * DAY_S + 2 * HOUR_S, &more);
	run_until(desk, NOON + 5 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_string_equal(desk->alerts[2].changes[0].to, "more than $50bn");
}

/* What was denied on Tuesday may be done on Sunday, for another sum. */
static void
a_denied_round_that_closes_is_the_same_deal(void **state)
{
	struct desk *desk = *state;
	const struct told first = { KIND_FUNDING_ROUND, STATUS_TALKS, NULL, "xAI", 12000,
		BOUND_EXACT, 0 };
	struct told denied = first, closed = first;

	denied.status = STATUS_DENIED;
	closed.status = STATUS_CLOSED;
	closed.millions = 15000;
	take(desk, "A", "xAI in talks to raise $12 billion", NOON, &first);
	take(desk, "B", "Musk denies that xAI is raising money", NOON + DAY_S, &denied);
	take(desk, "C", "xAI raises $15 billion", NOON + 6 * DAY_S, &closed);
	run_until(desk, NOON + 9 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_string_equal(desk->alerts[2].deal_id, desk->alerts[0].deal_id);
	assert_string_equal(desk->alerts[2].headline, "xAI raises $15bn");
}

static void
a_rounder_sum_does_not_take_the_finer_ones_place(void **state)
{
	struct desk *desk = *state;
	struct told finer = talks, other = talks;

	finer.millions = 13000;
	other.millions = 20000;
	take(desk, "A", "Amazon in talks to put $13bn into OpenAI", NOON, &finer);
	take(desk, "A", "Amazon's ten-billion bet on OpenAI", NOON + DAY_S, &talks);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	take(desk, "A", "Amazon may put $20bn into OpenAI", NOON + 3 * DAY_S, &other);
	run_until(desk, NOON + 4 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_string_equal(desk->alerts[1].changes[0].field, "amount");
	assert_string_equal(desk->alerts[1].changes[0].from, "more than $13bn");
}

static void
the_second_origin_is_told_and_the_third_is_not(void **state)
{
	struct desk *desk = *state;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "B", "OpenAI could get over ten billion from Amazon", NOON + HOUR_S, &talks);
	take(desk, "C", "Retail giant weighs a bet on the ChatGPT maker", NOON + 2 * HOUR_S,
		&talks);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_string_equal(desk->alerts[1].changes[0].field, "origins");
	assert_int_equal(desk->alerts[1].origins, 2);
}

static void
another_wording_of_the_day_is_no_payment(void **state)
{
	struct desk *desk = *state;
	struct told agreed = talks, raised = talks;

	agreed.status = STATUS_AGREED;
	raised.kind = KIND_FUNDING_ROUND;
	raised.status = STATUS_CLOSED;
	take(desk, "A", "Amazon to invest $10bn in OpenAI", NOON, &agreed);
	take(desk, "A", "OpenAI raises $10bn from Amazon", NOON + HOUR_S, &raised);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	take(desk, "A", "OpenAI has Amazon's $10bn", NOON + 2 * DAY_S, &raised);
	run_until(desk, NOON + 3 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_string_equal(desk->alerts[1].changes[0].field, "status");
}

static void
a_denial_is_a_correction(void **state)
{
	struct desk *desk = *state;
	struct told denied = talks;

	denied.status = STATUS_DENIED;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "A", "Amazon denies talks with OpenAI", NOON + HOUR_S, &denied);
	/* no second witness of the deal */
	take(desk, "B", "No talks with Amazon, says OpenAI", NOON + 2 * HOUR_S, &denied);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_CORRECTION);
	assert_int_equal(desk->alerts[1].revision, 2);
	assert_int_equal(desk->alerts[1].origins, 1);
}

/* A tenth is rounding between outlets; an outlet that takes a tenth back corrects itself. */
static void
a_small_correction_is_told_and_once(void **state)
{
	static const struct told wrong = { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, "Lumen AI", 450,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told right = wrong;

	right.millions = 405;
	take(desk, "A", "Lumen AI raises $450m", NOON, &wrong);
	take(desk, "A", "CORRECTED-Lumen AI raises $405m, not $450m", NOON + HOUR_S, &right);
	take(desk, "A", "Lumen AI raised $405m: who is behind it", NOON + 2 * HOUR_S, &right);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_CORRECTION);
	assert_int_equal(desk->alerts[1].n_changes, 1);
	assert_string_equal(desk->alerts[1].changes[0].from, "$450m");
	assert_string_equal(desk->alerts[1].changes[0].to, "$405m");
	assert_string_equal(desk->alerts[1].headline, "Lumen AI raises $405m");
}

/* One story against one: the party keeps the side it had, and the headline its form. */
static void
one_story_does_not_turn_the_parties_round(void **state)
{
	static const struct told first = { KIND_INVESTMENT, STATUS_TALKS, "Nvidia", "Nebius", 2000,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told turned = first;

	turned.payer = first.payee;
	turned.payee = first.payer;
	turned.status = STATUS_AGREED;
	take(desk, "A", "Nvidia in talks to invest $2bn in Nebius", NOON, &first);
	take(desk, "A", "Nebius bet: $2bn and Nvidia", NOON + HOUR_S, &turned);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_string_equal(desk->alerts[1].headline, "Nvidia to invest $2bn in Nebius");
}

static const struct told raised = { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, "Lumen AI", 1000,
	BOUND_EXACT, 0 };
static const struct told invested = { KIND_INVESTMENT, STATUS_AGREED, "SoftBank", NULL, 1000,
	BOUND_EXACT, 0 };
static const struct told led = { KIND_FUNDING_ROUND, STATUS_CLOSED, "SoftBank", "Lumen AI", 1000,
	BOUND_EXACT, 0 };

static size_t
count_deals(struct desk *desk)
{
	static const struct deal_filter all = { 0 };
	struct deal_row *rows;
	struct err err = { 0 };
	size_t n;

	assert_true(deals_list(desk->db, &all, desk->arena, &rows, &n, &err));
	return n;
}

/* A feed that is asked for the first time brings last year's stories after today's. */
static void
an_old_story_that_comes_late_joins_what_is_within_the_window_or_a_step_of_it(void **state)
{
	struct desk *desk = *state;
	struct told sale = { KIND_ACQUISITION, STATUS_AGREED, "Nvidia", "Groq", 20000, BOUND_EXACT,
		0 };
	struct told weighed = sale;

	weighed.status = STATUS_TALKS;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "A", "Nvidia to buy Groq for $20bn", NOON, &sale);
	run_until(desk, NOON + HOUR_S);
	assert_int_equal(count_deals(desk), 2);
	take_wanted(
		desk, "B", "Amazon may put $10bn into OpenAI", NOON - 13 * DAY_S, NOON, &talks, 1);
	assert_int_equal(count_deals(desk), 2);
	take_wanted(
		desk, "C", "Amazon may put $10bn into OpenAI", NOON - 300 * DAY_S, NOON, &talks, 1);
	assert_int_equal(count_deals(desk), 3);
	take_wanted(
		desk, "C", "Nvidia may buy Groq for $20bn", NOON - 60 * DAY_S, NOON, &weighed, 1);
	assert_int_equal(count_deals(desk), 3);
}

/* The number of the deal that goes by the name. */
static int64_t
deal_named(struct desk *desk, const char *name)
{
	struct deal_row row;
	struct err err = { 0 };
	bool found;

	assert_true(deals_load_named(desk->db, name, desk->arena, &row, &found, &err));
	return found ? row.id : 0;
}

/* The last alert tells that the other deal is this one. */
static void
tells_of_merger(const struct desk *desk, const char *other, const char *this)
{
	const struct alert *alert = &desk->alerts[desk->n_alerts - 1];
	const struct alert_change *change = &alert->changes[alert->n_changes - 1];

	assert_int_equal(alert->type, ALERT_UPDATE);
	assert_string_equal(alert->deal_id, this);
	assert_string_equal(change->field, "deal");
	assert_string_equal(change->from, other);
	assert_string_equal(change->to, this);
}

/* Each side of a deal was told alone; a story names both. The old name leads to the new deal. */
static void
two_deals_turn_out_to_be_one(void **state)
{
	static const char round[] = "lumen-ai-funding-round-2025-12",
			  bet[] = "softbank-investment-2025-12";
	struct desk *desk = *state;
	struct silence silence = { .subject = bet, .until = NOON + 9 * DAY_S, .comment = "" };
	struct told grown = led;
	struct err err = { 0 };
	struct deal_story *stories;
	size_t n;

	take(desk, "A", "Lumen AI raises $1bn", NOON, &raised);
	take(desk, "B", "SoftBank to put $1bn into a start-up", NOON + HOUR_S, &invested);
	run_until(desk, NOON + 2 * HOUR_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(count_deals(desk), 2);
	take(desk, "C", "SoftBank leads Lumen AI's $1bn round", NOON + 3 * HOUR_S, &led);
	run_until(desk, NOON + 4 * HOUR_S);
	assert_int_equal(desk->n_alerts, 3);
	tells_of_merger(desk, bet, round);
	assert_int_equal(desk->alerts[2].revision, 2);
	assert_int_equal(desk->alerts[2].n_sources, 3);
	assert_int_equal(count_deals(desk), 1);
	assert_int_equal(deal_named(desk, bet), deal_named(desk, round));
	assert_int_equal(deal_named(desk, "2"), 1);
	assert_true(deal_stories(desk->db, 1, true, 0, desk->arena, &stories, &n, &err));
	assert_int_equal(n, 3);
	assert_int_equal(deal_named(desk, "3"), 0);

	/* Whatever is told of either afterwards is told of the one, also after a restart. */
	open_room(desk);
	take(desk, "D", "SoftBank to put $1bn into a start-up", NOON + 5 * HOUR_S, &invested);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_int_equal(count_deals(desk), 1);
	assert_true(silence_add(desk->db, &silence, &silence.id, &err));
	grown.millions = 3000;
	take(desk, "C", "SoftBank leads Lumen AI's round, now $3bn", NOON + DAY_S, &grown);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
}

/* What was about to be told of the one is no news once the other was told. */
static void
a_deal_that_becomes_another_waits_no_more(void **state)
{
	struct desk *desk = *state;

	take(desk, "A", "Lumen AI raises $1bn", NOON, &raised);
	run_until(desk, NOON + HOUR_S);
	take(desk, "B", "SoftBank to put $1bn into a start-up", NOON + HOUR_S, &invested);
	take(desk, "C", "SoftBank leads Lumen AI's $1bn round", NOON + HOUR_S + 10, &led);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_string_equal(desk->alerts[1].deal_id, desk->alerts[0].deal_id);
	assert_int_equal(desk->alerts[1].n_sources, 3);
}

/* Of a deal that is in the ledger only nobody knows the name. */
static void
the_deal_that_was_told_keeps_its_name(void **state)
{
	struct desk *desk = *state;

	take_wanted(desk, "A", "Lumen AI raises $1bn", NOON, NOON + 3 * DAY_S, &raised, 1);
	take(desk, "B", "SoftBank to put $1bn into a start-up", NOON + 3 * DAY_S, &invested);
	run_until(desk, NOON + 3 * DAY_S + HOUR_S);
	assert_int_equal(desk->n_alerts, 1);
	take(desk, "C", "SoftBank leads Lumen AI's $1bn round", NOON + 3 * DAY_S + HOUR_S, &led);
	run_until(desk, NOON + 4 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_string_equal(desk->alerts[1].deal_id, desk->alerts[0].deal_id);
	assert_int_equal(desk->alerts[1].n_sources, 3);
	assert_int_equal(count_deals(desk), 1);
}

/* A process that dies before the commit has merged nothing, and the next one does. */
static void
a_merger_is_done_whole_or_not_at_all(void **state)
{
	struct desk *desk = *state;
	const struct verdict verdict = { .relevant = true, .deal = make_deal(&led, desk->arena) };
	const struct story story = { .id = "lost",
		.title = "SoftBank leads Lumen AI's $1bn round",
		.text = "",
		.url = "",
		.source = "C",
		.origin = "",
		.feed = "",
		.published = NOON + HOUR_S };
	struct err err = { 0 };

	take(desk, "A", "Lumen AI raises $1bn", NOON, &raised);
	take(desk, "B", "SoftBank to put $1bn into a start-up", NOON, &invested);
	run_until(desk, NOON + HOUR_S);
	assert_true(db_begin(desk->db, &err));
	assert_true(
		newsroom_take(desk->room, &story, &verdict, 1, NOON + HOUR_S, desk->arena, &err));
	assert_int_equal(count_deals(desk), 1);
	db_rollback(desk->db);
	assert_int_equal(count_deals(desk), 2);
	assert_int_equal(deal_named(desk, "2"), 2);
	run_until(desk, NOON + 2 * HOUR_S);
	assert_int_equal(desk->n_alerts, 2);
	take(desk, "C", story.title, NOON + 2 * HOUR_S, &led);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(count_deals(desk), 1);
	assert_int_equal(desk->n_alerts, 3);
	tells_of_merger(desk, "softbank-investment-2025-12", "lumen-ai-funding-round-2025-12");
}

/* Who is named already is somebody else, and so is another sum. */
static void
deals_that_a_story_does_not_join_stay_two(void **state)
{
	struct desk *desk = *state;
	struct told bet = invested, other = invested, round = led;

	bet.payee = "Vesper AI";
	take(desk, "A", "Lumen AI raises $1bn", NOON, &raised);
	take(desk, "B", "SoftBank to put $1bn into Vesper AI", NOON, &bet);
	take(desk, "C", "SoftBank leads Lumen AI's $1bn round", NOON + HOUR_S, &led);
	assert_int_equal(count_deals(desk), 2);
	other.millions = 3000;
	round.payee = "Orbit AI";
	round.millions = 2000;
	take(desk, "D", "SoftBank to put $3bn into a start-up", NOON + 2 * HOUR_S, &other);
	take(desk, "E", "SoftBank leads Orbit AI's $2bn round", NOON + 3 * HOUR_S, &round);
	assert_int_equal(count_deals(desk), 4);
}

/* "X buys Y and Z" of a third outlet: Z has a deal of its own. */
static void
a_purchase_has_the_target_that_most_name(void **state)
{
	static const struct told bought = { KIND_ACQUISITION, STATUS_AGREED, "Databricks",
		"Mooncake", 0, BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct verdict both = { .relevant = true };

	take(desk, "A", "Databricks buys Mooncake", NOON, &bought);
	take(desk, "B", "Databricks snaps up Mooncake", NOON + HOUR_S, &bought);
	run_until(desk, NOON + 2 * HOUR_S);
	assert_int_equal(desk->n_alerts, 2);
	both.deal = make_deal(&bought, desk->arena);
	both.deal.parties = arena_array(desk->arena, 3, sizeof *both.deal.parties);
	both.deal.n_parties = 0;
	both.deal.parties[both.deal.n_parties++] =
		(struct party){ "Databricks", ROLE_ACQUIRER, true };
	both.deal.parties[both.deal.n_parties++] = (struct party){ "Mooncake", ROLE_TARGET, true };
	both.deal.parties[both.deal.n_parties++] = (struct party){ "Tecton", ROLE_TARGET, true };
	take_judged(desk, "C", "Databricks buys Mooncake and Tecton", NOON + 3 * HOUR_S,
		NOON + 3 * HOUR_S, &both, 1);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
}

/* The round goes on without the backer who denies it; whoever raises denies all of it. */
static void
a_backer_denies_its_own_part_of_a_round(void **state)
{
	static const struct told round = { KIND_FUNDING_ROUND, STATUS_TALKS, NULL, "Lumen AI", 2000,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told backed = round, denied = round, off = round;

	backed.payer = denied.payer = "Orbit";
	denied.millions = off.millions = 0;
	denied.status = off.status = STATUS_DENIED;
	take(desk, "A", "Lumen AI in talks to raise $2bn", NOON, &round);
	take(desk, "B", "Lumen AI seeks $2bn", NOON + HOUR_S, &round);
	take(desk, "C", "Orbit may lead Lumen AI's $2bn round", NOON + 2 * HOUR_S, &backed);
	take(desk, "A", "Orbit denies that it will lead Lumen AI's round", NOON + 3 * HOUR_S,
		&denied);
	run_until(desk, NOON + 4 * HOUR_S);
	assert_int_equal(desk->n_alerts, 4);
	assert_int_equal(desk->alerts[3].type, ALERT_CORRECTION);
	assert_int_equal(desk->alerts[3].n_changes, 1);
	assert_string_equal(desk->alerts[3].changes[0].field, "parties");
	assert_string_equal(desk->alerts[3].changes[0].from, "Lumen AI, Orbit");
	assert_string_equal(desk->alerts[3].changes[0].to, "Lumen AI");
	denied.payer = "Vesper";
	take(desk, "C", "Vesper did not join Lumen AI's round", NOON + 4 * HOUR_S, &denied);
	run_until(desk, NOON + 5 * HOUR_S);
	assert_int_equal(desk->n_alerts, 4);
	take(desk, "B", "Lumen AI denies that it seeks money", NOON + 5 * HOUR_S, &off);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 5);
	assert_int_equal(desk->alerts[4].type, ALERT_CORRECTION);
	assert_string_equal(desk->alerts[4].changes[0].to, "denied");
}

/* "It isn't buying the company": true, and no denial of the licence. */
static void
a_denied_purchase_is_no_denied_licence(void **state)
{
	static const struct told licence = { KIND_LICENSING, STATUS_AGREED, "Nvidia", "Groq", 20000,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told denied = licence;

	denied.kind = KIND_ACQUISITION;
	denied.status = STATUS_DENIED;
	denied.millions = 0;
	take(desk, "A", "Nvidia signs $20bn licence with Groq", NOON, &licence);
	take(desk, "A", "Nvidia says that it isn't buying Groq", NOON + HOUR_S, &denied);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	denied.kind = KIND_LICENSING;
	take(desk, "A", "Nvidia denies licence with Groq", NOON + DAY_S, &denied);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_CORRECTION);
}

/* "…, report says": whoever that was, it is no second witness. */
static void
who_repeats_a_report_is_no_witness(void **state)
{
	struct desk *desk = *state;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	run_until(desk, NOON + HOUR_S);
	take(desk, "B", "Amazon eyes OpenAI bet, report says", NOON + HOUR_S, &talks);
	take(desk, "C", "OpenAI reportedly gets Amazon as a backer", NOON + 2 * HOUR_S, &talks);
	run_until(desk, NOON + 3 * HOUR_S);
	assert_int_equal(desk->n_alerts, 1);
	take(desk, "D", "Amazon weighs putting billions into OpenAI", NOON + 4 * HOUR_S, &talks);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].origins, 2);
}

/* "Sells a tenth" an hour after "to take a tenth" is no payment. */
static void
a_stake_in_other_words_is_no_step(void **state)
{
	static const struct told bought = { KIND_STAKE, STATUS_AGREED, "Orbit", "Lumen AI", 800,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told sold = bought;

	sold.status = STATUS_CLOSED;
	take(desk, "A", "Orbit to take $800m stake in Lumen AI", NOON, &bought);
	take(desk, "A", "Lumen AI sells $800m stake to Orbit", NOON + HOUR_S, &sold);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
}

/* Regulators take months: who bought whom is not a new deal when it is done. */
static void
a_purchase_that_is_done_months_later_is_the_same(void **state)
{
	static const struct told bought = { KIND_ACQUISITION, STATUS_AGREED, "SoftBank", "Ampere",
		6500, BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct told done = bought, other = bought;

	done.status = STATUS_CLOSED;
	done.millions = 0;
	other.payee = "Graphcore";
	other.millions = 0;
	take(desk, "A", "SoftBank to buy Ampere for $6.5bn", NOON, &bought);
	take(desk, "A", "SoftBank buys Graphcore", NOON + 240 * DAY_S, &other);
	take(desk, "A", "SoftBank wraps up Ampere purchase", NOON + 250 * DAY_S, &done);
	run_until(desk, NOON + 260 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_int_equal(desk->alerts[1].type, ALERT_NEW);
	assert_int_equal(desk->alerts[2].type, ALERT_UPDATE);
	assert_string_equal(desk->alerts[2].deal_id, desk->alerts[0].deal_id);
	assert_string_equal(desk->alerts[2].changes[0].to, "closed");
}

/* Talks lead to a deal, and a bid to a purchase; who pays again after a year makes a new deal. */
static void
beyond_the_window_talks_go_on_and_new_deals_begin(void **state)
{
	struct desk *desk = *state;
	struct told agreed = talks, bid = talks;

	agreed.status = STATUS_AGREED;
	bid.kind = KIND_ACQUISITION;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	take(desk, "A", "Amazon to put $10bn into OpenAI", NOON + 60 * DAY_S, &agreed);
	take(desk, "A", "Amazon in talks to buy OpenAI", NOON + 120 * DAY_S, &bid);
	take(desk, "A", "Amazon in talks again to buy OpenAI", NOON + 180 * DAY_S, &bid);
	take(desk, "A", "Amazon to put $10bn into OpenAI", NOON + 400 * DAY_S, &agreed);
	run_until(desk, NOON + 500 * DAY_S);
	assert_int_equal(desk->n_alerts, 4);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_string_equal(desk->alerts[1].deal_id, desk->alerts[0].deal_id);
	assert_int_equal(desk->alerts[2].type, ALERT_NEW);
	assert_int_equal(desk->alerts[3].type, ALERT_NEW);
	assert_string_not_equal(desk->alerts[3].deal_id, desk->alerts[0].deal_id);
}

/* Beyond the window, whoever asks is told why the same parties have a second deal: once. */
static void
a_second_deal_of_the_same_parties_is_noted_at_the_first(void **state)
{
	struct desk *desk = *state;
	struct told first = talks, again = talks;
	struct deal_near *nears;
	struct err err = { 0 };
	size_t n;

	first.status = again.status = STATUS_AGREED;
	again.millions = 25000;
	take(desk, "A", "Amazon to put $10bn into OpenAI", NOON, &first);
	take(desk, "A", "Amazon to put $25bn into OpenAI", NOON + 60 * DAY_S, &again);
	take(desk, "B", "Amazon puts $25bn into OpenAI", NOON + 61 * DAY_S, &again);
	assert_true(deal_nears(desk->db, 1, desk->arena, &nears, &n, &err));
	assert_int_equal(n, 1);
	assert_string_equal(nears[0].title, "Amazon to put $25bn into OpenAI");
	assert_string_equal(
		nears[0].why, "the same parties; another sum; same kind; 60 days apart");
}

/* Feeds come in any order: what was said of talks does not outvote the deal that was signed. */
static void
sums_from_before_the_deal_was_signed_do_not_return(void **state)
{
	static const char *const outlets[] = { "B", "C", "D" };
	static const char *const titles[] = { "Amazon in talks to put $10bn into OpenAI",
		"OpenAI could get over ten billion from Amazon",
		"Retail giant weighs a bet on the ChatGPT maker" };
	struct desk *desk = *state;
	struct told signed_deal = talks;

	signed_deal.status = STATUS_AGREED;
	signed_deal.millions = 7000;
	signed_deal.bound = BOUND_EXACT;
	take(desk, "A", "Amazon to invest $7bn in OpenAI", NOON + DAY_S, &signed_deal);
	for (size_t i = 0; i < ARRAY_LEN(outlets); i++)
		take_wanted(desk, outlets[i], titles[i], NOON + (int64_t)i, NOON + DAY_S + 5,
			&talks, 1);
	run_until(desk, NOON + 3 * DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_string_equal(desk->alerts[0].headline, "Amazon to invest $7bn in OpenAI");
}

static void
what_nothing_ties_to_the_topic_is_a_step_of_a_known_deal_or_nothing(void **state)
{
	struct desk *desk = *state;
	const struct told first = { KIND_STAKE, STATUS_AGREED, "SoftBank", "Helio Dynamics", 900,
		BOUND_EXACT, 0 };
	struct told later = { KIND_INVESTMENT, STATUS_CLOSED, "SoftBank", "Helio Dynamics", 0,
		BOUND_EXACT, 0 };
	struct told other = { KIND_INVESTMENT, STATUS_CLOSED, "SoftBank", "Brick & Sons", 900,
		BOUND_EXACT, 0 };

	take_faint(desk, "A", "SoftBank to buy into Helio Dynamics", NOON - DAY_S, &first);
	take(desk, "A", "SoftBank to buy 8% of AI robot maker Helio for $900m", NOON, &first);
	take_faint(desk, "B", "SoftBank puts $900m into Brick & Sons", NOON + DAY_S, &other);
	take_faint(desk, "C", "SoftBank completes Helio investment", NOON + 4 * DAY_S, &later);
	run_until(desk, NOON + 9 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[0].timestamp, NOON + 30);
	assert_int_equal(desk->alerts[0].n_story_ids, 1);
	assert_int_equal(desk->alerts[1].n_story_ids, 2);
	assert_string_equal(desk->alerts[1].changes[0].to, "closed");
}

/* What one outlet's sum says is known of the deal, whoever tells it next without one. */
static void
a_deal_known_to_be_too_small_is_not_told(void **state)
{
	struct desk *desk = *state;
	struct told bare = talks, small = talks, large = talks;

	bare.millions = 0;
	small.millions = 900;
	small.bound = large.bound = BOUND_EXACT;
	large.millions = 5000;
	desk->watches[0].min_amount =
		(struct amount){ 3000000000, 0, 3000000000, "USD", BOUND_EXACT };
	open_room(desk);
	take(desk, "A", "Amazon in talks to invest in OpenAI", NOON, &bare);
	take_faint(desk, "B", "Amazon in talks to invest $900m in OpenAI", NOON + 10, &small);
	take(desk, "C", "Amazon still in talks with OpenAI", NOON + HOUR_S, &bare);
	run_until(desk, NOON + 2 * HOUR_S);
	assert_int_equal(desk->n_alerts, 0);

	bare.payee = small.payee = large.payee = "Anthropic";
	take(desk, "A", "Amazon in talks to invest $5bn in Anthropic", NOON + DAY_S, &large);
	small.status = STATUS_AGREED;
	take_faint(desk, "A", "Amazon to invest $900m in Anthropic", NOON + 2 * DAY_S, &small);
	run_until(desk, NOON + 3 * DAY_S);
	assert_int_equal(desk->n_alerts, 2); /* who heard of five billion hears that it is less */
	assert_int_equal(desk->alerts[1].revision, 2);
}

static void
an_old_story_joins_the_ledger_and_is_not_told(void **state)
{
	struct desk *desk = *state;
	struct deal_filter all = { 0 };
	struct deal_row *rows;
	struct err err = { 0 };
	size_t n;

	take_wanted(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON - 3 * DAY_S, NOON,
		&talks, 1);
	run_until(desk, NOON + HOUR_S);
	assert_int_equal(desk->n_alerts, 0);
	assert_true(deals_list(desk->db, &all, desk->arena, &rows, &n, &err));
	assert_int_equal(n, 1);
	take(desk, "A", "Amazon still in talks with OpenAI", NOON + 2 * HOUR_S, &talks);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_int_equal(desk->alerts[0].n_story_ids, 2);
}

static void
what_waits_outlives_a_restart(void **state)
{
	struct desk *desk = *state;
	struct err err = { 0 };
	int64_t due;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	desk->settings.group_wait = 900;
	open_room(desk);
	assert_true(newsroom_next_due(desk->room, &due, &err));
	assert_int_equal(due, NOON + 30);
	run_until(desk, NOON + DAY_S);
	open_room(desk);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 1);
}

/* It waits on under its new name, and what it was told under the old one is not told again. */
static void
a_renamed_watch_goes_on(void **state)
{
	struct desk *desk = *state;
	struct told agreed = talks;

	agreed.status = STATUS_AGREED;
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	desk->watches[0].name = "renamed";
	open_room(desk);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_string_equal(desk->alerts[0].watch, "renamed");
	assert_int_equal(desk->alerts[0].timestamp, NOON + 30);
	desk->watches[0].name = "renamed-again";
	open_room(desk);
	take(desk, "B", "Amazon signs to put $10bn into OpenAI", NOON + DAY_S, &agreed);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 2);
	assert_int_equal(desk->alerts[1].type, ALERT_UPDATE);
	assert_int_equal(desk->alerts[1].revision, 2);
}

/* Of another kind it is another watch, which knows nothing. */
static void
a_watch_with_another_name_and_content_is_a_new_one(void **state)
{
	struct desk *desk = *state;

	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	desk->watches[0] = (struct newsroom_watch){ .name = "other", .like = 2, .updates = true };
	open_room(desk);
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 0);
	take(desk, "B", "OpenAI could get $10bn from Amazon", NOON + DAY_S, &talks);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_int_equal(desk->alerts[0].type, ALERT_NEW);
}

static void
a_watch_without_updates_gets_the_first_alert_only(void **state)
{
	struct desk *desk = *state;
	struct told signed_deal = talks;

	signed_deal.status = STATUS_AGREED;
	take_wanted(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, NOON, &talks, 3);
	take_wanted(
		desk, "A", "Amazon signs OpenAI deal", NOON + DAY_S, NOON + DAY_S, &signed_deal, 1);
	run_until(desk, NOON + 2 * DAY_S);
	assert_int_equal(desk->n_alerts, 3);
	assert_string_equal(desk->alerts[0].watch, "ai-deals");
	assert_string_equal(desk->alerts[1].watch, "first-only");
	assert_string_not_equal(desk->alerts[0].id, desk->alerts[1].id);
	assert_int_equal(desk->alerts[2].type, ALERT_UPDATE);
	assert_string_equal(desk->alerts[2].watch, "ai-deals");
}

/* The ledger's headline, too, is of all that was told: no story's title takes the facts' place. */
static void
a_vague_title_does_not_name_the_deal(void **state)
{
	static const struct told first = { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Oracle", 60000,
		BOUND_ABOUT, 0 };
	static const struct deal_filter all = { 0 };
	struct desk *desk = *state;
	struct told again = first;
	struct err err = { 0 };
	struct deal_row *rows;
	size_t n;

	again.bound = BOUND_EXACT;
	take(desk, "A", "OpenAI to rent cloud capacity from Oracle", NOON, &first);
	take(desk, "B", "Oracle jumps on $60 billion OpenAI contract", NOON + HOUR_S, &again);
	assert_true(deals_list(desk->db, &all, desk->arena, &rows, &n, &err));
	assert_int_equal(n, 1);
	assert_string_equal(
		rows[0].headline, "OpenAI to buy about $60bn of computing capacity from Oracle");
}

static void
silence_holds_until_its_end(void **state)
{
	struct desk *desk = *state;
	struct silence silence = { .subject = "amazon-openai-investment-2025-12",
		.until = NOON + DAY_S,
		.made = NOON,
		.comment = "" };
	struct err err = { 0 };
	int64_t id;

	assert_true(silence_add(desk->db, &silence, &id, &err));
	take(desk, "A", "Amazon in talks to put $10bn into OpenAI", NOON, &talks);
	run_until(desk, NOON + HOUR_S);
	assert_int_equal(desk->n_alerts, 0);
	take(desk, "A", "Amazon still in talks with OpenAI", NOON + 2 * DAY_S, &talks);
	run_until(desk, NOON + 3 * DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_int_equal(desk->alerts[0].type, ALERT_NEW);
}

static void
deals_told_in_passing_go_to_the_ledger_once_and_never_alert(void **state)
{
	static const struct told cloud = { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Amazon", 38000,
		BOUND_EXACT, 0 };
	struct desk *desk = *state;
	struct err err = { 0 };
	struct deal background = make_deal(&cloud, desk->arena);
	struct deal_filter all = { 0 };
	struct deal_row *rows;
	size_t n;

	for (unsigned i = 0; i < 2; i++) {
		struct story story = { .id = i ? "b" : "a",
			.title = "Amazon courts OpenAI",
			.text = "",
			.url = "",
			.source = i ? "B" : "A",
			.origin = "",
			.feed = "",
			.published = NOON + i };
		struct verdict verdict = { .relevant = true,
			.deal = make_deal(&talks, desk->arena),
			.background = &background,
			.n_background = 1 };

		assert_true(newsroom_take(
			desk->room, &story, &verdict, 1, NOON + i, desk->arena, &err));
	}
	run_until(desk, NOON + DAY_S);
	assert_int_equal(desk->n_alerts, 1);
	assert_true(deals_list(desk->db, &all, desk->arena, &rows, &n, &err));
	assert_int_equal(n, 2);
	assert_false(rows[0].context);
	assert_true(rows[1].context);
	assert_int_equal(rows[1].kind, KIND_COMPUTE);
	assert_int_equal(desk->alerts[0].n_circles, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(five_outlets_make_one_alert, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			another_kind_with_another_sum_is_another_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_deals_name_folds_its_letters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_move_of_a_deal_is_noted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reasons_stand_by_their_weight, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_outlet_is_a_source_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_deal_leaves_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_names_nobody_joins_only_where_it_fits_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_step_and_a_sum_are_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			each_watch_is_told_with_who_knows_it_already, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_knows_a_deal_is_told_before_who_does_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			whoever_changes_the_sum_gives_up_the_old_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_old_story_that_comes_late_joins_what_is_within_the_window_or_a_step_of_it,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_newer_sum_of_two_outlets_takes_the_place_of_an_older_one_of_three, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			a_denied_round_that_closes_is_the_same_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_rounder_sum_does_not_take_the_finer_ones_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_bound_a_rounding_and_another_copy_are_no_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_second_origin_is_told_and_the_third_is_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			another_wording_of_the_day_is_no_payment, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_small_correction_is_told_and_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			one_story_does_not_turn_the_parties_round, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_purchase_has_the_target_that_most_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(two_deals_turn_out_to_be_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_deal_that_becomes_another_waits_no_more, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_deal_that_was_told_keeps_its_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_merger_is_done_whole_or_not_at_all, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			deals_that_a_story_does_not_join_stay_two, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_backer_denies_its_own_part_of_a_round, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_denied_purchase_is_no_denied_licence, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_repeats_a_report_is_no_witness, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_stake_in_other_words_is_no_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_purchase_that_is_done_months_later_is_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			beyond_the_window_talks_go_on_and_new_deals_begin, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_second_deal_of_the_same_parties_is_noted_at_the_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			sums_from_before_the_deal_was_signed_do_not_return, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_denial_is_a_correction, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_nothing_ties_to_the_topic_is_a_step_of_a_known_deal_or_nothing, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			a_deal_known_to_be_too_small_is_not_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_old_story_joins_the_ledger_and_is_not_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_waits_outlives_a_restart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_renamed_watch_goes_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_watch_with_another_name_and_content_is_a_new_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_watch_without_updates_gets_the_first_alert_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_vague_title_does_not_name_the_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(silence_holds_until_its_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			deals_told_in_passing_go_to_the_ledger_once_and_never_alert, set_up,
			tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
