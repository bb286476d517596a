/*
 * verb_pay - what is paid or pledged, and for what.
 */
#include "verb.h"

#include "frame/kind.h"

enum { HIRED_REACH = 4, SOME_REACH = 5 };

/* "offers $30bn for Chrome": a product that a company is bought for, and nothing else behind it */
static bool
offers_for_product(const struct clause *c)
{
	const struct unit *last = &c->r->units[c->p->end - 1];

	return c->money >= 0 && unit_has(&c->r->units[c->verb], CUE_WORD_OFFER) &&
	       last->flags & UNIT_PRODUCT && unit_has(last - 1, CUE_PREP_FOR);
}

/* "pays $15bn for 49% of X", "for X": a stake, or the whole. */
static bool
pays_for_company(const struct clause *c, struct frame *f)
{
	bool part = object_is_part(c);
	enum cue prep = part ? CUE_PREP_OF : CUE_PREP_FOR;

	if (!part && (clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
			     clause_has(c, CUE_OBJECT_CONTENT) || clause_has(c, CUE_NOUN_LICENCE)))
		return false;
	if (!clause_has_subject(c) ||
		(frame_add_args(f, c, prep, ROLE_TARGET) == 0 && !offers_for_product(c)))
		return false;
	f->kind = part ? KIND_STAKE : KIND_ACQUISITION;
	frame_add_subject(f, c, part ? ROLE_INVESTOR : ROLE_ACQUIRER);
	return f->solid = true;
}

/* Sells computing, so that what it is paid is the price of that. */
static bool
is_cloud(const struct reading *r, const struct who *who)
{
	return who_sells_computing(r, who) || who_has_role(r, who, KNOWN_BIG_TECH);
}

/* "AWS", "Google Cloud" */
static bool
is_cloud_arm(const struct reading *r, const struct who *who)
{
	const struct frame one = { .n_who = 1, .who = { *who } };

	return frame_has_cloud_arm(r, &one);
}

/* "a maker", "Danish AI voice company"; not "company rules" */
static bool
is_some_company(const struct clause *c, uint32_t i)
{
	bool article = unit_is(c->r, i, "a") || unit_is(c->r, i, "an");
	uint32_t k = i + article, end = k + SOME_REACH < c->end ? k + SOME_REACH : c->end;
	const struct unit *units = c->r->units;

	while (k < end && (units[k].type == UNIT_WORD || units[k].type == UNIT_CHIP) &&
		!unit_has(&units[k], CUE_WORD_COMPANY) && !unit_prep(&units[k]) &&
		!unit_has(&units[k], CUE_WORD_CLAUSE) && !unit_has(&units[k], CUE_WORD_THE))
		k++;
	if (k >= end || !unit_is_firm(&units[k]) || units[k].flags & UNIT_POSSESSED)
		return false;
	return article || (!unit_has(&units[k], CUE_WORD_UNIT) &&
				  (k + 1 == c->end || units[k + 1].type != UNIT_WORD ||
					  unit_prep(&units[k + 1]) ||
					  unit_has(&units[k + 1], CUE_WORD_CLAUSE)));
}

/* "spends $5bn on a maker of racks", "shells out $1bn for robot start-up" */
static bool
on_some_company(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++)
		if ((unit_has(&c->r->units[i], CUE_PREP_ON) ||
			    unit_prep(&c->r->units[i]) == CUE_PREP_FOR) &&
			is_some_company(c, i + 1))
			return true;
	return false;
}

/* "splashes $2bn on agent builder X": nothing that X makes stands behind its name. */
static bool
pays_on_company(const struct clause *c, struct frame *f)
{
	const struct arg *last = NULL;

	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_ON)
			last = &c->args[i];
	if (!last && on_some_company(c)) {
		frame_add_subject(f, c, ROLE_ACQUIRER);
		f->kind = KIND_ACQUISITION;
		return f->solid = f->n_who > 0;
	}
	if (!last || last->possessed || !clause_has_subject(c) || !clause_object_has_sum(c))
		return false;
	if (last->who.end < c->end && unit_has(&c->r->units[last->who.end], CUE_WORD_SHARES)) {
		f->kind = KIND_STAKE; /* "on X shares" */
		f->also = 1u << KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_INVESTOR);
		frame_add(f, last->who, ROLE_TARGET);
		return f->solid = true;
	}
	if (last->modifier || is_cloud(c->r, &last->who))
		return false;
	if (last->who.end < c->p->end && !c->p->title_case) {
		const struct unit *next = &c->r->units[last->who.end];

		if (next->type == UNIT_WORD && !(next->flags & UNIT_CAPITAL) && !unit_prep(next) &&
			!unit_has(next, CUE_WORD_CLAUSE) && !unit_has(next, CUE_WORD_AND) &&
			!unit_has(next, CUE_WORD_ADVERB))
			return false; /* "on Bloom fuel cells" */
	}
	frame_add_subject(f, c, ROLE_ACQUIRER);
	frame_add(f, last->who, ROLE_TARGET);
	f->kind = KIND_ACQUISITION;
	return f->solid = true;
}

