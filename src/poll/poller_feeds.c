/*
 * poller_feeds - another set of feeds takes the place of the one before.
 *
 * Feeds that stay, by section and URL, keep their time and what is on its way for them; the
 * others get theirs from the store, or are spread.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"
#include "poll/polling.h"
#include "store/feeds.h"

enum { FORGET_AFTER = 90 * PACE_DAY };

/* Feeds by section: index + 1, 0: empty. */
struct sections {
	uint32_t *table; /* owned */
	size_t size;
};

static uint32_t *
section_place(const struct sections *sections, const struct slot *slots, const char *section)
{
	size_t at = (size_t)hash_text(section) & (sections->size - 1);

	while (sections->table[at] && strcmp(slots[sections->table[at] - 1].section, section) != 0)
		at = (at + 1) & (sections->size - 1);
	return &sections->table[at];
}

static struct sections
sections_new(const struct slot *slots, size_t n)
{
	struct sections sections = { .size = 64 };

	while (sections.size < 2 * n)
		sections.size *= 2;
	sections.table = mem_array(sections.size, sizeof *sections.table);
	for (size_t i = 0; i < n; i++)
		*section_place(&sections, slots, slots[i].section) = (uint32_t)i + 1;
	return sections;
}

static const char *
string_keep(struct arena *strings, const char *text)
{
	return text ? arena_strdup(strings, text) : NULL;
}

/* Flights of feeds that stay go on; the others are cancelled. */
static void
flights_follow(struct poller *poller, const uint32_t *now_at)
{
	struct flight *flight = poller->flights;

	while (flight) {
		struct flight *next = flight->next;

		if (now_at[flight->slot] != FEED_NONE) {
			flight->slot = now_at[flight->slot];
		} else {
			http_cancel(flight->call);
			flight_land(flight);
		}
		flight = next;
	}
}

/* When a feed that was asked before is due, from what the store has. */
static int64_t
due_from_state(const struct slot *slot, const struct feed_state *state, int64_t now, int64_t now_ms)
{
	int64_t wait = state->next_at - now;

	/* A shorter interval holds from now on, unless somebody else asked for the wait. */
	if (state->failures == 0 && state->ttl == 0 && state->fresh == 0 &&
		state->interval > slot->interval) {
		int64_t until = state->polled_at + slot->interval - now;

		wait = until < wait ? until : wait;
	}
	/* Written by a clock that was wrong: nothing of it can be told. */
	if (wait <= 0 || wait > FAR_FUTURE || state->polled_at > now)
		return -1;
	return now_ms + wait * 1000;
}

/* Feeds that are due at once are spread; the others keep their time. */
struct spread {
	uint32_t *slots; /* owned */
	size_t n;
};

static void
spread_put(struct poller *poller, struct spread *spread)
{
	int64_t now = clock_mono_ms();
	unsigned nth = 0;

	for (size_t i = 0; i < spread->n; i++) {
		uint32_t number = spread->slots[i];
		const struct slot *slot = &poller->slots[number];
		bool file = slot->host == HOST_NONE; /* nobody to be polite to */

		slot_schedule(poller, number,
			file ? now
			     : now + pace_spread_ms(nth++, (unsigned)spread->n, slot->interval));
	}
	free(spread->slots);
}

/* Puts a new table of feeds in the place of the old one. */
struct reload {
	struct poller *poller;
	struct sections sections; /* of the new ones */
	const struct slot *old;   /* the old ones … */
	const int64_t *old_due;   /* … and when they were due; -1: not in the heap */
	const uint32_t *was_at;   /* by the new ones' numbers; FEED_NONE: nowhere */
	bool *placed;             /* by the new ones' numbers */
	struct spread spread;
	int64_t now, now_ms;
};

/* Places one feed: where it was, or as the store knows it, or among those that are due. */
static void
slot_place(struct reload *reload, uint32_t number, const struct feed_state *state)
{
	struct poller *poller = reload->poller;
	struct slot *slot = &poller->slots[number];
	uint32_t was = reload->was_at[number];
	int64_t before = was == FEED_NONE ? -1 : reload->old_due[was];
	int64_t due = due_from_state(slot, state, reload->now, reload->now_ms);

	reload->placed[number] = true;
	slot_move_to(poller, slot, state->address ? state->address : slot->url);
	slot->troubles = (uint8_t)state->troubles;
	/* In memory it may be due earlier than in the store, or not be in the store at all. */
	if (before >= 0 && (state->polled_at == 0 || (due >= 0 && before < due)))
		due = before;
	if (was != FEED_NONE && reload->old[was].place == RUNNING)
		slot->place = RUNNING;
	else if (state->troubles & FEED_GONE)
		slot->place = GONE;
	else if (due < 0)
		reload->spread.slots[reload->spread.n++] = number;
	else
		slot_schedule(
			poller, number, due == before ? due : due + fraction_ms(poller, slot));
}

