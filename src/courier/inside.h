/*
 * inside - a courier's inside, shared by what turns its lanes (courier.c), what makes them
 * (lane.c) and what gives them other rules (reload.c).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct http;
struct lane;
struct log;
struct loop;
struct timer;
struct zone;

struct courier {
	struct loop *loop; /* borrowed, like the next three */
	struct http *http;
	struct db *db;
	const struct log *log;
	struct zone *zone;   /* owned */
	struct lane **lanes; /* owned */
	size_t n_lanes, cap_lanes;
	struct timer *timer;
	int64_t timer_at; /* monotonic ms; 0: not set */
	bool state_failed;
	bool finishing; /* nothing new is begun or sent */
	/* run --once */
	void (*on_once)(void *arg, unsigned failed);
	void *once_arg;
	unsigned failed; /* since it was last told */
};

/* courier.c: the lanes are looked at as soon as the loop is back. */
void courier_turn_soon(struct courier *courier);
