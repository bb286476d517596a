/*
 * pipeline - the whole way of one fetched document: items, stories, deals, alerts.
 */
#pragma once

#include <stdbool.h>

#include "app/rules.h"
#include "base/attr.h"
#include "base/err.h"
#include "web/web.h"

struct db;
struct newsroom;
struct pipeline;
struct poller_document;
struct poller_outcome;

/* Borrows all of them. */
RETURNS_NONNULL struct pipeline *pipeline_new(
	struct db *db, const struct rules *rules, struct newsroom *newsroom);
void pipeline_free(struct pipeline *pipeline); /* NULL is fine */

/* The rules and the newsroom of a new configuration, from the next document on. */
void pipeline_set_rules(
	struct pipeline *pipeline, const struct rules *rules, struct newsroom *newsroom);

/*
 * Reads a document, and puts what is new in it through matcher and newsroom; inside the caller's
 * transaction. What the document is worth goes to *ret (a document that is no feed too). false: the
 * store failed.
 */
MUST_CHECK bool pipeline_take(struct pipeline *pipeline, const struct poller_document *document,
	struct poller_outcome *ret, struct err *err);

/* How long a document took, since the start. */
const struct web_histogram *pipeline_seconds(const struct pipeline *pipeline);
