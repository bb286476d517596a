/*
 * Foreign bytes as OPML: no crash, and what is found can be written and read again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "conf/opml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new();
	struct opml opml, again;
	struct str text;
	struct err err;

	str_init(&text, 16 << 20);
	if (opml_parse((const char *)bytes, len, arena, &opml, &err)) {
		opml_write(opml.feeds, opml.n_feeds, &text);
		if (!opml_parse(text.text, text.len, arena, &again, &err) ||
			again.n_feeds != opml.n_feeds)
			abort();
	}
	str_clear(&text);
	arena_free(arena);
	return 0;
}
