/*
 * verb_raise - money that comes in: rounds and financings, and what they value a firm at.
 */
#include "verb.h"

#include "base/attr.h"
#include "mention/name.h"

enum { OPENER_REACH = 6 };

/* "X-led", "X-backed funding"; "an X-backed firm" has got its money before */
static bool
backs_round(const struct clause *c, uint32_t i)
{
	return unit_is(c->r, i, "led") ||
	       (unit_is(c->r, i, "backed") && unit_has(&c->r->units[i + 1], CUE_NOUN_ROUND));
}

/* "in a SoftBank-led round" */
static void
frame_add_backers(struct frame *f, const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type != UNIT_COMPANY || !(unit->flags & UNIT_ASIDE) ||
			!(unit[1].flags & UNIT_HYPHENED) || !backs_round(c, i + 1))
			continue;
		/* "a Fund- and Bank-led round" */
		if (i > c->verb + 3 && unit_has(unit - 1, CUE_WORD_AND) &&
			unit[-2].type == UNIT_MARK && unit[-3].type == UNIT_COMPANY)
			frame_add(f, (struct who){ i - 3, i - 2, (int32_t)unit[-3].ref, ROLE_NONE },
				ROLE_INVESTOR);
		frame_add(
			f, (struct who){ i, i + 1, (int32_t)unit->ref, ROLE_NONE }, ROLE_INVESTOR);
	}
}

/* "a round with X, Y aboard": nobody knows X, but it is named as one of several or as the only one. */
static bool
is_named_alone(const struct clause *c, const struct who *who)
{
	const struct unit *with = &c->r->units[who->first] - 1;

	return who->first > c->verb + 2 && unit_has(with, CUE_PREP_WITH) &&
	       unit_has(with - 1, CUE_NOUN_ROUND) &&
	       (who->end == c->p->end || unit_is_comma(c->r, who->end) ||
		       unit_has(&c->r->units[who->end], CUE_WORD_AND));
}

/*
 * "raises $20bn with X", "with X aboard", "with X in the lead": who comes with the money.
 */
static void
frame_add_companions(struct frame *f, const struct clause *c)
{
	for (unsigned i = 0; i < c->n_args; i++) {
		const struct arg *arg = &c->args[i];
		uint32_t with = arg->who.first;

		if (arg->prep != CUE_PREP_WITH || arg->modifier || arg->possessed ||
			!(who_is_sure(c->r, &arg->who) || is_named_alone(c, &arg->who)))
			continue;
		while (with > c->verb && !unit_has(&c->r->units[with], CUE_PREP_WITH))
			with--;
		/* "raises $9m, with X", not "raises $9m to compete with X" */
		if (with > c->verb + 1 && unit_is(c->r, with, "with") &&
			(unit_is_comma(c->r, with - 1) ||
				c->r->units[with - 1].type == UNIT_MONEY ||
				unit_has(&c->r->units[with - 1], CUE_NOUN_ROUND) ||
				unit_has(&c->r->units[with - 1], CUE_SUM_VALUATION)))
			frame_add(f, arg->who, ROLE_INVESTOR);
	}
}

/* "X: $10 Million Series A Raised For …" */
static bool
frame_add_opener(struct frame *f, const struct clause *c)
{
	struct who who;

	for (uint32_t i = c->p->first + 1; i + 1 < c->verb && i < c->p->first + OPENER_REACH; i++)
		if (unit_is(c->r, i, ":") && c->r->units[i + 1].type == UNIT_MONEY &&
			name_before(c->r, c->p, i - 1, true, &who)) {
			frame_add(f, who, ROLE_TARGET);
			return true;
		}
	return false;
}

/* "A fund eyes a €1bn funding deal with X": who has money to give gives it. */
static bool
verb_money_out(const struct clause *c, struct frame *f)
{
	unsigned n;

	if (c->n_subject != 1 || !who_is_fund(c->r, &c->subject[0]))
		return false;
	n = frame_add_args(f, c, CUE_PREP_WITH, ROLE_TARGET);
	n += frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	if (n == 0)
		return false;
	frame_add_subject(f, c, ROLE_INVESTOR);
	f->kind = KIND_INVESTMENT;
	f->also = 1u << KIND_FUNDING_ROUND;
	return f->solid = true;
}

