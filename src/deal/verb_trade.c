/*
 * verb_trade - verbs of trade: what is bought, supplied, rented or sold.
 *
 * Many of them say nothing by themselves ("buys", "sells"): what stands behind them
 * says whether goods, shares or a contract change hands.
 */
#include "verb.h"

#include <string.h>

#include "base/attr.h"

/* "X and Y shares soar as": both */
static bool
goes_on_list(const struct clause *c, uint32_t end, uint32_t i)
{
	return i == end + 1 &&
	       (unit_has(&c->r->units[end], CUE_WORD_AND) || unit_is_comma(c->r, end));
}

unsigned
frame_add_spoken_of(struct frame *f, const struct clause *c, enum party_role role)
{
	unsigned had = f->n_who;
	struct who who;

	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (unit_prep(&c->r->units[i]) == CUE_PREP_IN)
			return 0;
	for (uint32_t i = c->p->first; c->p->title && i < c->first; i++)
		if (c->r->units[i].type == UNIT_COMPANY &&
			(f->n_who == had || goes_on_list(c, f->who[f->n_who - 1].end, i)) &&
			name_at(c->r, c->p, i, &who))
			frame_add(f, who, role);
	return f->n_who - had;
}

/* "of its China sales": a share of what comes in is none of a company. */
static bool
is_of_income(const struct clause *c, uint32_t of)
{
	for (uint32_t i = of + 1; i < c->end && !unit_prep(&c->r->units[i]); i++)
		if (unit_has(&c->r->units[i], CUE_SUM_OTHER) ||
			unit_has(&c->r->units[i], CUE_AGAINST_EARNINGS) ||
			unit_is(c->r, i, "sales") || unit_is(c->r, i, "sale"))
			return true;
	return false;
}

bool
object_is_part(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit_has(unit + 1, CUE_PREP_OF) &&
			(unit->type == UNIT_PERCENT || unit_has(unit, CUE_WORD_PART)))
			return !is_of_income(c, i + 1);
	}
	return false;
}

bool
clause_has_goods(const struct clause *c)
{
	return clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
	       clause_has(c, CUE_OBJECT_POWER);
}

enum deal_kind
kind_of_goods(const struct clause *c)
{
	return clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
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
	uint32_t next;

	if (clause_object_has_sum(c))
		return clause_has(c, CUE_WORD_SHARES);
	if (c->n_args == 0 || c->args[0].prep != CUE_NONE)
		return false;
	next = c->args[0].who.end;
	next += next < c->end && c->args[0].possessed && c->r->units[next].type == UNIT_MARK;
	return next < c->end && unit_has(&c->r->units[next], CUE_WORD_SHARES);
}

/* --- bought ------------------------------------------------------------------------- */

/* Whose stake it is: "in X", "of X", "X shares". */
static bool
add_held(const struct clause *c, struct frame *f)
{
	return frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
		       frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) +
		       frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
	       0;
}

static bool
buy_stake(const struct clause *c, struct frame *f)
{
	f->kind = KIND_STAKE;
	if (c->money >= 0)
		f->also |= 1u << KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	f->solid = add_held(c, f);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
	return true;
}

static bool
buy_goods(const struct clause *c, struct frame *f)
{
	f->kind = kind_of_goods(c);
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

/* "a foundation buys computing from X": whoever it is, there is a deal with X. */
static bool
somebody_buys_from(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	return verb->forms & (FORM_S | FORM_PAST) && !unit_is_deal_noun(verb) &&
	       clause_has_goods(c) && clause_has_arg(c, CUE_PREP_FROM);
}

/* "buys AI models from X": the use of them */
static bool
buys_use(const struct clause *c)
{
	uint32_t i = c->verb + 1;

	while (i < c->end &&
		(c->r->units[i].signs || unit_has(&c->r->units[i], CUE_OBJECT_CONTENT)) &&
		!unit_within(&c->r->units[i], CUE_OBJECT_CHIPS, CUE_OBJECT_POWER))
		i++;
	return i > c->verb + 1 && i < c->end && unit_has(&c->r->units[i], CUE_PREP_FROM) &&
	       clause_has_arg(c, CUE_PREP_FROM);
}

/* The unit behind the object: a preposition or mark, but for a genitive's. */
static uint32_t
object_end(const struct clause *c)
{
	const struct unit *units = c->r->units;
	uint32_t end = c->verb + 1;

	while (end < c->end && !unit_prep(&units[end]) &&
		(units[end].type != UNIT_MARK || units[end - 1].flags & UNIT_POSSESSED))
		end++;
	return end;
}

/* "processor IP unit", "its server business": a part of a firm, whatever it makes. */
static bool
object_is_division(const struct clause *c)
{
	uint32_t end = object_end(c);

	return end > c->verb + 2 && unit_has(&c->r->units[end - 1], CUE_WORD_DIVISION);
}

/* "three data centres in Ohio": the sites themselves, and not the use of them. */
static bool
object_is_sites(const struct clause *c)
{
	return object_is_goods(c) && unit_has(&c->r->units[object_end(c) - 1], CUE_WORD_SITE);
}

/* Whoever sells or buys them needs the other side's name. */
static bool
trade_sites(const struct clause *c, struct frame *f, enum party_role subject)
{
	f->kind = KIND_ACQUISITION;
	f->also = 1u << KIND_COMPUTE;
	frame_add_subject(f, c, subject);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER);
	return f->solid = f->n_who > 1;
}

