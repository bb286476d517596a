/*
 * lane - one notifier's way out of the outbox: what it claimed, and how it fares.
 *
 * The courier turns all lanes; claim.c chooses what goes out next, lane.c judges what came of it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/log.h"
#include "courier/courier.h"
#include "model/alert.h"
#include "notify/notifier.h"

struct db;
struct zone;

enum {
	BATCH_MAX = 32,     /* messages claimed in one transaction */
	OVERTAKE_TRIES = 4, /* so many errors of a living receiver are the message's fault */
	WAIT_MAX = 86400,   /* seconds; nobody may ask us to wait longer */
};

/* What goes out at once: one alert, or several that were held. */
struct message {
	int64_t *ids; /* their rows */
	size_t n_ids;
	unsigned tries, answered; /* the first row's, this attempt included */
	struct alert *alerts;     /* what is said: the newest alert of each deal */
	const char **texts;
	size_t n_alerts;

	bool sent;
	struct notifier_result result; /* text in the batch's arena */
	int64_t next_at;
};

struct batch {
	struct arena *arena; /* owned */
	struct message messages[BATCH_MAX];
	size_t n;
	size_t at;       /* the next one to send */
	size_t recorded; /* so many of those are written */
};

struct lane {
	struct courier *courier; /* borrowed, like the next three */
	struct db *db;
	const struct log *log;
	const struct zone *zone;
	char *name;                    /* owned */
	struct courier_notifier rules; /* its settings are the notifier's business */
	struct notifier *notifier;     /* owned */
	struct notifier *successor;    /* owned; takes over after what is being sent; or NULL */
	bool removed;                  /* goes after what is being sent */
	bool sending;
	struct batch batches[2]; /* the one under way, and what is being claimed */
	struct batch *batch, *claimed;
	int64_t pause_until; /* monotonic ms */
	int64_t send_from;   /* monotonic ms: pace */
	int64_t due_at;      /* monotonic ms: when the row that blocks the lane is due; 0: none */
	bool again;          /* there is more to look at */
	bool stopped;
	unsigned dead; /* times in a row that the receiver was none */
	bool troubled; /* said so in the log */
	struct courier_lane tally;
	char *error; /* owned; or NULL */
};

/* Without rules as yet. NULL and the notifier's fault where it can't be had. */
struct lane *lane_new(
	struct courier *courier, const struct courier_notifier *setting, struct err *err);
void lane_free(struct lane *lane); /* NULL is fine */

/* Other rules from now on; whoever loads the configuration anew has mended something. */
void lane_set_rules(
	struct lane *lane, const struct courier_notifier *setting, const struct zone *zone);

/* Nothing is under way. */
bool lane_is_idle(const struct lane *lane);

/* How long to wait after so many tries, in seconds; with some chance, so that not all come at once. */
int64_t lane_wait_after(const struct lane *lane, unsigned tries);

/*
 * Fills lane->claimed with what goes out next, and writes that it is being tried. All of it
 * holds only when the transaction is committed.
 */
MUST_CHECK bool lane_claim(struct lane *lane, struct err *err);

/* What came of a message: for the log, for the lane, and when it is tried again. */
void lane_take_result(struct lane *lane, struct message *message);

/* Writes what came of those messages of the batch that are over and not yet recorded. */
MUST_CHECK bool lane_record(struct lane *lane, struct err *err);

void batch_clear(struct batch *batch);
