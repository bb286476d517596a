/*
 * courier - carries what lies in the outbox to the notifiers, and tries again.
 *
 * A lane's states, and what makes each move:
 *
 *	idle ----------- courier_turn: lane_claim, committed -----> batch
 *	batch ---------- lane_send: one message after the other --> sending
 *	sending -------- on_message_done -------------------------> batch, or over at its end
 *	over ----------- courier_turn: lane_record, committed ----> idle
 *
 * One turn writes for all lanes in one transaction: what came of the last messages, and
 * the attempts that begin. Nothing is sent before it is committed; where it fails, what
 * was claimed is forgotten, what came of messages is kept and written later.
 *
 * A message that fails for now blocks its lane until its next try, so that order holds.
 * Only one that a living receiver answered with an error several times is overtaken.
 */
#include "app/courier.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "loop/loop.h"
#include "model/alert.h"
#include "store/db.h"
#include "store/outbox.h"

enum {
	BATCH_MAX = 32,        /* messages claimed in one transaction */
	FOLD_MAX = 120,        /* alerts in one folded message */
	SWEEP_MS = 5000,       /* another process may have changed the outbox */
	FINISH_MS = 3000,      /* how long a stop waits for what is under way */
	RECORD_MS = 5,         /* how long an end of a message may wait to be written */
	PACE_LOOK_MS = 100,    /* another lane sends to the same address: look again then */
	STATE_RETRY_MS = 5000, /* after the state could not be written */
	BUSY_MS = 1,           /* somebody else's transaction is open */
	OVERTAKE_TRIES = 4,    /* so many errors of a living receiver are the message's fault */
	OVERTAKE_PAUSE = 1800,
	WAIT_MAX = 86400, /* seconds; nobody may ask us to wait longer */
	HOUR = 3600,
	FORGET_AFTER = 90 * 86400,
	HEADLINE_MAX = 120,
};

/* After the first, second … failure; in seconds. */
static const int64_t schedule[] = { 5, 300, 1800, 7200, 18000, 36000 };

/* What goes out at once: one alert, or several that were held. */
struct message {
	int64_t *ids; /* their rows */
	size_t n_ids;
	unsigned tries, answered; /* the first row's, this attempt included */
	struct alert *alerts;     /* what is said: the newest alert of each deal */
	const char **texts;
	size_t n_alerts;

	bool sent;
	struct notifier_result result; /* text in the batch's arena */
	int64_t next_at;
};

struct batch {
	struct arena *arena; /* owned */
	struct message messages[BATCH_MAX];
	size_t n;
	size_t at;       /* the next one to send */
	size_t recorded; /* so many of those are written */
};

struct lane {
	struct courier *courier;
	char *name, *type;             /* owned */
	struct courier_notifier rules; /* its settings are the notifier's business */
	struct notifier *notifier;     /* owned */
	struct notifier *successor;    /* owned; takes over when the batch is done; or NULL */
	bool removed;                  /* goes when the batch is done */
	bool sending;
	struct batch batches[2]; /* the one under way, and what is being claimed */
	struct batch *batch, *claimed;
	int64_t pause_until; /* monotonic ms */
	int64_t send_from;   /* monotonic ms: pace */
	int64_t due_at;      /* monotonic ms: when the row that blocks the lane is due; 0: none */
	bool again;          /* there is more to look at */
	bool stopped;
	unsigned dead; /* times in a row that the receiver was none */
	bool troubled; /* said so in the log */
	struct courier_lane tally;
	char *error; /* owned; or NULL */
};

