/*
 * verb_trade - verbs of trade: what is bought, supplied, rented, licensed or signed.
 *
 * Many of them say nothing by themselves ("gets", "buys", "sells"): what stands behind them
 * says whether goods, shares or a contract change hands.
 */
#include "verb.h"

#include "base/attr.h"

unsigned
frame_add_spoken_of(struct frame *f, const struct clause *c, enum party_role role)
{
	unsigned had = f->n_who;
	struct who who;

	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (unit_prep(&c->r->units[i]) == CUE_PREP_IN)
			return 0;
	for (uint32_t i = c->p->first; c->p->title && i < c->first; i++)
		if (c->r->units[i].type == UNIT_COMPANY && f->n_who == had &&
			name_at(c->r, c->p, i, &who))
			frame_add(f, who, role);
	return f->n_who - had;
}

/* "49% of X", "control of X", "a majority of X" */
static bool
object_is_part(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (!unit_has(&c->r->units[i + 1], CUE_PREP_OF))
			continue;
		if (unit->type == UNIT_PERCENT || unit_is(c->r, i, "control") ||
			unit_is(c->r, i, "majority") || unit_is(c->r, i, "half") ||
			unit_is(c->r, i, "most"))
			return true;
	}
	return false;
}

bool
object_is_goods(const struct clause *c)
{
	unsigned objects = 0;

	for (unsigned i = 0; i < c->n_args; i++)
		objects += c->args[i].prep == CUE_NONE && !c->args[i].modifier &&
			   !c->args[i].possessed;
	return objects == 0;
}

/* "comfortable buying Acme stock?": what anybody may do. */
static bool
is_advice(const struct clause *c)
{
	if (!c->p->title || !clause_has(c, CUE_WORD_SHARES) || c->money >= 0)
		return false;
	for (unsigned i = 0; i < c->n_subject; i++)
		if (c->subject[i].company != UNKNOWN)
			return false;
	return true;
}

/* "$5bn of X's stock", "X shares", not "X for $5bn in shares" */
static bool
object_is_shares(const struct clause *c)
{
	if (clause_object_has_sum(c))
		return clause_has(c, CUE_WORD_SHARES);
	return c->n_args > 0 && c->args[0].prep == CUE_NONE && c->args[0].who.end < c->end &&
	       unit_has(&c->r->units[c->args[0].who.end], CUE_WORD_SHARES);
}

bool
verb_buy(const struct clause *c, struct frame *f)
{
	if (c->passive)
		return verb_acquire(c, f);
	if (!clause_has_subject(c) || is_advice(c))
		return false;
	if (c->verb + 1 < c->p->end && unit_is(c->r, c->verb + 1, "back") &&
		clause_has(c, CUE_WORD_SHARES))
		return false; /* its own shares */
	/* "picks up $5M to forecast crop yields" */
	if (unit_has(&c->r->units[c->verb], CUE_VERB_GET) && clause_object_has_sum(c) &&
		object_is_goods(c) && verb_get(c, f))
		return true;
	if (object_is_goods(c) &&
		(clause_object_has(c, CUE_NOUN_DEAL) || clause_object_has(c, CUE_NOUN_ORDER)))
		return verb_sign(c, f);
	if (clause_has(c, CUE_NOUN_STAKE) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
		object_is_part(c) || object_is_shares(c)) {
		f->kind = KIND_STAKE;
		if (c->money >= 0)
			f->also |= 1u << KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_INVESTOR);
		f->solid = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
			   0;
		frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
		return true;
	}
	if (object_is_goods(c) &&
		(clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
			clause_has(c, CUE_OBJECT_POWER))) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		f->solid = frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER) +
				   frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER) +
				   frame_add_args(f, c, CUE_PREP_OF, ROLE_SUPPLIER) >
			   0;
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
		if (f->n_who == 1 && frame_add_spoken_of(f, c, ROLE_SUPPLIER) > 0)
			f->solid = true;
		return true;
	}
	return verb_acquire(c, f);
}

/* "lands speech specialist X": what it is stands before the name. */
static bool
is_described(const struct clause *c, const struct who *who)
{
	return who->first > c->verb + 1 &&
	       unit_has(&c->r->units[who->first - 1], CUE_WORD_COMPANY) &&
	       !unit_has(&c->r->units[who->first - 1], CUE_WORD_PLURAL);
}