static bool
sells_sites(const struct clause *c)
{
	return object_is_sites(c) && !c->passive && clause_has_arg(c, CUE_PREP_TO);
}

static bool
sell_sites(const struct clause *c, struct frame *f)
{
	return trade_sites(c, f, ROLE_PARTNER);
}

bool
verb_buy(const struct clause *c, struct frame *f)
{
	if (c->passive)
		return verb_acquire(c, f);
	if (is_advice(c) || (!clause_has_subject(c) && !somebody_buys_from(c)))
		return false;
	if (buys_use(c))
		return verb_license(c, f);
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
	if (clause_has(c, CUE_NOUN_STAKE) || clause_object_has(c, CUE_NOUN_SHARE_SALE) ||
		object_is_part(c) || object_is_shares(c))
		return buy_stake(c, f);
	if (object_is_sites(c) && clause_has_arg(c, CUE_PREP_FROM))
		return trade_sites(c, f, ROLE_ACQUIRER);
	if (object_is_goods(c) && clause_has_goods(c) && !object_is_division(c))
		return buy_goods(c, f);
	return verb_acquire(c, f);
}

bool
is_described(const struct clause *c, const struct who *who)
{
	return who->first > c->verb + 1 && unit_is_firm(&c->r->units[who->first - 1]);
}

/* --- supplied and rented ------------------------------------------------------------ */

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

		counted |= unit->type == UNIT_WORD &&
			   c->r->tokens.list[unit->first].flags & TOKEN_NUMBER;
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

bool
verb_supply(const struct clause *c, struct frame *f)
{
	/* "provides a $34m loan", "a bank supplies $2bn": money, no goods */
	if (c->money >= 0 && !c->passive &&
		(clause_object_has(c, CUE_NOUN_DEBT) ||
			(c->n_subject == 1 && clause_object_has_sum(c) &&
				who_has_role(c->r, &c->subject[0], KNOWN_BANK))))
		return verb_lend(c, f);
	bool maker = c->n_subject > 0 && supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) > 3;

	if (maker && clause_has(c, CUE_OBJECT_COMPUTE))
		f->also |= 1u << KIND_COMPUTE; /* "to furnish X with a gigawatt of systems" */
	if (clause_has(c, CUE_OBJECT_CHIPS) || (maker && clause_has(c, CUE_OBJECT_COMPUTE)))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER) ||
		 plant_powers(c))
		f->kind = KIND_COMPUTE;
	else if (c->n_subject > 0 && supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) > 2)
		f->kind = KIND_CHIP_SUPPLY; /* "deal to supply OpenAI": what it makes */
	else
		return false;
	if (c->passive) {
		frame_add_subject(f, c, ROLE_CUSTOMER);
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_SUPPLIER) > 0;
		/* "servers powered by X chips": what is in them */
		return f->solid && (f->n_who > 1 || !c->args[0].modifier);
	}
	frame_add_subject(f, c, ROLE_SUPPLIER);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) +
			   frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER) + add_supplied(c, f) >
		   0;
	if (!f->solid) /* "to host 200 MW of X's servers" */
		f->solid = frame_add_args(f, c, CUE_PREP_OF, ROLE_CUSTOMER) > 0;
	/* "An old reactor is to feed X's data centres": it is no organisation */
	if (f->solid && f->n_who == 1 && c->p->title && f->kind == KIND_COMPUTE && c->infinitive)
		return true;
	if (f->n_who == 1 && (f->kind == KIND_COMPUTE ? supplies_site(c) : supplies_firm(c)))
		return f->solid = true;
	/* "supplies 90,000 chips to Poland": a count of them, and where they go */
	if (f->n_who == 1 && f->kind == KIND_CHIP_SUPPLY && is_count_to_place(c))
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

