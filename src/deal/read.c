/*
 * read - a story as units: names, sums, cues and plain words.
 */
#include "read.h"

#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"

enum {
	TEXT_MAX = 1 << 20,
	SUFFIX_UNITS_MAX = 6,
	ASIDE_TICKER_MAX = 6,
	PASSAGE_TOKENS_MAX = 250,
	LEAD_PASSAGES = 3,
	REACH_TOKENS = 12, /* no sum and no bracket reaches farther beyond its sentence */
	STEP_TOKENS = 16,
	DESCRIBED_REACH = 5,
};

bool
unit_reads(const struct reading *r, size_t i, const char *folded)
{
	const struct unit *unit = &r->units[i];

	for (uint32_t t = unit->first; t < unit->end; t++) {
		const struct token *token = &r->tokens.list[t];

		if (strncmp(folded, r->tokens.fold + token->fold, token->fold_len) != 0)
			return false;
		folded += token->fold_len;
		if (t + 1 < unit->end && *folded++ != ' ')
			return false;
	}
	return *folded == '\0';
}

bool
unit_is_to(const struct reading *r, size_t i)
{
	return unit_has(&r->units[i], CUE_PREP_TO) ||
	       token_is(&r->tokens, r->units[i].end - 1, "to");
}

const char *
unit_text(const struct reading *r, size_t first, size_t end, struct arena *arena)
{
	const struct token *a = &r->tokens.list[r->units[first].first];
	const struct token *b = &r->tokens.list[r->units[end - 1].end - 1];

	return arena_strndup(arena, r->tokens.text + a->at, b->at + b->len - a->at);
}

void
reading_init(struct reading *r, const struct lexicon *lexicon)
{
	static const char *const names[N_KNOWN_ROLES] = {
		[KNOWN_AI_LAB] = "ai-lab",
		[KNOWN_AI_APP] = "ai-app",
		[KNOWN_AI_CHIPS] = "ai-chips",
		[KNOWN_AI_SERVERS] = "ai-servers",
		[KNOWN_SEMICONDUCTOR] = "semiconductor",
		[KNOWN_MEMORY] = "memory",
		[KNOWN_FOUNDRY] = "foundry",
		[KNOWN_CHIP_EQUIPMENT] = "chip-equipment",
		[KNOWN_NETWORKING] = "networking",
		[KNOWN_CLOUD] = "cloud",
		[KNOWN_NEOCLOUD] = "neocloud",
		[KNOWN_DATA_CENTRE] = "data-centre",
		[KNOWN_BIG_TECH] = "big-tech",
		[KNOWN_ENERGY] = "energy",
		[KNOWN_INVESTOR] = "investor",
		[KNOWN_SOVEREIGN_FUND] = "sovereign-fund",
		[KNOWN_BANK] = "bank",
		[KNOWN_MEDIA] = "media",
		[KNOWN_PUBLISHER] = "publisher",
	};

	*r = (struct reading){ .lexicon = lexicon };
	str_init(&r->text, TEXT_MAX);
	for (size_t i = 0; i < N_KNOWN_ROLES; i++)
		r->roles[i] = lexicon_role_bit(lexicon, names[i]);

	r->fund_roles =
		r->roles[KNOWN_INVESTOR] | r->roles[KNOWN_SOVEREIGN_FUND] | r->roles[KNOWN_BANK];
}

void
reading_clear(struct reading *r)
{
	tokens_clear(&r->tokens);
	str_clear(&r->text);
	free(r->ids);
	free(r->units);
	free(r->passages);
	free(r->moneys);
}

/* A token may be folded to nothing. */
static bool
token_ends_in_s(const struct tokens *tokens, uint32_t i)
{
	const struct token *token = &tokens->list[i];

	return token->fold_len > 0 && tokens->fold[token->fold + token->fold_len - 1] == 's';
}

