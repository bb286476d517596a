/*
 * server - evhttp, and which address is answered by what.
 *
 * A request: may it ask (method, Host)? → its route → load what the route needs → write →
 * send. All in one turn of the loop; what is read is bounded (view.h), who asks too (callers.h).
 */
#include <errno.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "web/address.h"
#include "web/callers.h"
#include "web/documents.h"
#include "web/health.h"
#include "web/page.h"
#include "web/web.h"

enum { HEADERS_MAX = 8192, IDLE_S = 10, BODY_MAX = 16 << 20, BACKLOG = 32, ATOM_DEALS = 50 };

struct web {
	struct loop *loop;
	struct db *db;
	struct evhttp *http;
	struct callers *callers;
	struct health *health;
	struct web_settings settings; /* listen is not kept: it is in address */
	struct address address;
	unsigned port;
	char own_name[ADDRESS_HOST_MAX];
	void (*fill)(void *arg, struct web_stats *stats);
	void *arg;
};

/* One request on its way to an answer. */
struct visit {
	struct web *web;
	struct evhttp_request *request;
	struct arena *arena;
	struct view view;
	struct page_query query;
	struct str body;
};

/* --- what is answered where ---------------------------------------------------- */

static bool
write_page(struct visit *visit, struct err *err)
{
	struct web *web = visit->web;

	view_select(&visit->view, &visit->query);
	if (!view_load_details(&visit->view, (size_t)visit->query.page * PAGE_DEALS, PAGE_DEALS,
		    &web->settings, web->db, visit->arena, err))
		return false;
	page_write(&visit->view, &visit->query, &visit->body, visit->arena);
	return true;
}

static bool
write_json(struct visit *visit, struct err *err)
{
	struct web *web = visit->web;

	view_select(&visit->view, &visit->query);
	if (!view_load_details(&visit->view, 0, visit->view.n_deals, &web->settings, web->db,
		    visit->arena, err))
		return false;
	deals_json_write(&visit->view, &visit->body);
	return true;
}

static bool
write_atom(struct visit *visit, struct err *err)
{
	struct web *web = visit->web;

	view_select(&visit->view, &visit->query);
	if (visit->view.n_deals > ATOM_DEALS)
		visit->view.n_deals = ATOM_DEALS;
	if (!view_load_details(&visit->view, 0, visit->view.n_deals, &web->settings, web->db,
		    visit->arena, err))
		return false;
	atom_write(&visit->view, &visit->body);
	return true;
}

static bool
write_metrics(struct visit *visit, struct err *err)
{
	(void)err;
	metrics_write(&visit->view, &visit->body);
	return true;
}

static bool
write_health(struct visit *visit, struct err *err)
{
	if (!health_check(visit->web->health, &visit->view.stats, err))
		return false;
	str_puts(&visit->body, "ok\n");
	return true;
}

static const struct route {
	const char *path, *type;
	unsigned parts;                                      /* of the view */
	bool cached;                                         /* has an ETag */
	bool (*write)(struct visit *visit, struct err *err); /* false: 503 with the reason */
} routes[] = {
	{ "/", "text/html; charset=utf-8", VIEW_DEALS | VIEW_COUNTS | VIEW_FEEDS | VIEW_OUTBOX,
		false, write_page },
	{ "/deals.json", "application/json", VIEW_DEALS | VIEW_COUNTS, true, write_json },
	{ "/deals.atom", "application/atom+xml; charset=utf-8", VIEW_DEALS, true, write_atom },
	{ "/metrics", "text/plain; version=0.0.4; charset=utf-8",
		VIEW_COUNTS | VIEW_FEEDS | VIEW_OUTBOX, false, write_metrics },
	{ "/healthz", "text/plain; charset=utf-8", 0, false, write_health },
};

static const struct route *
route_find(const char *path)
{
	for (size_t i = 0; i < ARRAY_LEN(routes); i++)
		if (strcmp(routes[i].path, path) == 0)
			return &routes[i];
	return NULL;
}

/* --- an answer ------------------------------------------------------------------- */