/* "leases 70 MW", "leases capacity (70MW)": how much of it */
static bool
is_measured(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (c->r->units[i].type == UNIT_SPAN && c->r->units[i].what == SPAN_GIGAWATTS)
			return true;
	return false;
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
	f->solid = f->n_who > 1 || c->money >= 0 || object_is_named_chip(c) || is_measured(c);
	return f->n_who > 1 || (f->n_who == 1 && (clause_has(c, CUE_OBJECT_COMPUTE) ||
							 clause_has(c, CUE_OBJECT_CHIPS) ||
							 is_seller_of_computing(c->r, &f->who[0])));
}

/* --- what "sells" sells ------------------------------------------------------------- */

/* "X staff to sell $100m of shares": of X */
static bool
sold_by_insiders(const struct clause *c)
{
	uint32_t at = c->first > c->p->first + 1 ? c->first - 1 : 0;

	return at > 0 && c->n_subject == 0 && unit_has(&c->r->units[at], CUE_WORD_INSIDERS) &&
	       c->r->units[at - 1].type == UNIT_COMPANY &&
	       (clause_has(c, CUE_WORD_SHARES) || clause_has(c, CUE_NOUN_STAKE) ||
		       clause_has(c, CUE_NOUN_SHARE_SALE));
}

static bool
sell_as_insiders(const struct clause *c, struct frame *f)
{
	uint32_t at = c->first - 2;

	f->kind = KIND_FUNDING_ROUND;
	frame_add(f, (struct who){ at, at + 1, (int32_t)c->r->units[at].ref, ROLE_NONE },
		ROLE_TARGET);
	if (who_is_listed(c->r, &f->who[0]) && !clause_has(c, CUE_NOUN_SHARE_SALE))
		return false; /* trades of the day */
	return f->solid = c->money >= 0 || clause_has(c, CUE_NOUN_SHARE_SALE);
}

/* "exits its pact with X", "a venture to sell AI": nothing is sold by that. */
static bool
leaves_deal(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (c->infinitive && c->verb > c->p->first + 1 && unit_is_to(c->r, c->verb - 1) &&
		unit_has(verb - 2, CUE_NOUN_PARTNERSHIP))
		return true;
	return unit_has(verb, CUE_ACT_LEAVE) &&
	       (clause_object_has(c, CUE_NOUN_DEAL) || clause_object_has(c, CUE_NOUN_PARTNERSHIP));
}

static bool
sell_nothing(const struct clause *c, struct frame *f)
{
	(void)c, (void)f;
	return false;
}

static bool
sells_debt(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_DEBT) && !clause_has(c, CUE_NOUN_STAKE);
}

static bool
sell_debt(const struct clause *c, struct frame *f)
{
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_BORROWER);
	return f->solid = f->n_who > 0;
}

/* "sell OpenAI 10% of its stock" */
static bool
sells_own_part(const struct clause *c)
{
	return object_is_part(c) && clause_has(c, CUE_WORD_SHARES) && c->n_args > 0 &&
	       c->args[0].prep == CUE_NONE;
}

static bool
sell_own_part(const struct clause *c, struct frame *f)
{
	f->kind = KIND_STAKE;
	frame_add(f, c->args[0].who, ROLE_INVESTOR);
	frame_add_subject(f, c, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

static bool
sells_stake(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_STAKE) || object_is_part(c);
}

static bool
sell_stake(const struct clause *c, struct frame *f)
{
	f->kind = KIND_STAKE;
	frame_add_subject(f, c, ROLE_PARTNER);
	f->solid = add_held(c, f);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_TARGET);
	if (f->n_who == 1 && clause_has(c, CUE_WORD_SHARES)) {
		f->kind = KIND_FUNDING_ROUND; /* its own shares */
		f->who[0].role = ROLE_TARGET;
		f->solid = true;
	}
	return f->n_who > 0;
}

static bool
sells_shares(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_SHARE_SALE);
}

static bool
sell_shares(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_INVESTOR);
	return f->solid = f->n_who > 0;
}

static bool
sell_goods(const struct clause *c, struct frame *f)
{
	f->kind = kind_of_goods(c);
	frame_add_subject(f, c, ROLE_SUPPLIER);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) > 0;
	for (unsigned i = 0; i < c->n_args;
		i++) /* "sells Nvidia GPUs to X": their maker looks on */
		if (c->args[i].prep == CUE_NONE && !(f->solid && c->args[i].modifier)) {
			frame_add(f, c->args[i].who, ROLE_CUSTOMER);
			f->solid = true;
		}
	return f->n_who > 1;
}

