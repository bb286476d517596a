/*
 * verb_sell - what is sold: a table of what stands behind "sells".
 */
#include "verb.h"

#include "base/attr.h"

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
	return f->solid = c->money >= 0 || clause_has(c, CUE_NOUN_SHARE_SALE) ||
			  units_have_sum(c->r, c->verb, c->p->end, SUM_IS_VALUATION);
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

/* "Insider sells X shares": trades of the day, whoever it is */
static bool
insider_trades(const struct clause *c)
{
	return c->n_subject == 1 && c->subject[0].company == UNKNOWN &&
	       unit_has(&c->r->units[c->subject[0].end - 1], CUE_WORD_INSIDERS);
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
	f->solid = frame_add_held(f, c);
	/* "sells a stake in a data centre to X": of what has no name */
	f->solid |= frame_add_args(f, c, CUE_PREP_TO, ROLE_INVESTOR) > 0 &&
		    clause_has(c, CUE_WORD_SITE);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_TARGET);
	if (f->n_who == 1 && clause_has(c, CUE_WORD_SHARES)) {
		f->kind = KIND_FUNDING_ROUND; /* its own shares */
		f->who[0].role = ROLE_TARGET;
		f->solid = true;
	}
	return f->n_who > 0;
}

/* "spins out AI lab X with $134m": what it has got */
static bool
spins_out_funded(const struct clause *c)
{
	uint32_t sum = clause_sum(c);

	return token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "out") && sum < c->end &&
	       unit_is(c->r, sum - 1, "with");
}

static bool
spin_out_funded(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	if (frame_add_args(f, c, CUE_NONE, ROLE_TARGET) == 0)
		frame_add_subject(f, c, ROLE_TARGET); /* "spins out of X" */
	return f->solid = f->n_who > 0;
}

static bool
sells_shares(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_SHARE_SALE) ||
	       (clause_has(c, CUE_WORD_SHARES) && c->money >= 0 && object_is_goods(c) &&
		       !clause_has_arg(c, CUE_PREP_OF)); /* "sells $9bn of shares to X" */
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
sells_sites(const struct clause *c)
{
	return object_is_sites(c) && !c->passive && clause_has_arg(c, CUE_PREP_TO);
}

static bool
sell_sites(const struct clause *c, struct frame *f)
{
	return frame_trade_sites(f, c, ROLE_PARTNER);
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
	return clause_object_has(c, CUE_OBJECT_CONTENT) || clause_object_has(c, CUE_WORD_WORKS) ||
	       is_sold_to_train(c) ||
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
	if (c->n_args == 0 || c->passive)
		return false;
	if (c->args[0].prep == CUE_PREP_OF) /* "sells $9m of X stock" */
		return clause_has(c, CUE_WORD_SHARES);
	return c->args[0].prep == CUE_NONE && who_is_listed(c->r, &c->args[0].who) &&
	       !c->args[0].possessed && !c->args[0].modifier;
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

/* "finally sells its robot business": to somebody, whom the lead names. */
static bool
sells_own_division(const struct clause *c)
{
	if (!c->p->title || c->passive || c->n_subject != 1 || !object_is_division(c) ||
		!(c->r->units[c->verb].forms & (FORM_S | FORM_PAST)))
		return false;
	for (uint32_t i = c->verb + 1; i < c->end && !unit_prep(&c->r->units[i]); i++)
		if (c->r->units[i].signs || c->r->units[i].weak_signs)
			return true;
	return false;
}

static bool
sell_own_division(const struct clause *c, struct frame *f)
{
	sell_whole(c, f);
	return f->solid = f->n_who > 0;
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
		{ insider_trades, sell_nothing },
		{ refuses, refuse },
		{ sold_by_insiders, sell_as_insiders },
		{ spins_out_funded, spin_out_funded },
		{ sells_debt, sell_debt },
		{ sells_own_part, sell_own_part },
		{ sells_stake, sell_stake },
		{ sells_shares, sell_shares },
		{ sells_own_division, sell_own_division },
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
