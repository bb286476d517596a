/* A deal in a few lines: the headline, sentences that each add a fact, and real changes. */
#include "unit.h"

#include <string.h>

#include "brief/brief.h"
#include "brief/worth.h"
#include "sample_room.h"

static void
facts_make_the_headline(void **state)
{
	static const struct {
		struct told told;
		const char *headline;
	} cases[] = {
		{ { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000, BOUND_MORE_THAN, 0 },
			"Amazon in talks to invest more than $10bn in OpenAI" },
		{ { KIND_INVESTMENT, STATUS_AGREED, "Amazon", "OpenAI", 0, BOUND_EXACT, 0 },
			"Amazon to invest in OpenAI" },
		{ { KIND_INVESTMENT, STATUS_CLOSED, "Amazon", "OpenAI", 500, BOUND_EXACT, 0 },
			"Amazon invests $500m in OpenAI" },
		{ { KIND_INVESTMENT, STATUS_DENIED, "Amazon", "OpenAI", 10000, BOUND_EXACT, 0 },
			"Denied: Amazon's $10bn investment in OpenAI" },
		{ { KIND_ACQUISITION, STATUS_COLLAPSED, "Meta", "Manus", 2000, BOUND_EXACT, 0 },
			"Meta's $2bn acquisition of Manus collapses" },
		{ { KIND_ACQUISITION, STATUS_CLOSED, "Meta", "Manus", 2000, BOUND_EXACT, 0 },
			"Meta completes purchase of Manus for $2bn" },
		{ { KIND_STAKE, STATUS_AGREED, "Meta", "Manus", 2000, BOUND_EXACT, 0 },
			"Meta to take $2bn stake in Manus" },
		{ { KIND_ACQUISITION, STATUS_DENIED, "Cerebras", "Manus", 0, BOUND_EXACT, 0 },
			"Denied: Cerebras' acquisition of Manus" },
		{ { KIND_ACQUISITION, STATUS_PRELIMINARY, "Meta", "Manus", 2000, BOUND_EXACT, 0 },
			"Meta signs letter of intent to buy Manus for $2bn" },
		{ { KIND_FUNDING_ROUND, STATUS_TALKS, NULL, "DeepSeek", 7000, BOUND_UP_TO, 0 },
			"DeepSeek in talks to raise up to $7bn" },
		{ { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, "DeepSeek", 7000, BOUND_EXACT, 0 },
			"DeepSeek raises $7bn" },
		{ { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Amazon", 38000, BOUND_EXACT, 0 },
			"OpenAI to buy $38bn of computing capacity from Amazon" },
		{ { KIND_CHIP_SUPPLY, STATUS_AGREED, "OpenAI", "AMD", 0, BOUND_EXACT, 0 },
			"OpenAI to buy chips from AMD" },
		{ { KIND_DEBT, STATUS_CLOSED, "Apollo", "xAI", 5000, BOUND_ABOUT, 0 },
			"Apollo lends about $5bn to xAI" },
	};
	const struct brief_story story = { .source = "A", .title = "The title of the story" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct deal deal = make_deal(&cases[i].told, arena);

		assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
			cases[i].headline);
	}
}

static void
what_fails_is_as_much_as_there_was(void **state)
{
	static const struct told told = { KIND_ACQUISITION, STATUS_COLLAPSED, "Meta", "Manus", 2000,
		BOUND_EXACT, 0 };
	const struct brief_story story = { .source = "A", .title = "The title of the story" };
	struct deal deal = make_deal(&told, arena);

	(void)state;
	deal.peak = STATUS_TALKS;
	assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
		"Talks on Meta's $2bn acquisition of Manus collapse");
	deal.peak = STATUS_AGREED;
	assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
		"Meta's $2bn acquisition of Manus collapses");
}

/* A sum by the year is no deal's whole sum: its source says it better. */
static void
a_rate_is_told_by_a_title(void **state)
{
	static const struct told told = { KIND_LICENSING, STATUS_AGREED, "Amazon", "Larkspur Press",
		20, BOUND_MORE_THAN, 0 };
	struct brief_story story = { .source = "A",
		.title = "Amazon to pay Larkspur Press at least $20 million a year" };
	struct deal deal = make_deal(&told, arena);

	(void)state;
	assert_string_equal(
		brief_headline(&(struct brief){ &deal, &story, 1 }, arena), story.title);
	story.title = "Amazon to pay Larkspur Press at least $20 million";
	assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
		"Amazon in licensing deal with Larkspur Press worth more than $20m");
}

