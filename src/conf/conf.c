/*
 * conf - the configuration: a whole one, or none.
 *
 * load_file reads sections and keys of one file; includes wait until the file
 * that names them has ended. Everything that is wrong becomes a fault and reading
 * goes on.
 */
#include "conf/conf.h"

#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/url.h"
#include "conf/load.h"
#include "conf/opml.h"

enum { FILES_MAX = 1000 };

void
conf_warn(struct conf *conf, const char *path, unsigned line, const char *fmt, ...)
{
	struct conf_warning warning = { .place = arena_strdup(conf->arena, path) };
	struct str text;
	va_list args;

	if (line)
		warning.place = arena_printf(conf->arena, "%s:%u", path, line);
	str_init(&text, ERR_TEXT_MAX);
	va_start(args, fmt);
	str_vprintf(&text, fmt, args);
	va_end(args);
	warning.text = arena_strdup(conf->arena, text.text);
	str_clear(&text);
	ARENA_PUSH(conf->arena, conf->warnings, conf->n_warnings, conf->cap_warnings, warning);
}

static uint64_t
section_hash(enum key_section kind, const char *name)
{
	return hash_more(hash_text(key_section_name(kind)), name, strlen(name));
}

/* Where a section stands in the table, or would. */
static uint32_t *
section_place(const struct conf *conf, uint64_t hash, enum key_section kind, const char *name)
{
	size_t mask = conf->section_table_size - 1, at = (size_t)hash & mask;

	for (; conf->section_table[at]; at = (at + 1) & mask) {
		const struct conf_section *section = &conf->sections[conf->section_table[at] - 1];

		if (section->hash == hash && section->kind == kind && !strcmp(section->name, name))
			break;
	}
	return &conf->section_table[at];
}

struct conf_section *
section_find(const struct conf *conf, enum key_section kind, const char *name)
{
	uint32_t *place;

	if (conf->section_table_size == 0)
		return NULL;
	place = section_place(conf, section_hash(kind, name), kind, name);
	return *place ? &conf->sections[*place - 1] : NULL;
}

/* The newest section goes into the table, which is never more than half full. */
static void
section_index(struct load *load)
{
	struct conf *conf = load->conf;
	size_t from = conf->n_sections - 1;

	if (2 * conf->n_sections > conf->section_table_size) {
		conf->section_table_size =
			conf->section_table_size ? 4 * conf->section_table_size : 64;
		conf->section_table = arena_array(
			load->arena, conf->section_table_size, sizeof *conf->section_table);
		from = 0;
	}
	for (size_t i = from; i < conf->n_sections; i++) {
		const struct conf_section *section = &conf->sections[i];
		uint32_t *place = section_place(conf, section->hash, section->kind, section->name);

		if (*place == 0)
			*place = (uint32_t)i + 1;
	}
}

const struct conf_value *
section_value(const struct conf_section *section, const char *key)
{
	for (size_t i = 0; i < section->n_values; i++)
		if (!strcmp(section->values[i].key->name, key))
			return &section->values[i];
	return NULL;
}

void
load_value(struct load *load, const struct key *key, unsigned line, const char *text)
{
	struct conf_section *section = load->section;
	struct conf_value value = { .key = key, .text = text, .line = line };

	if (section->cap_values == 0) { /* most of a hundred thousand feeds set one key */
		section->cap_values = 2;
		section->values =
			arena_array(load->arena, section->cap_values, sizeof *section->values);
	}
	ARENA_PUSH(load->arena, section->values, section->n_values, section->cap_values, value);
}

static void *
push_feed(struct load *load, const struct conf_section *section)
{
	struct conf *conf = load->conf;
	struct conf_feed feed = {
		.section = section->name,
		.path = section->path,
		.line = section->line,
	};

	ARENA_PUSH(load->arena, conf->feeds, conf->n_feeds, load->cap_feeds, feed);
	return &conf->feeds[conf->n_feeds - 1];
}

static void *
push_watch(struct load *load, const struct conf_section *section)
{
	struct conf *conf = load->conf;
	struct conf_watch watch = {
		.name = section->name,
		.path = section->path,
		.line = section->line,
	};

	ARENA_PUSH(load->arena, conf->watches, conf->n_watches, load->cap_watches, watch);
	return &conf->watches[conf->n_watches - 1];
}

