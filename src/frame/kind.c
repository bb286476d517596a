/*
 * kind - which kind of deal a clause tells that only calls it a deal: by its object, else by who
 * makes it.
 */
#include "frame/kind.h"

#include "base/attr.h"

enum { FIRM_REACH = 7 };

#define BIG_SPENDING          INT64_C(1000000000)
#define ANY_ROLE(r, f, roles) any_role(r, f, roles, ARRAY_LEN(roles))

static bool
frame_any_role(const struct reading *r, const struct frame *f, enum known_role role)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (who_has_role(r, &f->who[i], role))
			return true;
	return false;
}

static bool
any_role(const struct reading *r, const struct frame *f, const enum known_role *roles, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (frame_any_role(r, f, roles[i]))
			return true;
	return false;
}

bool
frame_sells_chips(const struct reading *r, const struct frame *f)
{
	bool chips = false, uses = false;

	for (unsigned i = 0; i < f->n_who; i++) {
		const struct who *who = &f->who[i];
		bool giant = who_has_role(r, who, KNOWN_BIG_TECH) ||
			     who_has_role(r, who, KNOWN_AI_LAB) ||
			     who_has_role(r, who, KNOWN_CLOUD);

		uses |= giant;
		chips |= !giant && (who_has_role(r, who, KNOWN_AI_CHIPS) ||
					   who_has_role(r, who, KNOWN_MEMORY) ||
					   who_has_role(r, who, KNOWN_SEMICONDUCTOR));
	}
	return chips && uses;
}

/* "Google Cloud", "AWS", "Microsoft's Azure": the name says that it is about computing. */
bool
frame_has_cloud_arm(const struct reading *r, const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++) {
		uint32_t end = f->who[i].end, t = r->units[f->who[i].first].first;

		for (; t < r->units[end - 1].end; t++)
			if (token_is(&r->tokens, t, "cloud") || token_is(&r->tokens, t, "aws") ||
				token_is(&r->tokens, t, "azure"))
				return true;
		if (r->units[end - 1].flags & UNIT_POSSESSED && end + 1 < r->n_units) {
			end += r->units[end].type == UNIT_MARK;
			if (unit_is(r, end, "aws") || unit_is(r, end, "azure"))
				return true;
		}
	}
	return false;
}

/* "a deal for X to supply Y": what X does, not X. */
static bool
is_for_doing(const struct clause *c, uint32_t i)
{
	return i + 1 < c->p->end && unit_is_to(c->r, i) && c->r->units[i + 1].forms & FORM_BASE;
}

/* "a $250m deal for Ask Sage": the whole of it is bought. */
static bool
is_deal_for(const struct clause *c)
{
	for (uint32_t i = c->verb; i + 2 < c->p->end && i < c->end; i++) {
		if (!unit_has(&c->r->units[i], CUE_NOUN_DEAL) ||
			!unit_has(&c->r->units[i + 1], CUE_PREP_FOR))
			continue;
		for (unsigned k = 0; k < c->n_args; k++)
			if (c->args[k].prep == CUE_PREP_FOR && c->args[k].who.first <= i + 4)
				return !is_for_doing(c, c->args[k].who.end);
		for (uint32_t k = i + 2; k < c->end && k < i + FIRM_REACH; k++)
			if (unit_has(&c->r->units[k], CUE_WORD_COMPANY))
				return true;
	}
	return false;
}

/* "a deal for chip start-up X": of X itself, whatever it makes. */
static bool
is_deal_for_firm(const struct clause *c, const struct frame *f)
{
	(void)f;
	for (uint32_t i = c->verb; i + 3 < c->p->end && i < c->end; i++) {
		if (!unit_has(&c->r->units[i], CUE_NOUN_DEAL) ||
			!unit_has(&c->r->units[i + 1], CUE_PREP_FOR))
			continue;
		for (uint32_t k = i + 2; k + 1 < c->p->end && k < i + 8; k++)
			if (unit_is_firm(&c->r->units[k]))
				return (c->r->units[k + 1].flags & UNIT_CAPITAL) != 0;
	}
	return false;
}

