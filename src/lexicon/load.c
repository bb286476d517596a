/*
 * load - lexicon files into the book. Every fault is told, with file and line.
 *
 * What a line means depends on its section: a table at the end says who takes it.
 * Names of companies are resolved when all files are read, so files stand in any order.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "book.h"
#include "conf/reader.h"
#include "inflect.h"

enum { PHRASE_WORDS_MAX = 12 };

struct person_line {
	const char *company, *path;
	unsigned line;
	uint32_t sole; /* the person, where the line has one company only; or UINT32_MAX */
};

struct loader {
	struct lexicon *lexicon;
	struct conf_reader *reader;
	struct faults *faults;
	const char *path; /* of the file, in the arena: outlives the reader */
	struct person_line *person_lines;
	size_t n_person_lines, cap_person_lines;
	uint32_t plain[N_CUES]; /* by class: the entry + 1 that its phrases share */
	enum cue cue;           /* of the section */
	uint32_t currency;      /* of the section */
	uint32_t noughts;       /* of the section */
	int topic;              /* of the section */
	bool skip;              /* the section is faulty and was told */
};

PRINTF_LIKE(2, 3) static void fault(const struct loader *loader, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	faults_add(loader->faults, loader->path, loader->reader->line, "%s", text);
}

/* The node of a phrase, made where it is new; 0 and a fault where it has no words. */
static uint32_t
phrase_node(struct loader *loader, const char *phrase)
{
	struct lexicon *lexicon = loader->lexicon;
	struct tokens *tokens = &lexicon->scratch;
	uint32_t node = 0;

	tokens_read(tokens, phrase, strlen(phrase));
	if (tokens->n == 0 || tokens->n > PHRASE_WORDS_MAX) {
		fault(loader, "'%s' is no phrase: one to %d words are", phrase, PHRASE_WORDS_MAX);
		return 0;
	}
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];
		uint32_t word = trie_add_word(
			&lexicon->trie, tokens->fold + token->fold, token->fold_len, token->hash);

		node = i == 0 ? trie_add_root(&lexicon->trie, word)
			      : trie_add_step(&lexicon->trie, node, word);
	}
	return node;
}

static uint32_t
spelt_put(struct lexicon *lexicon, const struct tokens *tokens)
{
	uint32_t at = (uint32_t)lexicon->n_spelt;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];

		if (lexicon->n_spelt + token->len + 3 > lexicon->cap_spelt) {
			lexicon->cap_spelt = 2 * lexicon->cap_spelt + token->len + 4096;
			lexicon->spelt = mem_resize(lexicon->spelt, lexicon->cap_spelt, 1);
		}
		memcpy(lexicon->spelt + lexicon->n_spelt, tokens->text + token->at, token->len);
		lexicon->n_spelt += token->len;
		lexicon->spelt[lexicon->n_spelt++] = SPELT_BREAK;
	}
	lexicon->spelt[lexicon->n_spelt++] = '\0';
	return at;
}

static bool
same_spelling(const struct lexicon *lexicon, const struct lex_entry *a, const struct lex_entry *b)
{
	return strcmp(lexicon->spelt + a->spelt, lexicon->spelt + b->spelt) == 0;
}

/* Tells a phrase that stands twice, and joins the classes of one; returns true where the new entry is not needed. */
static bool
phrase_clashes(struct loader *loader, uint32_t node, struct lex_entry *entry, const char *phrase)
{
	struct lexicon *lexicon = loader->lexicon;

	for (uint32_t e = lexicon->trie.nodes[node].entry; e != 0;
		e = lexicon->entries[e - 1].next) {
		struct lex_entry *old = &lexicon->entries[e - 1];

		if (old->type != entry->type)
			continue;
		if (old->type == LEX_CUE) {
			cues_join(&old->cues, &entry->cues);
			old->form |= entry->form;
			return true;
		}
		if (old->type == LEX_NOT || (old->type == LEX_SIGN && old->ref == entry->ref &&
						    old->strength == entry->strength))
			return true;
		if (old->type != LEX_COMPANY && old->type != LEX_CHIP && old->type != LEX_PERSON &&
			old->type != LEX_CURRENCY)
			continue;
		if (old->type == LEX_COMPANY && old->ref != entry->ref &&
			!(old->exact && entry->exact && !same_spelling(lexicon, old, entry))) {
			const struct company *owner = &lexicon->companies[old->ref];

			fault(loader, "'%s' stands for %s already (%s:%u)", phrase, owner->name,
				owner->path, owner->line);
			return true;
		}
		if (old->ref == entry->ref && old->exact == entry->exact &&
			(!old->exact || same_spelling(lexicon, old, entry)))
			return true;
	}
	return false;
}

