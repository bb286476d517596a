/*
 * replay - stories of the past through the whole pipeline, the clock being their own.
 */
#include "app/replay.h"

#include <stdlib.h>

#include "app/rules.h"
#include "base/arena.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "deal/matcher.h"
#include "model/item.h"
#include "newsroom/newsroom.h"
#include "store/db.h"
#include "store/seen.h"

/* Stories of one moment stay in the order in which they were given. */
struct place {
	const struct story *story;
	size_t at;
};

static int
compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->story->published != b->story->published)
		return a->story->published < b->story->published ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* Who is told of the alerts that go out. */
struct audience {
	const struct conf *conf;
	const struct replay_hooks *hooks;
};

static bool
on_alert(void *arg, const struct alert *alert, size_t watch, uint64_t knowing, int64_t now,
	struct err *err)
{
	const struct audience *audience = arg;

	return !rules_goes_out(audience->conf, watch, knowing) ||
	       audience->hooks->on_alert(audience->hooks->arg, alert, watch, now, err);
}

/* Lets every wait end that ends by then, each at its own time. */
static bool
run_until(struct newsroom *room, int64_t now, struct err *err)
{
	for (;;) {
		int64_t due;

		if (!newsroom_next_due(room, &due, err))
			return false;
		if (due == INT64_MAX || due > now)
			return true;
		if (!newsroom_run_due(room, due, err))
			return false;
	}
}

/* Is the story none that came before, under whatever id? */
static bool
story_is_new(struct db *db, const struct story *story, struct arena *arena, bool *ret_new,
	struct err *err)
{
	const struct item item = { .id = story->id,
		.url = story->url,
		.title = story->title,
		.summary = story->text,
		.published = story->published };
	struct seen_mark mark;

	if (!seen_filter(db, story->source, &item, 1, story->published, arena, &mark, err) ||
		!seen_add(db, &mark, 1, story->published, err))
		return false;
	*ret_new = mark.state != SEEN_KNOWN;
	return true;
}

static bool
replay_story(const struct rules *rules, struct db *db, struct newsroom *room,
	const struct story *story, struct arena *arena, struct err *err)
{
	struct verdict verdict;
	uint64_t wanted;
	bool is_new;

	if (!run_until(room, story->published, err) ||
		!story_is_new(db, story, arena, &is_new, err))
		return false;
	if (!is_new)
		return true;
	matcher_judge(
		rules->matcher, story, rules->watches, rules->n_watches, arena, &verdict, &wanted);
	return newsroom_take(room, story, &verdict, wanted, story->published, arena, err);
}

bool
replay_run(const struct conf *conf, const struct rules *rules, struct db *db,
	const struct story *stories, size_t n_stories, const struct replay_hooks *hooks,
	struct err *err)
{
	struct place *places = mem_array(n_stories, sizeof *places);
	struct audience audience = { conf, hooks };
	const struct newsroom_listener listener = { on_alert, &audience };
	struct newsroom *room = rules_newsroom(conf, db, &listener);
	struct arena *arena = arena_new();
	bool ok = false;

	for (size_t i = 0; i < n_stories; i++)
		places[i] = (struct place){ &stories[i], i };
	qsort(places, n_stories, sizeof *places, compare_places);
	if (!newsroom_begin(room, err) || !db_begin(db, err))
		goto out;
	for (size_t i = 0; i < n_stories; i++) {
		arena_reset(arena);
		if (!replay_story(rules, db, room, places[i].story, arena, err))
			goto undo;
		if (hooks->on_story)
			hooks->on_story(hooks->story_arg, i + 1, n_stories);
	}
	if (!run_until(room, INT64_MAX, err))
		goto undo;
	ok = db_commit(db, err);
	goto out;
undo:
	db_rollback(db);
out:
	arena_free(arena);
	newsroom_free(room);
	free(places);
	return ok;
}
