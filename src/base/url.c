/*
 * url - addresses as text (RFC 3986).
 *
 * Works on whatever feeds write: nothing is refused, what can't be understood is
 * passed on as it is.
 */
#include "base/url.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/mem.h"
#include "base/str.h"

enum { PORT_MAX = 65535 };

static const char local_name[] = "localhost";

struct span {
	const char *at;
	size_t len;
};

/* The five parts of a reference; `at` is NULL where a part is absent (not merely empty). */
struct parts {
	struct span scheme, authority, path, query, fragment;
};

static bool
is_scheme_char(char c, bool first)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return true;
	return !first && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
}

/* Length of a scheme in front of ":", 0 where there is none. */
static size_t
scheme_len(const char *url)
{
	size_t len = 0;

	while (is_scheme_char(url[len], len == 0))
		len++;
	return url[len] == ':' ? len : 0;
}

/* RFC 3986, appendix B, by hand. */
static struct parts
url_split(const char *url)
{
	struct parts parts = { 0 };
	size_t len = scheme_len(url);

	if (len) {
		parts.scheme = (struct span){ url, len };
		url += len + 1;
	}
	if (strncmp(url, "//", 2) == 0) {
		len = strcspn(url + 2, "/?#");
		parts.authority = (struct span){ url + 2, len };
		url += 2 + len;
	}
	len = strcspn(url, "?#");
	parts.path = (struct span){ url, len };
	url += len;
	if (*url == '?') {
		len = strcspn(url + 1, "#");
		parts.query = (struct span){ url + 1, len };
		url += 1 + len;
	}
	if (*url == '#')
		parts.fragment = (struct span){ url + 1, strlen(url + 1) };
	return parts;
}

static void
url_join(struct str *out, const struct parts *parts)
{
	if (parts->scheme.at) {
		str_add(out, parts->scheme.at, parts->scheme.len);
		str_putc(out, ':');
	}
	if (parts->authority.at) {
		str_puts(out, "//");
		str_add(out, parts->authority.at, parts->authority.len);
	}
	str_add(out, parts->path.at, parts->path.len);
	if (parts->query.at) {
		str_putc(out, '?');
		str_add(out, parts->query.at, parts->query.len);
	}
	if (parts->fragment.at) {
		str_putc(out, '#');
		str_add(out, parts->fragment.at, parts->fragment.len);
	}
}

/* RFC 3986, 5.2.4: "." and ".." segments go. Works in place, gives the new length. */
static size_t
remove_dots(char *path, size_t len)
{
	size_t in = 0, out = 0;

	while (in < len) {
		size_t seg = in + (path[in] == '/'), end = seg;

		while (end < len && path[end] != '/')
			end++;
		bool dot = end - seg == 1 && path[seg] == '.';
		bool dots = end - seg == 2 && path[seg] == '.' && path[seg + 1] == '.';

		if (dot || dots) {
			if (dots) {
				while (out > 0 && path[--out] != '/')
					;
			}
			if (end == len && (seg > in || out > 0)) /* "/a/." is "/a/" */
				path[out++] = '/';
		} else {
			memmove(path + out, path + in, end - in);
			out += end - in;
		}
		in = end;
	}
	return out;
}

bool
url_has_scheme(const char *url, const char *scheme)
{
	size_t len = scheme_len(url);

	return len == strlen(scheme) && strncasecmp(url, scheme, len) == 0;
}

bool
url_is_web(const char *url)
{
	struct parts parts = url_split(url);

	return (url_has_scheme(url, "http") || url_has_scheme(url, "https")) &&
	       parts.authority.len > 0;
}

/* Empty, or a number from 1 to 65535. */
static bool
is_port(struct span port)
{
	long number = 0;

	for (size_t i = 0; i < port.len; i++) {
		if (port.at[i] < '0' || port.at[i] > '9' || number > PORT_MAX)
			return false;
		number = number * 10 + (port.at[i] - '0');
	}
	return port.len == 0 || (number > 0 && number <= PORT_MAX);
}

