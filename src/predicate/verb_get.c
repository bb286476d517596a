/*
 * verb_get - verbs that only say that something is got: money, a company, goods, a contract.
 */
#include "get.h"

#include "base/attr.h"

static bool
clause_has_prep(const struct clause *c, enum cue prep)
{
	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (unit_prep(&c->r->units[i]) == prep)
			return true;
	return false;
}

static bool
clause_has_round(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_ROUND) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
	       clause_has(c, CUE_NOUN_DEBT);
}

/* "gets $60m a year from X for its posts" */
static bool
gets_for_content(const struct clause *c)
{
	return c->money < 0 && clause_has_sum(c) && clause_has(c, CUE_OBJECT_CONTENT) &&
	       c->n_subject > 0 && clause_has_arg(c, CUE_PREP_FROM);
}

static bool
get_for_content(const struct clause *c, struct frame *f)
{
	f->kind = KIND_LICENSING;
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_LICENSEE);
	frame_add_subject(f, c, ROLE_LICENSOR);
	return f->solid = true;
}

/* A fund collects, or a figure moves; a fund may give, too: "gets $9m from a fund". */
static bool
gets_no_deal(const struct clause *c)
{
	bool given = clause_object_has_sum(c) && !clause_object_has(c, CUE_NOUN_FUND) &&
		     clause_has_prep(c, CUE_PREP_FROM);

	return (clause_has(c, CUE_NOUN_FUND) && !clause_has_round(c) && !given) || is_figure(c);
}

static bool
get_nothing(const struct clause *c, struct frame *f)
{
	(void)c, (void)f;
	return false;
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

/* A cloud gets a customer, others a company. */
static bool
get_for_sum(const struct clause *c, struct frame *f)
{
	bool cloud = who_sells_computing(c->r, &c->subject[0]);

	f->kind = cloud ? KIND_COMPUTE : KIND_ACQUISITION;
	frame_add_subject(f, c, cloud ? ROLE_SUPPLIER : ROLE_ACQUIRER);
	frame_add(f, c->args[0].who, cloud ? ROLE_CUSTOMER : ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

/* "could fetch $3bn in a sale to X" */
static bool
gets_in_sale(const struct clause *c)
{
	return clause_has(c, CUE_NOUN_SALE) && c->money >= 0 && clause_has_arg(c, CUE_PREP_TO);
}

static bool
get_in_sale(const struct clause *c, struct frame *f)
{
	f->kind = KIND_ACQUISITION;
	frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER);
	frame_add_subject(f, c, ROLE_TARGET);
	return f->solid = true;
}

/* "gets $27bn for its data centre from X" that has money to lend */
static bool
gets_from_fund_for_goods(const struct clause *c)
{
	bool fund = false;

	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_PREP_FROM)
			fund |= who_is_fund(c->r, &c->args[i].who);
	return fund && c->n_subject == 1 && clause_object_has_sum(c) && clause_has_goods(c) &&
	       !clause_has(c, CUE_NOUN_ROUND) && who_is_listed(c->r, &c->subject[0]);
}

static bool
get_loan(const struct clause *c, struct frame *f)
{
	f->kind = KIND_DEBT;
	f->also = 1u << KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_BORROWER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_LENDER);
	return f->solid = true;
}

/* "owns a tenth of X" is nothing new; "will own", "now owns" is. */
static bool
owned_before(const struct clause *c)
{
	static const char *const news[] = { "now", "finally", "will", "would", "could", "fully" };

	for (size_t i = 0; owns(c) && c->verb > c->p->first && i < ARRAY_LEN(news); i++)
		if (unit_is(c->r, c->verb - 1, news[i]) || unit_is_to(c->r, c->verb - 1))
			return false;
	return owns(c);
}

/* "now owns X" */
static bool
get_whole(const struct clause *c, struct frame *f)
{
	f->kind = KIND_ACQUISITION;
	if (c->n_args == 0 || c->args[0].modifier || c->args[0].possessed)
		return false;
	frame_add_subject(f, c, ROLE_ACQUIRER);
	f->solid = frame_add_args(f, c, CUE_NONE, ROLE_TARGET) > 0;
	return f->solid && f->n_who > 1;
}

