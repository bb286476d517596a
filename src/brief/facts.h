/*
 * facts - what a text says, as a set: its sums and numbers, its names, its other words.
 *
 * A number weighs more than a name, a name more than a word. Words of one stem are one, and
 * so are the spellings of a unit.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tokens;

enum { FACTS_MAX = 128 };

struct fact {
	uint32_t key;
	uint32_t weight;
};

struct facts {
	struct fact list[FACTS_MAX];
	size_t n;
	uint32_t weight; /* of all */
	uint64_t bits;   /* a key's bit is there: most that are not in the list are told by that */
};

/* What a text says, but for the words of `common` (NULL: none): what every text of the deal says. */
void facts_read(
	struct facts *facts, const char *text, const struct facts *common, struct tokens *tokens);

/* Adds what `from` has and `into` has not. */
void facts_union(struct facts *into, const struct facts *from);

/* Is one of the facts in both? */
bool facts_shared(const struct facts *a, const struct facts *b);

/* The weight of what was not said yet, and of the numbers in it. */
uint32_t facts_fresh(const struct facts *facts, const struct facts *said);
uint32_t facts_fresh_numbers(const struct facts *facts, const struct facts *said);

/* Hundredths of their weight that the others have, too; all of nothing. */
unsigned facts_covered(const struct facts *facts, const struct facts *by);
