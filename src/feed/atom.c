/*
 * atom - Atom 1.0 and 0.3; what stands there under a name of RSS means what it means in RSS.
 */
#include <string.h>

#include "base/url.h"
#include "feed/take.h"

/* An id with a slash and no scheme is an address that somebody forgot to complete. */
static void
take_id(struct build *build, const struct text *text)
{
	struct item *item = &build->draft.item;
	const char *id = build_word(build, text);

	if (!url_is_absolute(id) && strchr(id, '/') && !strchr(id, ':'))
		id = build_link(build, id);
	if (!*item->id)
		item->id = id;
	if (url_is_web(id) && !build->draft.link_from_id)
		build->draft.link_from_id = id;
}

static void
start_content(struct build *build, const struct element *element)
{
	const char *src = build_attr(build, element, "src");

	start_atom_text(build, element);
	if (src && !build->draft.link_from_id)
		build->draft.link_from_id = build_link(build, src);
}

static void
take_source_title(struct build *build, const struct text *text)
{
	if (!*build->draft.item.source)
		build->draft.item.source = build_line(build, text);
}

static void
start_source_link(struct build *build, const struct element *element)
{
	const char *rel = build_attr(build, element, "rel");
	const char *href = build_attr(build, element, "href");
	struct item *item = &build->draft.item;
	bool is_page = !rel || is_word(rel, "alternate");

	if (href && (is_page || (is_word(rel, "self") && !*item->source_url)))
		item->source_url = build_link(build, href);
}

static void
take_icon(struct build *build, const struct text *text)
{
	if (!*build->feed.favicon)
		build->feed.favicon = build_text_link(build, text);
}

static void
take_logo(struct build *build, const struct text *text)
{
	if (!*build->feed.icon)
		build->feed.icon = build_text_link(build, text);
}

static void
take_entry(struct build *build, const struct text *text)
{
	(void)text;
	draft_end(build);
}

static const struct field source_fields[] = {
	{ NS_CORE, "title", FIELD_RICH, take_source_title, start_atom_text, NULL },
	{ NS_CORE, "link", FIELD_ATTRS, NULL, start_source_link, NULL },
};
static const struct table source_table = TABLE(source_fields, NULL);

static const struct field entry_fields[] = {
	{ NS_CORE, "title", FIELD_RICH, take_title, start_atom_text, NULL },
	{ NS_CORE, "link", FIELD_PLAIN, take_link, start_link, NULL },
	{ NS_CORE, "id", FIELD_PLAIN, take_id, NULL, NULL },
	{ NS_CORE, "summary", FIELD_RICH, take_lead, start_atom_text, NULL },
	{ NS_CORE, "content", FIELD_RICH, take_content, start_content, NULL },
	{ NS_CORE, "published", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_CORE, "issued", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_CORE, "created", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_CORE, "updated", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_CORE, "modified", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_CORE, "author", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_CORE, "category", FIELD_PLAIN, take_category, start_category, NULL },
	{ NS_CORE, "source", FIELD_ENTER, NULL, NULL, &source_table },
};

static const struct table entry_table = TABLE(entry_fields, &rss_item);

static const struct field feed_fields[] = {
	{ NS_CORE, "entry", FIELD_ENTER, take_entry, draft_start, &entry_table },
	{ NS_CORE, "title", FIELD_RICH, take_title, start_atom_text, NULL },
	{ NS_CORE, "subtitle", FIELD_RICH, take_lead, start_atom_text, NULL },
	{ NS_CORE, "tagline", FIELD_RICH, take_lead, start_atom_text, NULL },
	{ NS_CORE, "link", FIELD_PLAIN, take_link, start_link, NULL },
	{ NS_CORE, "author", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_CORE, "icon", FIELD_PLAIN, take_icon, NULL, NULL },
	{ NS_CORE, "logo", FIELD_PLAIN, take_logo, NULL, NULL },
};

static const struct table feed_table = TABLE(feed_fields, &rss_channel);

static const struct field atom_root_field[] = {
	{ NS_CORE, "feed", FIELD_ENTER, NULL, start_language, &feed_table },
};
const struct table atom_root = TABLE(atom_root_field, NULL);

/* A single entry is a feed of one. */
static const struct field entry_root_field[] = {
	{ NS_CORE, "entry", FIELD_ENTER, take_entry, draft_start, &entry_table },
};
const struct table entry_root = TABLE(entry_root_field, NULL);
