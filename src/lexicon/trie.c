#include "trie.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* As many as our own lexicon needs until a story comes. What is not used of them costs nothing. */
enum {
	SLOTS_FIRST = 1 << 14,
	WORDS_FIRST = 1 << 15,
	TEXT_FIRST = 10 * WORDS_FIRST,
	EDGES_FIRST = 1 << 14,
	NODES_FIRST = 1 << 15,
};

/* A table whose places are found by hash: each page is written to at once, not looked at first. */
static void *
table_new(size_t n, size_t size)
{
	return memset(mem_array(n, size), 0, n * size);
}

void
trie_init(struct trie *trie)
{
	*trie = (struct trie){ 0 };
	trie->n_slots = SLOTS_FIRST;
	trie->slots = table_new(trie->n_slots, sizeof *trie->slots);
	trie->cap_edges = EDGES_FIRST;
	trie->edges = table_new(trie->cap_edges, sizeof *trie->edges);
	trie->cap_words = WORDS_FIRST;
	trie->words = mem_array(trie->cap_words, sizeof *trie->words);
	trie->n_words = 1;
	trie->cap_text = TEXT_FIRST;
	trie->text = mem_new(trie->cap_text);
	trie->cap_nodes = NODES_FIRST;
	trie->nodes = mem_array(trie->cap_nodes, sizeof *trie->nodes);
	trie->n_nodes = 1;
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
slots_grow(struct trie *trie, size_t n_slots)
{
	struct trie_slot *old = trie->slots;
	size_t n_old = trie->n_slots;

	trie->n_slots = n_slots;
	trie->slots = table_new(trie->n_slots, sizeof *trie->slots);
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

void
trie_expect(struct trie *trie, size_t n_words)
{
	size_t n_slots = trie->n_slots;

	while (3 * n_slots < 4 * (trie->n_words + n_words))
		n_slots *= 2;
	if (n_slots > trie->n_slots)
		slots_grow(trie, n_slots);
}

uint32_t
trie_add_word(struct trie *trie, const char *text, size_t len, uint32_t hash)
{
	size_t slot;
	char *own;

	if (4 * trie->n_words >= 3 * trie->n_slots)
		slots_grow(trie, 2 * trie->n_slots);
	if (trie->n_text + len + 1 + sizeof(uint64_t) > trie->cap_text) {
		trie->cap_text = 2 * trie->cap_text + len + 4096;
		trie->text = mem_resize(trie->text, trie->cap_text, 1);
	}
	own = memcpy(trie->text + trie->n_text, text, len);
	own[len] = '\0';
	slot = trie_slot_of(trie, own, len, hash);
	if (trie->slots[slot].word != 0)
		return trie->slots[slot].word;
	trie->words = MEM_GROW(trie->words, trie->n_words, trie->cap_words);
	trie->words[trie->n_words] = (struct trie_word){
		.head = bytes_at(own),
		.text = (uint32_t)trie->n_text,
	};
	trie->n_text += len + 1;
	trie->slots[slot] = (struct trie_slot){ hash, (uint32_t)trie->n_words };
	return (uint32_t)trie->n_words++;
}

void
trie_complete(struct trie *trie)
{
	for (size_t i = 0; i < trie->n_words; i++)
		trie->words[i].first = trie->nodes[trie->words[i].root];
}

uint32_t
trie_add_node(struct trie *trie)
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
	trie->edges = table_new(trie->cap_edges, sizeof *trie->edges);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].to != 0)
			trie->edges[trie_edge_of(trie, old[i].node, old[i].word)] = old[i];
	free(old);
}

uint32_t
trie_add_step(struct trie *trie, uint32_t node, uint32_t word)
{
	size_t i;

	if (8 * trie->n_edges >= 5 * trie->cap_edges)
		edges_grow(trie);
	i = trie_edge_of(trie, node, word);
	if (trie->edges[i].to == 0) {
		trie->edges[i] = (struct trie_edge){ node, word, trie_add_node(trie) };
		trie->nodes[node].follow |= trie_follow_bit(word);
		trie->n_edges++;
	}
	return trie->edges[i].to;
}

size_t
trie_memory(const struct trie *trie)
{
	return trie->n_slots * sizeof *trie->slots + trie->cap_words * sizeof *trie->words +
	       trie->cap_text + trie->cap_edges * sizeof *trie->edges +
	       trie->cap_nodes * sizeof *trie->nodes;
}
