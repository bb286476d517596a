/*
 * setup - a configuration together with all that it names: lexicon, watches, notifiers, secrets.
 *
 * A person mends a configuration once: the faults of all of it are told together.
 */
#pragma once

#include <stdbool.h>

#include "app/rules.h"
#include "base/attr.h"
#include "conf/fault.h"

struct conf;

struct setup {
	struct conf *conf;  /* owned */
	struct rules rules; /* owned; borrows conf */
};

/*
 * Loads the configuration at path, or the built-in one where that is NULL. `open`: for who sends
 * nothing; notifiers and their secrets are left alone. false: faults tells everything that is wrong.
 */
MUST_CHECK bool setup_load(
	const char *path, bool open, struct setup *ret_setup, struct faults *faults);
void setup_clear(struct setup *setup); /* zeroed is fine */
