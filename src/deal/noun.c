/*
 * noun - deals that hang on a noun ("X's purchase of Y"), and valuations.
 */
#include "part.h"

#include "base/attr.h"

enum {
	NOUN_REACH = 48,
	CUSTOMER_REACH = 6,
	PARTY_REACH = 6,
	BUYER_REACH = 4,
	WEIGHER_REACH = 5,
	OPENER_WORDS = 4
};

enum deal_kind
kind_of_noun(const struct unit *unit)
{
	static const struct {
		enum cue cue;
		enum deal_kind kind;
	} nouns[] = { { CUE_NOUN_ACQUISITION, KIND_ACQUISITION }, { CUE_NOUN_STAKE, KIND_STAKE },
		{ CUE_NOUN_IPO, KIND_FUNDING_ROUND }, { CUE_NOUN_SHARE_SALE, KIND_FUNDING_ROUND },
		{ CUE_NOUN_ROUND, KIND_FUNDING_ROUND }, { CUE_NOUN_DEBT, KIND_DEBT },
		{ CUE_NOUN_ORDER, KIND_CHIP_SUPPLY }, { CUE_NOUN_LEASE, KIND_COMPUTE },
		{ CUE_NOUN_LICENCE, KIND_LICENSING }, { CUE_NOUN_INVESTMENT, KIND_INVESTMENT },
		{ CUE_NOUN_DEAL, KIND_PARTNERSHIP }, { CUE_NOUN_PARTNERSHIP, KIND_PARTNERSHIP },
		{ CUE_NOUN_SALE, KIND_STAKE }, { CUE_NOUN_TALKS, KIND_PARTNERSHIP } };

	if (!unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return KIND_NONE;
	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if (unit_has(unit, nouns[i].cue))
			return nouns[i].kind;
	return KIND_NONE;
}
/* "regulator clears X's purchase of Y": X buys it, nobody else. */
static bool
is_buyer(const struct clause *c, const struct frame *f, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	return f->kind == KIND_ACQUISITION && unit->type == UNIT_COMPANY &&
	       unit->flags & UNIT_POSSESSED && c->verb - i <= BUYER_REACH && i > c->p->first &&
	       !unit_has(unit - 1, CUE_WORD_AND) && !unit_is_comma(c->r, i - 1) &&
	       clause_has_arg(c, CUE_PREP_OF);
}

/* "a start-up explores a bid for X": whose verb the noun follows. */
static void
weigher(const struct clause *c, struct frame *f)
{
	for (uint32_t k = c->verb; k > c->p->first + 1 && c->verb - k < WEIGHER_REACH; k--) {
		const struct unit *unit = &c->r->units[k - 1];
		struct clause v;

		if (unit->type == UNIT_MONEY || unit_has(unit, CUE_WORD_THE))
			continue;
		/* "agrees to a $2bn sale" */
		if (!(unit_is_verb(unit) && unit_has(unit, CUE_STATUS_TALKS) && c->verb - k < 2) &&
			!unit_has(unit, CUE_STATUS_AGREED) &&
			!(clause_has_arg(c, CUE_PREP_FROM) &&
				(unit_has(unit, CUE_STATUS_COLLAPSED) ||
					unit_has(unit, CUE_VERB_RAISE) ||
					unit_has(unit, CUE_VERB_GET))))
			continue; /* "spurns an offer from X", "draws interest from X" */
		clause_init(&v, c->r, c->p, k - 1);
		clause_find_subject(&v);
		frame_add_subject(f, &v, ROLE_NONE);
		return;
	}
}

/* "a law firm advises X on a $9m round": the object of whatever verb stands before the noun. */
static void
helped(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t k = c->verb; c->p->title && k > c->p->first + 1; k--) {
		if (unit_is_hard(c->r, k - 1))
			return;
		if (!unit_has(&c->r->units[k - 1], CUE_VERB_OTHER) ||
			!(c->r->units[k - 1].forms & (FORM_S | FORM_PAST)))
			continue;
		if (k < c->verb && name_at(c->r, c->p, k, &who))
			frame_add(f, who, ROLE_NONE);
		return;
	}
}