bool
url_can_be_called(const char *url)
{
	struct span host = url_split(url).authority, port = { 0 };
	const char *user, *end;

	if (!host.at || !url_is_web(url))
		return false;
	end = host.at + host.len;
	user = memrchr(host.at, '@', host.len);
	host.at = user ? user + 1 : host.at;
	port.at = *host.at == '[' ? memchr(host.at, ']', (size_t)(end - host.at))
				  : memchr(host.at, ':', (size_t)(end - host.at));
	if (*host.at == '[' && (!port.at || ++port.at - host.at < 4))
		return false;
	if (!port.at || port.at == end)
		return end > host.at;
	port.len = (size_t)(end - port.at - 1);
	return port.at > host.at && *port.at++ == ':' && is_port(port);
}

bool
url_is_absolute(const char *url)
{
	return scheme_len(url) > 0;
}

const char *
url_of_feed(struct arena *arena, const char *url)
{
	const char *rest = url + strlen("feed:");

	if (!url_has_scheme(url, "feed"))
		return url;
	if (strncmp(rest, "//", 2) != 0)
		return rest;
	return url_is_web(rest + 2) ? rest + 2 : arena_printf(arena, "http:%s", rest);
}

/* Bytes at the front that are neither blanks nor controls; eight at a time. */
static size_t
plain_run(const char *url, size_t len)
{
	size_t n = 0;

	for (; len - n >= 8; n += 8) {
		uint64_t word = bytes_at(url + n);

		if (bytes_between(word, 0, ' ') | bytes_are(word, 0x7f))
			break;
	}
	while (n < len && (unsigned char)url[n] > ' ' && url[n] != 0x7f)
		n++;
	return n;
}

/* The reference without outer blanks; inner controls go, inner blanks are escaped. */
static char *
url_tidy(struct arena *arena, const char *url)
{
	struct str out;
	size_t len = strlen(url);

	if (len <= URL_MAX && plain_run(url, len) == len)
		return arena_strndup(arena, url, len);
	while (len > 0 && (unsigned char)url[len - 1] <= ' ')
		len--;
	str_init(&out, URL_MAX);
	for (size_t i = 0, run; i < len; i += run + 1) {
		run = plain_run(url + i, len - i);
		str_add(&out, url + i, run);
		if (i + run < len && url[i + run] == ' ' && out.len)
			str_puts(&out, "%20");
	}
	char *tidy = arena_strndup(arena, out.text, out.len);

	str_clear(&out);
	return tidy;
}

/* RFC 3986, 5.2.3: the base's path up to its last slash, then the reference's. */
static struct span
merge_paths(struct arena *arena, const struct parts *base, struct span path)
{
	size_t keep = base->path.len;

	while (keep > 0 && base->path.at[keep - 1] != '/')
		keep--;
	bool rooted = base->authority.at && base->path.len == 0;
	char *merged = arena_printf(arena, "%s%.*s%.*s", rooted ? "/" : "", (int)keep,
		base->path.at, (int)path.len, path.at);

	return (struct span){ merged, strlen(merged) };
}

/* RFC 3986, 5.2.2, with a base that has a scheme. */
static void
url_transform(struct arena *arena, const struct parts *base, struct parts *ref)
{
	if (ref->scheme.at)
		return;
	ref->scheme = base->scheme;
	if (ref->authority.at)
		return;
	ref->authority = base->authority;
	if (ref->path.len == 0) {
		ref->path = base->path;
		if (!ref->query.at)
			ref->query = base->query;
	} else if (*ref->path.at != '/') {
		ref->path = merge_paths(arena, base, ref->path);
	}
}

char *
url_resolve(struct arena *arena, const char *base, const char *reference)
{
	char *tidy = url_tidy(arena, reference);

	if (!base || scheme_len(base) == 0 || *tidy == '\0')
		return tidy;

	struct parts from = url_split(base), to = url_split(tidy);
	bool relative = !to.scheme.at;

	/* "mailto:x" and the like have no places to go from */
	if (relative && !from.authority.at && from.path.len > 0 && *from.path.at != '/')
		return tidy;
	url_transform(arena, &from, &to);
	if (relative && to.path.len > 0) {
		char *path = arena_strndup(arena, to.path.at, to.path.len);

		to.path = (struct span){ path, remove_dots(path, to.path.len) };
	}

	struct str out;

	str_init(&out, URL_MAX);
	url_join(&out, &to);
	char *resolved = arena_strndup(arena, out.text, out.len);

	str_clear(&out);
	return resolved;
}

