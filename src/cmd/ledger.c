/*
 * ledger - the deals of a state as a table, JSON, CSV, a graph and totals.
 */
#include "cmd/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cmd/table.h"
#include "ledger/circle.h"
#include "ledger/totals.h"
#include "newsroom/bulletin.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "story/words.h"
#include "text/token.h"

enum { CELL_MAX = 400, LINE_MAX = 16 << 20 };

static struct deal
row_deal(const struct deal_row *row, struct arena *arena)
{
	struct dossier dossier;

	bulletin_dossier(row, &dossier, arena);
	return dossier.deal;
}

static const char *
day_of(int64_t when, struct arena *arena)
{
	char buf[CLOCK_TEXT_MAX];

	return arena_printf(arena, "%.10s", clock_rfc3339(when, buf));
}

static const char *
sum_of(const struct amount *amount, struct arena *arena)
{
	char buf[AMOUNT_TEXT_MAX];

	return amount->value > 0 ? arena_strdup(arena, amount_text(amount, buf)) : "";
}

static const char *
parties_of(const struct deal *deal, bool roles, const char *between, struct arena *arena)
{
	struct str text;
	const char *list;

	str_init(&text, LINE_MAX);
	for (size_t i = 0; i < deal->n_parties; i++) {
		const struct party *party = &deal->parties[i];

		str_printf(&text, "%s%s", i ? between : "", party->name);
		if (roles && party->role)
			str_printf(&text, " (%s)", role_name(party->role));
	}
	list = arena_strdup(arena, text.text);
	str_clear(&text);
	return list;
}

/* --- table ------------------------------------------------------------------ */

void
ledger_table(const struct deal_row *rows, size_t n, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ "ID", .right = true },
		{ "LAST", .rank = 1, .whole = true },
		{ "STATUS", .whole = true },
		{ "KIND", .rank = 2, .whole = true },
		{ "SUM", .least = 16 },
		{ "PARTIES", .least = 20 },
		{ "DEAL", .rank = 3, .whole = true },
	};
	struct table *table = table_new(columns, ARRAY_LEN(columns), arena);

	for (size_t i = 0; i < n; i++) {
		struct deal deal = row_deal(&rows[i], arena);
		const char *status = deal.status ? status_name(deal.status) : "";
		const char *const cells[] = {
			arena_printf(arena, "%lld", (long long)rows[i].id),
			day_of(rows[i].last, arena),
			rows[i].context ? arena_printf(arena, "(%s)", *status ? status : "told")
					: status,
			kind_name(deal.kind),
			sum_of(&deal.amount, arena),
			parties_of(&deal, false, ", ", arena),
			rows[i].slug,
		};

		table_row(table, cells);
	}
	table_print(table);
}

/* --- JSON ------------------------------------------------------------------- */

static bool
put_stories(struct db *db, const struct deal_row *row, struct jnode *node, struct arena *arena,
	struct err *err)
{
	struct jnode *sources = jnode_array(), *ids = jnode_array();
	struct deal_story *stories;
	size_t n;

	jnode_put(node, "sources", sources);
	jnode_put(node, "story_ids", ids);
	if (!deal_stories(db, row->id, true, 0, arena, &stories, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct jnode *source = jnode_object();

		jnode_put_text(source, "name", stories[i].source);
		jnode_put_text(source, "title", stories[i].title);
		jnode_put_text(source, "url", stories[i].url);
		jnode_put_time(source, "published", stories[i].published);
		jnode_put_text(source, "origin", stories[i].named);
		jnode_put_bool(source, "in_passing", stories[i].context);
		jnode_append(sources, source);
		if (!stories[i].context)
			jnode_append(ids, jnode_text(stories[i].story_id));
	}
	return true;
}

static bool
put_history(struct db *db, const struct deal_row *row, struct jnode *node, struct arena *arena,
	struct err *err)
{
	struct jnode *history = jnode_array();
	struct deal_event *events;
	size_t n;

