/*
 * outbox - alerts that are decided, one row per alert and notifier, until they arrived.
 *
 * A row is written in the transaction of the deal it speaks of, so a crash loses neither. It
 * stays for a while after it was delivered, so that the same alert can't be put a second
 * time. Knows the database; not who delivers, nor when something is due.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/alert.h"

struct db;

enum outbox_state {
	OUTBOX_WAITING,
	OUTBOX_PARKED, /* refused for good; waits for a person */
	OUTBOX_DONE,   /* delivered, left out by a rule, or dropped */
};

struct outbox_row {
	int64_t id; /* rises in the order of putting */
	const char *alert_id, *deal_id, *notifier;
	const char *alert; /* its JSON */
	enum outbox_state state;
	unsigned tries;    /* attempts that began */
	unsigned answered; /* of those, how many the receiver answered with "not now" */
	bool held;         /* a rule held it back once; it belongs to a folded message */
	int64_t created;
	int64_t next_at;   /* not before then; 0: now */
	const char *error; /* of the last attempt, or NULL */
};

/*
 * Belongs inside the transaction of the deal. A second row with the same alert id and
 * notifier is quietly dropped, also when the first was delivered long ago.
 */
MUST_CHECK bool outbox_put(struct db *db, const struct alert *alert, const char *notifier,
	int64_t now, struct err *err);

/*
 * At the start of a process: what was in doubt, and what waited for its next try, is due
 * now, unless the receiver itself asked for the pause. Forgets what was done before `forget`.
 */
MUST_CHECK bool outbox_recover(struct db *db, int64_t forget, struct err *err);

/* The first rows that wait, in order, up to max; held ones or the others. In the arena. */
MUST_CHECK bool outbox_waiting(struct db *db, const char *notifier, bool held, size_t max,
	struct arena *arena, struct outbox_row **ret_rows, size_t *ret_n, struct err *err);

/* Those that a person asked for (outbox_retry), held or not. */
MUST_CHECK bool outbox_urged(struct db *db, const char *notifier, size_t max, struct arena *arena,
	struct outbox_row **ret_rows, size_t *ret_n, struct err *err);

/* Those of the row's deal and notifier that are held, were put before it, and are not being tried. */
MUST_CHECK bool outbox_held_before(struct db *db, const struct outbox_row *row, size_t max,
	struct arena *arena, struct outbox_row **ret_rows, size_t *ret_n, struct err *err);

/* One row's next step. */
MUST_CHECK bool outbox_hold(struct db *db, int64_t id, struct err *err);
/* An attempt begins; should the process die, it is in doubt until `next_at` at least. */
MUST_CHECK bool outbox_begin(struct db *db, int64_t id, int64_t next_at, struct err *err);
/* The attempt was never made. */
MUST_CHECK bool outbox_unbegin(struct db *db, int64_t id, struct err *err);
/* Delivered; rows that went out as one message share its number. */
MUST_CHECK bool outbox_delivered(
	struct db *db, int64_t id, int64_t message, int64_t now, struct err *err);
MUST_CHECK bool outbox_skipped(struct db *db, int64_t id, int64_t now, struct err *err);
MUST_CHECK bool outbox_failed(struct db *db, int64_t id, int64_t next_at, bool asked, bool answered,
	const char *error, struct err *err);
MUST_CHECK bool outbox_park(struct db *db, int64_t id, const char *error, struct err *err);

/* Messages delivered after the one time, up to the other. */
MUST_CHECK bool outbox_sent_between(struct db *db, const char *notifier, int64_t since,
	int64_t until, unsigned *ret_n, struct err *err);

/* The row's notifier was told of its deal before that row, or is about to be. */
MUST_CHECK bool outbox_told(
	struct db *db, const struct outbox_row *row, bool *ret_told, struct err *err);

struct outbox_counts {
	int64_t waiting, parked;
	int64_t oldest; /* when the oldest that waits was put; 0: none waits */
};

/* Of one notifier, or of all (NULL). */
MUST_CHECK bool outbox_count(
	struct db *db, const char *notifier, struct outbox_counts *ret_counts, struct err *err);

/* Every notifier that something waits for, and how much. The name is gone when it returns. */
MUST_CHECK bool outbox_notifiers(struct db *db,
	void (*on_notifier)(void *arg, const char *notifier, int64_t waiting), void *arg,
	struct err *err);

/* What waits or is parked, in order. on_row's strings are gone when it returns. */
MUST_CHECK bool outbox_list(struct db *db, void (*on_row)(void *arg, const struct outbox_row *row),
	void *arg, struct err *err);

/*
 * By a row's number, an alert's id, a notifier's name or "all": sends again as soon as may be, or
 * gives up. The last two do not send what a rule holds and nobody tried. *ret_n: how many rows that
 * were.
 */
MUST_CHECK bool outbox_retry(struct db *db, const char *which, int64_t *ret_n, struct err *err);
MUST_CHECK bool outbox_drop(
	struct db *db, const char *which, int64_t now, int64_t *ret_n, struct err *err);
