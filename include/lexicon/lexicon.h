/*
 * lexicon - the names and phrases that the matcher knows, from files of data.
 *
 * Read-only once loaded; any number of matchers share one. The format is told in
 * dealwatch-lexicon(5).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "conf/fault.h"

struct lexicon;

/* Reads all files into one lexicon. NULL: faults tells everything that is wrong. */
MUST_CHECK struct lexicon *lexicon_load(
	const char *const *paths, size_t n_paths, struct faults *faults);
void lexicon_free(struct lexicon *lexicon); /* NULL is fine */

/* The canonical name that an alias stands for ("AWS" → "Amazon"), or NULL. Case is folded. */
const char *lexicon_canonical(const struct lexicon *lexicon, const char *alias);

bool lexicon_has_topic(const struct lexicon *lexicon, const char *topic);

size_t lexicon_n_companies(const struct lexicon *lexicon);
