/*
 * alert - CONTRACT's alert, and back.
 */
#include "model/alert.h"

#include <string.h>

#include "base/json.h"

static const char *const type_names[] = {
	[ALERT_NEW] = "deal.new",
	[ALERT_UPDATE] = "deal.update",
	[ALERT_CORRECTION] = "deal.correction",
};

const char *
alert_type_name(enum alert_type type)
{
	return type_names[type];
}

const char *
alert_deal_was(const struct alert *alert)
{
	for (size_t i = 0; i < alert->n_changes; i++)
		if (strcmp(alert->changes[i].field, "deal") == 0)
			return alert->changes[i].from;
	return NULL;
}

static struct jnode *
summary_to_json(const struct alert *alert)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < alert->n_summary; i++) {
		struct jnode *node = jnode_object();

		jnode_put_text(node, "text", alert->summary[i].text);
		jnode_put_text(node, "source", alert->summary[i].source);
		jnode_append(array, node);
	}
	return array;
}

static struct jnode *
changes_to_json(const struct alert *alert)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < alert->n_changes; i++) {
		struct jnode *node = jnode_object();

		jnode_put_text(node, "field", alert->changes[i].field);
		jnode_put_text(node, "from", alert->changes[i].from);
		jnode_put_text(node, "to", alert->changes[i].to);
		jnode_append(array, node);
	}
	return array;
}

struct jnode *
alert_circles_to_json(const struct alert_circle *circles, size_t n)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < n; i++)
		jnode_append(array, jnode_texts(circles[i].steps, circles[i].n_steps));
	return array;
}

/* Beside data.circular, place by place: how firm each step is and who says so. */
static struct jnode *
ties_to_json(const struct alert *alert)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < alert->n_circles; i++) {
		const struct alert_circle *circle = &alert->circles[i];
		struct jnode *ties = jnode_array();

		for (size_t j = 0; circle->ties && j < circle->n_steps; j++) {
			struct jnode *tie = jnode_object();

			jnode_put_text(tie, "status", status_name(circle->ties[j].status));
			jnode_put_text(tie, "known_from", circle->ties[j].known_from);
			jnode_append(ties, tie);
		}
		jnode_append(array, ties);
	}
	return array;
}

struct jnode *
alert_sources_to_json(const struct alert_source *sources, size_t n)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < n; i++) {
		const struct alert_source *source = &sources[i];
		struct jnode *node = jnode_object();

		jnode_put_text(node, "name", source->name);
		jnode_put_text(node, "title", source->title);
		jnode_put_text(node, "url", source->url);
		jnode_put_time(node, "published", source->published);
		jnode_put_text(node, "origin", source->origin);
		jnode_append(array, node);
	}
	return array;
}

struct jnode *
alert_to_json(const struct alert *alert)
{
	struct jnode *node = jnode_object(), *data = jnode_object();

	jnode_put_text(data, "deal_id", alert->deal_id);
	jnode_put_int(data, "revision", alert->revision);
	jnode_put_text(data, "watch", alert->watch);
	jnode_put_text(data, "headline", alert->headline);
	jnode_put(data, "summary", summary_to_json(alert));
	jnode_put(data, "deal", deal_to_json(&alert->deal));
	jnode_put(data, "changes", changes_to_json(alert));
	jnode_put(data, "circular", alert_circles_to_json(alert->circles, alert->n_circles));
	jnode_put(data, "circular_ties", ties_to_json(alert));
	jnode_put_int(data, "origins", alert->origins);
	jnode_put(data, "sources", alert_sources_to_json(alert->sources, alert->n_sources));
	jnode_put(data, "story_ids", jnode_texts(alert->story_ids, alert->n_story_ids));
	jnode_put(data, "reasons", jnode_texts(alert->reasons, alert->n_reasons));
	jnode_put_text(node, "type", alert_type_name(alert->type));
	jnode_put_text(node, "id", alert->id);
	jnode_put_time(node, "timestamp", alert->timestamp);
	jnode_put(node, "data", data);
	return node;
}

/* A text member that is never NULL. */
static const char *
text_from_json(const struct jnode *node, const char *key, struct arena *arena)
{
	return arena_strdup(arena, jnode_get_text(node, key));
}

static const char *
maybe_text_from_json(const struct jnode *node, const char *key, struct arena *arena)
{
	const char *text = jnode_get_text(node, key);

	return text ? arena_strdup(arena, text) : NULL;
}

static const char **
texts_from_json(const struct jnode *array, size_t *ret_n, struct arena *arena)
{
	size_t n = jnode_len(array);
	const char **texts = arena_array(arena, n, sizeof *texts);

	for (size_t i = 0; i < n; i++)
		texts[i] = arena_strdup(arena, jnode_value_text(jnode_at(array, i)));
	*ret_n = n;
	return texts;
}