static uint32_t
entry_add(struct lexicon *lexicon, const struct lex_entry *entry)
{
	lexicon->entries = MEM_GROW(lexicon->entries, lexicon->n_entries, lexicon->cap_entries);
	lexicon->entries[lexicon->n_entries++] = *entry;
	return (uint32_t)lexicon->n_entries;
}

/* Most phrases are of one class and nothing else: those of a class share one entry. */
static uint32_t
entry_of_class(struct loader *loader, struct lex_entry entry)
{
	uint32_t *plain = &loader->plain[loader->cue];

	entry.shared = true;
	if (*plain == 0)
		*plain = entry_add(loader->lexicon, &entry);
	return *plain;
}

/* Before another meaning is put behind it, a shared entry becomes the phrase's own. */
static void
entry_unshare(struct lexicon *lexicon, uint32_t *link)
{
	struct lex_entry entry;

	if (*link == 0 || !lexicon->entries[*link - 1].shared)
		return;
	entry = lexicon->entries[*link - 1];
	entry.shared = false;
	*link = entry_add(lexicon, &entry);
}

static bool
has_capitals(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->list[i].flags & (TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED))
			return true;
	return false;
}

static void
phrase_put(struct loader *loader, const char *phrase, struct lex_entry entry)
{
	struct lexicon *lexicon = loader->lexicon;
	uint32_t node = phrase_node(loader, phrase), *first, last, added;

	if (node == 0)
		return;
	entry.cased = entry.cased && has_capitals(&lexicon->scratch);
	if (entry.cased || entry.exact)
		entry.spelt = spelt_put(lexicon, &lexicon->scratch);
	first = &lexicon->trie.nodes[node].entry;
	if (*first == 0) {
		*first = entry.type == LEX_CUE && entry.form == 0 ? entry_of_class(loader, entry)
								  : entry_add(lexicon, &entry);
		return;
	}
	entry_unshare(lexicon, first);
	if (phrase_clashes(loader, node, &entry, phrase))
		return;
	for (last = *first; lexicon->entries[last - 1].next != 0;)
		last = lexicon->entries[last - 1].next;
	added = entry_add(lexicon, &entry); /* the list may move */
	lexicon->entries[last - 1].next = added;
}

/* "role:cloud" → "cloud" for the attribute "role", else NULL. */
static const char *
attribute(const char *item, const char *name)
{
	size_t len = strlen(name);

	if (strncmp(item, name, len) != 0 || item[len] != ':')
		return NULL;
	for (item += len + 1; *item == ' '; item++)
		;
	return item;
}

/* The bit of a role; a role that is new to the lexicon gets the next one. */
static uint64_t
role_bit(struct loader *loader, const char *role)
{
	struct lexicon *lexicon = loader->lexicon;
	uint64_t bit = lexicon_role_bit(lexicon, role);

	if (bit != 0)
		return bit;
	if (lexicon->n_roles == ROLES_MAX) {
		fault(loader, "role '%s' is one too many: there may be %d", role, ROLES_MAX);
		return 0;
	}
	lexicon->roles[lexicon->n_roles] = arena_strdup(lexicon->arena, role);
	return UINT64_C(1) << lexicon->n_roles++;
}

static bool
line_list(struct loader *loader, const char ***ret_list, size_t *ret_n)
{
	*ret_list = NULL;
	*ret_n = 0;
	return !loader->reader->value || conf_value_list(loader->reader, loader->lexicon->arena,
						 ret_list, ret_n, loader->faults);
}

