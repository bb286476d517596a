/*
 * check - is the configuration right, and all that it names?
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/notifiers.h"
#include "app/rules.h"
#include "base/str.h"
#include "base/url.h"
#include "cmd/cmd.h"
#include "conf/conf.h"

enum { SHOW_MAX = 64 << 20 };

/* "%20" and the like to bytes, in place. */
static void
unescape(char *text)
{
	char *to = text;
	unsigned byte;

	for (; *text; text++) {
		if (*text == '%' && sscanf(text + 1, "%2x", &byte) == 1 && byte) {
			*to++ = (char)byte;
			text += 2;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

/* A file may come later, so that it is missing is no fault; but it is worth a word. */
static void
warn_of_missing_files(const struct conf *conf)
{
	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *feed = &conf->feeds[i];
		char *path;

		if (!url_has_scheme(feed->url, "file"))
			continue;
		path = arena_strdup(conf->arena, feed->url + strlen("file://"));
		unescape(path);
		if (access(path, R_OK) != 0)
			fprintf(stderr, "%s:%u: warning: [feed \"%s\"] there is no file '%s' yet\n",
				feed->path, feed->line, feed->section, path);
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

/* The lexicon, what the watches want of it, and the notifiers with their secrets. */
static bool
rules_hold(const struct conf *conf, int *ret_status)
{
	struct rules rules = { 0 };
	struct faults faults;
	bool ok;

	faults_init(&faults);
	ok = rules_load(conf, &rules, &faults);
	ok = notifiers_check(conf, &faults) && ok;
	if (!ok)
		*ret_status = cmd_faults(&faults);
	rules_clear(&rules);
	faults_clear(&faults);
	return ok;
}

static void
print_all(const struct conf *conf, bool show)
{
	char counts[CONF_COUNTS_MAX];

	for (size_t i = 0; i < conf->n_warnings; i++)
		fprintf(stderr, "%s\n", conf->warnings[i]);
	warn_of_missing_files(conf);
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
	struct conf *conf;
	int status;

	conf = cmd_begin(command, argc, argv, options, ARRAY_LEN(options), &path, false, &status);
	if (!conf)
		return status;
	status = EXIT_DONE;
	if (rules_hold(conf, &status))
		print_all(conf, show);
	conf_free(conf);
	return status;
}
