/*
 * proxy - one for everything, or those that the environment names, with its exceptions.
 *
 * The environment is read here and not by libcurl, so that we know which connections go to
 * a proxy: these alone may lead to private addresses.
 */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/url.h"
#include "net/guard.h"
#include "proxy.h"

struct proxy {
	char *http, *https; /* owned; NULL: none */
	char *except;       /* owned; hosts and domains, by commas or blanks; NULL: none */
};

/* The first of the variables that is set to something. */
static char *
from_environment(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);

		if (value && *value)
			return mem_strdup(value);
	}
	return NULL;
}

struct proxy *
proxy_new(const char *setting)
{
	/* HTTP_PROXY in capitals is not read: a web server sets it from a client's "Proxy:". */
	static const char *const http[] = { "http_proxy", "all_proxy", "ALL_PROXY", NULL };
	static const char *const https[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
		NULL };
	static const char *const except[] = { "no_proxy", "NO_PROXY", NULL };
	struct proxy *proxy = mem_new(sizeof *proxy);

	if (setting && strcmp(setting, "environment") == 0) {
		proxy->http = from_environment(http);
		proxy->https = from_environment(https);
		proxy->except = from_environment(except);
	} else if (setting) {
		proxy->http = mem_strdup(setting);
		proxy->https = mem_strdup(setting);
	}
	return proxy;
}

void
proxy_free(struct proxy *proxy)
{
	if (!proxy)
		return;
	free(proxy->http);
	free(proxy->https);
	free(proxy->except);
	free(proxy);
}

/* The host as libcurl would connect to it: numbers in any spelling become dotted ones. */
static bool
host_of(const char *url, char host[256])
{
	CURLU *parts = curl_url();
	char *text = NULL;
	bool ok = parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
		  curl_url_get(parts, CURLUPART_HOST, &text, 0) == CURLUE_OK && strlen(text) < 256;

	if (ok) {
		size_t len = strlen(text);
		bool bracket = text[0] == '[' && len >= 2;

		if (bracket)
			len -= 2;
		memcpy(host, text + bracket, len);
		host[len] = '\0';
		if (len > 1 && host[len - 1] == '.')
			host[len - 1] = '\0';
	}
	curl_free(text);
	curl_url_cleanup(parts);
	return ok;
}

/* "example.com" and ".example.com" both except the domain and all below it; "*" everything. */
static bool
is_excepted(const char *list, const char *host)
{
	size_t host_len = strlen(host);

	while (*list) {
		size_t len;

		list += strspn(list, ", \t");
		len = strcspn(list, ", \t");
		if (len == 1 && *list == '*')
			return true;
		const char *name = list;

		list += len;
		if (len > 0 && *name == '.') {
			name++;
			len--;
		}
		if (len == 0 || len > host_len)
			continue;
		if (strncasecmp(host + host_len - len, name, len) == 0 &&
			(len == host_len || host[host_len - len - 1] == '.'))
			return true;
	}
	return false;
}

const char *
proxy_for(const struct proxy *proxy, const char *url)
{
	const char *through = url_has_scheme(url, "https") ? proxy->https : proxy->http;
	char host[256];

	if (!through || !host_of(url, host))
		return NULL;
	return proxy->except && is_excepted(proxy->except, host) ? NULL : through;
}

const char *
proxy_hides_private(const char *url)
{
	unsigned char bytes[16];
	char host[256];

	if (!host_of(url, host))
		return "not readable";
	if (url_host_is_local(host))
		return "loopback";
	if (inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1)
		return guard_refuses_text(host, false);
	return NULL;
}
