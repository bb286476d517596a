/*
 * module - what the modules say (Dublin Core, content, media, iTunes, syndication, Atom in
 * other formats), and what they have in common with the formats.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/url.h"
#include "feed/build.h"
#include "feed/date.h"

/* --- shared rows ----------------------------------------------------------- */

static void
set_once(const char **place, const char *text)
{
	if (!*place || !**place)
		*place = text;
}

void
take_title(struct build *build, const struct text *text)
{
	set_once(build->in_item ? &build->draft.item.title : &build->feed.title,
		build_line(build, text));
}

void
take_other_title(struct build *build, const struct text *text)
{
	set_once(build->in_item ? &build->draft.other_title : &build->other_title,
		build_line(build, text));
}

static const char *
language_tag(struct build *build, const char *text)
{
	char *tag = arena_strdup(build->arena, text);

	for (char *c = tag; *c; c++) {
		if (*c == '_')
			*c = '-';
	}
	return tag;
}

/* Its own element goes before what xml:lang says of the markup. */
void
take_language(struct build *build, const struct text *text)
{
	const char *tag = language_tag(build, build_word(build, text));

	if (*tag)
		*(build->in_item ? &build->draft.item.language : &build->feed.language) = tag;
}

/* xml:lang */
void
start_language(struct build *build, const struct element *element)
{
	const char *lang = build_attr_ns(build, element, NS_XML, "lang");

	if (lang && *lang)
		set_once(build->in_item ? &build->draft.item.language : &build->feed.language,
			language_tag(build, lang));
}

/* What was in it has been read (take_person_name …), where it was no text. */
void
take_author(struct build *build, const struct text *text)
{
	struct person person;

	if (!text->bytes) {
		take_person(build, text);
		return;
	}
	person = person_read(build->arena, build_word(build, text));
	build_add_author(build, &person);
}

/* Nobody means "&amp;" by it, though many escape it twice. */
void
take_tag(struct build *build, const struct text *text)
{
	const struct text html = { .bytes = text->bytes, .len = text->len, .form = FORM_HTML };

	if (build->in_item)
		draft_add_tag(build, build_line(build, &html));
}

static void
take_time(const struct text *text, int64_t *place)
{
	int64_t when;

	if (date_parse(text->bytes, &when)) /* said twice: the later word counts */
		*place = when;
}

void
take_published(struct build *build, const struct text *text)
{
	take_time(text, &build->draft.item.published);
}

void
take_modified(struct build *build, const struct text *text)
{
	take_time(text, &build->draft.item.modified);
}

void
take_created(struct build *build, const struct text *text)
{
	take_time(text, &build->draft.created);
}

/* The first one counts; an empty one doesn't. */
static void
rich_once(struct build *build, const struct text *text, struct rich *place)
{
	if (!place->text)
		build_rich(build, text, place);
}

void
take_lead(struct build *build, const struct text *text)
{
	if (build->in_item)
		rich_once(build, text, &build->draft.lead);
	else
		set_once(&build->feed.description, build_line(build, text));
}

void
take_content(struct build *build, const struct text *text)
{
	rich_once(build, text, &build->draft.content);
}

static void
take_other_lead(struct build *build, const struct text *text)
{
	if (build->in_item)
		rich_once(build, text, &build->draft.other_lead);
	else
		set_once(&build->other_description, build_line(build, text));
}

/* itunes:subtitle is short; what is longer goes before it, wherever it stands. */
static void
take_least_lead(struct build *build, const struct text *text)
{
	if (build->in_item)
		rich_once(build, text, &build->draft.least_lead);
	else
		set_once(&build->least_description, build_line(build, text));
}

static void
take_other_id(struct build *build, const struct text *text)
{
	set_once(&build->draft.other_id, build_word(build, text));
}

static void
take_other_author(struct build *build, const struct text *text)
{
	set_once(build->in_item ? &build->draft.other_author : &build->other_author,
		build_word(build, text));
}

/* --- Atom's constructs ----------------------------------------------------- */

