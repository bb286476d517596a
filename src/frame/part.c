/*
 * part - which part each party plays in a deal.
 */
#include "frame/part.h"

#include "base/attr.h"
#include "frame/kind.h"

void
frame_add_subject(struct frame *f, const struct clause *c, enum party_role role)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		frame_add(f, c->subject[i], role);
}

/* "buys X's robot unit": X is who sells it. */
static enum party_role
role_of_arg(
	const struct clause *c, const struct frame *f, const struct arg *arg, enum party_role role)
{
	bool sells = f->kind == KIND_ACQUISITION && role == ROLE_TARGET && arg->possessed &&
		     !clause_has_arg(c, CUE_PREP_FROM);

	return sells ? ROLE_PARTNER : role;
}

/* "a loan backed by X's chips": what secures it, and nobody who pays. */
static bool
is_security(const struct clause *c, const struct arg *arg)
{
	return arg->prep == CUE_PREP_LED_BY && arg->who.end < c->p->end &&
	       unit_within(&c->r->units[arg->who.end], CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT);
}

/* Parties behind a preposition; CUE_NONE: the objects. */
unsigned
frame_add_args(struct frame *f, const struct clause *c, enum cue prep, enum party_role role)
{
	unsigned n = 0;

	for (unsigned i = 0; i < c->n_args; i++) {
		if (c->args[i].prep != prep || is_security(c, &c->args[i]))
			continue;
		frame_add(f, c->args[i].who, role_of_arg(c, f, &c->args[i], role));
		n++;
	}
	return n;
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
	uint64_t roles;
	int rank = 0;

	if (who->company == UNKNOWN)
		return 0;
	roles = lexicon_roles(r->lexicon, (uint32_t)who->company);
	for (size_t i = 0; i < ARRAY_LEN(ranks); i++)
		if (roles & r->roles[ranks[i].role] &&
			!(ranks[i].role == KNOWN_AI_LAB && kind == KIND_COMPUTE &&
				roles & r->roles[KNOWN_CLOUD]))
			rank += kind == KIND_CHIP_SUPPLY ? ranks[i].chips : ranks[i].compute;
	/* A giant without a cloud rents from one that has a cloud. */
	if (kind == KIND_COMPUTE && roles & r->roles[KNOWN_BIG_TECH] &&
		!(roles & r->roles[KNOWN_CLOUD]))
		rank -= 2;
	/* A fund that owns sites as well pays for whoever makes the power. */
	if (kind == KIND_COMPUTE && rank > 6 && who_is_fund(r, who))
		rank = 5;
	return rank;
}

void
frame_set_all(struct frame *f, enum party_role role)
{
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = role;
}

/* The best-placed party supplies, the others are customers; of three or more, all that sell power. */
void
frame_rank_roles(const struct reading *r, struct frame *f)
{
	int best = 0, rank;

	for (unsigned i = 1; i < f->n_who; i++) {
		rank = supply_rank(r, &f->who[i], f->kind);
		if (rank > supply_rank(r, &f->who[best], f->kind))
			best = (int)i;
	}
	for (unsigned i = 0; i < f->n_who; i++) {
		bool too = f->n_who > 2 && f->kind == KIND_COMPUTE &&
			   who_has_role(r, &f->who[best], KNOWN_ENERGY) &&
			   who_has_role(r, &f->who[i], KNOWN_ENERGY);

		f->who[i].role =
			(too || (int)i == best) && f->n_who > 1 ? ROLE_SUPPLIER : ROLE_CUSTOMER;
	}
}

/* "X and Y to deploy a million GPUs": both are told as customers, but Y makes the chips. */
void
frame_part_sides(const struct reading *r, struct frame *f)
{
	enum { MAKES = 4 };
	bool makes = false, other = false;

	if (f->kind != KIND_CHIP_SUPPLY && f->kind != KIND_COMPUTE)
		return;
	for (unsigned i = 0; i < f->n_who; i++) {
		int rank = supply_rank(r, &f->who[i], f->kind);

		if (f->who[i].role != ROLE_CUSTOMER)
			return;
		makes |= rank >= MAKES;
		other |= rank < MAKES;
	}
	if (makes && other)
		frame_rank_roles(r, f);
}

