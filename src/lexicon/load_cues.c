/*
 * load_cues - classes of phrase; of verbs, all forms of each.
 */
#include <string.h>

#include "inflect.h"
#include "load.h"

static const struct verb_form {
	const char *name;
	enum cue_form form;
} verb_forms[] = { { "s", FORM_S }, { "past", FORM_PAST }, { "done", FORM_DONE },
	{ "ing", FORM_ING } };

/* "past:took" in the verb's line; NULL: it is regular. */
static const char *
irregular(struct loader *loader, const struct verb_form *form)
{
	const char *word = NULL, *text;

	for (size_t i = 0; i < loader->n_list; i++)
		if ((text = item_attribute(loader->list[i], form->name)))
			word = text;
	return word;
}

static void
check_forms(struct loader *loader)
{
	for (size_t i = 0; i < loader->n_list; i++) {
		bool known = false;

		for (size_t f = 0; f < ARRAY_LEN(verb_forms); f++)
			known |= item_attribute(loader->list[i], verb_forms[f].name) != NULL;
		if (!known)
			loader_fault(loader,
				"'%s' is unknown: s:, past:, done: or ing:", loader->list[i]);
	}
}

/* "took" and " over". */
static const char *
with_rest(struct arena *arena, const char *word, const char *rest)
{
	size_t len = strlen(word), n = strlen(rest) + 1;
	char *whole = arena_alloc(arena, len + n);

	memcpy(whole, word, len);
	memcpy(whole + len, rest, n);
	return whole;
}

static void
verb_put(struct loader *loader, const char *word, enum cue_form form)
{
	phrase_put_cue(loader, word, loader->acts ? 0 : form);
}

/* "supply", "take over = past:took, done:taken": the first word is inflected, the others stay. */
static void
take_verb(struct loader *loader)
{
	struct arena *forms = loader->lexicon->waiting.forms;
	const char *key = loader->reader->key, *rest = strchrnul(key, ' '), *past = NULL, *verb;

	check_forms(loader);
	verb = arena_strndup(forms, key, (size_t)(rest - key));
	verb_put(loader, key, FORM_BASE);
	for (size_t f = 0; f < ARRAY_LEN(verb_forms); f++) {
		const char *word = irregular(loader, &verb_forms[f]);

		if (!word && verb_forms[f].form == FORM_DONE)
			word = past;
		if (!word)
			word = inflect(forms, verb, verb_forms[f].form);
		if (verb_forms[f].form == FORM_PAST)
			past = word;
		if (*rest)
			word = with_rest(forms, word, rest);
		verb_put(loader, word, verb_forms[f].form);
	}
}

/* Common words stand in long lists, a line each: these wait. */
static void
wait_words(struct loader *loader)
{
	char *words;
	size_t n;

	if (loader->cue != CUE_WORD_COMMON)
		return;
	n = conf_reader_words(loader->reader, &words);
	if (n > 0)
		book_wait_words(loader->lexicon, words, n);
}

/* Phrases of a class; a value lists further ones. */
void
cue_take(struct loader *loader)
{
	if (!loader_list(loader))
		return;
	if (loader->verbs) {
		take_verb(loader);
		return;
	}
	phrase_put_cue(loader, loader->reader->key, 0);
	for (size_t i = 0; i < loader->n_list; i++)
		phrase_put_cue(loader, loader->list[i], 0);
	wait_words(loader);
}

bool
cues_open(struct loader *loader)
{
	/* Files have the classes much in the order of their list, so the next one is tried first. */
	for (unsigned i = 1; i <= N_CUES; i++) {
		enum cue cue = (enum cue)((loader->cue + i) % N_CUES);

		if (cue != CUE_NONE && strcmp(cue_name(cue), loader->reader->name) == 0) {
			loader->cue = cue;
			loader->acts = strncmp(loader->reader->name, "act.", 4) == 0;
			loader->verbs =
				loader->acts || strncmp(loader->reader->name, "verb.", 5) == 0;
			wait_words(loader);
			return true;
		}
	}
	loader_fault(loader, "there are no cues '%s'", loader->reader->name);
	return false;
}