static struct unit *
unit_put(struct reading *r, uint32_t first, uint32_t end, enum unit_type type)
{
	const struct token *token = &r->tokens.list[first];
	struct unit *unit;

	r->units = MEM_GROW(r->units, r->n_units, r->cap_units);
	unit = &r->units[r->n_units++];
	*unit = (struct unit){ .first = first, .end = end, .type = (uint8_t)type };
	for (uint32_t t = first; t < end; t++)
		if (r->tokens.list[t].flags & (TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED))
			unit->flags |= UNIT_CAPITAL;
	if (token->flags & TOKEN_HYPHEN)
		unit->flags |= UNIT_HYPHENED | UNIT_JOINED;
	if (token->flags & TOKEN_DOT)
		unit->flags |= UNIT_JOINED;
	if (token->flags & TOKEN_GLUED)
		unit->flags |= UNIT_GLUED;
	if (end < r->tokens.n && r->tokens.list[end].flags & TOKEN_POSSESSIVE)
		unit->flags |= UNIT_POSSESSED;
	/* "ZT Systems' plants" */
	if (end < r->tokens.n && r->tokens.list[end].flags & TOKEN_GLUED &&
		(token_is(&r->tokens, end, "'") || token_is(&r->tokens, end, "’")) &&
		token_ends_in_s(&r->tokens, end - 1))
		unit->flags |= UNIT_POSSESSED;
	return unit;
}

static void
unit_add_cues(const struct reading *r, struct unit *unit, const struct lex_entry *entry)
{
	for (; entry; entry = lexicon_next(r->lexicon, entry)) {
		unit->cues[entry->cue >> 6] |= UINT64_C(1) << (entry->cue & 63);
		unit->forms |= entry->form;
	}
}

static void
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

/* million, billion, trillion, and their plurals */
static bool
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
	return token->fold_len <= 5 && token->flags & TOKEN_WORD &&
	       (is_illion(r, i + 1) || is_illion(r, i + 2));
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

	if (i + 1 >= t->n || t->list[i + 1].fold_len < 2 || t->list[i + 1].fold_len > 9)
		return 0;
	if (*token_text(t, i + 1) != 'y' && *token_text(t, i + 1) != 'g' &&
		*token_text(t, i + 1) != 'm')
		return 0; /* most words */
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
	bool upper = false;

	if (!token_is(t, i, "("))
		return 0;
	for (uint32_t k = i + 1; k < t->n && k <= i + ASIDE_TICKER_MAX; k++) {
		const struct token *token = &t->list[k];

		if (token_is(t, k, ")"))
			return upper ? k + 1 : 0;
		if (token->flags & TOKEN_WORD && !(token->flags & TOKEN_UPPER) && token->len > 2)
			return 0;
		upper |= (token->flags & TOKEN_UPPER) != 0 && token->len <= 8;
	}
	return 0;
}

/* A product and a word for its maker are the company: "ChatGPT maker", "iPhone-maker". */
static uint32_t
maker_end(const struct reading *r, uint32_t end)
{
	struct lex_match match;

	if (end >= r->tokens.n)
		return 0;
	if (r->tokens.list[end].flags & TOKEN_POSSESSIVE)
		end++;
	if (end >= r->tokens.n)
		return 0;
	lexicon_match(r->lexicon, &r->tokens, r->ids, end, &match);
	for (const struct lex_entry *e = match.cue.entry; e; e = lexicon_next(r->lexicon, e))
		if (e->cue == CUE_WORD_MAKER)
			return match.cue.end;
	return 0;
}

/* "C3 AI": the topic's word in a company's own name. */
static void
name_signs(const struct reading *r, struct unit *unit, const struct lex_match *first)
{
	struct lex_match match = *first;

	for (uint32_t t = unit->first; t < unit->end; t++) {
		if (t > unit->first)
			lexicon_match(r->lexicon, &r->tokens, r->ids, t, &match);
		for (const struct lex_entry *e = match.sign.entry; e;
			e = lexicon_next(r->lexicon, e))
			if (e->type == LEX_SIGN && e->strength == SIGN_NAME)
				unit->name_signs |= UINT32_C(1) << e->ref;
	}
}