/* "a $4bn project in Harlow County": nobody knows it, and things stand there. */
static bool
is_site(const struct frame *f, const struct arg *arg)
{
	return arg->prep == CUE_PREP_IN && arg->who.company == UNKNOWN &&
	       (f->kind == KIND_COMPUTE || f->kind == KIND_PARTNERSHIP ||
		       f->kind == KIND_CHIP_SUPPLY);
}

/* The organisations of a noun's clause: before it in its own phrase, behind it by prepositions. */
static void
noun_parties(struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	struct who who;
	uint32_t i;

	for (i = c->verb; i > c->p->first && c->verb - i < NOUN_REACH; i--) {
		if (unit_is_hard(r, i - 1))
			break;
		if (c->money < 0 && unit_is_sum(r, i - 1, SUM_DEAL))
			c->money = (int32_t)r->units[i - 1].ref;
		if (r->units[i - 1].type == UNIT_COMPANY && name_at(r, c->p, i - 1, &who))
			frame_add(f, who, ROLE_NONE);
		if (is_buyer(c, f, i - 1)) {
			i--;
			break; /* who stands before it only looks on */
		} else if (i == c->verb && name_before(r, c->p, i - 1, false, &who))
			frame_add(f, who, ROLE_NONE);
		cues_join(&c->nouns, &r->units[i - 1].cues);
	}
	c->first = i;
	for (unsigned k = 0; k < f->n_who / 2; k++) { /* in the order of the text */
		struct who swap = f->who[k];

		f->who[k] = f->who[f->n_who - 1 - k];
		f->who[f->n_who - 1 - k] = swap;
	}
	if (f->n_who == 0)
		weigher(c, f);
	if (f->n_who == 0)
		helped(c, f);
	for (unsigned k = 0; k < c->n_args; k++)
		if (c->args[k].prep != CUE_NONE && c->args[k].prep != CUE_PREP_ON &&
			c->args[k].prep != CUE_PREP_OTHER && !is_site(f, &c->args[k]))
			frame_add(f, c->args[k].who, ROLE_NONE);
}
/* "X shares jump on a contract with Y": whose shares they are. */
static void
share_parties(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t i = c->p->first + 1; i < c->verb; i++) {
		if (unit_is_hard(c->r, i))
			return;
		if (unit_has(&c->r->units[i], CUE_WORD_SHARES) &&
			name_before(c->r, c->p, i - 1, false, &who)) {
			struct who other = f->who[0];

			f->n_who = 0; /* in the order of the text */
			frame_add(f, who, ROLE_NONE);
			frame_add(f, other, ROLE_NONE);
			return;
		}
	}
}

/* "Acme CEO plans IPO": nobody else is named, so it is Acme's. */
static void
office_parties(const struct clause *c, struct frame *f)
{
	for (uint32_t i = c->first; i < c->verb; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type == UNIT_COMPANY && unit->flags & UNIT_ASIDE &&
			unit_has(&unit[1], CUE_WORD_PERSON))
			frame_add(f, (struct who){ i, i + 1, (int32_t)unit->ref, ROLE_NONE },
				ROLE_NONE);
	}
}

/*
 * "X: the $10bn Y bet", "X-Y: a $20bn non-takeover", "X's spree: deals with Y and Z": whom
 * a headline speaks of before its colon is in the deal, and first.
 */
static void
opener_parties(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	const struct frame behind = *f;
	uint32_t i = c->p->first, words = 0;
	struct who who;

	f->n_who = 0;
	while (i < c->first && r->units[i].type == UNIT_COMPANY && name_at(r, c->p, i, &who)) {
		frame_add(f, who, ROLE_NONE);
		i++;
	}
	while (i > c->p->first && i < c->first && r->units[i - 1].flags & UNIT_POSSESSED &&
		!unit_is_hard(r, i + words) && words < OPENER_WORDS)
		words++;
	if (i + words >= c->first || !unit_is(r, i + words, ":"))
		f->n_who = 0;
	for (unsigned k = 0; k < behind.n_who; k++)
		frame_add(f, behind.who[k], behind.who[k].role);
}

