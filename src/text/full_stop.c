/*
 * full_stop - where a sentence ends: not behind "Inc.", and not in "$5.8 billion".
 */
#include "full_stop.h"

#include <string.h>

#include "base/attr.h"

/* Words before a full stop that doesn't end a sentence. */
static bool
is_abbreviation(const struct tokens *tokens, const struct token *token)
{
	static const char *const words[] = { "inc", "corp", "co", "ltd", "llc", "plc", "mr", "mrs",
		"ms", "dr", "st", "vs", "no", "jr", "sr", "prof", "gen", "sen", "rep", "gov",
		"dept", "est", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
		"sept", "oct", "nov", "dec", "eg", "ie", "cf", "al", "fig", "bros", "mfg", "intl" };
	const char *text = tokens->fold + token->fold;

	if (!(token->flags & TOKEN_WORD))
		return false;
	if (token->fold_len == 1)
		return true;
	if (token->fold_len > 6)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (*words[i] == *text && strcmp(words[i], text) == 0)
			return true;
	return false;
}

/* "$40B.": the letter is no initial. */
static bool
ends_sum(const struct tokens *tokens)
{
	const struct token *unit = &tokens->list[tokens->n - 2];

	return tokens->n > 2 && unit[-1].flags & TOKEN_NUMBER &&
	       unit[-1].at + unit[-1].len == unit->at;
}

/* "… from Lumen Corp. The company …": a name doesn't go on with these. */
static bool
opens_sentence(const struct tokens *tokens, uint32_t at)
{
	static const char *const words[] = { "The ", "It ", "Its ", "In ", "A ", "An ", "This ",
		"That ", "They ", "He ", "She ", "But ", "And " };

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t len = strlen(words[i]);

		if (tokens->len - at > len && memcmp(tokens->text + at, words[i], len) == 0)
			return true;
	}
	return false;
}

bool
mark_ends_sentence(const struct tokens *tokens, struct rune r)
{
	struct rune next;
	uint32_t at = r.at + r.len;

	if (r.rune == 0x3002 || r.rune == 0xff01 || r.rune == 0xff1f)
		return true;
	if (r.rune != '.' && r.rune != '!' && r.rune != '?' && r.rune != 0x2026)
		return false;
	for (unsigned i = 0; i < 3; i++) { /* closing quotes and brackets */
		next = rune_in(tokens->text, tokens->len, at);
		if (next.rune != '"' && next.rune != ')' && next.rune != 0x201d &&
			!rune_is_apostrophe(next.rune))
			break;
		at += next.len;
	}
	next = rune_in(tokens->text, tokens->len, at);
	if (next.class == RUNE_BREAK)
		return true;
	if (next.class != RUNE_BLANK)
		return false;
	for (unsigned i = 0; i < 4 && next.class == RUNE_BLANK; i++)
		next = rune_in(tokens->text, tokens->len, next.at + next.len);
	if (next.class == RUNE_LETTER && !rune_is_upper(next.rune))
		return false;
	if (r.rune != '.' || tokens->n < 2)
		return r.rune != 0x2026;
	/* The last token is the dot itself. */
	if (next.class == RUNE_DIGIT && tokens->list[tokens->n - 2].flags & TOKEN_NUMBER)
		return false; /* "$5. 8 billion" */
	return !is_abbreviation(tokens, &tokens->list[tokens->n - 2]) || ends_sum(tokens) ||
	       opens_sentence(tokens, next.at);
}
