/*
 * noun_doubt - words of a deal that tell of none where they stand.
 */
#include "noun.h"

#include "frame/finite.h"

enum { PRODUCT_REACH = 4, AVOID_REACH = 6 };

/* "bid to dismiss the suit", "approaches 5 GW": whatever is tried or near, no purchase. */
static bool
is_attempt(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_has(&r->units[i], CUE_WORD_OFFER) || i + 1 >= p->end)
		return false;
	return r->units[i + 1].type == UNIT_SPAN ||
	       (i + 2 < p->end && unit_is_to(r, i + 1) &&
		       !unit_within(&r->units[i + 2], CUE_VERB_ACQUIRE, CUE_VERB_MERGE));
}

/* ", a deal that lets X buy chips": what was just told; "the value of X's stake": what X has. */
static bool
looks_back(const struct reading *r, const struct passage *p, uint32_t i, enum deal_kind kind)
{
	if (p->title || i < p->first + 2)
		return false;
	if (kind == KIND_STAKE)
		return r->units[i - 1].flags & UNIT_POSSESSED &&
		       (i + 1 == p->end || unit_prep(&r->units[i + 1]) != CUE_PREP_IN);
	return kind == KIND_PARTNERSHIP && i + 1 < p->end &&
	       unit_has(&r->units[i - 1], CUE_WORD_THE) && unit_is_comma(r, i - 2) &&
	       unit_has(&r->units[i + 1], CUE_WORD_CLAUSE);
}

/* "trades below IPO price": what it once cost. */
static bool
is_price_mark(const struct reading *r, const struct passage *p, uint32_t i)
{
	for (uint32_t k = i; k > p->first && i - k < 3; k--)
		if (unit_is(r, k - 1, "below") || unit_is(r, k - 1, "above") ||
			unit_is(r, k - 1, "under") || unit_is(r, k - 1, "pre"))
			return unit_has(&r->units[i], CUE_NOUN_IPO);
	return false;
}

/* "has $1tn in commitments", "X's $1tn in deals": all that it ever signed; "bets $1bn against X": a trade. */
static bool
is_holding(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t behind = i + 1;

	if (i > p->first + 2 && unit_prep(&r->units[i - 1]) == CUE_PREP_IN &&
		r->units[i - 2].type == UNIT_MONEY &&
		(token_is(&r->tokens, r->units[i - 3].end - 1, "has") ||
			token_is(&r->tokens, r->units[i - 3].end - 1, "have") ||
			unit_owner(r, p, i - 2) < p->end))
		return true;
	behind += behind < p->end && r->units[behind].type == UNIT_MONEY;
	return behind < p->end && unit_is(r, behind, "against") &&
	       unit_has(&r->units[i], CUE_NOUN_INVESTMENT);
}

/* "hires X as its CFO to speed its IPO": a person is the news. */
static bool
is_of_hire(const struct reading *r, const struct passage *p, uint32_t i)
{
	bool person = false;

	for (uint32_t k = i; p->title && unit_has(&r->units[i], CUE_NOUN_IPO) && k > p->first;
		k--) {
		const struct unit *unit = &r->units[k - 1];

		person |= unit->type == UNIT_PERSON || unit_has(unit, CUE_WORD_PERSON);
		if (unit_is_finite(r, p, k - 1))
			return person && unit_has(unit, CUE_AGAINST_PEOPLE);
	}
	return false;
}

/* "in debut AI model": the first of what one makes. */
static bool
is_of_product(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!token_is(&r->tokens, r->units[i].end - 1, "debut"))
		return false;
	for (uint32_t k = i + 1; k < p->end && k < i + PRODUCT_REACH; k++) {
		const struct unit *unit = &r->units[k];

		if (unit_prep(unit) || unit_has(unit, CUE_WORD_CLAUSE) || unit->type != UNIT_WORD ||
			unit_is_finite(r, p, k))
			return false;
		if (unit->signs || unit_has(unit, CUE_WORD_DESCRIPTOR))
			return true;
	}
	return false;
}

/* "to buy back $9bn in stock": its own shares, for which no money comes in */
static bool
is_bought_back(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_has(&r->units[i], CUE_NOUN_SHARE_SALE) && i > p->first + 1 &&
	       r->units[i - 1].type == UNIT_MONEY &&
	       token_is(&r->tokens, r->units[i - 2].end - 1, "back");
}

/* "a venture capital firm": whose trade it is */
static bool
is_trade_of_firm(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_has(&r->units[i], CUE_NOUN_ROUND) && i + 1 < p->end &&
	       (unit_has(&r->units[i + 1], CUE_WORD_COMPANY) ||
		       unit_has(&r->units[i + 1], CUE_WORD_INVESTOR) ||
		       unit_has(&r->units[i + 1], CUE_WORD_INVESTORS));
}

