/*
 * What systemd is told, seen from the other end of the socket.
 */
#include "unit.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/notice.h"
#include "base/clock.h"
#include "loop/loop.h"
#include "until.h"

static char name[64];

/* A socket as systemd has it; abstract with @. */
static int
listen_at(const char *where)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_usec = 200000 };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	size_t len = strlen(where);

	strcpy(address.sun_path, where);
	if (*where == '@')
		address.sun_path[0] = '\0';
	assert_int_equal(bind(fd, (struct sockaddr *)&address,
				 (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)),
		0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setenv("NOTIFY_SOCKET", where, 1);
	return fd;
}

static const char *
heard(int fd)
{
	static char text[4096];
	ssize_t n = recv(fd, text, sizeof text - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	return text;
}

static int
set_up(void **state)
{
	(void)state;
	snprintf(name, sizeof name, "/tmp/test_notice.%ld", (long)getpid());
	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	unlink(name);
	return 0;
}

static void
tells_each_state_in_one_datagram(void **state)
{
	int fd = listen_at(name);
	struct notice *notice = notice_new(NULL);
	long long usec = 0, now = (long long)clock_mono_ms() * 1000;
	char status[64];

	(void)state;
	notice_ready(notice, "watching 45 feeds");
	assert_string_equal(heard(fd), "READY=1\nSTATUS=watching 45 feeds");
	notice_status(notice, "3 deals today");
	assert_string_equal(heard(fd), "STATUS=3 deals today");
	notice_reloading(notice);
	assert_int_equal(sscanf(heard(fd), "RELOADING=1\nMONOTONIC_USEC=%lld\nSTATUS=%63[^\n]",
				 &usec, status),
		2);
	assert_true(usec >= now - 1000 && usec < now + 10000000);
	notice_stopping(notice);
	assert_string_equal(heard(fd), "STOPPING=1\nSTATUS=stopping");
	notice_free(notice);
	close(fd);
}

static void
speaks_to_abstract_sockets_too(void **state)
{
	char where[80];
	struct notice *notice;
	int fd;

	(void)state;
	snprintf(where, sizeof where, "@test_notice.%ld", (long)getpid());
	fd = listen_at(where);
	notice = notice_new(NULL);
	notice_ready(notice, "up");
	assert_string_equal(heard(fd), "READY=1\nSTATUS=up");
	notice_free(notice);
	close(fd);
}

static void
a_status_can_not_smuggle_a_line_in(void **state)
{
	int fd = listen_at(name);
	struct notice *notice = notice_new(NULL);

	(void)state;
	notice_status(notice, "a\nSTOPPING=1\x1b[31m");
	assert_string_equal(heard(fd), "STATUS=a STOPPING=1 [31m");
	notice_free(notice);
	close(fd);
}

static void
is_silent_where_nobody_asked(void **state)
{
	static const char *const where[] = { NULL, "", "x", "relative/path",
		"/nonexistent/socket" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(where); i++) {
		struct notice *notice;

		if (where[i])
			setenv("NOTIFY_SOCKET", where[i], 1);
		notice = notice_new(NULL);
		notice_ready(notice, "up");
		notice_free(notice);
	}
	notice_free(NULL);
}

static void
on_enough(void *arg)
{
	loop_stop(arg);
}

struct ticks {
	int fd;
	unsigned left;
};

static bool
have_come(void *arg)
{
	struct ticks *ticks = arg;
	char text[64] = "";

	while (ticks->left > 0 && recv(ticks->fd, text, sizeof text - 1, MSG_DONTWAIT) > 0) {
		assert_string_equal(text, "WATCHDOG=1");
		ticks->left--;
	}
	return ticks->left == 0;
}

/* How long it takes until so many have come; -1: they don't. */
static int64_t
ms_of_ticks(int fd, unsigned n)
{
	struct loop *loop = loop_new(NULL);
	int64_t began = clock_mono_ms();
	struct notice *notice = notice_new(loop);
	struct ticks ticks = { fd, n };
	bool all = until(loop, have_come, &ticks);

	notice_free(notice);
	loop_free(loop);
	return all ? clock_mono_ms() - began : -1;
}

static bool
is_no_tick_within(int fd, int64_t ms)
{
	struct loop *loop = loop_new(NULL);
	struct notice *notice = notice_new(loop);
	struct timer *enough = timer_new(loop, on_enough, loop);

	timer_set(enough, ms);
	loop_run(loop);
	notice_free(notice);
	timer_free(enough);
	loop_free(loop);
	return !*heard(fd);
}

static void
feeds_the_watchdog_at_half_its_time(void **state)
{
	char pid[24];
	int fd = listen_at(name);

	(void)state;
	setenv("WATCHDOG_USEC", "100000", 1);
	assert_true(ms_of_ticks(fd, 5) >= 4 * 50 - 10);
	snprintf(pid, sizeof pid, "%ld", (long)getpid());
	setenv("WATCHDOG_PID", pid, 1);
	assert_true(ms_of_ticks(fd, 2) >= 0);
	setenv("WATCHDOG_PID", "1", 1);
	assert_true(is_no_tick_within(fd, 120));
	close(fd);
}

int
main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(tells_each_state_in_one_datagram),
		CASE(speaks_to_abstract_sockets_too),
		CASE(a_status_can_not_smuggle_a_line_in),
		CASE(is_silent_where_nobody_asked),
		CASE(feeds_the_watchdog_at_half_its_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
