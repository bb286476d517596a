/*
 * read - reads a story into units, no further than somebody wants to know.
 */
#pragma once

#include "mention/reading.h"

/* Reads the title and the lead: all that says whether a story is a deal. Borrows the story. */
void reading_read(struct reading *reading, const struct story *story);
/* Reads what is left. */
void reading_read_rest(struct reading *reading);