/* What a story says is said by its sentence; its title adds nothing to that. */
static void
no_title_stands_beside_its_own_storys_sentence(void **state)
{
	static const struct told told = { KIND_ACQUISITION, STATUS_TALKS, "Cisco", "Ravelin", 5600,
		BOUND_EXACT, 0 };
	static const char *const said[] = {
		"Cisco has offered $5.6 billion for Ravelin, trumping two rivals, people said.",
	};
	const struct brief_story story = { "A",
		"Cisco makes surprise bid for security firm Ravelin", said, 1, NOON };
	struct deal deal = make_deal(&told, arena);
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, &story, 1 },
		"Cisco in talks to buy Ravelin for $5.6bn", &tokens, arena, &summary, &n);
	assert_int_equal(n, 1);
	assert_string_equal(summary[0].text, said[0]);
}

/* A sum that was given up is not told beside the one that took its place. */
static void
a_sum_that_was_given_up_is_not_told(void **state)
{
	static const struct told told = { KIND_INVESTMENT, STATUS_AGREED, "SoftBank", "Helio", 1100,
		BOUND_EXACT, 0 };
	static const char *const before[] = {
		"SoftBank will buy a part of robot maker Helio for $900 million, it was learned.",
	};
	static const char *const now[] = {
		"SoftBank said it had agreed to invest $1.1 billion in Helio, its third robot "
		"deal.",
	};
	const struct brief_story stories[] = {
		{ "A", "SoftBank to buy into Helio", before, 1, NOON },
		{ "B", "SoftBank confirms Helio deal", now, 1, NOON + DAY_S },
	};
	struct deal deal = make_deal(&told, arena);
	struct figure figures[] = { { .amount = deal.amount }, { .amount = deal.amount } };
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	figures[0].amount.value = figures[0].amount.usd = 900000000;
	deal.amounts = figures;
	deal.n_amounts = 2;
	brief_summary(&(struct brief){ &deal, stories, 2 }, "SoftBank to invest $1.1bn in Helio",
		&tokens, arena, &summary, &n);
	for (size_t i = 0; i < n; i++)
		assert_string_not_equal(summary[i].text, before[0]);
}

static void
several_payers_are_told_in_the_plural(void **state)
{
	struct party parties[] = {
		{ "Amazon", ROLE_INVESTOR, true },
		{ "Google", ROLE_INVESTOR, true },
		{ "Microsoft", ROLE_INVESTOR, true },
		{ "Nvidia", ROLE_INVESTOR, true },
		{ "Anthropic", ROLE_TARGET, true },
	};
	struct deal deal = {
		.kind = KIND_INVESTMENT, .status = STATUS_CLOSED, .parties = parties, .n_parties = 5
	};
	const struct brief_story story = { .source = "A", .title = "The title of the story" };

	(void)state;
	assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
		"Amazon, Google and 2 others invest in Anthropic");
	parties[2].role = parties[3].role = ROLE_NONE;
	assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
		"Amazon and Google invest in Anthropic");
}

static void
too_few_facts_leave_the_best_title(void **state)
{
	static const struct told told = { KIND_FUNDING_ROUND, STATUS_AGREED, NULL, "Lumen AI", 0,
		BOUND_EXACT, 0 };
	const struct brief_story stories[] = {
		{ .source = "A", .title = "Why everybody should care about this" },
		{ .source = "B",
			.title = "Exclusive | Lumen AI files to go public in New York - Daily "
				 "Wire" },
	};
	struct deal deal = make_deal(&told, arena);

	(void)state;
	assert_string_equal(brief_headline(&(struct brief){ &deal, stories, 2 }, arena),
		"Lumen AI files to go public in New York");
}

