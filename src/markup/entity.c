/*
 * entity - references to characters, by number and by name.
 */
#include "markup/entity.h"

#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"
#include "markup/entity_names.h"

enum { NAME_LEN_MAX = 32 };

static int
digit_value(char c, unsigned base)
{
	int value = c >= '0' && c <= '9'   ? c - '0'
		    : c >= 'a' && c <= 'f' ? c - 'a' + 10
		    : c >= 'A' && c <= 'F' ? c - 'A' + 10
					   : -1;

	return value < (int)base ? value : -1;
}

/* "&#123;" or "&#x7B;", text standing at its "&"; gives its length, 0: it is none. */
static size_t
read_number(const char *text, size_t len, unsigned *ret_rune)
{
	unsigned rune = 0, base = 10;
	size_t at = 2, first;

	if (len < 3 || text[1] != '#')
		return 0;
	if (at < len && (text[at] == 'x' || text[at] == 'X')) {
		base = 16;
		at++;
	}
	for (first = at; at < len && digit_value(text[at], base) >= 0; at++) {
		if (rune <= 0x10FFFF)
			rune = rune * base + (unsigned)digit_value(text[at], base);
	}
	if (at == first)
		return 0;
	*ret_rune = rune;
	return at + (at < len && text[at] == ';');
}

/* Two references may be one character: the halves of a surrogate pair, as UTF-16's users write. */
static size_t
decode_number(const char *text, size_t len, char *ret_text)
{
	unsigned rune = 0, low = 0;
	size_t at = read_number(text, len, &rune), more = 0;

	if (at == 0)
		return 0;
	if (rune >= 0xD800 && rune <= 0xDBFF && at < len && text[at] == '&')
		more = read_number(text + at, len - at, &low);
	if (more > 0 && low >= 0xDC00 && low <= 0xDFFF) {
		rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
		at += more;
	}
	if (rune >= 0x80 && rune < 0xA0)
		rune = utf8_of_1252((unsigned char)rune);
	if (rune == 0 || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
		rune = 0xFFFD;
	ret_text[utf8_encode(rune, ret_text)] = '\0';
	return at;
}

static const struct entity *
entity_find(const char *name, size_t len)
{
	size_t low = 0, high = ARRAY_LEN(entities);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strncmp(entities[mid].name, name, len);

		if (order == 0 && entities[mid].name[len] == '\0')
			return &entities[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static size_t
decode_name(const char *text, size_t len, char *ret_text)
{
	const struct entity *entity;
	size_t n = 1;

	while (n < len && n <= NAME_LEN_MAX && isalnum((unsigned char)text[n]))
		n++;
	if (n < len && text[n] == ';') {
		entity = entity_find(text + 1, n - 1);
		if (entity) {
			memcpy(ret_text, entity->text, strlen(entity->text) + 1);
			return n + 1;
		}
	}
	/* without ";" only the old names count, and not in "?a=1&copy=2" */
	if (n < len && text[n] == '=')
		return 0;
	entity = entity_find(text + 1, n - 1);
	if (!entity || !entity->bare)
		return 0;
	memcpy(ret_text, entity->text, strlen(entity->text) + 1);
	return n;
}

size_t
entity_decode(const char *text, size_t len, char ret_text[ENTITY_TEXT_MAX])
{
	if (len < 2 || text[0] != '&')
		return 0;
	return text[1] == '#' ? decode_number(text, len, ret_text)
			      : decode_name(text, len, ret_text);
}
