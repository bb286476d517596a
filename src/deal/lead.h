/*
 * lead - a deal that the title only hints at: does the lead tell it, and as news?
 */
#pragma once

#include "frame/frame.h"

/* Does the title name a party of what the lead tells? */
bool lead_names_party_of_title(const struct reading *r, const struct frame *f);
/* A lead that tells in plain words what the title only hints at: it names somebody of the title. */
bool is_told_by_lead(const struct reading *r, const struct frames *frames);
/* "Who teaches machines to taste": the title names nobody, so that one reads on. */
bool title_teases(const struct reading *r);

/* "its 2019 bet", "in 2014": a year that has gone by before the last one. */
bool title_dates_it(const struct reading *r, const struct passage *p, uint32_t i);
/* "X, which bought Y last year, …": what is told was news once. */
bool lead_is_dated(const struct reading *r, const struct frame *f);
/* "X has agreed to buy Y for $3bn": a sentence that is there to tell it. */
bool lead_tells_news(const struct reading *r, const struct frame *f);
