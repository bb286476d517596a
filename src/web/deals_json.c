/*
 * deals_json - the ledger as one JSON document, its members named as in an alert and in `deals --json`.
 */
#include "base/json.h"
#include "web/documents.h"

static struct jnode *
circles_to_json(const struct view_deal *row)
{
	struct jnode *circles = jnode_array();

	for (size_t i = 0; i < row->n_circles; i++) {
		struct jnode *steps = jnode_array();

		for (size_t j = 0; j < row->circles[i].n_steps; j++)
			jnode_append(steps, jnode_text(row->circles[i].steps[j]));
		jnode_append(circles, steps);
	}
	return circles;
}

static struct jnode *
sources_to_json(const struct view_deal *row)
{
	struct jnode *sources = jnode_array();

	for (size_t i = 0; i < row->n_sources; i++) {
		const struct alert_source *source = &row->sources[i];
		struct jnode *node = jnode_object();

		jnode_put_text(node, "name", source->name);
		jnode_put_text(node, "title", source->title);
		jnode_put_text(node, "url", source->url);
		jnode_put_time(node, "published", source->published);
		jnode_put_text(node, "origin", source->origin);
		jnode_append(sources, node);
	}
	return sources;
}

static struct jnode *
history_to_json(const struct view_deal *row)
{
	struct jnode *history = jnode_array();

	for (size_t i = 0; i < row->n_history; i++) {
		const struct view_event *event = &row->history[i];
		struct jnode *node = jnode_object();

		jnode_put_time(node, "time", event->at);
		jnode_put_text(node, "field", event->field);
		jnode_put_text(node, "from", event->from);
		jnode_put_text(node, "to", event->to);
		jnode_put_text(node, "source", event->source);
		jnode_append(history, node);
	}
	return history;
}

void
deals_json_write(const struct view *view, struct str *out)
{
	struct jnode *root = jnode_object(), *deals = jnode_array();

	for (size_t i = 0; i < view->n_deals; i++) {
		const struct view_deal *row = &view->deals[i];
		struct jnode *node = jnode_object();

		jnode_put_text(node, "deal_id", row->id);
		jnode_put_int(node, "revision", row->revision);
		jnode_put_text(node, "headline", row->headline);
		jnode_put_time(node, "first", row->first_at);
		jnode_put_time(node, "last", row->updated_at);
		jnode_put(node, "deal", deal_to_json(&row->deal));
		jnode_put(node, "circular", circles_to_json(row));
		jnode_put_int(node, "origins", row->origins);
		jnode_put(node, "sources", sources_to_json(row));
		jnode_put(node, "history", history_to_json(row));
		jnode_append(deals, node);
	}
	jnode_put_int(root, "total", view->all_deals);
	jnode_put(root, "deals", deals);
	jnode_print(root, out);
	str_putc(out, '\n');
	jnode_free(root);
}
