/*
 * feed - an Atom file of the deals, for any feed reader; an update takes its deal's place.
 *
 * The file is its own memory: entries stand in it one after the other as we wrote them, and
 * are found again by their tags, which no text of theirs can hold (all of it is escaped).
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/escape.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "type.h"
#include "words.h"

enum {
	ENTRIES_MAX = 100,
	FEED_MAX = 8 * 1024 * 1024,
	PIECE_MAX = 256 * 1024,
	TITLE_MAX = 300,
	SENTENCE_MAX = 600,
	SOURCES_MAX = 20,
	FEED_MODE = 0644, /* to be read by others is what it is for */
};

#define ENTRY_BEGIN "<entry>\n"
#define ENTRY_END   "</entry>\n"
#define GENERATOR   "<generator>dealwatch</generator>\n"

struct feed_file {
	struct notifier *notifier;
};

static bool
feed_check(const struct notifier_settings *settings, struct err *err)
{
	if (settings->path && *settings->path)
		return true;
	err_set(err, ERR_CONF, "type feed needs path");
	return false;
}

static void *
feed_open(struct notifier *notifier, struct err *err)
{
	struct feed_file *feed = mem_new(sizeof *feed);

	(void)err;
	feed->notifier = notifier;
	return feed;
}

static void
feed_close(void *state)
{
	free(state);
}

/* "<id>urn:dealwatch:deal:…</id>\n": by this an entry is found again. */
static void
put_entry_id(struct str *out, const char *deal_id)
{
	struct str id;

	str_init(&id, PIECE_MAX);
	words_line(&id, deal_id, TITLE_MAX);
	str_puts(out, "<id>urn:dealwatch:deal:");
	escape_xml(out, id.text);
	str_puts(out, "</id>\n");
	str_clear(&id);
}

static void
put_time(struct str *out, const char *tag, int64_t when)
{
	char text[CLOCK_TEXT_MAX];

	str_printf(out, "<%s>%s</%s>\n", tag, clock_rfc3339(when, text), tag);
}

static void
put_links(struct str *out, const struct alert *alert)
{
	const char *rel = "alternate"; /* one only; the others are related */

	for (size_t i = 0; i < alert->n_sources; i++) {
		const char *url = words_url(&alert->sources[i]);

		if (!url)
			continue;
		str_printf(out, "<link rel=\"%s\" href=\"", rel);
		escape_xml(out, url);
		str_puts(out, "\"/>\n");
		rel = "related";
	}
}

/* A paragraph of HTML, if there is anything to say; empties the line. */
static void
put_paragraph(struct str *html, const char *label, struct str *line)
{
	if (line->len > 0) {
		str_printf(html, "<p>%s", label);
		escape_xml(html, line->text);
		str_puts(html, "</p>\n");
	}
	str_reset(line);
}

/* "Update: in talks → agreed", "$10bn · agreed · investment", who, and what else is known. */
static void
put_html_facts(struct str *html, struct str *line, const struct alert *alert)
{
	str_puts(line, words_type(alert->type));
	if (alert->n_changes > 0) {
		str_puts(line, ": ");
		words_changes(line, alert);
	}
	put_paragraph(html, "", line);
	words_facts(line, &alert->deal);
	put_paragraph(html, "", line);
	words_parties(line, &alert->deal);
	put_paragraph(html, "", line);
	words_details(line, &alert->deal);
	put_paragraph(html, "", line);
}

static void
put_html_summary(struct str *html, struct str *line, const struct alert *alert)
{
	str_puts(html, alert->n_summary > 0 ? "<ul>\n" : "");
	for (size_t i = 0; i < alert->n_summary; i++) {
		const struct alert_sentence *sentence = &alert->summary[i];

		words_line(line, sentence->text, SENTENCE_MAX);
		if (sentence->source && *sentence->source) {
			str_puts(line, " (");
			words_line(line, sentence->source, TITLE_MAX);
			str_putc(line, ')');
		}
		str_puts(html, "<li>");
		escape_xml(html, line->text);
		str_puts(html, "</li>\n");
		str_reset(line);
	}
	str_puts(html, alert->n_summary > 0 ? "</ul>\n" : "");
	words_conflict(line, &alert->deal);
	put_paragraph(html, "Figures differ: ", line);
	for (size_t i = 0; i < alert->n_circles; i++) {
		words_circle(line, &alert->circles[i]);
		put_paragraph(html, "Money in a circle: ", line);
	}
}

/* "2 outlets, 1 origin: The Ledger, Daily Wire", each a link. */
static void
put_html_sources(struct str *html, struct str *line, const struct alert *alert)
{
	words_outlets(line, alert);
	str_puts(html, "<p>");
	escape_xml(html, line->text);
	str_reset(line);
	for (size_t i = 0; i < alert->n_sources && i < SOURCES_MAX; i++) {
		const char *url = words_url(&alert->sources[i]);

		words_line(line, alert->sources[i].name, TITLE_MAX);
		str_puts(html, i ? ", " : ": ");
		str_puts(html, url ? "<a href=\"" : "");
		escape_xml(html, url ? url : "");
		str_puts(html, url ? "\">" : "");
		escape_xml(html, line->len > 0 ? line->text : "source");
		str_puts(html, url ? "</a>" : "");
		str_reset(line);
	}
	if (alert->n_sources > SOURCES_MAX)
		str_printf(html, " and %zu more", alert->n_sources - SOURCES_MAX);
	str_puts(html, "</p>\n");
}

