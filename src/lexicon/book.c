/*
 * book - makes and frees the lexicon's tables: what stands for what.
 *
 * Common words are twenty thousand, each without a meaning of its own, and the phrases of other
 * classes are ten thousand. They wait as lines of their file until there is a story: a poll that
 * brings nothing new never asks for them.
 */
#include "book.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* As our own lexicon needs: its tables never move. What is not used of them costs nothing. */
enum { ENTRIES_FIRST = 1 << 14, COMPANIES_FIRST = 1 << 12, SPELT_FIRST = 1 << 17 };

struct lexicon *
book_new(void)
{
	struct lexicon *lexicon = mem_new(sizeof *lexicon);

	lexicon->arena = arena_new();
	lexicon->waiting.forms = arena_new();
	trie_init(&lexicon->trie);
	lexicon->cap_entries = ENTRIES_FIRST;
	lexicon->entries = mem_array(lexicon->cap_entries, sizeof *lexicon->entries);
	lexicon->cap_companies = COMPANIES_FIRST;
	lexicon->companies = mem_array(lexicon->cap_companies, sizeof *lexicon->companies);
	lexicon->cap_spelt = SPELT_FIRST;
	lexicon->spelt = mem_new(lexicon->cap_spelt);
	for (uint32_t cue = CUE_NONE + 1; cue < N_CUES; cue++) {
		struct lex_entry entry = { .type = LEX_CUE };

		cues_put(&entry.cues, (enum cue)cue);
		lexicon->entries[lexicon->n_entries++] = entry;
		lexicon->trie.nodes[trie_add_node(&lexicon->trie)].entry = cue;
	}
	return lexicon;
}

/* The words that wait. */

static void
waiting_clear(struct waiting *waiting)
{
	for (size_t i = 0; i < waiting->n_files; i++)
		free(waiting->files[i]);
	free(waiting->files);
	free(waiting->runs);
	free(waiting->phrases);
	arena_free(waiting->forms);
	*waiting = (struct waiting){ 0 };
}

void
book_wait_cue(struct lexicon *lexicon, const char *phrase, enum cue cue, unsigned form)
{
	struct waiting *waiting = &lexicon->waiting;

	waiting->phrases = MEM_GROW(waiting->phrases, waiting->n_phrases, waiting->cap_phrases);
	waiting->phrases[waiting->n_phrases++] = (struct cue_phrase){ phrase, cue, form };
}

void
book_wait_words(struct lexicon *lexicon, char *words, size_t n)
{
	struct waiting *waiting = &lexicon->waiting;

	waiting->runs = MEM_GROW(waiting->runs, waiting->n_runs, waiting->cap_runs);
	waiting->runs[waiting->n_runs++] = (struct word_run){ words, n };
	waiting->n_words += n;
}

void
book_wait_file(struct lexicon *lexicon, char *bytes)
{
	struct waiting *waiting = &lexicon->waiting;

	waiting->files = MEM_GROW(waiting->files, waiting->n_files, waiting->cap_files);
	waiting->files[waiting->n_files++] = bytes;
}

/* A word of small letters, which is its own folded form. */
static uint32_t
plain_word(struct lexicon *lexicon, const char *text, const char *end)
{
	size_t len = (size_t)(end - text);

	return trie_add_word(&lexicon->trie, text, len, token_hash(text, len));
}

/* A word by itself means the class; most mean nothing else. */
static void
word_mean_cue(struct lexicon *lexicon, uint32_t word, enum cue cue, unsigned form)
{
	if (form != 0 || !book_share(lexicon, word, cue))
		book_mean_cue(lexicon, book_first_node(lexicon, word), cue, form);
}

static void
phrase_mean_cue(struct lexicon *lexicon, const struct cue_phrase *phrase)
{
	const char *text = phrase->text, *end = strchrnul(text, ' ');
	uint32_t word = plain_word(lexicon, text, end), node;

	if (*end == '\0') {
		word_mean_cue(lexicon, word, phrase->cue, phrase->form);
		return;
	}
	node = book_first_node(lexicon, word);
	while (*end != '\0') {
		text = end + 1;
		end = strchrnul(text, ' ');
		node = trie_add_step(&lexicon->trie, node, plain_word(lexicon, text, end));
	}
	book_mean_cue(lexicon, node, phrase->cue, phrase->form);
}

static void
run_put(struct lexicon *lexicon, const struct word_run *run)
{
	const char *word = run->words;

	for (size_t n = run->n; n > 0; n--) {
		const char *end = strchr(word, '\n');

		word_mean_cue(lexicon, plain_word(lexicon, word, end), CUE_WORD_COMMON, 0);
		word = end + 1;
	}
}

