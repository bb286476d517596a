/*
 * token - UTF-8 text as words, numbers, marks and sentences.
 *
 * One pass over the bytes. ASCII is classified by table and folded in place;
 * anything else goes through the Unicode library, word by word.
 */
#include "text/token.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/attr.h"
#include "base/bytes.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
	WORD_RUNES_MAX = 64, /* scripts without blanks make long "words" */
	FOLD_RUNES_MAX = 4 * WORD_RUNES_MAX,
	RUNE_BYTES_MAX = 4,
	RUNE_REPLACEMENT = 0xfffd,
};

enum rune_class { RUNE_BLANK, RUNE_BREAK, RUNE_LETTER, RUNE_DIGIT, RUNE_MARK };

/* A rune of the text and what it is. */
struct rune {
	unsigned rune;
	uint32_t at;
	uint32_t len;
	enum rune_class class;
};

struct scan {
	struct tokens *tokens;
	const char *text;
	uint32_t len;
	struct tokens_place p;
};

enum { ASCII_LOWER = 1, ASCII_UPPER = 2, ASCII_DIGIT = 4, ASCII_ALNUM = 7 };

/* What an ASCII byte is; 0 for the others. */
static const unsigned char ascii_kind[256] = {
	['0'] = 4,
	['1'] = 4,
	['2'] = 4,
	['3'] = 4,
	['4'] = 4,
	['5'] = 4,
	['6'] = 4,
	['7'] = 4,
	['8'] = 4,
	['9'] = 4,
	['A'] = 2,
	['B'] = 2,
	['C'] = 2,
	['D'] = 2,
	['E'] = 2,
	['F'] = 2,
	['G'] = 2,
	['H'] = 2,
	['I'] = 2,
	['J'] = 2,
	['K'] = 2,
	['L'] = 2,
	['M'] = 2,
	['N'] = 2,
	['O'] = 2,
	['P'] = 2,
	['Q'] = 2,
	['R'] = 2,
	['S'] = 2,
	['T'] = 2,
	['U'] = 2,
	['V'] = 2,
	['W'] = 2,
	['X'] = 2,
	['Y'] = 2,
	['Z'] = 2,
	['a'] = 1,
	['b'] = 1,
	['c'] = 1,
	['d'] = 1,
	['e'] = 1,
	['f'] = 1,
	['g'] = 1,
	['h'] = 1,
	['i'] = 1,
	['j'] = 1,
	['k'] = 1,
	['l'] = 1,
	['m'] = 1,
	['n'] = 1,
	['o'] = 1,
	['p'] = 1,
	['q'] = 1,
	['r'] = 1,
	['s'] = 1,
	['t'] = 1,
	['u'] = 1,
	['v'] = 1,
	['w'] = 1,
	['x'] = 1,
	['y'] = 1,
	['z'] = 1,
};

static inline enum rune_class
class_of_ascii(unsigned char byte)
{
	if (ascii_kind[byte] & (ASCII_LOWER | ASCII_UPPER))
		return RUNE_LETTER;
	if (ascii_kind[byte])
		return RUNE_DIGIT;
	if (byte == '\n')
		return RUNE_BREAK;
	return byte <= ' ' || byte == 0x7f ? RUNE_BLANK : RUNE_MARK;
}

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

static struct rune
rune_at_foreign(const struct scan *scan, uint32_t at)
{
	struct rune r = { .at = at };

	r.len = (uint32_t)utf8_decode(scan->text + at, scan->len - at, &r.rune);
	r.class = class_of_foreign(r.rune);
	return r;
}

static inline struct rune
rune_at(const struct scan *scan, uint32_t at)
{
	unsigned char byte;

	if (at >= scan->len)
		return (struct rune){ .at = at, .class = RUNE_BREAK };
	byte = (unsigned char)scan->text[at];
	if (byte >= 0x80)
		return rune_at_foreign(scan, at);
	return (struct rune){ .rune = byte, .at = at, .len = 1, .class = class_of_ascii(byte) };
}

