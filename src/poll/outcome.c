/*
 * outcome - success, failure and farewell of a feed.
 *
 * A validator goes into the state only with a document that was read, and both of them
 * together: what the answer does not have is forgotten. One that is cut off, though the
 * server says that it is whole, brings its items and no validator; without any, it is a failure.
 */
#include "poll/outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "poll/pace.h"

enum { RETURN_AFTER = 3 }; /* failures at a moved address after which the configured one is tried */

void
poll_result_clear(struct poll_result *result)
{
	free(result->error);
	free(result->etag);
	free(result->last_modified);
	free(result->content_type);
	free(result->moved_to);
	free(result->url);
	free(result->body);
	*result = (struct poll_result){ 0 };
}

bool
poll_result_has_document(const struct poll_result *result)
{
	return !result->error && result->body &&
	       (result->status == 200 || result->status == 203 || result->status == 226);
}

void
outcome_begin(struct feed_state *state, const char *section, const char *url)
{
	*state = (struct feed_state){ .section = section, .url = url };
}

static int64_t
capped(int64_t value, int64_t max)
{
	return value < max ? value : max;
}

static void
trouble_set(struct feed_state *state, unsigned trouble, bool there, struct poll_change *ret)
{
	if (there)
		ret->begun |= trouble & ~state->troubles;
	else
		ret->over |= trouble & state->troubles;
	state->troubles = there ? state->troubles | trouble : state->troubles & ~trouble;
}

/* What another address says, to which this one leads today, is not said of this one. */
static bool
is_gone(const struct poll_result *result)
{
	return !result->error && result->status == 410 && !result->passing;
}

static void
apply_failure(struct feed_state *state, const struct poll_result *result, const char *why,
	int64_t interval, uint32_t random, struct poll_change *ret)
{
	int64_t now = result->wall, wait;

	ret->kind = POLL_FAILED;
	if (state->failures++ == 0)
		state->failing_since = now;
	state->error = why;
	wait = pace_back_off(interval, state->failures, random);
	if (result->retry_after >= 0) {
		int64_t asked = capped(result->retry_after, PACE_RETRY_AFTER_MAX);

		state->not_before = now + asked;
		wait = wait > asked ? wait : asked;
	}
	state->next_at = now + wait;
	trouble_set(state, FEED_FAILING, true, ret);
	trouble_set(state, FEED_DEAD, now - state->failing_since > PACE_DEAD_AFTER, ret);
	state->error_at = now;
	if (state->address && (state->failures >= RETURN_AFTER || is_gone(result))) {
		state->address = NULL;
		state->etag = state->last_modified = NULL;
		ret->returned = true;
	}
}

static void
apply_gone(struct feed_state *state, const struct poll_result *result, const char *why,
	struct poll_change *ret)
{
	ret->kind = POLL_GONE;
	state->failures++;
	state->error = why;
	state->error_at = result->wall;
	state->next_at = 0;
	trouble_set(state, FEED_GONE, true, ret);
}

static void
apply_move(struct feed_state *state, const struct poll_result *result, struct poll_change *ret)
{
	if (!result->moved_to) {
		state->moved_to = NULL;
		state->moved_times = 0;
		return;
	}
	if (!state->moved_to || strcmp(state->moved_to, result->moved_to) != 0) {
		state->moved_to = result->moved_to;
		state->moved_times = 0;
	}
	if (++state->moved_times < PACE_MOVED_TIMES)
		return;
	/* Moved back to where the configuration says: nothing to remember. */
	state->address = strcmp(result->moved_to, state->url) == 0 ? NULL : result->moved_to;
	state->moved_to = NULL;
	state->moved_times = 0;
	ret->moved = true;
}

static void
apply_document(struct feed_state *state, const struct poll_result *result,
	const struct poller_outcome *document)
{
	int64_t now = result->wall;
	bool first = state->items_seen == 0; /* all its items are new, and none were lost */

	state->etag = document->cut_off ? NULL : result->etag;
	state->last_modified = document->cut_off ? NULL : result->last_modified;
	state->full_at = now;
	state->items = (int64_t)document->items;
	state->items_seen += (int64_t)document->new_items;
	if (document->title[0])
		state->title = document->title;
	state->ttl = document->ttl;
	state->fresh = result->fresh_for > 0 ? result->fresh_for : 0;
	state->skip_hours = document->skip_hours;
	state->skip_days = document->skip_days;
	if (document->new_items > 0)
		pace_note_new(state, now);
	if (document->rolled_over && !first)
		state->rolled_at = now;
}

static void
apply_not_modified(struct feed_state *state, const struct poll_result *result)
{
	if (result->etag)
		state->etag = result->etag;
	if (result->last_modified)
		state->last_modified = result->last_modified;
	if (result->fresh_for >= 0)
		state->fresh = result->fresh_for;
}

static void
apply_success(struct feed_state *state, const struct poll_result *result,
	const struct poller_outcome *document, int64_t interval, uint32_t random,
	struct poll_change *ret)
{
	int64_t now = result->wall, span;

	ret->kind = document ? POLL_OK : POLL_NOT_MODIFIED;
	if (document)
		apply_document(state, result, document);
	else
		apply_not_modified(state, result);
	apply_move(state, result, ret);
	state->ok_at = now;
	if (state->first_at == 0)
		state->first_at = now;
	if (state->new_at == 0)
		state->new_at = now; /* silence counts from here */
	state->failures = 0;
	state->not_before = 0;
	trouble_set(state, FEED_FAILING | FEED_DEAD | FEED_GONE, false, ret);
	trouble_set(
		state, FEED_ROLLED, state->rolled_at > 0 && now - state->rolled_at < PACE_DAY, ret);
	trouble_set(state, FEED_SILENT, pace_is_silent(state, now), ret);
	span = pace_interval(state, interval, now);
	state->interval = span;
	/* A twentieth more at most, so that feeds don't march in step. */
	span += (int64_t)((uint64_t)span * (random % 1024) / 20480);
	state->next_at = pace_skip(now + span, state->skip_hours, state->skip_days);
}

/* NULL: the poll was a success. Else why not. */
static const char *
failure_of(
	const struct poll_result *result, const struct poller_outcome *document, char why[WHY_MAX])
{
	if (result->error)
		snprintf(why, WHY_MAX, "%.*s", WHY_MAX - 1, result->error);
	else if (result->status == 304 && !result->conditional)
		snprintf(
			why, WHY_MAX, "HTTP 304, though nothing was asked that could be unchanged");
	else if (result->status == 304)
		return NULL;
	else if (!poll_result_has_document(result))
		snprintf(why, WHY_MAX, "HTTP %d", result->status);
	else if (document && document->error.code != ERR_NONE)
		snprintf(why, WHY_MAX, "%.*s", WHY_MAX - 1, document->error.text);
	else if (document && document->cut_off && document->items == 0)
		snprintf(why, WHY_MAX, "the document is cut off before its first item");
	else
		return NULL;
	return why;
}

void
outcome_apply(struct feed_state *state, const struct poll_result *result,
	const struct poller_outcome *document, int64_t interval, uint32_t random, char why[WHY_MAX],
	struct poll_change *ret)
{
	const char *failure = failure_of(result, document, why);

	*ret = (struct poll_change){ 0 };
	state->polls++;
	state->polled_at = result->wall;
	state->interval = interval;
	state->status = result->status;
	if (!failure)
		apply_success(state, result, document, interval, random, ret);
	else if (is_gone(result) && !state->address) /* else where the user wrote may know more */
		apply_gone(state, result, failure, ret);
	else
		apply_failure(state, result, failure, interval, random, ret);
}