/* "$2.3bn Acme deal": neither sells anything by the year, nor is Acme too big to be bought. */
static bool
is_sum_deal_of_firm(const struct clause *c, const struct frame *f)
{
	static const enum known_role sellers[] = { KNOWN_CLOUD, KNOWN_NEOCLOUD, KNOWN_DATA_CENTRE,
		KNOWN_ENERGY, KNOWN_MEMORY, KNOWN_FOUNDRY };
	static const enum known_role others[] = { KNOWN_BIG_TECH, KNOWN_AI_LAB, KNOWN_INVESTOR,
		KNOWN_BANK, KNOWN_TELECOM };
	uint32_t sum = f->n_who == 2 && c->money >= 0 ? c->r->moneys[c->money].unit : 0;
	struct frame bought = { .n_who = 1, .who = { f->who[1] } };

	return c->p->title && sum > c->p->first + 1 && f->who[1].first == sum + 1 &&
	       f->who[1].end < c->p->end && unit_has(&c->r->units[f->who[1].end], CUE_NOUN_DEAL) &&
	       !ANY_ROLE(c->r, f, sellers) && !ANY_ROLE(c->r, &bought, others);
}

/* "expands its AI push with $2.3bn Acme deal": a firm that is in X's own trade is bought with it. */
static bool
is_growth_by_deal(const struct clause *c, const struct frame *f)
{
	uint32_t sum;

	if (!is_sum_deal_of_firm(c, f))
		return false;
	sum = c->r->moneys[c->money].unit;
	return unit_is(c->r, sum - 1, "with") && units_have(c->r, f->who[0].end, sum, CUE_ACT_GROW);
}

/* "seals $27bn financing for its data centre": a debt, though it speaks of computing. */
static bool
is_financing(const struct clause *c, const struct frame *f)
{
	(void)f;
	if (clause_has(c, CUE_NOUN_LEASE) || c->money < 0)
		return false;
	return clause_has(c, CUE_WORD_FINANCING) || clause_has(c, CUE_NOUN_DEBT);
}

bool
is_with_fund(const struct clause *c, const struct frame *f)
{
	for (unsigned i = 0; f->n_who > 1 && i < f->n_who; i++)
		if (who_is_fund(c->r, &f->who[i]))
			return true;
	return false;
}

/* "a $14bn X deal in push for IPO": what is made is the deal, whatever it is to help. */
static bool
is_share_issue(const struct clause *c, const struct frame *f)
{
	bool deal = false;

	if (clause_has(c, CUE_NOUN_DEBT) && !clause_has(c, CUE_WORD_SHARES))
		return false; /* "an offering of $2bn of notes" */
	for (uint32_t i = c->first; f->n_who > 1 && i < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit_has(unit, CUE_NOUN_IPO) || unit_has(unit, CUE_NOUN_SHARE_SALE))
			return !deal;
		deal |= unit_has(unit, CUE_NOUN_DEAL);
	}
	return true;
}

/* "X's $10bn Acme data-centre deal" of a fund: it buys the sites, and nobody is there to use them. */
static bool
is_buyout_of_sites(const struct clause *c, const struct frame *f)
{
	static const enum known_role others[] = { KNOWN_BIG_TECH, KNOWN_AI_LAB, KNOWN_AI_APP,
		KNOWN_CLOUD, KNOWN_NEOCLOUD, KNOWN_ENERGY, KNOWN_AI_CHIPS, KNOWN_TELECOM };

	return c->money >= 0 && is_with_fund(c, f) && f->who[f->n_who - 1].end == c->verb &&
	       !who_is_fund(c->r, &f->who[f->n_who - 1]) && !ANY_ROLE(c->r, f, others);
}

bool
nobody_uses(const struct clause *c, const struct frame *f)
{
	static const enum known_role users[] = { KNOWN_BIG_TECH, KNOWN_AI_LAB, KNOWN_AI_APP,
		KNOWN_NEOCLOUD, KNOWN_AI_CHIPS, KNOWN_ENERGY };

	return f->n_who > 1 && !ANY_ROLE(c->r, f, users);
}

/* A joint venture of a fund, or of none who would use what it builds. */
static bool
is_venture_of_builders(const struct clause *c, const struct frame *f)
{
	return is_with_fund(c, f) || nobody_uses(c, f);
}

/* "a convertible-bond stake in X": whatever the paper, money goes into X. */
static bool
is_stake_by_bonds(const struct clause *c, const struct frame *f)
{
	(void)f;
	return clause_has(c, CUE_NOUN_DEBT) && clause_has_arg(c, CUE_PREP_IN);
}

bool
frame_sells_only_capacity(const struct reading *r, const struct frame *f)
{
	static const enum known_role makers[] = { KNOWN_AI_CHIPS, KNOWN_AI_SERVERS, KNOWN_MEMORY,
		KNOWN_SEMICONDUCTOR };
	static const enum known_role clouds[] = { KNOWN_CLOUD, KNOWN_NEOCLOUD };

	return f->n_who > 1 && !ANY_ROLE(r, f, makers) && ANY_ROLE(r, f, clouds);
}

