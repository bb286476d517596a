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

/* Where "$" alone is dollars of another country. */
struct home {
	const char *where; /* the outlet's name, its host or the end of that */
	uint32_t len;      /* of where */
	uint32_t currency;
};

struct topic {
	const char *name;
	uint64_t party_roles, half_roles, near_roles, giant_roles;
};

struct weight {
	const char *name;
	double value;
	const char *path; /* where it stands */
	unsigned line;
};

/* Words of cues that were read but not put in yet. */
struct waiting {
	struct cue_phrase {
		const char *text; /* plain words: see book_wait_cue */
		enum cue cue;
		unsigned form;
	} * phrases;
	size_t n_phrases, cap_phrases;
	struct word_run {
		char *words; /* "\n" behind each */
		size_t n;
	} * runs;
	size_t n_runs, cap_runs, n_words; /* n_words: of all runs */
	char **files;                     /* owned; runs and phrases lie in these */
	size_t n_files, cap_files;
	struct arena *forms; /* owned; phrases that were made of others */
};

/*
 * Most phrases are words that mean one class of cues and nothing else. They share their node and
 * its entry, whose numbers are the class's own: nodes and entries below N_CUES are never changed.
 */
struct lexicon {
	struct arena *arena; /* owned; names */
	struct waiting waiting;
	bool complete; /* nothing waits, and nothing is put in any more */
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
	struct home *homes;
	size_t n_homes, cap_homes;
	const char *roles[ROLES_MAX];
	size_t n_roles;
	struct topic topics[LEXICON_TOPICS_MAX];
	size_t n_topics;
	struct weight *weights;
	size_t n_weights, cap_weights;
	struct tokens scratch; /* of the loader */
};

struct lexicon *book_new(void); /* lexicon_free frees it */

/* The first entry + 1 of the phrase that the tokens are, or 0. */
uint32_t book_find(const struct lexicon *lexicon, const struct tokens *tokens);

/* The node of the phrases that begin with a word, from now on its own. */
uint32_t book_first_node(struct lexicon *lexicon, uint32_t word);

/* The phrase that ends at a node gets one more meaning, behind those that it has. */
void book_mean(struct lexicon *lexicon, uint32_t node, const struct lex_entry *entry);

/* The same for a class of cues, all of which stand in one entry. form: of a verb, else 0. */
void book_mean_cue(struct lexicon *lexicon, uint32_t node, enum cue cue, unsigned form);

/* A word shall mean a class of cues. false: it means something else, too, so it needs a node of its own. */
bool book_share(struct lexicon *lexicon, uint32_t word, enum cue cue);

/*
 * To be put in by lexicon_complete: a class's phrase of small letters with one blank between two
 * words, and runs of common words. The book owns the file's bytes that they lie in.
 */
void book_wait_cue(struct lexicon *lexicon, const char *phrase, enum cue cue, unsigned form);
void book_wait_words(struct lexicon *lexicon, char *words, size_t n);
void book_wait_file(struct lexicon *lexicon, char *bytes);
