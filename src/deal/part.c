/*
 * part - which kind of deal a clause tells, and which part each party plays in it.
 */
#include "part.h"

#include "base/attr.h"

void
frame_add(struct frame *f, struct who who, enum party_role role)
{
	who.role = role;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first == who.first ||
			(who.company != UNKNOWN && f->who[i].company == who.company))
			return;
	if (f->n_who < FRAME_PARTIES_MAX)
		f->who[f->n_who++] = who;
}
void
frame_add_subject(struct frame *f, const struct clause *c, enum party_role role)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		frame_add(f, c->subject[i], role);
}
/* Parties behind a preposition; CUE_NONE: the objects. */
unsigned
frame_add_args(struct frame *f, const struct clause *c, enum cue prep, enum party_role role)
{
	unsigned n = 0;

	for (unsigned i = 0; i < c->n_args; i++) {
		if (c->args[i].prep != prep)
			continue;
		frame_add(f, c->args[i].who, role);
		n++;
	}
	return n;
}
bool
who_has_role(const struct reading *r, const struct who *who, enum known_role role)
{
	return who->company != UNKNOWN &&
	       lexicon_roles(r->lexicon, (uint32_t)who->company) & r->roles[role];
}
bool
who_is_listed(const struct reading *r, const struct who *who)
{
	return who->company != UNKNOWN && lexicon_is_listed(r->lexicon, (uint32_t)who->company);
}

int
supply_rank(const struct reading *r, const struct who *who, enum deal_kind kind)
{
	static const struct {
		enum known_role role;
		int chips, compute;
	} ranks[] = { { KNOWN_AI_LAB, -3, -3 }, { KNOWN_AI_APP, -2, -2 }, { KNOWN_FOUNDRY, 6, 0 },
		{ KNOWN_MEMORY, 5, 0 }, { KNOWN_AI_CHIPS, 4, 1 }, { KNOWN_SEMICONDUCTOR, 4, 0 },
		{ KNOWN_AI_SERVERS, 3, 2 }, { KNOWN_NETWORKING, 3, 0 },
		{ KNOWN_CHIP_EQUIPMENT, 5, 0 }, { KNOWN_NEOCLOUD, 0, 5 },
		{ KNOWN_DATA_CENTRE, 0, 4 }, { KNOWN_CLOUD, 0, 2 }, { KNOWN_ENERGY, 0, 6 } };
	int rank = 0;

	if (who->company == UNKNOWN)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(ranks); i++)
		if (who_has_role(r, who, ranks[i].role))
			rank += kind == KIND_CHIP_SUPPLY ? ranks[i].chips : ranks[i].compute;
	return rank;
}
/* The best-placed party supplies, the others are customers. */
void
frame_rank_roles(const struct reading *r, struct frame *f)
{
	int best = 0, rank;

	for (unsigned i = 1; i < f->n_who; i++) {
		rank = supply_rank(r, &f->who[i], f->kind);
		if (rank > supply_rank(r, &f->who[best], f->kind))
			best = (int)i;
	}
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = (int)i == best && f->n_who > 1 ? ROLE_SUPPLIER : ROLE_CUSTOMER;
}
static bool
frame_any_role(const struct reading *r, const struct frame *f, enum known_role role)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (who_has_role(r, &f->who[i], role))
			return true;
	return false;
}
/* One party makes chips, another trains models or runs clouds with them. */
static bool
sells_chips(const struct reading *r, const struct frame *f)
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
/* "Google Cloud", "AWS": the name says that it is about computing. */
static bool
is_cloud_arm(const struct reading *r, const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		for (uint32_t t = r->units[f->who[i].first].first;
			t < r->units[f->who[i].end - 1].end; t++)
			if (token_is(&r->tokens, t, "cloud") || token_is(&r->tokens, t, "aws") ||
				token_is(&r->tokens, t, "azure"))
				return true;
	return false;
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
				return true;
		for (uint32_t k = i + 2; k < c->end && k < i + 5; k++)
			if (unit_has(&c->r->units[k], CUE_WORD_COMPANY))
				return true;
	}
	return false;
}
/* "a deal for chip start-up X": of X itself, whatever it makes. */
static bool
is_deal_for_firm(const struct clause *c)
{
	for (uint32_t i = c->verb; i + 3 < c->p->end && i < c->end; i++) {
		if (!unit_has(&c->r->units[i], CUE_NOUN_DEAL) ||
			!unit_has(&c->r->units[i + 1], CUE_PREP_FOR))
			continue;
		for (uint32_t k = i + 2; k + 1 < c->p->end && k < i + 8; k++)
			if (unit_has(&c->r->units[k], CUE_WORD_COMPANY) &&
				!unit_has(&c->r->units[k], CUE_WORD_PLURAL))
				return (c->r->units[k + 1].flags & UNIT_CAPITAL) != 0;
	}
	return false;
}

