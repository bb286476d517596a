/*
 * outcome - what a poll means for a feed's state: the rules, without network, clock or store.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "poll/poller.h"
#include "store/feeds.h"

/* What came of one poll. Strings are owned, NULL where absent. */
struct poll_result {
	int status;
	char *error; /* the transfer failed, and why */
	char *etag, *last_modified, *content_type, *moved_to;
	char *url; /* of the document */
	char *body;
	size_t body_len;
	int64_t fresh_for;   /* seconds, by the cache headers; -1: there were none */
	int64_t retry_after; /* seconds, -1: not said */
	bool conditional;    /* validators were sent */
	bool passing;        /* it is the answer of where a redirect led that is not for good */
	int64_t wall;        /* when it ended */
};

enum poll_kind { POLL_OK, POLL_NOT_MODIFIED, POLL_FAILED, POLL_GONE };

/* What someone may want to be told. */
struct poll_change {
	enum poll_kind kind;
	unsigned begun, over; /* troubles, enum feed_trouble */
	bool moved;           /* the stored address is another one now */
	bool returned;        /* … or it was given up for the configured one */
};

void poll_result_clear(struct poll_result *result);

/* Did a whole document come? */
bool poll_result_has_document(const struct poll_result *result);

/*
 * Moves the state on, next_at included. document is what on_document said where there
 * was one. New strings in state are borrowed from result, document and why, which holds the
 * reason of a failure.
 */
enum { WHY_MAX = 300 };
void outcome_apply(struct feed_state *state, const struct poll_result *result,
	const struct poller_outcome *document, int64_t interval, uint32_t random, char why[WHY_MAX],
	struct poll_change *ret);

/* A state for a feed that was never polled, or whose URL is another one now. */
void outcome_begin(struct feed_state *state, const char *section, const char *url);
