/*
 * full_stop - where a sentence ends: not behind "Inc.", and not in "$5.8 billion".
 */
#pragma once

#include "rune.h"
#include "text/token.h"

/* Does the mark, which is the last token so far, end a sentence? Looks at what follows, too. */
bool mark_ends_sentence(const struct tokens *tokens, struct rune mark);