/* "X turns down Y's chip orders": what never came about, with no one order told */
static bool
is_avoided(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_has(&r->units[i], CUE_NOUN_ORDER) ||
		!token_ends_in(&r->tokens, r->units[i].end - 1, 's'))
		return false;
	for (uint32_t k = i; k > p->first && i - k < AVOID_REACH; k--)
		if (unit_has(&r->units[k - 1], CUE_WORD_AVOID))
			return true;
	return false;
}

/* "X bets big on AI with a deal", "X backstops a lease": a verb that has had its say */
static bool
is_bet_by(const struct reading *r, const struct passage *p, uint32_t i)
{
	return (unit_has(&r->units[i], CUE_VERB_INVEST) || unit_has(&r->units[i], CUE_VERB_LEND)) &&
	       r->units[i].forms & FORM_S && i > p->first && r->units[i - 1].type == UNIT_COMPANY &&
	       unit_is_finite(r, p, i);
}

/* "GPU deals from $499", "$60 off in this deal", "a deal at the lowest price": of a thing in a shop */
static bool
is_bargain(const struct reading *r, const struct passage *p, uint32_t i)
{
	bool bargain = units_have_sum(r, p->first, p->end, SUM_IS_PRICE) ||
		       (unit_has(&r->units[i], CUE_NOUN_DEAL) && passage_has(p, CUE_WORD_BARGAIN));

	return p->title && bargain && !units_have_sum(r, p->first, p->end, SUM_DEAL);
}

bool
noun_is_no_deal(const struct reading *r, const struct passage *p, uint32_t i, enum deal_kind kind)
{
	if (i > p->first && unit_is(r, i - 1, "no") && !unit_has(&r->units[i], CUE_STATUS_DENIED))
		return true;
	if (r->units[i].forms && (p->title ? is_bet_by(r, p, i) : unit_is_verb_here(r, p, i)))
		return true; /* "to purchase" */
	if (i > p->first &&
		(unit_is(r, i, "offer") ? unit_is_to(r, i - 1)
					: unit_is(r, i, "buy") && unit_is(r, i - 1, "a")))
		return true; /* "to offer", "still a buy" */
	/* "Shares in X drop after": what opens a sentence so is a price */
	if (i == p->first && unit_has(&r->units[i], CUE_WORD_SHARES))
		return true;
	/* "shareholder votes": whose they are */
	if (i + 1 < p->end && unit_is(r, i, "shareholder") && r->units[i + 1].type == UNIT_WORD &&
		!unit_prep(&r->units[i + 1]) && !unit_has(&r->units[i + 1], CUE_WORD_CLAUSE))
		return true;
	/* "approaches 60%" of whatever */
	if (i + 1 < p->end && unit_has(&r->units[i], CUE_WORD_OFFER) &&
		r->units[i + 1].type == UNIT_PERCENT)
		return true;
	/* "sale revenues", "licensing outlook" */
	if (i + 1 < p->end && (kind == KIND_LICENSING || unit_has(&r->units[i], CUE_NOUN_SALE)) &&
		(unit_has(&r->units[i + 1], CUE_SUM_OTHER) || unit_is(r, i + 1, "growth")))
		return true;
	/* "X sues Y over licences", "licence trial" */
	if (kind == KIND_LICENSING && i + 1 < p->end && unit_has(&r->units[i + 1], CUE_AGAINST_LAW))
		return true;
	return is_bargain(r, p, i) || is_attempt(r, p, i) || is_of_product(r, p, i) ||
	       is_price_mark(r, p, i) || is_holding(r, p, i) || looks_back(r, p, i, kind) ||
	       is_of_hire(r, p, i) || is_trade_of_firm(r, p, i) || is_bought_back(r, p, i) ||
	       is_avoided(r, p, i) ||
	       (kind == KIND_LICENSING && units_have(r, p->first, i, CUE_WORD_SUE));
}

/* "explores fundraise or sale", "cancels leases": the verb says that it is a deal. */
static bool
is_weighed(const struct reading *r, const struct passage *p, uint32_t i)
{
	for (uint32_t k = i; k > p->first && i - k < 3; k--)
		if ((unit_is_verb(&r->units[k - 1]) &&
			    unit_has(&r->units[k - 1], CUE_STATUS_TALKS)) ||
			unit_has(&r->units[k - 1], CUE_STATUS_COLLAPSED))
			return true;
	return false;
}

/* "X jumps on an AI lease": its shares say that it is news. */
static bool
is_moved(const struct clause *c)
{
	return c->p->title && units_have(c->r, c->p->first, c->verb, CUE_WORD_MOVE);
}