/* How much an organisation looks like one that others put money into. */
static int
target_rank(const struct reading *r, const struct who *who)
{
	if (who->company == UNKNOWN)
		return 1;
	if (who_has_role(r, who, KNOWN_GOVERNMENT))
		return -4;
	if (who_is_fund(r, who))
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

/* "X's Y bet": X makes it, whoever the two are. */
static bool
is_own_bet(const struct clause *c, const struct frame *f)
{
	return f->n_who == 2 && f->who[1].end == c->verb &&
	       c->r->units[f->who[0].end - 1].flags & UNIT_POSSESSED &&
	       f->who[1].first <= f->who[0].end + 1;
}

/* "X's $4bn photonics bet with Y, Z": on both, where nobody else with money to give is named. */
static bool
is_bet_with(const struct clause *c, const struct frame *f)
{
	if (!clause_has_arg(c, CUE_PREP_WITH) || f->who[0].end > c->verb)
		return false;
	for (unsigned i = 1; i < f->n_who; i++)
		if (f->who[i].first < c->verb || who_is_fund(c->r, &f->who[i]) ||
			target_rank(c->r, &f->who[i]) < 0)
			return false;
	return true;
}

/* "X jumps after Y's $2bn investment": Y makes it, and X gets it. */
static bool
is_others_own(const struct clause *c, const struct frame *f)
{
	if (f->n_who != 2 || f->who[1].end > c->verb ||
		!(c->r->units[f->who[1].end - 1].flags & UNIT_POSSESSED))
		return false;
	for (uint32_t i = f->who[1].end; i < c->verb; i++)
		if (unit_prep(&c->r->units[i]) || c->r->units[i].type == UNIT_COMPANY)
			return false;
	return units_have(c->r, f->who[0].end, f->who[1].first, CUE_WORD_CLAUSE);
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
	if (clause_has_arg(c, CUE_PREP_IN) || target_by_part(c, f) || is_own_bet(c, f))
		return;
	if (is_others_own(c, f)) {
		f->who[0].role = ROLE_TARGET;
		f->who[1].role = ROLE_INVESTOR;
		return;
	}
	if (is_bet_with(c, f)) {
		for (unsigned i = 0; i < f->n_who; i++)
			f->who[i].role = i == 0 ? ROLE_INVESTOR : ROLE_TARGET;
		return;
	}
	for (unsigned i = 1; i < f->n_who; i++)
		if (target_rank(c->r, &f->who[i]) >= target_rank(c->r, &f->who[target]))
			target = i;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = i == target ? ROLE_TARGET : ROLE_INVESTOR;
}

/* Of two makers of chips the listed one pays for what the start-up has found. */
static bool
both_make_chips(const struct reading *r, const struct frame *f)
{
	return who_has_role(r, &f->who[0], KNOWN_AI_CHIPS) &&
	       who_has_role(r, &f->who[1], KNOWN_AI_CHIPS);
}

/* Who makes AI takes a licence for what others have; but a state, for what others make. */
static bool
takes_licence(const struct reading *r, const struct who *who, bool state)
{
	if (state)
		return who_has_role(r, who, KNOWN_GOVERNMENT);
	return who_has_role(r, who, KNOWN_AI_LAB) || who_has_role(r, who, KNOWN_AI_APP) ||
	       who_has_role(r, who, KNOWN_BIG_TECH);
}

/* Who does takes it, who doesn't gives it. */
static void
licensee_by_trade(const struct reading *r, struct frame *f)
{
	unsigned n = 0;
	bool state = false;

	for (unsigned i = 0; i < f->n_who; i++)
		state |= who_has_role(r, &f->who[i], KNOWN_GOVERNMENT);
	for (unsigned i = 0; i < f->n_who; i++)
		n += takes_licence(r, &f->who[i], state);
	if (!state && f->n_who == 2 && (n == 0 || n == 2) && both_make_chips(r, f) &&
		who_is_listed(r, &f->who[0]) != who_is_listed(r, &f->who[1]))
		for (unsigned i = 0; i < f->n_who; i++)
			f->who[i].role =
				who_is_listed(r, &f->who[i]) ? ROLE_LICENSEE : ROLE_LICENSOR;
	if (!state && (n == 0 || n == f->n_who))
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role =
			takes_licence(r, &f->who[i], state) ? ROLE_LICENSEE : ROLE_LICENSOR;
}

/* "A fund nears a $2bn loan to X": whoever has money to lend lends it. */
static void
lender_by_trade(const struct reading *r, struct frame *f)
{
	unsigned funds = 0;

	for (unsigned i = 0; i < f->n_who; i++)
		funds += who_is_fund(r, &f->who[i]);
	if (funds == 0 || funds == f->n_who)
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = who_is_fund(r, &f->who[i]) ? ROLE_LENDER : ROLE_BORROWER;
}

/* "X lands an order", "X signs a lease": with nobody named, by what X is known to sell. */
static bool
is_lone_seller(const struct clause *c, const struct frame *f)
{
	enum { SELLER = 4 };
	bool chips = f->kind == KIND_CHIP_SUPPLY;

	if (f->n_who != 1 ||
		(clause_has(c, CUE_OBJECT_POWER) && !who_has_role(c->r, &f->who[0], KNOWN_ENERGY)))
		return false;
	/* "Y jumps as X lands a chip order": it is X's alone */
	for (uint32_t i = chips && c->n_subject > 0 ? c->first : c->p->first; i < c->p->end; i++)
		if (c->r->units[i].type == UNIT_COMPANY &&
			(int32_t)c->r->units[i].ref != f->who[0].company &&
			!(c->r->units[i].flags & UNIT_ASIDE))
			return false;
	return supply_rank(c->r, &f->who[0], f->kind) >= SELLER;
}

/* Rents out computing, with others' chips in it. */
static bool
rents_out(const struct reading *r, const struct who *who)
{
	return who_has_role(r, who, KNOWN_NEOCLOUD) || who_has_role(r, who, KNOWN_DATA_CENTRE);
}

/* "X signs a contract with cloud Y for Z's chips", "X and Y sign a Z chip deal": Z only made them. */
static void
drop_maker(const struct clause *c, struct frame *f)
{
	bool servers = false, seller = false, fund = false;
	unsigned maker = f->n_who;

	for (unsigned i = 0; i < f->n_who; i++) {
		servers |= who_has_role(c->r, &f->who[i], KNOWN_AI_SERVERS);
		seller |= servers || rents_out(c->r, &f->who[i]);
		fund |= who_is_fund(c->r, &f->who[i]);
	}
	for (unsigned k = 0; k < c->n_args; k++)
		for (unsigned i = 0; i < f->n_who; i++)
			if ((c->args[k].modifier || c->args[k].possessed) &&
				f->who[i].first == c->args[k].who.first &&
				(c->args[k].prep == CUE_PREP_FOR ||
					c->args[k].prep == CUE_PREP_WITH || c->n_subject > 1) &&
				who_has_role(c->r, &f->who[i], KNOWN_AI_CHIPS))
				maker = i;
	if (f->n_who < 3 || !(seller || fund) || maker == f->n_who)
		return;
	f->n_who--;
	for (unsigned i = maker; i < f->n_who; i++)
		f->who[i] = f->who[i + 1];
	if (!servers) {
		f->kind = fund && c->money >= 0 ? KIND_DEBT : KIND_COMPUTE;
		f->also |= 1u << KIND_CHIP_SUPPLY;
	}
}

/* "signs a power deal with X", "a 10-year PPA" */
static bool
is_power_deal(const struct clause *c)
{
	for (uint32_t i = c->p->first; i < c->p->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit_has(unit, CUE_WORD_POWER_DEAL) ||
			(unit_has(unit, CUE_OBJECT_POWER) && i + 1 < c->p->end &&
				unit_is_deal_noun(unit + 1)))
			return true;
	}
	return false;
}

