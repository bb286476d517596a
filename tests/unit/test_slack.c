/* Slack: what a message says, its limits, and that nothing of a feed is a mention or markup. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "hostile.h"
#include "notify/slack.h"
#include "sample_alert.h"

static char *
payload_text(const struct alert *alerts, size_t n)
{
	struct jnode *payload = slack_payload(alerts, n);
	struct str out;

	str_init(&out, 4 << 20);
	jnode_print(payload, &out);
	jnode_free(payload);
	char *text = str_take(&out);

	str_clear(&out);
	return text;
}

static void
a_new_deal_is_this_message_byte_by_byte(void **state)
{
	struct alert alert = sample_alert();
	char *text = payload_text(&alert, 1);

	(void)state;
	assert_string_equal(text,
		"{\"text\":\"Northwind Cloud in talks to invest more than $10bn in Lumen AI\","
		"\"blocks\":["
		"{\"type\":\"header\",\"text\":{\"type\":\"plain_text\",\"text\":"
		"\"Northwind Cloud in talks to invest more than $10bn in Lumen AI\","
		"\"emoji\":false}},"
		"{\"type\":\"section\",\"fields\":["
		"{\"type\":\"mrkdwn\",\"text\":\"*Amount*\\nmore than $10bn\",\"verbatim\":true},"
		"{\"type\":\"mrkdwn\",\"text\":\"*Status*\\nin talks\",\"verbatim\":true},"
		"{\"type\":\"mrkdwn\",\"text\":\"*Parties*\\nNorthwind Cloud (investor), Lumen AI "
		"(target)\",\"verbatim\":true},"
		"{\"type\":\"mrkdwn\",\"text\":\"*Kind*\\ninvestment, chip "
		"supply\",\"verbatim\":true},"
		"{\"type\":\"mrkdwn\",\"text\":\"*Valuation*\\nmore than $500bn\","
		"\"verbatim\":true},"
		"{\"type\":\"mrkdwn\",\"text\":\"*Chips*\\nBorealis 2\",\"verbatim\":true},"
		"{\"type\":\"mrkdwn\",\"text\":\"*First reported by*\\nThe "
		"Ledger\",\"verbatim\":true}]},"
		"{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":"
		"\"• Northwind Cloud is in talks to put more than $10bn into Lumen AI. (The "
		"Ledger)\\n"
		"• Lumen AI would in turn train its models on Borealis 2 chips. (Daily Wire)\","
		"\"emoji\":false}},"
		"{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":"
		"\"Figures differ: more than $10bn (The Ledger), up to $9bn (Daily Wire)\\n"
		"Money in a circle: Northwind Cloud invests in Lumen AI → Lumen AI buys Northwind "
		"Cloud's chips\","
		"\"emoji\":false}},"
		"{\"type\":\"context\",\"elements\":["
		"{\"type\":\"mrkdwn\",\"text\":\"2 outlets, 1 origin: "
		"<https://ledger.example/a?x=1&amp;y=2|The Ledger> · "
		"<https://wire.example/b|Daily Wire>\",\"verbatim\":true},"
		"{\"type\":\"plain_text\",\"text\":\"Matched: in talks to put · Borealis 2 · deal "
		"d1\",\"emoji\":false}]}],"
		"\"mrkdwn\":false,\"unfurl_links\":false,\"unfurl_media\":false}");
	free(text);
}

static void
an_update_leads_with_what_changed(void **state)
{
	static struct alert_change changes[] = { { "status", "talks", "agreed" },
		{ "amount", "$10bn", "$12bn" } };
	struct alert alert = sample_alert();

	(void)state;
	alert.type = ALERT_UPDATE;
	alert.changes = changes;
	alert.n_changes = ARRAY_LEN(changes);

	struct jnode *payload = slack_payload(&alert, 1);
	const char *fallback = jnode_get_text(payload, "text");
	struct jnode *second = jnode_at(jnode_get(payload, "blocks"), 1);

	assert_non_null(strstr(fallback, "Update: in talks \u2192 agreed"));
	assert_string_equal(jnode_get_text(jnode_get(second, "text"), "text"),
		"*Changed:* in talks \u2192 agreed \u00b7 $10bn \u2192 $12bn");
	jnode_free(payload);
}

/* --- limits: npm's @slack/types says them in its comments ---------------------- */

