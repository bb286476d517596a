/*
 * http: what is sent, what comes back, and what every ceiling does, against a scripted server.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <strings.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "scripted_server.h"

enum { SLOW_MS = 150, PATIENCE_MS = 30000 };

static struct server server, other;

/* A megabyte of zeros, in 13 bytes of Brotli or 38 of Zstandard: eight blocks of one repeated byte. */
static void
write_small_bomb(int fd, const char *encoding)
{
	static const unsigned char br[] = { 0x5b, 0xff, 0xff, 0x0f, 0x40, 0x02, 0x20, 0x1e, 0x0b,
		0x24, 0xf7, 0xfe, 0x01 };
	unsigned char zstd[6 + 8 * 4] = { 0x28, 0xb5, 0x2f, 0xfd, 0, 0x38 };
	bool is_br = strcmp(encoding, "br") == 0;

	for (size_t i = 6; i < sizeof zstd; i += 4) {
		zstd[i] = i + 4 == sizeof zstd ? 3 : 2; /* the last, or one of many */
		zstd[i + 2] = 0x10;
	}
	server_write(fd, "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nConnection: close\r\n\r\n",
		encoding);
	(void)!write(fd, is_br ? br : zstd, is_br ? sizeof br : sizeof zstd);
}

/* 600 KB of "a" in 4 KB of gzip. */
static void
write_bomb(int fd)
{
	/* One block with fixed codes that repeats 'a' 258 bytes at a time. */
	unsigned char gz[4200] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3 };
	size_t bit = 0, at = 10;
	unsigned acc = 0;
#define PUT(value, n)                                                                              \
	do {                                                                                       \
		acc |= (unsigned)(value) << bit;                                                   \
		bit += (n);                                                                        \
		while (bit >= 8) {                                                                 \
			gz[at++] = (unsigned char)acc;                                             \
			acc >>= 8;                                                                 \
			bit -= 8;                                                                  \
		}                                                                                  \
	} while (0)
	PUT(1, 1);    /* last block */
	PUT(1, 2);    /* fixed codes */
	PUT(0x89, 8); /* 'a' is 0x91, most significant bit first */
	for (int i = 0; i < 2400; i++) {
		PUT(0xa3, 8); /* length 258: code 285 = 11000101, bits reversed */
		PUT(0, 5);    /* distance 1 */
	}
	PUT(0, 7); /* end */
	PUT(0, 7);
#undef PUT
	server_write(
		fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", at);
	if (write(fd, gz, at) < 0)
		_exit(0);
}

