/*
 * web: the page and its drawings say what the deals say, and nothing that feeds wrote can act.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "feed/feed.h"
#include "unit/web_sample.h"
#include "web/address.h"
#include "web/documents.h"
#include "web/escape.h"
#include "web/graph.h"
#include "web/page.h"
#include "web/phrase.h"
#include "web/timeline.h"

struct desk {
	struct arena *arena;
	struct view view;
	struct page_query query;
	struct str out;
};

static int
desk_set(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);

	desk->arena = arena_new();
	str_init(&desk->out, 16 << 20);
	sample_fill(&desk->view, desk->arena);
	*state = desk;
	return 0;
}

static int
desk_clear(void **state)
{
	struct desk *desk = *state;

	str_clear(&desk->out);
	arena_free(desk->arena);
	free(desk);
	return 0;
}

static const char *
page_of(struct desk *desk)
{
	str_reset(&desk->out);
	page_write(&desk->view, &desk->query, &desk->out, desk->arena);
	return desk->out.text;
}

static size_t
count_of(const char *text, const char *part)
{
	size_t n = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		n++;
	return n;
}

#define assert_says(text, part)  assert_non_null(strstr((text), (part)))
#define assert_lacks(text, part) assert_null(strstr((text), (part)))

/* --- the page ------------------------------------------------------------------- */

static void
the_page_shows_deals_feeds_and_outbox(void **state)
{
	const char *page = page_of(*state);

	assert_int_equal(count_of(page, "<article"), ARRAY_LEN(sample_deals));
	assert_says(page, "Amber in talks to invest more than $10bn in Delta");
	assert_says(page, "$10bn<small>more than</small>");
	assert_says(page, "valued at more than $500bn");
	assert_says(page, "Money comes back:</b> Amber invests in Delta Labs → Delta Labs buys");
	assert_says(page, "3 outlets, 2 origins");
	assert_says(page, "up to $10bn: Chip Daily");
	assert_says(page, "status: denied → talks <span class=\"soft\">The Wire, ");
	assert_says(page, "items may be lost between polls");
	assert_says(page, "4 failures in a row");
	assert_says(page, "400 invalid_payload");
	assert_says(page, "Today, Wednesday, 17 December 2025");
	assert_int_equal(count_of(page, "<svg class=\"timeline"), 2);
	assert_int_equal(count_of(page, "<svg class=\"graph"), 1);
}

static void
the_page_has_no_script_and_asks_nothing_from_outside(void **state)
{
	static const char *const forbidden[] = { "<script", "javascript:", " src=", "@import",
		"url(http", "<iframe", "<img", "<link rel=\"stylesheet", "onclick", "onload",
		"http-equiv" };
	const char *page = page_of(*state);

	for (size_t i = 0; i < ARRAY_LEN(forbidden); i++)
		assert_lacks(page, forbidden[i]);
}

static void
what_feeds_write_is_never_markup(void **state)
{
	static const char evil[] = "</h4><script>alert(1)</script>\x01\"' onload=x &amp; \xff";
	struct desk *desk = *state;
	struct view_deal *row = &desk->view.deals[0];

	row->headline = row->id = evil;
	row->deal.parties[0].name = row->deal.parties[1].name = evil;
	row->deal.first_reported_by = evil;
	row->sources[0] = (struct alert_source){ .name = evil,
		.title = evil,
		.url = "https://x.example/\"><script>alert(2)</script>",
		.origin = "Other\"><script>" };
	row->sources[1].url = "javascript:alert(3)";
	desk->view.feeds[0].title = desk->view.feeds[0].section = evil;
	desk->view.feeds[0].error = evil;
	desk->view.feeds[0].failures = 1;
	desk->view.outbox[0].headline = desk->view.outbox[0].error = evil;
	desk->view.outbox[0].notifier = evil;
	desk->query.party = evil;
	const char *page = page_of(desk);

	assert_lacks(page, "<script");
	assert_lacks(page, "javascript:");
	assert_lacks(page, "\x01");
	assert_lacks(page, "\xff");
	assert_lacks(page, "\"' onload");
	assert_says(page, "&lt;script&gt;alert(1)");
	str_reset(&desk->out);
	atom_write(&desk->view, &desk->out);
	assert_lacks(desk->out.text, "<script");
	assert_lacks(desk->out.text, "\x01");
	/* sample rows are shared between tests: put them back. */
	desk->view.feeds[0] = (struct view_feed){
		.section = "wire", .title = "The Wire", .error = "", .remark = ""
	};
	desk->view.outbox[0].headline = desk->view.outbox[0].notifier = "team";
	desk->view.outbox[0].error = "https://hooks.example/services/T0/geheim: timed out";
}