/* A name of one word that is an English word too, and not marked to be taken as it is spelt. */
static bool
is_common_word(const struct reading *r, const struct lex_match *match)
{
	if (match->name.entry->exact || match->name.end != match->name.first + 1)
		return false;
	for (const struct lex_entry *e = match->cue.entry; e; e = lexicon_next(r->lexicon, e))
		if (e->cue == CUE_WORD_COMMON)
			return true;
	return false;
}

/* Puts the unit that a name of the lexicon is; false where it is none here. */
static bool
name_put(struct reading *r, const struct lex_match *match)
{
	const struct lex_entry *entry = match->name.entry;
	struct unit *unit;
	uint32_t end = match->name.end;
	enum unit_type type = UNIT_COMPANY;
	uint16_t flags = 0;

	switch (entry->type) {
	case LEX_COMPANY:
		if (lexicon_roles(r->lexicon, entry->ref) & r->roles[KNOWN_MEDIA])
			type = UNIT_OUTLET;
		flags = entry->context || is_common_word(r, match) ? UNIT_MAYBE : 0;
		break;
	case LEX_PRODUCT:
		end = maker_end(r, match->name.end);
		flags = UNIT_PRODUCT;
		if (end == 0) {
			end = match->name.end;
			type = UNIT_WORD;
		}
		break;
	case LEX_CHIP:
		if (entry->context)
			return false;
		type = UNIT_CHIP;
		break;
	case LEX_PERSON:
		type = UNIT_PERSON;
		break;
	case LEX_NOT:
		type = UNIT_WORD;
		break;
	default: /* a ticker outside brackets is a word */
		return false;
	}
	unit = unit_put(r, match->name.first, end, type);
	unit->ref = entry->ref;
	unit->flags |= flags;
	if (entry->type == LEX_NOT)
		return true;
	if (match->cue.entry && (type == UNIT_CHIP || type == UNIT_WORD || flags & UNIT_MAYBE))
		unit_add_cues(r, unit, match->cue.entry);
	if (entry->type == LEX_COMPANY)
		name_signs(r, unit, match);
	if (type == UNIT_CHIP) {
		unit->cues[CUE_OBJECT_CHIPS >> 6] |= UINT64_C(1) << (CUE_OBJECT_CHIPS & 63);
	}
	if (match->sign.entry)
		unit_add_signs(r, unit, match->sign.entry);
	return true;
}

static uint32_t
money_put(struct reading *r, uint32_t i)
{
	struct unit *unit;
	struct sum sum;

	if (!sum_read(r, i, &sum))
		return 0;
	unit = unit_put(r, i, (uint32_t)sum.end, UNIT_MONEY);
	unit->ref = (uint32_t)r->n_moneys;
	r->moneys = MEM_GROW(r->moneys, r->n_moneys, r->cap_moneys);
	r->moneys[r->n_moneys++] =
		(struct money){ .amount = sum.amount, .unit = (uint32_t)r->n_units - 1 };
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
		unit->cues[cue >> 6] &= ~(UINT64_C(1) << (cue & 63));
}

