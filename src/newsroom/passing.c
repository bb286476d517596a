/*
 * passing - deals that a story tells in passing: the ledger learns of them, nobody is alerted.
 */
#include "brief/brief.h"
#include "newsroom/bulletin.h"
#include "newsroom/entry.h"
#include "store/deal_stories.h"
#include "story/same.h"

/* The deal that is told of in passing, or none: its number is 0. */
static bool
find_context(struct registrar *registrar, const struct entry *entry, const struct face *told,
	const struct face_index *index, struct candidate *ret_found, const char **ret_why,
	struct err *err)
{
	const struct finder_query query = { index->keys, index->most, index->n, 0 };
	struct candidate *list, found = { 0 };
	double best = 0;
	size_t n;

	if (!finder_find(registrar->finder, &query, entry->arena, &list, &n, err))
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

/* A deal told in passing, with what it is found by. */
struct aside {
	const struct deal *told;
	struct face face;
	struct face_index index;
	struct deal_row row; /* id 0: a new one */
};

/* What the story says of it is added, unless it was news: then it is known better. */
static bool
aside_save(struct registrar *registrar, const struct entry *entry, struct aside *aside,
	const struct candidate *deal, struct err *err)
{
	const struct story *story = entry->story;
	const struct testimony testimony = { .deal = aside->told,
		.outlet = story->source,
		.origin = story->source,
		.published = entry->when };
	const struct brief_story told_by = { .source = story->source, .title = story->title };
	struct deal_row *row = &aside->row;
	struct dossier dossier = { 0 };
	struct face known;
	bool found = row->id > 0;

	if (found && !row->context)
		return true;
	if (found && face_unpack(&known, deal->face, deal->face_len)) {
		bulletin_dossier(row, &dossier, entry->arena);
		face_join(&known, &aside->face);
		aside->face = known;
	}
	dossier_add(&dossier, &testimony, &registrar->tokens, entry->arena);
	row->headline = brief_headline(&(struct brief){ &dossier.deal, &told_by, 1 }, entry->arena);
	row->context = true;
	if (!found)
		row->slug = make_slug(aside->told, entry->when, &registrar->tokens, entry->arena);
	return save_deal(registrar, row, &dossier, &aside->face, &aside->index, entry->arena, err);
}

bool
take_context(struct registrar *registrar, const struct entry *entry, const struct deal *told,
	struct err *err)
{
	struct aside aside = { .told = told };
	const char *why = "the first story that tells of it";
	struct candidate deal;
	bool found, is_new;

	face_make(&aside.face, told, entry->when, NULL, &registrar->tokens);
	aside.face.context = true;
	if (told->kind == KIND_NONE || aside.face.n_parties == 0 ||
		(aside.face.n_parties == 1 && aside.face.n_figures == 0) ||
		same_told_again(&entry->face, &aside.face))
		return true;
	aside.index.n = face_keys(&aside.face, aside.index.keys, aside.index.most);
	if (!find_context(registrar, entry, &aside.face, &aside.index, &deal, &why, err) ||
		(deal.deal && !deals_load(registrar->db, deal.deal, entry->arena, &aside.row,
				      &found, err)))
		return false;
	if (aside.row.id == entry->row.id) /* the very deal that the story is about */
		return true;
	if (!aside_save(registrar, entry, &aside, &deal, err))
		return false;
	struct deal_story story = { .story_id = entry->story->id,
		.feed = entry->story->feed,
		.source = entry->story->source,
		.title = entry->story->title,
		.url = entry->story->url,
		.published = entry->when,
		.origin = "",
		.context = true,
		.why = why };

	return deal_story_add(registrar->db, aside.row.id, &story, &is_new, err);
}