static void
no_secret_in_an_error_is_shown(void **state)
{
	static const struct {
		const char *error, *shown;
	} cases[] = {
		{ "https://hooks.example/services/T0/geheim: timed out",
			"https://hooks.example/…: timed out" },
		{ "http://user:word@host.example", "http://host.example" },
		{ "http://user:word@host.example/x?key=geheim 503", "http://host.example/… 503" },
		{ "a 'https://a.example/b' and \"wss://c.example?d\"",
			"a &#39;https://a.example/…&#39; and &quot;wss://c.example/…&quot;" },
		{ "https://host.example?geheim", "https://host.example/…" },
		{ "://", "://" },
		{ "no address at all", "no address at all" },
	};
	struct desk *desk = *state;

	assert_lacks(page_of(desk), "geheim");
	assert_lacks(desk->out.text, "word@");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		str_reset(&desk->out);
		escape_error(&desk->out, cases[i].error);
		assert_string_equal(desk->out.text, cases[i].shown);
	}
}

static void
deals_can_be_chosen_by_party_kind_and_status(void **state)
{
	static const struct {
		struct page_query query;
		size_t n;
	} cases[] = {
		{ { 0 }, ARRAY_LEN(sample_deals) },
		{ { .party = "orbit" }, 4 },
		{ { .party = "nobody" }, 0 },
		{ { .kind = KIND_CHIP_SUPPLY }, 3 }, /* one of them by the way */
		{ { .status = STATUS_COLLAPSED }, 1 },
		{ { .party = "Nova", .kind = KIND_STAKE, .status = STATUS_CLOSED }, 1 },
	};

	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		sample_fill(&desk->view, desk->arena);
		desk->query = cases[i].query;
		view_select(&desk->view, &desk->query);
		assert_int_equal(desk->view.n_deals, cases[i].n);
		assert_int_equal(count_of(page_of(desk), "<article"), cases[i].n);
	}
}

static void
many_deals_come_in_pages(void **state)
{
	struct desk *desk = *state;
	size_t n = 2 * PAGE_DEALS + 3;
	struct view_deal *many = arena_array(desk->arena, n, sizeof *many);

	for (size_t i = 0; i < n; i++)
		many[i] = desk->view.deals[i % desk->view.n_deals];
	desk->view.deals = many;
	desk->view.n_deals = desk->view.n_known = n;
	assert_int_equal(count_of(page_of(desk), "<article"), PAGE_DEALS);
	assert_says(desk->out.text, "rel=\"next\" href=\"/?page=1#deals\"");
	assert_lacks(desk->out.text, "rel=\"prev\"");
	desk->query.page = 2;
	assert_int_equal(count_of(page_of(desk), "<article"), 3);
	assert_lacks(desk->out.text, "rel=\"next\"");
	assert_says(desk->out.text, "rel=\"prev\" href=\"/?page=1#deals\"");
}

static void
an_empty_ledger_has_a_page_too(void **state)
{
	struct desk *desk = *state;

	desk->view = (struct view){ .now = SAMPLE_NOW, .version = "0" };
	page_of(desk);
	assert_says(desk->out.text, "No deals yet");
	assert_says(desk->out.text, "No feed was polled yet");
	assert_says(desk->out.text, "every alert was delivered");
	assert_lacks(desk->out.text, "<svg class=\"timeline");
	assert_lacks(desk->out.text, "nan");
}

