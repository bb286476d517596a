/*
 * url - addresses as text (RFC 3986).
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/attr.h"

enum { URL_MAX = 8192 };

/* "http", "https", "file" …, compared without case; text may be any string. */
bool url_has_scheme(const char *url, const char *scheme);
bool url_is_web(const char *url);        /* http or https, with a host */
bool url_can_be_called(const char *url); /* the same, and host and port are sound */
bool url_is_absolute(const char *url);

/* The web address in what some programs write for a feed's: "feed://host/x", "feed:https://host/x". */
RETURNS_NONNULL const char *url_of_feed(struct arena *arena, const char *url);

/*
 * Resolves a reference against a base (RFC 3986, section 5.2). White space around
 * and inside the reference is removed or escaped. Without a usable base, the reference
 * is given back as it is. Never NULL.
 */
RETURNS_NONNULL char *url_resolve(struct arena *arena, const char *base, const char *reference);

/*
 * The address as an identity: scheme https for http, host in lower case without "www.",
 * no default port, user, fragment or tracking parameters (utm_*, fbclid, gclid …),
 * the other parameters sorted, no trailing slash. Two that are equal are one page.
 */
RETURNS_NONNULL char *url_identity(struct arena *arena, const char *url);

/*
 * A web address in the one spelling of all that ask a host for the same (RFC 3986, 6.2): scheme and
 * host in lower case, no default port, "/" for an empty path, no fragment. Others as they are.
 */
RETURNS_NONNULL char *url_spelt(struct arena *arena, const char *url);

/*
 * The address without user, password, query and fragment, any of which may hold a secret: a base of
 * links that takes none of it along.
 */
RETURNS_NONNULL char *url_public(struct arena *arena, const char *url);

/*
 * The address for people to read: user, password and the values of its query, any of which may be a
 * secret, are "***". NULL gives NULL.
 */
char *url_masked(struct arena *arena, const char *url);

/* Is the host "localhost" or a name below it? So it is this machine, whatever a name server says. */
bool url_host_is_local(const char *host);

/* The host in lower case without port and user; "" where there is none. */
RETURNS_NONNULL char *url_host(struct arena *arena, const char *url);

/* The path of a file: URL (RFC 8089), owned; NULL: another machine's, or no path. */
char *url_file_path(const char *url);