/* Of whom a financing is rather a loan: it owns what lenders take for security, or is listed. */
static bool
is_borrower(const struct reading *r, const struct who *who, bool for_goods)
{
	static const enum known_role owners[] = { KNOWN_NEOCLOUD, KNOWN_DATA_CENTRE, KNOWN_ENERGY,
		KNOWN_CLOUD, KNOWN_BIG_TECH };

	for (size_t i = 0; i < ARRAY_LEN(owners); i++)
		if (who_has_role(r, who, owners[i]))
			return true;
	return for_goods && who_has_role(r, who, KNOWN_AI_LAB);
}

/* "secures $2bn financing for its data centres", not "a financing round", "Series C financing" */
static bool
is_asset_financing(const struct clause *c)
{
	bool financing = false;

	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (!unit_has(unit, CUE_NOUN_ROUND))
			continue;
		if (!token_is(&c->r->tokens, unit->first, "financing") &&
			!token_is(&c->r->tokens, unit->end - 1, "financing"))
			return false;
		if (token_is(&c->r->tokens, unit->end - 1, "round") ||
			unit->end - unit->first > 2 ||
			(unit->end - unit->first == 2 && !unit_is(c->r, i, "in financing") &&
				!unit_is(c->r, i, "financing deal") &&
				!unit_is(c->r, i, "financing package")))
			return false;
		financing = true;
	}
	/* where a valuation is told, what is sold are shares */
	return financing && c->n_subject > 0 &&
	       !units_have_sum(c->r, c->p->first, c->p->end, SUM_IS_VALUATION) &&
	       is_borrower(c->r, &c->subject[0],
		       passage_has(c->p, CUE_OBJECT_CHIPS) ||
			       passage_has(c->p, CUE_OBJECT_COMPUTE));
}

/* "Listed X gets a $5bn lifeline from Y": what one company pays another is no round. */
static bool
is_paid_in(const struct clause *c, const struct frame *f)
{
	unsigned givers = 0;

	if (f->kind != KIND_FUNDING_ROUND || c->n_subject != 1 ||
		!clause_has(c, CUE_NOUN_INVESTMENT) || !who_is_listed(c->r, &c->subject[0]) ||
		clause_has(c, CUE_NOUN_ROUND) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
		clause_has(c, CUE_NOUN_IPO))
		return false;
	for (unsigned i = 0; i < f->n_who; i++) {
		if (f->who[i].role != ROLE_INVESTOR)
			continue;
		if (who_is_fund(c->r, &f->who[i]) || f->who[i].company == UNKNOWN)
			return false;
		givers++;
	}
	return givers > 0;
}

/* "a $6m seed round for small-business loans": what the money is for */
static bool
is_round_for_loans(const struct clause *c)
{
	bool round = false;

	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		if (unit_has(&c->r->units[i], CUE_PREP_FOR))
			return round;
		if (unit_has(&c->r->units[i], CUE_NOUN_DEBT))
			return false;
		round |= unit_has(&c->r->units[i], CUE_NOUN_ROUND);
	}
	return false;
}

/* "South Korea lines up $880bn from X": a country is nobody's target. */
static bool
place_gets(const struct clause *c)
{
	return c->n_subject == 0 && c->p->title && c->verb > c->p->first && !c->passive &&
	       unit_has(&c->r->units[c->verb - 1], CUE_WORD_PLACE);
}

/* "seeks a $5bn loan", "raises $20bn of debt for X": a fund raises it for another, or is no bank and borrows. */
static void
money_is_lent(const struct clause *c, struct frame *f)
{
	f->kind = KIND_DEBT;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = who_is_fund(c->r, &f->who[i]) ? ROLE_LENDER : ROLE_BORROWER;
	for (unsigned i = 0; i < c->n_args; i++) /* not "for its X contract" */
		if (c->args[i].prep == CUE_PREP_FOR && !c->args[i].modifier)
			frame_add(f, c->args[i].who, ROLE_BORROWER);
		else if (c->args[i].prep == CUE_PREP_WITH && who_is_fund(c->r, &c->args[i].who))
			frame_add(f, c->args[i].who, ROLE_LENDER);
	if (f->n_who == 1 && f->who[0].role == ROLE_LENDER)
		frame_add_served(f, c);
	if (f->n_who == 1 && !who_has_role(c->r, &f->who[0], KNOWN_BANK))
		f->who[0].role = ROLE_BORROWER;
}