static bool
is_hyphen(unsigned rune)
{
	return rune == '-' || rune == 0x2010 || rune == 0x2011;
}

static bool
is_apostrophe(unsigned rune)
{
	return rune == '\'' || rune == 0x2019 || rune == 0x2018 || rune == 0x2bc;
}

static void
fold_grow(struct tokens *tokens, size_t len)
{
	tokens->cap_fold = 2 * (tokens->n_fold + len) + 1024;
	tokens->fold = mem_resize(tokens->fold, tokens->cap_fold, 1);
}

/* Room for so many bytes more, and for the eight that a hash reads at once. */
static inline char *
fold_reserve(struct tokens *tokens, size_t len)
{
	if (tokens->n_fold + len + sizeof(uint64_t) > tokens->cap_fold)
		fold_grow(tokens, len);
	return tokens->fold + tokens->n_fold;
}

enum { EIGHT = sizeof(uint64_t) };

#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

/* Takes eight bytes of a word, with more to come, into its hash. */
static inline uint64_t
hash_eight(uint64_t hash, uint64_t eight)
{
	hash = (hash ^ eight) * HASH_FACTOR;
	return hash ^ hash >> 32;
}

/* The hash of a word with its last bytes, one to eight, and noughts behind them. */
static inline uint32_t
hash_last(uint64_t hash, uint64_t eight)
{
	return (uint32_t)((hash ^ eight) * HASH_FACTOR >> 32);
}

/* The same, whatever stands behind them. */
static inline uint32_t
hash_end(uint64_t hash, uint64_t eight, size_t len)
{
	if (len < EIGHT)
		eight = le64toh(eight) & ((UINT64_C(1) << 8 * len) - 1);
	return hash_last(hash, eight);
}

/* Reads up to eight bytes behind the end: see fold_reserve. */
static inline uint32_t
hash_fold(const char *bytes, size_t len)
{
	uint64_t hash = len;

	for (; len > EIGHT; bytes += EIGHT, len -= EIGHT)
		hash = hash_eight(hash, bytes_at(bytes));
	return hash_end(hash, bytes_at(bytes), len);
}

/* Thousands' commas go. Returns how long the number is without them. */
static size_t
without_commas(char *out, const char *text, uint32_t len)
{
	const char *first = out;

	for (uint32_t i = 0; i < len; i++)
		if (text[i] != ',')
			*out++ = text[i];
	return (size_t)(out - first);
}

/* Eight bytes of the text, or as many as there are. */
static inline uint64_t
bytes_until(const char *text, uint32_t left)
{
	uint64_t word = 0;

	if (left >= EIGHT)
		return bytes_at(text);
	memcpy(&word, text, left);
	return word;
}

/* Folds ASCII letters and marks, a NUL behind them, out of `left` bytes that may be read; returns their hash. */
static inline uint32_t
fold_ascii(struct tokens *tokens, const char *text, uint32_t len, uint32_t left)
{
	char *out = fold_reserve(tokens, len + 1);
	uint64_t hash = len, word = bytes_lower(bytes_until(text, left));

	tokens->n_fold += len + 1;
	memcpy(out, &word, EIGHT);
	for (; len > EIGHT; len -= EIGHT) {
		hash = hash_eight(hash, word);
		text += EIGHT;
		left -= EIGHT;
		out += EIGHT;
		word = bytes_lower(bytes_until(text, left));
		memcpy(out, &word, EIGHT);
	}
	out[len] = '\0';
	return hash_end(hash, word, len);
}

static uint32_t
fold_number(struct tokens *tokens, const char *text, uint32_t len)
{
	char *first = fold_reserve(tokens, len + 1);
	size_t n = without_commas(first, text, len);

	first[n] = '\0';
	tokens->n_fold += n + 1;
	return hash_fold(first, n);
}