/* "bags X for $9bn" */
static bool
gets_for_sum(const struct clause *c)
{
	uint32_t sum = c->money < 0 ? c->p->end : c->r->moneys[c->money].unit;

	return c->n_args > 0 && c->n_subject == 1 && c->args[0].prep == CUE_NONE &&
	       (c->args[0].who.first == c->verb + 1 || is_described(c, &c->args[0].who)) &&
	       !c->args[0].modifier && !c->args[0].possessed &&
	       c->args[0].who.end + 1 < c->p->end &&
	       unit_has(&c->r->units[c->args[0].who.end], CUE_PREP_FOR) &&
	       sum == c->args[0].who.end + 1;
}

static bool
is_seller_of_computing(const struct reading *r, const struct who *who)
{
	return who_has_role(r, who, KNOWN_NEOCLOUD) || who_has_role(r, who, KNOWN_DATA_CENTRE) ||
	       who_has_role(r, who, KNOWN_CLOUD);
}

/* "lines up $14bn worth of X's computing" */
static bool
gets_goods(const struct clause *c)
{
	uint32_t sum = c->money < 0 ? c->end : c->r->moneys[c->money].unit;

	if (clause_has(c, CUE_NOUN_DEBT) || clause_has(c, CUE_NOUN_ROUND))
		return false;
	/* "takes all capacity at X's site for $9bn" */
	if (c->money >= 0 && !clause_object_has_sum(c) && c->n_args > 0)
		return clause_object_has(c, CUE_OBJECT_CHIPS) ||
		       clause_object_has(c, CUE_OBJECT_COMPUTE);
	if (!clause_object_has_sum(c) || sum + 2 >= c->end)
		return false;
	if (unit_is(c->r, sum + 1, "worth"))
		sum++;
	return unit_has(&c->r->units[sum + 1], CUE_PREP_OF) &&
	       (clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
		       clause_has(c, CUE_OBJECT_POWER));
}

/* "Washington takes 10% of X": a state, which is no organisation of the lexicon. */
static bool
subject_is_state(const struct clause *c)
{
	return c->p->title && c->n_subject == 0 && c->first == c->p->first + 1 &&
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_PLACE);
}

bool
verb_get(const struct clause *c, struct frame *f)
{
	bool round = clause_has(c, CUE_NOUN_ROUND) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
		     clause_has(c, CUE_NOUN_DEBT);
	bool deal = clause_has(c, CUE_NOUN_DEAL) || clause_has(c, CUE_NOUN_ORDER) ||
		    clause_has(c, CUE_NOUN_LEASE) || clause_has(c, CUE_NOUN_LICENCE) ||
		    clause_has(c, CUE_NOUN_PARTNERSHIP) || clause_has(c, CUE_NOUN_ACQUISITION) ||
		    clause_has(c, CUE_NOUN_STAKE);

	/* "gets $60m a year from X for its posts" */
	if (c->money < 0 && clause_has_sum(c) && clause_has(c, CUE_OBJECT_CONTENT) &&
		c->n_subject > 0 && frame_add_args(f, c, CUE_PREP_FROM, ROLE_LICENSEE) > 0) {
		f->kind = KIND_LICENSING;
		frame_add_subject(f, c, ROLE_LICENSOR);
		return f->solid = true;
	}
	if ((clause_has(c, CUE_NOUN_FUND) && !round) || is_figure(c))
		return false;
	if (gets_for_sum(c)) { /* a cloud a customer, others a company */
		bool cloud = c->n_subject == 1 && is_seller_of_computing(c->r, &c->subject[0]);

		f->kind = cloud ? KIND_COMPUTE : KIND_ACQUISITION;
		frame_add_subject(f, c, cloud ? ROLE_SUPPLIER : ROLE_ACQUIRER);
		frame_add(f, c->args[0].who, cloud ? ROLE_CUSTOMER : ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	if (clause_has(c, CUE_NOUN_SALE) && c->money >= 0 &&
		frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER) > 0) {
		f->kind = KIND_ACQUISITION; /* "could fetch $3bn in a sale to X" */
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = true;
	}
	if (gets_goods(c)) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) && !clause_has(c, CUE_OBJECT_COMPUTE)
				  ? KIND_CHIP_SUPPLY
				  : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		for (unsigned i = 0; i < c->n_args; i++)
			if (c->args[i].possessed)
				frame_add(f, c->args[i].who, ROLE_SUPPLIER);
		for (unsigned i = 0; i < c->n_args && f->n_who < 2; i++)
			if (c->args[i].prep != CUE_PREP_IN)
				frame_add(f, c->args[i].who, ROLE_SUPPLIER);
		if (f->n_who > 1)
			return f->solid = true;
		f->n_who = 0;
	}
	if (object_is_part(c)) { /* "takes 49% of X" */
		f->kind = KIND_STAKE;
		frame_add_subject(f, c, ROLE_INVESTOR);
		f->solid = frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) > 0;
		return f->solid && (f->n_who > 1 || subject_is_state(c));
	}
	if (deal && !clause_has(c, CUE_NOUN_ROUND))
		return !token_is(&c->r->tokens, c->r->units[c->verb].first, "hits") &&
		       verb_sign(c, f); /* a price "hits record low on Deal Day" */
	if (!round && clause_has(c, CUE_NOUN_INVESTMENT) &&
		frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) >
			0) { /* "completes its investment in" */
		f->kind = KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_INVESTOR);
		return f->solid = true;
	}
	if (round || clause_has(c, CUE_NOUN_INVESTMENT))
		return verb_money_in(c, f);
	if (unit_is(c->r, c->verb, "adds") || unit_is(c->r, c->verb, "add") ||
		unit_is(c->r, c->verb, "added"))
		return false; /* "adds $45M to its Series B", but not "adds $45M" */
	if (c->money >= 0 && !clause_has(c, CUE_SUM_OTHER) &&
		(!clause_has(c, CUE_SUM_VALUATION) || clause_object_has_sum(c)))
		return verb_money_in(c, f);
	if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_CHIPS) ||
		clause_has(c, CUE_OBJECT_POWER)) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
		frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
		frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
		/* "X and Y to get Z's chips" says who makes them */
		if (!(c->n_subject > 1 && f->n_who > c->n_subject))
			frame_rank_roles(c->r, f);
		return f->n_who > 1 || (f->n_who == 1 && subject_is_state(c));
	}
	return false;
}

