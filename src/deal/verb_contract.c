/*
 * verb_contract - verbs of contracts: what is signed, licensed, promised, built or paid for.
 */
#include "verb.h"

#include <string.h>

#include "base/attr.h"

enum { CUSTOMERS_REACH = 4, HIRED_REACH = 4, SITE_REACH = 8, SOME_REACH = 5 };

/* "on a 2GW campus": a scale is as much of a substance as a sum. */
static bool
clause_has_power(const struct clause *c)
{
	for (uint32_t i = c->verb; i < c->end; i++)
		if (c->r->units[i].type == UNIT_SPAN && c->r->units[i].what == SPAN_GIGAWATTS)
			return true;
	return false;
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
	bool lets = unit_has(&c->r->units[c->verb], CUE_ACT_LET);
	bool out = clause_has_arg(c, CUE_PREP_TO) || lets;

	/* "lets X train on its articles", not "lets firms buy chips", "lets users make" */
	if (lets && (clause_has(c, CUE_VERB_BUY) || clause_object_has(c, CUE_WORD_PLURAL)))
		return false;
	/* "has let all 60 MW of its site to X" */
	if (lets && clause_has_arg(c, CUE_PREP_TO) && clause_has_power(c))
		return verb_lease(c, f);
	if (lets && clause_has(c, CUE_VERB_SELL) && clause_has(c, CUE_WORD_SHARES)) {
		f->kind = KIND_FUNDING_ROUND; /* "lets staff sell shares" */
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = f->n_who > 0;
	}
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, out ? ROLE_LICENSOR : ROLE_LICENSEE);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE) +
			   frame_add_args(f, c, CUE_PREP_FROM, ROLE_LICENSOR) +
			   frame_add_args(f, c, CUE_NONE, out ? ROLE_LICENSEE : ROLE_LICENSOR) >
		   0;
	if (f->n_who == 1 && c->p->title) /* "X jumps as Y licenses its cores": X's */
		f->solid = add_hired_from(f, c) ||
			   (!lets && frame_add_spoken_of(
					     f, c, out ? ROLE_LICENSEE : ROLE_LICENSOR) > 0);
	return f->n_who > 1;
}

/* "on security for servers": what they make together ends at the next preposition. */
static uint32_t
substance_end(const struct clause *c)
{
	bool on = false;

	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		if (on && unit_prep(&c->r->units[i]))
			return i;
		on |= unit_has(&c->r->units[i], CUE_PREP_ON);
	}
	return c->end;
}

/* "on a joint lab" */
static bool
partners_on_lab(const struct clause *c, uint32_t end)
{
	return end > c->verb + 2 && token_is(&c->r->tokens, c->r->units[end - 1].end - 1, "lab") &&
	       units_have(c->r, c->verb, end, CUE_PREP_ON);
}

/* "to bring X to all citizens", "to 40,000 employees": a scale is a substance too. */
static bool
reaches_many(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->p->end; i++) {
		const struct unit *unit = &c->r->units[i];
		const struct token *token = &c->r->tokens.list[unit->first];
		bool many = unit_is(c->r, i, "all") || unit_is(c->r, i, "every") ||
			    (token->flags & TOKEN_NUMBER && token->fold_len > 4);

		if (many && unit->type == UNIT_WORD && unit[1].type == UNIT_WORD &&
			!(unit[1].flags & UNIT_JOINED) && unit_has(unit - 1, CUE_PREP_TO))
			return true;
	}
	return false;
}

