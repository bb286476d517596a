/*
 * unit - from tokens to units: names, sums, quantities, cues, marks and plain words.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "sum.h"

enum {
	ASIDE_TICKER_MAX = 6,
	NUMBER_WORD_MIN = 3,
	NUMBER_WORD_MAX = 8 /* "one", "fourteen" */
};

/* Room for so many units more. */
static void
units_reserve(struct reading *r, size_t n)
{
	if (r->n_units + n <= r->cap_units)
		return;
	r->cap_units = 2 * (r->n_units + n);
	r->units = mem_resize(r->units, r->cap_units, sizeof *r->units);
}

bool
genitive_ends_before(const struct tokens *tokens, uint32_t end)
{
	return tokens->list[end].flags & TOKEN_POSSESSIVE ||
	       ((token_is(tokens, end, "'") || token_is(tokens, end, "’")) &&
		       token_ends_in(tokens, end - 1, 's'));
}

void
unit_become_company(struct unit *unit, uint32_t company)
{
	unit->type = UNIT_COMPANY;
	unit->ref = company;
	unit->cues = (struct cues){ 0 };
	unit->forms = 0;
}

void
unit_add_signs(const struct reading *r, struct unit *unit, const struct lex_entry *entry)
{
	for (; entry; entry = lexicon_next(r->lexicon, entry)) {
		uint32_t bit = UINT32_C(1) << entry->ref;

		if (entry->type != LEX_SIGN)
			continue;
		if (entry->strength == SIGN_STRONG)
			unit->signs |= bit;
		else if (entry->strength == SIGN_WEAK)
			unit->weak_signs |= bit;
		else
			unit->name_signs |= bit;
	}
}

void
unit_add_name_signs(const struct reading *r, struct unit *unit, const struct lex_entry *entry)
{
	for (; entry; entry = lexicon_next(r->lexicon, entry))
		if (entry->type == LEX_SIGN && entry->strength == SIGN_NAME)
			unit->name_signs |= UINT32_C(1) << entry->ref;
}

static bool
is_capital(char letter)
{
	return letter >= 'A' && letter <= 'Z';
}

/* million, billion, trillion, and their plurals */
static inline bool
is_illion(const struct reading *r, uint32_t i)
{
	const char *text;

	if (i >= r->tokens.n || r->tokens.list[i].fold_len < 7)
		return false;
	text = token_text(&r->tokens, i);
	return memcmp(text + 1, "illion", 6) == 0 || memcmp(text + 2, "illion", 6) == 0;
}

/* Among its second to fourth letters, where a currency's sign may end. */
static bool
has_digit(const char *word)
{
	for (unsigned i = 1; i < 4 && word[i] != '\0'; i++)
		if (word[i] >= '0' && word[i] <= '9')
			return true;
	return false;
}

static bool
may_begin_sum(const struct reading *r, uint32_t i, const struct lex_match *match)
{
	const struct token *token = &r->tokens.list[i];

	if (match->money.entry && match->money.entry->type == LEX_CURRENCY)
		return true;
	if (token->flags & TOKEN_NUMBER)
		return true;
	if (r->ids[i] == 0 && token->flags & TOKEN_WORD && has_digit(token_text(&r->tokens, i)))
		return true; /* "Rmb8bn" */
	/* "two million", "half a million" */
	return token->fold_len <= 5 && token->flags & TOKEN_WORD &&
	       (is_illion(r, i + 1) || (token_is(&r->tokens, i, "half") && is_illion(r, i + 2)));
}

/* "27%", "10 per cent". Returns the token behind, or 0. */
static uint32_t
percent_end(const struct reading *r, uint32_t i)
{
	const struct tokens *t = &r->tokens;

	if (token_is(t, i + 1, "%") || token_is(t, i + 1, "percent") || token_is(t, i + 1, "pc") ||
		token_is(t, i + 1, "pct"))
		return i + 2;
	return token_is(t, i + 1, "per") && token_is(t, i + 2, "cent") ? i + 3 : 0;
}

