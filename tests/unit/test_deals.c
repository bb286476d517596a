/* The ledger's rows: what a deal says now, and its edges. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "no_table.h"
#include "store/db.h"
#include "store/deal_edges.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "store/deal_told.h"
#include "store/deals.h"

static struct arena *arena;
static struct db *db;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	db = db_open(":memory:", false, NULL);
	return db ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	db_close(db);
	arena_free(arena);
	return 0;
}

static struct deal_row
put_deal(void)
{
	struct deal_row row = { .slug = "lumen-northwind",
		.kind = KIND_INVESTMENT,
		.status = STATUS_TALKS,
		.headline = "Lumen in talks with Northwind" };

	assert_true(deals_save(db, &row, arena, NULL));
	return row;
}

static void
on_count(void *arg, const struct deal_count *count)
{
	*(struct deal_count *)arg = *count;
}

static void
a_known_deal_says_what_is_so_now(void **state)
{
	struct deal_row row = put_deal(), read;
	struct deal_count count = { 0 };
	bool found;

	(void)state;
	row.kind = KIND_ACQUISITION;
	row.status = STATUS_AGREED;
	row.last = 77;
	row.headline = "Lumen buys Northwind";
	row.dossier = "\0x";
	row.dossier_len = 2;
	assert_true(deals_save(db, &row, arena, NULL));
	assert_true(deals_load_named(db, "lumen-northwind", arena, &read, &found, NULL));
	assert_true(found);
	assert_int_equal(read.id, row.id);
	assert_int_equal(read.kind, KIND_ACQUISITION);
	assert_int_equal(read.last, 77);
	assert_string_equal(read.headline, "Lumen buys Northwind");
	assert_int_equal(read.dossier_len, 2);
	assert_memory_equal(read.dossier, "\0x", 2);
	assert_true(deals_count(db, on_count, &count, NULL));
	assert_int_equal(count.status, STATUS_AGREED);
	assert_int_equal(count.n, 1);
}

static void
edges_are_replaced_where_they_differ(void **state)
{
	static const struct deal_edge first = {
		.payer = 1, .payee = 2, .tie = 3, .payer_name = "Lumen", .payee_name = "Northwind"
	};
	const struct {
		struct deal_edge edges[2];
		size_t n;
	} steps[] = {
		{ { first }, 1 },
		{ { first, first }, 1 },
		{ { { .payer = 1,
			  .payee = 2,
			  .tie = 3,
			  .payer_name = "Lumen Ltd",
			  .payee_name = "Northwind" } },
			1 },
		{ { first, { .payer = 2,
				   .payee = 1,
				   .tie = 0,
				   .payer_name = "Northwind",
				   .payee_name = "Lumen" } },
			2 },
		{ { first }, 1 },
		{ { first }, 0 },
	};
	struct deal_row row = put_deal();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		struct deal_edge *edges;
		size_t n;

		/* Twice: the second time there is nothing to do. */
		assert_true(deal_edges_save(db, row.id, steps[i].edges, steps[i].n, NULL));
		assert_true(deal_edges_save(db, row.id, steps[i].edges, steps[i].n, NULL));
		assert_true(deal_edges_of(db, row.id, arena, &edges, &n, NULL));
		assert_int_equal(n, steps[i].n);
		if (n == 1)
			assert_string_equal(edges[0].payer_name, steps[i].edges[0].payer_name);
	}
}

/* Puts a deal with these edges into the ledger, told of by one outlet. */
static int64_t
put_edges(const char *slug, bool context, const struct deal_edge *edges, size_t n)
{
	struct deal_row row = { .slug = slug,
		.context = context,
		.kind = KIND_INVESTMENT,
		.status = STATUS_AGREED,
		.headline = "",
		.dossier = "" };
	const struct deal_story story = { .story_id = slug,
		.feed = "feed",
		.source = "Example",
		.title = "",
		.url = "",
		.origin = "",
		.context = context,
		.why = "" };
	bool is_new;

	assert_true(deals_save(db, &row, arena, NULL));
	assert_true(deal_edges_save(db, row.id, edges, n, NULL));
	assert_true(deal_story_add(db, row.id, &story, &is_new, NULL));
	return row.id;
}

