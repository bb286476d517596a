/*
 * header - what some response headers mean (RFC 9110, RFC 9111).
 */
#include <ctype.h>
#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "net/http.h"

enum { SECONDS_MAX = 10 * 365 * 86400 };

/* Digits only, large ones clamped; -1: none or something else follows than one of `ends`. */
static int64_t
seconds_parse(const char *text, const char *ends)
{
	int64_t n = 0;

	if (!isdigit((unsigned char)*text))
		return -1;
	for (; isdigit((unsigned char)*text); text++)
		if (n < SECONDS_MAX)
			n = n * 10 + (*text - '0');
	if (n > SECONDS_MAX)
		n = SECONDS_MAX;
	return *text == '\0' || strchr(ends, *text) ? n : -1;
}

/* A date of HTTP as seconds since 1970; -1: none or wrong. */
static int64_t
http_date(const char *text)
{
	time_t when;

	if (!text || isdigit((unsigned char)*text) || *text == '-' || *text == '+')
		return -1; /* curl_getdate would read a number as something */
	when = curl_getdate(text, NULL);
	return when < 0 ? -1 : (int64_t)when;
}

int64_t
http_retry_after(const char *text, int64_t now)
{
	int64_t when;

	if (!text)
		return -1;
	text += strspn(text, " \t");
	if (isdigit((unsigned char)*text))
		return seconds_parse(text, " \t");
	when = http_date(text);
	if (when < 0)
		return -1;
	return when > now ? when - now : 0;
}

/* The value of a directive, with or without quotes; NULL where it is absent. */
static const char *
directive_find(const char *list, const char *name)
{
	size_t len = strlen(name);

	while (*list) {
		list += strspn(list, ", \t");
		if (strncasecmp(list, name, len) == 0 && strchr("=, \t", list[len])) {
			list += len;
			list += strspn(list, "= \t\"");
			return list;
		}
		list += strcspn(list, ",");
	}
	return NULL;
}

int64_t
http_fresh_for(const struct http_response *response, int64_t now)
{
	const char *control = response->cache_control, *max_age;
	int64_t when, from;

	if (control) {
		if (directive_find(control, "no-cache") || directive_find(control, "no-store"))
			return 0;
		max_age = directive_find(control, "max-age");
		if (max_age) {
			int64_t fresh = seconds_parse(max_age, ", \t\"");
			int64_t age = response->age ? seconds_parse(response->age, " ") : 0;

			fresh -= age > 0 ? age : 0;
			return fresh > 0 ? fresh : 0;
		}
	}
	if (!response->expires)
		return -1;
	when = http_date(response->expires);
	from = http_date(response->date);
	if (from < 0)
		from = now;
	if (when <= from)
		return 0;
	return when - from < SECONDS_MAX ? when - from : SECONDS_MAX;
}
