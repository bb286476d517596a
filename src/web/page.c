/*
 * page - a view for people: one HTML document without script or anything from outside.
 */
#include "web/page.h"

#include <stdio.h>

#include "base/clock.h"
#include "web/escape.h"
#include "web/graph.h"
#include "web/page_parts.h"
#include "web/phrase.h"
#include "web/timeline.h"

enum { GRAPH_NODES = 28 };

/* --- the head ---------------------------------------------------------------------- */

static void
put_head(const struct view *view, struct str *out)
{
	char now[CLOCK_TEXT_MAX];

	str_puts(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
		      "<title>dealwatch: ");
	put_count(out, view->all_deals, "deal", "deals");
	str_puts(out, "</title><link rel=\"alternate\" type=\"application/atom+xml\" "
		      "href=\"/deals.atom\" title=\"Deals\">\n<style>");
	for (const char *const *line = page_style; *line; line++)
		str_puts(out, *line);
	str_puts(out, "</style></head>\n<body><a class=\"skip\" href=\"#deals\">To the deals</a>"
		      "<header class=\"top\"><h1><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">"
		      "<path class=\"e invests\" stroke-width=\"3\" style=\"opacity:1\" "
		      "d=\"M3 11A7 7 0 0 1 16 6\"/><path class=\"e buys\" stroke-width=\"3\" "
		      "style=\"opacity:1\" d=\"M17 9A7 7 0 0 1 4 14\"/></svg>dealwatch</h1><p>");
	put_count(out, (int64_t)view->n_feeds, "feed", "feeds");
	clock_rfc3339(view->now, now);
	str_printf(out, " watched, as of %.5s UTC", now + 11);
	str_puts(out, "</p><nav aria-label=\"Parts and other forms\"><a href=\"#graph\">Graph</a>"
		      "<a href=\"#feeds\">Feeds</a><a href=\"#outbox\">Outbox</a>"
		      "<a href=\"/deals.json\">JSON</a><a href=\"/deals.atom\">Atom</a>"
		      "<a href=\"/metrics\">Metrics</a></nav></header>\n");
}

static void
put_tile(struct str *out, const char *label, bool bad, const char *value)
{
	str_printf(out, "<div%s><dt>%s</dt><dd class=\"big\">", bad ? " class=\"bad\"" : "", label);
	escape_text(out, value);
	str_puts(out, "</dd><dd>");
}

static void
end_tile(struct str *out)
{
	str_puts(out, "</dd></div>\n");
}

static void
put_largest_tile(const struct view *view, struct str *out)
{
	const struct view_deal *largest = NULL;
	char sum[AMOUNT_TEXT_MAX];

	for (size_t i = 0; i < view->n_deals; i++) {
		const struct view_deal *row = &view->deals[i];

		if (row->updated_at >= view->now - 7 * DAY && row->deal.amount.usd > 0 &&
			(!largest || row->deal.amount.usd > largest->deal.amount.usd))
			largest = row;
	}
	put_tile(out, "Largest in 7 days", false,
		largest ? amount_text(&largest->deal.amount, sum) : "–");
	if (!largest)
		str_puts(out, "no sum was told");
	for (size_t i = 0; largest && i < largest->deal.n_parties && i < 3; i++) {
		str_puts(out, i ? ", " : "");
		escape_text(out, largest->deal.parties[i].name);
	}
	end_tile(out);
}

static void
put_deal_tiles(const struct view *view, struct str *out)
{
	size_t today = 0, open = 0, moved = 0;
	char value[32];

	for (size_t i = 0; i < view->n_deals; i++) {
		const struct view_deal *row = &view->deals[i];
		bool talks =
			row->deal.status == STATUS_TALKS || row->deal.status == STATUS_PRELIMINARY;

		today += row->first_at > view->now - DAY;
		open += talks;
		moved += talks && row->updated_at > view->now - 7 * DAY;
	}
	snprintf(value, sizeof value, "%lld", (long long)view->all_deals);
	put_tile(out, "Deals", false, value);
	str_printf(out, "%zu new in 24 hours", today);
	end_tile(out);
	snprintf(value, sizeof value, "%zu", open);
	put_tile(out, "In talks", false, value);
	str_printf(out, "%zu moved in 7 days", moved);
	end_tile(out);
}

static void
put_feeds_tile(const struct view *view, struct str *out)
{
	size_t failing = 0;
	int64_t last = 0;
	char value[64];

	for (size_t i = 0; i < view->n_feeds; i++) {
		failing += view->feeds[i].failures > 0 || view->feeds[i].gone;
		if (view->feeds[i].polled_at > last)
			last = view->feeds[i].polled_at;
	}
	if (failing)
		snprintf(value, sizeof value, "%zu failing", failing);
	else
		snprintf(value, sizeof value, "%s", view->n_feeds ? "all well" : "none");
	put_tile(out, "Feeds", failing > 0, value);
	if (view->n_feeds > 0) {
		str_printf(out, "of %zu, last poll ", view->n_feeds);
		put_age(out, view->now, last);
	} else {
		str_puts(out, "polled yet");
	}
	end_tile(out);
}

