/*
 * fold - the folded form of a token and its hash: how two spellings of a word are told to be one.
 *
 * A form is put behind those that the tokens have, a NUL behind it. Done for every word of every
 * story, so what ASCII needs stands here to be inlined, eight bytes at a time.
 */
#pragma once

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/bytes.h"
#include "text/token.h"

void fold_grow(struct tokens *tokens, size_t len);

/* Room for so many bytes more, and for the eight that a hash reads at once. */
static inline char *
fold_reserve(struct tokens *tokens, size_t len)
{
	if (tokens->n_fold + len + sizeof(uint64_t) > tokens->cap_fold)
		fold_grow(tokens, len);
	return tokens->fold + tokens->n_fold;
}

enum { EIGHT = sizeof(uint64_t) };

#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

/* Takes eight bytes of a word, with more to come, into its hash. */
static inline uint64_t
hash_eight(uint64_t hash, uint64_t eight)
{
	hash = (hash ^ eight) * HASH_FACTOR;
	return hash ^ hash >> 32;
}

/* The hash of a word with its last bytes, one to eight, and noughts behind them. */
static inline uint32_t
hash_last(uint64_t hash, uint64_t eight)
{
	return (uint32_t)((hash ^ eight) * HASH_FACTOR >> 32);
}

/* The same, whatever stands behind them. */
static inline uint32_t
hash_end(uint64_t hash, uint64_t eight, size_t len)
{
	if (len < EIGHT)
		eight = le64toh(eight) & ((UINT64_C(1) << 8 * len) - 1);
	return hash_last(hash, eight);
}

/* Reads up to eight bytes behind the end: see fold_reserve. */
static inline uint32_t
hash_fold(const char *bytes, size_t len)
{
	uint64_t hash = len;

	for (; len > EIGHT; bytes += EIGHT, len -= EIGHT)
		hash = hash_eight(hash, bytes_at(bytes));
	return hash_end(hash, bytes_at(bytes), len);
}

/* Eight bytes of the text, or as many as there are. */
static inline uint64_t
bytes_until(const char *text, uint32_t left)
{
	uint64_t word = 0;

	if (left >= EIGHT)
		return bytes_at(text);
	memcpy(&word, text, left);
	return word;
}

/*
 * Folds ASCII letters and marks, a NUL behind them, out
 * of `left` bytes that may be read; returns their hash.
 */
static inline uint32_t
fold_ascii(struct tokens *tokens, const char *text, uint32_t len, uint32_t left)
{
	char *out = fold_reserve(tokens, len + 1);
	uint64_t hash = len, word = bytes_lower(bytes_until(text, left));

	tokens->n_fold += len + 1;
	memcpy(out, &word, EIGHT);
	for (; len > EIGHT; len -= EIGHT) {
		hash = hash_eight(hash, word);
		text += EIGHT;
		left -= EIGHT;
		out += EIGHT;
		word = bytes_lower(bytes_until(text, left));
		memcpy(out, &word, EIGHT);
	}
	out[len] = '\0';
	return hash_end(hash, word, len);
}

/* The same of a number, without its thousands' commas. */
uint32_t fold_number(struct tokens *tokens, const char *text, uint32_t len);

/* The same of bytes that hold more than ASCII. */
uint32_t fold_foreign(struct tokens *tokens, const char *text, uint32_t len);
