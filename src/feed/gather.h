/*
 * gather - the text of an element that has elements in it, and what was done to its characters.
 */
#pragma once

#include "feed/build.h"

/* An element within the text: written into it as HTML, or passed over. */
void gather_start(struct build *build, const struct element *element);
void gather_end(struct build *build);

/* All is there: undoes base64, and what is wrong with the characters and can be known from them alone. */
void gather_finish(struct build *build);
