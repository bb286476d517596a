/*
 * deal - the facts of a story's deal out of its frames.
 */
#include <string.h>

#include "base/attr.h"
#include "judge.h"

enum { BACKGROUND_MAX = 32, FIRST_REPORT_REACH = 5 };

static bool
same_who(const struct reading *r, const struct who *a, const struct who *b)
{
	if (a->company != UNKNOWN || b->company != UNKNOWN)
		return a->company == b->company;
	if (a->end - a->first != b->end - b->first)
		return false;
	for (uint32_t i = 0; i < a->end - a->first; i++) {
		const struct token *x = &r->tokens.list[r->units[a->first + i].first];
		const struct token *y = &r->tokens.list[r->units[b->first + i].first];

		if (x->hash != y->hash)
			return false;
	}
	return true;
}

static bool
frame_has(const struct reading *r, const struct frame *f, const struct who *who)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (same_who(r, &f->who[i], who))
			return true;
	return false;
}

static unsigned
shared(const struct reading *r, const struct frame *a, const struct frame *b)
{
	unsigned n = 0;

	for (unsigned i = 0; i < b->n_who; i++)
		n += frame_has(r, a, &b->who[i]);
	return n;
}

static const char *
who_name(const struct reading *r, const struct who *who, struct arena *arena)
{
	if (who->company != UNKNOWN)
		return lexicon_company(r->lexicon, (uint32_t)who->company);
	return unit_text(r, who->first, who->end, arena);
}

static void
parties_put(const struct reading *r, const struct frame *f, struct arena *arena, struct deal *deal)
{
	deal->parties = arena_array(arena, f->n_who + 1, sizeof *deal->parties);
	for (unsigned i = 0; i < f->n_who; i++) {
		const struct who *who = &f->who[i];
		const char *name = who_name(r, who, arena);

		if (deal_party(deal, name))
			continue;
		deal->parties[deal->n_parties++] = (struct party){
			.name = name,
			.role = who->role,
			.known = who->company != UNKNOWN,
		};
	}
}

static void
chips_put(const struct reading *r, uint32_t first, uint32_t end, struct arena *arena,
	struct deal *deal)
{
	size_t cap = deal->n_chips;

	for (uint32_t i = first; i < end; i++) {
		const char *chip;
		bool there = false;

		if (r->units[i].type != UNIT_CHIP ||
			lexicon_chip_maker(r->lexicon, r->units[i].ref) == UINT32_MAX)
			continue;
		chip = lexicon_chip(r->lexicon, r->units[i].ref);
		for (size_t k = 0; k < deal->n_chips; k++)
			there |= strcmp(deal->chips[k], chip) == 0;
		if (!there)
			ARENA_PUSH(arena, deal->chips, deal->n_chips, cap, chip);
	}
}

void
frame_deal(const struct reading *r, const struct frame *f, struct arena *arena, struct deal *deal)
{
	*deal = (struct deal){
		.kind = f->kind, .also = f->also & ~(1u << f->kind), .status = f->status
	};
	parties_put(r, f, arena, deal);
	if (f->money >= 0)
		deal->amount = r->moneys[f->money].amount;
	if (f->valuation >= 0)
		deal->valuation = r->moneys[f->valuation].amount;
	deal->stake_percent = f->percent;
	deal->years = f->years;
	deal->gigawatts = f->gigawatts;
}

/* "first reported by X", "X broke the story". */
static const char *
first_reporter(const struct reading *r)
{
	for (size_t p = 0; p < r->n_passages; p++) {
		const struct passage *passage = &r->passages[p];

		for (uint32_t i = passage->first; i < passage->end; i++) {
			if (!unit_has(&r->units[i], CUE_FIRST_REPORT))
				continue;
			for (uint32_t k = i + 1; k < passage->end && k <= i + FIRST_REPORT_REACH;
				k++)
				if (r->units[k].type == UNIT_OUTLET)
					return lexicon_company(r->lexicon, r->units[k].ref);
			for (uint32_t k = i; k > passage->first && k + FIRST_REPORT_REACH > i; k--)
				if (r->units[k - 1].type == UNIT_OUTLET)
					return lexicon_company(r->lexicon, r->units[k - 1].ref);
		}
	}
	return NULL;
}

