/*
 * registrar - a judged story into the ledger: it joins the deal that it is about, or begins one.
 *
 * The deals that it tells in passing go there too, marked as context.
 */
#pragma once

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/story.h"
#include "model/verdict.h"
#include "story/dossier.h"
#include "text/token.h"

struct db;
struct finder;

struct registrar {
	struct db *db;         /* borrowed */
	struct finder *finder; /* borrowed */
	int64_t deal_window;   /* seconds in which a story may join a deal by all that it says */
	struct tokens tokens;  /* scratch; its owner clears them */
};

/*
 * Enters a story, in the caller's transaction. *ret_deal is the deal that it joined, *ret_dossier
 * what the ledger now knows of it; they live in the arena. A story that is not relevant begins no
 * deal: *ret_deal is 0 where it joined none.
 */
MUST_CHECK bool registrar_enter(struct registrar *registrar, const struct story *story,
	const struct verdict *verdict, int64_t now, struct arena *arena, int64_t *ret_deal,
	const struct dossier **ret_dossier, struct err *err);
