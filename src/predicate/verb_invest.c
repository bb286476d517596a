/*
 * verb_invest - money that goes into companies: who invests, backs, joins or leads.
 */
#include "verb.h"

#include "base/attr.h"
#include "frame/finite.h"
#include "frame/kind.h"
#include "mention/name.h"

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

/*
 * "$9bn on a photonics bet with X", "to fund its X bet" tell of a bet; and who "bets on X's chips"
 * without a sum pays X nothing.
 */
static bool
is_only_a_bet(const struct clause *c)
{
	size_t word = c->r->units[c->verb].first;
	const struct tokens *tokens = &c->r->tokens;

	if (!token_is(tokens, word, "bet") && !token_is(tokens, word, "bets") &&
		!token_is(tokens, word, "betting"))
		return false;
	if (c->verb + 1 == c->p->end || unit_has(&c->r->units[c->verb + 1], CUE_PREP_WITH))
		return true;
	return c->money < 0 && c->n_args > 0 && c->args[0].possessed;
}

/* "bets its future on X and Y silicon": on what they make, with nothing paid to them */
static bool
is_on_goods(const struct clause *c)
{
	for (unsigned i = 0; i < c->n_args; i++)
		if ((c->args[i].prep == CUE_PREP_IN || c->args[i].prep == CUE_PREP_ON) &&
			c->args[i].modifier &&
			unit_has(&c->r->units[c->args[i].who.end], CUE_OBJECT_CHIPS))
			return true;
	return false;
}

bool
verb_invest(const struct clause *c, struct frame *f)
{
	unsigned n;

	f->kind = KIND_INVESTMENT;
	if (c->verb > c->p->first && unit_has(&c->r->units[c->verb - 1], CUE_WORD_SHARES))
		return false; /* "X's stock sinks" */
	if (is_only_a_bet(c))
		return false;
	frame_add_subject(f, c, ROLE_INVESTOR);
	if (c->n_subject == 0 && c->money < 0)
		return false;
	if (unit_has(&c->r->units[c->verb], CUE_VERB_POUR) && c->money < 0 &&
		!clause_has(c, CUE_SUM_VAGUE))
		return false;
	n = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	n += frame_add_args(f, c, CUE_PREP_ON, ROLE_TARGET);
	/* "funnels another $1bn to X", "stumps up $5bn for X" */
	if (n == 0 && unit_has(&c->r->units[c->verb], CUE_VERB_POUR)) {
		n = frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET);
		n += frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	}
	/* "invests $9bn for X's data centre" */
	if (n == 0 && clause_object_has_sum(c))
		n = frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
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
	if (c->money < 0 && is_on_goods(c))
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

