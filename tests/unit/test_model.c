/* Amounts, deals and alerts: for people and as JSON, there and back. */
#include "unit.h"

#include <string.h>

#include "base/json.h"
#include "model/alert.h"
#include "model/verdict.h"

static void
amounts_read_as_papers_write_them(void **state)
{
	static const struct {
		struct amount amount;
		const char *want;
	} cases[] = {
		{ { 10000000000, 0, 0, "USD", BOUND_EXACT }, "$10bn" },
		{ { 10000000000, 0, 0, "USD", BOUND_MORE_THAN }, "more than $10bn" },
		{ { 1700000000, 0, 0, "EUR", BOUND_UP_TO }, "up to €1.7bn" },
		{ { 10000000000, 8000000000, 0, "USD", BOUND_EXACT }, "$8bn-$10bn" },
		{ { 350000000, 0, 0, "JPY", BOUND_ABOUT }, "about ¥350m" },
		{ { 1250000, 0, 0, "CHF", BOUND_EXACT }, "CHF 1.25m" },
		{ { 1400000000000, 0, 0, "USD", BOUND_EXACT }, "$1.4tn" },
		{ { 950, 0, 0, "GBP", BOUND_EXACT }, "£950" },
	};
	char buf[AMOUNT_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(amount_text(&cases[i].amount, buf), cases[i].want);
}

static void
near_amounts_are_one_sum(void **state)
{
	const struct amount ten = { 10000000000, 0, 10000000000, "USD", BOUND_EXACT };
	const struct amount euro = { 9000000000, 0, 9700000000, "EUR", BOUND_ABOUT };
	const struct amount twelve = { 12000000000, 0, 12000000000, "USD", BOUND_EXACT };
	const struct amount none = { 0 };

	(void)state;
	assert_true(amount_near(&ten, &euro));
	assert_false(amount_near(&ten, &twelve));
	assert_false(amount_near(&none, &none));
}

static void
one_digit_rounds_a_finer_sum(void **state)
{
	const struct amount fine = { 1300000000, 0, 1300000000, "USD", BOUND_EXACT };
	const struct amount euro = { 1700000000, 0, 1955000000, "EUR", BOUND_EXACT };
	const struct amount one = { 1000000000, 0, 1000000000, "USD", BOUND_EXACT };
	const struct amount two = { 2000000000, 0, 2000000000, "USD", BOUND_EXACT };
	const struct amount none = { 0 };

	(void)state;
	assert_true(amount_rounds(&one, &fine));
	assert_true(amount_rounds(&two, &euro));
	assert_false(amount_rounds(&two, &fine));
	assert_false(amount_rounds(&fine, &one));
	assert_false(amount_rounds(&one, &one));
	assert_false(amount_rounds(&none, &fine));
	assert_false(amount_rounds(&one, &none));
}

static void
names_are_the_contracts(void **state)
{
	(void)state;
	for (unsigned i = 1; i < N_KINDS; i++) {
		enum deal_kind kind;

		assert_true(kind_parse(kind_name((enum deal_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	for (unsigned i = 1; i < N_STATUSES; i++) {
		enum deal_status status;

		assert_true(status_parse(status_name((enum deal_status)i), &status));
		assert_int_equal(status, i);
	}
	for (unsigned i = 1; i < N_ROLES; i++) {
		enum party_role role;

		assert_true(role_parse(role_name((enum party_role)i), &role));
		assert_int_equal(role, i);
	}
	enum deal_kind kind;

	assert_false(kind_parse("marriage", &kind));
	assert_null(kind_name(KIND_NONE));
	assert_string_equal(kind_name(KIND_CHIP_SUPPLY), "chip-supply");
}

static struct alert
sample_alert(void)
{
	static struct party parties[] = { { "Amazon", ROLE_INVESTOR, true },
		{ "OpenAI", ROLE_TARGET, true } };
	static const char *outlets[] = { "Wire" }, *chips[] = { "Trainium" },
			  *ids[] = { "g1", "g2" };
	static const char *steps[] = { "Amazon invests in OpenAI", "OpenAI buys Amazon's chips" };
	static const char *reasons[] = { "in talks to invest" };
	static struct figure figures[] = {
		{ { 10000000000, 0, 10000000000, "USD", BOUND_MORE_THAN }, outlets, 1 }
	};
	static struct alert_sentence summary[] = { { "One fact.", "Wire" } };
	static struct alert_change changes[] = { { "status", "talks", "agreed" } };
	static struct alert_circle circles[] = { { steps, 2 } };
	static struct alert_source sources[] = { { "Wire", "Title", "https://x.example/",
		"The Paper", 1765951830 } };
	const struct alert alert = {
		.type = ALERT_UPDATE,
		.id = "a1",
		.timestamp = 1765951830,
		.deal_id = "d1",
		.revision = 2,
		.watch = "ai-deals",
		.headline = "Amazon in talks",
		.summary = summary,
		.n_summary = 1,
		.changes = changes,
		.n_changes = 1,
		.circles = circles,
		.n_circles = 1,
		.origins = 1,
		.sources = sources,
		.n_sources = 1,
		.story_ids = ids,
		.n_story_ids = 2,
		.reasons = reasons,
		.n_reasons = 1,
		.deal = { .kind = KIND_INVESTMENT,
			.also = 1u << KIND_CHIP_SUPPLY,
			.status = STATUS_AGREED,
			.parties = parties,
			.n_parties = 2,
			.amount = figures[0].amount,
			.amounts = figures,
			.n_amounts = 1,
			.chips = chips,
			.n_chips = 1,
			.years = 7,
			.first_reported_by = "The Paper" },
	};
	return alert;
}

static void
an_alert_survives_its_way_through_json(void **state)
{
	struct arena *arena = arena_new();
	struct alert alert = sample_alert(), again;
	struct jnode *node = alert_to_json(&alert);
	struct str first, second;
	struct err err = { 0 };

	(void)state;
	str_init(&first, 10000);
	str_init(&second, 10000);
	jnode_print(node, &first);
	assert_true(alert_from_json(node, &again, arena, &err));
	jnode_free(node);
	node = alert_to_json(&again);
	jnode_print(node, &second);
	jnode_free(node);
	assert_string_equal(first.text, second.text);
	assert_non_null(strstr(first.text, "\"type\":\"deal.update\""));
	assert_non_null(strstr(first.text,
		"\"circular\":[[\"Amazon invests in OpenAI\",\"OpenAI buys Amazon's chips\"]]"));
	assert_non_null(strstr(first.text, "\"also\":[\"chip-supply\"]"));
	assert_non_null(strstr(first.text, "\"stake_percent\":null,\"years\":7.0"));
	str_clear(&first);
	str_clear(&second);
	arena_free(arena);
}

static void
what_is_no_alert_is_refused(void **state)
{
	struct arena *arena = arena_new();
	struct jnode *node = jnode_object();
	struct alert alert;
	struct err err = { 0 };

	(void)state;
	jnode_put_text(node, "type", "deal.new");
	assert_false(alert_from_json(node, &alert, arena, &err));
	assert_false(alert_from_json(NULL, &alert, arena, &err));
	assert_int_equal(err.code, ERR_DATA);
	jnode_free(node);
	arena_free(arena);
}

static void
an_irrelevant_story_has_no_deal(void **state)
{
	const struct story story = { .id = "g",
		.title = "T",
		.text = "",
		.url = "u",
		.source = "s",
		.origin = "",
		.feed = "",
		.published = 1765951830 };
	struct verdict verdict = { .relevant = false, .deal = { .kind = KIND_INVESTMENT } };
	struct jnode *node = verdict_to_json(&story, &verdict, NULL, 0);
	struct str out;

	(void)state;
	str_init(&out, 4096);
	jnode_print(node, &out);
	assert_string_equal(out.text,
		"{\"id\":\"g\",\"title\":\"T\",\"url\":\"u\",\"source\":\"s\","
		"\"published\":\"2025-12-17T06:10:30Z\",\"relevant\":false,\"score\":0.0,"
		"\"watches\":[],\"deal\":null,\"background\":[],\"reasons\":[]}");
	jnode_free(node);
	str_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_read_as_papers_write_them),
		cmocka_unit_test(near_amounts_are_one_sum),
		cmocka_unit_test(one_digit_rounds_a_finer_sum),
		cmocka_unit_test(names_are_the_contracts),
		cmocka_unit_test(an_alert_survives_its_way_through_json),
		cmocka_unit_test(what_is_no_alert_is_refused),
		cmocka_unit_test(an_irrelevant_story_has_no_deal),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
