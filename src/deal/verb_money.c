/*
 * verb_money - verbs of money: it goes into companies, buys them whole, or is lent.
 */
#include "verb.h"

#include "base/attr.h"

enum { OPENER_REACH = 6 };

bool
verb_acquire(const struct clause *c, struct frame *f)
{
	enum party_role subject = c->passive ? ROLE_TARGET : ROLE_ACQUIRER;

	if (!c->passive && !clause_has_subject(c))
		return false;

	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, subject);
	if (c->passive) {
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_ACQUIRER) > 0 || c->money >= 0;
		return f->n_who > 0;
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
	return f->n_who > 0;
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

/* What funds alone invest is a round. */
static void
also_round(const struct clause *c, struct frame *f)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		if (!who_is_fund(c->r, &c->subject[i]))
			return;
	if (c->n_subject > 0)
		f->also |= 1u << KIND_FUNDING_ROUND;
}

/* "invests in a start-up", not "bets on agents with new lab", nor "backs start-up rules" */
static bool
object_has_company(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end; i++) {
		const struct unit *next = &c->r->units[i + 1];
		enum cue prep = unit_prep(&c->r->units[i]);

		if (unit_has(&c->r->units[i], CUE_WORD_COMPANY))
			return i + 1 >= c->end || next->type != UNIT_WORD || next->forms ||
			       cues_within(&next->cues, 0, N_CUES - 1);
		if (prep != CUE_NONE && prep != CUE_PREP_IN && prep != CUE_PREP_ON &&
			prep != CUE_PREP_OTHER)
			return false;
	}
	return false;
}

/* "invests $9m in Korea to back X's production": X gets it. */
static bool
frame_add_backed(struct frame *f, const struct clause *c)
{
	struct who who;

	if (c->end + 1 >= c->p->end || !unit_is_to(c->r, c->end - 1) ||
		!unit_has(&c->r->units[c->end], CUE_VERB_BACK) ||
		!name_at(c->r, c->p, c->end + 1, &who))
		return false;
	frame_add(f, who, ROLE_TARGET);
	return true;
}

bool
verb_invest(const struct clause *c, struct frame *f)
{
	unsigned n;

	f->kind = KIND_INVESTMENT;
	if (c->verb > c->p->first && unit_has(&c->r->units[c->verb - 1], CUE_WORD_SHARES))
		return false; /* "X's stock sinks" */
	frame_add_subject(f, c, ROLE_INVESTOR);
	if (c->n_subject == 0 && c->money < 0)
		return false;
	if (unit_has(&c->r->units[c->verb], CUE_VERB_POUR) && c->money < 0 &&
		!clause_has(c, CUE_SUM_VAGUE))
		return false;
	n = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
	    frame_add_args(f, c, CUE_PREP_ON, ROLE_TARGET);
	/* "funnels another $1bn to X", "stumps up $5bn for X" */
	if (n == 0 && unit_has(&c->r->units[c->verb], CUE_VERB_POUR))
		n = frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET) +
		    frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	/* "buys into X", "bets on X", "throws X a lifeline" */
	if (token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "into") ||
		token_is(&c->r->tokens, c->r->units[c->verb].end - 1, "on") ||
		(clause_has(c, CUE_NOUN_INVESTMENT) && !object_is_goods(c)))
		n += frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	if (n == 0 && c->n_subject > 0)
		n += frame_add_backed(f, c) || frame_add_spoken_of(f, c, ROLE_TARGET) > 0;
	f->solid = n > 0 || (c->money >= 0 && f->n_who > 0);
	/* "bets on AI with a $9bn data centre deal": that is the deal */
	if (n == 0 && !clause_object_has_sum(c) &&
		(clause_has(c, CUE_NOUN_LEASE) || clause_has(c, CUE_NOUN_DEAL)))
		return false;
	if (c->n_args > 0 && c->args[0].modifier && c->args[0].prep == CUE_NONE)
		return false;
	if (unit_has(&c->r->units[c->verb], CUE_ACT_STAKE))
		f->also |= 1u << KIND_STAKE;
	also_round(c, f);
	if (!clause_has_subject(c))
		f->kind = KIND_FUNDING_ROUND; /* "investors bet $40m on X" */
	f->solid |= object_has_company(c);
	return f->solid;
}

