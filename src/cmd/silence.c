/*
 * silence - no alerts for a deal or a party until a given time.
 */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rules.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/table.h"
#include "conf/conf.h"
#include "conf/value.h"
#include "lexicon/lexicon.h"
#include "store/db.h"
#include "store/deals.h"
#include "store/silence.h"
#include "story/face.h"
#include "story/words.h"
#include "text/token.h"

enum { SHOWN_MAX = 200, LINE_MAX = 64 << 10 };

static void
print_json(const struct silence *silence, struct str *line)
{
	struct jnode *node = jnode_object();

	jnode_put_int(node, "id", silence->id);
	jnode_put_text(node, silence->party_key ? "party" : "deal_id", silence->subject);
	jnode_put_time(node, "until", silence->until);
	jnode_put_time(node, "made", silence->made);
	jnode_put_text(node, "comment", silence->comment);
	str_reset(line);
	jnode_print(node, line);
	puts(line->text);
	jnode_free(node);
}

static bool
list_silences(struct db *db, bool json, struct arena *arena, struct err *err)
{
	static const struct table_column columns[] = {
		{ "ID", .right = true },
		{ "UNTIL", .least = 20 },
		{ "OF", .least = 5, .rank = 1 },
		{ "WHAT", .least = 12 },
		{ "COMMENT", .least = 8, .rank = 2 },
	};
	struct table *table = table_new(columns, ARRAY_LEN(columns), arena);
	struct silence *silences = NULL;
	char until[CLOCK_TEXT_MAX];
	struct str line;
	size_t n = 0;

	if (db && !silence_list(db, clock_wall(), arena, &silences, &n, err))
		return false;
	str_init(&line, LINE_MAX);
	for (size_t i = 0; i < n; i++) {
		if (json) {
			print_json(&silences[i], &line);
			continue;
		}
		const char *const cells[] = {
			arena_printf(arena, "%lld", (long long)silences[i].id),
			arena_strdup(arena, clock_rfc3339(silences[i].until, until)),
			silences[i].party_key ? "party" : "deal",
			silences[i].subject,
			silences[i].comment,
		};

		table_row(table, cells);
	}
	table_print(table);
	str_clear(&line);
	return true;
}

/* A date (its beginning), a time, or a span from now. */
static bool
read_until(const char *text, int64_t *ret_when)
{
	int64_t span;

	if (value_span(text, &span)) {
		*ret_when = clock_wall() + span;
		return true;
	}
	return clock_parse_rfc3339(text, ret_when);
}

