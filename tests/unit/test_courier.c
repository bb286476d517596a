/* The courier: what waits arrives, in order, under one id, and a bad receiver hurts nobody else. */
#include "unit.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "courier/courier.h"
#include "loop/loop.h"
#include "net/http.h"
#include "receiver.h"
#include "sample_alert.h"
#include "store/db.h"
#include "store/outbox.h"
#include "until.h"

/* A courier with its surroundings; the state is a file only where processes die. */
struct world {
	struct loop *loop;
	struct http *http;
	struct db *db;
	struct log log;
	struct courier *courier;
	struct receiver *receiver;
	struct timer *timer;
	bool over;
	unsigned failed;
	char urls[4][64];
	struct courier_notifier notifiers[4];
	struct courier_settings settings;
};

static void
add_notifier(struct world *world, const char *name, const char *type)
{
	size_t i = world->settings.n_notifiers++;

	snprintf(world->urls[i], sizeof world->urls[i], "http://127.0.0.1:%u/%s",
		world->receiver->port, name);
	world->notifiers[i] = (struct courier_notifier){
		.settings = { .name = name, .type = type, .url = world->urls[i] },
		.digest = -1,
		.quiet_from = -1,
		.quiet_to = -1,
	};
	world->settings.notifiers = world->notifiers;
}

static void
world_open(struct world *world, const char *path)
{
	struct err err = { 0 };
	struct http_settings http = { .user_agent = "test", .allow_private = true };

	log_init_silent(&world->log);
	world->loop = loop_new(&err);
	assert_non_null(world->loop);
	world->http = http_new(world->loop, &http, &err);
	assert_non_null(world->http);
	world->db = db_open(path, false, &err);
	assert_non_null(world->db);
}

static void
world_init(struct world *world, receiver_script *script)
{
	*world = (struct world){ 0 };
	world->receiver = receiver_new(script);
	world_open(world, ":memory:");
}

static void
world_start(struct world *world)
{
	struct err err = { 0 };

	courier_free(world->courier);
	world->courier = courier_new(
		world->loop, world->http, world->db, &world->log, &world->settings, &err);
	if (!world->courier)
		fail_msg("%s", err.text);
}

static void
world_clear(struct world *world)
{
	courier_free(world->courier);
	timer_free(world->timer);
	http_free(world->http);
	loop_free(world->loop);
	db_close(world->db);
	receiver_free(world->receiver);
}

static void
on_once(void *arg, unsigned failed)
{
	struct world *world = arg;

	world->failed = failed;
	world->over = true;
	loop_stop(world->loop);
}

static void
on_too_late(void *arg)
{
	struct world *world = arg;

	loop_stop(world->loop);
}

/* Delivers what is due; returns how many failed. */
static unsigned
deliver(struct world *world)
{
	world->over = false;
	if (!world->timer)
		world->timer = timer_new(world->loop, on_too_late, world);
	timer_set(world->timer, UNTIL_CEILING_MS);
	courier_run_once(world->courier, on_once, world);
	loop_run(world->loop);
	assert_true(world->over);
	timer_stop(world->timer);
	return world->failed;
}

static void
turn(struct world *world, int64_t ms)
{
	if (!world->timer)
		world->timer = timer_new(world->loop, on_too_late, world);
	timer_set(world->timer, ms);
	loop_run(world->loop);
}

static void
put(struct world *world, const char *notifier, int number, int64_t usd)
{
	struct alert alert = sample_alert();
	char id[32], deal[32], headline[64];
	struct err err = { 0 };

	snprintf(id, sizeof id, "alert_%d", number);
	snprintf(deal, sizeof deal, "deal%d", number);
	snprintf(headline, sizeof headline, "Deal number %d", number);
	alert.id = id;
	alert.deal_id = deal;
	alert.headline = headline;
	alert.deal.amount.value = alert.deal.amount.usd = usd;
	if (!outbox_put(world->db, &alert, notifier, clock_wall(), &err))
		fail_msg("%s", err.text);
}

struct tally {
	struct db *db;
	const char *notifier; /* NULL: all */
	int64_t waiting;      /* at most */
};

static bool
tally_holds(void *arg)
{
	const struct tally *tally = arg;
	struct outbox_counts counts;

	assert_true(outbox_count(tally->db, tally->notifier, &counts, NULL));
	return counts.waiting <= tally->waiting;
}

/* Turns until no more than so many alerts wait. */
static void
turn_until(struct world *world, const char *notifier, int64_t waiting)
{
	struct tally tally = { world->db, notifier, waiting };

	assert_true(until(world->loop, tally_holds, &tally));
}

static void
exec(struct world *world, const char *sql)
{
	struct err err = { 0 };

	if (!db_exec(world->db, sql, &err))
		fail_msg("%s", err.text);
}

static struct outbox_counts
counts(struct world *world, const char *notifier)
{
	struct outbox_counts counts;

	assert_true(outbox_count(world->db, notifier, &counts, NULL));
	return counts;
}