	jnode_put(node, "history", history);
	if (!deal_events(db, row->id, arena, &events, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct jnode *event = jnode_object();

		jnode_put_time(event, "time", events[i].at);
		jnode_put_text(event, "field", events[i].field);
		jnode_put_text(event, "from", events[i].was);
		jnode_put_text(event, "to", events[i].now);
		jnode_put_text(event, "source", events[i].source);
		jnode_append(history, event);
	}
	return true;
}

bool
ledger_json(
	struct db *db, const struct deal_row *rows, size_t n, struct arena *arena, struct err *err)
{
	struct str line;
	bool ok = true;

	str_init(&line, LINE_MAX);
	for (size_t i = 0; i < n && ok; i++) {
		struct dossier dossier;
		struct jnode *node = jnode_object();

		bulletin_dossier(&rows[i], &dossier, arena);
		jnode_put_text(node, "deal_id", rows[i].slug);
		jnode_put_bool(node, "context", rows[i].context);
		jnode_put_time(node, "first", rows[i].first);
		jnode_put_time(node, "last", rows[i].last);
		jnode_put_text(node, "headline", rows[i].headline);
		jnode_put(node, "deal", deal_to_json(&dossier.deal));
		jnode_put_int(node, "origins", (int64_t)dossier.n_origins);
		ok = put_stories(db, &rows[i], node, arena, err) &&
		     put_history(db, &rows[i], node, arena, err);
		if (ok) {
			str_reset(&line);
			jnode_print(node, &line);
			puts(line.text);
		}
		jnode_free(node);
	}
	str_clear(&line);
	return ok;
}

/* --- CSV -------------------------------------------------------------------- */

/* Quoted; what a spreadsheet would take for a formula gets an apostrophe in front. */
static void
put_csv(struct str *line, const char *text)
{
	struct str clean;

	str_init(&clean, LINE_MAX);
	utf8_clean_line(&clean, text, strlen(text), LINE_MAX);
	if (line->len > 0)
		str_putc(line, ',');
	str_putc(line, '"');
	if (clean.len > 0 && strchr("=+-@", clean.text[0]))
		str_putc(line, '\'');
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.text[i] == '"')
			str_putc(line, '"');
		str_putc(line, clean.text[i]);
	}
	str_putc(line, '"');
	str_clear(&clean);
}

static void
put_csv_number(struct str *line, int64_t number)
{
	str_printf(line, number > 0 ? ",%lld" : ",", (long long)number);
}

/* The outlets of a deal's stories, each once. */
static const char *
sources_of(const struct deal_story *stories, size_t n, struct arena *arena)
{
	struct str text;
	const char *list;

	str_init(&text, LINE_MAX);
	for (size_t i = 0; i < n; i++) {
		size_t before = 0;

		while (strcmp(stories[before].source, stories[i].source) != 0)
			before++;
		if (before == i)
			str_printf(&text, "%s%s", i ? "; " : "", stories[i].source);
	}
	list = arena_strdup(arena, text.text);
	str_clear(&text);
	return list;
}

bool
ledger_csv(
	struct db *db, const struct deal_row *rows, size_t n, struct arena *arena, struct err *err)
{
	struct str line;

	fputs("deal_id,context,kind,status,parties,amount,currency,bound,usd,valuation_usd,"
	      "stake_percent,first,last,sources,headline\r\n",
		stdout);
	str_init(&line, LINE_MAX);
	for (size_t i = 0; i < n; i++) {
		struct deal deal = row_deal(&rows[i], arena);
		struct deal_story *stories;
		size_t n_stories;

		if (!deal_stories(db, rows[i].id, true, 0, arena, &stories, &n_stories, err)) {
			str_clear(&line);
			return false;
		}
		str_reset(&line);
		put_csv(&line, rows[i].slug);
		str_puts(&line, rows[i].context ? ",yes" : ",no");
		put_csv(&line, kind_name(deal.kind) ? kind_name(deal.kind) : "");
		put_csv(&line, deal.status ? status_name(deal.status) : "");
		put_csv(&line, parties_of(&deal, true, "; ", arena));
		put_csv_number(&line, deal.amount.value);
		put_csv(&line, deal.amount.currency);
		put_csv(&line, deal.amount.value > 0 ? bound_name(deal.amount.bound) : "");
		put_csv_number(&line, deal.amount.usd);
		put_csv_number(&line, deal.valuation.usd);
		str_printf(&line, deal.stake_percent > 0 ? ",%g" : ",", deal.stake_percent);
		put_csv(&line, day_of(rows[i].first, arena));
		put_csv(&line, day_of(rows[i].last, arena));
		put_csv(&line, sources_of(stories, n_stories, arena));
		put_csv(&line, rows[i].headline);
		printf("%s\r\n", line.text);
	}
	str_clear(&line);
	return true;
}