static bool
is_markup_type(const char *type)
{
	size_t len = strlen(type);

	return is_word(type, "xhtml") || is_word(type, "application/xhtml+xml") ||
	       (len > 4 && strcasecmp(type + len - 4, "+xml") == 0) ||
	       (len > 4 && strcasecmp(type + len - 4, "/xml") == 0);
}

static bool
is_escaped(const char *mode)
{
	return mode && is_word(mode, "escaped");
}

/* The text constructs of Atom 1.0 (type) and 0.3 (type and mode). */
void
start_atom_text(struct build *build, const struct element *element)
{
	const char *type = build_attr(build, element, "type");
	const char *mode = build_attr(build, element, "mode");

	type = type ? type + strspn(type, " \t\r\n") : "";
	build->form = FORM_PLAIN;
	if (mode && is_word(mode, "base64"))
		build->form = FORM_BASE64;
	else if (!*type || is_word(type, "text") || is_word(type, "text/plain"))
		build->form = is_escaped(mode) && !*type ? FORM_HTML : FORM_PLAIN;
	else if (is_word(type, "html") || strncasecmp(type, "text/html", 9) == 0)
		build->form = FORM_HTML;
	else if (is_markup_type(type))
		build->form = is_escaped(mode) ? FORM_HTML : FORM_MARKUP;
	else if (is_escaped(mode))
		build->form = FORM_HTML;
	else if (strncasecmp(type, "text/", 5) != 0)
		build->form = FORM_BASE64;
}

/* XHTML by its name: what is escaped in it is text. */
void
start_markup(struct build *build, const struct element *element)
{
	(void)element;
	build->form = FORM_MARKUP;
}

static int64_t
attr_number(struct build *build, const struct element *element, const char *local)
{
	const char *text = build_attr(build, element, local);

	return text ? number_parse(text) : -1;
}

static const char *
attr_link(struct build *build, const struct element *element, const char *local)
{
	const char *text = build_attr(build, element, local);

	return text ? build_link(build, text) : "";
}

static const char *
attr_word(struct build *build, const struct element *element, const char *local)
{
	const char *text = build_attr(build, element, local);

	return text ? build_word(build, &(struct text){ .bytes = text, .len = strlen(text) }) : "";
}

static void
add_enclosure(struct build *build, const struct element *element, const char *url)
{
	struct attachment attachment = {
		.url = url,
		.mime_type = attr_word(build, element, "type"),
		.title = attr_word(build, element, "title"),
		.size_in_bytes = attr_number(build, element, "length"),
		.duration_in_seconds = -1,
	};

	draft_add_attachment(build, &attachment, true);
}

/* How well a link of rel="alternate" serves as the page: HTML first, feeds last. */
static int
alternate_rank(const char *type)
{
	if (!*type || strncasecmp(type, "text/html", 9) == 0 ||
		is_word(type, "application/xhtml+xml"))
		return 3;
	return is_word(type, "application/atom+xml") || is_word(type, "application/rss+xml") ||
			       is_word(type, "application/json")
		       ? 1
		       : 2;
}

static void
take_page(struct build *build, const char *url, int rank)
{
	const char **place = build->in_item ? &build->draft.item.url : &build->feed.home_page_url;
	int *held = build->in_item ? &build->draft.link_rank : &build->home_rank;

	if (!*url || (**place && *held >= rank))
		return;
	*place = url;
	*held = rank;
}

/* rel says what href is to the feed or the item; NULL: its page. */
static void
take_atom_link(
	struct build *build, const struct element *element, const char *rel, const char *href)
{
	const char *url = href ? build_link(build, href) : "";
	static const char iana[] = "http://www.iana.org/assignments/relation/";

	if (!rel || !*rel)
		rel = "alternate";
	if (strncasecmp(rel, iana, sizeof iana - 1) == 0)
		rel += sizeof iana - 1;
	if (is_word(rel, "alternate"))
		take_page(build, url, alternate_rank(attr_word(build, element, "type")));
	else if (is_word(rel, "enclosure") && build->in_item)
		add_enclosure(build, element, url);
	else if (is_word(rel, "related") && build->in_item)
		set_once(&build->draft.item.external_url, url);
	else if (build->in_item)
		return;
	else if (is_word(rel, "self"))
		set_once(&build->feed.feed_url, url);
	else if (is_word(rel, "next"))
		set_once(&build->feed.next_url, url);
	else if (is_word(rel, "hub"))
		build_add_hub(build, url);
	else if (is_word(rel, "icon"))
		set_once(&build->feed.favicon, url);
}

