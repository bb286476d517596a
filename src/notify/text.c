/*
 * text - an alert as a page of text, for a terminal or a mail.
 *
 *	Northwind Cloud to invest $12bn in Lumen AI
 *	  Update: in talks → agreed
 *	  $12bn · agreed · investment
 *	  …
 */
#include "text.h"

#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "words.h"

enum {
	HEADLINE_MAX_BYTES = 300,
	SENTENCE_MAX_BYTES = 600,
	LINE_MAX_BYTES = 4000,
	SENTENCES_MAX = 4,
	SOURCES_MAX = 8,
	INDENT = 2,
	TIME_MINUTES_LEN = 16, /* of "2025-12-17T06:10:30Z", up to the minutes */
};

#define BOLD   "\033[1m"
#define DIM    "\033[2m"
#define YELLOW "\033[33m"
#define RED    "\033[31m"
#define GREEN  "\033[32m"
#define PLAIN  "\033[0m"

static void
put_look(struct str *out, const struct text_look *look, const char *escape)
{
	if (look->colour)
		str_puts(out, escape);
}

/* How many columns text takes, one per rune. */
static size_t
columns(const char *text, size_t len)
{
	size_t n = 0;
	unsigned rune;

	for (size_t at = 0; at < len; n++)
		at += utf8_decode(text + at, len - at, &rune);
	return n;
}

/* A paragraph in its look behind an indent; lines after the first are indented by `hang` more. */
static void
put_wrapped(struct str *out, const char *text, size_t indent, size_t hang, const char *escape,
	const struct text_look *look)
{
	size_t column = indent;

	str_printf(out, "%*s", (int)indent, "");
	put_look(out, look, escape);
	while (*text) {
		size_t word = strcspn(text, " ");
		size_t wide = columns(text, word);

		if (look->width && column > indent + hang && column + 1 + wide > look->width) {
			str_printf(out, "\n%*s", (int)(indent + hang), "");
			column = indent + hang;
		} else if (column > indent) {
			str_putc(out, ' ');
			column++;
		}
		str_add(out, text, word);
		column += wide;
		text += word;
		text += *text == ' ';
	}
	put_look(out, look, *escape ? PLAIN : "");
	str_putc(out, '\n');
}

/* A paragraph, if there is anything to say, behind a label; its leading blanks indent all lines. */
static void
put_line(struct str *out, const char *label, struct str *line, const char *escape,
	const struct text_look *look)
{
	size_t deeper = strspn(label, " ");
	struct str labelled;

	if (line->len > 0) {
		str_init(&labelled, LINE_MAX_BYTES);
		str_printf(&labelled, "%s%s", label + deeper, line->text);
		put_wrapped(out, labelled.text, INDENT + deeper, *label ? INDENT : 0, escape, look);
		str_clear(&labelled);
	}
	str_reset(line);
}

static const char *
type_look(enum alert_type type)
{
	return type == ALERT_NEW ? GREEN : type == ALERT_UPDATE ? YELLOW : RED;
}

static void
put_headline(struct str *out, const struct alert *alert, const struct text_look *look)
{
	struct str line;

	str_init(&line, LINE_MAX_BYTES);
	words_headline(&line, alert, HEADLINE_MAX_BYTES);
	put_wrapped(out, line.text, 0, 0, BOLD, look);
	str_clear(&line);
}

/* "Update: in talks → agreed", then "$10bn · agreed · investment"; a new deal in one line. */
static void
put_facts(
	struct str *out, struct str *line, const struct alert *alert, const struct text_look *look)
{
	str_puts(line, words_type(alert->type));
	if (alert->type != ALERT_NEW || alert->n_changes > 0) {
		str_puts(line, alert->n_changes > 0 ? ": " : "");
		words_changes(line, alert);
		put_line(out, "", line, type_look(alert->type), look);
	} else {
		str_puts(line, WORDS_DOT);
	}
	words_facts(line, &alert->deal);
	put_line(out, "", line, alert->type == ALERT_NEW ? GREEN : "", look);
	words_parties(line, &alert->deal);
	put_line(out, "", line, "", look);
	words_details(line, &alert->deal);
	put_line(out, "", line, "", look);
}

