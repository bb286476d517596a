/*
 * sum_role - what a sum is: the deal's, what a firm is worth, or another figure; and its bound.
 */
#include "sum.h"

enum {
	SUM_NEAR = 6,
	WORTH_REACH = 8,
	VALUED_REACH = 10,
	INVESTED_REACH = 6,
	PAID_REACH = 8,
	DEAL_USD_MIN = 10000
};

#define IPO_USD_MAX INT64_C(150000000000) /* the largest there was is below */

/* "talks over $11bn", "a dispute over $11bn": what it is about, and no more than that. */
static bool
is_about(const struct reading *r, const struct passage *p, uint32_t at)
{
	const struct unit *before = at > p->first ? &r->units[at - 1] : NULL;

	return before && unit_is(r, at, "over") &&
	       (unit_has(before, CUE_NOUN_TALKS) || unit_has(before, CUE_STATUS_TALKS) ||
		       unit_has(before, CUE_WORD_RIVALRY));
}

static enum bound
bound_of(const struct reading *r, const struct passage *p, uint32_t at, const struct money *money)
{
	const struct unit *after = at + 1 < p->end ? &r->units[at + 1] : NULL;

	/* "up to a $10bn", "more than the $10bn" */
	for (uint32_t k = 1; k <= 2 && at >= p->first + k; k++) {
		const struct unit *before = &r->units[at - k];
		if (unit_has(before, CUE_BOUND_UP_TO))
			return BOUND_UP_TO;
		if (unit_has(before, CUE_BOUND_MORE) && !is_about(r, p, at - k))
			return BOUND_MORE_THAN;
		if (unit_has(before, CUE_BOUND_ABOUT))
			return BOUND_ABOUT;
		if (!unit_has(before, CUE_WORD_THE))
			break;
	}
	if (after && (unit_has(after, CUE_BOUND_MORE) || unit_is(r, at + 1, "+")) &&
		(unit_is(r, at + 1, "+") || unit_is(r, at + 1, "or more")))
		return BOUND_MORE_THAN;
	return money->amount.low > 0 ? BOUND_UP_TO : BOUND_EXACT;
}

static bool
deal_behind(const struct reading *r, const struct passage *p, uint32_t year)
{
	if (!token_is(&r->tokens, r->units[year].end - 1, "year"))
		return false;
	for (uint32_t k = year + 1; k < p->end && k <= year + SUM_NEAR; k++) {
		if (unit_is_deal_noun(&r->units[k]))
			return true;
		if (r->units[k].type == UNIT_MARK)
			return false;
	}
	return false;
}

/* "to pay X $60m a year", "the contract is worth $5m a month": the deal's sum, by its term. */
static bool
is_paid(const struct reading *r, const struct passage *p, uint32_t at, uint32_t term)
{
	bool is_term = unit_has(&r->units[term], CUE_SUM_TERM);

	for (uint32_t k = at; is_term && k > p->first && at - k < PAID_REACH; k--) {
		const struct unit *unit = &r->units[k - 1];

		if (unit_has(unit, CUE_VERB_PAY) || unit_has(unit, CUE_VERB_LICENSE) ||
			unit_has(unit, CUE_NOUN_LICENCE) || unit_has(unit, CUE_NOUN_DEAL))
			return true;
		if (unit_has(unit, CUE_WORD_CLAUSE) || unit->type == UNIT_MONEY)
			return false;
	}
	return false;
}

/* "$2bn at a valuation of $8bn": the word is about the sum behind it. */
static bool
says_next_sum(const struct reading *r, const struct passage *p, uint32_t valuation)
{
	for (uint32_t k = valuation + 1; k < p->end && k < valuation + 4; k++) {
		const struct unit *unit = &r->units[k];

		if (unit->type == UNIT_MONEY)
			return true;
		if (!unit_has(unit, CUE_PREP_OF) && !unit_is(r, k, "at") &&
			!unit_has(unit, CUE_WORD_THE) &&
			!unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO))
			return false;
	}
	return false;
}

