/*
 * registrar - a judged story into the ledger: it joins the deal that it is about, or begins one.
 */
#include "app/registrar.h"

#include <ctype.h>
#include <string.h>

#include "app/bulletin.h"
#include "base/clock.h"
#include "base/str.h"
#include "brief/brief.h"
#include "ledger/circle.h"
#include "store/db.h"
#include "store/deal_edges.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "store/finder.h"
#include "story/face.h"
#include "story/origin.h"
#include "story/same.h"
#include "story/words.h"
#include "text/title.h"

enum {
	NEARS_MAX = 3,      /* near misses that are noted of one story */
	COPIES_MAX = 40,    /* stories of a deal that a new one is held against for copying */
	SENTENCES_MAX = 30, /* of so many stories of a deal sentences are kept */
	REASONS_MAX = 4,    /* words of the matcher's that are kept of a story */
};

/* A deal told in passing becomes news only for what can't be mistaken. */
#define POINTS_REVIVE 7.0

/* A story on its way into the ledger. */
struct entry {
	const struct story *story;
	const struct verdict *verdict;
	int64_t when; /* published, but never later than now */
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

/* The near misses go into the ledger, for whoever asks why a deal lacks a story. */
static bool
save_nears(struct registrar *registrar, const struct entry *entry, const struct near_miss *nears,
	size_t n, bool found, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct opinion *opinion = &nears[i].opinion;
		const char *instead =
			found ? "fitted another deal better" : "fits more than one deal";

		/* Why it isn't a step of a deal of long ago is asked of a new deal only. */
		if (found && nears[i].late && !opinion->same)
			continue;

		struct deal_near near = { entry->story->title, entry->story->source,
			entry->story->url,
			opinion->same ? arena_printf(entry->arena, "%s; %s", instead, opinion->why)
				      : opinion->why,
			entry->when };

		if (!deal_near_add(registrar->db, nears[i].deal, &near, err))
			return false;
	}
	return true;
}

/* Whoever names nobody may be of one deal as well as of another: then it is of neither. */
static bool
is_of_several(const struct entry *entry, const struct opinion *best, const struct near_miss *next)
{
	return entry->face.n_parties == 0 && next->opinion.same &&
	       next->opinion.points > best->points - 1.0;
}

/* The deal that the story is about, or none; the near misses are noted. */
static bool
find_deal(struct registrar *registrar, struct entry *entry, struct candidate *ret_found,
	struct err *err)
{
	uint64_t keys[FACE_KEYS + NAMES_MAX];
	unsigned most[FACE_KEYS + NAMES_MAX];
	struct near_miss nears[NEARS_MAX];
	struct candidate *list, found = { 0 };
	struct opinion best = { 0 };
	size_t n, n_nears = 0, n_keys = face_keys(&entry->face, keys, most);
	int64_t late = entry->when - SAME_LATE, since = entry->when - registrar->deal_window;

