/* Money that comes back: the edges of deals and the circles in them; totals per party. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/circle.h"
#include "ledger/totals.h"
#include "sample_room.h"

static size_t
edges_of(const struct told *told, struct edge *edges)
{
	struct deal deal = make_deal(told, arena);
	uint64_t keys[2] = { 0 };
	size_t n;

	for (size_t i = 0; i < deal.n_parties; i++)
		keys[i] = hash_text(deal.parties[i].name);
	n = deal_edges(&deal, keys, edges);
	for (size_t i = 0; i < n; i++)
		edges[i].source = "A";
	return n;
}

/* The circles of the first deal among all, "step > step" each, joined by " | ". */
static const char *
circles_of(const struct told *told, size_t n_told)
{
	struct edge edges[8 * DEAL_EDGES_MAX];
	struct alert_circle *circles;
	const char *text = "";
	size_t n = 0, n_own = 0, n_circles;

	for (size_t i = 0; i < n_told; i++) {
		n += edges_of(&told[i], edges + n);
		if (i == 0)
			n_own = n;
	}
	circle_find(edges, n_own, edges, n, arena, &circles, &n_circles);
	for (size_t i = 0; i < n_circles; i++)
		for (size_t j = 0; j < circles[i].n_steps; j++)
			text = arena_printf(arena, "%s%s%s", text,
				j   ? " > "
				: i ? " | "
				    : "",
				circles[i].steps[j]);
	return text;
}

#define DEAL(kind, payer, payee, also)                                                             \
	{                                                                                          \
		KIND_##kind, STATUS_AGREED, payer, payee, 0, BOUND_EXACT, also                     \
	}

