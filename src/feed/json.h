/*
 * json - JSON Feed 1.0 and 1.1, and what feeds make of it.
 */
#pragma once

#include "feed/build.h"

/* ERR_DATA where it is no JSON, or no feed. */
MUST_CHECK bool json_feed_parse(
	struct build *build, const char *bytes, size_t len, struct err *err);
