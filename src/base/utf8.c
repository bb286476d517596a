/*
 * utf8 - the one gate for text from outside.
 */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#include "base/bytes.h"

size_t
utf8_decode(const char *text, size_t len, unsigned *ret_rune)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *bytes = (const unsigned char *)text;

	if (len == 0)
		return 0;
	if (bytes[0] < 0x80) {
		*ret_rune = bytes[0];
		return 1;
	}
	size_t n = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
	unsigned rune = bytes[0] & (0xffu >> (n + 1));

	*ret_rune = 0xfffd;
	if (bytes[0] < 0xc2 || bytes[0] > 0xf4 || len < n)
		return 1;
	for (size_t i = 1; i < n; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 1;
		rune = rune << 6 | (bytes[i] & 0x3f);
	}
	if (rune < least[n] || rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff))
		return 1;
	*ret_rune = rune;
	return n;
}

size_t
utf8_encode(unsigned rune, char bytes[4])
{
	size_t n = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;

	if (n == 1) {
		bytes[0] = (char)rune;
		return 1;
	}
	for (size_t i = n - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (rune & 0x3f));
		rune >>= 6;
	}
	bytes[0] = (char)((0xf00u >> n & 0xf0) | rune);
	return n;
}

unsigned
utf8_of_1252(unsigned char byte)
{
	static const unsigned short runes[32] = { 0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026,
		0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90,
		0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161,
		0x203a, 0x153, 0x9d, 0x17e, 0x178 };

	return byte >= 0x80 && byte < 0xa0 ? runes[byte - 0x80] : byte;
}

/* Bytes at the front that are ASCII; many at a time. */
static size_t
ascii_run(const char *text, size_t len)
{
	const size_t piece = sizeof(bytes16);
	size_t n = 0;

	for (; len - n >= 4 * piece; n += 4 * piece) {
		const char *at = text + n;
		bytes16 all = bytes16_at(at) | bytes16_at(at + piece) | bytes16_at(at + 2 * piece) |
			      bytes16_at(at + 3 * piece);

		if (bytes16_any(all < 0))
			break;
	}
	while (len - n >= 8 && !(bytes_at(text + n) & BYTES_HIGH))
		n += 8;
	while (n < len && (unsigned char)text[n] < 0x80)
		n++;
	return n;
}

bool
utf8_valid(const char *text, size_t len)
{
	while (len > 0) {
		size_t n = ascii_run(text, len);
		unsigned rune;

		text += n;
		len -= n;
		n = utf8_decode(text, len, &rune);
		if (n == 1)
			return false;
		text += n;
		len -= n;
	}
	return true;
}

enum rune_class { RUNE_TEXT, RUNE_BLANK, RUNE_WIDE, RUNE_BREAK, RUNE_GONE };

/* What the gate does with a rune. */
static enum rune_class
rune_class(unsigned rune)
{
	if (rune == '\n' || rune == '\r' || rune == 0x85 || rune == 0x2028 || rune == 0x2029)
		return RUNE_BREAK;
	if (rune <= 0x20 || (rune >= 0x7f && rune < 0xa0))
		return RUNE_BLANK;
	if (rune == 0xa0)
		return RUNE_WIDE;
	if (rune < 0xad)
		return RUNE_TEXT;
	if ((rune >= 0x2000 && rune <= 0x200a) || rune == 0x202f || rune == 0x205f ||
		rune == 0x3000)
		return RUNE_WIDE;
	if (rune == 0xad || rune == 0x61c || rune == 0x180e || rune == 0xfeff ||
		(rune >= 0x200b && rune <= 0x200f) ||   /* zero-width; see is_joiner */
		(rune >= 0x202a && rune <= 0x202e) ||   /* overrides */
		(rune >= 0x2060 && rune <= 0x206f) ||   /* isolates and invisible operators */
		(rune >= 0xfff9 && rune <= 0xfffb) ||   /* interlinear annotation */
		(rune >= 0xe0000 && rune <= 0xe0fff) || /* tags */
		(rune >= 0xfdd0 && rune <= 0xfdef) || (rune & 0xfffe) == 0xfffe)
		return RUNE_GONE;
	return RUNE_TEXT;
}

/* Whether a rune only says how those beside it are joined or ordered. */
static bool
is_joiner(unsigned rune)
{
	return rune >= 0x200c && rune <= 0x200f;
}

/* As plain_run, eight bytes at a time as far as that goes; never ends behind a blank. */
static size_t
plain_words(const char *text, size_t len)
{
	size_t n = 0;

	if (len == 0 || *text == ' ')
		return 0;
	while (len - n >= 8) {
		uint64_t word = bytes_at(text + n), blanks = bytes_are(word, ' ');

		/* below 0x20, 0x7f, beyond ASCII, or two blanks */
		if (((word - bytes_all(0x20)) | (word + bytes_all(1)) | word) & BYTES_HIGH ||
			blanks & blanks << 8)
			break;
		n += text[n + 7] == ' ' ? 7 : 8;
	}
	return n;
}