bool
verb_supply(const struct clause *c, struct frame *f)
{
	bool maker = c->n_subject > 0 && supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) > 3;

	if (maker && clause_has(c, CUE_OBJECT_COMPUTE))
		f->also |= 1u << KIND_COMPUTE; /* "to furnish X with a gigawatt of systems" */
	if (clause_has(c, CUE_OBJECT_CHIPS) || (maker && clause_has(c, CUE_OBJECT_COMPUTE)))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER))
		f->kind = KIND_COMPUTE;
	else if (c->n_subject > 0 && supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) > 2)
		f->kind = KIND_CHIP_SUPPLY; /* "deal to supply OpenAI": what it makes */
	else
		return false;
	if (c->passive) {
		frame_add_subject(f, c, ROLE_CUSTOMER);
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_SUPPLIER) > 0;
		return f->solid;
	}
	frame_add_subject(f, c, ROLE_SUPPLIER);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) +
			   frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER) +
			   frame_add_args(f, c, CUE_NONE, ROLE_CUSTOMER) >
		   0;
	if (!f->solid) /* "to host 200 MW of X's servers" */
		f->solid = frame_add_args(f, c, CUE_PREP_OF, ROLE_CUSTOMER) > 0;
	/* "X and Y in a takeover to power AI": nobody is supplied */
	return f->n_who > 1 && (f->solid || !unit_is(c->r, c->verb, "power"));
}

bool
verb_lease(const struct clause *c, struct frame *f)
{
	bool out = clause_has_arg(c, CUE_PREP_TO);

	f->kind = KIND_COMPUTE;
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->also = 1u << KIND_CHIP_SUPPLY;
	frame_add_subject(f, c, out ? ROLE_SUPPLIER : ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	if (!out) /* "rents $9bn of X's space" */
		frame_add_args(f, c, CUE_PREP_OF, ROLE_SUPPLIER);
	if (f->n_who == 1) /* "X jumps after Y rents 70 MW" */
		frame_add_spoken_of(f, c, out ? ROLE_CUSTOMER : ROLE_SUPPLIER);
	f->solid = f->n_who > 1 || c->money >= 0;
	return f->n_who > 1 || (f->n_who == 1 && (clause_has(c, CUE_OBJECT_COMPUTE) ||
							 clause_has(c, CUE_OBJECT_CHIPS)));
}

/* "X hires Y's founders, licenses its models": whose models they are. */
static bool
add_hired_from(struct frame *f, const struct clause *c)
{
	for (uint32_t i = c->p->first + 1; i < c->verb; i++) {
		const struct unit *unit = &c->r->units[i];
		struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_NONE };
		bool aside = unit->type == UNIT_COMPANY && unit->flags & UNIT_ASIDE;

		if ((aside && (int32_t)unit->ref != f->who[0].company) ||
			(name_at(c->r, c->p, i, &who) &&
				c->r->units[who.end - 1].flags & UNIT_POSSESSED)) {
			frame_add(f, who, ROLE_LICENSOR);
			return f->n_who > 1;
		}
	}
	return false;
}

