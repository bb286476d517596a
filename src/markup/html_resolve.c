/*
 * html_resolve - a fragment with the addresses in its tags made absolute, all else as it was.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/url.h"
#include "markup/entity.h"
#include "markup/html_scan.h"

/* Attributes that hold one address. */
static bool
is_link_attr(const char *name, size_t len)
{
	static const char *const names[] = { "href", "src", "poster", "cite", "action",
		"background", "longdesc", "data", "usemap", "codebase", "classid", "profile" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strlen(names[i]) == len && strncasecmp(names[i], name, len) == 0)
			return true;
	}
	return false;
}

/* A value, as written, made absolute and written in double quotes. */
static void
put_resolved(struct str *out, const char *value, size_t len, const char *base)
{
	struct arena *arena = arena_new();
	struct str plain;
	const char *url;

	str_init(&plain, len + ENTITY_TEXT_MAX);
	html_decode(value, len, &plain);
	url = url_resolve(arena, base, plain.text);
	str_putc(out, '"');
	html_escape(url, strlen(url), out);
	str_putc(out, '"');
	str_clear(&plain);
	arena_free(arena);
}

/* An attribute as it is written in a tag. */
struct written {
	const char *name, *name_end;
	const char *begin; /* of the value, or of the quote before it */
	const char *value, *value_end;
	const char *end; /* behind the quote after it */
};

static const char *
skip_blanks(const char *at, const char *end)
{
	while (at < end && isspace((unsigned char)*at))
		at++;
	return at;
}

/* The value that stands at `at`, quoted or not; a quote that nobody closes ends with the tag. */
static void
read_value(const char *at, const char *close, struct written *ret)
{
	char quote = at < close && (*at == '"' || *at == '\'') ? *at : '\0';
	const char *end;

	ret->begin = at;
	ret->value = quote ? at + 1 : at;
	if (quote) {
		end = memchr(ret->value, quote, (size_t)(close - ret->value));
		ret->value_end = end ? end : close;
		ret->end = end ? end + 1 : close;
		return;
	}
	for (end = at; end < close && !isspace((unsigned char)*end);)
		end++;
	ret->value_end = ret->end = end;
}

/* The next attribute from `at` on that has a value; false: the tag has no more. */
static bool
read_attr(const char *at, const char *close, struct written *ret)
{
	while (at < close) {
		while (at < close && (isspace((unsigned char)*at) || *at == '/'))
			at++;
		for (ret->name = at; at < close && !isspace((unsigned char)*at) && *at != '=';)
			at++;
		ret->name_end = at;
		at = skip_blanks(at, close);
		if (at < close && *at == '=') {
			read_value(skip_blanks(at + 1, close), close, ret);
			return true;
		}
	}
	return false;
}

/* Copies a tag from its "<" to its ">" with its addresses resolved. */
static void
put_tag(struct str *out, const char *at, const char *close, const char *base)
{
	const char *copied = at++;
	struct written attr;

	while (at < close && !isspace((unsigned char)*at))
		at++;
	for (; read_attr(at, close, &attr); at = attr.end) {
		if (!is_link_attr(attr.name, (size_t)(attr.name_end - attr.name)))
			continue;
		str_add(out, copied, (size_t)(attr.begin - copied));
		put_resolved(out, attr.value, (size_t)(attr.value_end - attr.value), base);
		copied = attr.end;
	}
	str_add(out, copied, (size_t)(close + 1 - copied));
}

void
html_resolve(const char *html, size_t len, const char *base, struct str *out)
{
	struct html_scan scan = { .at = html, .end = html + len };

	while (scan.at < scan.end) {
		const char *open = scan_find(&scan, scan.at, '<'), *close;

		if (!open || scan.end - open < 2) {
			str_add(out, scan.at, (size_t)(scan.end - scan.at));
			return;
		}
		str_add(out, scan.at, (size_t)(open - scan.at));
		scan.at = open;
		if (!isalpha((unsigned char)open[1])) {
			str_putc(out, '<');
			scan.at++;
			continue;
		}
		close = scan_tag_end(&scan);
		if (!close) {
			str_add(out, open, (size_t)(scan.end - open));
			return;
		}
		put_tag(out, open, close, base);
		scan.at = close + 1;
	}
}