void
start_atom_link(struct build *build, const struct element *element)
{
	take_atom_link(build, element, build_attr(build, element, "rel"),
		build_attr(build, element, "href"));
}

/* <link href="…"/>: Atom's form, or CDF's <a href>, in a core namespace. */
void
start_link(struct build *build, const struct element *element)
{
	const char *rel = build_attr(build, element, "rel");
	const char *href = build_attr(build, element, "href");

	build->link_is_other = rel && *rel && !is_word(rel, "alternate");
	if (href)
		take_atom_link(build, element, rel, href);
}

void
take_link(struct build *build, const struct text *text)
{
	const char **place = build->in_item ? &build->draft.item.url : &build->feed.home_page_url;
	int *rank = build->in_item ? &build->draft.link_rank : &build->home_rank;
	const char *url = build->link_is_other ? "" : build_text_link(build, text);

	/* a link of text is the format's own and goes before Atom's */
	if (*url && (!**place || *rank > 0)) {
		*place = url;
		*rank = 0;
	}
}

void
start_person(struct build *build, const struct element *element)
{
	(void)element;
	build->person = (struct person){ .name = "", .url = "", .email = "", .avatar = "" };
}

void
take_person(struct build *build, const struct text *text)
{
	struct person *person = &build->person;

	(void)text;
	if (!*person->name)
		person->name = person->email;
	build_add_author(build, person);
}

static void
take_person_name(struct build *build, const struct text *text)
{
	set_once(&build->person.name, build_line(build, text));
}

static void
take_person_email(struct build *build, const struct text *text)
{
	set_once(&build->person.email, build_word(build, text));
}

static void
take_person_url(struct build *build, const struct text *text)
{
	set_once(&build->person.url, build_text_link(build, text));
}

static const struct field person_fields[] = {
	{ NS_CORE, "name", FIELD_RICH, take_person_name, NULL, NULL },
	{ NS_CORE, "email", FIELD_PLAIN, take_person_email, NULL, NULL },
	{ NS_CORE, "uri", FIELD_PLAIN, take_person_url, NULL, NULL },
	{ NS_CORE, "url", FIELD_PLAIN, take_person_url, NULL, NULL },
	{ NS_CORE, "homepage", FIELD_PLAIN, take_person_url, NULL, NULL },
	{ NS_ATOM, "name", FIELD_RICH, take_person_name, NULL, NULL },
	{ NS_ATOM, "email", FIELD_PLAIN, take_person_email, NULL, NULL },
	{ NS_ATOM, "uri", FIELD_PLAIN, take_person_url, NULL, NULL },
};

const struct table person_table = TABLE(person_fields, NULL);

/* The label where the term is a number or an address, the term otherwise. */
void
start_category(struct build *build, const struct element *element)
{
	const char *term = build_attr(build, element, "term");
	const char *label = build_attr(build, element, "label");
	const char *tag = term && *term ? term : label;

	if (label && *label && term && (isdigit((unsigned char)*term) || strstr(term, "://")))
		tag = label;
	build->has_attr_word = tag && *tag;
	if (tag && build->in_item)
		take_tag(build, &(struct text){ .bytes = tag, .len = strlen(tag) });
}

/* <category>word</category>, as RSS has it. */
void
take_category(struct build *build, const struct text *text)
{
	if (!build->has_attr_word)
		take_tag(build, text);
}

/* --- media, iTunes, syndication -------------------------------------------- */

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

