/*
 * trie - phrases as paths of words.
 *
 * Words are numbered by a vocabulary; an edge is found by hashing (node, word). Node 0
 * is none. The root's edges stand with the words, since every token asks for one; and a
 * node says which words cannot follow, since most do not.
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

struct trie_word {
	uint32_t text; /* offset */
	uint32_t root; /* node of the phrases that begin with it, or 0 */
};

struct trie_node {
	uint32_t entry;  /* first entry + 1, or 0 */
	uint32_t follow; /* of the words that its edges have: see trie_follow_bit */
};

struct trie_edge {
	uint32_t node, word, to; /* to 0: empty */
};

struct trie {
	struct trie_slot *slots; /* vocabulary, open addressing */
	size_t n_slots;
	struct trie_word *words; /* by number; words[0] unused */
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

uint32_t trie_add_node(struct trie *trie); /* nothing leads to it yet */
uint32_t trie_add_step(struct trie *trie, uint32_t node, uint32_t word);

size_t trie_memory(const struct trie *trie);

/* Looked up for every word of every story, so they stand here to be inlined. */

/* Are both texts, with a NUL behind len, the same? Of short ones it takes eight bytes. */
static inline bool
trie_same_text(const char *a, const char *b, size_t len)
{
	if (len < sizeof(uint64_t))
		return le64toh(bytes_at(a) ^ bytes_at(b)) << 8 * (sizeof(uint64_t) - 1 - len) == 0;
	return memcmp(a, b, len + 1) == 0;
}

static inline size_t
trie_slot_of(const struct trie *trie, const char *text, size_t len, uint32_t hash)
{
	size_t mask = trie->n_slots - 1, i = hash & mask;

	for (; trie->slots[i].word != 0; i = (i + 1) & mask) {
		const char *word = trie->text + trie->words[trie->slots[i].word].text;

		if (trie->slots[i].hash == hash && trie_same_text(word, text, len))
			break;
	}
	return i;
}

/* The word's number; 0: none. text ends in a NUL behind len and is a token's fold. */
static inline uint32_t
trie_word(const struct trie *trie, const char *text, size_t len, uint32_t hash)
{
	return trie->slots[trie_slot_of(trie, text, len, hash)].word;
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

/* 0: no such path */
static inline uint32_t
trie_step(const struct trie *trie, uint32_t node, uint32_t word)
{
	return trie->nodes[node].follow & trie_follow_bit(word)
		       ? trie->edges[trie_edge_of(trie, node, word)].to
		       : 0;
}

static inline uint32_t
trie_root(const struct trie *trie, uint32_t word)
{
	return trie->words[word].root;
}