/* --- the drawings ------------------------------------------------------------------ */

static const struct graph_edge *
edge_between(const struct graph *graph, const char *from, const char *to)
{
	for (size_t i = 0; i < graph->n_edges; i++)
		if (strcmp(graph->nodes[graph->edges[i].from].name, from) == 0 &&
			strcmp(graph->nodes[graph->edges[i].to].name, to) == 0)
			return &graph->edges[i];
	return NULL;
}

static void
arrows_go_from_who_pays_to_who_is_paid(void **state)
{
	static const struct {
		const char *from, *to;
		enum relation relation;
		bool firm, circular;
	} cases[] = {
		{ "Amber", "Delta Labs", RELATION_INVESTS, false, true },
		{ "Delta Labs", "Amber", RELATION_BUYS, true, true },
		{ "Titan Software", "Quill", RELATION_ACQUIRES, true, false },
		{ "Delta Labs", "Evening Paper", RELATION_LICENSES, true, false },
		{ "Stone Capital", "Orbit Cloud", RELATION_LENDS, true, false },
		{ "Nova Semiconductor", "Orbit Cloud", RELATION_INVESTS, true, true },
		{ "Peak Research", "Titan Software", RELATION_PARTNERS, true, false },
	};
	struct desk *desk = *state;
	struct graph graph;

	graph_build(&graph, &desk->view, 30, desk->arena);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct graph_edge *edge = edge_between(&graph, cases[i].from, cases[i].to);

		assert_non_null(edge);
		assert_int_equal(edge->relation, cases[i].relation);
		assert_int_equal(edge->firm, cases[i].firm);
		assert_int_equal(edge->circular, cases[i].circular);
	}
	assert_null(edge_between(&graph, "Meso", "Quasar")); /* collapsed */
	assert_int_equal(graph.n_left_out, 0);
}

static void
the_graph_keeps_those_with_most_ties(void **state)
{
	struct desk *desk = *state;
	struct graph graph;

	graph_build(&graph, &desk->view, 4, desk->arena);
	assert_int_equal(graph.n_nodes, 4);
	assert_true(graph.n_left_out > 5);
	assert_non_null(edge_between(&graph, "Delta Labs", "Nova Semiconductor"));
	for (size_t i = 0; i < graph.n_edges; i++) {
		assert_true(graph.edges[i].from < graph.n_nodes);
		assert_true(graph.edges[i].to < graph.n_nodes);
	}
	for (size_t i = 0; i < graph.n_nodes; i++)
		assert_true(graph.nodes[i].degree > 0);
}

static void
the_same_deals_give_the_same_drawing(void **state)
{
	static const struct graph_shape shape = { "x", 430, 130, 12.5, 13 };
	struct desk *desk = *state;
	struct graph graph;
	struct str again;

	graph_build(&graph, &desk->view, 30, desk->arena);
	graph_svg(&graph, &shape, &desk->out, desk->arena);
	str_init(&again, 1 << 20);
	graph_build(&graph, &desk->view, 30, desk->arena);
	graph_svg(&graph, &shape, &again, desk->arena);
	assert_string_equal(desk->out.text, again.text);
	assert_int_equal(count_of(again.text, "<path class=\"e "), graph.n_edges);
	assert_int_equal(count_of(again.text, "<rect class=\"n\""), graph.n_nodes);
	assert_says(again.text, "talks circular");
	assert_lacks(again.text, "nan");
	str_clear(&again);
}