void
lexicon_complete(struct lexicon *lexicon)
{
	struct waiting *waiting = &lexicon->waiting;

	if (lexicon->complete)
		return;
	lexicon->complete = true;
	trie_expect(&lexicon->trie, waiting->n_words);
	for (size_t i = 0; i < waiting->n_phrases; i++)
		phrase_mean_cue(lexicon, &waiting->phrases[i]);
	for (size_t i = 0; i < waiting->n_runs; i++)
		run_put(lexicon, &waiting->runs[i]);
	waiting_clear(waiting);
	trie_complete(&lexicon->trie);
}

/* Phrases and what they mean. */

uint32_t
book_find(const struct lexicon *lexicon, const struct tokens *tokens)
{
	const struct trie *trie = &lexicon->trie;
	uint32_t node = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];
		uint32_t word =
			trie_word(trie, tokens->fold + token->fold, token->fold_len, token->hash);

		node = word == 0 ? 0 : i == 0 ? trie_root(trie, word) : trie_step(trie, node, word);
		if (node == 0)
			return 0;
	}
	return node == 0 ? 0 : trie->nodes[node].entry;
}

uint32_t
book_first_node(struct lexicon *lexicon, uint32_t word)
{
	struct trie *trie = &lexicon->trie;
	uint32_t *root = &trie->words[word].root;

	if (*root < N_CUES) {
		uint32_t node = trie_add_node(trie);

		trie->nodes[node].entry = *root;
		*root = node;
	}
	return *root;
}

bool
book_share(struct lexicon *lexicon, uint32_t word, enum cue cue)
{
	uint32_t *root = &lexicon->trie.words[word].root;

	if (*root == 0)
		*root = (uint32_t)cue;
	return *root == (uint32_t)cue;
}

static uint32_t
entry_add(struct lexicon *lexicon, const struct lex_entry *entry)
{
	lexicon->entries = MEM_GROW(lexicon->entries, lexicon->n_entries, lexicon->cap_entries);
	lexicon->entries[lexicon->n_entries++] = *entry;
	return (uint32_t)lexicon->n_entries;
}

/* The first entry of a node, its own where it shared one, since another will stand behind it. */
static uint32_t
own_entries(struct lexicon *lexicon, uint32_t node)
{
	uint32_t *first = &lexicon->trie.nodes[node].entry;

	if (*first != 0 && *first < N_CUES) {
		struct lex_entry own = lexicon->entries[*first - 1];

		*first = entry_add(lexicon, &own);
	}
	return *first;
}

void
book_mean(struct lexicon *lexicon, uint32_t node, const struct lex_entry *entry)
{
	uint32_t last = own_entries(lexicon, node), added = entry_add(lexicon, entry);

	while (last != 0 && lexicon->entries[last - 1].next != 0)
		last = lexicon->entries[last - 1].next;
	if (last == 0)
		lexicon->trie.nodes[node].entry = added;
	else
		lexicon->entries[last - 1].next = added;
}

void
book_mean_cue(struct lexicon *lexicon, uint32_t node, enum cue cue, unsigned form)
{
	uint32_t *first = &lexicon->trie.nodes[node].entry;
	struct lex_entry entry = { .type = LEX_CUE, .form = (uint8_t)form };

	if (form == 0 && (*first == 0 || *first == (uint32_t)cue)) {
		*first = (uint32_t)cue;
		return;
	}
	for (uint32_t e = own_entries(lexicon, node); e != 0; e = lexicon->entries[e - 1].next) {
		struct lex_entry *old = &lexicon->entries[e - 1];

		if (old->type == LEX_CUE) {
			cues_put(&old->cues, cue);
			old->form |= entry.form;
			return;
		}
	}
	cues_put(&entry.cues, cue);
	book_mean(lexicon, node, &entry);
}

size_t
lexicon_memory(const struct lexicon *lexicon)
{
	return sizeof *lexicon + trie_memory(&lexicon->trie) + arena_used(lexicon->arena) +
	       lexicon->cap_entries * sizeof *lexicon->entries + lexicon->cap_spelt +
	       lexicon->cap_companies * sizeof *lexicon->companies +
	       lexicon->cap_chips * sizeof *lexicon->chips +
	       lexicon->cap_people * sizeof *lexicon->people;
}

void
lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	waiting_clear(&lexicon->waiting);
	trie_clear(&lexicon->trie);
	tokens_clear(&lexicon->scratch);
	free(lexicon->entries);
	free(lexicon->spelt);
	free(lexicon->companies);
	free(lexicon->chips);
	free(lexicon->people);
	free(lexicon->currencies);
	free(lexicon->homes);
	free(lexicon->weights);
	arena_free(lexicon->arena);
	free(lexicon);
}
