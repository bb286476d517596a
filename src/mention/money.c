/*
 * money - sums as papers write them: $10bn, US$10 billion, 10 billion dollars, €1.7bn,
 * ₹5,000 crore, half a billion dollars, $8bn-$10bn.
 */
#include "sum.h"

#include <stdio.h>
#include <string.h>

#include "base/attr.h"

/* "A $1 billion cheque", not "A$1 billion" */
static bool
is_article_before_sign(const struct reading *r, const struct lex_hit *hit)
{
	const struct token *letter = &r->tokens.list[hit->first];

	return hit->end - hit->first == 2 && letter->len == 1 && letter[1].flags & TOKEN_MARK &&
	       !(letter[1].flags & TOKEN_GLUED);
}

/* A currency or scale at token i; entry NULL: none. */
static struct lex_hit
money_word(const struct reading *r, size_t i)
{
	struct lex_match match = { 0 };

	if (i < r->tokens.n)
		lexicon_match(r->lexicon, &r->tokens, r->ids, i, &match);
	if (match.money.entry && is_article_before_sign(r, &match.money))
		return (struct lex_hit){ 0 };
	return match.money;
}

static bool
is_prefix(const struct reading *r, const struct lex_hit *hit)
{
	const struct token *last = &r->tokens.list[hit->end - 1];

	/* "$", "US$", "EUR", "Rs", but not "won 5 contracts". */
	return last->flags & TOKEN_MARK || hit->entry->cased;
}

static bool
number_parse(const char *text, size_t len, unsigned noughts, int64_t *ret_value)
{
	int64_t value = 0;
	unsigned fraction = 0;
	bool point = false;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '.') {
			if (point)
				return false; /* 1.2.3 is a version */
			point = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return false;
		if (point && fraction == noughts)
			continue;
		value = value * 10 + (text[i] - '0');
		fraction += point;
		if (value > AMOUNT_MAX)
			return false;
	}
	for (; fraction < noughts; fraction++) {
		value *= 10;
		if (value > AMOUNT_MAX)
			return false;
	}
	*ret_value = value;
	return len > 0;
}

/* How many noughts the word at i adds; *end moves behind it. */
static unsigned
scale_at(const struct reading *r, size_t *end)
{
	struct lex_hit hit = money_word(r, *end);

	if (!hit.entry || hit.entry->type != LEX_SCALE)
		return 0;
	/* One letter is a scale only behind its number: "$5m", "$20 B", not "$5 a share". */
	if (r->tokens.list[hit.first].len == 1 &&
		!(r->tokens.list[hit.first].flags & (TOKEN_GLUED | TOKEN_CAP)))
		return 0;
	*end = hit.end;
	return hit.entry->ref;
}

static int64_t
small_number(const struct reading *r, size_t i)
{
	static const char *const words[] = { "", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };

	if (token_is(&r->tokens, i, "a"))
		return 1;
	for (size_t n = 1; n < ARRAY_LEN(words); n++)
		if (token_is(&r->tokens, i, words[n]))
			return (int64_t)n;
	return 0;
}

/* "half a billion", "a billion", "two million"; the scale is a must. */
static bool
words_read(const struct reading *r, size_t *at, int64_t *ret_value)
{
	size_t i = *at;
	bool half = token_is(&r->tokens, i, "half");
	int64_t value = small_number(r, i += half);
	unsigned noughts;
	struct lex_hit hit;

	if (value == 0)
		return false;
	hit = money_word(r, ++i);
	if (!hit.entry || hit.entry->type != LEX_SCALE || r->tokens.list[hit.first].len < 3)
		return false;
	for (noughts = hit.entry->ref; noughts > 0; noughts--)
		value *= 10;
	*ret_value = half ? value / 2 : value;
	*at = hit.end;
	return true;
}

/* A number with its scale. The scale may be left out (*ret_scaled false). */
static bool
number_read(const struct reading *r, size_t *at, unsigned min_noughts, int64_t *ret_value,
	bool *ret_scaled)
{
	const struct tokens *t = &r->tokens;
	size_t i = *at, end = i + 1;
	char joined[48];
	const char *text;
	unsigned noughts;

	if (i >= t->n || !(t->list[i].flags & TOKEN_NUMBER) || t->list[i].fold_len > 20)
		return false;
	text = token_text(t, i);
	if (i + 2 < t->n && token_is(t, i + 1, ".") && t->list[i + 2].flags & TOKEN_NUMBER &&
		t->list[i + 1].flags & TOKEN_GLUED && t->list[i + 2].fold_len < 4 &&
		!strchr(text, '.')) {
		/* "$5. 8 billion": a blank that slipped in */
		snprintf(joined, sizeof joined, "%s.%s", text, token_text(t, i + 2));
		text = joined;
		end = i + 3;
	}
	noughts = scale_at(r, &end);
	*ret_scaled = noughts > 0;
	if (noughts == 0)
		noughts = min_noughts;
	if (!number_parse(text, strlen(text), noughts, ret_value))
		return false;
	*at = end;
	return true;
}

