/*
 * poller: what it asks and when, what it hands over and what it keeps, against a scripted server.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "poll/poller.h"
#include "scripted_server.h"
#include "store/db.h"
#include "store/feeds.h"
#include "until.h"

enum { DAY = 86400, SLOW_MS = 30 };

static struct server server, other;
static char dir[] = "/tmp/dealwatch-poller-XXXXXX";

static bool
script(int fd, const struct seen *request, int nth)
{
	const char *path = request->path;
	char headers[300];

	if (strcmp(path, "/tagged") == 0) {
		if (nth == 0)
			return server_answer(fd, "200 OK",
				"ETag: \"1\"\r\nLast-Modified: Wed, 01 Jan 2025 00:00:00 GMT\r\n",
				"first");
		server_write(fd, "HTTP/1.1 304 Not Modified\r\nETag: \"%d\"\r\n\r\n", nth + 1);
		return true;
	}
	if (strcmp(path, "/moved") == 0)
		return server_answer(fd, "301 Moved", "Location: /home\r\n", "");
	if (strcmp(path, "/passing") == 0)
		return server_answer(fd, "307 Passing", "Location: /home\r\n", "");
	if (strcmp(path, "/emigrated") == 0) {
		snprintf(headers, sizeof headers, "Location: http://127.0.0.1:%u/abroad\r\n",
			other.port);
		return server_answer(fd, "308 Moved", headers, "");
	}
	if (strcmp(path, "/leads-to-gone") == 0)
		return server_answer(fd, "302 Found", "Location: /gone\r\n", "");
	if (strcmp(path, "/gone") == 0)
		return server_answer(fd, "410 Gone", "", "");
	if (strcmp(path, "/busy") == 0)
		return server_answer(fd, "503 Busy", "Retry-After: 3600\r\n", "");
	if (strcmp(path, "/too-often") == 0)
		return server_answer(fd, "429 Too Many Requests", "Retry-After: 2\r\n", "");
	if (strcmp(path, "/far-too-often") == 0)
		return server_answer(fd, "429 Too Many Requests", "Retry-After: 3600\r\n", "");
	if (strcmp(path, "/heavy") == 0) {
		char *lines = mem_printf("ETag: \"%01100d\"\r\nLast-Modified: Mon\r\n", 0);
		bool kept = server_answer(fd, "200 OK", lines, path);

		free(lines);
		return kept;
	}
	if (strcmp(path, "/broken") == 0)
		return server_answer(fd, "500 Broken", "", "");
	if (strcmp(path, "/cut") == 0) {
		server_write(
			fd, "HTTP/1.1 200 OK\r\nETag: \"c\"\r\nContent-Length: 99\r\n\r\nhalf");
		return false;
	}
	if (strcmp(path, "/slow-here") == 0)
		for (int i = 0; i < 1000 && server_count(&other, "/slow-there") == 0; i++)
			server_sleep_ms(10);
	if (strcmp(path, "/slow-goes") == 0)
		server_sleep_ms(30000);
	if (strncmp(path, "/slow", 5) == 0)
		server_sleep_ms(SLOW_MS);
	return server_answer(fd, "200 OK", "ETag: \"x\"\r\nContent-Type: text/xml\r\n", path);
}

/* One daemon's worth of things, on a store that may outlive it. */
struct house {
	struct loop *loop;
	struct http *http;
	struct poller *poller;
	struct log log;
	struct timer *end;
	size_t n_failed;
	int documents, commits, undone, in_transaction, batches;
	bool batch_fails;
	char bodies[4096]; /* of the documents, a blank behind each */
	char last_url[300], last_name[64], last_type[64];
	const char *not_stored; /* a body that the store refuses */
	const char *no_feed;    /* a body that is no feed */
	size_t new_items;
};

static struct db *db;

static bool
on_document(void *arg, const struct poller_document *document, struct poller_outcome *ret,
	struct err *err)
{
	struct house *house = arg;

