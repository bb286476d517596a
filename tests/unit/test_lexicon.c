/* Lexicon files: what they say, and what is told of wrong ones. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lexicon/inflect.h"
#include "lexicon/lexicon.h"
#include "lexicon_here.h"

static char path[64];

/* Loads one file with this text; faults are kept for the test to look at. */
static struct lexicon *
load(const char *text, struct faults *faults)
{
	const char *paths[] = { path };
	FILE *out;

	snprintf(path, sizeof path, "/tmp/test_lexicon.%ld.conf", (long)getpid());
	out = fopen(path, "w");
	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	faults_init(faults);
	return lexicon_load(paths, 1, faults);
}

static void
aliases_lead_to_the_canonical_name(void **state)
{
	struct faults faults;
	struct lexicon *lexicon =
		load("[companies \"big-tech\"]\n"
		     "Amazon = AWS, Amazon Web Services, ticker:AMZN, role:cloud, product:Alexa\n"
		     "Meta = Facebook, case:exact, not:meta analysis\n",
			&faults);

	(void)state;
	assert_non_null(lexicon);
	assert_int_equal(lexicon_n_companies(lexicon), 2);
	assert_string_equal(lexicon_canonical(lexicon, "amazon web services"), "Amazon");
	assert_string_equal(lexicon_canonical(lexicon, "FACEBOOK"), "Meta");
	assert_null(lexicon_canonical(lexicon, "Alexa"));
	assert_null(lexicon_canonical(lexicon, "Nobody"));
	assert_true(lexicon_role_bit(lexicon, "cloud") != 0);
	assert_true(lexicon_role_bit(lexicon, "pharma") == 0);
	lexicon_free(lexicon);
	faults_clear(&faults);
	unlink(path);
}

static void
every_fault_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *fault;
	} cases[] = {
		{ "[companies \"a\"]\nX = colour:red\n", ":2: 'colour:red' is unknown" },
		{ "[companies \"a\"]\nX\nX\n", ":3: company 'X' stands in line 2" },
		{ "[companies \"a\"]\nX = Zed\nY = Zed\n", ":3: 'Zed' stands for X already" },
		{ "[companies]\nX\n", ":1: [companies] needs a name" },
		{ "[chips \"Nobody\"]\nH1\n", ":2: chip maker 'Nobody'" },
		{ "[people]\nAnn Other = Nobody\n", ":2: 'Nobody' is no company" },
		{ "[cues \"noun.nonsense\"]\nx\n", ":1: there are no cues 'noun.nonsense'" },
		{ "[cues \"noun.deal\"]\na b c d e f g h i j k l m\n",
			":2: 'a b c d e f g h i j k l m'" },
		{ "[cues \"verb.buy\"]\nbuy = gone:bought\n", ":2: 'gone:bought' is unknown" },
		{ "[currency \"EURO\"]\n", ":1: 'EURO' is no currency" },
		{ "[currency \"EUR\"]\nrate = much\n", ":2: rate is" },
		{ "[weights]\nbias = heavy\n", ":2: a weight is a number" },
		{ "[topic \"ai\"]\nsmell = AI\n", ":2: 'smell' is unknown" },
		{ "[colours]\nred\n", ":1: section 'colours' is unknown" },
		{ "red = 1\n", ":1: 'red' stands before" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct faults faults;
		struct lexicon *lexicon = load(cases[i].text, &faults);

		assert_null(lexicon);
		if (!strstr(faults.text.text, cases[i].fault))
			fail_msg("no '%s' in: %s", cases[i].fault, faults.text.text);
		faults_clear(&faults);
	}
	unlink(path);
}

static void
a_name_counts_only_as_it_is_spelt(void **state)
{
	static const struct {
		const char *text;
		enum lex_type type;
		bool found;
	} cases[] = {
		{ "Meta", LEX_COMPANY, true },
		{ "meta", LEX_COMPANY, false },
		{ "meta analysis", LEX_NOT, true },
		{ "Oracle", LEX_COMPANY, true },
		{ "oracle", LEX_COMPANY, false },
	};
	struct faults faults;
	struct lexicon *lexicon =
		load("[companies \"a\"]\nMeta = case:exact, not:meta analysis\nOracle\n", &faults);
	struct tokens tokens = { 0 };

	(void)state;
	assert_non_null(lexicon);
	lexicon_complete(lexicon);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct lex_match match;
		uint32_t ids[8];

		tokens_read(&tokens, cases[i].text, strlen(cases[i].text));
		lexicon_words(lexicon, &tokens, 0, ids);
		lexicon_match(lexicon, &tokens, ids, 0, &match);
		assert_int_equal(match.name.entry != NULL, cases[i].found);
		if (cases[i].found)
			assert_int_equal(match.name.entry->type, cases[i].type);
	}
	tokens_clear(&tokens);
	lexicon_free(lexicon);
	faults_clear(&faults);
	unlink(path);
}