static bool
range_sign(const struct reading *r, size_t i)
{
	return token_is(&r->tokens, i, "-") || token_is(&r->tokens, i, "–") ||
	       token_is(&r->tokens, i, "—") || token_is(&r->tokens, i, "to") ||
	       token_is(&r->tokens, i, "and");
}

/* "lifted by $7bn to $21bn", "cut from $15bn to $9bn": no range, but a sum and what it was. */
static bool
is_change(const struct reading *r, size_t sign, size_t between)
{
	static const char *const ranging[] = { "ranging", "range", "anywhere", "anything" };
	bool from = sign > 0 && token_is(&r->tokens, sign - 1, "from");

	if (sign == 0 || !token_is(&r->tokens, between, "to"))
		return false;
	for (size_t i = 0; from && sign > 1 && i < ARRAY_LEN(ranging); i++)
		if (token_is(&r->tokens, sign - 2, ranging[i]))
			return false;
	return from || token_is(&r->tokens, sign - 1, "by");
}

/* "$8bn-$10bn", "$5 to $6 billion", "$5-6bn": takes the upper end. */
static void
range_read(const struct reading *r, const struct lex_hit *currency, size_t number, bool scaled,
	struct sum *sum)
{
	size_t at = sum->end, lower = number;
	bool other_scaled, hyphen = at < r->tokens.n && r->tokens.list[at].flags & TOKEN_HYPHEN;
	int64_t value, low = sum->amount.value;
	struct lex_hit sign;
	unsigned noughts = 0;

	if (!hyphen && !range_sign(r, at))
		return;
	at += !hyphen;
	sign = money_word(r, at);
	if (sign.entry && sign.entry->type == LEX_CURRENCY &&
		sign.entry->ref == currency->entry->ref)
		at = sign.end;
	else if (token_is(&r->tokens, sum->end, "and"))
		return;
	if (!number_read(r, &at, 0, &value, &other_scaled))
		return;
	if (!scaled && other_scaled) { /* the lower end has the same scale */
		size_t end = at;

		for (int64_t v = value; v >= 1000 && v % 1000 == 0; v /= 1000)
			noughts += 3;
		at = lower;
		if (!number_read(r, &at, noughts, &low, &scaled))
			return;
		at = end;
	}
	if (scaled && !other_scaled)
		return; /* "$5m to 10 firms" */
	bool change = is_change(r, currency->first, sum->end);

	if (value <= low && !change)
		return;
	sum->amount.low = change ? 0 : low;
	sum->amount.value = value;
	sum->end = at;
}

/* The noughts of a scale that is written to its number: "9.7b", "22tn". */
static unsigned
glued_scale(const char *text)
{
	static const struct {
		const char *text;
		unsigned noughts;
	} scales[] = { { "k", 3 }, { "m", 6 }, { "mn", 6 }, { "mln", 6 }, { "b", 9 }, { "bn", 9 },
		{ "bln", 9 }, { "t", 12 }, { "tn", 12 }, { "tr", 12 }, { "trn", 12 } };

	for (size_t i = 0; i < ARRAY_LEN(scales); i++)
		if (strcmp(scales[i].text, text) == 0)
			return scales[i].noughts;
	return 0;
}

/* "$US2 billion", "$US9.7b": the tokenizer takes the letters for a word's. */
static bool
glued_read(const struct reading *r, size_t *at, int64_t *ret_value)
{
	char text[32];
	size_t i = *at, letters, digits;
	unsigned noughts;

	if (i >= r->tokens.n || !(r->tokens.list[i].flags & TOKEN_GLUED))
		return false;
	snprintf(text, sizeof text, "%.12s", token_text(&r->tokens, i++));
	if (i < r->tokens.n && r->tokens.list[i].flags & TOKEN_DOT)
		snprintf(text + strlen(text), 16, ".%.12s", token_text(&r->tokens, i++));
	letters = strspn(text, "usacdn");
	digits = strspn(text + letters, "0123456789.");
	if (letters == 0 || letters > 3 || digits == 0)
		return false;
	noughts = glued_scale(text + letters + digits);
	if (noughts == 0 && text[letters + digits] != '\0')
		return false;
	if (noughts == 0)
		noughts = scale_at(r, &i);
	*at = i;
	return number_parse(text + letters, digits, noughts, ret_value);
}

