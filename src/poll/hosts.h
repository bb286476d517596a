/*
 * hosts - whom we ask, so that nobody is asked by two requests at a time or too soon again.
 *
 * A host is known by name and port. Feeds that are due while their host is busy wait in its
 * queue, in order. Hosts are few and are kept until the end.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOST_NONE UINT32_MAX
#define FEED_NONE UINT32_MAX

struct host {
	char *name;           /* owned; "example.com:443" */
	int64_t free_at;      /* ms; not asked again before */
	int64_t held_until;   /* ms; so long it wants to be left alone (429 with Retry-After) */
	int64_t shortest;     /* interval of its feeds, seconds */
	uint32_t feeds;       /* that live there */
	uint32_t first, last; /* feeds that wait; FEED_NONE: none */
	uint32_t running;     /* requests that hold it */
	bool scheduled;       /* is in the due heap */
};

struct hosts {
	struct host *all; /* owned */
	size_t n, cap;
	uint32_t *table; /* owned; open addressing: index + 1, 0: empty */
	size_t table_size;
	uint64_t seed;
};

void hosts_clear(struct hosts *hosts);

/* The host of an address, new if need be; HOST_NONE where it has none. */
uint32_t hosts_find(struct hosts *hosts, const char *url);
