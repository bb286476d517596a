/*
 * facts - what a text says, as a set.
 */
#include "facts.h"

#include <string.h>

#include "base/attr.h"
#include "base/hash.h"
#include "text/title.h"
#include "text/token.h"

enum { STEM = 6 }; /* bytes that words of one stem share */
enum { WEIGHT_WORD = 1, WEIGHT_NAME = 2, WEIGHT_NUMBER = 3 };

static uint64_t
key_bit(uint32_t key)
{
	return UINT64_C(1) << key % 64;
}

static bool
facts_have(const struct facts *facts, uint32_t key)
{
	if (!(facts->bits & key_bit(key)))
		return false;
	for (size_t i = 0; i < facts->n; i++)
		if (facts->list[i].key == key)
			return true;
	return false;
}

static void
facts_add(struct facts *facts, uint32_t key, uint32_t weight)
{
	if (facts->n == FACTS_MAX || facts_have(facts, key))
		return;
	facts->list[facts->n++] = (struct fact){ key, weight };
	facts->weight += weight;
	facts->bits |= key_bit(key);
}

/* Stems that say one thing of a deal: to have said one is to have said the other. */
static const char *
stem_of(const char *word)
{
	static const struct {
		const char *begins, *stem;
	} stems[] = { { "centre", "center" }, { "acqui", "buy" }, { "purchas", "buy" },
		{ "takeover", "buy" }, { "buying", "buy" }, { "bought", "buy" },
		{ "negotia", "talk" }, { "discuss", "talk" }, { "talks", "talk" },
		{ "rais", "raise" }, { "valu", "value" }, { "agree", "agree" }, { "sign", "sign" },
		{ "deni", "deny" }, { "offer", "bid" } };

	for (size_t i = 0; i < ARRAY_LEN(stems); i++)
		if (*word == *stems[i].begins &&
			strncmp(word, stems[i].begins, strlen(stems[i].begins)) == 0)
			return stems[i].stem;
	return word;
}

/* Words of one stem share their first letters: invest, invested, investment. */
static uint32_t
word_key(const char *word)
{
	word = stem_of(word);

	size_t len = strlen(word);

	if (len > 3 && word[len - 1] == 's' && len <= STEM)
		len--;
	if (len > 4 && len <= STEM && word[len - 2] == 'e' && word[len - 1] == 'd')
		len--; /* "filed" is "files" */
	return (uint32_t)hash_bytes(word, len < STEM ? len : STEM);
}

/* "bn", "billion" and "b" after a number are one. */
static const char *
unit_name(const char *word)
{
	static const struct {
		const char *word, *unit;
	} units[] = { { "b", "billion" }, { "bn", "billion" }, { "bln", "billion" },
		{ "billion", "billion" }, { "m", "million" }, { "mn", "million" },
		{ "mln", "million" }, { "million", "million" }, { "tn", "trillion" },
		{ "trillion", "trillion" }, { "k", "thousand" }, { "percent", "%" }, { "per", "%" },
		{ "%", "%" }, { "gw", "gigawatt" }, { "gigawatt", "gigawatt" },
		{ "gigawatts", "gigawatt" } };

	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (*word == *units[i].word && strcmp(units[i].word, word) == 0)
			return units[i].unit;
	return NULL;
}

/* A number, with the unit behind it. */
static uint32_t
number_key(const struct tokens *tokens, size_t i)
{
	const char *unit = i + 1 < tokens->n ? unit_name(token_text(tokens, i + 1)) : NULL;
	uint64_t hash = hash_text(token_text(tokens, i));

	return (uint32_t)(unit ? hash_more(hash, unit, strlen(unit)) : hash);
}

/* A word that says something: no "the", and not the unit of a number, which is in that one's key. */
static bool
is_telling_word(const struct tokens *tokens, size_t i)
{
	const struct token *token = &tokens->list[i];
	const char *word = token_text(tokens, i);

	return token->flags & TOKEN_WORD && !(token->flags & TOKEN_POSSESSIVE) &&
	       !word_is_function(word) &&
	       !(i > 0 && token[-1].flags & TOKEN_NUMBER && unit_name(word));
}

void
facts_read(struct facts *facts, const char *text, const struct facts *common, struct tokens *tokens)
{
	*facts = (struct facts){ 0 };
	tokens_read(tokens, text, strlen(text));
	for (size_t i = 0; i < tokens->n; i++) {
		unsigned flags = tokens->list[i].flags;

		if (flags & TOKEN_NUMBER) {
			facts_add(facts, number_key(tokens, i), WEIGHT_NUMBER);
		} else if (is_telling_word(tokens, i)) {
			bool name = flags & TOKEN_CAP && !(flags & TOKEN_OPENS);
			uint32_t key = word_key(token_text(tokens, i));

			if (!common || !facts_have(common, key))
				facts_add(facts, key, name ? WEIGHT_NAME : WEIGHT_WORD);
		}
	}
}

void
facts_union(struct facts *into, const struct facts *from)
{
	for (size_t i = 0; i < from->n; i++)
		facts_add(into, from->list[i].key, from->list[i].weight);
}

uint32_t
facts_fresh(const struct facts *facts, const struct facts *said)
{
	uint32_t fresh = 0;

	for (size_t i = 0; i < facts->n; i++)
		if (!facts_have(said, facts->list[i].key))
			fresh += facts->list[i].weight;
	return fresh;
}

bool
facts_shared(const struct facts *a, const struct facts *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (facts_have(b, a->list[i].key))
			return true;
	return false;
}

uint32_t
facts_fresh_numbers(const struct facts *facts, const struct facts *said)
{
	uint32_t fresh = 0;

	for (size_t i = 0; i < facts->n; i++)
		if (facts->list[i].weight == WEIGHT_NUMBER && !facts_have(said, facts->list[i].key))
			fresh += WEIGHT_NUMBER;
	return fresh;
}

unsigned
facts_covered(const struct facts *facts, const struct facts *by)
{
	return facts->weight ? (facts->weight - facts_fresh(facts, by)) * 100 / facts->weight : 100;
}
