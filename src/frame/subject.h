/*
 * subject - who does what a clause says, in two steps: how far back it stands, and who it is.
 */
#pragma once

#include "frame/clause.h"

/* subject_end.c: the unit behind the subject of the clause's verb. */
uint32_t subject_end(const struct clause *c);
