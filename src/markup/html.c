/*
 * html - a scanner of our own: it need not build what a browser builds, only see what is
 * a tag and what is text. Every search that may fail is remembered, so that a document
 * of nothing but openings is still read in linear time.
 */
#include "markup/html.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/bytes.h"
#include "base/utf8.h"
#include "markup/entity.h"
#include "markup/html_scan.h"

enum tag_kind {
	TAG_INLINE,
	TAG_LINE,  /* begins and ends a line */
	TAG_BREAK, /* ends a line, each time */
	TAG_BLOCK, /* a paragraph: a blank line around it */
	TAG_CELL,  /* a blank around it */
	TAG_RAW,   /* what is in it is no text and no markup up to its end tag */
	TAG_FRAME, /* the same, but without an end tag it hides nothing */
};

enum { TAG_NAME_MAX = 16 };

struct tag_rule {
	char name[TAG_NAME_MAX];
	enum tag_kind kind;
};

/* Sorted by name; no two have their first eight letters in common. */
static const struct tag_rule tag_rules[] = {
	{ "address", TAG_LINE },
	{ "article", TAG_BLOCK },
	{ "aside", TAG_BLOCK },
	{ "audio", TAG_LINE },
	{ "blockquote", TAG_BLOCK },
	{ "body", TAG_LINE },
	{ "br", TAG_BREAK },
	{ "caption", TAG_LINE },
	{ "center", TAG_LINE },
	{ "dd", TAG_LINE },
	{ "details", TAG_LINE },
	{ "div", TAG_LINE },
	{ "dl", TAG_BLOCK },
	{ "dt", TAG_LINE },
	{ "fieldset", TAG_LINE },
	{ "figcaption", TAG_LINE },
	{ "figure", TAG_BLOCK },
	{ "footer", TAG_BLOCK },
	{ "form", TAG_BLOCK },
	{ "h1", TAG_BLOCK },
	{ "h2", TAG_BLOCK },
	{ "h3", TAG_BLOCK },
	{ "h4", TAG_BLOCK },
	{ "h5", TAG_BLOCK },
	{ "h6", TAG_BLOCK },
	{ "header", TAG_BLOCK },
	{ "hr", TAG_LINE },
	{ "iframe", TAG_FRAME },
	{ "li", TAG_LINE },
	{ "main", TAG_BLOCK },
	{ "nav", TAG_BLOCK },
	{ "noembed", TAG_FRAME },
	{ "noframes", TAG_FRAME },
	{ "ol", TAG_BLOCK },
	{ "option", TAG_LINE },
	{ "p", TAG_BLOCK },
	{ "pre", TAG_BLOCK },
	{ "script", TAG_RAW },
	{ "section", TAG_BLOCK },
	{ "style", TAG_RAW },
	{ "summary", TAG_LINE },
	{ "table", TAG_BLOCK },
	{ "tbody", TAG_LINE },
	{ "td", TAG_CELL },
	{ "template", TAG_FRAME },
	{ "tfoot", TAG_LINE },
	{ "th", TAG_CELL },
	{ "thead", TAG_LINE },
	{ "tr", TAG_LINE },
	{ "ul", TAG_BLOCK },
	{ "video", TAG_LINE },
};

const char *
scan_find(struct html_scan *scan, const char *at, unsigned char c)
{
	const char *found;

	if (scan->no_more[c] || at >= scan->end)
		return NULL;
	found = memchr(at, c, (size_t)(scan->end - at));
	if (!found)
		scan->no_more[c] = true;
	return found;
}