/* "partner in bid for customers": nobody is bought. */
static bool
is_bid_for_nobody(const struct clause *c)
{
	return !clause_has_arg(c, CUE_PREP_FOR) && !clause_has_arg(c, CUE_PREP_OF) &&
	       !clause_has(c, CUE_WORD_COMPANY);
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

/* "to build a data centre in Ohio", not "to build cloud tools" */
static bool
is_to_build_site(const struct clause *c)
{
	if (!next_clause_has(c, CUE_VERB_BUILD))
		return false;
	for (uint32_t i = c->end + 1; i < c->p->end && i < c->end + SITE_REACH; i++) {
		const struct unit *next = &c->r->units[i] + 1;

		if (unit_has(&c->r->units[i], CUE_OBJECT_COMPUTE) &&
			(i + 1 == c->p->end || next->type != UNIT_WORD || unit_prep(next) ||
				unit_has(next, CUE_OBJECT_COMPUTE)))
			return true;
	}
	return false;
}

bool
verb_partner(const struct clause *c, struct frame *f)
{
	uint32_t end = substance_end(c);
	bool plain, chips = units_have(c->r, c->verb, end, CUE_OBJECT_CHIPS), site = false;

	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	if (token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "with")) /* "teams with" */
		frame_add_args(f, c, CUE_NONE, ROLE_PARTNER);
	f->kind = clause_kind(c, f, &plain);
	if (plain && f->kind == KIND_COMPUTE)
		f->kind = KIND_PARTNERSHIP; /* "X and a cloud team up": for what is not told */
	if ((f->kind != KIND_CHIP_SUPPLY && f->kind != KIND_COMPUTE &&
		    (f->kind != KIND_ACQUISITION || is_bid_for_nobody(c))) ||
		(end < c->end && !chips && !units_have(c->r, c->verb, end, CUE_OBJECT_COMPUTE)))
		f->kind = KIND_PARTNERSHIP;
	else
		f->also |= 1u << KIND_PARTNERSHIP;
	if (f->kind == KIND_PARTNERSHIP && is_to_build_site(c)) {
		f->kind = KIND_COMPUTE;
		f->also |= 1u << KIND_PARTNERSHIP;
		site = true;
	}
	/* A publisher has nothing but its content to bring. */
	if (f->kind == KIND_PARTNERSHIP && is_with_publisher(c, f)) {
		f->kind = KIND_LICENSING;
		f->also |= 1u << KIND_PARTNERSHIP;
	}
	frame_set_roles(c, f);
	f->solid = c->money >= 0 || chips || site || clause_has_power(c) ||
		   partners_on_lab(c, end) || reaches_many(c) || clause_has(c, CUE_WORD_VENTURE);
	return f->n_who > 1;
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

	const struct unit *verb = &c->r->units[c->verb];

	return unit_has(verb, CUE_ACT_AWARD) && verb->forms & FORM_DONE &&
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
	bool licence = f->kind == KIND_LICENSING, serves;

	if (!units_have(c->r, c->verb, c->end, CUE_WORD_CONTRACT) ||
		(!licence && f->kind != KIND_COMPUTE && f->kind != KIND_CHIP_SUPPLY))
		return;
	if (is_awarded(c))
		serves = true;
	else if (unit_has(verb, CUE_ACT_AWARD))
		serves = false;
	else if (unit_has(verb, CUE_VERB_GET) && c->n_subject == 1 &&
		 (licence || c->subject[0].company == UNKNOWN ||
			 supply_rank(c->r, &c->subject[0], f->kind) > 0))
		serves = true;
	else
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		if ((f->who[i].first < c->verb) == serves)
			f->who[i].role = licence ? ROLE_LICENSOR : ROLE_SUPPLIER;
		else
			f->who[i].role = licence ? ROLE_LICENSEE : ROLE_CUSTOMER;
}

/* "a cloud signs the biggest AI labs", "signs AI firms as paying customers": to whom it sells. */
static bool
signs_customers(const struct clause *c)
{
	if (clause_object_has(c, CUE_WORD_PLURAL) && object_is_goods(c) && c->n_subject == 1 &&
		is_seller_of_computing(c->r, c->subject) &&
		unit_has(&c->r->units[c->verb], CUE_ACT_SIGN) &&
		unit_has(&c->r->units[c->end - 1], CUE_WORD_PLURAL))
		return true;
	if (!clause_object_has(c, CUE_WORD_PLURAL) || c->end + 1 >= c->p->end ||
		!unit_is(c->r, c->end, "as"))
		return false;
	for (uint32_t i = c->end + 1; i < c->p->end && i < c->end + CUSTOMERS_REACH; i++)
		if (unit_has(&c->r->units[i], CUE_WORD_CUSTOMER))
			return true;
	return false;
}

