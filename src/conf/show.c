/*
 * show - the effective configuration, each value with where it comes from.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "conf/load.h"

enum { ORIGIN_COLUMN = 48 };

static void
put_quoted(struct str *out, const char *text)
{
	str_putc(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			str_putc(out, '\\');
		str_putc(out, *text);
	}
	str_putc(out, '"');
}

void
conf_put_text(struct str *out, const char *text)
{
	size_t len = strlen(text);

	if (len > 0 && *text != '"' && *text != '#' && *text != ';' && *text != ' ' &&
		text[len - 1] != ' ' && !strstr(text, " #") && !strstr(text, " ;")) {
		str_puts(out, text);
		return;
	}
	put_quoted(out, text);
}

/* Lists keep the quotes that they were written with. */
static void
put_value(struct str *out, const struct key *key, const char *text)
{
	if (key->type == KEY_TEXT || key->type == KEY_PATH || key->type == KEY_SECRET)
		conf_put_text(out, text);
	else
		str_puts(out, text);
}

static void
put_line(struct str *out, const struct key *key, const char *text, const char *path, unsigned line)
{
	size_t start = out->len;

	str_printf(out, "%s = ", key->name);
	put_value(out, key, text);
	do
		str_putc(out, ' ');
	while (out->len - start < ORIGIN_COLUMN);
	if (path && line)
		str_printf(out, "# %s:%u\n", path, line);
	else
		str_printf(out, "# %s\n", path ? path : "default");
}

static void
put_names(struct str *out, const struct key *key, const struct conf_list *list)
{
	struct str names;

	if (list->n == 0)
		return;
	str_init(&names, SIZE_MAX / 2);
	for (size_t i = 0; i < list->n; i++) {
		str_puts(&names, i ? ", " : "");
		if (strpbrk(list->items[i], ",\""))
			put_quoted(&names, list->items[i]);
		else
			conf_put_text(&names, list->items[i]);
	}
	put_line(out, key, names.text, NULL, 0);
	str_clear(&names);
}

/* What holds where nothing is set and the table has no text for it. */
static void
put_derived(struct str *out, const struct conf *conf, const struct conf_section *section,
	const struct key *key)
{
	const struct key *interval = key_find(SECTION_DAEMON, "interval");
	const struct conf_value *value;

	if (!strcmp(key->name, "state")) {
		put_line(out, key, conf->daemon.state, NULL, 0);
	} else if (key->type == KEY_LEXICON) {
		put_names(out, key, &conf->daemon.lexicon);
	} else if (key->type == KEY_NOTIFY) {
		put_names(out, key, &conf->watches[section->index].notify);
	} else if (section->kind == SECTION_FEED && !strcmp(key->name, interval->name)) {
		section = section_find(conf, SECTION_DAEMON, "");
		value = section_value(section, interval->name);
		put_line(out, key, value ? value->text : interval->otherwise,
			value ? section->path : NULL, value ? value->line : 0);
	}
}

/* A key that only other types of notifier know says nothing here. */
static bool
concerns(const struct conf *conf, const struct conf_section *section, const struct key *key)
{
	return key->section == section->kind &&
	       (!key->types || key_word_in(key->types, conf->notifiers[section->index].type));
}

static void
put_section(struct str *out, const struct conf *conf, const struct conf_section *section)
{
	str_printf(out, "%s[%s", section->kind == SECTION_DAEMON ? "" : "\n",
		key_section_name(section->kind));
	if (section->kind != SECTION_DAEMON) {
		str_putc(out, ' ');
		put_quoted(out, section->name);
	}
	str_puts(out, "]\n");
	for (size_t i = 0; i < key_table_len; i++) {
		const struct key *key = &key_table[i];
		const struct conf_value *value;

		if (!concerns(conf, section, key))
			continue;
		value = section_value(section, key->name);
		if (value)
			put_line(out, key, value->text, section->path, value->line);
		else if (key->otherwise)
			put_line(out, key, key->otherwise, NULL, 0);
		else
			put_derived(out, conf, section, key);
	}
}

void
conf_show(const struct conf *conf, struct str *out)
{
	/* In the order of the manual, whatever the order in the files. */
	for (enum key_section kind = 0; kind < N_SECTIONS; kind++)
		for (size_t i = 0; i < conf->n_sections; i++)
			if (conf->sections[i].kind == kind)
				put_section(out, conf, &conf->sections[i]);
}

char *
conf_counts(const struct conf *conf, char buf[CONF_COUNTS_MAX])
{
	snprintf(buf, CONF_COUNTS_MAX, "%zu feed%s, %zu watch%s, %zu notifier%s", conf->n_feeds,
		conf->n_feeds == 1 ? "" : "s", conf->n_watches, conf->n_watches == 1 ? "" : "es",
		conf->n_notifiers, conf->n_notifiers == 1 ? "" : "s");
	return buf;
}
