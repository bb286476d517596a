/* Are two stories one deal? Facts decide, words help, vetoes come first. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "sample_room.h"
#include "story/face.h"
#include "story/same.h"
#include "story/words.h"

struct side {
	struct told told;
	const char *title;
	int64_t when;
};

/* ret_words: of the title of the second. */
static void
read_sides(struct face ret_faces[2], struct words *ret_words, const struct side *first,
	const struct side *then)
{
	const struct side *sides[] = { first, then };

	for (size_t i = 0; i < 2; i++) {
		struct deal told = make_deal(&sides[i]->told, arena);

		words_read(ret_words, sides[i]->title, &tokens);
		face_make(&ret_faces[i], &told, sides[i]->when, ret_words, &tokens);
	}
}

static struct opinion
judge(const struct side *first, const struct side *then)
{
	struct face faces[2];
	struct words words;
	struct opinion opinion;

	read_sides(faces, &words, first, then);
	same_judge(&faces[0], &faces[1], &words, &opinion);
	return opinion;
}

static bool
judge_late(const struct side *first, const struct side *then)
{
	struct face faces[2];
	struct words words;
	struct opinion opinion;

	read_sides(faces, &words, first, then);
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

#define PACT(status, one, other, millions)                                                         \
	{                                                                                          \
		KIND_PARTNERSHIP, STATUS_##status, one, other, millions, BOUND_EXACT, 0            \
	}
#define LICENSE(status, payer, payee, millions)                                                    \
	{                                                                                          \
		KIND_LICENSING, STATUS_##status, payer, payee, millions, BOUND_EXACT, 0            \
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
		{ "a loan that grows while they talk",
			{ { KIND_DEBT, STATUS_TALKS, "Orbit", "Lumen", 14000, BOUND_EXACT, 0 },
				"Orbit weighs $14bn for Lumen in Ohio", NOON },
			{ { KIND_DEBT, STATUS_CLOSED, NULL, "Lumen", 16300, BOUND_EXACT, 0 },
				"Lumen has $16.3bn for its hall in Ohio", NOON + 3 * DAY_S },
			true },
		{ "a raise that grows while they talk",
			{ RAISE(TALKS, "xAI", 10000), "xAI in talks to raise $10bn", NOON },
			{ RAISE(TALKS, "xAI", 15000), "xAI now wants $15bn", NOON + 5 * DAY_S },
			true },
		{ "the same round sum of one who is paid there and pays here",
			{ { KIND_CHIP_SUPPLY, STATUS_AGREED, "Yotta", "Nvidia", 2000, BOUND_EXACT,
				  1u << KIND_INVESTMENT },
				"Yotta announces $2bn investment for Nvidia cluster", NOON },
			{ INVEST(AGREED, "Nvidia", "Lumentum", 2000), "Nvidia bets on light",
				NOON + 2 * DAY_S },
			false },
		{ "a sale, and a listing instead",
			{ BUY(COLLAPSED, "Orbit", "Lumen", 9000), "Orbit drops sale of Lumen",
				NOON },
			{ RAISE(AGREED, "Lumen", 0), "After failed Orbit deal, Lumen files for IPO",
				NOON + DAY_S },
			false },
		{ "a listing, and notes sold ahead of it",
			{ RAISE(TALKS, "Lumen", 0), "Lumen seeks $35bn value in New York IPO",
				NOON },
			{ RAISE(CLOSED, "Lumen", 3360), "Lumen has $3.36bn ahead of its IPO",
				NOON + DAY_S },
			false },
		{ "another customer for about as much",
			{ RENT(AGREED, "Orbit", "Lumen", 6300), "Lumen lets a cloud to Orbit",
				NOON },
			{ RENT(AGREED, "Vesper", "Lumen", 6500), "Lumen lets more to Vesper",
				NOON + 10 * DAY_S },
			false },
		{ "a backer that raises for itself",
			{ INVEST(CLOSED, "Orbit", "Lumen", 125), "Two rounds, one morning", NOON },
			{ RAISE(CLOSED, "Orbit", 125), "How Orbit raised $125m", NOON + HOUR_S },
			false },
		{ "a sum that few have",
			{ RAISE(CLOSED, "Lumen", 113), "Lumen raises $113m", NOON },
			{ RAISE(CLOSED, NULL, 113), "Fresh money for robots", NOON + HOUR_S },
			true },
		{ "a sum that many have",
			{ RAISE(CLOSED, "Lumen", 100), "Lumen raises $100m", NOON },
			{ RAISE(CLOSED, NULL, 100), "Fresh money for robots", NOON + HOUR_S },
			false },
		{ "what one puts into a round",
			{ RAISE(CLOSED, "Lumen", 1900), "Lumen raises $1.9bn", NOON },
			{ INVEST(TALKS, NULL, "Lumen", 1200), "A giant puts $1.2bn into Lumen",
				NOON + 2 * DAY_S },
			true },
		{ "more than the round",
			{ RAISE(CLOSED, "Lumen", 1900), "Lumen raises $1.9bn", NOON },
			{ INVEST(TALKS, NULL, "Lumen", 5200), "A giant may give $5.2bn to Lumen",
				NOON + 6 * DAY_S },
			false },
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
		{ "nor is it what somebody else invests",
			{ INVEST(AGREED, "Orbit", "Cobalt", 230), "Orbit invests $230m in Cobalt",
				NOON },
			{ RAISE(AGREED, "Cobalt", 0), "Cobalt's US listing finds backing",
				NOON + DAY_S },
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
		{ "a deal of no kind is the purchase of the next day",
			{ PACT(AGREED, "Cobalt", "Lumen", 900), "Cobalt, Lumen in $900m deal",
				NOON },
			{ BUY(AGREED, "Cobalt", "Lumen", 0), "A purchase by Cobalt", NOON + DAY_S },
			true },
		{ "but not with another sum",
			{ PACT(AGREED, "Cobalt", "Lumen", 900), "Cobalt, Lumen in $900m deal",
				NOON },
			{ BUY(AGREED, "Cobalt", "Lumen", 90), "A purchase by Cobalt",
				NOON + DAY_S },
			false },
		{ "the price moves while one story tells of the talks only",
			{ BUY(TALKS, "Cobalt", "Lumen", 3000), "Cobalt eyes Lumen for $3bn", NOON },
			{ PACT(TALKS, "Cobalt", "Lumen", 3400), "Price may reach $3.4bn",
				NOON + DAY_S },
			true },
		{ "chips that a backer supplies",
			{ INVEST(TALKS, "Google", "Anthropic", 10000), "Google eyes Anthropic",
				NOON },
			{ { KIND_CHIP_SUPPLY, STATUS_AGREED, "Anthropic", "Google", 0, BOUND_EXACT,
				  0 },
				"Google to supply Anthropic with chips", NOON + DAY_S },
			false },
		{ "one more investment, by its own words",
			{ INVEST(CLOSED, "Nvidia", "Nebius", 2000), "Nvidia invests in Nebius",
				NOON },
			{ INVEST(AGREED, "Nvidia", "Nebius", 1000),
				"Nvidia to invest another $1bn in Nebius", NOON + 8 * DAY_S },
			false },
		{ "one more backer, by its own words, of the round that is known",
			{ RAISE(CLOSED, "Lumen", 8000), "Lumen raises $8bn", NOON },
			{ INVEST(AGREED, "Orbit", "Lumen", 1000),
				"Orbit puts another $1bn into Lumen", NOON + DAY_S },
			true },
		{ "a backer's other sum for somebody who isn't named",
			{ INVEST(TALKS, "SoftBank", "OpenAI", 25000),
				"SoftBank to invest up to $25bn in OpenAI", NOON },
			{ INVEST(AGREED, "SoftBank", NULL, 1000),
				"SoftBank to invest up to $1bn in start-up", NOON + HOUR_S },
			false },
		{ "one backer, two companies, the same day and sum",
			{ INVEST(CLOSED, "Nvidia", "Iambic", 100),
				"Nvidia invests $100m in start-up Iambic, a drug designer", NOON },
			{ INVEST(CLOSED, "Nvidia", "Field AI", 100),
				"Nvidia invests $100m in start-up Field AI, a robot designer",
				NOON + HOUR_S },
			false },
		{ "one backer, two companies, the same day and sum",
			{ INVEST(CLOSED, "Nvidia", "Iambic", 100),
				"Nvidia invests $100m in start-up Iambic, a drug designer", NOON },
			{ INVEST(CLOSED, "Nvidia", "Field AI", 100),
				"Nvidia invests $100m in start-up Field AI, a robot designer",
				NOON + HOUR_S },
			false },
		{ "a backer's money after a listing was pulled",
			{ RAISE(COLLAPSED, "Lumen", 0), "Lumen pulls its IPO", NOON },
			{ { KIND_FUNDING_ROUND, STATUS_CLOSED, "Orbit", "Lumen", 1500, BOUND_EXACT,
				  0 },
				"Lumen raises from Orbit instead of an IPO", NOON + 8 * DAY_S },
			false },
		{ "a round of another leader than they talked of",
			{ { KIND_FUNDING_ROUND, STATUS_TALKS, "Orbit", "Lumen", 2000, BOUND_EXACT,
				  0 },
				"Orbit may lead Lumen's $2bn round", NOON },
			{ { KIND_FUNDING_ROUND, STATUS_CLOSED, "Vesper", "Lumen", 2400, BOUND_EXACT,
				  0 },
				"Lumen raises $2.4bn, led by Vesper", NOON + 6 * DAY_S },
			true },
		{ "a buyer who beats another one",
			{ BUY(TALKS, "Orbit", "Lumen", 4500), "Orbit bids $4.5bn for Lumen", NOON },
			{ BUY(AGREED, "Cobalt", "Lumen", 5000), "Cobalt buys Lumen, beating Orbit",
				NOON + 3 * DAY_S },
			false },
		{ "buyer and bought misread for each other",
			{ BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt to own Lumen", NOON },
			{ BUY(COLLAPSED, "Lumen", "Cobalt", 0), "Owners turn a sale down",
				NOON + 5 * DAY_S },
			true },
		{ "an earlier bet that the title mentions",
			{ INVEST(AGREED, "Nvidia", "OpenAI", 0), "Nvidia backs OpenAI", NOON },
			{ INVEST(AGREED, "Nvidia", "Anthropic", 0),
				"Nvidia backs Anthropic days after OpenAI", NOON + DAY_S },
			false },
		{ "a contract signed on the way to the market",
			{ RAISE(AGREED, "Cobalt", 0), "Cobalt files for IPO in New York", NOON },
			{ { KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Cobalt", 12000, BOUND_EXACT,
				  1u << KIND_FUNDING_ROUND },
				"Cobalt signs contract with OpenAI in run-up to IPO",
				NOON + 7 * DAY_S },
			false },
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
/* Names that no list knows: as long as the one, or as short as the other. */
static void
a_first_word_is_a_name_where_more_is_the_same(void **state)
{
	static const struct {
		const char *what;
		struct side first, then;
		bool same;
	} cases[] = {
		{ "and the sum",
			{ BUY(AGREED, "Broadline Systems", "Corvus Cells", 1600), "A purchase",
				NOON },
			{ BUY(AGREED, "Broadline", "Corvus", 1600), "Regulators look at it",
				NOON + 6 * DAY_S },
			true },
		{ "and the other party",
			{ BUY(AGREED, "Broadline Systems", "Corvus Cells", 1600), "A purchase",
				NOON },
			{ BUY(CLOSED, "Broadline Systems", "Corvus", 0), "A purchase is done",
				NOON + 6 * DAY_S },
			true },
		{ "and nothing else",
			{ RAISE(CLOSED, "Tandem Health", 50), "Tandem Health raises", NOON },
			{ RAISE(CLOSED, "Tandem Robotics", 20), "Tandem Robotics raises",
				NOON + DAY_S },
			false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct face faces[2];
		struct words words;
		struct opinion opinion;

		read_sides(faces, &words, &cases[i].first, &cases[i].then);
		for (size_t k = 0; k < 4; k++)
			faces[k / 2].parties[k % 2].known = false;
		same_judge(&faces[0], &faces[1], &words, &opinion);
		if (opinion.same != cases[i].same)
			fail_msg("%s: %s (%.1f: %s)", cases[i].what,
				opinion.same ? "merged" : "apart", opinion.points, opinion.why);
	}
}

/* What a story tells beside its own deal, and what is that deal once more. */
static void
a_deal_told_again_is_none_in_passing(void **state)
{
	static const struct {
		struct told own, told;
		bool again;
	} cases[] = {
		{ { KIND_DEBT, STATUS_AGREED, NULL, "Mistral", 830, BOUND_EXACT, 0 },
			{ KIND_CHIP_SUPPLY, STATUS_AGREED, "HSBC", "Nvidia", 830, BOUND_EXACT, 0 },
			true },
		{ { KIND_DEBT, STATUS_AGREED, NULL, "Mistral", 830, BOUND_EXACT, 0 },
			{ KIND_DEBT, STATUS_AGREED, "HSBC", NULL, 0, BOUND_EXACT, 0 }, true },
		{ RENT(AGREED, "OpenAI", "Oracle", 60000), RENT(AGREED, "OpenAI", "Oracle", 0),
			true },
		{ RENT(AGREED, "OpenAI", "Oracle", 60000), RENT(AGREED, "OpenAI", "Oracle", 300000),
			false },
		{ RENT(AGREED, "OpenAI", "Oracle", 60000), INVEST(CLOSED, "Nvidia", "OpenAI", 0),
			false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct deal own = make_deal(&cases[i].own, arena),
			    told = make_deal(&cases[i].told, arena);
		struct face a, b;

		face_make(&a, &own, NOON, NULL, &tokens);
		face_make(&b, &told, NOON, NULL, &tokens);
		assert_int_equal(same_told_again(&a, &b), cases[i].again);
	}
}

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
		{ { { KIND_STAKE, STATUS_AGREED, "Orbit", "Lumen AI", 619, BOUND_EXACT, 0 },
			  "Orbit buys shares in Lumen AI's $619m IPO", NOON + 24 * DAY_S },
			true },
		{ { RAISE(AGREED, "Lumen AI", 2000), "Lumen AI tries IPO again",
			  NOON + 200 * DAY_S },
			false },
		{ { RAISE(CLOSED, "Lumen AI", 900), "Lumen AI raises $900m ahead of its IPO",
			  NOON + 24 * DAY_S },
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

/* Long after: what can only be a step of the deal that is known, and what is the next one. */
static void
steps_come_late(void **state)
{
	enum outcome { SAME, APART, APART_EITHER_WAY };
	static const struct {
		const char *what;
		struct told first;
		const char *first_title;
		struct told then;
		const char *then_title;
		int days;
		enum outcome outcome;
	} cases[] = {
		{ "a purchase is cleared", BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt buys Lumen",
			BUY(AGREED, "Cobalt", "Lumen", 0), "Brussels waves the sale through", 240,
			SAME },
		{ "at another price", BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt buys Lumen",
			BUY(CLOSED, "Cobalt", "Lumen", 400), "Lumen changes hands", 240, SAME },
		{ "whoever is read as the buyer", BUY(AGREED, "Cobalt", "Lumen", 900),
			"Cobalt buys Lumen", BUY(CLOSED, "Lumen", "Cobalt", 0),
			"Lumen is part of Cobalt now", 240, SAME },
		{ "first told as a deal", PACT(AGREED, "Cobalt", "Lumen", 900),
			"Cobalt in $900m deal for Lumen", BUY(AGREED, "Cobalt", "Lumen", 0),
			"Lumen sale faces long probe", 110, SAME },
		{ "later told as a deal", BUY(TALKS, "Cobalt", "Lumen", 900), "Cobalt eyes Lumen",
			PACT(COLLAPSED, "Cobalt", "Lumen", 0), "Lumen deal is off", 90, SAME },
		{ "a deal for another sum", PACT(AGREED, "Cobalt", "Lumen", 30),
			"Cobalt in $30m deal with Lumen", BUY(AGREED, "Cobalt", "Lumen", 900),
			"Cobalt buys Lumen", 110, APART_EITHER_WAY },
		{ "partners become one", PACT(AGREED, "Cobalt", "Lumen", 0), "Cobalt joins Lumen",
			BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt buys Lumen", 200,
			APART_EITHER_WAY },
		{ "another one bought", BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt buys Lumen",
			BUY(CLOSED, "Cobalt", "Vesper", 0), "Cobalt has Vesper", 30,
			APART_EITHER_WAY },
		{ "another buyer", BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt buys Lumen",
			BUY(CLOSED, "Orbit", "Lumen", 0), "Orbit has Lumen", 30, APART_EITHER_WAY },
		{ "a new attempt", BUY(COLLAPSED, "Cobalt", "Lumen", 900), "Cobalt drops Lumen",
			BUY(TALKS, "Cobalt", "Lumen", 900), "Cobalt is back", 200, APART },
		{ "too long ago", BUY(AGREED, "Cobalt", "Lumen", 900), "Cobalt buys Lumen",
			BUY(CLOSED, "Cobalt", "Lumen", 900), "Cobalt has Lumen", 800,
			APART_EITHER_WAY },
		{ "a purchase after a supply", RENT(AGREED, "Cobalt", "Lumen", 0),
			"Cobalt rents from Lumen", BUY(AGREED, "Cobalt", "Lumen", 0),
			"Cobalt buys Lumen", 90, APART_EITHER_WAY },

		{ "a stake told as an investment, of the same sum",
			{ KIND_STAKE, STATUS_CLOSED, "Orbit", "Lumen", 14300, BOUND_EXACT, 0 },
			"Orbit has its stake", INVEST(AGREED, "Orbit", "Lumen", 15000),
			"How the bet is going", 19, SAME },
		{ "a stake, and an investment of another sum",
			{ KIND_STAKE, STATUS_CLOSED, "Orbit", "Lumen", 14300, BOUND_EXACT, 0 },
			"Orbit has its stake", INVEST(AGREED, "Orbit", "Lumen", 9900),
			"Orbit bets again", 19, APART },
		{ "a round whose leader is told weeks later", RAISE(CLOSED, "Lumen", 1100),
			"Lumen raises $1.1bn",
			{ KIND_FUNDING_ROUND, STATUS_CLOSED, "Orbit", "Lumen", 1100, BOUND_EXACT,
				0 },
			"Orbit leads the round", 20, SAME },
		{ "money from a backer after talks of an IPO", RAISE(TALKS, "Lumen", 0),
			"Lumen eyes an IPO",
			{ KIND_FUNDING_ROUND, STATUS_CLOSED, "Orbit", "Lumen", 4000, BOUND_EXACT,
				0 },
			"Orbit has paid its $4bn", 60, APART },
		{ "the next round", RAISE(CLOSED, "Lumen", 1100), "Lumen raises $1.1bn",
			RAISE(CLOSED, "Lumen", 2100), "Fresh money", 60, APART },
		{ "a round that was talked of", RAISE(TALKS, "Lumen", 0), "Lumen eyes a raise",
			RAISE(CLOSED, "Lumen", 120), "Lumen has $120m", 21, SAME },
		{ "its lead named", RAISE(TALKS, "Lumen", 100), "Lumen eyes Series A",
			{ KIND_FUNDING_ROUND, STATUS_CLOSED, "Orbit", "Lumen", 90, BOUND_EXACT, 0 },
			"Orbit leads Series A of Lumen", 45, SAME },
		{ "a round that grows", RAISE(TALKS, "Lumen", 100), "Lumen eyes a raise",
			RAISE(AGREED, "Lumen", 190), "Lumen gets more than it asked for", 45,
			SAME },
		{ "a round of another size", RAISE(TALKS, "Lumen", 100), "Lumen eyes a raise",
			RAISE(CLOSED, "Lumen", 300), "Lumen has $300m", 45, APART_EITHER_WAY },
		{ "another letter", RAISE(TALKS, "Lumen", 100), "Lumen eyes Series B",
			RAISE(CLOSED, "Lumen", 100), "Lumen has its Series C", 45,
			APART_EITHER_WAY },
		{ "Series B and Series C", RAISE(CLOSED, "Lumen", 100), "Lumen raises Series B",
			RAISE(CLOSED, "Lumen", 250), "Lumen raises Series C", 80,
			APART_EITHER_WAY },
		{ "a stake that is taken at last", INVEST(AGREED, "Orbit", "Lumen", 5000),
			"Orbit to put $5bn into Lumen", INVEST(AGREED, "Orbit", "Lumen", 5000),
			"Orbit has its shares of Lumen", 102, SAME },
		{ "another sum by then", INVEST(AGREED, "Orbit", "Lumen", 5000),
			"Orbit to put $5bn into Lumen", INVEST(AGREED, "Orbit", "Lumen", 8000),
			"Orbit backs Lumen once more", 102, APART_EITHER_WAY },
		{ "a round told by who led it", RAISE(CLOSED, "Lumen", 1100), "Lumen raises $1.1bn",
			{ KIND_FUNDING_ROUND, STATUS_CLOSED, "Orbit", "Lumen", 1100, BOUND_EXACT,
				0 },
			"Orbit leads Lumen's $1.1bn round", 36, SAME },
		{ "two rounds without a letter", RAISE(CLOSED, "Lumen", 100), "Lumen raises $100m",
			RAISE(CLOSED, "Lumen", 250), "Lumen raises $250m", 80, APART_EITHER_WAY },
		{ "talks of long ago", RAISE(TALKS, "Lumen", 100), "Lumen eyes a raise",
			RAISE(CLOSED, "Lumen", 100), "Lumen has $100m", 120, APART_EITHER_WAY },
		{ "an investor who was in talks", INVEST(TALKS, "Orbit", "Lumen", 10000),
			"Orbit eyes Lumen", INVEST(AGREED, "Orbit", "Lumen", 25000),
			"Orbit backs Lumen", 40, SAME },
		{ "a round before an IPO", RAISE(TALKS, "Lumen", 1000),
			"Lumen in talks to raise $1bn ahead of 2026 IPO",
			RAISE(CLOSED, "Lumen", 1000), "Lumen raises $1bn", 24, SAME },
		{ "a round, or an IPO", RAISE(TALKS, "Lumen", 2000), "Lumen eyes $2bn IPO",
			RAISE(CLOSED, "Lumen", 1200), "Lumen raises $1.2bn", 24, APART_EITHER_WAY },
		{ "a licence that was talked of", LICENSE(TALKS, "Orbit", "Lumen", 1000),
			"Orbit nears deal to use Lumen's model", RENT(AGREED, "Orbit", "Lumen", 0),
			"Orbit picks Lumen's model", 65, SAME },
		{ "a licence for another sum", LICENSE(TALKS, "Orbit", "Lumen", 1000),
			"Orbit nears deal to use Lumen's model",
			RENT(AGREED, "Orbit", "Lumen", 9000), "Orbit rents from Lumen", 65,
			APART_EITHER_WAY },
		{ "a cloud of another size", RENT(TALKS, "Orbit", "Lumen", 250000),
			"Orbit eyes Lumen's cloud", RENT(AGREED, "Orbit", "Lumen", 105000),
			"Orbit rents a hall from Lumen", 21, APART_EITHER_WAY },
		{ "chips, or a cloud",
			{ KIND_CHIP_SUPPLY, STATUS_TALKS, "Orbit", "Lumen", 0, BOUND_EXACT, 0 },
			"Orbit eyes Lumen's chips", RENT(AGREED, "Orbit", "Lumen", 9000),
			"Orbit rents from Lumen", 30, APART_EITHER_WAY },
		{ "an investor, and a landlord", INVEST(TALKS, "Orbit", "Lumen", 0),
			"Orbit eyes Lumen", RENT(AGREED, "Lumen", "Orbit", 0),
			"Lumen rents from Orbit", 40, APART_EITHER_WAY },

		{ "the rest is paid", INVEST(AGREED, "Orbit", "Lumen", 4000), "Orbit backs Lumen",
			INVEST(AGREED, "Orbit", "Lumen", 2750), "Orbit puts final sum into Lumen",
			185, SAME },
		{ "another sum", INVEST(AGREED, "Orbit", "Lumen", 4000), "Orbit backs Lumen",
			INVEST(CLOSED, "Orbit", "Lumen", 2750), "Orbit bets on Lumen", 85,
			APART_EITHER_WAY },
		{ "the same sum a year later", INVEST(AGREED, "Orbit", "Lumen", 4000),
			"Orbit backs Lumen", INVEST(AGREED, "Orbit", "Lumen", 4000),
			"Orbit bets on Lumen", 400, APART_EITHER_WAY },
		{ "by its own words another", INVEST(AGREED, "Orbit", "Lumen", 4000),
			"Orbit backs Lumen", INVEST(CLOSED, "Orbit", "Lumen", 4000),
			"Orbit gives Lumen another $4bn", 60, APART },
		{ "it is held up", INVEST(AGREED, "Orbit", "Lumen", 4000), "Orbit backs Lumen",
			INVEST(STALLED, "Orbit", "Lumen", 4000), "Orbit plan hangs", 130, SAME },
		{ "a watchdog looks at it", INVEST(CLOSED, "Orbit", "Lumen", 4000),
			"Orbit backs Lumen", PACT(AGREED, "Orbit", "Lumen", 4000),
			"Watchdog drops inquiry into tie-up", 360, SAME },
		{ "a watchdog looks at something else", INVEST(CLOSED, "Orbit", "Lumen", 4000),
			"Orbit backs Lumen", RENT(AGREED, "Lumen", "Orbit", 0),
			"Watchdog drops inquiry into cloud contract", 100, APART_EITHER_WAY },

		{ "a licence that may be a takeover", LICENSE(AGREED, "Orbit", "Lumen", 650),
			"Orbit hires the staff of Lumen", BUY(AGREED, "Orbit", "Lumen", 0),
			"CMA calls it a merger", 170, SAME },
		{ "a licence that is looked at", LICENSE(AGREED, "Orbit", "Lumen", 650),
			"Orbit hires the staff of Lumen", RENT(AGREED, "Lumen", "Orbit", 0),
			"FTC opens inquiry into Orbit-Lumen deal", 77, SAME },
		{ "a takeover that is looked at", BUY(AGREED, "Orbit", "Lumen", 650),
			"Orbit buys Lumen", RENT(AGREED, "Lumen", "Orbit", 0),
			"FTC opens inquiry into Orbit-Lumen deal", 77, SAME },
		{ "a stake, and a takeover under review", INVEST(AGREED, "Orbit", "Lumen", 650),
			"Orbit backs Lumen", BUY(AGREED, "Orbit", "Lumen", 0),
			"Orbit buys Lumen, awaits approval", 170, APART_EITHER_WAY },
		{ "a supply, and a takeover under review", RENT(AGREED, "Orbit", "Lumen", 650),
			"Orbit rents from Lumen", BUY(AGREED, "Orbit", "Lumen", 0),
			"CMA calls it a merger", 170, APART_EITHER_WAY },

		{ "a sum becomes known", LICENSE(AGREED, "Orbit", "Lumen", 0),
			"Orbit to use what Lumen wrote", LICENSE(AGREED, "Orbit", "Lumen", 20),
			"What Orbit pays", 60, SAME },
		{ "partners do things together", PACT(AGREED, "Orbit", "Lumen", 0),
			"Orbit joins Lumen", PACT(AGREED, "Orbit", "Lumen", 0),
			"Orbit and Lumen at it", 60, APART_EITHER_WAY },
		{ "customers order again", RENT(AGREED, "Orbit", "Lumen", 0),
			"Orbit rents from Lumen", RENT(AGREED, "Orbit", "Lumen", 0),
			"Lumen serves Orbit", 60, APART_EITHER_WAY },
		{ "one party, its sum and the words", PACT(AGREED, "Orbit", NULL, 6500),
			"Orbit unites with Juno Hale for $6.5bn", PACT(AGREED, "Orbit", NULL, 6500),
			"Orbit is through with its $6.5bn deal for Juno Hale", 49, SAME },
		{ "one party ends its deal", PACT(AGREED, "Orbit", NULL, 6500),
			"Orbit unites with Juno Hale for $6.5bn", BUY(CLOSED, "Orbit", NULL, 6500),
			"Orbit is through with its $6.5bn deal for Juno Hale", 49, SAME },
		{ "one party ends another deal", PACT(AGREED, "Orbit", NULL, 6500),
			"Orbit unites with Juno Hale for $6.5bn", BUY(CLOSED, "Orbit", NULL, 6500),
			"Orbit has a maker of turbines for $6.5bn", 49, APART_EITHER_WAY },
		{ "one party and its sum", PACT(AGREED, "Orbit", NULL, 6500),
			"Orbit unites with Juno Hale for $6.5bn", PACT(AGREED, "Orbit", NULL, 6500),
			"Orbit spends $6.5bn on turbines", 49, APART_EITHER_WAY },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct side first = { cases[i].first, cases[i].first_title, NOON },
			    then = { cases[i].then, cases[i].then_title,
				    NOON + cases[i].days * (int64_t)DAY_S };

		if (judge_late(&first, &then) != (cases[i].outcome == SAME))
			fail_msg("%s", cases[i].what);
		first.when = then.when;
		then.when = NOON;
		if (cases[i].outcome == APART_EITHER_WAY && judge_late(&then, &first))
			fail_msg("%s, the other way round", cases[i].what);
	}
}

/* Whoever asks why the same parties have two deals is told, half a year on. */
static void
who_deals_again_is_told_why_apart(void **state)
{
	static const struct {
		struct told first, then;
		int days;
		const char *why; /* NULL: not worth a word */
	} cases[] = {
		{ INVEST(CLOSED, "Orbit", "Lumen", 4000), INVEST(CLOSED, "Orbit", "Lumen", 9000),
			85, "the same parties; another sum; same kind; 85 days apart" },
		{ INVEST(CLOSED, "Orbit", "Lumen", 4000), RENT(AGREED, "Lumen", "Orbit", 0), 30,
			"the same parties; another kind; 30 days apart" },
		{ RENT(AGREED, "Orbit", "Lumen", 0), RENT(AGREED, "Orbit", "Lumen", 0), 60,
			"the same parties; nothing tells a step of that deal; same kind; "
			"60 days apart" },
		{ INVEST(CLOSED, "Orbit", "Lumen", 4000), INVEST(CLOSED, "Orbit", "Lumen", 9000),
			185, NULL },
		{ INVEST(CLOSED, "Orbit", "Lumen", 4000), INVEST(CLOSED, "Orbit", "Vesper", 9000),
			85, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct side first = { cases[i].first, "Orbit and Lumen", NOON },
			    then = { cases[i].then, "Lumen and Orbit",
				    NOON + cases[i].days * (int64_t)DAY_S };
		struct opinion opinion;
		struct words words;
		struct face faces[2];

		read_sides(faces, &words, &first, &then);
		same_judge_late(&faces[0], &faces[1], &opinion);
		assert_false(opinion.same);
		assert_int_equal(opinion.near, cases[i].why != NULL);
		assert_string_equal(opinion.why, cases[i].why ? cases[i].why : "");
	}
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

/* Two invest in one company: who gives far more than both alone has a deal of its own. */
static void
more_than_both_from_one_is_another_deal(void **state)
{
	static const struct side first = { INVEST(AGREED, "Orbit", "Lumen", 1000),
		"Orbit to invest $1bn in Lumen", NOON };
	static const struct side both = { INVEST(AGREED, "Vesper", "Lumen", 0),
		"Orbit and Vesper back Lumen", NOON + HOUR_S };
	static const struct {
		int millions;
		bool same;
	} cases[] = { { 4000, false }, { 300, true }, { 1000, true } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct side then = { INVEST(AGREED, "Vesper", "Lumen", cases[i].millions),
			"Vesper invests in Lumen", NOON + 2 * HOUR_S };
		struct face faces[2], deal;
		struct opinion opinion;
		struct words words;

		read_sides(faces, &words, &first, &both);
		deal = faces[0];
		face_join(&deal, &faces[1]);
		read_sides(faces, &words, &first, &then);
		same_judge(&deal, &faces[1], &words, &opinion);
		assert_int_equal(opinion.same, cases[i].same);
	}
}

/* What two companies do together with a third, some days later, is another thing that they do. */
static void
with_others_it_is_another_deal(void **state)
{
	static const struct side first = { RENT(TALKS, "Orbit", "Lumen", 19000),
		"Orbit and Lumen plan $19bn each for Colossus", NOON };

	(void)state;
	for (int days = 1; days <= 12; days += 11) {
		const struct side then = { RENT(AGREED, "Orbit", "Lumen", 0),
			"Orbit talks with Lumen and Vesper about Colossus", NOON + days * DAY_S };
		const struct side other = { RENT(AGREED, "Vesper", "Lumen", 0), then.title,
			then.when };
		struct face faces[2], story;
		struct opinion opinion;
		struct words words;

		read_sides(faces, &words, &then, &other);
		story = faces[0];
		face_join(&story, &faces[1]);
		read_sides(faces, &words, &first, &then);
		same_judge(&faces[0], &story, &words, &opinion);
		assert_int_equal(opinion.same, days == 1);
	}
}

/* "X backs Y, a rival of Z" is not about Z, though a supplier that nobody knows is likely misread. */
static void
who_is_only_mentioned_is_no_party(void **state)
{
	static const struct {
		struct side first, then;
		bool known; /* whom the story has besides */
		bool same;
	} cases[] = {
		{ { INVEST(AGREED, "Nvidia", "OpenAI", 0), "Nvidia invests in OpenAI", NOON },
			{ INVEST(AGREED, "Nvidia", "Lumen", 0), "Nvidia backs OpenAI rival Lumen",
				NOON },
			false, false },
		{ { RENT(AGREED, "Nvidia", "CoreWeave", 0), "Nvidia rents CoreWeave's cloud",
			  NOON },
			{ RENT(AGREED, "Nvidia", "Nebius", 0),
				"CoreWeave drops as Nvidia rents from Nebius", NOON },
			true, false },
		{ { RENT(AGREED, "Nvidia", "CoreWeave", 0), "Nvidia rents CoreWeave's cloud",
			  NOON },
			{ RENT(AGREED, "Nvidia", "Spare", 0),
				"CoreWeave jumps as Nvidia rents its Spare Capacity", NOON },
			false, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct face faces[2];
		struct opinion opinion;
		struct words words;

		read_sides(faces, &words, &cases[i].first, &cases[i].then);
		faces[1].parties[1].known = cases[i].known;
		same_judge(&faces[0], &faces[1], &words, &opinion);
		assert_int_equal(opinion.same, cases[i].same);
	}
}

/* One outlet's title is read with one party only, and the other stands in it all the same. */
static void
a_party_that_was_missed_joins(void **state)
{
	static const struct {
		const char *what;
		struct side first, then;
		bool same;
	} cases[] = {
		{ "its title names the other",
			{ PACT(AGREED, "Orbit", NULL, 0), "Orbit brings Lumen posts to its bot",
				NOON },
			{ LICENSE(AGREED, "Orbit", "Lumen", 60), "Orbit pays for Lumen archive",
				NOON + 3 * HOUR_S },
			true },
		{ "days later",
			{ PACT(AGREED, "Orbit", NULL, 0), "Orbit brings Lumen posts to its bot",
				NOON },
			{ LICENSE(AGREED, "Orbit", "Lumen", 60), "Orbit pays for Lumen archive",
				NOON + 3 * DAY_S },
			false },
		{ "another sum",
			{ RENT(AGREED, "Orbit", NULL, 900),
				"Orbit rents a cloud for $900m, and Lumen watches", NOON },
			{ LICENSE(AGREED, "Orbit", "Lumen", 60), "Orbit pays for Lumen archive",
				NOON + 3 * HOUR_S },
			false },
		{ "another kind",
			{ RAISE(CLOSED, "Orbit", 0), "Orbit, a rival of Lumen, raises a round",
				NOON },
			{ LICENSE(AGREED, "Lumen", "Orbit", 0), "Lumen pays for Orbit's archive",
				NOON + 3 * HOUR_S },
			false },
		{ "a name that is only part of it",
			{ PACT(AGREED, "Orbit", NULL, 0), "Orbit brings Lumens to its lamps",
				NOON },
			{ LICENSE(AGREED, "Orbit", "Lumen", 60), "Orbit pays for Lumen archive",
				NOON + 3 * HOUR_S },
			false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (judge(&cases[i].first, &cases[i].then).same != cases[i].same)
			fail_msg("%s", cases[i].what);
}

/* The text of a story of one party names the other, in whichever of two stories. */
static void
a_party_that_the_text_names_joins(void **state)
{
	static const struct {
		struct told told; /* the story of one party */
		const char *text;
		int hours;
		bool same;
	} cases[] = {
		{ RENT(AGREED, "Orbit", NULL, 0), "The owner, Lumen of Ohio, says so.", 5, true },
		{ RENT(AGREED, "Orbit", NULL, 0), "The owner says so.", 5, false },
		{ RENT(AGREED, "Orbit", NULL, 0), "The plant sells lumen by lumen.", 5, false },
		{ RENT(AGREED, "Orbit", NULL, 0), "It competes with Hale and Lumen.", 5, false },
		{ RENT(AGREED, "Orbit", NULL, 0), "It has rivals. Lumen of Ohio owns it.", 5,
			true },
		{ RENT(AGREED, "Orbit", NULL, 0), "The owner, Lumen of Ohio, says so.", 50, false },
		{ RENT(AGREED, "Orbit", NULL, 60), "The owner, Lumen of Ohio, says so.", 5, false },
		{ LICENSE(AGREED, "Orbit", NULL, 0), "The owner, Lumen of Ohio, says so.", 5,
			false },
	};
	const struct side whole = { RENT(AGREED, "Orbit", "Lumen", 900),
		"Lumen reopens its plant for Orbit", NOON };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct side part = { cases[i].told, "A plant runs again to feed halls",
			NOON + cases[i].hours * HOUR_S };
		struct face faces[2];
		struct opinion opinion;
		struct words words;

		read_sides(faces, &words, &whole, &part);
		face_add_names(&faces[1], cases[i].text, &tokens);
		same_judge(&faces[0], &faces[1], &words, &opinion);
		assert_int_equal(opinion.same, cases[i].same);
		same_judge(&faces[1], &faces[0], &words, &opinion);
		assert_int_equal(opinion.same, cases[i].same);
	}
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
		{ INVEST(AGREED, "Nvidia", "OpenAI", 6600), RAISE(CLOSED, "OpenAI", 6600), true },
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
		cmocka_unit_test_setup_teardown(
			a_first_word_is_a_name_where_more_is_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_deal_told_again_is_none_in_passing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_company_goes_public_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(steps_come_late, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_deals_again_is_told_why_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(look_alikes_make_no_chain, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_is_only_mentioned_is_no_party, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			more_than_both_from_one_is_another_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(with_others_it_is_another_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_party_that_was_missed_joins, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_party_that_the_text_names_joins, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_name_is_one_key_however_it_is_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			only_what_cannot_be_mistaken_is_the_same_in_passing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