struct courier {
	struct loop *loop; /* borrowed, like the next three */
	struct http *http;
	struct db *db;
	const struct log *log;
	struct zone *zone;   /* owned */
	struct lane **lanes; /* owned */
	size_t n_lanes, cap_lanes;
	struct timer *timer;
	int64_t timer_at; /* monotonic ms; 0: not set */
	bool state_failed;
	bool finishing; /* nothing new is begun or sent */
	/* run --once */
	void (*on_once)(void *arg, unsigned failed);
	void *once_arg;
	unsigned failed;
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

static void
courier_turn_soon(struct courier *courier)
{
	courier_turn_at(courier, clock_mono_ms());
}

/* --- rules ------------------------------------------------------------------- */

/* True where both amounts can be compared; then *ret is the sign of a - b. */
static bool
amount_compare(const struct amount *a, const struct amount *b, int *ret)
{
	int64_t x = a->usd, y = b->usd;

	if (a->value <= 0 || b->value <= 0)
		return false;
	if (strcmp(a->currency, b->currency) == 0) {
		x = a->value;
		y = b->value;
	}
	if (x <= 0 || y <= 0)
		return false;
	*ret = (x > y) - (x < y);
	return true;
}

static bool
is_below(const struct amount *amount, const struct amount *limit)
{
	int sign;

	return amount_compare(amount, limit, &sign) && sign < 0;
}

static bool
is_urgent(const struct lane *lane, const struct alert *alert)
{
	int sign;

	return amount_compare(&alert->deal.amount, &lane->rules.urgent_amount, &sign) && sign >= 0;
}

static bool
lane_is_quiet(const struct lane *lane, int64_t now)
{
	int from = lane->rules.quiet_from, to = lane->rules.quiet_to;
	int minute = zone_minute(lane->courier->zone, now);

	if (from < 0 || to < 0 || from == to)
		return false;
	return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/* Messages that may still go out within this hour. */
static bool
lane_slots(struct lane *lane, int64_t now, unsigned *ret_slots, struct err *err)
{
	unsigned sent;
	int64_t first;

	*ret_slots = UINT32_MAX;
	if (lane->rules.max_per_hour == 0)
		return true;
	if (!outbox_sent_since(lane->courier->db, lane->name, now - HOUR, &sent, &first, err))
		return false;
	*ret_slots = sent < lane->rules.max_per_hour ? lane->rules.max_per_hour - sent : 0;
	return true;
}

/* --- claiming ---------------------------------------------------------------- */

/* How long to wait after so many tries, with some chance in it so that not all come at once. */
static int64_t
wait_after(const struct lane *lane, unsigned tries)
{
	size_t step = tries > 0 ? tries - 1 : 0;
	int64_t wait = schedule[step < ARRAY_LEN(schedule) ? step : ARRAY_LEN(schedule) - 1];
	int64_t now = clock_mono_ms();
	uint64_t chance = hash_more(hash_text(lane->name), &now, sizeof now);

	return wait + (int64_t)(chance % (uint64_t)(wait / 5 + 1));
}

/* A time that lies further ahead than any wait comes from a clock that was wrong. */
static bool
is_due(const struct outbox_row *row, int64_t now)
{
	return row->next_at <= now || row->next_at > now + WAIT_MAX + HOUR;
}

static bool
row_alert(const struct outbox_row *row, struct arena *arena, struct alert *ret_alert)
{
	struct jnode *node = jnode_parse(row->alert, strlen(row->alert), NULL);
	bool ok = node && alert_from_json(node, ret_alert, arena, NULL);

	jnode_free(node);
	return ok;
}

/* Begins the attempt of one row as a part of a message. */
static bool
message_add(struct lane *lane, struct message *message, const struct outbox_row *row, int64_t now,
	struct err *err)
{
	message->ids[message->n_ids++] = row->id;
	if (message->n_ids == 1) {
		message->tries = row->tries + 1;
		message->answered = row->answered;
	}
	return outbox_begin(
		lane->courier->db, row->id, now + wait_after(lane, row->tries + 1), err);
}

/* What is said of a deal is its newest alert. */
static void
message_say(struct message *message, const struct alert *alert, const char *text)
{
	size_t i = 0;

	while (i < message->n_alerts && strcmp(message->alerts[i].deal_id, alert->deal_id) != 0)
		i++;
	message->alerts[i] = *alert;
	message->texts[i] = text;
	if (i == message->n_alerts)
		message->n_alerts++;
}

static struct message *
batch_add(struct batch *batch, size_t max_rows)
{
	struct message *message = &batch->messages[batch->n++];

	*message = (struct message){
		.ids = arena_array(batch->arena, max_rows, sizeof *message->ids),
		.alerts = arena_array(batch->arena, max_rows, sizeof *message->alerts),
		.texts = arena_array(batch->arena, max_rows, sizeof *message->texts),
	};
	return message;
}

static bool
park_unreadable(struct lane *lane, const struct outbox_row *row, struct err *err)
{
	log_error(lane->courier->log, "notifier '%s': delivery %lld can't be read, it is parked",
		lane->name, (long long)row->id);
	return outbox_park(
		lane->courier->db, row->id, "what is stored of the alert can't be read", err);
}

/* Everything that was held and may go now: as one message, or for programs one after the other. */
static bool
claim_held(struct lane *lane, const struct outbox_row *rows, size_t n, unsigned slots, int64_t now,
	struct err *err)
{
	bool fold = notifier_folds(lane->notifier);
	struct message *message = NULL;
	struct alert alert;

	for (size_t i = 0; i < n; i++) {
		if (lane->rules.digest >= 0 &&
			zone_next(lane->courier->zone, rows[i].created, lane->rules.digest) > now)
			break;
		if (!row_alert(&rows[i], lane->claimed->arena, &alert)) {
			if (!park_unreadable(lane, &rows[i], err))
				return false;
			continue;
		}
		if (!fold && lane->claimed->n == slots)
			break;
		if (!message || !fold)
			message = batch_add(lane->claimed, fold ? n : 1);
		message_say(message, &alert, rows[i].alert);
		if (!message_add(lane, message, &rows[i], now, err))
			return false;
	}
	return true;
}

/* The row that all the others wait for: is it due? If not, when. */
static bool
lane_blocked(struct lane *lane, const struct outbox_row *row, int64_t now)
{
	if (is_due(row, now))
		return false;
	lane->due_at = clock_mono_ms() + (row->next_at - now) * 1000;
	return true;
}

static bool
lane_claim_held(struct lane *lane, unsigned slots, bool quiet, int64_t now, struct err *err)
{
	struct arena *arena = lane->claimed->arena;
	struct db *db = lane->courier->db;
	size_t max = notifier_folds(lane->notifier) ? FOLD_MAX : BATCH_MAX, n;
	struct outbox_row *rows;

	if (lane->rules.digest < 0 && (quiet || slots == 0))
		return true;
	/* A look at the first one tells whether all the others are worth reading. */
	if (!outbox_waiting(db, lane->name, true, 1, arena, &rows, &n, err))
		return false;
	if (n == 0 || lane_blocked(lane, &rows[0], now))
		return true;
	if (lane->rules.digest >= 0 &&
		zone_next(lane->courier->zone, rows[0].created, lane->rules.digest) > now)
		return true;
	return outbox_waiting(db, lane->name, true, max, arena, &rows, &n, err) &&
	       claim_held(lane, rows, n, slots, now, err);
}

/* Is it left out by min-amount? Whoever was told of a deal hears how it goes on. */
static bool
row_is_unwanted(struct lane *lane, const struct alert *alert, bool *ret_unwanted, struct err *err)
{
	bool told = false;

	*ret_unwanted = is_below(&alert->deal.amount, &lane->rules.min_amount);
	if (!*ret_unwanted)
		return true;
	if (!outbox_told(lane->courier->db, lane->name, alert->deal_id, &told, err))
		return false;
	*ret_unwanted = !told;
	return true;
}

/* What the rules say to one new row: leave it out, hold it, or send it. */
static bool
claim_row(struct lane *lane, const struct outbox_row *row, unsigned slots, bool quiet, int64_t now,
	struct err *err)
{
	struct db *db = lane->courier->db;
	struct message *message;
	struct alert alert;
	bool unwanted, held;

	if (!row_alert(row, lane->claimed->arena, &alert))
		return park_unreadable(lane, row, err);
	if (!row_is_unwanted(lane, &alert, &unwanted, err))
		return false;
	if (unwanted)
		return outbox_skipped(db, row->id, now, err);
	held = lane->rules.digest >= 0 ||
	       (!is_urgent(lane, &alert) && (quiet || lane->claimed->n >= slots));
	if (held)
		return outbox_hold(db, row->id, err);
	message = batch_add(lane->claimed, 1);
	message_say(message, &alert, row->alert);
	return message_add(lane, message, row, now, err);
}

static bool
lane_claim_new(struct lane *lane, unsigned slots, bool quiet, int64_t now, struct err *err)
{
	/* Whoever has a pace gets one by one: what was begun and not sent would be in doubt. */
	size_t max = notifier_pace_ms(lane->notifier) > 0 ? 1 : BATCH_MAX, n, overtaken = 0;
	struct outbox_row *rows;

	if (!outbox_waiting(lane->courier->db, lane->name, false, BATCH_MAX, lane->claimed->arena,
		    &rows, &n, err))
		return false;
	for (size_t i = 0; i < n && lane->claimed->n < max; i++) {
		if (!is_due(&rows[i], now) && rows[i].answered >= OVERTAKE_TRIES) {
			overtaken++;
			continue;
		}
		if (lane_blocked(lane, &rows[i], now))
			return true;
		if (!claim_row(lane, &rows[i], slots, quiet, now, err))
			return false;
	}
	/* Some were left out or held: there may be others behind them. */
	lane->again = n == BATCH_MAX && lane->claimed->n == 0 && overtaken < n;
	return true;
}

/* Chooses what goes out next, and writes that it is being tried. */
static bool
lane_claim(struct lane *lane, struct err *err)
{
	int64_t now = clock_wall();
	bool quiet = lane_is_quiet(lane, now), urged = false;
	unsigned slots;

	lane->due_at = 0;
	lane->again = false;
	if (lane->removed || lane->courier->finishing)
		return true;
	if (lane->stopped || lane->pause_until > clock_mono_ms()) {
		if (!outbox_urged(lane->courier->db, lane->name, &urged, err))
			return false;
		if (!urged)
			return true;
	}
	if (!lane_slots(lane, now, &slots, err) || !lane_claim_held(lane, slots, quiet, now, err))
		return false;
	if (lane->claimed->n > 0) {
		lane->again = true;
		return true;
	}
	return lane_claim_new(lane, slots, quiet, now, err);
}

/* --- sending ----------------------------------------------------------------- */

static void
lane_fail(struct lane *lane, const char *text)
{
	free(lane->error);
	lane->error = mem_strdup(text);
	lane->courier->failed++;
}

/* The receiver can't be reached or wants no more now: said once, until it works again. */
static void
lane_trouble(struct lane *lane, enum log_level level, const char *text, const char *what)
{
	const struct log *log = lane->courier->log;

	if (lane->troubled)
		log_debug(log, "notifier '%s': %s; %s", lane->name, text, what);
	else if (level == LOG_ERROR)
		log_error(log, "notifier '%s': %s; %s", lane->name, text, what);
	else
		log_warn(log, "notifier '%s': %s; %s", lane->name, text, what);
	lane->troubled = true;
}

static void
lane_delivered(struct lane *lane, const struct message *message)
{
	struct str headline;

	str_init(&headline, HEADLINE_MAX);
	utf8_clean_line(&headline, message->alerts[0].headline, strlen(message->alerts[0].headline),
		HEADLINE_MAX);
	if (message->n_alerts > 1)
		log_info(lane->courier->log, "notifier '%s': delivered %zu deals in one message",
			lane->name, message->n_alerts);
	else
		log_info(lane->courier->log, "notifier '%s': delivered '%s'%s", lane->name,
			headline.text, lane->troubled ? "; it works again" : "");
	str_clear(&headline);
	lane->tally.delivered++;
	lane->troubled = false;
	lane->stopped = false;
	lane->dead = 0;
	lane->pause_until = 0;
	free(lane->error);
	lane->error = NULL;
}

/* Failed for now: when is it tried again, and how long does the lane wait? */
static void
lane_postpone(struct lane *lane, struct message *message)
{
	const struct notifier_result *result = &message->result;
	int64_t wait = wait_after(lane, message->tries), pause;

	if (result->retry_after >= 0)
		wait = result->retry_after < 1 ? 1 : result->retry_after;
	if (wait > WAIT_MAX)
		wait = WAIT_MAX;
	pause = wait;
	if (result->answered && message->answered + 1 >= OVERTAKE_TRIES &&
		result->retry_after < 0 && pause > OVERTAKE_PAUSE)
		pause = OVERTAKE_PAUSE;
	/* Rounded up: never earlier than was asked for. */
	message->next_at = (clock_wall_ms() + wait * 1000 + 999) / 1000;
	lane->pause_until = clock_mono_ms() + pause * 1000;
	lane->tally.failed++;
	lane_fail(lane, result->text);
	lane_trouble(lane, LOG_WARN, result->text, "it is tried again");
}

/* The receiver is none: this message is parked, those behind it wait longer each time. */
static void
lane_bury(struct lane *lane, const struct message *message)
{
	const struct notifier_result *result = &message->result;

	lane->tally.refused++;
	lane_fail(lane, result->text);
	if (result->outcome == NOTIFIER_GONE) {
		lane->stopped = true;
		lane_trouble(lane, LOG_ERROR, result->text,
			"it is left alone until the configuration is loaded again");
	} else {
		lane->pause_until = clock_mono_ms() + wait_after(lane, ++lane->dead) * 1000;
		lane_trouble(lane, LOG_ERROR, result->text,
			"the delivery is parked ('dealwatch outbox' shows it)");
	}
}

/* What came of a message. */
static void
lane_take_result(struct lane *lane, struct message *message)
{
	switch (message->result.outcome) {
	case NOTIFIER_DELIVERED:
		lane_delivered(lane, message);
		break;
	case NOTIFIER_AGAIN:
		lane_postpone(lane, message);
		break;
	case NOTIFIER_REFUSED:
		lane->tally.refused++;
		lane_fail(lane, message->result.text);
		log_error(lane->courier->log,
			"notifier '%s': %s; the delivery is parked ('dealwatch outbox' shows it)",
			lane->name, message->result.text);
		break;
	case NOTIFIER_DEAD:
	case NOTIFIER_GONE:
		lane_bury(lane, message);
		break;
	}
}

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

/* --- recording --------------------------------------------------------------- */

static bool
message_record(struct lane *lane, const struct message *message, struct err *err)
{
	struct db *db = lane->courier->db;
	const struct notifier_result *result = &message->result;
	int64_t now = clock_wall();
	bool ok = true;

	for (size_t i = 0; ok && i < message->n_ids; i++) {
		int64_t id = message->ids[i];

		if (!message->sent)
			ok = outbox_unbegin(db, id, err);
		else if (result->outcome == NOTIFIER_DELIVERED)
			ok = outbox_delivered(db, id, message->ids[0], now, err);
		else if (result->outcome == NOTIFIER_AGAIN)
			ok = outbox_failed(db, id, message->next_at, result->retry_after >= 0,
				result->answered, result->text, err);
		else
			ok = outbox_park(db, id, result->text, err);
	}
	return ok;
}

static bool
lane_record(struct lane *lane, struct err *err)
{
	const struct batch *batch = lane->batch;

	for (size_t i = batch->recorded; i < batch->at; i++)
		if (!message_record(lane, &batch->messages[i], err))
			return false;
	return true;
}

static void
batch_clear(struct batch *batch)
{
	arena_reset(batch->arena);
	batch->n = batch->at = batch->recorded = 0;
}

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
		if (lane_record(lane, err) && (lane->batch->at < lane->batch->n ||
						      lane->successor || lane_claim(lane, err)))
			continue;
		db_rollback(courier->db);
		return false;
	}
	return db_commit(courier->db, err);
}

