/*
 * key - what a key's value becomes, by its type.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/url.h"
#include "base/utf8.h"
#include "conf/load.h"
#include "conf/value.h"
#include "model/deal.h"

enum { TEXT_MAX = 1000, SHOWN_MAX = 200 };

/* A key and the text behind it, on the way into its field. */
struct setting {
	struct load *load;
	const struct key *key;
	void *field;
	const char *path; /* the file that it stands in */
	unsigned line;
	const char *shown; /* the value as conf_show tells it; NULL: as written */
};

static PRINTF_LIKE(2, 3) void setting_fault(const struct setting *setting, const char *fmt, ...)
{
	char text[ERR_TEXT_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	faults_add(setting->load->faults, setting->path, setting->line, "%s: %s",
		setting->key->name, text);
}

/* As much of a long value as leaves room for what would be right. */
static const char *
value_shown(const struct setting *setting, const char *text)
{
	size_t len = strlen(text), keep = utf8_cut_at_word(text, len, SHOWN_MAX);

	return len > SHOWN_MAX ? arena_printf(setting->load->arena, "%.*s…", (int)keep, text)
			       : text;
}

/* "'5x' is not a time span; right is …" */
static void
setting_wrong(const struct setting *setting, const char *text)
{
	const char *right = key_type_right(setting->key->type);

	if (setting->key->type == KEY_FEED_URL || setting->key->type == KEY_PROXY)
		text = url_masked(setting->load->arena, text);
	text = value_shown(setting, text);
	if (setting->key->type == KEY_HOOK_URL)
		setting_fault(setting, "this is not %s; right is %s",
			key_type_name(setting->key->type), right);
	else if (setting->key->type == KEY_CHOICE)
		setting_fault(setting, "'%s' is none of: %s", text, setting->key->choices);
	else
		setting_fault(setting, "'%s' is not %s; right is %s", text,
			key_type_name(setting->key->type), right);
}

/* Printable, no blanks at all, of a decent length. */
static bool
is_one_word(const char *text)
{
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f || *p == '"' || *p == '<' || *p == '>')
			return false;
	return *text && strlen(text) <= URL_MAX;
}