/* The ids that arrived at a path and were taken, as "1 2 3". */
static const char *
arrived(struct world *world, const char *path, char *buf, size_t size)
{
	size_t len = 0;

	*buf = '\0';
	for (size_t i = 0; i < world->receiver->n; i++) {
		const struct got *got = &world->receiver->got[i];

		if (strcmp(got->path + 1, path) == 0 && got->status / 100 == 2)
			len += (size_t)snprintf(buf + len, size - len, "%s%s", len ? " " : "",
				got->id + strlen("alert_"));
	}
	return buf;
}

static void
delivers_in_order_and_once(void **state)
{
	struct world world;
	char buf[512];

	(void)state;
	world_init(&world, NULL);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	for (int i = 1; i <= 40; i++)
		put(&world, "hook", i, 1);
	for (int i = 1; i <= 40; i++)
		put(&world, "hook", i, 1);
	assert_int_equal(deliver(&world), 0);
	put(&world, "hook", 7, 1); /* delivered long ago */
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(world.receiver->n, 40);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf),
		"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 "
		"31 32 33 34 35 36 37 38 39 40");
	assert_int_equal(counts(&world, NULL).waiting, 0);
	world_clear(&world);
}

static int
fail_twice(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)path, (void)extra;
	return nth < 2 ? 503 : 200;
}

static void
a_failure_is_tried_again_with_the_same_id_and_body(void **state)
{
	struct world world;
	char buf[64];

	(void)state;
	world_init(&world, fail_twice);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	for (int i = 1; i <= 3; i++)
		put(&world, "hook", i, 1);
	assert_int_equal(deliver(&world), 1);
	assert_int_equal(counts(&world, NULL).waiting, 3);
	assert_int_equal(world.receiver->n, 1); /* those behind it wait */
	world_start(&world);                    /* a restart makes it due */
	assert_int_equal(deliver(&world), 1);
	world_start(&world);
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "1 2 3");
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(world.receiver->got[i].id, "alert_1");
		assert_string_equal(world.receiver->got[i].body, world.receiver->got[2].body);
	}
	world_clear(&world);
}

static bool
has_failed(void *arg)
{
	struct courier_lane lane;

	courier_lane(arg, 0, &lane);
	return lane.failed > 0;
}

/* A run that only looks at its end must not take for well what went wrong at its start. */
static void
what_failed_before_the_last_look_counts(void **state)
{
	struct world world;

	(void)state;
	world_init(&world, fail_twice);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	put(&world, "hook", 1, 1);
	courier_wake(world.courier);
	assert_true(until(world.loop, has_failed, world.courier));
	assert_int_equal(deliver(&world), 1);
	assert_int_equal(receiver_count(world.receiver), 1);
	assert_int_equal(deliver(&world), 0); /* told once */
	world_clear(&world);
}

static int
ask_to_wait(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)path;
	if (nth > 0)
		return 200;
	strcpy(extra, "Retry-After: 1\r\n");
	return 429;
}

static void
retry_after_is_obeyed(void **state)
{
	struct world world;
	int64_t began_ms = clock_mono_ms();

	(void)state;
	world_init(&world, ask_to_wait);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	put(&world, "hook", 1, 1);
	assert_int_equal(deliver(&world), 1);
	world_start(&world); /* what the receiver asked for holds after a restart too */
	courier_wake(world.courier);
	turn_until(&world, NULL, 0);
	assert_int_equal(receiver_count(world.receiver), 2);
	assert_true(world.receiver->got[1].when_ms - began_ms >= 1000);
	world_clear(&world);
}

static int
ask_to_come_at_once(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)nth, (void)path;
	strcpy(extra, "Retry-After: 0\r\n");
	return 503;
}

static void
a_receiver_that_says_at_once_for_ever_is_not_flooded(void **state)
{
	static const struct {
		const char *tries;
		int64_t least, most; /* seconds until the next try */
	} cases[] = { { "0", 1, 3 }, { "3", 1, 3 }, { "4", 4, 8 }, { "5", 298, 302 },
		{ "50", 298, 302 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct world world;
		struct arena *arena = arena_new();
		struct outbox_row *rows;
		int64_t before, after;
		size_t n;
		char sql[64];

		world_init(&world, ask_to_come_at_once);
		add_notifier(&world, "hook", "webhook");
		world_start(&world);
		put(&world, "hook", 1, 1);
		snprintf(sql, sizeof sql, "UPDATE outbox SET tries = %s", cases[i].tries);
		exec(&world, sql);
		before = clock_wall();
		assert_int_equal(deliver(&world), 1);
		after = clock_wall();
		assert_true(outbox_waiting(world.db, "hook", false, 1, arena, &rows, &n, NULL));
		assert_in_range(rows[0].next_at, before + cases[i].least, after + cases[i].most);
		arena_free(arena);
		world_clear(&world);
	}
}

static int
by_path(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)nth, (void)extra;
	return path[1] >= '0' && path[1] <= '9' ? atoi(path + 1) : 204;
}

