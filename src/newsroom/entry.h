/*
 * entry - a story on its way into the ledger, shared by what finds its deal (find_deal.c), what
 * writes it (registrar.c, save_deal.c) and what it tells in passing (passing.c).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "newsroom/registrar.h"
#include "store/deals.h"
#include "store/finder.h"
#include "story/dossier.h"
#include "story/face.h"
#include "story/words.h"

/* A story on its way into the ledger. */
struct entry {
	const struct story *story;
	const struct verdict *verdict;
	int64_t when; /* published, but never later than now */
	struct words words;
	struct face face;
	struct deal_row row; /* of the deal that it joins; id 0: a new one */
	struct dossier dossier;
	const char *why; /* it was merged */
	struct arena *arena;
};

/*
 * find_deal.c: the deal that the story is about, or none (its number is 0); why is set with it.
 * And another one that it says to be the same, or none. The near misses go into the ledger, for
 * whoever asks why a deal lacks a story.
 */
MUST_CHECK bool find_deal(struct registrar *registrar, struct entry *entry,
	struct candidate *ret_found, struct candidate *ret_other, struct err *err);

/* merge.c: the other deal is the same as this one; *deal is the one that stays. */
MUST_CHECK bool merge_deals(struct registrar *registrar, const struct entry *entry,
	struct candidate *deal, const struct candidate *other, struct err *err);

/* What a deal is found by. */
struct face_index {
	uint64_t keys[FACE_KEYS];
	unsigned most[FACE_KEYS];
	size_t n;
};

/* save_deal.c: writes the deal with what the story has added to it; index: of the story's face. */
MUST_CHECK bool save_deal(struct registrar *registrar, struct deal_row *row,
	const struct dossier *dossier, const struct face *face, const struct face_index *index,
	struct arena *arena, struct err *err);

/* "amazon-openai-investment-2025-12": a name that people can type. */
const char *make_slug(
	const struct deal *deal, int64_t when, struct tokens *tokens, struct arena *arena);

/* passing.c: the ledger learns of a deal that the story tells in passing. */
MUST_CHECK bool take_context(struct registrar *registrar, const struct entry *entry,
	const struct deal *told, struct err *err);
