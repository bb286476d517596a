/*
 * newsroom - from judged stories to alerts: one deal, one alert, then what really changes.
 *
 * What a watch was told of a deal:
 *
 *   (no row) → waits         newsroom_wait: a fresh story that the watch wants
 *   waits → told             run_one: its time has come; revision 1
 *   told → waits             newsroom_wait: a fresh story changed something
 *   waits → told             run_one: the change still holds; revision + 1
 *   waits → quiet or told    run_one: silenced, the watch is gone, or nothing has changed after all
 */
#include "app/newsroom.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/bulletin.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "brief/brief.h"
#include "ledger/circle.h"
#include "store/db.h"
#include "store/deal_edges.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "store/deal_told.h"
#include "store/deals.h"
#include "store/finder.h"
#include "store/silence.h"
#include "story/dossier.h"
#include "story/face.h"
#include "story/origin.h"
#include "story/same.h"
#include "story/words.h"
#include "text/title.h"
#include "text/token.h"

enum {
	NEARS_MAX = 3,      /* near misses that are noted of one story */
	COPIES_MAX = 40,    /* stories of a deal that a new one is held against for copying */
	SENTENCES_MAX = 30, /* of so many stories of a deal sentences are kept */
	DUE_BATCH = 64,
	PARTIES_MAX = 32,
	REASONS_MAX = 4, /* words of the matcher's that are kept of a story */
};

/* A deal told in passing becomes news only for what can't be mistaken. */
#define POINTS_REVIVE 7.0

struct newsroom {
	struct db *db; /* borrowed */
	struct finder *finder;
	struct newsroom_settings settings;
	struct newsroom_watch *watches; /* owned */
	bool (*on_alert)(
		void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err);
	void *arg;
	struct tokens tokens; /* scratch */
	struct arena *arena;  /* of newsroom_run_due */
};

struct newsroom *
newsroom_new(struct db *db, const struct newsroom_settings *settings,
	bool (*on_alert)(
		void *arg, const struct alert *alert, size_t watch, int64_t now, struct err *err),
	void *arg)
{
	struct newsroom *room = mem_new(sizeof *room);

	room->db = db;
	room->finder = finder_new(db);
	room->settings = *settings;
	room->watches = mem_array(settings->n_watches, sizeof *room->watches);
	for (size_t i = 0; i < settings->n_watches; i++) {
		room->watches[i] = settings->watches[i];
		room->watches[i].name = mem_strdup(settings->watches[i].name);
	}
	room->settings.watches = room->watches;
	room->on_alert = on_alert;
	room->arg = arg;
	room->arena = arena_new();
	return room;
}

void
newsroom_free(struct newsroom *room)
{
	if (!room)
		return;
	for (size_t i = 0; i < room->settings.n_watches; i++)
		free((char *)room->watches[i].name);
	free(room->watches);
	finder_free(room->finder);
	tokens_clear(&room->tokens);
	arena_free(room->arena);
	free(room);
}

/* --- one story -------------------------------------------------------------- */

/* A story on its way into the ledger. */
struct entry {
	const struct story *story;
	const struct verdict *verdict;
	int64_t when;      /* published, but never later than now */
	const char *title; /* without the outlet's tail */
	struct words words;
	struct face face;
	struct deal_row row; /* of the deal that it joins; id 0: a new one */
	struct dossier dossier;
	const char *why; /* it was merged */
	struct arena *arena;
};

/* Its words as they are folded; letters that are not ASCII even so leave a gap. */
static void
put_slug(struct str *slug, const char *text, struct tokens *tokens)
{
	bool gap = false;

	tokens_read(tokens, text, strlen(text));
	for (size_t i = 0; i < tokens->n; i++) {
		const char *at = token_text(tokens, i);

		gap |= !(tokens->list[i].flags & TOKEN_GLUED);
		for (; *at; at++) {
			unsigned char c = (unsigned char)*at;

			if (c >= 0x80 || !isalnum(c)) {
				gap = true;
				continue;
			}
			if (gap && slug->len > 0 && slug->text[slug->len - 1] != '-')
				str_putc(slug, '-');
			gap = false;
			str_putc(slug, (char)c);
		}
	}
}

