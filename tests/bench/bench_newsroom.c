/*
 * bench_newsroom - what a story costs, with a ledger of 1,000, 10,000 and 100,000 deals;
 * and a week of 20,000 stories through matcher and newsroom.
 *
 * Run from the top of the tree, where the lexicon lies; the ledger lies in a file in TMPDIR, as
 * the daemon's does. All headlines are made up here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/replay.h"
#include "app/rules.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "newsroom/newsroom.h"
#include "store/db.h"
#include "store/seen.h"

enum {
	DAY = 86400,
	START = 1767225600,
	PROBES = 2000,
	LATEST = 1000,
	GIANTS =
		25, /* of 1,000 deals each has as many as are looked at, so all sizes do the same */
	WEEK_STORIES = 20000,
	FEED_ITEMS = 35,
	TURN = 50
};

static uint64_t seed = 1;

static unsigned
draw(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % n;
}

static double
cpu_seconds(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return (double)use.ru_utime.tv_sec + (double)use.ru_utime.tv_usec / 1e6 +
	       (double)use.ru_stime.tv_sec + (double)use.ru_stime.tv_usec / 1e6;
}

static void
check(bool ok, const struct err *err)
{
	if (ok)
		return;
	fprintf(stderr, "bench_newsroom: %s\n", err->text);
	exit(1);
}

static bool
on_replayed(void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err)
{
	(void)alert;
	(void)watch;
	(void)now;
	(void)err;
	++*(size_t *)arg;
	return true;
}

static bool
on_alert(void *arg, const struct alert *alert, size_t watch, uint64_t knowing, int64_t now,
	struct err *err)
{
	(void)knowing;
	return on_replayed(arg, alert, watch, now, err);
}

/* --- the cost of a story by the size of the ledger -------------------------------- */

/* Deal i: one of a few buyers that are in everything, and a start-up that is in few. */
static struct deal
make_deal(unsigned i, struct arena *arena)
{
	struct deal deal = { .kind = i % 3 ? KIND_INVESTMENT : KIND_COMPUTE,
		.status = STATUS_AGREED };

	deal.parties = arena_array(arena, 2, sizeof *deal.parties);
	deal.n_parties = 2;
	deal.parties[0] = (struct party){ arena_printf(arena, "Giant%u", i % GIANTS),
		i % 3 ? ROLE_INVESTOR : ROLE_CUSTOMER, true };
	deal.parties[1] = (struct party){ arena_printf(arena, "Startup%u", i),
		i % 3 ? ROLE_TARGET : ROLE_SUPPLIER, true };
	deal.amount.value = deal.amount.usd = (int64_t)(1 + i % 97) * 10000000;
	strcpy(deal.amount.currency, "USD");
	return deal;
}

static void
take(struct newsroom *room, struct db *db, unsigned i, unsigned id, int64_t when,
	struct arena *arena)
{
	struct err err = { 0 };
	struct verdict verdict = { .relevant = true, .deal = make_deal(i, arena) };
	struct story story = { .id = arena_printf(arena, "story-%u", id),
		.title = arena_printf(arena, "Giant%u strikes deal with Startup%u over w%ux",
			i % GIANTS, i, i % 1000),
		.text = "Giant has struck a deal with a start-up, both companies said on Monday.",
		.url = "https://news.example/story",
		.source = "Wire",
		.origin = "",
		.feed = "",
		.published = when };

	/* As the daemon does: one transaction for what a turn of the loop brings. */
	check((id % TURN || db_begin(db, &err)) &&
			newsroom_take(room, &story, &verdict, 1, when, arena, &err) &&
			(id % TURN != TURN - 1 || db_commit(db, &err)),
		&err);
	arena_reset(arena);
}

/* A story of a deal that is talked of; of one that nobody has looked at for long; of a new one. */
enum probe { PROBE_LATEST, PROBE_ANY, PROBE_NEW, N_PROBES };

