/*
 * slack - what a Slack incoming webhook is sent, as a pure function.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"
#include "model/alert.h"

struct jnode;

/* The message for one alert, or for the many that were held. Free with jnode_free. */
struct jnode *slack_payload(const struct alert *alerts, size_t n_alerts);

enum slack_markup {
	SLACK_PLAIN,  /* for plain_text objects */
	SLACK_MRKDWN, /* for mrkdwn objects: no character begins markup */
};

/*
 * Appends text with &, <, > escaped, at most max UTF-16 units of what is written (one at least: the
 * ellipsis), cut at a word's end and never inside an escape.
 */
void slack_text(struct str *out, const char *text, size_t max, enum slack_markup markup);
