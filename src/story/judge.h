/*
 * judge - a deal and a story side by side: what they have in common, and what it is worth.
 *
 * Once compared, the judge knows parties and sums; same.c and steps.c give their points by it.
 */
#pragma once

#include "base/attr.h"
#include "story/same.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

#define POINTS_SAME 5.0 /* and more: one deal */

struct judge {
	const struct face *deal, *story;
	const struct words *words; /* of the story's title, or NULL */
	struct opinion *opinion;
	bool namesakes;              /* a party may be known by the first word of its name */
	size_t shared;               /* parties in both */
	size_t shared_paid;          /* of them: targets, suppliers … in both */
	bool story_more, deal_more;  /* parties that the other one lacks */
	bool clash_pays, clash_paid; /* both name somebody on that side, and nobody in common */
	bool lost_paid; /* the story lacks one of the deal's on the side that is paid */
	unsigned flips_to_pay, flips_to_paid; /* shared parties that change sides */
	bool sum_near, sum_far;               /* both have sums */
	bool sum_equal, sum_odd;              /* to the digit, and one that few deals have */
	bool veto;
	bool silent; /* points only: the words are for the few that matter */
};

/* Points, and the words for them. */
PRINTF_LIKE(3, 4)
void judge_say(struct judge *judge, double points, const char *fmt, ...);
/* Whatever the points are, it is another deal. */
PRINTF_LIKE(2, 3)
void judge_veto(struct judge *judge, const char *fmt, ...);

/* Fills in the facts: who is in both, who stands against whom, are the sums near? */
void judge_compare(struct judge *judge);
/* Points for the kinds, and for nearness in time. */
void judge_kinds(struct judge *judge);
void judge_time(struct judge *judge);

/* Is every sum of one more than twice every sum of the other? */
bool sums_far_apart(const struct judge *judge);
/* "Another $4bn": by its own words not the deal that is known. */
bool is_another(const struct judge *judge);
/* Rare words that both have. */
unsigned shared_words(const struct face *deal, const struct face *story);

/* Money for shares. */
bool kind_is_equity(enum deal_kind kind);
/* Money for chips, or for the use of them. */
bool kind_is_supply(enum deal_kind kind);
/* Kinds that outlets take for one another. */
bool kinds_are_kin(enum deal_kind a, enum deal_kind b);
/* One goes to the market, the other is a round among investors. */
bool facets_oppose(unsigned deal, unsigned story);
/* Series A and Series B. */
bool rounds_oppose(unsigned deal, unsigned story);