static void
bench_ledger(unsigned n_deals)
{
	static const char *const of[N_PROBES] = { "a late", "any", "a new" };
	static const struct newsroom_watch watch = { .name = "ai-deals", .updates = true };
	static const struct newsroom_settings settings = { 30, 14 * DAY, 2 * DAY, &watch, 1 };
	struct arena *arena = arena_new();
	struct err err = { 0 };
	const char *tmp = getenv("TMPDIR");
	char *folder = mem_printf("%s/bench_newsroom.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	struct newsroom *room;
	size_t n_alerts = 0;
	unsigned id = n_deals;
	double start;

	if (!mkdtemp(folder))
		err_set(&err, ERR_FAIL, "%s can't be made", folder);
	char *path = mem_printf("%s/state.db", folder);
	struct db *db = err.code ? NULL : db_open(path, false, &err);

	check(db, &err);
	room = newsroom_new(db, &settings, &(struct newsroom_listener){ on_alert, &n_alerts });
	for (unsigned i = 0; i < n_deals; i++)
		take(room, db, i, i, START + i, arena);
	printf("%7u deals:", n_deals);
	for (unsigned probe = 0; probe < N_PROBES; probe++) {
		start = cpu_seconds();
		for (unsigned i = 0; i < PROBES; i++, id++)
			take(room, db,
				probe == PROBE_LATEST ? n_deals - 1 - draw(LATEST)
				: probe == PROBE_ANY  ? draw(n_deals)
						      : n_deals + i,
				id, START + id, arena);
		printf(" %6.0f us a story of %s deal%s", (cpu_seconds() - start) / PROBES * 1e6,
			of[probe], probe + 1 < N_PROBES ? "," : "\n");
	}
	newsroom_free(room);
	db_close(db);
	unlink(path);
	rmdir(folder);
	free(path);
	free(folder);
	arena_free(arena);
}

/* --- items that were seen before -------------------------------------------------- */

static void
bench_seen(unsigned n_rows)
{
	struct item items[FEED_ITEMS];
	struct seen_mark marks[FEED_ITEMS];
	struct arena *arena = arena_new(), *names = arena_new();
	struct err err = { 0 };
	struct db *db = db_open(":memory:", false, &err);
	unsigned n_feeds = n_rows / FEED_ITEMS;
	double spent = 0;

	check(db && db_begin(db, &err), &err);
	for (unsigned pass = 0; pass < 2; pass++) {
		for (unsigned feed = 0; feed < n_feeds; feed++) {
			arena_reset(names);
			for (unsigned i = 0; i < FEED_ITEMS; i++)
				items[i] = (struct item){
					.id = arena_printf(names, "guid-%u-%u", feed, i),
					.url = arena_printf(
						names, "https://f%u.example/%u", feed, i),
					.title = arena_printf(
						names, "Headline number %u of feed %u", i, feed),
					.summary = "",
					.published = START,
				};
			double start = cpu_seconds();

			check(seen_filter(
				      db, "feed", items, FEED_ITEMS, START, arena, marks, &err) &&
					seen_add(db, marks, FEED_ITEMS, START, &err),
				&err);
			spent += pass ? cpu_seconds() - start : 0;
			arena_reset(arena);
		}
	}
	check(db_commit(db, &err), &err);
	printf("%7u items known: %5.1f us for the %d of a feed\n", n_rows, spent / n_feeds * 1e6,
		FEED_ITEMS);
	db_close(db);
	arena_free(names);
	arena_free(arena);
}

/* --- a week ----------------------------------------------------------------------- */

static const char *const names[] = { "OpenAI", "Anthropic", "Mistral AI", "Cohere", "xAI", "Nvidia",
	"AMD", "Microsoft", "Amazon", "Google", "Oracle", "CoreWeave", "SoftBank", "Meta",
	"Databricks", "Perplexity", "Scale AI", "Groq", "Cerebras", "Broadcom", "Intel", "TSMC",
	"Samsung", "Nebius" };
static const char *const verbs[] = { "in talks to invest", "agrees to invest", "invests", "to put",
	"weighs investing" };
static const char *const noise[] = { "Ten recipes for a long autumn evening",
	"Minister opens new harbour bridge after delay", "Review: a phone that folds twice",
	"Local team wins again as fans celebrate", "Markets open higher before rate decision",
	"How to keep plants alive in winter" };

static void
bench_week(void)
{
	struct arena *arena = arena_new();
	struct story *stories = arena_array(arena, WEEK_STORIES, sizeof *stories);
	struct conf *conf = conf_default();
	struct rules rules = { 0 };
	struct faults faults;
	struct err err = { 0 };
	struct db *db = db_open(":memory:", false, &err);
	size_t n_alerts = 0;
	struct rusage use;
	double start;

	check(db, &err);
	for (unsigned i = 0; i < WEEK_STORIES; i++) {
		unsigned deal = draw(400);
		bool news = draw(3) == 0;
		const char *title =
			news ? arena_printf(arena, "%s %s $%u billion in %s, %u people say",
				       names[deal % 24], verbs[draw(5)], 1 + deal % 30,
				       names[(deal / 24 + deal % 24 + 1) % 24], draw(9))
			     : arena_printf(arena, "%s, part %u", noise[draw(6)], i);

		stories[i] = (struct story){ .id = arena_printf(arena, "s%u", i),
			.title = title,
			.text = arena_printf(arena,
				"%s. It comes after weeks of rumours. %s. %s. %s.", title,
				noise[draw(6)], noise[draw(6)], noise[draw(6)]),
			.url = arena_printf(arena, "https://n%u.example/%u", i % 50, i),
			.source = arena_printf(arena, "Outlet %u", draw(50)),
			.origin = "",
			.feed = "",
			.published = START + draw(7 * DAY) };
	}
	faults_init(&faults);
	if (!rules_load(conf, &rules, &faults)) {
		fputs(faults.text.text, stderr);
		exit(1);
	}
	const struct replay_hooks hooks = { on_replayed, &n_alerts, NULL, NULL };

	start = cpu_seconds();
	check(replay_run(conf, &rules, db, stories, WEEK_STORIES, &hooks, &err), &err);
	getrusage(RUSAGE_SELF, &use);
	printf("%7d stories of a week: %.2f s of CPU, %zu alerts, at most %ld MB\n", WEEK_STORIES,
		cpu_seconds() - start, n_alerts, use.ru_maxrss / 1024);
	faults_clear(&faults);
	rules_clear(&rules);
	conf_free(conf);
	db_close(db);
	arena_free(arena);
}

int
main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	bench_week();
	bench_seen(35000);
	for (unsigned n = 1000; n <= 100000; n *= 10)
		bench_ledger(n);
	return 0;
}