/* "Banks launch $9bn package to fund X's campus", "a debt deal to fund X" */
static bool
banks_lend(const struct clause *c)
{
	bool lenders = false, sum = false;

	for (uint32_t i = c->p->first; i < c->verb; i++) {
		lenders |= unit_has(&c->r->units[i], CUE_NOUN_DEBT) || unit_is(c->r, i, "banks") ||
			   unit_is(c->r, i, "lenders");
		sum |= unit_is_sum(c->r, i, SUM_DEAL);
	}
	return lenders && sum && c->n_subject == 0;
}

/* "X picks Y and Z to finance its $9bn site": they lend it, X borrows. */
static bool
picked_to_lend(const struct clause *c, struct frame *f)
{
	struct who who;

	if (!c->infinitive || c->money < 0 || c->first < c->p->first + 2 ||
		!unit_has(&c->r->units[c->first - 1], CUE_VERB_PICK) ||
		!clause_has(c, CUE_OBJECT_COMPUTE) ||
		!name_before(c->r, c->p, c->first - 2, true, &who))
		return false;
	for (unsigned i = 0; i < c->n_subject; i++)
		if (!who_has_role(c->r, &c->subject[i], KNOWN_INVESTOR) &&
			!who_has_role(c->r, &c->subject[i], KNOWN_BANK))
			return false;
	f->kind = KIND_DEBT;
	f->also = 1u << KIND_INVESTMENT;
	frame_add(f, who, ROLE_BORROWER);
	frame_add_subject(f, c, ROLE_LENDER);
	return f->solid = f->n_who > 1;
}

bool
verb_back(const struct clause *c, struct frame *f)
{
	if (picked_to_lend(c, f))
		return true;
	if (clause_object_has(c, CUE_NOUN_ACQUISITION))
		return false; /* "holders back a takeover" */
	if (!c->passive && c->money >= 0 &&
		(clause_has(c, CUE_NOUN_DEBT) ||
			(clause_has(c, CUE_WORD_FINANCING) && clause_has(c, CUE_WORD_SITE)))) {
		f->kind = KIND_DEBT; /* "anchors bonds in a $9bn X deal" */
		frame_add_subject(f, c, ROLE_LENDER);
		frame_add_args(f, c, CUE_PREP_IN, ROLE_BORROWER);
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
		return f->solid = f->n_who > 0;
	}
	if (c->infinitive && banks_lend(c)) {
		f->kind = KIND_DEBT;
		return f->solid = frame_add_args(f, c, CUE_NONE, ROLE_BORROWER) > 0;
	}
	if (c->money < 0 && clause_has(c, CUE_AGAINST_LAW))
		return false; /* "backs X in patent lawsuit" */
	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, c->passive ? ROLE_TARGET : ROLE_INVESTOR);
	if (c->passive)
		return f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_INVESTOR) > 0;
	f->solid = frame_add_args(f, c, CUE_NONE, ROLE_TARGET) > 0;
	f->solid |= c->money >= 0 || object_has_company(c);
	if (clause_object_has(c, CUE_NOUN_ROUND)) /* "backs a $9m round for X" */
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	also_round(c, f);
	if (c->n_subject == 0)
		f->kind = KIND_FUNDING_ROUND;
	return f->solid;
}

/* "joins the unicorn club": by a round of its own. */
static bool
joins_unicorns(const struct clause *c, struct frame *f)
{
	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (unit_has(&c->r->units[i], CUE_NOUN_ROUND) &&
			token_is(&c->r->tokens, c->r->units[i].first, "unicorn")) {
			frame_add_subject(f, c, ROLE_TARGET);
			f->kind = KIND_FUNDING_ROUND;
			return f->solid = f->n_who > 0;
		}
	return false;
}

/* "raises $90m, Y joins as investor": whom the title speaks of gets it. */
static bool
joins_investors(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->p->end && i < c->verb + 4; i++)
		if (unit_is(c->r, i, "as"))
			for (uint32_t k = i + 1; k < c->p->end && k < i + 4; k++)
				if (unit_has(&c->r->units[k], CUE_WORD_INVESTOR) ||
					unit_has(&c->r->units[k], CUE_WORD_INVESTORS))
					return true;
	return false;
}

