/*
 * clause - a verb or noun that may be a deal, with who stands before it and what behind.
 */
#pragma once

#include "frame/frame.h"

enum { CLAUSE_ARGS_MAX = 24 };

/* A party or sum behind a verb, and the preposition it follows. */
struct arg {
	struct who who;
	enum cue prep;  /* CUE_NONE: the object itself */
	bool possessed; /* "ABB's robots" */
	bool modifier;  /* "Nvidia stake", "OpenAI deal" */
};

struct clause {
	const struct reading *r;
	const struct passage *p;
	uint32_t verb;       /* unit */
	uint32_t first, end; /* what belongs to it */
	struct who subject[FRAME_PARTIES_MAX];
	unsigned n_subject;
	struct arg args[CLAUSE_ARGS_MAX];
	unsigned n_args;
	int32_t money;
	enum cue prep;      /* that the verb or noun ends in: "bid for" */
	struct cues object; /* up to the first preposition */
	struct cues nouns;  /* of what stands behind the verb */
	bool passive;
	bool infinitive;
	bool relative; /* the noun goes on with "that could …" */
};

static inline bool
clause_has(const struct clause *c, enum cue cue)
{
	return cues_have(&c->nouns, cue);
}

static inline bool
clause_object_has(const struct clause *c, enum cue cue)
{
	return cues_have(&c->object, cue);
}

/* The preposition that a phrase of several words ends in, or CUE_NONE. */
enum cue phrase_prep(const struct reading *r, const struct unit *unit);

/* Is a verb's word a verb in this place? "to fund", not "hedge fund". */
bool verb_is_verb_here(const struct reading *r, const struct passage *p, uint32_t i);

/* The same of any word. */
static inline bool
unit_is_verb_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_within(&r->units[i], CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) &&
	       verb_is_verb_here(r, p, i);
}

/* "to reopen a plant, sell its power": a second verb behind a title's "to". */
bool infinitive_goes_on(const struct reading *r, const struct passage *p, uint32_t i);

/* A form that only a predicate has, in a place where it can be one. */
bool unit_is_finite(const struct reading *r, const struct passage *p, uint32_t i);

void clause_init(struct clause *c, const struct reading *r, const struct passage *p, uint32_t verb);

/* subject.c: who does it: the organisations before the verb, and where the clause begins. */
void clause_find_subject(struct clause *c);
bool clause_put_subject(struct clause *c, struct who who);
/* Somebody does it, be it only "a firm". */
bool clause_has_subject(const struct clause *c);

/* What stands behind the verb, each with its preposition, and where the clause ends. */
void clause_find_args(struct clause *c);

bool clause_is_passive(const struct clause *c);
/* Does a party follow this preposition? CUE_NONE: is one the object? */
bool clause_has_arg(const struct clause *c, enum cue prep);
bool clause_has_sum(const struct clause *c);
bool clause_object_has_sum(const struct clause *c);
bool clause_may_begin_name(const struct clause *c, uint32_t i);

/* frame.c: the passage's only sum, or -1. */
int32_t only_money(const struct reading *r, const struct passage *p);

/* frame.c: what every frame gets from its clause: sums, spans, status. */
void frame_finish(const struct clause *c, struct frame *f);
/* The same, and appends it. */
void frame_put(const struct clause *c, struct frame *f, struct frames *frames);
