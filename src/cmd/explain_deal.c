/*
 * explain_deal - why a deal's stories were merged, and which near ones were kept apart.
 */
#include "cmd/explain_deal.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "cmd/cmd.h"
#include "newsroom/bulletin.h"
#include "store/db.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "store/deals.h"

enum { SHOWN_MAX = 400 };

static void
print_clean(const char *text)
{
	cmd_print_clean(text, SHOWN_MAX);
}

static void
print_time(int64_t when)
{
	char buf[CLOCK_TEXT_MAX];

	printf("  %.16s  ", clock_rfc3339(when, buf));
}

static void
print_facts(const struct deal_row *row, struct arena *arena)
{
	char sum[AMOUNT_TEXT_MAX];
	struct dossier dossier;
	const struct deal *deal = &dossier.deal;

	bulletin_dossier(row, &dossier, arena);
	print_clean(row->headline);
	printf("\n%lld  %s%s\n  %s, %s", (long long)row->id, row->slug,
		row->context ? " (told in passing only)" : "",
		kind_name(deal->kind) ? kind_name(deal->kind) : "no kind",
		deal->status ? status_name(deal->status) : "no status");
	for (size_t i = 0; i < deal->n_parties; i++) {
		fputs(i ? ", " : ": ", stdout);
		print_clean(deal->parties[i].name);
		printf(" (%s)", deal->parties[i].role ? role_name(deal->parties[i].role) : "party");
	}
	putchar('\n');
	for (size_t i = 0; i < deal->n_amounts; i++) {
		printf("  %s:", amount_text(&deal->amounts[i].amount, sum));
		for (size_t j = 0; j < deal->amounts[i].n_sources; j++) {
			fputs(j ? ", " : " ", stdout);
			print_clean(deal->amounts[i].sources[j]);
		}
		putchar('\n');
	}
	printf("  %zu outlet%s, %zu origin%s\n", dossier.n_outlets,
		dossier.n_outlets == 1 ? "" : "s", dossier.n_origins,
		dossier.n_origins == 1 ? "" : "s");
}

static bool
print_stories(struct db *db, int64_t deal, struct arena *arena, struct err *err)
{
	struct deal_story *stories;
	size_t n;

	if (!deal_stories(db, deal, true, 0, arena, &stories, &n, err))
		return false;
	puts("\nIts stories:");
	for (size_t i = 0; i < n; i++) {
		print_time(stories[i].published);
		print_clean(stories[i].source);
		fputs(": ", stdout);
		print_clean(stories[i].title);
		fputs("\n                      ", stdout);
		fputs(stories[i].context ? "told in passing: " : "", stdout);
		print_clean(stories[i].why);
		if (stories[i].named) {
			fputs("; has it from ", stdout);
			print_clean(stories[i].named);
		}
		putchar('\n');
	}
	return true;
}

static bool
print_history(struct db *db, int64_t deal, struct arena *arena, struct err *err)
{
	struct deal_event *events;
	size_t n;

	if (!deal_events(db, deal, arena, &events, &n, err))
		return false;
	if (n > 0)
		puts("\nIts history:");
	for (size_t i = 0; i < n; i++) {
		print_time(events[i].at);
		printf("%s: %s%s%s (", events[i].field, events[i].was, *events[i].was ? " → " : "",
			events[i].now);
		print_clean(events[i].source);
		puts(")");
	}
	return true;
}

static bool
print_nears(struct db *db, int64_t deal, struct arena *arena, struct err *err)
{
	struct deal_near *nears;
	size_t n;

	if (!deal_nears(db, deal, arena, &nears, &n, err))
		return false;
	puts(n > 0 ? "\nNear stories that were kept apart:" : "\nNo near story was kept apart.");
	for (size_t i = 0; i < n; i++) {
		print_time(nears[i].published);
		print_clean(nears[i].source);
		fputs(": ", stdout);
		print_clean(nears[i].title);
		fputs("\n                      ", stdout);
		print_clean(nears[i].why);
		putchar('\n');
	}
	return true;
}

int
explain_deal(const char *state, const char *id)
{
	struct arena *arena = arena_new();
	struct db *db = NULL;
	struct deal_row row;
	struct err err = { 0 };
	bool found = false, ok;

	ok = cmd_state(state, &db, &err) &&
	     (!db || deals_load_named(db, id, arena, &row, &found, &err));
	if (ok && !found) {
		err_set(&err, ERR_FAIL, "explain: the ledger has no deal '%s'", id);
		ok = false;
	}
	if (ok) {
		print_facts(&row, arena);
		ok = print_stories(db, row.id, arena, &err) &&
		     print_history(db, row.id, arena, &err) && print_nears(db, row.id, arena, &err);
	}
	db_close(db);
	arena_free(arena);
	return ok ? EXIT_DONE : cmd_fail(&err);
}
