/*
 * rss - RSS 0.90 to 2.0, RDF, and CDF, which is near enough to share the tables.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/url.h"
#include "feed/number.h"
#include "feed/take.h"

static void
start_guid(struct build *build, const struct element *element)
{
	build->guid_is_name = attr_is(element, "ispermalink", "false");
	build->guid_is_link = attr_is(element, "ispermalink", "true");
}

/* A guid is the item's page where it may be one, and no link says otherwise. */
static void
take_guid(struct build *build, const struct text *text)
{
	struct item *item = &build->draft.item;
	const char *guid = build_word(build, text);

	if ((!build->guid_is_name && *guid == '/') ||
		(build->guid_is_link && strchr(guid, '/') && !strchr(guid, ':')))
		guid = build_link(build, guid);
	if (!*item->id)
		item->id = guid;
	if (!build->guid_is_name && url_is_web(guid) && !build->draft.link_from_id)
		build->draft.link_from_id = guid;
}

static void
start_enclosure(struct build *build, const struct element *element)
{
	const char *url = build_attr(build, element, "url");
	const char *type = build_attr(build, element, "type");
	const char *length = build_attr(build, element, "length");
	const char *href = url ? url : build_attr(build, element, "href");
	struct attachment attachment = {
		.url = href ? build_link(build, href) : "",
		.mime_type = type ? type : "",
		.title = "",
		.size_in_bytes = length ? number_parse(length) : -1,
		.duration_in_seconds = -1,
	};

	draft_add_attachment(build, &attachment, true);
}

static void
start_source(struct build *build, const struct element *element)
{
	const char *url = build_attr(build, element, "url");

	if (url && !*build->draft.item.source_url)
		build->draft.item.source_url = build_link(build, url);
}

static void
take_source(struct build *build, const struct text *text)
{
	if (!*build->draft.item.source)
		build->draft.item.source = build_line(build, text);
}

/* A second <description>, or a <summary> beside it: neither is lost. */
static void
take_summary(struct build *build, const struct text *text)
{
	if (!build->draft.lead.text)
		take_lead(build, text);
	else
		take_content(build, text);
}

/* CDF says with attributes what RSS says with elements. */
void
draft_start(struct build *build, const struct element *element)
{
	const char *href, *modified;

	draft_begin(build);
	start_language(build, element);
	build->draft.about = build_attr_ns(build, element, NS_RDF, "about");
	href = build_attr(build, element, "href");
	if (href)
		build->draft.link_from_id = build_link(build, href);
	modified = build_attr(build, element, "lastmod");
	if (modified)
		take_modified(build, &(struct text){ .bytes = modified, .len = strlen(modified) });
}

static void
take_item(struct build *build, const struct text *text)
{
	(void)text;
	draft_end(build);
}

static const struct field item_fields[] = {
	{ NS_CORE, "title", FIELD_RICH, take_title, NULL, NULL },
	{ NS_CORE, "link", FIELD_PLAIN, take_link, start_link, NULL },
	{ NS_CORE, "description", FIELD_RICH, take_summary, NULL, NULL },
	{ NS_CORE, "guid", FIELD_PLAIN, take_guid, start_guid, NULL },
	{ NS_CORE, "pubdate", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_CORE, "category", FIELD_PLAIN, take_category, start_category, NULL },
	{ NS_CORE, "keywords", FIELD_PLAIN, take_tag, NULL, NULL },
	{ NS_CORE, "author", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_CORE, "managingeditor", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_CORE, "source", FIELD_PLAIN, take_source, start_source, NULL },
	{ NS_CORE, "enclosure", FIELD_ATTRS, NULL, start_enclosure, NULL },
	{ NS_CORE, "id", FIELD_PLAIN, take_guid, start_guid, NULL },
	{ NS_CORE, "summary", FIELD_RICH, take_summary, NULL, NULL },
	{ NS_CORE, "abstract", FIELD_RICH, take_lead, NULL, NULL },
	{ NS_CORE, "fullitem", FIELD_RICH, take_content, NULL, NULL },
	{ NS_CORE, "content", FIELD_RICH, take_content, NULL, NULL },
	{ NS_CORE, "body", FIELD_RICH, take_content, start_markup, NULL },
	{ NS_CORE, "published", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_CORE, "issued", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_CORE, "date", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_CORE, "created", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_CORE, "modified", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_CORE, "updated", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_CORE, "lastbuilddate", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_CORE, "a", FIELD_PLAIN, NULL, start_link, NULL },
};

