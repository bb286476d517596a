/*
 * escape - text from outside on its way into HTML, XML and the metrics.
 */
#include "web/escape.h"

#include <stdbool.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"

enum { TEXT_MAX = 64 << 10 };

void
escape_text(struct str *out, const char *text)
{
	struct str clean;

	str_init(&clean, TEXT_MAX);
	utf8_clean_line(&clean, text, strlen(text), TEXT_MAX);
	escape_xml(out, clean.text);
	str_clear(&clean);
}

static bool
ends_address(char c)
{
	return c == '\0' || strchr(" \t\r\n\"'<>()", c);
}

/* "https://user:word@host/secret" → "https://host/…"; returns what is behind the address. */
static const char *
put_address(struct str *out, const char *address, const char *authority)
{
	const char *host = authority, *end = authority;

	str_add(out, address, (size_t)(authority - address));
	for (; !ends_address(*end) && !strchr("/?#", *end); end++)
		if (*end == '@')
			host = end + 1;
	str_add(out, host, (size_t)(end - host));
	if (ends_address(*end))
		return end;
	str_puts(out, "/…");
	while (!ends_address(*end))
		end++;
	while (strchr(":,.;", end[-1])) /* belongs to the sentence */
		end--;
	return end;
}

void
escape_error(struct str *out, const char *text)
{
	struct str short_text;

	str_init(&short_text, TEXT_MAX);
	for (const char *at = text; *at;) {
		const char *sign = strstr(at, "://");

		if (!sign) {
			str_puts(&short_text, at);
			break;
		}
		str_add(&short_text, at, (size_t)(sign - at));
		at = put_address(&short_text, sign, sign + 3);
	}
	escape_text(out, short_text.text);
	str_clear(&short_text);
}

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_';
}

void
escape_query(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (is_plain(*text))
			str_putc(out, *text);
		else
			str_printf(out, "%%%02X", (unsigned char)*text);
	}
}

void
escape_label(struct str *out, const char *text)
{
	struct str clean;

	str_init(&clean, TEXT_MAX);
	utf8_clean_line(&clean, text, strlen(text), TEXT_MAX);
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.text[i] == '"' || clean.text[i] == '\\')
			str_putc(out, '\\');
		str_putc(out, clean.text[i]);
	}
	str_clear(&clean);
}

void
escape_id(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (is_plain(*text))
			str_putc(out, *text);
		else
			str_printf(out, ".%02x", (unsigned char)*text);
	}
}
