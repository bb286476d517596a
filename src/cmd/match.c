/*
 * match - the verdict on every story of some feeds, a JSON line each, without memory.
 */
#include <stdio.h>

#include "app/setup.h"
#include "app/stories.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "model/verdict.h"

enum { LINE_MAX_BYTES = 16 << 20 };

static void
print_verdict(const struct rules *rules, const struct story *story, struct str *line)
{
	struct arena *arena = arena_new();
	const char **names = arena_array(arena, rules->n_watches + 1, sizeof *names);
	struct verdict verdict;
	struct jnode *node;
	uint64_t wanted;
	size_t n = 0;

	matcher_judge(
		rules->matcher, story, rules->watches, rules->n_watches, arena, &verdict, &wanted);
	for (size_t i = 0; i < rules->n_watches && i < 64; i++)
		if (wanted >> i & 1)
			names[n++] = rules->watches[i].name;
	node = verdict_to_json(story, &verdict, names, n);
	str_reset(line);
	jnode_print(node, line);
	str_putc(line, '\n');
	fwrite(line->text, 1, line->len, stdout);
	jnode_free(node);
	arena_free(arena);
}

static int
match_file(const struct rules *rules, const char *path)
{
	struct arena *arena = arena_new();
	struct story *stories;
	struct err err = { 0 };
	struct str line;
	size_t n;
	int status = EXIT_DONE;

	str_init(&line, LINE_MAX_BYTES);
	if (!stories_read(path, arena, &stories, &n, &err)) {
		status = cmd_fail(&err);
		n = 0;
	}
	for (size_t i = 0; i < n && !ferror(stdout); i++)
		print_verdict(rules, &stories[i], &line);
	str_clear(&line);
	arena_free(arena);
	return status;
}

int
cmd_match(const struct command *command, int argc, char **argv)
{
	const char *conf_path = NULL;
	const struct cmd_option options[] = { { "-c", &conf_path, NULL } };
	struct setup setup;
	int n, status = EXIT_DONE;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n == 0)
		return cmd_usage(command, "name a feed's file, or - for standard input");
	if (!cmd_setup(conf_path, true, &setup, &status))
		return status;
	for (int i = 1; i <= n && !ferror(stdout); i++) {
		int fault = match_file(&setup.rules, argv[i]); /* the others are looked at, too */

		status = status == EXIT_DONE ? fault : status;
	}
	setup_clear(&setup);
	return status;
}