/* Puts the unit that begins at token i; returns the token behind it. */
static uint32_t
unit_next(struct reading *r, uint32_t i)
{
	const struct token *token = &r->tokens.list[i];
	struct lex_match match = { 0 };
	struct unit *unit;
	enum span_what what;
	double value = 0;
	uint32_t end;

	if (r->ids[i] != 0)
		lexicon_match(r->lexicon, &r->tokens, r->ids, i, &match);
	if (may_begin_sum(r, i, &match) && (end = money_put(r, i)) > 0)
		return end;
	if (token->flags & TOKEN_NUMBER && (end = percent_end(r, i)) > 0) {
		unit = unit_put(r, i, end, UNIT_PERCENT);
		unit->value = strtod(token_text(&r->tokens, i), NULL);
		return end;
	}
	if ((token->flags & TOKEN_NUMBER || token->fold_len <= 8) &&
		(end = span_end(r, i, &value, &what)) > 0) {
		unit = unit_put(r, i, end, UNIT_SPAN);
		unit->value = value;
		unit->what = (uint8_t)what;
		if (what == SPAN_GIGAWATTS)
			unit->cues[CUE_OBJECT_COMPUTE >> 6] |= UINT64_C(1)
							       << (CUE_OBJECT_COMPUTE & 63);
		return end;
	}
	if (match.name.entry && (!match.cue.entry || match.cue.end <= match.name.end) &&
		name_put(r, &match))
		return r->units[r->n_units - 1].end;
	if (token->flags & TOKEN_MARK && (end = ticker_end(r, i)) > 0) {
		unit_put(r, i, end, UNIT_MARK)->flags |= UNIT_TICKER;
		return end;
	}
	end = match.cue.entry ? match.cue.end : i + 1;
	unit = unit_put(
		r, i, end, token->flags & TOKEN_MARK && !match.cue.entry ? UNIT_MARK : UNIT_WORD);
	if (token->flags & TOKEN_POSSESSIVE)
		unit->type = UNIT_MARK;
	else if (unit->type == UNIT_MARK)
		unit->flags |= mark_flags(r, token);
	if (match.cue.entry)
		unit_add_cues(r, unit, match.cue.entry);
	if (match.sign.entry)
		unit_add_signs(r, unit, match.sign.entry);
	infinitive_settle(r, unit);
	return end;
}

/* Words of four letters and more that headlines in capitals write small all the same. */
static bool
is_small_word(const char *folded, size_t len)
{
	static const char *const words[] = { "with", "from", "into", "over", "after", "than",
		"that", "amid", "amidst", "ahead", "about", "near", "upon", "says", "using", "and",
		"plus", "when", "while" };

	if (len > 6) /* as most words */
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (*words[i] == *folded && strcmp(words[i], folded) == 0)
			return true;
	return false;
}

/* Nine words of ten with a capital: a headline in which capitals say nothing. */
static bool
is_title_case(const struct reading *r, const struct sentence *s)
{
	unsigned small = 0, capitals = 0;

	/* Running text is found out after a few words. */
	for (uint32_t i = s->first + 1; i < s->end && 9 * small <= s->end - s->first; i++) {
		const struct token *token = &r->tokens.list[i];

		if (!(token->flags & TOKEN_WORD) || token->fold_len < 4 ||
			token->flags & TOKEN_MIXED ||
			is_small_word(token_text(&r->tokens, i), token->fold_len))
			continue;
		if (token->flags & TOKEN_CAP)
			capitals++;
		else
			small++;
	}
	return small + capitals > 1 && capitals >= 9 * small;
}

/* "… - Reuters", "… | The Express Tribune": the outlet's name behind the headline. */
static void
suffix_cut(struct reading *r, struct passage *p)
{
	for (uint32_t i = p->end; i-- > p->first + 3;) {
		const struct unit *unit = &r->units[i];
		bool capitals = true;

		if (p->end - i > SUFFIX_UNITS_MAX)
			return;
		if (unit->type != UNIT_MARK)
			continue;
		if (unit->flags & UNIT_GLUED || (!unit_is(r, i, "-") && !unit_is(r, i, "|") &&
							!unit_is(r, i, "–") && !unit_is(r, i, "—")))
			continue;
		for (uint32_t k = i + 1; k < p->end; k++)
			capitals &= (r->units[k].flags & UNIT_CAPITAL) != 0 ||
				    r->units[k].type == UNIT_MARK ||
				    unit_has(&r->units[k], CUE_WORD_THE) ||
				    r->units[k].type == UNIT_OUTLET;
		if (!capitals || i + 1 == p->end)
			continue;
		if (!unit_is(r, i, "|") && r->units[i + 1].type == UNIT_MONEY)
			continue;
		for (uint32_t k = i + 1; k < p->end; k++)
			r->units[k].type = UNIT_OUTLET;
		p->end = i;
		return;
	}
}

