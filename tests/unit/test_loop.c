/*
 * loop: timers, descriptors and signals come as asked, turns end, time is told.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "loop/loop.h"

struct seen {
	struct loop *loop;
	struct timer *timer;
	struct fd_watch *watch;
	int times, turns, stop_after;
	char order[16];
	size_t n_order;
};

static void
on_time_count(void *arg)
{
	struct seen *seen = arg;

	if (++seen->times == seen->stop_after)
		loop_stop(seen->loop);
	else
		timer_set(seen->timer, 1);
}

static void
on_turn_end_count(void *arg)
{
	((struct seen *)arg)->turns++;
}

static void
a_timer_comes_once_for_each_time_it_was_set(void **state)
{
	struct seen seen = { .loop = loop_new(NULL), .stop_after = 5 };
	int64_t began = clock_mono_ms();

	(void)state;
	seen.timer = timer_new(seen.loop, on_time_count, &seen);
	loop_on_turn_end(seen.loop, on_turn_end_count, &seen);
	timer_set(seen.timer, 20);
	loop_run(seen.loop);
	assert_int_equal(seen.times, 5);
	assert_int_equal(seen.turns, 5);
	assert_true(clock_mono_ms() - began >= 15);
	timer_free(seen.timer);
	loop_free(seen.loop);
}

static void
on_time_a(void *arg)
{
	struct seen *seen = arg;

	seen->order[seen->n_order++] = 'a';
}

static void
on_time_b(void *arg)
{
	struct seen *seen = arg;

	seen->order[seen->n_order++] = 'b';
	loop_stop(seen->loop);
}

static void
a_timer_set_anew_forgets_the_old_time_and_a_stopped_one_never_comes(void **state)
{
	struct seen seen = { .loop = loop_new(NULL) };
	struct timer *a = timer_new(seen.loop, on_time_a, &seen);
	struct timer *b = timer_new(seen.loop, on_time_b, &seen);

	(void)state;
	timer_set(b, 10000);
	timer_set(a, 1);
	timer_stop(a);
	timer_set(b, 20);
	loop_run(seen.loop);
	assert_string_equal(seen.order, "b");
	timer_free(a);
	timer_free(b);
	timer_free(NULL);
	loop_free(seen.loop);
}

static void
on_readable(int fd, unsigned ready, void *arg)
{
	struct seen *seen = arg;
	char c;

	assert_int_equal(ready, LOOP_READ);
	assert_int_equal(read(fd, &c, 1), 1);
	seen->order[seen->n_order++] = c;
	if (seen->n_order < 3)
		return;
	fd_watch_free(seen->watch); /* what a callback was called for may go in it */
	loop_stop(seen->loop);
}

static void
a_descriptor_is_told_as_long_as_it_is_ready(void **state)
{
	struct seen seen = { .loop = loop_new(NULL) };
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "xyz", 3), 3);
	seen.watch = fd_watch_new(seen.loop, ends[0], LOOP_READ, on_readable, &seen);
	loop_run(seen.loop);
	assert_string_equal(seen.order, "xyz");
	close(ends[0]);
	close(ends[1]);
	loop_free(seen.loop);
}

static void
on_writable(int fd, unsigned ready, void *arg)
{
	struct seen *seen = arg;

	(void)fd;
	assert_int_equal(ready, LOOP_WRITE);
	seen->times++;
	loop_stop(seen->loop);
}

static void
a_watch_can_be_asked_for_something_else(void **state)
{
	struct seen seen = { .loop = loop_new(NULL) };
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	seen.watch = fd_watch_new(seen.loop, ends[1], LOOP_READ, on_writable, &seen);
	fd_watch_set(seen.watch, LOOP_WRITE);
	loop_run(seen.loop);
	assert_int_equal(seen.times, 1);
	fd_watch_free(seen.watch);
	fd_watch_free(NULL);
	close(ends[0]);
	close(ends[1]);
	loop_free(seen.loop);
}

static void
on_signal_stop(int signo, void *arg)
{
	struct seen *seen = arg;

	seen->times = signo;
	loop_stop(seen->loop);
}

static void
a_signal_arrives_on_the_loop(void **state)
{
	struct seen seen = { .loop = loop_new(NULL) };
	struct signal_watch *watch = signal_watch_new(seen.loop, SIGUSR1, on_signal_stop, &seen);

	(void)state;
	raise(SIGUSR1);
	assert_int_equal(seen.times, 0);
	loop_run(seen.loop);
	assert_int_equal(seen.times, SIGUSR1);
	signal_watch_free(watch);
	loop_free(seen.loop);
}

static void
a_stop_before_the_run_holds_for_that_run(void **state)
{
	struct seen seen = { .loop = loop_new(NULL), .stop_after = 1 };

	(void)state;
	loop_stop(seen.loop);
	loop_run(seen.loop);
	seen.timer = timer_new(seen.loop, on_time_count, &seen);
	timer_set(seen.timer, 1);
	loop_run(seen.loop);
	assert_int_equal(seen.times, 1);
	timer_free(seen.timer);
	loop_free(seen.loop);
}

enum { WAIT_MS = 60, DAWDLE_MS = 30 };

static void
on_time_dawdle(void *arg)
{
	struct timespec span = { 0, DAWDLE_MS * 1000000L };

	nanosleep(&span, NULL);
	loop_stop(((struct seen *)arg)->loop);
}

static void
the_longest_turn_is_told_once(void **state)
{
	struct seen seen = { .loop = loop_new(NULL) };
	struct timer *timer = timer_new(seen.loop, on_time_dawdle, &seen);
	int64_t began = clock_mono_ms(), took;

	(void)state;
	timer_set(timer, WAIT_MS);
	loop_run(seen.loop);
	took = clock_mono_ms() - began;
	/* The waiting before it does not count. */
	assert_in_range(loop_longest_turn(seen.loop), DAWDLE_MS - 1, took - WAIT_MS + 5);
	assert_int_equal(loop_longest_turn(seen.loop), 0);
	timer_free(timer);
	loop_free(seen.loop);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_timer_comes_once_for_each_time_it_was_set),
		cmocka_unit_test(
			a_timer_set_anew_forgets_the_old_time_and_a_stopped_one_never_comes),
		cmocka_unit_test(a_descriptor_is_told_as_long_as_it_is_ready),
		cmocka_unit_test(a_watch_can_be_asked_for_something_else),
		cmocka_unit_test(a_signal_arrives_on_the_loop),
		cmocka_unit_test(a_stop_before_the_run_holds_for_that_run),
		cmocka_unit_test(the_longest_turn_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
