/*
 * phrase - names and phrases of lexicon files become paths of the trie, and mean what their line says.
 */
#include <string.h>

#include "base/mem.h"
#include "load.h"

enum { PHRASE_WORDS_MAX = 12 };

uint32_t
phrase_node(struct loader *loader, const char *phrase)
{
	struct trie *trie = &loader->lexicon->trie;
	struct tokens *tokens = &loader->lexicon->scratch;
	uint32_t node = 0;

	tokens_read(tokens, phrase, strlen(phrase));
	if (tokens->n == 0 || tokens->n > PHRASE_WORDS_MAX) {
		loader_fault(
			loader, "'%s' is no phrase: one to %d words are", phrase, PHRASE_WORDS_MAX);
		return 0;
	}
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];
		uint32_t word = trie_add_word(
			trie, tokens->fold + token->fold, token->fold_len, token->hash);

		node = i == 0 ? book_first_node(loader->lexicon, word)
			      : trie_add_step(trie, node, word);
	}
	return node;
}

static uint32_t
spelt_put(struct lexicon *lexicon, const struct tokens *tokens)
{
	uint32_t at = (uint32_t)lexicon->n_spelt;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];

		if (lexicon->n_spelt + token->len + 3 > lexicon->cap_spelt) {
			lexicon->cap_spelt = 2 * lexicon->cap_spelt + token->len + 4096;
			lexicon->spelt = mem_resize(lexicon->spelt, lexicon->cap_spelt, 1);
		}
		memcpy(lexicon->spelt + lexicon->n_spelt, tokens->text + token->at, token->len);
		lexicon->n_spelt += token->len;
		lexicon->spelt[lexicon->n_spelt++] = SPELT_BREAK;
	}
	lexicon->spelt[lexicon->n_spelt++] = '\0';
	return at;
}

static bool
same_spelling(const struct lexicon *lexicon, const struct lex_entry *a, const struct lex_entry *b)
{
	return strcmp(lexicon->spelt + a->spelt, lexicon->spelt + b->spelt) == 0;
}

/* Tells a phrase that stands twice; returns true where the new entry is not needed. */
static bool
phrase_clashes(
	struct loader *loader, uint32_t node, const struct lex_entry *entry, const char *phrase)
{
	struct lexicon *lexicon = loader->lexicon;

	for (uint32_t e = lexicon->trie.nodes[node].entry; e != 0;
		e = lexicon->entries[e - 1].next) {
		const struct lex_entry *old = &lexicon->entries[e - 1];

		if (old->type != entry->type)
			continue;
		if (old->type == LEX_NOT || (old->type == LEX_SIGN && old->ref == entry->ref &&
						    old->strength == entry->strength))
			return true;
		if (old->type != LEX_COMPANY && old->type != LEX_CHIP && old->type != LEX_PERSON &&
			old->type != LEX_CURRENCY)
			continue;
		if (old->type == LEX_COMPANY && old->ref != entry->ref &&
			!(old->exact && entry->exact && !same_spelling(lexicon, old, entry))) {
			const struct company *owner = &lexicon->companies[old->ref];

			loader_fault(loader, "'%s' stands for %s already (%s:%u)", phrase,
				owner->name, owner->path, owner->line);
			return true;
		}
		if (old->ref == entry->ref && old->exact == entry->exact &&
			(!old->exact || same_spelling(lexicon, old, entry)))
			return true;
	}
	return false;
}

static bool
has_capitals(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->list[i].flags & (TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED))
			return true;
	return false;
}

void
phrase_mean(struct loader *loader, uint32_t node, const char *phrase, struct lex_entry entry)
{
	struct lexicon *lexicon = loader->lexicon;

	entry.cased = entry.cased && has_capitals(&lexicon->scratch);
	if (entry.cased || entry.exact)
		entry.spelt = spelt_put(lexicon, &lexicon->scratch);
	if (!phrase_clashes(loader, node, &entry, phrase))
		book_mean(lexicon, node, &entry);
}

void
phrase_put(struct loader *loader, const char *phrase, struct lex_entry entry)
{
	uint32_t node = phrase_node(loader, phrase);

	if (node != 0)
		phrase_mean(loader, node, phrase, entry);
}

/* Words of small letters with one blank between two: whatever reads it makes these words of it. */
static bool
is_plain(const char *phrase)
{
	unsigned words = 1;
	const char *at;

	for (at = phrase; *at != '\0'; at++) {
		if (*at == ' ' && at > phrase && at[1] != ' ' && at[1] != '\0')
			words++;
		else if (*at < 'a' || *at > 'z')
			return false;
	}
	return at > phrase && words <= PHRASE_WORDS_MAX;
}

/* Most are plain and can wait. */
void
phrase_put_cue(struct loader *loader, const char *phrase, unsigned form)
{
	uint32_t node;

	if (is_plain(phrase))
		book_wait_cue(loader->lexicon, phrase, loader->cue, form);
	else if ((node = phrase_node(loader, phrase)) != 0)
		book_mean_cue(loader->lexicon, node, loader->cue, form);
}
