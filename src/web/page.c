/*
 * page - a view for people: one HTML document without script or anything from outside.
 */
#include "web/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/url.h"
#include "web/escape.h"
#include "web/graph.h"
#include "web/timeline.h"

enum { GRAPH_NODES = 28 };

#define DAY INT64_C(86400)

/* The contract's word as one says it. */
static const char *
status_words(enum deal_status status)
{
	return status == STATUS_TALKS ? "in talks"
	       : status_name(status)  ? status_name(status)
				      : "status unknown";
}

static void
put_kind(struct str *out, enum deal_kind kind)
{
	for (const char *at = kind_name(kind) ? kind_name(kind) : "deal"; *at; at++)
		str_putc(out, *at == '-' ? ' ' : *at);
}

static void
put_count(struct str *out, int64_t n, const char *one, const char *many)
{
	str_printf(out, "%lld %s", (long long)n, n == 1 ? one : many);
}

/* --- what was asked for ---------------------------------------------------------- */

static bool
deal_is_wanted(const struct deal *deal, const struct page_query *query)
{
	if (query->kind && deal->kind != query->kind && !(deal->also & 1u << query->kind))
		return false;
	if (query->status && deal->status != query->status)
		return false;
	if (!query->party || !*query->party)
		return true;
	for (size_t i = 0; i < deal->n_parties; i++)
		if (strcasestr(deal->parties[i].name, query->party))
			return true;
	return false;
}

void
view_select(struct view *view, const struct page_query *query)
{
	size_t n = 0, n_known = 0;

	for (size_t i = 0; i < view->n_known; i++) {
		if (!deal_is_wanted(&view->deals[i].deal, query))
			continue;
		n += i < view->n_deals;
		view->deals[n_known++] = view->deals[i];
	}
	view->n_deals = n;
	view->n_known = n_known;
}

static bool
query_selects(const struct page_query *query)
{
	return query->kind || query->status || (query->party && *query->party);
}

/* "/?party=…&amp;kind=…&amp;page=N#deals" */
static void
put_query(struct str *out, const struct page_query *query, unsigned page)
{
	str_printf(out, "/?page=%u", page);
	if (query->party && *query->party) {
		str_puts(out, "&amp;party=");
		escape_query(out, query->party);
	}
	if (query->kind)
		str_printf(out, "&amp;kind=%s", kind_name(query->kind));
	if (query->status)
		str_printf(out, "&amp;status=%s", status_name(query->status));
	str_puts(out, "#deals");
}

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
put_tiles(const struct view *view, struct str *out)
{
	size_t failing = 0;
	int64_t last = 0;
	char value[64];

	str_puts(out, "<dl class=\"tiles\">\n");
	put_largest_tile(view, out);
	put_deal_tiles(view, out);
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
	snprintf(value, sizeof value, "%lld waiting", (long long)view->waiting);
	put_tile(out, "Outbox", view->parked > 0, value);
	if (view->parked > 0)
		str_printf(out, "%lld failed for good", (long long)view->parked);
	else if (view->waiting > 0)
		put_age(out, view->now, view->oldest);
	else
		str_puts(out, "all delivered");
	end_tile(out);
	str_puts(out, "</dl>\n");
}

/* --- the deals ----------------------------------------------------------------------- */

static void
put_options(struct str *out, const char *(*name)(unsigned i), unsigned n, unsigned chosen)
{
	str_puts(out, "<option value=\"\">any</option>");
	for (unsigned i = 1; i < n; i++)
		str_printf(out, "<option value=\"%s\"%s>%s</option>", name(i),
			i == chosen ? " selected" : "", name(i));
}

static const char *
nth_kind(unsigned i)
{
	return kind_name((enum deal_kind)i);
}

static const char *
nth_status(unsigned i)
{
	return status_name((enum deal_status)i);
}