static bool
is_rival_of(const struct reading *r, const struct passage *p, uint32_t i)
{
	return (unit_is(r, i, "rival") || unit_is(r, i, "supplier") || unit_is(r, i, "backer")) &&
	       i + 1 < p->end && r->units[i + 1].flags & UNIT_CAPITAL;
}

static void
asides_mark(struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; i + 1 < p->end; i++) {
		struct unit *unit = &r->units[i];
		const struct unit *next = &r->units[i + 1];

		if (unit->type != UNIT_COMPANY && unit->type != UNIT_WORD)
			continue;
		/* "Ex-Acme firm X" */
		if (unit->type == UNIT_COMPANY && unit->flags & UNIT_HYPHENED && i > p->first &&
			unit_is(r, i - 1, "ex")) {
			unit->flags |= UNIT_ASIDE;
			continue;
		}
		if (next->type == UNIT_COMPANY)
			continue;
		if (next->flags & UNIT_HYPHENED && unit_has(next, CUE_WORD_ASIDE))
			unit->flags |= UNIT_ASIDE;
		else if (unit->type == UNIT_COMPANY && is_rival_of(r, p, i + 1))
			unit->flags |= UNIT_ASIDE; /* "OpenAI rival Anthropic" */
		else if (unit->type == UNIT_COMPANY && unit_has(next, CUE_WORD_ASIDE) &&
			 !(next->flags & UNIT_HYPHENED) && !unit_has(next, CUE_WORD_TAIL) &&
			 !(next->forms & (FORM_S | FORM_BASE)) && !unit_is(r, i + 1, "based") &&
			 !unit_is(r, i + 1, "led") && !unit_is(r, i + 1, "backed"))
			unit->flags |= UNIT_ASIDE;
	}
}

static bool
is_deal_verb(const struct unit *unit)
{
	return unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE);
}

/* Is a word that is also a company's name the company here? */
static bool
is_company_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = i > p->first ? unit - 1 : NULL;
	uint32_t next = i + 1;

	if (!(unit->flags & UNIT_CAPITAL))
		return false;
	if (before && (unit_has(before, CUE_WORD_COMPANY) || unit_has(before, CUE_WORD_MAKER) ||
			      (before->flags & UNIT_HYPHENED && unit_has(before, CUE_WORD_ASIDE))))
		return true;
	if (!p->title_case && before && !unit_has(before, CUE_WORD_THE) &&
		(before->type != UNIT_MARK ||
			(i > p->first + 1 && before[-1].flags & UNIT_POSSESSED &&
				before[-1].type != UNIT_COMPANY)))
		return true;
	if (before && p->title_case && !unit_has(before, CUE_WORD_PLACE) &&
		before->type != UNIT_MARK && !unit_within(before, CUE_PREP_IN, CUE_PREP_OF) &&
		!is_deal_verb(before))
		return false;
	if (unit->flags & UNIT_POSSESSED)
		return true;
	while (next < p->end && next < i + 3 && unit_has(&r->units[next], CUE_WORD_ADVERB))
		next++;
	if (next < p->end &&
		(is_deal_verb(&r->units[next]) || unit_has(&r->units[next], CUE_SUM_VALUATION) ||
			unit_has(&r->units[next], CUE_STATUS_TALKS)))
		return true;
	/* "doubles its valuation" */
	for (uint32_t k = next; k < p->end && k < next + 4 && !before; k++)
		if (unit_has(&r->units[k], CUE_SUM_VALUATION))
			return true;
	/* "Lambda and Microsoft" */
	if (!before && i + 2 < p->end &&
		(unit_has(&unit[1], CUE_WORD_AND) || unit_is(r, i + 1, ",")) &&
		unit[2].type == UNIT_COMPANY && !(unit[2].flags & UNIT_MAYBE))
		return true;
	/* "acquires Harvey", "invests in Harvey" at the end of what is said */
	return before && (is_deal_verb(before) || unit_within(before, CUE_PREP_IN, CUE_PREP_OF)) &&
	       (i + 1 == p->end || unit[1].type == UNIT_MARK ||
		       unit_within(&unit[1], CUE_PREP_IN, CUE_PREP_OTHER));
}