/* Who runs machines buys the power; whose trade it is, or whoever nobody knows, makes it. */
static void
settle_power(const struct clause *c, struct frame *f)
{
	static const enum known_role users[] = { KNOWN_NEOCLOUD, KNOWN_DATA_CENTRE, KNOWN_AI_LAB,
		KNOWN_CLOUD };

	for (unsigned i = 0; f->n_who == 2 && i < 2; i++)
		for (size_t k = 0; k < ARRAY_LEN(users); k++)
			if ((f->who[1 - i].company == UNKNOWN ||
				    who_has_role(c->r, &f->who[1 - i], KNOWN_ENERGY)) &&
				who_has_role(c->r, &f->who[i], users[k]) &&
				!who_has_role(c->r, &f->who[i], KNOWN_ENERGY) && is_power_deal(c)) {
				f->who[i].role = ROLE_CUSTOMER;
				f->who[1 - i].role = ROLE_SUPPLIER;
			}
}

/* "signs a lease for 1 GW with Y": of one who rents out machines and one who has halls, the latter lets. */
static void
settle_lease(const struct clause *c, struct frame *f)
{
	for (unsigned i = 0; f->n_who == 2 && i < 2; i++)
		if (who_has_role(c->r, &f->who[i], KNOWN_NEOCLOUD) &&
			!who_has_role(c->r, &f->who[1 - i], KNOWN_NEOCLOUD) &&
			who_has_role(c->r, &f->who[1 - i], KNOWN_DATA_CENTRE) &&
			units_have(c->r, c->first, c->end, CUE_VERB_LEASE)) {
			f->who[i].role = ROLE_CUSTOMER;
			f->who[1 - i].role = ROLE_SUPPLIER;
		}
}

