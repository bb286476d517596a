/*
 * main_frame - which frame a story reports, and what it names only by the way.
 */
#pragma once

#include "frame/frame.h"

/* The frame that the story reports; -1: none. */
int main_frame(const struct reading *r, const struct frames *frames);
/* The frame that the lead tells as news, whatever the title says; -1: none. */
int lead_frame(const struct reading *r, const struct frames *frames);

/* A deal that is not what its passage tells. */
struct side {
	bool clause; /* "X does something after its deal with Y" */
	bool after;  /* "cuts jobs after Y deal": what came of it */
	bool when; /* "launches a model ahead of its IPO", "founder who sold X opens": only when, or who */
};

struct side frame_side(const struct reading *r, const struct frame *f);