static size_t
units(const char *text)
{
	size_t n = 0, len = strlen(text);
	unsigned rune;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &rune);
		n += rune > 0xffff ? 2 : 1;
	}
	return n;
}

static void
check_text(const struct jnode *object, size_t max)
{
	const char *text = jnode_get_text(object, "text");

	assert_non_null(text);
	assert_in_range(units(text), 1, max);
	/* Never cut inside an escape, and no markup but ours. */
	for (const char *at = text; (at = strchr(at, '&')) != NULL; at++)
		if (strncmp(at, "&amp;", 5) != 0 && strncmp(at, "&lt;", 4) != 0 &&
			strncmp(at, "&gt;", 4) != 0)
			fail_msg("a bare or cut escape: %.20s", at);
	for (const char *at = text; (at = strchr(at, '<')) != NULL; at++)
		if (strncmp(at, "<https://", 9) != 0)
			fail_msg("markup that is not ours: %.40s", at);
	assert_false(hostile_got_through(text, strlen(text)));
}

static void
check_payload(const struct jnode *payload)
{
	const struct jnode *blocks = jnode_get(payload, "blocks");

	assert_in_range(units(jnode_get_text(payload, "text")), 1, 4000);
	assert_in_range(jnode_len(blocks), 1, 50);
	for (size_t i = 0; i < jnode_len(blocks); i++) {
		const struct jnode *block = jnode_at(blocks, i);
		const char *type = jnode_get_text(block, "type");
		const struct jnode *fields = jnode_get(block, "fields"),
				   *elements = jnode_get(block, "elements");

		if (jnode_get(block, "text"))
			check_text(
				jnode_get(block, "text"), strcmp(type, "header") == 0 ? 150 : 3000);
		assert_in_range(jnode_len(fields), 0, 10);
		for (size_t j = 0; j < jnode_len(fields); j++)
			check_text(jnode_at(fields, j), 2000);
		assert_in_range(jnode_len(elements), 0, 10);
		for (size_t j = 0; j < jnode_len(elements); j++)
			check_text(jnode_at(elements, j), 3000);
	}
}

/* Every text of an alert is the given one. */
static struct alert
alert_of(const char *text)
{
	static struct alert_sentence summary[6];
	static struct alert_source sources[40];
	static struct alert_change changes[12];
	static struct party parties[30];
	static struct figure amounts[20];
	static const char *many[40];
	static struct alert_circle circles[5];
	struct alert alert = sample_alert();

	for (size_t i = 0; i < ARRAY_LEN(many); i++)
		many[i] = text;
	for (size_t i = 0; i < ARRAY_LEN(summary); i++)
		summary[i] = (struct alert_sentence){ text, text };
	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		sources[i] = (struct alert_source){ text, text,
			i % 2 ? "https://a.example/?q=1&b=2" : text, text, 1 };
	for (size_t i = 0; i < ARRAY_LEN(changes); i++)
		changes[i] = (struct alert_change){ text, text, text };
	for (size_t i = 0; i < ARRAY_LEN(parties); i++)
		parties[i] = (struct party){ text, ROLE_INVESTOR, false };
	for (size_t i = 0; i < ARRAY_LEN(amounts); i++)
		amounts[i] = (struct figure){ alert.deal.amount, many, ARRAY_LEN(many) };
	for (size_t i = 0; i < ARRAY_LEN(circles); i++)
		circles[i] = (struct alert_circle){ many, 6 };
	alert.type = ALERT_UPDATE;
	alert.headline = alert.deal_id = text;
	alert.summary = summary;
	alert.n_summary = ARRAY_LEN(summary);
	alert.sources = sources;
	alert.n_sources = ARRAY_LEN(sources);
	alert.changes = changes;
	alert.n_changes = ARRAY_LEN(changes);
	alert.circles = circles;
	alert.n_circles = ARRAY_LEN(circles);
	alert.reasons = many;
	alert.n_reasons = ARRAY_LEN(many);
	alert.deal.parties = parties;
	alert.deal.n_parties = ARRAY_LEN(parties);
	alert.deal.amounts = amounts;
	alert.deal.n_amounts = ARRAY_LEN(amounts);
	alert.deal.chips = many;
	alert.deal.n_chips = ARRAY_LEN(many);
	alert.deal.first_reported_by = text;
	return alert;
}

