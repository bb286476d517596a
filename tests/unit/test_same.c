/* Are two stories one deal? Facts decide, words help, vetoes come first. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "sample_story.h"
#include "story/same.h"
#include "story/words.h"
#include "text/token.h"

struct side {
	struct told told;
	const char *title;
	int64_t when;
};

static struct tokens tokens;
static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	tokens_clear(&tokens);
	return 0;
}

static struct opinion
judge(const struct side *first, const struct side *then)
{
	struct face deal, story;
	struct words words;
	struct opinion opinion;
	struct deal told = make_deal(&first->told, arena);

	words_read(&words, first->title, &tokens);
	face_make(&deal, &told, first->when, &words, &tokens);
	told = make_deal(&then->told, arena);
	words_read(&words, then->title, &tokens);
	face_make(&story, &told, then->when, &words, &tokens);
	same_judge(&deal, &story, &words, &opinion);
	return opinion;
}

static bool
judge_late(const struct side *first, const struct side *then)
{
	const struct side *sides[] = { first, then };
	struct face faces[2];
	struct opinion opinion;

	for (size_t i = 0; i < 2; i++) {
		struct deal told = make_deal(&sides[i]->told, arena);
		struct words words;

		words_read(&words, sides[i]->title, &tokens);
		face_make(&faces[i], &told, sides[i]->when, &words, &tokens);
	}
	same_judge_late(&faces[0], &faces[1], &opinion);
	return opinion.same;
}

#define INVEST(status, payer, payee, millions)                                                     \
	{                                                                                          \
		KIND_INVESTMENT, STATUS_##status, payer, payee, millions, BOUND_EXACT, 0           \
	}
#define RAISE(status, payee, millions)                                                             \
	{                                                                                          \
		KIND_FUNDING_ROUND, STATUS_##status, NULL, payee, millions, BOUND_EXACT, 0         \
	}
#define BUY(status, payer, payee, millions)                                                        \
	{                                                                                          \
		KIND_ACQUISITION, STATUS_##status, payer, payee, millions, BOUND_EXACT, 0          \
	}
#define RENT(status, payer, payee, millions)                                                       \
	{                                                                                          \
		KIND_COMPUTE, STATUS_##status, payer, payee, millions, BOUND_EXACT, 0              \
	}

static void
facts_decide(void **state)
{
	static const struct {
		const char *what;
		struct side first, then;
		bool same;
	} cases[] = {
		{ "the same parties, kind and sum",
			{ INVEST(TALKS, "Amazon", "OpenAI", 10000), "Amazon eyes OpenAI", NOON },
			{ INVEST(TALKS, "Amazon", "OpenAI", 10000), "A bet by a retailer",
				NOON + HOUR_S },
			true },
		{ "the sum moves within days",
			{ INVEST(TALKS, "Amazon", "OpenAI", 10000), "Amazon eyes OpenAI", NOON },
			{ INVEST(AGREED, "Amazon", "OpenAI", 25000), "A bet by a retailer",
				NOON + 2 * DAY_S },
			true },
		{ "a raise that grows while they talk",
			{ RAISE(TALKS, "xAI", 10000), "xAI in talks to raise $10bn", NOON },
			{ RAISE(TALKS, "xAI", 15000), "xAI now wants $15bn", NOON + 5 * DAY_S },
			true },
		{ "two firm deals with far sums, weeks apart",
			{ RENT(AGREED, "Meta", "Nebius", 3000), "Meta rents from Nebius", NOON },
			{ RENT(AGREED, "Meta", "Nebius", 27000), "Nebius gets larger order",
				NOON + 12 * DAY_S },
			false },
		{ "another kind with another sum",
			{ INVEST(TALKS, "Amazon", "OpenAI", 10000), "Amazon eyes OpenAI", NOON },
			{ RENT(AGREED, "OpenAI", "Amazon", 38000), "OpenAI rents servers",
				NOON + HOUR_S },
			false },
		{ "equal sums are no identity",
			{ INVEST(TALKS, "Amazon", "OpenAI", 10000), "Amazon eyes OpenAI", NOON },
			{ INVEST(TALKS, "Nvidia", "Anthropic", 10000), "Nvidia eyes Anthropic",
				NOON },
			false },
		{ "another counterparty",
			{ INVEST(AGREED, "Nvidia", "Anthropic", 10000), "Nvidia backs Anthropic",
				NOON },
			{ INVEST(AGREED, "Microsoft", "Anthropic", 5000),
				"Microsoft backs Anthropic", NOON + HOUR_S },
			false },
		{ "another company bought",
			{ BUY(AGREED, "Cisco", "EzDubs", 0), "Cisco buys EzDubs", NOON },
			{ BUY(AGREED, "Cisco", "Robust Intelligence", 0), "Cisco buys again",
				NOON + HOUR_S },
			false },
		{ "the money flows the other way",
			{ INVEST(AGREED, "AMD", "OpenAI", 0), "AMD invests in OpenAI", NOON },
			{ INVEST(AGREED, "OpenAI", "AMD", 0), "OpenAI invests in AMD",
				NOON + HOUR_S },
			false },
		{ "a backer's part of a round",
			{ RAISE(AGREED, "Google", 80000), "Google raises $80bn", NOON },
			{ RAISE(AGREED, "Google", 85000), "Google upsizes its share sale",
				NOON + 2 * DAY_S },
			true },
		{ "an outlet names one side only, and the company bought",
			{ BUY(AGREED, "BigBear.ai", "Ask Sage", 250), "BigBear.ai buys Ask Sage",
				NOON },
			{ BUY(AGREED, NULL, "Ask Sage", 250), "Ask Sage is sold", NOON + HOUR_S },
			true },
		{ "one busy party in common, and nothing else",
			{ RENT(AGREED, "OpenAI", "Oracle", 0), "OpenAI rents from Oracle", NOON },
			{ RENT(AGREED, "OpenAI", "CoreWeave", 0), "OpenAI rents from CoreWeave",
				NOON },
			false },
		{ "going public is no round",
			{ RAISE(AGREED, "Anthropic", 0), "Anthropic files for IPO", NOON },
			{ RAISE(TALKS, "Anthropic", 30000),
				"Anthropic in talks to raise $30bn in funding", NOON + DAY_S },
			false },
		{ "another round",
			{ RAISE(CLOSED, "Tenzai", 75), "Tenzai raises $75m seed round", NOON },
			{ RAISE(CLOSED, "Tenzai", 80), "Tenzai raises Series B", NOON + HOUR_S },
			false },
		{ "names with and without their tails",
			{ BUY(AGREED, "CoreWeave", "Monolith", 0), "CoreWeave buys Monolith",
				NOON },
			{ BUY(AGREED, "CoreWeave Inc.", "Monolith AI", 0),
				"Engineering software firm sold", NOON + 3 * DAY_S },
			true },
		{ "nobody named, but the title names the company bought",
			{ BUY(AGREED, "CoreWeave", "Monolith", 0), "CoreWeave to acquire Monolith",
				NOON },
			{ BUY(AGREED, NULL, NULL, 0), "Why Monolith was sold to speed up design",
				NOON + DAY_S },
			true },
		{ "nobody named, nothing in common",
			{ BUY(AGREED, "CoreWeave", "Monolith", 0), "CoreWeave to acquire Monolith",
				NOON },
			{ BUY(AGREED, NULL, NULL, 0), "Chip designer sold to rival", NOON + DAY_S },
			false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct opinion opinion = judge(&cases[i].first, &cases[i].then);

		if (opinion.same != cases[i].same)
			fail_msg("%s: %s (%.1f: %s)", cases[i].what,
				opinion.same ? "merged" : "apart", opinion.points, opinion.why);
		assert_int_equal(*opinion.why != 0, opinion.same || opinion.near);
	}
}

/* After weeks without a story: the filing, then the price. A further round is none of it. */
static void
a_company_goes_public_once(void **state)
{
	static const struct side filed = { RAISE(AGREED, "Lumen AI", 2000),
		"Lumen AI files for IPO", NOON };
	static const struct {
		struct side then;
		bool same;
	} cases[] = {
		{ { RAISE(CLOSED, "Lumen AI", 1500), "Lumen AI prices IPO at $40",
			  NOON + 24 * DAY_S },
			true },
		{ { RAISE(AGREED, "Lumen AI", 2000), "Lumen AI tries IPO again",
			  NOON + 200 * DAY_S },
			false },
		{ { RAISE(CLOSED, "Cobalt AI", 2000), "Cobalt AI prices IPO at $20",
			  NOON + 24 * DAY_S },
			false },
		{ { RAISE(CLOSED, "Lumen AI", 2000), "Lumen AI raises $2bn in funding",
			  NOON + 24 * DAY_S },
			false },
		{ { RAISE(AGREED, "Lumen AI", 2000), "Lumen AI ponders IPO", NOON - DAY_S },
			false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(judge_late(&filed, &cases[i].then), cases[i].same);
}

/* Held against the whole deal, a story can't join by the one slip of another. */
static void
look_alikes_make_no_chain(void **state)
{
	static const struct told slip = { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Oracle", 0,
		BOUND_EXACT, 0 };
	static const struct told real = { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "CoreWeave", 0,
		BOUND_EXACT, 0 };
	static const struct side other = { RENT(AGREED, "Google", "Oracle", 0),
		"Oracle rents to Google", NOON + 7 * HOUR_S };
	struct face deal, story;
	struct words words;
	struct opinion opinion;
	struct deal told = make_deal(&real, arena);

	(void)state;
	words_read(&words, "OpenAI rents from CoreWeave", &tokens);
	face_make(&deal, &told, NOON, &words, &tokens);
	for (int i = 1; i < 6; i++) {
		face_make(&story, &told, NOON + i * HOUR_S, &words, &tokens);
		face_join(&deal, &story);
	}
	told = make_deal(&slip, arena);
	face_make(&story, &told, NOON + 6 * HOUR_S, &words, &tokens);
	face_join(&deal, &story);
	told = make_deal(&other.told, arena);
	words_read(&words, other.title, &tokens);
	face_make(&story, &told, other.when, &words, &tokens);
	same_judge(&deal, &story, &words, &opinion);
	assert_false(opinion.same);
}

static void
a_face_survives_its_bytes(void **state)
{
	static const struct told told = INVEST(TALKS, "Amazon", "OpenAI", 10000);
	unsigned char bytes[FACE_BYTES_MAX], again[FACE_BYTES_MAX];
	struct deal deal = make_deal(&told, arena);
	struct face face, copy;
	struct words words;
	size_t len;

	(void)state;
	words_read(&words, "Amazon in talks about chips called Trainium with OpenAI", &tokens);
	face_make(&face, &deal, NOON, &words, &tokens);
	len = face_pack(&face, bytes);
	assert_true(face_unpack(&copy, bytes, len));
	assert_int_equal(face_pack(&copy, again), len);
	assert_memory_equal(bytes, again, len);
	assert_int_equal(copy.n_parties, 2);
	for (size_t i = 0; i < len; i++)
		assert_false(face_unpack(&copy, bytes, i));
}

static void
a_name_is_one_key_however_it_is_written(void **state)
{
	static const char *const pairs[][2] = {
		{ "Monolith", "Monolith AI" },
		{ "Monolith AI, Inc.", "MONOLITH" },
		{ "The Information", "Information" },
		{ "Scale AI", "Scale" },
		{ "Reflection AI", "reflection ai" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		assert_int_equal(party_key(pairs[i][0], &tokens), party_key(pairs[i][1], &tokens));
	assert_int_not_equal(party_key("Meta", &tokens), party_key("Metabase", &tokens));
	assert_int_equal(party_key("—", &tokens), 0);
}

static void
only_what_cannot_be_mistaken_is_the_same_in_passing(void **state)
{
	static const struct {
		struct told known, told;
		bool same;
	} cases[] = {
		{ RENT(AGREED, "OpenAI", "Amazon", 38000), RENT(AGREED, "OpenAI", "Amazon", 38000),
			true },
		{ RENT(AGREED, "OpenAI", "Amazon", 38000), RENT(AGREED, "OpenAI", "Amazon", 0),
			true },
		{ INVEST(CLOSED, "Microsoft", "OpenAI", 13000),
			INVEST(CLOSED, "Microsoft", "OpenAI", 1000), false },
		{ INVEST(CLOSED, "Microsoft", "OpenAI", 13000),
			RENT(AGREED, "OpenAI", "Microsoft", 0), false },
		{ RAISE(CLOSED, "OpenAI", 6600), RAISE(CLOSED, "OpenAI", 0), false },
		{ RAISE(CLOSED, "OpenAI", 6600), RAISE(CLOSED, "OpenAI", 6600), true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct deal known = make_deal(&cases[i].known, arena),
			    told = make_deal(&cases[i].told, arena);
		struct face a, b;
		struct opinion opinion;

		face_make(&a, &known, NOON, NULL, &tokens);
		face_make(&b, &told, NOON + 200 * DAY_S, NULL, &tokens);
		same_judge_context(&a, &b, &opinion);
		assert_int_equal(opinion.same, cases[i].same);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(facts_decide, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_company_goes_public_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(look_alikes_make_no_chain, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_face_survives_its_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_name_is_one_key_however_it_is_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			only_what_cannot_be_mistaken_is_the_same_in_passing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
