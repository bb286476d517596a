/*
 * registrar - a judged story into the ledger: it joins the deal that it is about, or begins one.
 */
#include "newsroom/registrar.h"

#include "brief/brief.h"
#include "newsroom/bulletin.h"
#include "newsroom/entry.h"
#include "store/deal_history.h"
#include "store/deal_stories.h"
#include "story/origin.h"
#include "text/title.h"

enum {
	COPIES_MAX = 40,    /* stories of a deal that a new one is held against for copying */
	SENTENCES_MAX = 30, /* of so many stories of a deal sentences are kept */
	REASONS_MAX = 4,    /* words of the matcher's that are kept of a story */
};

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

/* Nearly word by word. */
static bool
is_copied(const struct entry *entry, const struct deal_witness *witness)
{
	return entry->words.sketched && witness->sketch_len == sizeof entry->words.sketch &&
	       sketch_alike(witness->sketch, entry->words.sketch) >= SKETCH_N * 3 / 4;
}

/* Who had it first: whom the story names, whom it copies, or itself. */
static bool
find_origin(struct registrar *registrar, struct entry *entry, const char **ret_origin,
	const char **ret_named, struct err *err)
{
	const char *named = origin_named(entry->story, &entry->verdict->deal, entry->arena);
	const struct dossier *known = &entry->dossier;
	struct deal_witness *witnesses;
	size_t n = 0;
	bool other;

	if (!named)
		named = origin_among(entry->story, known->outlets, known->n_outlets, entry->arena);
	*ret_named = named;
	*ret_origin = named ? named : outlet_name(entry->arena, entry->story->source);
	other = origin_is_other(entry->story);
	if (named || !entry->row.id || !(entry->words.sketched || other))
		return true;
	if (!deal_witnesses(
		    registrar->db, entry->row.id, COPIES_MAX, entry->arena, &witnesses, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		/* Whose report it repeats it doesn't say: the first one's. */
		if (!other && !is_copied(entry, &witnesses[i]))
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

/* By what the story says, and what the headline said before it, unless the deal has moved on. */
static const char *
deal_headline(const struct entry *entry, bool stepped)
{
	const struct brief_story told[] = {
		{ .source = entry->story->source, .title = entry->story->title },
		{ .source = "", .title = entry->row.headline, .stale = stepped },
	};
	const struct brief brief = { &entry->dossier.deal, told, entry->row.headline ? 2 : 1 };

	return brief_headline(&brief, entry->arena);
}

/* The story joins its deal: what it says is added, the ledger is written. */
static bool
join_deal(struct registrar *registrar, struct entry *entry, struct err *err)
{
	const char *origin, *named;
	struct candidate found, other;
	struct face face;
	struct deal before;
	struct face_index index;
	bool is_new, story_is_new = true;

	if (!find_deal(registrar, entry, &found, &other, err) ||
		(other.deal && !merge_deals(registrar, entry, &found, &other, err)))
		return false;
	if (!entry->verdict->relevant && !found.deal)
		return true;
	if (!open_deal(registrar, entry, &found, &face, err) ||
		!find_origin(registrar, entry, &origin, &named, err))
		return false;
	struct testimony testimony = { .deal = &entry->verdict->deal,
		.outlet = entry->story->source,
		.origin = origin,
		.published = entry->when,
		.facets = entry->words.facets,
		.correction = title_corrects(entry->story->title) };

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
		entry->row.headline = deal_headline(entry, moved & MOVED_STATUS);
	index.n = face_keys(&entry->face, index.keys, index.most);
	return save_deal(
		       registrar, &entry->row, &entry->dossier, &face, &index, entry->arena, err) &&
	       (!is_new || put_story(registrar, entry, origin, named, &story_is_new, err)) &&
	       note_moves(registrar, entry, &before, moved, err);
}

bool
registrar_enter(struct registrar *registrar, const struct story *story,
	const struct verdict *verdict, int64_t now, struct arena *arena,
	const struct entry **ret_entry, struct err *err)
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
	*ret_entry = entry;
	return true;
}
