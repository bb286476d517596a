/* The readable alert: what it says, how it is wrapped, and that no feed moves the cursor. */
#include "unit.h"

#include <string.h>

#include "hostile.h"
#include "notify/text.h"
#include "notify/words.h"
#include "sample_alert.h"

static void
a_new_deal_reads_like_this(void **state)
{
	static const struct text_look plain = { 0 };
	struct alert alert = sample_alert();
	struct str out;

	(void)state;
	str_init(&out, 10000);
	text_message(&out, &alert, 1, &plain);
	assert_string_equal(out.text,
		"Northwind Cloud in talks to invest more than $10bn in Lumen AI\n"
		"  New deal · more than $10bn · in talks · investment, chip supply\n"
		"  Northwind Cloud (investor), Lumen AI (target)\n"
		"  valuation more than $500bn · Borealis 2 · first reported by The Ledger\n"
		"  - Northwind Cloud is in talks to put more than $10bn into Lumen AI. [The "
		"Ledger]\n"
		"  - Lumen AI would in turn train its models on Borealis 2 chips. [Daily Wire]\n"
		"  figures differ: more than $10bn (The Ledger), up to $9bn (Daily Wire)\n"
		"  money in a circle: Northwind Cloud invests in Lumen AI → Lumen AI buys "
		"Northwind Cloud's chips\n"
		"  2 outlets, 1 origin · 2025-12-17 06:10 UTC · deal d1\n"
		"    The Ledger https://ledger.example/a?x=1&y=2\n"
		"    Daily Wire https://wire.example/b\n");
	str_clear(&out);
}

static void
what_only_rounds_is_no_difference(void **state)
{
	static const char *first[] = { "A" }, *second[] = { "B", "C" }, *third[] = { "D" };
	struct figure figures[] = {
		{ { .value = 10, .currency = "USD", .bound = BOUND_EXACT }, first, 1 },
		{ { .value = 10, .currency = "USD", .bound = BOUND_ABOUT }, second, 2 },
		{ { .value = 9, .currency = "USD", .bound = BOUND_UP_TO }, third, 1 },
	};
	struct deal deal = { .amounts = figures, .n_amounts = 2 };
	struct str out;

	(void)state;
	str_init(&out, 1000);
	words_conflict(&out, &deal);
	assert_string_equal(out.text, "");
	deal.n_amounts = 3;
	words_conflict(&out, &deal);
	assert_string_equal(out.text, "$10 (A, B, C), up to $9 (D)");
	str_clear(&out);
}

static void
changes_are_told_in_peoples_words(void **state)
{
	struct alert_change changes[] = { { "status", "talks", "agreed" },
		{ "amount", "$10bn", "$12bn" }, { "origins", "1", "2" },
		{ "valuation", "", "$90bn" }, { "amount", "$10bn", "" } };
	struct alert alert = { .changes = changes, .n_changes = ARRAY_LEN(changes) };
	struct str out;

	(void)state;
	str_init(&out, 1000);
	words_changes(&out, &alert);
	assert_string_equal(out.text, "in talks \u2192 agreed \u00b7 $10bn \u2192 $12bn \u00b7 "
				      "independent sources 1 \u2192 2"
				      " \u00b7 valuation now $90bn \u00b7 amount $10bn withdrawn");
	str_clear(&out);
}

static void
no_line_is_wider_than_the_terminal(void **state)
{
	struct alert alert = sample_alert();
	struct text_look look = { .width = 40 };
	struct str out;

	(void)state;
	alert.n_sources = 0;
	str_init(&out, 10000);
	text_message(&out, &alert, 1, &look);
	for (char *line = strtok(out.text, "\n"); line; line = strtok(NULL, "\n"))
		if (strlen(line) > 40 + 8) /* a few characters are more than a byte */
			fail_msg("too wide: %s", line);
	str_clear(&out);
}

static void
a_hostile_feed_is_only_text(void **state)
{
	static struct alert_sentence summary[] = { { HOSTILE_TEXT, HOSTILE_TEXT } };
	static struct alert_source sources[] = { { HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT,
							 HOSTILE_TEXT, 1 },
		{ "x", "x", "https://a.example/\033[31m", NULL, 1 },
		{ "x", "x", "javascript:alert(1)", NULL, 1 } };
	static struct alert_change changes[] = { { HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT } };
	static struct party parties[] = { { HOSTILE_TEXT, ROLE_TARGET, false } };
	struct text_look look = { 0 };
	struct alert alerts[2];
	struct str out;

	(void)state;
	alerts[0] = sample_alert();
	alerts[0].headline = alerts[0].deal_id = HOSTILE_TEXT;
	alerts[0].summary = summary;
	alerts[0].n_summary = 1;
	alerts[0].sources = sources;
	alerts[0].n_sources = 3;
	alerts[0].changes = changes;
	alerts[0].n_changes = 1;
	alerts[0].deal.parties = parties;
	alerts[0].deal.n_parties = 1;
	alerts[0].deal.first_reported_by = HOSTILE_TEXT;
	alerts[1] = alerts[0];
	str_init(&out, 100000);
	for (size_t n = 1; n <= 2; n++) {
		str_reset(&out);
		text_message(&out, alerts, n, &look);
		assert_false(hostile_got_through(out.text, out.len));
		assert_null(strstr(out.text, "\n<0>"));
		assert_null(strstr(out.text, "\nX-Bad"));
		assert_null(strstr(out.text, "javascript:"));
	}
	str_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_deal_reads_like_this),
		cmocka_unit_test(what_only_rounds_is_no_difference),
		cmocka_unit_test(changes_are_told_in_peoples_words),
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(a_hostile_feed_is_only_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
