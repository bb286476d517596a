/*
 * take - what rows do with an element, where several formats and modules have it.
 */
#include "feed/take.h"

#include <string.h>

#include "feed/date.h"
#include "feed/number.h"

int64_t
attr_number(struct build *build, const struct element *element, const char *local)
{
	const char *text = build_attr(build, element, local);

	return text ? number_parse(text) : -1;
}

const char *
attr_link(struct build *build, const struct element *element, const char *local)
{
	const char *text = build_attr(build, element, local);

	return text ? build_link(build, text) : "";
}

const char *
attr_word(struct build *build, const struct element *element, const char *local)
{
	const char *text = build_attr(build, element, local);

	return text ? build_word(build, &(struct text){ .bytes = text, .len = strlen(text) }) : "";
}

void
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

void
take_other_lead(struct build *build, const struct text *text)
{
	if (build->in_item)
		rich_once(build, text, &build->draft.other_lead);
	else
		set_once(&build->other_description, build_line(build, text));
}

/* itunes:subtitle is short; what is longer goes before it, wherever it stands. */
void
take_least_lead(struct build *build, const struct text *text)
{
	if (build->in_item)
		rich_once(build, text, &build->draft.least_lead);
	else
		set_once(&build->least_description, build_line(build, text));
}

void
take_other_id(struct build *build, const struct text *text)
{
	set_once(&build->draft.other_id, build_word(build, text));
}

void
take_other_author(struct build *build, const struct text *text)
{
	set_once(build->in_item ? &build->draft.other_author : &build->other_author,
		build_word(build, text));
}

/* --- persons --- */

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