static void
maybes_settle(struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; i < p->end; i++) {
		struct unit *unit = &r->units[i];

		if (!(unit->flags & UNIT_MAYBE))
			continue;
		unit->flags &= (uint16_t)~UNIT_MAYBE;
		if (is_company_here(r, p, i)) {
			unit->cues[0] = unit->cues[1] = 0;
			unit->forms = 0;
		} else {
			unit->type = UNIT_WORD;
		}
	}
}

/* --- who "it" is --- */

static int32_t
company_before(const struct reading *r, const struct passage *p, uint32_t i)
{
	while (i-- > p->first)
		if (r->units[i].type == UNIT_COMPANY && !(r->units[i].flags & UNIT_ASIDE))
			return (int32_t)r->units[i].ref;
	return -1;
}

/* "…, and it also signed": the sentence's first company goes on. */
static bool
goes_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = i > p->first ? &r->units[i - 1] : NULL;

	return before && (unit_has(before, CUE_WORD_AND) || unit_has(before, CUE_WORD_CLAUSE) ||
				 unit_is(r, i - 1, ","));
}

/* "while Nvidia commits $10bn to the same company": not to the one that does it. */
static int32_t
company_acted_on(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t last = i;
	bool verb = false;
	int32_t other;

	while (last > p->first && r->units[last - 1].type != UNIT_COMPANY)
		verb |= unit_within(&r->units[--last], CUE_VERB_ACQUIRE, CUE_VERB_OTHER);
	if (last == p->first)
		return -1;
	last--;
	if (!verb || r->units[last].flags & UNIT_POSSESSED)
		return (int32_t)r->units[last].ref;
	other = company_before(r, p, last);
	return other < 0 ? (int32_t)r->units[last].ref : other;
}

static int32_t
referent(const struct reading *r, const struct passage *p, uint32_t i, int32_t center)
{
	int32_t last = company_before(r, p, i);

	if (token_is(&r->tokens, r->units[i].end - 1, "startup") ||
		(token_is(&r->tokens, r->units[i].end - 1, "up") && r->startup >= 0))
		return r->startup;
	if (last < 0)
		return center;
	if (unit_is(r, i, "it"))
		return goes_on(r, p, i) ? p->center : last;
	return company_acted_on(r, p, i);
}

static bool
is_startup(const struct reading *r, uint32_t company)
{
	uint64_t roles = lexicon_roles(r->lexicon, company);

	return roles & (r->roles[KNOWN_AI_LAB] | r->roles[KNOWN_AI_APP]) &&
	       !(roles & r->roles[KNOWN_BIG_TECH]);
}

/* "The data centre operator signed": a sentence that opens so speaks of whom the last one did. */
static void
described_resolve(struct reading *r, const struct passage *p, uint32_t company)
{
	uint32_t i = p->first;

	if (!unit_is(r, i, "the"))
		return;
	while (++i + 1 < p->end && i <= p->first + DESCRIBED_REACH) {
		struct unit *unit = &r->units[i], *next = unit + 1;

		if (unit->type != UNIT_WORD || unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
			unit_has(unit, CUE_WORD_PLURAL))
			return;
		if (!unit_has(unit, CUE_WORD_COMPANY) || unit_has(next, CUE_WORD_COMPANY) ||
			unit_has(next, CUE_WORD_DESCRIPTOR))
			continue;
		if (next->type != UNIT_WORD || next->flags & UNIT_CAPITAL ||
			unit->flags & UNIT_POSSESSED ||
			unit_within(next, CUE_PREP_IN, CUE_PREP_OTHER))
			return;
		unit->type = UNIT_COMPANY;
		unit->ref = company;
		unit->cues[0] = unit->cues[1] = 0;
		unit->forms = 0;
		return;
	}
}

