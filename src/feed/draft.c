/*
 * draft - an item from its parts.
 */
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/url.h"
#include "base/utf8.h"
#include "feed/build.h"

/* Most items have one of each: lists begin with a place for two, not for eight as others do. */
#define PUSH_FEW(arena, list, n, cap, element)                                                     \
	do {                                                                                       \
		if ((cap) == 0) {                                                                  \
			(cap) = 2;                                                                 \
			(list) = arena_array((arena), 2, sizeof *(list));                          \
		}                                                                                  \
		ARENA_PUSH(arena, list, n, cap, element);                                          \
	} while (0)

void
draft_begin(struct build *build)
{
	build->in_item = true;
	build->draft = (struct draft){ .duration = -1 };
	item_init(&build->draft.item);
}

/* The id of an item that has neither guid nor link: the same as long as its text is the same. */
static const char *
id_of_text(struct build *build, const struct draft *draft)
{
	uint64_t hash = hash_text(draft->item.title);

	if (draft->lead.text)
		hash = hash_more(hash, draft->lead.text, draft->lead.len);
	if (draft->content.text)
		hash = hash_more(hash, draft->content.text, draft->content.len);
	return arena_printf(build->arena, "urn:dealwatch:%016llx", (unsigned long long)hash);
}

static const char *
first_of(const char *a, const char *b)
{
	return a && *a ? a : b ? b : "";
}

static const char *
clean_copy(struct build *build, const struct rich *rich)
{
	struct str out;
	const char *text;

	if (rich->tidy)
		return rich->text;
	str_init(&out, rich->len);
	utf8_clean_text(&out, rich->text, rich->len, rich->len);
	text = arena_strndup(build->arena, out.text, out.len);
	str_clear(&out);
	return text;
}

/* Description and content to summary and content: an item that has only one has it as content. */
static void
draft_place_text(struct build *build, struct draft *draft)
{
	struct item *item = &draft->item;
	struct rich lead = draft->lead.text         ? draft->lead
			   : draft->other_lead.text ? draft->other_lead
						    : draft->least_lead;
	struct rich content = draft->content;

	if (!content.text) {
		content = lead;
		lead = (struct rich){ 0 };
	}
	if (lead.text && lead.html)
		item->summary_html = lead.text;
	else if (lead.text)
		item->summary = clean_copy(build, &lead);
	if (!content.text)
		return;
	item->base = content.base ? content.base : "";
	if (content.html)
		item->content_html = content.text;
	if (content.html && draft->plain.text)
		item->content_text = clean_copy(build, &draft->plain);
	else if (!content.html)
		item->content_text = clean_copy(build, &content);
}

void
draft_end(struct build *build)
{
	struct draft *draft = &build->draft;
	struct item *item = &draft->item;

	build->in_item = false;
	if (build->feed.n_items == build->max_items)
		return;
	item->title = first_of(item->title, draft->other_title);
	item->url = first_of(item->url, draft->link_from_id);
	if (!*item->url && draft->about && url_is_web(draft->about))
		item->url = draft->about;
	item->id = first_of(item->id, first_of(draft->about, draft->other_id));
	item->id = first_of(item->id, item->url);
	if (!*item->id)
		item->id = id_of_text(build, draft);
	if (item->published == 0)
		item->published = draft->created;
	if (item->n_attachments > 0 && item->attachments[0].duration_in_seconds < 0)
		item->attachments[0].duration_in_seconds = draft->duration;
	if (item->n_authors == 0 && draft->other_author) {
		struct person person = person_read(build->arena, draft->other_author);

		build->in_item = true;
		build_add_author(build, &person);
		build->in_item = false;
	}
	draft_place_text(build, draft);
	ARENA_PUSH(build->arena, build->feed.items, build->feed.n_items, build->cap_items, *item);
}

static bool
person_is(const struct person *a, const struct person *b)
{
	return strcasecmp(a->name, b->name) == 0 && (*a->name || strcmp(a->url, b->url) == 0);
}

void
build_add_author(struct build *build, const struct person *person)
{
	struct item *item = &build->draft.item;
	struct person **authors = build->in_item ? &item->authors : &build->feed.authors;
	size_t *n = build->in_item ? &item->n_authors : &build->feed.n_authors;
	size_t *cap = build->in_item ? &build->draft.cap_authors : &build->cap_authors;

	if ((!*person->name && !*person->url) || *n == FEED_PARTS_MAX)
		return;
	for (size_t i = 0; i < *n; i++) {
		if (person_is(&(*authors)[i], person))
			return;
	}
	PUSH_FEW(build->arena, *authors, *n, *cap, *person);
}

void
build_add_hub(struct build *build, const char *url)
{
	if (*url && build->feed.n_hubs < FEED_PARTS_MAX)
		ARENA_PUSH(
			build->arena, build->feed.hubs, build->feed.n_hubs, build->cap_hubs, url);
}

void
draft_add_tag(struct build *build, const char *tag)
{
	struct item *item = &build->draft.item;

	if (!*tag || item->n_tags == FEED_PARTS_MAX)
		return;
	for (size_t i = 0; i < item->n_tags; i++) {
		if (strcmp(item->tags[i], tag) == 0)
			return;
	}
	PUSH_FEW(build->arena, item->tags, item->n_tags, build->draft.cap_tags, tag);
}

struct suffix {
	const char *suffix, *mime_type;
};

/* The type of an attachment that does not say it. */
static const char *
mime_of(const char *url)
{
	static const struct suffix suffixes[] = {
		{ ".mp3", "audio/mpeg" },
		{ ".m4a", "audio/mp4" },
		{ ".aac", "audio/aac" },
		{ ".ogg", "audio/ogg" },
		{ ".opus", "audio/ogg" },
		{ ".wav", "audio/wav" },
		{ ".mp4", "video/mp4" },
		{ ".m4v", "video/mp4" },
		{ ".mov", "video/quicktime" },
		{ ".webm", "video/webm" },
		{ ".jpg", "image/jpeg" },
		{ ".jpeg", "image/jpeg" },
		{ ".png", "image/png" },
		{ ".gif", "image/gif" },
		{ ".webp", "image/webp" },
		{ ".svg", "image/svg+xml" },
		{ ".pdf", "application/pdf" },
		{ ".torrent", "application/x-bittorrent" },
	};
	size_t len = strcspn(url, "?#");

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		size_t n = strlen(suffixes[i].suffix);

		if (len > n && strncasecmp(url + len - n, suffixes[i].suffix, n) == 0)
			return suffixes[i].mime_type;
	}
	return "application/octet-stream";
}

void
draft_add_attachment(struct build *build, const struct attachment *attachment, bool is_enclosure)
{
	struct draft *draft = &build->draft;
	struct item *item = &draft->item;
	struct attachment whole = *attachment;

	if (!*whole.url || item->n_attachments == FEED_PARTS_MAX)
		return;
	for (size_t i = 0; i < item->n_attachments; i++) {
		if (strcmp(item->attachments[i].url, whole.url) == 0)
			return;
	}
	if (!*whole.mime_type)
		whole.mime_type = mime_of(whole.url);
	if (!*item->image && strncmp(whole.mime_type, "image/", 6) == 0)
		item->image = whole.url;
	PUSH_FEW(build->arena, item->attachments, item->n_attachments, draft->cap_attachments,
		whole);
	if (!is_enclosure)
		return;
	memmove(&item->attachments[draft->n_enclosures + 1],
		&item->attachments[draft->n_enclosures],
		(item->n_attachments - 1 - draft->n_enclosures) * sizeof whole);
	item->attachments[draft->n_enclosures++] = whole;
}