/* --- graph ------------------------------------------------------------------ */

static void
put_dot_text(const char *text)
{
	struct str clean;

	str_init(&clean, CELL_MAX);
	utf8_clean_line(&clean, text, strlen(text), CELL_MAX);
	putchar('"');
	for (const char *at = clean.text; *at; at++) {
		if (*at == '"' || *at == '\\')
			putchar('\\');
		putchar(*at);
	}
	putchar('"');
	str_clear(&clean);
}

/* One sum, however many edges. */
static const char *
dot_sum(const struct deal *deal, struct arena *arena)
{
	const char *sum = sum_of(&deal->amount, arena);

	return *sum && deal->n_parties > 2 ? arena_printf(arena, "%s jointly", sum) : sum;
}

static void
put_dot_edge(const struct edge *edge, const struct deal *deal, struct arena *arena)
{
	static const struct {
		const char *verb, *colour;
	} looks[N_TIES] = {
		[TIE_INVESTS] = { "invests", "darkgreen" },
		[TIE_STAKE] = { "stake", "seagreen" },
		[TIE_LENDS] = { "lends", "saddlebrown" },
		[TIE_CHIPS] = { "buys chips", "navy" },
		[TIE_COMPUTE] = { "buys computing", "steelblue" },
	};
	bool loose = deal->status == STATUS_TALKS || deal->status == STATUS_PRELIMINARY ||
		     deal->status == STATUS_STALLED;
	bool main = (edge->tie <= TIE_LENDS) ==
		    (deal->kind != KIND_CHIP_SUPPLY && deal->kind != KIND_COMPUTE);
	const char *sum = main ? dot_sum(deal, arena) : "";

	fputs("  ", stdout);
	put_dot_text(edge->from_name);
	fputs(" -> ", stdout);
	put_dot_text(edge->to_name);
	fputs(" [label=", stdout);
	put_dot_text(arena_printf(arena, "%s%s%s%s", looks[edge->tie].verb, *sum ? " " : "", sum,
		deal->status == STATUS_TALKS ? " (talks)" : ""));
	printf(", color=%s, fontcolor=%s%s];\n", looks[edge->tie].colour, looks[edge->tie].colour,
		loose ? ", style=dashed" : "");
}

static bool
is_partner(const struct party *party)
{
	return !role_pays(party->role) && !role_is_paid(party->role);
}

static void
put_dot_tie(const struct deal *deal, const struct party *from, const struct party *to, bool both,
	struct arena *arena)
{
	const char *sum = dot_sum(deal, arena);

	fputs("  ", stdout);
	put_dot_text(from->name);
	fputs(" -> ", stdout);
	put_dot_text(to->name);
	fputs(" [label=", stdout);
	put_dot_text(arena_printf(arena, "%s%s%s", kind_name(deal->kind), *sum ? " " : "", sum));
	printf(", color=gray40, fontcolor=gray40%s%s];\n", both ? ", dir=none" : "",
		deal->status == STATUS_TALKS ? ", style=dashed" : "");
}

/*
 * A purchase, a licence, a partnership: no edges of the money graph, but ties all the same, from
 * whoever pays to whoever is paid, and between partners.
 */
static void
put_dot_other(const struct deal *deal, struct arena *arena)
{
	for (size_t i = 0; i < deal->n_parties; i++)
		for (size_t j = 0; j < deal->n_parties; j++) {
			const struct party *from = &deal->parties[i], *to = &deal->parties[j];
			bool both = i < j && is_partner(from) && is_partner(to);

			if (both || (role_pays(from->role) && role_is_paid(to->role)))
				put_dot_tie(deal, from, to, both, arena);
		}
}

