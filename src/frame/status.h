/*
 * status - how firm a deal is: rumoured, announced, agreed, closed, called off.
 */
#pragma once

#include "frame/frame.h"

/* How firm the clause of the frame says that it is. */
enum deal_status frame_status(const struct reading *reading, const struct frame *frame);

/* "not", "isn't": what follows is not so. */
bool token_negates(const struct reading *r, size_t token);
