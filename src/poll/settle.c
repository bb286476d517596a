/*
 * settle - what came of the polls goes into the store.
 *
 * Results are settled together, at the end of a turn of the loop: documents as soon as nothing
 * else is on its way or after a moment, what only moves a date after a longer one. What the
 * transaction says is told and scheduled once it is committed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "poll/polling.h"
#include "store/db.h"
#include "store/feeds.h"

enum { SETTLE_OTHERS_MS = 500, SETTLE_OTHERS_MAX = 256 };

/* How long a document waits for others to share its transaction, and how long one takes in more. */
struct patience {
	int64_t wait_ms, span_ms;
};

/* In a run-once nobody waits for a single one: larger transactions write less. */
static const struct patience patience_daily = { 5, 20 }, patience_once = { 200, 250 };

static const struct patience *
poller_patience(const struct poller *poller)
{
	return poller->once_left > 0 ? &patience_once : &patience_daily;
}

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
	if (arrival->state)
		state = *arrival->state;
	else if (!slot_state(poller, slot, &state, err))
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
		goto undone;
	took = clock_mono_ms() - began;
	if (took > poller->stats.longest_settle_ms)
		poller->stats.longest_settle_ms = took;
	*ret_n = n;
	return true;
undo:
	db_rollback(poller->db);
undone:
	if (poller->hooks.on_end)
		poller->hooks.on_end(poller->hooks.arg, false);
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
		log_info(poller->log, "feed '%s': %zu item%s, %zu new", slot->section,
			arrival->items, arrival->items == 1 ? "" : "s", arrival->new_items);
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
	free(arrival->state);
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

	if (!poller->store.code)
		log_error(poller->log, "feed '%s': cannot be stored, is asked again later: %s",
			slot->section, err->text);
	poller->store = *err;
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
void
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
		if (poller->store.code)
			log_info(poller->log, "the state can be written again");
		poller->store.code = ERR_NONE;
		if (settled(poller, n) && poller->hooks.on_end)
			poller->hooks.on_end(poller->hooks.arg, true);
	}
	poller->settling = false;
}

bool
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

void
poller_settle_all(struct poller *poller)
{
	while (poller->n_arrivals > 0)
		poller_settle(poller);
}
