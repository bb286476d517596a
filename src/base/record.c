/*
 * record - values one behind the other as bytes.
 *
 * An integer is written in groups of seven bits, the low ones first; the top bit of a byte
 * says that more follow. The sign goes to the lowest bit, so that small negative ones are short.
 */
#include "base/record.h"

#include <string.h>

static void
put_bits(struct str *out, uint64_t bits)
{
	char bytes[10];
	size_t n = 0;

	for (; bits >= 0x80; bits >>= 7)
		bytes[n++] = (char)(bits | 0x80);
	bytes[n++] = (char)bits;
	str_add(out, bytes, n);
}

void
record_put_int(struct str *out, int64_t number)
{
	put_bits(out, (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0));
}

void
record_put_count(struct str *out, size_t n)
{
	put_bits(out, n);
}

void
record_put_real(struct str *out, double number)
{
	str_add(out, (const char *)&number, sizeof number);
}

void
record_put_text(struct str *out, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	record_put_count(out, len);
	if (len > 0)
		str_add(out, text, len);
}

void
record_put_texts(struct str *out, const char *const *texts, size_t n)
{
	record_put_count(out, n);
	for (size_t i = 0; i < n; i++)
		record_put_text(out, texts[i]);
}

struct record
record_of(const void *bytes, size_t len)
{
	return (struct record){ .at = bytes, .left = len };
}

static uint64_t
record_bits(struct record *record)
{
	uint64_t bits = 0;

	for (unsigned shift = 0; shift < 64 && record->left > 0; shift += 7) {
		unsigned char byte = *record->at++;

		record->left--;
		bits |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return bits;
	}
	record->bad = true;
	record->left = 0;
	return 0;
}

int64_t
record_int(struct record *record)
{
	uint64_t bits = record_bits(record);

	return (int64_t)(bits >> 1 ^ (bits & 1 ? UINT64_MAX : 0));
}

unsigned
record_below(struct record *record, unsigned end)
{
	int64_t number = record_int(record);

	if (number >= 0 && number < end)
		return (unsigned)number;
	record->bad = true;
	return 0;
}

size_t
record_count(struct record *record)
{
	uint64_t n = record_bits(record);

	if (n <= record->left)
		return (size_t)n;
	record->bad = true;
	record->left = 0;
	return 0;
}

void
record_bytes(struct record *record, void *ret_bytes, size_t len)
{
	if (record->left < len) {
		record->bad = true;
		record->left = 0;
		memset(ret_bytes, 0, len);
		return;
	}
	memcpy(ret_bytes, record->at, len);
	record->at += len;
	record->left -= len;
}

double
record_real(struct record *record)
{
	double number;

	record_bytes(record, &number, sizeof number);
	return number;
}

const char *
record_text(struct record *record, struct arena *arena)
{
	size_t len = record_count(record);
	char *text = arena_alloc(arena, len + 1);

	if (len > 0)
		record_bytes(record, text, len);
	return text;
}

const char **
record_texts(struct record *record, size_t room, size_t *ret_n, struct arena *arena)
{
	size_t n = record_count(record);
	const char **texts = arena_array(arena, n > room ? n : room, sizeof *texts);

	for (size_t i = 0; i < n; i++)
		texts[i] = record_text(record, arena);
	*ret_n = n;
	return texts;
}