	house->documents++;
	house->in_transaction += db_in_transaction(db);
	strncat(house->bodies, document->bytes, sizeof house->bodies - strlen(house->bodies) - 2);
	strcat(house->bodies, " ");
	snprintf(house->last_url, sizeof house->last_url, "%s", document->url);
	snprintf(house->last_name, sizeof house->last_name, "%s",
		document->name ? document->name : "(none)");
	snprintf(house->last_type, sizeof house->last_type, "%s",
		document->content_type ? document->content_type : "(none)");
	if (house->not_stored && strcmp(document->bytes, house->not_stored) == 0) {
		err_set(err, ERR_FAIL, "the disk is full");
		return false;
	}
	if (house->no_feed && strcmp(document->bytes, house->no_feed) == 0)
		err_set(&ret->error, ERR_DATA, "this is no feed");
	ret->items = 10;
	ret->new_items = house->new_items;
	snprintf(ret->title, sizeof ret->title, "Title of %s", document->section);
	return true;
}

static bool
before_commit(void *arg, struct err *err)
{
	struct house *house = arg;

	assert_true(db_in_transaction(db));
	if (++house->batches > 0 && house->batch_fails)
		err_set(err, ERR_FAIL, "something else is wrong");
	return !house->batch_fails;
}

static void
on_transaction_end(void *arg, bool committed)
{
	struct house *house = arg;

	assert_false(db_in_transaction(db));
	house->commits += committed;
	house->undone += !committed;
}

static void
on_end(void *arg)
{
	loop_stop(((struct house *)arg)->loop);
}

static void
house_open(struct house *house)
{
	const struct http_settings http = { .user_agent = "dealwatch/test", .allow_private = true };
	const struct poller_settings settings = { .max_body = 10000, .timeout = 20 };
	const struct poller_hooks hooks = { on_document, before_commit, on_transaction_end, house };

	*house = (struct house){ 0 };
	log_init_silent(&house->log);
	house->loop = loop_new(NULL);
	house->http = http_new(house->loop, &http, NULL);
	house->end = timer_new(house->loop, on_end, house);
	house->poller = poller_new(house->loop, house->http, db, &house->log, &settings, &hooks);
}

static void
house_close(struct house *house)
{
	poller_free(house->poller);
	http_free(house->http);
	timer_free(house->end);
	loop_free(house->loop);
}

static void
on_once_done(void *arg, size_t n_failed)
{
	struct house *house = arg;

	house->n_failed = n_failed;
	loop_stop(house->loop);
}

static void
once(struct house *house)
{
	poller_run_once(house->poller, on_once_done, house);
	loop_run(house->loop);
}

static void
run_for(struct house *house, int64_t ms)
{
	timer_set(house->end, ms);
	loop_run(house->loop);
}

struct asked {
	const struct house *house;
	const char *path;
	int times;
	bool answered;
};

static bool
was_asked(void *arg)
{
	const struct asked *asked = arg;
	struct poller_stats stats;

	poller_stats(asked->house->poller, &stats);
	return server_count(&server, asked->path) >= asked->times &&
	       (!asked->answered || stats.in_flight == 0);
}

/* Runs until the server was asked for a path that often, and the answers are in. */
static void
run_until_asked(struct house *house, const char *path, int times)
{
	struct asked asked = { house, path, times, true };

	assert_true(until(house->loop, was_asked, &asked));
}

/* Feeds named by their paths, at the server. */
static void
set_feeds(struct house *house, const char *const *paths, size_t n, int64_t interval)
{
	struct poller_feed *feeds = mem_array(n + 1, sizeof *feeds);

	for (size_t i = 0; i < n; i++) {
		feeds[i].section = paths[i];
		feeds[i].url = mem_printf("http://127.0.0.1:%u%s", server.port, paths[i]);
		feeds[i].interval = interval;
	}
	assert_true(poller_set_feeds(house->poller, feeds, n, NULL));
	for (size_t i = 0; i < n; i++)
		free((char *)feeds[i].url); /* the poller has its own */
	free(feeds);
}