bool
verb_join(const struct clause *c, struct frame *f)
{
	bool venture = clause_has(c, CUE_NOUN_PARTNERSHIP) || clause_has(c, CUE_OBJECT_COMPUTE);
	struct who who;
	bool plain;

	if (joins_investors(c)) {
		f->kind = KIND_INVESTMENT;
		f->also = 1u << KIND_FUNDING_ROUND;
		frame_add_subject(f, c, ROLE_INVESTOR);
		if (frame_add_spoken_of(f, c, ROLE_TARGET) == 0 &&
			name_at(c->r, c->p, c->p->first, &who) && who.end < c->first &&
			unit_is_finite(c->r, c->p, who.end))
			frame_add(f, who, ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	if (!venture && !clause_has(c, CUE_NOUN_ROUND))
		return false;
	frame_add_subject(f, c, venture ? ROLE_PARTNER : ROLE_INVESTOR);
	frame_add_args(f, c, CUE_NONE, venture ? ROLE_PARTNER : ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_IN, venture ? ROLE_PARTNER : ROLE_TARGET);
	f->kind = KIND_FUNDING_ROUND;
	if (venture) {
		f->kind = clause_kind(c, f, &plain);
		f->also = 1u << KIND_PARTNERSHIP;
	}
	f->solid = f->n_who > 1;
	return f->n_who > 1;
}

/* "banks X and Y lead $5bn funding for Z's data centre": it is lent. */
static bool
banks_lead(const struct clause *c)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		if (!who_has_role(c->r, &c->subject[i], KNOWN_BANK))
			return false;
	return c->n_subject > 0 && clause_has(c, CUE_NOUN_ROUND) &&
	       (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER));
}

bool
verb_lead(const struct clause *c, struct frame *f)
{
	if (joins_unicorns(c, f))
		return true;
	if ((clause_has(c, CUE_NOUN_DEBT) || banks_lead(c)) && c->money >= 0) {
		f->kind = KIND_DEBT;
		frame_add_subject(f, c, ROLE_LENDER);
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
		frame_add_args(f, c, CUE_PREP_TO, ROLE_BORROWER);
		frame_add_args(f, c, CUE_NONE, ROLE_BORROWER);
		/* "X joins the rush with a $9bn debt sale": of its own */
		if (c->n_subject == 1 && f->n_who == 1 && !who_is_fund(c->r, &f->who[0]))
			f->who[0].role = ROLE_BORROWER;
		return f->solid = f->n_who > 0;
	}
	if (!clause_has(c, CUE_NOUN_ROUND) && !clause_has(c, CUE_NOUN_INVESTMENT))
		return false;
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	f->also = 1u << KIND_INVESTMENT;
	f->solid = true;
	return f->n_who > 0;
}

/* "in a SoftBank-led round" */
static void
frame_add_backers(struct frame *f, const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type != UNIT_COMPANY || !(unit->flags & UNIT_ASIDE) ||
			!(unit[1].flags & UNIT_HYPHENED) || !unit_is(c->r, i + 1, "led"))
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
			arg->who.company == UNKNOWN)
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
	n = frame_add_args(f, c, CUE_PREP_WITH, ROLE_TARGET) +
	    frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	if (n == 0)
		return false;
	frame_add_subject(f, c, ROLE_INVESTOR);
	f->kind = KIND_INVESTMENT;
	f->also = 1u << KIND_FUNDING_ROUND;
	return f->solid = true;
}

/* "wraps up $9bn of debt to buy chips for X": X has the use of it. */
static void
frame_add_served(struct frame *f, const struct clause *c)
{
	struct who who;

	for (uint32_t i = c->end;
		i + 1 < c->p->end && unit_is_to(c->r, c->end - 1) && i < c->end + OPENER_REACH; i++)
		if (unit_has(&c->r->units[i], CUE_PREP_FOR) && name_at(c->r, c->p, i + 1, &who)) {
			frame_add(f, who, ROLE_BORROWER);
			return;
		}
}

