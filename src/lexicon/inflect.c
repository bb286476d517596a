#include "inflect.h"

#include <stdbool.h>
#include <string.h>

static bool
is_vowel(char c)
{
	return strchr("aeiou", c) != NULL && c != '\0';
}

static bool
ends_with(const char *word, const char *end)
{
	size_t len = strlen(word), n = strlen(end);

	return len >= n && strcmp(word + len - n, end) == 0;
}

static bool
ends_consonant_y(const char *word)
{
	size_t len = strlen(word);

	return len >= 2 && word[len - 1] == 'y' && !is_vowel(word[len - 2]);
}

static const char *
inflect_s(struct arena *arena, const char *verb)
{
	int len = (int)strlen(verb);

	if (ends_consonant_y(verb))
		return arena_printf(arena, "%.*sies", len - 1, verb);
	if (ends_with(verb, "s") || ends_with(verb, "x") || ends_with(verb, "z") ||
		ends_with(verb, "ch") || ends_with(verb, "sh") || ends_with(verb, "o"))
		return arena_printf(arena, "%ses", verb);
	return arena_printf(arena, "%ss", verb);
}

static const char *
inflect_ed(struct arena *arena, const char *verb)
{
	int len = (int)strlen(verb);

	if (ends_consonant_y(verb))
		return arena_printf(arena, "%.*sied", len - 1, verb);
	return arena_printf(arena, ends_with(verb, "e") ? "%sd" : "%sed", verb);
}

static const char *
inflect_ing(struct arena *arena, const char *verb)
{
	int len = (int)strlen(verb);

	if (ends_with(verb, "ie"))
		return arena_printf(arena, "%.*sying", len - 2, verb);
	if (ends_with(verb, "e") && !ends_with(verb, "ee"))
		return arena_printf(arena, "%.*sing", len - 1, verb);
	return arena_printf(arena, "%sing", verb);
}

const char *
inflect(struct arena *arena, const char *verb, enum cue_form form)
{
	switch (form) {
	case FORM_S:
		return inflect_s(arena, verb);
	case FORM_PAST:
	case FORM_DONE:
		return inflect_ed(arena, verb);
	case FORM_ING:
		return inflect_ing(arena, verb);
	default:
		return verb;
	}
}