/* "amazon-openai-investment-2025-12": a name that people can type. */
static const char *
make_slug(const struct deal *deal, int64_t when, struct tokens *tokens, struct arena *arena)
{
	enum { NAMED = 2, SLUG_MAX = 80 };
	char date[CLOCK_TEXT_MAX];
	struct str slug;
	const char *made;

	str_init(&slug, SLUG_MAX);
	for (size_t i = 0; i < deal->n_parties && i < NAMED; i++) {
		size_t len = slug.len;

		if (len > 0)
			str_putc(&slug, '-');
		put_slug(&slug, deal->parties[i].name, tokens);
		if (slug.len == len + 1)
			str_truncate(&slug, len);
	}
	made = arena_printf(arena, "%s%s%s-%.7s", slug.text, slug.len ? "-" : "",
		kind_name(deal->kind), clock_rfc3339(when, date));
	str_clear(&slug);
	return made;
}

/* The words that the matcher fired on, the weightiest first. */
static size_t
top_reasons(const struct verdict *verdict, const char *texts[REASONS_MAX])
{
	double points[REASONS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < verdict->n_reasons; i++) {
		const struct reason *reason = &verdict->reasons[i];
		size_t at = n;

		if (reason->points <= 0 || !reason->text || !*reason->text)
			continue;
		while (at > 0 && points[at - 1] < reason->points)
			at--;
		if (at == REASONS_MAX)
			continue;
		n += n < REASONS_MAX;
		for (size_t j = n - 1; j > at; j--) {
			texts[j] = texts[j - 1];
			points[j] = points[j - 1];
		}
		texts[at] = reason->text;
		points[at] = reason->points;
	}
	return n;
}

struct near_miss {
	int64_t deal;
	bool late; /* the deal was last told of before the window */
	struct opinion opinion;
};

static void
note_near(struct near_miss nears[NEARS_MAX], size_t *n, const struct candidate *deal, int64_t since,
	const struct opinion *opinion)
{
	size_t at = *n;

	while (at > 0 && nears[at - 1].opinion.points < opinion->points)
		at--;
	if (at == NEARS_MAX)
		return;
	*n += *n < NEARS_MAX;
	for (size_t i = *n - 1; i > at; i--)
		nears[i] = nears[i - 1];
	nears[at] = (struct near_miss){ deal->deal, deal->last < since, *opinion };
}

/* Is the story about this deal? Within the window (since) by all they say, later as a step of it. */
static void
judge_one(const struct entry *entry, const struct candidate *deal, int64_t since,
	struct opinion *ret_opinion)
{
	struct opinion late = { 0 };
	struct face face;

	*ret_opinion = (struct opinion){ 0 };
	if (!face_unpack(&face, deal->face, deal->face_len))
		return;
	if (deal->last >= since)
		same_judge(&face, &entry->face, &entry->words, ret_opinion);
	if (!ret_opinion->same && !deal->context)
		same_judge_late(&face, &entry->face, &late);
	if (late.same || (late.near && !ret_opinion->near))
		*ret_opinion = late;
	if (deal->context && ret_opinion->points < POINTS_REVIVE)
		ret_opinion->same = false;
}

