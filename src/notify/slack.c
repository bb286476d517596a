/*
 * slack - a message for a Slack incoming webhook, in Block Kit.
 *
 * What a phone shows first is `text`, then the header: the headline. Then what changed, the
 * facts as fields, sentences, and where it is from. Whatever comes from feeds goes through
 * slack_text: no mention, no markup, no link but ours. Limits are Slack's, counted as
 * Slack counts, in UTF-16 units of the escaped text.
 */
#include "slack.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "post.h"
#include "type.h"
#include "words.h"

enum {
	HEADER_MAX = 150,
	SECTION_MAX = 3000,
	FIELD_MAX = 2000,
	FIELDS_MAX = 10,
	URL_TEXT_MAX = 1000, /* Slack takes 3000, but a message of such links is none for people */
	TEXT_MAX = 600,      /* Slack advises up to 4000; it is what a lock screen shows */
	HEADLINE_MAX = 300,
	SENTENCE_MAX = 500,
	SENTENCES_MAX = 4,
	LINKS_MAX = 6,
	NAME_MAX_UNITS = 80,
	LISTED_MAX = 40, /* deals in a folded message with a block each, of 50 blocks */
	PAYLOAD_MAX = 512 * 1024,
	UNBOUNDED = 1 << 20,
	PACE_MS = 1000,
};

/* How many UTF-16 units a piece takes: what Slack counts. */
static size_t
units(const char *text, size_t len)
{
	size_t n = 0;
	unsigned rune;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &rune);
		n += rune > 0xffff ? 2 : 1;
	}
	return n;
}

/* How a rune is written, if not as it is: escapes, and look-alikes for what begins markup or ":emoji:". */
static const char *
written(unsigned rune, char next, enum slack_markup markup)
{
	switch (rune) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		break;
	}
	if (markup == SLACK_PLAIN)
		return NULL;
	switch (rune) {
	case '*':
		return "\u2217";
	case '_':
		return "\u02cd";
	case '~':
		return "\u223c";
	case '`':
		return "\u02cb";
	case ':':
		return next && next != ' ' && next != '\n' ? "\u2236" : NULL;
	default:
		return NULL;
	}
}

void
slack_text(struct str *out, const char *text, size_t max, enum slack_markup markup)
{
	struct str clean;
	size_t start = out->len, used = 0, word_end = 0;
	unsigned rune;

	str_init(&clean, UNBOUNDED);
	utf8_clean_text(&clean, text ? text : "", text ? strlen(text) : 0, UNBOUNDED);
	for (size_t at = 0; at < clean.len;) {
		size_t len = utf8_decode(clean.text + at, clean.len - at, &rune);
		const char *as = written(rune, clean.text[at + len], markup);
		size_t cost = as ? strlen(as) : rune > 0xffff ? 2 : 1;

		/* A look-alike is one unit, an escape as many as it has letters. */
		if (as && as[0] != '&')
			cost = 1;
		if (rune == ' ' || rune == '\n')
			word_end = out->len - start;
		if (used + cost + (at + len < clean.len) > max) {
			/* No room for this one and, if more follows, the ellipsis. */
			if (word_end > (out->len - start) / 2)
				str_truncate(out, start + word_end);
			str_puts(out, "\u2026");
			break;
		}
		used += cost;
		if (as)
			str_puts(out, as);
		else
			str_add(out, clean.text + at, len);
		at += len;
	}
	str_clear(&clean);
}

static struct jnode *
text_object(const char *type, const char *text)
{
	struct jnode *object = jnode_object();

	jnode_put_text(object, "type", type);
	jnode_put_text(object, "text", text);
	if (strcmp(type, "plain_text") == 0)
		jnode_put_bool(object, "emoji", false);
	else
		jnode_put_bool(object, "verbatim", true);
	return object;
}

static struct jnode *
block(struct jnode *blocks, const char *type)
{
	struct jnode *object = jnode_object();

	jnode_put_text(object, "type", type);
	jnode_append(blocks, object);
	return object;
}

static void
add_section(struct jnode *blocks, const char *text_type, const char *text)
{
	if (*text)
		jnode_put(block(blocks, "section"), "text", text_object(text_type, text));
}

/* "Update: Amazon to invest …"; a new deal needs no word in front. */
static void
put_title(struct str *out, const struct alert *alert, size_t max, enum slack_markup markup)
{
	struct str title;

	str_init(&title, UNBOUNDED);
	if (alert->type != ALERT_NEW)
		str_printf(&title, "%s: ", words_type(alert->type));
	words_headline(&title, alert, (size_t)HEADLINE_MAX * 4);
	slack_text(out, title.text, max, markup);
	str_clear(&title);
}