/* "X: $9m seed" of whom nobody knows: the name that opens the title. */
static void
opener_of_round(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	uint32_t sum = r->moneys[c->money].unit;
	struct who who;

	if (sum >= c->verb || sum < c->p->first + 2 || sum > c->p->first + OPENER_WORDS + 1)
		return;
	if (unit_is(r, sum - 1, ":") && name_before(r, c->p, sum - 2, true, &who))
		frame_add(f, who, ROLE_NONE);
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

/* "X's latest purchase: speech start-up Y" */
static void
party_behind_colon(const struct clause *c, struct frame *f)
{
	struct who who;

	bool comma = c->verb + 2 < c->p->end && unit_is(c->r, c->verb + 1, ",");

	/* "X makes its first purchase, toolmaker Y" */
	if (comma) {
		const struct unit *what = &c->r->units[c->verb + 2];

		comma = unit_has(what, CUE_WORD_DESCRIPTOR) ||
			(!c->p->title_case && !(what->flags & UNIT_CAPITAL) &&
				!unit_is_verb(what) && !unit_has(what, CUE_REPORTED));
	}
	if (c->verb + 2 >= c->p->end || (!unit_is(c->r, c->verb + 1, ":") && !comma))
		return;
	for (uint32_t i = c->verb + 2; i < c->p->end && i <= c->verb + PARTY_REACH; i++) {
		if (c->r->units[i].type == UNIT_MARK)
			return;
		if (name_at(c->r, c->p, i, &who) &&
			(who.company != UNKNOWN || i == c->verb + 2 || !c->p->title_case ||
				unit_has(&c->r->units[i - 1], CUE_WORD_DESCRIPTOR))) {
			frame_add(f, who, ROLE_TARGET);
			return;
		}
	}
}

/* "With $32M in new cash, X wants to": whose it is follows. */
static void
party_behind(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t i = c->verb + 1; i + 1 < c->p->end && i <= c->verb + PARTY_REACH; i++)
		if (unit_is(c->r, i, ",") && name_at(c->r, c->p, i + 1, &who)) {
			frame_add(f, who, ROLE_TARGET);
			return;
		}
}

static bool
has_valuation(const struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; p->title && i < p->end; i++)
		if (unit_is_sum(r, i, SUM_IS_VALUATION))
			return true;
	return false;
}

/* "bid to dismiss the suit": whatever is tried, no purchase. */
static bool
is_attempt(const struct reading *r, const struct passage *p, uint32_t i)
{
	return unit_has(&r->units[i], CUE_WORD_OFFER) && i + 2 < p->end && unit_is_to(r, i + 1) &&
	       !unit_within(&r->units[i + 2], CUE_VERB_ACQUIRE, CUE_VERB_MERGE);
}

/* "X is now officially part of Y" */
static void
joined_whole(struct clause *c, struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];

	if (noun->end - noun->first < 2 || !token_is(&c->r->tokens, noun->end - 2, "part"))
		return;
	clause_find_subject(c);
	f->n_who = 0;
	frame_add_subject(f, c, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_ACQUIRER);
}

/* "weighs the $2bn sale of X": X is sold, by whoever else is named. */
static bool
is_sale_of(const struct clause *c, const struct arg *arg)
{
	return arg->prep == CUE_PREP_OF && !arg->modifier && !arg->possessed &&
	       !who_is_listed(c->r, &arg->who);
}

/* "agrees to a $2bn sale to X": of itself, and X buys it. */
static void
sold_whole(const struct clause *c, struct frame *f)
{
	if (!unit_has(&c->r->units[c->verb], CUE_NOUN_SALE) || f->kind != KIND_STAKE ||
		clause_has(c, CUE_NOUN_STAKE) || clause_has(c, CUE_WORD_SHARES))
		return;
	for (unsigned k = 0; k < c->n_args; k++) {
		if (c->args[k].prep == CUE_PREP_TO) {
			f->kind = KIND_ACQUISITION;
			for (unsigned i = 0; i < f->n_who; i++)
				f->who[i].role = f->who[i].first == c->args[k].who.first
							 ? ROLE_ACQUIRER
							 : ROLE_TARGET;
		} else if (is_sale_of(c, &c->args[k])) {
			f->kind = KIND_ACQUISITION;
			for (unsigned i = 0; i < f->n_who; i++)
				if (f->who[i].role != ROLE_ACQUIRER)
					f->who[i].role = f->who[i].first == c->args[k].who.first
								 ? ROLE_TARGET
								 : ROLE_PARTNER;
		}
	}
}

