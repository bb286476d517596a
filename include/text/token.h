/*
 * token - UTF-8 text as words, numbers, marks and sentences.
 *
 * A token points into the text and has a folded form (compatibility forms resolved,
 * case folded, accents stripped), so "Société" and "SOCIETE" are one word. Hyphens
 * and dots inside words are no tokens: the word after one says that it is joined.
 * A number is split from the letters behind it: "$10bn" is "$", "10", "bn".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum token_flag {
	TOKEN_WORD = 1 << 0,
	TOKEN_NUMBER = 1 << 1,     /* begins with a digit; folded without thousands' commas */
	TOKEN_MARK = 1 << 2,       /* one rune of punctuation or a symbol */
	TOKEN_CAP = 1 << 3,        /* first letter is a capital */
	TOKEN_UPPER = 1 << 4,      /* two letters or more, all capitals */
	TOKEN_MIXED = 1 << 5,      /* a capital behind a small letter: OpenAI, xAI */
	TOKEN_HYPHEN = 1 << 6,     /* joined by a hyphen to the token before */
	TOKEN_DOT = 1 << 7,        /* joined by a dot to the token before */
	TOKEN_GLUED = 1 << 8,      /* follows the token before without a blank */
	TOKEN_POSSESSIVE = 1 << 9, /* the 's of a genitive */
	TOKEN_OPENS = 1 << 10,     /* first of its sentence */
};

struct token {
	uint32_t at, len;        /* bytes in the text */
	uint32_t fold, fold_len; /* in tokens.fold */
	uint32_t hash;           /* of the folded form */
	uint32_t flags;
};

struct sentence {
	uint32_t first, end; /* tokens */
	uint32_t paragraph;  /* from 0 */
};

/* Where reading goes on. */
struct tokens_place {
	uint32_t at; /* in the text */
	uint32_t paragraph;
	uint32_t sentence_first;
	uint32_t last_end; /* of the token before, to see what is glued */
	uint32_t joined;   /* how the next token is joined to it: TOKEN_HYPHEN, TOKEN_DOT or 0 */
};

/* Zeroed is empty. The memory grows and is used again by the next text. */
struct tokens {
	const char *text; /* borrowed, must outlive the tokens */
	uint32_t len;     /* of the text that is read */
	struct tokens_place place;
	struct token *list;
	size_t n, cap;
	struct sentence *sentences;
	size_t n_sentences, cap_sentences;
	char *fold;
	size_t n_fold, cap_fold;
};

enum { TOKENS_TEXT_MAX = 1 << 20 }; /* bytes; what comes after is not read */

/* Replaces what the tokens held. Any bytes are fine; what is no UTF-8 separates words. */
void tokens_read(struct tokens *tokens, const char *text, size_t len);

/* The same in steps: begins a text, and reads on until there are at least so many tokens. */
void tokens_begin(struct tokens *tokens, const char *text, size_t len);
void tokens_read_on(struct tokens *tokens, size_t n_tokens);
bool tokens_at_end(const struct tokens *tokens);

/* At the end: the text, which may have moved, goes on with another paragraph. */
void tokens_go_on(struct tokens *tokens, const char *text, size_t len);

void tokens_clear(struct tokens *tokens);

/*
 * For long lists of words, which need no tokens: is the text a word of small ASCII letters, which
 * is its own folded form, and what hash has a token of that form?
 */
bool token_is_plain(const char *text, size_t len);
uint32_t token_hash(const char *fold, size_t len);

/* Asked of most tokens, most often in vain, so they stand here to be inlined. */

/* The token's folded form, NUL-terminated. */
static inline const char *
token_text(const struct tokens *tokens, size_t i)
{
	return tokens->fold + tokens->list[i].fold;
}

static inline bool
token_is(const struct tokens *tokens, size_t i, const char *folded) /* false past the end */
{
	const char *text;

	if (i >= tokens->n)
		return false;
	text = token_text(tokens, i);
	return memcmp(text, folded, 2) == 0 && strcmp(text, folded) == 0;
}