/* "7", "seven" */
static inline bool
may_be_number(const struct token *token)
{
	return token->flags & TOKEN_NUMBER ||
	       (token->fold_len >= NUMBER_WORD_MIN && token->fold_len <= NUMBER_WORD_MAX);
}

/* Most words have another letter behind them than one that a unit of a span begins with. */
static inline bool
may_begin_span(const struct reading *r, uint32_t i)
{
	char letter = i + 1 < r->tokens.n ? *token_text(&r->tokens, i + 1) : '\0';

	return letter == 'y' || letter == 'g' || letter == 'm';
}

/* "seven years", "5-year", "6GW", "300 megawatts": value and what. Returns the token behind, or 0. */
static uint32_t
span_end(const struct reading *r, uint32_t i, double *ret_value, enum span_what *ret_what)
{
	static const char *const numbers[] = { "zero", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
		"fifteen" };
	static const struct {
		const char *word;
		enum span_what what;
		double factor;
	} units[] = { { "year", SPAN_YEARS, 1 }, { "years", SPAN_YEARS, 1 },
		{ "gw", SPAN_GIGAWATTS, 1 }, { "gigawatt", SPAN_GIGAWATTS, 1 },
		{ "gigawatts", SPAN_GIGAWATTS, 1 }, { "mw", SPAN_GIGAWATTS, 0.001 },
		{ "megawatt", SPAN_GIGAWATTS, 0.001 }, { "megawatts", SPAN_GIGAWATTS, 0.001 } };
	const struct tokens *t = &r->tokens;
	double value = -1;
	size_t u = 0;

	while (u < ARRAY_LEN(units) && !token_is(t, i + 1, units[u].word))
		u++;
	if (u == ARRAY_LEN(units))
		return 0;
	if (t->list[i].flags & TOKEN_NUMBER)
		value = strtod(token_text(t, i), NULL);
	else
		for (size_t n = 0; n < ARRAY_LEN(numbers) && value < 0; n++)
			if (token_is(t, i, numbers[n]))
				value = (double)n;
	if (value <= 0)
		return 0;
	*ret_value = value * units[u].factor;
	*ret_what = units[u].what;
	return i + 2;
}

/* "(CRWV)", "(NASDAQ: NVDA)", "( GOOG )": the exchange's name in brackets. Returns its end, or 0. */
static uint32_t
ticker_end(const struct reading *r, uint32_t i)
{
	const struct tokens *t = &r->tokens;
	enum span_what what;
	bool upper = false;
	double value;

	if (!token_is(t, i, "("))
		return 0;
	for (uint32_t k = i + 1; k < t->n && k <= i + ASIDE_TICKER_MAX; k++) {
		const struct token *token = &t->list[k];

		if (token_is(t, k, ")"))
			return upper ? k + 1 : 0;
		if (token->flags & TOKEN_WORD && !(token->flags & TOKEN_UPPER) && token->len > 2)
			return 0;
		if (token->flags & TOKEN_NUMBER && span_end(r, k, &value, &what) > 0)
			return 0; /* "(700MW)" */
		upper |= (token->flags & TOKEN_UPPER) != 0 && token->len <= 8;
	}
	return 0;
}

static uint32_t
money_put(struct reading *r, uint32_t i, const struct lex_match *match)
{
	struct unit *unit;
	struct sum sum;

	if (!sum_read(r, i, match->money, &sum))
		return 0;
	unit = unit_put(r, i, (uint32_t)sum.end, UNIT_MONEY);
	unit->ref = (uint32_t)r->n_moneys;
	r->moneys = MEM_GROW(r->moneys, r->n_moneys, r->cap_moneys);
	r->moneys[r->n_moneys++] = (struct money){
		.amount = sum.amount, .bare = sum.bare, .unit = (uint32_t)r->n_units - 1
	};
	return (uint32_t)sum.end;
}

