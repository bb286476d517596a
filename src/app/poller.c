/*
 * poller - when each feed is asked.
 *
 * Only the schedule is held in memory; what is known of a feed is read from the store when it
 * is asked. The states of a feed are told in polling.h.
 */
#include "app/poller.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "app/polling.h"
#include "app/source.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "store/db.h"
#include "store/feeds.h"

enum {
	MAX_BODY_DEFAULT = 10 << 20,
	TIMEOUT_DEFAULT = 30,
	IN_FLIGHT_DEFAULT = 64,
	REDIRECTS = 5,
	VALIDATOR_MAX = 1000, /* bytes of an ETag or a date */
	HOLDS_HOST_MS = 3000, /* a request that takes longer no longer keeps the others waiting */
	WATCH_MS = 500,       /* how often flights are looked at for that */
	LOOK_MS = 5000, /* timers stand still while the machine sleeps, what is due does not */
};

uint32_t
poller_random(struct poller *poller)
{
	uint32_t x = poller->random;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return poller->random = x;
}

int64_t
fraction_ms(struct poller *poller, const struct slot *slot)
{
	enum { PART_MS = 50 }; /* a twentieth of the interval at most */
	uint32_t most = slot->interval < 1000 / PART_MS ? slot->interval * PART_MS : 1000;

	return poller_random(poller) % most;
}

/* Hosts and their queues. */

/* In a run-once nobody waits for a host that is to be left alone: poll_begin passes its feeds over. */
static int64_t
host_open_at(const struct poller *poller, const struct host *host)
{
	return poller->once_left == 0 && host->held_until > host->free_at ? host->held_until
									  : host->free_at;
}

static void
host_schedule(struct poller *poller, uint32_t number)
{
	struct host *host = &poller->hosts.all[number];

	if (host->scheduled || host->running > 0 || host->first == FEED_NONE)
		return;
	host->scheduled = true;
	due_put(&poller->due, ID_HOST | number, host_open_at(poller, host));
}

static void
host_append(struct poller *poller, uint32_t number, uint32_t slot)
{
	struct host *host = &poller->hosts.all[number];

	poller->slots[slot].place = WAITING;
	poller->slots[slot].next_waiting = FEED_NONE;
	if (host->first == FEED_NONE)
		host->first = slot;
	else
		poller->slots[host->last].next_waiting = slot;
	host->last = slot;
	poller->stats.waiting++;
	host_schedule(poller, number);
}

static uint32_t
host_take(struct poller *poller, struct host *host)
{
	uint32_t slot = host->first;

	host->first = poller->slots[slot].next_waiting;
	poller->stats.waiting--;
	return slot;
}

static int64_t
host_spacing_ms(const struct poller *poller, const struct host *host)
{
	if (poller->once_left > 0)
		return 0; /* a person waits for it; one at a time is polite enough */
	return pace_spacing_ms(host->shortest, host->feeds);
}

static void
host_release(struct poller *poller, uint32_t number)
{
	struct host *host = &poller->hosts.all[number];

	host->running--;
	host->free_at = clock_mono_ms() + host_spacing_ms(poller, host);
	host_schedule(poller, number);
}

static void
once_skip(struct poller *poller, struct slot *slot, const char *why)
{
	log_warn(poller->log, "feed '%s': is not asked: %s", slot->section, why);
	slot->once = false;
	slot->place = SLEEPING;
	poller->once_failed++;
	if (--poller->once_left == 0)
		timer_set(poller->settle_timer, 0);
}

/* A feed that its server does not want to be asked for, until then. */
static void
once_skip_until(struct poller *poller, struct slot *slot, int64_t until)
{
	char when[CLOCK_TEXT_MAX];

	once_skip(poller, slot,
		arena_printf(poller->scratch, "its server asked to be left alone until %s",
			clock_rfc3339(until, when)));
}

/* Who says 429 speaks of all that it is asked for, not of one feed: its others wait, too. */
static void
host_hold(struct poller *poller, const char *address, int64_t seconds)
{
	uint32_t number = hosts_find(&poller->hosts, address);
	int64_t until;
	struct host *host;

	if (number == HOST_NONE)
		return;
	host = &poller->hosts.all[number];
	if (seconds > PACE_HOLD_MAX)
		seconds = PACE_HOLD_MAX;
	until = clock_mono_ms() + seconds * 1000;
	if (host->held_until < until)
		host->held_until = until;
}

/* How long its host is still to be left alone. */
static int64_t
slot_held_ms(const struct poller *poller, const struct slot *slot)
{
	return slot->host == HOST_NONE ? 0
				       : poller->hosts.all[slot->host].held_until - clock_mono_ms();
}

