/*
 * pipeline - the whole way of one fetched document.
 *
 * Bytes → items → which are new? → stories → verdicts → newsroom. Text is made and
 * judged for new items only: most polls bring none. It is made as far as the matcher reads,
 * which is little of most stories, and whole for those that a watch wants.
 */
#include "app/pipeline.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/stories.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/url.h"
#include "feed/feed.h"
#include "newsroom/newsroom.h"
#include "poll/poller.h"
#include "store/seen.h"

struct pipeline {
	struct db *db; /* borrowed, like all of these */
	const struct rules *rules;
	struct newsroom *newsroom;
	struct story_maker *maker;    /* owned */
	struct arena *arena;          /* owned; of one document, then reset */
	struct web_histogram seconds; /* of one document each */
};

struct pipeline *
pipeline_new(struct db *db, const struct rules *rules, struct newsroom *newsroom)
{
	struct pipeline *pipeline = mem_new(sizeof *pipeline);

	pipeline->db = db;
	pipeline->maker = story_maker_new();
	pipeline->arena = arena_new();
	pipeline_set_rules(pipeline, rules, newsroom);
	return pipeline;
}

void
pipeline_free(struct pipeline *pipeline)
{
	if (!pipeline)
		return;
	story_maker_free(pipeline->maker);
	arena_free(pipeline->arena);
	free(pipeline);
}

void
pipeline_set_rules(struct pipeline *pipeline, const struct rules *rules, struct newsroom *newsroom)
{
	pipeline->rules = rules;
	pipeline->newsroom = newsroom;
}

/* One new item: its story, its verdict, and the newsroom's if a watch may want it. */
static bool
take_item(struct pipeline *pipeline, const struct feed *feed, struct item *item,
	const struct story_place *place, struct err *err)
{
	const struct rules *rules = pipeline->rules;
	struct story story;
	struct verdict verdict;
	uint64_t wanted;

	story_from_item(&story, feed, item, place, pipeline->maker, pipeline->arena);
	matcher_judge(rules->matcher, &story, rules->watches, rules->n_watches, pipeline->arena,
		&verdict, &wanted);
	if (verdict.relevant || verdict.faint)
		story_make_whole(&story, item, pipeline->arena);
	return newsroom_take(
		pipeline->newsroom, &story, &verdict, wanted, place->seen, pipeline->arena, err);
}

/* What the poller wants to know of the document beside its items. */
static void
fill_outcome(struct poller_outcome *outcome, const struct feed *feed, const struct seen_mark *marks)
{
	outcome->items = feed->n_items;
	for (size_t i = 0; i < feed->n_items; i++)
		outcome->new_items += marks[i].state == SEEN_NEW;
	outcome->rolled_over = feed->n_items > 0 && outcome->new_items == feed->n_items;
	outcome->cut_off = feed->cut_off;
	outcome->ttl = feed->ttl;
	outcome->skip_hours = feed->skip_hours;
	outcome->skip_days = feed->skip_days;
	snprintf(outcome->title, sizeof outcome->title, "%s", feed->title);
}

static bool
take_items(struct pipeline *pipeline, const struct poller_document *document,
	const struct feed *feed, struct poller_outcome *ret, struct err *err)
{
	const struct story_place place = { document->name, document->section, document->fetched };
	struct seen_mark *marks = arena_array(pipeline->arena, feed->n_items, sizeof *marks);

	if (!seen_filter(pipeline->db, document->section, feed->items, feed->n_items,
		    document->fetched, pipeline->arena, marks, err))
		return false;
	for (size_t i = 0; i < feed->n_items; i++)
		if (marks[i].state != SEEN_KNOWN &&
			!take_item(pipeline, feed, &feed->items[i], &place, err))
			return false;
	fill_outcome(ret, feed, marks);
	return seen_add(pipeline->db, marks, feed->n_items, document->fetched, err);
}

bool
pipeline_take(struct pipeline *pipeline, const struct poller_document *document,
	struct poller_outcome *ret, struct err *err)
{
	const struct feed_hints hints = { url_public(pipeline->arena, document->url),
		document->content_type };
	int64_t began = clock_mono_us();
	struct feed feed;
	bool ok = true;

	if (feed_parse(
		    document->bytes, document->len, &hints, pipeline->arena, &feed, &ret->error)) {
		feed.n_items -= feed.last_is_half; /* a later poll has it whole */
		ok = take_items(pipeline, document, &feed, ret, err);
	}
	web_histogram_add(&pipeline->seconds, (double)(clock_mono_us() - began) / 1e6);
	arena_reset(pipeline->arena);
	return ok;
}

const struct web_histogram *
pipeline_seconds(const struct pipeline *pipeline)
{
	return &pipeline->seconds;
}
