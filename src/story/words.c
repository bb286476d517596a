/*
 * words - a title as numbers that compare fast.
 */
#include "story/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/hash.h"
#include "model/deal.h"
#include "text/title.h"
#include "text/token.h"

enum { TITLE_TOKENS_MAX = 64, KEY_MAX = 256 };

static int
compare_words(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

/* Is the word in a list that stands in order? */
static bool
list_has(const char *const *list, size_t n, const char *folded)
{
	return bsearch(folded, list, n, sizeof *list, compare_words);
}

/* Words that half of all deal headlines have: they tell no deal from another. */
static bool
word_is_commonplace(const char *folded)
{
	static const char *const words[] = { "acquire", "acquires", "acquiring", "acquisition",
		"agree", "agreement", "agrees", "ahead", "ai", "analysts", "announce", "announces",
		"artificial", "back", "backed", "backs", "bet", "bid", "big", "biggest", "billion",
		"bn", "boom", "boost", "boosts", "build", "business", "buy", "buying", "buys",
		"capital", "center", "centers", "centre", "centres", "ceo", "chip", "chips",
		"close", "cloud", "companies", "company", "compute", "computing", "could", "data",
		"deal", "deals", "exclusive", "expand", "expands", "exploring", "firm", "first",
		"following", "fund", "funding", "fundraise", "fundraising", "funds", "get", "gets",
		"giant", "global", "group", "growth", "here", "inc", "infrastructure",
		"intelligence", "into", "invest", "investing", "investment", "investments",
		"investor", "investors", "invests", "joins", "latest", "lead", "leads", "led", "m",
		"major", "maker", "market", "massive", "million", "mn", "multibillion", "multiyear",
		"near", "nearly", "nears", "news", "next", "option", "pact", "partner", "partners",
		"partnership", "pay", "plan", "planned", "planning", "plans", "push", "race",
		"raise", "raised", "raises", "raising", "record", "report", "reported",
		"reportedly", "reports", "reuters", "round", "sale", "say", "says", "secures",
		"seek", "seeks", "sell", "sells", "series", "set", "share", "shares", "sign",
		"signed", "signs", "soar", "soars", "source", "sources", "spending", "stake",
		"startup", "startups", "stock", "stocks", "strategic", "strike", "strikes",
		"supply", "surge", "surges", "take", "takes", "talks", "tech", "technology", "tn",
		"trillion", "up", "valuation", "value", "valued", "valuing", "want", "wants",
		"week", "work", "world", "worth", "year", "years" };

	return list_has(words, ARRAY_LEN(words), folded);
}

/* A word that says nothing at the end of a company's name. */
static bool
word_is_tail(const char *folded)
{
	static const char *const tails[] = { "ag", "ai", "co", "com", "company", "corp",
		"corporation", "gmbh", "group", "holding", "holdings", "inc", "incorporated", "io",
		"lab", "labs", "limited", "llc", "llp", "lp", "ltd", "nv", "plc", "pte", "sa", "se",
		"spa", "tech", "technologies", "technology" };

	return list_has(tails, ARRAY_LEN(tails), folded);
}

static bool
token_counts(const struct tokens *tokens, size_t i)
{
	return tokens->list[i].flags & (TOKEN_WORD | TOKEN_NUMBER) &&
	       !(tokens->list[i].flags & TOKEN_POSSESSIVE);
}

/* Where the words of a title stand among its tokens. */
static size_t
list_words(const struct tokens *tokens, size_t places[TITLE_TOKENS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < tokens->n && n < TITLE_TOKENS_MAX; i++)
		if (token_counts(tokens, i))
			places[n++] = i;
	return n;
}

/* The key of some consecutive words; the tails at their end are left out, but never all. */
static uint64_t
key_of(const struct tokens *tokens, const size_t *places, size_t n)
{
	char key[KEY_MAX];
	size_t len = 0;

	if (n > 1 && strcmp(token_text(tokens, places[0]), "the") == 0)
		places++, n--;
	while (n > 1 && word_is_tail(token_text(tokens, places[n - 1])))
		n--;
	for (size_t i = 0; i < n; i++) {
		const char *word = token_text(tokens, places[i]);
		size_t room = sizeof key - len, size = strlen(word);

		if (size + 1 > room)
			break;
		memcpy(key + len, word, size);
		len += size;
		key[len++] = ' ';
	}
	return len ? hash_bytes(key, len) : 0;
}

uint64_t
party_key(const char *name, struct tokens *tokens)
{
	size_t places[TITLE_TOKENS_MAX];

	tokens_read(tokens, name, strlen(name));
	return key_of(tokens, places, list_words(tokens, places));
}

size_t
party_keys(const struct deal *deal, struct tokens *tokens, uint64_t keys[PARTY_KEYS_MAX])
{
	size_t n = deal->n_parties < PARTY_KEYS_MAX ? deal->n_parties : PARTY_KEYS_MAX;

	for (size_t i = 0; i < n; i++)
		keys[i] = party_key(deal->parties[i].name, tokens);
	return n;
}

/* A word that tells one deal from another. */
static bool
token_is_rare(const struct tokens *tokens, size_t i)
{
	const char *word = token_text(tokens, i);

	return !word_is_function(word) && !word_is_commonplace(word) && strlen(word) >= 2 &&
	       !(tokens->list[i].flags & TOKEN_NUMBER);
}

uint32_t
party_word(const char *name, struct tokens *tokens)
{
	tokens_read(tokens, name, strlen(name));
	for (size_t i = 0; i < tokens->n; i++)
		if (token_counts(tokens, i) && token_is_rare(tokens, i))
			return (uint32_t)hash_text(token_text(tokens, i));
	return 0;
}

/* "competes with X and Y", "unlike X": who is named behind it has no part in the deal. */
static bool
word_sets_apart(const char *folded)
{
	static const char *const words[] = { "compete", "competes", "competing", "competitor",
		"competitors", "rival", "rivalling", "rivals", "similar", "unlike" };

	return list_has(words, ARRAY_LEN(words), folded);
}

size_t
text_names(const char *text, struct tokens *tokens, uint32_t *names, size_t max)
{
	size_t n = 0;
	bool apart = false; /* until its sentence ends */

	tokens_read(tokens, text, strlen(text));
	for (size_t i = 0; i < tokens->n && n < max; i++) {
		unsigned flags = tokens->list[i].flags;

		apart = (apart && !(flags & TOKEN_OPENS)) || word_sets_apart(token_text(tokens, i));
		if (!apart && flags & TOKEN_CAP && token_counts(tokens, i) &&
			token_is_rare(tokens, i))
			names[n++] = (uint32_t)hash_text(token_text(tokens, i));
	}
	return n;
}

static void
read_names(struct words *words, const struct tokens *tokens, const size_t *places, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t len = 1; len <= 3 && i + len <= n && words->n_names < NAMES_MAX; len++)
			words->names[words->n_names++] = key_of(tokens, places + i, len);
}

