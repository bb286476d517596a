/*
 * words - an alert in words for people.
 */
#include "words.h"

#include <stdbool.h>
#include <string.h>

#include "base/url.h"
#include "base/utf8.h"

enum {
	NAME_MAX_BYTES = 120,
	PARTIES_MAX = 8,
	TELLERS_MAX = 2,
	CHANGE_MAX_BYTES = 200,
	CLEAN_SLACK = 64, /* cleaned beyond the limit, so that a cut is seen as one */
};

#define ELLIPSIS "\u2026"

void
words_line(struct str *out, const char *text, size_t max)
{
	struct str clean;
	size_t len = text ? strlen(text) : 0;

	str_init(&clean, max + CLEAN_SLACK);
	utf8_clean_line(&clean, text ? text : "", len, max + CLEAN_SLACK);
	if (clean.len <= max) {
		str_puts(out, clean.text);
	} else {
		str_add(out, clean.text,
			utf8_cut_at_word(clean.text, clean.len, max - strlen(ELLIPSIS)));
		str_puts(out, ELLIPSIS);
	}
	str_clear(&clean);
}

const char *
words_type(enum alert_type type)
{
	switch (type) {
	case ALERT_UPDATE:
		return "Update";
	case ALERT_CORRECTION:
		return "Correction";
	case ALERT_NEW:
		break;
	}
	return "New deal";
}

const char *
words_status(enum deal_status status)
{
	static const char *const words[N_STATUSES] = {
		[STATUS_NONE] = "",
		[STATUS_TALKS] = "in talks",
		[STATUS_PRELIMINARY] = "preliminary agreement",
		[STATUS_AGREED] = "agreed",
		[STATUS_CLOSED] = "closed",
		[STATUS_STALLED] = "stalled",
		[STATUS_DENIED] = "denied",
		[STATUS_COLLAPSED] = "collapsed",
	};

	return status < N_STATUSES ? words[status] : "";
}

void
words_headline(struct str *out, const struct alert *alert, size_t max)
{
	size_t before = out->len;

	words_line(out, alert->headline, max);
	if (out->len == before)
		str_puts(out, "untitled deal");
}

/* "chip-supply" as people write it: "chip supply". */
static void
put_kind(struct str *out, enum deal_kind kind)
{
	for (const char *c = kind_name(kind); c && *c; c++)
		str_putc(out, *c == '-' ? ' ' : *c);
}

/* A separator, unless out still is as it was at `start`. */
static void
separate(struct str *out, size_t start, const char *separator)
{
	if (out->len > start)
		str_puts(out, separator);
}

void
words_kinds(struct str *out, const struct deal *deal)
{
	size_t start = out->len;

	put_kind(out, deal->kind);
	for (unsigned kind = KIND_NONE + 1; kind < N_KINDS; kind++) {
		if (kind == deal->kind || !(deal->also & (1u << kind)))
			continue;
		separate(out, start, ", ");
		put_kind(out, (enum deal_kind)kind);
	}
}

void
words_parties(struct str *out, const struct deal *deal)
{
	size_t shown = deal->n_parties < PARTIES_MAX ? deal->n_parties : PARTIES_MAX;

	for (size_t i = 0; i < shown; i++) {
		const char *role = role_name(deal->parties[i].role);

		if (i > 0)
			str_puts(out, ", ");
		words_line(out, deal->parties[i].name, NAME_MAX_BYTES);
		if (role)
			str_printf(out, " (%s)", role);
	}
	if (shown < deal->n_parties)
		str_printf(out, " and %zu more", deal->n_parties - shown);
}

void
words_chips(struct str *out, const struct deal *deal)
{
	for (size_t i = 0; i < deal->n_chips && i < PARTIES_MAX; i++) {
		if (i > 0)
			str_puts(out, ", ");
		words_line(out, deal->chips[i], NAME_MAX_BYTES);
	}
}

void
words_facts(struct str *out, const struct deal *deal)
{
	size_t start = out->len;
	char amount[AMOUNT_TEXT_MAX];

	if (deal->amount.value > 0)
		str_puts(out, amount_text(&deal->amount, amount));
	if (*words_status(deal->status)) {
		separate(out, start, WORDS_DOT);
		str_puts(out, words_status(deal->status));
	}
	if (deal->kind != KIND_NONE) {
		separate(out, start, WORDS_DOT);
		words_kinds(out, deal);
	}
}

void
words_details(struct str *out, const struct deal *deal)
{
	size_t start = out->len;
	char amount[AMOUNT_TEXT_MAX];

	if (deal->valuation.value > 0)
		str_printf(out, "valuation %s", amount_text(&deal->valuation, amount));
	if (deal->stake_percent > 0) {
		separate(out, start, WORDS_DOT);
		str_printf(out, "%g %% stake", deal->stake_percent);
	}
	if (deal->years > 0) {
		separate(out, start, WORDS_DOT);
		str_printf(out, "%g year%s", deal->years, deal->years > 1 ? "s" : "");
	}
	if (deal->gigawatts > 0) {
		separate(out, start, WORDS_DOT);
		str_printf(out, "%g GW", deal->gigawatts);
	}
	if (deal->n_chips > 0) {
		separate(out, start, WORDS_DOT);
		words_chips(out, deal);
	}
	if (deal->first_reported_by && *deal->first_reported_by) {
		separate(out, start, WORDS_DOT);
		str_puts(out, "first reported by ");
		words_line(out, deal->first_reported_by, NAME_MAX_BYTES);
	}
}

/* The contract's word for a status in people's words; anything else as it is. */
static void
put_value(struct str *out, const struct alert_change *change, const char *value)
{
	enum deal_status status;

	if (strcmp(change->field, "status") == 0 && status_parse(value, &status))
		value = words_status(status);
	words_line(out, value, CHANGE_MAX_BYTES);
}