/* Does a mark end a clause? A hyphen only between blanks. */
static uint16_t
mark_flags(const struct reading *r, const struct token *token)
{
	const char *mark = r->tokens.text + token->at;

	if (token->len == 1)
		return *mark == ','             ? UNIT_COMMA
		       : *mark == '-'           ? (token->flags & TOKEN_GLUED ? 0 : UNIT_HARD)
		       : strchr(":;|?!", *mark) ? UNIT_HARD
						: 0;
	/* en dash, em dash, ellipsis, bullet */
	return token->len == 3 && (memcmp(mark, "\xe2\x80\x93", 3) == 0 ||
					  memcmp(mark, "\xe2\x80\x94", 3) == 0 ||
					  memcmp(mark, "\xe2\x80\xa6", 3) == 0 ||
					  memcmp(mark, "\xe2\x80\xa2", 3) == 0)
		       ? UNIT_HARD
		       : 0;
}

/*
 * "a contract to buy chips": behind "to", a word that may be verb or noun is a verb; but
 * a deal to raise money is as much of a round as a raise is.
 */
static void
infinitive_settle(struct reading *r, struct unit *unit)
{
	if (!(unit->forms & FORM_BASE) || unit->end - unit->first > 1 || unit->first == 0 ||
		!token_is(&r->tokens, unit->first - 1, "to") || unit_has(unit, CUE_NOUN_ROUND))
		return;
	for (enum cue cue = CUE_NOUN_ACQUISITION; cue <= CUE_NOUN_SALE; cue++)
		cues_drop(&unit->cues, cue);
}

/* A percentage or a span of years or power. Returns the token behind, or 0. */
static uint32_t
quantity_put(struct reading *r, uint32_t i)
{
	const struct token *token = &r->tokens.list[i];
	struct unit *unit;
	enum span_what what;
	double value = 0;
	uint32_t end;

	if (token->flags & TOKEN_NUMBER && (end = percent_end(r, i)) > 0) {
		unit_put(r, i, end, UNIT_PERCENT)->value = strtod(token_text(&r->tokens, i), NULL);
		return end;
	}
	if (!may_be_number(token) || !may_begin_span(r, i))
		return 0;
	end = span_end(r, i, &value, &what);
	if (end == 0)
		return 0;
	unit = unit_put(r, i, end, UNIT_SPAN);
	unit->value = value;
	unit->what = (uint8_t)what;
	if (what == SPAN_GIGAWATTS)
		cues_put(&unit->cues, CUE_OBJECT_COMPUTE);
	return end;
}

/* "the AI lab", "small reactors": a phrase may hold a sign. */
static void
inner_signs(const struct reading *r, struct unit *unit)
{
	for (uint32_t t = unit->first + 1; t < unit->end; t++) {
		struct lex_match match = { 0 };

		if (r->ids[t] != 0)
			lexicon_match(r->lexicon, &r->tokens, r->ids, t, &match);
		if (match.sign.entry && match.sign.end <= unit->end)
			unit_add_signs(r, unit, match.sign.entry);
	}
}

/* "a 30% interest in X": a stake and no wish for one; but "a 4% interest rate". */
static void
interest_settle(struct reading *r, struct unit *unit)
{
	if (r->n_units < 2 || unit[-1].type != UNIT_PERCENT ||
		!token_is(&r->tokens, unit->first, "interest") ||
		token_is(&r->tokens, unit->end, "rate"))
		return;
	cues_drop(&unit->cues, CUE_STATUS_TALKS);
	cues_put(&unit->cues, CUE_NOUN_STAKE);
}

/* "ProtectAI", "PickRobotics": a name of two words in one that nobody knows; the second says its trade. */
static void
tail_signs(const struct reading *r, struct unit *unit)
{
	const struct token *token = &r->tokens.list[unit->first];
	const char *text = r->tokens.text + token->at;
	uint32_t tail = token->len, id = 0;
	struct tokens word = { 0 };
	struct lex_match match;

	while (tail > 1 && !(is_capital(text[tail - 1]) && !is_capital(text[tail - 2])))
		tail--;
	tokens_read(&word, text + tail - 1, token->len - tail + 1);
	if (word.n == 1) {
		lexicon_words(r->lexicon, &word, 0, &id);
		lexicon_match(r->lexicon, &word, &id, 0, &match);
		unit_add_name_signs(r, unit, match.sign.entry);
	}
	tokens_clear(&word);
}

