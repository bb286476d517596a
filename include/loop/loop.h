/*
 * loop - waits for sockets, timers and signals, and calls whoever asked.
 *
 * One thread. A callback may free what it was called for. Nothing that is
 * called from here may wait: what waits works elsewhere and answers through a descriptor.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct loop;
struct timer;
struct fd_watch;
struct signal_watch;

enum { LOOP_READ = 1, LOOP_WRITE = 2 };

struct loop *loop_new(struct err *err);
void loop_free(struct loop *loop); /* after everything that hangs on it; NULL is fine */

/* Runs until loop_stop; a loop_stop that came before it makes it return at once. */
void loop_run(struct loop *loop);
void loop_stop(struct loop *loop);

/*
 * Called once at the end of each turn of the loop (after its callbacks, before it waits again).
 * An arg has one, four args can have one; NULL takes that of the arg away.
 */
void loop_on_turn_end(struct loop *loop, void (*on_turn_end)(void *arg), void *arg);

/* The longest time, in milliseconds, that callbacks of one turn took since it was last asked. */
int64_t loop_longest_turn(struct loop *loop);

/* A timer that is not set. */
RETURNS_NONNULL struct timer *timer_new(struct loop *loop, void (*on_time)(void *arg), void *arg);
void timer_set(struct timer *timer, int64_t ms); /* once, from now; sets it anew if it was set */
void timer_stop(struct timer *timer);
void timer_free(struct timer *timer); /* NULL is fine */

/* Calls as long as fd is ready for what was asked (level-triggered). Does not own fd. */
RETURNS_NONNULL struct fd_watch *fd_watch_new(struct loop *loop, int fd, unsigned ready,
	void (*on_ready)(int fd, unsigned ready, void *arg), void *arg);
void fd_watch_set(struct fd_watch *watch, unsigned ready); /* what is asked from now on */
void fd_watch_free(struct fd_watch *watch);                /* NULL is fine */

RETURNS_NONNULL struct signal_watch *signal_watch_new(
	struct loop *loop, int signo, void (*on_signal)(int signo, void *arg), void *arg);
void signal_watch_free(struct signal_watch *watch);

/* The event library's own handle, for the room that serves pages (web). */
void *loop_base(struct loop *loop);
