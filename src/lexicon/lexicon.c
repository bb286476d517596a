/*
 * lexicon - answers questions about what load.c has read.
 */
#include "lexicon/lexicon.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "book.h"

enum { CAPITALS = TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED };

const char *
cue_name(enum cue cue)
{
	static const char *const names[N_CUES] = { [CUE_NONE] = "none",
#define X(name, text) [CUE_##name] = text,
		CUE_LIST(X)
#undef X
	};

	return cue < N_CUES ? names[cue] : names[CUE_NONE];
}

void
lexicon_words(
	const struct lexicon *lexicon, const struct tokens *tokens, size_t first, uint32_t *ids)
{
	const struct trie *trie = &lexicon->trie;

	assert(lexicon->complete);
	for (size_t i = first; i < tokens->n; i++)
		trie_want_slot(trie, tokens->list[i].hash);
	for (size_t i = first; i < tokens->n; i++)
		trie_want_word(trie, tokens->list[i].hash);
	for (size_t i = first; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];
		uint32_t entry;

		ids[i] = trie_word(trie, tokens->fold + token->fold, token->fold_len, token->hash);
		entry = trie->words[ids[i]].first.entry;
		__builtin_prefetch(&lexicon->entries[entry - (entry != 0)]);
	}
}

/* Is the text spelt as the entry is? Hyphens and dots between words don't count. */
static KEPT_APART bool
spelt_as(const struct lexicon *lexicon, const struct lex_entry *entry, const struct tokens *tokens,
	size_t first, size_t end)
{
	const char *spelt = lexicon->spelt + entry->spelt;

	for (size_t i = first; i < end; i++) {
		const struct token *token = &tokens->list[i];
		/* "the Information" in the middle of a sentence */
		bool article = i == first && strncmp(spelt, "The\1", 4) == 0 && token->len == 3;

		if ((strncmp(spelt, tokens->text + token->at, token->len) != 0 && !article) ||
			spelt[token->len] != SPELT_BREAK)
			return false;
		spelt += token->len + 1;
	}
	return true;
}

/*
 * A name spelt with a capital in front has one in the text too: "Scale AI", not "scale AI". Of
 * one that is not, a capital or a figure further in will do, too.
 */
static KEPT_APART bool
has_capital_inside(const struct lexicon *lexicon, const struct lex_entry *entry,
	const struct tokens *tokens, size_t first, size_t end)
{
	const char *spelt = lexicon->spelt + entry->spelt;

	if (*spelt >= 'A' && *spelt <= 'Z')
		return false;
	for (size_t i = first; i < end; i++)
		if (tokens->list[i].flags & (CAPITALS | TOKEN_NUMBER))
			return true;
	return false;
}

/* Is the text spelt so that it can be the entry? Most names have a capital in front. */
static inline bool
may_be(const struct lexicon *lexicon, const struct lex_entry *entry, const struct tokens *tokens,
	size_t first, size_t end)
{
	if (entry->exact)
		return spelt_as(lexicon, entry, tokens, first, end);
	return !entry->cased || tokens->list[first].flags & CAPITALS ||
	       has_capital_inside(lexicon, entry, tokens, first, end);
}

/* What the phrase of a node, which ends before token end, adds to a match. */
static inline void
match_add(const struct lexicon *lexicon, const struct trie_node *node, const struct tokens *tokens,
	size_t i, size_t end, struct lex_match *match)
{
	static const unsigned char groups[] = { [LEX_COMPANY] = 0,
		[LEX_PRODUCT] = 0,
		[LEX_CHIP] = 0,
		[LEX_PERSON] = 0,
		[LEX_NOT] = 0,
		[LEX_TICKER] = 0,
		[LEX_CUE] = 1,
		[LEX_SIGN] = 2,
		[LEX_CURRENCY] = 3,
		[LEX_SCALE] = 3 };
	const struct lex_entry *entry;

	for (uint32_t e = node->entry; e != 0; e = entry->next) {
		struct lex_hit *hit;

		entry = &lexicon->entries[e - 1];
		hit = &match->groups[groups[entry->type]];
		if (hit->end == end)
			continue; /* the first meaning stands for the others */
		if (may_be(lexicon, entry, tokens, i, end))
			*hit = (struct lex_hit){ (uint32_t)i, (uint32_t)end, entry };
	}
}

