/*
 * verb_buy - what is bought or merged: goods, shares, a site, or a whole company.
 *
 * "Buys" says nothing by itself: what stands behind it says what changes hands.
 */
#include "verb.h"

#include "find.h"

/* "AI chip designer bought by Japanese conglomerate": the lead says who they are. */
static bool
is_firm_bought_by_firm(const struct clause *c)
{
	if (!c->p->title || c->first == c->p->first || !unit_is_firm(&c->r->units[c->first - 1]))
		return false;
	for (uint32_t i = c->verb + 2; i < c->end; i++)
		if (unit_is_firm(&c->r->units[i]))
			return unit_has(&c->r->units[c->verb + 1], CUE_PREP_BY);
	return false;
}

static bool
buy_goods(const struct clause *c, struct frame *f)
{
	unsigned n = frame_take_goods(f, c);

	n += frame_add_hosts(f, c);
	f->solid = n > 0;
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
	if (f->n_who == 1 && frame_add_spoken_of(f, c, ROLE_SUPPLIER) > 0)
		f->solid = true;
	return true;
}

/* "snaps up 9,000 GPUs": what is taken over is no firm. */
static bool
object_is_supply(const struct clause *c)
{
	return object_is_goods(c) && object_ends_in_goods(c) && !object_is_division(c) &&
	       !object_is_sites(c) && !clause_has(c, CUE_OBJECT_POWER);
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

/* "scoops up $9m" */
static bool
object_is_sum(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_VERB_RAISE) && object_is_goods(c) &&
	       clause_object_has_sum(c) && !clause_has(c, CUE_NOUN_STAKE) && !object_is_shares(c) &&
	       !object_is_part(c);
}

bool
verb_acquire(const struct clause *c, struct frame *f)
{
	enum party_role subject = c->passive ? ROLE_TARGET : ROLE_ACQUIRER;

	if (!c->passive && !clause_has_subject(c))
		return false;
	if (!c->passive && object_is_supply(c))
		return buy_goods(c, f);
	if (!c->passive && object_is_sum(c))
		return verb_money_in(c, f);

	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, subject);
	if (c->passive) {
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_ACQUIRER) > 0 || c->money >= 0;
		if (f->n_who == 0)
			return f->solid = is_firm_bought_by_firm(c);
		return true;
	}
	f->solid = frame_add_args(f, c, CUE_NONE, ROLE_TARGET) > 0 ||
		   clause_has(c, CUE_WORD_COMPANY) || c->money >= 0;
	if (c->n_subject == 0)
		f->solid = false;
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
	if (clause_has(c, CUE_NOUN_STAKE)) {
		f->kind = KIND_STAKE;
		frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
		for (unsigned i = 0; i < f->n_who; i++)
			if (f->who[i].role == ROLE_ACQUIRER)
				f->who[i].role = ROLE_INVESTOR;
	}
	/* "grabs the spotlight": such a verb needs a firm */
	return f->n_who > 0 && (f->solid || !unit_has(&c->r->units[c->verb], CUE_VERB_GET));
}

bool
verb_merge(const struct clause *c, struct frame *f)
{
	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	frame_add_args(f, c, CUE_NONE, ROLE_PARTNER);
	f->solid = f->n_who > 1;
	return f->n_who > 1;
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

bool
frame_add_held(struct frame *f, const struct clause *c)
{
	unsigned n = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);

	n += frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET);
	n += frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	return n > 0;
}

static bool
buy_stake(const struct clause *c, struct frame *f)
{
	f->kind = KIND_STAKE;
	if (c->money >= 0)
		f->also |= 1u << KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	f->solid = frame_add_held(f, c);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
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

bool
frame_trade_sites(struct frame *f, const struct clause *c, enum party_role subject)
{
	f->kind = KIND_ACQUISITION;
	f->also = 1u << KIND_COMPUTE;
	frame_add_subject(f, c, subject);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER);
	return f->solid = f->n_who > 1;
}

/* "snags X as its first customer": won, not bought */
static bool
object_is_customer(const struct clause *c)
{
	uint32_t as = c->n_args > 0 && c->args[0].prep == CUE_NONE ? c->args[0].who.end : c->p->end;
	uint32_t word = as_trader(c->r, c->p, as);

	return word && unit_has(&c->r->units[word], CUE_WORD_CUSTOMER);
}

/* "snags X's head of research": somebody who changes sides */
static bool
object_is_person(const struct clause *c)
{
	const struct unit *unit = &c->r->units[c->n_args > 0 ? c->args[0].who.end : c->p->end];
	const struct unit *end = &c->r->units[c->p->end];

	if (c->n_args == 0 || c->args[0].prep != CUE_NONE || !c->args[0].possessed)
		return false;
	while (unit < end && !unit_has(unit, CUE_WORD_PERSON) && !unit_prep(unit))
		unit++;
	return unit < end && unit_has(unit, CUE_WORD_PERSON) &&
	       (unit + 1 == end || unit[1].type != UNIT_WORD || unit_prep(&unit[1]));
}

bool
verb_buy(const struct clause *c, struct frame *f)
{
	if (c->passive)
		return verb_acquire(c, f);
	if (object_is_person(c))
		return false;
	if (object_is_customer(c))
		return false;
	if (is_advice(c) || (!clause_has_subject(c) && !somebody_buys_from(c) &&
				    !(c->p->title && object_is_part(c))))
		return false;
	if (buys_use(c) || (object_is_goods(c) && clause_object_has(c, CUE_NOUN_LICENCE)))
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
		return frame_trade_sites(f, c, ROLE_ACQUIRER);
	if (object_is_goods(c) && clause_has_goods(c) && !object_is_division(c))
		return buy_goods(c, f);
	return verb_acquire(c, f);
}