/* "’" shares its bytes with signs of currencies. */
static void
an_apostrophe_is_no_sum_in_a_title(void **state)
{
	static const struct told told = { KIND_FUNDING_ROUND, STATUS_AGREED, NULL, "Lumen AI", 1000,
		BOUND_EXACT, 0 };
	struct deal deal = make_deal(&told, arena);
	struct folded plain, curly, pounds;

	(void)state;
	folded_init(&plain, "Lumen AI's big round");
	folded_init(&curly, "Lumen AI’s big round");
	folded_init(&pounds, "Lumen AI’s £1,000 round");
	assert_int_equal(worth_of_title(&curly, &deal), worth_of_title(&plain, &deal));
	assert_true(worth_of_title(&pounds, &deal) > worth_of_title(&plain, &deal));
}

static void
without_a_sum_a_source_says_how_many_chips(void **state)
{
	static const struct told told = { KIND_CHIP_SUPPLY, STATUS_AGREED, "OpenAI", "AMD", 0,
		BOUND_EXACT, 0 };
	const struct brief_story stories[] = {
		{ .source = "A", .title = "OpenAI in talks with AMD about chips" },
		{ .source = "B", .title = "AMD to ship OpenAI six gigawatts of GPUs" },
	};
	struct deal deal = make_deal(&told, arena);

	(void)state;
	assert_string_equal(brief_headline(&(struct brief){ &deal, stories, 1 }, arena),
		"OpenAI to buy chips from AMD");
	assert_string_equal(brief_headline(&(struct brief){ &deal, stories + 1, 1 }, arena),
		"AMD to ship OpenAI six gigawatts of GPUs");
}

/* Power, land and cables for a data centre are of these kinds, too. */
static void
a_form_says_no_more_than_the_sources(void **state)
{
	static const struct {
		enum deal_kind kind;
		enum deal_status status;
		const char *title, *headline;
	} cases[] = {
		{ KIND_COMPUTE, STATUS_AGREED,
			"Northwind signs 1.2GW solar agreement with Lumen AI",
			"Northwind signs 1.2GW solar agreement with Lumen AI" },
		{ KIND_COMPUTE, STATUS_TALKS, "Lumen AI eyes $4bn power plant of Northwind",
			"Lumen AI eyes $4bn power plant of Northwind" },
		{ KIND_COMPUTE, STATUS_AGREED, "Northwind to lay $4bn of cables for Lumen AI",
			"Northwind to lay $4bn of cables for Lumen AI" },
		{ KIND_CHIP_SUPPLY, STATUS_AGREED, "Lumen AI gets $4bn from Northwind",
			"Lumen AI gets $4bn from Northwind" },
		{ KIND_CHIP_SUPPLY, STATUS_AGREED, "Lumen AI orders $4bn of Northwind GPUs",
			"Lumen AI to buy $4bn of chips from Northwind" },
		{ KIND_COMPUTE, STATUS_AGREED, "Lumen AI in $4bn cloud deal with Northwind",
			"Lumen AI to buy $4bn of computing capacity from Northwind" },
		{ KIND_COMPUTE, STATUS_AGREED, "A deal of $4bn to warm the stock",
			"Lumen AI to buy $4bn of computing capacity from Northwind" },
		{ KIND_COMPUTE, STATUS_COLLAPSED, "Northwind power plant not for Lumen AI",
			"Lumen AI's $4bn computing deal with Northwind collapses" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct told told = { cases[i].kind, cases[i].status, "Lumen AI", "Northwind",
			4000, BOUND_EXACT, 0 };
		const struct brief_story story = { .source = "A", .title = cases[i].title };
		struct deal deal = make_deal(&told, arena);

		assert_string_equal(brief_headline(&(struct brief){ &deal, &story, 1 }, arena),
			cases[i].headline);
	}
}

static void
titles_and_who_said_so_add_nothing_to_two_sentences(void **state)
{
	static const struct told told = { KIND_ACQUISITION, STATUS_AGREED, "Northwind", "Lumen AI",
		2000, BOUND_EXACT, 0 };
	static const char *const first[] = {
		"Lumen AI trains models for engineers and has forty customers.",
		"The purchase is to be complete in spring, after regulators have looked at it.",
	};
	static const char *const second[] = {
		"People familiar with the matter said so to the Harbour Wire, which reported it.",
	};
	const struct brief_story stories[] = {
		{ "A", "Bicycle maker Northwind buys Lumen AI to draw frames", first, 2, NOON },
		{ "Harbour Wire", "Lumen AI goes to Northwind", second, 1, NOON + 60 },
	};
	struct deal deal = make_deal(&told, arena);
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, stories, 2 },
		brief_headline(&(struct brief){ &deal, stories, 2 }, arena), &tokens, arena,
		&summary, &n);
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(summary[i].source, "A");
}