/* A label in bold and a value below it, if there is one; empties the value. */
static void
add_field(struct jnode *fields, const char *label, struct str *value)
{
	struct str text;

	if (value->len > 0 && jnode_len(fields) < FIELDS_MAX) {
		str_init(&text, UNBOUNDED);
		str_printf(&text, "*%s*\n", label);
		slack_text(&text, value->text, FIELD_MAX - strlen(label) - 3, SLACK_MRKDWN);
		jnode_append(fields, text_object("mrkdwn", text.text));
		str_clear(&text);
	}
	str_reset(value);
}

static void
add_numbers(struct jnode *fields, const struct deal *deal, struct str *value)
{
	char amount[AMOUNT_TEXT_MAX];

	if (deal->valuation.value > 0)
		str_puts(value, amount_text(&deal->valuation, amount));
	add_field(fields, "Valuation", value);
	if (deal->stake_percent > 0)
		str_printf(value, "%g %%", deal->stake_percent);
	add_field(fields, "Stake", value);
	if (deal->years > 0)
		str_printf(value, "%g year%s", deal->years, deal->years > 1 ? "s" : "");
	add_field(fields, "Term", value);
	if (deal->gigawatts > 0)
		str_printf(value, "%g GW", deal->gigawatts);
	add_field(fields, "Power", value);
}

/* In the order of importance: the tenth is the last that Slack shows. */
static void
add_fields(struct jnode *blocks, const struct deal *deal)
{
	struct jnode *fields = jnode_array();
	struct str value;
	char amount[AMOUNT_TEXT_MAX];

	str_init(&value, (size_t)FIELD_MAX * 4);
	if (deal->amount.value > 0)
		str_puts(&value, amount_text(&deal->amount, amount));
	add_field(fields, "Amount", &value);
	str_puts(&value, words_status(deal->status));
	add_field(fields, "Status", &value);
	words_parties(&value, deal);
	add_field(fields, "Parties", &value);
	words_kinds(&value, deal);
	add_field(fields, "Kind", &value);
	add_numbers(fields, deal, &value);
	words_chips(&value, deal);
	add_field(fields, "Chips", &value);
	if (deal->first_reported_by)
		words_line(&value, deal->first_reported_by, FIELD_MAX);
	add_field(fields, "First reported by", &value);
	str_clear(&value);
	if (jnode_len(fields) > 0)
		jnode_put(block(blocks, "section"), "fields", fields);
	else
		jnode_free(fields);
}

/* "• sentence (source)", a line each. */
static void
add_summary(struct jnode *blocks, const struct alert *alert)
{
	struct str text, line;

	str_init(&text, UNBOUNDED);
	str_init(&line, UNBOUNDED);
	for (size_t i = 0; i < alert->n_summary && i < SENTENCES_MAX; i++) {
		const struct alert_sentence *sentence = &alert->summary[i];

		str_reset(&line);
		words_line(&line, sentence->text, SENTENCE_MAX);
		if (line.len == 0)
			continue;
		if (sentence->source && *sentence->source) {
			str_puts(&line, " (");
			words_line(&line, sentence->source, NAME_MAX_UNITS);
			str_putc(&line, ')');
		}
		str_printf(&text, "%s\u2022 ", text.len ? "\n" : "");
		slack_text(&text, line.text, SECTION_MAX / SENTENCES_MAX - 3, SLACK_PLAIN);
	}
	add_section(blocks, "plain_text", text.text);
	str_clear(&line);
	str_clear(&text);
}

/* What should make a reader think: figures that differ, money that comes back. */
static void
add_warnings(struct jnode *blocks, const struct alert *alert)
{
	struct str line, text;

	str_init(&line, UNBOUNDED);
	str_init(&text, UNBOUNDED);
	words_conflict(&line, &alert->deal);
	if (line.len > 0) {
		str_puts(&text, "Figures differ: ");
		slack_text(&text, line.text, SECTION_MAX / 4, SLACK_PLAIN);
	}
	for (size_t i = 0; i < alert->n_circles && i < 3; i++) {
		str_reset(&line);
		words_circle(&line, &alert->circles[i]);
		str_printf(&text, "%sMoney in a circle: ", text.len ? "\n" : "");
		slack_text(&text, line.text, SECTION_MAX / 5, SLACK_PLAIN);
	}
	add_section(blocks, "plain_text", text.text);
	str_clear(&text);
	str_clear(&line);
}