/* The host (and port, if it is not the scheme's own) of an authority, in lower case. */
static char *
host_of(struct arena *arena, struct span authority, bool with_port)
{
	const char *at = authority.at, *end = at + authority.len;

	for (const char *c = at; c < end; c++)
		if (*c == '@')
			at = c + 1;
	char *host = arena_strndup(arena, at, (size_t)(end - at));
	char *bracket = strchr(host, ']');
	char *port = strrchr(bracket ? bracket : host, ':');

	for (char *c = host; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c |= 0x20;
	if (port &&
		(!with_port || strcmp(port, ":80") == 0 || strcmp(port, ":443") == 0 || !port[1]))
		*port = '\0';
	return host;
}

char *
url_host(struct arena *arena, const char *url)
{
	struct parts parts = url_split(url);

	return parts.authority.at ? host_of(arena, parts.authority, false)
				  : arena_strdup(arena, "");
}

/* Parameters that say how a reader came here, not which page it is. */
static bool
is_tracking(const char *param)
{
	static const char *const names[] = { "fbclid", "gclid", "dclid", "gbraid", "wbraid",
		"msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ncid", "ocid", "ito",
		"smid", "taid", "ref", "ref_src", "ref_url", "referrer", "_hsenc", "_hsmi",
		"guccounter", "guce_referrer", "guce_referrer_sig", "spm", "sref", "mkt_tok",
		"oly_anon_id", "oly_enc_id", "partner", "rss", "feedtype", "feedname", "src",
		"s_cid", "xtor", "at_medium", "at_campaign" };
	size_t len = strcspn(param, "=");

	if (strncasecmp(param, "utm_", 4) == 0 || strncasecmp(param, "at_custom", 9) == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i]) == len && strncasecmp(param, names[i], len) == 0)
			return true;
	return false;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
put_query(struct arena *arena, struct str *out, struct span query)
{
	enum { PARAMS_MAX = 64 };
	char *params[PARAMS_MAX] = { NULL }, *next = NULL;
	size_t n = 0;
	char *copy = arena_strndup(arena, query.at, query.len);

	for (char *param = strtok_r(copy, "&", &next); param && n < PARAMS_MAX;
		param = strtok_r(NULL, "&", &next))
		if (!is_tracking(param))
			params[n++] = param;
	qsort(params, n, sizeof *params, by_text);
	for (size_t i = 0; i < n; i++)
		str_printf(out, "%c%s", i ? '&' : '?', params[i]);
}

char *
url_identity(struct arena *arena, const char *url)
{
	char *tidy = url_tidy(arena, url);
	struct parts parts = url_split(tidy);

	if (!parts.authority.at)
		return tidy;

	char *host = host_of(arena, parts.authority, true);
	char *path = arena_strndup(arena, parts.path.at, parts.path.len);
	size_t len = remove_dots(path, parts.path.len);
	bool web = url_has_scheme(tidy, "http") || url_has_scheme(tidy, "https");
	struct str out;

	while (len > 0 && path[len - 1] == '/')
		len--;
	str_init(&out, URL_MAX);
	str_expect(&out, strlen(tidy));
	if (web)
		str_puts(&out, "https");
	else
		str_add(&out, parts.scheme.at, parts.scheme.len);
	str_puts(&out, "://");
	str_puts(&out, strncmp(host, "www.", 4) == 0 ? host + 4 : host);
	str_add(&out, path, len);
	if (parts.query.at)
		put_query(arena, &out, parts.query);
	char *identity = arena_strndup(arena, out.text, out.len);

	str_clear(&out);
	return identity;
}

