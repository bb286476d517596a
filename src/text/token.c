/*
 * token - UTF-8 text as words, numbers, marks and sentences.
 *
 * One pass over the bytes. ASCII is classified by table and folded in place;
 * anything else goes through the Unicode library, word by word.
 */
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/bytes.h"
#include "base/mem.h"
#include "fold.h"
#include "full_stop.h"
#include "rune.h"

enum { WORD_RUNES_MAX = 64 }; /* scripts without blanks make long "words" */

struct scan {
	struct tokens *tokens;
	const char *text;
	uint32_t len;
	struct tokens_place p;
};

static inline struct rune
rune_at(const struct scan *scan, uint32_t at)
{
	return rune_in(scan->text, scan->len, at);
}

/* Room for so many tokens, or as many as the text can have: none is shorter than a byte. */
static void
tokens_reserve(struct tokens *tokens, size_t n)
{
	size_t most = tokens->n + tokens->len - tokens->place.at;

	if (n > most)
		n = most;
	if (n <= tokens->cap)
		return;
	tokens->cap += n;
	tokens->list = mem_resize(tokens->list, tokens->cap, sizeof *tokens->list);
}

/* A token whose fold, which began at `fold`, was just made. There is room for it. */
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

/* "U.S.", "A.I.": single letters with dots are one word without the dots. Returns its end, or 0. */
static uint32_t
acronym_end(const struct scan *scan, uint32_t at)
{
	uint32_t end = at, letters = 0;

	while (end + 1 < scan->len && scan->text[end + 1] == '.' &&
		ascii_is_letter(scan->text[end])) {
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

	if (rune_is_upper((unsigned char)scan->text[at]))
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

/* A byte that ends any word: neither an apostrophe nor part of a longer rune. */
static bool
ascii_ends_word(char byte)
{
	return (unsigned char)byte < 0x80 && byte != '\'';
}

/* What is known of a word so far, up to `at`. */
struct word {
	uint32_t at;
	uint32_t flags, uppers, letters;
	bool ascii;
};

static inline void
word_take(struct word *word, uint32_t end, bool letter, bool upper)
{
	if (upper && word->letters > word->uppers)
		word->flags |= TOKEN_MIXED;
	word->uppers += upper;
	word->letters += letter;
	word->at = end;
}

/* All ASCII letters and digits that stand here, as most text is. */
static inline void
word_take_ascii(const struct scan *scan, struct word *word)
{
	for (;;) {
		uint32_t small = small_letters(scan, word->at);
		unsigned kind;

		word->letters += small;
		word->at += small;
		kind = word->at < scan->len ? rune_ascii[(unsigned char)scan->text[word->at]] : 0;
		if (kind == 0)
			return;
		word_take(word, word->at + 1, kind != RUNE_ASCII_DIGIT, kind == RUNE_ASCII_UPPER);
	}
}

/* An apostrophe with a letter behind it, which is no genitive's s. */
static bool
is_inside_word(const struct scan *scan, struct rune apostrophe)
{
	struct rune next = rune_at(scan, apostrophe.at + apostrophe.len);

	return next.class == RUNE_LETTER &&
	       ((next.rune | 32) != 's' || rune_at(scan, next.at + next.len).class == RUNE_LETTER);
}

/* Letters and digits, an apostrophe between letters included ("don't", but not a genitive's). */
static uint32_t
scan_word(struct scan *scan, struct rune r)
{
	uint32_t start = r.at;
	struct word word = { .at = start, .flags = TOKEN_WORD, .ascii = true };

	if (rune_is_upper(r.rune))
		word.flags |= TOKEN_CAP;
	for (uint32_t n = 0; n < WORD_RUNES_MAX; n++) {
		if (r.rune < 0x80 && word.at == r.at) {
			word_take_ascii(scan, &word);
			if (word.at == scan->len || ascii_ends_word(scan->text[word.at]))
				break;
			if (word.at > r.at) {
				n += word.at - r.at;
				r = rune_at(scan, word.at);
				continue;
			}
		}
		if (r.class == RUNE_LETTER || r.class == RUNE_DIGIT)
			word_take(
				&word, r.at + r.len, r.class == RUNE_LETTER, rune_is_upper(r.rune));
		else if (!rune_is_apostrophe(r.rune) || word.at != r.at || !is_inside_word(scan, r))
			break;
		word.ascii &= r.rune < 0x80;
		r = rune_at(scan, r.at + r.len);
	}
	if (word.uppers >= 2 && word.uppers == word.letters)
		word.flags |= TOKEN_UPPER;
	token_put(scan, start, word.at, word.flags, word.ascii);
	return word.at;
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

/*
 * A hyphen or dot between two word runes joins them and is no token; so does an en dash between
 * letters ("the Acme–Zeta deal"), which between figures stands for a range.
 */
static bool
joins(const struct scan *scan, struct rune r)
{
	struct rune next = rune_at(scan, r.at + r.len);

	if (!rune_is_hyphen(r.rune) && r.rune != '.' &&
		!(r.rune == RUNE_EN_DASH && next.class == RUNE_LETTER))
		return false;
	return scan->p.last_end == r.at && scan->tokens->n > scan->p.sentence_first &&
	       !(scan->tokens->list[scan->tokens->n - 1].flags & TOKEN_MARK) &&
	       (next.class == RUNE_LETTER || next.class == RUNE_DIGIT);
}

static void
scan_mark(struct scan *scan, struct rune r)
{
	bool ascii = r.rune < 0x80;

	if (rune_is_apostrophe(r.rune)) {
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
	if (joins(scan, r)) {
		scan->p.joined = r.rune == '.' ? TOKEN_DOT : TOKEN_HYPHEN;
		return;
	}
	mark_put(scan, r);
	if (mark_ends_sentence(scan->tokens, r))
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
	uint64_t lower = word | bytes_all('a' - 'A'), letters = bytes_between(lower, 'a', 'z');
	uint64_t others = ~letters & BYTES_HIGH, inside, capitals;
	size_t fold = tokens->n_fold;
	char *out, behind;

	if (others == 0 || others & 0x80)
		return false;
	len = (uint32_t)bytes_before(others);
	behind = (char)(word >> 8 * len);
	if (behind != ' ' && (rune_ascii[(unsigned char)behind] || !ascii_ends_word(behind) ||
				     (len == 1 && behind == '.')))
		return false;
	inside = (UINT64_C(1) << 8 * len) - 1;
	lower &= inside;
	hash = hash_last(len, lower);
	lower = htole64(lower);
	out = fold_reserve(tokens, len + 1);
	memcpy(out, &lower, EIGHT);
	tokens->n_fold += len + 1;
	letters &= inside;
	capitals = letters & ~(word << 2); /* a small letter's bit, moved to the high one */
	token_add(scan, at, at + len,
		TOKEN_WORD | (capitals ? capital_flags(capitals, letters & ~capitals) : 0), fold,
		hash);
	scan->p.at = at + len + (behind == ' ');
	return true;
}

/* The same for a longer one that is all small letters behind the first. */
static inline bool
scan_long_word(struct scan *scan)
{
	uint32_t at = scan->p.at, end = at + 1, hash;
	unsigned kind = rune_ascii[(unsigned char)scan->text[at]];
	size_t fold = scan->tokens->n_fold;

	if (!(kind & (RUNE_ASCII_LOWER | RUNE_ASCII_UPPER)))
		return false;
	end += small_letters(scan, end);
	while (end < scan->len && rune_ascii[(unsigned char)scan->text[end]] == RUNE_ASCII_LOWER)
		end++; /* the text's last ones */
	if (end - at < EIGHT || (end < scan->len && (rune_ascii[(unsigned char)scan->text[end]] ||
							    !ascii_ends_word(scan->text[end]))))
		return false;
	hash = fold_ascii(scan->tokens, scan->text + at, end - at, scan->len - at);
	token_add(scan, at, end, kind & RUNE_ASCII_UPPER ? TOKEN_WORD | TOKEN_CAP : TOKEN_WORD,
		fold, hash);
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

	tokens_reserve(tokens, n_tokens);
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