static void
put_form(const struct page_query *query, struct str *out)
{
	str_puts(out, "<form class=\"find\" action=\"/#deals\" role=\"search\" "
		      "aria-label=\"Choose deals\"><label>Party<input name=\"party\" value=\"");
	escape_text(out, query->party ? query->party : "");
	str_puts(out, "\"></label><label>Kind<select name=\"kind\">");
	put_options(out, nth_kind, N_KINDS, query->kind);
	str_puts(out, "</select></label><label>Status<select name=\"status\">");
	put_options(out, nth_status, N_STATUSES, query->status);
	str_puts(out, "</select></label><button>Show</button></form>\n");
}

static void
put_parties(const struct deal *deal, struct str *out)
{
	str_puts(out, "<ul class=\"parties wide\">");
	for (size_t i = 0; i < deal->n_parties; i++) {
		const struct party *party = &deal->parties[i];

		str_puts(out, "<li><a href=\"/?party=");
		escape_query(out, party->name);
		str_puts(out, "#deals\">");
		escape_text(out, party->name);
		str_puts(out, "</a>");
		if (role_name(party->role))
			str_printf(out, " %s", role_name(party->role));
		str_puts(out, "</li>");
	}
	str_puts(out, "</ul>");
}

static void
put_number(struct str *out, const char *before, double number, const char *after)
{
	if (number > 0)
		str_printf(out, "<li>%s%.4g%s</li>", before, number, after);
}

static void
put_facts(const struct deal *deal, struct str *out)
{
	char sum[AMOUNT_TEXT_MAX];

	if (deal->valuation.value == 0 && deal->stake_percent <= 0 && deal->years <= 0 &&
		deal->gigawatts <= 0 && deal->n_chips == 0 && !deal->first_reported_by)
		return;
	str_puts(out, "<ul class=\"facts wide\">");
	if (deal->valuation.value > 0) {
		str_puts(out, "<li>valued at ");
		escape_text(out, amount_text(&deal->valuation, sum));
		str_puts(out, "</li>");
	}
	put_number(out, "a stake of ", deal->stake_percent, "&nbsp;%");
	put_number(out, "over ", deal->years, deal->years > 1 ? " years" : " year");
	put_number(out, "", deal->gigawatts, "&nbsp;GW");
	for (size_t i = 0; i < deal->n_chips; i++) {
		str_puts(out, i ? ", " : "<li>");
		escape_text(out, deal->chips[i]);
		str_puts(out, i + 1 == deal->n_chips ? "</li>" : "");
	}
	if (deal->first_reported_by) {
		str_puts(out, "<li>first reported by ");
		escape_text(out, deal->first_reported_by);
		str_puts(out, "</li>");
	}
	str_puts(out, "</ul>");
}

static void
put_circles(const struct view_deal *row, struct str *out)
{
	for (size_t i = 0; i < row->n_circles; i++) {
		str_puts(out, "<p class=\"round wide\"><b>Money comes back:</b> ");
		for (size_t j = 0; j < row->circles[i].n_steps; j++) {
			str_puts(out, j ? " → " : "");
			escape_text(out, row->circles[i].steps[j]);
		}
		str_puts(out, "</p>");
	}
}

/* Who gave which sum, where they differ. */
static void
put_figures(const struct deal *deal, struct str *out)
{
	char sum[AMOUNT_TEXT_MAX];

	if (deal->n_amounts < 2)
		return;
	str_puts(out, "<ul>");
	for (size_t i = 0; i < deal->n_amounts; i++) {
		const struct figure *figure = &deal->amounts[i];

		str_puts(out, "<li>");
		escape_text(out, amount_text(&figure->amount, sum));
		for (size_t j = 0; j < figure->n_sources; j++) {
			str_puts(out, j ? ", " : ": ");
			escape_text(out, figure->sources[j]);
		}
		str_puts(out, "</li>");
	}
	str_puts(out, "</ul>");
}

static void
put_link(struct str *out, const char *url, const char *text)
{
	if (url_is_web(url)) {
		str_puts(out, "<a rel=\"noreferrer noopener\" href=\"");
		escape_text(out, url);
		str_puts(out, "\">");
	}
	escape_text(out, text);
	if (url_is_web(url))
		str_puts(out, "</a>");
}

