/*
 * courier - carries what lies in the outbox to the notifiers, and tries again.
 *
 * A lane's states, and what makes each move:
 *
 *	idle ----------- courier_turn: lane_claim, committed -----> batch
 *	batch ---------- lane_send: one message after the other --> sending
 *	sending -------- on_message_done -------------------------> batch, or over at its end
 *	batch ---------- lane_send, where a reload ended the lane -> over
 *	over ----------- courier_turn: lane_record, committed ----> idle
 *
 * One turn writes for all lanes in one transaction: what came of the last messages, and
 * the attempts that begin. Nothing is sent before it is committed; where it fails, what
 * was claimed is forgotten, what came of messages is kept and written later.
 *
 * A message that fails for now blocks its lane until its next try, so that order holds.
 * Only one that a living receiver answered with an error several times is overtaken.
 */
#include "courier/courier.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/zone.h"
#include "inside.h"
#include "lane.h"
#include "loop/loop.h"
#include "store/db.h"
#include "store/outbox.h"

enum {
	SWEEP_MS = 5000,       /* another process may have changed the outbox */
	FINISH_MS = 3000,      /* how long a stop waits for what is under way */
	RECORD_MS = 5,         /* how long an end of a message may wait to be written */
	PACE_LOOK_MS = 100,    /* another lane sends to the same address: look again then */
	STATE_RETRY_MS = 5000, /* after the state could not be written */
	BUSY_MS = 1,           /* somebody else's transaction is open */
	FORGET_AFTER = 90 * 86400,
};

/* The turn comes at that time, or earlier if it was to come earlier. */
static void
courier_turn_at(struct courier *courier, int64_t when)
{
	int64_t now = clock_mono_ms();

	if (courier->timer_at != 0 && courier->timer_at <= when)
		return;
	courier->timer_at = when > 1 ? when : 1;
	timer_set(courier->timer, when > now ? when - now : 0);
}

void
courier_turn_soon(struct courier *courier)
{
	courier_turn_at(courier, clock_mono_ms());
}

/* --- sending ----------------------------------------------------------------- */

static void lane_send(struct lane *lane);

static bool
courier_is_sending(const struct courier *courier)
{
	for (size_t i = 0; i < courier->n_lanes; i++)
		if (courier->lanes[i]->sending)
			return true;
	return false;
}

static void
on_message_done(void *arg, const struct notifier_result *result)
{
	struct lane *lane = arg;
	struct batch *batch = lane->batch;
	struct message *message = &batch->messages[batch->at++];

	lane->sending = false;
	/* From the answer on: what was slow to arrive must not be followed sooner for it. */
	lane->send_from = clock_mono_ms() + notifier_pace_ms(lane->notifier);
	message->sent = true;
	message->result = *result;
	message->result.text = arena_strdup(batch->arena, result->text);
	lane_take_result(lane, message);
	lane->courier->failed += result->outcome != NOTIFIER_DELIVERED;
	if (result->outcome != NOTIFIER_DELIVERED && result->outcome != NOTIFIER_REFUSED)
		batch->at = batch->n; /* the rest was not sent; lane_record undoes its attempts */
	if (batch->at == batch->n)
		courier_turn_soon(lane->courier);
	else
		courier_turn_at(lane->courier, clock_mono_ms() + RECORD_MS);
	lane_send(lane);
	if (lane->courier->finishing && !courier_is_sending(lane->courier))
		loop_stop(lane->courier->loop);
}

/* Two lanes to one address share its pace. */
static int64_t
lane_may_send_from(const struct lane *lane)
{
	const struct courier *courier = lane->courier;
	const char *url = notifier_url(lane->notifier);
	int64_t from = lane->send_from;

	for (size_t i = 0; url && i < courier->n_lanes; i++) {
		const struct lane *other = courier->lanes[i];
		const char *other_url = notifier_url(other->notifier);

		if (!other_url || strcmp(url, other_url) != 0)
			continue;
		if (other->send_from > from)
			from = other->send_from;
		if (other->sending && clock_mono_ms() + PACE_LOOK_MS > from)
			from = clock_mono_ms() + PACE_LOOK_MS;
	}
	return from;
}

