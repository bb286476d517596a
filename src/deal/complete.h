/*
 * complete - the steps that complete a frame with what title and lead say elsewhere.
 */
#pragma once

#include "frame/frame.h"

/* A frame with what title and lead say of it elsewhere. */
void frame_complete(
	const struct reading *r, const struct frames *frames, int main, struct frame *f);

/* Adds a party that is not in it yet, with its role. */
void frame_add_who(const struct reading *r, struct frame *f, const struct who *who);
bool frame_has_role(const struct frame *f, enum party_role role);

/* complete_party.c: who gives to a round or lends: "The round was led by Y", "Y and Z led the round". */
void leaders_complete(const struct reading *r, struct frame *f);
void givers_complete(const struct reading *r, const struct frames *frames, struct frame *f);
/* complete_party.c: whose chips, power or product it is that a title with one party names. */
void maker_complete(const struct reading *r, struct frame *f);
void power_complete(const struct reading *r, struct frame *f);
void product_complete(const struct reading *r, struct frame *f);
/* complete_party.c: "X backs AI start-up", and behind it "Acme, founded by …": Acme is meant. */
void nameless_complete(const struct reading *r, struct frame *f);

/* complete_told.c: "X was valued at $11bn in 2025": what it was worth before this deal. */
bool is_old_valuation(const struct reading *r, const struct frame *f);
/* complete_told.c: "The investment would value the French start-up at $40bn". */
void valuation_complete(const struct reading *r, struct frame *f);
/* complete_told.c: the sum of a sentence that tells of this deal alone, or -1. */
int32_t money_behind(const struct reading *r, const struct frame *f);
/* complete_told.c: "The company denied the report." */
bool denied_behind(const struct reading *r, const struct frame *f);
/* complete_told.c: "X to buy Y" of a title, whose lead says that they talk of it. */
bool talks_behind(const struct reading *r, const struct frames *frames, const struct frame *f);
/* complete_told.c: "The transaction closed last week"; not "is to be completed". */
bool closed_behind(const struct reading *r);