/* case: sets how the line's names are compared. */
static void
take_case(struct loader *loader, const char *how, struct lex_entry *entry)
{
	if (strcmp(how, "exact") == 0)
		entry->exact = true;
	else if (strcmp(how, "context") == 0)
		entry->context = true;
	else
		fault(loader, "case:%s is unknown: exact or context", how);
}

static bool
company_of(struct lexicon *lexicon, const char *name, uint32_t *ret_company)
{
	tokens_read(&lexicon->scratch, name, strlen(name));
	for (uint32_t e = book_find(lexicon, &lexicon->scratch); e != 0;
		e = lexicon->entries[e - 1].next) {
		const struct lex_entry *entry = &lexicon->entries[e - 1];

		if (entry->type == LEX_COMPANY &&
			strcmp(lexicon->companies[entry->ref].name, name) == 0) {
			*ret_company = entry->ref;
			return true;
		}
	}
	return false;
}

/* Is there another name in a line, or only what is said of the first? */
static bool
has_alias(const char **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strchr(list[i], ':'))
			return true;
	return false;
}

static void
company_names(
	struct loader *loader, struct company *company, uint32_t ref, const char **list, size_t n)
{
	struct lex_entry entry = { .type = LEX_COMPANY, .ref = ref, .cased = true }, full;
	struct lex_entry product = { .type = LEX_PRODUCT, .ref = ref, .cased = true };
	struct lex_entry ticker = { .type = LEX_TICKER, .ref = ref, .exact = true };
	struct lex_entry unless = { .type = LEX_NOT };
	const char *text;

	for (size_t i = 0; i < n; i++)
		if ((text = attribute(list[i], "case")))
			take_case(loader, text, &entry);
	full = entry;
	/* "Scale AI = Scale, case:context": a name of several words is no common word. */
	full.context = entry.context && !(strpbrk(company->name, " .") && has_alias(list, n));
	phrase_put(loader, company->name, full);
	for (size_t i = 0; i < n; i++) {
		if (attribute(list[i], "case"))
			continue;
		if ((text = attribute(list[i], "role")))
			company->roles |= role_bit(loader, text);
		else if ((text = attribute(list[i], "ticker")))
			phrase_put(loader, text, ticker), company->listed = true;
		else if ((text = attribute(list[i], "product")))
			phrase_put(loader, text, product);
		else if ((text = attribute(list[i], "not")))
			phrase_put(loader, text, unless);
		else if (strchr(list[i], ':'))
			fault(loader, "'%s' is unknown: role:, ticker:, product:, case: or not:",
				list[i]);
		else
			phrase_put(loader, list[i],
				(struct lex_entry){ .type = LEX_COMPANY,
					.ref = ref,
					.cased = true,
					.exact = entry.exact,
					.context = entry.context && !strpbrk(list[i], " .") });
	}
}

static void
take_company(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	const char *name = arena_strdup(lexicon->arena, loader->reader->key), **list;
	struct company company = {
		.name = name, .path = loader->path, .line = loader->reader->line
	};
	uint32_t ref;
	size_t n;

	if (!line_list(loader, &list, &n))
		return;
	if (!company_of(lexicon, name, &ref)) {
		ref = (uint32_t)lexicon->n_companies;
		lexicon->companies =
			MEM_GROW(lexicon->companies, lexicon->n_companies, lexicon->cap_companies);
		lexicon->companies[lexicon->n_companies++] = company;
	} else if (strcmp(lexicon->companies[ref].path, loader->path) == 0) {
		fault(loader, "company '%s' stands in line %u already", name,
			lexicon->companies[ref].line);
		return;
	}
	company = lexicon->companies[ref]; /* another file may add to it */
	company.roles |= role_bit(loader, loader->reader->name);
	company_names(loader, &company, ref, list, n);
	lexicon->companies[ref].roles = company.roles;
	lexicon->companies[ref].listed = company.listed;
}

