/*
 * feeds - every configured feed and how it fares.
 *
 * Reads the store beside a running daemon. What a feed or a server wrote is cleaned, so that
 * it cannot move the terminal's cursor.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "base/url.h"
#include "cmd/cmd.h"
#include "cmd/leads.h"
#include "cmd/table.h"
#include "conf/conf.h"
#include "store/db.h"
#include "store/feeds.h"

enum { LINE_BYTES_MAX = 64 << 10 };

static void
print_json(const struct conf_feed *feed, const struct feed_state *state, struct arena *arena)
{
	struct jnode *node = jnode_object();
	struct str line;

	jnode_put_text(node, "feed", feed->section);
	jnode_put_text(node, "name", feed->name ? feed->name : state->title);
	jnode_put_text(node, "url", url_masked(arena, feed->url));
	jnode_put_text(node, "moved_to", url_masked(arena, state->address));
	jnode_put_text(node, "state", feed_state_word(state));
	jnode_put_time(node, "last_poll", state->polled_at);
	jnode_put_time(node, "last_success", state->ok_at);
	jnode_put_time(node, "last_new", state->new_at);
	jnode_put_time(node, "last_rolled_over", state->rolled_at);
	jnode_put_time(node, "next_poll", state->next_at);
	jnode_put_text(node, "last_error", state->error);
	jnode_put_time(node, "last_error_time", state->error_at);
	jnode_put_int(node, "failures", state->failures);
	jnode_put_int(node, "http_status", state->status);
	jnode_put_int(node, "interval", state->interval > 0 ? state->interval : feed->interval);
	jnode_put_int(node, "polls", state->polls);
	jnode_put_int(node, "items", state->items);
	jnode_put_int(node, "items_seen", state->items_seen);
	str_init(&line, LINE_BYTES_MAX);
	jnode_print(node, &line);
	puts(line.text);
	str_clear(&line);
	jnode_free(node);
}

static const char *
time_text(int64_t when, struct arena *arena)
{
	char buf[CLOCK_TEXT_MAX];

	return when > 0 ? arena_strdup(arena, clock_rfc3339(when, buf)) : "-";
}

static void
feed_row(struct table *table, const struct conf_feed *feed, const struct feed_state *state,
	struct arena *arena)
{
	const char *const cells[] = {
		feed->section,
		feed_state_word(state),
		time_text(state->ok_at, arena),
		time_text(state->next_at, arena),
		arena_printf(arena, "%lld", (long long)state->items_seen),
	};

	table_row(table, cells);
	if (state->error)
		table_note(table, arena_printf(arena, "%s: %s", time_text(state->error_at, arena),
					  state->error));
}

/* Which feeds are asked for; no names: all of them. */
struct choice {
	char **names;
	int n;
};

static bool
is_chosen(const struct choice *choice, const char *section)
{
	for (int i = 0; i < choice->n; i++)
		if (strcmp(choice->names[i], section) == 0)
			return true;
	return choice->n == 0;
}

static bool
choice_exists(const struct choice *choice, const struct conf *conf, struct err *err)
{
	for (int i = 0; i < choice->n; i++) {
		size_t k = 0;

		while (k < conf->n_feeds && strcmp(conf->feeds[k].section, choice->names[i]) != 0)
			k++;
		if (k < conf->n_feeds)
			continue;
		err_set(err, ERR_USAGE, "there is no [feed \"%s\"] in the configuration",
			choice->names[i]);
		return false;
	}
	return true;
}

static bool
print_feed(const struct conf_feed *feed, struct db *db, struct table *table, struct arena *arena,
	struct err *err)
{
	struct feed_state state = { 0 };
	bool found = false;

	if (db && !feeds_get(db, feed->section, arena, &state, &found, err))
		return false;
	if (found && strcmp(state.url, feed->url) != 0)
		state = (struct feed_state){ 0 }; /* of another address */
	if (table)
		feed_row(table, feed, &state, arena);
	else
		print_json(feed, &state, arena);
	return true;
}

static bool
print_feeds(const struct conf *conf, const struct choice *choice, struct db *db, bool json,
	struct err *err)
{
	static const struct table_column columns[] = {
		{ "FEED", .least = 8 },
		{ "STATE", .least = 7 },
		{ "LAST SUCCESS", .least = 20 },
		{ "NEXT POLL", .least = 20, .rank = 2 },
		{ "ITEMS", .rank = 1, .right = true },
	};
	struct arena *arena = arena_new();
	struct table *table = json ? NULL : table_new(columns, ARRAY_LEN(columns), arena);
	bool ok = true;

	for (size_t i = 0; ok && i < conf->n_feeds; i++) {
		if (json)
			arena_reset(arena);
		if (is_chosen(choice, conf->feeds[i].section))
			ok = print_feed(&conf->feeds[i], db, table, arena, err);
	}
	if (table)
		table_print(table);
	arena_free(arena);
	return ok;
}

int
cmd_feeds(const struct command *command, int argc, char **argv)
{
	const char *path = NULL;
	bool json = false, leads = false, ok;
	const struct cmd_option options[] = {
		{ .name = "-c", .text = &path },
		{ .name = "--json", .flag = &json },
		{ .name = "--leads", .flag = &leads },
	};
	int n, status;
	struct err err = { 0 };
	struct db *db = NULL;
	struct conf *conf;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (leads && n > 0)
		return cmd_usage(command, "--leads is of all outlets");
	conf = cmd_conf(path, true, &status);
	if (!conf)
		return status;

	const struct choice choice = { argv + 1, n };

	ok = choice_exists(&choice, conf, &err) && cmd_state(conf->daemon.state, &db, &err) &&
	     (leads ? leads_print(db, json, &err) : print_feeds(conf, &choice, db, json, &err));
	db_close(db);
	conf_free(conf);
	return ok ? EXIT_DONE : cmd_fail(&err);
}
