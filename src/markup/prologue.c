/*
 * prologue - what may stand before the root element: declaration, comments, document type,
 * and what should not: warnings of a script, blank lines, half a page.
 */
#include "markup/xml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { JUNK_MAX = 64 << 10 }; /* how far a feed's root is searched behind junk */

static const char *
past_mark(const char *at, const char *end, const char *mark)
{
	const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));

	return found ? found + strlen(mark) : end;
}

static bool
begins(const char *at, const char *end, const char *word)
{
	return (size_t)(end - at) >= strlen(word) && strncasecmp(at, word, strlen(word)) == 0;
}

/* <!ENTITY name "text">: kept where it is short and has neither markup nor references. */
static void
read_entity(const char *at, const char *end, struct xml_prologue *prologue)
{
	struct xml_entity entity = { 0 };
	const char *close;

	at += strlen("<!ENTITY");
	while (at < end && isspace((unsigned char)*at))
		at++;
	for (entity.name = at; at < end && (isalnum((unsigned char)*at) || strchr("_.-", *at));)
		at++;
	entity.name_len = (size_t)(at - entity.name);
	while (at < end && isspace((unsigned char)*at))
		at++;
	if (at == end || (*at != '"' && *at != '\'') || entity.name_len == 0)
		return;
	close = memchr(at + 1, *at, (size_t)(end - at - 1));
	if (!close)
		return;
	entity.value = at + 1;
	entity.value_len = (size_t)(close - entity.value);
	if (entity.value_len <= XML_ENTITY_LEN_MAX &&
		!memchr(entity.value, '&', entity.value_len) &&
		!memchr(entity.value, '%', entity.value_len) &&
		!memchr(entity.value, '<', entity.value_len) &&
		prologue->n_entities < XML_ENTITIES_MAX)
		prologue->entities[prologue->n_entities++] = entity;
}

/* Past a document type with its internal subset. */
static const char *
read_doctype(const char *at, const char *end, struct xml_prologue *prologue)
{
	bool inside = false;

	if (begins(at + strlen("<!DOCTYPE"), end, " html"))
		prologue->html = true;
	for (at += strlen("<!DOCTYPE"); at < end; at++) {
		if (*at == '"' || *at == '\'') {
			const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));

			if (!close)
				return end;
			at = close;
		} else if (*at == '[') {
			inside = true;
		} else if (*at == ']') {
			inside = false;
		} else if (*at == '>' && !inside) {
			return at + 1;
		} else if (inside && begins(at, end, "<!--")) {
			at = past_mark(at, end, "-->") - 1;
		} else if (inside && begins(at, end, "<!ENTITY")) {
			read_entity(at, end, prologue);
		}
	}
	return end;
}

static void
root_set(struct xml_prologue *prologue, const char *at, const char *end)
{
	const char *name = at + 1, *stop = name;

	prologue->root = at;
	prologue->len = (size_t)(end - at);
	for (; stop < end && !isspace((unsigned char)*stop) && *stop != '>' && *stop != '/';
		stop++) {
		if (*stop == ':')
			name = stop + 1;
	}
	prologue->name = name;
	prologue->name_len = (size_t)(stop - name);
	if (begins(name, end, "html") && prologue->name_len == 4)
		prologue->html = true;
}

static bool
root_is_feed(const struct xml_prologue *prologue)
{
	static const char *const names[] = { "rss", "rdf", "feed", "channel", "entry" };

	for (size_t i = 0; prologue->root && i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i]) == prologue->name_len &&
			strncasecmp(names[i], prologue->name, prologue->name_len) == 0)
			return true;
	}
	return false;
}

/* The root of a feed somewhere behind junk. */
static const char *
find_feed(const char *at, const char *end)
{
	static const char *const roots[] = { "<rss", "<feed", "<rdf:RDF", "<RDF", "<channel" };
	const char *limit = end - at > JUNK_MAX ? at + JUNK_MAX : end;

	for (; at < limit && (at = memchr(at, '<', (size_t)(limit - at))); at++) {
		for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
			const char *behind = at + strlen(roots[i]);

			if (begins(at, end, roots[i]) &&
				(behind == end || !isalnum((unsigned char)*behind)))
				return at;
		}
	}
	return NULL;
}

void
xml_read_prologue(const char *bytes, size_t len, struct xml_prologue *ret_prologue)
{
	const char *at = bytes, *end = bytes + len, *feed;
	struct xml_prologue prologue = { 0 };

	while (at < end && !prologue.root) {
		if (isspace((unsigned char)*at))
			at++;
		else if (begins(at, end, "<!--"))
			at = past_mark(at, end, "-->");
		else if (begins(at, end, "<!DOCTYPE"))
			at = read_doctype(at, end, &prologue);
		else if (begins(at, end, "<?"))
			at = past_mark(at, end, "?>");
		else if (*at == '<' && end - at > 1 &&
			 (isalpha((unsigned char)at[1]) || at[1] == '_'))
			root_set(&prologue, at, end);
		else {
			prologue.junk = true;
			at = memchr(at + 1, '<', (size_t)(end - at - 1));
			if (!at)
				at = end;
		}
	}
	if (!root_is_feed(&prologue) && !prologue.html) {
		feed = find_feed(bytes, end);
		if (feed) {
			prologue.junk = true;
			root_set(&prologue, feed, end);
		}
	}
	*ret_prologue = prologue;
}
