/*
 * rune - the table of ASCII, and what the Unicode library says of anything else.
 */
#include "rune.h"

#include <utf8proc.h>

#include "base/utf8.h"

enum { RUNE_REPLACEMENT = 0xfffd };

const unsigned char rune_ascii[256] = {
	['0'] = RUNE_ASCII_DIGIT,
	['1'] = RUNE_ASCII_DIGIT,
	['2'] = RUNE_ASCII_DIGIT,
	['3'] = RUNE_ASCII_DIGIT,
	['4'] = RUNE_ASCII_DIGIT,
	['5'] = RUNE_ASCII_DIGIT,
	['6'] = RUNE_ASCII_DIGIT,
	['7'] = RUNE_ASCII_DIGIT,
	['8'] = RUNE_ASCII_DIGIT,
	['9'] = RUNE_ASCII_DIGIT,
	['A'] = RUNE_ASCII_UPPER,
	['B'] = RUNE_ASCII_UPPER,
	['C'] = RUNE_ASCII_UPPER,
	['D'] = RUNE_ASCII_UPPER,
	['E'] = RUNE_ASCII_UPPER,
	['F'] = RUNE_ASCII_UPPER,
	['G'] = RUNE_ASCII_UPPER,
	['H'] = RUNE_ASCII_UPPER,
	['I'] = RUNE_ASCII_UPPER,
	['J'] = RUNE_ASCII_UPPER,
	['K'] = RUNE_ASCII_UPPER,
	['L'] = RUNE_ASCII_UPPER,
	['M'] = RUNE_ASCII_UPPER,
	['N'] = RUNE_ASCII_UPPER,
	['O'] = RUNE_ASCII_UPPER,
	['P'] = RUNE_ASCII_UPPER,
	['Q'] = RUNE_ASCII_UPPER,
	['R'] = RUNE_ASCII_UPPER,
	['S'] = RUNE_ASCII_UPPER,
	['T'] = RUNE_ASCII_UPPER,
	['U'] = RUNE_ASCII_UPPER,
	['V'] = RUNE_ASCII_UPPER,
	['W'] = RUNE_ASCII_UPPER,
	['X'] = RUNE_ASCII_UPPER,
	['Y'] = RUNE_ASCII_UPPER,
	['Z'] = RUNE_ASCII_UPPER,
	['a'] = RUNE_ASCII_LOWER,
	['b'] = RUNE_ASCII_LOWER,
	['c'] = RUNE_ASCII_LOWER,
	['d'] = RUNE_ASCII_LOWER,
	['e'] = RUNE_ASCII_LOWER,
	['f'] = RUNE_ASCII_LOWER,
	['g'] = RUNE_ASCII_LOWER,
	['h'] = RUNE_ASCII_LOWER,
	['i'] = RUNE_ASCII_LOWER,
	['j'] = RUNE_ASCII_LOWER,
	['k'] = RUNE_ASCII_LOWER,
	['l'] = RUNE_ASCII_LOWER,
	['m'] = RUNE_ASCII_LOWER,
	['n'] = RUNE_ASCII_LOWER,
	['o'] = RUNE_ASCII_LOWER,
	['p'] = RUNE_ASCII_LOWER,
	['q'] = RUNE_ASCII_LOWER,
	['r'] = RUNE_ASCII_LOWER,
	['s'] = RUNE_ASCII_LOWER,
	['t'] = RUNE_ASCII_LOWER,
	['u'] = RUNE_ASCII_LOWER,
	['v'] = RUNE_ASCII_LOWER,
	['w'] = RUNE_ASCII_LOWER,
	['x'] = RUNE_ASCII_LOWER,
	['y'] = RUNE_ASCII_LOWER,
	['z'] = RUNE_ASCII_LOWER,
};

static enum rune_class
class_of_foreign(unsigned rune)
{
	if (rune == RUNE_REPLACEMENT)
		return RUNE_MARK;
	switch (utf8proc_category((utf8proc_int32_t)rune)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return RUNE_LETTER;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
		return RUNE_BLANK;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return RUNE_BREAK;
	default:
		return RUNE_MARK;
	}
}

struct rune
rune_foreign(const char *text, uint32_t len, uint32_t at)
{
	struct rune r = { .at = at };

	r.len = (uint32_t)utf8_decode(text + at, len - at, &r.rune);
	r.class = class_of_foreign(r.rune);
	return r;
}

bool
rune_is_upper(unsigned rune)
{
	if (rune < 0x80)
		return rune_ascii[rune] == RUNE_ASCII_UPPER;
	return utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_LU;
}