/* The deal that the story is about, or none; the near misses are noted. */
static bool
find_deal(struct newsroom *room, struct entry *entry, struct candidate *ret_found, struct err *err)
{
	uint64_t keys[FACE_KEYS + NAMES_MAX];
	unsigned most[FACE_KEYS + NAMES_MAX];
	struct near_miss nears[NEARS_MAX];
	struct candidate *list, found = { 0 };
	struct opinion best = { 0 };
	size_t n, n_nears = 0, n_keys = face_keys(&entry->face, keys, most);
	int64_t late = entry->when - SAME_LATE;

	if (entry->face.n_parties == 0)
		n_keys += words_keys(&entry->words, keys + n_keys, most + n_keys);
	int64_t since = entry->when - room->settings.deal_window;

	if (!finder_find(room->finder, keys, most, n_keys, since < late ? since : late,
		    entry->arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct opinion opinion;

		judge_one(entry, &list[i], since, &opinion);
		/* A deal that was news is preferred to one that was told in passing. */
		if (opinion.same && (!found.deal || found.context > list[i].context ||
					    (found.context == list[i].context &&
						    opinion.points > best.points))) {
			if (found.deal)
				note_near(nears, &n_nears, &found, since, &best);
			best = opinion;
			found = list[i];
		} else if (opinion.same || opinion.near) {
			note_near(nears, &n_nears, &list[i], since, &opinion);
		}
	}
	for (size_t i = 0; i < n_nears; i++) {
		/* Why it isn't a step of a deal of long ago is asked of a new deal only. */
		if (found.deal && nears[i].late && !nears[i].opinion.same)
			continue;

		struct deal_near near = { entry->story->title, entry->story->source,
			entry->story->url,
			nears[i].opinion.same
				? arena_printf(entry->arena, "fitted another deal better; %s",
					  nears[i].opinion.why)
				: nears[i].opinion.why,
			entry->when };

		if (!deal_near_add(room->db, nears[i].deal, &near, err))
			return false;
	}
	if (found.deal)
		entry->why = arena_strdup(entry->arena, best.why);
	*ret_found = found;
	return true;
}

/* Who had it first: whom the story names, whom it copies, or itself. */
static bool
find_origin(struct newsroom *room, struct entry *entry, const char **ret_origin,
	const char **ret_named, struct err *err)
{
	const char *named = origin_named(entry->story, &entry->verdict->deal, entry->arena);
	struct deal_witness *witnesses;
	size_t n = 0;

	*ret_named = named;
	*ret_origin = named ? named : outlet_name(entry->arena, entry->story->source);
	if (named || !entry->row.id || !entry->words.sketched)
		return true;
	if (!deal_witnesses(room->db, entry->row.id, COPIES_MAX, entry->arena, &witnesses, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (witnesses[i].sketch_len != sizeof entry->words.sketch ||
			sketch_alike(witnesses[i].sketch, entry->words.sketch) < SKETCH_N * 3 / 4)
			continue;
		*ret_origin = witnesses[i].origin;
		break;
	}
	return true;
}

static bool
note_moves(struct newsroom *room, const struct entry *entry, const struct deal *before,
	unsigned moved, struct err *err)
{
	const struct deal *deal = &entry->dossier.deal;
	char was[AMOUNT_TEXT_MAX] = "", now[AMOUNT_TEXT_MAX];
	struct deal_event event = { .at = entry->when, .source = entry->story->source };

	if (moved & MOVED_STATUS) {
		event.field = "status";
		event.was = before->status ? status_name(before->status) : "";
		event.now = status_name(deal->status);
		if (!deal_event_add(room->db, entry->row.id, &event, err))
			return false;
	}
	if (moved & MOVED_FIGURE) {
		event.field = "figure";
		event.was = "";
		event.now = amount_text(&entry->verdict->deal.amount, now);
		if (!deal_event_add(room->db, entry->row.id, &event, err))
			return false;
	}
	if (moved & MOVED_AMOUNT) {
		event.field = "amount";
		event.was = before->amount.value > 0 ? amount_text(&before->amount, was) : "";
		event.now = amount_text(&deal->amount, now);
		if (!deal_event_add(room->db, entry->row.id, &event, err))
			return false;
	}
	return true;
}

static size_t
party_keys(const struct deal *deal, struct tokens *tokens, uint64_t keys[PARTIES_MAX])
{
	size_t n = deal->n_parties < PARTIES_MAX ? deal->n_parties : PARTIES_MAX;

	for (size_t i = 0; i < n; i++)
		keys[i] = party_key(deal->parties[i].name, tokens);
	return n;
}

static bool
save_edges(struct newsroom *room, int64_t id, const struct deal *deal, struct err *err)
{
	struct edge edges[DEAL_EDGES_MAX];
	struct deal_edge rows[DEAL_EDGES_MAX];
	uint64_t keys[PARTIES_MAX];
	struct deal some = *deal;
	size_t n;

	some.n_parties = party_keys(deal, &room->tokens, keys);
	n = deal_edges(&some, keys, edges);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct deal_edge){ .payer = edges[i].from,
			.payee = edges[i].to,
			.tie = edges[i].tie,
			.payer_name = edges[i].from_name,
			.payee_name = edges[i].to_name };
	return deal_edges_save(room->db, id, rows, n, err);
}

static bool
put_face(struct newsroom *room, const struct deal_row *row, const struct face *face,
	const uint64_t *keys, size_t n_keys, struct err *err)
{
	unsigned char bytes[FACE_BYTES_MAX];
	const struct candidate candidate = { row->id, row->last, row->context, bytes,
		face_pack(face, bytes) };

	return finder_put(room->finder, &candidate, keys, n_keys, err);
}

/* Writes the deal with what the story has added to it. */
static bool
save_deal(struct newsroom *room, struct deal_row *row, const struct dossier *dossier,
	const struct face *face, const uint64_t *keys, size_t n_keys, struct arena *arena,
	struct err *err)
{
	const struct deal *deal = &dossier->deal;
	bool is_new = row->id == 0, ok;
	struct str record;

	str_init(&record, SIZE_MAX / 2);
	dossier_to_record(dossier, &record);
	row->dossier = record.text;
	row->dossier_len = record.len;
	row->kind = deal->kind;
	row->status = deal->status;
	row->usd = deal->amount.usd;
	row->first = face->first;
	row->last = face->last;
	ok = deals_save(room->db, row, arena, err) &&
	     put_face(room, row, face, keys, n_keys, err) &&
	     (!(is_new || dossier->n_stories < 8) || save_edges(room, row->id, deal, err));
	str_clear(&record);
	row->dossier = NULL;
	return ok;
}

/* Loads the deal that the story joins, or begins a new one. */
static bool
open_deal(struct newsroom *room, struct entry *entry, const struct candidate *deal,
	struct face *ret_face, struct err *err)
{
	bool found = false;

	if (deal->deal && !deals_load(room->db, deal->deal, entry->arena, &entry->row, &found, err))
		return false;
	if (found && !entry->row.context && face_unpack(ret_face, deal->face, deal->face_len)) {
		bulletin_dossier(&entry->row, &entry->dossier, entry->arena);
		return true;
	}
	/* What was told in passing is the lesser witness: now that it is news, it begins anew. */
	*ret_face = (struct face){ 0 };
	if (!found)
		entry->row.slug =
			make_slug(&entry->verdict->deal, entry->when, &room->tokens, entry->arena);
	entry->row.context = false;
	return true;
}

static bool
put_story(struct newsroom *room, struct entry *entry, const char *origin, const char *named,
	bool *ret_new, struct err *err)
{
	const struct story *story = entry->story;
	const char **sentences = NULL, *reasons[REASONS_MAX];
	size_t n = 0;

	if (entry->dossier.n_stories < SENTENCES_MAX)
		brief_sentences(story->text, &room->tokens, entry->arena, &sentences, &n);
	struct deal_story row = {
		.story_id = story->id,
		.feed = story->feed,
		.source = story->source,
		.title = story->title,
		.url = story->url,
		.published = entry->when,
		.origin = origin,
		.named = named,
		.why = entry->why ? entry->why : "the first story of the deal",
		.sentences = sentences,
		.n_sentences = n,
		.reasons = reasons,
		.n_reasons = top_reasons(entry->verdict, reasons),
		.sketch = entry->words.sketch,
		.sketch_len = entry->words.sketched ? sizeof entry->words.sketch : 0,
	};

	return deal_story_add(room->db, entry->row.id, &row, ret_new, err);
}

/* The story joins its deal: what it says is added, the ledger is written. */
static bool
join_deal(struct newsroom *room, struct entry *entry, struct err *err)
{
	const char *origin, *named;
	struct candidate found;
	struct face face;
	struct deal before;
	uint64_t keys[FACE_KEYS];
	unsigned most[FACE_KEYS];
	bool is_new, story_is_new = true;

	if (!find_deal(room, entry, &found, err) || !open_deal(room, entry, &found, &face, err) ||
		!find_origin(room, entry, &origin, &named, err))
		return false;
	struct testimony testimony = { .deal = &entry->verdict->deal,
		.outlet = entry->story->source,
		.origin = origin,
		.published = entry->when,
		.correction = title_corrects(entry->story->title) };
	struct brief_story brief = { .source = entry->story->source, .title = entry->story->title };

	is_new = entry->row.id == 0;
	if (!is_new && !put_story(room, entry, origin, named, &story_is_new, err))
		return false;
	testimony.again = !story_is_new && entry->dossier.n_stories > 0;
	before = entry->dossier.deal;
	unsigned moved = dossier_add(&entry->dossier, &testimony, &room->tokens, entry->arena);

	if (entry->dossier.n_stories <= 1)
		face = entry->face;
	else if (!testimony.again)
		face_join(&face, &entry->face);
	if (!entry->row.headline || moved)
		entry->row.headline = brief_headline(&entry->dossier.deal, &brief, 1, entry->arena);
	return save_deal(room, &entry->row, &entry->dossier, &face, keys,
		       face_keys(&entry->face, keys, most), entry->arena, err) &&
	       (!is_new || put_story(room, entry, origin, named, &story_is_new, err)) &&
	       note_moves(room, entry, &before, moved, err);
}

/* --- deals told in passing -------------------------------------------------- */

/* The deal that is told of in passing, or none: its number is 0. */
static bool
find_context(struct newsroom *room, const struct entry *entry, const struct face *told,
	const uint64_t *keys, const unsigned *most, size_t n_keys, struct candidate *ret_found,
	const char **ret_why, struct err *err)
{
	struct candidate *list, found = { 0 };
	double best = 0;
	size_t n;

	if (!finder_find(room->finder, keys, most, n_keys, 0, entry->arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct opinion opinion;
		struct face face;

		if (!face_unpack(&face, list[i].face, list[i].face_len))
			continue;
		same_judge_context(&face, told, &opinion);
		if (!opinion.same || (found.deal && opinion.points <= best))
			continue;
		best = opinion.points;
		found = list[i];
		*ret_why = arena_strdup(entry->arena, opinion.why);
	}
	*ret_found = found;
	return true;
}

/* The ledger learns of a deal that the story tells in passing. */
static bool
take_context(struct newsroom *room, struct entry *entry, const struct deal *told, struct err *err)
{
	const char *why = "the first story that tells of it";
	uint64_t keys[FACE_KEYS];
	unsigned most[FACE_KEYS];
	struct candidate deal;
	struct deal_row row = { 0 };
	struct dossier dossier = { 0 };
	struct face face, known;
	size_t n_keys;
	bool found = false, is_new;

	face_make(&face, told, entry->when, NULL, &room->tokens);
	face.context = true;
	if (told->kind == KIND_NONE || face.n_parties == 0 ||
		(face.n_parties == 1 && face.n_figures == 0))
		return true;
	if (same_but_for_roles(&entry->face, &face))
		return true;
	n_keys = face_keys(&face, keys, most);
	if (!find_context(room, entry, &face, keys, most, n_keys, &deal, &why, err) ||
		(deal.deal && !deals_load(room->db, deal.deal, entry->arena, &row, &found, err)))
		return false;
	if (found && row.id == entry->row.id)
		return true;
	if (found && row.context && face_unpack(&known, deal.face, deal.face_len)) {
		bulletin_dossier(&row, &dossier, entry->arena);
		face_join(&known, &face);
		face = known;
	}
	if (!found || row.context) {
		struct testimony testimony = { .deal = told,
			.outlet = entry->story->source,
			.origin = entry->story->source,
			.published = entry->when };
		struct brief_story brief = { .source = entry->story->source,
			.title = entry->story->title };

		dossier_add(&dossier, &testimony, &room->tokens, entry->arena);
		row.headline = brief_headline(&dossier.deal, &brief, 1, entry->arena);
		row.context = true;
		if (!found)
			row.slug = make_slug(told, entry->when, &room->tokens, entry->arena);
		if (!save_deal(room, &row, &dossier, &face, keys, n_keys, entry->arena, err))
			return false;
	}
	struct deal_story story = { .story_id = entry->story->id,
		.feed = entry->story->feed,
		.source = entry->story->source,
		.title = entry->story->title,
		.url = entry->story->url,
		.published = entry->when,
		.origin = "",
		.context = true,
		.why = why };

	return deal_story_add(room->db, row.id, &story, &is_new, err);
}

/* --- watches ---------------------------------------------------------------- */

static struct deal_told *
told_of(struct deal_told *told, size_t n, const char *watch)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(told[i].watch, watch) == 0)
			return &told[i];
	return NULL;
}

