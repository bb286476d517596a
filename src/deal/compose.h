/*
 * compose - the facts of a deal, as everything outside reads them. They live in the arena.
 */
#pragma once

#include "frame/frame.h"

/* What one frame says. */
void frame_deal(
	const struct reading *r, const struct frame *f, struct arena *arena, struct deal *deal);

/* The deal of a completed frame. */
void deal_compose(const struct reading *r, const struct frame *f, const struct story *story,
	struct arena *arena, struct deal *ret_deal);
void background_compose(const struct reading *r, const struct frames *frames, int main,
	struct arena *arena, struct verdict *verdict);