/* "NKr6.5bn", "Rmb8bn", "Rs500 crore": a currency's letters glued to its number, with a scale. */
static bool
coded_read(const struct reading *r, size_t i, struct sum *sum, uint32_t *ret_currency)
{
	char text[32], sign[4] = { 0 };
	size_t letters, digits;
	unsigned noughts;
	int currency;

	snprintf(text, sizeof text, "%.12s", token_text(&r->tokens, i++));
	letters = strcspn(text, "0123456789.");
	if (letters == 0 || letters >= sizeof sign || text[letters] == '\0')
		return false;
	if (i < r->tokens.n && r->tokens.list[i].flags & TOKEN_DOT)
		snprintf(text + strlen(text), 16, ".%.12s", token_text(&r->tokens, i++));
	digits = strspn(text + letters, "0123456789.");
	noughts = glued_scale(text + letters + digits);
	if (noughts == 0 && text[letters + digits] != '\0')
		return false;
	if (noughts == 0)
		noughts = scale_at(r, &i);
	if (noughts == 0 || !number_parse(text + letters, digits, noughts, &sum->amount.value))
		return false;
	memcpy(sign, text, letters);
	currency = lexicon_currency_of(r->lexicon, sign);
	if (currency < 0)
		return false;
	sum->end = i;
	*ret_currency = (uint32_t)currency;
	return true;
}

static bool
finish(const struct reading *r, uint32_t currency, struct sum *sum)
{
	int64_t rate = lexicon_rate(r->lexicon, currency);

	memcpy(sum->amount.currency, lexicon_currency(r->lexicon, currency), 4);
	/* Thousands first: a quadrillion times a rate in millionths would not fit. */
	sum->amount.usd = sum->amount.value < 1000000000 ? sum->amount.value * rate / 1000000
							 : sum->amount.value / 1000000 * rate;
	return sum->amount.value > 0;
}

/* "$" alone is dollars of the outlet's country. */
static uint32_t
currency_of(struct reading *r, const struct lex_hit *sign, bool bare)
{
	int dollars = bare ? reading_dollars(r) : -1;

	return dollars >= 0 ? (uint32_t)dollars : sign->entry->ref;
}

bool
sum_read(struct reading *r, size_t i, struct lex_hit sign, struct sum *ret_sum)
{
	struct lex_hit after;
	struct sum sum = { 0 };
	bool scaled, usd = false;
	size_t at;

	if (sign.entry && sign.entry->type == LEX_CURRENCY && !is_article_before_sign(r, &sign)) {
		if (!is_prefix(r, &sign))
			return false;
		at = sign.end;
		if (number_read(r, &at, 0, &sum.amount.value, &scaled)) {
			sum.end = at;
			range_read(r, &sign, sign.end, scaled, &sum);
			usd = token_is(&r->tokens, sum.end, "usd");
			sum.end += usd;
		} else if (glued_read(r, &at, &sum.amount.value)) {
			usd = *token_text(&r->tokens, sign.end) == 'u'; /* "$US2 billion" */
			sum.end = at;
		} else {
			return false;
		}
		*ret_sum = sum;
		ret_sum->bare =
			!usd && sign.end - sign.first == 1 && token_is(&r->tokens, sign.first, "$");
		return finish(r, currency_of(r, &sign, ret_sum->bare), ret_sum);
	}
	if (r->tokens.list[i].flags & TOKEN_WORD) {
		uint32_t currency;

		if (coded_read(r, i, &sum, &currency)) {
			*ret_sum = sum;
			return finish(r, currency, ret_sum);
		}
	}
	at = i;
	if (!words_read(r, &at, &sum.amount.value) &&
		(!number_read(r, &at, 0, &sum.amount.value, &scaled) || !scaled))
		return false;
	after = money_word(r, at);
	if (!after.entry || after.entry->type != LEX_CURRENCY)
		return false;
	sum.end = after.end;
	*ret_sum = sum;
	return finish(r, after.entry->ref, ret_sum);
}