/* "$500m in revenue", "$30bn in data centre sales": what a firm takes in, and no deal. */
static bool
is_income(const struct reading *r, const struct passage *p, uint32_t at)
{
	if (at + 2 >= p->end || !unit_is(r, at + 1, "in"))
		return false;
	for (uint32_t k = at + 2; k < p->end && k <= at + SUM_NEAR; k++) {
		const struct unit *unit = &r->units[k];

		if (unit->type == UNIT_MARK || unit_is_deal_noun(unit) || unit_prep(unit))
			return false;
		if (unit_is(r, k, "revenue") || unit_is(r, k, "sales"))
			return k + 1 == p->end || !unit_is_deal_noun(unit + 1);
	}
	return false;
}

/* What follows a sum: "$500bn valuation", "$100m ARR", "$13bn military start-up". */
static enum sum_role
role_after(const struct reading *r, const struct passage *p, uint32_t at)
{
	uint32_t last = at;

	if (is_income(r, p, at))
		return SUM_IS_OTHER;
	if (at + 1 < p->end && unit_is(r, at + 1, "+"))
		at = ++last; /* "$50B+ valuation" */
	for (uint32_t k = at + 1; k < p->end && k <= at + SUM_NEAR; k++) {
		const struct unit *unit = &r->units[k];

		if (unit_has(unit, CUE_SUM_VALUATION) && !unit_is(r, k, "worth"))
			return k <= at + 3 && !says_next_sum(r, p, k) ? SUM_IS_VALUATION : SUM_DEAL;
		if (unit_is_deal_noun(unit))
			return SUM_DEAL;
		/* "$60m-a-year licensing deal": the sum of the deal, by the year */
		if (unit_has(unit, CUE_SUM_OTHER) &&
			!(k == at + 1 && (deal_behind(r, p, k) || is_paid(r, p, at, k))))
			return k <= at + 3 ? SUM_IS_OTHER : SUM_DEAL;
		if (unit_has(unit, CUE_WORD_COMPANY))
			return k == last + 1 ? SUM_IS_VALUATION : SUM_DEAL;
		if (unit->type == UNIT_MARK || unit->type == UNIT_MONEY || unit_is_to(r, k) ||
			unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
			unit_has(unit, CUE_WORD_CLAUSE))
			return SUM_DEAL;
		last = k;
	}
	return SUM_DEAL;
}

/* "a cloud deal with Google worth $10bn", "chips worth $2bn": the deal is worth it, not the company. */
static bool
deal_before(const struct reading *r, const struct passage *p, uint32_t worth)
{
	if (worth > p->first &&
		(unit_is_goods(&r->units[worth - 1]) || r->units[worth - 1].type == UNIT_CHIP))
		return true;
	for (uint32_t k = 1; k <= WORTH_REACH && worth >= p->first + k; k++) {
		const struct unit *unit = &r->units[worth - k];

		if (unit_is_deal_noun(unit))
			return !unit_has(unit, CUE_NOUN_STAKE);
		if (unit_has(unit, CUE_WORD_SHARES))
			return true;
		if (unit_has(unit, CUE_WORD_CLAUSE) ||
			(unit_has(unit, CUE_WORD_COMPANY) &&
				!(worth > p->first + k && unit[-1].type == UNIT_COMPANY)))
			return false;
	}
	return false;
}

/* "seeks $5bn at $50bn", "to invest more in X at $9bn", "buys 49% of X at $9bn" */
static bool
paid_at(const struct reading *r, const struct passage *p, uint32_t at)
{
	uint32_t before = at - (at > p->first + 1 && unit_is(r, at - 1, "+"));

	if (before > p->first && r->units[before - 1].type == UNIT_MONEY)
		return true;
	for (uint32_t k = at; k > p->first && at - k < INVESTED_REACH; k--) {
		const struct unit *unit = &r->units[k - 1];

		if (unit_has(unit, CUE_VERB_INVEST) || unit_has(unit, CUE_VERB_BACK) ||
			unit->type == UNIT_PERCENT)
			return true;
		if (unit->type == UNIT_MARK || unit_has(unit, CUE_WORD_CLAUSE) ||
			unit_is_deal_noun(unit))
			return false;
	}
	return false;
}

