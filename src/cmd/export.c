/*
 * export - the feeds of the configuration as OPML on standard output.
 */
#include <stdio.h>

#include "cmd/cmd.h"
#include "conf/conf.h"
#include "conf/opml.h"

enum { DOCUMENT_MAX = 64 << 20 };

static void
print_feeds(const struct conf *conf)
{
	struct opml_feed *feeds = arena_array(conf->arena, conf->n_feeds + 1, sizeof *feeds);
	struct str text;

	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *feed = &conf->feeds[i];

		feeds[i].title = feed->name ? feed->name : feed->section;
		feeds[i].url = feed->url;
	}
	str_init(&text, DOCUMENT_MAX);
	opml_write(feeds, conf->n_feeds, &text);
	fputs(text.text, stdout);
	str_clear(&text);
}

int
cmd_export(const struct command *command, int argc, char **argv)
{
	const char *path = NULL;
	struct cmd_option options[] = { { .name = "-c", .text = &path } };
	struct conf *conf;
	int status;

	if (!cmd_options_only(command, argc, argv, options, ARRAY_LEN(options), &status))
		return status;
	conf = cmd_conf(path, false, &status);
	if (!conf)
		return status;
	print_feeds(conf);
	conf_free(conf);
	return EXIT_DONE;
}
