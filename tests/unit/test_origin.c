/* Who had it first: whom a story names; and what all stories of a deal say together. */
#include "unit.h"

#include <string.h>

#include "base/str.h"
#include "sample_room.h"
#include "story/dossier.h"
#include "story/origin.h"
#include "story/words.h"
#include "text/title.h"

static void
a_story_names_its_origin(void **state)
{
	static const struct {
		const char *source, *title, *text, *origin, *first, *named;
	} cases[] = {
		{ "Daily Wire", "Lumen in talks",
			"The talks were first reported by the Information.", "", NULL,
			"The Information" },
		{ "Daily Wire", "Lumen in talks",
			"Lumen is in talks, according to the Financial Times.", "", NULL,
			"Financial Times" },
		{ "Daily Wire", "Lumen nears round, Bloomberg reports", "", "", NULL, "Bloomberg" },
		{ "Daily Wire", "Lumen weighs bid, Reuters says", "", "", NULL, "Reuters" },
		{ "Daily Wire", "Reuters says yes to Lumen", "", "", NULL, NULL },
		{ "Daily Wire", "Lumen nears round: Bloomberg", "", "", NULL, "Bloomberg" },
		{ "Daily Wire", "Bloomberg: the firm behind the terminal", "", "", NULL, NULL },
		{ "Daily Wire", "Lumen in talks, people say",
			"People told Reuters that it will buy.", "", NULL, "Reuters" },
		{ "Google News", "Lumen to buy Northwind for cash - Reuters", "", "", NULL,
			"Reuters" },
		{ "reuters.com", "Lumen to buy Northwind for cash - Reuters", "", "", NULL, NULL },
		{ "Google News", "Lumen to buy Northwind", "", "Handelsblatt", NULL,
			"Handelsblatt" },
		{ "Daily Wire", "Lumen to buy Northwind", "", "", "CNBC", "CNBC" },
		{ "CNBC", "Lumen to buy Northwind", "", "", "CNBC", NULL },
		{ "Daily Wire", "Lumen to buy Northwind",
			"According to people familiar, it is done.", "", NULL, NULL },
		{ "Daily Wire", "Bloomberg Terminal gets Lumen's models", "", "", NULL, NULL },
		{ "ft.com", "Lumen to buy", "according to the Financial Times", "", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct story story = { .id = "1",
			.title = cases[i].title,
			.text = cases[i].text,
			.url = "",
			.source = cases[i].source,
			.origin = cases[i].origin,
			.feed = "" };
		const struct deal deal = { .first_reported_by = cases[i].first };
		const char *named = origin_named(&story, &deal, arena);

		if (cases[i].named)
			assert_string_equal(named ? named : "(nobody)", cases[i].named);
		else
			assert_null(named);
	}
}

/* A small outlet that told of the deal is quoted as the large ones are. */
static void
whoever_told_of_the_deal_before_is_quoted(void **state)
{
	static const char *const outlets[] = { "", "Daily Wire", "Harbour Post" };
	static const struct {
		const char *source, *title, *text, *named;
	} cases[] = {
		{ "City Post", "Lumen in talks",
			"It is in talks, the Harbour Post reported on Monday.", "Harbour Post" },
		{ "City Post", "Lumen weighs purchase: Harbour Post", "", "Harbour Post" },
		{ "City Post", "Lumen weighs purchase - Harbour Post", "", "Harbour Post" },
		{ "City Post", "Lumen in talks", "Citing people, Daily Wire said so.", NULL },
		{ "City Post", "Lumen in talks", "It is in talks, a Harbour Postman reported.",
			NULL },
		{ "Harbour Post", "Lumen in talks", "As the Harbour Post reported.", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct story story = {
			.title = cases[i].title, .text = cases[i].text, .source = cases[i].source
		};
		const char *named = origin_among(&story, outlets, ARRAY_LEN(outlets), arena);

		assert_string_equal(
			named ? named : "(nobody)", cases[i].named ? cases[i].named : "(nobody)");
	}
}

static void
an_outlet_is_one_however_it_is_called(void **state)
{
	(void)state;
	assert_string_equal(outlet_name(arena, "FT"), "Financial Times");
	assert_string_equal(outlet_name(arena, "www.ft.com"), "Financial Times");
	assert_string_equal(outlet_name(arena, "the verge"), "The Verge");
	assert_string_equal(outlet_name(arena, "www.daily.example"), "daily.example");
}

static void
titles_lose_what_outlets_hang_on_them(void **state)
{
	static const char *const cases[][2] = {
		{ "Lumen to buy Northwind - Reuters", "Lumen to buy Northwind" },
		{ "Exclusive | Lumen to buy Northwind | Daily Wire", "Lumen to buy Northwind" },
		{ "UPDATE 2-Lumen to buy Northwind", "Lumen to buy Northwind" },
		{ "Lumen buys chips - for how much? Nobody will say",
			"Lumen buys chips - for how much? Nobody will say" },
		{ "Lumen-backed Northwind raises $5m", "Lumen-backed Northwind raises $5m" },
		{ "UPDATE 1-EXCLUSIVE-Lumen to buy Northwind", "Lumen to buy Northwind" },
		{ "[Updated] Lumen to buy Northwind. [Video]", "Lumen to buy Northwind" },
		{ "Lumen to buy Northwind (2 minute read) - Reuters", "Lumen to buy Northwind" },
		{ "(LEAD) Lumen to buy Northwind", "Lumen to buy Northwind" },
		{ "Lumen to buy Northwind Inc (NWD)", "Lumen to buy Northwind Inc (NWD)" },
		{ "[Lumen]", "[Lumen]" },
		{ "Update", "Update" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(title_core(arena, cases[i][0]), cases[i][1]);
}

struct voice {
	struct told told;
	const char *outlet;
	int64_t when;
	bool again;
	unsigned facets;
};

static struct dossier
hear(const struct voice *voices, size_t n)
{
	struct dossier dossier = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct deal *deal = arena_alloc(arena, sizeof *deal);
		struct str record;

		*deal = make_deal(&voices[i].told, arena);
		struct testimony testimony = { .deal = deal,
			.outlet = voices[i].outlet,
			.origin = voices[i].outlet,
			.published = voices[i].when,
			.facets = voices[i].facets,
			.again = voices[i].again };

		dossier_add(&dossier, &testimony, &tokens, arena);
		/* As it goes through the store between two stories. */
		str_init(&record, SIZE_MAX / 2);
		dossier_to_record(&dossier, &record);
		dossier_from_record(record.text, record.len, &dossier, arena);
		str_clear(&record);
	}
	return dossier;
}

#define SAYS(status, millions, bound)                                                              \
	{                                                                                          \
		KIND_INVESTMENT, STATUS_##status, "Amazon", "OpenAI", millions, BOUND_##bound, 0   \
	}

#define STEP(kind, status, millions)                                                               \
	{                                                                                          \
		KIND_##kind, STATUS_##status, NULL, "OpenAI", millions, BOUND_EXACT, 0             \
	}

/* What a title says besides the facts decides whether its story moves the deal. */
static void
words_of_a_title_hold_a_step_back(void **state)
{
	static const struct {
		const char *what;
		struct told first, then;
		const char *title;
		enum deal_status status;
		int64_t millions;
	} cases[] = {
		{ "completed by its own words", STEP(INVESTMENT, AGREED, 500),
			STEP(INVESTMENT, CLOSED, 500), "Orbit completes its purchase of shares",
			STATUS_CLOSED, 500 },
		{ "told as done", STEP(INVESTMENT, AGREED, 500), STEP(INVESTMENT, CLOSED, 500),
			"Orbit bets $500m on Lumen", STATUS_AGREED, 500 },
		{ "on again", STEP(ACQUISITION, COLLAPSED, 500), STEP(ACQUISITION, AGREED, 500),
			"Orbit revives its bid for Lumen", STATUS_AGREED, 500 },
		{ "asked", STEP(FUNDING_ROUND, TALKS, 500), STEP(FUNDING_ROUND, AGREED, 9000),
			"First Orbit, now Lumen? Tech may sell stock to fund a $9bn boom",
			STATUS_TALKS, 500 },
		{ "explained", STEP(FUNDING_ROUND, TALKS, 0), STEP(FUNDING_ROUND, AGREED, 9000),
			"What Lumen's push means for its $9bn backer", STATUS_TALKS, 0 },
		{ "one investor's part", STEP(FUNDING_ROUND, AGREED, 8000),
			STEP(INVESTMENT, CLOSED, 1000), "Orbit plowed $1bn into Lumen",
			STATUS_AGREED, 8000 },
		{ "the last part", STEP(INVESTMENT, AGREED, 4000), STEP(INVESTMENT, CLOSED, 2750),
			"Orbit puts final $2.75bn into Lumen", STATUS_AGREED, 4000 },
		{ "a month's price", STEP(COMPUTE, TALKS, 30000), STEP(COMPUTE, AGREED, 920),
			"Orbit will pay Lumen $920m per month", STATUS_AGREED, 30000 },
		{ "agreed for a little more", STEP(ACQUISITION, TALKS, 14000),
			STEP(ACQUISITION, AGREED, 15000), "Orbit to buy Lumen for $15bn",
			STATUS_AGREED, 15000 },
		{ "told for a little more", STEP(ACQUISITION, AGREED, 14000),
			STEP(ACQUISITION, AGREED, 15000), "Orbit to buy Lumen for $15bn",
			STATUS_AGREED, 14000 },
		{ "a year after", STEP(COMPUTE, TALKS, 30000), STEP(COMPUTE, AGREED, 920),
			"Orbit will pay Lumen $920m a year after their quarrel", STATUS_AGREED,
			920 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct words words;
		int64_t later = cases[i].first.status == STATUS_COLLAPSED ? 3 * DAY_S : HOUR_S;

		words_read(&words, cases[i].title, &tokens);
		struct voice voices[] = { { cases[i].first, "A", NOON, false, 0 },
			{ cases[i].then, "B", NOON + later, false, words.facets } };
		struct dossier dossier = hear(voices, ARRAY_LEN(voices));

		if (dossier.deal.status != cases[i].status ||
			dossier.deal.amount.value != cases[i].millions * 1000000)
			fail_msg("%s: status %d, %lld", cases[i].what, dossier.deal.status,
				(long long)dossier.deal.amount.value);
	}
}

static void
the_best_supported_sum_is_shown_with_every_figure(void **state)
{
	static const struct voice voices[] = {
		{ SAYS(TALKS, 10000, MORE_THAN), "A", NOON, false },
		{ SAYS(TALKS, 10000, UP_TO), "B", NOON + 60, false },
		{ SAYS(TALKS, 10000, MORE_THAN), "C", NOON + 120, false },
		{ SAYS(TALKS, 50000, EXACT), "D", NOON + 180, false },
	};
	struct dossier dossier = hear(voices, ARRAY_LEN(voices));

	(void)state;
	assert_int_equal(dossier.deal.amount.value, 10000000000);
	assert_int_equal(dossier.deal.amount.bound, BOUND_MORE_THAN);
	assert_int_equal(dossier.deal.n_amounts, 3);
	assert_int_equal(dossier.deal.amounts[0].n_sources, 2);
	assert_string_equal(dossier.deal.amounts[0].sources[1], "C");
	assert_int_equal(dossier.n_outlets, 4);
}

static void
status_steps_up_and_down(void **state)
{
	static const struct {
		enum deal_status steps[4];
		int64_t hours[4];
		enum deal_status want;
	} cases[] = {
		{ { STATUS_TALKS, STATUS_AGREED, STATUS_TALKS }, { 0, 1, 2 }, STATUS_AGREED },
		{ { STATUS_TALKS, STATUS_DENIED }, { 0, 1 }, STATUS_DENIED },
		{ { STATUS_TALKS, STATUS_DENIED, STATUS_TALKS }, { 0, 1, 2 }, STATUS_DENIED },
		{ { STATUS_TALKS, STATUS_DENIED, STATUS_AGREED }, { 0, 1, 2 }, STATUS_AGREED },
		{ { STATUS_TALKS, STATUS_DENIED, STATUS_TALKS }, { 0, 1, 100 }, STATUS_TALKS },
		{ { STATUS_AGREED, STATUS_COLLAPSED, STATUS_AGREED }, { 0, 1, 3 },
			STATUS_COLLAPSED },
		{ { STATUS_TALKS, STATUS_CLOSED, STATUS_PRELIMINARY, STATUS_AGREED },
			{ 0, 1, 2, 3 }, STATUS_CLOSED },
		{ { STATUS_AGREED, STATUS_CLOSED }, { 0, 1 }, STATUS_AGREED },
		{ { STATUS_AGREED, STATUS_CLOSED }, { 0, 100 }, STATUS_CLOSED },
		{ { STATUS_AGREED, STATUS_COLLAPSED, STATUS_AGREED }, { 0, 1, 300 },
			STATUS_COLLAPSED },
		{ { STATUS_TALKS, STATUS_COLLAPSED, STATUS_AGREED }, { 0, 1, 300 }, STATUS_AGREED },
		{ { STATUS_TALKS, STATUS_COLLAPSED, STATUS_STALLED }, { 0, 1, 300 },
			STATUS_COLLAPSED },
		{ { STATUS_COLLAPSED, STATUS_AGREED }, { 0, 300 }, STATUS_COLLAPSED },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct voice voices[4] = { 0 };
		size_t n = 0;

		for (; n < 4 && cases[i].steps[n]; n++) {
			voices[n].told = (struct told){ KIND_INVESTMENT, cases[i].steps[n],
				"Amazon", "OpenAI", 0, BOUND_EXACT, 0 };
			voices[n].outlet = "A";
			voices[n].when = NOON + cases[i].hours[n] * HOUR_S;
		}
		assert_int_equal(hear(voices, n).deal.status, cases[i].want);
	}
}

/* "$3bn now, up to $5bn in all": the part that is sure is no other sum, unless more say so. */
static void
a_sure_part_leaves_the_whole(void **state)
{
	static const struct voice voices[] = {
		{ SAYS(AGREED, 5000, UP_TO), "A", NOON, false, 0 },
		{ SAYS(AGREED, 3000, EXACT), "B", NOON + 20 * HOUR_S, false, 0 },
		{ SAYS(AGREED, 3000, EXACT), "C", NOON + 21 * HOUR_S, false, 0 },
	};
	static const struct voice whole[] = {
		{ SAYS(AGREED, 3000, EXACT), "A", NOON, false, 0 },
		{ SAYS(AGREED, 5000, UP_TO), "B", NOON + 20 * HOUR_S, false, 0 },
	};

	(void)state;
	assert_int_equal(hear(voices, 2).deal.amount.value, 5000000000);
	assert_int_equal(hear(voices, 3).deal.amount.value, 3000000000);
	assert_int_equal(hear(whole, 2).deal.amount.value, 5000000000);
}

static void
a_story_told_anew_takes_back_its_figure(void **state)
{
	static const struct voice voices[] = {
		{ SAYS(TALKS, 10000, EXACT), "A", NOON, false },
		{ SAYS(TALKS, 1000, EXACT), "A", NOON + 60, true },
	};
	struct dossier dossier = hear(voices, ARRAY_LEN(voices));

	(void)state;
	assert_int_equal(dossier.deal.amount.value, 1000000000);
	assert_int_equal(dossier.deal.n_amounts, 1);
	assert_int_equal(dossier.n_stories, 1);
	assert_true(dossier.corrected);
}

static void
a_name_and_its_longer_form_are_one_party(void **state)
{
	static const char *const payers[] = { "Larkspur", "Larkspur Cloud", "Larkspurs" };
	struct dossier dossier = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(payers); i++) {
		const struct told told = { KIND_INVESTMENT, STATUS_AGREED, payers[i], "OpenAI", 0,
			BOUND_EXACT, 0 };
		struct deal deal = make_deal(&told, arena);
		struct testimony testimony = {
			.deal = &deal, .outlet = "A", .origin = "A", .published = NOON
		};

		deal.parties[0].known = false; /* what a list knows is two where it says so */
		dossier_add(&dossier, &testimony, &tokens, arena);
	}
	assert_int_equal(dossier.deal.n_parties, 3);
	assert_non_null(deal_party(&dossier.deal, "Larkspur"));
	assert_non_null(deal_party(&dossier.deal, "Larkspurs"));
}

/* "How Lumen was split between X, Y and Z", "X, Y and more in the morning's news" */
static void
what_is_told_aside_adds_no_party(void **state)
{
	static const struct voice voices[] = {
		{ { KIND_ACQUISITION, STATUS_AGREED, "Meta", "Lumen", 3000, BOUND_EXACT, 0 }, "A",
			NOON, false, 0 },
		{ { KIND_ACQUISITION, STATUS_AGREED, "Meta", "Google", 3000, BOUND_EXACT, 0 }, "B",
			NOON + 60, false, FACET_ASKS },
		{ { KIND_ACQUISITION, STATUS_AGREED, "AMD", "Lumen", 3000, BOUND_EXACT, 0 }, "C",
			NOON + 90, false, 0 },
	};
	struct dossier dossier = hear(voices, ARRAY_LEN(voices));
	struct words words;

	(void)state;
	assert_int_equal(dossier.deal.n_parties, 3);
	assert_null(deal_party(&dossier.deal, "Google"));
	words_read(&words, "Lumen deal, Acme earnings and more in Morning Wire", &tokens);
	assert_true(words.facets & FACET_ASKS);
	words_read(&words, "Lumen raises $5m and more than doubles its valuation", &tokens);
	assert_false(words.facets & FACET_ASKS);
}

static void
one_storys_slip_is_no_party(void **state)
{
	struct voice voices[8];
	struct dossier dossier;

	(void)state;
	for (size_t i = 0; i < 8; i++)
		voices[i] = (struct voice){ SAYS(AGREED, 0, EXACT), "A", NOON + (int64_t)i, false };
	voices[7].told.payer = "Apple";
	dossier = hear(voices, 8);
	assert_int_equal(dossier.deal.n_parties, 2);
	assert_null(deal_party(&dossier.deal, "Apple"));
	dossier = hear(voices + 6, 2);
	assert_non_null(deal_party(&dossier.deal, "Apple"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_story_names_its_origin, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			whoever_told_of_the_deal_before_is_quoted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_outlet_is_one_however_it_is_called, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			titles_lose_what_outlets_hang_on_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			words_of_a_title_hold_a_step_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_best_supported_sum_is_shown_with_every_figure, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_sure_part_leaves_the_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(status_steps_up_and_down, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_story_told_anew_takes_back_its_figure, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_name_and_its_longer_form_are_one_party, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_told_aside_adds_no_party, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_storys_slip_is_no_party, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