/* "a 20-year deal for its plant": its output is bought for so long, not the plant. */
static bool
has_years(const struct clause *c)
{
	for (uint32_t i = c->first; i < c->end; i++)
		if (c->r->units[i].type == UNIT_SPAN && c->r->units[i].what == SPAN_YEARS)
			return true;
	return false;
}

static bool
is_deal_for_whole(const struct clause *c, const struct frame *f)
{
	(void)f;
	return is_deal_for(c) && !has_years(c);
}

/* "a deal for 49% of X" */
static bool
is_for_part(const struct clause *c, const struct frame *f)
{
	(void)f;
	for (uint32_t i = c->verb; i + 1 < c->end; i++)
		if (c->r->units[i].type == UNIT_PERCENT &&
			unit_has(&c->r->units[i + 1], CUE_PREP_OF))
			return true;
	return false;
}

/* "capacity purchase agreement", "energy supply agreement" */
static bool
orders_computing(const struct clause *c, const struct frame *f)
{
	return !clause_has(c, CUE_OBJECT_CHIPS) &&
	       (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER) ||
		       frame_has_cloud_arm(c->r, f) || frame_sells_only_capacity(c->r, f));
}

static bool
sells_chips(const struct clause *c, const struct frame *f)
{
	return frame_sells_chips(c->r, f);
}

/* "a foundry's deal with a chip designer", "a server maker's with a lab": what one makes for the other */
static bool
makes_for_other(const struct clause *c, const struct frame *f)
{
	static const enum known_role by_order[] = { KNOWN_FOUNDRY, KNOWN_MEMORY };
	static const enum known_role makers[] = { KNOWN_AI_SERVERS, KNOWN_NETWORKING,
		KNOWN_SEMICONDUCTOR };
	static const enum known_role users[] = { KNOWN_AI_LAB, KNOWN_NEOCLOUD, KNOWN_BIG_TECH };

	for (unsigned i = 0; f->n_who == 2 && i < f->n_who; i++) {
		const struct frame maker = { .n_who = 1, .who = { f->who[i] } };
		const struct frame user = { .n_who = 1, .who = { f->who[1 - i] } };

		if (ANY_ROLE(c->r, &maker, users) ||
			(f->who[i].end < c->p->end &&
				unit_has(&c->r->units[f->who[i].end], CUE_NOUN_DEAL)))
			continue; /* "X lauds its Juniper deal": it has bought it */
		if (ANY_ROLE(c->r, &user, users)
				? ANY_ROLE(c->r, &maker, makers)
				: ANY_ROLE(c->r, &maker, by_order) &&
					  frame_any_role(c->r, &user, KNOWN_AI_CHIPS))
			return true;
	}
	return false;
}

static bool
is_chips_alone(const struct clause *c, const struct frame *f)
{
	(void)f;
	return !clause_has(c, CUE_OBJECT_COMPUTE);
}

/* Running text that speaks of leasing anywhere. */
static bool
passage_leases(const struct clause *c, const struct frame *f)
{
	return !c->p->title && f->n_who > 1 &&
	       (passage_has(c->p, CUE_VERB_LEASE) || passage_has(c->p, CUE_NOUN_LEASE));
}

/* A publisher's deal is about what it publishes. */
bool
is_with_publisher(const struct clause *c, const struct frame *f)
{
	static const enum known_role publishers[] = { KNOWN_MEDIA, KNOWN_PUBLISHER };
	static const enum known_role readers[] = { KNOWN_AI_LAB, KNOWN_AI_APP, KNOWN_BIG_TECH };

	return f->n_who > 1 && ANY_ROLE(c->r, f, publishers) && ANY_ROLE(c->r, f, readers);
}

static const enum known_role ai_makers[] = { KNOWN_AI_LAB, KNOWN_AI_APP };

/* "wins a $90m army contract": whoever makes AI sells its use */
static bool
sells_use_of_ai(const struct clause *c, const struct frame *f)
{
	static const enum known_role sellers[] = { KNOWN_CLOUD, KNOWN_NEOCLOUD, KNOWN_DATA_CENTRE,
		KNOWN_BIG_TECH, KNOWN_AI_CHIPS };

	return (c->money >= 0 || unit_has(&c->r->units[c->verb], CUE_VERB_GET)) &&
	       units_have(c->r, c->first, c->end, CUE_WORD_CONTRACT) &&
	       !ANY_ROLE(c->r, f, sellers) && ANY_ROLE(c->r, f, ai_makers);
}