static void
read_rare(struct words *words, const struct tokens *tokens, const size_t *places, size_t n)
{
	for (size_t i = 0; i < n && words->n_rare < WORDS_MAX; i++) {
		uint32_t hash = (uint32_t)hash_text(token_text(tokens, places[i]));
		bool known = !token_is_rare(tokens, places[i]);

		for (size_t j = 0; !known && j < words->n_rare; j++)
			known = words->rare[j] == hash;
		if (!known)
			words->rare[words->n_rare++] = hash;
	}
}

static void
sketch_add(struct words *words, uint64_t shingle)
{
	for (unsigned i = 0; i < SKETCH_N; i++) {
		uint64_t mixed = (shingle ^ (i + 1) * UINT64_C(0x9e3779b97f4a7c15)) *
				 UINT64_C(0xff51afd7ed558ccd);
		uint32_t value =
			(uint32_t)((mixed ^ mixed >> 33) * UINT64_C(0xc4ceb9fe1a85ec53) >> 32);

		if (value < words->sketch[i])
			words->sketch[i] = value;
	}
}

static void
read_sketch(struct words *words, const struct tokens *tokens, const size_t *places, size_t n)
{
	uint64_t before = 0;
	size_t counted = 0;

	memset(words->sketch, 0xff, sizeof words->sketch);
	for (size_t i = 0; i < n; i++) {
		const char *word = token_text(tokens, places[i]);

		if (word_is_function(word))
			continue;
		uint64_t hash = hash_text(word);

		sketch_add(words, hash);
		if (counted++)
			sketch_add(words, hash_more(before, word, strlen(word)));
		before = hash;
	}
	words->sketched = counted >= 4;
}

