/*
 * queue - feeds that wait for their host: one is asked at a time, with a pause between two.
 */
#include "base/clock.h"
#include "poll/polling.h"

int64_t
host_open_at(const struct poller *poller, const struct host *host)
{
	return poller->once_left == 0 && host->held_until > host->free_at ? host->held_until
									  : host->free_at;
}

void
host_schedule(struct poller *poller, uint32_t number)
{
	struct host *host = &poller->hosts.all[number];

	if (host->scheduled || host->running > 0 || host->first == FEED_NONE)
		return;
	host->scheduled = true;
	due_put(&poller->due, ID_HOST | number, host_open_at(poller, host));
}

void
host_append(struct poller *poller, uint32_t number, uint32_t slot)
{
	struct host *host = &poller->hosts.all[number];

	poller->slots[slot].place = WAITING;
	poller->slots[slot].next_waiting = FEED_NONE;
	if (host->first == FEED_NONE)
		host->first = slot;
	else
		poller->slots[host->last].next_waiting = slot;
	host->last = slot;
	host_schedule(poller, number);
}

uint32_t
host_take(struct poller *poller, struct host *host)
{
	uint32_t slot = host->first;

	host->first = poller->slots[slot].next_waiting;
	return slot;
}

static int64_t
host_spacing_ms(const struct poller *poller, const struct host *host)
{
	if (poller->once_left > 0)
		return 0; /* a person waits for it; one at a time is polite enough */
	return pace_spacing_ms(host->shortest, host->feeds);
}

void
host_release(struct poller *poller, uint32_t number)
{
	struct host *host = &poller->hosts.all[number];

	host->running--;
	host->free_at = clock_mono_ms() + host_spacing_ms(poller, host);
	host_schedule(poller, number);
}

void
host_hold(struct poller *poller, const char *address, int64_t seconds)
{
	uint32_t number = hosts_find(&poller->hosts, address);
	int64_t until;
	struct host *host;

	if (number == HOST_NONE)
		return;
	host = &poller->hosts.all[number];
	if (seconds > PACE_HOLD_MAX)
		seconds = PACE_HOLD_MAX;
	until = clock_mono_ms() + seconds * 1000;
	if (host->held_until < until)
		host->held_until = until;
}

int64_t
slot_held_ms(const struct poller *poller, const struct slot *slot)
{
	return slot->host == HOST_NONE ? 0
				       : poller->hosts.all[slot->host].held_until - clock_mono_ms();
}

bool
host_is_open(const struct poller *poller, const struct host *host, int64_t now)
{
	return host->running == 0 && host->first == FEED_NONE && host_open_at(poller, host) <= now;
}
