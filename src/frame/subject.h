/*
 * subject - who does what a clause says, in two steps: how far back it stands, and who it is.
 */
#pragma once

#include "frame/clause.h"

/* subject_end.c: the unit behind the subject of the clause's verb. */
uint32_t subject_end(const struct clause *c);

/* The main clause's subject, which stands before unit `end`, does what the verb says. */
void main_subject(struct clause *c, uint32_t end);

/*
 * subject_title.c: forms that only headlines have. Each gets the unit behind the subject, which is
 * not the passage's first; true where it says who does it.
 */
bool talker_does(struct clause *c, uint32_t end);
bool asker_does(struct clause *c, uint32_t end);
bool company_is_said(struct clause *c, uint32_t end);
bool becomes_one_to(struct clause *c, uint32_t end);
bool insiders_weigh(struct clause *c, uint32_t end);
bool country_joins(struct clause *c, uint32_t end);
