/*
 * desktop - alerts as desktop notifications.
 *
 * A deal's later alert takes the place of its earlier one. More than a few within a
 * minute become one notification that lists them, so that nothing buries the screen.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk.h"
#include "loop/loop.h"
#include "type.h"
#include "words.h"

enum {
	SINGLE_MAX = 5,         /* notifications of their own … */
	SINGLE_SPAN_MS = 60000, /* … within this time */
	LISTED_MAX = 12,
	SUMMARY_MAX = 200,
	LINE_MAX_BYTES = 300,
	BODY_MAX = 4096,
};

struct desktop {
	struct notifier *notifier;
	struct desk *desk;
	struct fd_watch *watch;
	int64_t shown_at[SINGLE_MAX]; /* a ring of the last ones' times */
	size_t n_shown;
	struct str list; /* headlines of those that got no notification of their own */
	size_t n_listed;
	struct {
		size_t n_shown, list_len, n_listed;
	} before; /* the message under way: what to go back to if it is not shown */
};

static void
on_event(struct desktop *desktop, const struct desk_event *event)
{
	const struct notifier_settings *settings = notifier_settings(desktop->notifier);

	if (event->kind == DESK_MUTED) {
		if (settings->on_mute)
			settings->on_mute(settings->on_mute_arg, event->text);
	} else if (event->kind == DESK_SHOWN) {
		notifier_delivered(desktop->notifier);
	} else {
		desktop->n_shown = desktop->before.n_shown;
		desktop->n_listed = desktop->before.n_listed;
		str_truncate(&desktop->list, desktop->before.list_len);
		notifier_answer(
			desktop->notifier, NOTIFIER_AGAIN, false, -1, "desktop: %s", event->text);
	}
}

static void
on_desk_ready(int fd, unsigned ready, void *arg)
{
	struct desktop *desktop = arg;
	struct desk_event event;

	(void)fd, (void)ready;
	while (desk_take(desktop->desk, &event))
		on_event(desktop, &event);
}

/* A line more, if there is anything in it; empties it. */
static void
put_line(struct str *body, struct str *line)
{
	if (line->len > 0)
		str_printf(body, "%s%s", body->len ? "\n" : "", line->text);
	str_reset(line);
}

static void
put_body(struct str *body, const struct alert *alert)
{
	struct str line;

	str_init(&line, BODY_MAX);
	words_changes(&line, alert);
	put_line(body, &line);
	words_facts(&line, &alert->deal);
	put_line(body, &line);
	words_parties(&line, &alert->deal);
	put_line(body, &line);
	if (alert->n_summary > 0)
		words_line(&line, alert->summary[0].text, LINE_MAX_BYTES);
	put_line(body, &line);
	words_tellers(&line, alert);
	if (alert->n_sources != 1 || line.len == 0) {
		str_puts(&line, line.len > 0 ? WORDS_DOT : "");
		words_outlets(&line, alert);
	}
	put_line(body, &line);
	str_clear(&line);
}

static bool
is_critical(const struct desktop *desktop, const struct alert *alert)
{
	const struct amount *limit = &notifier_settings(desktop->notifier)->urgent_amount;

	return limit->usd > 0 && alert->deal.amount.usd >= limit->usd;
}

static void
show_alert(struct desktop *desktop, const struct alert *alert)
{
	struct str summary, body;

	str_init(&summary, BODY_MAX);
	str_init(&body, BODY_MAX);
	if (alert->type != ALERT_NEW)
		str_printf(&summary, "%s: ", words_type(alert->type));
	words_headline(&summary, alert, SUMMARY_MAX);
	put_body(&body, alert);
	desk_show(desktop->desk, &(struct note){ .key = alert->deal_id,
					 .summary = summary.text,
					 .body = body.text,
					 .url = words_first_url(alert),
					 .can_mute = notifier_settings(desktop->notifier)->on_mute,
					 .critical = is_critical(desktop, alert) });
	str_clear(&body);
	str_clear(&summary);
}

/* Adds to the list that one notification shows. */
static void
list_add(struct desktop *desktop, const struct alert *alert)
{
	struct str line;

	desktop->n_listed++;
	if (desktop->n_listed > LISTED_MAX)
		return;
	str_init(&line, BODY_MAX);
	words_headline(&line, alert, SUMMARY_MAX);
	put_line(&desktop->list, &line);
	str_clear(&line);
}

static void
show_list(struct desktop *desktop, const char *what)
{
	struct str summary, body;

	str_init(&summary, SUMMARY_MAX);
	str_init(&body, 2 * BODY_MAX);
	str_printf(&summary, "%zu %s", desktop->n_listed, what);
	str_puts(&body, desktop->list.text);
	if (desktop->n_listed > LISTED_MAX)
		str_printf(&body, "\nand %zu more", desktop->n_listed - LISTED_MAX);
	desk_show(desktop->desk,
		&(struct note){ .key = "list", .summary = summary.text, .body = body.text });
	str_clear(&body);
	str_clear(&summary);
}

static void
list_clear(struct desktop *desktop)
{
	str_reset(&desktop->list);
	desktop->n_listed = 0;
}

/* May this one have a notification of its own? */
static bool
take_turn(struct desktop *desktop)
{
	int64_t now = clock_mono_ms();
	int64_t *oldest = &desktop->shown_at[desktop->n_shown % SINGLE_MAX];

	if (desktop->n_shown >= SINGLE_MAX && now - *oldest < SINGLE_SPAN_MS)
		return false;
	*oldest = now;
	desktop->n_shown++;
	return true;
}

static void
desktop_send(void *state, const struct notifier_message *message)
{
	struct desktop *desktop = state;

	desktop->before.n_shown = desktop->n_shown;
	desktop->before.n_listed = desktop->n_listed;
	desktop->before.list_len = desktop->list.len;
	if (message->n_alerts > 1) {
		list_clear(desktop);
		for (size_t i = 0; i < message->n_alerts; i++)
			list_add(desktop, &message->alerts[i]);
		show_list(desktop, "deals while alerts were held");
		list_clear(desktop);
	} else if (take_turn(desktop)) {
		list_clear(desktop);
		show_alert(desktop, message->alerts);
	} else {
		list_add(desktop, message->alerts);
		show_list(desktop, desktop->n_listed == 1 ? "more deal" : "more deals");
	}
}

static bool
desktop_check(const struct notifier_settings *settings, struct err *err)
{
	(void)settings;
	return desk_is_possible(err);
}

static void *
desktop_open(struct notifier *notifier, struct err *err)
{
	struct desk *desk = desk_new(err);
	struct desktop *desktop;

	if (!desk)
		return NULL;
	desktop = mem_new(sizeof *desktop);
	desktop->notifier = notifier;
	str_init(&desktop->list, BODY_MAX);
	desktop->desk = desk;
	desktop->watch = fd_watch_new(
		notifier_loop(notifier), desk_fd(desktop->desk), LOOP_READ, on_desk_ready, desktop);
	return desktop;
}

static void
desktop_close(void *state)
{
	struct desktop *desktop = state;

	fd_watch_free(desktop->watch);
	desk_free(desktop->desk);
	str_clear(&desktop->list);
	free(desktop);
}

const struct notifier_type notifier_desktop = {
	.name = "desktop",
	.folds = true,
	.check = desktop_check,
	.open = desktop_open,
	.close = desktop_close,
	.send = desktop_send,
};
