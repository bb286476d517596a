/*
 * bulletin - a deal of the ledger as an alert.
 */
#include "newsroom/bulletin.h"

#include <string.h>

#include "base/record.h"
#include "brief/brief.h"
#include "ledger/circle.h"
#include "store/deal_edges.h"
#include "store/deal_stories.h"
#include "text/title.h"
#include "text/token.h"

enum { SOURCES_MAX = 60, EDGES_MAX = 3000, NEIGHBOURS_MAX = 32 };

/* --- dossier and state ------------------------------------------------------ */

void
bulletin_dossier(const struct deal_row *row, struct dossier *ret_dossier, struct arena *arena)
{
	dossier_from_record(row->dossier, row->dossier_len, ret_dossier, arena);
}

void
bulletin_state(const struct dossier *dossier, struct str *out)
{
	deal_to_record(&dossier->deal, out);
	record_put_int(out, (int64_t)dossier->n_origins);
}

/* What the watch was told last; false: nothing yet. */
static bool
read_state(const struct deal_told *told, struct deal *deal, struct brief_state *state,
	struct arena *arena)
{
	struct record record = record_of(told->state, told->state_len);

	deal_from_record(&record, deal, 0, arena);
	*state = (struct brief_state){ .deal = deal, .n_origins = (size_t)record_int(&record) };
	return !record.bad;
}

bool
bulletin_left(const struct deal_told *told, const struct dossier *dossier, struct arena *arena)
{
	struct brief_state before;
	struct deal deal;

	return read_state(told, &deal, &before, arena) && dossier_was_left(dossier, &deal);
}

void
bulletin_changes(const struct deal_told *told, const char *slug, const struct dossier *dossier,
	struct arena *arena, struct alert_change **ret_changes, size_t *ret_n)
{
	struct brief_state before, now = { &dossier->deal, dossier->n_origins, dossier->corrected,
		bulletin_left(told, dossier, arena) };
	struct deal deal;

	*ret_changes = NULL;
	*ret_n = 0;
	if (!read_state(told, &deal, &before, arena))
		return;
	brief_changes(&before, &now, arena, ret_changes, ret_n);
	if (*told->was)
		(*ret_changes)[(*ret_n)++] = (struct alert_change){ "deal", told->was, slug };
}

/* --- stories ---------------------------------------------------------------- */

static void
put_stories(struct alert *alert, const struct deal_story *stories, size_t n, struct arena *arena)
{
	alert->sources =
		arena_array(arena, n < SOURCES_MAX ? n : SOURCES_MAX, sizeof *alert->sources);
	alert->story_ids = arena_array(arena, n, sizeof *alert->story_ids);
	for (size_t i = 0; i < n; i++) {
		const struct deal_story *story = &stories[i];
		bool listed = alert->n_sources == SOURCES_MAX;

		for (size_t j = 0; j < alert->n_sources && !listed; j++)
			listed = strcmp(alert->sources[j].name, story->source) == 0;
		if (!listed)
			alert->sources[alert->n_sources++] = (struct alert_source){
				.name = story->source,
				.title = story->title,
				.url = story->url,
				.origin = story->named,
				.published = story->published,
			};
		listed = false;
		for (size_t j = 0; j < alert->n_story_ids && n < 500 && !listed; j++)
			listed = strcmp(alert->story_ids[j], story->story_id) == 0;
		if (!listed)
			alert->story_ids[alert->n_story_ids++] = story->story_id;
	}
}

/* Its outlet has corrected it in a later story. */
static bool
is_withdrawn(const struct deal_story *stories, size_t n, size_t which)
{
	for (size_t i = which + 1; i < n; i++)
		if (strcmp(stories[i].source, stories[which].source) == 0 &&
			title_corrects(stories[i].title))
			return true;
	return false;
}

static struct brief_story *
brief_stories(const struct deal_story *stories, size_t n, int64_t status_at, struct arena *arena)
{
	struct brief_story *briefs = arena_array(arena, n, sizeof *briefs);

	for (size_t i = 0; i < n; i++)
		briefs[i] = (struct brief_story){ .source = stories[i].source,
			.title = stories[i].title,
			.published = stories[i].published,
			.stale = stories[i].published < status_at,
			.withdrawn = is_withdrawn(stories, n, i),
			.sentences = stories[i].sentences,
			.n_sentences = stories[i].n_sentences };
	return briefs;
}