/* One outlet can have told of it more than once. */
static int64_t
count_outlets(const struct view_deal *row)
{
	int64_t outlets = 0;

	for (size_t i = 0; i < row->n_sources; i++) {
		size_t j = 0;

		while (j < i && strcmp(row->sources[j].name, row->sources[i].name) != 0)
			j++;
		outlets += j == i;
	}
	return outlets;
}

/* How it came to stand where it stands, if it ever stood elsewhere. */
static void
put_history(const struct view *view, const struct view_deal *row, struct str *out)
{
	bool moved = false;

	for (size_t i = 0; i < row->n_history; i++)
		moved |= *row->history[i].from != '\0';
	if (!moved)
		return;
	str_puts(out, "<ul>");
	for (size_t i = 0; i < row->n_history; i++) {
		const struct view_event *event = &row->history[i];

		str_puts(out, "<li>");
		escape_text(out, event->field);
		str_puts(out, ": ");
		if (*event->from) {
			escape_text(out, event->from);
			str_puts(out, " → ");
		}
		escape_text(out, event->to);
		str_puts(out, " <span class=\"soft\">");
		escape_text(out, event->source);
		str_puts(out, ", ");
		put_age(out, view->now, event->at);
		str_puts(out, "</span></li>");
	}
	str_puts(out, "</ul>");
}

static void
put_sources(const struct view *view, const struct view_deal *row, struct str *out)
{
	if (row->n_sources == 0)
		return;
	str_puts(out, "<details class=\"wide\"><summary>");
	put_count(out, count_outlets(row), "outlet", "outlets");
	str_puts(out, ", ");
	put_count(out, row->origins ? row->origins : 1, "origin", "origins");
	str_puts(out, "</summary>");
	put_figures(&row->deal, out);
	put_history(view, row, out);
	str_puts(out, "<ul>");
	for (size_t i = 0; i < row->n_sources; i++) {
		const struct alert_source *source = &row->sources[i];

		str_puts(out, "<li>");
		escape_text(out, source->name);
		str_puts(out, ": ");
		put_link(out, source->url, source->title);
		str_puts(out, " <span class=\"soft\">");
		if (source->origin && strcmp(source->origin, source->name) != 0) {
			str_puts(out, "after ");
			escape_text(out, source->origin);
			str_puts(out, ", ");
		}
		put_age(out, view->now, source->published);
		str_puts(out, "</span></li>");
	}
	str_puts(out, "</ul></details>");
}

/* "more than" below the sum, a range as it is. */
static void
put_sum(const struct amount *amount, struct str *out)
{
	static const char *const below[N_BOUNDS] = { "", "about", "more than", "up to" };
	struct amount plain = *amount;
	char sum[AMOUNT_TEXT_MAX];

	if (amount->value <= 0) {
		str_puts(out, "<p class=\"sum none\">no sum said</p>");
		return;
	}
	if (amount->low == 0)
		plain.bound = BOUND_EXACT;
	str_puts(out, "<p class=\"sum\">");
	escape_text(out, amount_text(&plain, sum));
	if (amount->low == 0 && *below[amount->bound])
		str_printf(out, "<small>%s</small>", below[amount->bound]);
	str_puts(out, "</p>");
}

static void
put_deal(const struct view *view, const struct view_deal *row, struct str *out)
{
	const struct deal *deal = &row->deal;

	str_puts(out, "<article class=\"deal\" id=\"deal-");
	escape_id(out, row->id);
	str_printf(out, "\"><p class=\"meta\"><span class=\"pill %s\">%s</span><span>",
		status_name(deal->status) ? status_name(deal->status) : "unknown",
		status_words(deal->status));
	put_kind(out, deal->kind);
	for (unsigned kind = 1; kind < N_KINDS; kind++) {
		if (!(deal->also & 1u << kind) || kind == (unsigned)deal->kind)
			continue;
		str_puts(out, ", ");
		put_kind(out, (enum deal_kind)kind);
	}
	str_puts(out, "</span>");
	put_age(out, view->now, row->updated_at);
	if (row->revision > 1)
		str_printf(out, "<span>revision %u</span>", row->revision);
	str_puts(out, "</p><h4>");
	put_link(out, row->n_sources ? row->sources[0].url : "", row->headline);
	str_puts(out, "</h4>");
	put_sum(&deal->amount, out);
	put_parties(deal, out);
	put_facts(deal, out);
	put_circles(row, out);
	put_sources(view, row, out);
	str_puts(out, "</article>\n");
}

