/*
 * verb_sign - what is signed, agreed on or won: a contract of any kind, a customer, a tenant, a maker.
 */
#include "verb.h"

#include "base/attr.h"
#include "frame/kind.h"
#include "mention/name.h"
#include "noun.h"

enum { CUSTOMERS_REACH = 4 };

/* "a cloud signs the biggest AI labs", "signs AI firms as paying customers": to whom it sells. */
static bool
signs_customers(const struct clause *c)
{
	if (clause_object_has(c, CUE_WORD_PLURAL) && object_is_goods(c) && c->n_subject == 1 &&
		who_sells_computing(c->r, c->subject) &&
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
	if (f->n_who > 0 && who_sells_computing(c->r, &f->who[0])) {
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

/*
 * "expands its campus to 400 MW", "unveils a 1GW site in Ohio",
 * "approaches 5 GW": nobody else whom one knows is in it.
 */
static bool
grows_alone(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (c->n_subject > 1)
		return false; /* "X and Y announce 165 MW site" */
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].who.company != UNKNOWN)
			return false;
	return unit_has(verb, CUE_ACT_GROW) || unit_has(verb, CUE_VERB_BUILD) ||
	       unit_has(verb, CUE_VERB_SEEK) || unit_has(verb, CUE_WORD_OFFER);
}

/* A word for what can be signed, and one that tells of a deal there: no "bid to keep its crown". */
static bool
signs_named_deal(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		const struct unit *unit = &c->r->units[i];
		enum deal_kind kind = kind_of_noun(unit);

		if (unit_has(unit, CUE_STATUS_PRELIMINARY))
			return true;
		if (kind != KIND_NONE && !unit_within(unit, CUE_NOUN_TALKS, CUE_NOUN_SALE) &&
			!noun_is_no_deal(c->r, c->p, i, kind))
			return true;
	}
	return false;
}

/* What is signed is a deal: a word for one, its party, or power. */
static bool
signs_deal(const struct clause *c)
{
	bool found = signs_named_deal(c) || signs_party(c);

	/* "agree on 2 GW more", not "reach 2 GW" */
	found |= clause_has_power(c) && !unit_has(&c->r->units[c->verb], CUE_WORD_REACH) &&
		 !grows_alone(c);
	/* "wins points in licence trial" */
	return found && !leases_office(c) &&
	       !(clause_has(c, CUE_NOUN_LICENCE) && clause_has(c, CUE_AGAINST_LAW));
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
			name_at(c->r, c->p, i + 1, &who) && who_is_sure(c->r, &who)) {
			frame_add(f, who, ROLE_NONE);
			return;
		}
}

static void
frame_add_signers(struct frame *f, const struct clause *c)
{
	frame_add_subject(f, c, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_NONE);
	for (unsigned i = 0; i < c->n_args; i++) /* "signs Acme deal" */
		if (c->args[i].prep == CUE_NONE &&
			(who_is_sure(c->r, &c->args[i].who) || c->args[i].modifier ||
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

static bool
has_chip(const struct clause *c, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (c->r->units[i].type == UNIT_CHIP)
			return true;
	return false;
}

/* "a partnership to deploy 6 gigawatts of X's chips", "to deploy Instinct": they are bought */
static bool
is_to_deploy(const struct clause *c)
{
	enum { DEPLOY_REACH = 8 };
	uint32_t end = c->end + DEPLOY_REACH < c->p->end ? c->end + DEPLOY_REACH : c->p->end;

	return (next_clause_has(c, CUE_VERB_USE) || next_clause_has(c, CUE_VERB_BUILD)) &&
	       (units_have_power(c->r, c->end, end) || has_chip(c, c->end, end));
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

/* What they sign to do: "a venture with X to build a data centre", "a pact to deploy 6 gigawatts" */
static bool
take_purpose(const struct clause *c, struct frame *f)
{
	if (is_to_build_site(c)) {
		f->also |= 1u << KIND_COMPUTE;
		return true;
	}
	if (!is_to_deploy(c))
		return false;
	f->kind = frame_sells_chips(c->r, f) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
	f->also |= 1u << KIND_PARTNERSHIP;
	return true;
}

/* "confirms an investment from X": X gives, who confirms it gets. */
static void
add_givers(const struct clause *c, struct frame *f)
{
	unsigned had = f->n_who;

	if (frame_add_args(f, c, CUE_PREP_LED_BY, ROLE_INVESTOR) > 0 && had == 1)
		f->who[0].role = ROLE_TARGET;
	for (unsigned k = 0; c->n_subject == 1 && k < c->n_args; k++)
		for (unsigned i = 1; c->args[k].prep == CUE_PREP_FROM && i < f->n_who; i++)
			if (f->who[i].first == c->args[k].who.first) {
				f->who[0].role = ROLE_TARGET;
				f->who[i].role = ROLE_INVESTOR;
			}
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

/* "wins a Y chip order": whoever wins it makes them */
static bool
wins_order(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_VERB_GET) && c->n_subject == 1 &&
	       clause_object_has(c, CUE_NOUN_ORDER) && clause_object_has(c, CUE_OBJECT_CHIPS);
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

	if (!(units_have(c->r, c->verb, c->end, CUE_WORD_CONTRACT) || wins_order(c)) ||
		(!licence && f->kind != KIND_COMPUTE && f->kind != KIND_CHIP_SUPPLY))
		return;
	if (is_awarded(c))
		serves = true;
	else if (unit_has(verb, CUE_ACT_AWARD))
		serves = false;
	else if (unit_has(verb, CUE_VERB_GET) && c->n_subject == 1 &&
		 (licence || c->subject[0].company == UNKNOWN || wins_order(c) ||
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
	if (plain && f->kind == KIND_PARTNERSHIP && f->n_who > 1)
		plain = !take_purpose(c, f);
	/* "signs a deal to use Y's chips": what is used says with whom */
	if (plain && f->n_who == 1 && c->end < c->p->end && unit_is_to(c->r, c->end - 1) &&
		unit_has(&c->r->units[c->end], CUE_VERB_USE))
		return false;
	if (f->kind != KIND_PARTNERSHIP && clause_object_has(c, CUE_NOUN_PARTNERSHIP))
		f->also |= 1u << KIND_PARTNERSHIP; /* "announce a chip partnership" */
	f->solid = !plain || c->money >= 0 || clause_has(c, CUE_NOUN_DEAL) ||
		   clause_has(c, CUE_SUM_VAGUE) || clause_has_power(c) ||
		   clause_has(c, CUE_WORD_VENTURE);
	frame_set_roles(c, f);
	contract_roles(c, f);
	if (f->kind == KIND_FUNDING_ROUND || f->kind == KIND_INVESTMENT)
		add_givers(c, f);
	return f->n_who > 0;
}
