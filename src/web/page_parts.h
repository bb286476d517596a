/*
 * page_parts - the page's larger sections, each of a file of its own.
 */
#pragma once

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/page.h"

#define DAY INT64_C(86400)

/* page_deals.c */
void page_deals(const struct view *view, const struct page_query *query, struct str *out);

/* page_tables.c */
void page_feeds(const struct view *view, struct str *out, struct arena *arena);
void page_outbox(const struct view *view, struct str *out);