/* Far eastern letters are twice as wide. */
static void
a_name_in_the_graph_is_cut_where_its_room_ends(void **state)
{
	static const struct graph_shape shape = { "x", 430, 130, 12.5, 13 };
	static const struct party parties[] = {
		{ "半導体製造装置株式会社", ROLE_INVESTOR, true },
		{ "Amber Semiconductors Holding", ROLE_TARGET, true },
	};
	struct desk *desk = *state;
	struct graph graph;

	desk->view.deals[0].deal.parties = (struct party *)parties;
	desk->view.deals[0].deal.n_parties = 2;
	desk->view.n_deals = desk->view.n_known = 1;
	graph_build(&graph, &desk->view, 4, desk->arena);
	graph_svg(&graph, &shape, &desk->out, desk->arena);
	assert_says(desk->out.text, "</title>半導体製造装置…</text>");
	assert_says(desk->out.text, "</title>Amber Semicondu…</text>");
}

/* What is many is bounded, and nothing is drawn out of place. */
static void
a_crowd_of_companies_is_drawn_in_bounds(void **state)
{
	static const struct graph_shape shape = { "x", 430, 130, 12.5, 13 };
	struct desk *desk = *state;
	struct graph graph;
	size_t n = VIEW_DEALS_MAX;
	struct view_deal *many = arena_array(desk->arena, n, sizeof *many);

	for (size_t i = 0; i < n; i++) {
		struct party *parties = arena_array(desk->arena, 12, sizeof *parties);

		many[i] = desk->view.deals[i % desk->view.n_deals];
		for (size_t j = 0; j < 12; j++)
			parties[j] = (struct party){ arena_printf(desk->arena, "Company %zu",
							     (i * 7 + j * j * 31) % 900),
				j % 2 ? ROLE_INVESTOR : ROLE_TARGET, true };
		many[i].deal.parties = parties;
		many[i].deal.n_parties = 12;
	}
	desk->view.deals = many;
	desk->view.n_deals = desk->view.n_known = n;
	graph_build(&graph, &desk->view, 64, desk->arena);
	assert_true(graph.n_nodes <= 64);
	graph_svg(&graph, &shape, &desk->out, desk->arena);
	assert_lacks(desk->out.text, "nan");
	assert_true(count_of(page_of(desk), "<article") == PAGE_DEALS);
}

static void
the_timeline_sets_each_deal_inside_its_frame(void **state)
{
	static const struct timeline_shape shape = { "x", 500, 250, 12 };
	struct desk *desk = *state;
	size_t n = 0;

	desk->view.deals[3].first_at = SAMPLE_NOW + 86400; /* a clock that is ahead */
	desk->view.deals[4].first_at = 0;
	timeline_svg(&desk->view, &shape, &desk->out, desk->arena);
	for (const char *at = desk->out.text; (at = strstr(at, "cx=\"")); n++) {
		double x = strtod(at + 4, NULL), y = strtod(strstr(at, "cy=\"") + 4, NULL);

		assert_true(x >= 0 && x <= shape.width);
		assert_true(y >= 0 && y <= shape.height);
		at++;
	}
	assert_int_equal(n, desk->view.n_deals);
	assert_says(desk->out.text, "href=\"#deal-amber-delta\"");
	assert_says(desk->out.text, ">$10bn</text>");
	assert_says(desk->out.text, "no sum");
	assert_says(desk->out.text, "text-anchor=\"end\">17 Dec</text>"); /* at the right edge */
}

/* --- for programs ---------------------------------------------------------------------- */