void
slot_move_to(struct poller *poller, struct slot *slot, const char *address)
{
	uint32_t number = hosts_find(&poller->hosts, address);
	struct host *host;

	slot->host = number;
	if (number == HOST_NONE)
		return;
	host = &poller->hosts.all[number];
	host->feeds++;
	if (host->shortest == 0 || host->shortest > slot->interval)
		host->shortest = slot->interval;
}

/* Flights. */

static struct flight *
flight_new(struct poller *poller, uint32_t slot)
{
	struct flight *flight = mem_new(sizeof *flight);

	flight->poller = poller;
	flight->slot = slot;
	flight->host = poller->slots[slot].host;
	flight->began_ms = clock_mono_ms();
	flight->holds_host = true;
	poller->hosts.all[flight->host].running++;
	flight->next = poller->flights;
	if (flight->next)
		flight->next->prev = flight;
	poller->flights = flight;
	poller->n_flights++;
	return flight;
}

void
flight_land(struct flight *flight)
{
	struct poller *poller = flight->poller;

	if (flight->prev)
		flight->prev->next = flight->next;
	else
		poller->flights = flight->next;
	if (flight->next)
		flight->next->prev = flight->prev;
	poller->n_flights--;
	if (flight->holds_host)
		host_release(poller, flight->host);
	else
		poller->n_dawdling--;
	free(flight->state);
	free(flight);
}

/* Whoever dawdles keeps its own connection, but neither its host's other feeds nor those of
 * other hosts from being asked. */
static void
flights_let_others_pass(struct poller *poller, int64_t now)
{
	for (struct flight *flight = poller->flights; flight; flight = flight->next) {
		if (!flight->holds_host || now - flight->began_ms < HOLDS_HOST_MS)
			continue;
		flight->holds_host = false;
		poller->n_dawdling++;
		host_release(poller, flight->host);
	}
}

/* Arrivals. */

/* Takes state and result over. */
static void
poller_arrive(
	struct poller *poller, uint32_t slot, struct feed_state *state, struct poll_result *result)
{
	int64_t now = clock_mono_ms();
	bool document = poll_result_has_document(result);

	poller->slots[slot].place = CAME;
	poller->arrivals = MEM_GROW(poller->arrivals, poller->n_arrivals, poller->cap_arrivals);
	poller->arrivals[poller->n_arrivals++] =
		(struct arrival){ .slot = slot, .state = state, .result = *result };
	*result = (struct poll_result){ 0 };
	if (document) {
		if (poller->n_documents++ == 0)
			poller->oldest_document_ms = now;
		poller->document_bytes += poller->arrivals[poller->n_arrivals - 1].result.body_len;
	} else if (poller->n_arrivals - poller->n_documents == 1) {
		poller->oldest_other_ms = now;
	}
}

static char *
copy_of(const char *text)
{
	return text ? mem_strdup(text) : NULL;
}

/* It is stored, and sent with each request: one that is no mark but a load is not kept. */
static char *
copy_of_validator(const char *text)
{
	return text && strlen(text) <= VALIDATOR_MAX ? mem_strdup(text) : NULL;
}

/* From RUNNING to CAME. */
static void
on_response(void *arg, const struct http_response *response)
{
	struct flight *flight = arg;
	struct poller *poller = flight->poller;
	struct feed_state *state = flight->state;
	uint32_t slot = flight->slot;
	int64_t now = clock_wall();
	struct poll_result result = {
		.status = response->status,
		.etag = copy_of_validator(response->etag),
		.last_modified = copy_of_validator(response->last_modified),
		.moved_to = copy_of(response->moved_to),
		.retry_after = http_retry_after(response->retry_after, now),
		.fresh_for = http_fresh_for(response, now),
		.conditional = flight->conditional,
		.passing = response->passing,
		.wall = now,
	};

	if (response->err.code != ERR_NONE) {
		result.error = mem_strdup(response->err.text);
	} else if (response->status / 100 == 2) {
		result.url = mem_strdup(response->url);
		result.content_type = copy_of(response->content_type);
		result.body_len = response->body_len;
		result.body = http_take_body(response);
	}
	if (result.status == 429 && result.retry_after > 0)
		host_hold(poller, response->url, result.retry_after);
	flight->state = NULL;
	flight_land(flight);
	poller_arrive(poller, slot, state, &result);
	poller->landed = true;
}

/* What could not even be asked fails like what was asked in vain. */
static void
poll_fail(struct poller *poller, uint32_t slot, struct feed_state *state, const struct err *err)
{
	struct poll_result result = {
		.error = mem_strdup(err->text), .retry_after = -1, .wall = clock_wall()
	};

	poller_arrive(poller, slot, state, &result);
}

