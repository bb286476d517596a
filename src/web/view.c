/*
 * view - what one request is answered from, read from the state.
 */
#include "web/view.h"

#include <string.h>

#include "base/json.h"
#include "base/record.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "store/deal_told.h"
#include "store/deals.h"
#include "store/feeds.h"
#include "store/outbox.h"

/* --- deals -------------------------------------------------------------------- */

/* What all stories of a deal say together begins with what users are shown of it. */
static void
read_dossier(const struct deal_row *row, struct view_deal *deal, struct arena *arena)
{
	struct record record = record_of(row->dossier, row->dossier_len);

	deal_from_record(&record, &deal->deal, 0, arena);
	deal->origins = (unsigned)record_count(&record);
	if (record.bad)
		deal->deal = (struct deal){ 0 };
}

static void
read_deal(struct view_deal *deal, const struct deal_row *row, struct arena *arena)
{
	*deal = (struct view_deal){
		.row = row->id,
		.id = row->slug,
		.context = row->context,
		.headline = row->headline,
		.first_at = row->first,
		.updated_at = row->last,
	};
	read_dossier(row, deal, arena);
	if (deal->deal.kind == KIND_NONE)
		deal->deal.kind = row->kind;
}

static bool
load_deals(struct view *view, struct db *db, struct arena *arena, struct err *err)
{
	static const struct deal_filter newest = { .limit = VIEW_DEALS_MAX };
	struct deal_row *rows;
	size_t n;

	if (!deals_list(db, &newest, arena, &rows, &n, err))
		return false;
	view->deals = arena_array(arena, n, sizeof *view->deals);
	for (size_t i = 0; i < n; i++) {
		read_deal(&view->deals[view->n_known++], &rows[i], arena);
		view->n_deals += !rows[i].context;
	}
	return true;
}

struct counting {
	struct view *view;
	size_t cap;
	struct arena *arena;
};

static void
on_count(void *arg, const struct deal_count *count)
{
	struct counting *counting = arg;
	struct view *view = counting->view;
	struct view_count row = { count->kind, count->status, count->n };

	ARENA_PUSH(counting->arena, view->counts, view->n_counts, counting->cap, row);
	view->all_deals += count->n;
}

/* Who was told what: the highest revision of any watch. */
static bool
load_revision(struct view_deal *deal, struct db *db, struct arena *arena, struct err *err)
{
	struct deal_told *told;
	size_t n;

	if (!deal_told_load(db, deal->row, arena, &told, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (told[i].revision > deal->revision)
			deal->revision = told[i].revision;
	return true;
}

static bool
load_sources(struct view_deal *deal, struct db *db, struct arena *arena, struct err *err)
{
	struct deal_story *stories;
	size_t n;

	if (!deal_stories(db, deal->row, deal->context, VIEW_STORIES_MAX, arena, &stories, &n, err))
		return false;
	deal->sources = arena_array(arena, n, sizeof *deal->sources);
	deal->n_sources = n;
	for (size_t i = 0; i < n; i++)
		deal->sources[i] = (struct alert_source){
			.name = stories[i].source,
			.title = stories[i].title,
			.url = stories[i].url,
			.origin = stories[i].named,
			.published = stories[i].published,
		};
	return true;
}

static bool
load_history(struct view_deal *deal, struct db *db, struct arena *arena, struct err *err)
{
	struct deal_event *events;
	size_t n;

	if (!deal_events(db, deal->row, arena, &events, &n, err))
		return false;
	deal->history = arena_array(arena, n, sizeof *deal->history);
	deal->n_history = n;
	for (size_t i = 0; i < n; i++)
		deal->history[i] = (struct view_event){
			.at = events[i].at,
			.field = events[i].field,
			.from = events[i].was,
			.to = events[i].now,
			.source = events[i].source,
		};
	return true;
}

bool
view_load_details(struct view *view, size_t first, size_t n, const struct web_settings *settings,
	struct db *db, struct arena *arena, struct err *err)
{
	for (size_t i = first; i < view->n_deals && i < first + n; i++) {
		struct view_deal *deal = &view->deals[i];

		if (!load_revision(deal, db, arena, err) || !load_sources(deal, db, arena, err) ||
			!load_history(deal, db, arena, err))
			return false;
		if (settings->circles && !settings->circles(db, deal->row, arena, &deal->circles,
						 &deal->n_circles, err))
			return false;
	}
	return true;
}

/* --- feeds and outbox ------------------------------------------------------------- */

struct reading {
	struct view *view;
	struct arena *arena;
	size_t cap;
};

static const char *
feed_remark(unsigned troubles)
{
	return troubles & FEED_DEAD     ? "no success for days"
	       : troubles & FEED_ROLLED ? "items may be lost between polls"
	       : troubles & FEED_SILENT ? "silent for longer than is its way"
					: "";
}

static void
on_feed(void *arg, const struct feed_state *state)
{
	struct reading *reading = arg;
	struct view *view = reading->view;
	struct view_feed feed = {
		.section = arena_strdup(reading->arena, state->section),
		.title = arena_strdup(reading->arena, state->title),
		.polled_at = state->polled_at,
		.ok_at = state->ok_at,
		.new_at = state->new_at,
		.next_at = state->next_at,
		.items_seen = state->items_seen,
		.failures = state->failures,
		.error = arena_strdup(reading->arena, state->failures ? state->error : NULL),
		.remark = feed_remark(state->troubles),
		.gone = state->troubles & FEED_GONE,
		.troubles = state->troubles,
	};

	ARENA_PUSH(reading->arena, view->feeds, view->n_feeds, reading->cap, feed);
}

static const char *
alert_headline(const char *alert, struct arena *arena)
{
	struct jnode *root = jnode_parse(alert, strlen(alert), NULL);
	const char *headline =
		arena_strdup(arena, jnode_get_text(jnode_get(root, "data"), "headline"));

	jnode_free(root);
	return headline;
}

static void
on_outbox_row(void *arg, const struct outbox_row *row)
{
	struct reading *reading = arg;
	struct view *view = reading->view;

	if (view->n_outbox == VIEW_OUTBOX_MAX)
		return;
	struct view_delivery delivery = {
		.id = row->id,
		.notifier = arena_strdup(reading->arena, row->notifier),
		.headline = alert_headline(row->alert, reading->arena),
		.parked = row->state == OUTBOX_PARKED,
		.held = row->held,
		.tries = row->tries,
		.created = row->created,
		.next_at = row->next_at,
		.error = arena_strdup(reading->arena, row->error),
	};

	ARENA_PUSH(reading->arena, view->outbox, view->n_outbox, reading->cap, delivery);
}

static bool
load_outbox(struct view *view, struct db *db, struct arena *arena, struct err *err)
{
	struct reading reading = { view, arena, 0 };
	struct outbox_counts counts;

	if (!outbox_count(db, NULL, &counts, err) || !outbox_list(db, on_outbox_row, &reading, err))
		return false;
	view->waiting = counts.waiting;
	view->parked = counts.parked;
	view->oldest = counts.oldest;
	return true;
}

bool
view_load(struct view *view, unsigned parts, struct db *db, struct arena *arena, struct err *err)
{
	struct reading reading = { view, arena, 0 };
	struct counting counting = { view, 0, arena };

	return (!(parts & VIEW_DEALS) || load_deals(view, db, arena, err)) &&
	       (!(parts & VIEW_COUNTS) || deals_count(db, on_count, &counting, err)) &&
	       (!(parts & VIEW_FEEDS) || feeds_each(db, on_feed, &reading, err)) &&
	       (!(parts & VIEW_OUTBOX) || load_outbox(view, db, arena, err));
}
