/*
 * redirect - where an answer sends us, and whether we go.
 */
#include <stdlib.h>
#include <strings.h>

#include "base/mem.h"
#include "base/url.h"
#include "call.h"

bool
http_same_origin(const char *a, const char *b)
{
	static const CURLUPart parts[] = { CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT };
	CURLU *urls[2] = { curl_url(), curl_url() };
	bool same = urls[0] && urls[1] && curl_url_set(urls[0], CURLUPART_URL, a, 0) == CURLUE_OK &&
		    curl_url_set(urls[1], CURLUPART_URL, b, 0) == CURLUE_OK;

	for (size_t i = 0; same && i < ARRAY_LEN(parts); i++) {
		char *text[2] = { NULL, NULL };

		same = curl_url_get(urls[0], parts[i], &text[0], CURLU_DEFAULT_PORT) == CURLUE_OK &&
		       curl_url_get(urls[1], parts[i], &text[1], CURLU_DEFAULT_PORT) == CURLUE_OK &&
		       strcasecmp(text[0], text[1]) == 0;
		curl_free(text[0]);
		curl_free(text[1]);
	}
	curl_url_cleanup(urls[0]);
	curl_url_cleanup(urls[1]);
	return same;
}

static bool
is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* false: the call's error says why not. */
static bool
may_go(struct http_call *call, const char *to)
{
	if (call->redirects_left == 0) {
		call_fail(call, ERR_FAIL, "too many redirects");
		return false;
	}
	if (url_has_scheme(call->url, "https") && !url_has_scheme(to, "https")) {
		call_fail(call, ERR_FAIL, "redirects from https to an unsafe address");
		return false;
	}
	return true;
}

bool
redirect_follow(struct http_call *call)
{
	char *to = NULL; /* libcurl's */

	if (!call->follows || !is_redirect(call->status))
		return false;
	curl_easy_getinfo(call->easy, CURLINFO_REDIRECT_URL, &to);
	if (!to || !may_go(call, to))
		return false;
	call->redirects_left--;
	call->passing |= call->status != 301 && call->status != 308;
	if (!call->passing) {
		free(call->moved_to);
		call->moved_to = mem_strdup(to);
	}
	if (call->secrets && !http_same_origin(call->url, to)) {
		curl_slist_free_all(call->secrets);
		call->secrets = NULL;
	}
	free(call->url);
	call->url = mem_strdup(to);
	answer_forget(call);
	return true;
}