/* "pays $9bn to hire X founders": X is bought, but for its shell; with a licence it is that. */
static bool
pays_to_hire(const struct clause *c, struct frame *f)
{
	const struct unit *units = c->r->units;
	uint32_t i = c->end;

	if (c->money < 0 || c->n_subject != 1 || i + 1 >= c->p->end || !unit_is_to(c->r, i - 1) ||
		!unit_has(&units[i], CUE_ACT_HIRE) ||
		units_have(c->r, i, c->p->end, CUE_VERB_LICENSE))
		return false;
	for (uint32_t k = i + 1; k + 1 < c->p->end && k < i + HIRED_REACH; k++) {
		struct who who = { k, k + 1, (int32_t)units[k].ref, ROLE_NONE };

		if (units[k].type != UNIT_COMPANY || who_is_listed(c->r, &who) ||
			!(units[k].flags & (UNIT_POSSESSED | UNIT_ASIDE)))
			continue;
		f->kind = KIND_ACQUISITION;
		frame_add_subject(f, c, ROLE_ACQUIRER);
		frame_add(f, who, ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	return false;
}

/* "to pay Oracle $9bn a year": for what it sells, if it is not known for more. */
static bool
pays_host(const struct clause *c, const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who && !clause_has(c, CUE_OBJECT_CONTENT); i++)
		if (f->who[i].role == ROLE_SUPPLIER && who_sells_computing(c->r, &f->who[i]) &&
			(!who_has_role(c->r, &f->who[i], KNOWN_AI_LAB) ||
				is_cloud_arm(c->r, &f->who[i])))
			return true;
	return false;
}

/* "investors hand $200m to X" */
static bool
investors_pay(const struct clause *c)
{
	return c->n_subject == 0 && c->money >= 0 && c->first > c->p->first &&
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_INVESTORS);
}

/* Who pays, and whoever may be paid by a preposition. Returns how many pay. */
static unsigned
add_payers_and_paid(const struct clause *c, struct frame *f)
{
	unsigned paying;

	for (unsigned i = 0; i < c->n_args; i++) /* "on Nvidia chips", "on AWS" */
		if (c->args[i].prep == CUE_PREP_ON &&
			(c->args[i].modifier || c->args[i].possessed ||
				is_cloud_arm(c->r, &c->args[i].who)))
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	paying = f->n_who;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	paying = f->n_who - paying;
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	if (clause_has(c, CUE_OBJECT_CONTENT) || clause_has_goods(c)) /* "for X's archive" */
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_SUPPLIER);
	return paying;
}

/* What is paid for, by what it is or by who sells it. */
static enum deal_kind
kind_of_paid(const struct clause *c, const struct frame *f)
{
	if (clause_has(c, CUE_OBJECT_CHIPS))
		return KIND_CHIP_SUPPLY;
	return clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER) ||
			       clause_has(c, CUE_VERB_LEASE) || pays_host(c, f)
		       ? KIND_COMPUTE
		       : KIND_LICENSING;
}

/* What is paid for is used, and nobody is bought. */
static bool
pay_for_use(const struct clause *c, struct frame *f)
{
	unsigned paying = add_payers_and_paid(c, f);

	if (f->n_who < 2 || (f->n_who == paying && !is_on_lab(c, c->end)))
		return false; /* "X and Y to spend $9bn on AI" */
	if (f->n_who == paying) {
		f->kind = KIND_PARTNERSHIP;
		frame_set_roles(c, f);
		return f->solid = true;
	}
	f->kind = kind_of_paid(c, f);
	if (f->kind == KIND_LICENSING)
		frame_license_roles(f);
	return f->solid = true;
}

/* "pays news publishers for training data": more than one has a licence to give. */
static bool
pays_many_for_content(const struct clause *c, struct frame *f)
{
	uint32_t end = c->verb + 1;

	while (end < c->end && c->r->units[end].type == UNIT_WORD && !unit_prep(&c->r->units[end]))
		end++;
	if (c->n_args > 0 || c->n_subject != 1 || end == c->verb + 1 || end == c->end ||
		unit_prep(&c->r->units[end]) != CUE_PREP_FOR ||
		!token_ends_in(&c->r->tokens, c->r->units[end - 1].end - 1, 's') ||
		!units_have(c->r, end, c->end, CUE_OBJECT_CONTENT))
		return false;
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, ROLE_LICENSEE);
	return f->solid = true;
}

