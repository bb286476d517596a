/*
 * timeline - the deals as dots: when along, how much up.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "web/view.h"

struct timeline_shape {
	const char *id; /* class of the drawing */
	double width, height, font;
};

/* Each dot leads to its deal on the page (#deal-ID). Nothing where there are no deals. */
void timeline_svg(const struct view *view, const struct timeline_shape *shape, struct str *out,
	struct arena *arena);