static void
put_summary(
	struct str *out, struct str *line, const struct alert *alert, const struct text_look *look)
{
	for (size_t i = 0; i < alert->n_summary && i < SENTENCES_MAX; i++) {
		const struct alert_sentence *sentence = &alert->summary[i];

		words_line(line, sentence->text, SENTENCE_MAX_BYTES);
		if (line->len > 0 && sentence->source && *sentence->source) {
			str_puts(line, " [");
			words_line(line, sentence->source, HEADLINE_MAX_BYTES);
			str_putc(line, ']');
		}
		put_line(out, "- ", line, "", look);
	}
}

static void
put_sources(
	struct str *out, struct str *line, const struct alert *alert, const struct text_look *look)
{
	char when[CLOCK_TEXT_MAX];

	words_outlets(line, alert);
	if (alert->timestamp > 0) {
		clock_rfc3339(alert->timestamp, when)[TIME_MINUTES_LEN] = '\0';
		when[strlen("2025-12-17")] = ' ';
		str_printf(line, WORDS_DOT "%s UTC", when);
	}
	str_puts(line, WORDS_DOT "deal ");
	words_line(line, alert->deal_id, HEADLINE_MAX_BYTES);
	put_line(out, "", line, DIM, look);

	for (size_t i = 0; i < alert->n_sources && i < SOURCES_MAX; i++) {
		const char *url = words_url(&alert->sources[i]);

		words_line(line, alert->sources[i].name, HEADLINE_MAX_BYTES);
		if (url) {
			str_puts(line, line->len ? " " : "");
			words_line(line, url, LINE_MAX_BYTES);
		}
		put_line(out, "  ", line, DIM, look);
	}
	if (alert->n_sources > SOURCES_MAX) {
		str_printf(line, "and %zu more", alert->n_sources - SOURCES_MAX);
		put_line(out, "  ", line, DIM, look);
	}
}

/* One alert in full, ends in a line break. */
static void
text_alert(struct str *out, const struct alert *alert, const struct text_look *look)
{
	struct str line;

	str_init(&line, LINE_MAX_BYTES);
	put_headline(out, alert, look);
	put_facts(out, &line, alert, look);
	put_summary(out, &line, alert, look);
	words_conflict(&line, &alert->deal);
	put_line(out, "figures differ: ", &line, YELLOW, look);
	for (size_t i = 0; i < alert->n_circles; i++) {
		words_circle(&line, &alert->circles[i]);
		put_line(out, "money in a circle: ", &line, YELLOW, look);
	}
	put_sources(out, &line, alert, look);
	str_clear(&line);
}

/* A deal among many: headline, facts, parties, one address. */
static void
put_entry(struct str *out, const struct alert *alert, const struct text_look *look)
{
	const char *url = words_first_url(alert);
	struct str line;

	str_init(&line, LINE_MAX_BYTES);
	put_headline(out, alert, look);
	if (alert->n_changes > 0) {
		str_printf(&line, "%s: ", words_type(alert->type));
		words_changes(&line, alert);
		put_line(out, "", &line, type_look(alert->type), look);
	}
	words_facts(&line, &alert->deal);
	put_line(out, "", &line, "", look);
	words_parties(&line, &alert->deal);
	put_line(out, "", &line, "", look);
	words_outlets(&line, alert);
	if (url) {
		str_puts(&line, WORDS_DOT);
		words_line(&line, url, LINE_MAX_BYTES);
	}
	put_line(out, "", &line, DIM, look);
	str_clear(&line);
}

void
text_message(
	struct str *out, const struct alert *alerts, size_t n_alerts, const struct text_look *look)
{
	if (n_alerts == 1) {
		text_alert(out, &alerts[0], look);
		return;
	}
	str_printf(out, "%zu deals while alerts were held\n", n_alerts);
	for (size_t i = 0; i < n_alerts; i++) {
		str_putc(out, '\n');
		put_entry(out, &alerts[i], look);
	}
}