bool
verb_license(const struct clause *c, struct frame *f)
{
	/* "lets X train on its articles" */
	bool out = clause_has_arg(c, CUE_PREP_TO) || unit_is(c->r, c->verb, "let") ||
		   unit_is(c->r, c->verb, "lets");

	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, out ? ROLE_LICENSOR : ROLE_LICENSEE);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE) +
			   frame_add_args(f, c, CUE_PREP_FROM, ROLE_LICENSOR) +
			   frame_add_args(f, c, CUE_NONE, out ? ROLE_LICENSEE : ROLE_LICENSOR) >
		   0;
	if (f->n_who == 1 && c->p->title)
		f->solid = add_hired_from(f, c);
	return f->n_who > 1;
}

/* "on a 2GW campus": a scale is as much of a substance as a sum. */
static bool
clause_has_power(const struct clause *c)
{
	for (uint32_t i = c->verb; i < c->end; i++)
		if (c->r->units[i].type == UNIT_SPAN && c->r->units[i].what == SPAN_GIGAWATTS)
			return true;
	return false;
}

bool
verb_partner(const struct clause *c, struct frame *f)
{
	bool plain;

	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	if (token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "with")) /* "teams with" */
		frame_add_args(f, c, CUE_NONE, ROLE_PARTNER);
	f->kind = clause_kind(c, f, &plain);
	if (f->kind != KIND_CHIP_SUPPLY && f->kind != KIND_COMPUTE && f->kind != KIND_ACQUISITION)
		f->kind = KIND_PARTNERSHIP;
	else
		f->also |= 1u << KIND_PARTNERSHIP;
	frame_set_roles(c, f);
	f->solid = c->money >= 0 || clause_has(c, CUE_OBJECT_CHIPS) || clause_has_power(c);
	return f->n_who > 1;
}

/* What the infinitive behind the clause speaks of. */
static bool
next_clause_has(const struct clause *c, enum cue cue)
{
	for (uint32_t i = c->end; i < c->p->end && i < c->end + 8 && unit_is_to(c->r, c->end - 1);
		i++)
		if (unit_has(&c->r->units[i], cue))
			return true;
	return false;
}

/* "confirms an investment from X": X gives, who confirms it gets. */
static void
add_givers(const struct clause *c, struct frame *f)
{
	unsigned had = f->n_who;

	if (frame_add_args(f, c, CUE_PREP_LED_BY, ROLE_INVESTOR) > 0 && had == 1)
		f->who[0].role = ROLE_TARGET;
}

/* "X is awarded a contract", in a headline without the "is". */
static bool
is_awarded(const struct clause *c)
{
	struct who who;

	return token_is(&c->r->tokens, c->r->units[c->verb].first, "awarded") &&
	       (c->passive || !name_at(c->r, c->p, c->verb + 1, &who));
}

/*
 * Who serves whom: "X wins a $2bn Y contract", "X is awarded a contract by Y", "Y awards
 * a contract to X". A company that only buys wins no contract of this kind.
 */
static void
contract_roles(const struct clause *c, struct frame *f)
{
	const struct unit *verb = &c->r->units[c->verb];
	bool licence = f->kind == KIND_LICENSING, contract = false, serves;

	for (uint32_t i = c->verb; i < c->end; i++)
		contract |= unit_is(c->r, i, "contract") || unit_is(c->r, i, "contracts");
	if (!contract || (!licence && f->kind != KIND_COMPUTE && f->kind != KIND_CHIP_SUPPLY))
		return;
	if (is_awarded(c))
		serves = true;
	else if (strncmp(token_text(&c->r->tokens, verb->first), "award", 5) == 0)
		serves = false;
	else if (unit_has(verb, CUE_VERB_GET) && c->n_subject == 1 &&
		 (licence || supply_rank(c->r, &c->subject[0], f->kind) > 0))
		serves = true;
	else
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		if ((f->who[i].first < c->verb) == serves)
			f->who[i].role = licence ? ROLE_LICENSOR : ROLE_SUPPLIER;
		else
			f->who[i].role = licence ? ROLE_LICENSEE : ROLE_CUSTOMER;
}

