/*
 * judge - a deal and a story side by side: what they have in common, and what it is worth.
 */
#include "judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum side { SIDE_NONE, SIDE_PAYS, SIDE_PAID };

static enum side
role_side(unsigned role)
{
	return role_pays(role) ? SIDE_PAYS : role_is_paid(role) ? SIDE_PAID : SIDE_NONE;
}

void
judge_say(struct judge *judge, double points, const char *fmt, ...)
{
	struct opinion *opinion = judge->opinion;
	size_t len = judge->silent ? 0 : strlen(opinion->why);
	va_list args;

	opinion->points += points;
	if (judge->silent)
		return;
	if (len > 0 && len + 3 < sizeof opinion->why) {
		memcpy(opinion->why + len, "; ", 3);
		len += 2;
	}
	va_start(args, fmt);
	vsnprintf(opinion->why + len, sizeof opinion->why - len, fmt, args);
	va_end(args);
}

void
judge_veto(struct judge *judge, const char *fmt, ...)
{
	struct opinion *opinion = judge->opinion;
	va_list args;

	judge->veto = true;
	if (judge->silent)
		return;
	va_start(args, fmt);
	vsnprintf(opinion->why, sizeof opinion->why, fmt, args);
	va_end(args);
}

bool
kind_is_equity(enum deal_kind kind)
{
	return kind == KIND_INVESTMENT || kind == KIND_FUNDING_ROUND || kind == KIND_STAKE;
}

bool
kind_is_supply(enum deal_kind kind)
{
	return kind == KIND_CHIP_SUPPLY || kind == KIND_COMPUTE;
}

bool
kinds_are_kin(enum deal_kind a, enum deal_kind b)
{
	bool loose_a = a == KIND_PARTNERSHIP || a == KIND_LICENSING,
	     loose_b = b == KIND_PARTNERSHIP || b == KIND_LICENSING;

	return (kind_is_equity(a) && kind_is_equity(b)) ||
	       (kind_is_supply(a) && kind_is_supply(b)) || (kind_is_supply(a) && loose_b) ||
	       (loose_a && kind_is_supply(b)) || (loose_a && loose_b) ||
	       (a == KIND_STAKE && b == KIND_ACQUISITION) ||
	       (a == KIND_ACQUISITION && b == KIND_STAKE);
}

bool
facets_oppose(unsigned deal, unsigned story)
{
	return (deal & FACET_IPO && story & FACET_RAISE && !(story & FACET_IPO)) ||
	       (story & FACET_IPO && deal & FACET_RAISE && !(deal & FACET_IPO));
}

bool
rounds_oppose(unsigned deal, unsigned story)
{
	return deal & FACET_ROUNDS && story & FACET_ROUNDS && !(deal & story & FACET_ROUNDS);
}

unsigned
shared_words(const struct face *deal, const struct face *story)
{
	unsigned n = 0;

	for (size_t i = 0; i < story->n_words; i++)
		for (size_t j = 0; j < deal->n_words && story->words[i].n > 0; j++)
			if (story->words[i].hash == deal->words[j].hash && deal->words[j].n > 0)
				n++;
	return n;
}

bool
sums_far_apart(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	for (size_t i = 0; i < deal->n_figures; i++) {
		for (size_t j = 0; j < story->n_figures; j++) {
			int64_t a = deal->figures[i].units, b = story->figures[j].units;

			if (deal->figures[i].currency == story->figures[j].currency && a <= 2 * b &&
				b <= 2 * a)
				return false;
		}
	}
	return judge->sum_far;
}

bool
is_another(const struct judge *judge)
{
	return judge->story->facets & ~judge->deal->facets & FACET_ANOTHER;
}

/* Named often enough to be the deal's own, and not one story's slip. */
static bool
party_is_core(const struct face *deal, const struct face_party *party)
{
	return deal->n_stories <= 2 || (party->n >= 2 && party->n * 5u >= deal->n_stories);
}

static bool
words_name(const struct words *words, uint64_t key)
{
	for (size_t i = 0; words && i < words->n_names; i++)
		if (words->names[i] == key)
			return true;
	return false;
}