static void
a_long_headline_ends_with_a_whole_word(void **state)
{
	struct deal deal = { .kind = KIND_PARTNERSHIP, .status = STATUS_AGREED };
	char title[1000] = "";
	const struct brief_story story = { .source = "A", .title = title };
	const char *headline;
	size_t len;

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(title, "Überwältigend ");
	headline = brief_headline(&(struct brief){ &deal, &story, 1 }, arena);
	len = strlen(headline);
	assert_true(len <= BRIEF_HEADLINE_MAX);
	assert_memory_equal(headline + len - strlen("Überwältigend…"), "Überwältigend…",
		strlen("Überwältigend…"));
}

static void
each_sentence_adds_a_fact_and_none_is_said_twice(void **state)
{
	static const struct told told = { KIND_INVESTMENT, STATUS_TALKS, "Northwind", "Lumen AI",
		10000, BOUND_MORE_THAN, 1u << KIND_CHIP_SUPPLY };
	static const char *const first[] = {
		"Northwind is in talks to invest more than $10bn in Lumen AI.",
		"The deal would value Lumen AI at over $500bn, people close to the talks said.",
		("Lumen AI would train its models on Northwind's Borealis chips and rent more "
		 "capacity."),
		"Northwind declined to comment on the talks with Lumen AI.",
	};
	static const char *const second[] = {
		"Northwind could put upwards of $10 billion into Lumen AI, it is said.",
		"Lumen AI would be valued at more than $500 billion in the deal under discussion.",
		("In November Lumen AI agreed to rent servers from Northwind for $38bn over seven "
		 "years."),
	};
	const struct brief_story stories[] = {
		{ "A", "Northwind in talks to invest in Lumen AI", first, ARRAY_LEN(first), NOON },
		{ "B", "Lumen AI may get Northwind money", second, ARRAY_LEN(second), NOON + 60 },
	};
	struct deal deal = make_deal(&told, arena);
	const char *headline = brief_headline(&(struct brief){ &deal, stories, 2 }, arena);
	struct alert_sentence *summary;
	unsigned valuations = 0, chips = 0, servers = 0;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, stories, 2 }, headline, &tokens, arena, &summary, &n);
	assert_in_range(n, 2, BRIEF_SENTENCES_MAX);
	for (size_t i = 0; i < n; i++) {
		valuations += strstr(summary[i].text, "$500") != NULL;
		chips += strstr(summary[i].text, "Borealis") != NULL;
		servers += strstr(summary[i].text, "$38bn") != NULL;
		assert_null(strstr(summary[i].text, "declined"));
		assert_null(strstr(summary[i].text, "upwards of"));
		assert_string_not_equal(summary[i].text, first[0]);
		if (strstr(summary[i].text, "$38bn"))
			assert_string_equal(summary[i].source, "B");
	}
	assert_int_equal(valuations, 1);
	assert_int_equal(chips, 1);
	assert_int_equal(servers, 1);
}

static void
a_title_alone_still_makes_a_summary(void **state)
{
	static const struct told told = { KIND_FUNDING_ROUND, STATUS_CLOSED, NULL, "Lumen AI", 75,
		BOUND_EXACT, 0 };
	const struct brief_story story = { .source = "A",
		.title = "Lumen AI raises $75m - Daily Wire" };
	struct deal deal = make_deal(&told, arena);
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, &story, 1 }, "Lumen AI raises $75m", &tokens, arena,
		&summary, &n);
	assert_int_equal(n, 1);
	assert_string_equal(summary[0].text, "Lumen AI raises $75m");
	assert_string_equal(summary[0].source, "A");
}

static void
old_news_alone_still_makes_a_summary(void **state)
{
	static const struct told told = { KIND_ACQUISITION, STATUS_AGREED, "Meta", "Manus", 2000,
		BOUND_EXACT, 0 };
	const struct brief_story stories[] = {
		{ .source = "A",
			.title = "Meta in talks to buy Manus - Daily Wire",
			.stale = true },
		{ .source = "B", .title = "Meta nears a deal for Manus", .stale = true },
	};
	struct deal deal = make_deal(&told, arena);
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, stories, 2 }, "Meta to buy Manus for $2bn", &tokens,
		arena, &summary, &n);
	assert_int_equal(n, 1);
	assert_string_equal(summary[0].text, "Meta in talks to buy Manus");
	assert_string_equal(summary[0].source, "A");
}