static void
poll_file(struct poller *poller, uint32_t slot, const struct feed_state *state, bool conditional)
{
	struct poll_result result = { .retry_after = -1, .fresh_for = -1, .wall = clock_wall() };
	struct err err = { 0 };

	result.conditional = conditional && state->etag;
	if (source_read_file(poller->slots[slot].url, result.conditional ? state->etag : NULL,
		    poller->settings.max_body, &result, &err))
		poller_arrive(poller, slot, feed_state_copy(state), &result);
	else
		poll_fail(poller, slot, feed_state_copy(state), &err);
}

static void
poll_web(struct poller *poller, uint32_t number, const struct feed_state *state, bool conditional)
{
	struct slot *slot = &poller->slots[number];
	const char *headers[3] = { "Accept: application/atom+xml, application/rss+xml, "
				   "application/feed+json, application/xml, text/xml, */*;q=.5" };
	struct http_request request = {
		.url = state->address ? state->address : slot->url,
		.headers = headers,
		.n_headers = 1,
		.max_body = poller->settings.max_body,
		.timeout_ms = poller->settings.timeout * 1000,
		.redirects = REDIRECTS,
		.last = poller->hosts.all[slot->host].first == FEED_NONE,
	};
	struct source_headers secrets = { 0 };
	struct flight *flight;
	struct err err = { 0 };

	if (conditional && state->etag)
		headers[request.n_headers++] =
			arena_printf(poller->scratch, "If-None-Match: %s", state->etag);
	if (conditional && state->last_modified)
		headers[request.n_headers++] = arena_printf(
			poller->scratch, "If-Modified-Since: %s", state->last_modified);
	/* A feed that has moved elsewhere took no key along. */
	if (slot->header_file && (!state->address || http_same_origin(state->address, slot->url))) {
		if (!source_read_headers(slot->header_file, poller->scratch, &secrets, &err)) {
			poll_fail(poller, number, feed_state_copy(state), &err);
			return;
		}
		request.secrets = secrets.lines;
		request.n_secrets = secrets.n;
	}
	flight = flight_new(poller, number);
	flight->conditional = request.n_headers > 1;
	flight->state = feed_state_copy(state);
	slot->place = RUNNING;
	flight->call = http_send(poller->http, &request, on_response, flight);
}

bool
slot_state(struct poller *poller, const struct slot *slot, struct feed_state *ret, struct err *err)
{
	bool found;

	if (!feeds_get(poller->db, slot->section, poller->scratch, ret, &found, err))
		return false;
	if (!found || strcmp(ret->url, slot->url) != 0)
		outcome_begin(ret, slot->section, slot->url);
	return true;
}

/* From WAITING or SLEEPING to RUNNING or CAME. */
static void
poll_begin(struct poller *poller, uint32_t number)
{
	struct slot *slot = &poller->slots[number];
	struct feed_state state;
	struct err err = { 0 };
	bool conditional;
	int64_t now = clock_wall();

	arena_reset(poller->scratch);
	if (slot->once && slot_held_ms(poller, slot) > 0) {
		once_skip_until(poller, slot, now + slot_held_ms(poller, slot) / 1000);
		return;
	}
	if (!slot_state(poller, slot, &state, &err)) {
		poll_fail(poller, number, NULL, &err);
		return;
	}
	if (slot->once && state.not_before > now && state.not_before < now + FAR_FUTURE &&
		state.polled_at <= now) {
		once_skip_until(poller, slot, state.not_before);
		return;
	}
	/* A clock that was wrong must not make validators last. */
	conditional = state.full_at <= now && now - state.full_at < PACE_FULL_EVERY;
	if (slot->host == HOST_NONE)
		poll_file(poller, number, &state, conditional);
	else
		poll_web(poller, number, &state, conditional);
}

/* The schedule. */

void
slot_schedule(struct poller *poller, uint32_t number, int64_t ms)
{
	poller->slots[number].place = SLEEPING;
	due_put(&poller->due, number, ms);
}

/* May a feed that becomes due be asked at once? */
static bool
host_is_open(const struct poller *poller, const struct host *host, int64_t now)
{
	return host->running == 0 && host->first == FEED_NONE && host_open_at(poller, host) <= now;
}

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
	for (size_t i = 0; i < poller->n_slots; i++) {
		unsigned troubles = poller->slots[i].troubles;

		ret->failing += (troubles & FEED_FAILING) != 0;
		ret->dead += (troubles & FEED_DEAD) != 0;
		ret->rolled += (troubles & FEED_ROLLED) != 0;
		ret->silent += (troubles & FEED_SILENT) != 0;
		ret->gone += (troubles & FEED_GONE) != 0;
	}
}
