/*
 * parse - one feed as one JSON Feed document.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "feed/feed.h"

enum { DOCUMENT_MAX = 256 << 20, OUTPUT_MAX = 1 << 30 };

static int
print_feed(struct feed *feed, struct arena *arena)
{
	struct jnode *root;
	struct str out;
	int status = EXIT_DONE;

	for (size_t i = 0; i < feed->n_items; i++)
		item_make_text(&feed->items[i], arena);
	root = feed_to_json(feed);
	str_init(&out, OUTPUT_MAX);
	jnode_print(root, &out);
	jnode_free(root);
	str_putc(&out, '\n');
	if (out.cut || fwrite(out.text, 1, out.len, stdout) != out.len || fflush(stdout) != 0) {
		fprintf(stderr, "dealwatch: parse: the result can't be written\n");
		status = EXIT_FAILED;
	}
	str_clear(&out);
	return status;
}

int
cmd_parse(const struct command *command, int argc, char **argv)
{
	struct feed_hints hints = { 0 };
	const struct cmd_option options[] = {
		{ "--url", &hints.url, NULL },
		{ "--content-type", &hints.content_type, NULL },
	};
	struct arena *arena;
	struct feed feed;
	struct str bytes;
	struct err err = { 0 };
	const char *path;
	int n, status;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n > 1)
		return cmd_usage(command, "one file at a time");
	path = n == 1 ? argv[1] : "-";
	arena = arena_new();
	str_init(&bytes, DOCUMENT_MAX);
	if (!file_read(path, &bytes, &err)) {
		status = cmd_fail(&err);
	} else if (!feed_parse(bytes.text, bytes.len, &hints, arena, &feed, &err)) {
		err_prefix(&err, "%s", n == 1 ? path : "standard input");
		status = cmd_fail(&err);
	} else {
		status = print_feed(&feed, arena);
	}
	str_clear(&bytes);
	arena_free(arena);
	return status;
}