static bool
sign_customers(const struct clause *c, struct frame *f)
{
	frame_add_subject(f, c, ROLE_LICENSOR);
	f->kind = KIND_LICENSING;
	if (f->n_who > 0 && is_seller_of_computing(c->r, &f->who[0])) {
		f->kind = KIND_COMPUTE;
		f->who[0].role = ROLE_SUPPLIER;
	}
	return f->solid = f->n_who > 0;
}

/* "signs AI tenant X", "lands anchor tenant X": who rents from it, and who else stands there. */
static bool
signs_tenant(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->n_args > 0 && c->n_subject > 0 && !c->passive && arg->prep == CUE_NONE &&
	       !arg->modifier && !arg->possessed && clause_object_has(c, CUE_NOUN_LEASE) &&
	       arg->who.first > c->verb + 1 &&
	       unit_has(&c->r->units[arg->who.first - 1], CUE_WORD_CUSTOMER);
}

static bool
sign_tenant(const struct clause *c, struct frame *f)
{
	f->kind = KIND_COMPUTE;
	frame_add_subject(f, c, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_NONE, ROLE_CUSTOMER);
	return f->solid = f->n_who > 1;
}

/* "signs up X to make its chips": whom it signs makes them. */
static bool
signs_maker(const struct clause *c)
{
	return c->n_args == 1 && c->n_subject == 1 && !c->args[0].possessed &&
	       (c->args[0].prep == CUE_NONE || c->args[0].who.first == c->verb + 2) &&
	       (next_clause_has(c, CUE_VERB_SUPPLY) || next_clause_has(c, CUE_VERB_BUILD)) &&
	       next_clause_has(c, CUE_OBJECT_CHIPS);
}

static bool
sign_maker(const struct clause *c, struct frame *f)
{
	f->kind = KIND_CHIP_SUPPLY;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add(f, c->args[0].who, ROLE_SUPPLIER);
	return f->solid = f->n_who > 1;
}

/* "signs a lease for a New York office": where people sit. */
static bool
leases_office(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; clause_has(c, CUE_NOUN_LEASE) && i < c->end; i++)
		if (unit_has(&c->r->units[i], CUE_WORD_OFFICE))
			return !clause_has(c, CUE_OBJECT_COMPUTE);
	return false;
}

/* "signs X for its campus", "signs X for another $9bn", "signs with X for 9,000 chips" */
static bool
signs_party(const struct clause *c)
{
	bool whom = false;

	if (!unit_has(&c->r->units[c->verb], CUE_ACT_SIGN))
		return false;
	for (unsigned i = 0; i < c->n_args; i++)
		whom |= (c->args[i].prep == CUE_NONE || c->args[i].prep == CUE_PREP_WITH) &&
			!c->args[i].modifier && !c->args[i].possessed;
	return (clause_has(c, CUE_OBJECT_COMPUTE) && !object_is_goods(c)) ||
	       (whom && (c->money >= 0 || clause_has_goods(c)));
}

/* "signs a deal to bring its models to X's customers": with X. */
static void
frame_add_reached(struct frame *f, const struct clause *c)
{
	struct who who;

	if (!unit_is_to(c->r, c->end - 1))
		return;
	for (uint32_t i = c->end + 1; i + 1 < c->p->end; i++)
		if (unit_has(&c->r->units[i], CUE_PREP_TO) &&
			c->r->units[i + 1].flags & UNIT_POSSESSED &&
			name_at(c->r, c->p, i + 1, &who) && who.company != UNKNOWN) {
			frame_add(f, who, ROLE_NONE);
			return;
		}
}