static void
put_day(const struct view *view, int64_t when, struct str *out)
{
	int64_t days = view->now / DAY - when / DAY;
	time_t seconds = (time_t)when;
	struct tm tm;
	char date[48];

	gmtime_r(&seconds, &tm);
	strftime(date, sizeof date, "%A, %e %B %Y", &tm);
	str_printf(out, "<h3 class=\"day\">%s%s</h3>\n",
		days == 0   ? "Today, "
		: days == 1 ? "Yesterday, "
			    : "",
		date);
}

static void
put_pages(const struct view *view, const struct page_query *query, struct str *out)
{
	size_t first = (size_t)query->page * PAGE_DEALS, last = first + PAGE_DEALS;

	if (query->page == 0 && view->n_deals <= PAGE_DEALS)
		return;
	str_puts(out, "<nav class=\"pages\" aria-label=\"Pages\"><span>");
	if (query->page > 0) {
		str_puts(out, "<a rel=\"prev\" href=\"");
		put_query(out, query, query->page - 1);
		str_puts(out, "\">← newer</a>");
	}
	str_puts(out, "</span><span>");
	if (last < view->n_deals) {
		str_puts(out, "<a rel=\"next\" href=\"");
		put_query(out, query, query->page + 1);
		str_puts(out, "\">older →</a>");
	}
	str_puts(out, "</span></nav>\n");
}