static void
put_headers(struct evhttp_request *request, const char *type)
{
	struct evkeyvalq *headers = evhttp_request_get_output_headers(request);
	const struct {
		const char *name, *value;
	} fixed[] = {
		{ "Content-Type", type },
		{ "Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
			"form-action 'self'; frame-ancestors 'none'" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Cache-Control", "no-cache" },
	};

	for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
		evhttp_add_header(headers, fixed[i].name, fixed[i].value);
}

/* HEAD gets the length, not the body. */
static void
send_text(struct evhttp_request *request, int status, const char *reason, const char *type,
	const char *text, size_t len)
{
	struct evbuffer *buffer = NULL;
	char length[24];

	put_headers(request, type);
	if (evhttp_request_get_command(request) == EVHTTP_REQ_HEAD) {
		snprintf(length, sizeof length, "%zu", len);
		evhttp_add_header(
			evhttp_request_get_output_headers(request), "Content-Length", length);
	} else {
		buffer = evhttp_request_get_output_buffer(request);
		evbuffer_add(buffer, text, len);
	}
	evhttp_send_reply(request, status, reason, NULL);
}

static void
send_refusal(struct evhttp_request *request, int status, const char *reason, const char *why)
{
	char *text = mem_printf("%d %s: %s\n", status, reason, why);

	send_text(request, status, reason, "text/plain; charset=utf-8", text, strlen(text));
	free(text);
}

/* Is it what the caller has already? */
static bool
is_known(struct evhttp_request *request, const struct str *body)
{
	const char *theirs =
		evhttp_find_header(evhttp_request_get_input_headers(request), "If-None-Match");
	char tag[24];

	snprintf(tag, sizeof tag, "\"%016llx\"",
		(unsigned long long)hash_bytes(body->text, body->len));
	evhttp_add_header(evhttp_request_get_output_headers(request), "ETag", tag);
	return theirs && strstr(theirs, tag);
}

/* --- a request --------------------------------------------------------------------- */

static const char *
query_text(struct visit *visit, const struct evkeyvalq *pairs, const char *key)
{
	const char *value = evhttp_find_header(pairs, key);

	return value && *value ? arena_strdup(visit->arena, value) : NULL;
}

/* Unknown names and values are not asked for: they select nothing away. */
static void
query_read(struct visit *visit, const char *text)
{
	struct evkeyvalq pairs;
	const char *kind, *status, *page;

	if (!text || evhttp_parse_query_str(text, &pairs) != 0)
		return;
	visit->query.party = query_text(visit, &pairs, "party");
	kind = query_text(visit, &pairs, "kind");
	status = query_text(visit, &pairs, "status");
	page = query_text(visit, &pairs, "page");
	if (!kind || !kind_parse(kind, &visit->query.kind))
		visit->query.kind = KIND_NONE;
	if (!status || !status_parse(status, &visit->query.status))
		visit->query.status = STATUS_NONE;
	if (page && strlen(page) < 4)
		visit->query.page = (unsigned)strtoul(page, NULL, 10);
	evhttp_clear_headers(&pairs);
}

static bool
visit_load(struct visit *visit, const struct route *route, struct err *err)
{
	struct web *web = visit->web;

	visit->view.now = clock_wall();
	visit->view.version = DEALWATCH_VERSION;
	web->fill(web->arg, &visit->view.stats);
	return view_load(&visit->view, route->parts, web->db, visit->arena, err);
}

static void
visit_answer(struct visit *visit, const struct route *route)
{
	struct evhttp_request *request = visit->request;
	struct err err;

	if (!visit_load(visit, route, &err) || !route->write(visit, &err))
		send_refusal(request, 503, "Service Unavailable", err.text);
	else if (visit->body.cut)
		send_refusal(request, 503, "Service Unavailable", "the answer would be too large");
	else if (route->cached && is_known(request, &visit->body))
		evhttp_send_reply(request, 304, "Not Modified", NULL);
	else
		send_text(request, 200, "OK", route->type, visit->body.text, visit->body.len);
}

static void
web_answer(struct web *web, struct evhttp_request *request)
{
	const struct evhttp_uri *uri = evhttp_request_get_evhttp_uri(request);
	const char *path = uri ? evhttp_uri_get_path(uri) : NULL;
	const char *host = evhttp_find_header(evhttp_request_get_input_headers(request), "Host");
	enum evhttp_cmd_type command = evhttp_request_get_command(request);
	const struct route *route = path ? route_find(*path ? path : "/") : NULL;

	if (!address_allows(&web->address, host, web->own_name)) {
		send_refusal(request, 421, "Misdirected Request",
			"this is dealwatch, and it does not go by that name");
	} else if (command != EVHTTP_REQ_GET && command != EVHTTP_REQ_HEAD) {
		evhttp_add_header(evhttp_request_get_output_headers(request), "Allow", "GET, HEAD");
		send_refusal(request, 405, "Method Not Allowed", "only GET and HEAD");
	} else if (path && strcmp(path, "/favicon.ico") == 0) {
		evhttp_send_reply(request, 204, "No Content", NULL); /* browsers ask unasked */
	} else if (!route) {
		send_refusal(request, 404, "Not Found", "nothing is here");
	} else {
		struct visit visit = { .web = web, .request = request, .arena = arena_new() };

		str_init(&visit.body, BODY_MAX);
		query_read(&visit, evhttp_uri_get_query(uri));
		visit_answer(&visit, route);
		str_clear(&visit.body);
		arena_free(visit.arena);
	}
}

static void
on_request(struct evhttp_request *request, void *arg)
{
	web_answer(arg, request);
}

/* --- listening ----------------------------------------------------------------------- */

static int
socket_listen(const struct addrinfo *info)
{
	int yes = 1, fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (info->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
	if (bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	int saved = errno;

	close(fd);
	errno = saved;
	return -1;
}

static unsigned
socket_port(int fd)
{
	struct sockaddr_storage addr;
	socklen_t len = sizeof addr;
	char port[8];

	if (getsockname(fd, (struct sockaddr *)&addr, &len) != 0 ||
		getnameinfo((struct sockaddr *)&addr, len, NULL, 0, port, sizeof port,
			NI_NUMERICSERV) != 0)
		return 0;
	return (unsigned)strtoul(port, NULL, 10);
}

/* An address that this machine has not (no IPv6, say) is none to fail for, if another works. */
static bool
web_listen_at(struct web *web, const struct addrinfo *info, int *ret_errno)
{
	struct evhttp_bound_socket *bound;
	int fd = socket_listen(info);

	if (fd < 0) {
		*ret_errno = errno;
		return errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT;
	}
	bound = evhttp_accept_socket_with_handle(web->http, fd);
	if (!bound) {
		*ret_errno = ENOMEM;
		close(fd);
		return false;
	}
	callers_add_listener(web->callers, evhttp_bound_socket_get_listener(bound));
	web->port = socket_port(fd);
	return true;
}

static bool
web_listen(struct web *web, const char *listen_at, struct err *err)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *list = NULL;
	const char *host = *web->address.host ? web->address.host : NULL;
	int rc = getaddrinfo(host, web->address.port, &hints, &list), error = 0, n = 0;
	bool ok = rc == 0;

	/* With port 0 each address would get a port of its own: only the first, then. */
	for (const struct addrinfo *info = list; ok && info && n < CALLERS_LISTENERS_MAX;
		info = info->ai_next, n++) {
		if (web->port && strcmp(web->address.port, "0") == 0)
			break;
		ok = web_listen_at(web, info, &error);
	}
	if (list)
		freeaddrinfo(list);
	if (ok && web->port)
		return true;
	err_set(err, ERR_FAIL, "listen = %s: %s", listen_at,
		rc == EAI_SYSTEM      ? strerror(errno)
		: rc != 0             ? gai_strerror(rc)
		: error == EADDRINUSE ? "another program uses this port already"
		: error == EACCES     ? "this port is for root only"
				      : strerror(error));
	return false;
}

struct web *
web_new(struct loop *loop, struct db *db, const struct web_settings *settings,
	void (*fill)(void *arg, struct web_stats *stats), void *arg, struct err *err)
{
	struct web *web = mem_new(sizeof *web);

	web->loop = loop;
	web->db = db;
	web->settings = *settings;
	web->fill = fill;
	web->arg = arg;
	if (gethostname(web->own_name, sizeof web->own_name - 1) != 0)
		*web->own_name = '\0';
	if (!address_parse(settings->listen, &web->address, err))
		goto fail;
	web->settings.listen = NULL;
	web->http = evhttp_new(loop_base(loop));
	if (!web->http) {
		err_set(err, ERR_FAIL, "the status page could not be made");
		goto fail;
	}
	evhttp_set_max_headers_size(web->http, HEADERS_MAX);
	evhttp_set_max_body_size(web->http, 0);
	evhttp_set_timeout(web->http, IDLE_S);
	/* All are let in here, so that the refusal can be ours and say what is allowed. */
	evhttp_set_allowed_methods(web->http, EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST |
						      EVHTTP_REQ_PUT | EVHTTP_REQ_DELETE |
						      EVHTTP_REQ_OPTIONS | EVHTTP_REQ_PATCH);
	evhttp_set_gencb(web->http, on_request, web);
	web->callers = callers_new(loop, web->http);
	web->health = health_new(loop, db);
	if (!web_listen(web, settings->listen, err))
		goto fail;
	return web;
fail:
	web_free(web);
	return NULL;
}

void
web_free(struct web *web)
{
	if (!web)
		return;
	if (web->http)
		evhttp_free(web->http);
	callers_free(web->callers);
	health_free(web->health);
	free(web);
}

unsigned
web_port(const struct web *web)
{
	return web->port;
}
