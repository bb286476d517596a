/* Sums of money as papers write them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon_here.h"
#include "mention/read.h"
#include "mention/sum.h"

static struct lexicon *lexicon;

static int
set_up(void **state)
{
	(void)state;
	lexicon = lexicon_here(NULL);
	return lexicon ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	lexicon_free(lexicon);
	return 0;
}

static void
read_title(struct reading *reading, const char *title)
{
	reading_read(reading,
		&(struct story){
			.title = title, .text = "", .source = "", .origin = "", .url = "" });
}

static void
reads_money_as_papers_write_it(void **state)
{
	static const struct {
		const char *text, *currency;
		int64_t value;
		enum bound bound;
	} cases[] = {
		{ "more than $10bn", "USD", 10000000000, BOUND_MORE_THAN },
		{ "up to €1.7 billion", "EUR", 1700000000, BOUND_UP_TO },
		{ "as much as $100bn", "USD", 100000000000, BOUND_UP_TO },
		{ "about 350 million yen", "JPY", 350000000, BOUND_ABOUT },
		{ "nearly £500m", "GBP", 500000000, BOUND_ABOUT },
		{ "at least $8 billion", "USD", 8000000000, BOUND_MORE_THAN },
		{ "US$10B", "USD", 10000000000, BOUND_EXACT },
		{ "$US2 billion", "USD", 2000000000, BOUND_EXACT },
		{ "10 billion dollars", "USD", 10000000000, BOUND_EXACT },
		{ "A$330 million", "AUD", 330000000, BOUND_EXACT },
		{ "HK$4.2bn", "HKD", 4200000000, BOUND_EXACT },
		{ "¥3tn", "JPY", 3000000000000, BOUND_EXACT },
		{ "₹5,000 crore", "INR", 50000000000, BOUND_EXACT },
		{ "Rs 855 crore", "INR", 8550000000, BOUND_EXACT },
		{ "50 billion won", "KRW", 50000000000, BOUND_EXACT },
		{ "1.4trn euros", "EUR", 1400000000000, BOUND_EXACT },
		{ "half a billion dollars", "USD", 500000000, BOUND_EXACT },
		{ "a billion dollars", "USD", 1000000000, BOUND_EXACT },
		{ "CHF 5 million", "CHF", 5000000, BOUND_EXACT },
		{ "$8bn-$10bn", "USD", 10000000000, BOUND_UP_TO },
		{ "$5 to $6 billion", "USD", 6000000000, BOUND_UP_TO },
		{ "$200M-$300M", "USD", 300000000, BOUND_UP_TO },
		{ "ranging from $8bn to $10bn", "USD", 10000000000, BOUND_UP_TO },
		{ "lifted from $8bn to $10bn", "USD", 10000000000, BOUND_EXACT },
		{ "cut from $10bn to $8bn", "USD", 8000000000, BOUND_EXACT },
		{ "enlarged by $7bn to $21bn", "USD", 21000000000, BOUND_EXACT },
		{ "in talks over $11bn", "USD", 11000000000, BOUND_EXACT },
		{ "a deal worth over $11bn", "USD", 11000000000, BOUND_MORE_THAN },
		{ "$13.3 Million", "USD", 13300000, BOUND_EXACT },
		{ "$84.75 billion", "USD", 84750000000, BOUND_EXACT },
	};
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		read_title(&reading, cases[i].text);
		if (reading.n_moneys != 1)
			fail_msg("'%s': %zu sums", cases[i].text, reading.n_moneys);
		assert_int_equal(reading.moneys[0].amount.value, cases[i].value);
		assert_string_equal(reading.moneys[0].amount.currency, cases[i].currency);
		if (reading.moneys[0].amount.bound != cases[i].bound)
			fail_msg("'%s': bound %s", cases[i].text,
				bound_name(reading.moneys[0].amount.bound));
	}
	reading_clear(&reading);
}

static void
a_range_keeps_its_lower_end(void **state)
{
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	read_title(&reading, "$5-6bn");
	assert_int_equal(reading.n_moneys, 1);
	assert_int_equal(reading.moneys[0].amount.value, INT64_C(6000000000));
	assert_int_equal(reading.moneys[0].amount.low, INT64_C(5000000000));
	reading_clear(&reading);
}

static void
dollars_alone_are_those_of_the_outlet(void **state)
{
	static const struct {
		const char *source, *origin, *url, *title, *currency;
	} cases[] = {
		{ "Daily Wire", "", "https://wire.example/1", "$5bn", "USD" },
		{ "Daily Wire", "", "https://news.wire.com.au/au/1", "$5bn", "AUD" },
		{ "Daily Wire", "", "https://wire.example/au", "$5bn", "USD" },
		{ "Daily Wire", "", "https://beau/1", "$5bn", "USD" },
		{ "The Globe and Mail", "", "", "$5-million", "CAD" },
		{ "Google News", "AFR", "https://news.google.com/1", "$5bn", "AUD" },
		{ "AFR", "", "", "US$5bn", "USD" },
		{ "AFR", "", "", "$US5bn", "USD" },
		{ "AFR", "", "", "$5bn USD", "USD" },
		{ "AFR", "", "", "€5bn", "EUR" },
	};
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct story story = { .title = cases[i].title,
			.text = "",
			.source = cases[i].source,
			.origin = cases[i].origin,
			.url = cases[i].url };

		reading_read(&reading, &story);
		assert_int_equal(reading.n_moneys, 1);
		assert_string_equal(reading.moneys[0].amount.currency, cases[i].currency);
	}
	reading_clear(&reading);
}

static void
other_currencies_have_a_value_in_dollars(void **state)
{
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	read_title(&reading, "¥1,000 trillion and £10");
	assert_int_equal(reading.n_moneys, 2);
	assert_true(reading.moneys[0].amount.usd > INT64_C(1000000000000));
	assert_true(reading.moneys[1].amount.usd > 10 && reading.moneys[1].amount.usd < 20);
	reading_clear(&reading);
}

static void
what_is_no_sum_is_none(void **state)
{
	static const char *const cases[] = { "20 million users", "won 5 contracts", "$", "10 chips",
		"version 1.2.3", "$99999999999999999999 trillion", "tens of billions of dollars",
		"2025" };
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		read_title(&reading, cases[i]);
		if (reading.n_moneys != 0)
			fail_msg("'%s' was read as a sum", cases[i]);
	}
	reading_clear(&reading);
}

static void
a_sum_has_a_role(void **state)
{
	static const struct {
		const char *text;
		enum sum_role role;
	} cases[] = {
		{ "Acme raises $5m", SUM_DEAL },
		{ "Acme is valued at more than $5bn", SUM_IS_VALUATION },
		{ "Acme at a $5bn valuation", SUM_IS_VALUATION },
		{ "Acme, now worth $5bn", SUM_IS_VALUATION },
		{ "the $5bn start-up Acme", SUM_IS_VALUATION },
		{ "a deal worth $5bn", SUM_DEAL },
		{ "$5m ARR", SUM_IS_OTHER },
		{ "revenue of $5bn", SUM_IS_OTHER },
		{ "a $5bn acquisition of Acme", SUM_DEAL },
	};
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		read_title(&reading, cases[i].text);
		assert_int_equal(reading.n_moneys, 1);
		if (reading.moneys[0].role != cases[i].role)
			fail_msg("'%s' has role %d", cases[i].text, (int)reading.moneys[0].role);
	}
	reading_clear(&reading);
}

static void
a_valuation_is_of_the_sum_behind_it(void **state)
{
	static const char *const texts[] = {
		"Acme raised $2bn at a valuation of $8bn",
		"Acme raised $2bn at a valuation of more than $8bn",
		"Acme raises $2bn valuing it at $8bn",
		"Acme closed a $2bn round that values it at about $8bn",
		"Acme raises $2bn at $8bn valuation",
	};
	struct reading reading;

	(void)state;
	reading_init(&reading, lexicon);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		read_title(&reading, texts[i]);
		assert_int_equal(reading.n_moneys, 2);
		if (reading.moneys[0].role != SUM_DEAL ||
			reading.moneys[1].role != SUM_IS_VALUATION)
			fail_msg("'%s'", texts[i]);
	}
	reading_clear(&reading);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_money_as_papers_write_it),
		cmocka_unit_test(a_range_keeps_its_lower_end),
		cmocka_unit_test(dollars_alone_are_those_of_the_outlet),
		cmocka_unit_test(other_currencies_have_a_value_in_dollars),
		cmocka_unit_test(what_is_no_sum_is_none),
		cmocka_unit_test(a_sum_has_a_role),
		cmocka_unit_test(a_valuation_is_of_the_sum_behind_it),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
