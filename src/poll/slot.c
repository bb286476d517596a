/*
 * slot - a feed in the schedule: its host, its time, what the store knows of it.
 */
#include <string.h>

#include "poll/polling.h"
#include "store/feeds.h"

uint32_t
poller_random(struct poller *poller)
{
	uint32_t x = poller->random;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return poller->random = x;
}

int64_t
fraction_ms(struct poller *poller, const struct slot *slot)
{
	enum { PART_MS = 50 }; /* a twentieth of the interval at most */
	uint32_t most = slot->interval < 1000 / PART_MS ? slot->interval * PART_MS : 1000;

	return poller_random(poller) % most;
}

void
slot_move_to(struct poller *poller, struct slot *slot, const char *address)
{
	uint32_t number = hosts_find(&poller->hosts, address);
	struct host *host;

	slot->host = number;
	if (number == HOST_NONE)
		return;
	host = &poller->hosts.all[number];
	host->feeds++;
	if (host->shortest == 0 || host->shortest > slot->interval)
		host->shortest = slot->interval;
}

void
slot_schedule(struct poller *poller, uint32_t number, int64_t ms)
{
	poller->slots[number].place = SLEEPING;
	due_put(&poller->due, number, ms);
}

bool
slot_state(struct poller *poller, const struct slot *slot, struct feed_state *ret, struct err *err)
{
	bool found;

	if (!feeds_get(poller->db, slot->section, poller->scratch, ret, &found, err))
		return false;
	if (!found || strcmp(ret->url, slot->url) != 0)
		outcome_begin(ret, slot->section, slot->url);
	return true;
}