static void
sentences_are_whole(void **state)
{
	const char **sentences;
	size_t n;

	(void)state;
	brief_sentences("Lumen Inc. of St. Louis in the U.S. has raised $7.5 million from Dr. Ng. "
			"Subscribe to our newsletter for more stories like this one. Too short. "
			"Is this the end of the boom in artificial intelligence? "
			"The round was led by Northwind Co. and values it at $80m.",
		&tokens, arena, &sentences, &n);
	assert_int_equal(n, 2);
	assert_string_equal(sentences[0],
		"Lumen Inc. of St. Louis in the U.S. has raised $7.5 million from Dr. Ng.");
	assert_string_equal(
		sentences[1], "The round was led by Northwind Co. and values it at $80m.");
}

static void
where_and_when_and_notes_to_editors_are_left_out(void **state)
{
	static const struct {
		const char *text, *sentence;
	} cases[] = {
		{ "March 2 (Wire) - Lumen AI has raised $7.5 million from Northwind.",
			"Lumen AI has raised $7.5 million from Northwind." },
		{ "LONDON, March 4, 2026 /PRWire/ -- Lumen AI today announced a $7m round.",
			"Lumen AI today announced a $7m round." },
		{ "(Corrects the sum in paragraph one) Lumen AI raised $7m from Northwind.",
			"Lumen AI raised $7m from Northwind." },
		{ "Lumen AI (a maker of robots) - long a rumour - has raised $7m.",
			"Lumen AI (a maker of robots) - long a rumour - has raised $7m." },
		{ "Deliveries begin in the spring.", "Deliveries begin in the spring." },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char **sentences;
		size_t n;

		brief_sentences(cases[i].text, &tokens, arena, &sentences, &n);
		assert_int_equal(n, 1);
		assert_string_equal(sentences[0], cases[i].sentence);
	}
}

static void
a_source_is_quoted_in_its_own_order(void **state)
{
	static const struct told told = { KIND_COMPUTE, STATUS_AGREED, "Northwind", "Lumen AI",
		300000, BOUND_EXACT, 0 };
	static const char *const text[] = {
		"Northwind has signed a contract with Lumen AI to buy about $300 billion of "
		"computing power over five years, people familiar with the matter said.",
		"Northwind and Lumen AI have 4.5 gigawatts in mind, with $40 billion of chips, "
		"from "
		"2027.",
	};
	const struct brief_story stories[] = {
		{ "A", "Northwind signs $300bn computing deal with Lumen AI", text, 2, NOON },
	};
	struct deal deal = make_deal(&told, arena);
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, stories, 1 },
		brief_headline(&(struct brief){ &deal, stories, 1 }, arena), &tokens, arena,
		&summary, &n);
	assert_int_equal(n, 2);
	assert_string_equal(summary[0].text, text[0]);
	assert_string_equal(summary[1].text, text[1]);
}

/* What a signed deal's summary says is not that they talk; why it changed comes first. */
static void
news_goes_before_what_was_known(void **state)
{
	static const struct told told = { KIND_ACQUISITION, STATUS_COLLAPSED, "Northwind",
		"Lumen AI", 2000, BOUND_EXACT, 0 };
	static const char *const before[] = {
		"Northwind is in talks to buy Lumen AI for $2 billion, people said.",
		"Lumen AI's owners would keep a stake of 9% under the agreement.",
	};
	static const char *const wrong[] = {
		"Regulators in four countries forbade the purchase of Lumen AI.",
	};
	static const char *const now[] = {
		"Shares of Northwind rose by three percent in London.",
		"Northwind's $2 billion purchase of Lumen AI collapsed after its owners voted "
		"against the terms.",
	};
	const struct brief_story stories[] = {
		{ "A", "Northwind in talks to buy Lumen AI", before, 2, NOON, .stale = true },
		{ "B", "Lumen AI deal is forbidden", wrong, 1, NOON + HOUR_S, .withdrawn = true },
		{ "B", "Lumen AI deal is off", now, 2, NOON + DAY_S },
	};
	struct deal deal = make_deal(&told, arena);
	struct alert_sentence *summary;
	size_t n;

	(void)state;
	brief_summary(&(struct brief){ &deal, stories, 3 },
		brief_headline(&(struct brief){ &deal, stories, 3 }, arena), &tokens, arena,
		&summary, &n);
	assert_true(n >= 2);
	assert_string_equal(summary[0].text, now[1]);
	for (size_t i = 0; i < n; i++) {
		assert_string_not_equal(summary[i].text, before[0]);
		assert_string_not_equal(summary[i].text, wrong[0]);
		assert_true(i + 1 == n || strcmp(summary[i].text, now[0]) != 0);
	}
}