/* "strikes a deal with the army": what a maker of AI sells to a state is its use. */
static bool
serves_state(const struct clause *c, const struct frame *f)
{
	return frame_any_role(c->r, f, KNOWN_GOVERNMENT) && ANY_ROLE(c->r, f, ai_makers);
}

static bool
sells_computing(const struct clause *c, const struct frame *f)
{
	static const enum known_role sellers[] = { KNOWN_NEOCLOUD, KNOWN_DATA_CENTRE,
		KNOWN_ENERGY };
	static const enum known_role trade[] = { KNOWN_AI_LAB, KNOWN_AI_APP, KNOWN_CLOUD,
		KNOWN_BIG_TECH };
	bool lab_in_cloud = f->n_who == 2 && frame_any_role(c->r, f, KNOWN_AI_LAB) &&
			    frame_any_role(c->r, f, KNOWN_CLOUD);

	for (unsigned i = 0; lab_in_cloud && i < f->n_who; i++) {
		const struct frame one = { .n_who = 1, .who = { f->who[i] } };

		lab_in_cloud = ANY_ROLE(c->r, &one, trade);
	}
	return lab_in_cloud || ANY_ROLE(c->r, f, sellers) || frame_has_cloud_arm(c->r, f);
}

/* A billion and more between two of the trade is spent on computing. */
static bool
is_big_spending(const struct clause *c, const struct frame *f)
{
	return f->n_who > 1 && c->money >= 0 && c->r->moneys[c->money].amount.usd >= BIG_SPENDING &&
	       frame_any_role(c->r, f, KNOWN_BIG_TECH);
}

/* "X gets the EU's nod for its $7bn chip deal": no state has a say in what is only ordered. */
static bool
is_cleared_deal(const struct clause *c, const struct frame *f)
{
	bool deal = false;

	for (uint32_t i = c->first; i < c->end; i++)
		deal |= unit_has(&c->r->units[i], CUE_NOUN_ORDER) &&
			token_is(&c->r->tokens, c->r->units[i].end - 1, "deal");
	return deal && c->p->title && f->n_who == 1 && c->money >= 0 &&
	       passage_is_looked_into(c->p);
}

/* A cue that the clause has, and what must hold besides: either may be left out. */
struct kind_rule {
	enum cue cue;
	bool (*is)(const struct clause *clause, const struct frame *frame);
	enum deal_kind kind;
};

/* "a fund and X close in on a $3bn deal for chips": none of them makes any, so the fund lends for them. */
static bool
is_lent_for_chips(const struct clause *c, const struct frame *f)
{
	static const enum known_role sellers[] = { KNOWN_AI_CHIPS, KNOWN_AI_SERVERS, KNOWN_MEMORY,
		KNOWN_SEMICONDUCTOR, KNOWN_BIG_TECH };

	return c->money >= 0 && is_with_fund(c, f) && !ANY_ROLE(c->r, f, sellers) &&
	       !clause_has(c, CUE_NOUN_ORDER);
}

/* What the clause says. */
static const struct kind_rule said_kinds[] = {
	{ CUE_NOUN_ACQUISITION, NULL, KIND_ACQUISITION },
	{ CUE_NONE, is_deal_for_firm, KIND_ACQUISITION },
	{ CUE_NOUN_DEAL, is_growth_by_deal, KIND_ACQUISITION },
	{ CUE_NONE, is_for_part, KIND_STAKE },
	{ CUE_NOUN_LICENCE, NULL, KIND_LICENSING },
	{ CUE_NOUN_SHARE_SALE, is_share_issue, KIND_FUNDING_ROUND },
	{ CUE_NOUN_IPO, is_share_issue, KIND_FUNDING_ROUND },
	{ CUE_OBJECT_COMPUTE, is_financing, KIND_DEBT },
	{ CUE_WORD_VENTURE, is_venture_of_builders, KIND_PARTNERSHIP },
	{ CUE_NOUN_LEASE, is_buyout_of_sites, KIND_ACQUISITION },
	{ CUE_NOUN_STAKE, is_stake_by_bonds, KIND_INVESTMENT },
	{ CUE_NOUN_ORDER, is_cleared_deal, KIND_ACQUISITION },
	{ CUE_NOUN_ORDER, orders_computing, KIND_COMPUTE },
	{ CUE_NOUN_ORDER, NULL, KIND_CHIP_SUPPLY },
	{ CUE_NOUN_LEASE, sells_chips, KIND_CHIP_SUPPLY },
	{ CUE_NOUN_LEASE, NULL, KIND_COMPUTE },
	{ CUE_OBJECT_CHIPS, is_lent_for_chips, KIND_DEBT },
	{ CUE_OBJECT_CHIPS, is_chips_alone, KIND_CHIP_SUPPLY },
	{ CUE_OBJECT_COMPUTE, sells_chips, KIND_CHIP_SUPPLY },
	{ CUE_OBJECT_POWER, sells_chips, KIND_CHIP_SUPPLY },
	{ CUE_OBJECT_COMPUTE, NULL, KIND_COMPUTE },
	{ CUE_OBJECT_POWER, NULL, KIND_COMPUTE },
	{ CUE_NOUN_DEBT, NULL, KIND_DEBT },
	{ CUE_NOUN_STAKE, NULL, KIND_STAKE },
	{ CUE_NOUN_INVESTMENT, NULL, KIND_INVESTMENT },
	{ CUE_NOUN_ROUND, NULL, KIND_FUNDING_ROUND },
};