/* --- the turn ---------------------------------------------------------------- */

static void
lane_free(struct lane *lane)
{
	if (!lane)
		return;
	notifier_free(lane->notifier);
	notifier_free(lane->successor);
	for (size_t i = 0; i < ARRAY_LEN(lane->batches); i++)
		arena_free(lane->batches[i].arena);
	free(lane->name);
	free(lane->type);
	free(lane->error);
	free(lane);
}

static bool
lane_is_idle(const struct lane *lane)
{
	return !lane->sending && lane->batch->n == 0;
}

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
	courier->on_once = NULL;
	on_once(courier->once_arg, courier->failed);
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

static struct lane *
lane_new(struct courier *courier, const struct courier_notifier *setting, struct err *err)
{
	struct lane *lane = mem_new(sizeof *lane);

	lane->courier = courier;
	lane->name = mem_strdup(setting->settings.name);
	lane->type = mem_strdup(setting->settings.type);
	lane->rules = *setting;
	lane->rules.settings = (struct notifier_settings){ 0 }; /* borrowed; not ours to keep */
	for (size_t i = 0; i < ARRAY_LEN(lane->batches); i++)
		lane->batches[i].arena = arena_new();
	lane->batch = &lane->batches[0];
	lane->claimed = &lane->batches[1];
	lane->notifier = notifier_new(&setting->settings, courier->loop, courier->http, err);
	if (!lane->notifier) {
		err_prefix(err, "notifier '%s'", lane->name);
		lane_free(lane);
		return NULL;
	}
	return lane;
}