static void *
push_notifier(struct load *load, const struct conf_section *section)
{
	struct conf *conf = load->conf;
	struct conf_notifier notifier = {
		.name = section->name,
		.at = section->path,
		.line = section->line,
		.digest = -1,
		.quiet_from = -1,
		.quiet_to = -1,
	};

	ARENA_PUSH(load->arena, conf->notifiers, conf->n_notifiers, load->cap_notifiers, notifier);
	return &conf->notifiers[conf->n_notifiers - 1];
}

void
load_section(
	struct load *load, enum key_section kind, const char *name, const char *path, unsigned line)
{
	struct conf *conf = load->conf;
	struct conf_section section = {
		.kind = kind,
		.name = arena_strdup(load->arena, name),
		.path = path,
		.line = line,
		.hash = section_hash(kind, name),
	};

	switch (kind) {
	case SECTION_FEED:
		section.index = conf->n_feeds;
		load->into = push_feed(load, &section);
		break;
	case SECTION_WATCH:
		section.index = conf->n_watches;
		load->into = push_watch(load, &section);
		break;
	case SECTION_NOTIFY:
		section.index = conf->n_notifiers;
		load->into = push_notifier(load, &section);
		break;
	default:
		load->into = &conf->daemon;
		break;
	}
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): no list has no room, so it is made here */
	ARENA_PUSH(load->arena, conf->sections, conf->n_sections, load->cap_sections, section);
	section_index(load);
	load->section = &conf->sections[conf->n_sections - 1];
	load->shadow = false;
	for (size_t i = 0; i < key_table_len; i++)
		if (key_table[i].section == kind && key_table[i].otherwise)
			load_default(load, &key_table[i], load->into);
}

/* A section that is no section of its own: its keys are checked, and that is all. */
static void
load_shadow(struct load *load, enum key_section kind, const char *path, unsigned line)
{
	struct conf_section *section = arena_alloc(load->arena, sizeof *section);

	*section = (struct conf_section){ .kind = kind, .name = "", .path = path, .line = line };
	load->section = section;
	load->into = arena_alloc(
		load->arena, sizeof(struct conf_daemon) + sizeof(struct conf_feed) +
				     sizeof(struct conf_watch) + sizeof(struct conf_notifier));
	load->shadow = true;
}

static bool
section_kind(const char *word, enum key_section *ret_kind)
{
	for (enum key_section kind = 0; kind < N_SECTIONS; kind++)
		if (!strcmp(key_section_name(kind), word)) {
			*ret_kind = kind;
			return true;
		}
	return false;
}

static void
unknown_section(struct load *load, const struct conf_reader *reader)
{
	const char *meant = NULL;

	for (enum key_section kind = 0; kind < N_SECTIONS; kind++)
		if (key_word_near(reader->section, key_section_name(kind)))
			meant = key_section_name(kind);
	load->section = NULL;
	if (meant)
		faults_add(load->faults, reader->path, reader->line,
			"no section is called [%s]; did you mean [%s]?", reader->section, meant);
	else
		faults_add(load->faults, reader->path, reader->line,
			"no section is called [%s]; there are [daemon], [feed \"name\"], "
			"[watch \"name\"] and [notify \"name\"]",
			reader->section);
}

static void
on_section(struct load *load, const struct conf_reader *reader)
{
	const struct conf_section *first;
	enum key_section kind;
	const char *path = arena_strdup(load->arena, reader->path);

	if (!section_kind(reader->section, &kind)) {
		unknown_section(load, reader);
		return;
	}
	first = section_find(load->conf, kind, reader->name);
	if (kind == SECTION_DAEMON && *reader->name) {
		faults_add(
			load->faults, path, reader->line, "[daemon] takes no name, just [daemon]");
		load_shadow(load, kind, path, reader->line);
	} else if (kind != SECTION_DAEMON && !*reader->name) {
		faults_add(load->faults, path, reader->line,
			"[%s] needs a name, as in [%s \"name\"]", reader->section, reader->section);
		load_shadow(load, kind, path, reader->line);
	} else if (first) {
		faults_add(load->faults, path, reader->line,
			"[%s%s%s%s] stands twice, first in %s:%u; put its keys together there",
			reader->section, *reader->name ? " \"" : "", reader->name,
			*reader->name ? "\"" : "", first->path, first->line);
		load_shadow(load, kind, path, reader->line);
	} else {
		load_section(load, kind, reader->name, path, reader->line);
	}
}

