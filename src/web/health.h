/*
 * health - does the loop turn, can the store write?
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"
#include "web/web.h"

struct health;

RETURNS_NONNULL struct health *health_new(struct loop *loop, struct db *db);
void health_free(struct health *health); /* NULL is fine */

/* False: the sentence says what is wrong. */
MUST_CHECK bool health_check(struct health *health, const struct web_stats *stats, struct err *err);