static void
what_is_final_is_parked_and_said(void **state)
{
	static const struct {
		const char *status;
		int64_t parked, waiting;
	} cases[] = {
		{ "400", 2, 0 }, /* each message is refused */
		{ "413", 2, 0 },
		{ "401", 1, 1 }, /* the receiver is none: the rest waits */
		{ "403", 1, 1 },
		{ "404", 1, 1 },
		{ "410", 1, 1 },
		{ "301", 0, 2 }, /* not followed, and not for ever */
		{ "407", 0, 2 }, /* a proxy's answer, not the receiver's */
		{ "408", 0, 2 },
		{ "425", 0, 2 },
		{ "500", 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct world world;
		struct courier_lane lane;

		world_init(&world, by_path);
		add_notifier(&world, cases[i].status, "webhook");
		world_start(&world);
		put(&world, cases[i].status, 1, 1);
		put(&world, cases[i].status, 2, 1);
		assert_true(deliver(&world) > 0);
		courier_lane(world.courier, 0, &lane);
		if (counts(&world, NULL).parked != cases[i].parked ||
			counts(&world, NULL).waiting != cases[i].waiting)
			fail_msg("%s: parked or waiting is wrong", cases[i].status);
		assert_int_equal(lane.stopped, strcmp(cases[i].status, "410") == 0);
		if (!strstr(lane.error, cases[i].status) || strstr(lane.error, "127.0.0.1"))
			fail_msg("%s: '%s'", cases[i].status, lane.error);
		world_clear(&world);
	}
}

static int
mend(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)path, (void)extra;
	return nth == 0 ? 410 : 200;
}

static void
what_waits_for_nobody_is_told_at_each_start(void **state)
{
	struct world world;
	char text[1024] = "";
	int fd = memfd_create("log", MFD_CLOEXEC);

	(void)state;
	assert_true(fd >= 0);
	world_init(&world, NULL);
	world.log = (struct log){ .level = LOG_WARN, .fd = fd };
	add_notifier(&world, "hook", "webhook");
	put(&world, "hook", 1, 1);
	put(&world, "renamed", 2, 1);
	put(&world, "renamed", 3, 1);
	world_start(&world);
	assert_true(pread(fd, text, sizeof text - 1, 0) > 0);
	assert_non_null(strstr(text,
		"outbox: 2 wait for notifier 'renamed', which the configuration does not name"));
	assert_null(strstr(text, "'hook'"));
	world_clear(&world);
	close(fd);
}

/* A damaged state: what it says of the alert is no alert. */
static void
what_cannot_be_read_is_parked_and_holds_nobody_up(void **state)
{
	static const char *const damages[] = {
		"UPDATE outbox SET alert = '{' WHERE alert_id = 'alert_2'",
		"UPDATE outbox SET alert = '[]' WHERE alert_id = 'alert_2'",
		"UPDATE outbox SET held = 1, alert = iif(alert_id = 'alert_2', '', alert)",
	};
	char buf[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(damages); i++) {
		struct world world;

		world_init(&world, NULL);
		add_notifier(&world, "hook", "webhook");
		world_start(&world);
		for (int number = 1; number <= 3; number++)
			put(&world, "hook", number, 1);
		exec(&world, damages[i]);
		deliver(&world);
		assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "1 3");
		assert_int_equal(counts(&world, "hook").parked, 1);
		assert_int_equal(counts(&world, "hook").waiting, 0);
		world_clear(&world);
	}
}

static void
a_person_may_send_again_what_was_parked(void **state)
{
	struct world world;
	char buf[64];
	int64_t n = 0;

	(void)state;
	world_init(&world, mend);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	put(&world, "hook", 1, 1);
	put(&world, "hook", 2, 1);
	put(&world, "hook", 3, 1);
	assert_int_equal(deliver(&world), 1);
	assert_true(outbox_drop(world.db, "alert_2", clock_wall(), &n, NULL));
	assert_int_equal(n, 1);
	assert_true(outbox_retry(world.db, "alert_1", &n, NULL));
	assert_int_equal(n, 1);
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "1 3");
	world_clear(&world);
}

/* What is asked for by name goes out although it is held, and although those before it wait. */
static void
a_person_may_send_what_waits_or_is_held(void **state)
{
	struct world world;
	char buf[64];
	int64_t n = 0;

	(void)state;
	world_init(&world, NULL);
	world.settings.timezone = "UTC";
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	for (int i = 1; i <= 3; i++)
		put(&world, "hook", i, 1);
	exec(&world, "UPDATE outbox SET asked = 1, next_at = unixepoch() + 3600 WHERE id = 1");
	exec(&world, "UPDATE outbox SET held = 1 WHERE id = 3");
	world.notifiers[0].digest = (int)((clock_wall() / 60 + 10) % 1440);
	assert_true(courier_reload(world.courier, &world.settings, NULL));
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "");
	assert_true(outbox_retry(world.db, "alert_2", &n, NULL));
	assert_true(outbox_retry(world.db, "alert_3", &n, NULL));
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "2 3");
	world_clear(&world);
}

