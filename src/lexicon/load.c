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

	/* Of the section. */
	enum cue cue;
	bool verbs;    /* a line is one, to be inflected */
	bool acts;     /* verbs of another class, which has their forms */
	uint64_t role; /* 0: not asked for yet */
	uint32_t currency, noughts;
	int topic;
	bool skip; /* it is faulty and was told */

	/* Of the line. */
	struct arena *forms; /* of its verb */
	const char **list;   /* what stands behind "=", in the reader's bytes */
	size_t n_list, cap_list;
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
	struct trie *trie = &loader->lexicon->trie;
	struct tokens *tokens = &loader->lexicon->scratch;
	uint32_t node = 0;

	tokens_read(tokens, phrase, strlen(phrase));
	if (tokens->n == 0 || tokens->n > PHRASE_WORDS_MAX) {
		fault(loader, "'%s' is no phrase: one to %d words are", phrase, PHRASE_WORDS_MAX);
		return 0;
	}
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];
		uint32_t word = trie_add_word(
			trie, tokens->fold + token->fold, token->fold_len, token->hash);

		node = i == 0 ? book_first_node(loader->lexicon, word)
			      : trie_add_step(trie, node, word);
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

/* Tells a phrase that stands twice; returns true where the new entry is not needed. */
static bool
phrase_clashes(
	struct loader *loader, uint32_t node, const struct lex_entry *entry, const char *phrase)
{
	struct lexicon *lexicon = loader->lexicon;