static KEPT_APART void
match_all(const struct lexicon *lexicon, const struct tokens *tokens, const uint32_t *ids, size_t i,
	struct lex_match *match)
{
	const struct trie *trie = &lexicon->trie;
	const struct trie_node *node = &trie->words[ids[i]].first;
	uint32_t at = trie->words[ids[i]].root;
	size_t end = i + 1;

	for (;;) {
		match_add(lexicon, node, tokens, i, end, match);
		if (end == tokens->n || !trie_may_step(node, ids[end]))
			return;
		at = trie_step(trie, at, ids[end]);
		if (at == 0 || tokens->list[end++].flags & TOKEN_OPENS)
			return;
		node = &trie->nodes[at];
	}
}

/* Most words are of one class of cues, and begin nothing longer. */
void
lexicon_match(const struct lexicon *lexicon, const struct tokens *tokens, const uint32_t *ids,
	size_t i, struct lex_match *ret_match)
{
	const struct trie_node *node = &lexicon->trie.words[ids[i]].first;
	const struct lex_entry *entry = &lexicon->entries[node->entry - (node->entry != 0)];
	bool alone = i + 1 == tokens->n || !trie_may_step(node, ids[i + 1]);

	*ret_match = (struct lex_match){ 0 };
	if (alone && node->entry != 0 && entry->type == LEX_CUE && entry->next == 0)
		ret_match->cue = (struct lex_hit){ (uint32_t)i, (uint32_t)i + 1, entry };
	else if (!alone || node->entry != 0)
		match_all(lexicon, tokens, ids, i, ret_match);
}

const struct lex_entry *
lexicon_next(const struct lexicon *lexicon, const struct lex_entry *entry)
{
	return entry->next ? &lexicon->entries[entry->next - 1] : NULL;
}

const char *
lexicon_canonical(const struct lexicon *lexicon, const char *alias)
{
	struct tokens tokens = { 0 };
	uint32_t e;

	tokens_read(&tokens, alias, strlen(alias));
	e = book_find(lexicon, &tokens);
	tokens_clear(&tokens);
	for (; e != 0; e = lexicon->entries[e - 1].next)
		if (lexicon->entries[e - 1].type == LEX_COMPANY)
			return lexicon->companies[lexicon->entries[e - 1].ref].name;
	return NULL;
}

int
lexicon_currency_of(const struct lexicon *lexicon, const char *sign)
{
	struct tokens tokens = { 0 };
	uint32_t e;

	tokens_read(&tokens, sign, strlen(sign));
	e = book_find(lexicon, &tokens);
	tokens_clear(&tokens);
	for (; e != 0; e = lexicon->entries[e - 1].next)
		if (lexicon->entries[e - 1].type == LEX_CURRENCY)
			return (int)lexicon->entries[e - 1].ref;
	return -1;
}

/* Letters that may be the same but for case: tells most names apart before they are compared. */
static bool
may_be_letter(char a, char b)
{
	return (a | 0x20) == (b | 0x20);
}

static bool
is_outlet(const struct home *home, const char *outlet)
{
	return may_be_letter(*home->where, *outlet) && strcasecmp(home->where, outlet) == 0;
}

/* Is it the host, or a domain that the host lies in: "au" of "news.example.au"? */
static bool
is_host_of(const struct home *home, const char *host, size_t len)
{
	const char *end;

	if (home->len > len)
		return false;
	end = host + len - home->len;
	return may_be_letter(*home->where, *end) && strncasecmp(end, home->where, home->len) == 0 &&
	       (home->len == len || end[-1] == '.');
}