/* User and host, the host in lower case, without the scheme's own port or an empty one. */
static struct span
authority_spelt(struct arena *arena, struct span authority, const char *own_port)
{
	char *text = arena_strndup(arena, authority.at, authority.len);
	char *user = strrchr(text, '@'), *host = user ? user + 1 : text;
	char *bracket = strchr(host, ']'), *port = strchr(bracket ? bracket : host, ':');

	for (char *c = host; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c |= 0x20;
	if (port && (!port[1] || strcmp(port, own_port) == 0))
		*port = '\0';
	return (struct span){ text, strlen(text) };
}

char *
url_spelt(struct arena *arena, const char *url)
{
	bool secure = url_has_scheme(url, "https");
	struct parts parts = url_split(url);
	struct str out;
	char *spelt;

	if (!url_is_web(url))
		return arena_strdup(arena, url);
	parts.scheme = secure ? (struct span){ "https", 5 } : (struct span){ "http", 4 };
	parts.authority = authority_spelt(arena, parts.authority, secure ? ":443" : ":80");
	if (parts.path.len == 0)
		parts.path = (struct span){ "/", 1 };
	parts.fragment = (struct span){ 0 };
	str_init(&out, URL_MAX + 1);
	url_join(&out, &parts);
	spelt = arena_strndup(arena, out.text, out.len);
	str_clear(&out);
	return spelt;
}

bool
url_host_is_local(const char *host)
{
	size_t len = strlen(host), local_len = strlen(local_name);

	if (len < local_len || strcasecmp(host + len - local_len, local_name) != 0)
		return false;
	return len == local_len || host[len - local_len - 1] == '.';
}

/* "a=1&b=2" to "a=***&b=***"; a query without a name in front of it is a value as a whole. */
static void
mask_query(struct str *out, struct span query)
{
	const char *at = query.at, *end = at + query.len;

	while (at < end) {
		size_t rest = (size_t)(end - at);
		const char *stop = memchr(at, '&', rest), *equals;
		size_t len = stop ? (size_t)(stop - at) : rest;

		equals = memchr(at, '=', len);
		if (equals)
			str_add(out, at, (size_t)(equals + 1 - at));
		str_puts(out, equals == at + len - 1 || len == 0 ? "" : "***");
		if (stop)
			str_putc(out, '&');
		at += len + (stop != NULL);
	}
}

static struct span
masked_until(struct arena *arena, struct span span, const char *at)
{
	const char *text = arena_printf(arena, "***%.*s", (int)(span.at + span.len - at), at);

	return (struct span){ text, strlen(text) };
}

char *
url_public(struct arena *arena, const char *url)
{
	struct parts parts = url_split(url);
	const char *at =
		parts.authority.at ? memrchr(parts.authority.at, '@', parts.authority.len) : NULL;
	struct str out;
	char *bare;

	if (at) {
		parts.authority.len -= (size_t)(at + 1 - parts.authority.at);
		parts.authority.at = at + 1;
	}
	parts.query = parts.fragment = (struct span){ 0 };
	str_init(&out, URL_MAX);
	url_join(&out, &parts);
	bare = arena_strndup(arena, out.text, out.len);
	str_clear(&out);
	return bare;
}

char *
url_masked(struct arena *arena, const char *url)
{
	struct parts parts;
	const char *at;
	char *masked;
	struct str out, query;

	if (!url)
		return NULL;
	parts = url_split(url);
	at = parts.authority.at ? memrchr(parts.authority.at, '@', parts.authority.len) : NULL;
	str_init(&query, URL_MAX);
	if (parts.query.at) {
		mask_query(&query, parts.query);
		parts.query = (struct span){ query.text, query.len };
	}
	if (at)
		parts.authority = masked_until(arena, parts.authority, at);
	else if (!parts.authority.at && (at = memrchr(parts.path.at, '@', parts.path.len))) {
		parts.scheme = (struct span){ 0 }; /* "user:password@host": it is no scheme */
		parts.path = masked_until(arena, parts.path, at);
	}
	str_init(&out, URL_MAX);
	url_join(&out, &parts);
	masked = arena_strndup(arena, out.text, out.len);
	str_clear(&out);
	str_clear(&query);
	return masked;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *
url_file_path(const char *url)
{
	char *path, *to;

	if (!url_has_scheme(url, "file"))
		return NULL;
	url += strlen("file:");
	if (strncmp(url, "//localhost/", 12) == 0)
		url += 11;
	else if (strncmp(url, "///", 3) == 0)
		url += 2;
	if (url[0] != '/' || url[1] == '/')
		return NULL;
	path = to = mem_new(strlen(url) + 1);
	while (*url && *url != '?' && *url != '#') {
		int high = *url == '%' ? hex_value(url[1]) : -1;
		int low = high >= 0 ? hex_value(url[2]) : -1;

		if (low >= 0 && high * 16 + low > 0) {
			*to++ = (char)(high * 16 + low);
			url += 3;
		} else {
			*to++ = *url++;
		}
	}
	*to = '\0';
	return path;
}
