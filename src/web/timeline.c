/*
 * timeline - the deals as dots: when along, how much up (logarithmic).
 *
 * Deals without a sum stand in a row of their own at the bottom. The largest get a label where
 * there is room for one.
 */
#include "web/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "web/escape.h"

enum { LABELS_MAX = 10, LABEL_WIDTH_MAX = 26 };

#define DAY INT64_C(86400)

struct box {
	double left, top, right, bottom;
	bool left_of_dot; /* of a label */
};

struct chart {
	const struct view *view;
	const struct timeline_shape *shape;
	int64_t from, to; /* of time */
	int low, high;    /* decades of dollars */
	struct box plot;
	double row_y;                  /* of what has no sum */
	struct box labels[LABELS_MAX]; /* those that have found room */
	size_t n_labels;
};

/* --- the two scales -------------------------------------------------------------- */

/* Its dollars; where no rate is known, its own units must do. */
static double
deal_usd(const struct view_deal *row)
{
	const struct amount *amount = &row->deal.amount;

	return amount->usd > 0 ? (double)amount->usd : (double)amount->value;
}

/* The shortest usual span that ends now and holds all deals; else from the first one. */
static void
fit_time(struct chart *chart)
{
	const struct view *view = chart->view;
	static const int spans[] = { 7, 30, 90, 365 };
	int64_t first = view->now;

	for (size_t i = 0; i < view->n_deals; i++)
		if (view->deals[i].first_at > 0 && view->deals[i].first_at < first)
			first = view->deals[i].first_at;
	chart->to = view->now;
	for (size_t i = 0; i < ARRAY_LEN(spans); i++) {
		chart->from = view->now - spans[i] * DAY;
		if (chart->from <= first)
			return;
	}
	chart->from = first - (view->now - first) / 40;
}

static void
fit_money(struct chart *chart)
{
	const struct view *view = chart->view;
	double low = INFINITY, high = 0;

	for (size_t i = 0; i < view->n_deals; i++) {
		double usd = deal_usd(&view->deals[i]);

		if (usd < 1)
			continue;
		low = fmin(low, usd);
		high = fmax(high, usd);
	}
	chart->low = high > 0 ? (int)floor(log10(low)) : 8;
	chart->high = high > 0 ? (int)ceil(log10(high) + 0.05) : 10;
	if (chart->high < chart->low + 2)
		chart->high = chart->low + 2;
}

static double
time_x(const struct chart *chart, int64_t when)
{
	double part = (double)(when - chart->from) / (double)(chart->to - chart->from);

	part = fmin(1, fmax(0, part));
	return chart->plot.left + part * (chart->plot.right - chart->plot.left);
}

static double
money_y(const struct chart *chart, double usd)
{
	if (usd < 1)
		return chart->row_y;
	double part = (log10(usd) - chart->low) / (chart->high - chart->low);

	return chart->plot.bottom - part * (chart->plot.bottom - chart->plot.top);
}

/* --- the grid ---------------------------------------------------------------------- */

static void
put_money_lines(const struct chart *chart, struct str *out)
{
	int64_t units = 1;

	for (int decade = 0; decade < chart->low; decade++)
		units *= 10;
	for (int decade = chart->low; decade <= chart->high; decade++, units *= 10) {
		struct amount amount = { .value = units, .currency = "USD" };
		double y = money_y(chart, (double)units);
		char text[AMOUNT_TEXT_MAX];

		str_printf(out,
			"<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/><text class=\"axis\" "
			"x=\"%.1f\" "
			"y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
			chart->plot.left, y, chart->plot.right, chart->plot.left - 8,
			y + chart->shape->font * 0.35, amount_text(&amount, text));
	}
	str_printf(out,
		"<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/><text class=\"axis\" x=\"%.1f\" "
		"y=\"%.1f\" text-anchor=\"end\">no sum</text>\n",
		chart->plot.left, chart->row_y, chart->plot.right, chart->plot.left - 8,
		chart->row_y + chart->shape->font * 0.35);
}

