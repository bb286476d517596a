/*
 * poller - when each feed is asked.
 *
 * Only the schedule is held in memory; what is known of a feed is read from the store when it
 * is asked. The states of a feed are told in polling.h.
 */
#include "poll/poller.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "poll/polling.h"
#include "store/db.h"
#include "store/feeds.h"

enum {
	MAX_BODY_DEFAULT = 10 << 20,
	TIMEOUT_DEFAULT = 30,
	IN_FLIGHT_DEFAULT = 64,
	WATCH_MS = 500, /* how often it is looked for flights that dawdle */
	LOOK_MS = 5000, /* timers stand still while the machine sleeps, what is due does not */
};

static void
slot_due(struct poller *poller, uint32_t number, int64_t now)
{
	uint32_t host = poller->slots[number].host;

	if (host == HOST_NONE || host_is_open(poller, &poller->hosts.all[host], now))
		poll_begin(poller, number);
	else
		host_append(poller, host, number);
}

static void
host_due(struct poller *poller, uint32_t number, int64_t now)
{
	struct host *host = &poller->hosts.all[number];

	host->scheduled = false;
	if (host->first == FEED_NONE || host->running > 0)
		return;
	if (host_open_at(poller, host) > now) {
		host_schedule(poller, number);
		return;
	}
	poll_begin(poller, host_take(poller, host));
	host_schedule(poller, number); /* if it was not asked after all */
}

static bool
poller_has_room(const struct poller *poller)
{
	return poller->n_flights - poller->n_dawdling < poller->settings.max_in_flight &&
	       poller->n_flights < http_max_in_flight(poller->http) &&
	       poller->n_documents < SETTLE_DOCUMENTS_MAX &&
	       poller->document_bytes < SETTLE_BYTES_MAX;
}

void
poller_tick(struct poller *poller)
{
	int64_t now = clock_mono_ms(), next;
	uint32_t id;

	if (!poller->started || poller->settling)
		return;
	poller->landed = false;
	flights_let_others_pass(poller, now);
	db_begin_reading(poller->db);
	while (poller_has_room(poller) && due_take(&poller->due, now, &id)) {
		if (id & ID_HOST)
			host_due(poller, id & ~ID_HOST, now);
		else
			slot_due(poller, id, now);
	}
	db_end_reading(poller->db);
	next = poller_has_room(poller) ? due_next(&poller->due) : INT64_MAX;
	if (poller->n_flights > 0 && next > now + WATCH_MS)
		next = now + WATCH_MS;
	if (next == INT64_MAX)
		timer_stop(poller->tick);
	else
		timer_set(poller->tick, next <= now            ? 0
					: next < now + LOOK_MS ? next - now
							       : LOOK_MS);
}

static void
on_tick(void *arg)
{
	poller_tick(arg);
}

static void
once_end(struct poller *poller)
{
	void (*on_done)(void *arg, size_t n_failed) = poller->on_once_done;

	poller->on_once_done = NULL;
	poller->started = false;
	on_done(poller->once_arg, poller->once_failed);
}

static void
on_turn_end(void *arg)
{
	struct poller *poller = arg;
	int64_t wait = INT64_MAX;

	if (poller->landed)
		poller_tick(poller);
	if (poller->n_arrivals > 0 && settle_is_due(poller, clock_mono_ms(), &wait)) {
		poller_settle(poller);
		poller_tick(poller);
		/* What is left over, what the tick brought, and the log: in the next turn. */
		wait = poller->n_arrivals > 0 || db_is_untidy(poller->db) ? 0 : INT64_MAX;
	} else if (db_is_untidy(poller->db)) {
		db_tidy(poller->db);
	}
	if (wait != INT64_MAX)
		timer_set(poller->settle_timer, wait);
	if (poller->on_once_done && poller->once_left == 0)
		once_end(poller);
}

/* Only there to make a turn. */
static void
on_settle_time(void *arg)
{
	(void)arg;
}

struct poller *
poller_new(struct loop *loop, struct http *http, struct db *db, const struct log *log,
	const struct poller_settings *settings, const struct poller_hooks *hooks)
{
	struct poller *poller = mem_new(sizeof *poller);

	poller->loop = loop;
	poller->db = db;
	poller->log = log;
	poller->hooks = *hooks;
	poller->strings = arena_new();
	poller->scratch = arena_new();
	poller->tick = timer_new(loop, on_tick, poller);
	poller->settle_timer = timer_new(loop, on_settle_time, poller);
	if (getrandom(&poller->random, sizeof poller->random, 0) < 0 || poller->random == 0)
		poller->random = (uint32_t)clock_mono_ms() | 1;
	poller->hosts.seed = ((uint64_t)poller_random(poller) << 32) | poller_random(poller);
	poller->http = http;
	poller_configure(poller, settings);
	loop_on_turn_end(loop, on_turn_end, poller);
	db_tidy_by_hand(db, true);
	return poller;
}

void
poller_free(struct poller *poller)
{
	if (!poller)
		return;
	poller->started = false;
	poller_settle_all(poller);
	db_tidy_by_hand(poller->db, false);
	loop_on_turn_end(poller->loop, NULL, poller);
	for (struct flight *next, *flight = poller->flights; flight; flight = next) {
		next = flight->next;
		http_cancel(flight->call);
		flight_land(flight);
	}
	free(poller->arrivals);
	free(poller->slots);
	due_clear(&poller->due);
	hosts_clear(&poller->hosts);
	timer_free(poller->tick);
	timer_free(poller->settle_timer);
	arena_free(poller->strings);
	arena_free(poller->scratch);
	free(poller);
}

void
poller_configure(struct poller *poller, const struct poller_settings *settings)
{
	poller->settings = *settings;
	if (poller->settings.max_body == 0)
		poller->settings.max_body = MAX_BODY_DEFAULT;
	if (poller->settings.timeout <= 0)
		poller->settings.timeout = TIMEOUT_DEFAULT;
	if (poller->settings.max_in_flight == 0)
		poller->settings.max_in_flight = IN_FLIGHT_DEFAULT;
}

void
poller_start(struct poller *poller)
{
	poller->started = true;
	poller_tick(poller);
	timer_set(poller->settle_timer, 0);
}

void
poller_run_once(struct poller *poller, void (*on_done)(void *arg, size_t n_failed), void *arg)
{
	int64_t now = clock_mono_ms();

	poller->started = true;
	poller->on_once_done = on_done;
	poller->once_arg = arg;
	poller->once_failed = 0;
	poller->once_left = poller->n_slots;
	due_clear(&poller->due);
	for (size_t i = 0; i < poller->n_slots; i++) {
		struct slot *slot = &poller->slots[i];

		slot->once = true;
		if (slot->place == GONE) {
			once_skip(poller, slot, "it is gone for good (HTTP 410)");
			slot->place = GONE;
		} else {
			slot_schedule(poller, (uint32_t)i, now);
		}
	}
	timer_set(poller->settle_timer, 0);
	poller_tick(poller);
}

void
poller_stats(const struct poller *poller, struct poller_stats *ret)
{
	int64_t next = due_next(&poller->due);

	*ret = poller->stats;
	ret->feeds = poller->n_slots;
	ret->in_flight = poller->n_flights;
	ret->next_at = next < INT64_MAX ? clock_wall() + (next - clock_mono_ms()) / 1000 : 0;
	for (size_t i = 0; i < poller->n_slots; i++)
		ret->failing += (poller->slots[i].troubles & FEED_FAILING) != 0;
}

const char *
poller_store_error(const struct poller *poller)
{
	return poller->store.code ? poller->store.text : NULL;
}
