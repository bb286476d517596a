/*
 * deal_stories - who told of a deal, when, and who of them first.
 *
 * All functions work inside the caller's transaction; results live in the arena. Times are
 * seconds since 1970.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/deal.h"

struct db;

struct deal_story {
	const char *story_id, *feed, *source, *title, *url;
	int64_t published;
	const char *origin;     /* who had it first; never NULL */
	const char *named;      /* the origin as the story itself names it, or NULL */
	bool context;           /* tells of the deal in passing */
	const char *why;        /* why it was merged */
	const char **sentences; /* what a summary may take from it */
	size_t n_sentences;
	const char **reasons; /* the words that the matcher fired on */
	size_t n_reasons;
	const void *sketch; /* likeness of its title; written only */
	size_t sketch_len;
};

/* The same story (id and feed) again replaces what was kept of it; *ret_new tells. */
MUST_CHECK bool deal_story_add(struct db *db, int64_t deal, const struct deal_story *story,
	bool *ret_new, struct err *err);
/* In order of publication; news only, without those told in passing, unless asked. limit 0: all. */
MUST_CHECK bool deal_stories(struct db *db, int64_t deal, bool context, size_t limit,
	struct arena *arena, struct deal_story **ret_stories, size_t *ret_n, struct err *err);

/* A story as far as it matters to who copies whom. */
struct deal_witness {
	int64_t id; /* of its row */
	const char *origin;
	const void *sketch;
	size_t sketch_len;
};
/* The deal's first stories, in the order they came. */
MUST_CHECK bool deal_witnesses(struct db *db, int64_t deal, size_t limit, struct arena *arena,
	struct deal_witness **ret_witnesses, size_t *ret_n, struct err *err);

/* When an outlet first told of a deal; in order of deals, of each deal the first outlet first. */
struct deal_lead {
	int64_t deal;
	bool denied; /* after it had been told otherwise */
	const char *source;
	int64_t first;
};
MUST_CHECK bool deal_leads(struct db *db, int64_t since, struct arena *arena,
	struct deal_lead **ret_leads, size_t *ret_n, struct err *err);
