/*
 * explain - for a person: why a story was flagged, or why not.
 */
#include <stdio.h>
#include <string.h>

#include "app/setup.h"
#include "app/stories.h"
#include "cmd/cmd.h"
#include "cmd/explain_deal.h"
#include "conf/conf.h"

enum { EXPLANATION_MAX = 1 << 20 };

/* Explains the stories of a file, or the one whose id is item; tells whether there was one. */
static int
explain_file(const struct rules *rules, const char *path, const char *item, bool *ret_found)
{
	struct arena *arena = arena_new();
	struct story *stories;
	struct err err = { 0 };
	struct str out;
	size_t n;
	int status = EXIT_DONE;

	str_init(&out, EXPLANATION_MAX);
	if (!stories_read(path, arena, &stories, &n, &err)) {
		status = cmd_fail(&err);
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (item && strcmp(item, stories[i].id) != 0)
			continue;
		if (*ret_found)
			putchar('\n');
		*ret_found = true;
		str_reset(&out);
		matcher_explain(
			rules->matcher, &stories[i], rules->watches, rules->n_watches, &out);
		fwrite(out.text, 1, out.len, stdout);
	}
	str_clear(&out);
	arena_free(arena);
	return status;
}

static int
explain_ledger(const char *conf_path, const char *state, const char *deal)
{
	int status;
	struct conf *conf = cmd_conf(conf_path, true, &status);

	if (conf)
		status = explain_deal(state ? state : conf->daemon.state, deal);
	conf_free(conf);
	return status;
}

int
cmd_explain(const struct command *command, int argc, char **argv)
{
	const char *conf_path = NULL, *item = NULL, *deal = NULL, *state = NULL;
	const struct cmd_option options[] = { { "-c", &conf_path, NULL }, { "--item", &item, NULL },
		{ "--deal", &deal, NULL }, { "--state", &state, NULL } };
	struct setup setup;
	struct err err = { 0 };
	bool found = false;
	int n, status = EXIT_DONE;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n == 0 && !deal)
		return cmd_usage(command, "name a feed's file, or - for standard input");
	if (deal && (n > 0 || item))
		return cmd_usage(command, "--deal asks the ledger, no file");
	if (state && !deal)
		return cmd_usage(command, "--state is of --deal");
	if (deal)
		return explain_ledger(conf_path, state, deal);
	if (!cmd_setup(conf_path, true, &setup, &status))
		return status;
	for (int i = 1; i <= n; i++) {
		int fault = explain_file(&setup.rules, argv[i], item, &found);

		status = status == EXIT_DONE ? fault : status;
	}
	if (status == EXIT_DONE && item && !found) {
		err_set(&err, ERR_FAIL, "explain: no story has the id '%s'", item);
		status = cmd_fail(&err);
	}
	setup_clear(&setup);
	return status;
}