/* "the EU clears X's Y deal", "shareholders reject it": a takeover. */
static bool
is_reviewed(const struct clause *c, const struct frame *f)
{
	bool voted = passage_has(c->p, CUE_WORD_INVESTORS) && passage_has(c->p, CUE_WORD_SPURN);

	return f->n_who > 1 && (passage_is_looked_into(c->p) || voted) &&
	       !clause_has(c, CUE_NOUN_PARTNERSHIP);
}

/* "X's $3bn Acme deal", "leaves its $3bn Acme deal" */
static bool
is_own_deal_of_firm(const struct clause *c, const struct frame *f)
{
	uint32_t sum;

	if (!is_sum_deal_of_firm(c, f))
		return false;
	sum = c->r->moneys[c->money].unit;
	return c->r->units[sum - 1].flags & UNIT_POSSESSED || unit_is(c->r, sum - 1, "its") ||
	       unit_is(c->r, sum - 1, "the");
}

/* "call off the $66bn X transaction": contracts are called otherwise. */
static bool
is_transaction(const struct clause *c, const struct frame *f)
{
	if (f->n_who < 2 || c->money < 0)
		return false;
	for (uint32_t i = c->first; i < c->end; i++)
		if (unit_is(c->r, i, "transaction"))
			return true;
	return false;
}

/* What its parties let one think. */
static const struct kind_rule likely_kinds[] = {
	{ CUE_NOUN_DEAL, is_reviewed, KIND_ACQUISITION },
	{ CUE_NONE, passage_leases, KIND_COMPUTE },
	{ CUE_NONE, is_deal_for_whole, KIND_ACQUISITION },
	{ CUE_NOUN_DEAL, is_with_publisher, KIND_LICENSING },
	{ CUE_NOUN_PARTNERSHIP, is_with_publisher, KIND_LICENSING },
	{ CUE_NOUN_PARTNERSHIP, NULL, KIND_PARTNERSHIP },
	{ CUE_NOUN_DEAL, serves_state, KIND_LICENSING },
	{ CUE_NONE, sells_use_of_ai, KIND_LICENSING },
	{ CUE_NONE, sells_chips, KIND_CHIP_SUPPLY },
	{ CUE_NOUN_DEAL, makes_for_other, KIND_CHIP_SUPPLY },
	{ CUE_NONE, sells_computing, KIND_COMPUTE },
	{ CUE_OBJECT_CONTENT, NULL, KIND_LICENSING },
	{ CUE_NONE, is_own_deal_of_firm, KIND_ACQUISITION },
	{ CUE_NONE, is_big_spending, KIND_COMPUTE },
	{ CUE_NONE, is_transaction, KIND_ACQUISITION },
};

static enum deal_kind
kind_by(const struct kind_rule *rules, size_t n, const struct clause *c, const struct frame *f)
{
	for (size_t i = 0; i < n; i++)
		if ((rules[i].cue == CUE_NONE || clause_has(c, rules[i].cue)) &&
			(!rules[i].is || rules[i].is(c, f)))
			return rules[i].kind;
	return KIND_NONE;
}

enum deal_kind
clause_kind(const struct clause *c, const struct frame *f, bool *ret_plain)
{
	enum deal_kind kind = kind_by(said_kinds, ARRAY_LEN(said_kinds), c, f);

	*ret_plain = kind == KIND_NONE;
	if (kind == KIND_NONE)
		kind = kind_by(likely_kinds, ARRAY_LEN(likely_kinds), c, f);
	return kind == KIND_NONE ? KIND_PARTNERSHIP : kind;
}