/* The same for bytes that hold more than ASCII. */
static uint32_t
fold_foreign(struct tokens *tokens, const char *text, uint32_t len)
{
	static const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPAT |
					     UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
					     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t runes[FOLD_RUNES_MAX];
	utf8proc_uint8_t *first, *out;
	utf8proc_ssize_t n = utf8proc_decompose(
		(const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, runes, FOLD_RUNES_MAX, how);

	if (n > FOLD_RUNES_MAX)
		n = FOLD_RUNES_MAX;
	if (n < 0)
		n = 0;
	first = out = (utf8proc_uint8_t *)fold_reserve(tokens, RUNE_BYTES_MAX * (size_t)n + 1);
	for (utf8proc_ssize_t i = 0; i < n; i++) {
		if (is_apostrophe((unsigned)runes[i]))
			runes[i] = '\'';
		out += utf8proc_encode_char(runes[i], out);
	}
	*out = '\0';
	tokens->n_fold += (size_t)(out - first) + 1;
	return hash_fold((const char *)first, (size_t)(out - first));
}

/* A token whose fold, which began at `fold`, was just made. */
static inline void
token_add(struct scan *scan, uint32_t at, uint32_t end, uint32_t flags, size_t fold, uint32_t hash)
{
	struct tokens *tokens = scan->tokens;
	struct token *token;

	if (tokens->n == scan->p.sentence_first)
		flags |= TOKEN_OPENS;
	else if (at == scan->p.last_end)
		flags |= TOKEN_GLUED;
	flags |= scan->p.joined;
	tokens->list = MEM_GROW(tokens->list, tokens->n, tokens->cap);
	token = &tokens->list[tokens->n++];
	token->at = at;
	token->len = end - at;
	token->fold = (uint32_t)fold;
	token->fold_len = (uint32_t)(tokens->n_fold - 1 - fold);
	token->hash = hash;
	token->flags = flags;
	scan->p.last_end = end;
	scan->p.joined = 0;
}

static void
token_put(struct scan *scan, uint32_t at, uint32_t end, uint32_t flags, bool ascii)
{
	struct tokens *tokens = scan->tokens;
	const char *text = scan->text + at;
	size_t fold = tokens->n_fold;
	uint32_t hash = !ascii                 ? fold_foreign(tokens, text, end - at)
			: flags & TOKEN_NUMBER ? fold_number(tokens, text, end - at)
					       : fold_ascii(tokens, text, end - at, scan->len - at);

	token_add(scan, at, end, flags, fold, hash);
}

static void
sentence_end(struct scan *scan)
{
	struct tokens *tokens = scan->tokens;

	scan->p.joined = 0;
	if (tokens->n == scan->p.sentence_first)
		return;
	tokens->sentences = MEM_GROW(tokens->sentences, tokens->n_sentences, tokens->cap_sentences);
	tokens->sentences[tokens->n_sentences++] = (struct sentence){
		.first = scan->p.sentence_first,
		.end = (uint32_t)tokens->n,
		.paragraph = scan->p.paragraph,
	};
	scan->p.sentence_first = (uint32_t)tokens->n;
}

static bool
is_upper(unsigned rune)
{
	if (rune < 0x80)
		return rune >= 'A' && rune <= 'Z';
	return utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_LU;
}

/* "U.S.", "A.I.": single letters with dots are one word without the dots. Returns its end, or 0. */
static uint32_t
acronym_end(const struct scan *scan, uint32_t at)
{
	uint32_t end = at, letters = 0;

	while (end + 1 < scan->len && scan->text[end + 1] == '.' &&
		ascii_kind[(unsigned char)scan->text[end]] & (ASCII_LOWER | ASCII_UPPER)) {
		end += 2;
		if (++letters > 8)
			return 0;
	}
	if (letters < 2)
		return 0;
	/* "p.m.s" and "e.g.this" are none; "U.S.-based" is. */
	return rune_at(scan, end).class == RUNE_LETTER ? 0 : end;
}

static void
acronym_put(struct scan *scan, uint32_t at, uint32_t end)
{
	struct tokens *tokens = scan->tokens;
	uint32_t flags = TOKEN_WORD;
	struct token *token;
	size_t kept = tokens->n_fold, out;

	if (is_upper((unsigned char)scan->text[at]))
		flags |= TOKEN_CAP | TOKEN_UPPER;
	token_put(scan, at, end, flags, true);
	token = &tokens->list[tokens->n - 1];
	out = kept;
	for (size_t i = kept; i < kept + token->fold_len; i++)
		if (tokens->fold[i] != '.')
			tokens->fold[out++] = tokens->fold[i];
	token->fold_len = (uint32_t)(out - kept);
	token->hash = hash_fold(tokens->fold + kept, token->fold_len);
	tokens->fold[out++] = '\0';
	tokens->n_fold = out;
}

/* A byte that ends any word: neither an apostrophe nor part of a longer rune. */
static bool
ascii_ends_word(char byte)
{
	return (unsigned char)byte < 0x80 && byte != '\'';
}

/* How many small ASCII letters stand here; near the end of the text it may say less. */
static inline uint32_t
small_letters(const struct scan *scan, uint32_t at)
{
	uint32_t first = at;
	size_t n = sizeof(uint64_t);

	for (; n == sizeof(uint64_t) && scan->len - at >= sizeof(uint64_t); at += (uint32_t)n)
		n = bytes_small(scan->text + at);
	return at - first;
}

/* Letters and digits, an apostrophe between letters included ("don't", but not a genitive's). */
static uint32_t
scan_word(struct scan *scan, struct rune r)
{
	uint32_t start = r.at, at = r.at, flags = TOKEN_WORD, uppers = 0, letters = 0;
	bool ascii = true;

	if (is_upper(r.rune))
		flags |= TOKEN_CAP;
	for (unsigned n = 0; n < WORD_RUNES_MAX; n++) {
		if (r.rune < 0x80 && at == r.at) { /* most text is this */
			for (; at < scan->len; at++) {
				uint32_t small = small_letters(scan, at);
				unsigned kind;

				letters += small;
				at += small;
				if (at == scan->len)
					break;
				kind = ascii_kind[(unsigned char)scan->text[at]];

				if (kind == 0)
					break;
				if (kind == ASCII_UPPER) {
					if (letters > uppers)
						flags |= TOKEN_MIXED;
					uppers++;
				}
				letters += kind != ASCII_DIGIT;
			}
			if (at == scan->len || ascii_ends_word(scan->text[at]))
				break;
			if (at > r.at) {
				n += at - r.at;
				r = rune_at(scan, at);
				continue;
			}
		}
		if (r.class == RUNE_LETTER || r.class == RUNE_DIGIT) {
			bool upper = is_upper(r.rune);

			ascii &= r.rune < 0x80;
			if (upper && letters > uppers)
				flags |= TOKEN_MIXED;
			uppers += upper;
			letters += r.class == RUNE_LETTER;
			at = r.at + r.len;
		} else if (is_apostrophe(r.rune) && at == r.at) {
			struct rune next = rune_at(scan, r.at + r.len);
			struct rune after = rune_at(scan, next.at + next.len);

			if (next.class != RUNE_LETTER)
				break;
			if ((next.rune | 32) == 's' && after.class != RUNE_LETTER)
				break;
			ascii &= r.rune < 0x80;
		} else {
			break;
		}
		r = rune_at(scan, r.at + r.len);
	}
	if (uppers >= 2 && uppers == letters)
		flags |= TOKEN_UPPER;
	token_put(scan, start, at, flags, ascii);
	return at;
}

static bool
is_digit_at(const struct scan *scan, uint32_t at)
{
	return at < scan->len && scan->text[at] >= '0' && scan->text[at] <= '9';
}

/* "1,250.75", also Indian "1,00,000": digits with commas before two or three, a point before one. */
static uint32_t
scan_number(struct scan *scan, struct rune r)
{
	uint32_t at = r.at, digits = 0;

	while (at < scan->len && digits < WORD_RUNES_MAX) {
		char c = scan->text[at];

		if (is_digit_at(scan, at)) {
			digits++;
			at++;
		} else if (c == ',' && is_digit_at(scan, at + 1) && is_digit_at(scan, at + 2) &&
			   (is_digit_at(scan, at + 3) ||
				   (at + 3 < scan->len && scan->text[at + 3] == ','))) {
			at++;
		} else if (c == '.' && is_digit_at(scan, at + 1)) {
			at++;
		} else {
			break;
		}
	}
	token_put(scan, r.at, at, TOKEN_NUMBER, true);
	return at;
}

/* Words before a full stop that doesn't end a sentence. */
static bool
is_abbreviation(const struct tokens *tokens, const struct token *token)
{
	static const char *const words[] = { "inc", "corp", "co", "ltd", "llc", "plc", "mr", "mrs",
		"ms", "dr", "st", "vs", "no", "jr", "sr", "prof", "gen", "sen", "rep", "gov",
		"dept", "est", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
		"sept", "oct", "nov", "dec", "eg", "ie", "cf", "al", "fig", "bros", "mfg", "intl" };
	const char *text = tokens->fold + token->fold;

	if (!(token->flags & TOKEN_WORD))
		return false;
	if (token->fold_len == 1)
		return true;
	if (token->fold_len > 6)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (*words[i] == *text && strcmp(words[i], text) == 0)
			return true;
	return false;
}

/* A mark is its own folded form, if it is ASCII. */
static void
mark_put(struct scan *scan, struct rune r)
{
	size_t fold = scan->tokens->n_fold;
	char *out;

	if (r.rune >= 0x80) {
		token_put(scan, r.at, r.at + r.len, TOKEN_MARK, false);
		return;
	}
	out = fold_reserve(scan->tokens, 2);
	out[0] = (char)r.rune;
	out[1] = '\0';
	scan->tokens->n_fold += 2;
	token_add(scan, r.at, r.at + 1, TOKEN_MARK, fold, hash_last(1, r.rune));
}

/* "$40B.": the letter is no initial. */
static bool
ends_sum(const struct tokens *tokens)
{
	const struct token *unit = &tokens->list[tokens->n - 2];

	return tokens->n > 2 && unit[-1].flags & TOKEN_NUMBER &&
	       unit[-1].at + unit[-1].len == unit->at;
}

/* "… from Lumen Corp. The company …": a name doesn't go on with these. */
static bool
opens_sentence(const struct scan *scan, uint32_t at)
{
	static const char *const words[] = { "The ", "It ", "Its ", "In ", "A ", "An ", "This ",
		"That ", "They ", "He ", "She ", "But ", "And " };

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t len = strlen(words[i]);

		if (scan->len - at > len && memcmp(scan->text + at, words[i], len) == 0)
			return true;
	}
	return false;
}

