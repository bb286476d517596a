/*
 * web: the server answers whom it should, with what is in the state, and is kept busy by nobody.
 *
 * It runs in a process of its own with its own loop and state; the tests speak to it over
 * sockets. What the daemon would tell it stands in shared memory.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/record.h"
#include "loop/loop.h"
#include "store/db.h"
#include "store/deal_stories.h"
#include "store/deal_told.h"
#include "store/deals.h"
#include "store/feeds.h"
#include "store/outbox.h"
#include "web/web.h"

enum { ANSWER_MAX = 1 << 20 };

static struct shared {
	volatile unsigned port;
	volatile bool commit_fails, read_only;
} * shared;

static pid_t server;
static char answer[ANSWER_MAX];

/* --- the server's side ------------------------------------------------------------ */

static const struct deal sample_deal = {
	.kind = KIND_INVESTMENT,
	.status = STATUS_TALKS,
	.parties = (struct party[]){ { "Amber", ROLE_INVESTOR, true },
		{ "Delta Labs", ROLE_TARGET, true } },
	.n_parties = 2,
	.amount = { .value = 10000000000, .usd = 10000000000, .currency = "USD" },
};

static void
put_deal(struct db *db, const char *slug, const char *headline, bool context, struct arena *arena)
{
	struct str dossier;
	bool is_new;

	str_init(&dossier, 1 << 16);
	deal_to_record(&sample_deal, &dossier);
	record_put_count(&dossier, 0);

	struct deal_row row = {
		.slug = slug,
		.context = context,
		.kind = KIND_INVESTMENT,
		.status = STATUS_TALKS,
		.usd = 10000000000,
		.first = clock_wall() - 7200,
		.last = clock_wall() - 3600,
		.headline = headline,
		.dossier = dossier.text,
		.dossier_len = dossier.len,
	};
	const struct deal_story story = {
		.story_id = slug,
		.feed = "wire",
		.source = "The Wire",
		.title = headline,
		.url = "https://news.example/1",
		.published = row.last,
		.origin = "The Wire",
		.context = context,
		.why = "",
	};
	const struct deal_told told = { .watch = "ai-deals", .revision = 2 };
	struct deal_told its = told;

	assert_true(deals_save(db, &row, arena, NULL));
	assert_true(deal_story_add(db, row.id, &story, &is_new, NULL));
	its.deal = row.id;
	assert_true(deal_told_save(db, &its, NULL));
	str_clear(&dossier);
}

static void
state_fill(struct db *db)
{
	struct arena *arena = arena_new();
	const struct feed_state feed = { .section = "wire",
		.url = "https://user:geheim@wire.example/feed",
		.title = "The Wire",
		.polled_at = clock_wall(),
		.ok_at = clock_wall(),
		.next_at = clock_wall() + 900,
		.items_seen = 41 };
	const struct alert alert = { .id = "a1",
		.deal_id = "amber-delta",
		.watch = "ai-deals",
		.headline = "Amber in talks",
		.deal = sample_deal };

	assert_true(db_begin(db, NULL));
	put_deal(db, "amber-delta", "Amber in talks to invest $10bn in Delta", false, arena);
	put_deal(db, "in-passing", "Told in passing", true, arena);
	assert_true(feeds_put(db, &feed, NULL));
	assert_true(outbox_put(db, &alert, "team", clock_wall() - 60, NULL));
	assert_true(db_commit(db, NULL));
	arena_free(arena);
}

struct serving {
	struct db *db;
	struct loop *loop;
	bool read_only;
};

static void
on_fill(void *arg, struct web_stats *stats)
{
	struct serving *serving = arg;

	stats->items = 7;
	stats->store_error = shared->commit_fails ? "database or disk is full" : NULL;
	if (shared->read_only != serving->read_only) {
		serving->read_only = shared->read_only;
		assert_true(db_exec(serving->db,
			serving->read_only ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF",
			NULL));
	}
}