static int
slow(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)nth, (void)extra;
	return strcmp(path, "/slow") == 0 ? 0 : 204; /* 0: hangs up without a word */
}

static void
a_bad_receiver_delays_nobody_else(void **state)
{
	struct world world;
	char buf[256];

	(void)state;
	world_init(&world, slow);
	add_notifier(&world, "slow", "webhook");
	add_notifier(&world, "404", "webhook");
	add_notifier(&world, "fast", "webhook");
	snprintf(world.urls[1], sizeof world.urls[1], "http://127.0.0.1:1/"); /* nobody there */
	world_start(&world);
	for (int i = 1; i <= 10; i++) {
		put(&world, "slow", i, 1);
		put(&world, "404", i, 1);
		put(&world, "fast", i, 1);
	}
	assert_int_equal(deliver(&world), 2);
	assert_string_equal(arrived(&world, "fast", buf, sizeof buf), "1 2 3 4 5 6 7 8 9 10");
	assert_int_equal(counts(&world, "slow").waiting, 10);
	assert_int_equal(counts(&world, "404").waiting, 10);
	world_clear(&world);
}

static void
too_many_an_hour_become_one_later_message(void **state)
{
	struct world world;
	char buf[64];

	(void)state;
	world_init(&world, NULL);
	add_notifier(&world, "team", "slack");
	add_notifier(&world, "hook", "webhook");
	for (size_t i = 0; i < 2; i++) {
		world.notifiers[i].max_per_hour = 1;
		world.notifiers[i].urgent_amount =
			(struct amount){ .value = 1000, .usd = 1000, .currency = "USD" };
	}
	world_start(&world);
	for (int i = 1; i <= 4; i++) {
		put(&world, "team", i, 1);
		put(&world, "hook", i, i == 4 ? 5000 : 1);
	}
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "1 4"); /* 4 is urgent */
	assert_int_equal(counts(&world, "team").waiting, 3);
	assert_int_equal(world.receiver->n, 3);

	exec(&world, "UPDATE outbox SET done_at = done_at - 3601");
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(counts(&world, "team").waiting, 0);
	assert_int_equal(world.receiver->n, 5);
	for (size_t i = 3; i < 5; i++) {
		const struct got *got = &world.receiver->got[i];

		if (strcmp(got->path, "/team") != 0)
			continue;
		assert_non_null(strstr(got->body, "3 deals"));
		for (int deal = 2; deal <= 4; deal++) {
			snprintf(buf, sizeof buf, "Deal number %d", deal);
			assert_non_null(strstr(got->body, buf));
		}
	}
	/* A program gets one after the other, as many an hour as it may. */
	assert_int_equal(counts(&world, "hook").waiting, 1);
	world_clear(&world);
}

static void
quiet_hours_and_digests_hold(void **state)
{
	struct world world;
	int minute = (int)(clock_wall() / 60 % 1440);

	(void)state;
	world_init(&world, NULL);
	world.settings.timezone = "UTC";
	add_notifier(&world, "quiet", "slack");
	world.notifiers[0].quiet_from = (minute + 1430) % 1440;
	world.notifiers[0].quiet_to = (minute + 10) % 1440;
	add_notifier(&world, "digest", "slack");
	world.notifiers[1].digest = (minute + 10) % 1440;
	world_start(&world);
	for (int i = 1; i <= 3; i++) {
		put(&world, "quiet", i, 1);
		put(&world, "digest", i, 1);
	}
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(world.receiver->n, 0);
	assert_int_equal(counts(&world, NULL).waiting, 6);

	world.notifiers[0].quiet_from = world.notifiers[0].quiet_to = -1;
	exec(&world, "UPDATE outbox SET created = created - 86400");
	world_start(&world);
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(world.receiver->n, 2);
	assert_non_null(strstr(world.receiver->got[0].body, "3 deals"));
	assert_non_null(strstr(world.receiver->got[1].body, "3 deals"));
	assert_int_equal(counts(&world, NULL).waiting, 0);
	world_clear(&world);
}