/* "takes X private" */
static bool
takes_private(const struct clause *c)
{
	uint32_t end = c->n_args > 0 ? c->args[0].who.end : c->p->end;

	return end < c->p->end && c->args[0].prep == CUE_NONE && unit_is(c->r, end, "private") &&
	       (end + 1 == c->p->end || unit_prep(&c->r->units[end + 1]) ||
		       c->r->units[end + 1].type != UNIT_WORD ||
		       unit_has(&c->r->units[end + 1], CUE_WORD_CLAUSE));
}

/* "takes 49% of X" */
static bool
get_part(const struct clause *c, struct frame *f)
{
	f->kind = KIND_STAKE;
	frame_add_subject(f, c, ROLE_INVESTOR);
	f->solid = frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) +
			   frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) >
		   0;
	if (!f->solid || f->n_who > 1 || subject_is_state(c))
		return f->solid;
	if (!clause_has_subject(c))
		return false;
	frame_add_spoken_of(f, c, ROLE_INVESTOR); /* "X rises as chipmaker takes 9% of Y" */
	return true;
}

static bool
gets_contract(const struct clause *c)
{
	static const enum cue contracts[] = { CUE_NOUN_DEAL, CUE_NOUN_ORDER, CUE_NOUN_LEASE,
		CUE_NOUN_LICENCE, CUE_NOUN_PARTNERSHIP, CUE_NOUN_ACQUISITION, CUE_NOUN_STAKE };

	for (size_t i = 0; i < ARRAY_LEN(contracts); i++)
		if (clause_has(c, contracts[i]))
			return !clause_has(c, CUE_NOUN_ROUND);
	return false;
}

/* A price "hits record low on Deal Day". */
static bool
get_contract(const struct clause *c, struct frame *f)
{
	return !token_is(&c->r->tokens, c->r->units[c->verb].first, "hits") && verb_sign(c, f);
}

/* "completes its investment in X", "wraps up its X investment" */
static bool
gets_to_invest(const struct clause *c)
{
	bool own = unit_has(&c->r->units[c->verb], CUE_STATUS_CLOSED) && c->n_subject > 0 &&
		   c->n_args > 0 && c->args[0].modifier && c->args[0].prep == CUE_NONE;

	return clause_has(c, CUE_NOUN_INVESTMENT) && !clause_has_round(c) &&
	       (own || clause_has_arg(c, CUE_PREP_IN));
}

static bool
get_to_invest(const struct clause *c, struct frame *f)
{
	f->kind = KIND_INVESTMENT;
	if (frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) == 0)
		frame_add(f, c->args[0].who, ROLE_TARGET);
	frame_add_subject(f, c, ROLE_INVESTOR);
	return f->solid = true;
}

static bool
gets_money(const struct clause *c)
{
	return clause_has_round(c) || clause_has(c, CUE_NOUN_INVESTMENT);
}

/* "bags X", "bags X for its AI push", and nothing else that it could be got for */
static bool
is_whole_object(const struct clause *c, const struct arg *arg)
{
	uint32_t end = arg->who.end;

	if (arg->prep != CUE_NONE || arg->modifier || arg->possessed)
		return false;
	if (arg->who.first != c->verb + 1 && !is_described(c, &arg->who))
		return false;
	return end == c->p->end || unit_is_hard(c->r, end) ||
	       (!who_has_role(c->r, &arg->who, KNOWN_AI_LAB) &&
		       (unit_is_to(c->r, end) || unit_prep(&c->r->units[end]) == CUE_PREP_IN ||
			       unit_prep(&c->r->units[end]) == CUE_PREP_FOR));
}

/* A start-up that is got is bought, unless a cloud has won a customer. */
static bool
gets_firm(const struct clause *c)
{
	const struct arg *arg = &c->args[0];
	bool described;

	if (!c->p->title || c->n_args != 1 || c->n_subject != 1 || c->money >= 0 ||
		!is_whole_object(c, arg))
		return false;
	described = is_described(c, &arg->who);
	return (described || who_has_role(c->r, &arg->who, KNOWN_AI_LAB) ||
		       who_has_role(c->r, &arg->who, KNOWN_AI_APP)) &&
	       !who_has_role(c->r, &arg->who, KNOWN_BIG_TECH) &&
	       (!who_sells_computing(c->r, &c->subject[0]) ||
		       (described && who_has_role(c->r, &c->subject[0], KNOWN_BIG_TECH)));
}

