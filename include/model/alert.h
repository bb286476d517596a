/*
 * alert - what a user is told of a deal, once, and again when it really changes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/deal.h"

enum alert_type { ALERT_NEW, ALERT_UPDATE, ALERT_CORRECTION };

struct alert_sentence {
	const char *text, *source;
};

struct alert_change {
	const char *field;     /* status, amount, parties, origins, valuation, kind … */
	const char *from, *to; /* for people; from may be "" */
};

struct alert_source {
	const char *name, *title, *url;
	const char *origin; /* who had it first as this outlet says, or NULL */
	int64_t published;
};

/* What is known of one step of a loop. */
struct alert_tie {
	enum deal_status status; /* of its deal: only talks, or more? */
	const char *known_from;  /* an outlet */
};

/* One loop of money: each step a clause, "Amazon invests in OpenAI". */
struct alert_circle {
	const char **steps;
	size_t n_steps;
	struct alert_tie *ties; /* one per step: what stands behind it; or NULL */
};

struct alert {
	enum alert_type type;
	const char *id; /* the same at every attempt; no dots */
	int64_t timestamp;
	const char *deal_id;
	unsigned revision; /* from 1 */
	const char *watch;
	const char *headline;
	struct alert_sentence *summary;
	size_t n_summary;
	struct deal deal;
	struct alert_change *changes;
	size_t n_changes;
	struct alert_circle *circles;
	size_t n_circles;
	unsigned origins;
	struct alert_source *sources;
	size_t n_sources;
	const char **story_ids;
	size_t n_story_ids;
	const char *
		*reasons; /* why it was matched, for people: "in talks to invest"; at most a few */
	size_t n_reasons;
};

const char *alert_type_name(
	enum alert_type type); /* "deal.new", "deal.update", "deal.correction" */

/* CONTRACT's alert. `reasons` go as data.reasons, an array of strings. */
struct jnode *alert_to_json(const struct alert *alert);

/* data.circular and data.sources of it, which other documents have too. */
struct jnode *alert_circles_to_json(const struct alert_circle *circles, size_t n);
struct jnode *alert_sources_to_json(const struct alert_source *sources, size_t n);

/* The deal that has become this one, where the alert says so, or NULL. */
const char *alert_deal_was(const struct alert *alert);

/* What alert_to_json wrote; strings are copied into the arena. */
MUST_CHECK bool alert_from_json(
	const struct jnode *node, struct alert *ret_alert, struct arena *arena, struct err *err);