/* What is signed is a deal: a word for one, its party, or power. */
static bool
signs_deal(const struct clause *c)
{
	static const enum cue nouns[] = { CUE_NOUN_ACQUISITION, CUE_NOUN_ROUND, CUE_NOUN_STAKE,
		CUE_NOUN_DEBT, CUE_NOUN_DEAL, CUE_NOUN_ORDER, CUE_NOUN_LICENCE,
		CUE_NOUN_PARTNERSHIP, CUE_NOUN_LEASE, CUE_NOUN_INVESTMENT, CUE_NOUN_SHARE_SALE,
		CUE_NOUN_IPO, CUE_STATUS_PRELIMINARY };
	bool found = signs_party(c);

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		found |= clause_has(c, nouns[i]);
	/* "agree on 2 GW more", not "reach 2 GW" */
	found |= clause_has_power(c) && !unit_has(&c->r->units[c->verb], CUE_WORD_REACH);
	/* "wins points in licence trial" */
	return found && !leases_office(c) &&
	       !(clause_has(c, CUE_NOUN_LICENCE) && clause_has(c, CUE_AGAINST_LAW));
}

static void
frame_add_signers(struct frame *f, const struct clause *c)
{
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
	if (f->n_who == 1 && c->p->title)
		frame_add_reached(f, c);
}

/* A contract's kind, by its words or, where these are plain, by what it is signed to do. */
static enum deal_kind
kind_of_signed(const struct clause *c, const struct frame *f, bool *ret_plain)
{
	enum deal_kind kind = clause_kind(c, f, ret_plain);
	bool supply = next_clause_has(c, CUE_VERB_SUPPLY);

	if (!*ret_plain)
		return kind;
	if (next_clause_has(c, CUE_VERB_PAY) && next_clause_has(c, CUE_OBJECT_CONTENT))
		return KIND_LICENSING; /* "signs a deal with X to pay for articles" */
	if (kind != KIND_PARTNERSHIP)
		return kind;
	if (supply && next_clause_has(c, CUE_OBJECT_CHIPS))
		return KIND_CHIP_SUPPLY; /* "signs a deal with X to supply memory" */
	if (supply && f->n_who > 1 &&
		(next_clause_has(c, CUE_OBJECT_COMPUTE) || next_clause_has(c, CUE_OBJECT_POWER)))
		return KIND_COMPUTE; /* "to power its data centre" */
	if (unit_has(&c->r->units[c->verb], CUE_STATUS_CLOSED) && f->n_who > 1)
		return KIND_ACQUISITION; /* "closes Juniper deal" */
	return kind;
}

bool
verb_sign(const struct clause *c, struct frame *f)
{
	bool plain;

	if (signs_customers(c))
		return sign_customers(c, f);
	if (signs_tenant(c))
		return sign_tenant(c, f);
	if (signs_maker(c))
		return sign_maker(c, f);
	if (!signs_deal(c))
		return false;
	frame_add_signers(f, c);
	f->kind = kind_of_signed(c, f, &plain);
	/* "signs a deal to use Y's chips": what is used says with whom */
	if (plain && f->n_who == 1 && c->end < c->p->end && unit_is_to(c->r, c->end - 1) &&
		unit_has(&c->r->units[c->end], CUE_VERB_USE))
		return false;
	f->solid = !plain || c->money >= 0 || clause_has(c, CUE_NOUN_DEAL) ||
		   clause_has(c, CUE_SUM_VAGUE) || clause_has_power(c) ||
		   clause_has(c, CUE_WORD_VENTURE);
	frame_set_roles(c, f);
	contract_roles(c, f);
	if (f->kind == KIND_FUNDING_ROUND || f->kind == KIND_INVESTMENT)
		add_givers(c, f);
	return f->n_who > 0;
}

/* "Vantage to build a $15bn site for X": what a seller of computing builds */
static bool
builds_site(const struct clause *c)
{
	return c->money >= 0 && c->infinitive && c->n_subject == 1 &&
	       is_seller_of_computing(c->r, &c->subject[0]) && clause_has_arg(c, CUE_PREP_FOR);
}

/* "launches a laptop with X's chips": what is in it. */
static bool
launches_with_parts(const struct clause *c)
{
	if (!unit_has(&c->r->units[c->verb], CUE_AGAINST_LAUNCH) || c->money >= 0)
		return false;
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_WITH &&
			(c->args[i].modifier || c->args[i].possessed))
			return true;
	return false;
}