void
ledger_dot(const struct deal_row *rows, size_t n, struct arena *arena)
{
	struct tokens tokens = { 0 };

	puts("digraph deals {\n  rankdir=LR;\n  node [shape=box, style=rounded, "
	     "fontname=\"sans-serif\"];\n"
	     "  edge [fontname=\"sans-serif\", fontsize=10];");
	for (size_t i = 0; i < n; i++) {
		struct deal deal = row_deal(&rows[i], arena);
		struct edge edges[DEAL_EDGES_MAX];
		uint64_t keys[PARTY_KEYS_MAX];
		size_t n_edges;

		deal.n_parties = party_keys(&deal, &tokens, keys);
		n_edges = deal_edges(&deal, keys, edges);
		for (size_t j = 0; j < n_edges; j++)
			put_dot_edge(&edges[j], &deal, arena);
		if (n_edges == 0 && deal.status != STATUS_DENIED && deal.status != STATUS_COLLAPSED)
			put_dot_other(&deal, arena);
	}
	puts("}");
	tokens_clear(&tokens);
}

/* --- totals ----------------------------------------------------------------- */

static const char *
dollars(int64_t usd, struct arena *arena)
{
	struct amount amount = { .value = usd, .usd = usd, .currency = "USD" };

	return usd > 0 ? sum_of(&amount, arena) : "-";
}

static void
total_row(struct table *table, const struct total *total, struct arena *arena)
{
	const char *cells[] = {
		total->party,
		dollars(total->out[TOTAL_ANNOUNCED], arena),
		dollars(total->out[TOTAL_AGREED], arena),
		dollars(total->out[TOTAL_CLOSED], arena),
		dollars(total->in[TOTAL_ANNOUNCED], arena),
		dollars(total->in[TOTAL_AGREED], arena),
		dollars(total->in[TOTAL_CLOSED], arena),
		dollars(total->joint, arena),
		arena_printf(arena, "%u", total->deals),
	};

	table_row(table, cells);
}

static struct jnode *
steps_json(const int64_t steps[N_TOTAL_STEPS])
{
	struct jnode *node = jnode_object();

	jnode_put_int(node, "announced", steps[TOTAL_ANNOUNCED]);
	jnode_put_int(node, "agreed", steps[TOTAL_AGREED]);
	jnode_put_int(node, "closed", steps[TOTAL_CLOSED]);
	return node;
}

static void
print_total_json(const struct total *total, struct str *line)
{
	struct jnode *node = jnode_object();

	jnode_put_text(node, "party", total->party);
	jnode_put(node, "pays_usd", steps_json(total->out));
	jnode_put(node, "gets_usd", steps_json(total->in));
	jnode_put_int(node, "jointly_usd", total->joint);
	jnode_put_int(node, "deals", total->deals);
	str_reset(line);
	jnode_print(node, line);
	puts(line->text);
	jnode_free(node);
}

void
ledger_totals(const struct deal_row *rows, size_t n, bool json, struct arena *arena)
{
	static const struct table_column columns[] = {
		{ "PARTY", .least = 12 },
		{ "announced", "PAYS", .rank = 3, .right = true },
		{ "agreed", "PAYS", .right = true },
		{ "closed", "PAYS", .rank = 1, .right = true },
		{ "announced", "GETS", .rank = 4, .right = true },
		{ "agreed", "GETS", .right = true },
		{ "closed", "GETS", .rank = 2, .right = true },
		{ "JOINTLY", .rank = 5, .right = true },
		{ "DEALS", .rank = 6, .right = true },
	};
	struct table *table = table_new(columns, ARRAY_LEN(columns), arena);
	struct totals totals = { .arena = arena };
	struct str line;

	for (size_t i = 0; i < n; i++) {
		struct deal deal = row_deal(&rows[i], arena);

		totals_add(&totals, &deal);
	}
	totals_sort(&totals);
	str_init(&line, LINE_MAX);
	for (size_t i = 0; i < totals.n; i++) {
		if (json)
			print_total_json(&totals.list[i], &line);
		else
			total_row(table, &totals.list[i], arena);
	}
	table_print(table);
	str_clear(&line);
}