/* Days, weeks, months, quarters or years, so that the labels have room; the last ends at the edge. */
static void
put_dates(const struct chart *chart, struct str *out)
{
	int64_t days = (chart->to - chart->from) / DAY + 1;
	double room = (chart->plot.right - chart->plot.left) / (chart->shape->font * 5);
	int64_t step = days / (int64_t)fmax(1, room) + 1;
	static const int nice[] = { 1, 2, 7, 14, 30, 91, 182, 365, 730, 1825 };
	size_t i = 0;

	while (i + 1 < ARRAY_LEN(nice) && nice[i] < step)
		i++;
	for (int64_t when = chart->to / DAY * DAY; when > chart->from; when -= nice[i] * DAY) {
		time_t seconds = (time_t)when;
		struct tm tm;
		char text[32];
		double x = time_x(chart, when);

		gmtime_r(&seconds, &tm);
		strftime(text, sizeof text, days > 400 ? "%b %Y" : "%e %b", &tm);
		str_printf(out,
			"<path class=\"tick\" d=\"M%.1f %.1fv5\"/><text class=\"axis\" x=\"%.1f\" "
			"y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
			x, chart->row_y + 14, x, chart->row_y + 22 + chart->shape->font * 0.8,
			x + chart->shape->font * 2.5 > chart->shape->width ? "end" : "middle",
			text);
	}
}

/* --- the deals ----------------------------------------------------------------------- */

static const char *
status_class(enum deal_status status)
{
	switch (status) {
	case STATUS_AGREED:
	case STATUS_CLOSED:
		return "firm";
	case STATUS_STALLED:
	case STATUS_DENIED:
	case STATUS_COLLAPSED:
		return "down";
	default:
		return "open";
	}
}

static void
put_dot(const struct chart *chart, const struct view_deal *row, struct str *out)
{
	char sum[AMOUNT_TEXT_MAX], date[16];
	time_t seconds = (time_t)row->first_at;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	strftime(date, sizeof date, "%e %b %Y", &tm);
	str_puts(out, "<a tabindex=\"-1\" href=\"#deal-");
	escape_id(out, row->id);
	str_printf(out, "\"><circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"><title>",
		status_class(row->deal.status), time_x(chart, row->first_at),
		money_y(chart, deal_usd(row)));
	escape_text(out, row->headline);
	str_printf(out, " – %s", date);
	if (row->deal.amount.value > 0) {
		str_puts(out, ", ");
		escape_text(out, amount_text(&row->deal.amount, sum));
	}
	if (status_name(row->deal.status))
		str_printf(out, ", %s", status_name(row->deal.status));
	str_puts(out, "</title></circle></a>\n");
}

/* Who gets the money; else the first that is named. */
static const char *
deal_subject(const struct deal *deal)
{
	static const enum party_role roles[] = { ROLE_TARGET, ROLE_BORROWER, ROLE_CUSTOMER,
		ROLE_LICENSEE };

	for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
		const struct party *party = deal_role(deal, roles[i]);

		if (party)
			return party->name;
	}
	return deal->n_parties ? deal->parties[0].name : "";
}

