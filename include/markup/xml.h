/*
 * xml - bytes to start, text and end calls.
 *
 * No tree is built. The parser reads strictly: where the document is broken it stops and
 * says so; the caller may have it mended and read again (xml_parse_mended). Entities
 * beyond the predefined five are never expanded, nothing outside is ever read.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

enum {
	XML_DEPTH_MAX = 200,
	XML_ATTRS_MAX = 256,       /* of one element */
	XML_TAG_MAX = 256 << 10,   /* bytes of one start tag */
	XML_NAMESPACES_MAX = 1000, /* in force at one place */
	XML_ENTITIES_MAX = 32,
	XML_ENTITY_LEN_MAX = 256,     /* bytes of a declared entity's text */
	XML_EXPANSION_MAX = 64 << 10, /* bytes that all declared entities become */
};

enum {
	XML_REPAIRED_ENTITIES = 1,
	XML_REPAIRED_MARKUP = 2,
	XML_REPAIRED_CHARACTERS = 4,
	XML_REPAIRED_NESTING = 8,
	XML_REPAIRED_END = 16,
};

struct xml_name {
	const char *ns;     /* the namespace's URI; NULL: none */
	const char *prefix; /* as written; NULL: none */
	const char *local;  /* the same pointer for the same name within one document, as is ns */
};

struct xml_attr {
	struct xml_name name;
	const char *value; /* not terminated; xml_attr_text makes text of it */
	size_t len;
};

struct xml_handlers {
	void (*on_start)(void *arg, const struct xml_name *name, const struct xml_attr *attrs,
		size_t n_attrs);
	void (*on_text)(void *arg, const char *text, size_t len);
	void (*on_end)(void *arg);
	void (*on_cut)(void *arg); /* the bytes end here, within what is open; NULL: no matter */
};

/* An entity that the document type declares as a short plain text; others don't exist for us. */
struct xml_entity {
	const char *name, *value;
	size_t name_len, value_len;
};

/* What stands before the root element. Pointers go into the bytes. */
struct xml_prologue {
	const char *root; /* at its "<"; NULL: there is no element */
	size_t len;       /* from there to the end of the bytes */
	const char *name; /* of the root, without prefix */
	size_t name_len;
	bool junk; /* something that does not belong there */
	bool html; /* says that it is HTML */
	struct xml_entity entities[XML_ENTITIES_MAX];
	size_t n_entities;
};

/* Finds the root element; bytes are UTF-8. */
void xml_read_prologue(const char *bytes, size_t len, struct xml_prologue *ret_prologue);

/*
 * Reads an element and all that is in it; bytes begin with its start tag and are UTF-8. What
 * comes after its end is not looked at. False: broken or past a ceiling (ERR_DATA with line
 * and reason); the calls that were made until then were right.
 */
MUST_CHECK bool xml_parse(const char *bytes, size_t len, const struct xml_handlers *handlers,
	void *arg, struct err *err);

/*
 * The same after mending: bare & and <, HTML's and the prologue's entities, control characters,
 * damaged attributes, elements left open or closed twice. False only past a ceiling. The mended
 * text is never held as a whole. *ret_repairs: what was wrong, XML_REPAIRED_… or'ed.
 */
MUST_CHECK bool xml_parse_mended(const struct xml_prologue *prologue,
	const struct xml_handlers *handlers, void *arg, unsigned *ret_repairs, struct err *err);

/* Whether every start tag keeps the ceilings on attributes and length; linear. */
bool xml_tags_are_small(const char *bytes, size_t len);

RETURNS_NONNULL char *xml_attr_text(struct arena *arena, const struct xml_attr *attr);
