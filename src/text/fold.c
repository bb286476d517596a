/*
 * fold - folded forms that the Unicode library makes, and those of numbers.
 */
#include "fold.h"

#include <utf8proc.h>

#include "base/mem.h"
#include "rune.h"

enum {
	FOLD_RUNES_MAX = 256, /* what more a word is decomposed to is not kept */
	RUNE_BYTES_MAX = 4,
};

void
fold_grow(struct tokens *tokens, size_t len)
{
	tokens->cap_fold = 2 * (tokens->n_fold + len) + 1024;
	tokens->fold = mem_resize(tokens->fold, tokens->cap_fold, 1);
}

/* Thousands' commas go. Returns how long the number is without them. */
static size_t
without_commas(char *out, const char *text, uint32_t len)
{
	const char *first = out;

	for (uint32_t i = 0; i < len; i++)
		if (text[i] != ',')
			*out++ = text[i];
	return (size_t)(out - first);
}

uint32_t
fold_number(struct tokens *tokens, const char *text, uint32_t len)
{
	char *first = fold_reserve(tokens, len + 1);
	size_t n = without_commas(first, text, len);

	first[n] = '\0';
	tokens->n_fold += n + 1;
	return hash_fold(first, n);
}

uint32_t
fold_foreign(struct tokens *tokens, const char *text, uint32_t len)
{
	static const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPAT |
					     UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
					     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t runes[FOLD_RUNES_MAX];
	utf8proc_uint8_t *first, *out;
	utf8proc_ssize_t n = utf8proc_decompose(
		(const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, runes, FOLD_RUNES_MAX, how);

	if (n > FOLD_RUNES_MAX)
		n = FOLD_RUNES_MAX;
	if (n < 0)
		n = 0;
	first = out = (utf8proc_uint8_t *)fold_reserve(tokens, RUNE_BYTES_MAX * (size_t)n + 1);
	for (utf8proc_ssize_t i = 0; i < n; i++) {
		if (rune_is_apostrophe((unsigned)runes[i]))
			runes[i] = '\'';
		out += utf8proc_encode_char(runes[i], out);
	}
	*out = '\0';
	tokens->n_fold += (size_t)(out - first) + 1;
	return hash_fold((const char *)first, (size_t)(out - first));
}
