/*
 * rune - what a character of a text is: letter, digit, mark or blank.
 *
 * ASCII is told by a table, here to be inlined, since most text is that; for anything else the
 * Unicode library is asked.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum rune_class { RUNE_BLANK, RUNE_BREAK, RUNE_LETTER, RUNE_DIGIT, RUNE_MARK };

/* A rune of the text and what it is. */
struct rune {
	unsigned rune;
	uint32_t at;
	uint32_t len;
	enum rune_class class;
};

enum { RUNE_EN_DASH = 0x2013 };
enum { RUNE_ASCII_LOWER = 1, RUNE_ASCII_UPPER = 2, RUNE_ASCII_DIGIT = 4 };

/* What an ASCII letter or digit is; 0 for all other bytes. */
extern const unsigned char rune_ascii[256];

static inline bool
ascii_is_letter(char byte)
{
	return rune_ascii[(unsigned char)byte] & (RUNE_ASCII_LOWER | RUNE_ASCII_UPPER);
}

static inline enum rune_class
rune_class_ascii(unsigned char byte)
{
	if (rune_ascii[byte])
		return rune_ascii[byte] == RUNE_ASCII_DIGIT ? RUNE_DIGIT : RUNE_LETTER;
	if (byte == '\n')
		return RUNE_BREAK;
	return byte <= ' ' || byte == 0x7f ? RUNE_BLANK : RUNE_MARK;
}

/* The rune at a byte above ASCII. */
struct rune rune_foreign(const char *text, uint32_t len, uint32_t at);

/* The rune at a byte of the text; behind its end a break without length. */
static inline struct rune
rune_in(const char *text, uint32_t len, uint32_t at)
{
	unsigned char byte;

	if (at >= len)
		return (struct rune){ .at = at, .class = RUNE_BREAK };
	byte = (unsigned char)text[at];
	if (byte >= 0x80)
		return rune_foreign(text, len, at);
	return (struct rune){ .rune = byte, .at = at, .len = 1, .class = rune_class_ascii(byte) };
}

bool rune_is_upper(unsigned rune);

static inline bool
rune_is_hyphen(unsigned rune)
{
	return rune == '-' || rune == 0x2010 || rune == 0x2011;
}

static inline bool
rune_is_apostrophe(unsigned rune)
{
	return rune == '\'' || rune == 0x2019 || rune == 0x2018 || rune == 0x2bc;
}
