/*
 * trie - phrases as paths of words.
 *
 * Words are numbered by a vocabulary; an edge is found by hashing (node, word). Node 0
 * is none, the root's edges lie in an array by word, since every token asks for one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/token.h"

struct trie_slot {
	uint32_t hash, word; /* word 0: empty */
};

struct trie_edge {
	uint32_t node, word, to; /* to 0: empty */
};

struct trie {
	struct trie_slot *slots; /* vocabulary, open addressing */
	size_t n_slots;
	uint32_t *words; /* by number: offset in text; words[0] unused */
	size_t n_words, cap_words;
	char *text;
	size_t n_text, cap_text;
	uint32_t *roots; /* by word: node or 0 */
	size_t cap_roots;
	struct trie_edge *edges;
	size_t n_edges, cap_edges; /* cap is a power of two */
	uint32_t *entries;         /* by node: first entry + 1, or 0 */
	size_t n_nodes, cap_nodes;
};

void trie_init(struct trie *trie);
void trie_clear(struct trie *trie);

uint32_t trie_word(
	const struct trie *trie, const char *text, size_t len, uint32_t hash); /* 0: none */
uint32_t trie_add_word(struct trie *trie, const char *text, size_t len, uint32_t hash);

uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t word); /* 0: no such path */
uint32_t trie_add_step(struct trie *trie, uint32_t node, uint32_t word);
uint32_t trie_root(const struct trie *trie, uint32_t word);
uint32_t trie_add_root(struct trie *trie, uint32_t word);

size_t trie_memory(const struct trie *trie);
