/*
 * verb_strange - a verb that no list knows: what stands behind it says which deal it is.
 *
 * "X wolfs down Y for $2bn", "X parks $2bn in Y": journalists never run out of verbs, but a price,
 * goods in numbers or a share in somebody stand behind few that are no deal's.
 */
#include "base/attr.h"
#include "find.h"
#include "frame/finite.h"
#include "frame/kind.h"
#include "mention/name.h"
#include "verb.h"

enum { OBJECT_REACH = 5, SELLER = 4, LARGE = 1000000000 };

/* "X and Y champion": the plain form of more than one. */
static bool
follows_two(const struct reading *r, uint32_t first, uint32_t i)
{
	return i > first + 2 && r->units[i - 1].type == UNIT_COMPANY &&
	       !(r->units[i - 1].flags & UNIT_POSSESSED) &&
	       (unit_has(&r->units[i - 2], CUE_WORD_AND) || unit_is_comma(r, i - 2));
}

/* Verbs that say too plainly what they do, and it was no deal. */
static bool
is_plain_verb(const struct unit *unit)
{
	static const enum cue plain[] = { CUE_VERB_BUILD, CUE_VERB_USE, CUE_VERB_OTHER,
		CUE_VERB_FILE, CUE_VERB_SUPPLY, CUE_VERB_LICENSE, CUE_VERB_SELL };

	for (size_t i = 0; i < ARRAY_LEN(plain); i++)
		if (unit_has(unit, plain[i]))
			return true;
	return false;
}

/* A verb in its form that no list knows, or that may mean much: "bags", "targets". */
static bool
is_strange(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (unit->type != UNIT_WORD || unit->flags & (UNIT_JOINED | UNIT_POSSESSED))
		return false;
	if (unit->flags & UNIT_CAPITAL && !p->title_case)
		return false;
	if (unit_is_verb(unit))
		return unit->forms & (FORM_S | FORM_PAST) || unit_is_to(r, i - 1);
	if (unit_may_be_verb(r, p, i))
		return true;
	return unit_is_only_common(unit) && (unit_is_to(r, i - 1) || follows_two(r, p->first, i));
}

/* Company, sum, share, goods or what describes them: the object begins with it. */
static bool
is_substance(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];
	struct who who;

	if (unit->type != UNIT_WORD)
		return unit->type != UNIT_MARK;
	return unit_within(unit, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT) || unit->signs ||
	       unit_is_number(r, i) || unit_has(unit, CUE_WORD_DESCRIPTOR) ||
	       unit_has(unit, CUE_WORD_COMPANY) ||
	       unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) || unit_is_deal_noun(unit) ||
	       name_at(r, p, i, &who);
}

/* To the last unit before the object: the verb itself or what belongs to it, "throws its weight behind". */
static bool
find_object(const struct reading *r, const struct passage *p, uint32_t verb, uint32_t *ret_before)
{
	for (uint32_t i = verb + 1; i < p->end && i <= verb + OBJECT_REACH; i++) {
		const struct unit *unit = &r->units[i];

		if (is_substance(r, p, i)) {
			/* "opens its archive to X", "asked to Prepay": that may be a verb, in capitals */
			if (unit_is_to(r, i - 1) &&
				(i > verb + 2 || (unit->type == UNIT_WORD && p->title_case)))
				return false;
			*ret_before = i - 1;
			return true;
		}
		if (unit->type != UNIT_WORD || unit_has(unit, CUE_WORD_CLAUSE) ||
			unit->forms & FORM_S)
			return false;
	}
	return false;
}

/* Where the object begins, be it "about" so much of it. */
static uint32_t
behind_bounds(const struct clause *c)
{
	uint32_t i = c->verb + 1;

	while (i < c->end && unit_within(&c->r->units[i], CUE_BOUND_ABOUT, CUE_BOUND_UP_TO))
		i++;
	return i;
}

/* --- a sum ---------------------------------------------------------------------- */

