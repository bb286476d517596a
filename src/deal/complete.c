/*
 * complete - what title and lead say of a frame's deal in other words: who else is in it, the sum,
 * the name in full, whether it is done.
 */
#include "clause.h"
#include "counterpart.h"
#include "judge.h"
#include "part.h"

enum { WAS_REACH = 5, ROUND_REACH = 5, INTRODUCED_REACH = 6, OPENING_REACH = 6 };

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

/* "Larkspur" of the title is "Larkspur Cloud" further down: that is its name. */
static void
names_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	for (unsigned i = 0; i < f->n_who; i++) {
		struct who *own = &f->who[i];

		for (unsigned k = 0; k < other->n_who; k++) {
			const struct who *who = &other->who[k];

			if (own->company == UNKNOWN && who_is_same(r, own, who) &&
				who->end - who->first > own->end - own->first) {
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
			who_add(r, f, who);
		else if (other->verb && who->role == buyer && !has_party_role(f, buyer))
			who_add(r, f, who); /* "X may sell a stake", "Y is to buy it" */
	}
}

/* "X to raise $80bn, Y to invest $10bn": Y pays into X's round. */
static void
investors_complete(const struct reading *r, struct frame *f, const struct frame *other)
{
	if (f->kind != KIND_FUNDING_ROUND ||
		!(other->kind == KIND_INVESTMENT || other->kind == KIND_STAKE))
		return;
	if (f->n_who > 0 && !has_party_role(f, ROLE_TARGET) && frame_shares(r, f, other) > 0)
		for (unsigned k = 0; k < other->n_who; k++) /* "after leading round" */
			if (other->who[k].role == ROLE_TARGET)
				who_add(r, f, &other->who[k]);
	for (unsigned k = 0; k < other->n_who; k++)
		if (other->who[k].role == ROLE_TARGET && !frame_has(r, f, &other->who[k]))
			return;
	for (unsigned k = 0; k < other->n_who; k++)
		if (other->who[k].role == ROLE_INVESTOR)
			who_add(r, f, &other->who[k]);
}

static bool
round_before(const struct reading *r, const struct passage *p, uint32_t i)
{
	for (uint32_t k = i; k > p->first && i - k < ROUND_REACH; k--)
		if (unit_has(&r->units[k - 1], CUE_NOUN_ROUND))
			return true;
	return false;
}

/* "the round was led by", "a $9m round with": the giver follows. */
static bool
gives_to_round(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (unit_has(&r->units[i], CUE_PREP_LED_BY))
		return round_before(r, p, i);
	return i > p->first && unit_is(r, i, "with") &&
	       unit_has(&r->units[i - 1], CUE_NOUN_ROUND) && r->units[i + 1].type == UNIT_COMPANY;
}

/* "…, Y and Z", "…, with Y joining": who else gives. */
static void
givers_list(const struct reading *r, const struct passage *p, uint32_t i, struct frame *f)
{
	struct who who;

	while (i + 1 < p->end) {
		bool goes_on = false;

		while (i + 1 < p->end && (unit_is(r, i, ",") || unit_is(r, i, "with") ||
						 unit_has(&r->units[i], CUE_WORD_AND))) {
			goes_on = true;
			i++;
		}
		if (!goes_on || !name_at(r, p, i, &who))
			return;
		who.role = ROLE_INVESTOR;
		who_add(r, f, &who);
		i = who.end;
	}
}

/* "The round was led by Y": who led it, told behind the title. */
static void
leaders_complete(const struct reading *r, struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		struct who who;

		for (uint32_t i = passage->first; !passage->title && i + 1 < passage->end; i++)
			if (gives_to_round(r, passage, i) && name_at(r, passage, i + 1, &who)) {
				who.role = ROLE_INVESTOR;
				who_add(r, f, &who);
				givers_list(r, passage, who.end, f);
				return;
			}
	}
}

static bool
is_giver(const struct who *who)
{
	return who->role == ROLE_INVESTOR || who->role == ROLE_LENDER;
}

/* "Y and Z led the round", "X raised it from Y": told behind the title, of no other company's round. */
static void
givers_complete(const struct reading *r, const struct frames *frames, struct frame *f)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];
		bool gives = other->verb && other->n_who > 0 &&
			     (other->kind == KIND_FUNDING_ROUND || other->kind == KIND_DEBT) &&
			     (unit_has(&r->units[other->cue], CUE_VERB_LEAD) ||
				     frame_shares(r, f, other) > 0) &&
			     !r->passages[other->passage].title &&
			     passage_is_top(r, other->passage);

		for (unsigned k = 0; gives && k < other->n_who; k++)
			gives = is_giver(&other->who[k]) || frame_has(r, f, &other->who[k]);
		for (unsigned k = 0; gives && k < other->n_who; k++) {
			struct who who = other->who[k];

			if (!is_giver(&who))
				continue;
			who.role = f->kind == KIND_DEBT ? ROLE_LENDER : ROLE_INVESTOR;
			who_add(r, f, &who);
		}
	}
}