/* "adds AI firm X in $9bn deal" */
static bool
gets_firm_in_deal(const struct clause *c)
{
	const struct arg *arg = &c->args[0];
	uint32_t in = c->n_args > 0 ? arg->who.end : c->end;

	return c->p->title && c->n_subject == 1 && c->money >= 0 && in + 1 < c->end &&
	       is_described(c, &arg->who) && !arg->modifier && !arg->possessed &&
	       unit_is(c->r, in, "in") && clause_has(c, CUE_NOUN_DEAL) &&
	       (!who_sells_computing(c->r, &c->subject[0]) ||
		       who_has_role(c->r, &c->subject[0], KNOWN_BIG_TECH));
}

/* "adds AI start-up X" */
static bool
adds_firm(const struct clause *c)
{
	return adds(c) && gets_firm(c) && is_described(c, &c->args[0].who);
}

/* "adds $45M to its Series B", "adds $45M from X" is money, but not "adds $45M". */
static bool
only_adds(const struct clause *c)
{
	return adds(c) && !(clause_object_has_sum(c) && clause_has_arg(c, CUE_PREP_FROM));
}

/* "The market will hit $9bn", "X exceeds $9bn" of whatever */
static bool
only_hits(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_WORD_REACH);
}

/* "wins a $9m grant": for a young firm of the trade a state's money is money, too. */
static bool
gets_grant(const struct clause *c)
{
	if (c->n_subject != 1 || who_is_listed(c->r, c->subject) ||
		!(who_has_role(c->r, c->subject, KNOWN_AI_LAB) ||
			who_has_role(c->r, c->subject, KNOWN_AI_CHIPS) ||
			who_has_role(c->r, c->subject, KNOWN_NEOCLOUD)))
		return false;
	return clause_has(c, CUE_WORD_GRANT) && clause_has_sum(c);
}

/* "lands $16bn Acme campus": what costs so much */
static bool
is_price_of_site(const struct clause *c)
{
	uint32_t i = clause_behind_sum(c);

	while (i + 1 < c->end && !unit_prep(&c->r->units[i + 1]) &&
		c->r->units[i + 1].type != UNIT_MARK)
		i++;
	return i < c->end && clause_object_has_sum(c) && unit_has(&c->r->units[i], CUE_WORD_SITE);
}

static bool
gets_sum(const struct clause *c)
{
	return c->money >= 0 && !is_price_of_site(c) && !clause_has(c, CUE_SUM_OTHER) &&
	       (!clause_has(c, CUE_SUM_VALUATION) || clause_object_has_sum(c));
}

/* "a cloud locks in $9bn from X": for its use, if X would use it */
static bool
earns_from_customer(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->n_subject == 1 && c->n_args == 1 && gets_sum(c) && clause_object_has_sum(c) &&
	       arg->prep == CUE_PREP_FROM && who_sells_computing(c->r, &c->subject[0]) &&
	       !who_has_role(c->r, &c->subject[0], KNOWN_AI_LAB) &&
	       supply_rank(c->r, &arg->who, KIND_CHIP_SUPPLY) <= 0 &&
	       (who_has_role(c->r, &arg->who, KNOWN_BIG_TECH) ||
		       who_has_role(c->r, &arg->who, KNOWN_AI_LAB));
}

/* "lands mystery $10bn chip customer": what it sells to it is told by its trade. */
static bool
gets_customer(const struct clause *c)
{
	uint32_t end = c->verb + 1;

	while (end < c->end && !unit_prep(&c->r->units[end]) && !unit_is_hard(c->r, end))
		end++;
	return c->p->title && c->n_subject == 1 && end > c->verb + 2 && c->money >= 0 &&
	       c->r->moneys[c->money].unit < end &&
	       unit_has(&c->r->units[end - 1], CUE_WORD_CUSTOMER) && clause_has_goods(c);
}

static bool
get_customer(const struct clause *c, struct frame *f)
{
	f->kind = kind_of_goods(c);
	frame_add_subject(f, c, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_NONE, ROLE_CUSTOMER);
	return f->solid = true;
}

static bool
get_from_customer(const struct clause *c, struct frame *f)
{
	f->kind = KIND_COMPUTE;
	frame_add_subject(f, c, ROLE_SUPPLIER);
	frame_add(f, c->args[0].who, ROLE_CUSTOMER);
	return f->solid = true;
}