static void
small_deals_are_left_out_unless_told_of_before(void **state)
{
	struct world world;
	struct alert alert = sample_alert();
	char buf[64];

	(void)state;
	world_init(&world, NULL);
	add_notifier(&world, "hook", "webhook");
	world.notifiers[0].min_amount =
		(struct amount){ .value = 1000, .usd = 1000, .currency = "USD" };
	world_start(&world);
	put(&world, "hook", 1, 999);
	put(&world, "hook", 2, 1000);
	put(&world, "hook", 3, 0); /* not known */
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "2 3");
	alert.id = "alert_4";
	alert.deal_id = "deal2";
	alert.type = ALERT_CORRECTION;
	alert.deal.amount.value = alert.deal.amount.usd = 10;
	assert_true(outbox_put(world.db, &alert, "hook", 1, NULL));
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "2 3 4");
	/* Told of in the same batch: a receiver that was down for a while gets both. */
	put(&world, "hook", 5, 2000);
	alert.id = "alert_6";
	alert.deal_id = "deal5";
	assert_true(outbox_put(world.db, &alert, "hook", 1, NULL));
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "2 3 4 5 6");
	world_clear(&world);
}

/* An alert of deal 1 that follows its first one. */
static void
put_change_of(struct world *world, const char *notifier, int number, int64_t usd,
	struct alert_change change)
{
	struct alert alert = sample_alert();
	char id[32];

	snprintf(id, sizeof id, "alert_%d", number);
	alert.id = id;
	alert.deal_id = "deal1";
	alert.type = ALERT_UPDATE;
	alert.headline = "Deal number 1, later";
	alert.changes = &change;
	alert.n_changes = 1;
	alert.deal.amount.value = alert.deal.amount.usd = usd;
	assert_true(outbox_put(world->db, &alert, notifier, clock_wall(), NULL));
}

static void
put_change(struct world *world, const char *notifier, int number, int64_t usd, const char *from,
	const char *to)
{
	put_change_of(world, notifier, number, usd, (struct alert_change){ "status", from, to });
}

/* A machine whose clock was years ahead for a while: what it wrote then holds up nothing. */
static void
a_clock_that_was_wrong_holds_nothing_for_ever(void **state)
{
	struct world world;
	char buf[64];

	(void)state;
	world_init(&world, NULL);
	world.settings.timezone = "UTC";
	add_notifier(&world, "rare", "webhook");
	add_notifier(&world, "daily", "webhook");
	world.notifiers[0].max_per_hour = 1;
	world.notifiers[1].digest = (int)((clock_wall() / 60 + 10) % 1440);
	world_start(&world);
	put(&world, "rare", 1, 1);
	assert_int_equal(deliver(&world), 0);
	exec(&world, "UPDATE outbox SET done_at = done_at + 1000000000");
	put(&world, "rare", 2, 1);
	put(&world, "daily", 3, 1);
	put(&world, "daily", 4, 1);
	exec(&world, "UPDATE outbox SET created = created + 1000000000 WHERE alert_id = 'alert_3'");
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "rare", buf, sizeof buf), "1 2");
	assert_string_equal(arrived(&world, "daily", buf, sizeof buf), "3");
	world_clear(&world);
}

static void
what_is_urgent_takes_along_what_is_held_of_its_deal(void **state)
{
	struct world world;
	int minute = (int)(clock_wall() / 60 % 1440);
	char buf[64];

	(void)state;
	world_init(&world, NULL);
	world.settings.timezone = "UTC";
	add_notifier(&world, "team", "slack");
	add_notifier(&world, "hook", "webhook");
	for (size_t i = 0; i < 2; i++) {
		world.notifiers[i].quiet_from = (minute + 1430) % 1440;
		world.notifiers[i].quiet_to = (minute + 10) % 1440;
		world.notifiers[i].urgent_amount =
			(struct amount){ .value = 1000, .usd = 1000, .currency = "USD" };
	}
	world_start(&world);
	for (size_t i = 0; i < 2; i++) {
		const char *name = world.notifiers[i].settings.name;

		put(&world, name, 1, 1);
		put(&world, name, 2, 1);
		put_change(&world, name, 3, 5000, "talks", "agreed");
		put_change(&world, name, 4, 5000, "agreed", "closed");
	}
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "1 3 4");
	assert_int_equal(counts(&world, "team").waiting, 1); /* deal 2 */
	assert_int_equal(world.receiver->n, 5);
	for (size_t i = 0, nth = 0; i < world.receiver->n; i++) {
		const char *body = world.receiver->got[i].body;

		if (strcmp(world.receiver->got[i].path, "/team") != 0)
			continue;
		/* Nobody heard of the deal before: the first is no update. */
		assert_non_null(strstr(body, "Deal number 1, later"));
		assert_true(!strstr(body, "Update:") == (nth++ == 0));
	}
	world_clear(&world);
}