bool
verb_money_in(const struct clause *c, struct frame *f)
{
	bool asset = is_asset_financing(c);

	if (!clause_has(c, CUE_NOUN_DEBT) && verb_money_out(c, f))
		return true;
	f->kind = KIND_FUNDING_ROUND;
	f->also = asset ? 1u << KIND_FUNDING_ROUND : f->also;
	frame_add_subject(f, c, ROLE_TARGET);
	if (((clause_has(c, CUE_NOUN_DEBT) && !is_round_for_loans(c)) || asset) &&
		!clause_has(c, CUE_NOUN_SHARE_SALE))
		money_is_lent(c, f);
	if (place_gets(c))
		return false;
	/* "Ex-Acme engineers land $100M for robot start-up X" */
	if (f->n_who == 0 && f->kind == KIND_FUNDING_ROUND)
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	for (unsigned i = 0; i < c->n_args && f->kind == KIND_FUNDING_ROUND; i++) {
		const struct arg *arg = &c->args[i];

		if (arg->prep == CUE_NONE && arg->modifier && who_is_sure(c->r, &arg->who) &&
			unit_has(&c->r->units[arg->who.end], CUE_NOUN_INVESTMENT))
			frame_add(f, arg->who, ROLE_INVESTOR); /* "lines up X investment" */
	}
	frame_add_args(f, c, CUE_PREP_LED_BY, f->kind == KIND_DEBT ? ROLE_LENDER : ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_FROM, f->kind == KIND_DEBT ? ROLE_LENDER : ROLE_INVESTOR);
	if (f->kind == KIND_FUNDING_ROUND)
		frame_add_backers(f, c);
	if (f->kind == KIND_FUNDING_ROUND && c->money >= 0)
		frame_add_companions(f, c);
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == ROLE_INVESTOR)
			f->also |= 1u << KIND_INVESTMENT;
	if (is_paid_in(c, f)) {
		f->kind = KIND_INVESTMENT;
		f->also |= 1u << KIND_FUNDING_ROUND;
	}
	f->solid = true;
	return true;
}

bool
is_figure(const struct clause *c)
{
	const struct unit *before = c->verb > c->p->first ? &c->r->units[c->verb - 1] : NULL;

	if (before && before->type == UNIT_WORD &&
		(unit_has(before, CUE_SUM_OTHER) || unit_has(before, CUE_AGAINST_STOCK)))
		return true; /* "price target raised to $250" */
	return (clause_object_has(c, CUE_SUM_OTHER) ||
		       clause_object_has(c, CUE_AGAINST_EARNINGS)) &&
	       !clause_object_has(c, CUE_NOUN_ROUND) && !clause_object_has(c, CUE_NOUN_DEBT) &&
	       !clause_object_has(c, CUE_NOUN_SHARE_SALE);
}

/* A lab or a maker of chips that is named behind "for", "in" or "on", and is no example: "the next X". */
static bool
firm_to_fund(const struct clause *c, struct who *ret_who)
{
	static const enum known_role roles[] = { KNOWN_AI_LAB, KNOWN_AI_APP, KNOWN_AI_CHIPS,
		KNOWN_NEOCLOUD };

	for (uint32_t i = c->verb + 2; i < c->p->end; i++) {
		enum cue prep = unit_prep(&c->r->units[i - 1]);

		if ((prep != CUE_PREP_FOR && prep != CUE_PREP_IN && prep != CUE_PREP_ON) ||
			c->r->units[i].flags & UNIT_ASIDE || !name_at(c->r, c->p, i, ret_who))
			continue;
		for (size_t k = 0; k < ARRAY_LEN(roles); k++)
			if (who_has_role(c->r, ret_who, roles[k]))
				return true;
	}
	return false;
}

/* "Acme Ventures raises a $5bn fund for X's chips", "special funds to double down on X" */
bool
raises_fund_for_firm(const struct clause *c)
{
	struct who firm;

	return c->money >= 0 && c->n_subject == 1 && clause_has(c, CUE_NOUN_FUND) &&
	       !clause_has(c, CUE_NOUN_ROUND) && firm_to_fund(c, &firm);
}

bool
raise_fund_for_firm(const struct clause *c, struct frame *f)
{
	struct who firm;

	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	if (firm_to_fund(c, &firm))
		frame_add(f, firm, ROLE_TARGET);
	return f->solid = f->n_who > 1;
}