/* "talks → agreed", or "new: …" where there was nothing before. */
static void
words_change(struct str *out, const struct alert_change *change)
{
	bool was = change->from && *change->from;
	bool is = change->to && *change->to;

	if (was)
		put_value(out, change, change->from);
	if (was && is)
		str_puts(out, " \u2192 ");
	else if (is)
		str_puts(out, "now ");
	else
		str_puts(out, " withdrawn");
	if (is)
		put_value(out, change, change->to);
}

/* "in talks → agreed", "$10bn → $12bn": such values need no name in front. */
static bool
speaks_for_itself(const struct alert_change *change)
{
	return change->from && *change->from && change->to && *change->to &&
	       (strcmp(change->field, "status") == 0 || strcmp(change->field, "amount") == 0);
}

/* The contract's word for what changed in people's words; most are. */
static const char *
field_in_words(const char *field)
{
	return strcmp(field, "origins") == 0 ? "independent sources"
	       : strcmp(field, "deal") == 0  ? "now one deal:"
					     : field;
}

void
words_changes(struct str *out, const struct alert *alert)
{
	for (size_t i = 0; i < alert->n_changes; i++) {
		if (i > 0)
			str_puts(out, WORDS_DOT);
		if (!speaks_for_itself(&alert->changes[i])) {
			words_line(out, field_in_words(alert->changes[i].field), NAME_MAX_BYTES);
			str_putc(out, ' ');
		}
		words_change(out, &alert->changes[i]);
	}
}

/* "$10bn" and "about $10bn" are one figure. */
static bool
same_figure(const struct amount *a, const struct amount *b)
{
	bool a_plain = a->bound == BOUND_EXACT || a->bound == BOUND_ABOUT,
	     b_plain = b->bound == BOUND_EXACT || b->bound == BOUND_ABOUT;

	return a->value == b->value && a->low == b->low && strcmp(a->currency, b->currency) == 0 &&
	       (a->bound == b->bound || (a_plain && b_plain));
}

/* The figure's first place in the list. */
static bool
is_first_of_figure(const struct deal *deal, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (same_figure(&deal->amounts[j].amount, &deal->amounts[i].amount))
			return false;
	return true;
}

/* " (Reuters, FT)": everybody who gives that figure. */
static void
put_figure_sources(struct str *out, const struct deal *deal, const struct amount *amount)
{
	size_t n = 0;

	for (size_t i = 0; i < deal->n_amounts; i++) {
		const struct figure *figure = &deal->amounts[i];

		if (!same_figure(&figure->amount, amount))
			continue;
		for (size_t j = 0; j < figure->n_sources && n < PARTIES_MAX; j++) {
			str_puts(out, n++ ? ", " : " (");
			words_line(out, figure->sources[j], NAME_MAX_BYTES);
		}
	}
	if (n > 0)
		str_putc(out, ')');
}

void
words_conflict(struct str *out, const struct deal *deal)
{
	char amount[AMOUNT_TEXT_MAX];
	size_t figures = 0, shown = 0;

	for (size_t i = 0; i < deal->n_amounts; i++)
		figures += is_first_of_figure(deal, i);
	if (figures < 2)
		return;
	for (size_t i = 0; i < deal->n_amounts && shown < PARTIES_MAX; i++) {
		if (!is_first_of_figure(deal, i))
			continue;
		str_puts(out, shown++ ? ", " : "");
		str_puts(out, amount_text(&deal->amounts[i].amount, amount));
		put_figure_sources(out, deal, &deal->amounts[i].amount);
	}
}

void
words_circle(struct str *out, const struct alert_circle *circle)
{
	for (size_t i = 0; i < circle->n_steps; i++) {
		if (i > 0)
			str_puts(out, " \u2192 ");
		words_line(out, circle->steps[i], CHANGE_MAX_BYTES);
	}
}

void
words_outlets(struct str *out, const struct alert *alert)
{
	str_printf(out, "%zu outlet%s, %u origin%s", alert->n_sources,
		alert->n_sources == 1 ? "" : "s", alert->origins, alert->origins == 1 ? "" : "s");
}

void
words_list(struct str *out, const struct alert *alerts, size_t n, size_t max_headline)
{
	const struct alert *largest = &alerts[0];

	for (size_t i = 1; i < n; i++)
		if (alerts[i].deal.amount.usd > largest->deal.amount.usd)
			largest = &alerts[i];
	str_printf(out, "%zu deals: ", n);
	if (largest->type != ALERT_NEW)
		str_printf(out, "%s: ", words_type(largest->type));
	words_headline(out, largest, max_headline);
	str_printf(out, ", and %zu more", n - 1);
}

void
words_tellers(struct str *out, const struct alert *alert)
{
	size_t shown = 0;

	for (size_t i = 0; i < alert->n_sources && shown < TELLERS_MAX; i++) {
		if (!alert->sources[i].name || !*alert->sources[i].name)
			continue;
		str_puts(out, shown++ ? ", " : "");
		words_line(out, alert->sources[i].name, NAME_MAX_BYTES);
	}
	if (shown > 0 && alert->n_sources > shown)
		str_printf(out, " and %zu more", alert->n_sources - shown);
}

const char *
words_url(const struct alert_source *source)
{
	if (!source->url || !url_is_web(source->url) || strlen(source->url) > URL_MAX)
		return NULL;
	for (const char *c = source->url; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr("\"<>\\^`{|}", *c))
			return NULL; /* no URL has these; whoever writes them has something in mind */
	return source->url;
}

const char *
words_first_url(const struct alert *alert)
{
	for (size_t i = 0; i < alert->n_sources; i++)
		if (words_url(&alert->sources[i]))
			return words_url(&alert->sources[i]);
	return NULL;
}