struct facet_word {
	const char *word;
	unsigned facet;
};

/* By the alphabet, as word_facet looks them up. */
static const struct facet_word facet_words[] = {
	{ "additional", FACET_ANOTHER },
	{ "again", FACET_ANOTHER | FACET_BACK },
	{ "another", FACET_ANOTHER },
	{ "antitrust", FACET_REVIEW },
	{ "approval", FACET_REVIEW },
	{ "approve", FACET_REVIEW },
	{ "approved", FACET_REVIEW },
	{ "approves", FACET_REVIEW },
	{ "clearance", FACET_REVIEW },
	{ "cleared", FACET_REVIEW },
	{ "clears", FACET_REVIEW },
	{ "close", FACET_DONE },
	{ "closed", FACET_DONE },
	{ "closes", FACET_DONE },
	{ "cma", FACET_REVIEW },
	{ "complete", FACET_DONE },
	{ "completed", FACET_DONE },
	{ "completes", FACET_DONE },
	{ "completion", FACET_DONE },
	{ "debut", FACET_IPO },
	{ "extra", FACET_ANOTHER },
	{ "final", FACET_REST },
	{ "finalised", FACET_DONE },
	{ "finalises", FACET_DONE },
	{ "finalized", FACET_DONE },
	{ "finalizes", FACET_DONE },
	{ "flotation", FACET_IPO },
	{ "fresh", FACET_ANOTHER },
	{ "ftc", FACET_REVIEW },
	{ "funding", FACET_RAISE },
	{ "fundraise", FACET_RAISE },
	{ "fundraising", FACET_RAISE },
	{ "further", FACET_ANOTHER },
	{ "inquiry", FACET_REVIEW },
	{ "installment", FACET_REST },
	{ "instalment", FACET_REST },
	{ "investigation", FACET_REVIEW },
	{ "ipo", FACET_IPO },
	{ "ipos", FACET_IPO },
	{ "listing", FACET_IPO },
	{ "nod", FACET_REVIEW },
	{ "probe", FACET_REVIEW },
	{ "prospectus", FACET_IPO },
	{ "raise", FACET_RAISE },
	{ "raised", FACET_RAISE },
	{ "raises", FACET_RAISE },
	{ "raising", FACET_RAISE },
	{ "regulator", FACET_REVIEW },
	{ "regulators", FACET_REVIEW },
	{ "regulatory", FACET_REVIEW },
	{ "remainder", FACET_REST },
	{ "remaining", FACET_REST },
	{ "renew", FACET_BACK },
	{ "renewed", FACET_BACK },
	{ "renews", FACET_BACK },
	{ "resume", FACET_BACK },
	{ "resumed", FACET_BACK },
	{ "resumes", FACET_BACK },
	{ "revive", FACET_BACK },
	{ "revived", FACET_BACK },
	{ "revives", FACET_BACK },
	{ "round", FACET_RAISE },
	{ "rounds", FACET_RAISE },
	{ "scrutiny", FACET_REVIEW },
	{ "second", FACET_ANOTHER },
	{ "seed", FACET_SEED },
	{ "shareholders", FACET_REVIEW },
	{ "tranche", FACET_REST },
	{ "vote", FACET_REVIEW },
	{ "votes", FACET_REVIEW },
	{ "watchdog", FACET_REVIEW },
};

static unsigned
word_facet(const char *folded)
{
	const struct facet_word *found = bsearch(
		folded, facet_words, ARRAY_LEN(facet_words), sizeof *facet_words, compare_words);

	return found ? found->facet : 0;
}

/* Two words that say together what neither says alone. */
static unsigned
pair_facet(const char *folded, const char *next)
{
	static const struct {
		const char *word, *next;
		unsigned facet;
	} pairs[] = {
		{ "back", "in", FACET_BACK },
		{ "back", "on", FACET_BACK },
		{ "go", "public", FACET_IPO },
		{ "going", "public", FACET_IPO },
		{ "public", "offering", FACET_IPO },
	};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (strcmp(folded, pairs[i].word) == 0 && strcmp(next, pairs[i].next) == 0)
			return pairs[i].facet;
	return 0;
}