/* Does the mark at r end a sentence? Looks at what follows. */
static bool
ends_sentence(const struct scan *scan, struct rune r)
{
	const struct tokens *tokens = scan->tokens;
	struct rune next;
	uint32_t at = r.at + r.len;

	if (r.rune == 0x3002 || r.rune == 0xff01 || r.rune == 0xff1f)
		return true;
	if (r.rune != '.' && r.rune != '!' && r.rune != '?' && r.rune != 0x2026)
		return false;
	for (unsigned i = 0; i < 3; i++) { /* closing quotes and brackets */
		next = rune_at(scan, at);
		if (next.rune != '"' && next.rune != ')' && next.rune != 0x201d &&
			!is_apostrophe(next.rune))
			break;
		at += next.len;
	}
	next = rune_at(scan, at);
	if (next.class == RUNE_BREAK)
		return true;
	if (next.class != RUNE_BLANK)
		return false;
	for (unsigned i = 0; i < 4 && next.class == RUNE_BLANK; i++)
		next = rune_at(scan, next.at + next.len);
	if (next.class == RUNE_LETTER && !is_upper(next.rune))
		return false;
	if (r.rune != '.' || tokens->n < 2)
		return r.rune != 0x2026;
	/* The last token is the dot itself. */
	if (next.class == RUNE_DIGIT && tokens->list[tokens->n - 2].flags & TOKEN_NUMBER)
		return false; /* "$5. 8 billion" */
	return !is_abbreviation(tokens, &tokens->list[tokens->n - 2]) || ends_sum(tokens) ||
	       opens_sentence(scan, next.at);
}

