/*
 * trie - phrases as paths of words.
 *
 * Words are numbered by a vocabulary; an edge is found by hashing (node, word). Node 0
 * is none. The root's edges, and where they lead, stand with the words, since every token
 * asks for one; and a node says which words cannot follow, since most do not.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/bytes.h"
#include "text/token.h"

struct trie_slot {
	uint32_t hash, word; /* word 0: empty */
};

struct trie_node {
	uint32_t entry;  /* first entry + 1, or 0 */
	uint32_t follow; /* of the words that its edges have: see trie_follow_bit */
};

struct trie_word {
	uint64_t head;          /* its first eight bytes, whatever stands behind a shorter one */
	uint32_t text;          /* offset */
	uint32_t root;          /* node of the phrases that begin with it, or 0 */
	struct trie_node first; /* that node, once the trie is complete */
};

struct trie_edge {
	uint32_t node, word, to; /* to 0: empty */
};

struct trie {
	struct trie_slot *slots; /* vocabulary, open addressing */
	size_t n_slots;
	struct trie_word *words; /* by number; words[0] begins and continues no phrase */
	size_t n_words, cap_words;
	char *text; /* of the words, a NUL behind each; eight bytes more may be read */
	size_t n_text, cap_text;
	struct trie_edge *edges;
	size_t n_edges, cap_edges; /* cap is a power of two */
	struct trie_node *nodes;   /* nodes[0] unused */
	size_t n_nodes, cap_nodes;
};

void trie_init(struct trie *trie);
void trie_clear(struct trie *trie);

/* Makes room for so many words more. */
void trie_expect(struct trie *trie, size_t n_words);

uint32_t trie_add_word(struct trie *trie, const char *text, size_t len, uint32_t hash);

/* No more is added: each word gets its first node beside it, since every token asks for that. */
void trie_complete(struct trie *trie);

uint32_t trie_add_node(struct trie *trie); /* nothing leads to it yet */
uint32_t trie_add_step(struct trie *trie, uint32_t node, uint32_t word);

size_t trie_memory(const struct trie *trie);

/* Looked up for every word of every story, so they stand here to be inlined. */

/* Is the text, a NUL behind len, the word? Most are told by their first eight bytes. */
static inline bool
trie_is_word(const struct trie *trie, uint32_t word, const char *text, size_t len)
{
	uint64_t differ = le64toh(bytes_at(text) ^ trie->words[word].head);

	if (len < sizeof differ)
		return differ << 8 * (sizeof differ - 1 - len) == 0;
	return differ == 0 && memcmp(trie->text + trie->words[word].text + sizeof differ,
				      text + sizeof differ, len + 1 - sizeof differ) == 0;
}

static inline size_t
trie_slot_of(const struct trie *trie, const char *text, size_t len, uint32_t hash)
{
	size_t mask = trie->n_slots - 1, i = hash & mask;

	while (trie->slots[i].word != 0 &&
		(trie->slots[i].hash != hash ||
			!trie_is_word(trie, trie->slots[i].word, text, len)))
		i = (i + 1) & mask;
	return i;
}

/* The word's number; 0: none. text ends in a NUL behind len and is a token's fold. */
static inline uint32_t
trie_word(const struct trie *trie, const char *text, size_t len, uint32_t hash)
{
	return trie->slots[trie_slot_of(trie, text, len, hash)].word;
}

/*
 * The words of a sentence lie all over the vocabulary. Asked for one stage at a time, what a look-up
 * will need comes from memory for all of them at once, and not for each after the one before.
 */
static inline void
trie_want_slot(const struct trie *trie, uint32_t hash)
{
	__builtin_prefetch(&trie->slots[hash & (trie->n_slots - 1)]);
}

static inline void
trie_want_word(const struct trie *trie, uint32_t hash)
{
	__builtin_prefetch(&trie->words[trie->slots[hash & (trie->n_slots - 1)].word]);
}

static inline size_t
trie_edge_of(const struct trie *trie, uint32_t node, uint32_t word)
{
	uint64_t key = ((uint64_t)node << 32 | word) * UINT64_C(0x9e3779b97f4a7c15);
	size_t mask = trie->cap_edges - 1, i = (size_t)(key >> 32) & mask;

	while (trie->edges[i].to != 0 &&
		(trie->edges[i].node != node || trie->edges[i].word != word))
		i = (i + 1) & mask;
	return i;
}

static inline uint32_t
trie_follow_bit(uint32_t word)
{
	return UINT32_C(1) << (word & 31);
}

/* Most words cannot follow a node, which is told without a look at the edges. */
static inline bool
trie_may_step(const struct trie_node *node, uint32_t word)
{
	return (node->follow & trie_follow_bit(word)) != 0;
}

/* 0: no such path */
static inline uint32_t
trie_step(const struct trie *trie, uint32_t node, uint32_t word)
{
	return trie->edges[trie_edge_of(trie, node, word)].to;
}

static inline uint32_t
trie_root(const struct trie *trie, uint32_t word)
{
	return trie->words[word].root;
}
