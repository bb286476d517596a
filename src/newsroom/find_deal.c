/*
 * find_deal - which deal of the ledger is a story about?
 */
#include "newsroom/entry.h"
#include "store/deal_history.h"
#include "story/same.h"

enum { NEARS_MAX = 3 }; /* near misses that are noted of one story */

/* A deal told in passing becomes news only for what can't be mistaken. */
#define POINTS_REVIVE 7.0
/* What nothing ties to a topic is of a deal that is: its parties, or its party and sum. */
#define POINTS_TIED 6.0

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

/*
 * Is the story about this deal? Within the window by all they say; further away only as a step of
 * it, or it as a step of an older story that comes late.
 */
static void
judge_one(const struct entry *entry, const struct candidate *deal, int64_t window,
	struct opinion *ret_opinion)
{
	const struct face *story = &entry->face;
	struct opinion late = { 0 };
	struct face face;

	*ret_opinion = (struct opinion){ 0 };
	if (!face_unpack(&face, deal->face, deal->face_len))
		return;
	if (face_gap(&face, story) <= window)
		same_judge(&face, story, &entry->words, ret_opinion);
	if (!entry->verdict->relevant && (deal->context || ret_opinion->points < POINTS_TIED))
		ret_opinion->same = false;
	if (!ret_opinion->same && !deal->context && story->first < face.first - window)
		same_judge_late(story, &face, &late);
	else if (!ret_opinion->same && !deal->context)
		same_judge_late(&face, story, &late);
	if (late.same || (late.near && !ret_opinion->near))
		*ret_opinion = late;
	if (deal->context && ret_opinion->points < POINTS_REVIVE)
		ret_opinion->same = false;
}

static bool
save_nears(struct registrar *registrar, const struct entry *entry, const struct near_miss *nears,
	size_t n, bool found, int64_t other, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct opinion *opinion = &nears[i].opinion;
		const char *instead =
			found ? "fitted another deal better" : "fits more than one deal";

		if (nears[i].deal == other)
			continue;
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

static bool
may_join(const struct entry *entry)
{
	return entry->verdict->relevant && entry->face.n_parties > 1 && entry->face.n_figures > 0;
}

/* Is this another deal of the story, which says that the two are one? */
static bool
is_joined(const struct entry *entry, const struct candidate *found, const struct candidate *other,
	int64_t window)
{
	struct opinion opinion;
	struct face one, two;

	if (other->deal == found->deal || found->context || other->context ||
		!face_unpack(&one, found->face, found->face_len) ||
		!face_unpack(&two, other->face, other->face_len) ||
		face_gap(&one, &entry->face) > window || face_gap(&two, &entry->face) > window ||
		!same_joined(&one, &two, &entry->face))
		return false;
	same_judge(&two, &entry->face, &entry->words, &opinion);
	return opinion.same;
}

bool
find_deal(struct registrar *registrar, struct entry *entry, struct candidate *ret_found,
	struct candidate *ret_other, struct err *err)
{
	uint64_t keys[FACE_KEYS + NAMES_MAX];
	unsigned most[FACE_KEYS + NAMES_MAX];
	struct finder_query query;
	struct near_miss nears[NEARS_MAX];
	struct candidate *list, found = { 0 };
	struct opinion best = { 0 };
	size_t n, n_nears = 0, n_keys = face_keys(&entry->face, keys, most);
	int64_t late = entry->when - SAME_LATE, since = entry->when - registrar->deal_window;

	if (entry->face.n_parties == 0)
		n_keys += words_keys(&entry->words, keys + n_keys, most + n_keys);
	query = (struct finder_query){ keys, most, n_keys, since < late ? since : late };
	if (!finder_find(registrar->finder, &query, entry->arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct opinion opinion;

		judge_one(entry, &list[i], registrar->deal_window, &opinion);
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
	*ret_other = (struct candidate){ 0 };
	for (size_t i = 0; found.deal && may_join(entry) && i < n && !ret_other->deal; i++)
		if (is_joined(entry, &found, &list[i], registrar->deal_window))
			*ret_other = list[i];
	if (entry->verdict->relevant &&
		!save_nears(registrar, entry, nears, n_nears, found.deal, ret_other->deal, err))
		return false;
	if (found.deal)
		entry->why = arena_strdup(entry->arena, best.why);
	*ret_found = found;
	return true;
}
