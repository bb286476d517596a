/*
 * part - which part each party plays in a deal: by its place in the clause, else by its trade.
 */
#pragma once

#include "frame/clause.h"

void frame_add_subject(struct frame *f, const struct clause *c, enum party_role role);

/* Parties behind a preposition; CUE_NONE: the objects. Returns how many. */
unsigned frame_add_args(
	struct frame *f, const struct clause *c, enum cue prep, enum party_role role);

/* How much an organisation looks like one that sells chips or computing. */
int supply_rank(const struct reading *r, const struct who *who, enum deal_kind kind);

/* All of them play this part. */
void frame_set_all(struct frame *f, enum party_role role);

/* The best-placed party supplies, the others are customers. */
void frame_rank_roles(const struct reading *r, struct frame *f);

/* Where all parties of a supply are told as customers: who of them supplies, if one plainly does. */
void frame_part_sides(const struct reading *r, struct frame *f);

/* Parts by kind, order and trade, for deals whose words don't give them. */
void frame_set_roles(const struct clause *c, struct frame *f);
