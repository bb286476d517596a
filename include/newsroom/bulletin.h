/*
 * bulletin - a deal of the ledger as an alert.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"
#include "model/alert.h"
#include "store/deal_told.h"
#include "store/deals.h"
#include "story/dossier.h"

struct db;
struct tokens;

/* The row's dossier, read. */
void bulletin_dossier(const struct deal_row *row, struct dossier *ret_dossier, struct arena *arena);

/* What an alert says of a deal, as it is kept (deal_told.state) to be held against later. */
void bulletin_state(const struct dossier *dossier, struct str *out);

/* What has changed since a watch was last told; slug: the deal's name. */
void bulletin_changes(const struct deal_told *told, const char *slug, const struct dossier *dossier,
	struct arena *arena, struct alert_change **ret_changes, size_t *ret_n);

/* Somebody whom the watch was told to be in the deal has denied it since. */
bool bulletin_left(
	const struct deal_told *told, const struct dossier *dossier, struct arena *arena);

/*
 * Everything but id, type, timestamp, revision, watch and changes: headline, summary, sources,
 * circles.
 */
MUST_CHECK bool bulletin_make(struct db *db, const struct deal_row *row,
	const struct dossier *dossier, struct tokens *tokens, struct arena *arena,
	struct alert *ret_alert, struct err *err);

/* The circles that the deal closes in the ledger's graph. */
MUST_CHECK bool bulletin_circles(struct db *db, int64_t deal, struct arena *arena,
	struct alert_circle **ret_circles, size_t *ret_n, struct err *err);
