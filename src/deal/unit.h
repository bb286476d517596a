/*
 * unit - how units are put: unit.c takes the text apart, unit_name.c knows the lexicon's names.
 */
#pragma once

#include "read.h"

/* Appends a unit of the tokens from first to end - 1. There is room for it: see units_put. */
struct unit *unit_put(struct reading *r, uint32_t first, uint32_t end, enum unit_type type);

void unit_add_cues(struct unit *unit, const struct lex_entry *entry);
void unit_add_signs(const struct reading *r, struct unit *unit, const struct lex_entry *entry);

/* unit_name.c: puts the unit that a name of the lexicon is; false where it is none here. */
bool unit_put_name(struct reading *r, const struct lex_match *match);