/* "X rejects Y's bid", "X spurns a $9bn offer", "X's holders back a Y takeover": somebody wants X. */
static void
wanted(const struct clause *c, struct frame *f)
{
	uint32_t at = c->p->first;

	while (at < c->verb && !unit_has(&c->r->units[at], CUE_WORD_SPURN) &&
		!unit_has(&c->r->units[at], CUE_WORD_INSIDERS))
		at++;
	for (unsigned k = 0; at < c->verb && k < f->n_who; k++)
		f->who[k].role = f->who[k].first < at ? ROLE_TARGET : ROLE_ACQUIRER;
}

/* "X, Y and Z in $40bn takeover": all of them buy. */
static void
buyers_list(const struct clause *c, struct frame *f)
{
	for (unsigned k = 1; k < f->n_who && f->who[k].end <= c->verb; k++) {
		for (uint32_t i = f->who[k - 1].end; i < f->who[k].first; i++)
			if (!unit_is_comma(c->r, i) && !unit_has(&c->r->units[i], CUE_WORD_AND))
				return;
		if (f->who[k].end < c->verb &&
			unit_prep(&c->r->units[f->who[k].end]) == CUE_PREP_IN)
			for (unsigned n = 0; n <= k; n++)
				f->who[n].role = ROLE_ACQUIRER;
	}
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

/* "has $1tn in commitments": all that it ever signed; "bets $1bn against X": a trade. */
static bool
is_holding(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t behind = i + 1;

	if (i > p->first + 2 && unit_prep(&r->units[i - 1]) == CUE_PREP_IN &&
		r->units[i - 2].type == UNIT_MONEY &&
		(token_is(&r->tokens, r->units[i - 3].end - 1, "has") ||
			token_is(&r->tokens, r->units[i - 3].end - 1, "have")))
		return true;
	behind += behind < p->end && r->units[behind].type == UNIT_MONEY;
	return behind < p->end && unit_is(r, behind, "against") &&
	       unit_has(&r->units[i], CUE_NOUN_INVESTMENT);
}

/* Words of a deal that name none in this place. */
static bool
is_no_deal(const struct reading *r, const struct passage *p, uint32_t i, enum deal_kind kind)
{
	if (i > p->first && unit_is(r, i - 1, "no") && !unit_has(&r->units[i], CUE_STATUS_DENIED))
		return true;
	if (!p->title && r->units[i].forms && unit_is_verb_here(r, p, i))
		return true; /* "to purchase" */
	if (i > p->first &&
		(unit_is(r, i, "offer") ? unit_is_to(r, i - 1)
					: unit_is(r, i, "buy") && unit_is(r, i - 1, "a")))
		return true; /* "to offer", "still a buy" */
	/* "Shares in X drop after": what opens a title so is a price */
	if (p->title && i == p->first && unit_has(&r->units[i], CUE_WORD_SHARES))
		return true;
	/* "sale revenues", "licensing outlook" */
	if (i + 1 < p->end && (kind == KIND_LICENSING || unit_has(&r->units[i], CUE_NOUN_SALE)) &&
		unit_has(&r->units[i + 1], CUE_SUM_OTHER))
		return true;
	/* "X sues Y over licences", "licence trial" */
	if (kind == KIND_LICENSING && i + 1 < p->end && unit_has(&r->units[i + 1], CUE_AGAINST_LAW))
		return true;
	return is_attempt(r, p, i) || is_price_mark(r, p, i) || is_holding(r, p, i) ||
	       looks_back(r, p, i, kind) ||
	       (kind == KIND_LICENSING && units_have(r, p->first, i, CUE_WORD_SUE));
}

/* Who is in it: those of the noun's own clause, else whoever the title puts elsewhere. */
static void
find_parties(struct clause *c, struct frame *f)
{
	enum deal_kind kind = f->kind;

	noun_parties(c, f);
	if (c->p->title && c->money >= 0)
		opener_parties(c, f);
	if (f->n_who == 0 && c->p->title && c->money >= 0 && kind == KIND_FUNDING_ROUND)
		opener_of_round(c, f);
	if (f->n_who == 0 && c->p->title && c->money >= 0 && kind == KIND_FUNDING_ROUND)
		party_behind(c, f);
	if (f->n_who == 0 || (f->n_who == 1 && kind == KIND_LICENSING))
		office_parties(c, f); /* "X founders join Y in licensing deal" */
	if (f->n_who == 1 && c->p->title && kind != KIND_FUNDING_ROUND)
		share_parties(c, f);
	if (f->n_who == 1 && c->p->title && (kind == KIND_ACQUISITION || kind == KIND_INVESTMENT))
		party_behind_colon(c, f);
}

/* Whose trade computing is. */
static bool
is_renter(const struct clause *c, const struct who *who)
{
	return who_has_role(c->r, who, KNOWN_NEOCLOUD);
}

/* "X jumps on an AI lease": its shares say that it is news. */
static bool
is_moved(const struct clause *c)
{
	return c->p->title && units_have(c->r, c->p->first, c->verb, CUE_WORD_MOVE);
}

/* "offer", "financing": a word that is a deal only with a sum, or with what stands for one. */
static bool
is_too_weak(struct clause *c, const struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];

	if (!unit_has(noun, CUE_NOUN_WEAK))
		return false;
	if (c->money < 0)
		c->money = only_money(c->r, c->p);
	if (f->kind == KIND_COMPUTE && (f->n_who > 1 || (f->n_who == 1 && is_moved(c))) &&
		!unit_prep(noun - 1) &&
		(is_renter(c, &f->who[f->n_who - 1]) || is_renter(c, &f->who[0])))
		return false; /* "X jumps on Y lease" */
	if (f->kind == KIND_COMPUTE && f->n_who == 1 && unit_has(noun - 1, CUE_WORD_SITE) &&
		supply_rank(c->r, &f->who[0], KIND_COMPUTE) > 3)
		return false; /* "X jumps on AI data center lease" */
	return c->money < 0 && !is_weighed(c->r, c->p, c->verb) && !unit_has(noun, CUE_NOUN_SALE) &&
	       !((f->kind == KIND_ACQUISITION || f->kind == KIND_STAKE) && f->n_who > 1) &&
	       !(unit_has(noun, CUE_NOUN_IPO) && clause_has(c, CUE_WORD_SHARES));
}