/* A hyphen or dot between two word runes joins them and is no token. */
static bool
joins(const struct scan *scan, struct rune r)
{
	struct rune next = rune_at(scan, r.at + r.len);

	return scan->p.last_end == r.at && scan->tokens->n > scan->p.sentence_first &&
	       !(scan->tokens->list[scan->tokens->n - 1].flags & TOKEN_MARK) &&
	       (next.class == RUNE_LETTER || next.class == RUNE_DIGIT);
}

static void
scan_mark(struct scan *scan, struct rune r)
{
	bool ascii = r.rune < 0x80;

	if (is_apostrophe(r.rune)) {
		struct rune next = rune_at(scan, r.at + r.len);
		struct rune after = rune_at(scan, next.at + next.len);

		if (scan->p.last_end == r.at && (next.rune | 32) == 's' &&
			after.class != RUNE_LETTER && after.class != RUNE_DIGIT) {
			scan->p.at = next.at + next.len;
			token_put(scan, r.at, scan->p.at, TOKEN_POSSESSIVE, ascii);
			return;
		}
	}
	scan->p.at = r.at + r.len;
	if ((is_hyphen(r.rune) || r.rune == '.') && joins(scan, r)) {
		scan->p.joined = r.rune == '.' ? TOKEN_DOT : TOKEN_HYPHEN;
		return;
	}
	mark_put(scan, r);
	if (ends_sentence(scan, r))
		sentence_end(scan);
}

