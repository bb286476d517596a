/*
 * sentence - what the units of a sentence are in its
 * context, step by step: passage_settle's order matters.
 */
#pragma once

#include "mention/reading.h"

/* What the passage's units are in its context, and whom it speaks of. */
void passage_settle(struct reading *reading, struct passage *passage);
/* An outlet that signs a deal in a headline is a party to it: "Le Monde licenses its archive to …". */
void publishers_settle(struct reading *reading, const struct passage *passage);
/* Who looks into a deal or clears it is no party to it. */
void regulators_settle(struct reading *reading, const struct passage *passage);

/* A lab or a maker of what people do with AI, and no giant: whom papers call a start-up. */
bool company_is_startup(const struct reading *r, uint32_t company);

/* name.c: "Labs", "Systems": is the unit the last word of a name, and not said of what follows? */
bool name_has_tail(const struct reading *r, const struct passage *p, uint32_t i);

/* name.c: does its word end as verbs, plurals and what tells how do, so that it seldom is a name? */
bool unit_is_inflected(const struct reading *r, uint32_t i);

/*
 * name.c: "Open Ledger raises", "Northern Ridge": may the word
 * that opens a headline of small letters be of the name behind it?
 */
bool name_opens_with(const struct reading *r, const struct passage *p, uint32_t i);

/*
 * name.c: "Copper Lantern": may the unit, which is a common
 * word, be the first of a name in a title of capitals?
 */
bool name_may_begin_common(const struct reading *r, uint32_t i);

/* name.c: "Tin", "Echo", "Slate": has the word a meaning, and may be of a name all the same? */
bool name_may_have(const struct reading *r, uint32_t i);

/* name.c: can no name go on at the unit: what is done, a preposition, a sum, the end? */
bool name_ends_at(const struct reading *r, const struct passage *p, uint32_t i);

/* name.c: "Al Noor", "La Nube": is the unit such a first word? */
bool name_is_particle(const struct reading *r, uint32_t i);

/* stranger.c: companies that no list knows, each one unit; the passage is the last one. */
void strangers_settle(struct reading *r, struct passage *p);

/* maybe.c: a company or a word, of every unit that may be both. */
void maybes_settle(struct reading *r, const struct passage *p);

/* person.c: "Michael Caine": whom no list knows, but whose name says that it is a person. */
void people_mark(struct reading *r, const struct passage *p);

/*
 * person.c: a person who speaks for one company stands for it in a headline's list; so does a
 * start-up that is only said to be a person's.
 */
void people_settle(struct reading *r, const struct passage *p);

/* aside.c: companies that are no party themselves. */
void asides_mark(struct reading *r, const struct passage *p);

/* pronoun.c: makes companies of "it" and "the company", and notes whom the passage speaks of. */
void pronouns_resolve(struct reading *r, struct passage *p);