/* "X's Y deal is off": a purchase, as what two do together is seldom called by one's name; not of a giant. */
static bool
is_off(const struct clause *c, const struct frame *f)
{
	const struct unit *units = c->r->units;
	uint32_t noun = c->verb;

	return c->p->title && passage_has(c->p, CUE_STATUS_COLLAPSED) && f->n_who == 2 &&
	       f->who[1].end == noun && f->who[1].first < f->who[0].end + 2 &&
	       units[f->who[0].end - 1].flags & UNIT_POSSESSED &&
	       !who_has_role(c->r, &f->who[1], KNOWN_BIG_TECH) &&
	       (unit_has(&units[noun], CUE_STATUS_COLLAPSED) ||
		       unit_has(&units[noun + 1], CUE_STATUS_COLLAPSED));
}

/* What the words around the noun make of its kind; false: no deal after all. */
static bool
settle_kind(const struct clause *c, struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];
	bool valued = f->n_who < 2 && has_valuation(c->r, c->p), plain = false;

	if (f->kind == KIND_PARTNERSHIP || f->kind == KIND_CHIP_SUPPLY ||
		(f->kind == KIND_COMPUTE && is_with_fund(c, f)))
		f->kind = clause_kind(c, f, &plain);
	if (f->kind == KIND_PARTNERSHIP && plain && is_off(c, f)) {
		f->kind = KIND_ACQUISITION;
		f->also |= 1u << KIND_PARTNERSHIP;
	}
	if (f->kind == KIND_PARTNERSHIP && valued)
		f->kind = KIND_FUNDING_ROUND; /* "a deal that values it at $4bn" */
	if (unit_has(noun, CUE_NOUN_TALKS) && f->n_who < 2) {
		if (!valued)
			return false;
		f->kind = KIND_FUNDING_ROUND; /* "in talks at $9bn" */
	}
	if (unit_has(noun, CUE_NOUN_SALE) && f->n_who < 2) {
		/* "weighs sale": of itself */
		if (c->verb == c->p->first || !unit_has(noun - 1, CUE_STATUS_TALKS))
			return false;
		if (!clause_has(c, CUE_NOUN_STAKE))
			f->kind = KIND_ACQUISITION;
	}
	if (unit_has(noun, CUE_NOUN_SALE) && clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY; /* "sale of Nvidia chips to X" */
	return true;
}

