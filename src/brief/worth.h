/*
 * worth - how well a text of a source tells of a deal.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "folded.h"
#include "model/deal.h"

/* How much a sentence, the place-th of its story, is about this deal and can stand alone. */
int worth_of_sentence(const struct folded *text, size_t place, const struct deal *deal);

/* How well a title tells the deal: its parties, its sum, no teaser. */
int worth_of_title(const struct folded *text, const struct deal *deal);

enum {
	WORTH_NAMES_ONE = 3,
	WORTH_NAMES_BOTH = 6
}; /* a title with parties and nothing against it */

/* It stems from before the deal was agreed. */
bool tells_of_talks(const struct folded *text);

/* It tells of the market, of history, of competitors, and not of the deal. */
bool tells_aside(const struct folded *text);