/* What the capitals of a word say, given the high bits of the bytes that are capitals and small letters. */
static inline uint32_t
capital_flags(uint64_t capitals, uint64_t small)
{
	uint32_t flags = capitals & 0x80 ? TOKEN_CAP : 0;

	if (small == 0 && capitals & (capitals - 1))
		flags |= TOKEN_UPPER;
	if (small != 0 && capitals > (small & -small))
		flags |= TOKEN_MIXED;
	return flags;
}

/*
 * Most words of most texts: fewer than eight ASCII letters, looked at, folded and hashed in one
 * go, and behind them what ends any word. False where it is something else here. (A dot behind
 * a single letter may be an acronym's.)
 */
static inline bool
scan_short_word(struct scan *scan)
{
	struct tokens *tokens = scan->tokens;
	uint32_t at = scan->p.at, len, hash;
	uint64_t word = le64toh(bytes_until(scan->text + at, scan->len - at));
	uint64_t capitals = bytes_between(word, 'A', 'Z'), small = bytes_between(word, 'a', 'z');
	uint64_t others = ~(capitals | small) & BYTES_HIGH, inside;
	size_t fold = tokens->n_fold;
	char *out, behind;

	if (others == 0 || others & 0x80)
		return false;
	len = (uint32_t)bytes_before(others);
	behind = (char)(word >> 8 * len);
	if (behind != ' ' && (ascii_kind[(unsigned char)behind] || !ascii_ends_word(behind) ||
				     (len == 1 && behind == '.')))
		return false;
	inside = (UINT64_C(1) << 8 * len) - 1;
	word = (word | capitals >> 2) & inside;
	hash = hash_last(len, word);
	word = htole64(word);
	out = fold_reserve(tokens, len + 1);
	memcpy(out, &word, EIGHT);
	tokens->n_fold += len + 1;
	capitals &= inside;
	token_add(scan, at, at + len,
		TOKEN_WORD | (capitals ? capital_flags(capitals, small & inside) : 0), fold, hash);
	scan->p.at = at + len + (behind == ' ');
	return true;
}

