/*
 * json - fields are read by what they are, not by what the version says: an id may be a number,
 * a list may be a single value, an author may be just a name. A document is read an item at a
 * time, so that no tree of it is ever held; what comes before a break is kept.
 */
#include "feed/json.h"

#include <string.h>

#include "base/json.h"
#include "base/url.h"
#include "feed/date.h"
#include "feed/json_mend.h"
#include "feed/json_scan.h"
#include "feed/number.h"

enum {
	HEAD_MAX = 1 << 20, /* bytes of what a document says besides its items; more is left out */
	VALUES_MAX = 20000, /* in one item, and in the head: each costs many times its bytes */
	MENDED_GROWTH_MAX = 6, /* a control character becomes \u001b */
};

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

static bool
is_items(const struct json_span *key, const struct json_span *value)
{
	return key->len == 5 && memcmp(key->at, "items", 5) == 0 && value->len > 0 &&
	       *value->at == '[';
}

/* The object that bytes hold, with its strings mended where they need it. */
static struct jnode *
read_object(const char *bytes, size_t len, bool *ret_mended, struct err *err)
{
	struct err ignored;
	struct jnode *object = jnode_parse(bytes, len, err);
	struct str mended;

	if (object)
		return object;
	str_init(&mended, MENDED_GROWTH_MAX * len);
	json_mend(bytes, len, &mended);
	object = jnode_parse(mended.text, mended.len, &ignored);
	str_clear(&mended);
	*ret_mended |= object != NULL;
	return object;
}

/* The members of the document but for its items, as an object of their own. */
static struct jnode *
read_head(struct json_scan *scan, struct json_span *ret_items, bool *ret_mended, struct err *err)
{
	struct json_span key = { 0 }, value = { 0 };
	struct jnode *head;
	size_t n_values = 0;
	struct str text;

	str_init(&text, HEAD_MAX);
	str_putc(&text, '{');
	while (json_scan_member(scan, &key, &value)) {
		if (is_items(&key, &value)) {
			*ret_items = value;
			continue;
		}
		n_values += value.n_values;
		if (n_values > VALUES_MAX || text.len + key.len + value.len + 8 > HEAD_MAX)
			continue;
		str_puts(&text, text.len > 1 ? ",\"" : "\"");
		str_add(&text, key.at, key.len);
		str_puts(&text, "\":");
		str_add(&text, value.at, value.len);
	}
	if (scan->broken && is_items(&key, &value)) /* cut off */
		*ret_items = value;
	str_putc(&text, '}');
	head = read_object(text.text, text.len, ret_mended, err);
	str_clear(&text);
	return head;
}

/* False: some are no JSON, or far too many values. */
static bool
read_items(struct build *build, const struct json_span *items, bool *ret_mended)
{
	struct json_scan scan = json_scan_open(items->at, items->len);
	struct json_span value;
	bool sound = true;

	while (json_scan_element(&scan, &value)) {
		struct err ignored;
		struct jnode *item;

		if (*value.at != '{')
			continue;
		if (build->feed.n_items == build->max_items) {
			build->feed.n_left_out++;
			continue;
		}
		item = value.n_values > VALUES_MAX
			       ? NULL
			       : read_object(value.at, value.len, ret_mended, &ignored);
		if (item)
			read_item(build, item);
		else
			sound = false;
		jnode_free(item);
	}
	return sound && !scan.broken;
}

static void
read_feed(struct build *build, const struct jnode *head)
{
	struct feed *feed = &build->feed;

	feed->format = FEED_JSON;
	feed->title = member_line(build, head, "title");
	feed->description = member_line(build, head, "description");
	feed->home_page_url = member_link(build, head, "home_page_url");
	feed->feed_url = member_link(build, head, "feed_url");
	feed->next_url = member_link(build, head, "next_url");
	feed->icon = member_link(build, head, "icon");
	feed->favicon = member_link(build, head, "favicon");
	feed->language = member_line(build, head, "language");
	feed->expired = jnode_get_bool(head, "expired", false);
	read_authors(build, head);
	read_hubs(build, jnode_get(head, "hubs"));
}

bool
json_feed_parse(struct build *build, const char *bytes, size_t len, struct err *err)
{
	struct json_scan scan = json_scan_open(bytes, len);
	struct json_span items = { 0 };
	bool mended = false;
	struct jnode *head =
		*bytes == '{' ? read_head(&scan, &items, &mended, err) : jnode_object();
	const char *version = jnode_get_text(head, "version");
	bool is_feed = head && (items.at || (version && strstr(version, "jsonfeed.org")));
	bool sound = !scan.broken;

	if (is_feed) {
		read_feed(build, head);
		sound = (!items.at || read_items(build, &items, &mended)) && sound;
	}
	jnode_free(head);
	if (!head)
		err_prefix(err, "this is no JSON");
	else if (!sound && build->feed.n_items == 0)
		err_set(err, ERR_DATA, "this is no JSON: it is cut off, or broken");
	else if (!is_feed)
		err_set(err, ERR_DATA, "this is JSON, but no JSON Feed: it has no \"items\"");
	if (!is_feed || (!sound && build->feed.n_items == 0))
		return false;
	build->feed.repaired = !sound || mended;
	build->feed.cut_off = scan.broken && scan.at == scan.end;
	build->feed.repairs = !sound   ? "JSON that is cut off, or broken"
			      : mended ? "what JSON forbids"
				       : "";
	return true;
}