/* Makes companies of "it" and "the company", and notes whom the passage speaks of. */
static void
pronouns_resolve(struct reading *r, struct passage *p)
{
	int32_t center = r->n_passages > 0 ? r->passages[r->n_passages - 1].center : -1;

	p->center = -1;
	for (uint32_t i = p->first; i < p->end; i++) {
		struct unit *unit = &r->units[i];

		if (unit_has(unit, CUE_WORD_IT) && unit->type == UNIT_WORD && !p->title) {
			int32_t company = referent(r, p, i, center);

			if (company < 0)
				continue;
			unit->type = UNIT_COMPANY;
			unit->ref = (uint32_t)company;
			unit->cues[0] = unit->cues[1] = 0;
			unit->forms = 0;
		}
		if (i == p->first && center >= 0 && !p->title)
			described_resolve(r, p, (uint32_t)center);
		if (unit->type != UNIT_COMPANY)
			continue;
		if (p->center < 0 && !(unit->flags & UNIT_ASIDE))
			p->center = (int32_t)unit->ref;
		if (r->startup < 0 && is_startup(r, unit->ref))
			r->startup = (int32_t)unit->ref;
	}
	if (p->center < 0)
		p->center = center;
}

/* "…, Morgan Stanley says": who only tells of it. */
static void
teller_mark(struct reading *r, const struct passage *p)
{
	struct unit *teller;

	if (!p->title || p->end < p->first + 4 ||
		(!unit_is(r, p->end - 1, "says") && !unit_is(r, p->end - 1, "say")))
		return;
	teller = &r->units[p->end - 2];
	if (teller->type == UNIT_COMPANY && unit_is(r, p->end - 3, ","))
		teller->type = UNIT_OUTLET;
}

/* What an outlet does that makes it a party: it signs, licenses, lets others use what it has. */
static bool
is_publisher_verb(const struct unit *unit)
{
	return unit_has(unit, CUE_VERB_SIGN) || unit_has(unit, CUE_VERB_LICENSE) ||
	       unit_has(unit, CUE_VERB_PARTNER);
}

/* An outlet that signs a deal in a headline is a party to it: "Le Monde licenses its archive to …". */
static void
publishers_settle(struct reading *r, const struct passage *p)
{
	bool pays = passage_has(p, CUE_VERB_PAY) && passage_has(p, CUE_OBJECT_CONTENT);

	if (!p->title ||
		(!passage_has(p, CUE_NOUN_LICENCE) && !passage_has(p, CUE_VERB_LICENSE) && !pays &&
			!(passage_has(p, CUE_VERB_SIGN) && passage_has(p, CUE_NOUN_DEAL))))
		return;
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct unit *next = i + 1 < p->end ? &r->units[i + 1] : NULL;
		uint32_t verb = i + 1;

		if (r->units[i].type != UNIT_OUTLET || (next && unit_has(next, CUE_REPORTED)) ||
			(i > p->first && r->units[i].flags & UNIT_POSSESSED))
			continue;
		while (verb + 1 < p->end && verb < i + 3 &&
			(unit_has(&r->units[verb], CUE_WORD_ADVERB) || unit_is_to(r, verb)))
			verb++; /* "is to let" */
		if (i == p->first ? verb < p->end && (is_publisher_verb(&r->units[verb]) ||
							     unit_is(r, verb, "becomes"))
				  : unit_within(&r->units[i - 1], CUE_PREP_TO, CUE_PREP_WITH) ||
					    (unit_has(&r->units[i - 1], CUE_NOUN_LICENCE) &&
						    unit_is_to(r, i - 1)) ||
					    unit_has(&r->units[i - 1], CUE_VERB_PAY) ||
					    unit_has(&r->units[i - 1], CUE_VERB_LICENSE))
			r->units[i].type = UNIT_COMPANY;
	}
}

