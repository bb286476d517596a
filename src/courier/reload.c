/*
 * reload - a courier's lanes as another configuration has them: all of them, or as they were.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/zone.h"
#include "courier/courier.h"
#include "inside.h"
#include "lane.h"
#include "store/outbox.h"

static struct lane *
courier_find(const struct courier *courier, const char *name)
{
	for (size_t i = 0; i < courier->n_lanes; i++)
		if (!courier->lanes[i]->removed && strcmp(courier->lanes[i]->name, name) == 0)
			return courier->lanes[i];
	return NULL;
}

/* What a lane becomes at a reload: itself, itself with another notifier, or a new one. */
struct change {
	struct lane *lane;         /* the old one, or the new one (owned until it is taken) */
	struct notifier *notifier; /* owned; or NULL */
	bool is_new;
};

static bool
change_prepare(struct courier *courier, const struct courier_notifier *setting, struct change *ret,
	struct err *err)
{
	*ret = (struct change){ .lane = courier_find(courier, setting->settings.name) };
	if (!ret->lane) {
		ret->is_new = true;
		ret->lane = lane_new(courier, setting, err);
		return ret->lane != NULL;
	}
	if (notifier_same(ret->lane->successor ? ret->lane->successor : ret->lane->notifier,
		    &setting->settings))
		return true;
	ret->notifier = notifier_new(&setting->settings, courier->loop, courier->http, err);
	if (!ret->notifier)
		err_prefix(err, "notifier '%s'", setting->settings.name);
	return ret->notifier != NULL;
}

static void
change_apply(struct courier *courier, struct change *change, const struct courier_notifier *setting)
{
	struct lane *lane = change->lane;

	lane->removed = false;
	lane_set_rules(lane, setting, courier->zone);
	if (change->notifier) {
		notifier_free(lane->successor);
		lane->successor = change->notifier;
	}
	if (change->is_new) {
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers it is */
		courier->lanes = MEM_GROW(courier->lanes, courier->n_lanes, courier->cap_lanes);
		courier->lanes[courier->n_lanes++] = lane;
	}
}

/* A notifier that was renamed or taken out may leave something behind that nobody will send. */
static void
on_notifier(void *arg, const char *notifier, int64_t waiting)
{
	struct courier *courier = arg;

	if (!courier_find(courier, notifier))
		log_warn(courier->log,
			"outbox: %lld wait%s for notifier '%s', which the configuration does not "
			"name ('dealwatch outbox' shows what)",
			(long long)waiting, waiting == 1 ? "s" : "", notifier);
}

static void
courier_tell_orphans(struct courier *courier)
{
	struct err err = { 0 };

	if (!outbox_notifiers(courier->db, on_notifier, courier, &err))
		log_warn(courier->log, "outbox: %s", err.text);
}

static void
change_undo(struct change *change)
{
	notifier_free(change->notifier);
	if (change->is_new)
		lane_free(change->lane);
}

bool
courier_reload(struct courier *courier, const struct courier_settings *settings, struct err *err)
{
	struct change *changes = mem_array(settings->n_notifiers + 1, sizeof *changes);
	struct zone *zone = zone_new(settings->timezone, err);
	size_t n = 0;
	bool ok = zone != NULL;

	while (ok && n < settings->n_notifiers) {
		ok = change_prepare(courier, &settings->notifiers[n], &changes[n], err);
		n++;
	}
	if (ok) {
		zone_free(courier->zone);
		courier->zone = zone;
		for (size_t i = 0; i < courier->n_lanes; i++)
			courier->lanes[i]->removed = true;
		for (size_t i = 0; i < n; i++)
			change_apply(courier, &changes[i], &settings->notifiers[i]);
		courier_tell_orphans(courier);
		courier_turn_soon(courier);
	} else {
		for (size_t i = 0; i < n; i++)
			change_undo(&changes[i]);
		zone_free(zone);
	}
	free(changes);
	return ok;
}