/* "X was valued at $11bn in 2025": what it was worth before this deal. */
static bool
is_old_valuation(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	uint32_t sum = f->valuation < 0 ? p->first : r->moneys[f->valuation].unit;
	bool was = false;

	for (uint32_t i = sum; i > p->first && sum - i < WAS_REACH; i--)
		was |= unit_is(r, i - 1, "was") || unit_is(r, i - 1, "were");
	for (uint32_t i = sum; was && i < p->end; i++) {
		const struct token *token = &r->tokens.list[r->units[i].first];

		if (unit_has(&r->units[i], CUE_TIME_BEFORE) ||
			(token->flags & TOKEN_NUMBER && token->fold_len == 4 &&
				r->units[i].type == UNIT_WORD))
			return true;
	}
	return false;
}

/* "The investment would value the French start-up at $40bn": a sentence that names nobody else. */
static void
valuation_complete(const struct reading *r, struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p) && f->valuation < 0; p++) {
		struct frame told = { .passage = p, .valuation = -1 };
		bool others = false;

		for (uint32_t i = r->passages[p].first; i < r->passages[p].end; i++) {
			const struct unit *unit = &r->units[i];
			struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_NONE };

			others |= unit->type == UNIT_COMPANY && !frame_has(r, f, &who);
			if (told.valuation < 0 && unit_is_sum(r, i, SUM_IS_VALUATION))
				told.valuation = (int32_t)unit->ref;
		}
		if (!others && !is_old_valuation(r, &told))
			f->valuation = told.valuation;
	}
}

/* "The company denied the report." */
static bool
denied_behind(const struct reading *r)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		bool denied = false, report = false;

		if (passage->title || !passage_has(passage, CUE_STATUS_DENIED))
			continue;
		for (uint32_t i = passage->first; i < passage->end; i++) {
			denied |= unit_has(&r->units[i], CUE_STATUS_DENIED);
			report |= denied && (unit_has(&r->units[i], CUE_RUMOUR) ||
						    unit_has(&r->units[i], CUE_NOUN_TALKS));
		}
		if (report)
			return true;
	}
	return false;
}

/* "The cash-and-stock transaction": the deal's noun that a sentence opens with, or its end. */
static uint32_t
opening_deal(const struct reading *r, const struct passage *p)
{
	if (p->title || !unit_is(r, p->first, "the"))
		return p->end;
	for (uint32_t i = p->first + 1; i < p->end && i < p->first + OPENING_REACH; i++) {
		if (unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
			return i;
		if (r->units[i].type != UNIT_WORD || unit_prep(&r->units[i]))
			break;
	}
	return p->end;
}

/* "The transaction closed last week", "The deal has been completed"; not "is to be completed". */
static bool
closed_behind(const struct reading *r)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		uint32_t i = opening_deal(r, passage) + 1;

		while (i < passage->end &&
			(unit_is(r, i, "has") || unit_has(&r->units[i], CUE_WORD_BE)))
			i++;
		if (i < passage->end && unit_has(&r->units[i], CUE_WORD_DONE) &&
			!(r->units[i].forms & FORM_S))
			return true;
	}
	return false;
}

/* "X signs for six gigawatts of Instinct chips": whose chips they are. */
static void
maker_complete(const struct reading *r, struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	if (f->kind != KIND_CHIP_SUPPLY || f->n_who != 1 || !p->title || !f->verb || f->loose)
		return;
	for (uint32_t i = f->cue + 1; i < p->end; i++) {
		uint32_t maker;
		struct who who = { i, i + 1, UNKNOWN, ROLE_SUPPLIER };

		if (r->units[i].type != UNIT_CHIP)
			continue;
		maker = lexicon_chip_maker(r->lexicon, r->units[i].ref);
		if (maker == UINT32_MAX)
			continue;
		who.company = (int32_t)maker;
		f->who[0].role = ROLE_CUSTOMER;
		who_add(r, f, &who);
		return;
	}
}