const char *
scan_tag_end(struct html_scan *scan)
{
	const char *at = scan->at + 1;
	bool value = false;

	for (; at < scan->end && !scan->loose && !scan->no_more['>']; at++) {
		if (*at == '>')
			return at;
		if (value && (*at == '"' || *at == '\'')) {
			const char *quote = scan_find(scan, at + 1, (unsigned char)*at);

			if (!quote) /* never closed: the value ends with the tag */
				return scan_find(scan, at, '>');
			at = quote;
			value = false;
		} else if (*at == '=') {
			value = true;
		} else if (!isspace((unsigned char)*at)) {
			value = false;
		}
	}
	scan->loose = true;
	return scan_find(scan, scan->at, '>');
}

/* In lower case, without a prefix, filled up with zeros; "" where it is too long to be one of ours. */
static void
tag_name(const char *from, const char *end, char name[TAG_NAME_MAX])
{
	size_t n = 0;

	memset(name, 0, TAG_NAME_MAX);
	for (; from < end && !isspace((unsigned char)*from) && *from != '/' && *from != '>';
		from++) {
		if (*from == ':') {
			memset(name, 0, n);
			n = 0;
		} else if (n + 1 < TAG_NAME_MAX) {
			name[n++] = (char)tolower((unsigned char)*from);
		} else {
			*name = '\0';
			return;
		}
	}
}

/* Its first eight letters as a number: names are ordered as these are. */
static uint64_t
tag_order(const char name[TAG_NAME_MAX])
{
	return be64toh(bytes_at(name));
}

static enum tag_kind
tag_kind(const char name[TAG_NAME_MAX])
{
	size_t low = 0, high = ARRAY_LEN(tag_rules);
	uint64_t wanted = tag_order(name);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		uint64_t order = tag_order(tag_rules[mid].name);

		if (order == wanted)
			return strcmp(tag_rules[mid].name, name) == 0 ? tag_rules[mid].kind
								      : TAG_INLINE;
		if (order < wanted)
			low = mid + 1;
		else
			high = mid;
	}
	return TAG_INLINE;
}

/* To the end tag of a raw element, or to the end of the text; false: there is no end tag. */
static bool
skip_raw(struct html_scan *scan, const char *name)
{
	size_t len = strlen(name);

	while (scan->at < scan->end) {
		const char *open = scan_find(scan, scan->at, '<');

		if (!open || scan->end - open < (ptrdiff_t)len + 2) {
			scan->at = scan->end;
			return false;
		}
		scan->at = open + 1;
		if (open[1] == '/' && strncasecmp(open + 2, name, len) == 0 &&
			(scan->end - open == (ptrdiff_t)len + 2 ||
				!isalnum((unsigned char)open[len + 2]))) {
			const char *close = scan_find(scan, open, '>');

			scan->at = close ? close + 1 : scan->end;
			return true;
		}
	}
	return false;
}

/* "<!-- -->", "<![CDATA[ ]]>", "<!doctype>", "<?php ?>": gives CDATA's text, skips the rest. */
static void
skip_declaration(struct html_scan *scan, struct str *out)
{
	size_t left = (size_t)(scan->end - scan->at);
	const char *close;

	if (left >= 4 && memcmp(scan->at, "<!--", 4) == 0) {
		close = scan->no_more['-'] ? NULL : memmem(scan->at + 4, left - 4, "-->", 3);
		if (!close) {
			scan->no_more['-'] = true; /* never closed: it ends with its first ">" */
			close = scan_find(scan, scan->at, '>');
			scan->at = close ? close + 1 : scan->end;
			return;
		}
		scan->at = close + 3;
	} else if (left >= 9 && memcmp(scan->at, "<![CDATA[", 9) == 0) {
		close = scan->no_more[']'] ? NULL : memmem(scan->at + 9, left - 9, "]]>", 3);
		if (!close) {
			scan->no_more[']'] = true;
			scan->at += 9;
			return;
		}
		str_add(out, scan->at + 9, (size_t)(close - scan->at - 9));
		scan->at = close + 3;
	} else {
		close = scan_find(scan, scan->at, '>');
		scan->at = close ? close + 1 : scan->end;
	}
}

