/*
 * page - a view for people: one HTML document without script or anything from outside.
 */
#pragma once

#include "base/str.h"
#include "web/view.h"

/* What the reader asked to see; NULL or 0: all. Borrowed strings. */
struct page_query {
	const char *party; /* part of its name, without regard to case */
	enum deal_kind kind;
	enum deal_status status;
	unsigned page; /* from 0 */
};

enum { PAGE_DEALS = 25 };

/* Leaves in the view the deals that were asked for. */
void view_select(struct view *view, const struct page_query *query);

void page_write(const struct view *view, const struct page_query *query, struct str *out,
	struct arena *arena);

extern const char *const page_style[]; /* the style sheet, line by line; NULL at the end */
