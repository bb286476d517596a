/*
 * part - which part each party plays in a deal, and (kind.c) which kind of deal a clause tells.
 */
#pragma once

#include "frame/clause.h"

void frame_add(struct frame *f, struct who who, enum party_role role);
void frame_add_subject(struct frame *f, const struct clause *c, enum party_role role);

/* Parties behind a preposition; CUE_NONE: the objects. Returns how many. */
unsigned frame_add_args(
	struct frame *f, const struct clause *c, enum cue prep, enum party_role role);

bool who_has_role(const struct reading *r, const struct who *who, enum known_role role);
/* Is who it is known, and a fund? */
bool who_is_fund(const struct reading *r, const struct who *who);
/* A cloud, or who has room for one. */
bool who_sells_computing(const struct reading *r, const struct who *who);
/* Its shares are traded: it raises money and has a value every day. */
bool who_is_listed(const struct reading *r, const struct who *who);

/* A name by itself, known or not, not a word that only its place makes one. */
bool who_is_sure(const struct reading *r, const struct who *who);

/* "Larkspur" and "Larkspur Cloud" are one. */
bool who_is_same(const struct reading *r, const struct who *a, const struct who *b);
bool frame_has(const struct reading *r, const struct frame *f, const struct who *who);
/* How many of b's parties a has. */
unsigned frame_shares(const struct reading *r, const struct frame *a, const struct frame *b);

/* How much an organisation looks like one that sells chips or computing. */
int supply_rank(const struct reading *r, const struct who *who, enum deal_kind kind);

/* All of them play this part. */
void frame_set_all(struct frame *f, enum party_role role);

/* The best-placed party supplies, the others are customers. */
void frame_rank_roles(const struct reading *r, struct frame *f);

/* Where all parties of a supply are told as customers: who of them supplies, if one plainly does. */
void frame_part_sides(const struct reading *r, struct frame *f);

/* kind.c: one party makes chips, another trains models or runs clouds with them. */
bool frame_sells_chips(const struct reading *r, const struct frame *f);

/* kind.c: "Google Cloud", "AWS": the name says that it is about computing. */
bool frame_has_cloud_arm(const struct reading *r, const struct frame *f);

/* kind.c: a cloud is in it, and nobody who makes what it could order: others order its capacity. */
bool frame_sells_only_capacity(const struct reading *r, const struct frame *f);

/* kind.c: a publisher is in it, and who trains or answers with what it publishes. */
bool is_with_publisher(const struct clause *c, const struct frame *f);

/* kind.c: one of several parties is a fund, which buys no computing. */
bool is_with_fund(const struct clause *c, const struct frame *f);

/* kind.c: none of several parties would use the computing that they build together. */
bool nobody_uses(const struct clause *c, const struct frame *f);

/* kind.c: the kind of what is only called a deal; *ret_plain: nothing but its parties says so. */
enum deal_kind clause_kind(const struct clause *c, const struct frame *f, bool *ret_plain);

/* Parts by kind, order and trade, for deals whose words don't give them. */
void frame_set_roles(const struct clause *c, struct frame *f);
