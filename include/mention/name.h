/*
 * name - an organisation where it stands in a passage, known or not, with all the words of its name.
 */
#pragma once

#include "mention/read.h"

enum { UNKNOWN = -1 }; /* a company that the lexicon doesn't have */

struct who {
	uint32_t first, end;  /* units */
	int32_t company;      /* of the lexicon, or UNKNOWN */
	enum party_role role; /* ROLE_NONE: which part it plays is for a frame to say */
};

/* The organisation that begins at unit i. */
bool name_at(const struct reading *reading, const struct passage *passage, uint32_t i,
	struct who *ret_who);

/* The organisation that ends with unit i; direct: a deal's verb follows, so any word may be one. */
bool name_before(const struct reading *reading, const struct passage *passage, uint32_t i,
	bool direct, struct who *ret_who);
