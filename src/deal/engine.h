/*
 * engine - a matcher's inside, shared by what judges and what explains.
 */
#pragma once

#include "deal/matcher.h"
#include "judge.h"

struct matcher {
	struct lexicon *lexicon; /* borrowed */
	struct rule_table rules;
	struct reading reading; /* of the story at hand */
	struct frames frames;   /* of its passages, in their order */
	uint32_t n_framed;      /* passages whose frames are found */
	int main;               /* the frame that the story reports, or -1 */
	struct tokens phrase;   /* a watch's exclude */
};

/* Reads what the judge left unread of the story, and finds its frames. */
void matcher_read_rest(struct matcher *matcher);