/* What looks like a key of a line that has none: what follows may be a secret. */
static const char *
key_shown(struct load *load, const char *key)
{
	size_t len =
		strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

	return key[len] ? arena_printf(load->arena, "%.*s…", (int)len, key) : key;
}

static void
unknown_key(struct load *load, const struct conf_reader *reader)
{
	enum key_section kind = load->section->kind;
	const char *meant = key_guess(kind, reader->key), *shown = key_shown(load, reader->key);
	struct str known;

	if (meant) {
		faults_add(load->faults, reader->path, reader->line,
			"[%s] has no key '%s'; did you mean '%s'?", key_section_name(kind), shown,
			meant);
		return;
	}
	str_init(&known, ERR_TEXT_MAX);
	for (size_t i = 0; i < key_table_len; i++)
		if (key_table[i].section == kind)
			str_printf(&known, "%s%s", known.len ? ", " : "", key_table[i].name);
	faults_add(load->faults, reader->path, reader->line, "[%s] has no key '%s'; it has %s",
		key_section_name(kind), shown, known.text);
	str_clear(&known);
}

static void
on_key(struct load *load, const struct conf_reader *reader)
{
	const struct conf_value *first;
	const struct key *key;
	const char *name;

	if (!*reader->section) {
		if (!load->homeless)
			faults_add(load->faults, reader->path, reader->line,
				"'%s' stands in no section; begin with [daemon]",
				key_shown(load, reader->key));
		load->homeless = true;
		return;
	}
	if (!load->section)
		return;
	/* "key value": the equals sign is what is missing. */
	name = reader->value ? reader->key
			     : arena_strndup(load->arena, reader->key, strcspn(reader->key, " \t"));
	key = key_find(load->section->kind, name);
	if (!key) {
		unknown_key(load, reader);
		return;
	}
	first = section_value(load->section, name);
	if (first) {
		faults_add(load->faults, reader->path, reader->line,
			"'%s' stands twice in this section, first in line %u; keep one of them",
			name, first->line);
	} else if (!reader->value || !*reader->value) {
		faults_add(load->faults, reader->path, reader->line,
			"'%s' has no value; write '%s = …', %s, or leave the line out", name, name,
			key_type_right(key->type));
		load_value(load, key, reader->line, "");
	} else {
		load_key(load, reader, key);
	}
}

/* false: this very file was read before. */
static bool
is_new_file(struct load *load, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return true; /* opening it will say why */
	for (size_t i = 0; i < load->n_seen; i++)
		if (load->seen[i].dev == st.st_dev && load->seen[i].ino == st.st_ino)
			return false;
	if (load->n_seen == load->cap_seen)
		load->seen = arena_grow(
			load->arena, load->seen, load->n_seen, &load->cap_seen, sizeof *load->seen);
	load->seen[load->n_seen].dev = st.st_dev;
	load->seen[load->n_seen].ino = st.st_ino;
	load->n_seen++;
	return true;
}

/* false: it can't be read. */
static bool
load_file(struct load *load, const struct load_file *file)
{
	struct conf_reader reader;
	struct err err;
	enum conf_line_kind kind;

	if (!is_new_file(load, file->path))
		return true;
	if (!conf_reader_open(&reader, file->path, &err)) {
		if (file->by)
			faults_add(load->faults, file->by, file->by_line, "%s", err.text);
		else /* the sentence begins with the path */
			faults_add(load->faults, file->path, 0, "%s",
				err.text + strlen(file->path) + strlen(": "));
		return false;
	}
	load->section = NULL;
	load->homeless = false;
	for (size_t n = load->faults->n;
		(kind = conf_reader_next(&reader, load->faults)) != CONF_END; n = load->faults->n) {
		/* A broken section was told; that its keys have none need not be. */
		load->homeless = load->homeless || load->faults->n > n;
		if (kind == CONF_SECTION)
			on_section(load, &reader);
		else
			on_key(load, &reader);
	}
	conf_reader_close(&reader);
	return true;
}

