/*
 * ask - one feed is asked, in a file or over the web, and what comes is put to the results.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "poll/headers.h"
#include "poll/polling.h"
#include "poll/source.h"
#include "store/feeds.h"

enum {
	REDIRECTS = 5,
	VALIDATOR_MAX = 1000, /* bytes of an ETag or a date */
	HOLDS_HOST_MS = 3000, /* a request that takes longer no longer keeps the others waiting */
};

/* --- flights --- */

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

void
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

/* --- results --- */

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

/* --- asking --- */

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
	struct headers secrets = { 0 };
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
		if (!headers_read(slot->header_file, poller->scratch, &secrets, &err)) {
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

void
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

void
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