static void
set_feed(struct house *house, const char *path)
{
	set_feeds(house, &path, 1, 900);
}

static struct arena *kept;

static struct feed_state
stored(const char *section)
{
	struct feed_state state = { 0 };
	bool found;

	assert_true(feeds_get(db, section, kept, &state, &found, NULL));
	assert_true(found);
	return state;
}

static void
change_stored(const char *section, void (*change)(struct feed_state *state))
{
	struct feed_state state = stored(section);

	change(&state);
	assert_true(feeds_put(db, &state, NULL));
}

static bool
asked_with(const char *path, int nth, const char *header)
{
	const struct seen *seen = server_seen(&server, path, nth);

	assert_non_null(seen);
	return strstr(seen->text, header) != NULL;
}

static void
make_old(struct feed_state *state)
{
	state->full_at -= 3 * DAY;
}

static void
asks_for_changes_only_also_after_a_restart(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	set_feed(&house, "/tagged");
	once(&house);
	assert_int_equal(house.documents, 1);
	assert_int_equal(house.in_transaction, 1);
	assert_int_equal(house.commits, 1);
	once(&house);
	assert_int_equal(house.documents, 1);
	assert_int_equal(house.n_failed, 0);
	house_close(&house);

	house_open(&house);
	set_feed(&house, "/tagged");
	once(&house);
	assert_int_equal(house.documents, 0);
	change_stored("/tagged", make_old);
	once(&house);
	house_close(&house);

	assert_false(asked_with("/tagged", 0, "If-None-Match"));
	assert_true(asked_with("/tagged", 1, "If-None-Match: \"1\"\r\n"));
	assert_true(
		asked_with("/tagged", 1, "If-Modified-Since: Wed, 01 Jan 2025 00:00:00 GMT\r\n"));
	assert_true(asked_with("/tagged", 2, "If-None-Match: \"2\"\r\n")); /* came with the 304 */
	assert_false(asked_with("/tagged", 3, "If-None-Match")); /* everything, every two days */
}

static void
hands_over_documents_and_keeps_their_health(void **state)
{
	static const char *const paths[] = { "/a", "/broken" };
	struct house house;
	struct feed_state a, broken;

	(void)state;
	house_open(&house);
	house.new_items = 3;
	set_feeds(&house, paths, 2, 900);
	once(&house);
	assert_string_equal(house.bodies, "/a ");
	assert_string_equal(house.last_type, "text/xml");
	assert_non_null(strstr(house.last_url, "/a"));
	assert_int_equal(house.n_failed, 1);
	a = stored("/a");
	assert_string_equal(a.etag, "\"x\"");
	assert_string_equal(a.title, "Title of /a");
	assert_int_equal(a.items, 10);
	assert_int_equal(a.items_seen, 3);
	assert_in_range(a.ok_at, clock_wall() - 5, clock_wall());
	assert_in_range(a.next_at, clock_wall() + 890, clock_wall() + 960);
	broken = stored("/broken");
	assert_string_equal(broken.error, "HTTP 500");
	assert_int_equal(broken.failures, 1);
	assert_int_equal(broken.ok_at, 0);
	house_close(&house);
}

static void
a_body_that_did_not_end_well_leaves_no_validator(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	set_feed(&house, "/cut");
	once(&house);
	assert_int_equal(house.documents, 0);
	assert_int_equal(house.n_failed, 1);
	assert_null(stored("/cut").etag);
	house_close(&house);
}

static void
a_validator_as_long_as_a_document_is_not_kept(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	set_feed(&house, "/heavy");
	once(&house);
	assert_int_equal(house.n_failed, 0);
	assert_null(stored("/heavy").etag);
	assert_string_equal(stored("/heavy").last_modified, "Mon");
	house_close(&house);
}

