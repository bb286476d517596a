/* Tokens and sentences of a text. */
#include "unit.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/token.h"

/* The folded tokens with "|" between them and "/" between sentences. */
static void
check(const char *text, const char *want)
{
	struct tokens tokens = { 0 };
	struct str got;

	str_init(&got, 4096);
	tokens_read(&tokens, text, strlen(text));
	for (size_t s = 0; s < tokens.n_sentences; s++) {
		for (size_t i = tokens.sentences[s].first; i < tokens.sentences[s].end; i++)
			str_printf(&got, "%s%s",
				i > tokens.sentences[s].first ? "|"
				: s                           ? "/"
							      : "",
				token_text(&tokens, i));
	}
	assert_string_equal(got.text, want);
	str_clear(&got);
	tokens_clear(&tokens);
}

static void
words_are_folded_and_split(void **state)
{
	(void)state;
	check("Société Générale BUYS ﬁve", "societe|generale|buys|five");
	check("Amazon's chips, the banks' money", "amazon|'s|chips|,|the|banks|'|money");
	check("AI-powered SK-Hynix", "ai|powered|sk|hynix");
	check("BigBear.ai and C3.ai", "bigbear|ai|and|c3|ai");
	check("the U.S. and A.I. firms", "the|us|and|ai|firms");
	check("don’t stop", "don't|stop");
}

/* Eight letters are looked at in one go: words around that length, at the end of a text and inside. */
static void
words_of_any_length_are_folded(void **state)
{
	static const char *const words[] = { "ACQUIRES", "acquireD", "Acquiring", "SUPERCOMPUTER",
		"interconnections", "Interconnections1", "x", "Zz", "@[`{", "mp3s", "a1b2c3d4e5" };
	struct tokens tokens = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t len = strlen(words[i]);
		char text[64], *exact = mem_strndup(words[i], len);
		uint32_t hash;

		tokens_read(&tokens, exact, len); /* nothing may be read behind it */
		hash = tokens.list[0].hash;
		for (size_t k = 0; k < tokens.list[0].fold_len; k++)
			assert_int_equal(token_text(&tokens, 0)[k], tolower(exact[k]));
		snprintf(text, sizeof text, "%s and what stands behind", words[i]);
		tokens_read(&tokens, text, strlen(text));
		assert_int_equal(tokens.list[0].hash, hash);
		free(exact);
	}
	tokens_clear(&tokens);
}

static void
numbers_stand_apart_from_their_letters(void **state)
{
	(void)state;
	check("$10bn", "$|10|bn");
	check("₹5,000 crore and 1,00,000", "₹|5000|crore|and|100000");
	check("4.5GW of H100 chips", "4.5|gw|of|h100|chips");
}

static void
sentences_end_where_they_end(void **state)
{
	(void)state;
	check("One ends. Two begins.", "one|ends|./two|begins|.");
	check("Acme Inc. Buys it. Done", "acme|inc|.|buys|it|./done");
	check("Paid to Acme Corp. The rest", "paid|to|acme|corp|./the|rest");
	check("It cost $5bn. It works", "it|cost|$|5|bn|./it|works");
	check("Worth $40B. Analysts", "worth|$|40|b|./analysts");
	check("J. Smith of St. Louis", "j|.|smith|of|st|.|louis");
	check("A title\nA text", "a|title/a|text");
	check("It said $5. 8 billion", "it|said|$|5|.|8|billion");
	check("Really?! Yes", "really|?|!/yes");
}

static void
flags_say_how_a_word_was_written(void **state)
{
	static const struct {
		const char *text;
		unsigned flags;
	} cases[] = {
		{ "Amazon", TOKEN_WORD | TOKEN_CAP },
		{ "OpenAI", TOKEN_WORD | TOKEN_CAP | TOKEN_MIXED },
		{ "xAI", TOKEN_WORD | TOKEN_MIXED },
		{ "AMD", TOKEN_WORD | TOKEN_CAP | TOKEN_UPPER },
		{ "chips", TOKEN_WORD },
		{ "42", TOKEN_NUMBER },
		{ "$", TOKEN_MARK },
	};
	struct tokens tokens = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		tokens_read(&tokens, cases[i].text, strlen(cases[i].text));
		assert_int_equal(tokens.n, 1);
		assert_int_equal(tokens.list[0].flags, cases[i].flags | TOKEN_OPENS);
	}
	tokens_clear(&tokens);
}

