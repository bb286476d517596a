/*
 * setup - a configuration together with all that it names.
 */
#include "app/setup.h"

#include "app/notifiers.h"
#include "conf/conf.h"
#include "conf/fault.h"
#include "lexicon/lexicon.h"
#include "poll/headers.h"

/* They are read at each poll; that a file holds none is told before. */
static bool
headers_check(const struct conf *conf, struct faults *faults)
{
	struct arena *arena = arena_new();
	size_t before = faults->n;

	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *feed = &conf->feeds[i];
		struct headers headers;
		struct err err;

		if (feed->header_file && !headers_read(feed->header_file, arena, &headers, &err))
			faults_add(faults, feed->path, conf_feed_line(conf, feed, "header-file"),
				"[feed \"%s\"] %s", feed->section, err.text);
		arena_reset(arena);
	}
	arena_free(arena);
	return faults->n == before;
}

/* A company that no lexicon file has may still be named by a story, letter by letter: no fault. */
static void
warn_of_unknown_companies(struct conf *conf, const struct rules *rules)
{
	for (size_t i = 0; i < conf->n_watches; i++) {
		const struct conf_watch *watch = &conf->watches[i];

		for (size_t k = 0; k < watch->companies.n; k++)
			if (!lexicon_canonical(rules->lexicon, watch->companies.items[k]))
				conf_warn(conf, watch->path,
					conf_watch_line(conf, watch, "companies"),
					"[watch \"%s\"] companies: no lexicon file knows '%s'",
					watch->name, watch->companies.items[k]);
	}
}

/* Points for a rule that is none: mistyped, or of another version's files, which shall still load. */
static void
warn_of_unknown_rules(struct conf *conf, const struct rules *rules)
{
	const char *name, *path;
	unsigned line;

	for (size_t i = 0; (name = lexicon_weight_name(rules->lexicon, i, &path, &line)); i++)
		if (!matcher_has_rule(rules->matcher, name))
			conf_warn(conf, path, line, "[weights] there is no rule '%s'", name);
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
	warn_of_unknown_companies(setup.conf, &setup.rules);
	if (!open)
		warn_of_unknown_rules(setup.conf, &setup.rules);
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