/* "Reactor to restart to power X": whose it is the lead says. */
static void
power_complete(const struct reading *r, struct frame *f)
{
	const struct passage *title = &r->passages[f->passage];

	if (f->kind != KIND_COMPUTE || f->n_who != 1 || !title->title || f->loose ||
		!passage_has(title, CUE_OBJECT_POWER) || who_has_role(r, &f->who[0], KNOWN_ENERGY))
		return;
	for (uint32_t i = title->end; i < r->n_units && r->n_passages > f->passage + 1 &&
				      i < r->passages[f->passage + 1].end;
		i++) {
		struct who who = { i, i + 1, (int32_t)r->units[i].ref, ROLE_SUPPLIER };

		if (r->units[i].type != UNIT_COMPANY || r->units[i].flags & UNIT_ASIDE ||
			!who_has_role(r, &who, KNOWN_ENERGY))
			continue;
		f->who[0].role = ROLE_CUSTOMER;
		who_add(r, f, &who);
		return;
	}
}

/* "X wins a $2bn contract to run ChatGPT": the product of the other side stands for it. */
static void
product_complete(const struct reading *r, struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	if (f->n_who != 1 || !p->title || f->loose || !(f->solid || f->money >= 0) ||
		f->kind == KIND_FUNDING_ROUND || f->kind == KIND_DEBT)
		return;
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct unit *unit = &r->units[i];
		struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_PARTNER };

		if (unit->type != UNIT_WORD || !(unit->flags & UNIT_PRODUCT))
			continue;
		if (f->who[0].company == UNKNOWN && i >= f->who[0].first && i < f->who[0].end)
			continue;
		if (f->kind == KIND_COMPUTE || f->kind == KIND_CHIP_SUPPLY) {
			f->who[0].role = ROLE_SUPPLIER;
			who.role = ROLE_CUSTOMER;
		} else if (f->who[0].role == ROLE_INVESTOR || f->who[0].role == ROLE_ACQUIRER) {
			who.role = ROLE_TARGET;
		}
		who_add(r, f, &who);
		return;
	}
}

/*
 * "the $6bn round", "the contract": the deal that was spoken of; so is the one that a sentence
 * opens with, or that its company is in: "A transaction of", "The company is discussing a".
 */
static bool
is_that_deal(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return false;
	if ((i <= p->first + 1 && !unit_has(&r->units[i], CUE_NOUN_IPO)) ||
		unit_has(&r->units[p->first], CUE_WORD_IT) ||
		(r->units[p->first].type == UNIT_COMPANY && unit_is(r, p->first, "it")))
		return true;
	for (uint32_t k = i; k > p->first && i - k < 3; k--) {
		if (unit_is(r, k - 1, "the") || unit_is(r, k - 1, "its"))
			return true;
		if (r->units[k - 1].type == UNIT_MARK)
			return false;
	}
	return false;
}

/*
 * "The contract is worth about $60m": a lead's only sum, told of the deal and, up to
 * there, of nobody else; or the title's, where the lead tells the deal.
 */
static int32_t
money_behind(const struct reading *r, const struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		bool other = false, deal = false;
		int32_t money = only_money(r, passage);

		if (p == f->passage || money < 0 ||
			(passage->title && r->passages[f->passage].title))
			continue;
		for (uint32_t i = passage->first; i < passage->end; i++) {
			const struct unit *unit = &r->units[i];
			struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_NONE };

			other |= (unit->type == UNIT_COMPANY && !deal && !frame_has(r, f, &who)) ||
				 unit_has(unit, CUE_TIME_BEFORE);
			deal |= passage->title
					? unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE)
					: is_that_deal(r, passage, i);
		}
		if (deal && !other)
			return money;
	}
	return -1;
}

/* Does a title speak of a company without its name: "backs AI start-up", "a lab that …"? */
static bool
title_has_nameless(const struct reading *r)
{
	for (uint32_t p = 0; p < r->n_passages && r->passages[p].title; p++)
		for (uint32_t i = r->passages[p].first; i < r->passages[p].end; i++)
			if (unit_is_firm(&r->units[i]))
				return true;
	return false;
}

/* "Acme, which makes", "Acme, a lab": it is told what Acme is, or was before: "AI start-up Acme". */
static bool
is_introduced(const struct reading *r, const struct passage *p, const struct who *who)
{
	uint32_t i = who->end;

	if (who->first > p->first)
		return unit_has(&r->units[who->first - 1], CUE_WORD_COMPANY);
	return i + 2 < p->end && unit_is_comma(r, i) &&
	       (unit_has(&r->units[i + 1], CUE_WORD_THE) || unit_is(r, i + 1, "which") ||
		       unit_is(r, i + 1, "whose") || unit_is(r, i + 1, "founded") ||
		       unit_has(&r->units[i + 1], CUE_WORD_DESCRIPTOR));
}

