/*
 * The daemon's socket and who asks it.
 */
#include "unit.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/control.h"
#include "base/json.h"
#include "conf/conf.h"
#include "loop/loop.h"

static char folder[64];

static int
set_up(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/test_control.XXXXXX");
	unsetenv("XDG_RUNTIME_DIR");
	unsetenv("RUNTIME_DIRECTORY");
	return mkdtemp(folder) ? 0 : -1;
}

static int
tear_down(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

static void
fill(void *arg, struct control_status *ret_status)
{
	unsigned *times = arg;

	*ret_status = (struct control_status){
		.started = 1700000000,
		.conf = "/etc/a\"b.conf",
		.state = "/s.db",
		.feeds = 45,
		.feeds_failing = 2,
		.deals_today = 1,
		.alerts_waiting = ++*times,
	};
}

struct asker {
	struct conf conf;
	struct str answer;
	struct err err;
	bool ok;
	struct loop *loop;
	int done_fds[2];
};

static void *
ask(void *arg)
{
	struct asker *asker = arg;

	asker->ok = control_ask(&asker->conf, &asker->answer, &asker->err);
	(void)!write(asker->done_fds[1], "x", 1);
	return NULL;
}

static void
on_done(int fd, unsigned ready, void *arg)
{
	(void)fd;
	(void)ready;
	loop_stop(arg);
}

/* Asks from a thread of its own while the loop turns. */
static void
ask_once(struct asker *asker)
{
	struct fd_watch *watch;
	pthread_t thread;

	assert_int_equal(pipe(asker->done_fds), 0);
	watch = fd_watch_new(asker->loop, asker->done_fds[0], LOOP_READ, on_done, asker->loop);
	pthread_create(&thread, NULL, ask, asker);
	loop_run(asker->loop);
	pthread_join(thread, NULL);
	fd_watch_free(watch);
	close(asker->done_fds[0]);
	close(asker->done_fds[1]);
}

static void
who_asks_is_told_how_the_daemon_is(void **state)
{
	struct arena *arena = arena_new();
	struct asker asker = { .loop = loop_new(NULL) };
	struct control *control;
	struct jnode *root;
	unsigned times = 0;
	struct err err;
	const char *path;

	(void)state;
	setenv("XDG_RUNTIME_DIR", folder, 1);
	asker.conf.path = "x.conf";
	asker.conf.daemon.state = arena_printf(arena, "%s/state.db", folder);
	path = control_path(arena, asker.conf.daemon.state);
	str_init(&asker.answer, 1 << 20);
	control = control_new(asker.loop, path, fill, &times, &err);
	assert_non_null(control);
	for (int i = 1; i <= 40; i++) {
		str_reset(&asker.answer);
		ask_once(&asker);
		assert_true(asker.ok);
		root = jnode_parse(asker.answer.text, asker.answer.len, &err);
		assert_non_null(root);
		assert_string_equal(jnode_get_text(root, "configuration"), "/etc/a\"b.conf");
		assert_string_equal(jnode_get_text(root, "started"), "2023-11-14T22:13:20Z");
		assert_int_equal(jnode_get_int(root, "pid", 0), getpid());
		assert_int_equal(jnode_get_int(root, "feeds", 0), 45);
		assert_int_equal(jnode_get_int(root, "alerts_waiting", 0), i);
		jnode_free(root);
	}
	control_free(control);
	assert_int_equal(access(path, F_OK), -1);
	ask_once(&asker);
	assert_false(asker.ok);
	assert_non_null(strstr(asker.err.text, "no daemon runs with the state "));
	str_clear(&asker.answer);
	loop_free(asker.loop);
	arena_free(arena);
}

static void
on_hang_up(int fd, unsigned ready, void *arg)
{
	(void)ready, (void)arg;
	close(accept(fd, NULL, NULL));
}

static void
a_daemon_that_does_not_answer_is_not_told_as_none(void **state)
{
	struct arena *arena = arena_new();
	struct asker asker = { .loop = loop_new(NULL) };
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct fd_watch *watch = fd_watch_new(asker.loop, fd, LOOP_READ, on_hang_up, NULL);

	(void)state;
	asker.conf.path = "x.conf";
	asker.conf.daemon.state = arena_printf(arena, "%s/mute.db", folder);
	str_init(&asker.answer, 1 << 20);
	snprintf(address.sun_path, sizeof address.sun_path, "%s.sock", asker.conf.daemon.state);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(fd, 1), 0);
	ask_once(&asker);
	assert_false(asker.ok);
	assert_int_equal(asker.err.code, ERR_BUSY);
	assert_non_null(strstr(asker.err.text, "doesn't answer"));
	fd_watch_free(watch);
	close(fd);
	str_clear(&asker.answer);
	loop_free(asker.loop);
	arena_free(arena);
}