/* "gets green light for a data centre", "secures grid approval for 4 GW": leave to build */
static bool
gets_leave(const struct clause *c)
{
	return (clause_object_has(c, CUE_WORD_REVIEW) ||
		       (clause_object_has(c, CUE_WORD_LEAVE) && c->money < 0 &&
			       (clause_has_goods(c) || clause_has_power(c)))) &&
	       !clause_has(c, CUE_NOUN_ACQUISITION) && !clause_has(c, CUE_NOUN_DEAL) &&
	       !clause_has(c, CUE_NOUN_IPO) && !clause_has(c, CUE_NOUN_STAKE);
}

/* "A lab gets $15bn from X and Y in a deal that": money, whatever the deal is called. */
static bool
gets_sum_from(const struct clause *c)
{
	return clause_object_has_sum(c) && gets_contract(c) && !clause_has_round(c) &&
	       clause_has_arg(c, CUE_PREP_FROM) && c->n_subject == 1 &&
	       (who_has_role(c->r, c->subject, KNOWN_AI_LAB) ||
		       who_has_role(c->r, c->subject, KNOWN_AI_APP)) &&
	       !who_is_listed(c->r, c->subject) && !clause_has(c, CUE_WORD_CONTRACT);
}

/* "scores $50m upfront from X": what a partner pays first for work that is to come */
static bool
gets_upfront(const struct clause *c)
{
	uint32_t sum = c->verb + 1;

	return c->p->title && c->n_subject == 1 && sum < c->p->end &&
	       c->r->units[sum].type == UNIT_MONEY && sum_is_upfront(c->r, c->p, sum) &&
	       !clause_has_round(c) && clause_has_arg(c, CUE_PREP_FROM);
}

static bool
get_upfront(const struct clause *c, struct frame *f)
{
	f->kind = KIND_PARTNERSHIP;
	f->also = 1u << KIND_LICENSING;
	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
	return f->solid = f->n_who > 1;
}

/* Of companies, it is their investment; of funds, a round. */
static bool
get_sum_from(const struct clause *c, struct frame *f)
{
	if (!verb_money_in(c, f))
		return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (who_is_fund(c->r, &f->who[i]))
			return true;
	f->kind = KIND_INVESTMENT;
	f->also |= 1u << KIND_FUNDING_ROUND;
	return true;
}

/* "adds $5bn to its X investment": into X. */
static bool
adds_to_bet(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return unit_has(&c->r->units[c->verb], CUE_ACT_ADD) && c->n_subject == 1 && c->n_args > 0 &&
	       arg->prep == CUE_PREP_TO && arg->modifier && clause_object_has_sum(c) &&
	       unit_within(&c->r->units[arg->who.end], CUE_NOUN_INVESTMENT, CUE_NOUN_STAKE);
}

static bool
add_to_bet(const struct clause *c, struct frame *f)
{
	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add(f, c->args[0].who, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

bool
verb_get(const struct clause *c, struct frame *f)
{
	static const struct object_form forms[] = {
		{ owned_before, get_nothing },
		{ takes_private, get_whole },
		{ gets_leave, get_nothing },
		{ gets_for_content, get_for_content },
		{ gets_grant, verb_money_in },
		{ raises_fund_for_firm, raise_fund_for_firm },
		{ gets_no_deal, get_nothing },
		{ gets_for_sum, get_for_sum },
		{ gets_in_sale, get_in_sale },
		{ gets_from_fund_for_goods, get_loan },
		{ gets_goods_of, get_goods },
		{ gets_goods, get_goods },
		{ gets_power_at, get_goods },
		{ adds_supplier, get_goods },
		{ object_is_part, get_part },
		{ owns, get_whole },
		{ gets_upfront, get_upfront },
		{ gets_sum_from, get_sum_from },
		{ gets_firm_in_deal, get_whole },
		{ gets_contract, get_contract },
		{ gets_to_invest, get_to_invest },
		{ adds_to_bet, add_to_bet },
		{ gets_money, verb_money_in },
		{ adds_count, get_some_goods },
		{ adds_firm, get_whole },
		{ only_adds, get_nothing },
		{ only_hits, get_nothing },
		{ earns_from_customer, get_from_customer },
		{ gets_customer, get_customer },
		{ gets_sum, verb_money_in },
		{ clause_has_goods, get_some_goods },
		{ gets_firm, get_whole },
	};

	return verb_by_object(forms, ARRAY_LEN(forms), c, f);
}
