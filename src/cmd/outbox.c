/*
 * outbox - deliveries that wait or failed for good.
 *
 * A running daemon need not be told: it looks into the outbox every few seconds.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "cmd/cmd.h"
#include "cmd/table.h"
#include "conf/conf.h"
#include "store/db.h"
#include "store/outbox.h"

enum { HEADLINE_MAX = 60, LINE_MAX_BYTES = 64 * 1024 };

struct listing {
	struct arena *arena;
	struct table *table; /* NULL: as JSON */
	char **names;        /* of the notifiers asked for; none: all of them */
	int n_names;
	const struct conf *conf;
	struct zone *zone; /* of digest and quiet */
};

static const char *
row_state(const struct outbox_row *row)
{
	if (row->state == OUTBOX_PARKED)
		return "parked";
	return row->held ? "held" : "waiting";
}

/* When a rule lets the row go: at its digest, or when the quiet hours are over; 0: nobody knows. */
static int64_t
held_until(const struct listing *listing, const struct outbox_row *row)
{
	int64_t now = clock_wall(), end;
	const struct conf_notifier *notifier = NULL;

	for (size_t i = 0; i < listing->conf->n_notifiers; i++)
		if (strcmp(listing->conf->notifiers[i].name, row->notifier) == 0)
			notifier = &listing->conf->notifiers[i];
	if (notifier && notifier->digest >= 0)
		return zone_next(listing->zone, row->created, notifier->digest);
	if (!notifier || notifier->quiet_from < 0 || notifier->quiet_to < 0)
		return 0;
	end = zone_next(listing->zone, now, notifier->quiet_to);
	return end < zone_next(listing->zone, now, notifier->quiet_from) ? end : 0;
}

/* Not before then; 0: at once, or nobody knows. */
static int64_t
next_try(const struct listing *listing, const struct outbox_row *row)
{
	if (row->state != OUTBOX_WAITING)
		return 0;
	return row->held && row->next_at == 0 ? held_until(listing, row) : row->next_at;
}

/* The headline as the alert has it; "" where it can't be read. */
static void
put_headline(struct str *out, const struct outbox_row *row, size_t max)
{
	struct jnode *alert = row->alert ? jnode_parse(row->alert, strlen(row->alert), NULL) : NULL;
	const char *headline = jnode_get_text(jnode_get(alert, "data"), "headline");

	if (headline)
		utf8_clean_line(out, headline, strlen(headline), max);
	jnode_free(alert);
}

static void
print_json(const struct listing *listing, const struct outbox_row *row)
{
	struct jnode *node = jnode_object();
	struct str text;

	str_init(&text, LINE_MAX_BYTES);
	put_headline(&text, row, LINE_MAX_BYTES / 4);
	jnode_put_int(node, "id", row->id);
	jnode_put_text(node, "alert_id", row->alert_id);
	jnode_put_text(node, "deal_id", row->deal_id);
	jnode_put_text(node, "notifier", row->notifier);
	jnode_put_text(node, "state", row_state(row));
	jnode_put_int(node, "tries", row->tries);
	jnode_put_time(node, "created", row->created);
	jnode_put_time(node, "next_try", next_try(listing, row));
	jnode_put_text(node, "headline", text.text);
	jnode_put_text(node, "error", row->error);
	str_reset(&text);
	jnode_print(node, &text);
	puts(text.text);
	str_clear(&text);
	jnode_free(node);
}

static void
put_row(const struct listing *listing, const struct outbox_row *row)
{
	int64_t when = next_try(listing, row);
	char shown[CLOCK_TEXT_MAX] = "-";
	struct str text;

	str_init(&text, LINE_MAX_BYTES);
	put_headline(&text, row, HEADLINE_MAX);
	if (when > 0)
		clock_rfc3339(when, shown);

	const char *const cells[] = {
		arena_printf(listing->arena, "%lld", (long long)row->id),
		row_state(row),
		row->notifier,
		arena_printf(listing->arena, "%u", row->tries),
		shown,
		text.text,
	};

	table_row(listing->table, cells);
	table_note(listing->table, row->error);
	str_clear(&text);
}