bool
verb_sign(const struct clause *c, struct frame *f)
{
	static const enum cue nouns[] = { CUE_NOUN_ACQUISITION, CUE_NOUN_ROUND, CUE_NOUN_STAKE,
		CUE_NOUN_DEBT, CUE_NOUN_DEAL, CUE_NOUN_ORDER, CUE_NOUN_LICENCE,
		CUE_NOUN_PARTNERSHIP, CUE_NOUN_LEASE, CUE_NOUN_INVESTMENT, CUE_NOUN_SHARE_SALE,
		CUE_NOUN_IPO, CUE_STATUS_PRELIMINARY };
	bool found = false, plain;

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		found |= clause_has(c, nouns[i]);
	/* "signs CoreWeave for its AI campus": as a tenant */
	found |= (unit_is(c->r, c->verb, "signs") || unit_is(c->r, c->verb, "sign") ||
			 unit_is(c->r, c->verb, "signed")) &&
		 clause_has(c, CUE_OBJECT_COMPUTE) && !object_is_goods(c);
	if (!found)
		return false;
	frame_add_subject(f, c, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_NONE);
	for (unsigned i = 0; i < c->n_args; i++) /* "signs Acme deal" */
		if (c->args[i].prep == CUE_NONE &&
			(c->args[i].who.company != UNKNOWN || c->args[i].modifier ||
				is_described(c, &c->args[i].who) ||
				(c->args[i].who.end < c->p->end &&
					unit_is(c->r, c->args[i].who.end, "as"))))
			frame_add(f, c->args[i].who, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_NONE);
	f->kind = clause_kind(c, f, &plain);
	if (plain && next_clause_has(c, CUE_VERB_PAY) && next_clause_has(c, CUE_OBJECT_CONTENT))
		f->kind = KIND_LICENSING; /* "signs a deal with X to pay for articles" */
	/* "signs a deal to use Y's chips": what is used says with whom */
	if (plain && f->n_who == 1 && c->end < c->p->end && unit_is_to(c->r, c->end - 1) &&
		unit_has(&c->r->units[c->end], CUE_VERB_USE))
		return false;
	f->solid = !plain || c->money >= 0 || clause_has(c, CUE_NOUN_DEAL) ||
		   clause_has(c, CUE_SUM_VAGUE);
	if (plain && unit_has(&c->r->units[c->verb], CUE_STATUS_CLOSED) && f->n_who > 1 &&
		f->kind == KIND_PARTNERSHIP)
		f->kind = KIND_ACQUISITION; /* "closes Juniper deal" */
	frame_set_roles(c, f);
	contract_roles(c, f);
	if (f->kind == KIND_FUNDING_ROUND || f->kind == KIND_INVESTMENT)
		add_givers(c, f);
	return f->n_who > 0;
}

