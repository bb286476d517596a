/*
 * noun - a deal that hangs on a noun, step by step: is it one here, who is in it, who plays which part.
 */
#pragma once

#include "frame/part.h"

/* The kind of deal that a noun names, or KIND_NONE. */
enum deal_kind kind_of_noun(const struct unit *unit);

/* noun_doubt.c: a word of a deal that names none in this place. */
bool noun_is_no_deal(
	const struct reading *r, const struct passage *p, uint32_t i, enum deal_kind kind);

/*
 * noun_doubt.c: "offer", "financing": a word that is a deal only with a sum, or with what stands
 * for one. Takes the passage's only sum for the clause's.
 */
bool noun_is_too_weak(struct clause *c, const struct frame *f);

/* noun_party.c: those of the noun's own clause, else whoever the title puts elsewhere. */
void noun_find_parties(struct clause *c, struct frame *f);

/* noun_role.c: which part each party plays. */
void noun_set_roles(struct clause *c, struct frame *f);