/* "<url|name>"; without a usable address only the name. */
static void
put_link(struct str *out, const char *url, const char *name, size_t max)
{
	if (url && strlen(url) <= URL_TEXT_MAX) {
		str_putc(out, '<');
		for (; *url; url++)
			str_puts(out, *url == '&' ? "&amp;" : (char[]){ *url, '\0' });
		str_putc(out, '|');
		slack_text(out, name && *name ? name : "source", max, SLACK_MRKDWN);
		str_putc(out, '>');
	} else {
		slack_text(out, name, max, SLACK_MRKDWN);
	}
}

/* Sources as links, and why it was matched. */
static void
add_context(struct jnode *blocks, const struct alert *alert)
{
	struct jnode *elements = jnode_array();
	struct str text;

	str_init(&text, UNBOUNDED);
	words_outlets(&text, alert);
	for (size_t i = 0; i < alert->n_sources && i < LINKS_MAX; i++) {
		struct str link;

		str_init(&link, UNBOUNDED);
		put_link(&link, words_url(&alert->sources[i]), alert->sources[i].name,
			NAME_MAX_UNITS);
		if (link.len > 0 &&
			units(text.text, text.len) + units(link.text, link.len) + 3 <= SECTION_MAX)
			str_printf(&text, "%s%s", i ? WORDS_DOT : ": ", link.text);
		str_clear(&link);
	}
	jnode_append(elements, text_object("mrkdwn", text.text));

	str_reset(&text);
	for (size_t i = 0; i < alert->n_reasons && i < 4; i++) {
		str_puts(&text, i ? WORDS_DOT : "Matched: ");
		slack_text(&text, alert->reasons[i], NAME_MAX_UNITS, SLACK_PLAIN);
	}
	str_puts(&text, text.len ? WORDS_DOT : "");
	str_puts(&text, "deal ");
	slack_text(&text, alert->deal_id, NAME_MAX_UNITS, SLACK_PLAIN);
	jnode_append(elements, text_object("plain_text", text.text));
	jnode_put(block(blocks, "context"), "elements", elements);
	str_clear(&text);
}

static void
add_header(struct jnode *blocks, const char *text)
{
	jnode_put(block(blocks, "header"), "text", text_object("plain_text", text));
}

/* "*Changed:* in talks → agreed · $10bn → $12bn" */
static void
add_changes(struct jnode *blocks, const struct alert *alert)
{
	struct str line, text;

	str_init(&line, UNBOUNDED);
	str_init(&text, UNBOUNDED);
	words_changes(&line, alert);
	if (line.len > 0) {
		str_puts(&text, "*Changed:* ");
		slack_text(&text, line.text, SECTION_MAX - 20, SLACK_MRKDWN);
	}
	add_section(blocks, "mrkdwn", text.text);
	str_clear(&text);
	str_clear(&line);
}

/* What a lock screen shows: for an update first what changed. */
static void
put_fallback(struct str *out, const struct alert *alert)
{
	struct str line;

	str_init(&line, UNBOUNDED);
	words_changes(&line, alert);
	if (line.len > 0) {
		str_printf(out, "%s: ", words_type(alert->type));
		slack_text(out, line.text, TEXT_MAX / 3, SLACK_MRKDWN);
		str_puts(out, " \u2013 ");
		str_reset(&line);
		words_headline(&line, alert, (size_t)HEADLINE_MAX * 4);
		slack_text(out, line.text, HEADLINE_MAX, SLACK_MRKDWN);
	} else {
		put_title(out, alert, HEADLINE_MAX, SLACK_MRKDWN);
	}
	str_clear(&line);
}

static void
add_alert(struct jnode *blocks, const struct alert *alert)
{
	struct str title;

	str_init(&title, UNBOUNDED);
	put_title(&title, alert, HEADER_MAX, SLACK_PLAIN);
	add_header(blocks, title.text);
	add_changes(blocks, alert);
	add_fields(blocks, &alert->deal);
	add_summary(blocks, alert);
	add_warnings(blocks, alert);
	add_context(blocks, alert);
	str_clear(&title);
}

