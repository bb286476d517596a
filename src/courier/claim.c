/*
 * claim - chooses what goes out next of a lane, by its notifier's rules.
 *
 * First what was held and may go now, then what is new: left out, held, or sent.
 */
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/zone.h"
#include "lane.h"
#include "store/outbox.h"

enum {
	FOLD_MAX = 120, /* alerts in one folded message */
	HOUR = 3600,
};

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
	int minute = zone_minute(lane->zone, now);

	if (from < 0 || to < 0 || from == to)
		return false;
	return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/* Messages that may still go out within this hour. */
static bool
lane_slots(struct lane *lane, int64_t now, unsigned *ret_slots, struct err *err)
{
	unsigned sent;

	*ret_slots = UINT32_MAX;
	if (lane->rules.max_per_hour == 0)
		return true;
	/* What seems to lie ahead went out when the clock was wrong: it must not count for years. */
	if (!outbox_sent_between(lane->db, lane->name, now - HOUR, now + HOUR, &sent, err))
		return false;
	*ret_slots = sent < lane->rules.max_per_hour ? lane->rules.max_per_hour - sent : 0;
	return true;
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
	return outbox_begin(lane->db, row->id, now + lane_wait_after(lane, row->tries + 1), err);
}

/* The change of that field; NULL: it did not change. */
static struct alert_change *
change_find(struct alert_change *changes, size_t n, const char *field)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(changes[i].field, field) == 0)
			return &changes[i];
	return NULL;
}

/* What happened to the deal since before the earlier one: "talks → agreed → closed" is "talks → closed". */
static void
alert_fold(struct alert *alert, const struct alert *earlier, struct arena *arena)
{
	size_t n = earlier->n_changes;
	struct alert_change *changes =
		arena_array(arena, n + alert->n_changes + 1, sizeof *changes);

	if (earlier->type == ALERT_NEW) {
		/* Whoever reads it has not heard of the deal. */
		alert->type = ALERT_NEW;
		alert->n_changes = 0;
		return;
	}
	memcpy(changes, earlier->changes, n * sizeof *changes);
	for (size_t i = 0; i < alert->n_changes; i++) {
		struct alert_change *same = change_find(changes, n, alert->changes[i].field);

		if (same)
			same->to = alert->changes[i].to;
		else
			changes[n++] = alert->changes[i];
	}
	alert->changes = changes;
	alert->n_changes = n;
}

static void
message_drop(struct message *message, size_t at)
{
	message->n_alerts--;
	for (size_t i = at; i < message->n_alerts; i++) {
		message->alerts[i] = message->alerts[i + 1];
		message->texts[i] = message->texts[i + 1];
	}
}

static size_t
message_find(const struct message *message, const char *deal_id)
{
	size_t i = 0;

	while (i < message->n_alerts && strcmp(message->alerts[i].deal_id, deal_id) != 0)
		i++;
	return i;
}

/* What is said of a deal is its newest alert; of one that has become this deal nothing is left to say. */
static void
message_say(
	struct message *message, const struct alert *alert, const char *text, struct arena *arena)
{
	const char *deal = alert_deal_was(alert);
	size_t was = deal ? message_find(message, deal) : message->n_alerts, i;
	struct alert said = *alert;

	if (was < message->n_alerts)
		message_drop(message, was);
	i = message_find(message, alert->deal_id);
	if (i < message->n_alerts)
		alert_fold(&said, &message->alerts[i], arena);
	else
		message->n_alerts++;
	message->alerts[i] = said;
	message->texts[i] = text;
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
	log_error(lane->log, "notifier '%s': delivery %lld can't be read, it is parked", lane->name,
		(long long)row->id);
	return outbox_park(lane->db, row->id, "what is stored of the alert can't be read", err);
}

/* Has a digest's time come since it was put? So it has if it was put when the clock was wrong. */
static bool
digest_is_due(const struct lane *lane, const struct outbox_row *row, int64_t now)
{
	return lane->rules.digest < 0 || row->created > now + HOUR ||
	       zone_next(lane->zone, row->created, lane->rules.digest) <= now;
}

/* Into the message, where a notifier folds several into one, else into one of its own. */
static bool
claim_say(struct lane *lane, const struct outbox_row *row, const struct alert *alert,
	size_t max_rows, struct message **message, int64_t now, struct err *err)
{
	bool fold = notifier_folds(lane->notifier);

	if (!*message || !fold)
		*message = batch_add(lane->claimed, fold ? max_rows : 1);
	message_say(*message, alert, row->alert, lane->claimed->arena);
	return message_add(lane, *message, row, now, err);
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
		if (!digest_is_due(lane, &rows[i], now))
			break;
		if (!row_alert(&rows[i], lane->claimed->arena, &alert)) {
			if (!park_unreadable(lane, &rows[i], err))
				return false;
			continue;
		}
		if (!fold && lane->claimed->n == slots)
			break;
		if (!claim_say(lane, &rows[i], &alert, n, &message, now, err))
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
	struct db *db = lane->db;
	size_t max = notifier_folds(lane->notifier) ? FOLD_MAX : BATCH_MAX, n;
	struct outbox_row *rows;

	if (lane->rules.digest < 0 && (quiet || slots == 0))
		return true;
	/* A look at the first one tells whether all the others are worth reading. */
	if (!outbox_waiting(db, lane->name, true, 1, arena, &rows, &n, err))
		return false;
	if (n == 0 || lane_blocked(lane, &rows[0], now))
		return true;
	if (!digest_is_due(lane, &rows[0], now))
		return true;
	return outbox_waiting(db, lane->name, true, max, arena, &rows, &n, err) &&
	       claim_held(lane, rows, n, slots, now, err);
}