static void
put_deals(const struct view *view, const struct page_query *query, struct str *out)
{
	size_t first = (size_t)query->page * PAGE_DEALS;

	str_puts(out, "<section class=\"card\" id=\"deals\"><h2>Deals</h2>\n");
	put_form(query, out);
	if (query_selects(query)) {
		str_puts(out, "<p class=\"soft\">");
		put_count(out, (int64_t)view->n_deals, "deal", "deals");
		str_puts(out, " as chosen. <a href=\"/#deals\">Show all</a></p>");
	} else if (view->n_deals == 0) {
		str_puts(out,
			"<p class=\"soft\">No deals yet. The first one stands here as soon as "
			"a feed reports it.</p>");
	}
	for (size_t i = first; i < view->n_deals && i < first + PAGE_DEALS; i++) {
		const struct view_deal *row = &view->deals[i];

		if (i == first || row->updated_at / DAY != view->deals[i - 1].updated_at / DAY)
			put_day(view, row->updated_at, out);
		put_deal(view, row, out);
	}
	put_pages(view, query, out);
	str_puts(out, "</section>\n");
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

/* --- feeds and outbox ------------------------------------------------------------------- */

/* What needs a person comes first, the rest by name. */
static int
by_health(const void *a, const void *b)
{
	const struct view_feed *x = *(const struct view_feed *const *)a,
			       *y = *(const struct view_feed *const *)b;
	int bad_x = x->gone || x->failures > 0 ? 2 : *x->remark ? 1 : 0;
	int bad_y = y->gone || y->failures > 0 ? 2 : *y->remark ? 1 : 0;

	return bad_x != bad_y ? bad_y - bad_x : strcmp(x->section, y->section);
}

static void
put_feed(const struct view *view, const struct view_feed *feed, struct str *out)
{
	str_puts(out, "<tr><th scope=\"row\">");
	escape_text(out, *feed->title ? feed->title : feed->section);
	if (*feed->title && strcmp(feed->title, feed->section) != 0) {
		str_puts(out, "<span class=\"note\">");
		escape_text(out, feed->section);
		str_puts(out, "</span>");
	}
	if (feed->failures > 0) {
		str_puts(out, "<span class=\"note bad\">");
		put_count(out, feed->failures, "failure", "failures in a row");
		str_puts(out, *feed->error ? ": " : "");
		escape_error(out, feed->error);
		str_puts(out, "</span>");
	}
	if (*feed->remark)
		str_printf(out, "<span class=\"note bad\">%s</span>", feed->remark);
	str_puts(out, "</th><td>");
	put_age(out, view->now, feed->ok_at);
	str_puts(out, "</td><td>");
	if (feed->gone)
		str_puts(out, "not again");
	else if (feed->next_at <= view->now)
		str_puts(out, "due");
	else
		put_age(out, view->now, feed->next_at);
	str_printf(
		out, "</td><td class=\"num less\">%lld</td></tr>\n", (long long)feed->items_seen);
}

static void
put_feeds(const struct view *view, struct str *out, struct arena *arena)
{
	const struct view_feed **order =
		arena_array(arena, view->n_feeds, sizeof(const struct view_feed *));

	str_puts(out, "<section class=\"card\" id=\"feeds\"><h2>Feeds</h2>\n");
	if (view->n_feeds == 0) {
		str_puts(out, "<p class=\"soft\">No feed was polled yet.</p></section>\n");
		return;
	}
	for (size_t i = 0; i < view->n_feeds; i++)
		order[i] = &view->feeds[i];
	qsort(order, view->n_feeds, sizeof(const struct view_feed *), by_health);
	str_puts(out, "<table><thead><tr><th scope=\"col\">Feed</th><th scope=\"col\">Read</th>"
		      "<th scope=\"col\">Next</th><th scope=\"col\" class=\"num less\">Items</th>"
		      "</tr></thead><tbody>\n");
	for (size_t i = 0; i < view->n_feeds; i++)
		put_feed(view, order[i], out);
	str_puts(out, "</tbody></table></section>\n");
}

static void
put_delivery(const struct view *view, const struct view_delivery *row, struct str *out)
{
	str_printf(out, "<tr><th scope=\"row\">");
	escape_text(out, row->headline);
	str_puts(out, "<span class=\"note\">to ");
	escape_text(out, row->notifier);
	str_printf(out, ", number %lld</span>", (long long)row->id);
	if (*row->error) {
		str_puts(out, "<span class=\"note bad\">");
		escape_error(out, row->error);
		str_puts(out, "</span>");
	}
	str_printf(out, "</th><td>%s",
		row->parked ? "failed for good"
		: row->held ? "held back"
			    : "waits");
	if (row->tries > 0) {
		str_puts(out, "<span class=\"note\">");
		put_count(out, row->tries, "try", "tries");
		str_puts(out, "</span>");
	}
	if (!row->parked && row->next_at > view->now) {
		str_puts(out, "<span class=\"note\">next ");
		put_age(out, view->now, row->next_at);
		str_puts(out, "</span>");
	}
	str_puts(out, "</td></tr>\n");
}

static void
put_outbox(const struct view *view, struct str *out)
{
	str_puts(out, "<section class=\"card\" id=\"outbox\"><h2>Outbox</h2>\n");
	if (view->n_outbox == 0) {
		str_puts(out, "<p class=\"soft\">Nothing waits: every alert was delivered.</p>"
			      "</section>\n");
		return;
	}
	str_puts(out, "<table><thead><tr><th scope=\"col\">Alert</th>"
		      "<th scope=\"col\">State</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < view->n_outbox; i++)
		put_delivery(view, &view->outbox[i], out);
	str_puts(out, "</tbody></table></section>\n");
}

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
	put_deals(view, query, out);
	str_puts(out, "</div><div>\n");
	put_graph(view, out, arena);
	put_feeds(view, out, arena);
	put_outbox(view, out);
	str_puts(out, "</div></div>\n</main>\n");
	put_foot(view, out);
}