static void
circles_are_told(void **state)
{
	static const struct {
		struct told told[4];
		size_t n;
		const char *circles;
	} cases[] = {
		{ { DEAL(INVESTMENT, "Amazon", "OpenAI", 1u << KIND_CHIP_SUPPLY) }, 1,
			"Amazon invests in OpenAI > OpenAI buys Amazon's chips" },
		{ { DEAL(STAKE, "OpenAI", "AMD", 1u << KIND_CHIP_SUPPLY) }, 1,
			"OpenAI takes a stake in AMD > AMD supplies chips to OpenAI" },
		{ { { KIND_STAKE, STATUS_AGREED, "Nvidia", "Nokia", 1000, BOUND_EXACT,
			  1u << KIND_CHIP_SUPPLY } },
			1, "Nvidia takes a stake in Nokia > Nokia buys Nvidia's chips" },
		{ { DEAL(INVESTMENT, "Amazon", "Anthropic", 0) }, 1, "" },
		{ { DEAL(CHIP_SUPPLY, "OpenAI", "Nvidia", 0),
			  DEAL(INVESTMENT, "Nvidia", "OpenAI", 0) },
			2, "Nvidia invests in OpenAI > OpenAI buys Nvidia's chips" },
		{ { DEAL(STAKE, "OpenAI", "AMD", 0), DEAL(CHIP_SUPPLY, "OpenAI", "AMD", 0) }, 2,
			"OpenAI takes a stake in AMD > AMD supplies chips to OpenAI" },
		{ { DEAL(INVESTMENT, "OpenAI", "CoreWeave", 0),
			  DEAL(COMPUTE, "OpenAI", "CoreWeave", 0) },
			2,
			"OpenAI invests in CoreWeave > CoreWeave supplies computing power to "
			"OpenAI" },
		{ { DEAL(COMPUTE, "OpenAI", "Oracle", 0), DEAL(CHIP_SUPPLY, "Oracle", "Nvidia", 0),
			  DEAL(INVESTMENT, "Nvidia", "OpenAI", 0) },
			3,
			"Nvidia invests in OpenAI > OpenAI rents Oracle's computing power > "
			"Oracle buys Nvidia's chips" },
		{ { DEAL(DEBT, "Apollo", "xAI", 0), DEAL(CHIP_SUPPLY, "xAI", "Nvidia", 0),
			  DEAL(INVESTMENT, "Nvidia", "Nscale", 0),
			  DEAL(COMPUTE, "Apollo", "Nscale", 0) },
			4, "" },
		{ { DEAL(INVESTMENT, "A", "B", 0), DEAL(INVESTMENT, "B", "A", 0) }, 2, "" },
		{ { DEAL(ACQUISITION, "A", "B", 0), DEAL(CHIP_SUPPLY, "B", "A", 0) }, 2, "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(circles_of(cases[i].told, cases[i].n), cases[i].circles);
}

static void
hearsay_closes_no_long_circle(void **state)
{
	static const struct told told[] = { DEAL(COMPUTE, "OpenAI", "Oracle", 0),
		DEAL(CHIP_SUPPLY, "Oracle", "Nvidia", 0), DEAL(INVESTMENT, "Nvidia", "OpenAI", 0) };
	struct edge edges[3 + DEAL_EDGES_MAX];
	struct alert_circle *circles;
	size_t n;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(edges_of(&told[i], &edges[i]), 1);
	circle_find(edges, 1, edges, 3, arena, &circles, &n);
	assert_int_equal(n, 1);
	assert_int_equal(circles[0].ties[0].status, STATUS_AGREED);
	assert_string_equal(circles[0].ties[0].known_from, "A");
	edges[1].weak = true;
	circle_find(edges, 1, edges, 3, arena, &circles, &n);
	assert_int_equal(n, 0);
}

static void
a_dense_graph_ends_soon(void **state)
{
	enum { N = 60 };
	struct edge *edges = arena_array(arena, N * N, sizeof *edges);
	struct alert_circle *circles;
	size_t n = 0, n_circles;

	(void)state;
	for (size_t i = 0; i < N; i++)
		for (size_t j = 0; j < N; j++)
			if (i < j)
				edges[n++] = (struct edge){ .from = i + 1,
					.to = j + 1,
					.from_name = "x",
					.to_name = "y",
					.tie = TIE_INVESTS,
					.status = STATUS_AGREED };
	circle_find(edges, 1, edges, n, arena, &circles, &n_circles);
	assert_int_equal(n_circles, 0);
}

static void
a_deal_that_failed_has_no_edge(void **state)
{
	static const struct told told = { KIND_INVESTMENT, STATUS_DENIED, "Amazon", "OpenAI", 0,
		BOUND_EXACT, 0 };
	struct edge edges[DEAL_EDGES_MAX];

	(void)state;
	assert_int_equal(edges_of(&told, edges), 0);
}

static const struct total *
total_of(const struct totals *totals, const char *party)
{
	for (size_t i = 0; i < totals->n; i++)
		if (strcmp(totals->list[i].party, party) == 0)
			return &totals->list[i];
	fail_msg("no totals for %s", party);
	return NULL;
}

static void
totals_count_nothing_twice(void **state)
{
	static const struct told told[] = {
		{ KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000, BOUND_MORE_THAN, 0 },
		{ KIND_INVESTMENT, STATUS_AGREED, "Nvidia", "OpenAI", 100000, BOUND_UP_TO, 0 },
		{ KIND_COMPUTE, STATUS_AGREED, "OpenAI", "Amazon", 38000, BOUND_EXACT, 0 },
		{ KIND_INVESTMENT, STATUS_CLOSED, "Microsoft", "OpenAI", 13000, BOUND_MORE_THAN,
			0 },
		{ KIND_INVESTMENT, STATUS_DENIED, "Apple", "OpenAI", 5000, BOUND_EXACT, 0 },
	};
	struct party many[] = { { "Amazon", ROLE_INVESTOR, true },
		{ "Google", ROLE_INVESTOR, true }, { "Anthropic", ROLE_TARGET, true } };
	struct deal joint = { .kind = KIND_INVESTMENT,
		.status = STATUS_AGREED,
		.parties = many,
		.n_parties = 3,
		.amount = { .value = 26000000000, .usd = 26000000000, .currency = "USD" } };
	struct totals totals = { .arena = arena };
	const struct total *openai, *amazon;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		struct deal deal = make_deal(&told[i], arena);

		totals_add(&totals, &deal);
	}
	totals_add(&totals, &joint);
	totals_sort(&totals);
	assert_string_equal(totals.list[0].party, "OpenAI");
	openai = total_of(&totals, "OpenAI");
	assert_int_equal(openai->in[TOTAL_ANNOUNCED], 110000000000);
	assert_int_equal(openai->in[TOTAL_AGREED], 0);
	assert_int_equal(openai->in[TOTAL_CLOSED], 13000000000);
	assert_int_equal(openai->out[TOTAL_AGREED], 38000000000);
	assert_int_equal(openai->deals, 5);
	amazon = total_of(&totals, "Amazon");
	assert_int_equal(amazon->out[TOTAL_ANNOUNCED], 10000000000);
	assert_int_equal(amazon->in[TOTAL_AGREED], 38000000000);
	assert_int_equal(amazon->joint, 26000000000);
	assert_int_equal(total_of(&totals, "Anthropic")->joint, 26000000000);
	assert_int_equal(total_of(&totals, "Anthropic")->in[TOTAL_AGREED], 0);
	assert_int_equal(total_of(&totals, "Apple")->out[TOTAL_ANNOUNCED], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(circles_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hearsay_closes_no_long_circle, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_dense_graph_ends_soon, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_deal_that_failed_has_no_edge, set_up, tear_down),
		cmocka_unit_test_setup_teardown(totals_count_nothing_twice, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
