/*
 * discover - the feed that an HTML page names in its head, for who gave the page's address instead.
 */
#pragma once

#include <stddef.h>

#include "base/arena.h"

/* <link rel="alternate" type="application/rss+xml" href="…">, resolved against url; NULL: none. */
const char *feed_discover(const char *html, size_t len, const char *url, struct arena *arena);