/* "plans 90,000 Acme chips", "plans a big Acme chip order": what another makes is to be bought. */
static bool
plans_to_buy(const struct clause *c)
{
	const struct arg *arg = &c->args[0];
	bool counted = clause_has(c, CUE_NOUN_ORDER);

	if (!unit_has(&c->r->units[c->verb], CUE_STATUS_PLAN) || c->n_subject != 1 ||
		c->n_args == 0 || arg->prep != CUE_NONE || !arg->modifier ||
		!clause_has(c, CUE_OBJECT_CHIPS))
		return false;
	for (uint32_t i = c->verb + 1; i < arg->who.first; i++)
		counted |= (c->r->tokens.list[c->r->units[i].first].flags & TOKEN_NUMBER) != 0;
	return counted;
}

/* "X and Y to build a data centre": for whom is not told, and neither would use it. */
static bool
builders_join(const struct clause *c, const struct frame *f)
{
	return c->n_subject > 1 && f->n_who == c->n_subject && f->kind == KIND_COMPUTE &&
	       c->money < 0 && nobody_uses(c, f);
}

bool
verb_build(const struct clause *c, struct frame *f)
{
	bool chips = clause_has(c, CUE_OBJECT_CHIPS) && !clause_has(c, CUE_OBJECT_COMPUTE);

	if (plans_to_buy(c))
		return verb_buy(c, f);
	if (launches_with_parts(c))
		return false;
	if (!chips && !clause_has(c, CUE_OBJECT_COMPUTE) && !builds_site(c)) {
		bool venture = clause_has(c, CUE_WORD_VENTURE);

		/* "X and Y to develop robots", "create a joint venture" together */
		frame_add_subject(f, c, ROLE_PARTNER);
		f->kind = KIND_PARTNERSHIP;
		f->solid = c->infinitive || venture;
		return c->p->title && f->solid && f->n_who > 1;
	}
	f->kind = chips ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
	frame_add_subject(f, c, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	if (clause_has(c, CUE_WORD_VENTURE) && (is_with_fund(c, f) || nobody_uses(c, f))) {
		f->also = 1u << f->kind; /* "launch a data centre joint venture" */
		f->kind = KIND_PARTNERSHIP;
		for (unsigned i = 0; i < f->n_who; i++)
			f->who[i].role = ROLE_PARTNER;
		return f->solid = true;
	}
	/* Who builds for others supplies them; who builds together has parts by trade. */
	if (frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER) == 0)
		frame_rank_roles(c->r, f);
	if (f->n_who < 2)
		return false;
	f->also = 1u << KIND_PARTNERSHIP;
	if (builders_join(c, f)) {
		f->also = 1u << f->kind;
		f->kind = KIND_PARTNERSHIP;
		for (unsigned i = 0; i < f->n_who; i++)
			f->who[i].role = ROLE_PARTNER;
	}
	/* "X and Y open a data centre" may be no more than a feast */
	f->solid = c->infinitive || c->money >= 0 || clause_has_power(c) ||
		   !unit_has(&c->r->units[c->verb], CUE_VERB_OTHER);
	return true;
}

/* "clears X for its memory supply": what a buyer passes, a regulator does too. */
static bool
pass_supplier(const struct clause *c, struct frame *f)
{
	bool supply = clause_has(c, CUE_VERB_SUPPLY) || clause_has(c, CUE_PREP_FOR);

	if (!clause_has(c, CUE_OBJECT_CHIPS) || !supply || c->passive || c->n_subject != 1 ||
		supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) == 0)
		return false;
	f->kind = KIND_CHIP_SUPPLY;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	f->solid = clause_has(c, CUE_VERB_SUPPLY) || f->n_who > 1;
	return f->solid;
}

/* "picks X and Y for its $9bn financing": those who have money lend it. */
static bool
picks_lenders(const struct clause *c)
{
	unsigned n = 0;

	if (c->money < 0 || c->passive || c->n_subject == 0 || !clause_has(c, CUE_NOUN_ROUND))
		return false;
	for (unsigned i = 0; i < c->n_args; i++) {
		if (c->args[i].prep != CUE_NONE)
			continue;
		if (!who_is_fund(c->r, &c->args[i].who))
			return false;
		n++;
	}
	return n > 0;
}

