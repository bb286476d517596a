/*
 * title - a headline without what outlets hang on it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"

/*
 * The headline itself, within title: without flags in front that only say how new it is
 * ("Exclusive | …", "UPDATE 2-…"), tags in brackets at either end ("[Video]", "(2 minute
 * read)") and the full stop behind. A title that is nothing else stays.
 */
RETURNS_NONNULL const char *title_body(const char *title, size_t *ret_len);

/*
 * Without the outlet's name at the end ("… - Reuters", "… | TechCrunch") and the flag in
 * front ("Exclusive | …", "UPDATE 2-…", "BREAKING: …"). A title that is nothing else stays.
 */
RETURNS_NONNULL char *title_core(struct arena *arena, const char *title);

/* The outlet's name that hangs on the title, or NULL. */
char *title_outlet(struct arena *arena, const char *title);

/* "CORRECTED-…", "Correction: …": it puts right what its outlet had said. */
bool title_corrects(const char *title);

/* A word that carries no fact: "the", "with", "said". Folded, as a token has it. */
bool word_is_function(const char *folded);