static bool
one_circle(struct db *db, int64_t deal, struct arena *arena, struct alert_circle **ret_circles,
	size_t *ret_n, struct err *err)
{
	struct alert_circle *circle = arena_alloc(arena, sizeof *circle);

	(void)db;
	(void)err;
	circle->steps = arena_array(arena, 1, sizeof *circle->steps);
	circle->steps[0] = arena_printf(arena, "circle of deal %lld", (long long)deal);
	circle->n_steps = 1;
	*ret_circles = circle;
	*ret_n = 1;
	return true;
}

static void
on_term(int signo, void *arg)
{
	(void)signo;
	loop_stop(arg);
}

static void
serve(void)
{
	struct serving serving = { .db = db_open(":memory:", true, NULL), .loop = loop_new(NULL) };
	struct signal_watch *term = signal_watch_new(serving.loop, SIGTERM, on_term, serving.loop);
	const struct web_settings settings = { .listen = "127.0.0.1:0", .circles = one_circle };
	struct err err;

	state_fill(serving.db);
	struct web *web = web_new(serving.loop, serving.db, &settings, on_fill, &serving, &err);

	if (!web)
		fprintf(stderr, "# %s\n", err.text);
	else
		shared->port = web_port(web);
	loop_run(serving.loop);
	web_free(web);
	signal_watch_free(term);
	loop_free(serving.loop);
	db_close(serving.db);
}