static void
put_outbox_tile(const struct view *view, struct str *out)
{
	char value[64];

	snprintf(value, sizeof value, "%lld waiting", (long long)view->waiting);
	put_tile(out, "Outbox", view->parked > 0, value);
	if (view->parked > 0)
		str_printf(out, "%lld failed for good", (long long)view->parked);
	else if (view->waiting > 0)
		put_age(out, view->now, view->oldest);
	else
		str_puts(out, "all delivered");
	end_tile(out);
}

static void
put_tiles(const struct view *view, struct str *out)
{
	str_puts(out, "<dl class=\"tiles\">\n");
	put_largest_tile(view, out);
	put_deal_tiles(view, out);
	put_feeds_tile(view, out);
	put_outbox_tile(view, out);
	str_puts(out, "</dl>\n");
}

/* --- the drawings --------------------------------------------------------------------- */

static void
put_timeline(const struct view *view, struct str *out, struct arena *arena)
{
	static const struct timeline_shape wide = { "wide-chart", 1160, 290, 13 },
					   narrow = { "narrow", 350, 270, 11 };

	if (view->n_deals == 0)
		return;
	str_puts(out, "<section class=\"card chart\" aria-labelledby=\"timeline-title\">"
		      "<h2 id=\"timeline-title\">Timeline</h2><ul class=\"legend\">"
		      "<li><i class=\"dot firm\"></i>agreed or closed</li>"
		      "<li><i class=\"dot open\"></i>in talks or preliminary</li>"
		      "<li><i class=\"dot down\"></i>stalled, denied or collapsed</li></ul>\n");
	timeline_svg(view, &wide, out, arena);
	timeline_svg(view, &narrow, out, arena);
	str_puts(out, "</section>\n");
}

static void
put_legend(const struct graph *graph, struct str *out)
{
	bool used[N_RELATIONS] = { false };

	for (size_t i = 0; i < graph->n_edges; i++)
		used[graph->edges[i].relation] = true;
	str_puts(out, "<ul class=\"legend\">");
	for (unsigned i = 0; i < N_RELATIONS; i++)
		if (used[i])
			str_printf(out, "<li><i class=\"%s\"></i>%s</li>",
				relation_class((enum relation)i), relation_words((enum relation)i));
	str_puts(out, "<li><i class=\"dash partners\"></i>still in talks</li></ul>\n");
}

static void
put_graph(const struct view *view, struct str *out, struct arena *arena)
{
	static const struct graph_shape shape = { "ties", 430, 130, 12.5, 13 };
	struct graph graph;

	str_puts(out, "<section class=\"card chart\" id=\"graph\"><h2>Who pays whom</h2>\n");
	graph_build(&graph, view, GRAPH_NODES, arena);
	if (graph.n_edges == 0) {
		str_puts(out, "<p class=\"soft\">No two companies are tied by a deal "
			      "yet.</p></section>\n");
		return;
	}
	str_puts(out,
		"<p class=\"soft small\">Arrows point the way the money goes; the thicker, the "
		"larger the sum. Strong ones are part of a circle: the money can come back."
		"</p>");
	put_legend(&graph, out);
	graph_svg(&graph, &shape, out, arena);
	if (graph.n_left_out > 0) {
		str_puts(out, "<p class=\"soft small\">");
		put_count(out, (int64_t)graph.n_left_out, "company", "companies");
		str_puts(out, " with fewer ties left out.</p>");
	}
	str_puts(out, "<details><summary>The same as a table</summary>"
		      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		      "aria-label=\"Who pays whom, as a table\">");
	graph_table(&graph, out);
	str_puts(out, "</div></details></section>\n");
}

/* --- the whole --- */

static void
put_foot(const struct view *view, struct str *out)
{
	str_puts(out, "<footer class=\"foot\">dealwatch ");
	escape_text(out, view->version);
	if (view->stats.started) {
		str_puts(out, ", started ");
		put_age(out, view->now, view->stats.started);
	}
	str_puts(out, ". Times are UTC. ");
	if (view->all_deals > VIEW_DEALS_MAX)
		str_printf(out,
			"The newest %d deals are shown; <code>dealwatch deals</code> has "
			"all.",
			VIEW_DEALS_MAX);
	str_puts(out, "</footer></body></html>\n");
}

void
page_write(const struct view *view, const struct page_query *query, struct str *out,
	struct arena *arena)
{
	put_head(view, out);
	str_puts(out, "<main>\n");
	if (view->stats.store_error) {
		str_puts(out, "<p class=\"warn\"><b>The state can't be written:</b> ");
		escape_error(out, view->stats.store_error);
		str_puts(out, "</p>\n");
	}
	put_tiles(view, out);
	put_timeline(view, out, arena);
	str_puts(out, "<div class=\"cols\"><div>\n");
	page_deals(view, query, out);
	str_puts(out, "</div><div>\n");
	put_graph(view, out, arena);
	page_feeds(view, out, arena);
	page_outbox(view, out);
	str_puts(out, "</div></div>\n</main>\n");
	put_foot(view, out);
}