bool
verb_sell(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_NOUN_DEBT) && !clause_has(c, CUE_NOUN_STAKE)) {
		f->kind = KIND_DEBT;
		frame_add_subject(f, c, ROLE_BORROWER);
		return f->solid = f->n_who > 0;
	}
	if (object_is_part(c) && clause_has(c, CUE_WORD_SHARES) && c->n_args > 0 &&
		c->args[0].prep == CUE_NONE) { /* "sell OpenAI 10% of its stock" */
		f->kind = KIND_STAKE;
		frame_add(f, c->args[0].who, ROLE_INVESTOR);
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	if (clause_has(c, CUE_NOUN_STAKE) || object_is_part(c)) {
		f->kind = KIND_STAKE;
		frame_add_subject(f, c, ROLE_INVESTOR);
		f->solid = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
			   0;
		frame_add_args(f, c, CUE_PREP_TO, ROLE_PARTNER);
		frame_add_args(f, c, CUE_PREP_FROM, ROLE_TARGET);
		if (f->n_who == 1 && clause_has(c, CUE_WORD_SHARES)) {
			f->kind = KIND_FUNDING_ROUND; /* its own shares */
			f->who[0].role = ROLE_TARGET;
			f->solid = true;
		}
		return f->n_who > 0;
	}
	if (clause_has(c, CUE_NOUN_SHARE_SALE)) {
		f->kind = KIND_FUNDING_ROUND;
		frame_add_subject(f, c, ROLE_TARGET);
		frame_add_args(f, c, CUE_PREP_TO, ROLE_INVESTOR);
		return f->solid = f->n_who > 0;
	}
	if (clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
		clause_has(c, CUE_OBJECT_POWER)) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_SUPPLIER);
		f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) +
				   frame_add_args(f, c, CUE_NONE, ROLE_CUSTOMER) >
			   0;
		return f->n_who > 1;
	}
	if (clause_object_has(c, CUE_OBJECT_CONTENT)) {
		f->kind = KIND_LICENSING;
		frame_add_subject(f, c, ROLE_LICENSOR);
		f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE) > 0;
		return f->n_who > 1;
	}
	f->kind = KIND_ACQUISITION;
	if (token_is(
		    &c->r->tokens, c->r->units[c->verb].end - 1, "to")) { /* "goes to X for $2bn" */
		frame_add_subject(f, c, ROLE_TARGET);
		frame_add_args(f, c, CUE_NONE, ROLE_ACQUIRER);
		f->solid = c->money >= 0;
		return f->solid && c->n_subject == 1 &&
		       (f->n_who > 1 || clause_has(c, CUE_WORD_COMPANY));
	}
	if (c->n_args > 0 && c->args[0].prep == CUE_NONE && who_is_listed(c->r, &c->args[0].who) &&
		!c->passive && !c->args[0].possessed && !c->args[0].modifier) {
		f->kind = KIND_STAKE; /* "selling Nvidia": its shares */
		frame_add_subject(f, c, ROLE_INVESTOR);
		frame_add(f, c->args[0].who, ROLE_TARGET);
		return f->n_who > 1;
	}
	if (c->passive || unit_is(c->r, c->verb + 1, "itself")) {
		frame_add_subject(f, c, ROLE_TARGET);
	} else {
		frame_add_subject(f, c, ROLE_PARTNER);
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	}
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER) > 0 || c->money >= 0;
	return f->n_who > 1 || (f->n_who > 0 && f->solid);
}

bool
verb_build(const struct clause *c, struct frame *f)
{
	bool chips = clause_has(c, CUE_OBJECT_CHIPS) && !clause_has(c, CUE_OBJECT_COMPUTE);

	if (!chips && !clause_has(c, CUE_OBJECT_COMPUTE)) {
		/* "X and Y to develop robots" together */
		frame_add_subject(f, c, ROLE_PARTNER);
		f->kind = KIND_PARTNERSHIP;
		f->solid = c->money >= 0;
		return c->p->title && c->infinitive && f->n_who > 1;
	}
	f->kind = chips ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
	if (f->n_who < 2)
		return false;
	frame_rank_roles(c->r, f);
	f->also = 1u << KIND_PARTNERSHIP;
	return f->solid = true;
}

bool
verb_pick(const struct clause *c, struct frame *f)
{
	bool plain;

	if (clause_has(c, CUE_NOUN_IPO) ||
		next_clause_has(c, CUE_NOUN_IPO)) { /* "picks banks to lead IPO" */
		f->kind = KIND_FUNDING_ROUND;
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = f->n_who > 0;
	}
	/* "taps the bond market for $9bn", "turns to X for $3bn of loans" */
	if (clause_has(c, CUE_NOUN_DEBT) && !c->passive && c->n_subject > 0) {
		f->kind = KIND_DEBT;
		frame_add_subject(f, c, ROLE_BORROWER);
		frame_add_args(f, c, CUE_NONE, ROLE_LENDER);
		return f->solid = true;
	}
	if (unit_is(c->r, c->verb, "hires") || unit_is(c->r, c->verb, "hire") ||
		unit_is(c->r, c->verb, "hired"))
		return false;
	frame_add_subject(f, c, c->passive ? ROLE_SUPPLIER : ROLE_CUSTOMER);
	if (frame_add_args(f, c, c->passive ? CUE_PREP_BY : CUE_NONE,
		    c->passive ? ROLE_CUSTOMER : ROLE_SUPPLIER) == 0 ||
		f->n_who < 2)
		return false;
	f->kind = clause_kind(c, f, &plain);
	if (f->kind == KIND_CHIP_SUPPLY || f->kind == KIND_COMPUTE)
		frame_rank_roles(c->r, f);
	f->also = 1u << KIND_PARTNERSHIP;
	f->solid = c->money >= 0 || !plain;
	return true;
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
	if (!clause_has_subject(c) || frame_add_args(f, c, prep, ROLE_TARGET) == 0)
		return false;
	f->kind = part ? KIND_STAKE : KIND_ACQUISITION;
	frame_add_subject(f, c, part ? ROLE_INVESTOR : ROLE_ACQUIRER);
	return f->solid = true;
}

