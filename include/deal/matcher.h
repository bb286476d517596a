/*
 * matcher - reads a story as an analyst does: is this deal news, who does what with
 * whom, for how much, how firm?
 *
 * Pure: a story and a lexicon in, a verdict out; no clock, file or memory of other
 * stories. Any bytes of any length in any script are fine; time is linear.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/deal.h"
#include "model/story.h"

struct lexicon;
struct matcher;

/* What a user wants to hear of: [watch "name"]. Everything is borrowed. */
struct watch {
	const char *name;
	const char *const *topics;
	size_t n_topics;
	unsigned kinds;               /* bit (1u << KIND_x) */
	const char *const *companies; /* canonical names; n 0: any */
	size_t n_companies;
	struct amount min_amount;
	const char *const *exclude; /* phrases that rule a story out */
	size_t n_exclude;
};

/* Borrows the lexicon, and completes it at the first story. Holds scratch memory, so one per thread. */
RETURNS_NONNULL struct matcher *matcher_new(struct lexicon *lexicon);
void matcher_free(struct matcher *matcher); /* NULL is fine */

/* Is there a rule of this name, whose points [weights] may give? */
bool matcher_has_rule(const struct matcher *matcher, const char *name);

/*
 * Judges a story for the topics of the given watches. The verdict lives in the arena, but the
 * names of its reasons' rules are the matcher's.
 * bits of *ret_wanted: watch i wants it (i < 64). verdict.relevant is "at least one wants it".
 */
void matcher_judge(struct matcher *matcher, const struct story *story, const struct watch *watches,
	size_t n_watches, struct arena *arena, struct verdict *ret_verdict, uint64_t *ret_wanted);

/* For a person: the mentions found, the frames, the rules that fired and their points. */
void matcher_explain(struct matcher *matcher, const struct story *story,
	const struct watch *watches, size_t n_watches, struct str *out);
