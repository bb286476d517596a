/*
 * source - what a feed needs from files: the feed itself, and its secret headers.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "app/outcome.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

/*
 * Reads a file: URL into result, like an answer of HTTP: 200 with a body and an etag made of
 * the file's time, size and number, or 304 where that is `etag`. Only regular files.
 */
MUST_CHECK bool source_read_file(
	const char *url, const char *etag, size_t max, struct poll_result *result, struct err *err);

struct source_headers {
	const char **lines; /* "Name: value"; in the arena */
	size_t n;
};

/* A header a line; blank lines and those with # in front are passed over. The error quotes none. */
MUST_CHECK bool source_read_headers(
	const char *path, struct arena *arena, struct source_headers *ret, struct err *err);
