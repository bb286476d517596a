/*
 * rule - the judge's rules by number, each with its name and its points.
 *
 * So weighing a story puts no name together and compares none. A plain rule stands in the list;
 * a family has a rule for each kind, status or cue, and their names are put together once.
 */
#pragma once

#include <stdbool.h>

#include "lexicon/cue.h"
#include "lexicon/lexicon.h"
#include "model/deal.h"

#define RULE_LIST(X)                                                                               \
	/* The bias counts for every story. */                                                     \
	X(BIAS, "bias")                                                                            \
	/* What ties the deal to the topic: see topic.c. */                                        \
	X(TOPIC_PARTY, "topic.party")                                                              \
	X(TOPIC_NEAR_SIGN, "topic.near-sign")                                                      \
	X(TOPIC_NEAR_SIGN_FAR, "topic.near-sign.far")                                              \
	X(TOPIC_SIGN, "topic.sign")                                                                \
	X(TOPIC_SIGN_FAR, "topic.sign.far")                                                        \
	X(TOPIC_SIGN_BEHIND, "topic.sign.behind")                                                  \
	X(TOPIC_NEAR_CONTRACT, "topic.near-contract")                                              \
	X(TOPIC_MENTION, "topic.mention")                                                          \
	X(TOPIC_DESCRIBED, "topic.described")                                                      \
	X(TOPIC_NEAR_LEAD, "topic.near-lead")                                                      \
	X(TOPIC_NEAR_WEAK, "topic.near-weak")                                                      \
	X(TOPIC_ASIDE, "topic.aside")                                                              \
	X(TOPIC_LEAD_SIGN, "topic.lead-sign")                                                      \
	X(TOPIC_HALF, "topic.half")                                                                \
	X(TOPIC_NEAR, "topic.near")                                                                \
	X(TOPIC_WEAK, "topic.weak")                                                                \
	/* The frame itself. */                                                                    \
	X(PARTIES_NONE, "parties.none")                                                            \
	X(PARTIES_ONE, "parties.one")                                                              \
	X(PARTIES_TWO, "parties.two")                                                              \
	X(PARTIES_MANY, "parties.many")                                                            \
	X(PARTIES_OBSCURE, "parties.obscure")                                                      \
	X(MONEY, "money")                                                                          \
	X(MONEY_SMALL, "money.small")                                                              \
	X(MONEY_VAGUE, "money.vague")                                                              \
	X(SECTOR, "sector")                                                                        \
	X(FUND, "fund")                                                                            \
	X(FUND_COLLECTS, "fund.collects")                                                          \
	X(TRADER, "trader")                                                                        \
	X(SHARE_COUNT, "share-count")                                                              \
	X(OLD_HOLDING, "old-holding")                                                              \
	X(OWN_SPENDING, "own-spending")                                                            \
	X(LOOSE_PAIR, "loose.pair")                                                                \
	/* Where it stands. */                                                                     \
	X(SIDE_CLAUSE, "side-clause")                                                              \
	X(SIDE_CLAUSE_SHARES, "side-clause.shares")                                                \
	X(SIDE_CLAUSE_AFTER, "side-clause.after")                                                  \
	X(SIDE_CLAUSE_WHEN, "side-clause.when")                                                    \
	X(LEAD_TELLS, "lead.tells")                                                                \
	X(LEAD_ELSEWHERE, "lead.elsewhere")                                                        \
	X(LEAD_TEASED, "lead.teased")                                                              \
	X(LEAD_CAUSE, "lead.cause")                                                                \
	X(LEAD_NEWS, "lead.news")                                                                  \
	X(LEAD_DATED, "lead.dated")                                                                \
	/* What else the title says. */                                                            \
	X(TITLE_LIST, "title.list")                                                                \
	X(TITLE_QUESTION, "title.question")                                                        \
	X(TITLE_SHARES, "title.shares")                                                            \
	X(TITLE_BEGINS_NUMBER, "title.begins-number")                                              \
	X(TITLE_BEGINS_QUESTION, "title.begins-question")                                          \
	X(TITLE_COLUMN, "title.column")                                                            \
	X(TITLE_OPINION_ALONE, "title.against.opinion.alone")

/* What a frame hangs on. */
enum shape { SHAPE_PLAN, SHAPE_SUM, SHAPE_LOOSE, SHAPE_VERB, SHAPE_NOUN, N_SHAPES };

enum rule {
#define X(name, text) RULE_##name,
	RULE_LIST(X)
#undef X
		N_PLAIN_RULES,
	/* Families begin here. */
	RULE_KIND = N_PLAIN_RULES,
	RULE_STATUS = RULE_KIND + N_KINDS,
	RULE_CUE = RULE_STATUS + N_STATUSES, /* of the word that the frame hangs on */
	RULE_TITLE = RULE_CUE + N_CUES,      /* a cue in the title speaks against the story */
	RULE_LEAD = RULE_TITLE + N_CUES,     /* in the lead */
	RULE_SHAPE = RULE_LEAD + N_CUES,
	N_RULES = RULE_SHAPE + 4 * N_SHAPES,
};

/* "title.verb.solid" */
static inline enum rule
rule_of_shape(bool title, enum shape shape, bool solid)
{
	return (enum rule)(RULE_SHAPE + 4 * (int)shape + 2 * title + solid);
}

struct rule_table {
	char *names[N_RULES]; /* owned */
	double points[N_RULES];
};

/* The names, and the points that the lexicon gives. */
void rule_table_init(struct rule_table *table, const struct lexicon *lexicon);
void rule_table_clear(struct rule_table *table);