static void
a_long_path_is_no_hindrance(void **state)
{
	struct arena *arena = arena_new();
	struct asker asker = { .loop = loop_new(NULL) };
	struct control *control;
	unsigned times = 0;
	struct err err;

	(void)state;
	asker.conf.path = "x.conf";
	asker.conf.daemon.state = arena_printf(arena, "%s/%0100d/%0100d/s.db", folder, 1, 2);
	str_init(&asker.answer, 1 << 20);
	control = control_new(
		asker.loop, control_path(arena, asker.conf.daemon.state), fill, &times, &err);
	assert_non_null(control);
	ask_once(&asker);
	assert_true(asker.ok);
	control_free(control);
	str_clear(&asker.answer);
	loop_free(asker.loop);
	arena_free(arena);
}

static void
an_old_socket_is_replaced_and_a_bad_place_refused(void **state)
{
	struct arena *arena = arena_new();
	struct loop *loop = loop_new(NULL);
	char *path = arena_printf(arena, "%s/new/folder/d.sock", folder);
	struct control *control;
	unsigned times = 0;
	struct err err;

	(void)state;
	control = control_new(loop, path, fill, &times, &err);
	assert_non_null(control);
	control_free(control);
	fclose(fopen(path, "w"));
	control = control_new(loop, path, fill, &times, &err);
	assert_non_null(control);
	control_free(control);
	assert_null(control_new(loop, "/dev/null/d.sock", fill, &times, &err));
	path = arena_printf(arena, "%s/%0120d.sock", folder, 7);
	assert_null(control_new(loop, path, fill, &times, &err));
	assert_non_null(strstr(err.text, "no place for a socket"));
	loop_free(loop);
	arena_free(arena);
}

static void
callers_who_do_not_read_hold_up_nobody(void **state)
{
	struct arena *arena = arena_new();
	struct asker asker = { .loop = loop_new(NULL) };
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct control *control;
	unsigned times = 0;
	int fds[50];
	struct err err;

	(void)state;
	asker.conf.path = "x.conf";
	asker.conf.daemon.state = arena_printf(arena, "%s/state.db", folder);
	str_init(&asker.answer, 1 << 20);
	strcpy(address.sun_path, control_path(arena, asker.conf.daemon.state));
	control = control_new(asker.loop, address.sun_path, fill, &times, &err);
	assert_non_null(control);
	for (size_t i = 0; i < ARRAY_LEN(fds); i++) {
		fds[i] = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
		(void)!connect(fds[i], (struct sockaddr *)&address, sizeof address);
	}
	ask_once(&asker);
	assert_true(asker.ok);
	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		close(fds[i]);
	control_free(control);
	str_clear(&asker.answer);
	loop_free(asker.loop);
	arena_free(arena);
}

static void
the_place_follows_user_system_and_state(void **state)
{
	struct arena *arena = arena_new();
	const char *one, *two;

	(void)state;
	assert_string_equal(control_path(arena, "/v/s.db"), "/v/s.db.sock");
	/* One state has one socket, whatever link leads to it. */
	one = arena_printf(arena, "%s/s.db", folder);
	two = arena_printf(arena, "%s/link.db", folder);
	assert_int_equal(close(open(one, O_CREAT | O_WRONLY | O_CLOEXEC, 0600)), 0);
	assert_int_equal(symlink(one, two), 0);
	assert_string_equal(control_path(arena, two), control_path(arena, one));
	setenv("RUNTIME_DIRECTORY", "/run/dealwatch:/run/other", 1);
	assert_string_equal(control_path(arena, "/v/s.db"), "/run/dealwatch/dealwatch.sock");
	setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);
	assert_string_equal(control_path(arena, "/v/s.db"), "/run/dealwatch/dealwatch.sock");
	setenv("XDG_RUNTIME_DIR", folder, 1);
	one = control_path(arena, "/v/s.db");
	two = control_path(arena, "/v/t.db");
	assert_int_equal(strncmp(one, folder, strlen(folder)), 0);
	assert_string_not_equal(one, two);
	arena_free(arena);
}

static void
the_line_counts_in_words(void **state)
{
	struct control_status status = { .feeds = 1, .deals_today = 3 };
	char line[CONTROL_LINE_MAX];

	(void)state;
	assert_string_equal(control_line(&status, line), "watching 1 feed, 3 deals today");
	status.feeds = 45;
	status.deals_today = 1;
	assert_string_equal(control_line(&status, line), "watching 45 feeds, 1 deal today");
	status.feeds_failing = 2;
	status.alerts_waiting = 1;
	status.alerts_failed = 3;
	assert_string_equal(control_line(&status, line),
		"watching 45 feeds, 2 failing, 1 deal today, 1 alert waiting, 3 failed for good");
	status.store_error = "disk full";
	assert_string_equal(control_line(&status, line),
		"watching 45 feeds, 2 failing, 1 deal today, 1 alert waiting, 3 failed for good, "
		"the "
		"state could not be written");
}

int
main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(who_asks_is_told_how_the_daemon_is),
		CASE(a_daemon_that_does_not_answer_is_not_told_as_none),
		CASE(a_long_path_is_no_hindrance),
		CASE(an_old_socket_is_replaced_and_a_bad_place_refused),
		CASE(callers_who_do_not_read_hold_up_nobody),
		CASE(the_place_follows_user_system_and_state),
		CASE(the_line_counts_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