/* "A giant backs new nuclear plants": for their power, as it builds none itself. */
static bool
backs_power(const struct clause *c)
{
	if (!c->p->title || c->passive || c->n_subject != 1 || c->n_args > 0 || c->money >= 0 ||
		clause_has(c, CUE_WORD_COMPANY) ||
		!who_has_role(c->r, &c->subject[0], KNOWN_BIG_TECH))
		return false;
	for (uint32_t i = c->verb + 1; i < c->end && !unit_prep(&c->r->units[i]); i++)
		if (unit_has(&c->r->units[i], CUE_OBJECT_POWER) &&
			token_ends_in(&c->r->tokens, c->r->units[i].end - 1, 's'))
			return true;
	return false;
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
	if (backs_power(c)) {
		f->kind = KIND_COMPUTE;
		f->also = 1u << KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		return f->solid = true;
	}
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

/* "$6bn deal", "$6bn all-stock deal" */
static bool
is_sum_of_deal(const struct clause *c)
{
	uint32_t noun = c->r->moneys[c->money].unit + 1;

	noun += noun + 1 < c->end && c->r->units[noun].flags & UNIT_HYPHENED;
	return noun < c->end && unit_has(&c->r->units[noun], CUE_NOUN_DEAL);
}

/* "X joins Y in $6bn deal": X is bought, if it has no shares that are traded. */
static bool
joins_by_deal(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return c->p->title && c->n_subject == 1 && c->n_args == 1 && c->money >= 0 &&
	       arg->prep == CUE_NONE && arg->who.first == c->verb + 1 && !arg->modifier &&
	       !arg->possessed && arg->who.company != UNKNOWN && arg->who.end < c->end &&
	       unit_is(c->r, arg->who.end, "in") && is_sum_of_deal(c) && !clause_has_goods(c) &&
	       !who_is_listed(c->r, &c->subject[0]) && !who_is_fund(c->r, &c->subject[0]);
}

/* "Start-up X joins Y", and nothing else: Y has bought it; of a name that nobody knows it is a person. */
static bool
joins_buyer(const struct clause *c)
{
	static const enum known_role buyers[] = { KNOWN_AI_LAB, KNOWN_AI_APP, KNOWN_AI_CHIPS,
		KNOWN_NEOCLOUD, KNOWN_BIG_TECH };
	const struct who *joins = &c->subject[0], *who = &c->args[0].who;

	if (!c->p->title || c->n_subject != 1 || c->n_args != 1 || c->args[0].prep != CUE_NONE ||
		who->first != c->verb + 1 || who->end != c->p->end || joins->company == UNKNOWN ||
		who_is_listed(c->r, joins) || who_is_fund(c->r, joins))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(buyers); i++)
		if (who_has_role(c->r, who, buyers[i]))
			return true;
	return false;
}

/* "joins Y in backing Z": the verb behind it tells the deal. */
static bool
joins_in_doing(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->p->end; i++)
		if (unit_prep(&c->r->units[i]))
			return unit_is(c->r, i, "in") && unit_is_verb(&c->r->units[i + 1]) &&
			       c->r->units[i + 1].forms == FORM_ING;
	return false;
}

/* "joins the rush with a $9bn debt sale": of a verb that may be either, leading is asked first. */
static bool
is_led(const struct clause *c, struct frame *f)
{
	struct frame led = *f;

	if (!unit_has(&c->r->units[c->verb], CUE_VERB_LEAD) || !verb_lead(c, &led))
		return false;
	*f = led;
	return true;
}

bool
verb_join(const struct clause *c, struct frame *f)
{
	bool venture = clause_has(c, CUE_NOUN_PARTNERSHIP) || clause_has(c, CUE_OBJECT_COMPUTE);
	struct who who;
	bool plain;

	if (is_led(c, f))
		return true;
	if (joins_in_doing(c))
		return false;
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
	if (joins_by_deal(c) || joins_buyer(c)) {
		f->kind = KIND_ACQUISITION;
		frame_add_subject(f, c, ROLE_TARGET);
		frame_add(f, c->args[0].who, ROLE_ACQUIRER);
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

/* "a fund leads $5bn financing for X's chips": lent, too, as nobody's shares are chips */
static bool
funds_finance_goods(const struct clause *c)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		if (!who_is_fund(c->r, &c->subject[i]))
			return false;
	return c->n_subject > 0 && clause_has(c, CUE_WORD_FINANCING) &&
	       (clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE));
}

bool
verb_lead(const struct clause *c, struct frame *f)
{
	if (joins_unicorns(c, f))
		return true;
	if ((clause_has(c, CUE_NOUN_DEBT) || banks_lead(c) || funds_finance_goods(c)) &&
		c->money >= 0) {
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
	if (!clause_has(c, CUE_NOUN_ROUND) &&
		(!clause_has(c, CUE_NOUN_INVESTMENT) || clause_object_has(c, CUE_WORD_PLURAL)))
		return false; /* "leads its rivals in AI investment" */
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	f->also = 1u << KIND_INVESTMENT;
	f->solid = true;
	return f->n_who > 0;
}
