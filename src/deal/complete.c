/*
 * complete - what title and lead say of a frame's deal in other words: who else is in it, the sum,
 * the name in full, whether it is done.
 */
#include "complete.h"

#include "counterpart.h"
#include "frame/part.h"

void
frame_add_who(const struct reading *r, struct frame *f, const struct who *who)
{
	if (!frame_has(r, f, who) && f->n_who < FRAME_PARTIES_MAX)
		f->who[f->n_who++] = *who;
}

bool
frame_has_role(const struct frame *f, enum party_role role)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == role)
			return true;
	return false;
}

static uint32_t
who_tokens(const struct reading *r, const struct who *who)
{
	return r->units[who->end - 1].end - r->units[who->first].first;
}

/* "Larkspur" of the title is "Larkspur Cloud" further down: that is its name. */
static void
names_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	for (unsigned i = 0; i < f->n_who; i++) {
		struct who *own = &f->who[i];

		for (unsigned k = 0; k < other->n_who; k++) {
			const struct who *who = &other->who[k];

			if (own->company == UNKNOWN && who_is_same(r, own, who) &&
				who_tokens(r, who) > who_tokens(r, own)) {
				own->first = who->first;
				own->end = who->end;
			}
		}
	}
}

/* Of a round or a debt whoever gets the money is enough; other deals want two. */
static void
parties_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	bool one_is_enough = f->kind == KIND_FUNDING_ROUND || f->kind == KIND_DEBT;
	bool few = f->n_who == 0 || (f->n_who < 2 && !one_is_enough);
	enum party_role buyer = f->kind == KIND_STAKE ? ROLE_INVESTOR : ROLE_ACQUIRER;

	for (unsigned k = 0; k < other->n_who; k++) {
		const struct who *who = &other->who[k];

		if (few)
			frame_add_who(r, f, who);
		else if (other->verb && who->role == buyer && !frame_has_role(f, buyer))
			frame_add_who(r, f, who); /* "X may sell a stake", "Y is to buy it" */
	}
}

/* All who play this part in the other clause. */
static void
add_all(const struct reading *r, struct frame *f, const struct frame *other, enum party_role role)
{
	for (unsigned k = 0; k < other->n_who; k++)
		if (other->who[k].role == role)
			frame_add_who(r, f, &other->who[k]);
}

/* "Y backs AI start-up", and behind it "Y is leading the round of X": X gets it. */
static void
backed_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (f->kind == KIND_INVESTMENT && other->kind == KIND_FUNDING_ROUND && !other->before &&
		!frame_has_role(f, ROLE_TARGET) && frame_shares(r, f, other) > 0)
		add_all(r, f, other, ROLE_TARGET);
}

/* "X to raise $80bn, Y to invest $10bn": Y pays into X's round. */
static void
investors_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (f->kind != KIND_FUNDING_ROUND ||
		!(other->kind == KIND_INVESTMENT || other->kind == KIND_STAKE))
		return;
	if (f->n_who > 0 && !frame_has_role(f, ROLE_TARGET) && frame_shares(r, f, other) > 0)
		add_all(r, f, other, ROLE_TARGET); /* "after leading round" */
	for (unsigned k = 0; k < other->n_who; k++)
		if (other->who[k].role == ROLE_TARGET && !frame_has(r, f, &other->who[k]))
			return;
	add_all(r, f, other, ROLE_INVESTOR);
}

/*
 * "It raises $2bn", "The company behind the app has raised $2bn led by X": of whom the title spoke,
 * with nobody named but who gives it.
 */
static bool
tells_its_sum(const struct reading *r, const struct frame *f, const struct frame *other)
{
	const struct passage *p = &r->passages[other->passage];

	if (!other->verb || other->kind != f->kind || other->before || f->n_who == 0 ||
		f->money >= 0 || other->money < 0)
		return false;
	for (unsigned i = 0; i < other->n_who; i++)
		if (other->who[i].role != ROLE_INVESTOR)
			return false;
	for (uint32_t i = p->first; i < p->end; i++) {
		struct who who = { i, i + 1, (int32_t)r->units[i].ref, ROLE_NONE };

		if (r->units[i].type == UNIT_COMPANY && !frame_has(r, f, &who) &&
			!frame_has(r, other, &who))
			return false;
	}
	return true;
}

/*
 * "X raises $500m", and behind it "X sells convertible
 * notes": a listed company's money is what the lead calls it.
 */
static bool
is_debt_after_all(const struct reading *r, const struct frame *f, const struct frame *other)
{
	return f->kind == KIND_FUNDING_ROUND && f->n_who == 1 && f->verb &&
	       f->who[0].role == ROLE_TARGET && who_is_listed(r, &f->who[0]) &&
	       other->kind == KIND_DEBT && other->money >= 0 && !other->before &&
	       frame_has(r, other, &f->who[0]) &&
	       !units_have(r, f->first, f->end, CUE_NOUN_SHARE_SALE) &&
	       !units_have(r, f->first, f->end, CUE_NOUN_IPO);
}