static void
lane_send(struct lane *lane)
{
	struct batch *batch = lane->batch;
	int64_t pace = notifier_pace_ms(lane->notifier), now = clock_mono_ms();
	struct notifier_message message;

	if (lane->sending || batch->at == batch->n || lane->courier->finishing)
		return;
	if (lane->removed || lane->successor) {
		batch->at = batch->n; /* a reload wants the rest elsewhere: not sent, as above */
		courier_turn_soon(lane->courier);
		return;
	}
	if (pace > 0 && lane_may_send_from(lane) > now) {
		courier_turn_at(lane->courier, lane_may_send_from(lane));
		return;
	}
	message = (struct notifier_message){
		.alerts = batch->messages[batch->at].alerts,
		.texts = batch->messages[batch->at].texts,
		.n_alerts = batch->messages[batch->at].n_alerts,
	};
	lane->sending = true;
	notifier_send(lane->notifier, &message, on_message_done, lane);
}

/* --- writing ------------------------------------------------------------------ */

/* The turn was committed: what it wrote holds, what it claimed may be sent. */
static void
lane_commit(struct lane *lane)
{
	struct batch *batch = lane->batch;

	batch->recorded = batch->at;
	if (batch->at < batch->n)
		return;
	if (lane->successor) {
		notifier_free(lane->notifier);
		lane->notifier = lane->successor;
		lane->successor = NULL;
		lane->again = true;
	}
	batch_clear(batch);
	lane->batch = lane->claimed;
	lane->claimed = batch;
}

static bool
courier_write(struct courier *courier, struct err *err)
{
	if (!db_begin(courier->db, err))
		return false;
	for (size_t i = 0; i < courier->n_lanes; i++) {
		struct lane *lane = courier->lanes[i];

		/* A successor takes over first: what is claimed must be for it. */
		bool claims = !courier->finishing && !lane->successor &&
			      lane->batch->at == lane->batch->n;

		if (!lane_record(lane, err) || (claims && !lane_claim(lane, err))) {
			db_rollback(courier->db);
			return false;
		}
	}
	return db_commit(courier->db, err);
}

/* --- the turn ---------------------------------------------------------------- */

static void
courier_drop_removed(struct courier *courier)
{
	size_t kept = 0;

	for (size_t i = 0; i < courier->n_lanes; i++) {
		if (courier->lanes[i]->removed && lane_is_idle(courier->lanes[i]))
			lane_free(courier->lanes[i]);
		else
			courier->lanes[kept++] = courier->lanes[i];
	}
	courier->n_lanes = kept;
}

/* The state can't be written: nothing is sent, what is known of messages is kept. */
static void
courier_state_failed(struct courier *courier, const struct err *err)
{
	if (!courier->state_failed)
		log_error(courier->log, "outbox: %s; nothing is sent until it can be written",
			err->text);
	courier->state_failed = true;
	for (size_t i = 0; i < courier->n_lanes; i++)
		batch_clear(courier->lanes[i]->claimed);
	courier_turn_at(courier, clock_mono_ms() + STATE_RETRY_MS);
}

static void
courier_plan(struct courier *courier)
{
	int64_t now = clock_mono_ms();

	courier_turn_at(courier, now + SWEEP_MS);
	for (size_t i = 0; i < courier->n_lanes; i++) {
		const struct lane *lane = courier->lanes[i];

		if (lane->sending || lane->batch->at < lane->batch->n)
			continue;
		if (lane->again || lane->successor)
			courier_turn_at(courier, now);
		else if (lane->pause_until > now)
			courier_turn_at(courier, lane->pause_until);
		else if (lane->due_at > 0)
			courier_turn_at(courier, lane->due_at > now ? lane->due_at : now + 1);
	}
}

