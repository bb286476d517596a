/*
 * build - a feed in the making: what the tables of the XML formats have in common.
 *
 * A format is some tables: which elements mean something at a place, and what is done
 * with them. The builder walks them as the parser calls, gathers the text of an element and
 * hands it to the row's function. What no table names is passed over with all that is in it.
 */
#pragma once

#include "base/str.h"
#include "feed/feed.h"
#include "markup/xml.h"

/* Namespaces; NS_CORE is the format's own, whatever the document calls it. */
enum ns {
	NS_CORE,
	NS_ATOM, /* in a document that is not Atom */
	NS_CONTENT,
	NS_DC,
	NS_DCTERMS,
	NS_FEEDBURNER,
	NS_ITUNES,
	NS_MEDIA,
	NS_PRISM,
	NS_RDF,
	NS_SY,
	NS_XHTML,
	NS_XML,
	NS_OTHER,
};

/* By URI and by prefix; the format's own gives NS_CORE, what nobody knows NS_OTHER. */
enum ns ns_of_uri(enum feed_format own, const char *uri);
enum ns ns_of_prefix(enum feed_format own, const char *prefix);

struct build;

struct element {
	const struct xml_name *name;
	const struct xml_attr *attrs;
	size_t n_attrs;
};

/* What an element's text is. */
enum form {
	FORM_PLAIN,
	FORM_HTML,
	FORM_MARKUP, /* elements within it, written anew as HTML */
	FORM_BASE64,
};

struct text {
	const char *bytes; /* terminated; gone after the call */
	size_t len;
	enum form form;
};

enum field_kind {
	FIELD_ENTER, /* its children are looked up in `inside` */
	FIELD_PLAIN, /* its text; children are passed over, but the first in `inside` makes it ENTER */
	FIELD_RICH,  /* its text with its markup, taken for HTML unless `start` says otherwise */
	FIELD_ATTRS, /* its attributes are all */
};

struct table;

/* In the order that a row is read; there are few of them. */
/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
struct field {
	enum ns ns;
	const char *name; /* in lower case; matches any case */
	enum field_kind kind;
	void (*take)(struct build *build, const struct text *text);        /* at its end */
	void (*start)(struct build *build, const struct element *element); /* at its start */
	const struct table *inside;
};

struct table {
	const struct field *fields;
	size_t n_fields;
	const struct table *more; /* looked up next; NULL: no more */
};

#define TABLE(fields, more)                                                                        \
	{                                                                                          \
		(fields), ARRAY_LEN(fields), (more)                                                \
	}

/* Text that may be HTML, kept until the item is whole. */
struct rich {
	const char *text; /* NULL: none */
	size_t len;
	bool html;
	bool tidy; /* clean as it is */
	const char *base;
};

/* What an item may be made of, besides what it is. */
struct draft {
	struct item item;
	struct rich lead, content; /* description, summary; content:encoded, content */
	const char *other_title;   /* media:title, dc:title, itunes:title */
	struct rich other_lead;    /* media:description, itunes:summary */
	struct rich least_lead;    /* itunes:subtitle */
	struct rich plain;         /* JSON Feed's content_text beside its content_html */
	const char *other_author;  /* itunes:author, when nobody else is named */
	const char *about;         /* rdf:about */
	const char *other_id;      /* atom:id, dc:identifier */
	const char *link_from_id;  /* a guid that is a permalink, an atom:id that is an address */
	int64_t created;
	int64_t duration; /* of the first attachment, where that does not say it; -1: not said */
	size_t cap_authors, cap_tags, cap_attachments;
	size_t n_enclosures; /* the first of the attachments; media:content comes after */
	int link_rank;       /* how good the link is that we have; 0: none */
};

struct frame {
	const struct field *field;
	const char *base;
};

enum { LOOKUP_CACHE = 256, LOOKUP_PROBES = 4 };

struct lookup {
	const struct table *table;
	const char *local, *ns;
	const struct field *field;
};

enum { KNOWN_NAMESPACES = 16 };