static void
what_is_no_feed_is_a_failure_and_leaves_no_validator(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	house.no_feed = "/page";
	set_feed(&house, "/page");
	once(&house);
	assert_int_equal(house.n_failed, 1);
	assert_null(stored("/page").etag);
	assert_string_equal(stored("/page").error, "this is no feed");
	house_close(&house);
}

static void
a_store_that_refuses_one_document_takes_the_others(void **state)
{
	static const char *const paths[] = { "/s1", "/refused", "/s2" };
	struct feed_state refused;
	bool found;
	struct house house;

	(void)state;
	house_open(&house);
	house.not_stored = "/refused";
	set_feeds(&house, &paths[1], 1, 900);
	once(&house);
	assert_non_null(poller_store_error(house.poller));
	set_feeds(&house, paths, 3, 900);
	once(&house);
	assert_int_equal(house.n_failed, 1);
	assert_string_equal(stored("/s1").etag, "\"x\"");
	assert_string_equal(stored("/s2").etag, "\"x\"");
	assert_true(feeds_get(db, "/refused", kept, &refused, &found, NULL));
	assert_false(found); /* no validator without its stories */
	house_close(&house);
}

/* Of those that came together: they wait in a list, and it leaves it from anywhere. */
static void
a_refused_document_leaves_the_others_in_their_places(void **state)
{
	enum { FEEDS = 12, REFUSED = 3 };
	const char *paths[FEEDS];
	struct house house;

	(void)state;
	house_open(&house);
	for (int i = 0; i < FEEDS; i++)
		paths[i] = mem_printf("/together%d", i);
	house.not_stored = paths[REFUSED];
	set_feeds(&house, paths, FEEDS, 900);
	once(&house);
	assert_int_equal(house.n_failed, 1);
	for (int i = 0; i < FEEDS; i++) {
		if (i != REFUSED)
			assert_string_equal(stored(paths[i]).etag, "\"x\"");
		assert_int_equal(server_count(&server, paths[i]), 1);
	}
	house_close(&house);
	for (int i = 0; i < FEEDS; i++)
		free((char *)paths[i]);
}

static void
what_fails_at_the_end_of_a_transaction_loses_no_document(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	house.batch_fails = true;
	set_feed(&house, "/kept");
	once(&house);
	assert_int_equal(house.n_failed, 0);
	assert_int_equal(house.batches, 1);
	assert_int_equal(house.commits, 1);
	assert_int_equal(house.undone, 1);
	assert_string_equal(stored("/kept").etag, "\"x\"");
	house_close(&house);
}

static void
documents_that_come_together_share_a_transaction(void **state)
{
	const char *paths[40];
	struct house house;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 40; i++)
		paths[i] = mem_printf("/many%d", i);
	set_feeds(&house, paths, 40, 900);
	once(&house);
	assert_int_equal(house.documents, 40);
	assert_in_range(house.commits, 1, 20);
	house_close(&house);
	for (int i = 0; i < 40; i++)
		free((char *)paths[i]);
}

static void
a_permanent_move_holds_after_three_times_a_passing_one_never(void **state)
{
	static const char *const paths[] = { "/moved", "/passing" };
	struct house house;
	int before;

	(void)state;
	house_open(&house);
	set_feeds(&house, paths, 2, 900);
	for (int i = 0; i < 3; i++)
		once(&house);
	before = server_count(&server, "/moved");
	once(&house);
	house_close(&house);
	house_open(&house);
	set_feeds(&house, paths, 2, 900);
	once(&house);
	assert_int_equal(house.n_failed, 0);
	house_close(&house);
	assert_int_equal(before, 3);
	assert_int_equal(server_count(&server, "/moved"), 3);
	assert_int_equal(server_count(&server, "/passing"), 5);
	assert_int_equal(server_count(&server, "/home"), 10);
	assert_non_null(strstr(stored("/moved").address, "/home"));
	assert_non_null(strstr(stored("/moved").url, "/moved"));
}