/* "seals $27bn financing for its data centre": a debt, though it speaks of computing. */
static bool
is_financing(const struct clause *c)
{
	if (!clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_NOUN_LEASE) || c->money < 0)
		return false;
	for (uint32_t i = c->verb; i < c->end; i++)
		if (unit_is(c->r, i, "financing") || unit_is(c->r, i, "financing package"))
			return true;
	return clause_has(c, CUE_NOUN_DEBT);
}

/* A cloud is in it, and nobody who makes what it could order: others order its capacity. */
static bool
sells_only_capacity(const struct reading *r, const struct frame *f)
{
	static const enum known_role makers[] = { KNOWN_AI_CHIPS, KNOWN_AI_SERVERS, KNOWN_MEMORY,
		KNOWN_SEMICONDUCTOR };

	for (size_t i = 0; i < ARRAY_LEN(makers); i++)
		if (frame_any_role(r, f, makers[i]))
			return false;
	return f->n_who > 1 &&
	       (frame_any_role(r, f, KNOWN_CLOUD) || frame_any_role(r, f, KNOWN_NEOCLOUD));
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
is_contract(const struct clause *c)
{
	for (uint32_t i = c->first; i < c->end; i++)
		if (unit_is(c->r, i, "contract") || unit_is(c->r, i, "contracts"))
			return true;
	return false;
}

/* What kind a deal is that is only called a deal: by its object, else by who makes it. */
enum deal_kind
clause_kind(const struct clause *c, const struct frame *f, bool *ret_plain)
{
	const struct reading *r = c->r;

	*ret_plain = false;
	if (clause_has(c, CUE_NOUN_ACQUISITION) || is_deal_for_firm(c))
		return KIND_ACQUISITION;
	for (uint32_t i = c->verb; i + 1 < c->end; i++) /* "a deal for 49% of X" */
		if (c->r->units[i].type == UNIT_PERCENT &&
			unit_has(&c->r->units[i + 1], CUE_PREP_OF))
			return KIND_STAKE;
	if (clause_has(c, CUE_NOUN_LICENCE))
		return KIND_LICENSING;
	if (clause_has(c, CUE_NOUN_SHARE_SALE) || clause_has(c, CUE_NOUN_IPO))
		return KIND_FUNDING_ROUND;
	if (is_financing(c))
		return KIND_DEBT; /* "seals $27bn financing for its data centre" */
	if (clause_has(c, CUE_NOUN_ORDER) && !clause_has(c, CUE_OBJECT_CHIPS) &&
		(clause_has(c, CUE_OBJECT_COMPUTE) || is_cloud_arm(r, f) ||
			sells_only_capacity(r, f)))
		return KIND_COMPUTE; /* "capacity purchase agreement" */
	if (clause_has(c, CUE_NOUN_ORDER))
		return KIND_CHIP_SUPPLY;
	if (clause_has(c, CUE_NOUN_LEASE))
		return sells_chips(r, f) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
	if (clause_has(c, CUE_OBJECT_CHIPS) && !clause_has(c, CUE_OBJECT_COMPUTE))
		return KIND_CHIP_SUPPLY;
	if ((clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER)) &&
		sells_chips(r, f))
		return KIND_CHIP_SUPPLY;
	if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER))
		return KIND_COMPUTE;
	if (clause_has(c, CUE_NOUN_DEBT))
		return KIND_DEBT;
	if (clause_has(c, CUE_NOUN_STAKE))
		return KIND_STAKE;
	if (clause_has(c, CUE_NOUN_INVESTMENT))
		return KIND_INVESTMENT;
	if (clause_has(c, CUE_NOUN_ROUND))
		return KIND_FUNDING_ROUND;
	*ret_plain = true;
	if (!c->p->title && f->n_who > 1)
		for (uint32_t i = c->p->first; i < c->p->end; i++)
			if (unit_has(&r->units[i], CUE_VERB_LEASE) ||
				unit_has(&r->units[i], CUE_NOUN_LEASE))
				return KIND_COMPUTE;
	if (is_deal_for(c) && !has_years(c))
		return KIND_ACQUISITION;
	if (clause_has(c, CUE_NOUN_DEAL) && f->n_who > 1 &&
		(frame_any_role(r, f, KNOWN_MEDIA) || frame_any_role(r, f, KNOWN_PUBLISHER)) &&
		(frame_any_role(r, f, KNOWN_AI_LAB) || frame_any_role(r, f, KNOWN_AI_APP) ||
			frame_any_role(r, f, KNOWN_BIG_TECH)))
		return KIND_LICENSING; /* a publisher's deal is about what it publishes */
	if (clause_has(c, CUE_NOUN_PARTNERSHIP))
		return KIND_PARTNERSHIP;
	/* "wins a $90m army contract": whoever makes AI sells its use */
	if (is_contract(c) && c->money >= 0 && !frame_any_role(r, f, KNOWN_CLOUD) &&
		!frame_any_role(r, f, KNOWN_NEOCLOUD) && !frame_any_role(r, f, KNOWN_DATA_CENTRE) &&
		!frame_any_role(r, f, KNOWN_BIG_TECH) && !frame_any_role(r, f, KNOWN_AI_CHIPS) &&
		(frame_any_role(r, f, KNOWN_AI_LAB) || frame_any_role(r, f, KNOWN_AI_APP)))
		return KIND_LICENSING;
	if (sells_chips(r, f))
		return KIND_CHIP_SUPPLY;
	if (frame_any_role(r, f, KNOWN_NEOCLOUD) || frame_any_role(r, f, KNOWN_DATA_CENTRE) ||
		frame_any_role(r, f, KNOWN_ENERGY) || is_cloud_arm(r, f))
		return KIND_COMPUTE;
	if (frame_any_role(r, f, KNOWN_AI_LAB) && frame_any_role(r, f, KNOWN_CLOUD) &&
		f->n_who == 2)
		return KIND_COMPUTE;
	if (clause_has(c, CUE_OBJECT_CONTENT))
		return KIND_LICENSING;
	/* A billion and more between two of the trade is spent on computing. */
	if (f->n_who > 1 && c->money >= 0 &&
		r->moneys[c->money].amount.usd >= INT64_C(1000000000) &&
		frame_any_role(r, f, KNOWN_BIG_TECH))
		return KIND_COMPUTE;
	return KIND_PARTNERSHIP;
}
/* How much an organisation looks like one that others put money into. */
static int
target_rank(const struct reading *r, const struct who *who)
{
	if (who->company == UNKNOWN)
		return 1;
	if (who_has_role(r, who, KNOWN_INVESTOR) || who_has_role(r, who, KNOWN_SOVEREIGN_FUND) ||
		who_has_role(r, who, KNOWN_BANK))
		return -3;
	if (who_has_role(r, who, KNOWN_BIG_TECH))
		return -2;
	return who_has_role(r, who, KNOWN_AI_LAB) ? 3 : who_has_role(r, who, KNOWN_AI_APP) ? 2 : 0;
}
/* "nears deal with X for 51% of Y": of Y, and X sells it. */
static bool
target_by_part(const struct clause *c, struct frame *f)
{
	const struct arg *of = NULL;

	for (unsigned k = 0; k < c->n_args; k++)
		if (c->args[k].prep == CUE_PREP_OF && c->args[k].who.first > c->verb + 2 &&
			c->r->units[c->args[k].who.first - 2].type == UNIT_PERCENT)
			of = &c->args[k];
	for (unsigned i = 0; of && i < f->n_who; i++) {
		f->who[i].role = f->who[i].first == of->who.first ? ROLE_TARGET : ROLE_INVESTOR;
		for (unsigned k = 0; k < c->n_args; k++)
			if (c->args[k].prep == CUE_PREP_WITH &&
				c->args[k].who.first == f->who[i].first)
				f->who[i].role = ROLE_PARTNER;
	}
	return of != NULL;
}

