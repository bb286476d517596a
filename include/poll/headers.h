/*
 * headers - what a feed is asked with beside its address: secrets, kept in a file of their own.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

struct headers {
	const char **lines; /* "Name: value"; in the arena */
	size_t n;
};

/* A header a line; blank lines and those with # in front are passed over. The error quotes none. */
MUST_CHECK bool headers_read(
	const char *path, struct arena *arena, struct headers *ret, struct err *err);