static const struct field module_feed_fields[] = {
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
	{ NS_MEDIA, "title", FIELD_RICH, take_other_title, start_media_text, NULL },
	{ NS_MEDIA, "description", FIELD_RICH, take_other_lead, start_media_text, NULL },
	{ NS_SY, "updateperiod", FIELD_PLAIN, take_period, NULL, NULL },
	{ NS_SY, "updatefrequency", FIELD_PLAIN, take_frequency, NULL, NULL },
};

const struct table module_feed = TABLE(module_feed_fields, NULL);

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

static const struct field module_item_fields[] = {
	{ NS_CONTENT, "encoded", FIELD_RICH, take_content, NULL, NULL },
	{ NS_DC, "title", FIELD_RICH, take_other_title, NULL, NULL },
	{ NS_DC, "description", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_DC, "creator", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_DC, "author", FIELD_PLAIN, take_author, start_person, &person_table },
	{ NS_DC, "date", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DC, "subject", FIELD_PLAIN, take_tag, NULL, NULL },
	{ NS_DC, "language", FIELD_PLAIN, take_language, NULL, NULL },
	{ NS_DC, "identifier", FIELD_PLAIN, take_other_id, NULL, NULL },
	{ NS_PRISM, "publicationdate", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DCTERMS, "issued", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_DCTERMS, "available", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DCTERMS, "created", FIELD_PLAIN, take_created, NULL, NULL },
	{ NS_DCTERMS, "modified", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_DCTERMS, "abstract", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_ATOM, "id", FIELD_PLAIN, take_other_id, NULL, NULL },
	{ NS_ATOM, "link", FIELD_ATTRS, NULL, start_atom_link, NULL },
	{ NS_ATOM, "author", FIELD_ENTER, take_person, start_person, &person_table },
	{ NS_ATOM, "title", FIELD_RICH, take_other_title, start_atom_text, NULL },
	{ NS_ATOM, "summary", FIELD_RICH, take_other_lead, start_atom_text, NULL },
	{ NS_ATOM, "content", FIELD_RICH, take_content, start_atom_text, NULL },
	{ NS_ATOM, "published", FIELD_PLAIN, take_published, NULL, NULL },
	{ NS_ATOM, "updated", FIELD_PLAIN, take_modified, NULL, NULL },
	{ NS_XHTML, "body", FIELD_RICH, take_content, start_markup, NULL },
	{ NS_XHTML, "div", FIELD_RICH, take_content, start_markup, NULL },
	{ NS_MEDIA, "content", FIELD_ENTER, NULL, start_media_content, &media_table },
	{ NS_MEDIA, "group", FIELD_ENTER, NULL, NULL, &media_table },
	{ NS_MEDIA, "title", FIELD_RICH, take_other_title, start_media_text, NULL },
	{ NS_MEDIA, "description", FIELD_RICH, take_other_lead, start_media_text, NULL },
	{ NS_MEDIA, "thumbnail", FIELD_ATTRS, NULL, start_media_thumbnail, NULL },
	{ NS_MEDIA, "category", FIELD_PLAIN, take_tag, NULL, NULL },
	{ NS_MEDIA, "keywords", FIELD_PLAIN, take_keywords, NULL, NULL },
	{ NS_ITUNES, "title", FIELD_RICH, take_other_title, NULL, NULL },
	{ NS_ITUNES, "author", FIELD_PLAIN, take_other_author, NULL, NULL },
	{ NS_ITUNES, "summary", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_ITUNES, "description", FIELD_RICH, take_other_lead, NULL, NULL },
	{ NS_ITUNES, "subtitle", FIELD_RICH, take_least_lead, NULL, NULL },
	{ NS_ITUNES, "image", FIELD_ATTRS, NULL, start_image, NULL },
	{ NS_ITUNES, "duration", FIELD_PLAIN, take_duration, NULL, NULL },
	{ NS_ITUNES, "category", FIELD_ATTRS, NULL, start_itunes_category, NULL },
	{ NS_ITUNES, "keywords", FIELD_PLAIN, take_keywords, NULL, NULL },
	{ NS_FEEDBURNER, "origlink", FIELD_PLAIN, take_original_link, NULL, NULL },
};

const struct table module_item = TABLE(module_item_fields, NULL);
