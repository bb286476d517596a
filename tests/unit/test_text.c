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

static struct alert
sample_update(void)
{
	static struct alert_change changes[] = { { "status", "in talks", "agreed" } };
	struct alert alert = sample_alert();

	alert.type = ALERT_UPDATE;
	alert.headline = "Another";
	alert.changes = changes;
	alert.n_changes = 1;
	return alert;
}

static void
is_wrapped_between_words_behind_its_indent(void **state)
{
	static const struct text_look narrow = { .width = 60 };
	struct alert alert = sample_alert();
	struct str out;

	(void)state;
	alert.n_sources = alert.n_summary = 1;
	str_init(&out, 10000);
	text_message(&out, &alert, 1, &narrow);
	assert_string_equal(out.text,
		"Northwind Cloud in talks to invest more than $10bn in Lumen\n"
		"AI\n"
		"  New deal · more than $10bn · in talks · investment, chip\n"
		"  supply\n"
		"  Northwind Cloud (investor), Lumen AI (target)\n"
		"  valuation more than $500bn · Borealis 2 · first reported\n"
		"  by The Ledger\n"
		"  - Northwind Cloud is in talks to put more than $10bn into\n"
		"    Lumen AI. [The Ledger]\n"
		"  figures differ: more than $10bn (The Ledger), up to $9bn\n"
		"    (Daily Wire)\n"
		"  money in a circle: Northwind Cloud invests in Lumen AI →\n"
		"    Lumen AI buys Northwind Cloud's chips\n"
		"  1 outlet, 1 origin · 2025-12-17 06:10 UTC · deal d1\n"
		"    The Ledger https://ledger.example/a?x=1&y=2\n");
	str_clear(&out);
}

static void
colours_end_with_their_line(void **state)
{
	static const struct text_look coloured = { .colour = true };
	struct alert alert = sample_update();
	struct str out;

	(void)state;
	alert.n_summary = alert.n_circles = 0;
	alert.deal.n_amounts = 1;
	str_init(&out, 10000);
	text_message(&out, &alert, 1, &coloured);
	assert_string_equal(out.text,
		"\033[1mAnother\033[0m\n"
		"  \033[33mUpdate: in talks → agreed\033[0m\n"
		"  more than $10bn · in talks · investment, chip supply\n"
		"  Northwind Cloud (investor), Lumen AI (target)\n"
		"  valuation more than $500bn · Borealis 2 · first reported by The Ledger\n"
		"  \033[2m2 outlets, 1 origin · 2025-12-17 06:10 UTC · deal d1\033[0m\n"
		"    \033[2mThe Ledger https://ledger.example/a?x=1&y=2\033[0m\n"
		"    \033[2mDaily Wire https://wire.example/b\033[0m\n");
	str_clear(&out);
}

static void
of_many_each_has_what_matters(void **state)
{
	static const struct text_look plain = { 0 };
	const struct alert alerts[] = { sample_alert(), sample_update() };
	struct str out;

	(void)state;
	str_init(&out, 10000);
	text_message(&out, alerts, 2, &plain);
	assert_string_equal(out.text,
		"2 deals while alerts were held\n"
		"\n"
		"Northwind Cloud in talks to invest more than $10bn in Lumen AI\n"
		"  more than $10bn · in talks · investment, chip supply\n"
		"  Northwind Cloud (investor), Lumen AI (target)\n"
		"  2 outlets, 1 origin · https://ledger.example/a?x=1&y=2\n"
		"\n"
		"Another\n"
		"  Update: in talks → agreed\n"
		"  more than $10bn · in talks · investment, chip supply\n"
		"  Northwind Cloud (investor), Lumen AI (target)\n"
		"  2 outlets, 1 origin · https://ledger.example/a?x=1&y=2\n");
	str_clear(&out);
}

/* Each fact of a deal once, a dot between two, and none where there is none. */
static void
details_stand_between_dots(void **state)
{
	static const char *chips[] = { "Borealis 2" };
	const struct deal full = { .stake_percent = 9.5,
		.years = 1,
		.gigawatts = 2,
		.chips = chips,
		.n_chips = 1,
		.first_reported_by = "The Ledger" };
	const struct deal none = { .first_reported_by = "" };
	struct str out;

	(void)state;
	str_init(&out, 1000);
	words_details(&out, &full);
	assert_string_equal(out.text,
		"9.5 % stake · 1 year · 2 GW · Borealis 2 · first reported by The Ledger");
	str_reset(&out);
	words_details(&out, &none);
	assert_string_equal(out.text, "");
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
		{ "valuation", "", "$90bn" }, { "amount", "$10bn", "" },
		{ "deal", "a-2026-01", "b-2026-01" } };
	struct alert alert = { .changes = changes, .n_changes = ARRAY_LEN(changes) };
	struct str out;

	(void)state;
	str_init(&out, 1000);
	words_changes(&out, &alert);
	assert_string_equal(out.text,
		"in talks \u2192 agreed \u00b7 $10bn \u2192 $12bn \u00b7 "
		"independent sources 1 \u2192 2"
		" \u00b7 valuation now $90bn \u00b7 amount $10bn withdrawn \u00b7 "
		"now one deal: a-2026-01 \u2192 b-2026-01");
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
		cmocka_unit_test(is_wrapped_between_words_behind_its_indent),
		cmocka_unit_test(colours_end_with_their_line),
		cmocka_unit_test(of_many_each_has_what_matters),
		cmocka_unit_test(details_stand_between_dots),
		cmocka_unit_test(what_only_rounds_is_no_difference),
		cmocka_unit_test(changes_are_told_in_peoples_words),
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(a_hostile_feed_is_only_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