/* Sells computing, so that what it is paid is the price of that. */
static bool
is_cloud(const struct reading *r, const struct who *who)
{
	return is_seller_of_computing(r, who) || who_has_role(r, who, KNOWN_BIG_TECH);
}

/* "spends $5bn on a maker of racks" */
static bool
on_some_company(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 2 < c->p->end && i < c->end; i++)
		if (unit_has(&c->r->units[i], CUE_PREP_ON) && unit_is(c->r, i + 1, "a"))
			for (uint32_t k = i + 2; k < c->end && k < i + 5; k++)
				if (unit_has(&c->r->units[k], CUE_WORD_COMPANY))
					return !unit_has(&c->r->units[k], CUE_WORD_PLURAL);
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
	if (!last || last->modifier || last->possessed || !clause_has_subject(c) ||
		!clause_object_has_sum(c) || is_cloud(c->r, &last->who))
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

/* Whoever uses a technology has its licence. */
static void
roles_for_use(struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = f->who[i].role == ROLE_CUSTOMER ? ROLE_LICENSEE : ROLE_LICENSOR;
	f->solid = f->n_who > 1;
}

bool
verb_pay(const struct clause *c, struct frame *f)
{
	if (!clause_has_sum(c) && !clause_has(c, CUE_SUM_VAGUE) &&
		!clause_has(c, CUE_OBJECT_CONTENT))
		return false;
	if (pays_for_company(c, f) || pays_on_company(c, f))
		return true;
	/* "investors hand $200m to X" */
	if (c->n_subject == 0 && c->money >= 0 && c->first > c->p->first &&
		unit_is_investors(c->r, c->first - 1)) {
		f->kind = KIND_FUNDING_ROUND;
		return f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET) +
					  frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
				  0;
	}
	for (unsigned i = 0; i < c->n_args; i++) /* "on Nvidia chips" */
		if (c->args[i].prep == CUE_PREP_ON && (c->args[i].modifier || c->args[i].possessed))
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	if (f->n_who < 2)
		return false;
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER) ||
		 clause_has(c, CUE_VERB_LEASE))
		f->kind = KIND_COMPUTE;
	else
		f->kind = KIND_LICENSING;
	if (f->kind == KIND_LICENSING)
		roles_for_use(f);
	return f->solid = true;
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
	if (clause_has(c, CUE_OBJECT_CHIPS) && f->n_who > 1) {
		f->kind = KIND_CHIP_SUPPLY;
		frame_rank_roles(c->r, f);
	} else if (clause_has(c, CUE_VERB_LEASE) || clause_has(c, CUE_NOUN_LEASE) ||
		   (clause_has(c, CUE_OBJECT_COMPUTE) &&
			   (f->n_who > 1 || frame_add_spoken_of(f, c, ROLE_NONE) > 0))) {
		f->kind = KIND_COMPUTE;
		frame_rank_roles(c->r, f);
	}
	f->solid = f->n_who > 1 || clause_has(c, CUE_WORD_COMPANY);
	return f->solid && f->n_who > 0;
}

bool
verb_use(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE))
		f->kind = KIND_COMPUTE;
	else if (c->infinitive && c->verb > c->p->first + 1 &&
		 unit_has(&c->r->units[c->verb - 2], CUE_NOUN_DEAL))
		f->kind = KIND_LICENSING; /* "deal to use Google's Gemini" */
	else
		return false;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_NONE || c->args[i].prep == CUE_PREP_FROM)
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	if (f->kind == KIND_LICENSING)
		roles_for_use(f);
	return f->n_who > 1;
}