/* The same for a longer one that is all small letters behind the first. */
static inline bool
scan_long_word(struct scan *scan)
{
	uint32_t at = scan->p.at, end = at + 1, hash;
	unsigned kind = ascii_kind[(unsigned char)scan->text[at]];
	size_t fold = scan->tokens->n_fold;

	if (!(kind & (ASCII_LOWER | ASCII_UPPER)))
		return false;
	end += small_letters(scan, end);
	while (end < scan->len && ascii_kind[(unsigned char)scan->text[end]] == ASCII_LOWER)
		end++; /* the text's last ones */
	if (end - at < EIGHT || (end < scan->len && (ascii_kind[(unsigned char)scan->text[end]] ||
							    !ascii_ends_word(scan->text[end]))))
		return false;
	hash = fold_ascii(scan->tokens, scan->text + at, end - at, scan->len - at);
	token_add(scan, at, end, kind & ASCII_UPPER ? TOKEN_WORD | TOKEN_CAP : TOKEN_WORD, fold,
		hash);
	scan->p.at = end + (end < scan->len && scan->text[end] == ' ');
	return true;
}

static void
scan_next(struct scan *scan)
{
	struct rune r;
	uint32_t end;

	if (scan->text[scan->p.at] == ' ') {
		scan->p.at++;
		return;
	}
	if (scan_short_word(scan) || scan_long_word(scan))
		return;
	r = rune_at(scan, scan->p.at);

	switch (r.class) {
	case RUNE_BREAK:
		sentence_end(scan);
		scan->p.paragraph++;
		scan->p.at += r.len;
		break;
	case RUNE_BLANK:
		scan->p.at += r.len;
		break;
	case RUNE_LETTER:
		end = r.rune < 0x80 ? acronym_end(scan, r.at) : 0;
		if (end > 0) {
			acronym_put(scan, r.at, end);
			scan->p.at = end;
		} else {
			scan->p.at = scan_word(scan, r);
		}
		break;
	case RUNE_DIGIT:
		scan->p.at = scan_number(scan, r);
		break;
	case RUNE_MARK:
		scan_mark(scan, r);
		break;
	}
}

bool
token_is_plain(const char *text, size_t len)
{
	uint64_t last;

	if (len == 0)
		return false;
	for (; len > EIGHT; text += EIGHT, len -= EIGHT)
		if (bytes_small(text) < EIGHT)
			return false;
	last = bytes_until(text, (uint32_t)len);
	return bytes_small((const char *)&last) >= len;
}

uint32_t
token_hash(const char *fold, size_t len)
{
	uint64_t hash = len;

	for (; len > EIGHT; fold += EIGHT, len -= EIGHT)
		hash = hash_eight(hash, bytes_at(fold));
	return hash_end(hash, bytes_until(fold, (uint32_t)len), len);
}

void
tokens_go_on(struct tokens *tokens, const char *text, size_t len)
{
	tokens->text = text;
	tokens->len = len > TOKENS_TEXT_MAX ? TOKENS_TEXT_MAX : (uint32_t)len;
}

void
tokens_begin(struct tokens *tokens, const char *text, size_t len)
{
	tokens_go_on(tokens, text, len);
	tokens->n = tokens->n_sentences = tokens->n_fold = 0;
	tokens->place = (struct tokens_place){ 0 };
}

void
tokens_read_on(struct tokens *tokens, size_t n_tokens)
{
	struct scan scan = {
		.tokens = tokens, .text = tokens->text, .len = tokens->len, .p = tokens->place
	};

	while (scan.p.at < scan.len && tokens->n < n_tokens)
		scan_next(&scan);
	if (scan.p.at == scan.len)
		sentence_end(&scan);
	tokens->place = scan.p;
}

bool
tokens_at_end(const struct tokens *tokens)
{
	return tokens->place.at == tokens->len;
}

void
tokens_read(struct tokens *tokens, const char *text, size_t len)
{
	tokens_begin(tokens, text, len);
	tokens_read_on(tokens, SIZE_MAX);
}

void
tokens_clear(struct tokens *tokens)
{
	free(tokens->list);
	free(tokens->sentences);
	free(tokens->fold);
	*tokens = (struct tokens){ 0 };
}
