/*
 * deals - the ledger: what is known of every deal.
 */
#include <errno.h>
#include <string.h>

#include "app/rules.h"
#include "base/arena.h"
#include "base/clock.h"
#include "cmd/cmd.h"
#include "cmd/ledger.h"
#include "conf/conf.h"
#include "conf/value.h"
#include "lexicon/lexicon.h"
#include "store/db.h"
#include "store/deals.h"
#include "story/face.h"
#include "story/words.h"
#include "text/token.h"

/* What the user asked for, as text. */
struct wish {
	const char *conf, *state, *since, *until, *party, *kind, *status, *min_amount;
	bool json, csv, dot, totals, no_context;
};

/* A date, a time, or a span back from now ("7d"). */
static bool
read_date(const char *text, bool end_of_day, int64_t *ret_when)
{
	int64_t span;

	if (value_span(text, &span)) {
		*ret_when = clock_wall() - span;
		return true;
	}
	if (!clock_parse_rfc3339(text, ret_when))
		return false;
	if (end_of_day && strlen(text) == 10)
		*ret_when += 86400;
	return true;
}

/* "talks,agreed" as bits: one word at least. */
static bool
read_words(const char *text, unsigned (*parse)(const char *word), struct arena *arena,
	unsigned *ret_bits, const char **ret_bad)
{
	char *list = arena_strdup(arena, text), *rest = list, *word;

	*ret_bad = text;
	while ((word = strtok_r(rest, ", ", &rest))) {
		unsigned bit = parse(word);

		*ret_bad = word;
		if (!bit)
			return false;
		*ret_bits |= bit;
	}
	return *ret_bits != 0;
}

static unsigned
kind_bit(const char *word)
{
	enum deal_kind kind;

	return kind_parse(word, &kind) ? 1u << kind : 0;
}

static unsigned
status_bit(const char *word)
{
	enum deal_status status;

	return status_parse(word, &status) ? 1u << status : 0;
}

/*
 * The canonical name where the lexicon (NULL: there is none) knows another one: AWS is Amazon.
 * A name without a word is none.
 */
static bool
find_party(const struct lexicon *lexicon, const char *name, uint64_t *ret_key)
{
	struct tokens tokens = { 0 };
	const char *canonical = lexicon ? lexicon_canonical(lexicon, name) : NULL;
	uint64_t key = party_key(canonical ? canonical : name, &tokens);

	tokens_clear(&tokens);
	if (key)
		*ret_key = party_find_key(key);
	return key != 0;
}

/* In dollars, which the ledger is searched by; other currencies need the lexicon's rates. */
static bool
find_dollars(const struct lexicon *lexicon, const char *text, int64_t *ret_usd)
{
	struct amount least;

	if (!value_money(text, &least) || (lexicon && !rules_put_dollars(lexicon, &least)) ||
		(least.value > 0 && !lexicon && least.usd == 0))
		return false;
	*ret_usd = least.usd;
	return true;
}

static bool
make_filter(const struct command *command, const struct wish *wish, const struct lexicon *lexicon,
	struct arena *arena, struct deal_filter *filter, int *ret_status)
{
	const char *bad = NULL;

	*ret_status = EXIT_DONE;
	if (wish->since && !read_date(wish->since, false, &filter->since))
		*ret_status = cmd_usage(command,
			"--since: '%s' is neither a date as 2026-01-31 nor a span as 7d, 3660d at "
			"most",
			wish->since);
	else if (wish->until && !read_date(wish->until, true, &filter->until))
		*ret_status = cmd_usage(command,
			"--until: '%s' is neither a date as 2026-01-31 nor a span as 7d, 3660d at "
			"most",
			wish->until);
	else if (wish->kind && !read_words(wish->kind, kind_bit, arena, &filter->kinds, &bad))
		*ret_status = cmd_usage(command, "--kind: there is no kind '%s'", bad);
	else if (wish->status &&
		 !read_words(wish->status, status_bit, arena, &filter->statuses, &bad))
		*ret_status = cmd_usage(command, "--status: there is no status '%s'", bad);
	else if (wish->min_amount && !find_dollars(lexicon, wish->min_amount, &filter->min_usd))
		*ret_status = cmd_usage(
			command, "--min-amount: '%s' is no sum like $100M", wish->min_amount);
	else if (wish->party && !find_party(lexicon, wish->party, &filter->party_key))
		*ret_status = cmd_usage(command, "--party: '%s' names no party", wish->party);
	filter->no_context = wish->no_context;
	return *ret_status == EXIT_DONE;
}

