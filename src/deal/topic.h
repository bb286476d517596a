/*
 * topic - what ties the deal of a story to a topic: a
 * party, a sign in its words, or how the lead calls it.
 */
#pragma once

#include "judge.h"

/*
 * The best link between the judged frame and the topic,
 * and the unit that it hangs on; N_RULES: there is none.
 */
enum rule topic_link(const struct judgement *j, uint32_t *ret_unit);

/* "hotel AI start-up", "AI data security": is the word of a trade at unit i one for what AI does? */
bool trade_is_of_topic(const struct reading *r, const struct passage *p, uint32_t i);
