/*
 * complete_party - who else is in a deal: whom title and lead name outside of its clause.
 */
#include "complete.h"

#include "frame/finite.h"
#include "mention/name.h"

enum { ROUND_REACH = 5, INTRODUCED_REACH = 6 };

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
		frame_add_who(r, f, &who);
		i = who.end;
	}
}

/* "The round was led by Y": who led it, told behind the title. */
void
leaders_complete(const struct reading *r, struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		struct who who;

		for (uint32_t i = passage->first; !passage->title && i + 1 < passage->end; i++)
			if (gives_to_round(r, passage, i) && name_at(r, passage, i + 1, &who)) {
				who.role = ROLE_INVESTOR;
				frame_add_who(r, f, &who);
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
void
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
			frame_add_who(r, f, &who);
		}
	}
}

/* "X signs for six gigawatts of Instinct chips": whose chips they are. */
void
maker_complete(const struct reading *r, struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	if (f->kind != KIND_CHIP_SUPPLY || f->n_who != 1 || !p->title || !f->verb || f->loose ||
		f->who[0].role == ROLE_SUPPLIER)
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
		frame_add_who(r, f, &who);
		return;
	}
}

/* "Reactor to restart to power X": whose it is the lead says. */
void
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
		frame_add_who(r, f, &who);
		return;
	}
}

/* "X wins a $2bn contract to run ChatGPT": the product of the other side stands for it. */
void
product_complete(const struct reading *r, struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	bool rented = f->kind == KIND_COMPUTE && !f->verb; /* "Claude limits, and a deal with X" */

	if (f->n_who != 1 || !p->title || f->loose || !(f->solid || f->money >= 0 || rented) ||
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
		frame_add_who(r, f, &who);
		return;
	}
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

/* "Acme develops": what it does opens the text, and it is nobody who could have paid. */
static bool
is_spoken_of(const struct reading *r, const struct passage *p, const struct who *who)
{
	return who->first == p->first && who->end < p->end && !who_is_listed(r, who) &&
	       !who_is_fund(r, who) &&
	       (unit_is_finite(r, p, who->end) || unit_has(&r->units[who->end], CUE_WORD_BE)) &&
	       !unit_has(&r->units[who->end], CUE_REPORTED);
}

/* "a start-up called Acme": its name, as the lead gives it. */
static bool
called_in_lead(const struct reading *r, uint32_t lead, struct who *ret_who)
{
	for (; lead < r->n_passages && passage_is_lead(r, lead); lead++)
		for (uint32_t i = r->passages[lead].first; i + 1 < r->passages[lead].end; i++)
			if ((unit_is(r, i, "called") || unit_is(r, i, "named") ||
				    unit_is(r, i, "dubbed")) &&
				name_at(r, &r->passages[lead], i + 1, ret_who))
				return true;
	return false;
}

/* "X backs AI start-up", and behind it "Acme, founded by …": whom the text begins with is meant. */
void
nameless_complete(const struct reading *r, struct frame *f)
{
	const struct passage *p;
	bool bought = f->kind == KIND_ACQUISITION;
	uint32_t lead = 0, i;
	struct who who;

	if ((f->kind != KIND_FUNDING_ROUND && f->kind != KIND_INVESTMENT && !bought) ||
		frame_has_role(f, ROLE_TARGET) ||
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
	if (!(name_at(r, p, i, &who) &&
		    (is_introduced(r, p, &who) ||
			    ((bought || (f->n_who == 0 && title_has_nameless(r))) &&
				    is_spoken_of(r, p, &who)))) &&
		!(bought && called_in_lead(r, lead, &who)))
		return;
	who.role = ROLE_TARGET;
	frame_add_who(r, f, &who);
}
