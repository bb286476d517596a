/*
 * bench_schedule - what many feeds cost: to load, to hold, to poll at a steady rate.
 *
 *   bench_schedule FEEDS SECONDS INTERVAL [PORT]
 *
 * With PORT, the feeds live at as many addresses of 127.0.0.0/8 and a web server there answers
 * them; without it they are one small file. Prints one line of figures.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "poll/poller.h"
#include "store/db.h"

struct bench {
	struct loop *loop;
	struct http *http;
	struct poller *poller;
	struct db *db;
	struct log log;
};

static bool
on_document(void *arg, const struct poller_document *document, struct poller_outcome *ret,
	struct err *err)
{
	(void)arg;
	(void)document;
	(void)err;
	ret->items = 1;
	return true;
}

static void
on_end(void *arg)
{
	loop_stop(arg);
}

static long
resident_kb(void)
{
	long pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");

	if (!file || fscanf(file, "%*s %ld", &pages) != 1)
		pages = 0;
	if (file)
		fclose(file);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static double
cpu_ms(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
	       (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

static struct poller_feed *
make_feeds(size_t n, const char *dir, long port, int64_t interval)
{
	struct poller_feed *feeds = mem_array(n, sizeof *feeds);

	for (size_t i = 0; i < n; i++) {
		feeds[i].section = mem_printf("feed-%06zu", i);
		feeds[i].interval = interval;
		feeds[i].url =
			port ? mem_printf("http://127.%zu.%zu.%zu:%ld/feed-%zu.xml", 1 + i / 62500,
				       i / 250 % 250, 1 + i % 250, port, i % 100)
			     : mem_printf("file://%s/feed.xml", dir);
	}
	return feeds;
}

static void
bench_open(struct bench *bench, const char *dir)
{
	const struct http_settings http = { .user_agent = "dealwatch-bench",
		.allow_private = true };
	const struct poller_settings settings = { 0 };
	const struct poller_hooks hooks = { .on_document = on_document };
	char *path = mem_printf("%s/state.db", dir);
	struct err err = { 0 };

	log_init_silent(&bench->log);
	bench->db = db_open(path, true, &err);
	bench->loop = loop_new(&err);
	bench->http = bench->loop ? http_new(bench->loop, &http, &err) : NULL;
	if (!bench->db || !bench->http) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	bench->poller =
		poller_new(bench->loop, bench->http, bench->db, &bench->log, &settings, &hooks);
	free(path);
}

static void
bench_close(struct bench *bench)
{
	poller_free(bench->poller);
	http_free(bench->http);
	loop_free(bench->loop);
	db_close(bench->db);
}

static double
load(struct bench *bench, const struct poller_feed *feeds, size_t n)
{
	int64_t began = clock_mono_ms();
	struct err err = { 0 };

	if (!poller_set_feeds(bench->poller, feeds, n, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	return (double)(clock_mono_ms() - began);
}

int
main(int argc, char **argv)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = mem_printf("%s/bench-schedule-XXXXXX", tmp ? tmp : "/tmp");
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
	int64_t seconds = argc > 2 ? strtol(argv[2], NULL, 10) : 5;
	int64_t interval = argc > 3 ? strtol(argv[3], NULL, 10) : 60;
	long port = argc > 4 ? strtol(argv[4], NULL, 10) : 0, before, held, polled;
	struct bench bench = { 0 };
	struct poller_feed *feeds;
	struct poller_stats stats;
	struct timer *end;
	double load_ms, reload_ms, cpu;
	int64_t longest;
	char *command;
	uint64_t polls;
	FILE *file;

	if (!mkdtemp(dir) || chdir(dir) < 0 || !(file = fopen("feed.xml", "w")))
		return 1;
	fputs("<rss/>", file);
	fclose(file);
	feeds = make_feeds(n, dir, port, interval);
	bench_open(&bench, dir);
	before = resident_kb();
	load_ms = load(&bench, feeds, n);
	held = resident_kb();
	end = timer_new(bench.loop, on_end, bench.loop);
	(void)loop_longest_turn(bench.loop);
	cpu = cpu_ms();
	poller_start(bench.poller);
	timer_set(end, seconds * 1000);
	loop_run(bench.loop);
	cpu = cpu_ms() - cpu;
	longest = loop_longest_turn(bench.loop);
	polled = resident_kb();
	reload_ms = load(&bench, feeds, n);
	poller_stats(bench.poller, &stats);
	polls = stats.polls_ok + stats.polls_not_modified + stats.polls_failed;
	printf("%zu feeds: loaded in %.0f ms, %ld KB (%.0f bytes a feed); %llu polls in %lld s "
	       "(%llu "
	       "failed), "
	       "%.0f us of CPU each, longest turn %lld ms, longest transaction %lld ms, then %ld "
	       "KB; "
	       "reloaded in %.0f ms\n",
		n, load_ms, held, (double)(held - before) * 1024 / (double)n,
		(unsigned long long)polls, (long long)seconds,
		(unsigned long long)stats.polls_failed, polls ? cpu * 1000 / (double)polls : 0.0,
		(long long)longest, (long long)stats.longest_settle_ms, polled, reload_ms);
	timer_free(end);
	bench_close(&bench);
	command = mem_printf("rm -rf %s", dir);
	if (system(command) != 0)
		fprintf(stderr, "%s is left\n", dir);
	free(command);
	free(dir);
	return polls == 0;
}
