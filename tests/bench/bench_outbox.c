/*
 * bench_outbox - how fast 10,000 queued alerts drain to a fast webhook, and what memory that takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "courier/courier.h"
#include "loop/loop.h"
#include "net/http.h"
#include "store/db.h"
#include "store/outbox.h"
#include "unit/receiver.h"
#include "unit/sample_alert.h"

enum { N_ALERTS = 10000, FIRST_PART = 1000 };

struct bench {
	struct loop *loop;
	struct db *db;
	struct receiver *receiver;
	struct timer *timer;
	long rss_after_first;
};

static long
rss_kb(void)
{
	long size = 0, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");

	if (file && fscanf(file, "%ld %ld", &size, &resident) != 2)
		resident = 0;
	if (file)
		fclose(file);
	return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void
put_all(struct db *db)
{
	char id[32], deal[32];
	struct err err = { 0 };
	bool ok = db_begin(db, &err);

	for (int i = 0; ok && i < N_ALERTS; i++) {
		struct alert alert = sample_alert();

		snprintf(id, sizeof id, "alert_%d", i);
		snprintf(deal, sizeof deal, "deal%d", i);
		alert.id = id;
		alert.deal_id = deal;
		ok = outbox_put(db, &alert, "hook", clock_wall(), &err);
	}
	if (!ok || !db_commit(db, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
}

static void
on_look(void *arg)
{
	struct bench *bench = arg;

	if (bench->rss_after_first == 0 && receiver_count(bench->receiver) >= FIRST_PART)
		bench->rss_after_first = rss_kb();
	timer_set(bench->timer, 10);
}

static void
on_done(void *arg, unsigned failed)
{
	struct bench *bench = arg;

	if (failed > 0)
		fprintf(stderr, "%u failed\n", failed);
	loop_stop(bench->loop);
}

int
main(void)
{
	char folder[] = "/tmp/dealwatch-bench-XXXXXX", path[64], url[64];
	struct http_settings gate = { .user_agent = "bench", .allow_private = true };
	struct courier_notifier hook = {
		.settings = { .name = "hook", .type = "webhook", .url = url },
		.digest = -1,
		.quiet_from = -1,
		.quiet_to = -1,
	};
	struct courier_settings settings = { .notifiers = &hook, .n_notifiers = 1 };
	struct bench bench = { .receiver = receiver_new(NULL) };
	struct err err = { 0 };
	struct log log;
	int64_t began, took;

	if (!mkdtemp(folder))
		return 1;
	bench.receiver->forgets = true;
	snprintf(path, sizeof path, "%s/state.db", folder);
	snprintf(url, sizeof url, "http://127.0.0.1:%u/", bench.receiver->port);
	log_init_silent(&log);
	bench.loop = loop_new(&err);
	bench.db = db_open(path, true, &err);
	if (!bench.loop || !bench.db)
		return 1;
	put_all(bench.db);

	struct http *http = http_new(bench.loop, &gate, &err);
	struct courier *courier = courier_new(bench.loop, http, bench.db, &log, &settings, &err);

	if (!courier) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	bench.timer = timer_new(bench.loop, on_look, &bench);
	timer_set(bench.timer, 10);
	began = clock_mono_ms();
	courier_run_once(courier, on_done, &bench);
	loop_run(bench.loop);
	took = clock_mono_ms() - began;
	printf("outbox: %zu of %d alerts in %lld ms: %lld/s; resident after the first %d: %ld KB, "
	       "at the end: "
	       "%ld KB; longest turn %lld ms\n",
		receiver_count(bench.receiver), N_ALERTS, (long long)took,
		(long long)(receiver_count(bench.receiver) * 1000 / (size_t)(took > 0 ? took : 1)),
		FIRST_PART, bench.rss_after_first, rss_kb(),
		(long long)loop_longest_turn(bench.loop));
	courier_free(courier);
	timer_free(bench.timer);
	http_free(http);
	loop_free(bench.loop);
	db_close(bench.db);
	receiver_free(bench.receiver);
	for (size_t i = 0; i < 4; i++) {
		static const char *const ends[] = { "", "-wal", "-shm", ".lock" };

		snprintf(path, sizeof path, "%s/state.db%s", folder, ends[i]);
		unlink(path);
	}
	return rmdir(folder);
}
