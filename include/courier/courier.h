/*
 * courier - carries what lies in the outbox to the notifiers, and tries again.
 *
 * One lane per notifier, in order, each with its own pace and patience: a slow or dead
 * receiver delays nobody else. An attempt is in the state before anything is sent, and
 * its end right after: if the state can't be written, nothing is sent.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/log.h"
#include "model/amount.h"
#include "notify/notifier.h"

struct loop;
struct http;
struct db;
struct courier;

/* A notifier and when it may be used. Times of day are minutes since midnight, -1: not set. */
struct courier_notifier {
	struct notifier_settings settings;
	struct amount min_amount; /* value 0: none */
	unsigned max_per_hour;    /* 0: no limit */
	int digest;
	int quiet_from, quiet_to;
	struct amount urgent_amount; /* value 0: nothing is urgent */
};

struct courier_settings {
	const struct courier_notifier *notifiers;
	size_t n_notifiers;
	const char *timezone; /* of digest and quiet; NULL: the machine's */
};

/*
 * What earlier processes left undone is due at once. Settings are copied, the rest is borrowed
 * and must outlive the courier.
 */
MUST_CHECK struct courier *courier_new(struct loop *loop, struct http *http, struct db *db,
	const struct log *log, const struct courier_settings *settings, struct err *err);
void courier_free(struct courier *courier); /* NULL is fine */

/*
 * At the end: begins nothing new, turns the loop for up to three seconds until what is under
 * way is over, and writes what came of it. Only courier_free may follow. NULL is fine.
 */
void courier_finish(struct courier *courier);

/* Other settings from now on, or an error and the old ones. What is under way ends first. */
MUST_CHECK bool courier_reload(
	struct courier *courier, const struct courier_settings *settings, struct err *err);

/* Rows were put; call it after (or during) their transaction. */
void courier_wake(struct courier *courier);

/*
 * Delivers what is due now, also what waited for its next try, then calls on_done from
 * the loop with the number of deliveries that failed, those from before the call included.
 */
void courier_run_once(
	struct courier *courier, void (*on_done)(void *arg, unsigned failed), void *arg);

/* Per notifier since the start, for metrics and status. */
struct courier_lane {
	const char *name;
	uint64_t delivered; /* messages */
	uint64_t failed;    /* attempts that will be repeated */
	uint64_t refused;   /* parked */
	bool stopped;       /* it asked to be left alone, or was refused for good */
	const char *error;  /* the last one since it worked, or "" */
};
size_t courier_n_lanes(const struct courier *courier);
void courier_lane(const struct courier *courier, size_t i, struct courier_lane *ret_lane);
