/*
 * html_escape - text and its references: "&amp;" to "&", and back.
 */
#include <string.h>

#include "markup/entity.h"
#include "markup/html.h"

void
html_decode(const char *text, size_t len, struct str *out)
{
	const char *end = text + len;

	while (text < end) {
		const char *ref = memchr(text, '&', (size_t)(end - text));
		char decoded[ENTITY_TEXT_MAX];
		size_t n;

		if (!ref)
			ref = end;
		str_add(out, text, (size_t)(ref - text));
		if (ref == end)
			return;
		n = entity_decode(ref, (size_t)(end - ref), decoded);
		if (n > 0)
			str_puts(out, decoded);
		else
			str_putc(out, '&');
		text = ref + (n ? n : 1);
	}
}

void
html_escape(const char *text, size_t len, struct str *out)
{
	const char *end = text + len;

	while (text < end) {
		const char *stop = text;

		while (stop < end && *stop != '&' && *stop != '<' && *stop != '>' && *stop != '"')
			stop++;
		str_add(out, text, (size_t)(stop - text));
		if (stop == end)
			return;
		str_puts(out, *stop == '&'   ? "&amp;"
			      : *stop == '<' ? "&lt;"
			      : *stop == '>' ? "&gt;"
					     : "&quot;");
		text = stop + 1;
	}
}