static struct lane *
courier_find(const struct courier *courier, const char *name)
{
	for (size_t i = 0; i < courier->n_lanes; i++)
		if (!courier->lanes[i]->removed && strcmp(courier->lanes[i]->name, name) == 0)
			return courier->lanes[i];
	return NULL;
}

/* What a lane becomes at a reload: itself, itself with another notifier, or a new one. */
struct change {
	struct lane *lane;         /* the old one, or the new one (owned until it is taken) */
	struct notifier *notifier; /* owned; or NULL */
	bool is_new;
};

static bool
change_prepare(struct courier *courier, const struct courier_notifier *setting, struct change *ret,
	struct err *err)
{
	*ret = (struct change){ .lane = courier_find(courier, setting->settings.name) };
	if (!ret->lane) {
		ret->is_new = true;
		ret->lane = lane_new(courier, setting, err);
		return ret->lane != NULL;
	}
	if (notifier_same(ret->lane->successor ? ret->lane->successor : ret->lane->notifier,
		    &setting->settings))
		return true;
	ret->notifier = notifier_new(&setting->settings, courier->loop, courier->http, err);
	if (!ret->notifier)
		err_prefix(err, "notifier '%s'", setting->settings.name);
	return ret->notifier != NULL;
}

static void
change_apply(struct courier *courier, struct change *change, const struct courier_notifier *setting)
{
	struct lane *lane = change->lane;

	lane->removed = false;
	lane->rules = *setting;
	lane->rules.settings = (struct notifier_settings){ 0 }; /* borrowed; not ours to keep */
	/* Whoever loads the configuration anew has mended something. */
	lane->stopped = false;
	lane->pause_until = 0;
	lane->dead = 0;
	if (change->notifier) {
		notifier_free(lane->successor);
		lane->successor = change->notifier;
		free(lane->type);
		lane->type = mem_strdup(setting->settings.type);
	}
	if (change->is_new) {
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers it is */
		courier->lanes = MEM_GROW(courier->lanes, courier->n_lanes, courier->cap_lanes);
		courier->lanes[courier->n_lanes++] = lane;
	}
}