/* What stood over the deal's beginning does not stand over its end. */
static void
a_title_from_before_is_no_headline(void **state)
{
	static const struct told off = { KIND_FUNDING_ROUND, STATUS_COLLAPSED, NULL, "Lumen AI", 0,
		BOUND_EXACT, 0 };
	const struct brief_story stories[] = {
		{ "A", "Lumen AI files for $2bn IPO in New York", .published = NOON,
			.stale = true },
		{ "B", "Lumen AI pulls IPO", .published = NOON + DAY_S },
	};
	struct deal deal = make_deal(&off, arena);

	(void)state;
	assert_string_equal(
		brief_headline(&(struct brief){ &deal, stories, 2 }, arena), "Lumen AI pulls IPO");
	assert_string_equal(brief_headline(&(struct brief){ &deal, stories, 1 }, arena),
		"Lumen AI files for $2bn IPO in New York");
}

static void
only_real_changes_are_told(void **state)
{
	static const struct told old = { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000,
		BOUND_MORE_THAN, 0 };
	static const struct {
		struct told told;
		size_t origins;
		const char *fields; /* joined by blanks */
	} cases[] = {
		{ { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000, BOUND_UP_TO, 0 }, 1,
			"" },
		{ { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10500, BOUND_EXACT, 0 }, 1,
			"" },
		{ { KIND_INVESTMENT, STATUS_AGREED, "Amazon", "OpenAI", 10000, BOUND_EXACT, 0 }, 1,
			"status" },
		{ { KIND_INVESTMENT, STATUS_DENIED, "Amazon", "OpenAI", 0, BOUND_EXACT, 0 }, 1,
			"status" },
		{ { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 15000, BOUND_EXACT, 0 }, 1,
			"amount" },
		{ { KIND_INVESTMENT, STATUS_TALKS, "Apple", "OpenAI", 10000, BOUND_EXACT, 0 }, 1,
			"parties" },
		{ { KIND_INVESTMENT, STATUS_TALKS, NULL, "OpenAI", 10000, BOUND_EXACT, 0 }, 1, "" },
		{ { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000, BOUND_EXACT, 0 }, 2,
			"origins" },
	};
	struct deal before = make_deal(&old, arena);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct deal after = make_deal(&cases[i].told, arena);
		const struct brief_state told = { &before, 1 }, now = { &after, cases[i].origins };
		struct alert_change *changes;
		char fields[100] = "";
		size_t n;

		brief_changes(&told, &now, arena, &changes, &n);
		for (size_t j = 0; j < n; j++) {
			strcat(fields, j ? " " : "");
			strcat(fields, changes[j].field);
		}
		assert_string_equal(fields, cases[i].fields);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(facts_make_the_headline, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_fails_is_as_much_as_there_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_rate_is_told_by_a_title, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			no_title_stands_beside_its_own_storys_sentence, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_sum_that_was_given_up_is_not_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			several_payers_are_told_in_the_plural, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			too_few_facts_leave_the_best_title, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_apostrophe_is_no_sum_in_a_title, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			without_a_sum_a_source_says_how_many_chips, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_form_says_no_more_than_the_sources, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			titles_and_who_said_so_add_nothing_to_two_sentences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_long_headline_ends_with_a_whole_word, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			each_sentence_adds_a_fact_and_none_is_said_twice, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_title_alone_still_makes_a_summary, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			old_news_alone_still_makes_a_summary, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sentences_are_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			where_and_when_and_notes_to_editors_are_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_source_is_quoted_in_its_own_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(news_goes_before_what_was_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_title_from_before_is_no_headline, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_real_changes_are_told, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
