/*
 * page_deals - the deals on the page: those that were asked for, by the day, with all that is known.
 */
#include <string.h>
#include <time.h>

#include "base/url.h"
#include "web/escape.h"
#include "web/page_parts.h"
#include "web/phrase.h"

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

/* --- one deal --- */

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

/* --- all of them --- */

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

void
page_deals(const struct view *view, const struct page_query *query, struct str *out)
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