/* "parks $2bn in X" */
static bool
puts_sum_in(const struct clause *c, struct frame *f)
{
	const struct arg *in = clause_arg(c, CUE_PREP_IN);
	uint32_t next = clause_behind_sum(c);

	if (!clause_object_has_sum(c) || next >= c->end || !in || in->modifier || in->possessed ||
		unit_prep(&c->r->units[next]) != CUE_PREP_IN)
		return false;
	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

/* "stitches together a $2bn loan", "hawks $2bn of bonds", "fronts $5bn to X" of a bank */
static bool
lends_sum(const struct clause *c, struct frame *f)
{
	bool fund = who_is_fund(c->r, &c->subject[0]);

	if (!clause_object_has_sum(c))
		return false;
	if (fund && (clause_has_arg(c, CUE_PREP_TO) || clause_has_arg(c, CUE_PREP_FOR)))
		return (clause_has(c, CUE_NOUN_DEBT) || clause_has_goods(c) ||
			       who_has_role(c->r, &c->subject[0], KNOWN_BANK)) &&
		       verb_lend(c, f);
	return !fund && clause_has(c, CUE_NOUN_DEBT) && verb_money_in(c, f);
}

/* "squirrels away $50m from X", "at a $9bn valuation", "a $40m Series B" */
static bool
gathers_sum(const struct clause *c, struct frame *f)
{
	bool round = clause_has(c, CUE_NOUN_ROUND) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
		     clause_has_valuation(c);
	const struct arg *from = clause_arg(c, CUE_PREP_FROM);

	if (!clause_object_has_sum(c) || clause_has(c, CUE_NOUN_FUND) || is_figure(c))
		return false;
	if (who_is_fund(c->r, &c->subject[0]) ||
		(round && (clause_has_arg(c, CUE_PREP_IN) || clause_has_arg(c, CUE_PREP_FOR))))
		return round && verb_lead(c, f);
	if (!round && !(from && who_is_fund(c->r, &from->who)))
		return false;
	return verb_money_in(c, f);
}

/* "wires $2bn to X for servers", "slips $1bn to X" */
static bool
gives_sum_to(const struct clause *c, struct frame *f)
{
	const struct arg *to = clause_arg(c, CUE_PREP_TO);
	uint32_t next = clause_behind_sum(c);

	if (!clause_object_has_sum(c) || !to || to->modifier || next >= c->end ||
		unit_prep(&c->r->units[next]) != CUE_PREP_TO)
		return false;
	if (clause_has_goods(c))
		return verb_pay(c, f);
	return verb_commit(c, f) && f->n_who > 1;
}

/* "fritters $2bn on X chips", "coughs up $2bn for X" */
static bool
spends_sum(const struct clause *c, struct frame *f)
{
	uint32_t next = clause_behind_sum(c);
	enum cue prep = next < c->end ? unit_prep(&c->r->units[next]) : CUE_NONE;

	return clause_object_has_sum(c) && c->n_args > 0 &&
	       (prep == CUE_PREP_ON || prep == CUE_PREP_FOR) && verb_pay(c, f);
}

/* --- goods ------------------------------------------------------------------------ */

/* A number that is no year, a power or a sum of them. */
static bool
is_so_much(const struct clause *c)
{
	uint32_t i = behind_bounds(c);

	return i < c->end && clause_has_goods(c) &&
	       ((unit_is_number(c->r, i) && c->r->tokens.list[c->r->units[i].first].len != 4) ||
		       unit_is_power(&c->r->units[i]) ||
		       (clause_object_has_sum(c) && i + 1 < c->end &&
			       unit_has(&c->r->units[i + 1], CUE_PREP_OF)));
}

/* "pipes 9,000 chips to X" */
static bool
gives_goods(const struct clause *c, struct frame *f)
{
	return is_so_much(c) && object_ends_in_goods(c) && clause_has_arg(c, CUE_PREP_TO) &&
	       verb_supply(c, f);
}

/* "snaffles 9,000 X GPUs", "siphons 300 MW from X", not "from X's Y plant" */
static bool
takes_goods(const struct clause *c, struct frame *f)
{
	for (unsigned i = 1; i < c->n_args; i++)
		if (unit_owner(c->r, c->p, c->args[i].who.first) < c->p->end)
			return false;
	return is_so_much(c) && !clause_has_arg(c, CUE_PREP_TO) && object_is_goods(c) &&
	       verb_order(c, f) && f->n_who > c->n_subject;
}

/* Behind the object: its first preposition or mark, or the clause's end. */
static uint32_t
object_ends(const struct clause *c)
{
	uint32_t end = c->verb + 1;

	while (end < c->end && !unit_prep(&c->r->units[end]) && c->r->units[end].type != UNIT_MARK)
		end++;
	return end;
}

/* "reroutes chip orders to X", "shifts its server business from Y to X" */
static bool
moves_orders(const struct clause *c, struct frame *f)
{
	const struct arg *to = clause_arg(c, CUE_PREP_TO);
	uint32_t end = object_ends(c);
	bool from = end < c->end && unit_has(&c->r->units[end], CUE_PREP_FROM), makes;

	if (!to || end >= c->end || end == c->verb + 1 ||
		!(from || unit_has(&c->r->units[end], CUE_PREP_TO)) ||
		!(unit_has(&c->r->units[end - 1], CUE_NOUN_ORDER) ||
			unit_is(c->r, end - 1, "orders") ||
			(from && unit_is(c->r, end - 1, "business"))))
		return false;
	makes = supply_rank(c->r, &to->who, KIND_CHIP_SUPPLY) > 0 ||
		(from && supply_rank(c->r, &c->args[0].who, KIND_CHIP_SUPPLY) > 0);
	if (!clause_has_goods(c) && !makes)
		return false;
	f->kind = makes ? KIND_CHIP_SUPPLY : kind_of_goods(c);
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add(f, to->who, ROLE_SUPPLIER);
	return f->solid = f->n_who > 1;
}

/* --- a company --------------------------------------------------------------------- */

/* Nothing but the company itself is the object. */
static const struct arg *
whole_object(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	if (c->n_args == 0 || arg->prep != CUE_NONE || arg->modifier || arg->possessed ||
		c->n_subject == 0)
		return NULL;
	return arg->who.first == c->verb + 1 || is_described(c, &arg->who) ? arg : NULL;
}

/* "in a $2bn deal", "in a $300m round": what the sum is, or NULL */
static const struct unit *
in_sum_noun(const struct clause *c, uint32_t i)
{
	const struct unit *units = c->r->units;

	if (i + 2 >= c->end || !unit_is(c->r, i, "in"))
		return NULL;
	for (i++; i < c->end && units[i].type != UNIT_MARK && !unit_prep(&units[i]); i++)
		if (unit_is_deal_noun(&units[i]) && c->money >= 0 &&
			c->r->moneys[c->money].unit < i)
			return &units[i];
	return NULL;
}

/* "A cloud bags lab Y in a $10bn deal": to sell it computing, or chips. */
static bool
is_customer(const struct clause *c, const struct who *who)
{
	const struct who *seller = &c->subject[0];

	return who_has_role(c->r, who, KNOWN_AI_LAB) && !is_described(c, who) &&
	       (who_sells_computing(c->r, seller) ||
		       supply_rank(c->r, seller, KIND_CHIP_SUPPLY) >= SELLER) &&
	       c->r->moneys[c->money].amount.usd >= LARGE;
}

/* "for a $2bn chip contract": what the sum is of is no price. */
static bool
is_for_contract(const struct clause *c)
{
	for (uint32_t i = clause_behind_sum(c);
		i < c->end && c->r->units[i].type != UNIT_MARK && !unit_prep(&c->r->units[i]); i++)
		if (unit_is_deal_noun(&c->r->units[i]))
			return true;
	return false;
}

/* "X wolfs down Y for $2bn", "in a $2bn deal": Y is bought. */
static bool
takes_firm(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);
	const struct unit *noun;
	uint32_t end;

	if (!arg || c->money < 0 || who_has_role(c->r, &arg->who, KNOWN_BIG_TECH) ||
		who_is_fund(c->r, &arg->who) || is_customer(c, &arg->who))
		return false;
	end = arg->who.end;
	noun = in_sum_noun(c, end);
	if (!(noun && (unit_has(noun, CUE_NOUN_DEAL) || unit_has(noun, CUE_NOUN_ACQUISITION))) &&
		!(end < c->end && unit_prep(&c->r->units[end]) == CUE_PREP_FOR &&
			clause_sum(c) <= end + 2 && !is_for_contract(c)))
		return false;
	if (clause_has(c, CUE_NOUN_ORDER) || clause_has(c, CUE_NOUN_LEASE) ||
		(clause_has_goods(c) && !is_described(c, &arg->who)))
		return false;
	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, ROLE_ACQUIRER);
	frame_add(f, arg->who, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

/* "X cheers on Y with $90m", "in a $300m round", "at a $4bn valuation": X puts money into Y. */
static bool
helps_firm(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);
	const struct unit *noun;
	uint32_t end, sum = clause_sum(c);

	if (!arg || who_is_listed(c->r, &arg->who))
		return false;
	end = arg->who.end;
	noun = in_sum_noun(c, end);
	if (!(noun && unit_has(noun, CUE_NOUN_ROUND)) &&
		!(sum < c->end && sum <= end + 2 && end < c->end && unit_is(c->r, end, "with") &&
			(sum + 1 == c->p->end ||
				(unit_has(&c->r->units[sum + 1], CUE_NOUN_ROUND) &&
					!unit_has(&c->r->units[sum + 1], CUE_WORD_FINANCING)))) &&
		!(clause_has_valuation(c) && unit_is(c->r, end, "at")))
		return false;
	f->kind = KIND_INVESTMENT;
	f->also = 1u << KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add(f, arg->who, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

/* "X fuels start-up Y with $90m": whatever the verb, if it says what Y is or X is a fund */
static bool
helps_start_up(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);

	return arg && (is_described(c, &arg->who) || who_is_fund(c->r, &c->subject[0])) &&
	       helps_firm(c, f);
}

/* "X wires Y $2bn for servers", "a fund spots Y $2bn" */
static bool
gives_firm_sum(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);

	if (!arg || clause_sum(c) != arg->who.end || clause_has(c, CUE_NOUN_DEAL) ||
		clause_has(c, CUE_NOUN_ORDER))
		return false;
	if (who_is_fund(c->r, &c->subject[0]))
		return verb_lend(c, f);
	return clause_has_goods(c) && verb_pay(c, f);
}

