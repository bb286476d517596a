/*
 * book - the lexicon's inside, shared by what reads files and what answers questions.
 */
#pragma once

#include "base/arena.h"
#include "lexicon/lexicon.h"
#include "trie.h"

enum { ROLES_MAX = 64, SPELT_BREAK = '\1' };

struct company {
	const char *name;
	uint64_t roles;
	bool listed;      /* has a ticker */
	const char *path; /* where it stands */
	unsigned line;
};

struct chip {
	const char *name;
	const char *maker_name; /* as the section says */
	uint32_t maker;         /* company; UINT32_MAX: none */
	const char *path;
	unsigned line;
};

struct currency {
	char code[4];
	int64_t rate; /* dollars for a million units */
};

struct topic {
	const char *name;
	uint64_t party_roles, half_roles, near_roles, giant_roles;
};

struct weight {
	const char *name;
	double value;
};

struct lexicon {
	struct arena *arena; /* owned; names */
	struct trie trie;
	struct lex_entry *entries;
	size_t n_entries, cap_entries;
	char *spelt; /* phrases as written, words ended by SPELT_BREAK, phrases by NUL */
	size_t n_spelt, cap_spelt;
	struct company *companies;
	size_t n_companies, cap_companies;
	struct chip *chips;
	size_t n_chips, cap_chips;
	uint32_t *people; /* the only company that each speaks for; UINT32_MAX: none or several */
	size_t n_people, cap_people;
	struct currency *currencies;
	size_t n_currencies, cap_currencies;
	const char *roles[ROLES_MAX];
	size_t n_roles;
	struct topic topics[LEXICON_TOPICS_MAX];
	size_t n_topics;
	struct weight *weights;
	size_t n_weights, cap_weights;
	struct tokens scratch; /* of the loader */
};

/* The first entry + 1 of the phrase that the tokens are, or 0. */
uint32_t book_find(const struct lexicon *lexicon, const struct tokens *tokens);