static void
change_undo(struct change *change)
{
	notifier_free(change->notifier);
	if (change->is_new)
		lane_free(change->lane);
}

bool
courier_reload(struct courier *courier, const struct courier_settings *settings, struct err *err)
{
	struct change *changes = mem_array(settings->n_notifiers + 1, sizeof *changes);
	struct zone *zone = zone_new(settings->timezone, err);
	size_t n = 0;
	bool ok = zone != NULL;

	while (ok && n < settings->n_notifiers) {
		ok = change_prepare(courier, &settings->notifiers[n], &changes[n], err);
		n++;
	}
	if (ok) {
		zone_free(courier->zone);
		courier->zone = zone;
		for (size_t i = 0; i < courier->n_lanes; i++)
			courier->lanes[i]->removed = true;
		for (size_t i = 0; i < n; i++)
			change_apply(courier, &changes[i], &settings->notifiers[i]);
		courier_turn_soon(courier);
	} else {
		for (size_t i = 0; i < n; i++)
			change_undo(&changes[i]);
		zone_free(zone);
	}
	free(changes);
	return ok;
}

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
	courier->failed = 0;
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
	int64_t now = clock_mono_ms();

	*ret_lane = lane->tally;
	ret_lane->name = lane->name;
	ret_lane->type = lane->type;
	ret_lane->stopped = lane->stopped;
	ret_lane->resumes =
		lane->pause_until > now ? clock_wall() + (lane->pause_until - now) / 1000 : 0;
	ret_lane->error = lane->error ? lane->error : "";
}