/* "in talks at $9bn", "seeks funds at $5bn": what the company is worth in its round. */
static bool
raised_at(const struct reading *r, const struct passage *p, uint32_t at)
{
	if (paid_at(r, p, at))
		return true;
	for (uint32_t k = at; k > p->first && at - k < 3; k--) {
		const struct unit *unit = &r->units[k - 1];

		if (unit_has(unit, CUE_NOUN_ACQUISITION) || unit_has(unit, CUE_NOUN_SALE) ||
			unit_has(unit, CUE_NOUN_SHARE_SALE) || unit_has(unit, CUE_WORD_SHARES))
			return false;
		if (unit_has(unit, CUE_NOUN_ROUND) || unit_has(unit, CUE_NOUN_TALKS) ||
			unit_has(unit, CUE_VERB_RAISE))
			return true;
	}
	return false;
}

/* "the deal is valued at", "its takeover, valued at", "the acquisition value is": the deal's own. */
static bool
deal_is_valued(const struct reading *r, const struct passage *p, uint32_t value)
{
	uint32_t k = value;

	while (k > p->first && (unit_has(&r->units[k - 1], CUE_WORD_BE) ||
				       unit_is(r, k - 1, "which") || unit_is(r, k - 1, ",")))
		k--;
	return k > p->first && unit_is_deal_noun(&r->units[k - 1]);
}

/* "hits $29bn valuation in new $2bn round", "with $150m raise": the valuation has its own sum. */
static bool
has_own_sum(const struct reading *r, const struct passage *p, uint32_t valuation, uint32_t at)
{
	if (valuation + 1 < at && unit_is(r, at - 1, "in"))
		return true;
	if (valuation == p->first || r->units[valuation - 1].type != UNIT_MONEY)
		return false;
	for (uint32_t k = valuation + 1; k < at; k++)
		if (unit_has(&r->units[k], CUE_PREP_IN) || unit_has(&r->units[k], CUE_PREP_WITH) ||
			unit_is(r, k, "after") || unit_is(r, k, "on") || unit_is(r, k, "following"))
			return true;
	return false;
}

/* "values the founder's chip start-up at $4bn" */
static bool
valued_at(const struct reading *r, const struct passage *p, uint32_t at)
{
	/* "at ~$4bn", "at more than $4bn" */
	while (at > p->first &&
		(unit_is(r, at - 1, "~") ||
			unit_within(&r->units[at - 1], CUE_BOUND_ABOUT, CUE_BOUND_UP_TO)))
		at--;
	if (at == p->first || !unit_is(r, at - 1, "at"))
		return false;
	for (uint32_t k = at - 1; k > p->first && at - k < VALUED_REACH; k--) {
		const struct unit *unit = &r->units[k - 1];

		if (unit_has(unit, CUE_VERB_VALUE))
			return true;
		if (unit->type == UNIT_MONEY || unit_has(unit, CUE_WORD_CLAUSE) ||
			unit_prep(unit) || unit_is_deal_noun(unit))
			return false;
	}
	return false;
}

/* What leads to a sum: "valued at more than", "worth", "valuation above", "revenue of". */
static enum sum_role
role_before(const struct reading *r, const struct passage *p, uint32_t at)
{
	if (valued_at(r, p, at))
		return SUM_IS_VALUATION;
	for (uint32_t k = 1; k <= SUM_NEAR && at >= p->first + k; k++) {
		const struct unit *unit = &r->units[at - k];
		bool bound = unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO);

		if (unit_has(unit, CUE_SUM_VALUATION)) {
			const struct unit *what =
				at >= p->first + k + 1 ? &r->units[at - k - 1] : NULL;

			if (has_own_sum(r, p, at - k, at))
				return SUM_DEAL;
			if (unit_is(r, at - k, "is worth") && deal_before(r, p, at - k))
				return SUM_DEAL;
			if ((unit_is(r, at - k, "valued at") || unit_is(r, at - k, "value") ||
				    unit_is(r, at - k, "value of")) &&
				deal_is_valued(r, p, at - k))
				return SUM_DEAL; /* "in a transaction valued at" */
			if (unit_is(r, at - k, "worth") && what &&
				(unit_is_deal_noun(what) || k > 3 || deal_before(r, p, at - k)))
				return SUM_DEAL;
			return SUM_IS_VALUATION;
		}
		if (unit_has(unit, CUE_VERB_VALUE) && k <= 5)
			return SUM_IS_VALUATION;
		if (unit_is(r, at - k, "at") && raised_at(r, p, at - k))
			return SUM_IS_VALUATION;
		if (unit_has(unit, CUE_SUM_OTHER) && k <= 3 && !unit_has(unit, CUE_VERB_SIGN) &&
			!unit_has(unit, CUE_WORD_PLURAL)) /* "steps up AI race with $4bn" */
			return SUM_IS_OTHER;
		if (unit->type == UNIT_MONEY || unit_within(unit, CUE_WORD_CLAUSE, CUE_WORD_AND))
			break;
		if (unit->type == UNIT_MARK || unit_is_deal_noun(unit))
			break;
		if (unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) && !bound &&
			!unit_has(&r->units[at - k], CUE_WORD_REACH))
			break;
	}
	return SUM_DEAL;
}

