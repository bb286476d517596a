/*
 * atom - the ledger as a feed (RFC 4287): one entry per deal, updated as the deal is.
 */
#include "base/clock.h"
#include "base/url.h"
#include "web/documents.h"
#include "web/escape.h"

enum { CONTENT_MAX = 32 << 10 };

static void
put_element(struct str *out, const char *name, const char *text)
{
	str_printf(out, "<%s>", name);
	escape_text(out, text);
	str_printf(out, "</%s>\n", name);
}

static void
put_date(struct str *out, const char *name, int64_t when)
{
	char date[CLOCK_TEXT_MAX];

	put_element(out, name, clock_rfc3339(when, date));
}

/* The entry's text as HTML: the sum, who is who, where it stands. */
static void
put_content_html(const struct view_deal *row, struct str *html)
{
	char sum[AMOUNT_TEXT_MAX];

	str_puts(html, "<p>");
	if (row->deal.amount.value > 0) {
		escape_text(html, amount_text(&row->deal.amount, sum));
		str_puts(html, ", ");
	}
	str_printf(html, "%s, %s</p><ul>", kind_name(row->deal.kind),
		status_name(row->deal.status) ? status_name(row->deal.status) : "status unknown");
	for (size_t i = 0; i < row->deal.n_parties; i++) {
		const char *role = role_name(row->deal.parties[i].role);

		str_puts(html, "<li>");
		escape_text(html, row->deal.parties[i].name);
		if (role)
			str_printf(html, " (%s)", role);
		str_puts(html, "</li>");
	}
	str_puts(html, "</ul><ul>");
	for (size_t i = 0; i < row->n_sources; i++) {
		const struct alert_source *source = &row->sources[i];

		str_puts(html, "<li>");
		escape_text(html, source->name);
		str_puts(html, ": ");
		if (url_is_web(source->url)) {
			str_puts(html, "<a href=\"");
			escape_text(html, source->url);
			str_puts(html, "\">");
		}
		escape_text(html, source->title);
		str_puts(html, url_is_web(source->url) ? "</a></li>" : "</li>");
	}
	str_puts(html, "</ul>");
}

static void
put_link(const struct view_deal *row, struct str *out)
{
	str_puts(out, "<link rel=\"alternate\" href=\"");
	if (row->n_sources > 0 && url_is_web(row->sources[0].url)) {
		escape_text(out, row->sources[0].url);
	} else {
		str_puts(out, "/#deal-");
		escape_id(out, row->id);
	}
	str_puts(out, "\"/>\n");
}

static void
put_entry(const struct view_deal *row, struct str *out)
{
	struct str html;

	str_puts(out, "<entry>\n<id>urn:dealwatch:deal:");
	escape_query(out, row->id);
	str_puts(out, "</id>\n");
	put_element(out, "title", row->headline);
	put_date(out, "published", row->first_at);
	put_date(out, "updated", row->updated_at);
	put_link(row, out);
	str_printf(out, "<category term=\"%s\"/>\n", kind_name(row->deal.kind));
	if (status_name(row->deal.status))
		str_printf(out, "<category term=\"%s\"/>\n", status_name(row->deal.status));
	str_init(&html, CONTENT_MAX);
	put_content_html(row, &html);
	str_puts(out, "<content type=\"html\">");
	escape_text(out, html.text);
	str_puts(out, "</content>\n</entry>\n");
	str_clear(&html);
}

void
atom_write(const struct view *view, struct str *out)
{
	int64_t updated = view->n_deals ? view->deals[0].updated_at : view->stats.started;

	str_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
		      "<id>urn:dealwatch:deals</id>\n<title>dealwatch: deals</title>\n"
		      "<author><name>dealwatch</name></author>\n"
		      "<link rel=\"self\" href=\"/deals.atom\"/>\n"
		      "<link rel=\"alternate\" href=\"/\"/>\n<generator version=\"");
	escape_text(out, view->version);
	str_puts(out, "\">dealwatch</generator>\n");
	put_date(out, "updated", updated);
	for (size_t i = 0; i < view->n_deals; i++)
		put_entry(&view->deals[i], out);
	str_puts(out, "</feed>\n");
}