/* "41", "amazon-openai-investment-2025-12", "…-2025-12-2": no party's name is like these. */
static bool
looks_like_deal(const char *text)
{
	regex_t shape;
	bool does;

	if (regcomp(&shape, "^([^ ]+-[0-9]{4}-[0-9]{2}(-[0-9]+)?|[0-9]+)$",
		    REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	does = regexec(&shape, text, 0, NULL, 0) == 0;
	regfree(&shape);
	return does;
}

/* It may be in the news one day; but who mistyped a name should learn of it. */
static bool
warn_of_stranger(struct db *db, const struct silence *silence, struct arena *arena, struct err *err)
{
	const struct deal_filter filter = { .party_key = party_find_key(silence->party_key),
		.limit = 1 };
	struct deal_row *rows;
	struct str text;
	size_t n;

	if (!deals_list(db, &filter, arena, &rows, &n, err))
		return false;
	if (n > 0)
		return true;
	str_init(&text, LINE_MAX);
	utf8_clean_line(&text, silence->subject, strlen(silence->subject), SHOWN_MAX);
	fprintf(stderr, "dealwatch: silence: warning: no lexicon file and no deal knows '%s'\n",
		text.text);
	str_clear(&text);
	return true;
}

/* A party, by the lexicon's name where it has one. */
static bool
find_party(const struct conf *conf, struct db *db, const char *text, struct arena *arena,
	struct silence *silence, struct err *err)
{
	struct tokens tokens = { 0 };
	struct rules rules = { 0 };
	struct faults faults;
	const char *canonical = NULL;
	bool loaded;

	faults_init(&faults);
	loaded = rules_load(conf, &rules, &faults);
	if (loaded)
		canonical = lexicon_canonical(rules.lexicon, text);
	if (canonical)
		silence->subject = arena_strdup(arena, canonical);
	silence->party_key = party_key(silence->subject, &tokens);
	rules_clear(&rules);
	faults_clear(&faults);
	tokens_clear(&tokens);
	if (silence->party_key)
		return canonical || !loaded || warn_of_stranger(db, silence, arena, err);
	err_set(err, ERR_USAGE, "silence: '%s' names neither a deal nor a party", text);
	return false;
}

/* A deal of the ledger, else a party. */
static bool
find_subject(const struct conf *conf, struct db *db, const char *text, struct arena *arena,
	struct silence *silence, struct err *err)
{
	struct deal_row row;
	bool found;

	if (!deals_load_named(db, text, arena, &row, &found, err))
		return false;
	silence->subject = found ? row.slug : text;
	if (found)
		return true;
	if (!looks_like_deal(text))
		return find_party(conf, db, text, arena, silence, err);
	err_set(err, ERR_FAIL, "silence: the ledger has no deal '%s'", text);
	return false;
}

static bool
add_silence(const struct conf *conf, struct db *db, const char *subject, int64_t until,
	const char *comment, struct arena *arena, struct err *err)
{
	struct silence silence = {
		.until = until, .made = clock_wall(), .comment = comment ? comment : ""
	};
	char buf[CLOCK_TEXT_MAX];

	if (!find_subject(conf, db, subject, arena, &silence, err) || !db_begin(db, err))
		return false;
	if (!silence_add(db, &silence, &silence.id, err)) {
		db_rollback(db);
		return false;
	}
	if (!db_commit(db, err))
		return false;
	printf("%lld: no alerts for %s ", (long long)silence.id,
		silence.party_key ? "party" : "deal");
	cmd_print_clean(silence.subject, SHOWN_MAX);
	printf(" until %s\n", clock_rfc3339(until, buf));
	return true;
}

static bool
remove_silence(struct db *db, const char *text, struct err *err)
{
	char *end;
	long long id = strtoll(text, &end, 10);
	bool found = false;

	if (*end == '\0' && id > 0 && db && !silence_remove(db, id, &found, err))
		return false;
	if (!found)
		err_set(err, ERR_FAIL, "silence: there is none with the number '%s'", text);
	return found;
}

int
cmd_silence(const struct command *command, int argc, char **argv)
{
	const char *path = NULL, *until_text = NULL, *comment = NULL, *remove = NULL;
	bool json = false, ok;
	const struct cmd_option options[] = {
		{ .name = "-c", .text = &path },
		{ .name = "--until", .text = &until_text },
		{ .name = "--comment", .text = &comment },
		{ .name = "--remove", .text = &remove },
		{ .name = "--json", .flag = &json },
	};
	int64_t until = 0;
	struct err err = { 0 };
	struct arena *arena;
	struct conf *conf;
	struct db *db = NULL;
	int n, status;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n > 1 || (n == 1 && remove))
		return cmd_usage(command, "one deal or party at a time");
	if (n == 1 && !until_text)
		return cmd_usage(command, "say until when: --until 7d, --until 2026-01-31");
	if (n == 0 && (until_text || comment))
		return cmd_usage(command, "name a deal or a party");
	if (until_text && !read_until(until_text, &until))
		return cmd_usage(command,
			"--until: '%s' is neither a date as 2026-01-31, a time as "
			"2026-01-31T10:00:00Z nor a span as 7d, 3660d at most",
			until_text);
	if (until_text && until <= clock_wall())
		return cmd_usage(command, "--until: '%s' is over already", until_text);
	conf = cmd_conf(path, true, &status);
	if (!conf)
		return status;
	arena = arena_new();
	/* Only a new silence makes a state where there is none. */
	ok = n == 0 ? cmd_state(conf->daemon.state, &db, &err)
		    : (db = db_open(conf->daemon.state, false, &err)) != NULL;
	if (ok && remove)
		ok = remove_silence(db, remove, &err);
	else if (ok && n == 1)
		ok = add_silence(conf, db, argv[1], until, comment, arena, &err);
	else if (ok)
		ok = list_silences(db, json, arena, &err);
	db_close(db);
	arena_free(arena);
	conf_free(conf);
	return ok ? EXIT_DONE : cmd_fail(&err);
}
