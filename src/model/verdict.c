/*
 * verdict - a story's verdict as a JSON line.
 */
#include "model/verdict.h"

#include "base/json.h"

static struct jnode *
reasons_to_json(const struct verdict *verdict)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < verdict->n_reasons; i++) {
		struct jnode *node = jnode_object();

		jnode_put_real(node, "points", verdict->reasons[i].points);
		jnode_put_text(node, "rule", verdict->reasons[i].rule);
		jnode_put_text(node, "text", verdict->reasons[i].text);
		jnode_append(array, node);
	}
	return array;
}

struct jnode *
verdict_to_json(const struct story *story, const struct verdict *verdict,
	const char *const *watches, size_t n_watches)
{
	struct jnode *node = jnode_object(), *names = jnode_array(), *background = jnode_array();

	for (size_t i = 0; i < n_watches; i++)
		jnode_append(names, jnode_text(watches[i]));
	for (size_t i = 0; i < verdict->n_background; i++) {
		struct jnode *deal = deal_to_json(&verdict->background[i]);

		if (deal)
			jnode_append(background, deal);
	}
	jnode_put_text(node, "id", story->id);
	jnode_put_text(node, "title", story->title);
	jnode_put_text(node, "url", story->url);
	jnode_put_text(node, "source", story->source);
	jnode_put_time(node, "published", story->undated ? 0 : story->published);
	jnode_put_bool(node, "relevant", verdict->relevant);
	jnode_put_real(node, "score", verdict->score);
	jnode_put(node, "watches", names);
	jnode_put(node, "deal", verdict->relevant ? deal_to_json(&verdict->deal) : NULL);
	jnode_put(node, "background", background);
	jnode_put(node, "reasons", reasons_to_json(verdict));
	return node;
}
