/*
 * replay - stories of the past through the whole pipeline, the clock being their own.
 *
 * In order of publication: known items are left out, the rest is judged, joins its deal and
 * alerts as the daemon would have; what would still wait at the end goes out, too.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "model/alert.h"
#include "model/story.h"

struct conf;
struct db;
struct rules;

struct replay_hooks {
	/* As an alert falls due; it is valid until this returns. */
	bool (*on_alert)(
		void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err);
	void *arg;
	/* After each story; NULL: nobody asks how far it is. */
	void (*on_story)(void *arg, size_t done, size_t n_stories);
	void *story_arg;
};

/* Takes the stories, in whatever order they come, into the state. */
MUST_CHECK bool replay_run(const struct conf *conf, const struct rules *rules, struct db *db,
	const struct story *stories, size_t n_stories, const struct replay_hooks *hooks,
	struct err *err);
