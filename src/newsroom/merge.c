/*
 * merge - a story says that two deals of the ledger are one: the one goes over into the other.
 */
#include "newsroom/bulletin.h"
#include "newsroom/entry.h"
#include "store/deal_edges.h"
#include "store/deal_history.h"
#include "store/deal_merge.h"
#include "store/deal_stories.h"
#include "store/deal_told.h"

/* A deal of the two, with what the ledger knows of it. */
struct side {
	struct deal_row row;
	struct dossier dossier;
	struct face face;
	bool told; /* somebody was */
};

static bool
load_side(struct registrar *registrar, const struct candidate *deal, struct arena *arena,
	struct side *side, struct err *err)
{
	struct deal_told *told;
	size_t n;
	bool found;

	*side = (struct side){ .told = false };
	if (!deals_load(registrar->db, deal->deal, arena, &side->row, &found, err) ||
		!deal_told_load(registrar->db, deal->deal, arena, &told, &n, err))
		return false;
	bulletin_dossier(&side->row, &side->dossier, arena);
	for (size_t i = 0; i < n; i++)
		side->told |= told[i].revision > 0;
	return face_unpack(&side->face, deal->face, deal->face_len);
}

/* Each story of the one that goes says what they all say together: alone it is not kept. */
static bool
join_dossiers(struct registrar *registrar, struct side *into, const struct side *from,
	struct arena *arena, struct err *err)
{
	struct deal_story *stories;
	size_t n;

	if (!deal_stories(registrar->db, from->row.id, false, 0, arena, &stories, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct testimony testimony = { .deal = &from->dossier.deal,
			.outlet = stories[i].source,
			.origin = stories[i].origin,
			.published = stories[i].published };

		dossier_add(&into->dossier, &testimony, &registrar->tokens, arena);
	}
	face_join(&into->face, &from->face);
	return true;
}

static bool
save_sides(struct registrar *registrar, const struct entry *entry, struct side *into,
	const struct side *from, struct err *err)
{
	const struct deal_event event = { .at = entry->when,
		.field = "deal",
		.was = from->row.slug,
		.now = into->row.slug,
		.source = entry->story->source };
	struct face_index index;

	index.n = face_keys(&into->face, index.keys, index.most);
	return deal_edges_save(registrar->db, from->row.id, NULL, 0, err) &&
	       finder_drop(registrar->finder, from->row.id, err) &&
	       save_deal(registrar, &into->row, &into->dossier, &into->face, &index, entry->arena,
		       err) &&
	       deal_merge(registrar->db, from->row.id, into->row.id, err) &&
	       deal_event_add(registrar->db, into->row.id, &event, err);
}

bool
merge_deals(struct registrar *registrar, const struct entry *entry, struct candidate *deal,
	const struct candidate *other, struct err *err)
{
	struct side one, two, *into = &one, *from = &two;
	unsigned char *bytes;

	if (!load_side(registrar, deal, entry->arena, &one, err) ||
		!load_side(registrar, other, entry->arena, &two, err))
		return false;
	/* The one that stays has the name that people were told, else the older one. */
	if (one.told != two.told ? two.told : two.row.id < one.row.id) {
		into = &two;
		from = &one;
	}
	if (!join_dossiers(registrar, into, from, entry->arena, err) ||
		!save_sides(registrar, entry, into, from, err))
		return false;
	bytes = arena_alloc(entry->arena, FACE_BYTES_MAX);
	*deal = (struct candidate){ .deal = into->row.id,
		.last = into->row.last,
		.face = bytes,
		.face_len = face_pack(&into->face, bytes) };
	return true;
}