int
lexicon_home_currency(const struct lexicon *lexicon, const char *outlet, const char *url)
{
	const char *host = strstr(url, "://");
	size_t len;

	host = host ? host + 3 : url;
	len = strcspn(host, ":/?#");
	for (size_t i = 0; i < lexicon->n_homes; i++)
		if (is_outlet(&lexicon->homes[i], outlet) ||
			is_host_of(&lexicon->homes[i], host, len))
			return (int)lexicon->homes[i].currency;
	return -1;
}

bool
lexicon_has_topic(const struct lexicon *lexicon, const char *topic)
{
	return lexicon_topic(lexicon, topic) >= 0;
}

size_t
lexicon_n_companies(const struct lexicon *lexicon)
{
	return lexicon->n_companies;
}

const char *
lexicon_company(const struct lexicon *lexicon, uint32_t company)
{
	return lexicon->companies[company].name;
}

const char *
lexicon_chip(const struct lexicon *lexicon, uint32_t chip)
{
	return lexicon->chips[chip].name;
}

uint32_t
lexicon_chip_maker(const struct lexicon *lexicon, uint32_t chip)
{
	return lexicon->chips[chip].maker;
}

uint32_t
lexicon_person_company(const struct lexicon *lexicon, uint32_t person)
{
	return lexicon->people[person];
}

bool
lexicon_is_listed(const struct lexicon *lexicon, uint32_t company)
{
	return lexicon->companies[company].listed;
}

uint64_t
lexicon_roles(const struct lexicon *lexicon, uint32_t company)
{
	return company < lexicon->n_companies ? lexicon->companies[company].roles : 0;
}

uint64_t
lexicon_role_bit(const struct lexicon *lexicon, const char *role)
{
	for (size_t i = 0; i < lexicon->n_roles; i++)
		if (strcmp(lexicon->roles[i], role) == 0)
			return UINT64_C(1) << i;
	return 0;
}

int
lexicon_topic(const struct lexicon *lexicon, const char *name)
{
	for (size_t i = 0; i < lexicon->n_topics; i++)
		if (strcmp(lexicon->topics[i].name, name) == 0)
			return (int)i;
	return -1;
}

int
lexicon_in_topic(const struct lexicon *lexicon, uint32_t company, int topic)
{
	const struct topic *t = &lexicon->topics[topic];
	uint64_t roles = lexicon_roles(lexicon, company);

	if (roles & t->giant_roles)
		return 1;
	if (roles & t->party_roles)
		return 3;
	return roles & t->near_roles ? 1 : roles & t->half_roles ? 2 : 0;
}

int64_t
lexicon_rate(const struct lexicon *lexicon, uint32_t currency)
{
	return lexicon->currencies[currency].rate;
}

int64_t
lexicon_rate_of(const struct lexicon *lexicon, const char *code)
{
	for (size_t i = 0; i < lexicon->n_currencies; i++)
		if (strcmp(lexicon->currencies[i].code, code) == 0)
			return lexicon->currencies[i].rate;
	return 0;
}

const char *
lexicon_currency(const struct lexicon *lexicon, uint32_t currency)
{
	return lexicon->currencies[currency].code;
}

double
lexicon_weight(const struct lexicon *lexicon, const char *name, double otherwise)
{
	size_t low = 0, high = lexicon->n_weights;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, lexicon->weights[middle].name);

		if (order == 0)
			return lexicon->weights[middle].value;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return otherwise;
}

const char *
lexicon_weight_name(
	const struct lexicon *lexicon, size_t i, const char **ret_path, unsigned *ret_line)
{
	if (i >= lexicon->n_weights)
		return NULL;
	*ret_path = lexicon->weights[i].path;
	*ret_line = lexicon->weights[i].line;
	return lexicon->weights[i].name;
}
