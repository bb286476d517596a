/*
 * newsroom - from judged stories to alerts: one deal, one alert, then what really changes.
 *
 * A story joins the deal that it is about, or makes a new one; the deal's first alert waits
 * until `group_wait` after its first story, and so does each later one after the story that
 * changed something. What waits stands in the state: a restart or a reload neither loses nor
 * repeats it. Deals that a story tells in passing go to the ledger and never alert.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "model/alert.h"
#include "model/deal.h"
#include "model/story.h"

struct db;
struct newsroom;

struct newsroom_watch {
	const char *name;
	uint64_t like; /* a number made of all that is said of it but its name */
	bool updates;  /* follow-ups, too */
	struct amount
		min_amount; /* a deal that is known to be smaller is not told; value 0: none */
};

struct newsroom_settings {
	int64_t group_wait, deal_window, max_age; /* seconds */
	const struct newsroom_watch *watches;
	size_t n_watches;
};

/*
 * Who is called for each alert that goes out, in the transaction that notes it; the alert is valid
 * until the call returns. watch: index in the settings; knowing: bit i is another watch that was
 * told all of this before.
 */
struct newsroom_listener {
	bool (*on_alert)(void *arg, const struct alert *alert, size_t watch, uint64_t knowing,
		int64_t now, struct err *err);
	void *arg;
};

/* Copies the settings and the listener, borrows the db. */
RETURNS_NONNULL struct newsroom *newsroom_new(struct db *db,
	const struct newsroom_settings *settings, const struct newsroom_listener *listener);
void newsroom_free(struct newsroom *room); /* NULL is fine */

/*
 * To be called first, in a transaction of its own or the caller's: a watch that was renamed since
 * the state was used last was told what it was told under its old name.
 */
MUST_CHECK bool newsroom_begin(struct newsroom *room, struct err *err);

/*
 * Takes a judged story, in the caller's transaction. wanted: bit i is watch i. A story that is
 * older than max_age joins its deal, but nothing alerts for it. One that nothing ties to a topic
 * joins the deal that it is about, if that is known, and begins none. Everything made lives in the
 * arena.
 */
MUST_CHECK bool newsroom_take(struct newsroom *room, const struct story *story,
	const struct verdict *verdict, uint64_t wanted, int64_t now, struct arena *arena,
	struct err *err);

/* When newsroom_run_due has something to do next; INT64_MAX: nothing waits. */
MUST_CHECK bool newsroom_next_due(struct newsroom *room, int64_t *ret_due, struct err *err);

/* What would wait longer than that waits until then: where no other source can come, it is now. */
MUST_CHECK bool newsroom_end_waits(struct newsroom *room, int64_t latest, struct err *err);

/* Sends what is due by now; its own transaction, or the caller's. */
MUST_CHECK bool newsroom_run_due(struct newsroom *room, int64_t now, struct err *err);
