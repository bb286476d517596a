/*
 * gather - the text of an element that has elements in it, and what was done to its characters.
 */
#include "feed/gather.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "feed/lookup.h"
#include "markup/html.h"

static bool
is_empty_tag(const char *name)
{
	static const char *const names[] = { "area", "base", "br", "col", "embed", "hr", "img",
		"input", "link", "meta", "param", "source", "track", "wbr" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcasecmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static void
put_name(struct build *build, const struct xml_name *name)
{
	if (name->prefix && ns_of(build, name) != NS_XHTML) {
		str_puts(&build->gathered, name->prefix);
		str_putc(&build->gathered, ':');
	}
	str_puts(&build->gathered, name->local);
}

/* From here on the text is HTML that we write: what is there already becomes such. */
static void
become_markup(struct build *build)
{
	struct str *gathered = &build->gathered;

	if (build->form == FORM_MARKUP)
		return;
	if (build->form == FORM_PLAIN || !memchr(gathered->text, '<', gathered->len)) {
		struct str escaped;

		str_init(&escaped, FEED_FIELD_MAX);
		html_escape(gathered->text, gathered->len, &escaped);
		str_reset(gathered);
		str_add(gathered, escaped.text, escaped.len);
		str_clear(&escaped);
	}
	build->form = FORM_MARKUP;
}

void
gather_start(struct build *build, const struct element *element)
{
	if (build->stack[build->depth - 1].field->kind != FIELD_RICH ||
		build->form == FORM_BASE64) {
		build->skip = 1;
		return;
	}
	become_markup(build);
	if (build->inner == 0) /* the <div> around XHTML may say it as well */
		frame_rebase(build, &build->stack[build->depth - 1], element);
	build->open[build->inner++] = *element->name;
	str_putc(&build->gathered, '<');
	put_name(build, element->name);
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];
		const char *at = attr->value, *end = at + attr->len;

		str_putc(&build->gathered, ' ');
		put_name(build, &attr->name);
		str_puts(&build->gathered, "=\"");
		while (at < end) { /* each & stands there as &#38; (see xml_attr_text) */
			const char *ref = memchr(at, '&', (size_t)(end - at));

			html_escape(at, (size_t)((ref ? ref : end) - at), &build->gathered);
			if (ref)
				str_puts(&build->gathered, "&amp;");
			at = !ref                                             ? end
			     : end - ref >= 5 && memcmp(ref, "&#38;", 5) == 0 ? ref + 5
									      : ref + 1;
		}
		str_putc(&build->gathered, '"');
	}
	str_puts(&build->gathered, is_empty_tag(element->name->local) ? " />" : ">");
}

void
gather_end(struct build *build)
{
	const struct xml_name *name = &build->open[--build->inner];

	if (is_empty_tag(name->local))
		return;
	str_puts(&build->gathered, "</");
	put_name(build, name);
	str_putc(&build->gathered, '>');
}

/*
 * UTF-8 that somebody took for Latin-1 and encoded again: all its characters are below U+0100, and
 * as bytes they are UTF-8. Undone in place.
 */
static bool
undo_double_utf8(struct str *gathered)
{
	struct str bytes;
	size_t n;
	bool high = false, ok = true;

	str_init(&bytes, gathered->len);
	for (size_t at = 0; at < gathered->len && ok; at += n) {
		unsigned rune = 0;

		n = utf8_decode(gathered->text + at, gathered->len - at, &rune);
		ok = rune < 0x100;
		high |= rune >= 0x80;
		str_putc(&bytes, (char)rune);
	}
	ok = ok && high && utf8_valid(bytes.text, bytes.len);
	if (ok) {
		str_reset(gathered);
		str_add(gathered, bytes.text, bytes.len);
	}
	str_clear(&bytes);
	return ok;
}

/* Where a feed has controls U+0080 to U+009F, its author meant the bytes of Windows-1252. */
static void
replace_controls(struct str *gathered)
{
	struct str out;
	const char *at = gathered->text, *end = at + gathered->len, *lead;

	str_init(&out, FEED_FIELD_MAX);
	while ((lead = memchr(at, 0xC2, (size_t)(end - at))) && end - lead > 1) {
		unsigned rune = utf8_of_1252((unsigned char)lead[1]);

		str_add(&out, at, (size_t)(lead - at));
		if (rune > 0x9F)
			str_put_rune(&out, rune);
		at = lead + 2;
	}
	str_add(&out, at, (size_t)(end - at));
	str_clear(gathered);
	*gathered = out;
}

static int
base64_digit(char c)
{
	return c >= 'A' && c <= 'Z'   ? c - 'A'
	       : c >= 'a' && c <= 'z' ? c - 'a' + 26
	       : c >= '0' && c <= '9' ? c - '0' + 52
	       : c == '+' || c == '-' ? 62
	       : c == '/' || c == '_' ? 63
				      : -1;
}

/* Decodes in place; what it gives is HTML. */
static void
base64_decode(struct build *build)
{
	struct str *gathered = &build->gathered;
	unsigned bits = 0, n_bits = 0;
	size_t to = 0;

	for (size_t i = 0; i < gathered->len; i++) {
		int digit = base64_digit(gathered->text[i]);

		if (digit < 0)
			continue;
		bits = bits << 6 | (unsigned)digit;
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			gathered->text[to++] = (char)(bits >> n_bits & 0xFF);
			bits &= (1u << n_bits) - 1;
		}
	}
	str_truncate(gathered, to);
	if (!utf8_valid(gathered->text, gathered->len))
		str_reset(gathered);
	build->form = FORM_HTML;
}

void
gather_finish(struct build *build)
{
	struct str *gathered = &build->gathered;

	if (build->form == FORM_BASE64)
		base64_decode(build);
	if ((build->has_double && undo_double_utf8(gathered)) || !build->has_controls ||
		!memchr(gathered->text, 0xC2, gathered->len))
		return;
	replace_controls(gathered);
}