/* The lexicon, where a filter needs it and it can be read, knows other names and currencies. */
static bool
read_wish(const struct command *command, const struct wish *wish, const struct conf *conf,
	struct arena *arena, struct deal_filter *filter, int *ret_status)
{
	struct rules rules = { 0 };
	struct faults faults;
	bool ok;

	faults_init(&faults);
	if ((wish->party || wish->min_amount) && !rules_load(conf, &rules, &faults))
		rules.lexicon = NULL;
	ok = make_filter(command, wish, rules.lexicon, arena, filter, ret_status);
	rules_clear(&rules);
	faults_clear(&faults);
	return ok;
}

/* A state that was named must be there; that of the configuration may be yet to come. */
static bool
state_is_there(const struct wish *wish, const struct db *db, struct err *err)
{
	if (!wish->state || db)
		return true;
	err_set(err, ERR_INPUT, "%s: %s", wish->state, strerror(ENOENT));
	return false;
}

static bool
show(const struct wish *wish, struct db *db, const struct deal_filter *filter, struct arena *arena,
	struct err *err)
{
	struct deal_row *rows = NULL;
	size_t n = 0;

	if (db && !deals_list(db, filter, arena, &rows, &n, err))
		return false;
	if (wish->totals)
		ledger_totals(rows, n, wish->json, arena);
	else if (wish->json)
		return ledger_json(db, rows, n, arena, err);
	else if (wish->csv)
		return ledger_csv(db, rows, n, arena, err);
	else if (wish->dot)
		ledger_dot(rows, n, arena);
	else if (n > 0)
		ledger_table(rows, n, arena);
	return true;
}

int
cmd_deals(const struct command *command, int argc, char **argv)
{
	struct wish wish = { 0 };
	const struct cmd_option options[] = {
		{ .name = "-c", .text = &wish.conf },
		{ .name = "--state", .text = &wish.state },
		{ .name = "--since", .text = &wish.since },
		{ .name = "--until", .text = &wish.until },
		{ .name = "--party", .text = &wish.party },
		{ .name = "--kind", .text = &wish.kind },
		{ .name = "--status", .text = &wish.status },
		{ .name = "--min-amount", .text = &wish.min_amount },
		{ .name = "--no-context", .flag = &wish.no_context },
		{ .name = "--json", .flag = &wish.json },
		{ .name = "--csv", .flag = &wish.csv },
		{ .name = "--dot", .flag = &wish.dot },
		{ .name = "--totals", .flag = &wish.totals },
	};
	struct deal_filter filter = { 0 };
	struct err err = { 0 };
	struct arena *arena;
	struct conf *conf;
	struct db *db = NULL;
	const char *state;
	int n, status;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n > 0)
		return cmd_usage(command, "takes no word '%s'", argv[1]);
	if (wish.csv + wish.dot + (wish.json || wish.totals) > 1)
		return cmd_usage(command, "one form at a time");
	conf = cmd_conf(wish.conf, true, &status);
	if (!conf)
		return status;
	arena = arena_new();
	state = wish.state ? wish.state : conf->daemon.state;
	if (read_wish(command, &wish, conf, arena, &filter, &status)) {
		if (!cmd_state(state, &db, &err) || !state_is_there(&wish, db, &err) ||
			!show(&wish, db, &filter, arena, &err))
			status = cmd_fail(&err);
		db_close(db);
	}
	arena_free(arena);
	conf_free(conf);
	return status;
}