/* "X to buy Y, beating Z": who pays is named, and whoever else the title names does not. */
static bool
story_names_buyer(const struct face *story)
{
	for (size_t i = 0; i < story->n_parties; i++)
		if (story->kind == KIND_ACQUISITION &&
			role_side(story->parties[i].role) == SIDE_PAYS)
			return true;
	return false;
}

/*
 * Has the story a party of its own that is paid? A start-up that is bought or funded nobody may
 * know, but who sells chips or rents out clouds is known: one who isn't is likely misread.
 */
static bool
story_names_paid(const struct face *story)
{
	for (size_t i = 0; i < story->n_parties; i++) {
		const struct face_party *party = &story->parties[i];

		if (role_side(party->role) == SIDE_PAID &&
			(party->known || !kind_is_supply(story->kind)))
			return true;
	}
	return false;
}

/*
 * The story's title names a party of the deal that isn't read as one of the story's. Where the
 * story has its own on the side that is paid, it may be no more than a mention ("X backs Y, a
 * rival of Z"), unless the sum is the same.
 */
static bool
title_names(const struct judge *judge, const struct face_party *party)
{
	enum side side = role_side(party->role);
	bool other = side == SIDE_PAID   ? story_names_paid(judge->story)
		     : side == SIDE_PAYS ? story_names_buyer(judge->story)
					 : false;

	return words_name(judge->words, party->key) && (judge->sum_equal || !other);
}

/*
 * One of the two has one party, the other two, of which one stands in the first's title all the
 * same, or its text names it where they are of one kind: it is the one that was missed, if they
 * are told within a day and a half and nothing says that they are two deals.
 */
static bool
was_missed(const struct judge *judge, const struct face *by, const struct face_party *party)
{
	const struct face *other = by == judge->deal ? judge->story : judge->deal;
	enum deal_kind a = judge->deal->kind, b = judge->story->kind;

	if (by->n_parties != 1 || other->n_parties != 2 || (a != b && !kinds_are_kin(a, b)) ||
		judge->sum_far || face_gap(judge->deal, judge->story) > DAY + DAY / 2 ||
		role_side(party->role) == SIDE_NONE ||
		role_side(party->role) == role_side(by->parties[0].role))
		return false;
	for (size_t i = 0; party->word && i < by->n_words; i++)
		if (by->words[i].hash == party->word)
			return by->words[i].n > 0 ? by->words[i].n * 2 >= by->n_stories : a == b;
	return false;
}

/* "Helio" of one story is "Helio Dynamics" of another, where no list knows either. */
static const struct face_party *
find_namesake(const struct face *face, const struct face_party *party)
{
	for (size_t i = 0; party->word && !party->known && i < face->n_parties; i++)
		if (!face->parties[i].known && face->parties[i].word == party->word)
			return &face->parties[i];
	return NULL;
}

/*
 * Two may share a first word by chance, "Tandem Health" and "Tandem Robotics": they are one where
 * the sum is the same, too, or another party.
 */
static bool
namesakes_count(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	unsigned n = 0;

	for (size_t i = 0; i < story->n_parties; i++)
		n += face_party(deal, story->parties[i].key) ||
		     find_namesake(deal, &story->parties[i]);
	return judge->sum_near || n > 1;
}

static const struct face_party *
find_party(const struct judge *judge, const struct face *face, const struct face_party *party)
{
	const struct face_party *found = face_party(face, party->key);

	return found || !judge->namesakes ? found : find_namesake(face, party);
}

