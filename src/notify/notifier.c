/*
 * notifier - the types by name, and what is the same for all of them.
 */
#include "notify/notifier.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "loop/loop.h"
#include "sign.h"
#include "type.h"

enum {
	ANSWER_TEXT_MAX = 300,
	SECRET_MIN = 4, /* what is shorter is none, and would blacken half the sentence */
	TOKEN_MIN = 12,
};

static const struct notifier_type *const types[] = {
	&notifier_stdout,
	&notifier_webhook,
	&notifier_slack,
	&notifier_desktop,
	&notifier_exec,
	&notifier_mail,
	&notifier_file,
	&notifier_feed,
};

struct notifier {
	const struct notifier_type *type;
	struct notifier_settings settings; /* strings in arena */
	struct arena *arena;
	struct loop *loop; /* borrowed, like http */
	struct http *http;
	void *state;         /* the type's */
	struct timer *timer; /* calls on_done from the loop */

	bool sending, answered;
	void (*on_done)(void *arg, const struct notifier_result *result);
	void *arg;
	struct notifier_result result;
	struct str text; /* result's */
};

static const struct notifier_type *
type_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (name && strcmp(types[i]->name, name) == 0)
			return types[i];
	return NULL;
}

static void
type_unknown(const char *name, struct err *err)
{
	struct str known;

	str_init(&known, 256);
	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		str_printf(&known, "%s%s", i ? " " : "", types[i]->name);
	err_set(err, ERR_CONF, "type: '%s' is no notifier; there are: %s", name ? name : "",
		known.text);
	str_clear(&known);
}

bool
notifier_has_odd_key(const struct notifier_settings *settings)
{
	struct sign_key key;
	struct err ignored;

	for (size_t i = 0; i < ARRAY_LEN(settings->secrets); i++)
		if (settings->secrets[i] && sign_key_parse(settings->secrets[i], &key, &ignored) &&
			!sign_key_is_advised(&key))
			return true;
	return false;
}

bool
notifier_check(const struct notifier_settings *settings, struct err *err)
{
	const struct notifier_type *type = type_find(settings->type);

	if (!type) {
		type_unknown(settings->type, err);
		return false;
	}
	return !type->check || type->check(settings, err);
}