static void
metrics_have_the_names_that_were_promised(void **state)
{
	static const char *const lines[] = {
		"dealwatch_build_info{version=\"0.1.0\"} 1\n",
		"dealwatch_feed_polls_total{result=\"ok\"} 120\n",
		"dealwatch_feed_last_success_timestamp_seconds{feed=\"chips\"} 1765913600\n",
		"dealwatch_feed_trouble{feed=\"post\",trouble=\"rolled-over\"} 1\n",
		"dealwatch_feed_trouble{feed=\"chips\",trouble=\"failing\"} 1\n",
		"dealwatch_feed_trouble{feed=\"chips\",trouble=\"dead\"} 1\n",
		"dealwatch_items_total 3000\n",
		"dealwatch_deals_total{kind=\"investment\",status=\"talks\"} 2\n",
		"dealwatch_ledger_deals{kind=\"compute\",status=\"agreed\"} 2\n",
		"dealwatch_alerts_total{notifier=\"te\\\"am\\\\\",result=\"failed\"} 3\n",
		"dealwatch_outbox_pending 1\n",
		"dealwatch_outbox_oldest_seconds 900\n",
		"dealwatch_pipeline_seconds_bucket{le=\"0.0005\"} 1\n",
		"dealwatch_pipeline_seconds_bucket{le=\"0.025\"} 2\n",
		"dealwatch_pipeline_seconds_bucket{le=\"2.5\"} 2\n",
		"dealwatch_pipeline_seconds_bucket{le=\"+Inf\"} 3\n",
		"dealwatch_pipeline_seconds_sum 7.0204\n",
		"dealwatch_pipeline_seconds_count 3\n",
		"dealwatch_loop_stall_seconds_max 0.012\n",
		"# TYPE dealwatch_pipeline_seconds histogram\n",
	};
	struct desk *desk = *state;

	metrics_write(&desk->view, &desk->out);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		assert_says(desk->out.text, lines[i]);
}

static void
our_own_reader_reads_the_atom_feed(void **state)
{
	struct desk *desk = *state;
	struct feed feed;
	struct err err;

	atom_write(&desk->view, &desk->out);
	const struct feed_hints hints = { .url = "http://127.0.0.1:9466/deals.atom" };

	assert_true(feed_parse(desk->out.text, desk->out.len, &hints, desk->arena, &feed, &err));
	assert_int_equal(feed.format, FEED_ATOM);
	assert_false(feed.repaired);
	assert_int_equal(feed.n_items, ARRAY_LEN(sample_deals));
	assert_string_equal(feed.items[0].id, "urn:dealwatch:deal:amber-delta");
	assert_string_equal(feed.items[0].title, sample_deals[0].headline);
	assert_string_equal(feed.items[0].url, "https://news.example/amber-delta/0");
	assert_int_equal(feed.items[0].modified, SAMPLE_NOW - 2 * 3600);
	assert_says(feed.items[0].content_html, "more than $10bn, investment, talks");
	assert_says(feed.items[0].content_html, "<li>Amber (investor)</li>");
}

static void
the_json_has_what_an_alert_has(void **state)
{
	struct desk *desk = *state;

	deals_json_write(&desk->view, &desk->out);
	struct jnode *root = jnode_parse(desk->out.text, desk->out.len, NULL);
	const struct jnode *first = jnode_at(jnode_get(root, "deals"), 0);

	assert_int_equal(jnode_len(jnode_get(root, "deals")), ARRAY_LEN(sample_deals));
	assert_string_equal(jnode_get_text(first, "deal_id"), "amber-delta");
	assert_string_equal(jnode_get_text(jnode_get(first, "deal"), "status"), "talks");
	assert_int_equal(jnode_len(jnode_at(jnode_get(first, "circular"), 0)), 2);
	assert_int_equal(jnode_len(jnode_get(first, "sources")), 3);
	assert_string_equal(
		jnode_get_text(jnode_at(jnode_get(first, "history"), 1), "from"), "denied");
	assert_int_equal(jnode_get_time(first, "last"), SAMPLE_NOW - 2 * 3600);
	jnode_free(root);
}

/* --- small things ------------------------------------------------------------------------ */

