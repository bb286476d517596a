/*
 * proxy - through which proxy an address is asked, by configuration.
 */
#pragma once

#include "base/attr.h"

struct proxy;

/* setting: NULL: none; "environment": the usual variables, as they are now; or a URL. */
struct proxy *proxy_new(const char *setting);
void proxy_free(struct proxy *proxy); /* NULL is fine */

/* NULL: directly. Borrowed from proxy. */
const char *proxy_for(const struct proxy *proxy, const char *url);

/*
 * A proxy connects for us, so net/guard.h never sees the address: what an address tells
 * by itself ("localhost", a number). NULL: nothing against it, else why not.
 */
const char *proxy_hides_private(const char *url);