/* "X palms off its chip unit to Y", "start-up Z to Y" */
static bool
passes_firm_on(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);
	bool firm = arg && is_described(c, &arg->who) && arg->who.end < c->end &&
		    unit_has(&c->r->units[arg->who.end], CUE_PREP_TO);

	return clause_has_arg(c, CUE_PREP_TO) && !clause_has_arg(c, CUE_PREP_FROM) &&
	       (firm || (object_is_goods(c) && object_is_division(c))) && verb_sell(c, f) &&
	       f->n_who > 1;
}

/* "X plumps for Y for 1GW of capacity": a maker of what is wanted, by one who wants it. */
static bool
turns_to_maker(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);

	enum deal_kind kind =
		next_clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : kind_of_goods(c);

	if (!arg || supply_rank(c->r, &arg->who, kind) < SELLER ||
		supply_rank(c->r, &c->subject[0], kind) >= supply_rank(c->r, &arg->who, kind))
		return false;
	if (!(clause_has_goods(c) && (clause_has_power(c) || c->money >= 0)) && !is_to_run_site(c))
		return false;
	return verb_pick(c, f);
}

/* "nibbles 5% of X", "squirrels away a stake in X" */
static bool
takes_part(const struct clause *c, struct frame *f)
{
	uint32_t i = behind_bounds(c);

	return (clause_object_has(c, CUE_NOUN_STAKE) ||
		       (i < c->end && c->r->units[i].type == UNIT_PERCENT && object_is_part(c))) &&
	       verb_buy(c, f) && f->n_who > c->n_subject;
}

