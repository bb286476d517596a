/*
 * take_atom - Atom's constructs, which other formats use too: texts by their type, links by their
 * rel, categories by their term.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "feed/take.h"

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