/* --- circles ---------------------------------------------------------------- */

struct graph {
	struct db *db;
	struct arena *arena;
	struct edge *edges;
	size_t n, cap;
	uint64_t seen[2 * NEIGHBOURS_MAX]; /* parties whose edges were fetched */
	size_t n_seen;
};

static void
graph_add(struct graph *graph, const struct deal_edge *edges, size_t n)
{
	for (size_t i = 0; i < n && graph->n < EDGES_MAX; i++) {
		if (edges[i].tie >= N_TIES || edges[i].status == STATUS_DENIED ||
			edges[i].status == STATUS_COLLAPSED)
			continue;
		struct edge edge = { .deal = edges[i].deal,
			.from = edges[i].payer,
			.to = edges[i].payee,
			.from_name = edges[i].payer_name,
			.to_name = edges[i].payee_name,
			.tie = (enum tie)edges[i].tie,
			.status = edges[i].status,
			.source = edges[i].source,
			.weak = edges[i].weak };

		ARENA_PUSH(graph->arena, graph->edges, graph->n, graph->cap, edge);
	}
}

/* Fetches the edges that leave a party, once. */
static bool
graph_fetch(struct graph *graph, uint64_t party, struct err *err)
{
	struct deal_edge *edges;
	size_t n;

	for (size_t i = 0; i < graph->n_seen; i++)
		if (graph->seen[i] == party)
			return true;
	if (graph->n_seen == sizeof graph->seen / sizeof *graph->seen)
		return true;
	graph->seen[graph->n_seen++] = party;
	if (!deal_edges_from(graph->db, party, graph->arena, &edges, &n, err))
		return false;
	graph_add(graph, edges, n);
	return true;
}

/* Who can be reached in three steps from where the deal's money goes. */
static bool
graph_explore(struct graph *graph, size_t n_own, struct err *err)
{
	for (size_t i = 0; i < n_own; i++)
		if (!graph_fetch(graph, graph->edges[i].to, err) ||
			!graph_fetch(graph, graph->edges[i].from, err))
			return false;
	for (unsigned step = 0; step < 2; step++) {
		size_t n = graph->n;

		for (size_t i = 0; i < n; i++)
			if (!graph_fetch(graph, graph->edges[i].to, err))
				return false;
	}
	return true;
}

bool
bulletin_circles(struct db *db, int64_t deal, struct arena *arena,
	struct alert_circle **ret_circles, size_t *ret_n, struct err *err)
{
	struct graph graph = { .db = db, .arena = arena };
	struct deal_edge *edges;
	size_t n, n_own;

	if (!deal_edges_of(db, deal, arena, &edges, &n, err))
		return false;
	graph_add(&graph, edges, n);
	n_own = graph.n;
	if (!graph_explore(&graph, n_own, err))
		return false;
	/* The list may have moved while it grew: the own edges are its first ones. */
	circle_find(graph.edges, n_own, graph.edges, graph.n, arena, ret_circles, ret_n);
	return true;
}

bool
bulletin_make(struct db *db, const struct deal_row *row, const struct dossier *dossier,
	struct tokens *tokens, struct arena *arena, struct alert *ret_alert, struct err *err)
{
	struct alert alert = {
		.deal_id = row->slug, .deal = dossier->deal, .origins = (unsigned)dossier->n_origins
	};
	struct deal_story *stories;
	struct brief brief = { .deal = &dossier->deal };
	size_t n;

	if (!deal_stories(db, row->id, false, 0, arena, &stories, &n, err) ||
		!bulletin_circles(db, row->id, arena, &alert.circles, &alert.n_circles, err))
		return false;
	if (n == 0) {
		err_set(err, ERR_DATA, "deal '%s' has no story", row->slug);
		return false;
	}
	put_stories(&alert, stories, n, arena);
	brief.stories = brief_stories(stories, n, dossier->status_at, arena);
	brief.n_stories = n;
	alert.headline = brief_headline(&brief, arena);
	brief_summary(&brief, alert.headline, tokens, arena, &alert.summary, &alert.n_summary);
	alert.reasons = stories[0].reasons;
	alert.n_reasons = stories[0].n_reasons;
	*ret_alert = alert;
	return true;
}
