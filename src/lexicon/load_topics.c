/*
 * load_topics - what a topic is made of, and the weights of the rules.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "load.h"

bool
topic_open(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;

	if (!named_open(loader))
		return false;
	loader->topic = lexicon_topic(lexicon, loader->reader->name);
	if (loader->topic >= 0)
		return true;
	if (lexicon->n_topics == LEXICON_TOPICS_MAX) {
		loader_fault(loader, "a topic too many: there may be %d", LEXICON_TOPICS_MAX);
		return false;
	}
	loader->topic = (int)lexicon->n_topics;
	lexicon->topics[lexicon->n_topics++].name =
		arena_strdup(lexicon->arena, loader->reader->name);
	return true;
}

void
topic_take(struct loader *loader)
{
	struct topic *topic = &loader->lexicon->topics[loader->topic];
	struct lex_entry entry = { .type = LEX_SIGN, .ref = (uint32_t)loader->topic };
	const char *key = loader->reader->key;

	if (!loader_list(loader))
		return;
	if (strcmp(key, "sign") == 0)
		entry.strength = SIGN_STRONG;
	else if (strcmp(key, "weak-sign") == 0)
		entry.strength = SIGN_WEAK;
	else if (strcmp(key, "name") == 0)
		entry.strength = SIGN_NAME;
	for (size_t i = 0; i < loader->n_list; i++) {
		const char *item = loader->list[i];

		if (entry.strength != 0)
			phrase_put(loader, item, entry);
		else if (strcmp(key, "party") == 0)
			topic->party_roles |= loader_role(loader, item);
		else if (strcmp(key, "near") == 0)
			topic->near_roles |= loader_role(loader, item);
		else if (strcmp(key, "half") == 0)
			topic->half_roles |= loader_role(loader, item);
		else if (strcmp(key, "giant") == 0)
			topic->giant_roles |= loader_role(loader, item);
	}
	if (entry.strength == 0 && strcmp(key, "party") != 0 && strcmp(key, "near") != 0 &&
		strcmp(key, "half") != 0 && strcmp(key, "giant") != 0)
		loader_fault(loader,
			"'%s' is unknown: party, half, near, giant, sign, weak-sign or name", key);
}

void
weight_take(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct weight weight = { .name = arena_strdup(lexicon->arena, loader->reader->key),
		.path = loader->path,
		.line = loader->reader->line };

	if (!loader->reader->value || !number_read(loader->reader->value, &weight.value)) {
		loader_fault(loader, "a weight is a number, as 1.25");
		return;
	}
	lexicon->weights = MEM_GROW(lexicon->weights, lexicon->n_weights, lexicon->cap_weights);
	lexicon->weights[lexicon->n_weights++] = weight;
}

static int
weight_compare(const void *a, const void *b)
{
	return strcmp(((const struct weight *)a)->name, ((const struct weight *)b)->name);
}

void
weights_sort(struct lexicon *lexicon)
{
	if (lexicon->n_weights > 0)
		qsort(lexicon->weights, lexicon->n_weights, sizeof *lexicon->weights,
			weight_compare);
}