	if (entry->face.n_parties == 0)
		n_keys += words_keys(&entry->words, keys + n_keys, most + n_keys);
	if (!finder_find(registrar->finder, keys, most, n_keys, since < late ? since : late,
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
	if (found.deal && n_nears > 0 && is_of_several(entry, &best, &nears[0])) {
		note_near(nears, &n_nears, &found, since, &best);
		found = (struct candidate){ 0 };
	}
	if (!save_nears(registrar, entry, nears, n_nears, found.deal, err))
		return false;
	if (found.deal)
		entry->why = arena_strdup(entry->arena, best.why);
	*ret_found = found;
	return true;
}

/* Who had it first: whom the story names, whom it copies, or itself. */
static bool
find_origin(struct registrar *registrar, struct entry *entry, const char **ret_origin,
	const char **ret_named, struct err *err)
{
	const char *named = origin_named(entry->story, &entry->verdict->deal, entry->arena);
	struct deal_witness *witnesses;
	size_t n = 0;

	*ret_named = named;
	*ret_origin = named ? named : outlet_name(entry->arena, entry->story->source);
	if (named || !entry->row.id || !entry->words.sketched)
		return true;
	if (!deal_witnesses(
		    registrar->db, entry->row.id, COPIES_MAX, entry->arena, &witnesses, &n, err))
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
note_moves(struct registrar *registrar, const struct entry *entry, const struct deal *before,
	unsigned moved, struct err *err)
{
	const struct deal *deal = &entry->dossier.deal;
	char was[AMOUNT_TEXT_MAX] = "", now[AMOUNT_TEXT_MAX];
	struct deal_event event = { .at = entry->when, .source = entry->story->source };

	if (moved & MOVED_STATUS) {
		event.field = "status";
		event.was = before->status ? status_name(before->status) : "";
		event.now = status_name(deal->status);
		if (!deal_event_add(registrar->db, entry->row.id, &event, err))
			return false;
	}
	if (moved & MOVED_FIGURE) {
		event.field = "figure";
		event.was = "";
		event.now = amount_text(&entry->verdict->deal.amount, now);
		if (!deal_event_add(registrar->db, entry->row.id, &event, err))
			return false;
	}
	if (moved & MOVED_AMOUNT) {
		event.field = "amount";
		event.was = before->amount.value > 0 ? amount_text(&before->amount, was) : "";
		event.now = amount_text(&deal->amount, now);
		if (!deal_event_add(registrar->db, entry->row.id, &event, err))
			return false;
	}
	return true;
}

static bool
save_edges(struct registrar *registrar, int64_t id, const struct deal *deal, struct err *err)
{
	struct edge edges[DEAL_EDGES_MAX];
	struct deal_edge rows[DEAL_EDGES_MAX];
	uint64_t keys[PARTY_KEYS_MAX];
	struct deal some = *deal;
	size_t n;

	some.n_parties = party_keys(deal, &registrar->tokens, keys);
	n = deal_edges(&some, keys, edges);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct deal_edge){ .payer = edges[i].from,
			.payee = edges[i].to,
			.tie = edges[i].tie,
			.payer_name = edges[i].from_name,
			.payee_name = edges[i].to_name };
	return deal_edges_save(registrar->db, id, rows, n, err);
}

static bool
put_face(struct registrar *registrar, const struct deal_row *row, const struct face *face,
	const uint64_t *keys, size_t n_keys, struct err *err)
{
	unsigned char bytes[FACE_BYTES_MAX];
	const struct candidate candidate = { row->id, row->last, row->context, bytes,
		face_pack(face, bytes) };

	return finder_put(registrar->finder, &candidate, keys, n_keys, err);
}

/* Writes the deal with what the story has added to it. */
static bool
save_deal(struct registrar *registrar, struct deal_row *row, const struct dossier *dossier,
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
	ok = deals_save(registrar->db, row, arena, err) &&
	     put_face(registrar, row, face, keys, n_keys, err) &&
	     (!(is_new || dossier->n_stories < 8) || save_edges(registrar, row->id, deal, err));
	str_clear(&record);
	row->dossier = NULL;
	return ok;
}

/* Loads the deal that the story joins, or begins a new one. */
static bool
open_deal(struct registrar *registrar, struct entry *entry, const struct candidate *deal,
	struct face *ret_face, struct err *err)
{
	bool found = false;

	if (deal->deal &&
		!deals_load(registrar->db, deal->deal, entry->arena, &entry->row, &found, err))
		return false;
	if (found && !entry->row.context && face_unpack(ret_face, deal->face, deal->face_len)) {
		bulletin_dossier(&entry->row, &entry->dossier, entry->arena);
		return true;
	}
	/* What was told in passing is the lesser witness: now that it is news, it begins anew. */
	*ret_face = (struct face){ 0 };
	if (!found)
		entry->row.slug = make_slug(
			&entry->verdict->deal, entry->when, &registrar->tokens, entry->arena);
	entry->row.context = false;
	return true;
}

static bool
put_story(struct registrar *registrar, struct entry *entry, const char *origin, const char *named,
	bool *ret_new, struct err *err)
{
	const struct story *story = entry->story;
	const char **sentences = NULL, *reasons[REASONS_MAX];
	size_t n = 0;

	if (entry->dossier.n_stories < SENTENCES_MAX)
		brief_sentences(story->text, &registrar->tokens, entry->arena, &sentences, &n);
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

	return deal_story_add(registrar->db, entry->row.id, &row, ret_new, err);
}

/* The story joins its deal: what it says is added, the ledger is written. */
static bool
join_deal(struct registrar *registrar, struct entry *entry, struct err *err)
{
	const char *origin, *named;
	struct candidate found;
	struct face face;
	struct deal before;
	uint64_t keys[FACE_KEYS];
	unsigned most[FACE_KEYS];
	bool is_new, story_is_new = true;

	if (!find_deal(registrar, entry, &found, err) ||
		!open_deal(registrar, entry, &found, &face, err) ||
		!find_origin(registrar, entry, &origin, &named, err))
		return false;
	struct testimony testimony = { .deal = &entry->verdict->deal,
		.outlet = entry->story->source,
		.origin = origin,
		.published = entry->when,
		.facets = entry->words.facets,
		.correction = title_corrects(entry->story->title) };
	struct brief_story brief = { .source = entry->story->source, .title = entry->story->title };

	is_new = entry->row.id == 0;
	if (!is_new && !put_story(registrar, entry, origin, named, &story_is_new, err))
		return false;
	testimony.again = !story_is_new && entry->dossier.n_stories > 0;
	before = entry->dossier.deal;
	unsigned moved = dossier_add(&entry->dossier, &testimony, &registrar->tokens, entry->arena);

	if (entry->dossier.n_stories <= 1)
		face = entry->face;
	else if (!testimony.again)
		face_join(&face, &entry->face);
	if (!entry->row.headline || moved)
		entry->row.headline = brief_headline(&entry->dossier.deal, &brief, 1, entry->arena);
	return save_deal(registrar, &entry->row, &entry->dossier, &face, keys,
		       face_keys(&entry->face, keys, most), entry->arena, err) &&
	       (!is_new || put_story(registrar, entry, origin, named, &story_is_new, err)) &&
	       note_moves(registrar, entry, &before, moved, err);
}

/* --- deals told in passing -------------------------------------------------- */

/* The deal that is told of in passing, or none: its number is 0. */
static bool
find_context(struct registrar *registrar, const struct entry *entry, const struct face *told,
	const uint64_t *keys, const unsigned *most, size_t n_keys, struct candidate *ret_found,
	const char **ret_why, struct err *err)
{
	struct candidate *list, found = { 0 };
	double best = 0;
	size_t n;

	if (!finder_find(registrar->finder, keys, most, n_keys, 0, entry->arena, &list, &n, err))
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
take_context(
	struct registrar *registrar, struct entry *entry, const struct deal *told, struct err *err)
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

	face_make(&face, told, entry->when, NULL, &registrar->tokens);
	face.context = true;
	if (told->kind == KIND_NONE || face.n_parties == 0 ||
		(face.n_parties == 1 && face.n_figures == 0))
		return true;
	if (same_but_for_roles(&entry->face, &face))
		return true;
	n_keys = face_keys(&face, keys, most);
	if (!find_context(registrar, entry, &face, keys, most, n_keys, &deal, &why, err) ||
		(deal.deal &&
			!deals_load(registrar->db, deal.deal, entry->arena, &row, &found, err)))
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

		dossier_add(&dossier, &testimony, &registrar->tokens, entry->arena);
		row.headline = brief_headline(&dossier.deal, &brief, 1, entry->arena);
		row.context = true;
		if (!found)
			row.slug = make_slug(told, entry->when, &registrar->tokens, entry->arena);
		if (!save_deal(registrar, &row, &dossier, &face, keys, n_keys, entry->arena, err))
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

	return deal_story_add(registrar->db, row.id, &story, &is_new, err);
}

bool
registrar_enter(struct registrar *registrar, const struct story *story,
	const struct verdict *verdict, int64_t now, struct arena *arena, int64_t *ret_deal,
	const struct dossier **ret_dossier, struct err *err)
{
	struct entry *entry = arena_alloc(arena, sizeof *entry);

	entry->story = story;
	entry->verdict = verdict;
	entry->arena = arena;
	entry->when = story->published < now ? story->published : now;
	words_read(&entry->words, title_core(arena, story->title), &registrar->tokens);
	face_make(&entry->face, &verdict->deal, entry->when, &entry->words, &registrar->tokens);
	if (entry->face.n_parties == 1)
		face_add_names(&entry->face, story->text, &registrar->tokens);
	if (!join_deal(registrar, entry, err))
		return false;
	for (size_t i = 0; i < verdict->n_background; i++)
		if (!take_context(registrar, entry, &verdict->background[i], err))
			return false;
	*ret_deal = entry->row.id;
	*ret_dossier = &entry->dossier;
	return true;
}
