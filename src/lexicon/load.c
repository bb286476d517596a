/*
 * load - lexicon files into the book. Every fault is told, with file and line.
 *
 * What a line means depends on its section: a table says who takes it.
 */
#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
loader_fault(const struct loader *loader, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	faults_add(loader->faults, loader->path, loader->reader->line, "%s", text);
}

const char *
item_attribute(const char *item, const char *name)
{
	for (; *name != '\0'; name++, item++)
		if (*item != *name)
			return NULL;
	if (*item != ':')
		return NULL;
	do
		item++;
	while (*item == ' ');
	return item;
}

bool
loader_list(struct loader *loader)
{
	size_t n_faults = loader->faults->n;
	char *at = loader->reader->value;
	const char *element;

	loader->n_list = 0;
	while (at && (element = conf_value_element(loader->reader, &at, loader->faults))) {
		loader->list = MEM_GROW(loader->list, loader->n_list, loader->cap_list);
		loader->list[loader->n_list++] = element;
	}
	return loader->faults->n == n_faults;
}

bool
number_read(const char *text, double *ret_number)
{
	char *end;

	errno = 0;
	*ret_number = strtod(text, &end);
	return end != text && *end == '\0' && errno == 0;
}

bool
named_open(struct loader *loader)
{
	if (loader->reader->name[0] != '\0')
		return true;
	loader_fault(loader, "[%s] needs a name in quotes", loader->reader->section);
	return false;
}

static bool
plain_open(struct loader *loader)
{
	(void)loader;
	return true;
}

static const struct section {
	const char *name;
	bool (*open)(struct loader *loader);
	void (*take)(struct loader *loader);
} sections[] = {
	{ "companies", companies_open, company_take },
	{ "chips", named_open, chip_take },
	{ "people", plain_open, person_take },
	{ "cues", cues_open, cue_take },
	{ "topic", topic_open, topic_take },
	{ "currency", currency_open, currency_take },
	{ "scale", scale_open, scale_take },
	{ "weights", plain_open, weight_take },
};

static const struct section *
section_of(struct loader *loader)
{
	for (size_t i = 0; i < ARRAY_LEN(sections); i++)
		if (strcmp(sections[i].name, loader->reader->section) == 0)
			return &sections[i];
	loader_fault(loader,
		"section '%s' is unknown: companies, chips, people, cues, topic, currency, scale "
		"or weights",
		loader->reader->section);
	return NULL;
}

static void
read_file(struct loader *loader, const char *path)
{
	const struct section *section = NULL;
	struct conf_reader reader = { 0 };
	enum conf_line_kind kind;
	struct err err;
	const struct waiting *waiting = &loader->lexicon->waiting;
	size_t n_waiting = waiting->n_words + waiting->n_phrases;

	if (!conf_reader_open(&reader, path, &err)) {
		faults_add(loader->faults, path, 0, "%s", err.text);
		return;
	}
	loader->reader = &reader;
	loader->path = arena_strdup(loader->lexicon->arena, path);
	while ((kind = conf_reader_next(&reader, loader->faults)) != CONF_END) {
		if (kind == CONF_SECTION) {
			section = section_of(loader);
			loader->skip = !section || !section->open(loader);
		} else if (section && !loader->skip) {
			section->take(loader);
		} else if (!loader->skip) {
			loader_fault(loader, "'%s' stands before the first section", reader.key);
		}
	}
	if (waiting->n_words + waiting->n_phrases > n_waiting)
		book_wait_file(loader->lexicon, conf_reader_take(&reader));
	else
		conf_reader_close(&reader);
	loader->reader = NULL;
}

struct lexicon *
lexicon_load(const char *const *paths, size_t n_paths, struct faults *faults)
{
	struct lexicon *lexicon = book_new();
	struct loader loader = { .lexicon = lexicon, .faults = faults };
	size_t n_faults = faults->n;

	for (size_t i = 0; i < n_paths; i++)
		read_file(&loader, paths[i]);
	names_resolve(&loader);
	weights_sort(lexicon);
	free(loader.person_lines);
	free(loader.list);
	tokens_clear(&lexicon->scratch);
	if (faults->n > n_faults) {
		lexicon_free(lexicon);
		return NULL;
	}
	return lexicon;
}
