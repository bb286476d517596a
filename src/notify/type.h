/*
 * type - what one kind of notifier brings along; for this room only.
 */
#pragma once

#include "notify/notifier.h"

struct notifier_job; /* the message under way */

struct notifier_type {
	const char *name;
	bool folds;      /* serves people: many alerts may make one message */
	int64_t pace_ms; /* at least this between two messages */

	/* Is what this type needs there? NULL: it needs nothing. */
	bool (*check)(const struct notifier_settings *settings, struct err *err);
	/* The type's own state, or NULL on error. */
	void *(*open)(struct notifier *notifier, struct err *err);
	/* Cancels what is under way, frees the state. */
	void (*close)(void *state);
	/* Ends, at once or later, in one notifier_answer. */
	void (*send)(void *state, const struct notifier_message *message);
};

extern const struct notifier_type notifier_stdout, notifier_webhook, notifier_slack,
	notifier_desktop, notifier_exec, notifier_mail, notifier_file, notifier_feed;

/* For the types: what they were opened with. */
const struct notifier_settings *notifier_settings(const struct notifier *notifier);
struct loop *notifier_loop(const struct notifier *notifier);
struct http *notifier_http(const struct notifier *notifier);

/* What came of the message; on_done is called from the loop afterwards. Text is cleaned. */
PRINTF_LIKE(5, 6)
void notifier_answer(struct notifier *notifier, enum notifier_outcome outcome, bool answered,
	int64_t retry_after, const char *fmt, ...);

/* For those who have nothing more to say. */
void notifier_delivered(struct notifier *notifier);