static int
server_start(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	shared = mmap(
		NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	server = fork();
	if (server == 0) {
		serve();
		exit(0);
	}
	for (int i = 0; i < 3000 && !shared->port; i++)
		usleep(10000);
	return shared->port ? 0 : -1;
}

static int
server_stop(void **state)
{
	int status;

	(void)state;
	kill(server, SIGTERM);
	waitpid(server, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

/* --- the caller's side ---------------------------------------------------------------- */

static int
dial(void)
{
	struct sockaddr_in addr = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)shared->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const struct timeval patience = { .tv_sec = 30 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	assert_int_equal(connect(fd, (struct sockaddr *)&addr, sizeof addr), 0);
	return fd;
}

/* Sends bytes and reads until the server closes. Returns the status. */
static int
ask_bytes(const char *bytes, size_t len)
{
	int fd = dial(), status = 0;
	size_t n = 0;
	ssize_t got;

	/* It may refuse before it has read all. */
	if (send(fd, bytes, len, MSG_NOSIGNAL) < 0)
		fprintf(stderr, "# the server did not want to hear it all\n");
	while (n < sizeof answer - 1 && (got = recv(fd, answer + n, sizeof answer - 1 - n, 0)) > 0)
		n += (size_t)got;
	answer[n] = '\0';
	close(fd);
	sscanf(answer, "HTTP/1.%*d %d", &status);
	return status;
}

static int
ask(const char *method, const char *target, const char *headers)
{
	char request[1024];
	int len = snprintf(request, sizeof request, "%s %s HTTP/1.1\r\n%sConnection: close\r\n\r\n",
		method, target, headers);

	return ask_bytes(request, (size_t)len);
}

static int
get(const char *target)
{
	return ask("GET", target, "Host: localhost\r\n");
}

static const char *
body(void)
{
	const char *gap = strstr(answer, "\r\n\r\n");

	assert_non_null(gap);
	return gap + 4;
}

#define assert_says(text, part)  assert_non_null(strstr((text), (part)))
#define assert_lacks(text, part) assert_null(strstr((text), (part)))

static void
each_address_answers_with_its_own_document(void **state)
{
	static const struct {
		const char *path, *type, *says;
	} cases[] = {
		{ "/", "text/html; charset=utf-8", "Amber in talks to invest $10bn in Delta" },
		{ "/?party=delta&kind=investment", "text/html", "1 deal as chosen" },
		{ "/?party=%22%3E%3Cscript%3E", "text/html", "value=\"&quot;&gt;&lt;script&gt;\"" },
		{ "/?page=999&status=none&kind=&x", "text/html", "<h2>Deals</h2>" },
		{ "/deals.json", "application/json", "\"deal_id\":\"amber-delta\",\"revision\":2" },
		{ "/deals.json?party=nobody", "application/json", "\"deals\":[]" },
		{ "/deals.atom", "application/atom+xml", "urn:dealwatch:deal:amber-delta" },
		{ "/metrics", "text/plain; version=0.0.4", "dealwatch_items_total 7\n" },
		{ "/metrics", "text/plain; version=0.0.4", "dealwatch_outbox_pending 1\n" },
		{ "/healthz", "text/plain", "ok\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char header[96];

		assert_int_equal(get(cases[i].path), 200);
		snprintf(header, sizeof header, "Content-Type: %s", cases[i].type);
		assert_says(answer, header);
		assert_says(body(), cases[i].says);
		assert_lacks(answer, "geheim");
	}
}

static void
the_page_is_made_of_the_state(void **state)
{
	(void)state;
	assert_int_equal(get("/"), 200);
	assert_says(body(), "circle of deal 1");
	assert_says(body(), "1 outlet, 1 origin");
	assert_says(body(), "revision 2");
	assert_says(body(), "1 waiting");
	assert_says(body(), "The Wire");
	assert_lacks(body(), "Told in passing");
	assert_says(
		answer, "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'");
	assert_says(answer, "X-Content-Type-Options: nosniff");
}

static void
head_gets_the_length_and_no_body(void **state)
{
	unsigned long length;

	(void)state;
	assert_int_equal(ask("HEAD", "/deals.json", "Host: localhost\r\n"), 200);
	assert_string_equal(body(), "");
	length = strtoul(strstr(answer, "Content-Length: ") + 16, NULL, 10);
	assert_int_equal(get("/deals.json"), 200);
	assert_int_equal(length, strlen(body()));
}

static void
only_reading_is_allowed(void **state)
{
	static const char *const methods[] = { "POST", "PUT", "DELETE", "OPTIONS", "PATCH" };
	static const char with_body[] =
		"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
		"Connection: close\r\n\r\nhello";

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		assert_int_equal(
			ask(methods[i], "/", "Host: localhost\r\nContent-Length: 0\r\n"), 405);
		assert_says(answer, "Allow: GET, HEAD");
	}
	assert_int_equal(ask_bytes(with_body, sizeof with_body - 1), 413);
	assert_int_equal(get("/nothing/here"), 404);
	assert_int_equal(get("/../etc/passwd"), 404);
}

static void
a_page_elsewhere_can_not_read_it_by_a_name_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(ask("GET", "/", "Host: evil.example:9466\r\n"), 421);
	assert_lacks(answer, "Amber");
	assert_int_equal(ask("GET", "/metrics", "Host: evil.example\r\n"), 421);
	assert_int_equal(ask("GET", "/", "Host: 127.0.0.1:9466\r\n"), 200);
}

static void
headers_without_end_are_refused(void **state)
{
	static char request[64 << 10];

	(void)state;
	memset(request, 'x', sizeof request);
	memcpy(request, "GET / HTTP/1.1\r\nX: ", 19);
	/* 400, or the line is cut before all of it was said. */
	assert_true(ask_bytes(request, sizeof request) % 400 == 0);
}

static void
what_is_known_already_is_not_sent_again(void **state)
{
	char header[128] = "Host: localhost\r\nIf-None-Match: ";
	const char *tag;

	(void)state;
	assert_int_equal(get("/deals.atom"), 200);
	tag = strstr(answer, "ETag: ") + 6;
	strncat(header, tag, strcspn(tag, "\n") + 1);
	assert_int_equal(ask("GET", "/deals.atom", header), 304);
	assert_string_equal(body(), "");
	assert_int_equal(ask("GET", "/deals.atom",
				 "Host: localhost\r\nIf-None-Match: \"0000000000000000\"\r\n"),
		200);
}

static void
health_says_why_it_is_bad(void **state)
{
	(void)state;
	shared->commit_fails = true;
	assert_int_equal(get("/healthz"), 503);
	assert_says(body(), "the state can't be written: database or disk is full");
	assert_int_equal(get("/"), 200);
	assert_says(body(), "The state can't be written:");
	shared->commit_fails = false;
	assert_int_equal(get("/healthz"), 200);
}

/* The last answer holds for a second. */
static int
health_becomes(int wanted)
{
	int status = get("/healthz");

	for (int i = 0; i < 600 && status != wanted; i++) {
		usleep(50000);
		status = get("/healthz");
	}
	return status;
}

static void
health_tries_to_write(void **state)
{
	(void)state;
	shared->read_only = true;
	assert_int_equal(health_becomes(503), 503);
	assert_says(body(), "the state can't be written: ");
	shared->read_only = false;
	assert_int_equal(health_becomes(200), 200);
}

static void
idle_callers_do_not_keep_others_out_for_good(void **state)
{
	int idle[70];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(idle); i++)
		idle[i] = dial();
	for (size_t i = 0; i < ARRAY_LEN(idle); i++)
		close(idle[i]);
	assert_int_equal(get("/"), 200);
	assert_int_equal(get("/metrics"), 200);
}

/* The next caller gets the descriptor's number of the one before; what it says comes in two pieces. */
static void
who_left_takes_nothing_from_the_next_one(void **state)
{
	char request[6000];
	int len;

	(void)state;
	len = snprintf(request, sizeof request,
		"GET /?party=%05000d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 0);
	for (unsigned i = 0; i < 20; i++) {
		assert_int_equal(get("/healthz"), 200);
		usleep(10000);
		assert_int_equal(ask_bytes(request, (size_t)len), 200);
	}
}

static void
a_port_in_use_is_one_clear_sentence(void **state)
{
	struct loop *loop = loop_new(NULL);
	char listen_at[32], says[128];
	struct web_settings settings = { .listen = listen_at };
	struct err err;

	(void)state;
	snprintf(listen_at, sizeof listen_at, "127.0.0.1:%u", shared->port);
	assert_null(web_new(loop, NULL, &settings, on_fill, NULL, &err));
	assert_int_equal(err.code, ERR_FAIL);
	snprintf(says, sizeof says, "listen = %s: another program uses this port already",
		listen_at);
	assert_string_equal(err.text, says);
	settings.listen = "198.51.100.7:9466"; /* not an address of this machine */
	assert_null(web_new(loop, NULL, &settings, on_fill, NULL, &err));
	assert_int_equal(err.code, ERR_FAIL);
	settings.listen = "nonsense";
	assert_null(web_new(loop, NULL, &settings, on_fill, NULL, &err));
	assert_int_equal(err.code, ERR_CONF);
	loop_free(loop);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_address_answers_with_its_own_document),
		cmocka_unit_test(the_page_is_made_of_the_state),
		cmocka_unit_test(head_gets_the_length_and_no_body),
		cmocka_unit_test(only_reading_is_allowed),
		cmocka_unit_test(a_page_elsewhere_can_not_read_it_by_a_name_of_its_own),
		cmocka_unit_test(headers_without_end_are_refused),
		cmocka_unit_test(what_is_known_already_is_not_sent_again),
		cmocka_unit_test(health_says_why_it_is_bad),
		cmocka_unit_test(health_tries_to_write),
		cmocka_unit_test(idle_callers_do_not_keep_others_out_for_good),
		cmocka_unit_test(who_left_takes_nothing_from_the_next_one),
		cmocka_unit_test(a_port_in_use_is_one_clear_sentence),
	};

	return cmocka_run_group_tests(tests, server_start, server_stop);
}
