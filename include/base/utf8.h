/*
 * utf8 - the one gate for text from outside.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Decodes one rune; returns its length in bytes, 0 at the end. A bad byte
 * (overlong, surrogate, cut off, above U+10FFFF) gives U+FFFD and length 1.
 */
size_t utf8_decode(const char *text, size_t len, unsigned *ret_rune);

/* Writes a rune (below U+110000) and gives its length, 1 to 4; nothing is terminated. */
size_t utf8_encode(unsigned rune, char bytes[4]);

/* The rune that a byte from 0x80 on is in Windows-1252; its five holes give controls (< U+00A0). */
unsigned utf8_of_1252(unsigned char byte);

/* Columns that a rune, a text takes: far eastern runes take two, combining ones none. */
size_t utf8_rune_width(unsigned rune);
size_t utf8_width(const char *text, size_t len);

bool utf8_valid(const char *text, size_t len);

/*
 * Appends text as one line that is safe everywhere: bad UTF-8 becomes U+FFFD,
 * C0 and C1 controls, line and paragraph separators become a blank, runs of white
 * space one blank (or one wide blank, as U+00A0, where there is one), ends trimmed; bidirectional
 * overrides and isolates, zero-width characters, tags, noncharacters and the byte order mark
 * vanish. Joiners and marks of direction stay where a script needs them, not within Latin words. At
 * most max bytes, cut between runes (str's own ceiling holds too).
 */
void utf8_clean_line(struct str *out, const char *text, size_t len, size_t max);

/* The same, but line breaks ("\n") stay; blank lines become at most one. */
void utf8_clean_text(struct str *out, const char *text, size_t len, size_t max);

/* The largest cut <= max that neither splits a rune nor, if it can be helped, a word. */
size_t utf8_cut_at_word(const char *text, size_t len, size_t max);
