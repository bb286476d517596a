/*
 * fuzz_feed - any bytes as a feed, all the way to JSON.
 *
 * The first byte chooses the hints; what is read must be valid UTF-8 and bounded.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "feed/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool held)
{
	if (!held)
		abort();
}

static void
check_text(const char *text)
{
	must(text && utf8_valid(text, strlen(text)));
}

static void
check_item(const struct item *item)
{
	check_text(item->id);
	must(*item->id);
	check_text(item->title);
	must(!strchr(item->title, '\n') && strlen(item->title) <= FEED_LINE_MAX);
	check_text(item->url);
	check_text(item->summary);
	if (item->content_html)
		check_text(item->content_html);
	if (item->content_text)
		check_text(item->content_text);
	must(item->n_tags <= FEED_PARTS_MAX && item->n_authors <= FEED_PARTS_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = { NULL, "text/xml; charset=iso-8859-1",
		"application/rss+xml; charset=\"utf-8\"", "text/xml;charset=shift_jis" };
	struct feed_hints hints = { 0 };
	struct arena *arena;
	struct feed feed;
	struct err err;

	if (size == 0)
		return 0;
	hints.content_type = types[data[0] % ARRAY_LEN(types)];
	hints.url = data[0] & 4 ? "http://feed.example/dir/feed.xml" : NULL;
	arena = arena_new();
	if (feed_parse((const char *)data + 1, size - 1, &hints, arena, &feed, &err)) {
		struct jnode *root;
		struct str out;

		must(feed.n_items <= FEED_ITEMS_MAX);
		for (size_t i = 0; i < feed.n_items; i++) {
			item_make_text(&feed.items[i], arena);
			check_item(&feed.items[i]);
		}
		root = feed_to_json(&feed);
		str_init(&out, 1 << 30);
		jnode_print(root, &out);
		must(utf8_valid(out.text, out.len) && !out.cut);
		str_clear(&out);
		jnode_free(root);
	}
	arena_free(arena);
	return 0;
}
