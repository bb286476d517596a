/*
 * verb_supply - what is supplied to somebody, or rented.
 */
#include "verb.h"

/* "ships Nvidia Blackwell systems": whose product is supplied, and not to whom. */
static unsigned
add_supplied(const struct clause *c, struct frame *f)
{
	unsigned n = 0;

	for (unsigned i = 0; i < c->n_args; i++) {
		const struct who *who = &c->args[i].who;

		if (c->args[i].prep != CUE_NONE ||
			(who->end < c->end && c->r->units[who->end].type == UNIT_CHIP))
			continue;
		frame_add(f, *who, ROLE_CUSTOMER);
		n++;
	}
	return n;
}

/* "Old reactor to restart to power X's AI": what powers is a plant. */
static bool
plant_powers(const struct clause *c)
{
	return unit_is(c->r, c->verb, "power") &&
	       units_have(c->r, c->p->first, c->verb, CUE_OBJECT_POWER);
}

/* "to supply gas to a 1GW Texas data centre": whose site it is, is not told. */
static bool
supplies_site(const struct clause *c)
{
	bool to = false;

	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		to |= unit_has(&c->r->units[i], CUE_PREP_TO) ||
		      unit_has(&c->r->units[i], CUE_PREP_FOR);
		if (to && c->r->units[i].type == UNIT_WORD &&
			unit_has(&c->r->units[i], CUE_OBJECT_COMPUTE))
			return c->p->title && c->infinitive && c->n_subject == 1;
	}
	return false;
}

/* "90,000 chips to Poland" */
static bool
is_count_to_place(const struct clause *c)
{
	bool counted = false;

	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		counted |= unit_is_number(c->r, i);
		if (counted && unit_has(unit, CUE_PREP_TO) && unit_has(unit + 1, CUE_WORD_PLACE))
			return true;
	}
	return false;
}

/* "to supply chips to Chinese telecom giant" */
static bool
supplies_firm(const struct clause *c)
{
	bool to = false;

	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		to |= unit_has(&c->r->units[i], CUE_PREP_TO);
		if (to && unit_is_firm(&c->r->units[i]))
			return c->p->title && c->infinitive && c->n_subject == 1;
	}
	return false;
}

/* "provides a $34m loan", "a bank supplies $2bn": money, no goods */
static bool
supplies_money(const struct clause *c)
{
	if (c->money < 0 || c->passive)
		return false;
	/* "provides X with up to $5bn in financing" */
	if (clause_has_arg(c, CUE_NONE) && clause_sum(c) + 1 < c->p->end &&
		unit_has(&c->r->units[clause_sum(c) + 1], CUE_WORD_FINANCING))
		return true;
	return clause_object_has(c, CUE_NOUN_DEBT) ||
	       (c->n_subject == 1 && clause_object_has_sum(c) &&
		       (who_has_role(c->r, &c->subject[0], KNOWN_BANK) ||
			       (who_is_fund(c->r, &c->subject[0]) &&
				       clause_has(c, CUE_WORD_FINANCING) &&
				       next_clause_has(c, CUE_VERB_BUY))));
}

/* By what is supplied, or by what the supplier makes; false: neither says it. */
static bool
kind_of_supplied(const struct clause *c, struct frame *f)
{
	int rank = c->n_subject > 0 ? supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) : 0;
	bool compute = clause_has(c, CUE_OBJECT_COMPUTE) || clause_has_power(c);

	if (rank > 3 && compute)
		f->also |= 1u << KIND_COMPUTE; /* "to furnish X with a gigawatt of systems" */
	if (clause_has(c, CUE_OBJECT_CHIPS) || (rank > 3 && compute))
		f->kind = KIND_CHIP_SUPPLY;
	else if (compute || clause_has(c, CUE_OBJECT_POWER) || plant_powers(c))
		f->kind = KIND_COMPUTE;
	else if (rank > 2)
		f->kind = KIND_CHIP_SUPPLY; /* "deal to supply OpenAI": what it makes */
	else
		return false;
	return true;
}

