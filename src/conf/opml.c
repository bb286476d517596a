/*
 * opml - the lists of feeds that readers exchange (OPML 1.0, 2.0).
 */
#include "conf/opml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/charset.h"
#include "markup/xml.h"

enum {
	OPML_MAX = 16 << 20,
	FEEDS_MAX = 20000,
	TITLE_MAX = 200,
	SECTION_MAX = 60,
	DEPTH_MAX = 200,
	FOLDER_MAX = 500,
};

/* Texts that were met, each once: a table with open addressing, at most half full. */
struct met {
	struct met_text {
		const char *text; /* NULL: a free place */
		unsigned next;    /* the number that the next of this name gets */
	} * slots;
	size_t n, cap;
};

/* A list while it is read: where we are, and what was there already. */
struct reading {
	struct arena *arena;
	struct opml opml;
	struct met sections, urls;
	size_t cap_feeds, cap_skipped;
	const char *folders[DEPTH_MAX]; /* of each open element; NULL: no folder */
	size_t depth;
};

/* Attributes are written xmlUrl, xmlURL and xmlurl. */
static const char *
attr_text(struct reading *reading, const struct xml_attr *attrs, size_t n, const char *name)
{
	struct str line;
	const char *text = "";

	for (size_t i = 0; i < n; i++) {
		char *raw;

		if (strcasecmp(attrs[i].name.local, name) != 0)
			continue;
		raw = xml_attr_text(reading->arena, &attrs[i]);
		str_init(&line, URL_MAX);
		utf8_clean_line(&line, raw, strlen(raw), URL_MAX);
		text = arena_strdup(reading->arena, line.text);
		str_clear(&line);
		break;
	}
	return text;
}

static const char *
clipped(struct arena *arena, const char *text, size_t max)
{
	return arena_strndup(arena, text, utf8_cut_at_word(text, strlen(text), max));
}

/* The place of a text, free or its own. */
static struct met_text *
met_place(struct met_text *slots, size_t cap, const char *text)
{
	size_t i = hash_text(text) & (cap - 1);

	while (slots[i].text && strcmp(slots[i].text, text) != 0)
		i = (i + 1) & (cap - 1);
	return &slots[i];
}

static void
met_grow(struct met *met, struct arena *arena)
{
	size_t cap = met->cap ? 2 * met->cap : 64;
	struct met_text *slots = arena_array(arena, cap, sizeof *slots);

	for (size_t i = 0; i < met->cap; i++)
		if (met->slots[i].text)
			*met_place(slots, cap, met->slots[i].text) = met->slots[i];
	met->slots = slots;
	met->cap = cap;
}

/* Notes a text, borrowed. *ret_new: it was not met before. The entry lasts until the next call. */
static struct met_text *
met_note(struct met *met, struct arena *arena, const char *text, bool *ret_new)
{
	struct met_text *entry;

	if (met->n >= met->cap / 2)
		met_grow(met, arena);
	entry = met_place(met->slots, met->cap, text);
	*ret_new = !entry->text;
	if (*ret_new) {
		*entry = (struct met_text){ text, 2 };
		met->n++;
	}
	return entry;
}

/* "Financial Times: Companies" to "financial-times-companies". */
static const char *
slug(struct arena *arena, const char *text)
{
	char *made = arena_alloc(arena, SECTION_MAX + 1);
	size_t len = 0;

	for (; *text && len < SECTION_MAX; text++) {
		unsigned char c = (unsigned char)*text;

		if (isalnum(c))
			made[len++] = (char)tolower(c);
		else if (len > 0 && made[len - 1] != '-' && *text != '\'')
			made[len++] = '-';
	}
	while (len > 0 && made[len - 1] == '-')
		len--;
	made[len] = '\0';
	return made;
}

static const char *
section_for(struct reading *reading, const char *title, const char *url)
{
	const char *base = slug(reading->arena, title), *section;
	bool is_new;

	if (!*base)
		base = slug(reading->arena, url_host(reading->arena, url));
	if (!*base)
		base = "feed";
	unsigned number = met_note(&reading->sections, reading->arena, base, &is_new)->next;

	for (section = base; !is_new; number++) {
		section = arena_printf(reading->arena, "%s-%u", base, number);
		met_note(&reading->sections, reading->arena, section, &is_new);
	}
	met_place(reading->sections.slots, reading->sections.cap, base)->next = number;
	return section;
}

static void
skip(struct reading *reading, const char *title, const char *why)
{
	struct opml *opml = &reading->opml;

	ARENA_PUSH(reading->arena, opml->skipped, opml->n_skipped, reading->cap_skipped,
		arena_printf(reading->arena, "'%s' %s", title, why));
}

static const char *
folder_path(const struct reading *reading)
{
	struct str path;
	const char *text;

	str_init(&path, FOLDER_MAX);
	for (size_t i = 0; i < reading->depth && i < DEPTH_MAX; i++)
		if (reading->folders[i])
			str_printf(&path, "%s%s", path.len ? " / " : "", reading->folders[i]);
	text = arena_strdup(reading->arena, path.text);
	str_clear(&path);
	return text;
}