/* Does this watch have something to be told, after the story? Then its wait begins. */
static bool
newsroom_wait(struct newsroom *room, const struct entry *entry, uint64_t wanted, int64_t now,
	struct err *err)
{
	struct deal_told *told;
	size_t n;

	if (!deal_told_load(room->db, entry->row.id, entry->arena, &told, &n, err))
		return false;
	for (size_t i = 0; i < room->settings.n_watches; i++) {
		const struct newsroom_watch *watch = &room->watches[i];
		struct deal_told *known = told_of(told, n, watch->name);
		struct deal_told row =
			known ? *known
			      : (struct deal_told){ .deal = entry->row.id, .watch = watch->name };
		bool wants = i < 64 && wanted >> i & 1;

		if (row.due)
			continue;
		if (row.revision > 0) {
			struct alert_change *changes;
			size_t n_changes;

			if (!watch->updates)
				continue;
			bulletin_changes(&row, &entry->dossier, entry->arena, &changes, &n_changes);
			wants = n_changes > 0;
		}
		if (!wants)
			continue;
		row.due = now + room->settings.group_wait;
		if (row.due < 1)
			row.due = 1;
		if (!deal_told_save(room->db, &row, err))
			return false;
	}
	return true;
}

bool
newsroom_take(struct newsroom *room, const struct story *story, const struct verdict *verdict,
	uint64_t wanted, int64_t now, struct arena *arena, struct err *err)
{
	struct entry *entry;

	if (!verdict->relevant || verdict->deal.kind == KIND_NONE)
		return true;
	entry = arena_alloc(arena, sizeof *entry);
	entry->story = story;
	entry->verdict = verdict;
	entry->arena = arena;
	entry->when = story->published < now ? story->published : now;
	entry->title = title_core(arena, story->title);
	words_read(&entry->words, entry->title, &room->tokens);
	face_make(&entry->face, &verdict->deal, entry->when, &entry->words, &room->tokens);
	if (!join_deal(room, entry, err))
		goto fail;
	for (size_t i = 0; i < verdict->n_background; i++)
		if (!take_context(room, entry, &verdict->background[i], err))
			goto fail;
	if (now - story->published > room->settings.max_age)
		return true;
	if (newsroom_wait(room, entry, wanted, now, err))
		return true;
fail:
	err_prefix(err, "story '%s'", story->id);
	return false;
}

