/*
 * explain - a verdict for a person: what was read, which clause is the deal, and what
 * each rule gave.
 */
#include "deal/matcher.h"

void
matcher_explain(struct matcher *matcher, const struct story *story, const struct watch *watches,
	size_t n_watches, struct str *out)
{
	(void)matcher, (void)story, (void)watches, (void)n_watches, (void)out;
}
