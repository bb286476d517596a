/* What a deal looks like, its bytes, and the keys it is found by. */
#include "unit.h"

#include <string.h>

#include "sample_room.h"
#include "story/face.h"
#include "story/words.h"

static struct face
face_of(const struct told *told, const char *title)
{
	struct deal deal = make_deal(told, arena);
	struct words words;
	struct face face;

	words_read(&words, title, &tokens);
	face_make(&face, &deal, NOON, &words, &tokens);
	return face;
}

static void
a_face_survives_its_bytes(void **state)
{
	static const struct told told = { KIND_INVESTMENT, STATUS_TALKS, "Amazon", "OpenAI", 10000,
		BOUND_EXACT, 0 };
	unsigned char bytes[FACE_BYTES_MAX], again[FACE_BYTES_MAX];
	struct face face = face_of(
			    &told, "Amazon in talks about chips called Trainium with OpenAI"),
		    copy;
	size_t len;

	(void)state;
	len = face_pack(&face, bytes);
	assert_true(face_unpack(&copy, bytes, len));
	assert_int_equal(face_pack(&copy, again), len);
	assert_memory_equal(bytes, again, len);
	assert_int_equal(copy.n_parties, 2);
	for (size_t i = 0; i < len; i++)
		assert_false(face_unpack(&copy, bytes, i));
}

/* What was open is told, sums within a tenth are one, and who is named again counts again. */
static void
a_story_joins_its_deal(void **state)
{
	static const struct told pact = { KIND_PARTNERSHIP, STATUS_TALKS, "Cobalt", "Lumen", 0,
		BOUND_EXACT, 0 };
	static const struct told bought = { KIND_ACQUISITION, STATUS_AGREED, "Cobalt", "Lumen", 900,
		BOUND_EXACT, 0 };
	static const struct told rounded = { KIND_ACQUISITION, STATUS_CLOSED, NULL, "Lumen", 920,
		BOUND_ABOUT, 0 };
	struct face deal = face_of(&pact, "Cobalt in deal with Lumen"),
		    then = face_of(&bought, "Cobalt buys Lumen"),
		    last = face_of(&rounded, "Lumen is sold");

	(void)state;
	face_join(&deal, &then);
	face_join(&deal, &last);
	assert_int_equal(deal.kind, KIND_ACQUISITION);
	assert_int_equal(deal.status, STATUS_CLOSED);
	assert_int_equal(deal.n_stories, 3);
	assert_int_equal(deal.n_figures, 1);
	assert_int_equal(deal.n_parties, 2);
	assert_int_equal(face_party(&deal, party_key("Lumen Inc", &tokens))->n, 3);
	assert_int_equal(face_party(&deal, party_key("Lumen", &tokens))->role, ROLE_TARGET);
	assert_null(face_party(&deal, party_key("Nvidia", &tokens)));
}

static size_t
keys_in_common(const struct face *a, const struct face *b)
{
	uint64_t keys[2][FACE_KEYS];
	unsigned most[FACE_KEYS];
	size_t n[] = { face_keys(a, keys[0], most), face_keys(b, keys[1], most) }, common = 0;

	for (size_t i = 0; i < n[0]; i++)
		for (size_t j = 0; j < n[1]; j++)
			common += keys[0][i] == keys[1][j];
	return common;
}

static void
a_deal_is_found_by_its_parties_its_sum_or_its_words(void **state)
{
	static const struct told told = { KIND_ACQUISITION, STATUS_AGREED, "Cobalt", "Lumen", 930,
		BOUND_EXACT, 0 };
	static const struct told party = { KIND_DEBT, STATUS_AGREED, NULL, "Lumen", 50, BOUND_EXACT,
		0 };
	static const struct told sum = { KIND_DEBT, STATUS_AGREED, NULL, "Nvidia", 933, BOUND_EXACT,
		0 };
	static const struct told other = { KIND_DEBT, STATUS_AGREED, NULL, "Nvidia", 50,
		BOUND_EXACT, 0 };
	const char *title = "Cobalt snaps up Lumen, a maker of optical switches";
	struct face deal = face_of(&told, title), by_party = face_of(&party, title),
		    by_sum = face_of(&sum, title), by_words = face_of(&other, title),
		    apart = face_of(&other, "Nvidia borrows a little for a summer party");

	(void)state;
	assert_int_equal(keys_in_common(&deal, &by_party), 1);
	assert_int_equal(keys_in_common(&deal, &by_sum), 1);
	assert_true(keys_in_common(&by_sum, &by_words) > 1);
	assert_int_equal(keys_in_common(&deal, &apart), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_face_survives_its_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_story_joins_its_deal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_deal_is_found_by_its_parties_its_sum_or_its_words, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
