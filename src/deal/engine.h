/*
 * engine - a matcher's inside, shared by what judges and what explains.
 */
#pragma once

#include "deal/matcher.h"
#include "judge.h"

struct matcher {
	const struct lexicon *lexicon;
	struct reading reading;
	struct frames frames;
	struct tokens phrase; /* a watch's exclude */
};

/* Reads a story and finds all its frames. */
void matcher_read(struct matcher *matcher, const struct story *story);