/* A cue, a mark or a plain word. */
static uint32_t
word_put(struct reading *r, uint32_t i, const struct lex_match *match)
{
	const struct token *token = &r->tokens.list[i];
	bool mark = token->flags & TOKEN_MARK && !match->cue.entry;
	uint32_t end = match->cue.entry ? match->cue.end : i + 1;
	struct unit *unit = unit_put(r, i, end, mark ? UNIT_MARK : UNIT_WORD);

	if (token->flags & TOKEN_POSSESSIVE) {
		unit->type = UNIT_MARK;
		if (r->n_units > 1 && unit_has(unit - 1, CUE_WORD_IT)) { /* "it's raising" */
			unit->type = UNIT_WORD;
			cues_put(&unit->cues, CUE_WORD_BE);
			cues_put(&unit->cues, CUE_WORD_ADVERB); /* as "is" and "has" are */
			unit[-1].flags &= (uint16_t)~UNIT_POSSESSED;
		}
	} else if (mark)
		unit->flags |= mark_flags(r, token);
	if (match->cue.entry)
		unit_add_cues(unit, match->cue.entry);
	if (match->sign.entry)
		unit_add_signs(r, unit, match->sign.entry);
	if (!match->sign.entry)
		inner_signs(r, unit);
	if (r->ids[i] == 0 && token->flags & TOKEN_MIXED)
		tail_signs(r, unit);
	infinitive_settle(r, unit);
	interest_settle(r, unit);
	return end;
}

/*
 * "Larkspur Cloud deal" in a sentence of small letters:
 * the capital is a name's, and no deal begins with it.
 */
static bool
ends_name(const struct reading *r, uint32_t i, const struct lex_match *match)
{
	const struct unit *before = &r->units[r->n_units] - 1;
	const struct token *first = &r->tokens.list[i];

	return match->cue.end > i + 1 && !(first->flags & (TOKEN_UPPER | TOKEN_OPENS)) &&
	       r->n_units > 0 &&
	       !(r->tokens.list[match->cue.end - 1].flags & (TOKEN_CAP | TOKEN_NUMBER)) &&
	       cues_within(&match->cue.entry->cues, CUE_NOUN_ACQUISITION, CUE_OBJECT_CONTENT) &&
	       before->type == UNIT_WORD && before->flags & UNIT_CAPITAL &&
	       unit_is_only_common(before);
}

/* What the lexicon has at token i, which stands alone where it ends a name: "Acme.ai data centre". */
static void
match_at(const struct reading *r, uint32_t i, bool title_case, struct lex_match *ret_match)
{
	unsigned flags = r->tokens.list[i].flags;

	lexicon_match(r->lexicon, &r->tokens, r->ids, i, ret_match);
	if ((flags & TOKEN_CAP && !title_case && ends_name(r, i, ret_match)) ||
		(flags & TOKEN_DOT && domain_ends_at(r, i))) {
		struct tokens word = r->tokens;

		word.n = i + 1;
		lexicon_match(r->lexicon, &word, r->ids, i, ret_match);
	}
}

/* Puts the unit that begins at token i; returns the token behind it. */
static uint32_t
unit_next(struct reading *r, uint32_t i, bool title_case)
{
	struct lex_match match;
	uint32_t end;

	match_at(r, i, title_case, &match);
	if (may_begin_sum(r, i, &match) && (end = money_put(r, i, &match)) > 0)
		return end;
	if ((end = quantity_put(r, i)) > 0)
		return end;
	if (match.name.entry && (!match.cue.entry || match.cue.end <= match.name.end) &&
		unit_put_name(r, &match))
		return r->units[r->n_units - 1].end;
	if (r->tokens.list[i].flags & TOKEN_MARK && (end = ticker_end(r, i)) > 0) {
		unit_put(r, i, end, UNIT_MARK)->flags |= UNIT_TICKER;
		return end;
	}
	return word_put(r, i, &match);
}

void
units_put(struct reading *r, uint32_t first, uint32_t end, bool title_case)
{
	units_reserve(r, end - first + 1); /* no unit has less than a token */
	while (first < end)
		first = unit_next(r, first, title_case);
	r->units[r->n_units] = (struct unit){ 0 }; /* who looks behind the last finds nothing */
}
