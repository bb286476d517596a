/*
 * print - a feed as JSON Feed 1.1.
 */
#include <string.h>

#include "base/json.h"
#include "feed/feed.h"
#include "markup/html.h"

static void
put_text(struct jnode *object, const char *key, const char *text)
{
	if (text && *text)
		jnode_put_text(object, key, text);
}

static void
put_time(struct jnode *object, const char *key, int64_t when)
{
	if (when != 0)
		jnode_put_time(object, key, when);
}

static void
put_authors(struct jnode *object, const struct person *authors, size_t n)
{
	struct jnode *array;

	if (n == 0)
		return;
	array = jnode_array();
	for (size_t i = 0; i < n; i++) {
		struct jnode *author = jnode_object();

		put_text(author, "name", authors[i].name);
		put_text(author, "url", authors[i].url);
		put_text(author, "avatar", authors[i].avatar);
		jnode_append(array, author);
	}
	jnode_put(object, "authors", array);
}

static void
put_tags(struct jnode *object, const struct item *item)
{
	struct jnode *array;

	if (item->n_tags == 0)
		return;
	array = jnode_array();
	for (size_t i = 0; i < item->n_tags; i++)
		jnode_append(array, jnode_text(item->tags[i]));
	jnode_put(object, "tags", array);
}

static void
put_attachments(struct jnode *object, const struct item *item)
{
	struct jnode *array;

	if (item->n_attachments == 0)
		return;
	array = jnode_array();
	for (size_t i = 0; i < item->n_attachments; i++) {
		const struct attachment *attachment = &item->attachments[i];
		struct jnode *node = jnode_object();

		put_text(node, "url", attachment->url);
		put_text(node, "mime_type", attachment->mime_type);
		put_text(node, "title", attachment->title);
		if (attachment->size_in_bytes >= 0)
			jnode_put_int(node, "size_in_bytes", attachment->size_in_bytes);
		if (attachment->duration_in_seconds >= 0)
			jnode_put_int(node, "duration_in_seconds", attachment->duration_in_seconds);
		jnode_append(array, node);
	}
	jnode_put(object, "attachments", array);
}

/* Drops what moves a terminal's cursor: HTML has no use for it either. */
static void
drop_controls(char *text)
{
	unsigned char *to = (unsigned char *)text;

	for (const unsigned char *at = to; *at; at++) {
		if ((*at < ' ' && *at != '\n' && *at != '\t' && *at != '\r') || *at == 0x7F)
			continue;
		if (*at == 0xC2 && at[1] < 0xA0) {
			at++;
			continue;
		}
		*to++ = *at;
	}
	*to = '\0';
}

static void
put_html(struct jnode *object, const struct item *item)
{
	size_t len;
	struct str out;

	if (!item->content_html)
		return;
	len = strlen(item->content_html);
	str_init(&out, (size_t)2 * FEED_FIELD_MAX);
	if (*item->base)
		html_resolve(item->content_html, len, item->base, &out);
	else
		str_add(&out, item->content_html, len);
	drop_controls(out.text);
	jnode_put_text(object, "content_html", out.text);
	str_clear(&out);
}

/* Who had it first is no field of JSON Feed: an extension, as its names begin with "_". */
static void
put_source(struct jnode *object, const struct item *item)
{
	struct jnode *source;

	if (!*item->source && !*item->source_url)
		return;
	source = jnode_object();
	put_text(source, "name", item->source);
	put_text(source, "url", item->source_url);
	jnode_put(object, "_source", source);
}

struct jnode *
item_to_json(const struct item *item)
{
	struct jnode *object = jnode_object();

	jnode_put_text(object, "id", item->id);
	put_text(object, "url", item->url);
	put_text(object, "external_url", item->external_url);
	put_text(object, "title", item->title);
	put_html(object, item);
	if (item->content_text || !item->content_html)
		jnode_put_text(
			object, "content_text", item->content_text ? item->content_text : "");
	put_text(object, "summary", item->summary);
	put_text(object, "image", item->image);
	put_time(object, "date_published", item->published);
	put_time(object, "date_modified", item->modified);
	put_authors(object, item->authors, item->n_authors);
	put_tags(object, item);
	put_text(object, "language", item->language);
	put_attachments(object, item);
	put_source(object, item);
	return object;
}

static void
put_hubs(struct jnode *object, const struct feed *feed)
{
	struct jnode *array;

	if (feed->n_hubs == 0)
		return;
	array = jnode_array();
	for (size_t i = 0; i < feed->n_hubs; i++) {
		struct jnode *hub = jnode_object();

		jnode_put_text(hub, "type", "WebSub");
		jnode_put_text(hub, "url", feed->hubs[i]);
		jnode_append(array, hub);
	}
	jnode_put(object, "hubs", array);
}

struct jnode *
feed_to_json(const struct feed *feed)
{
	struct jnode *object = jnode_object(), *items = jnode_array(), *own;

	jnode_put_text(object, "version", "https://jsonfeed.org/version/1.1");
	jnode_put_text(object, "title", feed->title);
	put_text(object, "home_page_url", feed->home_page_url);
	put_text(object, "feed_url", feed->feed_url);
	put_text(object, "description", feed->description);
	put_text(object, "next_url", feed->next_url);
	put_text(object, "icon", feed->icon);
	put_text(object, "favicon", feed->favicon);
	put_authors(object, feed->authors, feed->n_authors);
	put_text(object, "language", feed->language);
	if (feed->expired)
		jnode_put_bool(object, "expired", true);
	put_hubs(object, feed);
	if (feed->repaired) {
		own = jnode_object();
		jnode_put_bool(own, "repaired", true);
		put_text(own, "repairs", feed->repairs);
		jnode_put(object, "_dealwatch", own);
	}
	for (size_t i = 0; i < feed->n_items; i++)
		jnode_append(items, item_to_json(&feed->items[i]));
	jnode_put(object, "items", items);
	return object;
}
