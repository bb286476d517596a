/*
 * whole - what can only be judged when all of the configuration is read.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/url.h"
#include "conf/load.h"

enum { URL_FILE_MAX = 64 << 10 };

static PRINTF_LIKE(4, 5) void fault_at(struct load *load, const struct conf_section *section,
	const char *key, const char *fmt, ...)
{
	const struct conf_value *value = key ? section_value(section, key) : NULL;
	char text[ERR_TEXT_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	faults_add(load->faults, section->path, value ? value->line : section->line,
		"[%s \"%s\"] %s", key_section_name(section->kind), section->name, text);
}

static void
fill_daemon(struct load *load)
{
	struct conf_daemon *daemon = &load->conf->daemon;
	const struct conf_section *section;

	if (!section_find(load->conf, SECTION_DAEMON, ""))
		load_section(load, SECTION_DAEMON, "", NULL, 0);
	section = section_find(load->conf, SECTION_DAEMON, "");
	if (!daemon->state)
		daemon->state = find_state(load->arena, load->conf->path);
	if (!section_value(section, "lexicon"))
		find_lexicon(load->arena, &daemon->lexicon);
}

/* A key that must be set; the type of notifier says which. */
static void
demand(struct load *load, const struct conf_section *section, const char *key)
{
	if (!section_value(section, key))
		fault_at(load, section, NULL, "has no '%s'; it needs '%s = …'", key, key);
}

struct twin {
	char *url; /* in one spelling */
	const struct conf_feed *feed;
};

static int
twin_order(const void *a, const void *b)
{
	const struct twin *left = a, *right = b;
	int order = strcmp(left->url, right->url);

	return order ? order : (left->feed > right->feed) - (left->feed < right->feed);
}

static void
check_feed_twins(struct load *load)
{
	struct conf *conf = load->conf;
	struct arena *arena = arena_new();
	struct twin *twins = arena_array(arena, conf->n_feeds + 1, sizeof *twins);
	size_t n = 0;

	for (size_t i = 0; i < conf->n_feeds; i++)
		if (conf->feeds[i].url)
			twins[n++] = (struct twin){ url_spelt(arena, conf->feeds[i].url),
				&conf->feeds[i] };
	qsort(twins, n, sizeof *twins, twin_order);
	for (size_t i = 1; i < n; i++) {
		const struct conf_feed *first = twins[i - 1].feed, *twin = twins[i].feed;

		if (strcmp(twins[i - 1].url, twins[i].url) != 0)
			continue;
		faults_add(load->faults, twin->path, twin->line,
			"[feed \"%s\"] has the url of [feed \"%s\"] in %s:%u; keep one of them",
			twin->section, first->section, first->path, first->line);
		twins[i].feed = first; /* a third one is told of the first, too */
	}
	arena_free(arena);
}

static void
finish_feeds(struct load *load)
{
	struct conf *conf = load->conf;

	for (size_t i = 0; i < conf->n_sections; i++)
		if (conf->sections[i].kind == SECTION_FEED)
			demand(load, &conf->sections[i], "url");
	for (size_t i = 0; i < conf->n_feeds; i++)
		if (!conf->feeds[i].interval)
			conf->feeds[i].interval = conf->daemon.interval;
	check_feed_twins(load);
}

static struct conf_list
all_notifiers(struct load *load)
{
	struct conf *conf = load->conf;
	struct conf_list all = { .items = arena_array(
					 load->arena, conf->n_notifiers + 1, sizeof *all.items) };

	for (size_t i = 0; i < conf->n_notifiers; i++)
		all.items[all.n++] = conf->notifiers[i].name;
	return all;
}

static void
check_watch_notify(struct load *load, const struct conf_section *section, bool *named)
{
	const struct conf *conf = load->conf;
	const struct conf_list *notify = &conf->watches[section->index].notify;

	for (size_t i = 0; i < notify->n; i++) {
		const struct conf_section *notifier =
			section_find(load->conf, SECTION_NOTIFY, notify->items[i]);

		if (notifier)
			named[notifier->index] = true;
		else
			fault_at(load, section, "notify",
				"names the notifier '%s', but there is no [notify \"%s\"]",
				notify->items[i], notify->items[i]);
	}
}