/* "X backs AI start-up", and behind it "Acme, founded by …": whom the text begins with is meant. */
static void
nameless_complete(const struct reading *r, struct frame *f)
{
	const struct passage *p;
	uint32_t lead = 0, i;
	struct who who;

	if ((f->kind != KIND_FUNDING_ROUND && f->kind != KIND_INVESTMENT &&
		    f->kind != KIND_ACQUISITION) ||
		has_party_role(f, ROLE_TARGET) ||
		(f->n_who > 0 && f->kind != KIND_FUNDING_ROUND && !title_has_nameless(r)))
		return;
	while (lead < r->n_passages && r->passages[lead].title)
		lead++;
	if (lead == r->n_passages)
		return;
	p = &r->passages[lead];
	for (i = p->first; i < p->end && i < p->first + INTRODUCED_REACH &&
			   r->units[i].type == UNIT_WORD &&
			   (unit_has(&r->units[i], CUE_WORD_DESCRIPTOR) ||
				   unit_has(&r->units[i], CUE_WORD_PLACE));)
		i++;
	if (!name_at(r, p, i, &who) || !is_introduced(r, p, &who))
		return;
	who.role = ROLE_TARGET;
	who_add(r, f, &who);
}

/* "It raises $2bn", "The company is raising $2bn": of whom the title spoke, with nobody named. */
static bool
tells_its_sum(const struct reading *r, const struct frame *f, const struct frame *other)
{
	const struct passage *p = &r->passages[other->passage];

	if (other->n_who > 0 || !other->verb || other->kind != f->kind || other->before ||
		f->n_who == 0 || f->money >= 0 || other->money < 0)
		return false;
	for (uint32_t i = p->first; i < p->end; i++) {
		struct who who = { i, i + 1, (int32_t)r->units[i].ref, ROLE_NONE };

		if (r->units[i].type == UNIT_COMPANY && !frame_has(r, f, &who))
			return false;
	}
	return true;
}

/* "X raises $500m", and behind it "X sells convertible notes": a listed company's money is what the lead calls it. */
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

/* What title and lead say of the same deal in other words. */
void
frame_complete(const struct reading *r, const struct frames *frames, int main, struct frame *f)
{
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if ((int)i == main || !passage_is_top(r, other->passage))
			continue;
		if (tells_its_sum(r, f, other))
			f->money = other->money;
		if (other->n_who == 0)
			continue;
		if (is_debt_after_all(r, f, other)) {
			f->kind = KIND_DEBT;
			f->also |= 1u << KIND_FUNDING_ROUND;
			f->who[0].role = ROLE_BORROWER;
		}
		investors_complete(r, f, other);
		if (frame_shares(r, f, other) == 0 && f->n_who > 0)
			continue;
		names_complete(r, f, other);
		if (other->kind == f->kind) {
			if (f->money < 0 && !(other->before && !f->before))
				f->money = other->money;
			parties_complete(r, f, other);
			/* "X acquires Y", "X completed the purchase of Y" */
			if (f->kind == KIND_ACQUISITION && f->status == STATUS_AGREED &&
				other->status == STATUS_CLOSED && frame_shares(r, f, other) > 1)
				f->status = STATUS_CLOSED;
		} else if (f->money < 0 && f->kind == KIND_INVESTMENT && f->valuation >= 0 &&
			   other->kind == KIND_FUNDING_ROUND) {
			f->money = other->money; /* "backs X at $2bn", "X raised $700m" */
		} else if (frame_shares(r, f, other) > 1) {
			f->also |= 1u << other->kind;
		}
		if (f->valuation < 0 && !is_old_valuation(r, other))
			f->valuation = other->valuation;
		if (f->gigawatts == 0)
			f->gigawatts = other->gigawatts;
		if (f->years == 0)
			f->years = other->years;
	}
	if (f->money < 0 && f->n_who > 0)
		f->money = money_behind(r, f);
	frame_add_counterpart(r, f);
	frame_add_counterpart(r, f);
	product_complete(r, f);
	maker_complete(r, f);
	nameless_complete(r, f);
	power_complete(r, f);
	if (denied_behind(r))
		f->status = STATUS_DENIED;
	if (f->status == STATUS_AGREED && closed_behind(r))
		f->status = STATUS_CLOSED;
	if (f->kind == KIND_FUNDING_ROUND && f->n_who == 1)
		leaders_complete(r, f);
	if ((f->kind == KIND_FUNDING_ROUND || f->kind == KIND_DEBT) && f->n_who == 1)
		givers_complete(r, frames, f);
	if (f->kind == KIND_FUNDING_ROUND || f->kind == KIND_INVESTMENT || f->kind == KIND_STAKE)
		valuation_complete(r, f);
}
