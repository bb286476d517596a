/*
 * figures - the sums that outlets give, who gives which, and which of them holds.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "story/dossier.h"

/* Counts what an outlet gives; 0 is none. true: nobody gave it before. */
bool figures_add(struct figures *figures, const struct amount *amount, const char *outlet,
	int64_t when, struct arena *arena);

/* SIZE_MAX: nobody gives it. */
size_t figures_find(const struct figures *figures, const struct amount *amount);

/* The outlet takes back every other figure that it gave. true: it was the last one to hold one. */
bool figures_withdraw(struct figures *figures, const char *outlet, const struct amount *kept);

/* A sum that a story gave, and how the story stands to the deal. */
struct given {
	size_t figure;
	const char *outlet;
	int64_t when;
	bool stepped;  /* the deal takes a step with it */
	bool behind;   /* it is behind the times: it tells of talks, and the deal is signed */
	bool outdated; /* it is from before the deal came to where it stands */
};

/* Does it replace the one that held? */
bool figures_give_way(const struct figures *figures, size_t held, const struct given *given);

/*
 * The best supported of all; the newer one, once the old one has stood a while. What was last given
 * before `since`, when the deal came to where it stands, gives way to what was given then.
 */
size_t figures_best(const struct figures *figures, int64_t since);

/*
 * Of the ways to put one sum, the one that most outlets use; the earlier one where they tie. What
 * was last given before `since`, when the deal came to where it stands, is behind what was given then.
 */
size_t figures_wording(const struct figures *figures, size_t which, int64_t since);

bool amount_equal(const struct amount *a, const struct amount *b);