static void
finish_watches(struct load *load)
{
	struct conf *conf = load->conf;
	bool *named = arena_array(load->arena, conf->n_notifiers + 1, sizeof *named);

	if (conf->n_watches == 0)
		load_section(load, SECTION_WATCH, "ai-deals", NULL, 0);
	for (size_t i = 0; i < conf->n_sections; i++) {
		struct conf_section *section = &conf->sections[i];

		if (section->kind != SECTION_WATCH)
			continue;
		if (!section_value(section, "notify"))
			conf->watches[section->index].notify = all_notifiers(load);
		check_watch_notify(load, section, named);
	}
	for (size_t i = 0; i < conf->n_sections; i++) {
		struct conf_section *section = &conf->sections[i];

		if (section->kind == SECTION_NOTIFY && !named[section->index])
			conf_warn(load->conf, section->path, section->line,
				"no watch names the notifier '%s', so it never tells anything",
				section->name);
	}
}

/* The first line of url-file is the address. Its text is never told. */
static void
read_url_file(struct load *load, const struct conf_section *section, struct conf_notifier *notifier)
{
	struct str text;
	struct err err;
	char *url;

	str_init(&text, URL_FILE_MAX);
	if (!file_read(notifier->url_file, &text, &err)) {
		str_clear(&text); /* that it can't be read was told where it is named */
		return;
	}
	url = text.text + strspn(text.text, " \t\r\n");
	url[strcspn(url, " \t\r\n")] = '\0';
	if (url_can_be_called(url))
		notifier->url = arena_strdup(load->arena, url);
	else
		fault_at(load, section, "url-file",
			"'%s' holds no address; its first line is http://… or https://…",
			notifier->url_file);
	str_clear(&text);
}

static void
check_hook(struct load *load, const struct conf_section *section, struct conf_notifier *notifier)
{
	bool url = section_value(section, "url"), file = section_value(section, "url-file");

	if (url && file)
		fault_at(load, section, "url-file", "has url and url-file; keep one of them");
	else if (!url && !file)
		fault_at(load, section, NULL,
			"has no address; it needs 'url-file = FILE' or 'url = …'");
	else if (notifier->url_file && !load->open)
		read_url_file(load, section, notifier);
}

/* Does systemd run us as a system service, or is this the configuration of that one? */
static bool
is_system(const struct conf *conf)
{
	const char *pid = getenv("SYSTEMD_EXEC_PID");

	if (getenv("DBUS_SESSION_BUS_ADDRESS") || getenv("XDG_RUNTIME_DIR"))
		return false;
	return (pid && atol(pid) == (long)getpid()) ||
	       (geteuid() == 0 && !strncmp(conf->path, SYSTEM_FOLDER, strlen(SYSTEM_FOLDER)));
}

static void
check_notifier(struct load *load, const struct conf_section *section)
{
	struct conf_notifier *notifier = &load->conf->notifiers[section->index];

	if (!strcmp(section->name, "none"))
		fault_at(load, section, NULL, "can't have that name: 'notify = none' means nobody");
	demand(load, section, "type");
	if (!notifier->type)
		return;
	for (size_t i = 0; i < section->n_values; i++) {
		const struct key *key = section->values[i].key;

		if (key->types && !key_word_in(key->types, notifier->type))
			fault_at(load, section, key->name,
				"is of type %s and knows no '%s'; that belongs to: %s",
				notifier->type, key->name, key->types);
	}
	if (!strcmp(notifier->type, "slack") || !strcmp(notifier->type, "webhook"))
		check_hook(load, section, notifier);
	else if (!strcmp(notifier->type, "exec"))
		demand(load, section, "command");
	else if (!strcmp(notifier->type, "mail"))
		demand(load, section, "to");
	else if (!strcmp(notifier->type, "file") || !strcmp(notifier->type, "feed"))
		demand(load, section, "path");
	else if (!strcmp(notifier->type, "desktop") && is_system(load->conf))
		fault_at(load, section, "type",
			"is of type desktop, but a system service has no desktop; run the user "
			"unit "
			"(systemctl --user enable dealwatch)");
}

void
load_finish(struct load *load)
{
	struct conf *conf = load->conf;

	fill_daemon(load);
	finish_feeds(load);
	for (size_t i = 0; i < conf->n_sections; i++)
		if (conf->sections[i].kind == SECTION_NOTIFY)
			check_notifier(load, &conf->sections[i]);
	finish_watches(load);
}