/* "in X" says who is the target; else the one that looks most like it. */
static void
target_by_rank(const struct clause *c, struct frame *f)
{
	unsigned target = 0;

	if (f->n_who == 1 && f->who[0].first > c->verb && f->who[0].company == UNKNOWN)
		f->who[0].role = ROLE_TARGET; /* "bet on X" */
	if (f->n_who < 2)
		return;
	if (clause_has_arg(c, CUE_PREP_IN) || target_by_part(c, f))
		return;
	for (unsigned i = 1; i < f->n_who; i++)
		if (target_rank(c->r, &f->who[i]) >= target_rank(c->r, &f->who[target]))
			target = i;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = i == target ? ROLE_TARGET : ROLE_INVESTOR;
}
/* Who makes AI takes the licence, who doesn't gives it. */
static void
licensee_by_trade(const struct reading *r, struct frame *f)
{
	unsigned n = 0;

	for (unsigned i = 0; i < f->n_who; i++)
		n += who_has_role(r, &f->who[i], KNOWN_AI_LAB) ||
		     who_has_role(r, &f->who[i], KNOWN_AI_APP) ||
		     who_has_role(r, &f->who[i], KNOWN_BIG_TECH);
	if (n == 0 || n == f->n_who)
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = who_has_role(r, &f->who[i], KNOWN_AI_LAB) ||
						 who_has_role(r, &f->who[i], KNOWN_AI_APP) ||
						 who_has_role(r, &f->who[i], KNOWN_BIG_TECH)
					 ? ROLE_LICENSEE
					 : ROLE_LICENSOR;
}