static void
a_folded_message_tells_how_a_deal_went(void **state)
{
	struct world world;
	char *body;

	(void)state;
	world_init(&world, NULL);
	world.settings.timezone = "UTC";
	add_notifier(&world, "team", "slack");
	world.notifiers[0].digest = (int)((clock_wall() / 60 + 10) % 1440);
	world_start(&world);
	put_change(&world, "team", 1, 1, "talks", "preliminary");
	put_change(&world, "team", 2, 1, "preliminary", "agreed");
	put_change(&world, "team", 3, 1, "agreed", "closed");
	put(&world, "team", 4, 1);
	assert_int_equal(deliver(&world), 0);
	exec(&world, "UPDATE outbox SET created = created - 86400");
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(world.receiver->n, 1);
	body = world.receiver->got[0].body;
	assert_non_null(strstr(body, "2 deals"));
	assert_non_null(strstr(body, "Update: in talks \u2192 closed"));
	world_clear(&world);
}

static void
a_folded_message_tells_deals_that_became_one_as_one(void **state)
{
	struct world world;
	char *body;

	(void)state;
	world_init(&world, NULL);
	world.settings.timezone = "UTC";
	add_notifier(&world, "team", "slack");
	world.notifiers[0].digest = (int)((clock_wall() / 60 + 10) % 1440);
	world_start(&world);
	put(&world, "team", 2, 1);
	put(&world, "team", 3, 1);
	put(&world, "team", 1, 1);
	put_change_of(&world, "team", 4, 1, (struct alert_change){ "deal", "deal2", "deal1" });
	assert_int_equal(deliver(&world), 0);
	exec(&world, "UPDATE outbox SET created = created - 86400");
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(world.receiver->n, 1);
	body = world.receiver->got[0].body;
	assert_non_null(strstr(body, "2 deals"));
	assert_non_null(strstr(body, "Deal number 1, later"));
	assert_non_null(strstr(body, "Deal number 3"));
	assert_null(strstr(body, "Deal number 2"));
	world_clear(&world);
}

static void
a_reload_neither_loses_nor_repeats(void **state)
{
	struct world world;
	struct err err = { 0 };
	char buf[64];

	(void)state;
	world_init(&world, NULL);
	add_notifier(&world, "a", "webhook");
	add_notifier(&world, "b", "webhook");
	world_start(&world);
	for (int i = 1; i <= 6; i++) {
		put(&world, "a", i, 1);
		put(&world, "b", i, 1);
	}
	courier_wake(world.courier);
	turn(&world, 2); /* begun, hardly over */
	world.notifiers[0].settings.type = "nonsense";
	assert_false(courier_reload(world.courier, &world.settings, &err));
	assert_int_equal(err.code, ERR_CONF);
	world.notifiers[0].settings.type = "webhook";
	world.notifiers[0].settings.cloudevents = true;
	world.settings.n_notifiers = 1;
	assert_true(courier_reload(world.courier, &world.settings, &err));
	turn_until(&world, "a", 0);
	assert_string_equal(arrived(&world, "a", buf, sizeof buf), "1 2 3 4 5 6");
	world.settings.n_notifiers = 2;
	assert_true(courier_reload(world.courier, &world.settings, &err));
	turn_until(&world, "b", 0);
	assert_string_equal(arrived(&world, "b", buf, sizeof buf), "1 2 3 4 5 6");
	world_clear(&world);
}

/* Answers the first one late enough that a reload comes before its answer. */
static int
slow_at_first(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)path, (void)extra;
	if (nth == 0)
		usleep(300000);
	return 204;
}

static void
after_a_reload_nothing_more_goes_to_the_old_address(void **state)
{
	struct world world;
	struct err err = { 0 };
	char buf[64], url[80];

	(void)state;
	world_init(&world, slow_at_first);
	add_notifier(&world, "a", "webhook");
	world_start(&world);
	for (int i = 1; i <= 4; i++)
		put(&world, "a", i, 1);
	courier_wake(world.courier);
	turn(&world, 100);
	snprintf(url, sizeof url, "%.60s-new", world.urls[0]);
	world.notifiers[0].settings.url = url;
	assert_true(courier_reload(world.courier, &world.settings, &err));
	turn_until(&world, "a", 0);
	assert_string_equal(arrived(&world, "a", buf, sizeof buf), "1");
	assert_string_equal(arrived(&world, "a-new", buf, sizeof buf), "2 3 4");
	world_clear(&world);
}

/* --- processes that die ------------------------------------------------------ */

static int
moody(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)nth, (void)path, (void)extra;
	if (receiver->calm)
		return 204;
	receiver->chance = receiver->chance * 1103515245u + 12345u;
	return (receiver->chance >> 16) % 10 == 0 ? 500 : 204;
}

/* What the process does that is killed: a courier on the state, until its end. */
static void
child_deliver(const char *path, unsigned port)
{
	struct world world = { 0 };
	struct receiver far = { .port = port };

	world.receiver = &far;
	world_open(&world, path);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	courier_wake(world.courier);
	loop_run(world.loop);
	_exit(0);
}

static void
world_shut(struct world *world)
{
	http_free(world->http);
	loop_free(world->loop);
	db_close(world->db);
}

