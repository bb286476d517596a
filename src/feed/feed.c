/*
 * feed - which format is it; runs that format's table.
 *
 * A document is read strictly first. Only where that fails it is mended and read again, so
 * a sound one is never touched.
 */
#include "feed/feed.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/url.h"
#include "feed/build.h"
#include "feed/discover.h"
#include "feed/json.h"
#include "markup/charset.h"
#include "markup/html.h"

struct root {
	const char *name;
	enum feed_format format;
	const struct table *table;
};

static const struct root roots[] = {
	{ "rss", FEED_RSS, &rss_root },
	{ "rdf", FEED_RDF, &rss_root },
	{ "feed", FEED_ATOM, &atom_root },
	{ "entry", FEED_ATOM, &entry_root },
	{ "channel", FEED_CDF, &channel_root },
};

static const struct root *
root_find(const struct xml_prologue *prologue)
{
	for (size_t i = 0; prologue->root && i < ARRAY_LEN(roots); i++) {
		if (strlen(roots[i].name) == prologue->name_len &&
			strncasecmp(roots[i].name, prologue->name, prologue->name_len) == 0)
			return &roots[i];
	}
	return NULL;
}

static void
refuse(const struct xml_prologue *prologue, const struct charset_text *text, const char *url,
	struct arena *arena, struct err *err)
{
	const char *feed =
		prologue->html ? feed_discover(text->bytes, text->len, url, arena) : NULL;

	/* A page behind a secret address names others with the same secret. */
	if (prologue->html)
		err_set(err, ERR_DATA, "this is an HTML page, not a feed%s%s",
			feed ? "; it names the feed " : "", feed ? url_masked(arena, feed) : "");
	else if (!prologue->root)
		err_set(err, ERR_DATA, "this is no feed: neither XML nor JSON");
	else
		err_set(err, ERR_DATA, "this is no feed: the document is a '%.*s'",
			prologue->name_len > 40 ? 40 : (int)prologue->name_len, prologue->name);
}

static const char *
repairs_sentence(struct arena *arena, unsigned repairs, bool junk, bool damaged, bool cut)
{
	static const char *const names[] = { "entities that XML does not know", "damaged markup",
		"characters that XML forbids", "elements not closed where they should be",
		"no end: the document is cut off" };
	const char *text = "";

	if (junk)
		text = "something before the feed";
	if (damaged)
		text = arena_printf(
			arena, "%s%sbytes that are not in its charset", text, *text ? ", " : "");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (repairs & 1u << i)
			text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "", names[i]);
	}
	if (cut)
		text = arena_printf(arena, "%s%snot readable to its end", text, *text ? ", " : "");
	return text;
}

/* Whether U+0080 to U+009F stand somewhere. */
static bool
has_controls(const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + len;

	for (; at < end && (at = memchr(at, 0xC2, (size_t)(end - at))); at++) {
		if (end - at > 1 && (unsigned char)at[1] < 0xA0)
			return true;
	}
	return false;
}

/* Whether a character that could begin UTF-8 (U+00C2 to U+00F4) is before one that could go on. */
static bool
has_double(const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + len;

	for (; at < end && (at = memchr(at, 0xC3, (size_t)(end - at))); at++) {
		if (end - at > 3 && (unsigned char)at[1] >= 0x82 && (unsigned char)at[1] <= 0xB4 &&
			(unsigned char)at[2] == 0xC2)
			return true;
	}
	return false;
}

static void
build_begin(struct build *build, const struct xml_prologue *prologue, const struct root *root,
	const struct feed_hints *hints, struct arena *arena)
{
	build_init(build, arena, hints);
	build->has_controls = has_controls(prologue->root, prologue->len);
	build->has_double = has_double(prologue->root, prologue->len);
	build->feed.format = root->format;
	build->root = root->table;
}

static void
xml_feed_parse(struct build *build, const struct xml_prologue *prologue, const struct root *root,
	const struct feed_hints *hints, bool damaged, struct arena *arena)
{
	unsigned repairs = 0;
	bool cut = false, strict;
	struct err ignored;

	build_begin(build, prologue, root, hints, arena);
	strict = xml_tags_are_small(prologue->root, prologue->len) &&
		 xml_parse(prologue->root, prologue->len, &build_handlers, build, &ignored);
	if (!strict) {
		build_clear(build);
		build_begin(build, prologue, root, hints, arena);
		cut = !xml_parse_mended(prologue, &build_handlers, build, &repairs, &ignored);
		if (!repairs && !cut) /* "]]>" in a text, or names that differ in case */
			repairs = XML_REPAIRED_MARKUP;
	}
	build_finish(build);
	build->feed.repaired = !strict || prologue->junk || damaged;
	build->feed.cut_off = (repairs & XML_REPAIRED_END) != 0;
	build->feed.repairs = repairs_sentence(arena, repairs, prologue->junk, damaged, cut);
}

bool
feed_parse(const char *bytes, size_t len, const struct feed_hints *hints, struct arena *arena,
	struct feed *ret_feed, struct err *err)
{
	struct charset_text text;
	struct build build;
	size_t blank = 0;
	bool ok = true;

	charset_decode(bytes, len, hints ? hints->content_type : NULL, arena, &text);
	while (blank < text.len && isspace((unsigned char)text.bytes[blank]))
		blank++;
	if (blank == text.len) {
		err_set(err, ERR_DATA, "this is no feed: the document is empty");
		return false;
	}
	if (text.bytes[blank] == '{' || text.bytes[blank] == '[') {
		build_init(&build, arena, hints);
		ok = json_feed_parse(&build, text.bytes + blank, text.len - blank, err);
	} else {
		struct xml_prologue prologue;
		const struct root *root;

		xml_read_prologue(text.bytes, text.len, &prologue);
		root = root_find(&prologue);
		if (!root) {
			refuse(&prologue, &text, hints && hints->url ? hints->url : "", arena, err);
			return false;
		}
		xml_feed_parse(&build, &prologue, root, hints, text.damaged, arena);
	}
	if (ok) {
		*ret_feed = build.feed;
		if (!*ret_feed->feed_url)
			ret_feed->feed_url = arena_strdup(arena, build.url);
	}
	build_clear(&build);
	return ok;
}

static const char *
text_of_html(const char *html, struct arena *arena)
{
	size_t len = strlen(html);
	struct str out;
	const char *text;

	str_init(&out, FEED_FIELD_MAX);
	html_to_text(html, len, &out);
	text = arena_strndup(arena, out.text, out.len);
	str_clear(&out);
	return text;
}

void
item_make_text(struct item *item, struct arena *arena)
{
	if (!item->content_text && item->content_html)
		item->content_text = text_of_html(item->content_html, arena);
	item_make_summary(item, arena);
}

void
item_make_summary(struct item *item, struct arena *arena)
{
	if (!*item->summary && item->summary_html)
		item->summary = text_of_html(item->summary_html, arena);
}
