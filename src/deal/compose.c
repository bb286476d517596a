/*
 * compose - the facts of a story's deal, and of those in its background, out of completed frames.
 */
#include "compose.h"

#include <stdlib.h>
#include <string.h>

enum { BACKGROUND_MAX = 32, FIRST_REPORT_REACH = 5 };

static const char *
who_name(const struct reading *r, const struct who *who, struct arena *arena)
{
	uint32_t end = who->end;

	if (who->company != UNKNOWN)
		return lexicon_company(r->lexicon, (uint32_t)who->company);
	/* "Acme Robotics Inc." is called Acme Robotics, but "Acme & Co" so. */
	while (end > who->first + 1 && unit_has(&r->units[end - 1], CUE_WORD_TAIL) &&
		!token_is(&r->tokens, r->units[end - 1].first, "&"))
		end--;
	return unit_text(r, who->first, end, arena);
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

/* Chips that the top of the story names; further down only those that a party makes. */
static void
chips_put(const struct reading *r, const struct passage *p, bool top, struct arena *arena,
	struct deal *deal)
{
	size_t cap = deal->n_chips;

	for (uint32_t i = p->first; passage_has_type(p, UNIT_CHIP) && i < p->end; i++) {
		const char *chip;
		uint32_t maker;
		bool there = false;

		if (r->units[i].type != UNIT_CHIP)
			continue;
		maker = lexicon_chip_maker(r->lexicon, r->units[i].ref);
		if (maker == UINT32_MAX ||
			(!top && !deal_party(deal, lexicon_company(r->lexicon, maker))))
			continue;
		chip = lexicon_chip(r->lexicon, r->units[i].ref);
		for (size_t k = 0; k < deal->n_chips; k++)
			there |= strcmp(deal->chips[k], chip) == 0;
		if (!there)
			ARENA_PUSH(arena, deal->chips, deal->n_chips, cap, chip);
	}
}

enum { RATE_DRIFT = 4 }; /* per cent by which rates of exchange may have moved */

static bool
is_worth(int64_t usd, int64_t sum)
{
	return llabs(usd - sum) <= sum * RATE_DRIFT / 100;
}

/* "HK$5.4bn ($696m)" of an outlet with dollars of its own: told for readers everywhere. */
static bool
is_in_us_dollars(const struct reading *r, const struct money *sum)
{
	for (size_t i = 0; sum->bare && i < r->n_moneys; i++)
		if (!r->moneys[i].bare && is_worth(r->moneys[i].amount.usd, sum->amount.value) &&
			!is_worth(r->moneys[i].amount.usd, sum->amount.usd))
			return true;
	return false;
}

/* "$7bn" of a story that has "A$7bn" elsewhere is that. */
static struct amount
named_amount(const struct reading *r, int32_t money)
{
	const struct money *sum = &r->moneys[money];

	for (size_t i = 0; sum->bare && i < r->n_moneys; i++) {
		const struct amount *other = &r->moneys[i].amount;

		if (!r->moneys[i].bare && other->value == sum->amount.value &&
			other->currency[2] == 'D') { /* AUD, CAD: other countries' dollars */
			struct amount amount = *other;

			amount.bound = sum->amount.bound;
			return amount;
		}
	}
	struct amount amount = sum->amount;

	if (is_in_us_dollars(r, sum)) {
		memcpy(amount.currency, "USD", sizeof "USD");
		amount.usd = amount.value;
	}
	return amount;
}

void
frame_deal(const struct reading *r, const struct frame *f, struct arena *arena, struct deal *deal)
{
	*deal = (struct deal){
		.kind = f->kind, .also = f->also & ~(1u << f->kind), .status = f->status
	};
	parties_put(r, f, arena, deal);
	if (f->money >= 0)
		deal->amount = named_amount(r, f->money);
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

		if (!passage_has(passage, CUE_FIRST_REPORT))
			continue; /* as most */
		for (uint32_t i = passage->first; i < passage->end; i++) {
			if (!unit_has(&r->units[i], CUE_FIRST_REPORT))
				continue;
			/* "X broke the story", "first reported by X" */
			if (i > passage->first && r->units[i - 1].type == UNIT_OUTLET)
				return lexicon_company(r->lexicon, r->units[i - 1].ref);
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

void
deal_compose(const struct reading *r, const struct frame *f, const struct story *story,
	struct arena *arena, struct deal *deal)
{
	frame_deal(r, f, arena, deal);
	for (size_t p = 0; p < r->n_passages; p++)
		chips_put(r, &r->passages[p], passage_is_top(r, (uint32_t)p), arena, deal);
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

/* Do two frames tell one deal? */
static bool
same_frame(const struct reading *r, const struct frame *a, const struct frame *b)
{
	bool same_kind =
		a->kind == b->kind || (a->also & 1u << b->kind) || (b->also & 1u << a->kind);

	return same_kind && a->n_who == b->n_who && frame_shares(r, a, b) == b->n_who;
}

static bool
same_money(const struct reading *r, int32_t a, int32_t b)
{
	return a >= 0 && b >= 0 && amount_near(&r->moneys[a].amount, &r->moneys[b].amount);
}

/* Is what the frame tells the story's own deal, or a facet of it? */
static bool
is_main_deal(const struct reading *r, const struct frame *f, const struct frame *main)
{
	if (frame_shares(r, main, f) < f->n_who || main->n_who == 0)
		return false;
	return f->money < 0 ? f->kind == main->kind || f->status == STATUS_TALKS ||
				      main->n_who == f->n_who
			    : same_money(r, f->money, main->money);
}

static bool
is_background(const struct reading *r, const struct frame *f, const struct frame *main)
{
	bool one_is_enough = f->kind == KIND_FUNDING_ROUND && f->money >= 0;

	if (r->passages[f->passage].title || (f->n_who < 2 && !(one_is_enough && f->n_who == 1)))
		return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].company == UNKNOWN && !f->verb)
			return false;
	if (f->kind == KIND_PARTNERSHIP && f->money < 0)
		return false;
	if (!f->solid && f->money < 0)
		return false;
	return !main || !is_main_deal(r, f, main);
}

/* "deals with Broadcom and AMD": one with each. A sum of several stays one. */
static bool
is_several(const struct reading *r, const struct frame *f)
{
	if (f->money >= 0 || f->n_who < 3)
		return false;
	for (uint32_t i = f->first; i < f->end; i++)
		if (unit_has(&r->units[i], CUE_NOUN_DEAL) &&
			token_ends_in(&r->tokens, r->units[i].end - 1, 's'))
			return true;
	return false;
}

struct gathered {
	struct frame list[BACKGROUND_MAX];
	unsigned n;
};

static void
gather(const struct reading *r, const struct frame *f, struct gathered *g)
{
	for (unsigned i = 0; i < g->n; i++) {
		if (!same_frame(r, &g->list[i], f))
			continue;
		if (g->list[i].money >= 0 && f->money >= 0 &&
			!same_money(r, g->list[i].money, f->money))
			continue;
		if (g->list[i].money < 0)
			g->list[i].money = f->money;
		g->list[i].also |= f->also;
		if (g->list[i].percent == 0)
			g->list[i].percent = f->percent;
		return;
	}
	if (g->n < BACKGROUND_MAX)
		g->list[g->n++] = *f;
}

void
background_compose(const struct reading *r, const struct frames *frames, int main,
	struct arena *arena, struct verdict *verdict)
{
	const struct frame *story = main < 0 ? NULL : &frames->list[main];
	struct gathered g; /* large, and mostly left as it is */

	g.n = 0;
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *f = &frames->list[i];

		if ((int)i == main || !is_background(r, f, story))
			continue;
		for (unsigned k = 1; is_several(r, f) && k < f->n_who; k++) {
			struct frame pair = *f;

			pair.who[1] = f->who[k];
			pair.n_who = 2;
			gather(r, &pair, &g);
		}
		if (!is_several(r, f))
			gather(r, f, &g);
	}
	verdict->background = arena_array(arena, g.n + 1, sizeof *verdict->background);
	for (unsigned i = 0; i < g.n; i++)
		frame_deal(r, &g.list[i], arena, &verdict->background[verdict->n_background++]);
}