/* Where the customer has no name, what is told of it may say that there is one. */
static bool
supplies_unnamed(const struct clause *c, const struct frame *f)
{
	if (f->kind == KIND_COMPUTE)
		return supplies_site(c);
	/* "supplies 90,000 chips to Poland": a count of them, and where they go */
	return supplies_firm(c) || (f->kind == KIND_CHIP_SUPPLY && is_count_to_place(c));
}

/* "to host X's assistant on Google Cloud": whose cloud it is, supplies. */
static bool
host_on_cloud(const struct clause *c, struct frame *f)
{
	if (!unit_is(c->r, c->verb, "host") || c->n_subject != 1 || c->passive)
		return false;
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_ON && who_sells_computing(c->r, &c->args[i].who)) {
			f->kind = KIND_COMPUTE;
			frame_add_subject(f, c, ROLE_CUSTOMER);
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
		}
	return f->solid = f->n_who > 1;
}

/* "ships HBM samples to X" */
static bool
is_to_try(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; c->p->title && c->money < 0 && i < c->end; i++)
		if (token_is(&c->r->tokens, c->r->units[i].end - 1, "samples"))
			return true;
	return false;
}

bool
verb_supply(const struct clause *c, struct frame *f)
{
	unsigned n;

	if (supplies_money(c))
		return verb_lend(c, f);
	if (!clause_has_goods(c) && license_works(c, f))
		return true;
	if (host_on_cloud(c, f))
		return true;
	if (is_to_try(c))
		return false;
	if (!kind_of_supplied(c, f))
		return false;
	if (c->passive) {
		frame_add_subject(f, c, ROLE_CUSTOMER);
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_SUPPLIER) > 0;
		/* "servers powered by X chips": what is in them */
		return f->solid && (f->n_who > 1 || !c->args[0].modifier);
	}
	frame_add_subject(f, c, ROLE_SUPPLIER);
	n = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER);
	n += frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
	n += add_supplied(c, f);
	if (n == 0) /* "to host 200 MW of X's servers" */
		n = frame_add_args(f, c, CUE_PREP_OF, ROLE_CUSTOMER);
	f->solid = n > 0;
	/* "An old reactor is to feed X's data centres": it is no organisation */
	if (f->solid && f->n_who == 1 && c->p->title && f->kind == KIND_COMPUTE && c->infinitive)
		return true;
	if (f->n_who == 1 && supplies_unnamed(c, f))
		return f->solid = true;
	/* "X and Y in a takeover to power AI": nobody is supplied */
	return f->n_who > 1 && (f->solid || !unit_is(c->r, c->verb, "power"));
}

/* "rents Google TPUs": goods with a maker's name */
static bool
object_is_named_chip(const struct clause *c)
{
	uint32_t i = c->verb + 1;

	i += i < c->end && c->r->units[i].type == UNIT_COMPANY;
	return i < c->end && c->r->units[i].type == UNIT_CHIP;
}

/* "leases X data centre", "X power plant": whose it is, while the maker of chips sold them. */
static bool
has_to_let(const struct reading *r, const struct who *who)
{
	return who_sells_computing(r, who) || who_has_role(r, who, KNOWN_ENERGY);
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
	for (unsigned i = 0; !out && i < c->n_args && f->n_who < 2; i++)
		if (c->args[i].prep == CUE_NONE &&
			(c->args[i].possessed ||
				(c->args[i].modifier && has_to_let(c->r, &c->args[i].who))))
			frame_add(f, c->args[i].who,
				ROLE_SUPPLIER); /* "X's chips", "X data centre" */
	if (!out)
		frame_add_hosts(f, c);
	if (f->n_who == 1) /* "X jumps after Y rents 70 MW" */
		frame_add_spoken_of(f, c, out ? ROLE_CUSTOMER : ROLE_SUPPLIER);
	f->solid = f->n_who > 1 || c->money >= 0 || object_is_named_chip(c) || clause_has_power(c);
	return f->n_who > 1 || (f->n_who == 1 && (clause_has(c, CUE_OBJECT_COMPUTE) ||
							 clause_has(c, CUE_OBJECT_CHIPS) ||
							 who_sells_computing(c->r, &f->who[0])));
}
