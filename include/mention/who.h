/*
 * who - an organisation that stands in the text, and what is known of it.
 *
 * It borrows nothing: units are numbers in the reading, the company is one in its lexicon.
 */
#pragma once

#include "mention/reading.h"

enum { UNKNOWN = -1 }; /* a company that the lexicon doesn't have */

struct who {
	uint32_t first, end;  /* units: all the words of its name */
	int32_t company;      /* of the lexicon, or UNKNOWN */
	enum party_role role; /* ROLE_NONE, until a frame says which part it plays */
};

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