/* Is it left out by min-amount? Whoever was told of a deal hears how it goes on. */
static bool
row_is_unwanted(struct lane *lane, const struct outbox_row *row, const struct alert *alert,
	bool *ret_unwanted, struct err *err)
{
	bool told = false;

	*ret_unwanted = amount_is_below(&alert->deal.amount, &lane->rules.min_amount);
	if (!*ret_unwanted)
		return true;
	if (!outbox_told(lane->db, row, &told, err))
		return false;
	*ret_unwanted = !told;
	return true;
}

/*
 * These rows, whatever the rules say: as one message, or for programs one after the other. In
 * the message there is room for one more.
 */
static bool
claim_rows(struct lane *lane, const struct outbox_row *rows, size_t n, struct message **message,
	int64_t now, struct err *err)
{
	struct alert alert;

	for (size_t i = 0; i < n; i++) {
		if (lane->claimed->n == BATCH_MAX)
			return true; /* the rest comes with the next batch */
		if (!row_alert(&rows[i], lane->claimed->arena, &alert)) {
			if (!park_unreadable(lane, &rows[i], err))
				return false;
			continue;
		}
		if (!claim_say(lane, &rows[i], &alert, n + 1, message, now, err))
			return false;
	}
	return true;
}

/* A row, and before it those of its deal that are held: it must not come before them. */
static bool
claim_with_held(struct lane *lane, const struct outbox_row *row, const struct alert *alert,
	int64_t now, struct err *err)
{
	struct message *message = NULL;
	struct outbox_row *held;
	size_t n;

	if (!outbox_held_before(
		    lane->db, row, BATCH_MAX - 1, lane->claimed->arena, &held, &n, err) ||
		!claim_rows(lane, held, n, &message, now, err))
		return false;
	return lane->claimed->n == BATCH_MAX ||
	       claim_say(lane, row, alert, n + 1, &message, now, err);
}

/* What the rules say to one new row: leave it out, hold it, or send it. */
static bool
claim_row(struct lane *lane, const struct outbox_row *row, unsigned slots, bool quiet, int64_t now,
	struct err *err)
{
	struct alert alert;
	bool unwanted;

	if (!row_alert(row, lane->claimed->arena, &alert))
		return park_unreadable(lane, row, err);
	if (!row_is_unwanted(lane, row, &alert, &unwanted, err))
		return false;
	if (unwanted)
		return outbox_skipped(lane->db, row->id, now, err);
	if (lane->rules.digest >= 0 ||
		(!is_urgent(lane, &alert) && (quiet || lane->claimed->n >= slots)))
		return outbox_hold(lane->db, row->id, err);
	return claim_with_held(lane, row, &alert, now, err);
}

static bool
lane_claim_new(struct lane *lane, unsigned slots, bool quiet, int64_t now, struct err *err)
{
	/* Whoever has a pace gets one by one: what was begun and not sent would be in doubt. */
	size_t max = notifier_pace_ms(lane->notifier) > 0 ? 1 : BATCH_MAX, n, overtaken = 0;
	struct outbox_row *rows;

	if (!outbox_waiting(
		    lane->db, lane->name, false, BATCH_MAX, lane->claimed->arena, &rows, &n, err))
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

/* What a person asked for goes out, whatever the rules and those before it say. */
static bool
lane_claim_urged(struct lane *lane, int64_t now, struct err *err)
{
	struct message *message = NULL;
	struct outbox_row *rows;
	struct alert alert;
	size_t n, held = 0;
	bool ok = true;

	if (!outbox_urged(lane->db, lane->name, BATCH_MAX, lane->claimed->arena, &rows, &n, err))
		return false;
	while (held < n && rows[held].held)
		held++;
	if (held > 0)
		ok = claim_rows(lane, rows, held, &message, now, err);
	else if (n > 0)
		ok = row_alert(&rows[0], lane->claimed->arena, &alert)
			     ? claim_with_held(lane, &rows[0], &alert, now, err)
			     : park_unreadable(lane, &rows[0], err);
	lane->again = n > 0;
	return ok;
}

/* First what was held and may go now, then what is new. */
static bool
lane_claim_due(struct lane *lane, int64_t now, struct err *err)
{
	bool quiet = lane_is_quiet(lane, now);
	unsigned slots;

	if (!lane_slots(lane, now, &slots, err) || !lane_claim_held(lane, slots, quiet, now, err))
		return false;
	if (lane->claimed->n > 0) {
		lane->again = true;
		return true;
	}
	return lane_claim_new(lane, slots, quiet, now, err);
}

bool
lane_claim(struct lane *lane, struct err *err)
{
	int64_t now = clock_wall();
	bool rests = lane->stopped || lane->pause_until > clock_mono_ms();

	lane->due_at = 0;
	lane->again = false;
	if (lane->removed)
		return true;
	if (!rests && !lane_claim_due(lane, now, err))
		return false;
	return lane->claimed->n > 0 || lane->again || lane_claim_urged(lane, now, err);
}