/* None is parked; what failed twice on a slow machine does not wait for its five minutes. */
static void
urge_all(struct world *world)
{
	struct err err = { 0 };
	int64_t n;

	assert_int_equal(counts(world, NULL).parked, 0);
	if (!outbox_retry(world->db, "all", &n, &err))
		fail_msg("%s", err.text);
}

static void
nothing_is_lost_though_killed_fifty_times(void **state)
{
	enum { N_DEALS = 200, N_KILLS = 50 };
	struct world world;
	char folder[] = "/tmp/dealwatch-test-XXXXXX", path[64], command[64];
	unsigned seen[N_DEALS + 1] = { 0 }, repeated = 0;
	unsigned chance = (unsigned)getpid();
	int put_so_far = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/state.db", folder);
	world = (struct world){ 0 };
	world.receiver = receiver_new(moody);
	for (int kill_no = 0; kill_no <= N_KILLS; kill_no++) {
		int status;
		pid_t pid;

		/* SQLite's connections are not carried over a fork: closed before, opened behind it. */
		world_open(&world, path);
		while (put_so_far < N_DEALS && put_so_far < (kill_no + 1) * 4)
			put(&world, "hook", ++put_so_far, 1);
		if (kill_no == N_KILLS)
			urge_all(&world);
		world_shut(&world);
		receiver_calm(world.receiver, kill_no == N_KILLS);
		pid = fork();
		if (pid == 0)
			child_deliver(path, world.receiver->port);
		chance = chance * 1103515245u + 12345u;
		if (kill_no < N_KILLS) {
			usleep(3000 + (chance >> 8) % 40000);
		} else {
			/* The last one gets the time it needs. */
			world_open(&world, path);
			for (int i = 0; i < 1200 && counts(&world, NULL).waiting > 0; i++)
				usleep(50000);
		}
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	assert_int_equal(counts(&world, NULL).waiting, 0);
	for (size_t i = 0; i < world.receiver->n; i++)
		if (world.receiver->got[i].status == 204)
			seen[atoi(world.receiver->got[i].id + strlen("alert_"))]++;
	for (int i = 1; i <= N_DEALS; i++) {
		if (seen[i] == 0)
			fail_msg("alert %d never came", i);
		repeated += seen[i] - 1;
	}
	print_message("# %u of %d came more than once, under the same id\n", repeated, N_DEALS);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
	world_shut(&world);
	receiver_free(world.receiver);
}

static void
two_lanes_to_one_slack_hook_share_its_pace(void **state)
{
	struct world world;
	int64_t began_ms = clock_mono_ms();

	(void)state;
	world_init(&world, NULL);
	add_notifier(&world, "a", "slack");
	add_notifier(&world, "b", "slack");
	world.notifiers[1].settings.url = world.urls[0];
	world_start(&world);
	put(&world, "a", 1, 1);
	put(&world, "b", 2, 1);
	assert_int_equal(deliver(&world), 0);
	assert_int_equal(world.receiver->n, 2);
	/* The first may be late at the receiver: it counts from the beginning. */
	assert_true(world.receiver->got[1].when_ms - began_ms >= 980);
	world_clear(&world);
}

static void
only_what_a_living_receiver_often_failed_at_is_overtaken(void **state)
{
	static const struct {
		int answered;
		const char *want;
	} cases[] = { { 3, "" }, { 4, "2 3" } };
	char buf[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct world world;
		char sql[160];

		world_init(&world, NULL);
		add_notifier(&world, "hook", "webhook");
		world_start(&world);
		for (int n = 1; n <= 3; n++)
			put(&world, "hook", n, 1);
		snprintf(sql, sizeof sql,
			"UPDATE outbox SET answered = %d, next_at = %lld WHERE alert_id = "
			"'alert_1'",
			cases[i].answered, (long long)clock_wall() + 1000);
		exec(&world, sql);
		assert_int_equal(deliver(&world), 0);
		assert_string_equal(arrived(&world, "hook", buf, sizeof buf), cases[i].want);
		world_clear(&world);
	}
}

static void
a_queue_of_failures_does_not_keep_the_loop_busy(void **state)
{
	struct world world;
	int64_t before;
	char sql[128];

	(void)state;
	world_init(&world, NULL);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	for (int i = 1; i <= 40; i++)
		put(&world, "hook", i, 1);
	snprintf(sql, sizeof sql, "UPDATE outbox SET answered = 9, next_at = %lld",
		(long long)clock_wall() + 1000);
	exec(&world, sql);
	courier_wake(world.courier);
	before = clock();
	turn(&world, 300);
	assert_true(clock() - before < CLOCKS_PER_SEC / 10);
	assert_int_equal(receiver_count(world.receiver), 0);
	world_clear(&world);
}

static int
dawdle(struct receiver *receiver, size_t nth, const char *path, char *extra)
{
	(void)receiver, (void)nth, (void)path, (void)extra;
	usleep(150000);
	return 200;
}

static void
a_clean_stop_repeats_nothing(void **state)
{
	struct world world;
	char buf[64];

	(void)state;
	world_init(&world, dawdle);
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	for (int i = 1; i <= 4; i++)
		put(&world, "hook", i, 1);
	courier_wake(world.courier);
	turn_until(&world, NULL, 3); /* amid the next */
	courier_finish(world.courier);
	assert_true(counts(&world, NULL).waiting > 0);
	assert_int_equal(counts(&world, NULL).waiting, 4 - (int64_t)receiver_count(world.receiver));
	world_start(&world);
	assert_int_equal(deliver(&world), 0);
	assert_string_equal(arrived(&world, "hook", buf, sizeof buf), "1 2 3 4");
	world_clear(&world);
}

/* Fills the file system that a folder lies on, but for less than a page. */
static void
fill(const char *path)
{
	static char block[4096];
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	while (fd >= 0 && write(fd, block, sizeof block) > 0)
		;
	close(fd);
}

/* 0: it held; 77: no file system of its own is to be had here; else it did not hold. */
static int
child_on_full_disk(const char *folder, struct receiver *receiver)
{
	char path[64], filler[64], line[128];
	struct world world = { .receiver = receiver };

	if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		mount("none", folder, "tmpfs", 0, "size=2m") < 0)
		return 77;
	snprintf(path, sizeof path, "%s/state.db", folder);
	snprintf(filler, sizeof filler, "%s/filler", folder);
	world_open(&world, path);
	int log = memfd_create("log", 0);

	world.log = (struct log){ .level = LOG_WARN, .fd = log };
	add_notifier(&world, "hook", "webhook");
	world_start(&world);
	for (int i = 1; i <= 50; i++)
		put(&world, "hook", i, 1);
	fill(filler);
	courier_wake(world.courier);
	turn(&world, 200);
	if (receiver_count(receiver) != 0)
		return 1; /* sent, though it could not note that it did */
	courier_wake(world.courier);
	turn(&world, 100);
	unlink(filler);
	courier_wake(world.courier);
	if (!until(world.loop, tally_holds, &(struct tally){ world.db, NULL, 0 }))
		return 2;
	ssize_t n = pread(log, line, sizeof line - 1, 0);

	line[n > 0 ? n : 0] = '\0';
	if (!strstr(line, "full") || lseek(log, 0, SEEK_END) > 200)
		return 3; /* said once, and why */
	return 0;
}