static bool
script(int fd, const struct seen *request, int nth)
{
	const char *path = request->path;
	char location[300];

	(void)nth;
	if (strcmp(path, "/ok") == 0)
		return server_answer(fd, "200 OK",
			"ETag: \"v1\"\r\nlast-modified: Wed, 01 Jan 2025 00:00:00 GMT\r\n"
			"Content-Type: application/rss+xml\r\nCache-Control: public\r\n"
			"cache-control: max-age=60\r\nExpires: 0\r\nDate:  now \r\n"
			"Retry-After: 7\r\n",
			"hello");
	if (strncmp(path, "/to/", 4) == 0) { /* /to/STATUS/PATH */
		snprintf(location, sizeof location, "Location: %s\r\n", path + 7);
		return server_answer(fd, (char[]){ path[4], path[5], path[6], ' ', 'X', 0 },
			location, "elsewhere");
	}
	if (strcmp(path, "/loop") == 0)
		return server_answer(fd, "302 Found", "Location: /loop\r\n", "");
	if (strcmp(path, "/file") == 0)
		return server_answer(fd, "302 Found", "Location: file:///etc/passwd\r\n", "");
	if (strcmp(path, "/away") == 0) {
		snprintf(location, sizeof location, "Location: http://127.0.0.1:%u/ok\r\n",
			other.port);
		return server_answer(fd, "302 Found", location, "");
	}
	if (strcmp(path, "/304") == 0) {
		server_write(fd, "HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\n\r\n");
		return true;
	}
	if (strcmp(path, "/large") == 0) {
		char bytes[4096];

		memset(bytes, 'x', sizeof bytes);
		server_write(fd, "HTTP/1.1 200 OK\r\n\r\n");
		for (int i = 0; i < 5000; i++)
			if (write(fd, bytes, sizeof bytes) < 0)
				return false;
		return false;
	}
	if (strcmp(path, "/announced") == 0) {
		server_write(fd, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
		return true;
	}
	if (strcmp(path, "/bomb") == 0) {
		write_bomb(fd);
		return true;
	}
	if (strcmp(path, "/bomb-br") == 0 || strcmp(path, "/bomb-zstd") == 0) {
		write_small_bomb(fd, path + 6);
		return false;
	}
	if (strcmp(path, "/headers") == 0) {
		server_write(fd, "HTTP/1.1 200 OK\r\n");
		for (int i = 0; i < 3000; i++)
			server_write(fd, "X-Flood-%d: 0123456789012345678901234567890\r\n", i);
		server_write(fd, "Content-Length: 0\r\n\r\n");
		return true;
	}
	if (strcmp(path, "/header") == 0) {
		server_write(fd, "HTTP/1.1 200 OK\r\nX-Long: ");
		for (int i = 0; i < 5000; i++)
			server_write(fd, "0123456789012345678901234567890123456789");
		server_write(fd, "\r\nContent-Length: 0\r\n\r\n");
		return true;
	}
	if (strcmp(path, "/drip") == 0) {
		server_write(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
		for (int i = 0; i < 1000; i++) {
			server_write(fd, "x");
			server_sleep_ms(20);
		}
		return false;
	}
	if (strcmp(path, "/silent") == 0) {
		server_sleep_ms(30000);
		return false;
	}
	if (strcmp(path, "/short") == 0) {
		server_write(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
		return false;
	}
	if (strcmp(path, "/chunk") == 0) {
		server_write(
			fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
		return false;
	}
	if (strcmp(path, "/reset") == 0) {
		struct linger linger = { 1, 0 };

		server_write(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
		server_sleep_ms(20);
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
		return false;
	}
	if (strcmp(path, "/noise") == 0) {
		server_write(fd, "this is no HTTP\r\n\r\n");
		return false;
	}
	if (strcmp(path, "/slow") == 0)
		server_sleep_ms(SLOW_MS);
	return server_answer(fd, "200 OK", "", "fine");
}

/* What a test keeps of a response. */
struct got {
	struct loop *loop;
	int left; /* the loop stops when so many have come */
	int times, status;
	enum err_code code;
	char text[ERR_TEXT_MAX];
	char etag[64], last_modified[64], content_type[64], cache_control[64], retry_after[64];
	char url[300], moved_to[300], body[200];
	size_t body_len;
	char *taken;
	bool take;
};

static void
keep(char *to, size_t size, const char *text)
{
	snprintf(to, size, "%s", text ? text : "(none)");
}

static void
on_done(void *arg, const struct http_response *response)
{
	struct got *got = arg;

	got->times++;
	got->status = response->status;
	got->code = response->err.code;
	keep(got->text, sizeof got->text, response->err.text);
	keep(got->etag, sizeof got->etag, response->etag);
	keep(got->last_modified, sizeof got->last_modified, response->last_modified);
	keep(got->content_type, sizeof got->content_type, response->content_type);
	keep(got->cache_control, sizeof got->cache_control, response->cache_control);
	keep(got->retry_after, sizeof got->retry_after, response->retry_after);
	keep(got->url, sizeof got->url, response->url);
	keep(got->moved_to, sizeof got->moved_to, response->moved_to);
	keep(got->body, sizeof got->body, response->body);
	got->body_len = response->body_len;
	if (got->take)
		got->taken = http_take_body(response);
	if (--got->left <= 0)
		loop_stop(got->loop);
}

static char *
address_of(const struct server *at, const char *path)
{
	return mem_printf("http://127.0.0.1:%u%s", at->port, path);
}

static void
fetch_with(struct http_request *request, const struct http_settings *settings, struct got *got)
{
	struct loop *loop = loop_new(NULL);
	struct http *http = http_new(loop, settings, NULL);

	assert_non_null(http);
	got->loop = loop;
	http_send(http, request, on_done, got);
	assert_int_equal(got->times, 0); /* never from inside http_send */
	loop_run(loop);
	http_free(http);
	loop_free(loop);
}

static const struct http_settings lenient = { .user_agent = "dealwatch/test (+me@example.com)",
	.allow_private = true };

/* Patience ends where that is what is tested. */
static struct got
fetch(const char *path)
{
	char *url = address_of(&server, path);
	bool never_ends = strcmp(path, "/silent") == 0 || strcmp(path, "/drip") == 0;
	struct http_request request = { .url = url,
		.max_body = 100000,
		.timeout_ms = never_ends ? 700 : PATIENCE_MS,
		.redirects = 5 };
	struct got got = { 0 };

	fetch_with(&request, &lenient, &got);
	free(url);
	return got;
}

static void
gives_the_body_and_the_headers_that_matter(void **state)
{
	struct got got = fetch("/ok");

	(void)state;
	assert_int_equal(got.status, 200);
	assert_int_equal(got.code, ERR_NONE);
	assert_string_equal(got.body, "hello");
	assert_string_equal(got.etag, "\"v1\"");
	assert_string_equal(got.last_modified, "Wed, 01 Jan 2025 00:00:00 GMT");
	assert_string_equal(got.content_type, "application/rss+xml");
	assert_string_equal(got.cache_control, "public, max-age=60");
	assert_string_equal(got.retry_after, "7");
	assert_string_equal(got.moved_to, "(none)");
	assert_int_equal(got.times, 1);
}

static void
sends_the_user_agent_the_headers_and_asks_for_compression(void **state)
{
	char *url = address_of(&server, "/sent");
	const char *headers[] = { "If-None-Match: \"v1\"" };
	const char *secrets[] = { "Authorization: Bearer tulip" };
	struct http_request request = {
		.url = url, .headers = headers, .n_headers = 1, .secrets = secrets, .n_secrets = 1
	};
	struct got got = { 0 };
	const struct seen *seen;

	(void)state;
	fetch_with(&request, &lenient, &got);
	seen = server_seen(&server, "/sent", 0);
	assert_non_null(seen);
	assert_non_null(strstr(seen->text, "GET /sent "));
	assert_non_null(strstr(seen->text, "User-Agent: dealwatch/test (+me@example.com)\r\n"));
	assert_non_null(strstr(seen->text, "If-None-Match: \"v1\"\r\n"));
	assert_non_null(strstr(seen->text, "Authorization: Bearer tulip\r\n"));
	assert_non_null(strstr(seen->text, "Accept-Encoding: deflate, gzip"));
	assert_null(strcasestr(seen->text, "cookie"));
	assert_null(strcasestr(seen->text, "referer"));
	free(url);
}

/* Also where a handle of before is used again. */
static void
another_user_agent_holds_from_the_next_transfer_on(void **state)
{
	const struct http_settings renamed = { .user_agent = "dealwatch/other",
		.allow_private = true };
	char *url = address_of(&server, "/renamed");
	struct http_request request = { .url = url };
	struct got got = { .loop = loop_new(NULL) };
	struct http *http = http_new(got.loop, &lenient, NULL);

	(void)state;
	assert_non_null(http);
	for (int i = 0; i < 2; i++) {
		http_send(http, &request, on_done, &got);
		loop_run(got.loop);
		http_configure(http, &renamed);
	}
	assert_non_null(strstr(server_seen(&server, "/renamed", 0)->text, lenient.user_agent));
	assert_non_null(strstr(server_seen(&server, "/renamed", 1)->text, renamed.user_agent));
	http_free(http);
	loop_free(got.loop);
	free(url);
}

static void
posts_a_body(void **state)
{
	char *url = address_of(&server, "/posted");
	const char *headers[] = { "Content-Type: application/json" };
	struct http_request request = {
		.url = url, .headers = headers, .n_headers = 1, .body = "{\"a\": 1}", .body_len = 8
	};
	struct got got = { 0 };
	const struct seen *seen;

	(void)state;
	fetch_with(&request, &lenient, &got);
	seen = server_seen(&server, "/posted", 0);
	assert_non_null(seen);
	assert_non_null(strstr(seen->text, "POST /posted "));
	assert_non_null(strstr(seen->text, "Content-Length: 8\r\n"));
	assert_non_null(strstr(seen->text, "Content-Type: application/json\r\n"));
	free(url);
}

static void
a_post_follows_no_redirect(void **state)
{
	char *url = address_of(&server, "/to/307/redirected-post");
	struct http_request request = { .url = url, .body = "x", .body_len = 1, .redirects = 5 };
	struct got got = { 0 };

	(void)state;
	fetch_with(&request, &lenient, &got);
	assert_int_equal(got.status, 307);
	assert_int_equal(got.code, ERR_NONE);
	assert_int_equal(server_count(&server, "redirected-post"), 0);
	free(url);
}

static void
a_304_brings_its_headers(void **state)
{
	struct got got = fetch("/304");

	(void)state;
	assert_int_equal(got.status, 304);
	assert_int_equal(got.code, ERR_NONE);
	assert_string_equal(got.etag, "\"v2\"");
	assert_int_equal(got.body_len, 0);
}

static void
tells_permanent_moves_from_passing_ones(void **state)
{
	static const struct {
		const char *path, *url_end, *moved_to_end;
	} cases[] = {
		{ "/to/301/ok", "/ok", "/ok" },
		{ "/to/308/ok", "/ok", "/ok" },
		{ "/to/302/ok", "/ok", NULL },
		{ "/to/303/ok", "/ok", NULL },
		{ "/to/307/ok", "/ok", NULL },
		{ "/to/301/to/308/ok", "/ok", "/ok" },
		{ "/to/301/to/302/ok", "/ok", "/to/302/ok" }, /* the first step was for good */
		{ "/to/302/to/301/ok", "/ok", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct got got = fetch(cases[i].path);
		char *url = address_of(&server, cases[i].url_end);
		char *moved = cases[i].moved_to_end ? address_of(&server, cases[i].moved_to_end)
						    : mem_strdup("(none)");

		assert_int_equal(got.status, 200);
		assert_string_equal(got.body, "hello");
		assert_string_equal(got.url, url);
		assert_string_equal(got.moved_to, moved);
		free(url);
		free(moved);
	}
}

static void
follows_at_most_as_many_redirects_as_asked(void **state)
{
	struct got got = fetch("/loop");

	(void)state;
	assert_int_equal(got.code, ERR_FAIL);
	assert_non_null(strstr(got.text, "too many redirects"));
	assert_int_equal(server_count(&server, "/loop"), 6);
}

static void
without_redirects_the_redirect_is_the_answer(void **state)
{
	char *url = address_of(&server, "/to/302/ok");
	struct http_request request = { .url = url };
	struct got got = { 0 };

	(void)state;
	fetch_with(&request, &lenient, &got);
	assert_int_equal(got.status, 302);
	assert_int_equal(got.code, ERR_NONE);
	free(url);
}

static void
secrets_stay_with_their_origin(void **state)
{
	static const struct {
		const char *path, *seen_path;
		struct server *at;
		bool secret_there;
	} cases[] = {
		{ "/to/302/secret-same", "/secret-same", &server, true },
		{ "/away", "/ok", &other, false },
	};
	const char *headers[] = { "If-None-Match: \"v1\"" };
	const char *secrets[] = { "X-Api-Key: tulip" };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *url = address_of(&server, cases[i].path);
		struct http_request request = { .url = url,
			.headers = headers,
			.n_headers = 1,
			.secrets = secrets,
			.n_secrets = 1,
			.redirects = 5 };
		struct got got = { 0 };
		const struct seen *seen;

		fetch_with(&request, &lenient, &got);
		seen = server_seen(cases[i].at, cases[i].seen_path, 0);
		assert_non_null(seen);
		assert_int_equal(strstr(seen->text, "tulip") != NULL, cases[i].secret_there);
		assert_non_null(strstr(seen->text, "If-None-Match"));
		free(url);
	}
}

static void
every_bad_ending_is_an_error(void **state)
{
	static const struct {
		const char *path;
		enum err_code code;
		const char *text;
	} cases[] = {
		{ "/large", ERR_LIMIT, "larger than 100000 bytes" },
		{ "/announced", ERR_LIMIT, "larger than 100000 bytes" },
		{ "/bomb", ERR_LIMIT, "larger than 100000 bytes" },
		{ "/bomb-br", ERR_LIMIT, "larger than 100000 bytes" },
		{ "/bomb-zstd", ERR_LIMIT, "larger than 100000 bytes" },
		{ "/headers", ERR_LIMIT, "header is larger" },
		{ "/header", ERR_LIMIT, "a line of the answer's header is too long" },
		{ "/drip", ERR_AGAIN, "did not end in time" },
		{ "/silent", ERR_AGAIN, "no answer in time" },
		{ "/short", ERR_AGAIN, "" },
		{ "/chunk", ERR_AGAIN, "" },
		{ "/reset", ERR_AGAIN, "" },
		{ "/noise", ERR_AGAIN, "no HTTP" },
		{ "/file", ERR_FINAL, "only http and https" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct got got = fetch(cases[i].path);

		if (got.code != cases[i].code || !strstr(got.text, cases[i].text))
			print_message("%s: %d %s\n", cases[i].path, got.code, got.text);
		assert_int_equal(got.code, cases[i].code);
		assert_non_null(strstr(got.text, cases[i].text));
		assert_int_equal(got.times, 1);
	}
}

static struct got
fetch_strictly_within(const char *url, const char *proxy, int64_t ms)
{
	struct http_settings settings = { .user_agent = "t", .proxy = proxy };
	struct http_request request = { .url = url, .timeout_ms = ms, .redirects = 5 };
	struct got got = { 0 };

	fetch_with(&request, &settings, &got);
	return got;
}

static struct got
fetch_strictly(const char *url, const char *proxy)
{
	return fetch_strictly_within(url, proxy, PATIENCE_MS);
}

static void
private_addresses_are_refused_in_every_spelling(void **state)
{
	static const char *const hosts[] = { "127.0.0.1", "localhost", "2130706433", "0x7f.1",
		"0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1",
		"169.254.169.254" };
	int before = server_count(&server, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		char *url = mem_printf("http://%s:%u/private", hosts[i], server.port);
		struct got got = fetch_strictly(url, NULL);

		assert_int_equal(got.status, 0);
		assert_int_equal(got.code, ERR_FAIL);
		assert_non_null(strstr(got.text, "allow-private is off"));
		free(url);
	}
	assert_int_equal(server_count(&server, NULL), before);
}

/* No socket is opened for it, so only the request itself can be refused. */
static void
an_open_connection_is_judged_again(void **state)
{
	const struct http_settings strict = { .user_agent = lenient.user_agent };
	char *url = address_of(&server, "/open");
	struct http_request request = { .url = url, .timeout_ms = PATIENCE_MS };
	struct got got = { .loop = loop_new(NULL) };
	struct http *http = http_new(got.loop, &lenient, NULL);

	(void)state;
	assert_non_null(http);
	http_send(http, &request, on_done, &got);
	loop_run(got.loop);
	assert_int_equal(got.status, 200);
	http_configure(http, &strict);
	http_send(http, &request, on_done, &got);
	loop_run(got.loop);
	assert_int_equal(got.code, ERR_FAIL);
	assert_non_null(strstr(got.text, "allow-private is off"));
	assert_int_equal(server_count(&server, "/open"), 1);
	http_free(http);
	loop_free(got.loop);
	free(url);
}

static void
a_proxy_may_be_private_but_what_is_asked_through_it_may_not(void **state)
{
	char *proxy = address_of(&server, "");
	struct got got = fetch_strictly("http://feeds.example/through", proxy);

	(void)state;
	assert_int_equal(got.status, 200);
	assert_int_equal(server_count(&server, "http://feeds.example/through"), 1);
	got = fetch_strictly("http://169.254.169.254/latest", proxy);
	assert_int_equal(got.code, ERR_FAIL);
	got = fetch_strictly("http://2130706433/", proxy);
	assert_int_equal(got.code, ERR_FAIL);
	got = fetch_strictly("http://localhost/", proxy);
	assert_int_equal(got.code, ERR_FAIL);
	got = fetch_strictly("http://[::1]/", proxy);
	assert_int_equal(got.code, ERR_FAIL);
	got = fetch_strictly("http://feeds.example/", "http://127.0.0.1:1");
	assert_string_equal(got.text, "the proxy for feeds.example: Connection refused");
	free(proxy);
}

static void
the_environment_names_a_proxy_only_where_it_is_asked(void **state)
{
	char *proxy = address_of(&server, "");
	struct got got;

	(void)state;
	setenv("http_proxy", proxy, 1);
	setenv("no_proxy", "internal.example, .skip.example", 1);
	got = fetch_strictly("http://feeds.example/by-environment", "environment");
	assert_int_equal(got.status, 200);
	got = fetch_strictly("http://127.0.0.1:1/not-asked", NULL);
	assert_int_equal(got.code, ERR_FAIL);
	/* Directly: there is no such name, and perhaps nobody who could say so. */
	got = fetch_strictly_within("http://127.0.0.1.skip.example/", "environment", 1000);
	assert_int_equal(got.status, 0);
	assert_int_equal(server_count(&server, "http://feeds.example/by-environment"), 1);
	assert_int_equal(server_count(&server, "http://127.0.0.1.skip.example/"), 0);
	unsetenv("http_proxy");
	unsetenv("no_proxy");
	free(proxy);
}

static void
messages_never_hold_a_path_or_a_password(void **state)
{
	static const char *const addresses[] = { "http://u:tulip@127.0.0.1:1/tulip?tulip#tulip",
		"http://tulip:x@127.0.0.1:1", "gopher://127.0.0.1/tulip", "http:///tulip", "tulip",
		"http://127.0.0.1:99999/tulip" };

	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		struct http_request request = { .url = addresses[i] };
		struct got got = { 0 };

		fetch_with(&request, &lenient, &got);
		assert_int_not_equal(got.code, ERR_NONE);
		assert_null(strstr(got.text, "tulip"));
		assert_true(strlen(got.text) > 10);
	}
}

static void
a_full_window_makes_the_rest_wait(void **state)
{
	struct loop *loop = loop_new(NULL);
	struct http_settings settings = lenient;
	struct got got = { .loop = loop, .left = 9 };
	char *url = address_of(&server, "/slow");
	struct http_request request = { .url = url };
	struct http *http;
	int64_t began = server_now_ms();
	int overlaps = 0;

	(void)state;
	settings.max_in_flight = 3;
	http = http_new(loop, &settings, NULL);
	for (int i = 0; i < 9; i++)
		http_send(http, &request, on_done, &got);
	loop_run(loop);
	assert_int_equal(got.times, 9);
	assert_true(server_now_ms() - began >= 3 * SLOW_MS);
	/* But not one after the other. */
	for (int i = 1; i < 9; i++)
		overlaps += server_seen(&server, "/slow", i)->began_ms <
			    server_seen(&server, "/slow", i - 1)->began_ms + SLOW_MS;
	assert_true(overlaps > 0);
	http_free(http);
	loop_free(loop);
	free(url);
}

static void
few_descriptors_make_a_small_window(void **state)
{
	struct http_settings settings = lenient;
	struct loop *loop = loop_new(NULL);
	struct rlimit old, few;
	struct http *http;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	few = old;
	few.rlim_cur = 64;
	settings.max_in_flight = 6;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		http = http_new(loop, &settings, NULL);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
		assert_int_equal(http_max_in_flight(http), i == 0 ? 6 : 8);
		http_free(http);
		settings.max_in_flight = 256;
	}
	loop_free(loop);
}

static void
a_cancelled_call_is_never_heard_of(void **state)
{
	struct loop *loop = loop_new(NULL);
	struct http *http = http_new(loop, &lenient, NULL);
	struct got cancelled = { .loop = loop }, got = { .loop = loop };
	char *slow = address_of(&server, "/slow"), *ok = address_of(&server, "/ok");
	struct http_request request = { .url = slow };
	struct http_call *call = http_send(http, &request, on_done, &cancelled);

	(void)state;
	request.url = ok;
	http_send(http, &request, on_done, &got);
	loop_run(loop); /* the first is under way now */
	http_cancel(call);
	http_cancel(http_send(http, &request, on_done, &cancelled)); /* not yet started */
	http_send(http, &request, on_done, &got);
	loop_run(loop);
	http_send(http, &request, on_done, &cancelled); /* http_free cancels */
	assert_int_equal(got.times, 2);
	http_free(http);
	assert_int_equal(cancelled.times, 0);
	http_free(NULL);
	loop_free(loop);
	free(slow);
	free(ok);
}

static void
a_body_can_be_taken_over(void **state)
{
	char *url = address_of(&server, "/ok");
	struct http_request request = { .url = url };
	struct got got = { .take = true };

	(void)state;
	fetch_with(&request, &lenient, &got);
	assert_string_equal(got.taken, "hello");
	free(got.taken);
	free(url);
}

static void
reads_retry_after(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} cases[] = {
		{ NULL, -1 },
		{ "", -1 },
		{ "0", 0 },
		{ "120", 120 },
		{ " 120 ", 120 },
		{ "12x", -1 },
		{ "-5", -1 },
		{ "1.5", -1 },
		{ "soon", -1 },
		{ "99999999999999999999", 10 * 365 * 86400 },
		{ "Wed, 01 Jan 2025 00:02:00 GMT", 120 },
		{ "Wed, 01 Jan 2020 00:00:00 GMT", 0 },
		{ "Wednesday, 01-Jan-25 00:02:00 GMT", 120 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(http_retry_after(cases[i].text, 1735689600), cases[i].seconds);
}

static void
reads_how_long_an_answer_is_fresh(void **state)
{
	static const char *const date = "Wed, 01 Jan 2025 00:00:00 GMT";
	static const char *const later = "Wed, 01 Jan 2025 01:00:00 GMT";
	static const struct {
		struct http_response response;
		int64_t seconds;
	} cases[] = {
		{ { .date = date }, -1 },
		{ { .cache_control = "public" }, -1 },
		{ { .cache_control = "max-age=300" }, 300 },
		{ { .cache_control = "max-age=300", .age = "100" }, 200 },
		{ { .cache_control = "max-age=300", .age = "1000" }, 0 },
		{ { .cache_control = "max-age=300", .age = "old" }, 300 },
		{ { .cache_control = "public, Max-Age=\"300\", x" }, 300 },
		{ { .cache_control = "x-max-age=300" }, -1 },
		{ { .cache_control = "s-maxage=300" }, -1 },
		{ { .cache_control = "max-age=300, no-cache" }, 0 },
		{ { .cache_control = "no-store", .expires = later, .date = date }, 0 },
		{ { .cache_control = "max-age=banana", .expires = later, .date = date }, 0 },
		{ { .cache_control = "max-age=60", .expires = later, .date = date }, 60 },
		{ { .cache_control = "public", .expires = later, .date = date }, 3600 },
		{ { .expires = later, .date = date }, 3600 },
		{ { .expires = later }, 3600 },
		{ { .expires = date, .date = later }, 0 },
		{ { .expires = "0", .date = date }, 0 },
		{ { .expires = "-1", .date = date }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(http_fresh_for(&cases[i].response, 1735689600), cases[i].seconds);
}

static int
servers_start(void **state)
{
	(void)state;
	server_start(&other, script);
	server_start(&server, script);
	return 0;
}

static int
servers_stop(void **state)
{
	(void)state;
	server_stop(&server);
	server_stop(&other);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_body_and_the_headers_that_matter),
		cmocka_unit_test(sends_the_user_agent_the_headers_and_asks_for_compression),
		cmocka_unit_test(another_user_agent_holds_from_the_next_transfer_on),
		cmocka_unit_test(posts_a_body),
		cmocka_unit_test(a_post_follows_no_redirect),
		cmocka_unit_test(a_304_brings_its_headers),
		cmocka_unit_test(tells_permanent_moves_from_passing_ones),
		cmocka_unit_test(follows_at_most_as_many_redirects_as_asked),
		cmocka_unit_test(without_redirects_the_redirect_is_the_answer),
		cmocka_unit_test(secrets_stay_with_their_origin),
		cmocka_unit_test(every_bad_ending_is_an_error),
		cmocka_unit_test(private_addresses_are_refused_in_every_spelling),
		cmocka_unit_test(an_open_connection_is_judged_again),
		cmocka_unit_test(a_proxy_may_be_private_but_what_is_asked_through_it_may_not),
		cmocka_unit_test(the_environment_names_a_proxy_only_where_it_is_asked),
		cmocka_unit_test(messages_never_hold_a_path_or_a_password),
		cmocka_unit_test(a_full_window_makes_the_rest_wait),
		cmocka_unit_test(few_descriptors_make_a_small_window),
		cmocka_unit_test(a_cancelled_call_is_never_heard_of),
		cmocka_unit_test(a_body_can_be_taken_over),
		cmocka_unit_test(reads_retry_after),
		cmocka_unit_test(reads_how_long_an_answer_is_fresh),
	};

	return cmocka_run_group_tests(tests, servers_start, servers_stop);
}
