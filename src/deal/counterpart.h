/*
 * counterpart - the other party of a deal whose clause names but one.
 */
#pragma once

#include "frame/frame.h"

/* Adds whom the title, or the lead for a title's "chip giant", names beside the clause. */
void frame_add_counterpart(const struct reading *r, struct frame *f);
