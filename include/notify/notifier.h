/*
 * notifier - carries a message to one receiver, whatever it is.
 *
 * Each type is one file and one row of the table in notifier.c. A notifier sends one
 * message at a time and never waits: what came of it is told in a callback, later.
 * No text that it gives back holds a secret.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "model/alert.h"

struct loop;
struct http;
struct notifier;

/* What a notifier may need; each type says what it does need. Absent: NULL or 0. */
struct notifier_settings {
	const char *name;
	const char *type;
	const char *url;        /* a secret */
	const char *secrets[2]; /* signing keys; the second one during a rotation */
	const char *format;     /* "text" or "json" */
	const char *path;
	const char *const *command;
	size_t n_command;
	const char *to;
	bool cloudevents;
	struct amount
		urgent_amount; /* at or above it an alert insists on being seen; value 0: none */
	/* A person asked for no more alerts of that deal; called on the loop. NULL: nobody can. */
	void (*on_mute)(void *arg, const char *deal_id);
	void *on_mute_arg;
};

/* Types that serve programs take alerts one by one, those that serve people may take many. */
struct notifier_message {
	const struct alert *alerts;
	const char *const *texts; /* the same as JSON, as it was put into the outbox */
	size_t n_alerts;          /* 1, or more where notifier_folds */
};

enum notifier_outcome {
	NOTIFIER_DELIVERED,
	NOTIFIER_AGAIN,   /* may succeed later */
	NOTIFIER_REFUSED, /* this message never will */
	NOTIFIER_DEAD,    /* nothing will, as the receiver is set up now */
	NOTIFIER_GONE,    /* the receiver asks to be left alone for ever */
};

struct notifier_result {
	enum notifier_outcome outcome;
	bool answered;       /* AGAIN: the receiver spoke, so it lives */
	int64_t retry_after; /* seconds that it asked us to wait; -1: it did not say */
	const char *text;    /* what went wrong, a sentence; "" for DELIVERED */
};

/* Does it sign with keys of a length that Standard Webhooks advises against? */
bool notifier_has_odd_key(const struct notifier_settings *settings);

/* What is missing or wrong for the settings' type, without touching anything (ERR_CONF). */
MUST_CHECK bool notifier_check(const struct notifier_settings *settings, struct err *err);

/* The settings are copied. NULL on error. */
struct notifier *notifier_new(const struct notifier_settings *settings, struct loop *loop,
	struct http *http, struct err *err);

/* Cancels what is under way; its callback never comes. NULL is fine. */
void notifier_free(struct notifier *notifier);

/* Made from settings that say the same. */
bool notifier_same(const struct notifier *notifier, const struct notifier_settings *settings);

bool notifier_folds(const struct notifier *notifier);
int64_t notifier_pace_ms(const struct notifier *notifier); /* between two messages; 0: none */
const char *notifier_url(
	const struct notifier *notifier); /* a secret; two with one url share its pace */

/*
 * Starts to send; message is not needed afterwards. on_done comes once, never from inside
 * this call, and may send the next one or free the notifier.
 */
void notifier_send(struct notifier *notifier, const struct notifier_message *message,
	void (*on_done)(void *arg, const struct notifier_result *result), void *arg);