static char *
file_make(const char *name, const char *text)
{
	char *path = mem_printf("%s/%s", dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return path;
}

static void
secret_headers_go_to_the_configured_origin_only(void **state)
{
	char *keys = file_make("keys", "# for us\nAuthorization: Bearer tulip\n\nX-Key: rose \n");
	char *url = mem_printf("http://127.0.0.1:%u/emigrated", server.port);
	struct poller_feed feed = {
		.section = "keyed", .url = url, .header_file = keys, .interval = 900
	};
	struct house house;

	(void)state;
	house_open(&house);
	assert_true(poller_set_feeds(house.poller, &feed, 1, NULL));
	for (int i = 0; i < 4; i++)
		once(&house);
	assert_int_equal(house.n_failed, 0);
	assert_int_equal(server_count(&server, "/emigrated"), 3);
	assert_true(asked_with("/emigrated", 0, "Authorization: Bearer tulip\r\n"));
	assert_true(asked_with("/emigrated", 0, "X-Key: rose\r\n"));
	assert_int_equal(server_count(&other, "/abroad"), 4);
	for (int i = 0; i < 4; i++)
		assert_null(strstr(server_seen(&other, "/abroad", i)->text, "tulip"));

	free(file_make("keys", "tulip without a colon\n"));
	feed.section = "broken-keys";
	assert_true(poller_set_feeds(house.poller, &feed, 1, NULL));
	once(&house);
	assert_int_equal(house.n_failed, 1);
	assert_string_equal(stored("broken-keys").error, "header-file: line 1 is no 'Name: value'");
	house_close(&house);
	free(keys);
	free(url);
}

static void
one_that_is_gone_is_never_asked_again(void **state)
{
	struct house house;
	struct poller_stats stats;

	(void)state;
	house_open(&house);
	set_feeds(&house, (const char *const[]){ "/gone" }, 1, 1);
	once(&house);
	poller_stats(house.poller, &stats);
	assert_int_equal(stats.polls_gone, 1);
	assert_int_equal(stats.polls_failed, 0);
	house_close(&house);
	house_open(&house);
	set_feed(&house, "/gone");
	once(&house);
	assert_int_equal(house.n_failed, 1);
	assert_int_equal(server_count(&server, "/gone"), 1);
	house_close(&house);
}

static void
one_that_leads_today_to_what_is_gone_is_asked_again(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	set_feed(&house, "/leads-to-gone");
	once(&house);
	assert_int_equal(house.n_failed, 1);
	house_close(&house);
	assert_int_equal(stored("/leads-to-gone").troubles, FEED_FAILING);
	assert_true(stored("/leads-to-gone").next_at > clock_wall());
}

static void
a_busy_server_is_left_alone_as_long_as_it_asks(void **state)
{
	struct house house;

	(void)state;
	for (int i = 0; i < 2; i++) {
		house_open(&house);
		set_feeds(&house, (const char *const[]){ "/busy" }, 1, 1);
		if (i == 0) {
			poller_start(house.poller);
			run_until_asked(&house, "/busy", 1);
		} else {
			once(&house);
			assert_int_equal(house.n_failed, 1);
		}
		house_close(&house);
	}
	assert_int_equal(server_count(&server, "/busy"), 1);
	assert_in_range(stored("/busy").next_at, clock_wall() + 3500, clock_wall() + 3700);
}

static void
one_that_is_asked_too_often_is_left_alone_as_a_host(void **state)
{
	const char *paths[] = { "/too-often", "/beside" };
	const struct seen *first, *beside;
	struct house house;

	(void)state;
	house_open(&house);
	set_feeds(&house, paths, 2, 1);
	poller_start(house.poller);
	run_until_asked(&house, "/beside", 1);
	house_close(&house);
	first = server_seen(&server, "/too-often", 0);
	beside = server_seen(&server, "/beside", 0);
	assert_true(beside->began_ms - first->began_ms >= 1990);
}

static void
a_run_once_passes_over_a_host_that_is_to_be_left_alone(void **state)
{
	const char *paths[] = { "/far-too-often", "/never1", "/never2" };
	struct house house;

	(void)state;
	house_open(&house);
	set_feeds(&house, paths, 3, 900);
	once(&house);
	assert_int_equal(house.n_failed, 3);
	house_close(&house);
	assert_int_equal(server_count(&server, "/far-too-often"), 1);
	assert_int_equal(server_count(&server, "/never1"), 0);
	assert_int_equal(server_count(&server, "/never2"), 0);
}

static void
a_host_has_one_request_at_a_time_with_a_pause_between(void **state)
{
	const char *paths[] = { "/slow1", "/slow2", "/slow3", "/slow4", "/slow5" };
	struct house house;

	(void)state;
	house_open(&house);
	set_feeds(&house, paths, 5, 1); /* 1 s for five feeds: 100 ms apart */
	poller_start(house.poller);
	run_until_asked(&house, "/slow5", 1);
	house_close(&house);
	for (int i = 0; i < 4; i++) {
		const struct seen *one = server_seen(&server, paths[i], 0);
		const struct seen *next = server_seen(&server, paths[i + 1], 0);

		assert_non_null(one);
		assert_non_null(next);
		/* What the server notes of an answer's end may be late: it counts from the beginning. */
		assert_true(next->began_ms - one->began_ms >= SLOW_MS + 90);
	}
}

static void
hosts_do_not_wait_for_each_other(void **state)
{
	char *here = mem_printf("http://127.0.0.1:%u/slow-here", server.port);
	char *there = mem_printf("http://127.0.0.1:%u/slow-there", other.port);
	struct poller_feed feeds[] = { { .section = "here", .url = here, .interval = 900 },
		{ .section = "there", .url = there, .interval = 900 } };
	struct house house;

	(void)state;
	house_open(&house);
	assert_true(poller_set_feeds(house.poller, feeds, 2, NULL));
	once(&house);
	assert_int_equal(house.n_failed, 0);
	/* The server notes the end after the client has it all. */
	for (int i = 0; i < 2000 && server_seen(&server, "/slow-here", 0)->ended_ms == 0; i++)
		server_sleep_ms(10);
	assert_true(server_seen(&other, "/slow-there", 0)->began_ms <
		    server_seen(&server, "/slow-here", 0)->ended_ms);
	house_close(&house);
	free(here);
	free(there);
}

static void
a_start_is_spread_and_a_restart_keeps_the_times(void **state)
{
	const char *paths[] = { "/spread1", "/spread2", "/spread3", "/spread4" };
	int64_t began_ms = server_now_ms();
	struct house house;

	(void)state;
	house_open(&house);
	set_feeds(&house, paths, 4, 900);
	poller_start(house.poller);
	run_until_asked(&house, "/spread4", 1);
	assert_int_equal(house.documents, 4);
	assert_true(server_seen(&server, "/spread4", 0)->began_ms - began_ms >= 140);
	house_close(&house);
	house_open(&house);
	set_feeds(&house, paths, 4, 900);
	poller_start(house.poller);
	run_for(&house, 150);
	assert_int_equal(house.documents, 0);
	house_close(&house);
}

static void
a_feed_is_asked_again_when_it_is_due(void **state)
{
	struct house house;
	struct poller_stats stats;
	int64_t began_ms = server_now_ms();

	(void)state;
	house_open(&house);
	set_feeds(&house, (const char *const[]){ "/again" }, 1, 1);
	poller_start(house.poller);
	run_until_asked(&house, "/again", 2);
	assert_true(server_seen(&server, "/again", 1)->began_ms - began_ms >= 950);
	poller_stats(house.poller, &stats);
	assert_int_equal(stats.feeds, 1);
	assert_int_equal(stats.polls_ok, 2);
	assert_int_equal(stats.items, 20);
	house_close(&house);
}

static void
feeds_are_asked_though_the_store_cannot_say_when(void **state)
{
	char *url = mem_printf("http://127.0.0.1:%u/unplaced", server.port);
	const struct poller_feed feed = { .section = "unplaced", .url = url, .interval = 900 };
	struct house house;

	(void)state;
	house_open(&house);
	assert_true(db_exec(db, "ALTER TABLE feed RENAME TO elsewhere", NULL));
	assert_false(poller_set_feeds(house.poller, &feed, 1, NULL));
	assert_true(db_exec(db, "ALTER TABLE elsewhere RENAME TO feed", NULL));
	poller_start(house.poller);
	run_until_asked(&house, "/unplaced", 1);
	house_close(&house);
	free(url);
}

static void
a_reload_adds_drops_and_changes_without_asking_the_others(void **state)
{
	const char *before[] = { "/stays", "/goes", "/slow-goes" };
	const char *after[] = { "/comes", "/stays" };
	struct house house;
	struct asked slow = { &house, "/slow-goes", 1, false }; /* on its way */
	struct poller_stats stats;

	(void)state;
	house_open(&house);
	set_feeds(&house, before, 2, 900);
	once(&house);
	set_feeds(&house, before, 3, 900);
	poller_start(house.poller);
	assert_true(until(house.loop, was_asked, &slow));
	set_feeds(&house, after, 2, 900);
	run_until_asked(&house, "/comes", 1);
	assert_int_equal(server_count(&server, "/stays"), 1);
	assert_int_equal(server_count(&server, "/goes"), 1);
	assert_int_equal(server_count(&server, "/comes"), 1);
	assert_string_equal(house.bodies, "/stays /goes /comes ");
	poller_stats(house.poller, &stats);
	assert_int_equal(stats.feeds, 2);
	assert_int_equal(stats.in_flight, 0);
	house_close(&house);
}

static void
a_shorter_interval_holds_from_the_reload_on(void **state)
{
	static const char *const path[] = { "/hurried" };
	struct house house;

	(void)state;
	house_open(&house);
	set_feeds(&house, path, 1, 900);
	once(&house);
	set_feeds(&house, path, 1, 900);
	poller_start(house.poller);
	run_for(&house, 150);
	assert_int_equal(server_count(&server, "/hurried"), 1);
	set_feeds(&house, path, 1, 1);
	run_until_asked(&house, "/hurried", 2);
	house_close(&house);
}

static void
a_new_url_under_an_old_name_begins_anew(void **state)
{
	char *url = mem_printf("http://127.0.0.1:%u/another", server.port);
	struct poller_feed feed = { .section = "/first", .url = url, .interval = 900 };
	struct house house;

	(void)state;
	house_open(&house);
	set_feed(&house, "/first");
	once(&house);
	assert_true(poller_set_feeds(house.poller, &feed, 1, NULL));
	poller_start(house.poller);
	run_until_asked(&house, "/another", 1);
	assert_false(asked_with("/another", 0, "If-None-Match"));
	house_close(&house);
	free(url);
}

static void
files_are_read_when_they_have_changed(void **state)
{
	char *path = file_make("a feed", "one"), *url = mem_printf("file://%s/a%%20feed", dir);
	struct poller_feed feed = {
		.section = "file", .url = url, .name = "Mine", .interval = 900
	};
	struct house house;
	struct poller_stats stats;

	(void)state;
	house_open(&house);
	assert_true(poller_set_feeds(house.poller, &feed, 1, NULL));
	once(&house);
	once(&house);
	assert_string_equal(house.bodies, "one ");
	assert_string_equal(house.last_name, "Mine");
	assert_string_equal(house.last_url, url);
	assert_string_equal(house.last_type, "(none)");
	free(file_make("a feed", "two!"));
	once(&house);
	assert_string_equal(house.bodies, "one two! ");
	poller_stats(house.poller, &stats);
	assert_int_equal(stats.polls_ok, 2);
	assert_int_equal(stats.polls_not_modified, 1);
	unlink(path);
	once(&house);
	assert_int_equal(house.n_failed, 1);
	house_close(&house);
	free(path);
	free(url);
}

static void
only_regular_files_of_this_machine_are_read(void **state)
{
	char *pipe = mem_printf("%s/pipe", dir), *large = file_make("large", "");
	char *urls[] = { mem_printf("file://%s", pipe), mem_printf("file://%s", dir),
		mem_printf("file://%s", large), mem_strdup("file:///dev/zero"),
		mem_strdup("file://elsewhere/etc/passwd"), mem_strdup("file:relative"),
		mem_strdup("file:") };
	struct house house;

	(void)state;
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(truncate(large, 10001), 0);
	house_open(&house);
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		struct poller_feed feed = { .section = "f", .url = urls[i], .interval = 900 };

		assert_true(poller_set_feeds(house.poller, &feed, 1, NULL));
		once(&house);
		assert_int_equal(house.n_failed, 1);
		free(urls[i]);
	}
	assert_int_equal(house.documents, 0);
	house_close(&house);
	free(pipe);
	free(large);
}

