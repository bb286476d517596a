/*
 * polling - a poller's inside, shared by what keeps the schedule (poller.c, of slot.c's feeds and
 * queue.c's hosts), what asks (ask.c), what stores (settle.c) and what takes another set of feeds
 * (poller_feeds.c).
 *
 * A feed is SLEEPING (in the heap, slot_schedule) → WAITING (in its host's queue, slot_due) →
 * RUNNING (a flight, poll_begin) → CAME (in the list of results, poller_arrive) → SLEEPING again
 * (poller_settle), or GONE for good. A feed in a file goes from due to CAME at once.
 */
#pragma once

#include "base/arena.h"
#include "poll/due.h"
#include "poll/hosts.h"
#include "poll/outcome.h"
#include "poll/pace.h"
#include "poll/poller.h"

enum {
	SETTLE_DOCUMENTS_MAX = 128, /* among the results: so many are settled at once */
	SETTLE_BYTES_MAX = 1 << 20,
	FAR_FUTURE = 9 * PACE_DAY, /* a stored time beyond it was written by a wrong clock */
};

#define ID_HOST UINT32_C(0x80000000) /* in the heap: the rest is a host's number */

enum place { SLEEPING, WAITING, RUNNING, CAME, GONE };

/* A feed. There may be a hundred thousand of them. */
struct slot {
	const char *section, *url, *name, *header_file; /* borrowed from poller->strings */
	uint32_t interval;                              /* seconds */
	uint32_t host;                                  /* HOST_NONE: a file */
	uint32_t next_waiting;
	uint8_t place;
	uint8_t troubles; /* as stored */
	bool once;        /* still to be polled in this run-once */
};

/* A request on its way. */
struct flight {
	struct poller *poller;
	struct flight *prev, *next;
	struct http_call *call;
	struct feed_state *state; /* owned; as the store had it */
	uint32_t slot, host;
	int64_t began_ms;
	bool holds_host;
	bool conditional;
};

/* What came and is not stored yet. */
struct arrival {
	struct poll_result result;
	struct feed_state *state; /* owned; of before; NULL: the store could not tell */
	uint32_t slot;
	struct poll_change change; /* by settle_one */
	int64_t next_at;           /* seconds since 1970 */
	char *told;                /* owned; why it failed */
	char *address;             /* owned; where the feed lives now, if that changed */
	size_t items, new_items;
};

struct poller {
	struct loop *loop;
	struct http *http;
	struct db *db;
	const struct log *log;
	struct poller_settings settings;
	struct poller_hooks hooks;

	struct arena *strings; /* of the slots */
	struct slot *slots;    /* owned */
	size_t n_slots;
	struct hosts hosts;
	struct due due;
	struct timer *tick;
	struct flight *flights;
	unsigned n_flights, n_dawdling;
	bool landed; /* in this turn: there may be room for others */

	struct arrival *arrivals; /* owned */
	size_t n_arrivals, cap_arrivals;
	size_t n_documents, document_bytes; /* among them */
	int64_t oldest_document_ms, oldest_other_ms;
	struct timer *settle_timer;
	struct arena *scratch; /* of one arrival */
	struct err store;      /* why nothing could be stored; no code: it could */
	bool settling;

	bool started;
	uint32_t random;
	size_t once_left, once_failed;
	void (*on_once_done)(void *arg, size_t n_failed);
	void *once_arg;
	struct poller_stats stats;
};

/* slot.c: puts the feed to the host of the address. */
void slot_move_to(struct poller *poller, struct slot *slot, const char *address);

/* To SLEEPING, until ms of the monotonic clock. */
void slot_schedule(struct poller *poller, uint32_t slot, int64_t ms);

/* Stored times are whole seconds: a fraction of one keeps feeds from coming all at its beginning. */
int64_t fraction_ms(struct poller *poller, const struct slot *slot);
uint32_t poller_random(struct poller *poller);

/* What the store knows of a feed; of another URL it knows nothing. */
MUST_CHECK bool slot_state(struct poller *poller, const struct slot *slot,
	struct feed_state *ret_state, struct err *err);

/* queue.c: may a feed that becomes due be asked at once? */
bool host_is_open(const struct poller *poller, const struct host *host, int64_t now);

/*
 * When it may be asked next. In a run-once nobody waits for a host that is to be left alone:
 * poll_begin passes its feeds over.
 */
int64_t host_open_at(const struct poller *poller, const struct host *host);

/* To WAITING, as the last one; and the first one that waits, to be asked. */
void host_append(struct poller *poller, uint32_t host, uint32_t slot);
uint32_t host_take(struct poller *poller, struct host *host);

/* Puts it into the heap, if it is asked for nothing and somebody waits for it. */
void host_schedule(struct poller *poller, uint32_t host);

/* It was asked: after a pause, the next one's turn comes. */
void host_release(struct poller *poller, uint32_t host);

/* Who says 429 speaks of all that it is asked for, not of one feed: its others wait, too. */
void host_hold(struct poller *poller, const char *address, int64_t seconds);

/* How long its host is still to be left alone. */
int64_t slot_held_ms(const struct poller *poller, const struct slot *slot);

/* ask.c: from WAITING or SLEEPING to RUNNING or CAME. */
void poll_begin(struct poller *poller, uint32_t slot);

/* In a run-once: a feed that is not asked after all. */
void once_skip(struct poller *poller, struct slot *slot, const char *why);

/* Frees it; its host may be asked again. */
void flight_land(struct flight *flight);

/*
 * Whoever dawdles keeps its own connection, but neither its host's other feeds nor those of
 * other hosts from being asked.
 */
void flights_let_others_pass(struct poller *poller, int64_t now);

/* poller.c: asks whoever is due, as far as there is room, and sets the timer for the next. */
void poller_tick(struct poller *poller);

/* settle.c: stores what came, in one transaction; some of it may be left over. */
void poller_settle(struct poller *poller);
void poller_settle_all(struct poller *poller);

/* There are results. false: *ret_wait says how many milliseconds they may wait. */
bool settle_is_due(struct poller *poller, int64_t now, int64_t *ret_wait);