static void
summary_from_json(const struct jnode *array, struct alert *alert, struct arena *arena)
{
	alert->n_summary = jnode_len(array);
	alert->summary = arena_array(arena, alert->n_summary, sizeof *alert->summary);
	for (size_t i = 0; i < alert->n_summary; i++) {
		const struct jnode *node = jnode_at(array, i);

		alert->summary[i] = (struct alert_sentence){
			text_from_json(node, "text", arena),
			text_from_json(node, "source", arena),
		};
	}
}

static void
changes_from_json(const struct jnode *array, struct alert *alert, struct arena *arena)
{
	alert->n_changes = jnode_len(array);
	alert->changes = arena_array(arena, alert->n_changes, sizeof *alert->changes);
	for (size_t i = 0; i < alert->n_changes; i++) {
		const struct jnode *node = jnode_at(array, i);

		alert->changes[i] = (struct alert_change){
			text_from_json(node, "field", arena),
			text_from_json(node, "from", arena),
			text_from_json(node, "to", arena),
		};
	}
}

/* NULL where the ties of the circle were not written. */
static struct alert_tie *
ties_from_json(const struct jnode *array, size_t n_steps, struct arena *arena)
{
	struct alert_tie *ties = arena_array(arena, n_steps, sizeof *ties);

	if (n_steps == 0 || jnode_len(array) != n_steps)
		return NULL;
	for (size_t i = 0; i < n_steps; i++) {
		const struct jnode *node = jnode_at(array, i);
		const char *status = jnode_get_text(node, "status");

		if (!status || !status_parse(status, &ties[i].status))
			ties[i].status = STATUS_NONE;
		ties[i].known_from = text_from_json(node, "known_from", arena);
	}
	return ties;
}

static void
circles_from_json(const struct jnode *data, struct alert *alert, struct arena *arena)
{
	const struct jnode *array = jnode_get(data, "circular"),
			   *ties = jnode_get(data, "circular_ties");

	alert->n_circles = jnode_len(array);
	alert->circles = arena_array(arena, alert->n_circles, sizeof *alert->circles);
	for (size_t i = 0; i < alert->n_circles; i++) {
		struct alert_circle *circle = &alert->circles[i];

		circle->steps = texts_from_json(jnode_at(array, i), &circle->n_steps, arena);
		circle->ties = ties_from_json(jnode_at(ties, i), circle->n_steps, arena);
	}
}

static void
sources_from_json(const struct jnode *array, struct alert *alert, struct arena *arena)
{
	alert->n_sources = jnode_len(array);
	alert->sources = arena_array(arena, alert->n_sources, sizeof *alert->sources);
	for (size_t i = 0; i < alert->n_sources; i++) {
		const struct jnode *node = jnode_at(array, i);

		alert->sources[i] = (struct alert_source){
			.name = text_from_json(node, "name", arena),
			.title = text_from_json(node, "title", arena),
			.url = text_from_json(node, "url", arena),
			.origin = maybe_text_from_json(node, "origin", arena),
			.published = jnode_get_time(node, "published"),
		};
	}
}

bool
alert_from_json(
	const struct jnode *node, struct alert *ret_alert, struct arena *arena, struct err *err)
{
	const char *type = jnode_get_text(node, "type"), *id = jnode_get_text(node, "id");
	const struct jnode *data = jnode_get(node, "data");
	struct alert alert = { 0 };
	bool known = false;

	for (size_t i = 0; type && i < ARRAY_LEN(type_names); i++) {
		if (strcmp(type, type_names[i]) == 0) {
			alert.type = (enum alert_type)i;
			known = true;
		}
	}
	if (!known || !id || !jnode_is_object(data)) {
		err_set(err, ERR_DATA, "this is no alert: type, id or data is missing");
		return false;
	}
	alert.id = arena_strdup(arena, id);
	alert.timestamp = jnode_get_time(node, "timestamp");
	alert.deal_id = text_from_json(data, "deal_id", arena);
	alert.revision = (unsigned)jnode_get_int(data, "revision", 1);
	alert.watch = text_from_json(data, "watch", arena);
	alert.headline = text_from_json(data, "headline", arena);
	alert.origins = (unsigned)jnode_get_int(data, "origins", 0);
	summary_from_json(jnode_get(data, "summary"), &alert, arena);
	deal_from_json(jnode_get(data, "deal"), &alert.deal, arena);
	changes_from_json(jnode_get(data, "changes"), &alert, arena);
	circles_from_json(data, &alert, arena);
	sources_from_json(jnode_get(data, "sources"), &alert, arena);
	alert.story_ids = texts_from_json(jnode_get(data, "story_ids"), &alert.n_story_ids, arena);
	alert.reasons = texts_from_json(jnode_get(data, "reasons"), &alert.n_reasons, arena);
	*ret_alert = alert;
	return true;
}
