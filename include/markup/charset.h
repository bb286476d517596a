/*
 * charset - the bytes of a document to UTF-8.
 *
 * Believed in this order: byte order mark, the HTTP header's charset (RFC 7303), the XML
 * declaration, the bytes themselves where they are valid UTF-8, then Windows-1252, which
 * any bytes are. A name that is a lie (the bytes don't fit it) is passed over.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct charset_text {
	const char *
		bytes; /* valid UTF-8 without a byte order mark; the input itself where it was that */
	size_t len;
	bool damaged; /* some bytes fit no charset that was named */
};

/* content_type: the HTTP header, NULL: none. What has to be converted lives in the arena. */
void charset_decode(const char *bytes, size_t len, const char *content_type, struct arena *arena,
	struct charset_text *ret_text);
