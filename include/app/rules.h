/*
 * rules - what a configuration wants to hear of: its lexicon, its watches, a matcher.
 *
 * Made as a whole from a configuration, or not at all, so that a reload can make the new
 * ones beside the old.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "conf/fault.h"
#include "deal/matcher.h"
#include "newsroom/newsroom.h"

struct conf;
struct db;
struct lexicon;

struct rules {
	struct lexicon *lexicon; /* owned */
	struct matcher *matcher; /* owned */
	struct watch *watches;   /* owned; watch i is [watch] i of the configuration */
	size_t n_watches;
};

/*
 * Loads the lexicon and checks the watches against it: a topic that no file knows, no
 * lexicon at all, a file's own faults. Borrows conf, which must outlive the rules.
 */
MUST_CHECK bool rules_load(const struct conf *conf, struct rules *ret_rules, struct faults *faults);
/*
 * What a sum in another currency is in dollars, so that it can be compared with any deal.
 * False: no lexicon file has the currency.
 */
bool rules_put_dollars(const struct lexicon *lexicon, struct amount *amount);
/* Tells the watches and notifiers of a configuration what their sums are in dollars. */
void rules_set_dollars(const struct rules *rules, struct conf *conf);

/*
 * A notifier hears of a deal once, however many watches name it. knowing: bit i is a [watch] i that
 * was told all of an alert before. Has one of them told this notifier?
 */
bool rules_was_told(const struct conf *conf, uint64_t knowing, const char *notifier);

/* Does an alert of this watch still go to somebody? Where it names nobody, there it goes, too. */
bool rules_goes_out(const struct conf *conf, size_t watch, uint64_t knowing);

/* A newsroom for the watches of a configuration; watch i is [watch] i. Borrows the db alone. */
RETURNS_NONNULL struct newsroom *rules_newsroom(
	const struct conf *conf, struct db *db, const struct newsroom_listener *listener);

void rules_clear(struct rules *rules); /* zeroed is fine */