static bool
boxes_meet(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static struct box
dot_box(const struct chart *chart, const struct view_deal *row)
{
	double x = time_x(chart, row->first_at), y = money_y(chart, deal_usd(row));

	return (struct box){ .left = x - 6, .top = y - 6, .right = x + 6, .bottom = y + 6 };
}

/* Right of the dot, else left of it, where it covers no dot and no other label. */
static bool
find_room(const struct chart *chart, const struct view_deal *row, double width, struct box *ret_box)
{
	const struct view *view = chart->view;
	struct box dot = dot_box(chart, row);
	double half = chart->shape->font * 0.7, y = (dot.top + dot.bottom) / 2;

	for (int left = 0; left <= 1; left++) {
		double x = left ? dot.left - 4 - width : dot.right + 4;
		struct box box = { x, y - half, x + width, y + half, left };
		bool free = box.left >= chart->plot.left && box.right <= chart->shape->width &&
			    box.top >= 0;

		for (size_t i = 0; free && i < chart->n_labels; i++)
			free = !boxes_meet(&box, &chart->labels[i]);
		for (size_t i = 0; free && i < view->n_deals; i++) {
			struct box other = dot_box(chart, &view->deals[i]);

			free = &view->deals[i] == row || !boxes_meet(&box, &other);
		}
		if (free) {
			*ret_box = box;
			return true;
		}
	}
	return false;
}

static int
by_money(const void *a, const void *b)
{
	const struct view_deal *x = *(const struct view_deal *const *)a,
			       *y = *(const struct view_deal *const *)b;
	double more = deal_usd(y) - deal_usd(x);

	if (more != 0)
		return more > 0 ? 1 : -1;
	return strcmp(x->id, y->id);
}

static void
put_label(struct chart *chart, const struct view_deal *row, struct str *out)
{
	char sum[AMOUNT_TEXT_MAX];
	struct amount plain = row->deal.amount;
	const char *name = deal_subject(&row->deal);
	size_t width = utf8_width(name, strlen(name));

	plain.bound = BOUND_EXACT;
	plain.low = 0;
	amount_text(&plain, sum);
	if (width == 0 || width > LABEL_WIDTH_MAX)
		return;
	width += strlen(sum) + 1;

	struct box *box = &chart->labels[chart->n_labels];

	if (!find_room(chart, row, (double)width * chart->shape->font * 0.56, box))
		return;
	chart->n_labels++;

	str_printf(out, "<text class=\"name\" x=\"%.1f\" y=\"%.1f\"%s>",
		box->left_of_dot ? box->right : box->left, box->bottom - chart->shape->font * 0.35,
		box->left_of_dot ? " text-anchor=\"end\"" : "");
	escape_text(out, name);
	str_puts(out, " <tspan class=\"sum\">");
	escape_text(out, sum);
	str_puts(out, "</tspan></text>\n");
}

static void
put_labels(struct chart *chart, struct str *out, struct arena *arena)
{
	const struct view *view = chart->view;
	const struct view_deal **order =
		arena_array(arena, view->n_deals, sizeof(const struct view_deal *));

	for (size_t i = 0; i < view->n_deals; i++)
		order[i] = &view->deals[i];
	qsort(order, view->n_deals, sizeof(const struct view_deal *), by_money);
	for (size_t i = 0; i < view->n_deals && chart->n_labels < LABELS_MAX; i++)
		if (deal_usd(order[i]) >= 1)
			put_label(chart, order[i], out);
}

void
timeline_svg(const struct view *view, const struct timeline_shape *shape, struct str *out,
	struct arena *arena)
{
	struct chart chart = { .view = view, .shape = shape };

	if (view->n_deals == 0)
		return;
	chart.plot = (struct box){ .left = shape->font * 4.6,
		.top = 10,
		.right = shape->width - 10,
		.bottom = shape->height - shape->font * 2 - 40 };
	chart.row_y = chart.plot.bottom + 24;
	fit_time(&chart);
	fit_money(&chart);
	str_printf(out,
		"<svg class=\"timeline %s\" role=\"group\" viewBox=\"0 0 %.0f %.0f\" "
		"font-size=\"%.0f\" aria-label=\"Timeline of %zu deals by their sums; the list of "
		"deals says the same\">\n",
		shape->id, shape->width, shape->height, shape->font, view->n_deals);
	put_money_lines(&chart, out);
	put_dates(&chart, out);
	for (size_t i = view->n_deals; i-- > 0;)
		put_dot(&chart, &view->deals[i], out);
	put_labels(&chart, out, arena);
	str_puts(out, "</svg>\n");
}