static bool
is_asked_for(const struct listing *listing, const char *notifier)
{
	for (int i = 0; i < listing->n_names; i++)
		if (strcmp(listing->names[i], notifier) == 0)
			return true;
	return listing->n_names == 0;
}

static void
on_row(void *arg, const struct outbox_row *row)
{
	struct listing *listing = arg;

	if (!is_asked_for(listing, row->notifier))
		return;
	if (listing->table)
		put_row(listing, row);
	else
		print_json(listing, row);
}

static bool
list(struct db *db, const struct conf *conf, char **names, int n_names, bool json, struct err *err)
{
	static const struct table_column columns[] = {
		{ "ID", .right = true },
		{ "STATE", .least = 7 },
		{ "NOTIFIER", .least = 8 },
		{ "TRIES", .rank = 1, .right = true },
		{ "NEXT TRY", .least = 20, .rank = 2 },
		{ "ALERT", .least = 14 },
	};
	struct listing listing = { .names = names,
		.n_names = n_names,
		.conf = conf,
		.zone = zone_new(conf->daemon.timezone, err) };
	bool ok;

	if (!listing.zone)
		return false;
	listing.arena = arena_new();
	if (!json)
		listing.table = table_new(columns, ARRAY_LEN(columns), listing.arena);
	ok = outbox_list(db, on_row, &listing, err);
	if (listing.table)
		table_print(listing.table);
	arena_free(listing.arena);
	zone_free(listing.zone);
	return ok;
}

static bool
change(struct db *db, const char *retry, const char *drop, struct err *err)
{
	int64_t n = 0;
	bool ok = !db || (retry ? outbox_retry(db, retry, &n, err)
				: outbox_drop(db, drop, clock_wall(), &n, err));

	if (ok && n == 0 && strcmp(retry ? retry : drop, "all") != 0) {
		err_set(err, ERR_FAIL, "outbox: no delivery '%s' waits or failed",
			retry ? retry : drop);
		return false;
	}
	if (ok)
		printf(retry ? "%lld to be sent again\n" : "%lld dropped\n", (long long)n);
	return ok;
}

static bool
names_exist(const struct conf *conf, char **names, int n_names, struct err *err)
{
	for (int i = 0; i < n_names; i++) {
		size_t k = 0;

		while (k < conf->n_notifiers && strcmp(conf->notifiers[k].name, names[i]) != 0)
			k++;
		if (k < conf->n_notifiers)
			continue;
		err_set(err, ERR_USAGE, "there is no [notify \"%s\"] in the configuration",
			names[i]);
		return false;
	}
	return true;
}

static int
work(const struct conf *conf, char **names, int n_names, const char *retry, const char *drop,
	bool json)
{
	struct err err = { 0 };
	struct db *db = NULL;
	bool ok =
		names_exist(conf, names, n_names, &err) && cmd_state(conf->daemon.state, &db, &err);

	if (ok && (retry || drop))
		ok = change(db, retry, drop, &err);
	else if (ok && db)
		ok = list(db, conf, names, n_names, json, &err);
	db_close(db);
	return ok ? EXIT_DONE : cmd_fail(&err);
}

int
cmd_outbox(const struct command *command, int argc, char **argv)
{
	const char *path = NULL, *retry = NULL, *drop = NULL;
	bool json = false;
	const struct cmd_option options[] = {
		{ .name = "-c", .text = &path },
		{ .name = "--retry", .text = &retry },
		{ .name = "--drop", .text = &drop },
		{ .name = "--json", .flag = &json },
	};
	int n, status = EXIT_DONE;
	struct conf *conf;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n > 0 && (retry || drop))
		return cmd_usage(command, "%s takes one id, not '%s' too",
			retry ? "--retry" : "--drop", argv[1]);
	if (retry && drop)
		return cmd_usage(command, "--retry and --drop exclude each other");
	conf = cmd_conf(path, true, &status);
	if (!conf)
		return status;
	status = work(conf, argv + 1, n, retry, drop, json);
	conf_free(conf);
	return status;
}