static void
of_a_party_each_tie_is_known_from_its_latest_deal(void **state)
{
	static const struct deal_edge lumen[] = {
		{ .payer = 1, .payee = 2, .tie = 1, .payer_name = "Lumen", .payee_name = "Old" },
		{ .payer = 1, .payee = 2, .tie = 0, .payer_name = "Lumen", .payee_name = "Two" },
		{ .payer = 1, .payee = 3, .tie = 0, .payer_name = "Lumen", .payee_name = "Three" },
	};
	static const struct deal_edge later[] = {
		{ .payer = 1, .payee = 2, .tie = 1, .payer_name = "Lumen", .payee_name = "New" },
		{ .payer = 4, .payee = 1, .tie = 0, .payer_name = "Four", .payee_name = "Lumen" },
	};
	/* By tie, the latest deal first. */
	static const char *const payees[] = { "Two", "Three", "New" };
	int64_t first = put_edges("first", true, lumen, ARRAY_LEN(lumen));
	int64_t last = put_edges("last", false, later, ARRAY_LEN(later));
	const int64_t deals[] = { first, first, last };
	struct deal_edge *edges;
	size_t n;

	(void)state;
	assert_true(deal_edges_from(db, 1, arena, &edges, &n, NULL));
	assert_int_equal(n, ARRAY_LEN(payees));
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(edges[i].payee_name, payees[i]);
		assert_int_equal(edges[i].deal, deals[i]);
		assert_int_equal(edges[i].status, STATUS_AGREED);
		assert_string_equal(edges[i].source, "Example");
		/* Told in passing, without a sum, by one outlet alone. */
		assert_int_equal(edges[i].weak, deals[i] == first);
	}
	assert_true(deal_edges_of(db, last, arena, &edges, &n, NULL));
	assert_int_equal(n, ARRAY_LEN(later));
	assert_string_equal(edges[0].payer_name, "Four");
	assert_true(deal_edges_from(db, 9, arena, &edges, &n, NULL));
	assert_int_equal(n, 0);
}

static void
witnesses_come_in_their_order(void **state)
{
	/* The index knows them by their names. */
	static const char *const ids[] = { "c", "a", "d", "b" };
	struct deal_row row = put_deal();
	struct deal_witness *witnesses;
	size_t n;
	bool is_new;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		const struct deal_story story = { .story_id = ids[i],
			.feed = "feed",
			.source = "Example",
			.title = "",
			.url = "",
			.origin = ids[i],
			.why = "",
			.sketch = i == 2 ? NULL : "sketch",
			.sketch_len = i == 2 ? 0 : 6 };

		assert_true(deal_story_add(db, row.id, &story, &is_new, NULL));
	}
	assert_true(deal_witnesses(db, row.id, 2, arena, &witnesses, &n, NULL));
	assert_int_equal(n, 2);
	assert_string_equal(witnesses[0].origin, "c");
	assert_string_equal(witnesses[1].origin, "a");
	assert_true(deal_witnesses(db, row.id, 9, arena, &witnesses, &n, NULL));
	assert_int_equal(n, 3);
	assert_string_equal(witnesses[2].origin, "b");
	assert_memory_equal(witnesses[2].sketch, "sketch", witnesses[2].sketch_len);
	assert_true(deal_witnesses(db, row.id + 1, 9, arena, &witnesses, &n, NULL));
	assert_int_equal(n, 0);
}

static void
the_same_story_again_is_no_other(void **state)
{
	static const struct {
		const char *id, *feed, *source, *title;
		bool is_new;
	} steps[] = {
		{ "1", "feed", "Example", "As it was", true },
		{ "1", "feed", "Example", "As it is", false },
		{ "1", "feed", "Sample", "Of another outlet", true },
		{ "1", "other", "Example", "Of another feed", true },
	};
	struct deal_row row = put_deal();
	struct deal_story *stories;
	size_t n;
	bool is_new;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		const struct deal_story story = { .story_id = steps[i].id,
			.feed = steps[i].feed,
			.source = steps[i].source,
			.title = steps[i].title,
			.url = "",
			.published = (int64_t)i,
			.origin = "",
			.why = "" };

		assert_true(deal_story_add(db, row.id, &story, &is_new, NULL));
		assert_int_equal(is_new, steps[i].is_new);
	}
	assert_true(deal_stories(db, row.id, false, 0, arena, &stories, &n, NULL));
	assert_int_equal(n, 3);
	assert_string_equal(stories[0].title, "As it is");
	assert_string_equal(stories[1].source, "Sample");
	assert_string_equal(stories[2].feed, "other");
	assert_true(deal_stories(db, row.id, false, 2, arena, &stories, &n, NULL));
	assert_int_equal(n, 2);
}