/* "X's deals explained in one chart": all that it ever made, with whom is not told. */
static bool
is_of_all_deals(const struct clause *c, const struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];

	return c->p->title && f->n_who == 1 && f->who[0].end <= c->verb && c->money < 0 &&
	       c->r->units[f->who[0].end - 1].flags & UNIT_POSSESSED &&
	       unit_has(noun, CUE_NOUN_DEAL) && noun->end - noun->first == 1 &&
	       token_ends_in(&c->r->tokens, noun->first, 's') && !is_moved(c) &&
	       !units_have(c->r, c->verb, c->p->end, CUE_PREP_WITH) &&
	       !units_have_power(c->r, c->first, c->end);
}

/* "AI hosting deal sends X shares up", "order lifts X": it is news by what it does. */
static bool
is_doing_good(const struct clause *c, const struct frame *f)
{
	const struct who *last = &f->who[f->n_who - 1];

	return f->n_who > 0 && last->first > c->verb + 1 &&
	       unit_has(&c->r->units[last->first - 1], CUE_ACT_LIFT);
}

/* "raises a $3bn fund on its X bet": the fund's sum */
static bool
is_of_fund(const struct clause *c)
{
	uint32_t behind = c->r->moneys[c->money].unit + 1;

	return behind < c->p->end && c->r->units[behind].type == UNIT_WORD &&
	       unit_has(&c->r->units[behind], CUE_NOUN_FUND);
}

/* "X-Y chip talks": of the two, about what stands between */
static bool
is_talks_of_two(const struct clause *c, const struct frame *f)
{
	return c->p->title && unit_has(&c->r->units[c->verb], CUE_NOUN_TALKS) && f->n_who == 2 &&
	       f->who[1].end + 1 == c->verb && f->who[1].first <= f->who[0].end + 1 &&
	       (f->kind == KIND_CHIP_SUPPLY || f->kind == KIND_COMPUTE);
}

/* "bid for ChatGPT": for whose product it is */
static bool
is_bid_for_product(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_WORD_OFFER) && c->verb + 2 < c->p->end &&
	       unit_has(&c->r->units[c->verb + 1], CUE_PREP_FOR) &&
	       c->r->units[c->verb + 2].flags & UNIT_PRODUCT;
}

/* "seeks AI acquisitions": of nobody yet */
static bool
seeks_some(const struct clause *c, const struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];

	return f->kind == KIND_ACQUISITION && f->n_who == 1 && c->money < 0 &&
	       token_ends_in(&c->r->tokens, noun->end - 1, 's') && c->verb > c->p->first + 1 &&
	       units_have(c->r, c->p->first, c->verb, CUE_STATUS_TALKS) && !noun->forms &&
	       !unit_has(noun, CUE_WORD_OFFER);
}

bool
noun_is_too_weak(struct clause *c, const struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];
	bool first = c->verb == c->p->first; /* nothing stands before it */

	if (is_of_all_deals(c, f) || seeks_some(c, f))
		return true;
	if (!unit_has(noun, CUE_NOUN_WEAK) || is_doing_good(c, f) || is_bid_for_product(c) ||
		is_talks_of_two(c, f))
		return false;
	if (c->money < 0)
		c->money = only_money(c->r, c->p);
	if (c->money >= 0 && is_of_fund(c))
		c->money = -1;
	if (f->kind == KIND_COMPUTE && (f->n_who > 1 || (f->n_who == 1 && is_moved(c))) && !first &&
		!unit_prep(noun - 1) &&
		(who_has_role(c->r, &f->who[f->n_who - 1], KNOWN_NEOCLOUD) ||
			who_has_role(c->r, &f->who[0], KNOWN_NEOCLOUD)))
		return false; /* "X jumps on Y lease" */
	if (f->kind == KIND_COMPUTE && f->n_who == 1 && !first &&
		unit_has(noun - 1, CUE_WORD_SITE) &&
		supply_rank(c->r, &f->who[0], KIND_COMPUTE) > 3)
		return false; /* "X jumps on AI data center lease" */
	if (f->kind == KIND_CHIP_SUPPLY && f->n_who > 1 && is_moved(c))
		return false; /* "X soars on Y order" */
	return c->money < 0 && !is_weighed(c->r, c->p, c->verb) && !unit_has(noun, CUE_NOUN_SALE) &&
	       !((f->kind == KIND_ACQUISITION || f->kind == KIND_STAKE) && f->n_who > 1) &&
	       !(unit_has(noun, CUE_NOUN_IPO) && clause_has(c, CUE_WORD_SHARES));
}