/* "X denies a report of its purchase of Y": X was to buy it. */
static void
denier(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t i = c->p->first + 1; c->p->title && i < c->verb; i++)
		if (unit_has(&c->r->units[i], CUE_STATUS_DENIED) &&
			name_before(c->r, c->p, i - 1, true, &who)) {
			frame_add(f, who, ROLE_ACQUIRER);
			return;
		}
}

/* Who buys whom, where the order of the text would have it wrong. */
static void
settle_buyers(const struct clause *c, struct frame *f)
{
	buyers_list(c, f);
	/* "X joins Y's $10bn Acme deal": funds that stand before the name buy it */
	for (unsigned i = 1; i + 1 < f->n_who && f->who[f->n_who - 1].end == c->verb; i++)
		if (who_is_fund(c->r, &f->who[i]))
			f->who[i].role = ROLE_ACQUIRER;
	/* "pays $40bn for X in its largest takeover", "purchase of X" */
	if (f->n_who == 1 && f->who[0].first > c->p->first &&
		(unit_prep(&c->r->units[f->who[0].first - 1]) == CUE_PREP_FOR ||
			clause_has_arg(c, CUE_PREP_OF))) {
		f->who[0].role = ROLE_TARGET;
		denier(c, f);
	}
	/* "draws takeover interest from X and Y" */
	for (unsigned i = 0; f->n_who > 1 && clause_has_arg(c, CUE_PREP_FROM) && i < f->n_who; i++)
		f->who[i].role = i == 0 ? ROLE_TARGET : ROLE_ACQUIRER;
}

/* "the purchase of X's robot unit": X sells it. */
static void
owners_sell(const struct clause *c, struct frame *f)
{
	for (unsigned k = 0; k < c->n_args; k++)
		for (unsigned i = 0; c->args[k].possessed && i < f->n_who; i++)
			if (f->who[i].first == c->args[k].who.first &&
				f->who[i].role == ROLE_TARGET)
				f->who[i].role = ROLE_PARTNER;
}

/* "a round led by X": X gives, though nobody else is named. */
static void
leaders_give(const struct clause *c, struct frame *f)
{
	if (f->kind != KIND_FUNDING_ROUND && f->kind != KIND_INVESTMENT)
		return;
	for (unsigned k = 0; k < c->n_args; k++)
		for (unsigned i = 0; c->args[k].prep == CUE_PREP_LED_BY && i < f->n_who; i++)
			if (f->who[i].first == c->args[k].who.first)
				f->who[i].role = ROLE_INVESTOR;
}

static void
settle_roles(struct clause *c, struct frame *f)
{
	frame_set_roles(c, f);
	if (f->kind == KIND_ACQUISITION)
		settle_buyers(c, f);
	sold_whole(c, f);
	if (f->kind == KIND_ACQUISITION) {
		wanted(c, f);
		joined_whole(c, f);
		owners_sell(c, f);
	}
	for (unsigned k = 0; unit_has(&c->r->units[c->verb], CUE_NOUN_IPO) && k < f->n_who; k++)
		f->who[k].role = ROLE_TARGET;
	leaders_give(c, f);
}

/* The clause of a noun; who stands before it comes with the parties. */
static void
noun_clause(struct clause *c, const struct reading *r, const struct passage *p, uint32_t i)
{
	clause_init(c, r, p, i);
	c->prep = phrase_prep(r, &r->units[i]);
	c->relative = i + 2 < p->end && (unit_is(r, i + 1, "that") || unit_is(r, i + 1, "which"));
	clause_find_args(c);
	cues_join(&c->nouns, &r->units[i].cues);
}