static void
no_feeds_are_done_at_once(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	set_feeds(&house, NULL, 0, 900);
	once(&house);
	assert_int_equal(house.n_failed, 0);
	poller_free(NULL);
	house_close(&house);
}

static int
set_up(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	server_start(&other, script);
	server_start(&server, script);
	return 0;
}

static int
tear_down(void **state)
{
	char *command = mem_printf("rm -rf %s", dir);

	(void)state;
	server_stop(&server);
	server_stop(&other);
	if (system(command) != 0)
		print_message("%s is left\n", dir);
	free(command);
	return 0;
}

static int
open_store(void **state)
{
	(void)state;
	kept = arena_new();
	db = db_open(":memory:", true, NULL);
	return db ? 0 : -1;
}

static int
close_store(void **state)
{
	(void)state;
	db_close(db);
	arena_free(kept);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_store, close_store)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(asks_for_changes_only_also_after_a_restart),
		TEST(hands_over_documents_and_keeps_their_health),
		TEST(a_body_that_did_not_end_well_leaves_no_validator),
		TEST(a_validator_as_long_as_a_document_is_not_kept),
		TEST(what_is_no_feed_is_a_failure_and_leaves_no_validator),
		TEST(a_store_that_refuses_one_document_takes_the_others),
		TEST(a_refused_document_leaves_the_others_in_their_places),
		TEST(what_fails_at_the_end_of_a_transaction_loses_no_document),
		TEST(documents_that_come_together_share_a_transaction),
		TEST(a_permanent_move_holds_after_three_times_a_passing_one_never),
		TEST(secret_headers_go_to_the_configured_origin_only),
		TEST(one_that_is_gone_is_never_asked_again),
		TEST(one_that_leads_today_to_what_is_gone_is_asked_again),
		TEST(a_busy_server_is_left_alone_as_long_as_it_asks),
		TEST(one_that_is_asked_too_often_is_left_alone_as_a_host),
		TEST(a_run_once_passes_over_a_host_that_is_to_be_left_alone),
		TEST(a_host_has_one_request_at_a_time_with_a_pause_between),
		TEST(hosts_do_not_wait_for_each_other),
		TEST(a_start_is_spread_and_a_restart_keeps_the_times),
		TEST(a_feed_is_asked_again_when_it_is_due),
		TEST(feeds_are_asked_though_the_store_cannot_say_when),
		TEST(a_reload_adds_drops_and_changes_without_asking_the_others),
		TEST(a_shorter_interval_holds_from_the_reload_on),
		TEST(a_new_url_under_an_old_name_begins_anew),
		TEST(files_are_read_when_they_have_changed),
		TEST(only_regular_files_of_this_machine_are_read),
		TEST(no_feeds_are_done_at_once),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