static bool
is_feed_url(const char *url)
{
	return (url_can_be_called(url) || !strncasecmp(url, "file:///", 8)) &&
	       !strpbrk(url, " \"<>");
}

static void
take_feed(struct reading *reading, const char *title, const char *url)
{
	struct opml *opml = &reading->opml;
	struct opml_feed feed = { .title = title };
	bool is_new;

	if (opml->n_feeds == FEEDS_MAX)
		return;
	feed.url = url = url_of_feed(reading->arena, url);
	if (!is_feed_url(url)) {
		skip(reading, title, "has no address that can be asked by http, https or file");
		return;
	}
	met_note(&reading->urls, reading->arena, url, &is_new);
	if (!is_new) {
		skip(reading, title, "stands twice");
		return;
	}
	feed.section = section_for(reading, title, url);
	feed.folder = folder_path(reading);
	ARENA_PUSH(reading->arena, opml->feeds, opml->n_feeds, reading->cap_feeds, feed);
}

static void
on_start(void *arg, const struct xml_name *name, const struct xml_attr *attrs, size_t n_attrs)
{
	struct reading *reading = arg;
	const char *folder = NULL, *title, *url;

	if (!strcasecmp(name->local, "outline")) {
		title = attr_text(reading, attrs, n_attrs, "text");
		if (!*title)
			title = attr_text(reading, attrs, n_attrs, "title");
		title = clipped(reading->arena, title, TITLE_MAX);
		url = attr_text(reading, attrs, n_attrs, "xmlUrl");
		if (*url)
			take_feed(reading, title, url);
		else if (*title)
			folder = title;
	}
	if (reading->depth < DEPTH_MAX)
		reading->folders[reading->depth] = folder;
	reading->depth++;
}

static void
on_end(void *arg)
{
	struct reading *reading = arg;

	reading->depth--;
}

static void
on_text(void *arg, const char *text, size_t len)
{
	(void)arg;
	(void)text;
	(void)len;
}

/* A download or an editor that was stopped halfway: the rest is missed, so that it is told. */
static void
on_cut(void *arg)
{
	struct reading *reading = arg;
	struct opml *opml = &reading->opml;

	ARENA_PUSH(reading->arena, opml->skipped, opml->n_skipped, reading->cap_skipped,
		"what comes after the place where the list breaks off");
}

bool
opml_parse(
	const char *bytes, size_t len, struct arena *arena, struct opml *ret_opml, struct err *err)
{
	static const struct xml_handlers handlers = { on_start, on_text, on_end, on_cut };
	struct reading reading = { .arena = arena };
	struct charset_text text;
	struct xml_prologue prologue;
	unsigned repairs;

	charset_decode(bytes, len, NULL, arena, &text);
	xml_read_prologue(text.bytes, text.len, &prologue);
	if (!prologue.root || prologue.name_len != 4 ||
		strncasecmp(prologue.name, "opml", 4) != 0) {
		err_set(err, ERR_DATA, "this is no OPML: it should begin with <opml>");
		return false;
	}
	if (!xml_tags_are_small(prologue.root, prologue.len) ||
		!xml_parse(prologue.root, prologue.len, &handlers, &reading, err)) {
		reading = (struct reading){ .arena = arena };
		if (!xml_parse_mended(&prologue, &handlers, &reading, &repairs, err))
			return false;
	}
	if (reading.opml.n_feeds == FEEDS_MAX) {
		err_set(err, ERR_LIMIT, "holds %d feeds or more", FEEDS_MAX);
		return false;
	}
	*ret_opml = reading.opml;
	return true;
}

bool
opml_read(const char *path, struct arena *arena, struct opml *ret_opml, struct err *err)
{
	struct str bytes;
	bool ok;

	str_init(&bytes, OPML_MAX);
	ok = file_read(path, &bytes, err);
	if (ok && !opml_parse(bytes.text, bytes.len, arena, ret_opml, err)) {
		err_prefix(err, "%s", path);
		ok = false;
	}
	str_clear(&bytes);
	return ok;
}

static void
put_attr(struct str *out, const char *name, const char *value)
{
	str_printf(out, " %s=\"", name);
	escape_xml(out, value);
	str_putc(out, '"');
}

void
opml_write(const struct opml_feed *feeds, size_t n, struct str *out)
{
	str_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
		      "  <head>\n    <title>Feeds of dealwatch</title>\n  </head>\n  <body>\n");
	for (size_t i = 0; i < n; i++) {
		str_puts(out, "    <outline type=\"rss\"");
		put_attr(out, "text", feeds[i].title);
		put_attr(out, "title", feeds[i].title);
		put_attr(out, "xmlUrl", feeds[i].url);
		str_puts(out, "/>\n");
	}
	str_puts(out, "  </body>\n</opml>\n");
}
