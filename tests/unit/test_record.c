/* What the state keeps as bytes: there and back, and what a damaged one gives. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/record.h"
#include "model/deal.h"
#include "story/dossier.h"
#include "text/token.h"

static struct arena *arena;
static struct str bytes;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	str_init(&bytes, 1 << 16);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	str_clear(&bytes);
	arena_free(arena);
	return 0;
}

static void
values_come_back_in_the_order_they_were_put(void **state)
{
	static const int64_t numbers[] = { 0, 1, -1, 63, 64, -64, -65, 1767225600, INT64_MAX,
		INT64_MIN };
	struct record record;
	double real;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		record_put_int(&bytes, numbers[i]);
	record_put_real(&bytes, 4.25);
	record = record_of(bytes.text, bytes.len);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		assert_true(record_int(&record) == numbers[i]);
	real = record_real(&record);
	assert_true(real > 4.2 && real < 4.3);
	assert_false(record.bad);
}

static void
lists_of_texts_come_back(void **state)
{
	static const char *const texts[] = { "Lumen", "", "Kärnkraft" };
	struct record record;
	const char **read;
	size_t n;

	(void)state;
	record_put_text(&bytes, NULL);
	record_put_texts(&bytes, texts, ARRAY_LEN(texts));
	record_put_int(&bytes, 3);
	record = record_of(bytes.text, bytes.len);
	assert_string_equal(record_text(&record, arena), "");
	read = record_texts(&record, 8, &n, arena);
	assert_int_equal(n, ARRAY_LEN(texts));
	for (size_t i = 0; i < n; i++)
		assert_string_equal(read[i], texts[i]);
	assert_null(read[7]);
	assert_int_equal(record_below(&record, 4), 3);
	assert_int_equal(record.left, 0);
	assert_false(record.bad);
}

static void
what_is_not_there_is_zero_and_bad(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} cases[] = { { NULL, 0 }, { "\x80", 1 },
		{ "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12 }, { "\x7f", 1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct record record = record_of(cases[i].bytes, cases[i].len);
		size_t n;

		record_texts(&record, 0, &n, arena);
		assert_int_equal(n, 0);
		assert_true(record.bad);
		assert_int_equal(record_int(&record), 0);
		assert_true(record_real(&record) == 0);
		assert_string_equal(record_text(&record, arena), "");
	}
}

/* Two figures, of which one was withdrawn; two origins. */
static void
put_dossier(void)
{
	struct tokens tokens = { 0 };
	struct party parties[] = { { "Lumen", ROLE_INVESTOR, true },
		{ "Northwind", ROLE_TARGET, false } };
	struct deal deal = { .kind = KIND_INVESTMENT,
		.also = 1u << KIND_COMPUTE,
		.status = STATUS_TALKS,
		.parties = parties,
		.n_parties = 2,
		.amount = { 10000000, 8000000, 12000000, "EUR", BOUND_UP_TO },
		.valuation = { 90000000, 0, 0, "CHF", BOUND_EXACT },
		.stake_percent = 12.5,
		.first_reported_by = "Daily Wire" };
	struct testimony testimony = {
		.deal = &deal, .outlet = "A", .origin = "Daily Wire", .published = 1000
	};
	struct dossier dossier = { 0 };

	dossier_add(&dossier, &testimony, &tokens, arena);
	deal.amount = (struct amount){ 70000000, 0, 0, "CHF", BOUND_ABOUT };
	testimony.again = true;
	dossier_add(&dossier, &testimony, &tokens, arena);
	testimony.again = false;
	testimony.outlet = testimony.origin = "B";
	dossier_add(&dossier, &testimony, &tokens, arena);
	dossier_to_record(&dossier, &bytes);
	tokens_clear(&tokens);
}

static void
a_dossier_comes_back(void **state)
{
	struct dossier dossier;
	const struct deal *deal = &dossier.deal;

	(void)state;
	put_dossier();
	dossier_from_record(bytes.text, bytes.len, &dossier, arena);
	assert_int_equal(deal->kind, KIND_INVESTMENT);
	assert_int_equal(deal->also, 1u << KIND_COMPUTE);
	assert_int_equal(deal->n_parties, 2);
	assert_string_equal(deal->parties[1].name, "Northwind");
	assert_int_equal(deal->parties[1].role, ROLE_TARGET);
	assert_false(deal->parties[1].known);
	assert_int_equal(deal->amount.value, 70000000);
	assert_string_equal(deal->amount.currency, "CHF");
	assert_int_equal(deal->n_amounts, 1);
	assert_int_equal(deal->valuation.value, 90000000);
	assert_true(deal->stake_percent > 12.4 && deal->stake_percent < 12.6);
	assert_string_equal(deal->first_reported_by, "Daily Wire");
	assert_int_equal(dossier.figures.n, 2);
	assert_int_equal(dossier.figures.list[0].figure.amount.low, 8000000);
	assert_int_equal(dossier.figures.list[0].figure.n_sources, 0);
	assert_int_equal(dossier.figures.list[1].figure.n_sources, 2);
	assert_string_equal(dossier.figures.list[1].figure.sources[1], "B");
	assert_int_equal(dossier.best, 1);
	assert_int_equal(dossier.n_stories, 2);
	assert_int_equal(dossier.n_origins, 2);
	assert_int_equal(dossier.n_outlets, 2);
	assert_true(dossier.corrected);
}

static void
a_dossier_cut_anywhere_is_an_empty_one(void **state)
{
	struct dossier dossier;

	(void)state;
	put_dossier();
	for (size_t len = 0; len < bytes.len; len++) {
		dossier_from_record(bytes.text, len, &dossier, arena);
		assert_int_equal(dossier.n_stories, 0);
		assert_int_equal(dossier.deal.n_parties, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			values_come_back_in_the_order_they_were_put, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists_of_texts_come_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_not_there_is_zero_and_bad, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_dossier_comes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_dossier_cut_anywhere_is_an_empty_one, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
