/*
 * unit - how units are put: unit.c takes the text apart, unit_name.c knows the lexicon's names.
 */
#pragma once

#include "mention/reading.h"

/* Puts the units that begin at tokens first to end - 1; title_case: capitals say nothing there. */
void units_put(struct reading *reading, uint32_t first, uint32_t end, bool title_case);

/* unit_name.c: is the token the end of an address that is a name: ".ai", ".io"? */
bool domain_ends_at(const struct reading *reading, uint32_t token);

/* "ZT Systems' plants" */
bool genitive_ends_before(const struct tokens *tokens, uint32_t end);

/* Done for every word of every story, so they stand here to be inlined. */

/* What the flags of a unit's tokens say of it. */
static inline unsigned
flags_of_tokens(const struct tokens *tokens, uint32_t first, uint32_t end)
{
	unsigned flags = tokens->list[first].flags, any = flags, unit = 0;

	for (uint32_t t = first + 1; t < end; t++)
		any |= tokens->list[t].flags;
	if (any & (TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED))
		unit |= UNIT_CAPITAL;
	if (flags & (TOKEN_HYPHEN | TOKEN_DOT))
		unit |= flags & TOKEN_HYPHEN ? UNIT_HYPHENED | UNIT_JOINED : UNIT_JOINED;
	if (flags & TOKEN_GLUED)
		unit |= UNIT_GLUED;
	if (end < tokens->n && tokens->list[end].flags & (TOKEN_POSSESSIVE | TOKEN_GLUED) &&
		genitive_ends_before(tokens, end))
		unit |= UNIT_POSSESSED;
	return unit;
}

/* Appends a unit of the tokens from first to end - 1. There is room for it: see units_put. */
static inline struct unit *
unit_put(struct reading *r, uint32_t first, uint32_t end, enum unit_type type)
{
	struct unit *unit = &r->units[r->n_units++];
	const char *text = token_text(&r->tokens, first);

	*unit = (struct unit){
		.first = first,
		.end = end,
		.flags = (uint16_t)flags_of_tokens(&r->tokens, first, end),
		.type = (uint8_t)type,
		.letters = { text[0], text[1] == '\0' && end > first + 1 ? ' ' : text[1] },
	};
	return unit;
}

static inline void
unit_add_cues(struct unit *unit, const struct lex_entry *entry)
{
	cues_join(&unit->cues, &entry->cues);
	unit->forms |= entry->form;
}

/* Its words say nothing any more but who it is. */
void unit_become_company(struct unit *unit, uint32_t company);

/* What its topics' words say. */
void unit_add_signs(const struct reading *r, struct unit *unit, const struct lex_entry *entry);
/* The topics of whose names the entry is a word; NULL: none. */
void unit_add_name_signs(const struct reading *r, struct unit *unit, const struct lex_entry *entry);

/* unit_name.c: puts the unit that a name of the lexicon is; false where it is none here. */
bool unit_put_name(struct reading *r, const struct lex_match *match);