/* Begins a line, unless one has just begun. */
static void
put_line(struct str *raw)
{
	size_t len = raw->len;

	while (len > 0 && raw->text[len - 1] == ' ')
		len--;
	str_truncate(raw, len);
	if (len > 0 && raw->text[len - 1] != '\n')
		str_putc(raw, '\n');
}

static void
put_breaks(struct str *raw, enum tag_kind kind)
{
	if (kind == TAG_CELL)
		str_putc(raw, ' ');
	else if (kind == TAG_BREAK)
		str_putc(raw, '\n');
	else if (kind == TAG_LINE)
		put_line(raw);
	else if (kind == TAG_BLOCK)
		str_add(raw, "\n\n", 2);
}

/* The first byte that put_text has to do something about, or the end. */
static const char *
text_stop(const char *at, const char *end)
{
	for (; end - at >= 8; at += 8) {
		uint64_t word = bytes_at(at);

		if (bytes_are(word, '&') | bytes_are(word, '\n') | bytes_are(word, '\r'))
			break;
	}
	while (at < end && *at != '&' && *at != '\n' && *at != '\r')
		at++;
	return at;
}

/* Text up to the next tag: references decoded, line breaks of the source are blanks. */
static void
put_text(struct str *raw, const char *from, const char *end, bool preformatted)
{
	while (from < end) {
		const char *stop = text_stop(from, end);
		char text[ENTITY_TEXT_MAX];
		size_t n;

		str_add(raw, from, (size_t)(stop - from));
		from = stop;
		if (from == end)
			return;
		if (*from != '&') {
			str_putc(raw, preformatted ? '\n' : ' ');
			from++;
			continue;
		}
		n = entity_decode(from, (size_t)(end - from), text);
		if (n > 0)
			str_puts(raw, text);
		else
			str_putc(raw, '&');
		from += n ? n : 1;
	}
}

/* One tag, comment or declaration at scan->at ("<" and what begins one); returns what it was. */
static enum tag_kind
read_tag(struct html_scan *scan, struct str *raw)
{
	char name[TAG_NAME_MAX];
	bool closing = scan->at[1] == '/';
	const char *close;
	enum tag_kind kind;

	if (scan->at[1] == '!' || scan->at[1] == '?') {
		skip_declaration(scan, raw);
		return TAG_INLINE;
	}
	close = scan_tag_end(scan);
	if (!close) { /* cut off: no tag, and nothing that a reader should see */
		scan->at = scan->end;
		return TAG_INLINE;
	}
	tag_name(scan->at + 1 + closing, close, name);
	kind = tag_kind(name);
	scan->at = close + 1;
	if (kind == TAG_RAW || kind == TAG_FRAME) {
		if (closing || close[-1] == '/' || (kind == TAG_FRAME && scan->open_frame))
			return kind;
		if (!skip_raw(scan, name) && kind == TAG_FRAME) {
			scan->open_frame = true;
			scan->at = close + 1;
			scan->no_more['<'] = false;
		}
		return kind;
	}
	if (kind == TAG_BLOCK && strcmp(name, "pre") == 0)
		scan->pre = closing ? (scan->pre ? scan->pre - 1 : 0) : scan->pre + 1;
	put_breaks(raw, kind);
	return kind;
}

/* Whether a "<" begins a tag, a comment or a declaration; what else it does ("a < b") is text. */
static bool
begins_tag(const char *open, const char *end)
{
	if (end - open < 2)
		return false;
	if (open[1] == '!')
		return end - open > 2 &&
		       (isalpha((unsigned char)open[2]) || open[2] == '-' || open[2] == '[');
	return isalpha((unsigned char)open[1]) || open[1] == '/' || open[1] == '?';
}