/*
 * A fund that gives so much "to X for its data centre" lends
 * it, and buys nothing; what it commits may be shares.
 */
static bool
fund_lends(const struct clause *c, struct frame *f)
{
	const struct arg *to = clause_arg(c, CUE_PREP_TO);

	if (c->money < 0 || !who_is_fund(c->r, &c->subject[0]))
		return false;
	if (unit_has(&c->r->units[c->verb], CUE_VERB_COMMIT) &&
		(!to || to->possessed || !who_has_role(c->r, &c->subject[0], KNOWN_BANK)))
		return false;
	return lends_sum(c, f);
}

/* "throws $2bn on X's cloud", "on X chips": for their use */
static bool
spends_on_goods(const struct clause *c, struct frame *f)
{
	const struct arg *on = clause_arg(c, CUE_PREP_ON);

	return on && (on->modifier || on->possessed) && spends_sum(c, f);
}

/* "pipes its archive to X", "its chip technology to X for $2bn" */
static bool
gives_works(const struct clause *c, struct frame *f)
{
	uint32_t end = object_ends(c);

	if (!clause_has_arg(c, CUE_PREP_TO))
		return false;
	if (license_works(c, f))
		return true;
	if (c->money < 0 || clause_object_has_sum(c) || !object_is_goods(c) || c->verb + 1 == end ||
		!unit_has(&c->r->units[end - 1], CUE_OBJECT_CONTENT))
		return false;
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, ROLE_LICENSOR);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE);
	return f->solid = f->n_who > 1;
}

