#include "trie.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* As many as our own lexicon needs: its tables never move. */
enum { SLOTS_FIRST = 1 << 16, EDGES_FIRST = 1 << 14 };

void
trie_init(struct trie *trie)
{
	*trie = (struct trie){ 0 };
	trie->n_slots = SLOTS_FIRST;
	trie->slots = mem_array(trie->n_slots, sizeof *trie->slots);
	trie->cap_edges = EDGES_FIRST;
	trie->edges = mem_array(trie->cap_edges, sizeof *trie->edges);
	trie->words = MEM_GROW(trie->words, trie->n_words, trie->cap_words);
	trie->words[trie->n_words++] = (struct trie_word){ 0 };
	trie->nodes = MEM_GROW(trie->nodes, trie->n_nodes, trie->cap_nodes);
	trie->nodes[trie->n_nodes++] = (struct trie_node){ 0 };
}

void
trie_clear(struct trie *trie)
{
	free(trie->slots);
	free(trie->words);
	free(trie->text);
	free(trie->edges);
	free(trie->nodes);
	*trie = (struct trie){ 0 };
}

static void
slots_grow(struct trie *trie)
{
	struct trie_slot *old = trie->slots;
	size_t n_old = trie->n_slots;

	trie->n_slots *= 2;
	trie->slots = mem_array(trie->n_slots, sizeof *trie->slots);
	for (size_t i = 0; i < n_old; i++) {
		size_t at = old[i].hash & (trie->n_slots - 1);

		if (old[i].word == 0)
			continue;
		while (trie->slots[at].word != 0)
			at = (at + 1) & (trie->n_slots - 1);
		trie->slots[at] = old[i];
	}
	free(old);
}

uint32_t
trie_add_word(struct trie *trie, const char *text, size_t len, uint32_t hash)
{
	size_t slot;

	if (2 * trie->n_words >= trie->n_slots)
		slots_grow(trie);
	slot = trie_slot_of(trie, text, len, hash);
	if (trie->slots[slot].word != 0)
		return trie->slots[slot].word;
	if (trie->n_text + len + 1 + sizeof(uint64_t) > trie->cap_text) {
		trie->cap_text = 2 * trie->cap_text + len + 4096;
		trie->text = mem_resize(trie->text, trie->cap_text, 1);
	}
	memcpy(trie->text + trie->n_text, text, len);
	trie->text[trie->n_text + len] = '\0';
	trie->words = MEM_GROW(trie->words, trie->n_words, trie->cap_words);
	trie->words[trie->n_words] = (struct trie_word){ .text = (uint32_t)trie->n_text };
	trie->n_text += len + 1;
	trie->slots[slot] = (struct trie_slot){ hash, (uint32_t)trie->n_words };
	return (uint32_t)trie->n_words++;
}

static uint32_t
node_add(struct trie *trie)
{
	trie->nodes = MEM_GROW(trie->nodes, trie->n_nodes, trie->cap_nodes);
	trie->nodes[trie->n_nodes] = (struct trie_node){ 0 };
	return (uint32_t)trie->n_nodes++;
}

static void
edges_grow(struct trie *trie)
{
	struct trie_edge *old = trie->edges;
	size_t n_old = trie->cap_edges;

	trie->cap_edges *= 2;
	trie->edges = mem_array(trie->cap_edges, sizeof *trie->edges);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].to != 0)
			trie->edges[trie_edge_of(trie, old[i].node, old[i].word)] = old[i];
	free(old);
}

uint32_t
trie_add_step(struct trie *trie, uint32_t node, uint32_t word)
{
	size_t i;

	if (2 * trie->n_edges >= trie->cap_edges)
		edges_grow(trie);
	i = trie_edge_of(trie, node, word);
	if (trie->edges[i].to == 0) {
		trie->edges[i] = (struct trie_edge){ node, word, node_add(trie) };
		trie->nodes[node].follow |= trie_follow_bit(word);
		trie->n_edges++;
	}
	return trie->edges[i].to;
}

uint32_t
trie_add_root(struct trie *trie, uint32_t word)
{
	if (trie->words[word].root == 0)
		trie->words[word].root = node_add(trie);
	return trie->words[word].root;
}

size_t
trie_memory(const struct trie *trie)
{
	return trie->n_slots * sizeof *trie->slots + trie->cap_words * sizeof *trie->words +
	       trie->cap_text + trie->cap_edges * sizeof *trie->edges +
	       trie->cap_nodes * sizeof *trie->nodes;
}
