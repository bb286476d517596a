/*
 * loop - libevent behind our own face.
 *
 * Each callback passes through a function here that notes when the turn began, so that
 * the time which callbacks took is known without asking the clock twice for each.
 */
#include <assert.h>
#include <event2/event.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "loop/loop.h"

enum { TURN_ENDS_MAX = 4 };

struct turn_end {
	void (*call)(void *arg); /* NULL: free */
	void *arg;
};

struct loop {
	struct event_base *base;
	struct turn_end turn_ends[TURN_ENDS_MAX];
	int64_t turn_start;   /* on the monotonic clock; 0: no callback ran in this turn yet */
	int64_t longest_turn; /* ms */
	bool stop;
};

struct timer {
	struct loop *loop;
	struct event *event;
	void (*on_time)(void *arg);
	void *arg;
};

struct fd_watch {
	struct loop *loop;
	struct event *event;
	int fd;
	void (*on_ready)(int fd, unsigned ready, void *arg);
	void *arg;
};

struct signal_watch {
	struct loop *loop;
	struct event *event;
	void (*on_signal)(int signo, void *arg);
	void *arg;
};

/* libevent says nothing but "no" where memory is short: the same end as mem_new has. */
static struct event *
event_or_die(struct event *event)
{
	if (!event) {
		(void)mem_new(SIZE_MAX);
		abort();
	}
	return event;
}

static void
loop_turn_begins(struct loop *loop)
{
	if (loop->turn_start == 0)
		loop->turn_start = clock_mono_ms();
}

struct loop *
loop_new(struct err *err)
{
	struct loop *loop = mem_new(sizeof *loop);
	struct event_config *config = event_config_new();

	/* Without a cached time: a timer set late in a long turn counts from when it was set. */
	if (config && event_config_set_flag(config, EVENT_BASE_FLAG_NO_CACHE_TIME) == 0)
		loop->base = event_base_new_with_config(config);
	if (config)
		event_config_free(config);
	if (!loop->base) {
		err_set(err, ERR_FAIL, "the event loop could not be made");
		free(loop);
		return NULL;
	}
	return loop;
}

void
loop_free(struct loop *loop)
{
	if (!loop)
		return;
	event_base_free(loop->base);
	free(loop);
}

static void
loop_turn_ends(struct loop *loop)
{
	for (unsigned i = 0; i < TURN_ENDS_MAX; i++)
		if (loop->turn_ends[i].call)
			loop->turn_ends[i].call(loop->turn_ends[i].arg);
	if (loop->turn_start != 0) {
		int64_t took = clock_mono_ms() - loop->turn_start;

		if (took > loop->longest_turn)
			loop->longest_turn = took;
		loop->turn_start = 0;
	}
}

void
loop_run(struct loop *loop)
{
	while (!loop->stop) {
		if (event_base_loop(loop->base, EVLOOP_ONCE | EVLOOP_NO_EXIT_ON_EMPTY) == -1)
			break;
		loop_turn_ends(loop);
	}
	loop->stop = false;
}

void
loop_stop(struct loop *loop)
{
	loop->stop = true;
}

void
loop_on_turn_end(struct loop *loop, void (*on_turn_end)(void *arg), void *arg)
{
	struct turn_end *its = NULL;

	for (unsigned i = 0; i < TURN_ENDS_MAX; i++)
		if (loop->turn_ends[i].call && loop->turn_ends[i].arg == arg)
			its = &loop->turn_ends[i];
	for (unsigned i = 0; !its && i < TURN_ENDS_MAX; i++)
		if (!loop->turn_ends[i].call)
			its = &loop->turn_ends[i];
	assert(its);
	*its = (struct turn_end){ on_turn_end, arg };
}

int64_t
loop_longest_turn(struct loop *loop)
{
	int64_t longest = loop->longest_turn;

	loop->longest_turn = 0;
	return longest;
}

void *
loop_base(struct loop *loop)
{
	return loop->base;
}

static void
on_timer_event(evutil_socket_t fd, short what, void *arg)
{
	struct timer *timer = arg;

	(void)fd;
	(void)what;
	loop_turn_begins(timer->loop);
	timer->on_time(timer->arg);
}

struct timer *
timer_new(struct loop *loop, void (*on_time)(void *arg), void *arg)
{
	struct timer *timer = mem_new(sizeof *timer);

	timer->loop = loop;
	timer->on_time = on_time;
	timer->arg = arg;
	timer->event = event_or_die(evtimer_new(loop->base, on_timer_event, timer));
	return timer;
}

void
timer_set(struct timer *timer, int64_t ms)
{
	struct timeval span = { 0 };

	if (ms > 0) {
		span.tv_sec = ms / 1000;
		span.tv_usec = ms % 1000 * 1000;
	}
	evtimer_add(timer->event, &span);
}

void
timer_stop(struct timer *timer)
{
	evtimer_del(timer->event);
}

void
timer_free(struct timer *timer)
{
	if (!timer)
		return;
	event_free(timer->event);
	free(timer);
}

static short
event_bits(unsigned ready)
{
	return (short)((ready & LOOP_READ ? EV_READ : 0) | (ready & LOOP_WRITE ? EV_WRITE : 0) |
		       EV_PERSIST);
}

static void
on_fd_event(evutil_socket_t fd, short what, void *arg)
{
	struct fd_watch *watch = arg;
	unsigned ready = (what & EV_READ ? LOOP_READ : 0) | (what & EV_WRITE ? LOOP_WRITE : 0);

	loop_turn_begins(watch->loop);
	watch->on_ready(fd, ready, watch->arg);
}

struct fd_watch *
fd_watch_new(struct loop *loop, int fd, unsigned ready,
	void (*on_ready)(int fd, unsigned ready, void *arg), void *arg)
{
	struct fd_watch *watch = mem_new(sizeof *watch);

	watch->loop = loop;
	watch->fd = fd;
	watch->on_ready = on_ready;
	watch->arg = arg;
	watch->event =
		event_or_die(event_new(loop->base, fd, event_bits(ready), on_fd_event, watch));
	event_add(watch->event, NULL);
	return watch;
}

void
fd_watch_set(struct fd_watch *watch, unsigned ready)
{
	event_del(watch->event);
	event_assign(
		watch->event, watch->loop->base, watch->fd, event_bits(ready), on_fd_event, watch);
	event_add(watch->event, NULL);
}

void
fd_watch_free(struct fd_watch *watch)
{
	if (!watch)
		return;
	event_free(watch->event);
	free(watch);
}

static void
on_signal_event(evutil_socket_t signo, short what, void *arg)
{
	struct signal_watch *watch = arg;

	(void)what;
	loop_turn_begins(watch->loop);
	watch->on_signal(signo, watch->arg);
}

struct signal_watch *
signal_watch_new(struct loop *loop, int signo, void (*on_signal)(int signo, void *arg), void *arg)
{
	struct signal_watch *watch = mem_new(sizeof *watch);

	watch->loop = loop;
	watch->on_signal = on_signal;
	watch->arg = arg;
	watch->event = event_or_die(evsignal_new(loop->base, signo, on_signal_event, watch));
	event_add(watch->event, NULL);
	return watch;
}

void
signal_watch_free(struct signal_watch *watch)
{
	if (!watch)
		return;
	event_free(watch->event);
	free(watch);
}
