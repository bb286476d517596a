/*
 * replay - which alerts would have gone out for these feeds; and which others under
 * another configuration.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/replay.h"
#include "app/setup.h"
#include "app/stories.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/progress.h"
#include "store/db.h"

enum { LINE_MAX = 64 << 20 };

struct reel {
	struct arena *arena;
	struct story *stories;
	size_t n, cap;
};

static bool
reel_read(struct reel *reel, char **paths, int n_paths, struct err *err)
{
	for (int i = 0; i < n_paths; i++) {
		struct story *stories;
		size_t n;

		if (!stories_read(paths[i], reel->arena, &stories, &n, err))
			return false;
		if (n == 0)
			continue;
		if (reel->n + n > reel->cap) {
			reel->cap = 2 * (reel->n + n);
			reel->stories = mem_resize(reel->stories, reel->cap, sizeof *reel->stories);
		}
		memcpy(reel->stories + reel->n, stories, n * sizeof *stories);
		reel->n += n;
	}
	return true;
}

/* The results and how far they are, which may share a terminal. */
struct printer {
	struct str line;
	struct progress progress;
};

static bool
print_alert(void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err)
{
	struct jnode *node = alert_to_json(alert);
	struct printer *printer = arg;

	(void)watch;
	(void)now;
	(void)err;
	str_reset(&printer->line);
	jnode_print(node, &printer->line);
	progress_hide(&printer->progress);
	puts(printer->line.text);
	jnode_free(node);
	return true;
}

static void
on_story(void *arg, size_t done, size_t n_stories)
{
	progress_tell(arg, done, n_stories, "stories");
}

/* Runs the stories under one configuration in a state at path; who is told of each is the progress. */
static int
run_under(const struct setup *setup, const struct reel *reel, const char *state,
	const struct replay_hooks *hooks)
{
	struct err err = { 0 };
	struct db *db = db_open(state, true, &err);
	bool ok = db &&
		  replay_run(setup->conf, &setup->rules, db, reel->stories, reel->n, hooks, &err);

	progress_hide(hooks->story_arg);
	db_close(db);
	return ok ? EXIT_DONE : cmd_fail(&err);
}

/* --- against another configuration ------------------------------------------ */

struct kept {
	struct arena *arena;
	struct alert *alerts;
	const char **lines; /* their JSON */
	bool *met;
	size_t n, cap;
};

/* Keeps an alert: its JSON goes through alert_from_json, so nothing of it is borrowed. */
static bool
keep_alert(void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err)
{
	struct kept *kept = arg;
	struct jnode *node = alert_to_json(alert);
	struct str line;
	bool ok;

	(void)watch;
	(void)now;
	if (kept->n == kept->cap) {
		kept->cap = kept->cap ? 2 * kept->cap : 64;
		kept->alerts = mem_resize(kept->alerts, kept->cap, sizeof *kept->alerts);
		kept->lines = mem_resize(kept->lines, kept->cap, sizeof *kept->lines);
		kept->met = mem_resize(kept->met, kept->cap, sizeof *kept->met);
	}
	str_init(&line, LINE_MAX);
	jnode_print(node, &line);
	ok = alert_from_json(node, &kept->alerts[kept->n], kept->arena, err);
	kept->lines[kept->n] = arena_strdup(kept->arena, line.text);
	kept->met[kept->n] = false;
	kept->n += ok;
	str_clear(&line);
	jnode_free(node);
	return ok;
}

static void
kept_clear(struct kept *kept)
{
	free(kept->alerts);
	free(kept->lines);
	free(kept->met);
	arena_free(kept->arena);
}

static bool
share_story(const struct alert *a, const struct alert *b)
{
	for (size_t i = 0; i < a->n_story_ids; i++)
		for (size_t j = 0; j < b->n_story_ids; j++)
			if (strcmp(a->story_ids[i], b->story_ids[j]) == 0)
				return true;
	return false;
}

/* The same alert under the other configuration: of the same watch, revision and news. */
static size_t
find_counterpart(const struct kept *kept, const struct alert *alert)
{
	for (size_t i = 0; i < kept->n; i++) {
		const struct alert *other = &kept->alerts[i];

		if (!kept->met[i] && other->revision == alert->revision &&
			strcmp(other->watch, alert->watch) == 0 && share_story(other, alert))
			return i;
	}
	return SIZE_MAX;
}

