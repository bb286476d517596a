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
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/leads.h"
#include "conf/conf.h"
#include "store/db.h"
#include "store/feeds.h"

enum { LINE_BYTES_MAX = 64 << 10, SHOWN_MAX = 300 };

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

static void
print_clean(const char *text, int width)
{
	struct str clean;

	str_init(&clean, SHOWN_MAX);
	utf8_clean_line(&clean, text, strlen(text), SHOWN_MAX);
	printf("%-*s", width, clean.text);
	str_clear(&clean);
}

static void
print_time(int64_t when)
{
	char buf[CLOCK_TEXT_MAX];

	printf("  %-20s", when > 0 ? clock_rfc3339(when, buf) : "-");
}

static void
print_line(const struct conf_feed *feed, const struct feed_state *state, int width)
{
	print_clean(feed->section, width);
	printf("  %-11s", feed_state_word(state));
	print_time(state->ok_at);
	print_time(state->next_at);
	printf("  %6lld", (long long)state->items_seen);
	if (state->error) {
		print_time(state->error_at);
		fputs("  ", stdout);
		print_clean(state->error, 0);
	}
	putchar('\n');
}

static bool
print_feeds(const struct conf *conf, struct db *db, bool json, struct err *err)
{
	struct arena *arena = arena_new();
	int width = 4;
	bool ok = true;

	for (size_t i = 0; i < conf->n_feeds; i++)
		if ((int)strlen(conf->feeds[i].section) > width)
			width = (int)strlen(conf->feeds[i].section);
	if (!json && conf->n_feeds > 0)
		printf("%-*s  %-11s  %-20s  %-20s  %6s  %-20s  %s\n", width, "FEED", "STATE",
			"LAST SUCCESS", "NEXT POLL", "ITEMS", "LAST ERROR", "WHAT");
	for (size_t i = 0; ok && i < conf->n_feeds; i++) {
		const struct conf_feed *feed = &conf->feeds[i];
		struct feed_state state = { 0 };
		bool found = false;

		arena_reset(arena);
		ok = !db || feeds_get(db, feed->section, arena, &state, &found, err);
		if (found && strcmp(state.url, feed->url) != 0)
			state = (struct feed_state){ 0 }; /* of another address */
		if (ok && json)
			print_json(feed, &state, arena);
		else if (ok)
			print_line(feed, &state, width);
	}
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
	int status;
	struct err err = { 0 };
	struct db *db = NULL;
	struct conf *conf;

	conf = cmd_begin(command, argc, argv, options, ARRAY_LEN(options), &path, true, &status);
	if (!conf)
		return status;
	ok = cmd_state(conf->daemon.state, &db, &err) &&
	     (leads ? leads_print(db, json, &err) : print_feeds(conf, db, json, &err));
	db_close(db);
	conf_free(conf);
	return ok ? EXIT_DONE : cmd_fail(&err);
}
