/* The ledger's rows: what a deal says now, and its edges. */
#include "unit.h"

#include <string.h>

#include "base/arena.h"
#include "store/db.h"
#include "store/deal_edges.h"
#include "store/deal_stories.h"
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
	assert_true(deals_load_slug(db, "lumen-northwind", arena, &read, &found, NULL));
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
