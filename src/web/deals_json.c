/*
 * deals_json - the ledger as one JSON document, its members named as in an alert and in `deals --json`.
 */
#include "base/json.h"
#include "web/documents.h"

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
		jnode_put(node, "circular", alert_circles_to_json(row->circles, row->n_circles));
		jnode_put_int(node, "origins", row->origins);
		jnode_put(node, "sources", alert_sources_to_json(row->sources, row->n_sources));
		jnode_put(node, "history", history_to_json(row));
		jnode_append(deals, node);
	}
	jnode_put_int(root, "total", view->all_deals);
	jnode_put(root, "deals", deals);
	jnode_print(root, out);
	str_putc(out, '\n');
	jnode_free(root);
}