bool
verb_pick(const struct clause *c, struct frame *f)
{
	bool plain;

	if (unit_has(&c->r->units[c->verb], CUE_ACT_PASS))
		return pass_supplier(c, f);
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
	if (picks_lenders(c)) {
		f->kind = KIND_DEBT;
		f->also = 1u << KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_BORROWER);
		frame_add_args(f, c, CUE_NONE, ROLE_LENDER);
		return f->solid = true;
	}
	if (unit_has(&c->r->units[c->verb], CUE_ACT_HIRE))
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
	return is_seller_of_computing(r, who) || who_has_role(r, who, KNOWN_BIG_TECH);
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
		if (f->who[i].role == ROLE_SUPPLIER && is_seller_of_computing(c->r, &f->who[i]) &&
			!who_has_role(c->r, &f->who[i], KNOWN_AI_LAB))
			return true;
	return false;
}

bool
verb_pay(const struct clause *c, struct frame *f)
{
	unsigned paying;

	if (pays_to_hire(c, f))
		return true;
	if (!clause_has_sum(c) && !clause_has(c, CUE_SUM_VAGUE) &&
		!clause_has(c, CUE_OBJECT_CONTENT))
		return false;
	if (pays_for_company(c, f))
		return true;
	if (unit_has(&c->r->units[c->verb], CUE_WORD_OFFER))
		return false; /* whatever else is offered */
	if (pays_on_company(c, f))
		return true;
	/* "investors hand $200m to X" */
	if (c->n_subject == 0 && c->money >= 0 && c->first > c->p->first &&
		unit_has(&c->r->units[c->first - 1], CUE_WORD_INVESTORS)) {
		f->kind = KIND_FUNDING_ROUND;
		return f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET) +
					  frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
				  0;
	}
	for (unsigned i = 0; i < c->n_args; i++) /* "on Nvidia chips" */
		if (c->args[i].prep == CUE_PREP_ON && (c->args[i].modifier || c->args[i].possessed))
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
	if (f->n_who < 2 || (f->n_who == paying && !partners_on_lab(c, c->end)))
		return false; /* "X and Y to spend $9bn on AI" */
	if (f->n_who == paying) {
		f->kind = KIND_PARTNERSHIP;
		frame_set_roles(c, f);
		return f->solid = true;
	}
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER) ||
		 clause_has(c, CUE_VERB_LEASE) || pays_host(c, f))
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
	if (c->n_subject == 1 && who_is_fund(c->r, &c->subject[0]) && f->n_who > 1)
		return f->solid = true; /* a fund buys no computing */
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
	if (c->p->title && c->n_subject == 0)
		return false; /* "US weighs curbs on X's chips" */
	/* "a bank uses X's model" is no news of a deal; "is to use", "weighs" may be. */
	if (c->p->title && !c->infinitive && c->money < 0 &&
		!unit_has(&c->r->units[c->verb], CUE_STATUS_TALKS) &&
		c->r->units[c->verb].forms & FORM_S)
		return false;
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE))
		f->kind = KIND_COMPUTE;
	else if (c->infinitive && c->verb > c->p->first + 1 &&
		 unit_has(&c->r->units[c->verb - 2], CUE_NOUN_DEAL))
		f->kind = KIND_LICENSING; /* "deal to use Google's Gemini" */
	else
		return false;
	/* "to deploy 9,000 GPUs for X" */
	if (c->n_subject == 1 && is_seller_of_computing(c->r, &c->subject[0]) &&
		clause_has_arg(c, CUE_PREP_FOR)) {
		f->kind = KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_SUPPLIER);
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
		return f->solid = f->n_who > 1;
	}
	frame_add_subject(f, c, ROLE_CUSTOMER);
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_NONE || c->args[i].prep == CUE_PREP_FROM ||
			(c->args[i].prep == CUE_PREP_OF && f->kind == KIND_CHIP_SUPPLY))
			frame_add(f, c->args[i].who, ROLE_SUPPLIER); /* "thousands of X chips" */
	if (f->kind == KIND_LICENSING)
		roles_for_use(f);
	return f->n_who > 1;
}
