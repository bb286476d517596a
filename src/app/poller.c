/*
 * poller - when each feed is asked.
 *
 * A feed is SLEEPING (in the heap, slot_schedule) → WAITING (in its host's queue, slot_due) →
 * RUNNING (a flight, poll_begin) → CAME (in the list of results, poll_ended) → SLEEPING again
 * (poller_settle), or GONE for good. A feed in a file goes from due to CAME at once.
 *
 * Results are settled together, at the end of a turn of the loop: documents as soon as nothing
 * else is on its way or after a moment, what only moves a date after a longer one. Only the
 * schedule is held in memory; what is known of a feed is read from the store when it is asked.
 */
#include "app/poller.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "app/due.h"
#include "app/hosts.h"
#include "app/outcome.h"
#include "app/pace.h"
#include "app/source.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/url.h"
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

	SETTLE_OTHERS_MS = 500,
	SETTLE_DOCUMENTS_MAX = 128,
	SETTLE_BYTES_MAX = 4 << 20,
	SETTLE_OTHERS_MAX = 256,

	FORGET_AFTER = 90 * PACE_DAY,
	FAR_FUTURE = 9 * PACE_DAY, /* a stored time beyond it was written by a wrong clock */
};

/* How long a document waits for others to share its transaction, and how long one takes in more. */
struct patience {
	int64_t wait_ms, span_ms;
};

/* In a run-once nobody waits for a single one: larger transactions write less. */
static const struct patience patience_daily = { 5, 20 }, patience_once = { 200, 250 };

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
	uint32_t slot, host;
	int64_t began_ms;
	bool holds_host;
	bool conditional;
};

/* What came and is not stored yet. */
struct arrival {
	struct poll_result result;
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
	unsigned n_flights;

	struct arrival *arrivals; /* owned */
	size_t n_arrivals, cap_arrivals;
	size_t n_documents, document_bytes; /* among them */
	int64_t oldest_document_ms, oldest_other_ms;
	struct timer *settle_timer;
	struct arena *scratch; /* of one arrival */
	bool store_failing;
	bool settling;

	bool started;
	uint32_t random;
	size_t once_left, once_failed;
	void (*on_once_done)(void *arg, size_t n_failed);
	void *once_arg;
	struct poller_stats stats;
};

static void poller_tick(struct poller *poller);

static uint32_t
poller_random(struct poller *poller)
{
	uint32_t x = poller->random;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return poller->random = x;
}

/* Stored times are whole seconds: a fraction of one keeps feeds from coming all at its beginning. */
static int64_t
fraction_ms(struct poller *poller, const struct slot *slot)
{
	enum { PART_MS = 50 }; /* a twentieth of the interval at most */
	uint32_t most = slot->interval < 1000 / PART_MS ? slot->interval * PART_MS : 1000;

	return poller_random(poller) % most;
}

static const struct patience *
poller_patience(const struct poller *poller)
{
	return poller->once_left > 0 ? &patience_once : &patience_daily;
}

/* Hosts and their queues. */

static void
host_schedule(struct poller *poller, uint32_t number)
{
	struct host *host = &poller->hosts.all[number];

	if (host->scheduled || host->running > 0 || host->first == FEED_NONE)
		return;
	host->scheduled = true;
	due_put(&poller->due, ID_HOST | number, host->free_at);
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

static void
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
	free(flight);
}

/* Whoever dawdles keeps its own connection, but not its host's other feeds from being asked. */
static void
flights_let_others_pass(struct poller *poller, int64_t now)
{
	for (struct flight *flight = poller->flights; flight; flight = flight->next) {
		if (!flight->holds_host || now - flight->began_ms < HOLDS_HOST_MS)
			continue;
		flight->holds_host = false;
		host_release(poller, flight->host);
	}
}

/* Arrivals. */