static void
a_deals_history_is_told_in_order(void **state)
{
	static const struct deal_event moves[] = {
		{ 200, "amount", "$9bn", "$10bn", "Sample" },
		{ 100, "status", "talks", "agreed", "Example" },
	};
	enum { NEARS = 20, KEPT = 12 };
	struct deal_row row = put_deal();
	struct deal_event *events;
	struct deal_near *nears;
	size_t n;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		assert_true(deal_event_add(db, row.id, &moves[i], NULL));
	assert_true(deal_events(db, row.id, arena, &events, &n, NULL));
	assert_int_equal(n, ARRAY_LEN(moves));
	assert_int_equal(events[0].at, 100);
	assert_string_equal(events[0].field, "status");
	assert_string_equal(events[0].was, "talks");
	assert_string_equal(events[0].now, "agreed");
	assert_string_equal(events[1].source, "Sample");

	for (int64_t i = 0; i < NEARS; i++) {
		const struct deal_near near = { "Title", "Example", "https://a.example/",
			"another sum", i };

		assert_true(deal_near_add(db, row.id, &near, NULL));
	}
	assert_true(deal_nears(db, row.id, arena, &nears, &n, NULL));
	assert_int_equal(n, KEPT);
	for (size_t i = 0; i < n; i++)
		assert_true(nears[i].published >= NEARS - KEPT);
	assert_string_equal(nears[0].why, "another sum");
	assert_true(deal_events(db, row.id + 1, arena, &events, &n, NULL));
	assert_int_equal(n, 0);
}

static void
a_state_without_its_tables_is_an_error(void **state)
{
	struct deal_row row = put_deal(), *rows;
	const struct deal_filter all = { 0 };
	const struct deal_event event = { 1, "status", "", "talks", "Example" };
	const struct deal_near near = { "", "", "", "", 1 };
	const struct deal_story story = { "1", "", "Example", "", "", .origin = "", .why = "" };
	const struct deal_told told = { row.id, "watch", 1, 1, NULL, 0 };
	const struct deal_edge edge = { row.id, 1, 2, "One", "Two", "Example", 1 };
	struct deal_count count;
	struct deal_event *events;
	struct deal_near *nears;
	struct deal_story *stories;
	struct deal_witness *witnesses;
	struct deal_lead *leads;
	struct deal_told *tolds;
	struct deal_edge *edges;
	struct err err = { 0 };
	int64_t number;
	size_t n;
	bool yes;

	(void)state;
	assert_true(db_exec(db,
		"DROP TABLE deals; DROP TABLE deal_events; DROP TABLE deal_nears;"
		"DROP TABLE deal_stories; DROP TABLE deal_told; DROP TABLE deal_edges",
		&err));
	ASSERT_NO_TABLE(err, deals_load(db, row.id, arena, &row, &yes, &err));
	ASSERT_NO_TABLE(err, deals_load_named(db, row.slug, arena, &row, &yes, &err));
	ASSERT_NO_TABLE(err, deals_save(db, &row, arena, &err));
	ASSERT_NO_TABLE(err, deals_save(db, &(struct deal_row){ .slug = "new" }, arena, &err));
	ASSERT_NO_TABLE(err, deals_list(db, &all, arena, &rows, &n, &err));
	ASSERT_NO_TABLE(err, deals_count(db, on_count, &count, &err));
	ASSERT_NO_TABLE(err, deals_count_since(db, 0, &number, &err));
	ASSERT_NO_TABLE(err, deal_event_add(db, row.id, &event, &err));
	ASSERT_NO_TABLE(err, deal_events(db, row.id, arena, &events, &n, &err));
	ASSERT_NO_TABLE(err, deal_near_add(db, row.id, &near, &err));
	ASSERT_NO_TABLE(err, deal_nears(db, row.id, arena, &nears, &n, &err));
	ASSERT_NO_TABLE(err, deal_story_add(db, row.id, &story, &yes, &err));
	ASSERT_NO_TABLE(err, deal_stories(db, row.id, true, 0, arena, &stories, &n, &err));
	ASSERT_NO_TABLE(err, deal_witnesses(db, row.id, 1, arena, &witnesses, &n, &err));
	ASSERT_NO_TABLE(err, deal_leads(db, 0, arena, &leads, &n, &err));
	ASSERT_NO_TABLE(err, deal_told_load(db, row.id, arena, &tolds, &n, &err));
	ASSERT_NO_TABLE(err, deal_told_save(db, &told, &err));
	ASSERT_NO_TABLE(err, deal_told_due(db, 1, 1, arena, &tolds, &n, &err));
	ASSERT_NO_TABLE(err, deal_told_next(db, &number, &err));
	ASSERT_NO_TABLE(err, deal_told_end_waits(db, 1, &err));
	ASSERT_NO_TABLE(err, deal_edges_save(db, row.id, &edge, 1, &err));
	ASSERT_NO_TABLE(err, deal_edges_from(db, 1, arena, &edges, &n, &err));
	ASSERT_NO_TABLE(err, deal_edges_of(db, row.id, arena, &edges, &n, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_known_deal_says_what_is_so_now, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			edges_are_replaced_where_they_differ, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			of_a_party_each_tie_is_known_from_its_latest_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(witnesses_come_in_their_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_same_story_again_is_no_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_deals_history_is_told_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_state_without_its_tables_is_an_error, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
