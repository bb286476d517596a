/*
 * daemon - everything together: starts it, keeps it running, stops it.
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

struct setup;

/*
 * Signals wait from here until daemon_run can take them: while the configuration and the lexicon
 * are read, none ends the process uncleanly.
 */
void daemon_hold_signals(void);

/*
 * Runs until SIGTERM or SIGINT; SIGHUP reads the configuration anew, SIGUSR1 logs how it is. With
 * `once`, polls every feed once, delivers what is due, and ends. Takes the setup, and clears it.
 * The exit status: 0; 1 with a reason on standard error, or where a feed or a delivery failed or a
 * signal came before the end (once).
 */
int daemon_run(const struct setup *setup, bool once);
