/*
 * webhook - the alert's JSON to an address, as Standard Webhooks 1.0 says.
 *
 * The body is the text of the outbox, byte by byte the same at every attempt; id, time
 * of the attempt and signatures go in headers.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/url.h"
#include "post.h"
#include "sign.h"
#include "type.h"

enum { HEADER_MAX = 512, HEADERS_MAX = 10 };

struct webhook {
	struct post post;
	struct sign_key keys[2];
	size_t n_keys;
	bool cloudevents;
};

static bool
webhook_check(const struct notifier_settings *settings, struct err *err)
{
	struct sign_key key;

	if (!settings->url) {
		err_set(err, ERR_CONF, "type webhook needs url or url-file");
		return false;
	}
	if (!url_is_web(settings->url)) {
		err_set(err, ERR_CONF, "url: a webhook's begins with https:// or http://");
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(settings->secrets); i++)
		if (settings->secrets[i] && !sign_key_parse(settings->secrets[i], &key, err))
			return false;
	return true;
}

static void *
webhook_open(struct notifier *notifier, struct err *err)
{
	const struct notifier_settings *settings = notifier_settings(notifier);
	struct webhook *webhook = mem_new(sizeof *webhook);

	webhook->post.notifier = notifier;
	webhook->cloudevents = settings->cloudevents;
	for (size_t i = 0; i < ARRAY_LEN(settings->secrets); i++) {
		if (!settings->secrets[i])
			continue;
		if (!sign_key_parse(settings->secrets[i], &webhook->keys[webhook->n_keys++], err)) {
			free(webhook);
			return NULL;
		}
	}
	return webhook;
}

static void
webhook_close(void *state)
{
	struct webhook *webhook = state;

	post_cancel(&webhook->post);
	free(webhook);
}

/* Headers as they are made; each in a buffer of its own. */
struct headers {
	struct str texts[HEADERS_MAX];
	const char *list[HEADERS_MAX];
	size_t n;
};

static struct str *
header_add(struct headers *headers, const char *name)
{
	struct str *text = &headers->texts[headers->n++];

	str_init(text, HEADER_MAX);
	str_printf(text, "%s: ", name);
	return text;
}

static void
add_signatures(const struct webhook *webhook, struct headers *headers, const char *id, int64_t now,
	const char *body, size_t len)
{
	struct str *text = header_add(headers, "webhook-signature");

	for (size_t i = 0; i < webhook->n_keys; i++) {
		if (i > 0)
			str_putc(text, ' ');
		sign_put(text, &webhook->keys[i], id, now, body, len);
	}
}

static void
add_cloudevents(struct headers *headers, const struct alert *alert)
{
	char when[CLOCK_TEXT_MAX];

	str_puts(header_add(headers, "ce-specversion"), "1.0");
	str_puts(header_add(headers, "ce-id"), alert->id);
	str_puts(header_add(headers, "ce-source"), "/dealwatch");
	str_puts(header_add(headers, "ce-type"), alert_type_name(alert->type));
	str_puts(header_add(headers, "ce-time"), clock_rfc3339(alert->timestamp, when));
}

static void
webhook_send(void *state, const struct notifier_message *message)
{
	struct webhook *webhook = state;
	const struct alert *alert = &message->alerts[0];
	const char *body = message->texts[0];
	size_t len = strlen(body);
	int64_t now = clock_wall();
	struct headers headers = { 0 };

	str_puts(header_add(&headers, "Content-Type"), "application/json");
	str_puts(header_add(&headers, "webhook-id"), alert->id);
	str_printf(header_add(&headers, "webhook-timestamp"), "%" PRId64, now);
	if (webhook->n_keys > 0)
		add_signatures(webhook, &headers, alert->id, now, body, len);
	if (webhook->cloudevents)
		add_cloudevents(&headers, alert);
	for (size_t i = 0; i < headers.n; i++)
		headers.list[i] = headers.texts[i].text;
	post_send(&webhook->post, headers.list, headers.n, body, len);
	for (size_t i = 0; i < headers.n; i++)
		str_clear(&headers.texts[i]);
}

const struct notifier_type notifier_webhook = {
	.name = "webhook",
	.check = webhook_check,
	.open = webhook_open,
	.close = webhook_close,
	.send = webhook_send,
};