/* A deal of a list: its headline as a link, and a line of facts. */
static void
add_entry(struct jnode *blocks, const struct alert *alert)
{
	struct str text, line;

	str_init(&text, UNBOUNDED);
	str_init(&line, UNBOUNDED);
	words_headline(&line, alert, (size_t)HEADLINE_MAX * 4);
	put_link(&text, words_first_url(alert), line.text, HEADLINE_MAX);
	str_reset(&line);
	if (alert->n_changes > 0) {
		str_printf(&line, "%s: ", words_type(alert->type));
		words_changes(&line, alert);
		str_putc(&line, '\n');
	}
	words_facts(&line, &alert->deal);
	str_puts(&line, line.len ? WORDS_DOT : "");
	words_outlets(&line, alert);
	str_putc(&text, '\n');
	slack_text(&text, line.text, HEADLINE_MAX, SLACK_MRKDWN);
	add_section(blocks, "mrkdwn", text.text);
	str_clear(&line);
	str_clear(&text);
}

/* Those that got no block of their own: headlines only, as many as a few sections hold. */
static void
add_rest(struct jnode *blocks, const struct alert *alerts, size_t n)
{
	struct str text;

	str_init(&text, UNBOUNDED);
	for (size_t i = 0; i < n; i++) {
		struct str line;

		str_init(&line, UNBOUNDED);
		put_title(&line, &alerts[i], HEADER_MAX, SLACK_PLAIN);
		if (units(text.text, text.len) + units(line.text, line.len) + 3 > SECTION_MAX) {
			add_section(blocks, "plain_text", text.text);
			str_reset(&text);
		}
		str_printf(&text, "%s\u2022 %s", text.len ? "\n" : "", line.text);
		str_clear(&line);
	}
	add_section(blocks, "plain_text", text.text);
	str_clear(&text);
}

static void
add_list(struct jnode *blocks, struct str *fallback, const struct alert *alerts, size_t n_alerts)
{
	size_t listed = n_alerts < LISTED_MAX ? n_alerts : LISTED_MAX;
	struct str title;

	str_init(&title, UNBOUNDED);
	words_list(&title, alerts, n_alerts, HEADLINE_MAX);
	slack_text(fallback, title.text, TEXT_MAX, SLACK_MRKDWN);
	str_reset(&title);
	str_printf(&title, "%zu deals while alerts were held", n_alerts);
	add_header(blocks, title.text);
	str_clear(&title);
	for (size_t i = 0; i < listed; i++)
		add_entry(blocks, &alerts[i]);
	add_rest(blocks, alerts + listed, n_alerts - listed);
}

struct jnode *
slack_payload(const struct alert *alerts, size_t n_alerts)
{
	struct jnode *payload = jnode_object(), *blocks = jnode_array();
	struct str text;

	str_init(&text, UNBOUNDED);
	if (n_alerts == 1) {
		put_fallback(&text, alerts);
		add_alert(blocks, alerts);
	} else {
		add_list(blocks, &text, alerts, n_alerts);
	}
	jnode_put_text(payload, "text", text.text);
	jnode_put(payload, "blocks", blocks);
	jnode_put_bool(payload, "mrkdwn", false);
	jnode_put_bool(payload, "unfurl_links", false);
	jnode_put_bool(payload, "unfurl_media", false);
	str_clear(&text);
	return payload;
}

struct slack {
	struct post post;
};

static bool
slack_check(const struct notifier_settings *settings, struct err *err)
{
	if (!settings->url) {
		err_set(err, ERR_CONF, "type slack needs url or url-file");
		return false;
	}
	if (!url_is_web(settings->url)) {
		err_set(err, ERR_CONF, "url: a Slack webhook's begins with https://");
		return false;
	}
	return true;
}

static void *
slack_open(struct notifier *notifier, struct err *err)
{
	struct slack *slack = mem_new(sizeof *slack);

	(void)err;
	slack->post.notifier = notifier;
	return slack;
}

static void
slack_close(void *state)
{
	struct slack *slack = state;

	post_cancel(&slack->post);
	free(slack);
}

static void
slack_send(void *state, const struct notifier_message *message)
{
	static const char *const headers[] = { "Content-Type: application/json" };
	struct slack *slack = state;
	struct jnode *payload = slack_payload(message->alerts, message->n_alerts);
	struct str body;

	str_init(&body, PAYLOAD_MAX);
	jnode_print(payload, &body);
	jnode_free(payload);
	post_send(&slack->post, headers, ARRAY_LEN(headers), body.text, body.len);
	str_clear(&body);
}

const struct notifier_type notifier_slack = {
	.name = "slack",
	.folds = true,
	.pace_ms = PACE_MS,
	.check = slack_check,
	.open = slack_open,
	.close = slack_close,
	.send = slack_send,
};
