/*
 * stories - from the items of a feed to what the matcher reads.
 */
#include "app/stories.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/url.h"
#include "feed/feed.h"
#include "markup/html.h"

enum { STORY_FILE_MAX = 256 << 20, STORY_ITEMS_MAX = 100000, STORY_AHEAD_MAX = 24 * 3600 };

struct story_maker {
	struct story_tail tail; /* first: what the tail is called with */
	struct html_text html;
	struct str text; /* its beginning */
};

static bool
tail_more(struct story_tail *tail, struct str *out)
{
	return html_text_more(&((struct story_maker *)tail)->html, out);
}

struct story_maker *
story_maker_new(void)
{
	struct story_maker *maker = mem_new(sizeof *maker);

	maker->tail.more = tail_more;
	html_text_init(&maker->html);
	str_init(&maker->text, FEED_FIELD_MAX);
	return maker;
}

void
story_maker_free(struct story_maker *maker)
{
	if (!maker)
		return;
	html_text_clear(&maker->html);
	str_clear(&maker->text);
	free(maker);
}

/* The configured name, else the feed's own, else its host: an alert must name somebody. */
static const char *
outlet_name(const struct feed *feed, const struct story_place *place, struct arena *arena)
{
	if (place->outlet && *place->outlet)
		return place->outlet;
	if (*feed->title)
		return feed->title;
	return url_host(arena, *feed->home_page_url ? feed->home_page_url : feed->feed_url);
}

/* The longer of content and summary: outlets put a teaser into either. */
static const char *
story_text(const struct item *item)
{
	if (!item->content_text)
		return item->summary;
	return strlen(item->content_text) >= strlen(item->summary) ? item->content_text
								   : item->summary;
}

void
story_make_whole(struct story *story, struct item *item, struct arena *arena)
{
	item_make_text(item, arena);
	story->text = story_text(item);
	story->tail = NULL;
}

/* No more of the content than shows that it is no shorter than the summary; the rest is the tail. */
static void
begin_text(struct story *story, struct item *item, struct story_maker *maker, struct arena *arena)
{
	bool more = true;
	size_t least;

	item_make_summary(item, arena);
	least = strlen(item->summary);
	str_reset(&maker->text);
	html_text_begin(&maker->html, item->content_html, strlen(item->content_html));
	while (more && maker->text.len < least)
		more = html_text_more(&maker->html, &maker->text);
	story->text = maker->text.len >= least ? maker->text.text : item->summary;
	story->tail = maker->text.len >= least && more ? &maker->tail : NULL;
}

static int64_t
story_time(const struct item *item, int64_t seen)
{
	int64_t when = item_time(item);

	if (when == 0 || (seen && when > seen + STORY_AHEAD_MAX))
		when = seen;
	return when ? when : clock_wall();
}

void
story_from_item(struct story *ret_story, const struct feed *feed, struct item *item,
	const struct story_place *place, struct story_maker *maker, struct arena *arena)
{
	*ret_story = (struct story){
		.id = item->id,
		.title = item->title,
		.url = item->url,
		.source = outlet_name(feed, place, arena),
		.origin = item->source,
		.feed = place->section,
		.published = story_time(item, place->seen),
		.undated = item_time(item) == 0,
	};
	if (maker && item->content_html && !item->content_text)
		begin_text(ret_story, item, maker, arena);
	else
		story_make_whole(ret_story, item, arena);
}

bool
stories_read(const char *path, struct arena *arena, struct story **ret_stories, size_t *ret_n,
	struct err *err)
{
	const struct story_place place = { .section = "" };
	char *real = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
	const struct feed_hints hints = {
		.url = real ? arena_printf(arena, "file://%s", real) : NULL,
		.max_items = STORY_ITEMS_MAX,
	};
	struct feed feed;
	struct str bytes;
	bool standard = strcmp(path, "-") == 0, ok = false;

	free(real);
	str_init(&bytes, STORY_FILE_MAX);
	if (!file_read(path, &bytes, err))
		goto out;
	if (!feed_parse(bytes.text, bytes.len, &hints, arena, &feed, err)) {
		err_prefix(err, "%s", standard ? "standard input" : path);
		goto out;
	}
	if (feed.n_left_out > 0) {
		err_set(err, ERR_DATA, "%s: it has more than %d items; split it",
			standard ? "standard input" : path, STORY_ITEMS_MAX);
		goto out;
	}
	struct story *stories = arena_array(arena, feed.n_items, sizeof *stories);

	for (size_t i = 0; i < feed.n_items; i++)
		story_from_item(&stories[i], &feed, &feed.items[i], &place, NULL, arena);
	*ret_stories = stories;
	*ret_n = feed.n_items;
	ok = true;
out:
	str_clear(&bytes);
	return ok;
}