/* "$920m a month", "$1 billion per year", but not "raises $30bn a year after …". */
static bool
is_rate(const struct tokens *tokens, const size_t *places, size_t n, size_t i)
{
	static const char *const ends[] = { "after", "ago", "before", "later" };
	static const char *const scales[] = { "b", "billion", "bn", "m", "million", "mn" };
	const char *unit = i + 1 < n ? token_text(tokens, places[i + 1]) : "";
	const char *word = token_text(tokens, places[i]);
	const char *sum = i > 0 ? token_text(tokens, places[i - 1]) : "";

	if ((strcmp(word, "a") != 0 && strcmp(word, "per") != 0) ||
		(strcmp(unit, "month") != 0 && strcmp(unit, "year") != 0) ||
		(!isdigit((unsigned char)*sum) && !list_has(scales, ARRAY_LEN(scales), sum)))
		return false;
	return i + 2 == n || !list_has(ends, ARRAY_LEN(ends), token_text(tokens, places[i + 2]));
}

/* "Raises $1bn ahead of its 2026 IPO", "a pre-IPO round": what is told comes before it. */
static bool
is_ahead_of(const struct tokens *tokens, const size_t *places, size_t i)
{
	enum { BETWEEN = 4 };

	if (i > 0 && strcmp(token_text(tokens, places[i - 1]), "pre") == 0)
		return true;
	for (size_t back = 1; back <= BETWEEN && back <= i; back++) {
		const char *word = token_text(tokens, places[i - back]);

		if (strcmp(word, "ahead") == 0 || strcmp(word, "before") == 0)
			return true;
	}
	return false;
}

static void
read_facets(struct words *words, const struct tokens *tokens, const size_t *places, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *word = token_text(tokens, places[i]);
		const char *next = i + 1 < n ? token_text(tokens, places[i + 1]) : "";
		unsigned facet = word_facet(word);

		words->facets |=
			facet == FACET_IPO && is_ahead_of(tokens, places, i) ? FACET_RAISE : facet;
		words->facets |= pair_facet(word, next);
		if (is_rate(tokens, places, n, i))
			words->facets |= FACET_RATE;
		if (strcmp(word, "series") == 0 && next[0] >= 'a' && next[0] <= 'k' &&
			next[1] == '\0')
			words->facets |= (unsigned)FACET_SERIES << (next[0] - 'a');
	}
}

/* "X's deal, Y earnings and more in the morning's news" */
static bool
is_roundup(const struct tokens *tokens)
{
	for (size_t i = 1; i < tokens->n; i++)
		if (strcmp(token_text(tokens, i), "more") == 0 &&
			strcmp(token_text(tokens, i - 1), "and") == 0 &&
			(i + 1 == tokens->n || strcmp(token_text(tokens, i + 1), "in") == 0 ||
				!(tokens->list[i + 1].flags & TOKEN_WORD)))
			return true;
	return false;
}

/* Does the title ask, or explain, what its readers have heard of? */
static bool
title_asks(const char *title, const struct tokens *tokens)
{
	static const char *const heads[] = { "explained", "explainer", "how", "what", "why" };
	size_t len = strlen(title);

	return strstr(title, "? ") || (len > 0 && title[len - 1] == '?') ||
	       (tokens->n > 0 && list_has(heads, ARRAY_LEN(heads), token_text(tokens, 0)));
}

void
words_read(struct words *words, const char *title, struct tokens *tokens)
{
	size_t places[TITLE_TOKENS_MAX], n;

	*words = (struct words){ 0 };
	tokens_read(tokens, title, strlen(title));
	n = list_words(tokens, places);
	read_names(words, tokens, places, n);
	read_rare(words, tokens, places, n);
	read_sketch(words, tokens, places, n);
	read_facets(words, tokens, places, n);
	if (title_asks(title, tokens) || is_roundup(tokens))
		words->facets |= FACET_ASKS;
}

unsigned
sketch_alike(const uint32_t a[SKETCH_N], const uint32_t b[SKETCH_N])
{
	unsigned n = 0;

	for (size_t i = 0; i < SKETCH_N; i++)
		n += a[i] == b[i];
	return n;
}
