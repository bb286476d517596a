/*
 * lookup - which row of a table an element is; its attributes by name.
 */
#include "feed/lookup.h"

#include <string.h>
#include <strings.h>

/* The last ones are remembered: a document has few. */
static enum ns
ns_of_known_uri(struct build *build, const char *uri)
{
	struct known_ns *known;

	for (size_t i = 0; i < KNOWN_NAMESPACES && build->known[i].uri; i++) {
		if (build->known[i].uri == uri)
			return build->known[i].ns;
	}
	known = &build->known[build->n_known++ % KNOWN_NAMESPACES];
	*known = (struct known_ns){ .uri = uri, .ns = ns_of_uri(build->feed.format, uri) };
	return known->ns;
}

enum ns
ns_of(struct build *build, const struct xml_name *name)
{
	enum ns ns = NS_OTHER;

	if (!name->ns && !name->prefix)
		return NS_CORE;
	if (name->ns && build->root_ns &&
		(name->ns == build->root_ns || strcmp(name->ns, build->root_ns) == 0))
		return NS_CORE;
	if (name->ns)
		ns = ns_of_known_uri(build, name->ns);
	if (ns == NS_OTHER && name->prefix)
		ns = ns_of_prefix(build->feed.format, name->prefix);
	return ns;
}

static const struct field *
field_find(struct build *build, const struct table *table, const struct xml_name *name)
{
	enum ns ns = ns_of(build, name);

	for (; table; table = table->more) {
		for (size_t i = 0; i < table->n_fields; i++) {
			const struct field *field = &table->fields[i];

			if (field->ns == ns && is_word(name->local, field->name))
				return field;
		}
	}
	return NULL;
}

const struct field *
field_lookup(struct build *build, const struct table *table, const struct xml_name *name)
{
	size_t hash = ((size_t)name->local >> 3) ^ ((size_t)name->ns >> 2) ^ ((size_t)table >> 4);
	struct lookup *lookup;

	if (!name->ns && name->prefix) /* the prefix is no part of the key */
		return field_find(build, table, name);
	for (size_t i = 0; i < LOOKUP_PROBES; i++) {
		lookup = &build->cache[(hash + i) % LOOKUP_CACHE];
		if (!lookup->local)
			break;
		if (lookup->local == name->local && lookup->ns == name->ns &&
			lookup->table == table)
			return lookup->field;
	}
	*lookup = (struct lookup){ .table = table,
		.local = name->local,
		.ns = name->ns,
		.field = field_find(build, table, name) };
	return lookup->field;
}

bool
is_word(const char *text, const char *word)
{
	for (; *word; text++, word++) {
		char c = *text;

		if (c != *word && (c < 'A' || c > 'Z' || c + ('a' - 'A') != *word))
			return false;
	}
	return !*text;
}

/* NULL: absent. */
static const struct xml_attr *
attr_find(const struct element *element, const char *local)
{
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];

		if ((!attr->name.prefix ||
			    (element->name->ns && attr->name.ns == element->name->ns)) &&
			is_word(attr->name.local, local))
			return attr;
	}
	return NULL;
}

const char *
build_attr(struct build *build, const struct element *element, const char *local)
{
	const struct xml_attr *attr = attr_find(element, local);

	return attr ? xml_attr_text(build->arena, attr) : NULL;
}

bool
attr_is(const struct element *element, const char *local, const char *word)
{
	const struct xml_attr *attr = attr_find(element, local);

	return attr && attr->len == strlen(word) && strncasecmp(attr->value, word, attr->len) == 0;
}

const char *
build_attr_ns(struct build *build, const struct element *element, enum ns ns, const char *local)
{
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];

		if (attr->name.prefix && strcmp(attr->name.local, local) == 0 &&
			ns_of(build, &attr->name) == ns)
			return xml_attr_text(build->arena, attr);
	}
	return NULL;
}