	for (uint32_t e = lexicon->trie.nodes[node].entry; e != 0;
		e = lexicon->entries[e - 1].next) {
		const struct lex_entry *old = &lexicon->entries[e - 1];

		if (old->type != entry->type)
			continue;
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

static bool
has_capitals(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->list[i].flags & (TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED))
			return true;
	return false;
}

/* A phrase, whose tokens are in scratch if capitals matter, gets one more meaning. */
static void
node_mean(struct loader *loader, uint32_t node, const char *phrase, struct lex_entry entry)
{
	struct lexicon *lexicon = loader->lexicon;

	entry.cased = entry.cased && has_capitals(&lexicon->scratch);
	if (entry.cased || entry.exact)
		entry.spelt = spelt_put(lexicon, &lexicon->scratch);
	if (!phrase_clashes(loader, node, &entry, phrase))
		book_mean(lexicon, node, &entry);
}

static void
phrase_put(struct loader *loader, const char *phrase, struct lex_entry entry)
{
	uint32_t node = phrase_node(loader, phrase);

	if (node != 0)
		node_mean(loader, node, phrase, entry);
}

/* A phrase of the section's class, whose case does not matter: most are one plain word. form 0: no verb. */
static void
cue_put(struct loader *loader, const char *phrase, unsigned form)
{
	struct lexicon *lexicon = loader->lexicon;
	size_t len = strlen(phrase);
	uint32_t node;

	if (token_is_plain(phrase, len)) {
		uint32_t word = trie_add_word(&lexicon->trie, phrase, len, token_hash(phrase, len));

		if (form == 0 && book_share(lexicon, word, loader->cue))
			return;
		node = book_first_node(lexicon, word);
	} else {
		node = phrase_node(loader, phrase);
	}
	if (node != 0)
		book_mean_cue(lexicon, node, loader->cue, form);
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

/* What stands behind "=" goes into the loader's list; false: it is faulty. */
static bool
line_list(struct loader *loader)
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

/* The company of this very name among the meanings of a phrase. */
static bool
company_among(const struct lexicon *lexicon, uint32_t e, const char *name, uint32_t *ret_company)
{
	for (; e != 0; e = lexicon->entries[e - 1].next) {
		const struct lex_entry *entry = &lexicon->entries[e - 1];

		if (entry->type == LEX_COMPANY &&
			strcmp(lexicon->companies[entry->ref].name, name) == 0) {
			*ret_company = entry->ref;
			return true;
		}
	}
	return false;
}

static bool
company_of(struct lexicon *lexicon, const char *name, uint32_t *ret_company)
{
	tokens_read(&lexicon->scratch, name, strlen(name));
	return company_among(lexicon, book_find(lexicon, &lexicon->scratch), name, ret_company);
}

/* Is there another name in the line, or only what is said of the first? */
static bool
has_alias(const struct loader *loader)
{
	for (size_t i = 0; i < loader->n_list; i++)
		if (!strchr(loader->list[i], ':'))
			return true;
	return false;
}

/* What a line says of its company: "ticker:NVDA", "not:Apple Valley". */
static void
company_attribute(struct loader *loader, struct company *company, uint32_t ref, const char *item)
{
	const char *text;

	if (attribute(item, "case"))
		return; /* was heard before */
	if ((text = attribute(item, "role")))
		company->roles |= role_bit(loader, text);
	else if ((text = attribute(item, "ticker")))
		phrase_put(loader, text,
			(struct lex_entry){ .type = LEX_TICKER, .ref = ref, .exact = true }),
			company->listed = true;
	else if ((text = attribute(item, "product")))
		phrase_put(loader, text,
			(struct lex_entry){ .type = LEX_PRODUCT, .ref = ref, .cased = true });
	else if ((text = attribute(item, "not")))
		phrase_put(loader, text, (struct lex_entry){ .type = LEX_NOT });
	else
		fault(loader, "'%s' is unknown: role:, ticker:, product:, case: or not:", item);
}

/* node: of the company's name, whose tokens are in scratch; 0: it has none. */
static void
company_names(struct loader *loader, struct company *company, uint32_t ref, uint32_t node)
{
	struct lex_entry entry = { .type = LEX_COMPANY, .ref = ref, .cased = true }, name;
	const char *text;

	for (size_t i = 0; i < loader->n_list; i++)
		if ((text = attribute(loader->list[i], "case")))
			take_case(loader, text, &entry);
	name = entry;
	/* "Scale AI = Scale, case:context": a name of several words is no common word. */
	name.context = entry.context && !(strpbrk(company->name, " .") && has_alias(loader));
	if (node != 0)
		node_mean(loader, node, company->name, name);
	for (size_t i = 0; i < loader->n_list; i++) {
		if (strchr(loader->list[i], ':')) {
			company_attribute(loader, company, ref, loader->list[i]);
			continue;
		}
		name.context = entry.context && !strpbrk(loader->list[i], " .");
		phrase_put(loader, loader->list[i], name);
	}
}

static void
take_company(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	const char *name = loader->reader->key;
	struct company company = { .path = loader->path, .line = loader->reader->line };
	uint32_t ref, node, meaning;

	if (!line_list(loader))
		return;
	node = phrase_node(loader, name);
	meaning = lexicon->trie.nodes[node].entry;
	if (!company_among(lexicon, meaning, name, &ref)) {
		company.name = arena_strdup(lexicon->arena, name);
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
	if (loader->role == 0)
		loader->role = role_bit(loader, loader->reader->name);
	company.roles |= loader->role;
	company_names(loader, &company, ref, node);
	lexicon->companies[ref].roles = company.roles;
	lexicon->companies[ref].listed = company.listed;
}

static void
chip_names(struct loader *loader, const char *chip, struct lex_entry entry)
{
	struct lex_entry name;
	const char *text;

	for (size_t i = 0; i < loader->n_list; i++)
		if ((text = attribute(loader->list[i], "case")))
			take_case(loader, text, &entry);
	name = entry;
	phrase_put(loader, chip, name);
	for (size_t i = 0; i < loader->n_list; i++) {
		const char *item = loader->list[i];

		name.context = entry.context && !strchr(item, ' ');
		if (!strchr(item, ':'))
			phrase_put(loader, item, name);
		else if ((text = attribute(item, "not")))
			phrase_put(loader, text, (struct lex_entry){ .type = LEX_NOT });
		else if (!attribute(item, "case"))
			fault(loader, "'%s' is unknown: case: or not:", item);
	}
}

static void
take_chip(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct chip chip = { .path = loader->path, .line = loader->reader->line };
	uint32_t ref = (uint32_t)lexicon->n_chips;

	if (!line_list(loader))
		return;
	chip.name = arena_strdup(lexicon->arena, loader->reader->key);
	chip.maker_name = arena_strdup(lexicon->arena, loader->reader->name);
	lexicon->chips = MEM_GROW(lexicon->chips, lexicon->n_chips, lexicon->cap_chips);
	lexicon->chips[lexicon->n_chips++] = chip;
	chip_names(loader, chip.name,
		(struct lex_entry){ .type = LEX_CHIP, .ref = ref, .cased = true });
}

static void
take_person(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct lex_entry entry = { .type = LEX_PERSON, .cased = true };

	if (!line_list(loader))
		return;
	lexicon->people = MEM_GROW(lexicon->people, lexicon->n_people, lexicon->cap_people);
	lexicon->people[lexicon->n_people] = loader->n_list > 1 ? LEXICON_SEVERAL : UINT32_MAX;
	entry.ref = (uint32_t)lexicon->n_people++;
	phrase_put(loader, loader->reader->key, entry);
	for (size_t i = 0; i < loader->n_list; i++) {
		loader->person_lines = MEM_GROW(
			loader->person_lines, loader->n_person_lines, loader->cap_person_lines);
		loader->person_lines[loader->n_person_lines++] = (struct person_line){
			arena_strdup(lexicon->arena, loader->list[i]),
			loader->path,
			loader->reader->line,
			loader->n_list == 1 ? entry.ref : UINT32_MAX,
		};
	}
}

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
		if ((text = attribute(loader->list[i], form->name)))
			word = text;
	return word;
}

static void
check_forms(struct loader *loader)
{
	for (size_t i = 0; i < loader->n_list; i++) {
		bool known = false;

		for (size_t f = 0; f < ARRAY_LEN(verb_forms); f++)
			known |= attribute(loader->list[i], verb_forms[f].name) != NULL;
		if (!known)
			fault(loader, "'%s' is unknown: s:, past:, done: or ing:", loader->list[i]);
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
	cue_put(loader, word, loader->acts ? 0 : form);
}

/* "supply", "take over = past:took, done:taken": the first word is inflected, the others stay. */
static void
take_verb(struct loader *loader)
{
	const char *key = loader->reader->key, *rest = strchrnul(key, ' '), *past = NULL, *verb;

	check_forms(loader);
	arena_reset(loader->forms);
	verb = arena_strndup(loader->forms, key, (size_t)(rest - key));
	verb_put(loader, key, FORM_BASE);
	for (size_t f = 0; f < ARRAY_LEN(verb_forms); f++) {
		const char *word = irregular(loader, &verb_forms[f]);

		if (!word && verb_forms[f].form == FORM_DONE)
			word = past;
		if (!word)
			word = inflect(loader->forms, verb, verb_forms[f].form);
		if (verb_forms[f].form == FORM_PAST)
			past = word;
		if (*rest)
			word = with_rest(loader->forms, word, rest);
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
static void
take_cue(struct loader *loader)
{
	if (!line_list(loader))
		return;
	if (loader->verbs) {
		take_verb(loader);
		return;
	}
	cue_put(loader, loader->reader->key, 0);
	for (size_t i = 0; i < loader->n_list; i++)
		cue_put(loader, loader->list[i], 0);
	wait_words(loader);
}

static bool
open_cues(struct loader *loader)
{
	for (int cue = CUE_NONE + 1; cue < N_CUES; cue++) {
		if (strcmp(cue_name((enum cue)cue), loader->reader->name) == 0) {
			loader->cue = (enum cue)cue;
			loader->acts = strncmp(loader->reader->name, "act.", 4) == 0;
			loader->verbs =
				loader->acts || strncmp(loader->reader->name, "verb.", 5) == 0;
			wait_words(loader);
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
open_companies(struct loader *loader)
{
	loader->role = 0;
	return open_named(loader);
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
home_put(struct loader *loader, const char *where)
{
	struct lexicon *lexicon = loader->lexicon;

	lexicon->homes = MEM_GROW(lexicon->homes, lexicon->n_homes, lexicon->cap_homes);
	lexicon->homes[lexicon->n_homes++] =
		(struct home){ .where = arena_strdup(lexicon->arena, where),
			.len = (uint32_t)strlen(where),
			.currency = loader->currency };
}

static void
take_currency(struct loader *loader)
{
	struct lex_entry entry = { .type = LEX_CURRENCY, .ref = loader->currency, .cased = true };
	const char *key = loader->reader->key;
	double rate;

	if (!line_list(loader))
		return;
	if (strcmp(key, "rate") == 0) {
		if (loader->n_list != 1 || !number_of(loader->list[0], &rate) || rate <= 0 ||
			rate > 1000)
			fault(loader, "rate is the dollars that one unit is worth, as 1.15");
		else
			loader->lexicon->currencies[loader->currency].rate =
				(int64_t)(rate * 1e6 + 0.5);
	} else if (strcmp(key, "sign") == 0) {
		for (size_t i = 0; i < loader->n_list; i++)
			phrase_put(loader, loader->list[i], entry);
	} else if (strcmp(key, "home") == 0) {
		for (size_t i = 0; i < loader->n_list; i++)
			home_put(loader, loader->list[i]);
	} else {
		fault(loader, "'%s' is unknown: rate, sign or home", key);
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
	const char *key = loader->reader->key;

	if (!line_list(loader))
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
			topic->party_roles |= role_bit(loader, item);
		else if (strcmp(key, "near") == 0)
			topic->near_roles |= role_bit(loader, item);
		else if (strcmp(key, "half") == 0)
			topic->half_roles |= role_bit(loader, item);
		else if (strcmp(key, "giant") == 0)
			topic->giant_roles |= role_bit(loader, item);
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
	{ "companies", open_companies, take_company },
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
	size_t n_waiting = loader->lexicon->waiting.n_words;

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
	if (loader->lexicon->waiting.n_words > n_waiting)
		book_wait_file(loader->lexicon, conf_reader_take(&reader));
	else
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
	struct lexicon *lexicon = book_new();
	struct loader loader = { .lexicon = lexicon, .faults = faults, .forms = arena_new() };
	size_t n_faults = faults->n;

	for (size_t i = 0; i < n_paths; i++)
		read_file(&loader, paths[i]);
	resolve(&loader);
	if (lexicon->n_weights > 0)
		qsort(lexicon->weights, lexicon->n_weights, sizeof *lexicon->weights,
			weight_compare);
	free(loader.person_lines);
	free(loader.list);
	arena_free(loader.forms);
	tokens_clear(&lexicon->scratch);
	if (faults->n > n_faults) {
		lexicon_free(lexicon);
		return NULL;
	}
	return lexicon;
}
