/*
 * keydoc - what the keys' table says, for people: the sample configuration, the
 * lists of dealwatch.conf(5), the tables of the README.
 *
 *	keydoc sample | keydoc mdoc SECTION | keydoc markdown SECTION
 *
 * A tool of the build; `make keys` compares, `make keys-write` renews.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "conf/keys.h"

enum { WIDTH = 78 };

/* What the sample sets; all other keys stand there as comments. */
static const struct {
	enum key_section section;
	const char *name, *value;
} live[] = {
	{ SECTION_FEED, "url", "https://techcrunch.com/category/artificial-intelligence/feed/" },
	{ SECTION_FEED, "name", "TechCrunch" },
	{ SECTION_WATCH, "topics", "ai" },
	{ SECTION_NOTIFY, "type", "stdout" },
};

static const char *const names[N_SECTIONS] = {
	[SECTION_FEED] = "techcrunch-ai",
	[SECTION_WATCH] = "ai-deals",
	[SECTION_NOTIFY] = "log",
};

static const char *
live_value(const struct key *key)
{
	for (size_t i = 0; i < ARRAY_LEN(live); i++)
		if (live[i].section == key->section && !strcmp(live[i].name, key->name))
			return live[i].value;
	return NULL;
}

/* Words to lines that begin with "# ". */
static void
print_comment(const char *text)
{
	size_t column = 0;

	while (*text) {
		size_t len = strcspn(text, " ");

		if (column && column + 1 + len > WIDTH) {
			putchar('\n');
			column = 0;
		}
		column += (size_t)printf("%s%.*s", column ? " " : "# ", (int)len, text);
		text += len + (text[len] == ' ');
	}
	putchar('\n');
}

static void
print_sample_section(enum key_section section)
{
	putchar('\n');
	print_comment(key_section_help(section));
	if (names[section])
		printf("[%s \"%s\"]\n", key_section_name(section), names[section]);
	else
		printf("[%s]\n", key_section_name(section));
	for (size_t i = 0; i < key_table_len; i++) {
		const struct key *key = &key_table[i];
		const char *value;

		if (key->section != section)
			continue;
		putchar('\n');
		print_comment(key->help);
		if (key->types)
			printf("# Of type: %s\n", key->types);
		value = live_value(key);
		if (value)
			printf("%s = %s\n", key->name, value);
		else
			printf("#%s = %s\n", key->name,
				key->otherwise ? key->otherwise : key->example);
	}
}

static void
print_sample(void)
{
	printf("# dealwatch.conf - which feeds are watched, for which deals, and who is told.\n"
	       "#\n"
	       "# All is told in dealwatch.conf(5). Lines that begin with # are comments; a\n"
	       "# key that is commented out stands with its default or an example.\n"
	       "# After a change: dealwatch check, then systemctl reload dealwatch.\n");
	for (enum key_section section = 0; section < N_SECTIONS; section++)
		print_sample_section(section);
}

/* A sentence a line, as mdoc wants it, and nothing that mdoc reads as its own. */
static void
print_mdoc(const char *before, const char *text, const char *after)
{
	printf("%s", before);
	for (; *text; text++) {
		if (*text == '.' && text[1] == ' ') {
			printf(".\n");
			text++;
		} else if (!strncmp(text, "€", strlen("€"))) {
			printf("\\(Eu");
			text += strlen("€") - 1;
		} else if (!strncmp(text, "…", strlen("…"))) {
			printf("...");
			text += strlen("…") - 1;
		} else if (*text == '\\') {
			printf("\\e");
		} else {
			putchar(*text);
		}
	}
	printf("%s\n", after);
}

static void
print_mdoc_key(const struct key *key)
{
	printf(".It Ic %s\n", key->name);
	print_mdoc("", key->help, "");
	if (key->type == KEY_CHOICE)
		printf("One of: %s.\n", key->choices);
	else
		print_mdoc("Takes ", key_type_right(key->type), ".");
	if (key->types)
		printf("Known to notifiers of type: %s.\n", key->types);
	if (key->otherwise)
		printf("Default:\n.Ql %s .\n", key->otherwise);
}

static void
print_markdown_key(const struct key *key)
{
	printf("| `%s` | ", key->name);
	if (key->otherwise)
		printf("`%s`", key->otherwise);
	printf(" | ");
	for (const char *p = key->help; *p; p++)
		printf(*p == '|' || *p == '<' || *p == '$' ? "\\%c" : "%c", *p);
	printf(" |\n");
}

static int
print_section(const char *form, const char *name)
{
	int n = 0;

	for (size_t i = 0; i < key_table_len; i++) {
		if (strcmp(key_section_name(key_table[i].section), name) != 0)
			continue;
		if (!n++ && !strcmp(form, "markdown"))
			printf("| key | default | what it is |\n|---|---|---|\n");
		if (!strcmp(form, "markdown"))
			print_markdown_key(&key_table[i]);
		else
			print_mdoc_key(&key_table[i]);
	}
	return n ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "sample")) {
		print_sample();
		return EXIT_SUCCESS;
	}
	if (argc == 3 && (!strcmp(argv[1], "mdoc") || !strcmp(argv[1], "markdown")))
		return print_section(argv[1], argv[2]);
	fprintf(stderr, "usage: keydoc sample | mdoc SECTION | markdown SECTION\n");
	return EXIT_FAILURE;
}