const struct table rss_item = TABLE(item_fields, &module_item);

/* --- the channel ----------------------------------------------------------- */

static void
take_ttl(struct build *build, const struct text *text)
{
	int64_t minutes = strtoll(text->bytes, NULL, 10);

	if (minutes > 0 && minutes < 10000000)
		build->feed.ttl = minutes * 60;
}

static void
take_hour(struct build *build, const struct text *text)
{
	char *end;
	long hour = strtol(text->bytes, &end, 10);

	if (end != text->bytes && hour >= 0 && hour <= 24)
		build->feed.skip_hours |= 1u << hour % 24;
}

static void
take_day(struct build *build, const struct text *text)
{
	static const char *const days[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
	const char *day = text->bytes + strspn(text->bytes, " \t\r\n");

	for (unsigned i = 0; i < ARRAY_LEN(days); i++) {
		if (strncasecmp(day, days[i], 3) == 0)
			build->feed.skip_days |= (uint8_t)(1u << i);
	}
}

static void
take_image_url(struct build *build, const struct text *text)
{
	if (!*build->feed.icon)
		build->feed.icon = build_text_link(build, text);
}

static void
start_channel(struct build *build, const struct element *element)
{
	const char *href = build_attr(build, element, "href");

	start_language(build, element);
	if (href && !*build->feed.home_page_url)
		build->feed.home_page_url = build_link(build, href);
}

static const struct field image_fields[] = {
	{ NS_CORE, "url", FIELD_PLAIN, take_image_url, NULL, NULL },
};
static const struct table image_table = TABLE(image_fields, NULL);

static const struct field hour_fields[] = {
	{ NS_CORE, "hour", FIELD_PLAIN, take_hour, NULL, NULL },
};
static const struct table hour_table = TABLE(hour_fields, NULL);

static const struct field day_fields[] = {
	{ NS_CORE, "day", FIELD_PLAIN, take_day, NULL, NULL },
};
static const struct table day_table = TABLE(day_fields, NULL);

static const struct field channel_fields[] = {
	{ NS_CORE, "item", FIELD_ENTER, take_item, draft_start, &rss_item },
	{ NS_CORE, "title", FIELD_RICH, take_title, NULL, NULL },
	{ NS_CORE, "link", FIELD_PLAIN, take_link, start_link, NULL },
	{ NS_CORE, "description", FIELD_RICH, take_lead, NULL, NULL },
	{ NS_CORE, "tagline", FIELD_RICH, take_lead, NULL, NULL },
	{ NS_CORE, "subtitle", FIELD_RICH, take_lead, NULL, NULL },
	{ NS_CORE, "abstract", FIELD_RICH, take_lead, NULL, NULL },
	{ NS_CORE, "language", FIELD_PLAIN, take_language, NULL, NULL },
	{ NS_CORE, "managingeditor", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_CORE, "author", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_CORE, "ttl", FIELD_PLAIN, take_ttl, NULL, NULL },
	{ NS_CORE, "skiphours", FIELD_ENTER, NULL, NULL, &hour_table },
	{ NS_CORE, "skipdays", FIELD_ENTER, NULL, NULL, &day_table },
	{ NS_CORE, "image", FIELD_ENTER, NULL, NULL, &image_table },
	{ NS_CORE, "items", FIELD_ENTER, NULL, NULL, &rss_channel },
	{ NS_CORE, "channel", FIELD_ENTER, NULL, start_channel, &rss_channel },
	{ NS_CORE, "a", FIELD_PLAIN, NULL, start_link, NULL },
};

const struct table rss_channel = TABLE(channel_fields, &module_feed);

/* RSS 0.90 and 1.0 have their items beside the channel, some 2.0 feeds by mistake. */
static const struct field rss_root_field[] = {
	{ NS_CORE, "rss", FIELD_ENTER, NULL, start_language, &rss_channel },
};
const struct table rss_root = TABLE(rss_root_field, NULL);

static const struct field channel_root_field[] = {
	{ NS_CORE, "channel", FIELD_ENTER, NULL, start_channel, &rss_channel },
};
const struct table channel_root = TABLE(channel_root_field, NULL);