/* A valuation in the title: what is sold are shares. */
static bool
has_valuation(const struct clause *c)
{
	for (uint32_t i = c->p->first; i < c->p->end; i++)
		if (unit_is_sum(c->r, i, SUM_IS_VALUATION))
			return true;
	return false;
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
	return financing && c->n_subject > 0 && !has_valuation(c) &&
	       is_borrower(c->r, &c->subject[0],
		       passage_has(c->p, CUE_OBJECT_CHIPS) ||
			       passage_has(c->p, CUE_OBJECT_COMPUTE));
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
	if ((clause_has(c, CUE_NOUN_DEBT) || asset) && !clause_has(c, CUE_NOUN_SHARE_SALE)) {
		f->kind = KIND_DEBT;
		for (unsigned i = 0; i < f->n_who; i++)
			f->who[i].role =
				who_is_fund(c->r, &f->who[i]) ? ROLE_LENDER : ROLE_BORROWER;
		for (unsigned i = 0; i < c->n_args; i++) /* not "for its X contract" */
			if (c->args[i].prep == CUE_PREP_FOR && !c->args[i].modifier)
				frame_add(f, c->args[i].who, ROLE_BORROWER);
		if (f->n_who == 1 && f->who[0].role == ROLE_LENDER)
			frame_add_served(f, c);
	}
	/* "Ex-Acme engineers land $100M for robot start-up X" */
	if (f->n_who == 0 && f->kind == KIND_FUNDING_ROUND)
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	for (unsigned i = 0; i < c->n_args && f->kind == KIND_FUNDING_ROUND; i++) {
		const struct arg *arg = &c->args[i];

		if (arg->prep == CUE_NONE && arg->modifier && arg->who.company != UNKNOWN &&
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

/* "is raising at $9bn" */
static bool
raises_at(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (unit_is_sum(c->r, i, SUM_IS_VALUATION))
			return true;
	return false;
}

bool
verb_raise(const struct clause *c, struct frame *f)
{
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
		!clause_has(c, CUE_SUM_VAGUE) && !raises_at(c))
		return false;
	/* "tops up its contract with X" */
	if (!clause_object_has_sum(c) && !clause_has(c, CUE_NOUN_ROUND) &&
		(clause_object_has(c, CUE_NOUN_DEAL) || clause_object_has(c, CUE_NOUN_ORDER) ||
			clause_object_has(c, CUE_NOUN_LEASE)))
		return verb_sign(c, f);
	return verb_money_in(c, f);
}

/* "courts investors at a $5bn valuation", "sounds out investors for €2bn" */
static bool
seeks_investors(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end && i <= c->verb + 3; i++)
		if (unit_has(&c->r->units[i], CUE_WORD_INVESTORS))
			return c->money >= 0 || clause_has(c, CUE_SUM_VALUATION);
	return false;
}

/* "eyes $10bn bet on X", "seeks investment in X": into X, not from anybody. */
static bool
seeks_to_invest(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (!unit_has(unit, CUE_NOUN_INVESTMENT))
			continue;
		return phrase_prep(c->r, unit) == CUE_PREP_IN ||
		       ((unit_has(unit + 1, CUE_PREP_IN) || unit_has(unit + 1, CUE_PREP_ON)) &&
			       !clause_has(c, CUE_NOUN_ROUND));
	}
	return false;
}

/* "targets $60bn by 2030": what a year will bring or cost */
static bool
is_for_year(const struct clause *c)
{
	uint32_t sum = c->money < 0 ? c->end : c->r->moneys[c->money].unit;

	return sum + 2 < c->p->end && unit_has(&c->r->units[sum + 1], CUE_PREP_BY) &&
	       c->r->tokens.list[c->r->units[sum + 2].first].flags & TOKEN_NUMBER;
}

/* "eyes AI chip maker X": the firm itself, as nothing of it is named. */
static bool
seeks_firm(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->p->title && c->n_args > 0 && arg->prep == CUE_NONE && !arg->modifier &&
	       !arg->possessed && is_described(c, &arg->who) && !unit_is_to(c->r, arg->who.end) &&
	       !clause_has(c, CUE_NOUN_ROUND);
}

/* "eyes X for memory dies": what X makes */
static bool
seeks_maker(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->n_args > 0 && arg->prep == CUE_NONE && !arg->modifier && !arg->possessed &&
	       supply_rank(c->r, &arg->who, KIND_CHIP_SUPPLY) > 2 && clause_has(c, CUE_PREP_FOR) &&
	       clause_has(c, CUE_OBJECT_CHIPS);
}

