/*
 * call - a request through its states.
 *
 * Redirects are followed by us and not by libcurl, so that each hop is judged, secrets stay with
 * their origin and permanent moves are told from passing ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "call.h"
#include "proxy.h"

enum {
	BODY_DEFAULT = 64 << 10,
};

static void
call_append(struct call_list *list, struct http_call *call)
{
	call->prev = list->last;
	call->next = NULL;
	if (list->last)
		list->last->next = call;
	else
		list->first = call;
	list->last = call;
}

void
call_remove(struct call_list *list, struct http_call *call)
{
	if (call->prev)
		call->prev->next = call->next;
	else
		list->first = call->next;
	if (call->next)
		call->next->prev = call->prev;
	else
		list->last = call->prev;
	call->prev = call->next = NULL;
}

static void
headers_append(struct curl_slist **to, const struct curl_slist *from)
{
	for (; from; from = from->next) {
		struct curl_slist *longer = curl_slist_append(*to, from->data);

		if (!longer)
			(void)mem_new(SIZE_MAX);
		*to = longer;
	}
}

static struct curl_slist *
headers_copy(const char *const *headers, size_t n)
{
	struct curl_slist *list = NULL;

	for (size_t i = 0; i < n; i++) {
		struct curl_slist one = { .data = (char *)headers[i] };

		headers_append(&list, &one);
	}
	return list;
}

struct http_call *
call_new(struct http *http, const struct http_request *request,
	void (*on_done)(void *arg, const struct http_response *response), void *arg)
{
	struct http_call *call = mem_new(sizeof *call);

	call->http = http;
	call->url = mem_strdup(request->url);
	call->headers = headers_copy(request->headers, request->n_headers);
	call->secrets = headers_copy(request->secrets, request->n_secrets);
	if (request->body) {
		call->body = mem_new(request->body_len + 1);
		memcpy(call->body, request->body, request->body_len);
		call->body_len = request->body_len;
	}
	call->max_body = request->max_body ? request->max_body : BODY_DEFAULT;
	call->timeout_ms = request->timeout_ms > 0 ? request->timeout_ms : http->timeout_ms;
	call->redirects_left = request->redirects;
	call->follows = request->redirects > 0 && !request->body;
	call->last = request->last;
	call->on_done = on_done;
	call->arg = arg;
	str_init(&call->answer, call->max_body);
	call_append(&http->waiting, call);
	return call;
}

void
call_free(struct http_call *call)
{
	answer_forget(call);
	str_clear(&call->answer);
	curl_slist_free_all(call->headers);
	curl_slist_free_all(call->secrets);
	curl_slist_free_all(call->sent);
	free(call->moved_to);
	free(call->url);
	free(call->body);
	free(call);
}

void
call_name_found(struct http_call *call)
{
	if (call->looking_up) {
		call->looking_up = false;
		call->http->n_looking_up--;
	}
}

static void
call_leave_curl(struct http_call *call)
{
	struct http *http = call->http;

	call_name_found(call);
	curl_multi_remove_handle(http->multi, call->easy);
	easy_give_back(http, call->easy);
	call->easy = NULL;
	call_remove(&http->running, call);
	http->n_running--;
}

/* From RUNNING or WAITING to DONE; on_done comes from the loop. */
static void
call_end(struct http_call *call)
{
	if (call->state == CALL_RUNNING)
		call_leave_curl(call);
	else
		call_remove(&call->http->waiting, call);
	call->state = CALL_DONE;
	call_append(&call->http->done, call);
}

void
call_start(struct http_call *call)
{
	struct http *http = call->http;
	CURLMcode rc;

	if (call->started_ms == 0)
		call->started_ms = clock_mono_ms();
	call->proxied = proxy_for(http->proxy, call->url) != NULL;
	if (!connect_may_begin(call)) {
		call_end(call);
		return;
	}
	curl_slist_free_all(call->sent);
	call->sent = NULL;
	headers_append(&call->sent, call->headers);
	headers_append(&call->sent, call->secrets);
	call_remove(&http->waiting, call);
	call_append(&http->running, call);
	call->state = CALL_RUNNING;
	call->easy = easy_take(http);
	http->n_running++;
	call->looking_up = true;
	http->n_looking_up++;
	easy_set_up(call);
	rc = curl_multi_add_handle(http->multi, call->easy);
	if (rc != CURLM_OK) {
		err_set(&call->err, ERR_AGAIN, "%s", curl_multi_strerror(rc));
		call_end(call);
	}
}

void
call_transfer_ended(struct http_call *call, CURLcode rc)
{
	long status = 0;

	curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
	call->status = (int)status;
	if (rc == CURLE_OK && redirect_follow(call)) {
		call_leave_curl(call);
		call->state = CALL_WAITING;
		call_append(&call->http->waiting, call);
		return;
	}
	if (rc != CURLE_OK)
		call_fail_transfer(call, rc);
	call_end(call);
}

void
call_drop(struct http_call *call)
{
	struct http *http = call->http;

	if (call->state == CALL_RUNNING)
		call_leave_curl(call);
	else
		call_remove(call->state == CALL_DONE ? &http->done : &http->waiting, call);
	call_free(call);
}
