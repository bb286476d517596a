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
#include "text/token.h"

struct db;
struct entry;
struct finder;

struct registrar {
	struct db *db;         /* borrowed */
	struct finder *finder; /* borrowed */
	int64_t deal_window;   /* seconds in which a story may join a deal by all that it says */
	struct tokens tokens;  /* scratch; its owner clears them */
};

/*
 * Enters a story, in the caller's transaction. The entry lives in the arena: its row is that of the
 * deal that the story joined, its dossier what the ledger now knows of it. A story that is not
 * relevant begins no deal: the row's id is 0 where it joined none.
 */
MUST_CHECK bool registrar_enter(struct registrar *registrar, const struct story *story,
	const struct verdict *verdict, int64_t now, struct arena *arena,
	const struct entry **ret_entry, struct err *err);