/* Who is in both, and who stands against whom? */
static void
judge_parties(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;
	unsigned deal_pays = 0, deal_paid = 0, story_pays = 0, story_paid = 0, both_pays = 0,
		 both_paid = 0;

	for (size_t i = 0; i < deal->n_parties; i++) {
		const struct face_party *own = &deal->parties[i];
		const struct face_party *other = find_party(judge, story, own);
		enum side side = role_side(own->role);
		bool core = party_is_core(deal, own);

		if (other) {
			enum side theirs = role_side(other->role);

			judge->shared += core;
			both_pays += side == SIDE_PAYS || theirs == SIDE_PAYS;
			both_paid += side == SIDE_PAID || theirs == SIDE_PAID;
			judge->shared_paid += core && side == SIDE_PAID && theirs == SIDE_PAID;
			judge->flips_to_pay += side == SIDE_PAID && theirs == SIDE_PAYS;
			judge->flips_to_paid += side == SIDE_PAYS && theirs == SIDE_PAID;
		} else if (title_names(judge, own) || was_missed(judge, story, own)) {
			judge->shared += core;
			judge->shared_paid += core && side == SIDE_PAID;
			both_pays += side == SIDE_PAYS;
			both_paid += side == SIDE_PAID;
		} else if (core) {
			judge->deal_more = true;
			deal_pays += side == SIDE_PAYS;
			deal_paid += side == SIDE_PAID;
		}
	}
	for (size_t i = 0; i < story->n_parties; i++) {
		enum side side = role_side(story->parties[i].role);

		if (find_party(judge, deal, &story->parties[i]))
			continue;
		if (was_missed(judge, deal, &story->parties[i])) {
			judge->shared++;
			judge->shared_paid += side == SIDE_PAID;
			continue;
		}
		judge->story_more = true;
		story_pays += side == SIDE_PAYS;
		story_paid += side == SIDE_PAID;
	}
	judge->clash_pays = deal_pays && story_pays && !both_pays;
	judge->clash_paid = deal_paid && story_paid && !both_paid;
	judge->lost_paid = deal_paid > 0;
}

/* Three digits or more: $113m, and not $1bn, of which there are many. */
static bool
units_are_odd(int64_t units)
{
	while (units > 0 && units % 10 == 0)
		units /= 10;
	return units >= 100;
}

static void
judge_sums(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	for (size_t i = 0; i < deal->n_figures; i++) {
		for (size_t j = 0; j < story->n_figures; j++) {
			int64_t a = deal->figures[i].units, b = story->figures[j].units;

			if (deal->figures[i].currency != story->figures[j].currency ||
				!units_near(a, b))
				continue;
			judge->sum_near = true;
			judge->sum_equal |= a == b;
			judge->sum_odd |= a == b && units_are_odd(a);
		}
	}
	judge->sum_far = !judge->sum_near && deal->n_figures > 0 && story->n_figures > 0;
}

void
judge_compare(struct judge *judge)
{
	judge_sums(judge);
	judge->namesakes = namesakes_count(judge);
	judge_parties(judge);
}

/* While a sale is talked of, one story tells of its talks only, and the price moves a little. */
static bool
is_talk_of(const struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	return (kind_is_open(deal->kind) || kind_is_open(story->kind)) &&
	       deal->status == STATUS_TALKS && story->status == STATUS_TALKS &&
	       !sums_far_apart(judge);
}

void
judge_kinds(struct judge *judge)
{
	const struct face *deal = judge->deal, *story = judge->story;

	if (deal->kind == story->kind)
		judge_say(judge, 2.0, "same kind");
	else if (judge->sum_far && !kinds_are_kin(deal->kind, story->kind) && !is_talk_of(judge))
		judge_veto(judge, "another kind with another sum");
	else if (deal->kinds & 1u << story->kind || story->kinds & 1u << deal->kind)
		judge_say(judge, 1.5, "a kind in common");
	else if (kinds_are_kin(deal->kind, story->kind))
		judge_say(judge, 1.0, "kindred kinds");
	else if (kind_is_open(deal->kind) || kind_is_open(story->kind))
		judge_say(judge, 1.0, "one is told as no more than a partnership");
	else if (judge->sum_near ||
		 (judge->shared >= 2 && face_gap(judge->deal, judge->story) <= DAY + DAY / 2))
		judge_say(judge, -1.0, "another kind");
	else
		judge_say(judge, -3.0, "another kind");
}

void
judge_time(struct judge *judge)
{
	int64_t gap = face_gap(judge->deal, judge->story);

	if (gap <= DAY + DAY / 2)
		judge_say(judge, 1.0, "%lld h apart", (long long)(gap / HOUR));
	else
		judge_say(judge,
			gap <= 4 * DAY   ? 0.5
			: gap <= 7 * DAY ? 0
					 : -0.5,
			"%lld days apart", (long long)(gap / DAY));
}