static void
on_schedule_row(void *arg, const struct feed_state *state)
{
	struct reload *reload = arg;
	uint32_t number = *section_place(&reload->sections, reload->poller->slots, state->section);

	if (number > 0 && strcmp(state->url, reload->poller->slots[number - 1].url) == 0)
		slot_place(reload, number - 1, state);
}

/*
 * In the order of the configuration, so that those that are due at once come in it: where the store
 * cannot be read, all.
 */
static bool
slots_place(struct reload *reload, struct err *err)
{
	struct poller *poller = reload->poller;
	const struct feed_state nothing = { 0 };
	bool ok = feeds_each_schedule(poller->db, on_schedule_row, reload, err);

	for (size_t i = 0; i < poller->n_slots; i++)
		if (!reload->placed[i])
			slot_place(reload, (uint32_t)i, &nothing);
	return ok;
}

/* When each feed is due now, by its number; -1: not in the heap. */
static int64_t *
due_times(const struct poller *poller)
{
	int64_t *times = mem_array(poller->n_slots + 1, sizeof *times);

	for (size_t i = 0; i < poller->n_slots; i++)
		times[i] = -1;
	for (size_t i = 0; i < poller->due.n; i++)
		if (!(poller->due.entries[i].id & ID_HOST))
			times[poller->due.entries[i].id] = poller->due.entries[i].ms;
	return times;
}

static void
hosts_empty(struct hosts *hosts)
{
	for (size_t i = 0; i < hosts->n; i++) {
		hosts->all[i].first = hosts->all[i].last = FEED_NONE;
		hosts->all[i].feeds = 0;
		hosts->all[i].shortest = 0;
		hosts->all[i].scheduled = false;
	}
}

/* Each feed in its new place, with where it was; a section that has another address now is another feed. */
static void
slots_name(struct poller *poller, const struct poller_feed *feeds, const struct sections *sections,
	const struct slot *old, uint32_t *now_at, uint32_t *was_at)
{
	for (size_t i = 0; i < poller->n_slots; i++) {
		struct slot *slot = &poller->slots[i];
		uint32_t was = *section_place(sections, old, feeds[i].section);

		slot->section = string_keep(poller->strings, feeds[i].section);
		slot->url = string_keep(poller->strings, feeds[i].url);
		slot->name = string_keep(poller->strings, feeds[i].name);
		slot->header_file = string_keep(poller->strings, feeds[i].header_file);
		slot->interval = (uint32_t)(feeds[i].interval > 0 ? feeds[i].interval : 1);
		if (was && strcmp(old[was - 1].url, slot->url) == 0) {
			now_at[was - 1] = (uint32_t)i;
			was_at[i] = was - 1;
		}
	}
}

bool
poller_set_feeds(struct poller *poller, const struct poller_feed *feeds, size_t n, struct err *err)
{
	struct sections sections;
	struct slot *old = poller->slots;
	size_t n_old = poller->n_slots;
	struct arena *old_strings = poller->strings;
	int64_t *old_due;
	uint32_t *now_at = mem_array(n_old + 1, sizeof *now_at);
	uint32_t *was_at = mem_array(n + 1, sizeof *was_at);
	struct reload reload;
	bool ok = feeds_forget(poller->db, clock_wall() - FORGET_AFTER, err);

	poller_settle_all(poller);
	old_due = due_times(poller);
	sections = sections_new(old, n_old);
	memset(now_at, 0xff, (n_old + 1) * sizeof *now_at);
	memset(was_at, 0xff, (n + 1) * sizeof *was_at);
	poller->strings = arena_new();
	poller->slots = mem_array(n + 1, sizeof *poller->slots);
	poller->n_slots = n;
	slots_name(poller, feeds, &sections, old, now_at, was_at);
	hosts_empty(&poller->hosts);
	due_clear(&poller->due);
	flights_follow(poller, now_at);
	reload = (struct reload){ .poller = poller,
		.sections = sections_new(poller->slots, n),
		.old = old,
		.old_due = old_due,
		.was_at = was_at,
		.placed = mem_array(n + 1, sizeof *reload.placed),
		.spread = { .slots = mem_array(n + 1, sizeof *reload.spread.slots) },
		.now = clock_wall(),
		.now_ms = clock_mono_ms() };
	ok = slots_place(&reload, ok ? err : NULL) && ok;
	spread_put(poller, &reload.spread);
	free(reload.sections.table);
	free(reload.placed);
	free(old);
	free(old_due);
	free(now_at);
	free(was_at);
	free(sections.table);
	arena_free(old_strings);
	poller_tick(poller);
	timer_set(poller->settle_timer, 0); /* what came at once is settled in the next turn */
	return ok;
}