/* "a group strikes a $9bn X takeover": X is bought. */
static bool
is_in_takeover(const struct clause *c, const struct who *who)
{
	return who->first > c->verb && who->end < c->p->end &&
	       unit_has(&c->r->units[who->end], CUE_NOUN_ACQUISITION);
}

/* "A fund provides $20m in financing to X" */
static void
investor_by_trade(const struct reading *r, struct frame *f)
{
	if (f->n_who == 2 && who_is_fund(r, &f->who[0]) && !who_is_fund(r, &f->who[1])) {
		f->who[0].role = ROLE_INVESTOR;
		f->who[1].role = ROLE_TARGET;
	}
}

void
frame_set_roles(const struct clause *c, struct frame *f)
{
	enum party_role first, others;

	if (f->kind == KIND_CHIP_SUPPLY || f->kind == KIND_COMPUTE)
		drop_maker(c, f);
	/* Chips that are called computing are both. */
	if (f->kind == KIND_CHIP_SUPPLY &&
		(clause_has(c, CUE_NOUN_LEASE) || clause_has(c, CUE_OBJECT_COMPUTE) ||
			frame_sells_only_capacity(c->r, f) || frame_has_cloud_arm(c->r, f)))
		f->also |= 1u << KIND_COMPUTE;
	switch (f->kind) {
	case KIND_CHIP_SUPPLY:
	case KIND_COMPUTE:
		frame_rank_roles(c->r, f);
		if (f->kind == KIND_COMPUTE) {
			settle_power(c, f);
			settle_lease(c, f);
		}
		if (is_lone_seller(c, f))
			f->who[0].role = ROLE_SUPPLIER;
		return;
	case KIND_ACQUISITION:
		first = ROLE_ACQUIRER, others = ROLE_TARGET;
		if (c->n_subject > 1 && f->n_who == c->n_subject)
			first = others = ROLE_PARTNER; /* "X and Y agree a merger" */
		else if (f->n_who == 1 && c->n_subject == 0 && is_in_takeover(c, &f->who[0]))
			first = ROLE_TARGET;
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
		if (frame_sells_chips(c->r, f)) /* a tie-up of a chip maker and who needs chips */
			f->also |= 1u << KIND_CHIP_SUPPLY;
		break;
	}
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = i == 0 ? first : others;
	if (first == ROLE_INVESTOR)
		target_by_rank(c, f);
	if (first == ROLE_LICENSOR)
		licensee_by_trade(c->r, f);
	if (first == ROLE_BORROWER)
		lender_by_trade(c->r, f);
	if (f->kind == KIND_FUNDING_ROUND)
		investor_by_trade(c->r, f);
}
