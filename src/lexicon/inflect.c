#include "inflect.h"

#include <stdbool.h>
#include <string.h>

static bool
is_vowel(char c)
{
	return strchr("aeiou", c) != NULL && c != '\0';
}

static bool
ends_with(const char *verb, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && memcmp(verb + len - n, end, n) == 0;
}

static bool
ends_consonant_y(const char *verb, size_t len)
{
	return len >= 2 && verb[len - 1] == 'y' && !is_vowel(verb[len - 2]);
}

/* So many letters of the verb, and an ending. */
static const char *
with_ending(struct arena *arena, const char *verb, size_t len, const char *ending)
{
	size_t n = strlen(ending);
	char *word = arena_alloc(arena, len + n + 1);

	memcpy(word, verb, len);
	memcpy(word + len, ending, n + 1);
	return word;
}

static const char *
inflect_s(struct arena *arena, const char *verb, size_t len)
{
	static const char *const hissing[] = { "s", "x", "z", "ch", "sh", "o" };

	if (ends_consonant_y(verb, len))
		return with_ending(arena, verb, len - 1, "ies");
	for (size_t i = 0; i < ARRAY_LEN(hissing); i++)
		if (ends_with(verb, len, hissing[i]))
			return with_ending(arena, verb, len, "es");
	return with_ending(arena, verb, len, "s");
}

static const char *
inflect_ed(struct arena *arena, const char *verb, size_t len)
{
	if (ends_consonant_y(verb, len))
		return with_ending(arena, verb, len - 1, "ied");
	return with_ending(arena, verb, len, ends_with(verb, len, "e") ? "d" : "ed");
}

static const char *
inflect_ing(struct arena *arena, const char *verb, size_t len)
{
	if (ends_with(verb, len, "ie"))
		return with_ending(arena, verb, len - 2, "ying");
	if (ends_with(verb, len, "e") && !ends_with(verb, len, "ee"))
		return with_ending(arena, verb, len - 1, "ing");
	return with_ending(arena, verb, len, "ing");
}

const char *
inflect(struct arena *arena, const char *verb, enum cue_form form)
{
	size_t len = strlen(verb);

	switch (form) {
	case FORM_S:
		return inflect_s(arena, verb, len);
	case FORM_PAST:
	case FORM_DONE:
		return inflect_ed(arena, verb, len);
	case FORM_ING:
		return inflect_ing(arena, verb, len);
	default:
		return verb;
	}
}