static void
take_chip(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct lex_entry entry = { .type = LEX_CHIP, .cased = true };
	struct chip chip = { .path = loader->path, .line = loader->reader->line };
	const char **list, *text;
	size_t n;

	if (!line_list(loader, &list, &n))
		return;
	chip.name = arena_strdup(lexicon->arena, loader->reader->key);
	chip.maker_name = arena_strdup(lexicon->arena, loader->reader->name);
	entry.ref = (uint32_t)lexicon->n_chips;
	lexicon->chips = MEM_GROW(lexicon->chips, lexicon->n_chips, lexicon->cap_chips);
	lexicon->chips[lexicon->n_chips++] = chip;
	for (size_t i = 0; i < n; i++)
		if ((text = attribute(list[i], "case")))
			take_case(loader, text, &entry);
	phrase_put(loader, chip.name, entry);
	for (size_t i = 0; i < n; i++) {
		if (attribute(list[i], "case"))
			continue;
		if ((text = attribute(list[i], "not")))
			phrase_put(loader, text, (struct lex_entry){ .type = LEX_NOT });
		else if (strchr(list[i], ':'))
			fault(loader, "'%s' is unknown: case: or not:", list[i]);
		else
			phrase_put(loader, list[i],
				(struct lex_entry){ .type = LEX_CHIP,
					.ref = entry.ref,
					.cased = true,
					.exact = entry.exact,
					.context = entry.context && !strchr(list[i], ' ') });
	}
}

static void
take_person(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct lex_entry entry = { .type = LEX_PERSON, .cased = true };
	const char **list;
	size_t n;

	if (!line_list(loader, &list, &n))
		return;
	lexicon->people = MEM_GROW(lexicon->people, lexicon->n_people, lexicon->cap_people);
	lexicon->people[lexicon->n_people] = UINT32_MAX;
	entry.ref = (uint32_t)lexicon->n_people++;
	phrase_put(loader, loader->reader->key, entry);
	for (size_t i = 0; i < n; i++) {
		loader->person_lines = MEM_GROW(
			loader->person_lines, loader->n_person_lines, loader->cap_person_lines);
		loader->person_lines[loader->n_person_lines++] = (struct person_line){
			list[i],
			loader->path,
			loader->reader->line,
			n == 1 ? entry.ref : UINT32_MAX,
		};
	}
}

/* "supply", "take over = past:took, done:taken": the first word is inflected, the others stay. */
static void
take_verb(struct loader *loader, const char **list, size_t n)
{
	static const struct {
		const char *name;
		enum cue_form form;
	} forms[] = { { "s", FORM_S }, { "past", FORM_PAST }, { "done", FORM_DONE },
		{ "ing", FORM_ING } };
	struct lex_entry entry = { .type = LEX_CUE, .form = FORM_BASE };
	const char *key = loader->reader->key, *rest = strchr(key, ' '), *past = NULL;
	char *verb = arena_strndup(
		loader->lexicon->arena, key, rest ? (size_t)(rest - key) : strlen(key));

	for (size_t i = 0; i < n; i++) {
		bool known = false;

		for (size_t f = 0; f < ARRAY_LEN(forms); f++)
			known |= attribute(list[i], forms[f].name) != NULL;
		if (!known)
			fault(loader, "'%s' is unknown: s:, past:, done: or ing:", list[i]);
	}
	cues_put(&entry.cues, loader->cue);
	phrase_put(loader, key, entry);
	for (size_t f = 0; f < ARRAY_LEN(forms); f++) {
		const char *word = NULL;

		for (size_t i = 0; i < n; i++)
			word = attribute(list[i], forms[f].name) ? attribute(list[i], forms[f].name)
								 : word;
		if (!word && forms[f].form == FORM_DONE)
			word = past;
		if (!word)
			word = inflect(loader->lexicon->arena, verb, forms[f].form);
		if (forms[f].form == FORM_PAST)
			past = word;
		entry.form = (uint8_t)forms[f].form;
		if (rest)
			word = arena_printf(loader->lexicon->arena, "%s%s", word, rest);
		phrase_put(loader, word, entry);
	}
}

/* Phrases of a class; a value lists further ones. */
static void
take_cue(struct loader *loader)
{
	struct lex_entry entry = { .type = LEX_CUE };
	const char **list;
	size_t n;

	if (!line_list(loader, &list, &n))
		return;
	if (strncmp(cue_name(loader->cue), "verb.", 5) == 0) {
		take_verb(loader, list, n);
		return;
	}
	cues_put(&entry.cues, loader->cue);
	phrase_put(loader, loader->reader->key, entry);
	for (size_t i = 0; i < n; i++)
		phrase_put(loader, list[i], entry);
}