/* "X taps Y's chips", and behind it "X is to rent Y's chips": rented, they are computing. */
static bool
is_rented_after_all(const struct reading *r, const struct frame *f, const struct frame *other)
{
	return f->kind == KIND_CHIP_SUPPLY && other->kind == KIND_COMPUTE && other->verb &&
	       unit_has(&r->units[other->cue], CUE_VERB_LEASE) && !other->before &&
	       frame_shares(r, f, other) > 1;
}

/* "X's Y deal", and behind it "a licensing pact with Y": what it is, the title lets one only guess. */
static bool
is_told_better(const struct reading *r, const struct frame *f, const struct frame *other)
{
	return f->guessed && !other->guessed && !other->before && !other->loose &&
	       other->kind != f->kind && other->kind != KIND_PARTNERSHIP &&
	       !r->passages[other->passage].title && passage_is_lead(r, other->passage) &&
	       other->solid && other->n_who > 1 && frame_shares(r, other, f) == f->n_who;
}

/* The kind that the lead tells, and the parts in it. */
static void
kind_take(const struct reading *r, struct frame *f, const struct frame *other)
{
	f->also |= 1u << f->kind;
	f->kind = other->kind;
	f->guessed = false;
	for (unsigned i = 0; i < f->n_who; i++)
		for (unsigned k = 0; k < other->n_who; k++)
			if (who_is_same(r, &f->who[i], &other->who[k]))
				f->who[i].role = other->who[k].role;
}

/* Of a clause that shares a party: its kind and sum, and who else it names. */
static void
kind_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (other->kind == f->kind) {
		if (f->money < 0 && !(other->before && !f->before))
			f->money = other->money;
		parties_complete(r, f, other);
		/* "X acquires Y", "X completed the purchase of Y" */
		if (f->kind == KIND_ACQUISITION && f->status == STATUS_AGREED &&
			other->status == STATUS_CLOSED && frame_shares(r, f, other) > 1)
			f->status = STATUS_CLOSED;
		/* "X and Y plan a site", "X and Y signed a letter of intent for it" */
		if (f->status == STATUS_TALKS && other->status == STATUS_PRELIMINARY &&
			frame_shares(r, f, other) > 1)
			f->status = STATUS_PRELIMINARY;
	} else if (f->money < 0 && f->kind == KIND_INVESTMENT && f->valuation >= 0 &&
		   other->kind == KIND_FUNDING_ROUND) {
		f->money = other->money; /* "backs X at $2bn", "X raised $700m" */
	} else if (frame_shares(r, f, other) > 1) {
		f->also |= 1u << other->kind;
	}
}

static void
figures_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (f->valuation < 0 && !is_old_valuation(r, other))
		f->valuation = other->valuation;
	if (f->percent <= 0 && (f->kind == KIND_INVESTMENT || f->kind == KIND_STAKE))
		f->percent = other->percent; /* "for a 10% stake" */
	if (f->gigawatts == 0)
		f->gigawatts = other->gigawatts;
	if (f->years == 0)
		f->years = other->years;
}

/* What another clause of title or lead says of the deal. */
static void
clause_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (tells_its_sum(r, f, other)) {
		f->money = other->money;
		add_all(r, f, other, ROLE_INVESTOR);
	}
	if (other->n_who == 0)
		return;
	if (is_debt_after_all(r, f, other)) {
		f->kind = KIND_DEBT;
		f->also |= 1u << KIND_FUNDING_ROUND;
		f->who[0].role = ROLE_BORROWER;
	}
	backed_complete(r, f, other);
	investors_complete(r, f, other);
	if (frame_shares(r, f, other) == 0 && f->n_who > 0)
		return;
	if (is_rented_after_all(r, f, other) || is_told_better(r, f, other))
		kind_take(r, f, other);
	names_complete(r, f, other);
	kind_complete(r, f, other);
	figures_complete(r, f, other);
}

/* Whom no clause names together with the rest. */
static void
others_complete(const struct reading *r, const struct frames *frames, struct frame *f)
{
	frame_add_counterpart(r, f);
	product_complete(r, f);
	maker_complete(r, f);
	nameless_complete(r, f);
	power_complete(r, f);
	if (f->kind == KIND_FUNDING_ROUND && f->n_who == 1)
		leaders_complete(r, f);
	if ((f->kind == KIND_FUNDING_ROUND || f->kind == KIND_DEBT) && f->n_who == 1)
		givers_complete(r, frames, f);
}

void
frame_complete(const struct reading *r, const struct frames *frames, int main, struct frame *f)
{
	for (unsigned i = 0; i < frames->n; i++)
		if ((int)i != main && passage_is_top(r, frames->list[i].passage))
			clause_complete(r, f, &frames->list[i]);
	if (f->money < 0 && f->n_who > 0)
		f->money = money_behind(r, f);
	others_complete(r, frames, f);
	frame_part_sides(r, f);
	if (f->kind == KIND_FUNDING_ROUND || f->kind == KIND_INVESTMENT || f->kind == KIND_STAKE)
		valuation_complete(r, f);
	if (f->status == STATUS_AGREED && talks_behind(r, frames, f))
		f->status = STATUS_TALKS;
	if (denied_behind(r, f))
		f->status = STATUS_DENIED;
	if (f->status == STATUS_AGREED && closed_behind(r))
		f->status = STATUS_CLOSED;
}