/* What a reader of the two alerts would call another: not who else reported it. */
static bool
alerts_differ(const struct alert *a, const struct alert *b)
{
	return a->type != b->type || strcmp(a->headline, b->headline) != 0 ||
	       a->deal.kind != b->deal.kind || a->deal.status != b->deal.status ||
	       a->n_changes != b->n_changes || a->n_story_ids != b->n_story_ids;
}

static void
print_difference(const char *what, const struct kept *from, size_t i, const struct kept *to,
	size_t j, bool json)
{
	char date[CLOCK_TEXT_MAX];
	const struct alert *alert = to ? &to->alerts[j] : &from->alerts[i];

	if (json) {
		printf("{\"difference\":\"%s\",\"from\":%s,\"to\":%s}\n", what,
			from ? from->lines[i] : "null", to ? to->lines[j] : "null");
		return;
	}
	printf("%-7s  %.10s  %s  %s  %s", what, clock_rfc3339(alert->timestamp, date), alert->watch,
		alert_type_name(alert->type), alert->headline);
	if (from && to && strcmp(from->alerts[i].headline, alert->headline) != 0)
		printf("  (was: %s)", from->alerts[i].headline);
	putchar('\n');
}

static void
print_differences(struct kept *from, struct kept *to, bool json)
{
	size_t n_gained = 0, n_lost = 0, n_changed = 0;

	for (size_t i = 0; i < from->n; i++) {
		size_t j = find_counterpart(to, &from->alerts[i]);

		if (j == SIZE_MAX) {
			print_difference("lost", from, i, NULL, 0, json);
			n_lost++;
			continue;
		}
		assert(to->met); /* made with the alerts */
		to->met[j] = true;
		if (alerts_differ(&from->alerts[i], &to->alerts[j])) {
			print_difference("changed", from, i, to, j, json);
			n_changed++;
		}
	}
	for (size_t j = 0; j < to->n; j++) {
		if (to->met[j])
			continue;
		print_difference("gained", NULL, 0, to, j, json);
		n_gained++;
	}
	if (!json)
		printf("%zu gained, %zu lost, %zu changed\n", n_gained, n_lost, n_changed);
}

static int
run_against(const struct setup *setup, const char *other_path, const struct reel *reel, bool json)
{
	struct kept from = { .arena = arena_new() }, to = { .arena = arena_new() };
	struct setup other = { 0 };
	struct progress progress;
	const struct replay_hooks keep_from = { keep_alert, &from, on_story, &progress };
	const struct replay_hooks keep_to = { keep_alert, &to, on_story, &progress };
	int status;

	progress_begin(&progress);
	if (cmd_setup(other_path, true, &other, &status)) {
		status = run_under(setup, reel, ":memory:", &keep_from);
		if (status == EXIT_DONE)
			status = run_under(&other, reel, ":memory:", &keep_to);
		if (status == EXIT_DONE)
			print_differences(&from, &to, json);
	}
	setup_clear(&other);
	kept_clear(&from);
	kept_clear(&to);
	return status;
}

int
cmd_replay(const struct command *command, int argc, char **argv)
{
	const char *path = NULL, *state = NULL, *against = NULL;
	bool json = false;
	struct cmd_option options[] = {
		{ .name = "-c", .text = &path },
		{ .name = "--state", .text = &state },
		{ .name = "--against", .text = &against },
		{ .name = "--json", .flag = &json },
	};
	struct reel reel = { 0 };
	struct setup setup;
	struct printer printer;
	const struct replay_hooks print = { print_alert, &printer, on_story, &printer.progress };
	struct err err = { 0 };
	int n, status;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n == 0)
		return cmd_usage(command, "name the feeds to replay");
	if (state && against)
		return cmd_usage(command, "--against has no state to keep");
	if (!cmd_setup(path, true, &setup, &status))
		return status;
	reel.arena = arena_new();
	str_init(&printer.line, LINE_MAX);
	progress_begin(&printer.progress);
	if (!reel_read(&reel, argv + 1, n, &err))
		status = cmd_fail(&err);
	else if (against)
		status = run_against(&setup, against, &reel, json);
	else
		status = run_under(&setup, &reel, state ? state : ":memory:", &print);
	str_clear(&printer.line);
	free(reel.stories);
	arena_free(reel.arena);
	setup_clear(&setup);
	return status;
}