/* The classes that a text means as a cue, and its form. */
static void
cues_of(const struct lexicon *lexicon, const char *text, struct str *out)
{
	struct tokens tokens = { 0 };
	struct lex_match match;
	uint32_t ids[8];

	str_reset(out);
	tokens_read(&tokens, text, strlen(text));
	lexicon_words(lexicon, &tokens, 0, ids);
	lexicon_match(lexicon, &tokens, ids, 0, &match);
	for (int cue = CUE_NONE + 1; match.cue.entry && cue < N_CUES; cue++)
		if (cues_have(&match.cue.entry->cues, (enum cue)cue))
			str_printf(out, "%s ", cue_name((enum cue)cue));
	if (match.cue.entry)
		str_printf(out, "%u", match.cue.entry->form);
	tokens_clear(&tokens);
}

static void
a_common_word_keeps_what_else_it_means(void **state)
{
	static const char text[] =
		"[cues \"word.common\"]\nheron\ndeal\nbuys\n\n# a note\nheron\notter = stoat\nrare "
		"bird\n"
		"marten\n[cues \"noun.deal\"]\ndeal\ndeal of sorts\npact\n[cues "
		"\"noun.order\"]\npact\n"
		"[cues \"noun.licence\"]\nright  to use\nX-ray deal\n"
		"[cues \"verb.buy\"]\nbuy = past:bought\n[cues \"verb.get\"]\nbuy into\n"
		"[cues \"act.stake\"]\nbuy into = past:bought\ntake a share\n"
		"[companies \"a\"]\nHeron Works\n";
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "heron", "word.common 0" },
		{ "heron flies", "word.common 0" },
		{ "otter", "word.common 0" },
		{ "stoat", "word.common 0" },
		{ "rare bird", "word.common 0" },
		{ "rare", "" },
		{ "marten", "word.common 0" },
		{ "deal", "noun.deal word.common 0" },
		{ "deal of sorts", "noun.deal 0" },
		{ "pact", "noun.deal noun.order 0" },
		{ "right to use", "noun.licence 0" },
		{ "x-ray deal", "noun.licence 0" },
		{ "buys", "verb.buy word.common 2" },
		{ "bought", "verb.buy 12" },
		{ "buys into", "verb.get act.stake 2" },
		{ "bought into", "act.stake 0" }, /* an act lends a word no form */
		{ "taking a share", "act.stake 0" },
	};
	struct faults faults;
	struct lexicon *lexicon = load(text, &faults);
	struct str out;

	(void)state;
	assert_non_null(lexicon);
	str_init(&out, 1000);
	lexicon_complete(lexicon);
	lexicon_complete(lexicon);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cues_of(lexicon, cases[i].text, &out);
		assert_string_equal(out.text, cases[i].want);
	}
	assert_string_equal(lexicon_canonical(lexicon, "heron works"), "Heron Works");
	str_clear(&out);
	lexicon_free(lexicon);
	faults_clear(&faults);
	unlink(path);
}

static void
verbs_are_inflected(void **state)
{
	static const struct {
		const char *verb;
		enum cue_form form;
		const char *want;
	} cases[] = {
		{ "raise", FORM_S, "raises" },
		{ "raise", FORM_ING, "raising" },
		{ "supply", FORM_S, "supplies" },
		{ "supply", FORM_PAST, "supplied" },
		{ "purchase", FORM_PAST, "purchased" },
		{ "acquire", FORM_ING, "acquiring" },
		{ "finance", FORM_ING, "financing" },
		{ "pledge", FORM_DONE, "pledged" },
		{ "reach", FORM_S, "reaches" },
		{ "agree", FORM_ING, "agreeing" },
		{ "tie", FORM_ING, "tying" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(inflect(arena, cases[i].verb, cases[i].form), cases[i].want);
	arena_free(arena);
}

static void
the_trees_lexicon_is_whole(void **state)
{
	struct lexicon *lexicon = lexicon_here(NULL);

	(void)state;
	assert_non_null(lexicon);
	assert_true(lexicon_n_companies(lexicon) >= 600);
	assert_true(lexicon_has_topic(lexicon, "ai"));
	assert_string_equal(lexicon_canonical(lexicon, "AWS"), "Amazon");
	assert_string_equal(lexicon_canonical(lexicon, "Alphabet"), "Google");
	assert_true(lexicon_memory(lexicon) < 10 << 20);
	lexicon_free(lexicon);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aliases_lead_to_the_canonical_name),
		cmocka_unit_test(every_fault_is_told_with_its_line),
		cmocka_unit_test(a_name_counts_only_as_it_is_spelt),
		cmocka_unit_test(a_common_word_keeps_what_else_it_means),
		cmocka_unit_test(verbs_are_inflected),
		cmocka_unit_test(the_trees_lexicon_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