/* "X sold to Y": in a headline without the "is". */
static bool
is_sold_to(const struct clause *c)
{
	return c->p->title && c->r->units[c->verb].forms & FORM_DONE && c->verb + 1 < c->p->end &&
	       unit_has(&c->r->units[c->verb + 1], CUE_PREP_TO);
}

/* "sells its users' data to train AI" */
static bool
is_sold_to_train(const struct clause *c)
{
	for (uint32_t i = c->verb + 2; c->p->title && i < c->p->end; i++)
		if (unit_is_to(c->r, i - 1) && unit_is(c->r, i, "train"))
			return true;
	return false;
}

static bool
sells_content(const struct clause *c)
{
	return clause_object_has(c, CUE_OBJECT_CONTENT) || is_sold_to_train(c) ||
	       (is_sold_to(c) && c->n_subject == 1 &&
		       (who_has_role(c->r, &c->subject[0], KNOWN_PUBLISHER) ||
			       who_has_role(c->r, &c->subject[0], KNOWN_MEDIA)));
}

static bool
sell_content(const struct clause *c, struct frame *f)
{
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, ROLE_LICENSOR);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE) > 0 || is_sold_to_train(c);
	return f->n_who > 1 || (f->solid && f->n_who > 0);
}

/* "goes to X for $2bn", "goes for $2bn to X" */
static bool
is_taken_over(const struct clause *c)
{
	return token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "to") ||
	       token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "for");
}

static bool
go_to(const struct clause *c, struct frame *f)
{
	bool for_sum = token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "for");

	if (for_sum && !clause_object_has_sum(c))
		return verb_acquire(c, f) && f->n_who > 1 && c->money >= 0; /* "goes for X" */
	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, ROLE_TARGET);
	frame_add_args(f, c, for_sum ? CUE_PREP_TO : CUE_NONE, ROLE_ACQUIRER);
	f->solid = c->money >= 0;
	return f->solid && c->n_subject == 1 && (f->n_who > 1 || clause_has(c, CUE_WORD_COMPANY));
}

/* "selling Nvidia": its shares */
static bool
sells_listed(const struct clause *c)
{
	return c->n_args > 0 && c->args[0].prep == CUE_NONE &&
	       who_is_listed(c->r, &c->args[0].who) && !c->passive && !c->args[0].possessed &&
	       !c->args[0].modifier;
}

static bool
sell_listed(const struct clause *c, struct frame *f)
{
	f->kind = KIND_STAKE;
	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add(f, c->args[0].who, ROLE_TARGET);
	return f->n_who > 1;
}

static bool
sell_whole(const struct clause *c, struct frame *f)
{
	f->kind = KIND_ACQUISITION;
	if (c->passive || is_sold_to(c) || unit_is(c->r, c->verb + 1, "itself")) {
		frame_add_subject(f, c, ROLE_TARGET);
	} else {
		frame_add_subject(f, c, ROLE_PARTNER);
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	}
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER) > 0 || c->money >= 0 ||
		   (is_sold_to(c) && clause_has(c, CUE_WORD_COMPANY));
	return f->n_who > 1 || (f->n_who > 0 && f->solid);
}

/* "turned down X": X wanted to buy who did. */
static bool
refuses(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_WORD_SPURN);
}

static bool
refuse(const struct clause *c, struct frame *f)
{
	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, ROLE_TARGET);
	if (c->n_args > 0 && c->args[0].prep == CUE_NONE && !c->args[0].modifier &&
		!c->args[0].possessed)
		frame_add(f, c->args[0].who, ROLE_ACQUIRER);
	return f->solid = f->n_who > 1;
}

bool
verb_sell(const struct clause *c, struct frame *f)
{
	static const struct object_form forms[] = {
		{ leaves_deal, sell_nothing },
		{ refuses, refuse },
		{ sold_by_insiders, sell_as_insiders },
		{ sells_debt, sell_debt },
		{ sells_own_part, sell_own_part },
		{ sells_stake, sell_stake },
		{ sells_shares, sell_shares },
		{ object_is_division, sell_whole },
		{ sells_sites, sell_sites },
		{ clause_has_goods, sell_goods },
		{ sells_content, sell_content },
		{ is_taken_over, go_to },
		{ sells_listed, sell_listed },
		{ NULL, sell_whole },
	};

	return verb_by_object(forms, ARRAY_LEN(forms), c, f);
}
