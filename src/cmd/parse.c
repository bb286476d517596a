/*
 * parse - one feed as one JSON Feed document.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "base/url.h"
#include "cmd/cmd.h"
#include "feed/feed.h"

enum { DOCUMENT_MAX = 256 << 20, LINE_MAX_LEN = 256 << 20 };

static void
print_json(struct jnode *root, struct str *line)
{
	str_reset(line);
	jnode_print(root, line);
	jnode_free(root);
}

/* Item by item, so that no more than one of them is there as text and as JSON. */
static void
print_feed(const struct feed *feed)
{
	struct feed head = *feed;
	struct arena *scratch = arena_new();
	struct str line;

	head.n_items = 0;
	str_init(&line, LINE_MAX_LEN);
	print_json(feed_to_json(&head), &line);
	str_truncate(&line, line.len - strlen("]}")); /* its items are the last member */
	fwrite(line.text, 1, line.len, stdout);
	for (size_t i = 0; i < feed->n_items; i++) {
		struct item item = feed->items[i];

		item_make_text(&item, scratch);
		print_json(item_to_json(&item), &line);
		if (i > 0)
			putchar(',');
		fwrite(line.text, 1, line.len, stdout);
		arena_reset(scratch);
	}
	puts("]}");
	str_clear(&line);
	arena_free(scratch);
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
	if (hints.url && !url_is_web(hints.url) && !url_has_scheme(hints.url, "file"))
		return cmd_usage(command,
			"--url: '%s' is no address; right is http://…, https://… or "
			"file:///path",
			hints.url);
	path = n == 1 ? argv[1] : "-";
	arena = arena_new();
	str_init(&bytes, DOCUMENT_MAX);
	if (!file_read(path, &bytes, &err)) {
		status = cmd_fail(&err);
	} else if (!feed_parse(bytes.text, bytes.len, &hints, arena, &feed, &err)) {
		err_prefix(&err, "%s", strcmp(path, "-") == 0 ? "standard input" : path);
		status = cmd_fail(&err);
	} else {
		str_clear(&bytes); /* the feed needs them no more */
		print_feed(&feed);
		if (feed.n_left_out > 0)
			fprintf(stderr,
				"dealwatch: warning: %zu items after the first %d are left out\n",
				feed.n_left_out, FEED_ITEMS_MAX);
		status = EXIT_DONE;
	}
	str_clear(&bytes);
	arena_free(arena);
	return status;
}
