/*
 * post - one POST and what its answer means.
 */
#include "post.h"

#include "base/clock.h"

enum { ANSWER_MAX = 64 * 1024, QUOTE_MAX = 120 };

/* What a status means. */
static enum notifier_outcome
post_outcome(int status)
{
	switch (status) {
	case 401:
	case 403:
	case 404:
		return NOTIFIER_DEAD;
	case 410:
		return NOTIFIER_GONE;
	case 407: /* the proxy wants another password, the receiver was not asked */
	case 408: /* Request Timeout */
	case 425: /* Too Early */
	case 429: /* Too Many Requests */
		return NOTIFIER_AGAIN;
	default:
		break;
	}
	if (status >= 200 && status < 300)
		return NOTIFIER_DELIVERED;
	return status >= 400 && status < 500 ? NOTIFIER_REFUSED : NOTIFIER_AGAIN;
}

static void
on_response(void *arg, const struct http_response *response)
{
	struct post *post = arg;
	enum notifier_outcome outcome = post_outcome(response->status);
	const char *body = response->body ? response->body : "";
	int64_t wait = -1;

	post->call = NULL;
	if (response->status == 0) {
		notifier_answer(
			post->notifier, NOTIFIER_AGAIN, false, -1, "%s", response->err.text);
		return;
	}
	if (outcome == NOTIFIER_DELIVERED) {
		notifier_delivered(post->notifier);
		return;
	}
	if (response->retry_after && (response->status == 429 || response->status == 503))
		wait = http_retry_after(response->retry_after, clock_wall());
	notifier_answer(post->notifier, outcome, true, wait, "answered %d%s%s%.*s",
		response->status,
		response->status >= 300 && response->status < 400
			? ", and redirects are not followed"
			: "",
		*body ? ": " : "", QUOTE_MAX, body);
}

void
post_send(struct post *post, const char *const *headers, size_t n_headers, const char *body,
	size_t len)
{
	struct http_request request = {
		.url = notifier_settings(post->notifier)->url,
		.headers = headers,
		.n_headers = n_headers,
		.body = body,
		.body_len = len,
		.max_body = ANSWER_MAX,
		.redirects = 0,
	};

	post->call = http_send(notifier_http(post->notifier), &request, on_response, post);
}

void
post_cancel(struct post *post)
{
	if (post->call)
		http_cancel(post->call);
	post->call = NULL;
}