/* `run --once` is over when no lane has anything left that is due. */
static void
courier_end_once(struct courier *courier)
{
	void (*on_once)(void *arg, unsigned failed) = courier->on_once;

	if (!on_once)
		return;
	if (courier->state_failed) {
		courier->failed++;
	} else {
		for (size_t i = 0; i < courier->n_lanes; i++)
			if (!lane_is_idle(courier->lanes[i]) || courier->lanes[i]->again)
				return;
	}
	unsigned failed = courier->failed;

	courier->on_once = NULL;
	courier->failed = 0;
	on_once(courier->once_arg, failed);
}

static void
courier_turn(struct courier *courier)
{
	struct err err = { 0 };

	courier->timer_at = 0;
	if (db_in_transaction(courier->db)) {
		/* Ours would be a part of it, and what we send might be undone with it. */
		courier_turn_at(courier, clock_mono_ms() + BUSY_MS);
		return;
	}
	if (!courier_write(courier, &err)) {
		courier_state_failed(courier, &err);
		courier_end_once(courier);
		return;
	}
	if (courier->state_failed)
		log_info(courier->log, "outbox: the state can be written again");
	courier->state_failed = false;
	for (size_t i = 0; i < courier->n_lanes; i++)
		lane_commit(courier->lanes[i]);
	courier_drop_removed(courier);
	courier_plan(courier);
	for (size_t i = 0; i < courier->n_lanes; i++)
		lane_send(courier->lanes[i]);
	courier_end_once(courier);
}

static void
on_turn(void *arg)
{
	courier_turn(arg);
}

/* --- outside ----------------------------------------------------------------- */

struct courier *
courier_new(struct loop *loop, struct http *http, struct db *db, const struct log *log,
	const struct courier_settings *settings, struct err *err)
{
	struct courier *courier = mem_new(sizeof *courier);

	courier->loop = loop;
	courier->http = http;
	courier->db = db;
	courier->log = log;
	courier->timer = timer_new(loop, on_turn, courier);
	if (!outbox_recover(db, clock_wall() - FORGET_AFTER, err) ||
		!courier_reload(courier, settings, err)) {
		courier_free(courier);
		return NULL;
	}
	return courier;
}

void
courier_free(struct courier *courier)
{
	if (!courier)
		return;
	for (size_t i = 0; i < courier->n_lanes; i++)
		lane_free(courier->lanes[i]);
	free(courier->lanes);
	timer_free(courier->timer);
	zone_free(courier->zone);
	free(courier);
}

static void
on_finish_late(void *arg)
{
	struct courier *courier = arg;

	loop_stop(courier->loop);
}

/* What is still under way stays in doubt; what is behind it was never sent. */
static void
lane_give_up_rest(struct lane *lane)
{
	struct batch *batch = lane->batch;

	if (lane->sending && batch->at < batch->n)
		batch->messages[batch->at].n_ids = 0;
	batch->at = batch->n;
}

void
courier_finish(struct courier *courier)
{
	struct timer *late;
	struct err err = { 0 };

	if (!courier)
		return;
	late = timer_new(courier->loop, on_finish_late, courier);
	courier->finishing = true;
	if (courier_is_sending(courier)) {
		timer_set(late, FINISH_MS);
		loop_run(courier->loop);
	}
	timer_free(late);
	for (size_t i = 0; i < courier->n_lanes; i++)
		lane_give_up_rest(courier->lanes[i]);
	if (!db_in_transaction(courier->db) && !courier_write(courier, &err))
		log_error(courier->log, "outbox: %s; what was sent last may come again", err.text);
}

void
courier_wake(struct courier *courier)
{
	courier_turn_soon(courier);
}

void
courier_run_once(struct courier *courier, void (*on_done)(void *arg, unsigned failed), void *arg)
{
	assert(!courier->on_once);
	courier->on_once = on_done;
	courier->once_arg = arg;
	courier_turn_soon(courier);
}

size_t
courier_n_lanes(const struct courier *courier)
{
	return courier->n_lanes;
}

void
courier_lane(const struct courier *courier, size_t i, struct courier_lane *ret_lane)
{
	const struct lane *lane = courier->lanes[i];

	*ret_lane = lane->tally;
	ret_lane->name = lane->name;
	ret_lane->stopped = lane->stopped;
	ret_lane->error = lane->error ? lane->error : "";
}
