/*
 * lexicon - the names and phrases that the matcher knows, from files of data.
 *
 * Read-only once complete; any number of matchers share one. The format is told in
 * dealwatch-lexicon(5). All names and phrases are one trie over folded words.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "conf/fault.h"
#include "lexicon/cues.h"
#include "text/token.h"

struct lexicon;

/* Reads all files into one lexicon. NULL: faults tells everything that is wrong. */
MUST_CHECK struct lexicon *lexicon_load(
	const char *const *paths, size_t n_paths, struct faults *faults);

/*
 * Puts in what only the reading of a story needs and lexicon_load left: the common words. To be
 * called before lexicon_words; costs nothing from the second time on.
 */
void lexicon_complete(struct lexicon *lexicon);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/* The canonical name that an alias stands for ("AWS" → "Amazon"), or NULL. Case is folded. */
const char *lexicon_canonical(const struct lexicon *lexicon, const char *alias);

bool lexicon_has_topic(const struct lexicon *lexicon, const char *topic);

size_t lexicon_n_companies(const struct lexicon *lexicon);
size_t lexicon_memory(const struct lexicon *lexicon); /* bytes */

enum lex_type {
	LEX_COMPANY,
	LEX_PRODUCT, /* ref is the company it stands for */
	LEX_CHIP,
	LEX_PERSON,
	LEX_NOT, /* a phrase in which the name is something else */
	LEX_TICKER,
	LEX_CUE,
	LEX_SIGN, /* a word that speaks for a topic */
	LEX_CURRENCY,
	LEX_SCALE, /* million, crore: ref is the number of noughts */
};

/* What a phrase stands for. */
struct lex_entry {
	union {
		struct {
			uint32_t ref;   /* company, chip, person or topic */
			uint32_t spelt; /* offset of the phrase as written, where exact or cased */
		};
		struct cues cues; /* of LEX_CUE: all classes of the phrase, in one entry */
	};
	uint32_t next; /* another meaning of the same phrase: index + 1 */
	uint8_t type;
	uint8_t form;     /* enum cue_form bits, of verbs */
	uint8_t strength; /* of signs: SIGN_… */
	bool exact : 1;   /* only as spelt */
	bool context : 1; /* a common word: needs something else that says company */
	bool cased : 1;   /* spelt with a capital: the text must have one too */
};

enum { SIGN_WEAK = 1, SIGN_STRONG = 2, SIGN_NAME = 3 };

/* A phrase found at tokens first to end - 1. */
struct lex_hit {
	uint32_t first, end;
	const struct lex_entry *entry;
};

/* Finds the word of each token from first on; ids has room for all tokens. 0: no word of the lexicon. */
void lexicon_words(
	const struct lexicon *lexicon, const struct tokens *tokens, size_t first, uint32_t *ids);

/*
 * Phrases that begin at token i, longest of each group: names (company, product, chip,
 * person, not, ticker), cues, signs, money. What is not found has entry NULL.
 */
struct lex_match {
	union {
		struct {
			struct lex_hit name, cue, sign, money;
		};
		struct lex_hit groups[4];
	};
};
void lexicon_match(const struct lexicon *lexicon, const struct tokens *tokens, const uint32_t *ids,
	size_t i, struct lex_match *ret_match);

/* The next meaning of the same phrase, or NULL. */
const struct lex_entry *lexicon_next(const struct lexicon *lexicon, const struct lex_entry *entry);

const char *lexicon_company(const struct lexicon *lexicon, uint32_t company);
const char *lexicon_chip(const struct lexicon *lexicon, uint32_t chip);
uint32_t lexicon_chip_maker(const struct lexicon *lexicon, uint32_t chip); /* UINT32_MAX: none */

#define LEXICON_SEVERAL (UINT32_MAX - 1)

/* The only company that a person speaks for, LEXICON_SEVERAL or UINT32_MAX for none. */
uint32_t lexicon_person_company(const struct lexicon *lexicon, uint32_t person);

bool lexicon_is_listed(const struct lexicon *lexicon, uint32_t company); /* has a ticker */

/* A company's roles, a bit each; none of one that the lexicon doesn't have. */
uint64_t lexicon_roles(const struct lexicon *lexicon, uint32_t company);
uint64_t lexicon_role_bit(const struct lexicon *lexicon, const char *role); /* 0: no such role */

/* Topics by number, in the order of the files; at most 32. */
enum { LEXICON_TOPICS_MAX = 32 };
int lexicon_topic(const struct lexicon *lexicon, const char *name); /* -1: none */
/* How near a company's roles are to a topic: 3 its trade, 2 half of its trade, 1 one of many, 0 not. */
int lexicon_in_topic(const struct lexicon *lexicon, uint32_t company, int topic);

/* Dollars for a million units of a currency by its number. */
int64_t lexicon_rate(const struct lexicon *lexicon, uint32_t currency);
int64_t lexicon_rate_of(const struct lexicon *lexicon, const char *code); /* 0: unknown */

/* The currency that a sign or name stands for: "rmb", "NKr"; -1: none. Allocates. */
int lexicon_currency_of(const struct lexicon *lexicon, const char *sign);

/* The currency that "$" alone is in this outlet, by its name or its address; -1: nothing is said. */
int lexicon_home_currency(const struct lexicon *lexicon, const char *outlet, const char *url);

const char *lexicon_currency(const struct lexicon *lexicon, uint32_t currency); /* "EUR" */

/* A number from [weights], or otherwise. */
double lexicon_weight(const struct lexicon *lexicon, const char *name, double otherwise);

/* The names in [weights], one by one, and where each stands; NULL: there are no more. */
const char *lexicon_weight_name(
	const struct lexicon *lexicon, size_t i, const char **ret_path, unsigned *ret_line);