/* "a 4GW partnership": a scale where no sum is told. */
static bool
has_scale(const struct clause *c, const struct frame *f)
{
	if (f->kind != KIND_COMPUTE && f->kind != KIND_CHIP_SUPPLY)
		return false;
	for (uint32_t i = c->first; c->p->title && i < c->end; i++)
		if (c->r->units[i].type == UNIT_SPAN && c->r->units[i].what == SPAN_GIGAWATTS)
			return true;
	return false;
}

void
nouns_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!cues_within(&p->cues, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		enum deal_kind kind;
		struct frame f;
		struct clause c;

		if (!unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
			continue; /* as most */
		kind = kind_of_noun(&r->units[i]);
		if (kind == KIND_NONE || is_no_deal(r, p, i, kind))
			continue;
		f = (struct frame){ .passage = passage, .valuation = -1, .kind = kind };
		noun_clause(&c, r, p, i);
		find_parties(&c, &f);
		if (f.n_who == 0 || is_too_weak(&c, &f) || !settle_kind(&c, &f))
			continue;
		settle_roles(&c, &f);
		f.solid = c.money >= 0 || f.n_who > 1 || has_scale(&c, &f);
		frame_put(&c, &f, frames);
	}
}

/* Whom a valuation is of: who stands before its verb, or behind "lifts", "values". */
static bool
valued_party(struct clause *c)
{
	const struct reading *r = c->r;
	struct who who;

	/* "closes in on $9B valuation": to before the sum */
	while (c->verb > c->p->first + 1 &&
		(r->units[c->verb - 1].type == UNIT_MONEY ||
			unit_has(&r->units[c->verb - 1], CUE_WORD_THE) ||
			unit_within(&r->units[c->verb - 1], CUE_BOUND_ABOUT, CUE_BOUND_UP_TO)))
		c->verb--;
	if (c->verb > c->p->first + 1 && unit_has(&r->units[c->verb - 1], CUE_WORD_REACH))
		c->verb--; /* "start-up hits $9bn valuation" */
	clause_find_subject(c);
	if (c->n_subject > 0)
		return true;
	/* "X's valuation climbs to" */
	if (c->verb > c->p->first + 1 && r->units[c->verb - 1].type == UNIT_MARK &&
		r->units[c->verb - 2].flags & UNIT_POSSESSED &&
		name_before(r, c->p, c->verb - 2, true, &who))
		return clause_put_subject(c, who);
	for (uint32_t i = c->verb; i > c->p->first; i--) {
		if (unit_is_hard(r, i - 1))
			return false;
		if (!unit_is_verb(&r->units[i - 1]) && !unit_has(&r->units[i - 1], CUE_WORD_ASIDE))
			continue;
		if (r->units[i - 1].flags & UNIT_JOINED)
			continue;
		for (uint32_t k = i; k < c->verb; k++)
			if (name_at(r, c->p, k, &who) && clause_may_begin_name(c, k))
				return clause_put_subject(c, who);
		c->verb = i - 1;
		clause_find_subject(c);
		return c->n_subject > 0;
	}
	return false;
}
/* "a trillion-dollar valuation", "the most valuable start-up", "doubles its valuation" */
static bool
says_how_much(const struct reading *r, const struct passage *p, uint32_t valuation)
{
	if (unit_is(r, valuation, "most valuable"))
		return true;
	for (uint32_t i = valuation; i > p->first && valuation - i < 4; i--)
		if (unit_has(&r->units[i - 1], CUE_SUM_VAGUE) ||
			unit_has(&r->units[i - 1], CUE_ACT_DOUBLE))
			return true;
	return false;
}

/* Y is a customer of X: of what X is known to sell, or the title speaks of. */
static void
customer_put(struct clause *c, struct who seller, struct who buyer, uint32_t passage,
	struct frames *frames)
{
	struct frame f = { .passage = passage, .valuation = -1, .kind = KIND_COMPUTE };

	frame_add(&f, seller, ROLE_SUPPLIER);
	frame_add(&f, buyer, ROLE_CUSTOMER);
	c->first = c->p->first;
	if (supply_rank(c->r, &f.who[0], KIND_CHIP_SUPPLY) > 2 ||
		passage_has(c->p, CUE_OBJECT_CHIPS))
		f.kind = KIND_CHIP_SUPPLY;
	f.solid = f.n_who > 1;
	frame_put(c, &f, frames);
}

