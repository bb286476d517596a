/*
 * module - what the modules say: Dublin Core, content, media, iTunes, syndication, Atom in other
 * formats.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feed/number.h"
#include "feed/take.h"

static void
start_media_content(struct build *build, const struct element *element)
{
	struct attachment attachment = {
		.url = attr_link(build, element, "url"),
		.mime_type = attr_word(build, element, "type"),
		.title = "",
		.size_in_bytes = attr_number(build, element, "filesize"),
		.duration_in_seconds = attr_number(build, element, "duration"),
	};
	const char *medium = attr_word(build, element, "medium");

	if (!build->in_item || !*attachment.url)
		return;
	if (is_word(medium, "image") || strncasecmp(attachment.mime_type, "image/", 6) == 0)
		set_once(&build->draft.item.image, attachment.url);
	else
		draft_add_attachment(build, &attachment, false);
}

static void
start_media_thumbnail(struct build *build, const struct element *element)
{
	if (build->in_item)
		set_once(&build->draft.item.image, attr_link(build, element, "url"));
}

/* media:title and media:description say their type: plain unless it is html */
static void
start_media_text(struct build *build, const struct element *element)
{
	const char *type = build_attr(build, element, "type");

	build->form = type && is_word(type, "html") ? FORM_HTML : FORM_PLAIN;
}

static void
start_image(struct build *build, const struct element *element)
{
	const char *url = attr_link(build, element, "href");

	if (!*url)
		url = attr_link(build, element, "url");
	set_once(build->in_item ? &build->draft.item.image : &build->feed.icon, url);
}

static void
start_itunes_category(struct build *build, const struct element *element)
{
	if (build->in_item)
		draft_add_tag(build, attr_word(build, element, "text"));
}

static void
take_keywords(struct build *build, const struct text *text)
{
	const char *at = build_line(build, text);

	while (build->in_item && *at) {
		size_t len = strcspn(at, ",");
		struct text word = { .bytes = at, .len = len };

		draft_add_tag(build, build_word(build, &word));
		at += len + (at[len] == ',');
	}
}

static void
take_duration(struct build *build, const struct text *text)
{
	if (build->in_item && build->draft.duration < 0)
		build->draft.duration = duration_parse(text->bytes);
}

static void
take_period(struct build *build, const struct text *text)
{
	set_once(&build->period, build_word(build, text));
}

static void
take_frequency(struct build *build, const struct text *text)
{
	int64_t frequency = strtoll(text->bytes, NULL, 10);

	if (frequency > 0 && frequency < 100000)
		build->frequency = frequency;
}

static void
take_original_link(struct build *build, const struct text *text)
{
	set_once(&build->draft.item.external_url, build_text_link(build, text));
}

/* What feeds and items have alike. */
static const struct field module_fields[] = {
	{ NS_ATOM, "link", FIELD_ATTRS, NULL, start_atom_link, NULL },
	{ NS_ATOM, "author", FIELD_ENTER, take_person, start_person, &person_table },
	{ NS_ATOM, "title", FIELD_RICH, take_other_title, start_atom_text, NULL },
	{ NS_DC, "title", FIELD_RICH, take_other_title, NULL, NULL },
	{ NS_DC, "description", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_DC, "creator", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_DC, "author", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_DC, "language", FIELD_PLAIN, take_language, NULL, NULL },
	{ NS_ITUNES, "title", FIELD_RICH, take_other_title, NULL, NULL },
	{ NS_ITUNES, "author", FIELD_PLAIN, take_other_author, NULL, NULL },
	{ NS_ITUNES, "summary", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_ITUNES, "description", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_ITUNES, "subtitle", FIELD_RICH, take_least_lead, NULL, NULL },
	{ NS_ITUNES, "image", FIELD_ATTRS, NULL, start_image, NULL },
};

static const struct table module_both = TABLE(module_fields, NULL);

static const struct field module_feed_fields[] = {
	{ NS_MEDIA, "title", FIELD_RICH, take_other_title, start_media_text, NULL },
	{ NS_MEDIA, "description", FIELD_RICH, take_other_lead, start_media_text, NULL },
	{ NS_SY, "updateperiod", FIELD_PLAIN, take_period, NULL, NULL },
	{ NS_SY, "updatefrequency", FIELD_PLAIN, take_frequency, NULL, NULL },
};

const struct table module_feed = TABLE(module_feed_fields, &module_both);

static const struct table media_table;

static const struct field media_fields[] = {
	{ NS_MEDIA, "content", FIELD_ENTER, NULL, start_media_content, &media_table },
	{ NS_MEDIA, "group", FIELD_ENTER, NULL, NULL, &media_table },
	{ NS_MEDIA, "title", FIELD_RICH, take_other_title, start_media_text, NULL },
	{ NS_MEDIA, "description", FIELD_RICH, take_other_lead, start_media_text, NULL },
	{ NS_MEDIA, "thumbnail", FIELD_ATTRS, NULL, start_media_thumbnail, NULL },
	{ NS_MEDIA, "category", FIELD_PLAIN, take_tag, NULL, NULL },
	{ NS_MEDIA, "keywords", FIELD_PLAIN, take_keywords, NULL, NULL },
};

static const struct table media_table = TABLE(media_fields, NULL);

/* In an item the same stands beside everything else. */
static const struct table item_media = TABLE(media_fields, &module_both);

static const struct field module_item_fields[] = {
	{ NS_CONTENT, "encoded", FIELD_RICH, take_content, NULL, NULL },
	{ NS_DC, "date", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DC, "subject", FIELD_PLAIN, take_tag, NULL, NULL },
	{ NS_DC, "identifier", FIELD_PLAIN, take_other_id, NULL, NULL },
	{ NS_PRISM, "publicationdate", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DCTERMS, "issued", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_DCTERMS, "available", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DCTERMS, "created", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DCTERMS, "modified", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_DCTERMS, "abstract", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_ATOM, "id", FIELD_PLAIN, take_other_id, NULL, NULL },
	{ NS_ATOM, "summary", FIELD_RICH, take_other_lead, start_atom_text, NULL },
	{ NS_ATOM, "content", FIELD_RICH, take_content, start_atom_text, NULL },
	{ NS_ATOM, "published", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_ATOM, "updated", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_XHTML, "body", FIELD_RICH, take_content, start_markup, NULL },
	{ NS_XHTML, "div", FIELD_RICH, take_content, start_markup, NULL },
	{ NS_ITUNES, "duration", FIELD_PLAIN, take_duration, NULL, NULL },
	{ NS_ITUNES, "category", FIELD_ATTRS, NULL, start_itunes_category, NULL },
	{ NS_ITUNES, "keywords", FIELD_PLAIN, take_keywords, NULL, NULL },
	{ NS_FEEDBURNER, "origlink", FIELD_PLAIN, take_original_link, NULL, NULL },
};

const struct table module_item = TABLE(module_item_fields, &item_media);