/* Takes result over. */
static void
poller_arrive(struct poller *poller, uint32_t slot, struct poll_result *result)
{
	int64_t now = clock_mono_ms();
	bool document = poll_result_has_document(result);

	poller->slots[slot].place = CAME;
	poller->arrivals = MEM_GROW(poller->arrivals, poller->n_arrivals, poller->cap_arrivals);
	poller->arrivals[poller->n_arrivals++] =
		(struct arrival){ .slot = slot, .result = *result };
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
	flight_land(flight);
	poller_arrive(poller, slot, &result);
	poller_tick(poller);
}

/* What could not even be asked fails like what was asked in vain. */
static void
poll_fail(struct poller *poller, uint32_t slot, const struct err *err)
{
	struct poll_result result = {
		.error = mem_strdup(err->text), .retry_after = -1, .wall = clock_wall()
	};

	poller_arrive(poller, slot, &result);
}

static void
poll_file(struct poller *poller, uint32_t slot, const struct feed_state *state, bool conditional)
{
	struct poll_result result = { .retry_after = -1, .fresh_for = -1, .wall = clock_wall() };
	struct err err = { 0 };

	result.conditional = conditional && state->etag;
	if (source_read_file(poller->slots[slot].url, result.conditional ? state->etag : NULL,
		    poller->settings.max_body, &result, &err))
		poller_arrive(poller, slot, &result);
	else
		poll_fail(poller, slot, &err);
}

static void
poll_web(struct poller *poller, uint32_t number, const struct feed_state *state, bool conditional)
{
	struct slot *slot = &poller->slots[number];
	const char *headers[3] = { "Accept: application/atom+xml, application/rss+xml, "
				   "application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
				   "application/json;q=0.8, */*;q=0.5" };
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
			poll_fail(poller, number, &err);
			return;
		}
		request.secrets = secrets.lines;
		request.n_secrets = secrets.n;
	}
	flight = flight_new(poller, number);
	flight->conditional = request.n_headers > 1;
	slot->place = RUNNING;
	flight->call = http_send(poller->http, &request, on_response, flight);
}