/* Text up to where a paragraph begins or ends, not yet cleaned; false: the fragment is over. */
static bool
strip_paragraph(struct html_scan *scan, struct str *raw)
{
	while (scan->at < scan->end && !raw->cut) {
		const char *open = scan_find(scan, scan->at, '<');

		if (!open)
			open = scan->end;
		put_text(raw, scan->at, open, scan->pre > 0);
		scan->at = open;
		if (open == scan->end)
			return false;
		if (!begins_tag(open, scan->end)) { /* "a < b" */
			str_putc(raw, '<');
			scan->at++;
		} else if (read_tag(scan, raw) == TAG_BLOCK) {
			return true;
		}
	}
	return false;
}

/* The text of a fragment, not yet cleaned. */
static void
html_strip(const char *html, size_t len, struct str *raw)
{
	struct html_scan scan = { .at = html, .end = html + len };

	while (strip_paragraph(&scan, raw))
		continue;
}

/* Whether text that was decoded still closes an element of style: it was escaped twice. */
static bool
has_markup(const char *text, size_t len)
{
	static const char *const names[] = { "b", "i", "u", "em", "strong", "span", "font", "a",
		"p", "sub", "sup", "small", "div" };
	const char *end = text + len;

	while ((text = memchr(text, '<', (size_t)(end - text)))) {
		char name[TAG_NAME_MAX];

		if (++text == end || *text++ != '/')
			continue;
		tag_name(text, end, name);
		for (size_t i = 0; i < ARRAY_LEN(names); i++) {
			if (strcmp(name, names[i]) == 0)
				return true;
		}
	}
	return false;
}

static bool
is_plain(const char *text, size_t len)
{
	return !memchr(text, '<', len) && !memchr(text, '&', len);
}

/* Appends a paragraph, cleaned, unless nothing is left of it. */
static void
put_paragraph(struct html_text *text, struct str *out)
{
	size_t before = out->len, begin;

	if (strspn(text->raw.text, " \n") == text->raw.len)
		return;
	if (text->begun)
		str_add(out, "\n\n", 2);
	begin = out->len;
	utf8_clean_text(out, text->raw.text, text->raw.len, out->max);
	if (out->len == begin)
		str_truncate(out, before);
	else
		text->begun = true;
}

void
html_text_init(struct html_text *text)
{
	*text = (struct html_text){ 0 };
	str_init(&text->raw, SIZE_MAX / 2); /* as long as the fragment, in the end */
}

void
html_text_clear(struct html_text *text)
{
	str_clear(&text->raw);
}

void
html_text_begin(struct html_text *text, const char *html, size_t len)
{
	text->scan = (struct html_scan){ .at = html, .end = html + len };
	text->begun = false;
}

bool
html_text_more(struct html_text *text, struct str *out)
{
	size_t before = out->len;
	bool more = true;

	while (more && out->len == before) {
		str_reset(&text->raw);
		more = strip_paragraph(&text->scan, &text->raw);
		put_paragraph(text, out);
		more = more && !out->cut;
	}
	return more;
}

void
html_to_text(const char *html, size_t len, struct str *out)
{
	struct html_text text;

	html_text_init(&text);
	html_text_begin(&text, html, len);
	str_expect(out, len);
	while (html_text_more(&text, out))
		continue;
	html_text_clear(&text);
}

void
html_to_line(const char *html, size_t len, struct str *out)
{
	struct str raw, again;

	if (is_plain(html, len)) {
		utf8_clean_line(out, html, len, out->max);
		return;
	}
	str_init(&raw, len + ENTITY_TEXT_MAX);
	str_init(&again, len + ENTITY_TEXT_MAX);
	str_expect(&raw, len);
	html_strip(html, len, &raw);
	if (is_plain(raw.text, raw.len)) {
		utf8_clean_line(out, raw.text, raw.len, out->max);
	} else {
		if (has_markup(raw.text, raw.len))
			html_strip(raw.text, raw.len, &again);
		else
			html_decode(raw.text, raw.len, &again);
		utf8_clean_line(out, again.text, again.len, out->max);
	}
	str_clear(&again);
	str_clear(&raw);
}
