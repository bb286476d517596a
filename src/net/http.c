/*
 * http - libcurl's multi interface on our loop.
 *
 * Two windows: transfers at once, and among them those that still look their host's name up,
 * since each of these costs a thread.
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "base/mem.h"
#include "call.h"
#include "loop/loop.h"
#include "proxy.h"

enum {
	IN_FLIGHT_DEFAULT = 64,
	TIMEOUT_DEFAULT_MS = 30000,
	LOOK_UPS_MAX = 48,             /* names being looked up at once: a thread each */
	CONNECTIONS_KEPT_MAX = 32,     /* beside those in use */
	DESCRIPTORS_OTHERS = 32,       /* what is not ours: the state, the page, programs */
	DESCRIPTORS_EACH = 4,          /* a transfer: its name's look-up, and IPv6 beside IPv4 */
	BUFFERED_START_MAX = 48 << 20, /* no further transfer starts above this many body bytes */
};

static void http_drive(struct http *http, curl_socket_t fd, int bits);

static void
on_socket_ready(int fd, unsigned ready, void *arg)
{
	http_drive(arg, fd,
		(ready & LOOP_READ ? CURL_CSELECT_IN : 0) |
			(ready & LOOP_WRITE ? CURL_CSELECT_OUT : 0));
}

static int
on_curl_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *socket_arg)
{
	struct http *http = arg;
	struct fd_watch *watch = socket_arg;
	unsigned ready =
		(what & CURL_POLL_IN ? LOOP_READ : 0) | (what & CURL_POLL_OUT ? LOOP_WRITE : 0);

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		fd_watch_free(watch);
		curl_multi_assign(http->multi, fd, NULL);
	} else if (watch) {
		fd_watch_set(watch, ready);
	} else {
		watch = fd_watch_new(http->loop, fd, ready, on_socket_ready, http);
		curl_multi_assign(http->multi, fd, watch);
	}
	return 0;
}

static int
on_curl_timer(CURLM *multi, long ms, void *arg)
{
	struct http *http = arg;

	(void)multi;
	if (ms < 0)
		timer_stop(http->curl_timer);
	else
		timer_set(http->curl_timer, ms);
	return 0;
}

static void
on_curl_time(void *arg)
{
	http_drive(arg, CURL_SOCKET_TIMEOUT, 0);
}

/* Gives each call that is done to its owner. */
static void
http_deliver(struct http *http)
{
	struct http_call *call;

	while ((call = http->done.first)) {
		struct http_response response = answer_response(call);

		call_remove(&http->done, call);
		call->on_done(call->arg, &response);
		call_free(call);
	}
}

static void
http_start_waiting(struct http *http)
{
	while (http->waiting.first && http->n_running < http->max_in_flight &&
		http->n_looking_up < LOOK_UPS_MAX && http->buffered < BUFFERED_START_MAX)
		call_start(http->waiting.first);
	if (http->done.first)
		timer_set(http->soon, 0);
}

static void
http_reap(struct http *http)
{
	CURLMsg *msg;
	int left;

	http->reaping = true;
	while ((msg = curl_multi_info_read(http->multi, &left))) {
		struct http_call *call = NULL;

		if (msg->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, (char **)&call);
		call_transfer_ended(call, msg->data.result);
	}
	http_deliver(http);
	http->reaping = false;
	http_start_waiting(http);
}

static void
http_drive(struct http *http, curl_socket_t fd, int bits)
{
	int running;

	/* Only a misuse of libcurl makes this fail; the transfers' own ends come in http_reap. */
	(void)curl_multi_socket_action(http->multi, fd, bits, &running);
	http_reap(http);
}

static void
on_soon(void *arg)
{
	struct http *http = arg;

	http_deliver(http);
	http_start_waiting(http);
}

void
http_configure(struct http *http, const struct http_settings *settings)
{
	http->allow_private = settings->allow_private;
	http->timeout_ms = settings->timeout_ms > 0 ? settings->timeout_ms : TIMEOUT_DEFAULT_MS;
	free(http->user_agent);
	http->user_agent = mem_strdup(settings->user_agent ? settings->user_agent : "dealwatch");
	proxy_free(http->proxy);
	http->proxy = proxy_new(settings->proxy);
}

/* As many transfers as there are descriptors for. */
static unsigned
in_flight_that_fit(unsigned wanted)
{
	struct rlimit limit;
	rlim_t fit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
		return wanted;
	fit = limit.rlim_cur > DESCRIPTORS_OTHERS
		      ? (limit.rlim_cur - DESCRIPTORS_OTHERS) / DESCRIPTORS_EACH
		      : 0;
	return fit >= wanted ? wanted : fit > 0 ? (unsigned)fit : 1;
}

struct http *
http_new(struct loop *loop, const struct http_settings *settings, struct err *err)
{
	struct http *http = mem_new(sizeof *http);
	unsigned kept;

	http->loop = loop;
	http->max_in_flight = in_flight_that_fit(
		settings->max_in_flight ? settings->max_in_flight : IN_FLIGHT_DEFAULT);
	kept = http->max_in_flight < 2 * CONNECTIONS_KEPT_MAX ? http->max_in_flight / 2
							      : CONNECTIONS_KEPT_MAX;
	http_configure(http, settings);
	http->ca_file = easy_ca_file();
	http->curl_timer = timer_new(loop, on_curl_time, http);
	http->soon = timer_new(loop, on_soon, http);
	http->global = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	http->multi = http->global ? curl_multi_init() : NULL;
	if (!http->multi) {
		err_set(err, ERR_FAIL, "the HTTP library could not be set up");
		http_free(http);
		return NULL;
	}
	curl_multi_setopt(http->multi, CURLMOPT_SOCKETFUNCTION, on_curl_socket);
	curl_multi_setopt(http->multi, CURLMOPT_SOCKETDATA, http);
	curl_multi_setopt(http->multi, CURLMOPT_TIMERFUNCTION, on_curl_timer);
	curl_multi_setopt(http->multi, CURLMOPT_TIMERDATA, http);
	curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)(http->max_in_flight + kept));
	return http;
}

unsigned
http_max_in_flight(const struct http *http)
{
	return http->max_in_flight;
}

void
http_free(struct http *http)
{
	if (!http)
		return;
	while (http->running.first)
		http_cancel(http->running.first);
	while (http->waiting.first)
		http_cancel(http->waiting.first);
	while (http->done.first)
		http_cancel(http->done.first);
	while (http->n_idle > 0)
		curl_easy_cleanup(http->idle[--http->n_idle]);
	if (http->multi)
		curl_multi_cleanup(http->multi);
	if (http->global)
		curl_global_cleanup();
	timer_free(http->curl_timer);
	timer_free(http->soon);
	proxy_free(http->proxy);
	free(http->user_agent);
	free(http);
}

struct http_call *
http_send(struct http *http, const struct http_request *request,
	void (*on_done)(void *arg, const struct http_response *response), void *arg)
{
	struct http_call *call = call_new(http, request, on_done, arg);

	if (!http->reaping)
		timer_set(http->soon, 0);
	return call;
}

void
http_cancel(struct http_call *call)
{
	struct http *http = call->http;

	call_drop(call);
	if (http->waiting.first)
		timer_set(http->soon, 0);
}