bool
verb_raise(const struct clause *c, struct frame *f)
{
	if (raises_fund_for_firm(c))
		return raise_fund_for_firm(c, f);
	if (clause_has(c, CUE_NOUN_FUND) && !clause_has(c, CUE_NOUN_ROUND))
		return false;
	if (is_figure(c))
		return false;
	if (c->passive) {
		f->kind = KIND_FUNDING_ROUND;
		frame_add_args(f, c, CUE_PREP_BY, ROLE_TARGET);
		f->solid = true;
		return f->n_who > 0;
	}
	if (c->n_subject == 0 && frame_add_opener(f, c)) {
		f->kind = KIND_FUNDING_ROUND;
		return f->solid = true;
	}
	if (c->money < 0 && !clause_has(c, CUE_NOUN_ROUND) && !clause_has(c, CUE_NOUN_SHARE_SALE) &&
		!clause_has(c, CUE_NOUN_DEBT) && !clause_has(c, CUE_SUM_VALUATION) &&
		!clause_has(c, CUE_SUM_VAGUE) && !clause_has_valuation(c))
		return false;
	/* "tops up its contract with X", "scoops a $2bn contract" */
	if (!clause_has(c, CUE_NOUN_ROUND) && !clause_object_has(c, CUE_NOUN_SHARE_SALE) &&
		!clause_object_has(c, CUE_NOUN_DEBT) &&
		!clause_object_has(c, CUE_NOUN_INVESTMENT) &&
		(clause_object_has(c, CUE_NOUN_DEAL) || clause_object_has(c, CUE_NOUN_ORDER) ||
			clause_object_has(c, CUE_NOUN_LEASE)))
		return verb_sign(c, f);
	return verb_money_in(c, f);
}

bool
verb_value(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	if (c->passive || c->r->units[c->verb].forms & FORM_PAST)
		frame_add_subject(f, c, ROLE_TARGET);
	else
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	/* "X's latest round values it at $9bn" */
	if (f->n_who == 0 && c->p->title && c->verb + 1 < c->end &&
		unit_has(&c->r->units[c->verb + 1], CUE_WORD_IT))
		frame_add_subject(f, c, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_LED_BY, ROLE_INVESTOR);
	frame_add_backers(f, c);
	return f->n_who > 0;
}

/* "A start-up building X emerges from stealth with $9m": which one, the title does not say. */
static bool
some_firm_emerges(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (!c->p->title || c->money < 0 || verb->end - verb->first < 2)
		return false;
	for (uint32_t i = c->p->first; i < c->verb; i++)
		if (unit_has(&c->r->units[i], CUE_WORD_COMPANY))
			return !unit_has(&c->r->units[i], CUE_WORD_PLURAL);
	return false;
}

/* "launches a $40m challenge", "a $9bn programme": what costs so much, and not a round or a loan. */
static bool
launches_for_sum(const struct clause *c)
{
	uint32_t next = clause_behind_sum(c);

	return next < c->end && clause_object_has_sum(c) && c->r->units[next].type == UNIT_WORD &&
	       !unit_prep(&c->r->units[next]) && !unit_has(&c->r->units[next], CUE_WORD_CLAUSE) &&
	       !unit_has(&c->r->units[next], CUE_PREP_LED_BY) && !clause_has(c, CUE_NOUN_ROUND) &&
	       !clause_has(c, CUE_NOUN_SHARE_SALE) && !clause_has(c, CUE_NOUN_DEBT) &&
	       !clause_has(c, CUE_NOUN_IPO);
}

bool
verb_emerge(const struct clause *c, struct frame *f)
{
	const struct frame bare = *f;

	/* "X and Y launch a $2bn joint venture": together, and nobody is funded */
	if (clause_has(c, CUE_NOUN_PARTNERSHIP) && verb_partner(c, f))
		return true;
	*f = bare;
	if (launches_for_sum(c))
		return false;
	/* "emerges with $9m", "with a seed round", "with backing from X" */
	if (c->money < 0 && !clause_has(c, CUE_NOUN_ROUND) && !clause_has_arg(c, CUE_PREP_LED_BY))
		return false;
	return verb_money_in(c, f) && (f->n_who > 0 || some_firm_emerges(c));
}