static bool
open_cues(struct loader *loader)
{
	for (int cue = CUE_NONE + 1; cue < N_CUES; cue++) {
		if (strcmp(cue_name((enum cue)cue), loader->reader->name) == 0) {
			loader->cue = (enum cue)cue;
			return true;
		}
	}
	fault(loader, "there are no cues '%s'", loader->reader->name);
	return false;
}

static bool
open_named(struct loader *loader)
{
	if (loader->reader->name[0] != '\0')
		return true;
	fault(loader, "[%s] needs a name in quotes", loader->reader->section);
	return false;
}

static bool
open_plain(struct loader *loader)
{
	(void)loader;
	return true;
}

static bool
number_of(const char *text, double *ret_number)
{
	char *end;

	errno = 0;
	*ret_number = strtod(text, &end);
	return end != text && *end == '\0' && errno == 0;
}

static bool
open_currency(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct currency currency = { 0 };

	if (strlen(loader->reader->name) != 3) {
		fault(loader, "'%s' is no currency: three letters as in \"USD\" are",
			loader->reader->name);
		return false;
	}
	memcpy(currency.code, loader->reader->name, 3);
	loader->currency = (uint32_t)lexicon->n_currencies;
	lexicon->currencies =
		MEM_GROW(lexicon->currencies, lexicon->n_currencies, lexicon->cap_currencies);
	lexicon->currencies[lexicon->n_currencies++] = currency;
	return true;
}

static void
take_currency(struct loader *loader)
{
	struct lex_entry entry = { .type = LEX_CURRENCY, .ref = loader->currency, .cased = true };
	const char *key = loader->reader->key, **list;
	double rate;
	size_t n;

	if (!line_list(loader, &list, &n))
		return;
	if (strcmp(key, "rate") == 0) {
		if (n != 1 || !number_of(list[0], &rate) || rate <= 0 || rate > 1000)
			fault(loader, "rate is the dollars that one unit is worth, as 1.15");
		else
			loader->lexicon->currencies[loader->currency].rate =
				(int64_t)(rate * 1e6 + 0.5);
	} else if (strcmp(key, "sign") == 0) {
		for (size_t i = 0; i < n; i++)
			phrase_put(loader, list[i], entry);
	} else {
		fault(loader, "'%s' is unknown: rate or sign", key);
	}
}

static bool
open_scale(struct loader *loader)
{
	double noughts;

	if (!number_of(loader->reader->name, &noughts) || noughts < 0 || noughts > 15) {
		fault(loader, "[scale] needs the number of noughts in quotes, as \"6\"");
		return false;
	}
	loader->noughts = (uint32_t)noughts;
	return true;
}

static void
take_scale(struct loader *loader)
{
	phrase_put(loader, loader->reader->key,
		(struct lex_entry){ .type = LEX_SCALE, .ref = loader->noughts });
}

static bool
open_topic(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;

	if (!open_named(loader))
		return false;
	loader->topic = lexicon_topic(lexicon, loader->reader->name);
	if (loader->topic >= 0)
		return true;
	if (lexicon->n_topics == LEXICON_TOPICS_MAX) {
		fault(loader, "a topic too many: there may be %d", LEXICON_TOPICS_MAX);
		return false;
	}
	loader->topic = (int)lexicon->n_topics;
	lexicon->topics[lexicon->n_topics++].name =
		arena_strdup(lexicon->arena, loader->reader->name);
	return true;
}