/* A long sentence comes in pieces, so that whatever looks at a whole passage stays cheap. */
static void
passage_put(struct reading *r, const struct sentence *s)
{
	struct passage passage = { .first = (uint32_t)r->n_units, .paragraph = s->paragraph };

	passage.title = r->tokens.list[s->first].at < r->title_len;
	passage.title_case = is_title_case(r, s);
	for (uint32_t i = s->first; i < s->end;)
		i = unit_next(r, i);
	passage.end = (uint32_t)r->n_units;
	if (passage.title)
		suffix_cut(r, &passage);
	maybes_settle(r, &passage);
	teller_mark(r, &passage);
	asides_mark(r, &passage);
	pronouns_resolve(r, &passage);
	sums_judge(r, &passage);
	for (uint32_t i = passage.first; i < passage.end; i++) {
		passage.cues[0] |= r->units[i].cues[0];
		passage.cues[1] |= r->units[i].cues[1];
	}
	publishers_settle(r, &passage);
	r->passages = MEM_GROW(r->passages, r->n_passages, r->cap_passages);
	r->passages[r->n_passages++] = passage;
}

bool
passage_is_lead(const struct reading *r, uint32_t passage)
{
	uint32_t titles = 0;

	while (titles < r->n_passages && r->passages[titles].title)
		titles++;
	return !r->passages[passage].title && passage < titles + LEAD_PASSAGES;
}

/* Has everything been read that may be title or lead? */
static bool
has_lead(const struct reading *r)
{
	return r->n_passages > LEAD_PASSAGES && !r->passages[r->n_passages - LEAD_PASSAGES].title;
}

/* Reads on until there are so many tokens and their words. */
static void
words_read_on(struct reading *r, size_t n)
{
	tokens_read_on(&r->tokens, n);
	if (r->tokens.n > r->cap_ids) {
		r->cap_ids = 2 * r->tokens.n;
		r->ids = mem_resize(r->ids, r->cap_ids, sizeof *r->ids);
	}
	lexicon_words(r->lexicon, &r->tokens, r->n_ids, r->ids);
	r->n_ids = r->tokens.n;
}

static void
sentence_put(struct reading *r, struct sentence piece)
{
	uint32_t end = piece.end;

	for (; piece.first < end; piece.first = piece.end) {
		piece.end = end - piece.first > PASSAGE_TOKENS_MAX
				    ? piece.first + PASSAGE_TOKENS_MAX
				    : end;
		passage_put(r, &piece);
	}
}

/* Is the next sentence complete, and beyond it what a sum or a bracket may reach to? */
static bool
has_sentence(const struct reading *r)
{
	if (r->n_sentences == r->tokens.n_sentences)
		return false;
	return tokens_at_end(&r->tokens) ||
	       r->tokens.n - r->tokens.sentences[r->n_sentences].end >= REACH_TOKENS;
}

void
reading_read(struct reading *r, const char *title, const char *text)
{
	str_reset(&r->text);
	str_puts(&r->text, title);
	r->title_len = r->text.len;
	str_putc(&r->text, '\n');
	str_puts(&r->text, text);
	r->n_units = r->n_passages = r->n_moneys = r->n_sentences = r->n_ids = 0;
	r->startup = -1;
	tokens_begin(&r->tokens, r->text.text, r->text.len);
	while (!has_lead(r)) {
		if (has_sentence(r))
			sentence_put(r, r->tokens.sentences[r->n_sentences++]);
		else if (!tokens_at_end(&r->tokens))
			words_read_on(r, r->tokens.n + STEP_TOKENS);
		else
			return;
	}
}

void
reading_read_rest(struct reading *r)
{
	words_read_on(r, SIZE_MAX);
	while (r->n_sentences < r->tokens.n_sentences)
		sentence_put(r, r->tokens.sentences[r->n_sentences++]);
}