static void
a_text_read_in_steps_is_the_same(void **state)
{
	static const char text[] = "Amazon's U.S. deal: $1,250.75 for C3.ai.\n\nIt\u2019s AI-led. "
				   "Mr. Smith agreed? Yes\u2026 \"All of it.\" Done";
	struct tokens whole = { 0 }, steps = { 0 };

	(void)state;
	tokens_read(&whole, text, strlen(text));
	tokens_begin(&steps, text, strlen(text));
	while (!tokens_at_end(&steps))
		tokens_read_on(&steps, steps.n + 1);
	assert_int_equal(steps.n, whole.n);
	assert_memory_equal(steps.list, whole.list, whole.n * sizeof *whole.list);
	assert_int_equal(steps.n_sentences, whole.n_sentences);
	assert_memory_equal(
		steps.sentences, whole.sentences, whole.n_sentences * sizeof *whole.sentences);
	tokens_clear(&whole);
	tokens_clear(&steps);
}

static void
a_plain_word_needs_no_tokens(void **state)
{
	static const struct {
		const char *text;
		bool plain;
	} cases[] = {
		{ "a", true },
		{ "chips", true },
		{ "exactlye", true },
		{ "extraordinary", true },
		{ "internationalisation", true },
		{ "", false },
		{ "Chips", false },
		{ "two words", false },
		{ "extraordinarY", false },
		{ "caf\xc3\xa9", false },
		{ "gpt4", false },
	};
	struct tokens tokens = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t len = strlen(cases[i].text);

		assert_int_equal(token_is_plain(cases[i].text, len), cases[i].plain);
		if (!cases[i].plain)
			continue;
		tokens_read(&tokens, cases[i].text, len);
		assert_int_equal(tokens.n, 1);
		assert_int_equal(tokens.list[0].hash, token_hash(cases[i].text, len));
		assert_string_equal(token_text(&tokens, 0), cases[i].text);
	}
	tokens_clear(&tokens);
}

static void
a_text_that_goes_on_is_the_same(void **state)
{
	static const char text[] = "One deal\nAmazon's plan. It is for the U.S.\n\n"
				   "and costs $1\n\n500m \"all in.\"\nx";
	struct tokens whole = { 0 }, parts = { 0 };
	const char *end = text;

	(void)state;
	tokens_read(&whole, text, strlen(text));
	tokens_begin(&parts, text, 0);
	while (*end) {
		end += strspn(end, "\n");
		end += strcspn(end, "\n");
		tokens_go_on(&parts, text, (size_t)(end - text));
		tokens_read_on(&parts, SIZE_MAX);
	}
	assert_int_equal(parts.n, whole.n);
	assert_memory_equal(parts.list, whole.list, whole.n * sizeof *whole.list);
	assert_int_equal(parts.n_sentences, whole.n_sentences);
	assert_memory_equal(
		parts.sentences, whole.sentences, whole.n_sentences * sizeof *whole.sentences);
	tokens_clear(&whole);
	tokens_clear(&parts);
}

static void
any_bytes_are_fine(void **state)
{
	static const char *const texts[] = { "", "\xff\xfe", "\xc3", "a\xe2\x82", "''''", "....",
		"$$$$,,,," };
	struct tokens tokens = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		tokens_read(&tokens, texts[i], strlen(texts[i]));
	tokens_clear(&tokens);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_folded_and_split),
		cmocka_unit_test(words_of_any_length_are_folded),
		cmocka_unit_test(numbers_stand_apart_from_their_letters),
		cmocka_unit_test(sentences_end_where_they_end),
		cmocka_unit_test(flags_say_how_a_word_was_written),
		cmocka_unit_test(a_text_read_in_steps_is_the_same),
		cmocka_unit_test(a_plain_word_needs_no_tokens),
		cmocka_unit_test(a_text_that_goes_on_is_the_same),
		cmocka_unit_test(any_bytes_are_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