static void
keeps_every_limit_whatever_the_text(void **state)
{
	static const char *const pieces[] = { "x", "&", "<", ">", "word ", "\xf0\x9f\x92\xb0",
		"*_~`", "\u00e9\u4e2d", HOSTILE_TEXT, "" };
	enum { LONG = 1 << 20 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		for (size_t len = 1; len <= (i % 8 ? 32768 : LONG); len *= 32) {
			struct str text;

			str_init(&text, LONG);
			do
				str_puts(&text, pieces[i]);
			while (*pieces[i] && text.len < len);
			struct alert one = alert_of(text.text), *many;
			struct jnode *payload = slack_payload(&one, 1);

			check_payload(payload);
			jnode_free(payload);
			many = mem_array(120, sizeof *many);
			for (size_t j = 0; j < 120; j++)
				many[j] = one;
			if (len < LONG) {
				payload = slack_payload(many, 120);
				check_payload(payload);
				jnode_free(payload);
			}
			free(many);
			str_clear(&text);
		}
	}
}

static void
markup_characters_become_look_alikes(void **state)
{
	static const struct {
		const char *text;
		enum slack_markup markup;
		const char *want;
		size_t max;
	} cases[] = {
		{ "a & b < c > d", SLACK_PLAIN, "a &amp; b &lt; c &gt; d", 99 },
		{ "*b* _i_ ~s~ `c`", SLACK_MRKDWN,
			"\u2217b\u2217 \u02cdi\u02cd \u223cs\u223c \u02cbc\u02cb", 99 },
		{ "*b*", SLACK_PLAIN, "*b*", 99 },
		{ ":fire: Wire", SLACK_MRKDWN, "\u2236fire: Wire", 99 },
		{ "Update: a:b:", SLACK_MRKDWN, "Update: a\u2236b:", 99 },
		{ ":fire:", SLACK_PLAIN, ":fire:", 99 },
		{ "<!channel>", SLACK_MRKDWN, "&lt;!channel&gt;", 99 },
		{ "one two three", SLACK_PLAIN, "one two\u2026", 9 },
		{ "one two three", SLACK_PLAIN, "one two three", 13 },
		{ "&&&", SLACK_PLAIN, "&amp;\u2026", 8 },
		{ "one", SLACK_PLAIN, "\u2026", 1 },
		{ "one", SLACK_PLAIN, "\u2026", 0 },
		{ "\xf0\x9f\x92\xb0\xf0\x9f\x92\xb0", SLACK_PLAIN, "\xf0\x9f\x92\xb0\u2026", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct str out;

		str_init(&out, 1000);
		slack_text(&out, cases[i].text, cases[i].max, cases[i].markup);
		assert_string_equal(out.text, cases[i].want);
		str_clear(&out);
	}
}

static void
a_list_leads_with_its_largest_deal(void **state)
{
	struct alert many[3] = { sample_alert(), sample_alert(), sample_alert() };
	struct jnode *payload;

	(void)state;
	many[1].headline = "Kestrel <to> buy Osprey for $90bn";
	many[1].deal.amount.usd = many[1].deal.amount.value = 90000000000;
	many[1].type = ALERT_CORRECTION;
	payload = slack_payload(many, 3);
	assert_string_equal(jnode_get_text(payload, "text"),
		"3 deals: Correction: Kestrel &lt;to&gt; buy Osprey for $90bn, and 2 more");
	jnode_free(payload);
}

static void
an_alert_of_nothing_is_still_a_message(void **state)
{
	struct alert alert = { .id = "x", .deal_id = "d", .headline = "", .watch = "" };
	struct jnode *payload = slack_payload(&alert, 1);

	(void)state;
	check_payload(payload);
	jnode_free(payload);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_deal_is_this_message_byte_by_byte),
		cmocka_unit_test(an_update_leads_with_what_changed),
		cmocka_unit_test(keeps_every_limit_whatever_the_text),
		cmocka_unit_test(markup_characters_become_look_alikes),
		cmocka_unit_test(a_list_leads_with_its_largest_deal),
		cmocka_unit_test(an_alert_of_nothing_is_still_a_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
