/*
 * easy - libcurl's easy handles: what never changes is set once, the rest for each call.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "call.h"
#include "proxy.h"

enum {
	CONNECT_TIMEOUT_MS = 10000,
	DRIP_BYTES_PER_S = 16,
};

/* A folder, which may be libcurl's own default, is slow: it is read for each connection. */
const char *
easy_ca_file(void)
{
	static const char *const places[] = {
		"/etc/ssl/certs/ca-certificates.crt",                /* Debian, Arch, Gentoo */
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* Fedora */
		"/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", /* openSUSE */
		"/etc/ssl/cert.pem",                                          /* Alpine, BSD */
	};
	static const char *const variables[] = { "CURL_CA_BUNDLE", "SSL_CERT_FILE" };

	for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
		const char *named = getenv(variables[i]);

		if (named && *named)
			return named;
	}
	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		if (access(places[i], R_OK) == 0)
			return places[i];
	return NULL;
}

static CURL *
easy_new(struct http *http)
{
	CURL *easy = curl_easy_init();

	if (!easy) {
		(void)mem_new(SIZE_MAX);
		abort();
	}
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* else a dead name server stops the loop */
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	/* libcurl walks over all names it remembers for each transfer: with many feeds, that stalls. */
	curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
	/* With a folder of certificates each connection would load them anew. */
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	if (http->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, http->ca_file);
	return easy;
}

CURL *
easy_take(struct http *http)
{
	return http->n_idle > 0 ? http->idle[--http->n_idle] : easy_new(http);
}

void
easy_give_back(struct http *http, CURL *easy)
{
	if (http->n_idle < IDLE_EASIES_MAX)
		http->idle[http->n_idle++] = easy;
	else
		curl_easy_cleanup(easy);
}

void
easy_set_up(struct http_call *call)
{
	CURL *easy = call->easy;
	int64_t left = call->timeout_ms - (clock_mono_ms() - call->started_ms);
	const char *proxy = proxy_for(call->http->proxy, call->url);

	if (left < 1)
		left = 1;
	connect_set_up(call);
	answer_set_up(call);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, call);
	curl_easy_setopt(easy, CURLOPT_URL, call->url);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, call->http->user_agent);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, call->sent);
	curl_easy_setopt(easy, CURLOPT_PROXY, proxy ? proxy : "");
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	call->curl_error[0] = '\0';
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->curl_error);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)left);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
		(long)(left < CONNECT_TIMEOUT_MS ? left : CONNECT_TIMEOUT_MS));
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)DRIP_BYTES_PER_S);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)(call->timeout_ms / 1500 + 1));
	/*
	 * A connection that libcurl 7.88 pushes out of its cache leaves its host's name there for
	 * good, and is found by a walk over all of these: one that has no use must not get there.
	 */
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, call->last ? 1L : 0L);
	if (call->body) {
		curl_easy_setopt(easy, CURLOPT_POST, 1L);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->body_len);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call->body);
	} else {
		curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	}
}
