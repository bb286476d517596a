/*
 * bulletin - a deal of the ledger as an alert.
 */
#include "app/bulletin.h"

#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "brief/brief.h"
#include "ledger/circle.h"
#include "text/token.h"

enum { SOURCES_MAX = 60, REASONS_MAX = 4, EDGES_MAX = 3000, NEIGHBOURS_MAX = 32 };

/* --- dossier and state ------------------------------------------------------ */

void
bulletin_dossier(const struct deal_row *row, struct dossier *ret_dossier, struct arena *arena)
{
	struct jnode *node = jnode_parse(row->dossier, strlen(row->dossier), NULL);

	dossier_from_json(node, ret_dossier, arena);
	jnode_free(node);
}

const char *
bulletin_state(const struct dossier *dossier, struct arena *arena)
{
	struct jnode *node = jnode_object();
	struct str text;
	const char *state;

	jnode_put(node, "deal", deal_to_json(&dossier->deal));
	jnode_put_int(node, "origins", (int64_t)dossier->n_origins);
	str_init(&text, SIZE_MAX / 2);
	jnode_print(node, &text);
	jnode_free(node);
	state = arena_strdup(arena, text.text);
	str_clear(&text);
	return state;
}

void
bulletin_changes(const char *state, const struct dossier *dossier, struct arena *arena,
	struct alert_change **ret_changes, size_t *ret_n)
{
	struct jnode *node = *state ? jnode_parse(state, strlen(state), NULL) : NULL;
	struct deal told;

	*ret_changes = NULL;
	*ret_n = 0;
	if (!node)
		return;
	deal_from_json(jnode_get(node, "deal"), &told, arena);
	struct brief_state before = { &told, (size_t)jnode_get_int(node, "origins", 1) };
	struct brief_state now = { &dossier->deal, dossier->n_origins };

	brief_changes(&before, &now, arena, ret_changes, ret_n);
	jnode_free(node);
}

/* --- stories ---------------------------------------------------------------- */

static const char **
read_texts(const char *json, size_t max, struct arena *arena, size_t *ret_n)
{
	struct jnode *node = jnode_parse(json, strlen(json), NULL);
	size_t n = 0, len = jnode_len(node);
	const char **texts = arena_array(arena, len, sizeof *texts);

	for (size_t i = 0; i < len && n < max; i++)
		texts[n++] = arena_strdup(arena, jnode_value_text(jnode_at(node, i)));
	jnode_free(node);
	*ret_n = n;
	return texts;
}

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

static struct brief_story *
brief_stories(const struct deal_story *stories, size_t n, struct arena *arena)
{
	struct brief_story *briefs = arena_array(arena, n, sizeof *briefs);

	for (size_t i = 0; i < n; i++) {
		briefs[i] = (struct brief_story){ .source = stories[i].source,
			.title = stories[i].title,
			.published = stories[i].published };
		briefs[i].sentences = read_texts(
			stories[i].sentences, BRIEF_KEEP_MAX, arena, &briefs[i].n_sentences);
	}
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
	struct brief_story *briefs;
	size_t n;

	if (!deal_stories(db, row->id, false, 0, arena, &stories, &n, err) ||
		!bulletin_circles(db, row->id, arena, &alert.circles, &alert.n_circles, err))
		return false;
	if (n == 0) {
		err_set(err, ERR_DATA, "deal '%s' has no story", row->slug);
		return false;
	}
	put_stories(&alert, stories, n, arena);
	briefs = brief_stories(stories, n, arena);
	alert.headline = brief_headline(&alert.deal, briefs, n, arena);
	brief_summary(&alert.deal, alert.headline, briefs, n, tokens, arena, &alert.summary,
		&alert.n_summary);
	alert.reasons = read_texts(stories[0].reasons, REASONS_MAX, arena, &alert.n_reasons);
	*ret_alert = alert;
	return true;
}
