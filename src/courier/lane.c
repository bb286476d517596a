/*
 * lane - judges what came of a message, and when the next may go.
 */
#include "lane.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "inside.h"
#include "store/outbox.h"

enum {
	OVERTAKE_PAUSE = 1800, /* seconds */
	BELIEVE_TRIES = 4,     /* so often a Retry-After is taken at its word, however short */
	DOUBT_MAX = 300,       /* seconds; afterwards it is at least this long, in the end */
	HEADLINE_MAX = 120,
};

/* After the first, second … failure; in seconds. */
static const int64_t schedule[] = { 5, 300, 1800, 7200, 18000, 36000 };

struct lane *
lane_new(struct courier *courier, const struct courier_notifier *setting, struct err *err)
{
	struct lane *lane = mem_new(sizeof *lane);

	lane->courier = courier;
	lane->db = courier->db;
	lane->log = courier->log;
	lane->name = mem_strdup(setting->settings.name);
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

void
lane_free(struct lane *lane)
{
	if (!lane)
		return;
	notifier_free(lane->notifier);
	notifier_free(lane->successor);
	for (size_t i = 0; i < ARRAY_LEN(lane->batches); i++)
		arena_free(lane->batches[i].arena);
	free(lane->name);
	free(lane->error);
	free(lane);
}

void
lane_set_rules(struct lane *lane, const struct courier_notifier *setting, const struct zone *zone)
{
	lane->rules = *setting;
	lane->rules.settings = (struct notifier_settings){ 0 }; /* borrowed; not ours to keep */
	lane->zone = zone;
	lane->stopped = false;
	lane->pause_until = 0;
	lane->dead = 0;
}

bool
lane_is_idle(const struct lane *lane)
{
	return !lane->sending && lane->batch->n == 0;
}

int64_t
lane_wait_after(const struct lane *lane, unsigned tries)
{
	size_t step = tries > 0 ? tries - 1 : 0;
	int64_t wait = schedule[step < ARRAY_LEN(schedule) ? step : ARRAY_LEN(schedule) - 1];
	int64_t now = clock_mono_ms();
	uint64_t chance = hash_more(hash_text(lane->name), &now, sizeof now);

	return wait + (int64_t)(chance % (uint64_t)(wait / 5 + 1));
}

static void
lane_fail(struct lane *lane, const char *text)
{
	free(lane->error);
	lane->error = mem_strdup(text);
}

/* The receiver can't be reached or wants no more now: said once, until it works again. */
static void
lane_trouble(struct lane *lane, enum log_level level, const char *text, const char *what)
{
	const struct log *log = lane->log;

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
	const char *again = lane->troubled ? "; it works again" : "";
	struct str headline;

	str_init(&headline, HEADLINE_MAX);
	utf8_clean_line(&headline, message->alerts[0].headline, strlen(message->alerts[0].headline),
		HEADLINE_MAX);
	if (message->n_alerts > 1)
		log_info(lane->log, "notifier '%s': delivered %zu deals in one message%s",
			lane->name, message->n_alerts, again);
	else
		log_info(lane->log, "notifier '%s': delivered '%s'%s", lane->name, headline.text,
			again);
	str_clear(&headline);
	lane->tally.delivered++;
	lane->troubled = false;
	lane->stopped = false;
	lane->dead = 0;
	lane->pause_until = 0;
	free(lane->error);
	lane->error = NULL;
}

/* As long as the receiver said; one that goes on saying "at once" is not believed for ever. */
static int64_t
wait_as_asked(const struct lane *lane, unsigned tries, int64_t asked)
{
	int64_t least = tries > BELIEVE_TRIES ? lane_wait_after(lane, tries - BELIEVE_TRIES) : 1;

	if (least > DOUBT_MAX)
		least = DOUBT_MAX;
	return asked > least ? asked : least;
}

/* Failed for now: when is it tried again, and how long does the lane wait? */
static void
lane_postpone(struct lane *lane, struct message *message)
{
	const struct notifier_result *result = &message->result;
	int64_t wait = lane_wait_after(lane, message->tries), pause;

	if (result->retry_after >= 0)
		wait = wait_as_asked(lane, message->tries, result->retry_after);
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
		lane->pause_until = clock_mono_ms() + lane_wait_after(lane, ++lane->dead) * 1000;
		lane_trouble(lane, LOG_ERROR, result->text,
			"the delivery is parked ('dealwatch outbox' shows it)");
	}
}

void
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
		log_error(lane->log,
			"notifier '%s': %s; the delivery is parked ('dealwatch outbox' shows it)",
			lane->name, message->result.text);
		break;
	case NOTIFIER_DEAD:
	case NOTIFIER_GONE:
		lane_bury(lane, message);
		break;
	}
}

static bool
message_record(struct lane *lane, const struct message *message, struct err *err)
{
	struct db *db = lane->db;
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

bool
lane_record(struct lane *lane, struct err *err)
{
	const struct batch *batch = lane->batch;

	for (size_t i = batch->recorded; i < batch->at; i++)
		if (!message_record(lane, &batch->messages[i], err))
			return false;
	return true;
}

void
batch_clear(struct batch *batch)
{
	arena_reset(batch->arena);
	batch->n = batch->at = batch->recorded = 0;
}
