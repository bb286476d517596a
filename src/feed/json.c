/*
 * json - fields are read by what they are, not by what the version says: an id may be a number,
 * a list may be a single value, an author may be just a name.
 */
#include "feed/json.h"

#include <string.h>

#include "base/json.h"
#include "base/url.h"
#include "base/utf8.h"
#include "feed/date.h"

/* The text of a member, numbers written out; "" where there is none. */
static const char *
member_text(struct build *build, const struct jnode *object, const char *key)
{
	const struct jnode *node = jnode_get(object, key);
	const char *text = jnode_value_text(node);

	if (jnode_is_number(node) &&
		jnode_get_real(object, key, 0) != (double)jnode_value_int(node, 0))
		return arena_printf(build->arena, "%.17g", jnode_get_real(object, key, 0));
	if (jnode_is_number(node))
		return arena_printf(build->arena, "%lld", (long long)jnode_value_int(node, 0));
	return text ? text : "";
}

/* A number, also one that is written as a text; -1: there is none. */
static int64_t
member_number(const struct jnode *object, const char *key)
{
	const char *text = jnode_get_text(object, key);

	return text ? number_parse(text) : jnode_get_int(object, key, -1);
}

static const char *
member_line(struct build *build, const struct jnode *object, const char *key)
{
	const char *text = member_text(build, object, key);

	return build_line(
		build, &(struct text){ .bytes = text, .len = strlen(text), .form = FORM_PLAIN });
}

static const char *
member_link(struct build *build, const struct jnode *object, const char *key)
{
	const char *text = member_text(build, object, key);

	return build_link(
		build, build_word(build, &(struct text){ .bytes = text, .len = strlen(text) }));
}

static int64_t
member_time(struct build *build, const struct jnode *object, const char *key)
{
	int64_t when = 0;

	return date_parse(member_text(build, object, key), &when) ? when : 0;
}

static void
add_author(struct build *build, const struct jnode *node)
{
	struct person person;

	if (jnode_is_text(node)) {
		const char *name = jnode_value_text(node);

		person = person_read(build->arena,
			build_word(build, &(struct text){ .bytes = name, .len = strlen(name) }));
	} else {
		person = (struct person){
			.name = member_line(build, node, "name"),
			.url = member_link(build, node, "url"),
			.avatar = member_link(build, node, "avatar"),
			.email = "",
		};
	}
	build_add_author(build, &person);
}

/* "authors" of 1.1, "author" of 1.0; either may be one or many. */
static void
read_authors(struct build *build, const struct jnode *object)
{
	static const char *const keys[] = { "authors", "author" };

	for (size_t k = 0; k < ARRAY_LEN(keys); k++) {
		const struct jnode *node = jnode_get(object, keys[k]);

		if (node && !jnode_is_array(node))
			add_author(build, node);
		for (size_t i = 0; i < jnode_len(node); i++)
			add_author(build, jnode_at(node, i));
	}
}

static void
add_tag(struct build *build, const char *text)
{
	if (text)
		draft_add_tag(build,
			build_line(build, &(struct text){ .bytes = text, .len = strlen(text) }));
}

static void
read_tags(struct build *build, const struct jnode *node)
{
	add_tag(build, jnode_value_text(node));
	for (size_t i = 0; i < jnode_len(node); i++)
		add_tag(build, jnode_value_text(jnode_at(node, i)));
}

static void
read_attachments(struct build *build, const struct jnode *node)
{
	for (size_t i = 0; i < jnode_len(node); i++) {
		const struct jnode *from = jnode_at(node, i);
		struct attachment attachment = {
			.url = member_link(build, from, "url"),
			.mime_type = member_line(build, from, "mime_type"),
			.title = member_line(build, from, "title"),
			.size_in_bytes = member_number(from, "size_in_bytes"),
			.duration_in_seconds = member_number(from, "duration_in_seconds"),
		};

		draft_add_attachment(build, &attachment, true);
	}
}

static void
read_rich(struct build *build, const char *text, enum form form, struct rich *ret_rich)
{
	size_t len = strlen(text);

	if (len > FEED_FIELD_MAX) {
		len = FEED_FIELD_MAX;
		while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
	}
	build_rich(build, &(struct text){ .bytes = text, .len = len, .form = form }, ret_rich);
}

static void
read_item(struct build *build, const struct jnode *from)
{
	struct draft *draft = &build->draft;
	struct item *item = &draft->item;
	const char *id = member_text(build, from, "id");

	draft_begin(build);
	item->id = build_word(build, &(struct text){ .bytes = id, .len = strlen(id) });
	item->url = member_link(build, from, "url");
	item->external_url = member_link(build, from, "external_url");
	item->title = member_line(build, from, "title");
	item->image = member_link(build, from, "image");
	if (!*item->image)
		item->image = member_link(build, from, "banner_image");
	item->language = member_line(build, from, "language");
	item->published = member_time(build, from, "date_published");
	item->modified = member_time(build, from, "date_modified");
	if (url_is_web(item->id))
		draft->link_from_id = item->id;
	read_rich(build, member_text(build, from, "summary"), FORM_PLAIN, &draft->lead);
	read_rich(build, member_text(build, from, "content_html"), FORM_HTML, &draft->content);
	read_rich(build, member_text(build, from, "content_text"), FORM_PLAIN,
		draft->content.text ? &draft->plain : &draft->content);
	read_authors(build, from);
	read_tags(build, jnode_get(from, "tags"));
	read_attachments(build, jnode_get(from, "attachments"));
	draft_end(build);
}

static void
read_hubs(struct build *build, const struct jnode *hubs)
{
	for (size_t i = 0; i < jnode_len(hubs); i++)
		build_add_hub(build, member_link(build, jnode_at(hubs, i), "url"));
}

bool
json_feed_parse(struct build *build, const char *bytes, size_t len, struct err *err)
{
	struct feed *feed = &build->feed;
	struct jnode *root = jnode_parse(bytes, len, err);
	const struct jnode *items = jnode_get(root, "items");
	const char *version = jnode_get_text(root, "version");

	if (!root) {
		err_prefix(err, "this is no JSON");
		return false;
	}
	if (!jnode_is_array(items) && !(version && strstr(version, "jsonfeed.org"))) {
		err_set(err, ERR_DATA, "this is JSON, but no JSON Feed: it has no \"items\"");
		jnode_free(root);
		return false;
	}
	feed->format = FEED_JSON;
	feed->title = member_line(build, root, "title");
	feed->description = member_line(build, root, "description");
	feed->home_page_url = member_link(build, root, "home_page_url");
	feed->feed_url = member_link(build, root, "feed_url");
	feed->next_url = member_link(build, root, "next_url");
	feed->icon = member_link(build, root, "icon");
	feed->favicon = member_link(build, root, "favicon");
	feed->language = member_line(build, root, "language");
	feed->expired = jnode_get_bool(root, "expired", false);
	read_authors(build, root);
	read_hubs(build, jnode_get(root, "hubs"));
	for (size_t i = 0; i < jnode_len(items) && i < FEED_ITEMS_MAX; i++) {
		if (jnode_is_object(jnode_at(items, i)))
			read_item(build, jnode_at(items, i));
	}
	jnode_free(root);
	return true;
}
