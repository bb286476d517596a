/*
 * inflect - the forms of an English verb.
 */
#pragma once

#include "base/arena.h"
#include "lexicon/cue.h"

/* The form of a regular verb: "supply" gives "supplies", "supplied", "supplying". */
const char *inflect(struct arena *arena, const char *verb, enum cue_form form);
