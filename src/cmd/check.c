/*
 * check - is the configuration right, and all that it names?
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/setup.h"
#include "base/str.h"
#include "base/url.h"
#include "cmd/cmd.h"
#include "conf/conf.h"

enum { SHOW_MAX = 64 << 20 };

/* A file may come later, so that it is missing is no fault; but it is worth a word. */
static void
warn_of_missing_files(struct conf *conf)
{
	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *feed = &conf->feeds[i];
		char *path = url_file_path(feed->url);

		if (path && access(path, R_OK) != 0)
			conf_warn(conf, feed->path, feed->line,
				"[feed \"%s\"] there is no file '%s' yet", feed->section, path);
		free(path);
	}
}

static void
print_show(const struct conf *conf)
{
	struct str text;

	str_init(&text, SHOW_MAX);
	conf_show(conf, &text);
	fputs(text.text, stdout);
	str_clear(&text);
}

static void
print_all(struct conf *conf, bool show)
{
	char counts[CONF_COUNTS_MAX];

	warn_of_missing_files(conf);
	for (size_t i = 0; i < conf->n_warnings; i++)
		fprintf(stderr, "%s: warning: %s\n", conf->warnings[i].place,
			conf->warnings[i].text);
	if (show)
		print_show(conf);
	else
		printf("OK: %s\n", conf_counts(conf, counts));
}

int
cmd_check(const struct command *command, int argc, char **argv)
{
	const char *path = NULL;
	bool show = false;
	struct cmd_option options[] = {
		{ .name = "-c", .text = &path },
		{ .name = "--show", .flag = &show },
	};
	struct setup setup;
	int status;

	if (!cmd_options_only(command, argc, argv, options, ARRAY_LEN(options), &status) ||
		!cmd_setup(path, false, &setup, &status))
		return status;
	print_all(setup.conf, show);
	setup_clear(&setup);
	return EXIT_DONE;
}
