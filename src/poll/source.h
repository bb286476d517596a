/*
 * source - a feed that is a file.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "poll/outcome.h"

/*
 * Reads a file: URL into result, like an answer of HTTP: 200 with a body and an etag made of
 * the file's time, size and number, or 304 where that is `etag`. Only regular files.
 */
MUST_CHECK bool source_read_file(
	const char *url, const char *etag, size_t max, struct poll_result *result, struct err *err);