/* "lines up X for a $2bn chip contract" */
static bool
orders_from_maker(const struct clause *c, struct frame *f)
{
	const struct arg *arg = whole_object(c);

	return arg && c->money >= 0 && arg->who.end < c->end &&
	       unit_has(&c->r->units[arg->who.end], CUE_PREP_FOR) && is_for_contract(c) &&
	       !unit_has(&c->r->units[c->verb], CUE_VERB_ACQUIRE) && turns_to_maker(c, f);
}

bool
verb_vague(const struct clause *c, struct frame *f)
{
	static const enum cue vague[] = { CUE_VERB_RAISE, CUE_VERB_GET, CUE_VERB_SEEK,
		CUE_VERB_ORDER, CUE_VERB_ADVANCE, CUE_VERB_SUPPLY, CUE_VERB_COMMIT, CUE_VERB_POUR,
		CUE_VERB_PAY, CUE_VERB_ACQUIRE, CUE_VERB_LEND, CUE_VERB_LICENSE };
	static bool (*const telling[])(const struct clause *c, struct frame *f) = { helps_firm,
		takes_firm, fund_lends, gives_goods, takes_goods, spends_on_goods, gives_firm_sum,
		gives_works, passes_firm_on, orders_from_maker };
	struct frame bare;
	size_t v = 0;

	if (c->passive || c->n_subject == 0 || unit_has(&c->r->units[c->verb], CUE_ACT_OWN) ||
		unit_has(&c->r->units[c->verb], CUE_ACT_ADD))
		return false;
	while (v < ARRAY_LEN(vague) && !unit_has(&c->r->units[c->verb], vague[v]))
		v++;
	if (v == ARRAY_LEN(vague))
		return false;
	bare = *f;
	for (size_t i = 0; i < ARRAY_LEN(telling); i++) {
		if (telling[i](c, f))
			return true;
		*f = bare;
	}
	return false;
}

static bool (*const readings[])(const struct clause *c, struct frame *f) = {
	gives_works,
	lends_sum,
	puts_sum_in,
	gathers_sum,
	gives_goods,
	takes_goods,
	gives_sum_to,
	spends_sum,
	moves_orders,
	takes_part,
	helps_start_up,
	helps_firm,
	passes_firm_on,
	takes_firm,
	gives_firm_sum,
	turns_to_maker,
};

static bool
strange_frame(const struct reading *r, uint32_t passage, uint32_t verb, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];
	struct clause c;
	uint32_t before;

	if (!find_object(r, p, verb, &before))
		return false;
	clause_init(&c, r, p, verb);
	clause_find_subject(&c);
	if (c.n_subject == 0 || units_have_sum(r, c.subject[0].end, verb, SUM_DEAL))
		return false;
	c.verb = before;
	clause_find_args(&c);
	for (size_t i = 0; i < ARRAY_LEN(readings); i++) {
		struct frame f = { .passage = passage, .valuation = -1, .verb = true };

		/* whatever the verb, who "moves orders to X" or "helps start-up X with $90m" */
		if (is_plain_verb(&r->units[verb]) && readings[i] != moves_orders &&
			readings[i] != helps_start_up)
			continue;
		if (!readings[i](&c, &f))
			continue;
		c.verb = verb;
		frame_put(&c, &f, frames);
		return true;
	}
	return false;
}

static bool
may_tell(const struct passage *p)
{
	return (passage_has_type(p, UNIT_MONEY) || passage_has_type(p, UNIT_PERCENT) ||
		       cues_within(&p->cues, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT) ||
		       passage_has(p, CUE_NOUN_STAKE)) &&
	       !passage_has(p, CUE_AGAINST_LAW) && !passage_has(p, CUE_WORD_SUE) &&
	       !passage_has(p, CUE_WORD_BEAT);
}

void
strange_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!may_tell(p) || frames->n == FRAMES_MAX)
		return;
	for (uint32_t i = p->first + 1; i + 1 < p->end; i++)
		if (is_strange(r, p, i) && strange_frame(r, passage, i, frames))
			return;
}
