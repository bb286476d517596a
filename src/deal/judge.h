/*
 * judge - is the deal of a story news for a topic? And what that deal is.
 */
#pragma once

#include "deal/matcher.h"
#include "frame/frame.h"
#include "rule.h"

enum { REASONS_MAX = 64 };

struct rule_hit {
	enum rule rule;
	double points;
	uint32_t first, end; /* units that it fired on; first == end: the story as a whole */
};

struct judgement {
	const struct rule_table *table;
	const struct reading *r;
	const struct frames *frames;
	const struct frame *f; /* the story's, completed */
	int topic;             /* of the lexicon */
	struct rule_hit hits[REASONS_MAX];
	unsigned n_hits;
	uint64_t fired[N_RULES / 64 + 1]; /* rules, a bit each: none counts twice */
	double points;
	double score; /* 0 to 1 */
	bool relevant;
	bool faint; /* enough for a step of a deal that is known, none for news of another */
};

/* Weighs a story for one topic. */
void judge_topic(struct judgement *j, const struct rule_table *table, const struct reading *r,
	const struct frames *frames, const struct frame *main, int topic);
