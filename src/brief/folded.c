/*
 * folded - a text made ready to have many phrases looked for in it.
 */
#include "folded.h"

#include <string.h>

static unsigned
pair_of(char first, char second)
{
	return ((unsigned char)first * 37u + (unsigned char)second) % FOLDED_PAIRS;
}

static char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

void
folded_init(struct folded *folded, const char *text)
{
	size_t len = 0;
	char *lower;

	folded->text = text;
	memset(folded->pairs, 0, sizeof folded->pairs);
	lower = folded->lower;
	for (; text[len] && len + 1 < sizeof folded->lower; len++) {
		lower[len] = ascii_lower(text[len]);
		if (len > 0)
			folded->pairs[pair_of(lower[len - 1], lower[len])] = true;
	}
	lower[len] = '\0';
}

bool
folded_names(const struct folded *folded, const char *name)
{
	for (const char *at = name; at[0] && at[1]; at++)
		if (!folded->pairs[pair_of(ascii_lower(at[0]), ascii_lower(at[1]))])
			return false;
	return strcasestr(folded->text, name) != NULL;
}

static bool
folded_has(const struct folded *folded, const char *phrase)
{
	for (const char *at = phrase; at[0] && at[1]; at++)
		if (!folded->pairs[pair_of(at[0], at[1])])
			return false;
	return strstr(folded->lower, phrase) != NULL;
}

unsigned
folded_count(const struct folded *folded, const char *const *phrases, size_t n)
{
	unsigned found = 0;

	for (size_t i = 0; i < n; i++)
		found += folded_has(folded, phrases[i]);
	return found;
}

bool
folded_has_any(const struct folded *folded, const char *const *phrases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (folded_has(folded, phrases[i]))
			return true;
	return false;
}