/* The readable alert without its headline, which is the title; escaped as HTML, then as XML. */
static void
put_content(struct str *out, const struct alert *alert)
{
	struct str html, line;

	str_init(&html, PIECE_MAX);
	str_init(&line, PIECE_MAX);
	put_html_facts(&html, &line, alert);
	put_html_summary(&html, &line, alert);
	put_html_sources(&html, &line, alert);
	str_puts(out, "<content type=\"html\">");
	escape_xml(out, html.text);
	str_puts(out, "</content>\n");
	str_clear(&line);
	str_clear(&html);
}

static void
put_entry(struct str *out, const struct alert *alert, int64_t published)
{
	struct str title;

	str_init(&title, PIECE_MAX);
	words_headline(&title, alert, TITLE_MAX);
	str_puts(out, ENTRY_BEGIN);
	put_entry_id(out, alert->deal_id);
	str_puts(out, "<title>");
	escape_xml(out, title.text);
	str_puts(out, "</title>\n");
	put_time(out, "published", published);
	put_time(out, "updated", alert->timestamp);
	put_links(out, alert);
	put_content(out, alert);
	str_puts(out, ENTRY_END);
	str_clear(&title);
}

/* When the entry's deal was first told of, as the entry says. */
static int64_t
entry_published(const char *entry, int64_t otherwise)
{
	static const char tag[] = "<published>";
	const char *at = strstr(entry, tag);
	char text[CLOCK_TEXT_MAX] = "";
	int64_t when;

	if (at)
		strncpy(text, at + strlen(tag), strlen("2025-12-17T06:10:30Z"));
	return clock_parse_rfc3339(text, &when) ? when : otherwise;
}

/* The old file's entries but those of these ids, newest first, as far as there is room beside n new ones. */
static void
put_old_entries(struct str *out, const char *old, char *const *own, size_t n_own, size_t n)
{
	const char *end;

	for (; n < ENTRIES_MAX && (old = strstr(old, ENTRY_BEGIN)) != NULL; old = end) {
		bool replaced = false;

		end = strstr(old, ENTRY_END);
		if (!end)
			return;
		end += strlen(ENTRY_END);
		for (size_t i = 0; i < n_own; i++) {
			const char *id = strstr(old, own[i]);

			replaced = replaced || (id && id < end);
		}
		if (!replaced) {
			str_add(out, old, (size_t)(end - old));
			n++;
		}
	}
}

static void
put_head(struct str *out, const char *name, int64_t updated)
{
	str_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n" GENERATOR
		      "<id>urn:dealwatch:feed:");
	escape_xml(out, name);
	str_puts(out, "</id>\n<title>Deals: ");
	escape_xml(out, name);
	str_puts(out, "</title>\n<author><name>dealwatch</name></author>\n");
	put_time(out, "updated", updated);
}

static char *
entry_id(const char *deal_id)
{
	struct str id;

	str_init(&id, PIECE_MAX);
	put_entry_id(&id, deal_id);
	return str_take(&id);
}

static void
put_feed(struct str *out, const char *name, const char *old, const struct notifier_message *message)
{
	char **ids = mem_array(2 * message->n_alerts, sizeof *ids);
	size_t n = 0;

	put_head(out, name, clock_wall());
	for (size_t i = message->n_alerts; i-- > 0;) { /* the newest first */
		const struct alert *alert = &message->alerts[i];
		const char *before, *was = alert_deal_was(alert);

		if (was)
			ids[n++] = entry_id(was);
		ids[n++] = entry_id(alert->deal_id);
		before = strstr(old, ids[n - 1]);
		put_entry(out, alert,
			before ? entry_published(before, alert->timestamp) : alert->timestamp);
	}
	put_old_entries(out, old, ids, n, message->n_alerts);
	str_puts(out, "</feed>\n");
	while (n > 0)
		free(ids[--n]);
	free(ids);
}

/* The file as it is; an empty text where there is none yet. */
static bool
read_old(const char *path, struct str *old, struct err *err)
{
	if (access(path, F_OK) != 0)
		return true;
	if (!file_read(path, old, err))
		return false;
	if (old->len > 0 && !strstr(old->text, GENERATOR)) {
		err_set(err, ERR_DATA, "%s: is there already, but no feed that dealwatch wrote",
			path);
		return false;
	}
	return true;
}

static void
feed_send(void *state, const struct notifier_message *message)
{
	struct feed_file *feed = state;
	const struct notifier_settings *settings = notifier_settings(feed->notifier);
	struct err err = { 0 };
	struct str old, text;
	bool ok = false;

	str_init(&old, FEED_MAX);
	str_init(&text, FEED_MAX);
	if (read_old(settings->path, &old, &err)) {
		put_feed(&text, settings->name, old.text, message);
		if (text.cut)
			err_set(&err, ERR_LIMIT, "%s: would be larger than %d bytes",
				settings->path, FEED_MAX);
		else
			ok = file_write_atomic(
				settings->path, text.text, text.len, FEED_MODE, &err);
	}
	str_clear(&text);
	str_clear(&old);
	if (ok)
		notifier_delivered(feed->notifier);
	else
		notifier_answer(feed->notifier, NOTIFIER_AGAIN, false, -1, "%s", err.text);
}

const struct notifier_type notifier_feed = {
	.name = "feed",
	.folds = true,
	.check = feed_check,
	.open = feed_open,
	.close = feed_close,
	.send = feed_send,
};