static bool
near_top(const struct reading *r, uint32_t passage)
{
	uint32_t titles = 0;

	while (titles < r->n_passages && r->passages[titles].title)
		titles++;
	return passage < titles + 3;
}

static void
who_add(const struct reading *r, struct frame *f, const struct who *who)
{
	if (!frame_has(r, f, who) && f->n_who < FRAME_PARTIES_MAX)
		f->who[f->n_who++] = *who;
}

static bool
has_party_role(const struct frame *f, enum party_role role)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == role)
			return true;
	return false;
}

/* Of a round or a debt whoever gets the money is enough; other deals want two. */
static void
parties_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	bool one_is_enough = f->kind == KIND_FUNDING_ROUND || f->kind == KIND_DEBT;

	for (unsigned k = 0; k < other->n_who; k++) {
		const struct who *who = &other->who[k];

		if (f->n_who == 0 || (f->n_who < 2 && !one_is_enough))
			who_add(r, f, who);
		else if (other->verb && who->role == ROLE_ACQUIRER &&
			 !has_party_role(f, ROLE_ACQUIRER))
			who_add(r, f, who);
	}
}

/* "X to raise $80bn, Y to invest $10bn": Y pays into X's round. */
static void
investors_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (f->kind != KIND_FUNDING_ROUND ||
		!(other->kind == KIND_INVESTMENT || other->kind == KIND_STAKE))
		return;
	for (unsigned k = 0; k < other->n_who; k++)
		if (other->who[k].role == ROLE_TARGET && !frame_has(r, f, &other->who[k]))
			return;
	for (unsigned k = 0; k < other->n_who; k++)
		if (other->who[k].role == ROLE_INVESTOR)
			who_add(r, f, &other->who[k]);
}

/* What title and lead say of the same deal in other words. */
void
frame_complete(const struct reading *r, const struct frames *frames, int main, struct frame *f)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if ((int)i == main || !near_top(r, other->passage) || other->n_who == 0)
			continue;
		investors_complete(r, f, other);
		if (shared(r, f, other) == 0 && f->n_who > 0)
			continue;
		if (other->kind == f->kind) {
			if (f->money < 0)
				f->money = other->money;
			parties_complete(r, f, other);
		} else if (shared(r, f, other) > 1) {
			f->also |= 1u << other->kind;
		}
		if (f->valuation < 0)
			f->valuation = other->valuation;
		if (f->gigawatts == 0)
			f->gigawatts = other->gigawatts;
		if (f->years == 0)
			f->years = other->years;
	}
}

void
deal_compose(const struct reading *r, const struct frame *f, const struct story *story,
	struct arena *arena, struct deal *deal)
{
	frame_deal(r, f, arena, deal);
	for (size_t p = 0; p < r->n_passages && near_top(r, (uint32_t)p); p++)
		chips_put(r, r->passages[p].first, r->passages[p].end, arena, deal);
	if (deal->amount.value > 0) {
		deal->amounts = arena_array(arena, 1, sizeof *deal->amounts);
		deal->n_amounts = 1;
		deal->amounts[0].amount = deal->amount;
		deal->amounts[0].sources = arena_array(arena, 1, sizeof *deal->amounts[0].sources);
		deal->amounts[0].sources[0] = arena_strdup(arena, story->source);
		deal->amounts[0].n_sources = 1;
	}
	deal->first_reported_by = first_reporter(r);
}

void
background_compose(const struct reading *r, const struct frames *frames, int main,
	struct arena *arena, struct verdict *verdict)
{
	size_t cap = 0;

	for (unsigned i = 0; i < frames->n && verdict->n_background < BACKGROUND_MAX; i++) {
		const struct frame *f = &frames->list[i];
		struct deal other;

		if ((int)i == main || r->passages[f->passage].title || f->n_who < 2 || !f->solid)
			continue;
		if (main >= 0 && frames->list[main].kind == f->kind &&
			shared(r, &frames->list[main], f) == f->n_who)
			continue;
		frame_deal(r, f, arena, &other);
		ARENA_PUSH(arena, verdict->background, verdict->n_background, cap, other);
	}
}