/* What the store knows of a feed; of another URL it knows nothing. */
static bool
slot_state(struct poller *poller, const struct slot *slot, struct feed_state *ret, struct err *err)
{
	bool found;

	if (!feeds_get(poller->db, slot->section, poller->scratch, ret, &found, err))
		return false;
	if (!found || strcmp(ret->url, slot->url) != 0)
		outcome_begin(ret, slot->section, slot->url);
	return true;
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
	if (!slot_state(poller, slot, &state, &err)) {
		poll_fail(poller, number, &err);
		return;
	}
	if (slot->once && state.not_before > now && state.not_before < now + FAR_FUTURE) {
		char when[CLOCK_TEXT_MAX];

		once_skip(poller, slot,
			arena_printf(poller->scratch, "its server asked to be left alone until %s",
				clock_rfc3339(state.not_before, when)));
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

static void
slot_schedule(struct poller *poller, uint32_t number, int64_t ms)
{
	poller->slots[number].place = SLEEPING;
	due_put(&poller->due, number, ms);
}

static void
slot_due(struct poller *poller, uint32_t number, int64_t now)
{
	uint32_t host = poller->slots[number].host;

	if (host == HOST_NONE ||
		(poller->hosts.all[host].running == 0 && poller->hosts.all[host].free_at <= now &&
			poller->hosts.all[host].first == FEED_NONE))
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
	if (host->free_at > now) {
		host_schedule(poller, number);
		return;
	}
	poll_begin(poller, host_take(poller, host));
	host_schedule(poller, number); /* if it was not asked after all */
}

static bool
poller_has_room(const struct poller *poller)
{
	return poller->n_flights < poller->settings.max_in_flight &&
	       poller->n_documents < SETTLE_DOCUMENTS_MAX &&
	       poller->document_bytes < SETTLE_BYTES_MAX;
}

static void
poller_tick(struct poller *poller)
{
	int64_t now = clock_mono_ms(), next;
	uint32_t id;

	if (!poller->started || poller->settling)
		return;
	flights_let_others_pass(poller, now);
	while (poller_has_room(poller) && due_take(&poller->due, now, &id)) {
		if (id & ID_HOST)
			host_due(poller, id & ~ID_HOST, now);
		else
			slot_due(poller, id, now);
	}
	next = poller_has_room(poller) ? due_next(&poller->due) : INT64_MAX;
	if (poller->n_flights > 0 && next > now + WATCH_MS)
		next = now + WATCH_MS;
	if (next == INT64_MAX)
		timer_stop(poller->tick);
	else
		timer_set(poller->tick, next > now ? next - now : 0);
}

static void
on_tick(void *arg)
{
	poller_tick(arg);
}

/* Settling. */

/* One arrival into the store, inside the transaction. */
static bool
settle_one(struct poller *poller, struct arrival *arrival, struct err *err)
{
	struct slot *slot = &poller->slots[arrival->slot];
	struct poll_result *result = &arrival->result;
	struct poller_outcome outcome = { 0 };
	const struct poller_outcome *document = NULL;
	struct feed_state state;
	char why[WHY_MAX] = "";

	arena_reset(poller->scratch);
	if (!slot_state(poller, slot, &state, err))
		return false;
	if (poll_result_has_document(result)) {
		const struct poller_document came = {
			.section = slot->section,
			.name = slot->name,
			.url = result->url,
			.content_type = result->content_type,
			.bytes = result->body,
			.len = result->body_len,
			.fetched = result->wall,
		};

		if (!poller->hooks.on_document(poller->hooks.arg, &came, &outcome, err))
			return false;
		document = &outcome;
	}
	outcome_apply(&state, result, document, slot->interval, poller_random(poller), why,
		&arrival->change);
	if (!feeds_put(poller->db, &state, err))
		return false;
	arrival->next_at = state.next_at;
	arrival->items = outcome.items;
	arrival->new_items = outcome.new_items;
	free(arrival->told);
	free(arrival->address);
	arrival->told = why[0] ? mem_strdup(why) : NULL;
	arrival->address = arrival->change.moved || arrival->change.returned
				   ? mem_strdup(state.address ? state.address : state.url)
				   : NULL;
	slot->troubles = (uint8_t)state.troubles;
	return true;
}

/* As many as time allows, in one transaction. false: it was undone. */
static bool
settle_some(struct poller *poller, size_t max, bool hook, size_t *ret_n, struct err *err)
{
	int64_t began = clock_mono_ms(), span = poller_patience(poller)->span_ms, took;
	bool documents = false;
	size_t n = 0;

	if (!db_begin(poller->db, err))
		return false;
	while (n < max && (n == 0 || clock_mono_ms() - began < span)) {
		if (!settle_one(poller, &poller->arrivals[n], err))
			goto undo;
		documents |= poller->arrivals[n++].change.kind == POLL_OK;
	}
	if (hook && documents && !poller->hooks.before_commit(poller->hooks.arg, err))
		goto undo;
	if (!db_commit(poller->db, err))
		return false;
	took = clock_mono_ms() - began;
	if (took > poller->stats.longest_settle_ms)
		poller->stats.longest_settle_ms = took;
	*ret_n = n;
	return true;
undo:
	db_rollback(poller->db);
	return false;
}

static void
tell_failure(struct poller *poller, const struct slot *slot, const struct arrival *arrival)
{
	char when[CLOCK_TEXT_MAX];

	if (arrival->change.kind == POLL_GONE)
		log_warn(poller->log,
			"feed '%s': is gone for good (HTTP 410) and is not asked again",
			slot->section);
	else if (arrival->change.begun & FEED_FAILING)
		log_warn(poller->log, "feed '%s': %s; asked again at %s", slot->section,
			arrival->told, clock_rfc3339(arrival->next_at, when));
	else
		log_debug(poller->log, "feed '%s': %s; asked again at %s", slot->section,
			arrival->told, clock_rfc3339(arrival->next_at, when));
	if (arrival->change.begun & FEED_DEAD)
		log_warn(poller->log, "feed '%s': has failed for days: %s", slot->section,
			arrival->told);
	if (arrival->change.returned)
		log_info(poller->log, "feed '%s': is asked at its configured address again",
			slot->section);
}

static void
tell_success(struct poller *poller, const struct slot *slot, const struct arrival *arrival)
{
	unsigned begun = arrival->change.begun, over = arrival->change.over;

	if (arrival->new_items > 0)
		log_info(poller->log, "feed '%s': %zu items, %zu new", slot->section,
			arrival->items, arrival->new_items);
	else
		log_debug(poller->log, "feed '%s': nothing new", slot->section);
	if (over & (FEED_FAILING | FEED_DEAD | FEED_GONE))
		log_info(poller->log, "feed '%s': is well again", slot->section);
	if (begun & FEED_ROLLED)
		log_warn(poller->log,
			"feed '%s': rolled over between two polls, items may be lost; is asked "
			"more "
			"often for a day",
			slot->section);
	if (over & FEED_ROLLED)
		log_info(poller->log, "feed '%s': no longer rolls over between polls",
			slot->section);
	if (begun & FEED_SILENT)
		log_warn(poller->log, "feed '%s': has had nothing new for unusually long",
			slot->section);
	if (over & FEED_SILENT)
		log_info(poller->log, "feed '%s': has news again", slot->section);
	if (arrival->change.moved)
		log_info(poller->log, "feed '%s': has moved for good, to another address",
			slot->section);
}

static void
count_arrival(struct poller *poller, const struct arrival *arrival)
{
	struct poller_stats *stats = &poller->stats;

	switch (arrival->change.kind) {
	case POLL_OK:
		stats->polls_ok++;
		break;
	case POLL_NOT_MODIFIED:
		stats->polls_not_modified++;
		break;
	case POLL_FAILED:
		stats->polls_failed++;
		return;
	case POLL_GONE:
		stats->polls_gone++;
		return;
	}
	stats->items += arrival->items;
	stats->new_items += arrival->new_items;
	stats->bytes += arrival->result.body_len;
	stats->last_ok = arrival->result.wall;
}

/* From CAME to SLEEPING or GONE. */
static void
arrival_done(struct poller *poller, struct arrival *arrival, bool failed)
{
	struct slot *slot = &poller->slots[arrival->slot];
	int64_t wait = arrival->next_at - clock_wall();

	if (slot->once) {
		slot->once = false;
		slot->place = SLEEPING;
		poller->once_failed += failed;
		poller->once_left--;
	} else if (!failed || arrival->change.kind != POLL_GONE) {
		slot_schedule(poller, arrival->slot,
			clock_mono_ms() + (wait > 0 ? wait : 0) * 1000 + fraction_ms(poller, slot));
	} else {
		slot->place = GONE;
	}
}

static void
arrival_clear(struct poller *poller, struct arrival *arrival)
{
	if (poll_result_has_document(&arrival->result)) {
		poller->n_documents--;
		poller->document_bytes -= arrival->result.body_len;
	}
	poll_result_clear(&arrival->result);
	free(arrival->told);
	free(arrival->address);
}

/* The first n are stored: schedule them, tell of them, let them go. */
static bool
settled(struct poller *poller, size_t n)
{
	bool documents = false;

	for (size_t i = 0; i < n; i++) {
		struct arrival *arrival = &poller->arrivals[i];
		struct slot *slot = &poller->slots[arrival->slot];
		bool failed =
			arrival->change.kind == POLL_FAILED || arrival->change.kind == POLL_GONE;

		if (arrival->address && slot->host != HOST_NONE) {
			poller->hosts.all[slot->host].feeds--;
			slot_move_to(poller, slot, arrival->address);
		}
		count_arrival(poller, arrival);
		if (failed)
			tell_failure(poller, slot, arrival);
		else
			tell_success(poller, slot, arrival);
		documents |= arrival->change.kind == POLL_OK;
		arrival_done(poller, arrival, failed);
		arrival_clear(poller, arrival);
	}
	poller->n_arrivals -= n;
	memmove(poller->arrivals, poller->arrivals + n,
		poller->n_arrivals * sizeof *poller->arrivals);
	poller->oldest_document_ms = poller->oldest_other_ms = clock_mono_ms();
	return documents;
}

/* The first cannot be stored, even alone: it counts as a poll that failed, in memory. */
static void
settle_without_store(struct poller *poller, const struct err *err)
{
	struct arrival *arrival = &poller->arrivals[0];
	struct slot *slot = &poller->slots[arrival->slot];

	if (!poller->store_failing)
		log_error(poller->log, "feed '%s': cannot be stored, is asked again later: %s",
			slot->section, err->text);
	poller->store_failing = true;
	poller->stats.polls_failed++;
	arrival->change = (struct poll_change){ .kind = POLL_FAILED };
	arrival->next_at =
		arrival->result.wall + pace_back_off(slot->interval, 1, poller_random(poller));
	arrival_done(poller, arrival, true);
	arrival_clear(poller, arrival);
	poller->n_arrivals--;
	memmove(poller->arrivals, poller->arrivals + 1,
		poller->n_arrivals * sizeof *poller->arrivals);
}

/* One transaction. */
static void
poller_settle(struct poller *poller)
{
	struct err err = { 0 };
	size_t n = 0;
	bool hook = poller->hooks.before_commit != NULL;

	poller->settling = true;
	if (!settle_some(poller, poller->n_arrivals, hook, &n, &err) &&
		!(hook && settle_some(poller, poller->n_arrivals, false, &n, &err)) &&
		(poller->n_arrivals == 1 || !settle_some(poller, 1, false, &n, &err))) {
		settle_without_store(poller, &err);
	} else {
		if (poller->store_failing)
			log_info(poller->log, "the state can be written again");
		poller->store_failing = false;
		if (settled(poller, n) && poller->hooks.on_commit)
			poller->hooks.on_commit(poller->hooks.arg);
	}
	poller->settling = false;
}

static bool
settle_is_due(struct poller *poller, int64_t now, int64_t *ret_wait)
{
	size_t others = poller->n_arrivals - poller->n_documents;
	int64_t wait = INT64_MAX, other_wait = INT64_MAX;
	const struct patience *patience = poller_patience(poller);
	bool idle = poller->n_flights == 0;

	if (poller->n_documents > 0)
		wait = idle || poller->n_documents >= SETTLE_DOCUMENTS_MAX ||
				       poller->document_bytes >= SETTLE_BYTES_MAX
			       ? 0
			       : poller->oldest_document_ms + patience->wait_ms - now;
	if (others > 0)
		other_wait = others >= SETTLE_OTHERS_MAX || (idle && poller->once_left > 0)
				     ? 0
				     : poller->oldest_other_ms + SETTLE_OTHERS_MS - now;
	*ret_wait = wait < other_wait ? wait : other_wait;
	return *ret_wait <= 0;
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

static void
poller_settle_all(struct poller *poller)
{
	while (poller->n_arrivals > 0)
		poller_settle(poller);
}

void
poller_free(struct poller *poller)
{
	if (!poller)
		return;
	poller->started = false;
	poller_settle_all(poller);
	db_tidy_by_hand(poller->db, false);
	loop_on_turn_end(poller->loop, NULL, NULL);
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

/* Reload. */

/* Feeds by section: index + 1, 0: empty. */
struct sections {
	uint32_t *table; /* owned */
	size_t size;
};

static uint32_t *
section_place(const struct sections *sections, const struct slot *slots, const char *section)
{
	size_t at = (size_t)hash_text(section) & (sections->size - 1);

	while (sections->table[at] && strcmp(slots[sections->table[at] - 1].section, section) != 0)
		at = (at + 1) & (sections->size - 1);
	return &sections->table[at];
}

static struct sections
sections_new(const struct slot *slots, size_t n)
{
	struct sections sections = { .size = 64 };

	while (sections.size < 2 * n)
		sections.size *= 2;
	sections.table = mem_array(sections.size, sizeof *sections.table);
	for (size_t i = 0; i < n; i++)
		*section_place(&sections, slots, slots[i].section) = (uint32_t)i + 1;
	return sections;
}

static const char *
string_keep(struct arena *strings, const char *text)
{
	return text ? arena_strdup(strings, text) : NULL;
}

/* Flights of feeds that stay go on; the others are cancelled. */
static void
flights_follow(struct poller *poller, const uint32_t *now_at)
{
	struct flight *flight = poller->flights;

	while (flight) {
		struct flight *next = flight->next;

		if (now_at[flight->slot] != FEED_NONE) {
			flight->slot = now_at[flight->slot];
		} else {
			http_cancel(flight->call);
			flight_land(flight);
		}
		flight = next;
	}
}

/* When a feed that was asked before is due, from what the store has. */
static int64_t
due_from_state(const struct slot *slot, const struct feed_state *state, int64_t now, int64_t now_ms)
{
	int64_t wait = state->next_at - now;

	/* A shorter interval holds from now on, unless somebody else asked for the wait. */
	if (state->failures == 0 && state->ttl == 0 && state->fresh == 0 &&
		state->interval > slot->interval) {
		int64_t until = state->polled_at + slot->interval - now;

		wait = until < wait ? until : wait;
	}
	if (wait <= 0 || wait > FAR_FUTURE)
		return -1;
	return now_ms + wait * 1000;
}

/* Feeds that are due at once are spread; the others keep their time. */
struct spread {
	uint32_t *slots; /* owned */
	size_t n;
};

static void
spread_put(struct poller *poller, struct spread *spread)
{
	int64_t now = clock_mono_ms();
	unsigned nth = 0;

	for (size_t i = 0; i < spread->n; i++) {
		uint32_t number = spread->slots[i];
		const struct slot *slot = &poller->slots[number];
		bool file = slot->host == HOST_NONE; /* nobody to be polite to */

		slot_schedule(poller, number,
			file ? now
			     : now + pace_spread_ms(nth++, (unsigned)spread->n, slot->interval));
	}
	free(spread->slots);
}

/* Puts a new table of feeds in the place of the old one. */
struct reload {
	struct poller *poller;
	struct sections sections; /* of the new ones */
	const struct slot *old;   /* the old ones … */
	const int64_t *old_due;   /* … and when they were due; -1: not in the heap */
	const uint32_t *was_at;   /* by the new ones' numbers; FEED_NONE: nowhere */
	bool *placed;             /* by the new ones' numbers */
	struct spread spread;
	int64_t now, now_ms;
};

/* Places one feed: where it was, or as the store knows it, or among those that are due. */
static void
slot_place(struct reload *reload, uint32_t number, const struct feed_state *state)
{
	struct poller *poller = reload->poller;
	struct slot *slot = &poller->slots[number];
	uint32_t was = reload->was_at[number];
	int64_t before = was == FEED_NONE ? -1 : reload->old_due[was];
	int64_t due = due_from_state(slot, state, reload->now, reload->now_ms);

	reload->placed[number] = true;
	slot_move_to(poller, slot, state->address ? state->address : slot->url);
	slot->troubles = (uint8_t)state->troubles;
	/* In memory it may be due earlier than in the store, or not be in the store at all. */
	if (before >= 0 && (state->polled_at == 0 || (due >= 0 && before < due)))
		due = before;
	if (was != FEED_NONE && reload->old[was].place == RUNNING)
		slot->place = RUNNING;
	else if (state->troubles & FEED_GONE)
		slot->place = GONE;
	else if (due < 0)
		reload->spread.slots[reload->spread.n++] = number;
	else
		slot_schedule(
			poller, number, due == before ? due : due + fraction_ms(poller, slot));
}

static void
on_schedule_row(void *arg, const struct feed_state *state)
{
	struct reload *reload = arg;
	uint32_t number = *section_place(&reload->sections, reload->poller->slots, state->section);

	if (number > 0 && strcmp(state->url, reload->poller->slots[number - 1].url) == 0)
		slot_place(reload, number - 1, state);
}

/* In the order of the configuration, so that those that are due at once come in it. */
static bool
slots_place(struct reload *reload, struct err *err)
{
	struct poller *poller = reload->poller;
	const struct feed_state nothing = { 0 };
	bool ok = feeds_each_schedule(poller->db, on_schedule_row, reload, err);

	for (size_t i = 0; ok && i < poller->n_slots; i++)
		if (!reload->placed[i])
			slot_place(reload, (uint32_t)i, &nothing);
	return ok;
}

/* When each feed is due now, by its number; -1: not in the heap. */
static int64_t *
due_times(const struct poller *poller)
{
	int64_t *times = mem_array(poller->n_slots + 1, sizeof *times);

	for (size_t i = 0; i < poller->n_slots; i++)
		times[i] = -1;
	for (size_t i = 0; i < poller->due.n; i++)
		if (!(poller->due.entries[i].id & ID_HOST))
			times[poller->due.entries[i].id] = poller->due.entries[i].ms;
	return times;
}

static void
hosts_empty(struct hosts *hosts)
{
	for (size_t i = 0; i < hosts->n; i++) {
		hosts->all[i].first = hosts->all[i].last = FEED_NONE;
		hosts->all[i].feeds = 0;
		hosts->all[i].shortest = 0;
		hosts->all[i].scheduled = false;
	}
}

bool
poller_set_feeds(struct poller *poller, const struct poller_feed *feeds, size_t n, struct err *err)
{
	struct sections sections;
	struct slot *old = poller->slots;
	size_t n_old = poller->n_slots;
	struct arena *old_strings = poller->strings;
	int64_t *old_due;
	uint32_t *now_at = mem_array(n_old + 1, sizeof *now_at);
	uint32_t *was_at = mem_array(n + 1, sizeof *was_at);
	struct reload reload;
	bool ok = feeds_forget(poller->db, clock_wall() - FORGET_AFTER, err);

	poller_settle_all(poller);
	old_due = due_times(poller);
	sections = sections_new(old, n_old);
	memset(now_at, 0xff, (n_old + 1) * sizeof *now_at);
	memset(was_at, 0xff, (n + 1) * sizeof *was_at);
	poller->strings = arena_new();
	poller->slots = mem_array(n + 1, sizeof *poller->slots);
	poller->n_slots = n;
	for (size_t i = 0; i < n; i++) {
		struct slot *slot = &poller->slots[i];
		uint32_t was = *section_place(&sections, old, feeds[i].section);

		slot->section = string_keep(poller->strings, feeds[i].section);
		slot->url = string_keep(poller->strings, feeds[i].url);
		slot->name = string_keep(poller->strings, feeds[i].name);
		slot->header_file = string_keep(poller->strings, feeds[i].header_file);
		slot->interval = (uint32_t)(feeds[i].interval > 0 ? feeds[i].interval : 1);
		if (was && strcmp(old[was - 1].url, slot->url) == 0) {
			now_at[was - 1] = (uint32_t)i;
			was_at[i] = was - 1;
		}
	}
	hosts_empty(&poller->hosts);
	due_clear(&poller->due);
	poller->stats.waiting = 0;
	flights_follow(poller, now_at);
	reload = (struct reload){ .poller = poller,
		.sections = sections_new(poller->slots, n),
		.old = old,
		.old_due = old_due,
		.was_at = was_at,
		.placed = mem_array(n + 1, sizeof *reload.placed),
		.spread = { .slots = mem_array(n + 1, sizeof *reload.spread.slots) },
		.now = clock_wall(),
		.now_ms = clock_mono_ms() };
	ok = ok && slots_place(&reload, err);
	spread_put(poller, &reload.spread);
	free(reload.sections.table);
	free(reload.placed);
	free(old);
	free(old_due);
	free(now_at);
	free(was_at);
	free(sections.table);
	arena_free(old_strings);
	poller_tick(poller);
	timer_set(poller->settle_timer, 0); /* what came at once is settled in the next turn */
	return ok;
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