bool
verb_seek(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_SUM_OTHER) || c->n_subject == 0 || is_figure(c) || is_for_year(c))
		return false;
	if (seeks_to_invest(c)) {
		f->kind = KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_INVESTOR);
		f->solid = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_PREP_ON, ROLE_TARGET) >
			   0;
		return f->solid || c->money >= 0;
	}
	if (seeks_maker(c)) {
		f->kind = KIND_CHIP_SUPPLY;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		frame_add(f, c->args[0].who, ROLE_SUPPLIER);
		return f->solid = f->n_who > 1;
	}
	if (seeks_firm(c)) {
		f->kind = KIND_ACQUISITION;
		frame_add_subject(f, c, ROLE_ACQUIRER);
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	if (!clause_has(c, CUE_NOUN_ROUND) && !clause_has(c, CUE_NOUN_DEBT) &&
		(clause_object_has(c, CUE_NOUN_DEAL) || clause_object_has(c, CUE_NOUN_ORDER) ||
			clause_object_has(c, CUE_NOUN_LEASE) ||
			clause_object_has(c, CUE_NOUN_ACQUISITION)))
		return verb_sign(c, f) && f->n_who > 1; /* "closes in on a $9bn X deal" */
	if (!clause_object_has_sum(c) && !clause_object_has(c, CUE_NOUN_ROUND) &&
		!seeks_investors(c) && !raises_at(c))
		return false;
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

/* "to list on Nasdaq", "in Hong Kong" */
static bool
lists_at_place(const struct clause *c)
{
	const struct unit *next = &c->r->units[c->verb + 1];

	return c->verb + 2 < c->p->end && unit_prep(next) && unit_has(next + 1, CUE_WORD_PLACE);
}

bool
verb_list(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	f->solid = unit_is(c->r, c->verb, "go public") ||
		   c->r->units[c->verb].end - c->r->units[c->verb].first > 1 ||
		   clause_has(c, CUE_NOUN_IPO) || lists_at_place(c);
	return clause_has_subject(c) && f->solid;
}

/* "bonds to invest in X": what they are for is told. */
static bool
is_for_purpose(const struct clause *c)
{
	const struct unit *next = &c->r->units[c->end];

	return c->p->title && c->end < c->p->end && unit_is_to(c->r, c->end - 1) &&
	       (unit_has(next, CUE_VERB_INVEST) || unit_has(next, CUE_VERB_BACK) ||
		       unit_has(next, CUE_VERB_BUILD) || unit_has(next, CUE_VERB_BUY));
}

/* "prices a $9bn facility" */
static bool
prices_facility(const struct clause *c)
{
	uint32_t sum = c->money < 0 ? c->end : c->r->moneys[c->money].unit;

	return unit_has(&c->r->units[c->verb], CUE_ACT_PRICE) && sum + 1 < c->end &&
	       unit_is(c->r, sum + 1, "facility");
}

bool
verb_file(const struct clause *c, struct frame *f)
{
	const struct unit *verb = &c->r->units[c->verb];

	if ((clause_has(c, CUE_NOUN_DEBT) || prices_facility(c)) && c->n_subject > 0 &&
		(is_for_purpose(c) || (c->money >= 0 && (unit_has(verb, CUE_ACT_PRICE) ||
								unit_has(verb, CUE_VERB_RAISE))))) {
		f->kind = KIND_DEBT; /* "prices $2bn of notes" */
		frame_add_subject(f, c, ROLE_BORROWER);
		return f->solid = true;
	}
	if (!clause_has(c, CUE_NOUN_IPO) && !clause_has(c, CUE_NOUN_SHARE_SALE) &&
		!clause_has(c, CUE_VERB_LIST))
		return false;
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	return f->solid = f->n_who > 0;
}

bool
verb_borrow(const struct clause *c, struct frame *f)
{
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_BORROWER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_LENDER);
	f->solid = c->money >= 0;
	return f->n_who > 0 && f->solid;
}

bool
verb_lend(const struct clause *c, struct frame *f)
{
	if (!clause_has(c, CUE_NOUN_DEBT) && c->money < 0)
		return false;
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_LENDER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_BORROWER);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
	frame_add_args(f, c, CUE_NONE, ROLE_BORROWER);
	f->solid = c->money >= 0;
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

bool
verb_emerge(const struct clause *c, struct frame *f)
{
	const struct frame bare = *f;

	/* "X and Y launch a $2bn joint venture": together, and nobody is funded */
	if (clause_has(c, CUE_NOUN_PARTNERSHIP) && verb_partner(c, f))
		return true;
	*f = bare;
	/* "emerges with $9m", "with a seed round", "with backing from X" */
	if (c->money < 0 && !clause_has(c, CUE_NOUN_ROUND) && !clause_has_arg(c, CUE_PREP_LED_BY))
		return false;
	return verb_money_in(c, f) && (f->n_who > 0 || some_firm_emerges(c));
}