struct known_ns {
	const char *uri; /* the parser's pointer */
	enum ns ns;
};

struct build {
	struct arena *arena;
	struct feed feed;
	const char *url; /* the document's own; "" */
	size_t max_items;
	const char *root_ns;      /* of the root element, NULL: none */
	const struct table *root; /* the children of the root */

	struct frame stack[XML_DEPTH_MAX + 1];
	size_t depth;
	size_t skip; /* elements open inside one that is passed over */

	bool has_controls; /* U+0080 to U+009F stand in the document */
	bool has_double;   /* so does what looks like UTF-8 encoded twice */
	bool gathering;    /* text goes to `gathered` */
	size_t inner;      /* elements open inside the one whose text is gathered */
	struct xml_name open[XML_DEPTH_MAX + 1];
	enum form form;
	struct str gathered;
	struct str scratch;
	struct lookup cache[LOOKUP_CACHE];
	struct known_ns known[KNOWN_NAMESPACES];
	size_t n_known;

	bool in_item;
	struct draft draft;
	struct person person; /* the author that is being read */
	size_t cap_items, cap_authors, cap_hubs;
	const char *period; /* sy:updatePeriod */
	int64_t frequency;
	int home_rank;
	const char *other_title, *other_description, *other_author; /* of the feed */
	const char *least_description;
	bool guid_is_name;  /* isPermaLink="false" */
	bool guid_is_link;  /* isPermaLink="true", written out */
	bool link_is_other; /* <link rel="enclosure">: its text is no page */
	bool has_attr_word; /* <category term="…">: its text does not count */
};

extern const struct xml_handlers build_handlers;

void build_init(struct build *build, struct arena *arena, const struct feed_hints *hints);
void build_clear(struct build *build); /* what is not in the arena */

/* What is said of a feed as a whole, when all is read. */
void build_finish(struct build *build);

/* xml:base of an element, for what is in it. */
void frame_rebase(struct build *build, struct frame *frame, const struct element *element);

/* The base of relative addresses at this place: xml:base, the feed's page, the feed. */
const char *build_base(const struct build *build);

/* Texts of the arena: one line; trimmed, as it stands (dates, ids); an absolute address. "" if empty. */
const char *build_line(struct build *build, const struct text *text);
const char *build_word(struct build *build, const struct text *text);
const char *build_link(struct build *build, const char *reference); /* of the arena, too */
const char *build_text_link(struct build *build, const struct text *text);
void build_rich(struct build *build, const struct text *text, struct rich *ret_rich);

/* Whether a text is this word, which is in lower case, in any case. Most are not, at the first letter. */
bool is_word(const char *text, const char *word);

/* An attribute without namespace, its name in lower case here and in any case there; NULL: absent. */
const char *build_attr(struct build *build, const struct element *element, const char *local);
/* Whether it is there and is this word, in any case. */
bool attr_is(const struct element *element, const char *local, const char *word);
/* One with a namespace. */
const char *build_attr_ns(
	struct build *build, const struct element *element, enum ns ns, const char *local);

/* Items and their parts. */
void draft_begin(struct build *build);
void draft_start(struct build *build, const struct element *element); /* for tables */
void draft_end(struct build *build);
void draft_add_tag(struct build *build, const char *tag);
void draft_add_attachment(
	struct build *build, const struct attachment *attachment, bool is_enclosure);

/* To the item that is being read, else to the feed. */
void build_add_author(struct build *build, const struct person *person);
void build_add_hub(struct build *build, const char *url);

/* "name", "mail (name)", "name <mail>" …; text lives in the arena, clean. */
struct person person_read(struct arena *arena, const char *text);

/* What the modules say of a feed, and of an item; continue the formats' own tables. */
extern const struct table module_feed, module_item;

/* What RSS says of an item and a channel, its modules with it; continues Atom's tables. */
extern const struct table rss_item, rss_channel;

/* The formats: one row, for the root element. */
extern const struct table rss_root, channel_root, atom_root, entry_root;
