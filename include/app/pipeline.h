/*
 * pipeline - the whole way of one fetched document: items, stories, deals, alerts.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/rules.h"
#include "base/attr.h"
#include "base/err.h"

struct db;
struct newsroom;
struct pipeline;
struct poller_document;
struct poller_outcome;

/* Since the start. Times of documents fall into buckets, in seconds, each up to its bound. */
enum { PIPELINE_BUCKETS = 10 };

struct pipeline_stats {
	uint64_t documents, items, stories, relevant;
	uint64_t buckets[PIPELINE_BUCKETS]; /* documents that took at most pipeline_bound(i) */
	double seconds;                     /* of all documents together */
};

/* 0.0001 … 10 */
double pipeline_bound(size_t bucket);

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

void pipeline_stats(const struct pipeline *pipeline, struct pipeline_stats *ret);