/* "hands over 133 MW to X": what one has to let */
static bool
hands_goods(const struct clause *c)
{
	return c->n_subject == 1 && !c->passive && !unit_prep(&c->r->units[c->verb + 1]) &&
	       who_sells_computing(c->r, &c->subject[0]) &&
	       (clause_has_power(c) || clause_has_goods(c));
}

/* "shells out for 9,000 X chips", "pays for X's computing": whatever they cost */
static bool
pays_for_goods(const struct clause *c)
{
	const struct unit *next = &c->r->units[c->verb + 1];

	return c->verb + 2 < c->end && !unit_has(&c->r->units[c->verb], CUE_WORD_OFFER) &&
	       (unit_has(next, CUE_PREP_FOR) || unit_has(next, CUE_PREP_ON)) && c->n_args > 0 &&
	       clause_ends_in_goods(c, c->verb + 2);
}

/* "shells out for AI start-up X" */
static bool
pays_for_firm(const struct clause *c, struct frame *f)
{
	const struct arg *arg = &c->args[0];

	if (!c->p->title || c->n_args != 1 || c->n_subject != 1 || arg->modifier ||
		arg->possessed || !is_described(c, &arg->who) ||
		unit_has(&c->r->units[c->verb], CUE_WORD_OFFER) ||
		(arg->prep != CUE_PREP_FOR && arg->prep != CUE_PREP_ON))
		return false;
	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, ROLE_ACQUIRER);
	frame_add(f, arg->who, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

bool
verb_pay(const struct clause *c, struct frame *f)
{
	unsigned n;

	if (unit_has(&c->r->units[c->verb], CUE_ACT_LEAVE) && !clause_object_has_sum(c))
		return false; /* "drops a phone by $90" */
	if (pays_to_hire(c, f) || (!clause_object_has_sum(c) && license_works(c, f)))
		return true;
	if (!clause_has_sum(c) && !clause_has(c, CUE_SUM_VAGUE) &&
		!clause_has(c, CUE_OBJECT_CONTENT))
		return hands_goods(c)      ? verb_supply(c, f)
		       : pays_for_goods(c) ? pay_for_use(c, f)
					   : pays_for_firm(c, f);
	if (pays_for_company(c, f))
		return true;
	if (unit_has(&c->r->units[c->verb], CUE_WORD_OFFER))
		return false; /* whatever else is offered */
	if (pays_on_company(c, f) || pays_many_for_content(c, f))
		return true;
	if (clause_object_has(c, CUE_NOUN_DEBT) && c->n_subject > 0 &&
		who_is_fund(c->r, &c->subject[0]))
		return verb_lend(c, f);
	if (investors_pay(c)) {
		f->kind = KIND_FUNDING_ROUND;
		n = frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET);
		n += frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
		return f->solid = n > 0;
	}
	return pay_for_use(c, f);
}

/* "commits $9bn to Azure", "to X's cloud": for its use, unless who commits it is a maker of chips. */
static bool
commits_to_cloud(const struct clause *c, const struct frame *f)
{
	return f->n_who == 2 && c->n_subject == 1 && c->money >= 0 &&
	       is_cloud_arm(c->r, &f->who[1]) &&
	       supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) <= 0;
}

bool
verb_commit(const struct clause *c, struct frame *f)
{
	if (c->money < 0 && !clause_has(c, CUE_NOUN_INVESTMENT))
		return false;
	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET);
	for (unsigned i = 0; i < c->n_args; i++)
		if ((c->args[i].prep == CUE_PREP_TO || c->args[i].prep == CUE_PREP_IN) &&
			is_described(c, &c->args[i].who))
			return f->solid = f->n_who > 1; /* "to data centre builder X" */
	if (c->n_subject == 1 && who_is_fund(c->r, &c->subject[0]) && f->n_who > 1)
		return f->solid = true; /* a fund buys no computing */
	if (commits_to_cloud(c, f)) {
		f->kind = KIND_COMPUTE;
		frame_rank_roles(c->r, f);
		return f->solid = true;
	}
	if (clause_has(c, CUE_OBJECT_CHIPS) && f->n_who > 1) {
		f->kind = KIND_CHIP_SUPPLY;
		frame_rank_roles(c->r, f);
	} else if (clause_has(c, CUE_VERB_LEASE) || clause_has(c, CUE_NOUN_LEASE) ||
		   (clause_has(c, CUE_OBJECT_COMPUTE) &&
			   (f->n_who > 1 || frame_add_args(f, c, CUE_PREP_WITH, ROLE_NONE) > 0 ||
				   frame_add_spoken_of(f, c, ROLE_NONE) > 0))) {
		f->kind = KIND_COMPUTE;
		frame_rank_roles(c->r, f);
	}
	f->solid = f->n_who > 1 || clause_has(c, CUE_WORD_COMPANY);
	return f->solid && f->n_who > 0;
}