/* file:PATH and file:///PATH to file:///PATH, the former as seen from the configuration. */
static const char *
file_url(const struct setting *setting, const char *text)
{
	struct arena *arena = setting->load->arena;
	const char *path = text + strlen("file:"), *folder = "", *slash;
	char cwd[4096];
	struct str url;

	if (!strncasecmp(path, "//localhost/", 12))
		path += 11;
	else if (!strncmp(path, "///", 3))
		path += 2;
	else if (!strncmp(path, "//", 2))
		return NULL; /* another host's file */
	if (!*path)
		return NULL;
	str_init(&url, URL_MAX);
	str_puts(&url, "file://");
	slash = strrchr(setting->path, '/');
	if (*path != '/')
		folder = arena_strndup(
			arena, setting->path, slash ? (size_t)(slash + 1 - setting->path) : 0);
	if (*path != '/' && *folder != '/')
		folder = arena_printf(arena, "%s/%s", getcwd(cwd, sizeof cwd) ? cwd : "", folder);
	/* The folder is a path, not an address: what an address gives a meaning to is escaped. */
	for (; *folder; folder++) {
		if (strchr("%#? ", *folder))
			str_printf(&url, "%%%02X", (unsigned)(unsigned char)*folder);
		else
			str_putc(&url, *folder);
	}
	str_puts(&url, path);
	text = url.cut ? NULL : arena_strdup(arena, url.text);
	str_clear(&url);
	return text;
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static const char *
feed_url(const struct setting *setting, const char *text)
{
	if (!is_one_word(text))
		return NULL;
	if (url_has_scheme(text, "file"))
		return file_url(setting, text);
	text = url_of_feed(setting->load->arena, text);
	return url_can_be_called(text) ? text : NULL;
}

static bool
is_proxy(const char *text)
{
	static const char *const schemes[] = { "http", "https", "socks4", "socks4a", "socks5",
		"socks5h" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (url_has_scheme(text, schemes[i]))
			return is_one_word(text) && !strncmp(text + strlen(schemes[i]), "://", 3) &&
			       text[strlen(schemes[i]) + 3];
	return false;
}

static bool
is_text(const char *text)
{
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return false;
	return *text && strlen(text) <= TEXT_MAX;
}

/* Types that hold a number or a word of ours. */
static bool
set_plain(struct setting *setting, const char *text)
{
	struct conf_notifier *notifier;
	int64_t span;

	switch (setting->key->type) {
	case KEY_SPAN:
		return value_span(text, setting->field);
	case KEY_PERIOD:
		if (!value_span(text, &span) || span == 0)
			return false;
		*(int64_t *)setting->field = span;
		return true;
	case KEY_SIZE:
		return value_size(text, setting->field);
	case KEY_MONEY:
		return value_money(text, setting->field);
	case KEY_BOOL:
		return value_bool(text, setting->field);
	case KEY_COUNT:
		return value_count(text, setting->field);
	case KEY_TIME:
		return value_time(text, setting->field);
	case KEY_QUIET:
		notifier = setting->load->into;
		return value_time_range(text, &notifier->quiet_from, &notifier->quiet_to);
	case KEY_LEVEL:
		return log_level_parse(text, setting->field);
	default:
		return false;
	}
}

/* Types that hold a text, which the field then points to. NULL: wrong. */
static const char *
text_value(struct setting *setting, const char *text)
{
	struct arena *arena = setting->load->arena;

	switch (setting->key->type) {
	case KEY_TEXT:
		return is_text(text) ? text : NULL;
	case KEY_CHOICE:
		return key_word_in(setting->key->choices, text) ? text : NULL;
	case KEY_PATH:
		return is_text(text) ? file_beside(arena, setting->path, text) : NULL;
	case KEY_SECRET:
		return is_text(text) ? find_secret(arena, setting->path, text) : NULL;
	case KEY_FEED_URL:
		return feed_url(setting, text);
	case KEY_HOOK_URL:
		return is_one_word(text) && url_can_be_called(text) ? text : NULL;
	case KEY_LISTEN:
		return value_listen(text) ? text : NULL;
	case KEY_TIMEZONE:
		return value_timezone(text) ? text : NULL;
	default:
		return NULL;
	}
}

static bool
set_text(struct setting *setting, const char *text)
{
	enum key_type type = setting->key->type;
	const char **field = setting->field, *value;

	if (type == KEY_PROXY) {
		*field = strcmp(text, "none") ? text : NULL;
		setting->shown = url_masked(setting->load->arena, text);
		return !*field || !strcmp(text, "environment") || is_proxy(text);
	}
	value = text_value(setting, text);
	if (!value)
		return false;
	*field = value;
	setting->shown = value;
	if (type == KEY_HOOK_URL)
		setting->shown = "***";
	else if (type == KEY_FEED_URL)
		setting->shown = url_masked(setting->load->arena, value);
	return true;
}

static bool
set_one(struct setting *setting, const char *text)
{
	switch (setting->key->type) {
	case KEY_TEXT:
	case KEY_CHOICE:
	case KEY_PATH:
	case KEY_SECRET:
	case KEY_FEED_URL:
	case KEY_HOOK_URL:
	case KEY_PROXY:
	case KEY_LISTEN:
	case KEY_TIMEZONE:
		return set_text(setting, text);
	default:
		return set_plain(setting, text);
	}
}

static bool
is_list(enum key_type type)
{
	switch (type) {
	case KEY_LIST:
	case KEY_LIST_ANY:
	case KEY_NOTIFY:
	case KEY_KINDS:
	case KEY_COMMAND:
	case KEY_LEXICON:
	case KEY_INCLUDE:
	case KEY_OPML:
		return true;
	default:
		return false;
	}
}

static bool
is_only(const struct conf_list *list, const char *word)
{
	return list->n == 1 && !strcmp(list->items[0], word);
}

/* The list, or an empty one where it is just the word that says so. */
static struct conf_list
list_unless(const struct conf_list *list, const char *word)
{
	const struct conf_list none = { 0 };

	return is_only(list, word) ? none : *list;
}

static void
set_kinds(struct setting *setting, const struct conf_list *list)
{
	unsigned kinds = 0;
	enum deal_kind kind;

	if (is_only(list, "any"))
		kinds = ((1u << N_KINDS) - 1) & ~(1u << KIND_NONE);
	for (size_t i = 0; !kinds && i < list->n; i++)
		if (!kind_parse(list->items[i], &kind))
			setting_wrong(setting, list->items[i]);
	for (size_t i = 0; i < list->n; i++)
		if (kind_parse(list->items[i], &kind))
			kinds |= 1u << kind;
	*(unsigned *)setting->field = kinds;
}

/* Whoever checks may have another PATH than the daemon: what is not found there is no fault yet. */
static void
warn_unless_in_path(struct setting *setting, const char *program)
{
	char *path = file_in_path(program);

	if (!path)
		conf_warn(setting->load->conf, setting->path, setting->line,
			"%s: no program '%s' is in PATH", setting->key->name, program);
	free(path);
}

/* A program with a slash lies beside the configuration; one without is looked for in PATH. */
static void
set_command(struct setting *setting, struct conf_list *list)
{
	const char *program = list->items[0];

	if (strchr(program, '/')) {
		program = file_beside(setting->load->arena, setting->path, program);
		if (is_folder(program) || access(program, X_OK) != 0)
			setting_fault(
				setting, "'%s' can't be run; right is a program's path", program);
		list->items[0] = program;
	} else {
		warn_unless_in_path(setting, program);
	}
	*(struct conf_list *)setting->field = *list;
}

/* Nothing, or a folder, where a file is wanted. */
static void
fault_missing(struct setting *setting, const char *path)
{
	if (is_folder(path))
		setting_fault(setting, "'%s' is a folder; right is a file, or '%s/*'", path, path);
	else
		setting_fault(setting, "there is no file '%s'", path);
}

/* The files that patterns and paths name, in the order in which they are named. */
static void
expand(struct setting *setting, const struct conf_list *names, struct conf_list *ret_files)
{
	struct arena *arena = setting->load->arena;
	struct conf_list files = { 0 }, found;
	size_t cap = 0;

	for (size_t i = 0; i < names->n; i++) {
		bool pattern = strpbrk(names->items[i], "*?[") != NULL;

		find_glob(arena, setting->path, names->items[i], &found);
		for (size_t j = 0; j < found.n; j++)
			ARENA_PUSH(arena, files.items, files.n, cap, found.items[j]);
		if (found.n == 0 && !pattern)
			fault_missing(setting, file_beside(arena, setting->path, names->items[i]));
		else if (found.n == 0 && setting->key->type == KEY_LEXICON)
			setting_fault(setting, "no file matches '%s'",
				file_beside(arena, setting->path, names->items[i]));
	}
	*ret_files = files;
}

static void
set_files(struct setting *setting, const struct conf_list *names)
{
	struct load *load = setting->load;
	struct conf_list files;
	struct load_file file = { .by = setting->path, .by_line = setting->line };
	size_t before = load->faults->n;

	expand(setting, names, &files);
	if (setting->key->type == KEY_LEXICON) {
		load->conf->daemon.lexicon_lacks |= load->faults->n > before;
		*(struct conf_list *)setting->field = files;
		return;
	}
	for (size_t i = 0; i < files.n && !load->shadow; i++) {
		file.path = files.items[i];
		if (setting->key->type == KEY_INCLUDE)
			ARENA_PUSH(load->arena, load->includes, load->n_includes,
				load->cap_includes, file);
		else
			ARENA_PUSH(load->arena, load->opmls, load->n_opmls, load->cap_opmls, file);
	}
}

static void
set_list(struct setting *setting, struct conf_list *list)
{
	struct conf_list *field = setting->field;

	switch (setting->key->type) {
	case KEY_LIST_ANY:
		for (size_t i = 0; i < list->n && list->n > 1; i++)
			if (!strcmp(list->items[i], "any"))
				setting_wrong(setting, "any");
		*field = list_unless(list, "any");
		break;
	case KEY_NOTIFY:
		*field = list_unless(list, "none");
		break;
	case KEY_KINDS:
		set_kinds(setting, list);
		break;
	case KEY_COMMAND:
		set_command(setting, list);
		break;
	case KEY_LEXICON:
	case KEY_INCLUDE:
	case KEY_OPML:
		set_files(setting, list);
		break;
	default:
		*field = *list;
		break;
	}
}

/* An address, a header or a signing secret where the name of its file is wanted: nobody may read it. */
static bool
is_secret_itself(const char *text)
{
	return strchr(text, ':') || strncmp(text, "whsec_", strlen("whsec_")) == 0;
}

/* A secret that is named must be there, and only for those who need it. */
static void
check_secret(struct setting *setting, const char *text)
{
	const char **field = setting->field, *path = *field;
	struct stat st;
	bool there = stat(path, &st) == 0 && access(path, R_OK) == 0;

	*field = NULL; /* nobody need find out again */
	if (!there && is_secret_itself(text))
		setting_fault(setting, "is the secret itself; right is the name of a file with it");
	else if (!there)
		setting_fault(setting, "'%s' can't be read: %s", path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		setting_fault(setting, "'%s' is no file", path);
	else
		*field = path;
	if (*field && st.st_mode & (S_IROTH | S_IWOTH))
		conf_warn(setting->load->conf, setting->path, setting->line,
			"%s: others may read or write '%s'; chmod 600 keeps the secret",
			setting->key->name, path);
}

static void
load_text(struct setting *setting, const struct conf_reader *reader)
{
	struct load *load = setting->load;
	const char *text = conf_value_text(reader, load->arena, load->faults);

	if (!text) {
		load_value(load, setting->key, setting->line, ""); /* it is there, though wrong */
		return;
	}
	if (set_one(setting, text)) {
		const char *shown = setting->shown ? setting->shown : text;

		load_value(load, setting->key, setting->line, shown);
		if (setting->key->type == KEY_PATH && is_folder(shown))
			setting_fault(setting, "'%s' is a folder; right is a file's path", shown);
		if (setting->key->type == KEY_SECRET && !load->open)
			check_secret(setting, text);
	} else {
		setting_wrong(setting, text);
		load_value(load, setting->key, setting->line, text);
	}
}

static void
load_list(struct setting *setting, const struct conf_reader *reader)
{
	struct load *load = setting->load;
	struct conf_list list;

	if (!conf_value_list(reader, load->arena, &list.items, &list.n, load->faults)) {
		load_value(load, setting->key, setting->line, "");
		return;
	}
	if (list.n == 0) {
		setting_wrong(setting, reader->value);
		return;
	}
	load_value(load, setting->key, setting->line, arena_strdup(load->arena, reader->value));
	set_list(setting, &list);
}

void
load_key(struct load *load, const struct conf_reader *reader, const struct key *key)
{
	struct setting setting = {
		.load = load,
		.key = key,
		.field = (char *)load->into + key->offset,
		.path = load->section->path,
		.line = reader->line,
	};

	if (is_list(key->type))
		load_list(&setting, reader);
	else
		load_text(&setting, reader);
}

void
load_default(struct load *load, const struct key *key, void *into)
{
	struct setting setting = {
		.load = load,
		.key = key,
		.field = (char *)into + key->offset,
		.path = "",
	};
	struct conf_list list = { .n = 1 };

	if (!is_list(key->type)) {
		if (!set_one(&setting, key->otherwise))
			setting_wrong(&setting, key->otherwise);
		return;
	}
	list.items = arena_array(load->arena, 1, sizeof *list.items);
	list.items[0] = key->otherwise;
	set_list(&setting, &list);
}
