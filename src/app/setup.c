/*
 * setup - a configuration together with all that it names.
 */
#include "app/setup.h"

#include "app/notifiers.h"
#include "app/source.h"
#include "conf/conf.h"
#include "conf/fault.h"

/* They are read at each poll; that a file holds none is told before. */
static bool
headers_check(const struct conf *conf, struct faults *faults)
{
	struct arena *arena = arena_new();
	size_t before = faults->n;

	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *feed = &conf->feeds[i];
		struct source_headers headers;
		struct err err;

		if (feed->header_file &&
			!source_read_headers(feed->header_file, arena, &headers, &err))
			faults_add(faults, feed->path, conf_feed_line(conf, feed, "header-file"),
				"[feed \"%s\"] %s", feed->section, err.text);
		arena_reset(arena);
	}
	arena_free(arena);
	return faults->n == before;
}

bool
setup_load(const char *path, bool open, struct setup *ret_setup, struct faults *faults)
{
	size_t before = faults->n;
	struct setup setup = { .conf = path ? conf_read(path, open, faults) : conf_default() };
	bool ok;

	if (!setup.conf)
		return false;
	ok = rules_load(setup.conf, &setup.rules, faults);
	ok = (open || notifiers_check(setup.conf, faults)) && ok;
	ok = (open || headers_check(setup.conf, faults)) && ok;
	if (!ok || faults->n > before) {
		setup_clear(&setup);
		return false;
	}
	rules_set_dollars(&setup.rules, setup.conf);
	*ret_setup = setup;
	return true;
}

void
setup_clear(struct setup *setup)
{
	rules_clear(&setup->rules);
	conf_free(setup->conf);
	*setup = (struct setup){ 0 };
}