/* "X lands an order", "X signs a lease": with nobody named, by what X is known to sell. */
static bool
is_lone_seller(const struct clause *c, const struct frame *f)
{
	enum { SELLER = 4 };

	if (f->n_who != 1 || clause_has(c, CUE_OBJECT_POWER))
		return false;
	for (uint32_t i = c->p->first; i < c->p->end; i++)
		if (c->r->units[i].type == UNIT_COMPANY &&
			(int32_t)c->r->units[i].ref != f->who[0].company)
			return false;
	return supply_rank(c->r, &f->who[0], f->kind) >= SELLER;
}

void
frame_set_roles(const struct clause *c, struct frame *f)
{
	/* Chips that are called computing are both. */
	if (f->kind == KIND_CHIP_SUPPLY &&
		(clause_has(c, CUE_NOUN_LEASE) || clause_has(c, CUE_OBJECT_COMPUTE) ||
			sells_only_capacity(c->r, f)))
		f->also |= 1u << KIND_COMPUTE;
	enum party_role first, others;

	switch (f->kind) {
	case KIND_CHIP_SUPPLY:
	case KIND_COMPUTE:
		frame_rank_roles(c->r, f);
		if (is_lone_seller(c, f))
			f->who[0].role = ROLE_SUPPLIER;
		return;
	case KIND_ACQUISITION:
		first = ROLE_ACQUIRER, others = ROLE_TARGET;
		break;
	case KIND_STAKE:
	case KIND_INVESTMENT:
		first = ROLE_INVESTOR, others = ROLE_TARGET;
		break;
	case KIND_FUNDING_ROUND:
		first = ROLE_TARGET, others = ROLE_INVESTOR;
		break;
	case KIND_DEBT:
		first = ROLE_BORROWER, others = ROLE_LENDER;
		break;
	case KIND_LICENSING:
		first = ROLE_LICENSOR, others = ROLE_LICENSEE;
		if (clause_has(c, CUE_VERB_PAY))
			first = ROLE_LICENSEE, others = ROLE_LICENSOR;
		break;
	default:
		first = others = ROLE_PARTNER;
		if (sells_chips(c->r, f)) /* a tie-up of a chip maker and who needs chips */
			f->also |= 1u << KIND_CHIP_SUPPLY;
		break;
	}
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = i == 0 ? first : others;
	if (first == ROLE_INVESTOR)
		target_by_rank(c, f);
	if (first == ROLE_LICENSOR)
		licensee_by_trade(c->r, f);
}