static void
take_topic(struct loader *loader)
{
	struct topic *topic = &loader->lexicon->topics[loader->topic];
	struct lex_entry entry = { .type = LEX_SIGN, .ref = (uint32_t)loader->topic };
	const char *key = loader->reader->key, **list;
	size_t n;

	if (!line_list(loader, &list, &n))
		return;
	if (strcmp(key, "sign") == 0)
		entry.strength = SIGN_STRONG;
	else if (strcmp(key, "weak-sign") == 0)
		entry.strength = SIGN_WEAK;
	else if (strcmp(key, "name") == 0)
		entry.strength = SIGN_NAME;
	for (size_t i = 0; i < n; i++) {
		if (entry.strength != 0)
			phrase_put(loader, list[i], entry);
		else if (strcmp(key, "party") == 0)
			topic->party_roles |= role_bit(loader, list[i]);
		else if (strcmp(key, "near") == 0)
			topic->near_roles |= role_bit(loader, list[i]);
		else if (strcmp(key, "half") == 0)
			topic->half_roles |= role_bit(loader, list[i]);
		else if (strcmp(key, "giant") == 0)
			topic->giant_roles |= role_bit(loader, list[i]);
	}
	if (entry.strength == 0 && strcmp(key, "party") != 0 && strcmp(key, "near") != 0 &&
		strcmp(key, "half") != 0 && strcmp(key, "giant") != 0)
		fault(loader, "'%s' is unknown: party, half, near, giant, sign, weak-sign or name",
			key);
}

static void
take_weight(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct weight weight = { .name = arena_strdup(lexicon->arena, loader->reader->key) };

	if (!loader->reader->value || !number_of(loader->reader->value, &weight.value)) {
		fault(loader, "a weight is a number, as 1.25");
		return;
	}
	lexicon->weights = MEM_GROW(lexicon->weights, lexicon->n_weights, lexicon->cap_weights);
	lexicon->weights[lexicon->n_weights++] = weight;
}

static const struct section {
	const char *name;
	bool (*open)(struct loader *loader);
	void (*take)(struct loader *loader);
} sections[] = {
	{ "companies", open_named, take_company },
	{ "chips", open_named, take_chip },
	{ "people", open_plain, take_person },
	{ "cues", open_cues, take_cue },
	{ "topic", open_topic, take_topic },
	{ "currency", open_currency, take_currency },
	{ "scale", open_scale, take_scale },
	{ "weights", open_plain, take_weight },
};

static const struct section *
section_of(struct loader *loader)
{
	for (size_t i = 0; i < ARRAY_LEN(sections); i++)
		if (strcmp(sections[i].name, loader->reader->section) == 0)
			return &sections[i];
	fault(loader,
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
			fault(loader, "'%s' stands before the first section", reader.key);
		}
	}
	conf_reader_close(&reader);
	loader->reader = NULL;
}

/* Names of companies that other lines mention; all files are read by now. */
static void
resolve(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	uint32_t ref;

	for (size_t i = 0; i < lexicon->n_chips; i++) {
		struct chip *chip = &lexicon->chips[i];

		chip->maker = UINT32_MAX;
		if (strcmp(chip->maker_name, "various") == 0)
			continue;
		if (!company_of(lexicon, chip->maker_name, &chip->maker))
			faults_add(loader->faults, chip->path, chip->line,
				"chip maker '%s' is no company of the lexicon", chip->maker_name);
	}
	for (size_t i = 0; i < loader->n_person_lines; i++) {
		const struct person_line *line = &loader->person_lines[i];

		if (!company_of(lexicon, line->company, &ref))
			faults_add(loader->faults, line->path, line->line,
				"'%s' is no company of the lexicon", line->company);
		else if (line->sole != UINT32_MAX)
			lexicon->people[line->sole] = ref;
	}
}

static int
weight_compare(const void *a, const void *b)
{
	return strcmp(((const struct weight *)a)->name, ((const struct weight *)b)->name);
}

struct lexicon *
lexicon_load(const char *const *paths, size_t n_paths, struct faults *faults)
{
	struct lexicon *lexicon = mem_new(sizeof *lexicon);
	struct loader loader = { .lexicon = lexicon, .faults = faults };
	size_t n_faults = faults->n;

	lexicon->arena = arena_new();
	trie_init(&lexicon->trie);
	for (size_t i = 0; i < n_paths; i++)
		read_file(&loader, paths[i]);
	resolve(&loader);
	if (lexicon->n_weights > 0)
		qsort(lexicon->weights, lexicon->n_weights, sizeof *lexicon->weights,
			weight_compare);
	free(loader.person_lines);
	tokens_clear(&lexicon->scratch);
	if (faults->n > n_faults) {
		lexicon_free(lexicon);
		return NULL;
	}
	return lexicon;
}
