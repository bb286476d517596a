/*
 * discover - looks for link elements only; nothing else of the page is read.
 */
#include "feed/discover.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/html.h"

enum { HEAD_MAX = 256 << 10, VALUE_MAX = 200 };

struct link {
	char rel[VALUE_MAX], type[VALUE_MAX], href[VALUE_MAX];
};

static const char *
skip_blanks(const char *at, const char *end)
{
	while (at < end && (isspace((unsigned char)*at) || *at == '/'))
		at++;
	return at;
}

/* One attribute, at its name, into the link; past it. */
static const char *
read_attribute(const char *at, const char *end, struct link *link)
{
	const char *name = at, *value, *stop;
	char quote = '\0', *place;
	size_t name_len, len;

	while (at < end && !isspace((unsigned char)*at) && *at != '=' && *at != '>')
		at++;
	name_len = (size_t)(at - name);
	at = skip_blanks(at, end);
	if (at == end || *at != '=')
		return name_len > 0 ? at : at + (at < end);
	at++;
	while (at < end && isspace((unsigned char)*at))
		at++;
	if (at < end && (*at == '"' || *at == '\''))
		quote = *at++;
	value = at;
	while (at < end && (quote ? *at != quote : !isspace((unsigned char)*at) && *at != '>'))
		at++;
	stop = at;
	len = (size_t)(stop - value);
	place = name_len == 3 && strncasecmp(name, "rel", 3) == 0    ? link->rel
		: name_len == 4 && strncasecmp(name, "type", 4) == 0 ? link->type
		: name_len == 4 && strncasecmp(name, "href", 4) == 0 ? link->href
								     : NULL;
	if (place && len < VALUE_MAX) {
		memcpy(place, value, len);
		place[len] = '\0';
	}
	return at + (quote && at < end);
}

static bool
is_feed(const struct link *link)
{
	static const char *const types[] = { "application/rss+xml", "application/atom+xml",
		"application/feed+json", "application/rdf+xml" };

	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (strcasecmp(link->type, types[i]) == 0)
			return strcasestr(link->rel, "alternate") && *link->href;
	return false;
}

/* The address without entities and what could move a cursor: it is told to a person. */
static const char *
clean_address(const struct link *link, const char *url, struct arena *arena)
{
	struct str text, line;
	const char *address;

	str_init(&text, VALUE_MAX);
	str_init(&line, VALUE_MAX);
	html_to_text(link->href, strlen(link->href), &text);
	utf8_clean_line(&line, text.text, text.len, VALUE_MAX);
	address = url_resolve(arena, url, line.text);
	str_clear(&line);
	str_clear(&text);
	return address;
}

const char *
feed_discover(const char *html, size_t len, const char *url, struct arena *arena)
{
	const char *end = html + (len < HEAD_MAX ? len : HEAD_MAX), *at = html;

	while ((at = memchr(at, '<', (size_t)(end - at)))) {
		struct link link = { "", "", "" };

		at++;
		if (end - at < 6 || strncasecmp(at, "link", 4) != 0 ||
			!isspace((unsigned char)at[4]))
			continue;
		at = skip_blanks(at + 4, end);
		while (at < end && *at != '>')
			at = skip_blanks(read_attribute(at, end, &link), end);
		if (is_feed(&link))
			return clean_address(&link, url, arena);
	}
	return NULL;
}