/*
 * "X eyes $8bn valuation, Y's $5bn", "hits $8bn valuation months after reaching $4bn": of the same
 * kind as the sum before it.
 */
static bool
goes_on_valuation(const struct reading *r, const struct passage *p, uint32_t at)
{
	if (at < p->first + 4 ||
		!(r->units[at - 1].flags & UNIT_POSSESSED ||
			r->units[at - 2].flags & UNIT_POSSESSED ||
			unit_has(&r->units[at - 1], CUE_WORD_REACH)) ||
		(at + 1 < p->end && r->units[at + 1].type != UNIT_MARK))
		return false;
	for (uint32_t k = at - 1; k > p->first; k--)
		if (r->units[k - 1].type == UNIT_MONEY)
			return unit_is_sum(r, k - 1, SUM_IS_VALUATION);
	return false;
}

/* "a $1tn IPO": more than any has brought, so what the company will be worth by it */
static bool
is_worth_by_ipo(const struct reading *r, const struct passage *p, uint32_t at)
{
	return r->moneys[r->units[at].ref].amount.usd >= IPO_USD_MAX && at + 1 < p->end &&
	       unit_has(&r->units[at + 1], CUE_NOUN_IPO);
}

/* "$30 a share", "$30-per-share deal" */
static bool
is_by_share(const struct reading *r, const struct passage *p, uint32_t at)
{
	for (uint32_t i = at + 1; i < p->end && i <= at + 3; i++)
		if (token_is(&r->tokens, r->units[i].end - 1, "share"))
			return true;
	return false;
}

/* "$50m upfront, and up to $1bn": the first of what a deal brings, where more is told. */
static bool
is_down_payment(const struct reading *r, const struct passage *p, uint32_t at)
{
	if (!sum_is_upfront(r, p, at))
		return false;
	for (uint32_t i = p->first; i < p->end; i++)
		if (i != at && r->units[i].type == UNIT_MONEY &&
			r->moneys[r->units[i].ref].amount.usd >
				r->moneys[r->units[at].ref].amount.usd)
			return true;
	return false;
}

bool
sum_is_upfront(const struct reading *r, const struct passage *p, uint32_t at)
{
	return at + 1 < p->end && unit_is(r, at + 1, "upfront");
}

void
sums_judge(struct reading *r, const struct passage *p)
{
	for (uint32_t sum = p->first_sum; sum < p->end_sum; sum++) {
		struct money *money = &r->moneys[sum];
		uint32_t i = money->unit;

		if (!sum_stands(r, p, sum))
			continue;
		money->amount.bound = bound_of(r, p, i, money);
		money->role = role_before(r, p, i);
		if (money->role == SUM_DEAL)
			money->role = role_after(r, p, i);
		if (money->role == SUM_DEAL &&
			(goes_on_valuation(r, p, i) || is_worth_by_ipo(r, p, i)))
			money->role = SUM_IS_VALUATION;
		if (money->role == SUM_DEAL && is_down_payment(r, p, i))
			money->role = SUM_IS_OTHER;
		if (money->amount.usd > 0 && money->amount.usd < DEAL_USD_MIN)
			money->role = is_by_share(r, p, i) ? SUM_IS_OTHER : SUM_IS_PRICE;
	}
}

int32_t
only_money(const struct reading *r, const struct passage *p)
{
	int32_t money = -1;

	for (uint32_t sum = p->first_sum; sum < p->end_sum; sum++) {
		if (r->moneys[sum].role != SUM_DEAL || !sum_stands(r, p, sum))
			continue;
		if (money >= 0)
			return -1;
		money = (int32_t)sum;
	}
	return money;
}
