/*
 * page_tables - the page's tables: how the feeds are, and what waits in the outbox.
 */
#include <stdlib.h>
#include <string.h>

#include "web/escape.h"
#include "web/page_parts.h"
#include "web/phrase.h"

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

void
page_feeds(const struct view *view, struct str *out, struct arena *arena)
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

void
page_outbox(const struct view *view, struct str *out)
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
