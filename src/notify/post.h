/*
 * post - one POST and what its answer means, for the notifiers that speak HTTP.
 */
#pragma once

#include <stddef.h>

#include "net/http.h"
#include "type.h"

/* Lies in the type's state. */
struct post {
	struct notifier *notifier;
	struct http_call *call; /* NULL: nothing is under way */
};

/*
 * Posts a body to the notifier's url and answers for it: 2xx is delivered, 401, 403 and 404
 * are dead, 410 is gone, other 4xx refuse the message, and all else may succeed later.
 */
void post_send(struct post *post, const char *const *headers, size_t n_headers, const char *body,
	size_t len);
void post_cancel(struct post *post);