/* The first company of the lexicon before unit end. */
static bool
first_known(const struct reading *r, const struct passage *p, uint32_t end, struct who *ret_who)
{
	for (uint32_t k = p->first; k < end; k++)
		if (name_at(r, p, k, ret_who) && ret_who->company != UNKNOWN)
			return true;
	return false;
}

/* The word of a customer or supplier behind "Y as", or 0. */
static uint32_t
as_customer(const struct reading *r, const struct passage *p, uint32_t as)
{
	if (as >= p->end || !unit_is(r, as, "as"))
		return 0;
	for (uint32_t at = as + 1; at < p->end && at < as + CUSTOMER_REACH; at++)
		if (unit_has(&r->units[at], CUE_WORD_CUSTOMER) ||
			unit_has(&r->units[at], CUE_WORD_SUPPLIER))
			return at;
	return 0;
}

/*
 * "X adds Y as foundry customer", "Y signs up as first customer of X": what X sells, Y buys;
 * "X adds Y as cloud supplier": the other way round.
 */
void
customers_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!p->title || (!passage_has(p, CUE_WORD_CUSTOMER) && !passage_has(p, CUE_WORD_SUPPLIER)))
		return; /* as most */
	for (uint32_t i = p->first; i + 2 < p->end && frames->n < FRAMES_MAX; i++) {
		struct who seller, buyer;
		struct clause c;
		uint32_t word;

		clause_init(&c, r, p, i);
		if (unit_has(&r->units[i], CUE_WORD_CUSTOMER) &&
			unit_has(&r->units[i + 1], CUE_PREP_OF) && name_at(r, p, i + 2, &seller) &&
			first_known(r, p, i, &buyer)) {
			c.end = seller.end;
			customer_put(&c, seller, buyer, passage, frames);
			continue;
		}
		if (r->units[i].type != UNIT_COMPANY || !name_at(r, p, i, &buyer))
			continue;
		word = as_customer(r, p, buyer.end);
		if (word == 0 || !first_known(r, p, i, &seller))
			continue;
		c.end = word + 1;
		if (unit_has(&r->units[word], CUE_WORD_SUPPLIER))
			customer_put(&c, buyer, seller, passage, frames);
		else
			customer_put(&c, seller, buyer, passage, frames);
	}
}

/* "AI start-up eyes $9bn valuation": the title speaks of some firm. */
static bool
some_firm(const struct reading *r, const struct passage *p, uint32_t valuation)
{
	for (uint32_t i = p->first; p->title && i < valuation; i++) {
		if (unit_has(&r->units[i], CUE_WORD_COMPANY))
			return unit_is_firm(&r->units[i]);
		if (unit_is_finite(r, p, i) || unit_is_hard(r, i))
			return false;
	}
	return false;
}

/* "X hits a $2bn valuation", "X is now worth $2bn": news of a round, though not its sum. */
void
valuations_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!passage_has(p, CUE_SUM_VALUATION))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		struct frame f;
		struct clause c;

		if (!unit_has(&r->units[i], CUE_SUM_VALUATION) ||
			(i > p->first && unit_has(&r->units[i - 1], CUE_WORD_SHARES)))
			continue; /* "shares worth $9m": what they cost, not what it is worth */
		clause_init(&c, r, p, i);
		if (!valued_party(&c) && !some_firm(r, p, i))
			continue;
		f = (struct frame){
			.passage = passage, .valuation = -1, .kind = KIND_FUNDING_ROUND
		};
		c.end = i + 1;
		frame_add_subject(&f, &c, ROLE_TARGET);
		frame_finish(&c, &f);
		f.cue = i;
		f.money = p->title && passage_has(p, CUE_NOUN_ROUND) ? only_money(r, p) : -1;
		/* A listed company's market value is no round, nor is a valuation without any figure. */
		f.solid = f.n_who == 0 && f.valuation >= 0;
		if ((f.valuation >= 0 || (f.n_who > 0 && says_how_much(r, p, i))) &&
			!(f.n_who > 0 && who_is_listed(r, &f.who[0])))
			frames->list[frames->n++] = f;
	}
}
