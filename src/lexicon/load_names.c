/*
 * load_names - companies with their roles, chips with their makers, people with their companies.
 *
 * Whom a line names is found when all files are read, so files stand in any order.
 */
#include <string.h>

#include "base/mem.h"
#include "load.h"

uint64_t
loader_role(struct loader *loader, const char *role)
{
	struct lexicon *lexicon = loader->lexicon;
	uint64_t bit = lexicon_role_bit(lexicon, role);

	if (bit != 0)
		return bit;
	if (lexicon->n_roles == ROLES_MAX) {
		loader_fault(loader, "role '%s' is one too many: there may be %d", role, ROLES_MAX);
		return 0;
	}
	lexicon->roles[lexicon->n_roles] = arena_strdup(lexicon->arena, role);
	return UINT64_C(1) << lexicon->n_roles++;
}

bool
companies_open(struct loader *loader)
{
	loader->role = 0;
	return named_open(loader);
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
		loader_fault(loader, "case:%s is unknown: exact or context", how);
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

	if (item_attribute(item, "case"))
		return; /* was heard before */
	if ((text = item_attribute(item, "role")))
		company->roles |= loader_role(loader, text);
	else if ((text = item_attribute(item, "ticker")))
		phrase_put(loader, text,
			(struct lex_entry){ .type = LEX_TICKER, .ref = ref, .exact = true }),
			company->listed = true;
	else if ((text = item_attribute(item, "product")))
		phrase_put(loader, text,
			(struct lex_entry){ .type = LEX_PRODUCT, .ref = ref, .cased = true });
	else if ((text = item_attribute(item, "not")))
		phrase_put(loader, text, (struct lex_entry){ .type = LEX_NOT });
	else
		loader_fault(
			loader, "'%s' is unknown: role:, ticker:, product:, case: or not:", item);
}

/* node: of the company's name, whose tokens are in scratch; 0: it has none. */
static void
company_names(struct loader *loader, struct company *company, uint32_t ref, uint32_t node)
{
	struct lex_entry entry = { .type = LEX_COMPANY, .ref = ref, .cased = true }, name;
	const char *text;

	for (size_t i = 0; i < loader->n_list; i++)
		if ((text = item_attribute(loader->list[i], "case")))
			take_case(loader, text, &entry);
	name = entry;
	/* "Scale AI = Scale, case:context": a name of several words is no common word. */
	name.context = entry.context && !(strpbrk(company->name, " .") && has_alias(loader));
	if (node != 0)
		phrase_mean(loader, node, company->name, name);
	for (size_t i = 0; i < loader->n_list; i++) {
		if (strchr(loader->list[i], ':')) {
			company_attribute(loader, company, ref, loader->list[i]);
			continue;
		}
		name.context = entry.context && !strpbrk(loader->list[i], " .");
		phrase_put(loader, loader->list[i], name);
	}
}

void
company_take(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	const char *name = loader->reader->key;
	struct company company = { .path = loader->path, .line = loader->reader->line };
	uint32_t ref, node, meaning;

	if (!loader_list(loader))
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
		loader_fault(loader, "company '%s' stands in line %u already", name,
			lexicon->companies[ref].line);
		return;
	}
	company = lexicon->companies[ref]; /* another file may add to it */
	if (loader->role == 0)
		loader->role = loader_role(loader, loader->reader->name);
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
		if ((text = item_attribute(loader->list[i], "case")))
			take_case(loader, text, &entry);
	name = entry;
	phrase_put(loader, chip, name);
	for (size_t i = 0; i < loader->n_list; i++) {
		const char *item = loader->list[i];

		name.context = entry.context && !strchr(item, ' ');
		if (!strchr(item, ':'))
			phrase_put(loader, item, name);
		else if ((text = item_attribute(item, "not")))
			phrase_put(loader, text, (struct lex_entry){ .type = LEX_NOT });
		else if (!item_attribute(item, "case"))
			loader_fault(loader, "'%s' is unknown: case: or not:", item);
	}
}

void
chip_take(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct chip chip = { .path = loader->path, .line = loader->reader->line };
	uint32_t ref = (uint32_t)lexicon->n_chips;

	if (!loader_list(loader))
		return;
	chip.name = arena_strdup(lexicon->arena, loader->reader->key);
	chip.maker_name = arena_strdup(lexicon->arena, loader->reader->name);
	lexicon->chips = MEM_GROW(lexicon->chips, lexicon->n_chips, lexicon->cap_chips);
	lexicon->chips[lexicon->n_chips++] = chip;
	chip_names(loader, chip.name,
		(struct lex_entry){ .type = LEX_CHIP, .ref = ref, .cased = true });
}

void
person_take(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct lex_entry entry = { .type = LEX_PERSON, .cased = true };

	if (!loader_list(loader))
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

void
names_resolve(struct loader *loader)
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