static bool
feed_known(const struct conf *conf, const char *url)
{
	for (size_t i = 0; i < conf->n_feeds; i++)
		if (conf->feeds[i].url && !strcmp(conf->feeds[i].url, url))
			return true;
	return false;
}

/* As if it had a section of its own. */
static void
load_opml_feed(struct load *load, const char *path, const struct opml_feed *listed)
{
	const char *name = listed->section;
	struct conf_feed *feed;

	for (unsigned i = 2; section_find(load->conf, SECTION_FEED, name); i++)
		name = arena_printf(load->arena, "%s-%u", listed->section, i);
	load_section(load, SECTION_FEED, name, path, 0);
	feed = load->into;
	feed->url = listed->url;
	load_value(load, key_find(SECTION_FEED, "url"), 0, url_masked(load->arena, listed->url));
	if (!*listed->title)
		return;
	feed->name = listed->title;
	load_value(load, key_find(SECTION_FEED, "name"), 0, listed->title);
}

static void
load_opml(struct load *load, const struct load_file *file)
{
	struct opml opml;
	struct err err;

	if (!opml_read(file->path, load->arena, &opml, &err)) {
		faults_add(load->faults, file->by, file->by_line, "feeds: %s", err.text);
		return;
	}
	for (size_t i = 0; i < opml.n_skipped; i++)
		conf_warn(load->conf, file->path, 0, "%s; it is left out", opml.skipped[i]);
	for (size_t i = 0; i < opml.n_feeds; i++)
		if (!feed_known(load->conf, opml.feeds[i].url))
			load_opml_feed(load, file->path, &opml.feeds[i]);
}

static struct load
load_begin(const char *path, struct faults *faults)
{
	struct arena *arena = arena_new();
	struct load load = { .arena = arena, .faults = faults };

	load.conf = arena_alloc(arena, sizeof *load.conf);
	*load.conf = (struct conf){ .arena = arena, .path = arena_strdup(arena, path) };
	return load;
}

struct conf *
conf_read(const char *path, bool open, struct faults *faults)
{
	struct load load = load_begin(path, faults);
	struct load_file main_file = { .path = path };

	load.open = open;
	if (!load_file(&load, &main_file)) {
		conf_free(load.conf);
		return NULL;
	}
	/* More may be added while they are read. */
	for (size_t i = 0; i < load.n_includes && i < FILES_MAX; i++)
		(void)load_file(&load, &load.includes[i]); /* its fault is told where it is named */
	for (size_t i = 0; i < load.n_opmls; i++)
		load_opml(&load, &load.opmls[i]);
	load_finish(&load);
	return load.conf;
}

static bool
load_whole(const char *path, bool open, struct conf **ret_conf, struct faults *faults)
{
	size_t before = faults->n;
	struct conf *conf = conf_read(path, open, faults);

	if (faults->n > before) {
		conf_free(conf);
		return false;
	}
	*ret_conf = conf;
	return true;
}

bool
conf_load(const char *path, struct conf **ret_conf, struct faults *faults)
{
	return load_whole(path, false, ret_conf, faults);
}

bool
conf_load_open(const char *path, struct conf **ret_conf, struct faults *faults)
{
	return load_whole(path, true, ret_conf, faults);
}

struct conf *
conf_default(void)
{
	struct faults faults;
	struct load load;

	faults_init(&faults);
	load = load_begin("", &faults);
	load_finish(&load);
	faults_clear(&faults);
	return load.conf;
}

static unsigned
line_of(const struct conf_section *section, const char *key, unsigned otherwise)
{
	const struct conf_value *value = section && key ? section_value(section, key) : NULL;

	return value ? value->line : otherwise;
}

unsigned
conf_notifier_line(const struct conf *conf, const struct conf_notifier *notifier, const char *key)
{
	return line_of(section_find(conf, SECTION_NOTIFY, notifier->name), key, notifier->line);
}

unsigned
conf_feed_line(const struct conf *conf, const struct conf_feed *feed, const char *key)
{
	return line_of(section_find(conf, SECTION_FEED, feed->section), key, feed->line);
}

unsigned
conf_watch_line(const struct conf *conf, const struct conf_watch *watch, const char *key)
{
	return line_of(section_find(conf, SECTION_WATCH, watch->name), key, watch->line);
}

void
conf_free(struct conf *conf)
{
	if (conf)
		arena_free(conf->arena);
}
