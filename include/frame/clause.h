/*
 * clause - a verb or noun that may be a deal, with who stands before it and what behind.
 *
 * Begin with clause_init; clause_find_subject looks before the verb, clause_find_args behind it.
 * A clause borrows its reading and passage and owns nothing.
 */
#pragma once

#include "frame/frame.h"

enum { CLAUSE_ARGS_MAX = 24 };

/* A party behind the verb, and the preposition it follows. */
struct arg {
	struct who who;
	enum cue prep;  /* CUE_NONE: the object itself */
	bool possessed; /* "ABB's robots" */
	bool modifier;  /* "Nvidia stake", "OpenAI deal" */
};

struct clause {
	const struct reading *r;
	const struct passage *p;
	uint32_t verb;       /* unit that it hangs on, which may be a noun */
	uint32_t first, end; /* units that belong to it */
	struct who subject[FRAME_PARTIES_MAX];
	unsigned n_subject;
	struct arg args[CLAUSE_ARGS_MAX];
	unsigned n_args;
	int32_t money;      /* the first sum behind the verb that may be the deal's, or -1 */
	enum cue prep;      /* that the verb or noun ends in: "bid for" */
	struct cues object; /* of what stands behind the verb, up to the first preposition */
	struct cues nouns;  /* of all that stands behind it */
	bool passive;       /* the subject suffers it: "was acquired" */
	bool infinitive;    /* "to buy" */
	bool relative;      /* the noun goes on with "that could …" */
};

/* Is there a word of this class behind the verb? */
static inline bool
clause_has(const struct clause *c, enum cue cue)
{
	return cues_have(&c->nouns, cue);
}

/* The same of the object alone. */
static inline bool
clause_object_has(const struct clause *c, enum cue cue)
{
	return cues_have(&c->object, cue);
}

/* The unit of its sum; the clause's end where it has none. */
static inline uint32_t
clause_sum(const struct clause *c)
{
	return c->money < 0 ? c->end : c->r->moneys[c->money].unit;
}

/* The unit behind its sum; the clause's end where it has none. */
static inline uint32_t
clause_behind_sum(const struct clause *c)
{
	return c->money < 0 ? c->end : c->r->moneys[c->money].unit + 1;
}

/* The preposition that a phrase of several words ends in, or CUE_NONE. */
enum cue phrase_prep(const struct reading *r, const struct unit *unit);

/* Nothing but its verb is in it yet. */
void clause_init(struct clause *c, const struct reading *r, const struct passage *p, uint32_t verb);

/* subject.c: who does it: the organisations before the verb, and where the clause begins. */
void clause_find_subject(struct clause *c);
/* One more subject, if it is not yet one; false: there is no more room. */
bool clause_put_subject(struct clause *c, struct who who);
/* Somebody does it, be it only "a firm". */
bool clause_has_subject(const struct clause *c);

/* What stands behind the verb, each with its preposition, and where the clause ends. */
void clause_find_args(struct clause *c);

/* "was acquired by": the subject suffers the deal. */
bool clause_is_passive(const struct clause *c);
/* The first party behind this preposition, or NULL; CUE_NONE: the one that is the object. */
const struct arg *clause_arg(const struct clause *c, enum cue prep);

static inline bool
clause_has_arg(const struct clause *c, enum cue prep)
{
	return clause_arg(c, prep) != NULL;
}

/* Any sum behind the verb but a valuation, one by the month or the share included. */
bool clause_has_sum(const struct clause *c);
/* "seeks $500m", not "seeks a role in a $500m deal" */
bool clause_object_has_sum(const struct clause *c);
/* May a name that no list knows begin here, behind the verb? */
bool clause_may_begin_name(const struct clause *c, uint32_t i);