/* --- what is due ------------------------------------------------------------ */

static size_t
find_watch(const struct newsroom *room, const char *name)
{
	for (size_t i = 0; i < room->settings.n_watches; i++)
		if (strcmp(room->watches[i].name, name) == 0)
			return i;
	return SIZE_MAX;
}

/* The same for the same deal, watch and revision, whenever it is made. */
static const char *
alert_id(const char *slug, const char *watch, unsigned revision, int64_t first, struct arena *arena)
{
	uint64_t hash = hash_text(slug);

	hash = hash_more(hash, watch, strlen(watch));
	hash = hash_more(hash, &revision, sizeof revision);
	hash = hash_more(hash, &first, sizeof first);
	return arena_printf(arena, "alert-%016llx", (unsigned long long)hash);
}

static enum alert_type
type_of(const struct deal_told *told, const struct dossier *dossier, const struct alert *alert)
{
	if (told->revision == 0)
		return ALERT_NEW;
	for (size_t i = 0; i < alert->n_changes; i++) {
		const struct alert_change *change = &alert->changes[i];

		if (strcmp(change->field, "status") == 0 && dossier->deal.status == STATUS_DENIED)
			return ALERT_CORRECTION;
		if (strcmp(change->field, "amount") == 0 && dossier->corrected)
			return ALERT_CORRECTION;
	}
	return ALERT_UPDATE;
}