static void
ages_are_told_as_people_do(void **state)
{
	static const struct {
		int64_t span; /* backwards */
		const char *text;
	} cases[] = {
		{ 0, ">now<" },
		{ 45, ">45 s ago<" },
		{ 90, ">1 min ago<" },
		{ 7200, ">2 h ago<" },
		{ 40 * 3600, ">40 h ago<" },
		{ 3 * 86400, ">3 days ago<" },
		{ -600, ">in 10 min<" },
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		str_reset(&desk->out);
		put_age(&desk->out, SAMPLE_NOW, SAMPLE_NOW - cases[i].span);
		assert_says(desk->out.text, cases[i].text);
	}
	str_reset(&desk->out);
	put_age(&desk->out, SAMPLE_NOW, 0);
	assert_string_equal(desk->out.text, "never");
}

static void
an_address_to_listen_on_is_read(void **state)
{
	static const struct {
		const char *text, *host, *port;
	} cases[] = {
		{ "127.0.0.1:9466", "127.0.0.1", "9466" },
		{ "[::1]:80", "::1", "80" },
		{ "localhost:0", "localhost", "0" },
		{ ":9466", "", "9466" },
		{ "*:9466", "", "9466" },
		{ "127.0.0.1", NULL, NULL },
		{ "127.0.0.1:", NULL, NULL },
		{ "127.0.0.1:99999", NULL, NULL },
		{ "127.0.0.1:http", NULL, NULL },
		{ "::1:80", NULL, NULL },
		{ "[::1]80", NULL, NULL },
		{ "[::1", NULL, NULL },
		{ "", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct address address;
		struct err err;
		bool ok = address_parse(cases[i].text, &address, &err);

		assert_int_equal(ok, cases[i].host != NULL);
		if (!ok) {
			assert_int_equal(err.code, ERR_CONF);
			continue;
		}
		assert_string_equal(address.host, cases[i].host);
		assert_string_equal(address.port, cases[i].port);
	}
}

static void
a_foreign_name_that_points_here_is_not_ours(void **state)
{
	static const struct address address = { "watch.example", "9466" };
	static const struct {
		const char *host;
		bool ours;
	} cases[] = {
		{ NULL, true },
		{ "127.0.0.1:9466", true },
		{ "127.0.0.1", true },
		{ "[::1]:9466", true },
		{ "[::1]", true },
		{ "192.168.7.7:9466", true },
		{ "localhost:9466", true },
		{ "LOCALHOST.", true },
		{ "dw.localhost", true },
		{ "watch.example:9466", true },
		{ "Box", true },
		{ "evil.example:9466", false },
		{ "127.0.0.1.evil.example", false },
		{ "localhost.evil.example", false },
		{ "notlocalhost", false },
		{ "", false },
		{ ":9466", false },
		{ "[", false },
		{ "[]", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(address_allows(&address, cases[i].host, "box"), cases[i].ours);
}

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_set, desk_clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(the_page_shows_deals_feeds_and_outbox),
		DESK_TEST(the_page_has_no_script_and_asks_nothing_from_outside),
		DESK_TEST(what_feeds_write_is_never_markup),
		DESK_TEST(no_secret_in_an_error_is_shown),
		DESK_TEST(deals_can_be_chosen_by_party_kind_and_status),
		DESK_TEST(many_deals_come_in_pages),
		DESK_TEST(an_empty_ledger_has_a_page_too),
		DESK_TEST(arrows_go_from_who_pays_to_who_is_paid),
		DESK_TEST(the_graph_keeps_those_with_most_ties),
		DESK_TEST(the_same_deals_give_the_same_drawing),
		DESK_TEST(a_crowd_of_companies_is_drawn_in_bounds),
		DESK_TEST(a_name_in_the_graph_is_cut_where_its_room_ends),
		DESK_TEST(the_timeline_sets_each_deal_inside_its_frame),
		DESK_TEST(metrics_have_the_names_that_were_promised),
		DESK_TEST(our_own_reader_reads_the_atom_feed),
		DESK_TEST(the_json_has_what_an_alert_has),
		DESK_TEST(ages_are_told_as_people_do),
		cmocka_unit_test(an_address_to_listen_on_is_read),
		cmocka_unit_test(a_foreign_name_that_points_here_is_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