/* A copy of a string that may be absent. */
static const char *
keep(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

static void
settings_copy(
	struct notifier_settings *to, const struct notifier_settings *from, struct arena *arena)
{
	const char **command = arena_array(arena, from->n_command + 1, sizeof *command);

	*to = *from;
	to->name = keep(arena, from->name);
	to->type = keep(arena, from->type);
	to->url = keep(arena, from->url);
	to->secrets[0] = keep(arena, from->secrets[0]);
	to->secrets[1] = keep(arena, from->secrets[1]);
	to->format = keep(arena, from->format);
	to->path = keep(arena, from->path);
	to->to = keep(arena, from->to);
	for (size_t i = 0; i < from->n_command; i++)
		command[i] = arena_strdup(arena, from->command[i]);
	to->command = command;
}

static bool
same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool
notifier_same(const struct notifier *notifier, const struct notifier_settings *settings)
{
	const struct notifier_settings *own = &notifier->settings;

	if (own->n_command != settings->n_command)
		return false;
	for (size_t i = 0; i < own->n_command; i++)
		if (!same(own->command[i], settings->command[i]))
			return false;
	return same(own->name, settings->name) && same(own->type, settings->type) &&
	       same(own->url, settings->url) && same(own->secrets[0], settings->secrets[0]) &&
	       same(own->secrets[1], settings->secrets[1]) && same(own->format, settings->format) &&
	       same(own->path, settings->path) && same(own->to, settings->to) &&
	       own->cloudevents == settings->cloudevents &&
	       own->urgent_amount.usd == settings->urgent_amount.usd &&
	       own->on_mute == settings->on_mute && own->on_mute_arg == settings->on_mute_arg;
}

/* Hands the result over. on_done may free the notifier: nothing of it is touched afterwards. */
static void
on_answer_due(void *arg)
{
	struct notifier *notifier = arg;
	struct notifier_result result = notifier->result;
	char *text = str_take(&notifier->text);

	notifier->sending = notifier->answered = false;
	result.text = text;
	notifier->on_done(notifier->arg, &result);
	free(text);
}

struct notifier *
notifier_new(const struct notifier_settings *settings, struct loop *loop, struct http *http,
	struct err *err)
{
	struct notifier *notifier;

	if (!notifier_check(settings, err))
		return NULL;
	notifier = mem_new(sizeof *notifier);
	notifier->arena = arena_new();
	settings_copy(&notifier->settings, settings, notifier->arena);
	notifier->type = type_find(settings->type);
	notifier->loop = loop;
	notifier->http = http;
	notifier->timer = timer_new(loop, on_answer_due, notifier);
	str_init(&notifier->text, ANSWER_TEXT_MAX);
	notifier->state = notifier->type->open(notifier, err);
	if (!notifier->state) {
		notifier_free(notifier);
		return NULL;
	}
	return notifier;
}

void
notifier_free(struct notifier *notifier)
{
	if (!notifier)
		return;
	if (notifier->state)
		notifier->type->close(notifier->state);
	timer_free(notifier->timer);
	str_clear(&notifier->text);
	arena_free(notifier->arena);
	free(notifier);
}

bool
notifier_folds(const struct notifier *notifier)
{
	/* A program that reads JSON gets every alert as the contract words it. */
	return notifier->type->folds && !same(notifier->settings.format, "json");
}

int64_t
notifier_pace_ms(const struct notifier *notifier)
{
	return notifier->type->pace_ms;
}

const char *
notifier_url(const struct notifier *notifier)
{
	return notifier->settings.url;
}

const struct notifier_settings *
notifier_settings(const struct notifier *notifier)
{
	return &notifier->settings;
}

struct loop *
notifier_loop(const struct notifier *notifier)
{
	return notifier->loop;
}

struct http *
notifier_http(const struct notifier *notifier)
{
	return notifier->http;
}

void
notifier_send(struct notifier *notifier, const struct notifier_message *message,
	void (*on_done)(void *arg, const struct notifier_result *result), void *arg)
{
	assert(!notifier->sending && message->n_alerts > 0);
	notifier->sending = true;
	notifier->on_done = on_done;
	notifier->arg = arg;
	notifier->type->send(notifier->state, message);
}

/* The bytes from `at` on, `len` of them, become "***". */
static void
blacken(struct str *text, char *at, size_t len)
{
	memcpy(at, "***", 3);
	memmove(at + 3, at + len, strlen(at + len) + 1);
	text->len -= len - 3;
}

/* Every place where the secret stands in text, and its beginning where text was cut off amid it. */
static void
hide_bytes(struct str *text, const char *secret, size_t len)
{
	char *at;

	if (len < SECRET_MIN)
		return;
	while ((at = memmem(text->text, text->len, secret, len)) != NULL)
		blacken(text, at, len);
	for (size_t n = len - 1; n >= SECRET_MIN; n--) {
		if (n > text->len || memcmp(text->text + text->len - n, secret, n) != 0)
			continue;
		blacken(text, text->text + text->len - n, n);
		return;
	}
}

static void
hide(struct str *text, const char *secret)
{
	hide_bytes(text, secret, secret ? strlen(secret) : 0);
}

/* A receiver may echo the address it was called at: whole, from the path on, or piece by piece. */
static void
hide_url(struct str *text, const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;
	const char *path = host ? host + 3 + strcspn(host + 3, "/?") : NULL;
	const char *query = path ? strchr(path, '?') : NULL;

	hide(text, url);
	hide(text, path);
	hide(text, query);
	for (const char *at = host ? host + 3 : ""; *at; at += *at != '\0') {
		size_t len = strcspn(at, "/?&=:@#");
		bool value = query && at > query && at[-1] == '=';
		bool login = at < path && memchr(at, '@', (size_t)(path - at));

		/* Tokens, not words like "hook" nor the host, which says where the fault is. */
		if (value || login || (at > path && len >= TOKEN_MIN))
			hide_bytes(text, at, len);
		at += len;
	}
}

void
notifier_answer(struct notifier *notifier, enum notifier_outcome outcome, bool answered,
	int64_t retry_after, const char *fmt, ...)
{
	struct str raw;
	va_list args;

	assert(notifier->sending && !notifier->answered);
	str_init(&raw, 4 * ANSWER_TEXT_MAX);
	va_start(args, fmt);
	str_vprintf(&raw, fmt, args);
	va_end(args);
	hide_url(&raw, notifier->settings.url);
	hide(&raw, notifier->settings.secrets[0]);
	hide(&raw, notifier->settings.secrets[1]);
	str_reset(&notifier->text);
	utf8_clean_line(&notifier->text, raw.text, raw.len, ANSWER_TEXT_MAX);
	str_clear(&raw);

	notifier->answered = true;
	notifier->result = (struct notifier_result){
		.outcome = outcome,
		.answered = answered,
		.retry_after = retry_after,
	};
	timer_set(notifier->timer, 0);
}

void
notifier_delivered(struct notifier *notifier)
{
	notifier_answer(notifier, NOTIFIER_DELIVERED, true, -1, "%s", "");
}