/* Bytes at the front that pass as they are: printable ASCII, with single blanks between. */
static size_t
plain_run(const char *text, size_t len)
{
	size_t n = plain_words(text, len);

	for (; n < len; n++) {
		unsigned char c = (unsigned char)text[n];

		if (c > 0x20 && c < 0x7f)
			continue;
		if (c != ' ' || n == 0 || n + 1 == len || (unsigned char)text[n + 1] <= 0x20 ||
			(unsigned char)text[n + 1] >= 0x7f)
			break;
	}
	return n;
}

struct cleaner {
	struct str *out;
	size_t start, max;
	unsigned breaks; /* that wait for the next text */
	char blanks[8];  /* so do these: at most blank, wide blank, blank */
	size_t n_blanks;
	bool wide; /* a wide one is among them */
	bool word; /* there is text before */
};

/* A blank waits; a wide one (no-break, em, ideographic …) stays what it is, but only the first. */
static void
cleaner_wait(struct cleaner *cleaner, const char *blank, size_t len, bool wide)
{
	size_t n = cleaner->n_blanks;

	if (wide ? cleaner->wide : n > 0 && cleaner->blanks[n - 1] == ' ')
		return;
	memcpy(cleaner->blanks + n, blank, len);
	cleaner->n_blanks += len;
	cleaner->wide |= wide;
}

/* Text with what waits before it; a divisible one as far as it fits. False: out is full. */
static bool
cleaner_put(struct cleaner *cleaner, const char *text, size_t len, bool divisible)
{
	struct str *out = cleaner->out;
	size_t room = cleaner->max - (out->len - cleaner->start);
	unsigned breaks = cleaner->breaks > 2 ? 2 : cleaner->breaks;
	size_t before = !cleaner->word ? 0 : breaks ? breaks : cleaner->n_blanks;

	if (room > out->max - out->len)
		room = out->max - out->len;
	if (before + (divisible ? 1 : len) > room) {
		out->cut = true;
		return false;
	}
	str_add(out, breaks ? "\n\n" : cleaner->blanks, before);
	room -= before;
	str_add(out, text, len < room ? len : room);
	cleaner->n_blanks = 0;
	cleaner->wide = false;
	cleaner->breaks = 0;
	cleaner->word = true;
	if (len > room)
		out->cut = true;
	return len <= room;
}

static void
utf8_clean(struct str *out, const char *text, size_t len, size_t max, bool lines)
{
	struct cleaner cleaner = { .out = out, .start = out->len, .max = max };
	unsigned last = ' ';

	while (len > 0) {
		size_t n = plain_run(text, len);
		enum rune_class class;
		unsigned rune;
		char bytes[4];

		if (n > 0) {
			if (!cleaner_put(&cleaner, text, n, true))
				return;
			last = (unsigned char)text[n - 1];
			text += n;
			len -= n;
			continue;
		}
		n = utf8_decode(text, len, &rune);
		class = rune_class(rune);
		/* between Latin letters it joins nothing, there it only hides a word */
		if (is_joiner(rune) && (cleaner.n_blanks || cleaner.breaks || last >= 0x250))
			class = RUNE_TEXT;
		/* "\r\n" is one line break */
		if (class == RUNE_BREAK && lines && !(rune == '\r' && len > 1 && text[1] == '\n'))
			cleaner.breaks++;
		else if (class == RUNE_BLANK || class == RUNE_BREAK)
			cleaner_wait(&cleaner, " ", 1, false);
		else if (class == RUNE_WIDE)
			cleaner_wait(&cleaner, text, n, true);
		else if (class == RUNE_TEXT) {
			last = rune;
			if (!cleaner_put(&cleaner, bytes, utf8_encode(rune, bytes), false))
				return;
		}
		text += n;
		len -= n;
	}
}

void
utf8_clean_line(struct str *out, const char *text, size_t len, size_t max)
{
	utf8_clean(out, text, len, max, false);
}

void
utf8_clean_text(struct str *out, const char *text, size_t len, size_t max)
{
	utf8_clean(out, text, len, max, true);
}

size_t
utf8_cut_at_word(const char *text, size_t len, size_t max)
{
	if (len <= max)
		return len;
	size_t cut = max;

	while (cut > 0 && ((unsigned char)text[cut] & 0xc0) == 0x80)
		cut--;
	if (text[cut] == ' ' || text[cut] == '\n')
		return cut;
	for (size_t i = cut; i > 0; i--)
		if (text[i - 1] == ' ' || text[i - 1] == '\n')
			return i - 1;
	return cut;
}

size_t
utf8_rune_width(unsigned rune)
{
	if (rune >= 0x300 && rune < 0x370)
		return 0;
	return (rune >= 0x1100 && rune < 0x1160) || (rune >= 0x2e80 && rune < 0xa4d0) ||
			       (rune >= 0xac00 && rune < 0xd7a4) ||
			       (rune >= 0xf900 && rune < 0xfb00) ||
			       (rune >= 0xff00 && rune < 0xff61) || rune >= 0x1f300
		       ? 2
		       : 1;
}

size_t
utf8_width(const char *text, size_t len)
{
	size_t width = 0, size;
	unsigned rune;

	for (; (size = utf8_decode(text, len, &rune)) > 0; text += size, len -= size)
		width += utf8_rune_width(rune);
	return width;
}