static bool
is_silenced(struct newsroom *room, const struct deal_row *row, const struct deal *deal, int64_t now,
	bool *ret_silenced, struct err *err)
{
	uint64_t keys[PARTIES_MAX];
	size_t n = party_keys(deal, &room->tokens, keys);

	return silence_holds(room->db, row->slug, keys, n, now, ret_silenced, err);
}

/* One deal's alert to one watch, if there is still something to say. */
static bool
run_one(struct newsroom *room, struct deal_told *told, int64_t now, struct err *err)
{
	struct arena *arena = room->arena;
	size_t watch = find_watch(room, told->watch);
	struct dossier dossier;
	struct deal_row row;
	struct alert alert = { 0 };
	struct alert_change *changes = NULL;
	struct str state;
	size_t n_changes = 0;
	bool found, silenced, ok;

	told->due = 0;
	if (!deals_load(room->db, told->deal, arena, &row, &found, err))
		return false;
	if (!found || watch == SIZE_MAX)
		return deal_told_save(room->db, told, err);
	bulletin_dossier(&row, &dossier, arena);
	bulletin_changes(told, &dossier, arena, &changes, &n_changes);
	if (!is_silenced(room, &row, &dossier.deal, now, &silenced, err))
		return false;
	if (silenced || (told->revision > 0 && (n_changes == 0 || !room->watches[watch].updates)))
		return deal_told_save(room->db, told, err);
	if (!bulletin_make(room->db, &row, &dossier, &room->tokens, arena, &alert, err))
		return false;
	alert.changes = changes;
	alert.n_changes = n_changes;
	alert.type = type_of(told, &dossier, &alert);
	alert.revision = ++told->revision;
	alert.watch = room->watches[watch].name;
	alert.timestamp = now;
	alert.id = alert_id(row.slug, alert.watch, alert.revision, row.first, arena);
	str_init(&state, SIZE_MAX / 2);
	bulletin_state(&dossier, &state);
	told->state = state.text;
	told->state_len = state.len;
	ok = deal_told_save(room->db, told, err) &&
	     room->on_alert(room->arg, &alert, watch, now, err);
	str_clear(&state);
	told->state = NULL;
	return ok;
}

bool
newsroom_next_due(struct newsroom *room, int64_t *ret_due, struct err *err)
{
	return deal_told_next(room->db, ret_due, err);
}

bool
newsroom_end_waits(struct newsroom *room, int64_t latest, struct err *err)
{
	return deal_told_end_waits(room->db, latest, err);
}

bool
newsroom_run_due(struct newsroom *room, int64_t now, struct err *err)
{
	struct deal_told *told;
	size_t n;

	do {
		if (!db_begin(room->db, err))
			return false;
		arena_reset(room->arena);
		if (!deal_told_due(room->db, now, DUE_BATCH, room->arena, &told, &n, err))
			goto fail;
		for (size_t i = 0; i < n; i++) {
			if (!run_one(room, &told[i], now, err)) {
				err_prefix(err, "deal %lld", (long long)told[i].deal);
				goto fail;
			}
		}
		if (!db_commit(room->db, err))
			return false;
	} while (n == DUE_BATCH);
	return true;
fail:
	db_rollback(room->db);
	return false;
}