static void
a_full_disk_sends_nothing_and_loses_nothing(void **state)
{
	char folder[] = "/tmp/dealwatch-test-XXXXXX";
	int status;
	pid_t pid;

	(void)state;
	assert_non_null(mkdtemp(folder));
	pid = fork();
	if (pid == 0)
		_exit(child_on_full_disk(folder, receiver_new(NULL)));
	waitpid(pid, &status, 0);
	rmdir(folder);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delivers_in_order_and_once),
		cmocka_unit_test(a_failure_is_tried_again_with_the_same_id_and_body),
		cmocka_unit_test(what_failed_before_the_last_look_counts),
		cmocka_unit_test(retry_after_is_obeyed),
		cmocka_unit_test(a_receiver_that_says_at_once_for_ever_is_not_flooded),
		cmocka_unit_test(what_is_final_is_parked_and_said),
		cmocka_unit_test(what_waits_for_nobody_is_told_at_each_start),
		cmocka_unit_test(what_cannot_be_read_is_parked_and_holds_nobody_up),
		cmocka_unit_test(a_person_may_send_again_what_was_parked),
		cmocka_unit_test(a_person_may_send_what_waits_or_is_held),
		cmocka_unit_test(a_bad_receiver_delays_nobody_else),
		cmocka_unit_test(too_many_an_hour_become_one_later_message),
		cmocka_unit_test(quiet_hours_and_digests_hold),
		cmocka_unit_test(small_deals_are_left_out_unless_told_of_before),
		cmocka_unit_test(a_clock_that_was_wrong_holds_nothing_for_ever),
		cmocka_unit_test(what_is_urgent_takes_along_what_is_held_of_its_deal),
		cmocka_unit_test(a_folded_message_tells_how_a_deal_went),
		cmocka_unit_test(a_folded_message_tells_deals_that_became_one_as_one),
		cmocka_unit_test(a_reload_neither_loses_nor_repeats),
		cmocka_unit_test(after_a_reload_nothing_more_goes_to_the_old_address),
		cmocka_unit_test(two_lanes_to_one_slack_hook_share_its_pace),
		cmocka_unit_test(only_what_a_living_receiver_often_failed_at_is_overtaken),
		cmocka_unit_test(a_queue_of_failures_does_not_keep_the_loop_busy),
		cmocka_unit_test(a_clean_stop_repeats_nothing),
		cmocka_unit_test(a_full_disk_sends_nothing_and_loses_nothing),
		cmocka_unit_test(nothing_is_lost_though_killed_fifty_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
