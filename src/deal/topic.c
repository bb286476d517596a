/*
 * topic - what ties the deal of a story to a topic: a
 * party, a sign in its words, or how the lead calls it.
 */
#include "topic.h"

enum { LARGE_SUM = 500000000 };

/*
 * Is an organisation of the topic by its roles or its
 * own name? 3: by itself, 2: half, 1: among much else.
 */
static int
who_in_topic(const struct reading *r, const struct who *who, int topic)
{
	uint32_t bit = UINT32_C(1) << topic;

	if (who->company != UNKNOWN) {
		int how = lexicon_in_topic(r->lexicon, (uint32_t)who->company, topic);

		if (how > 0)
			return how;
	}
	for (uint32_t i = who->first; i < who->end; i++)
		if (r->units[i].name_signs & bit)
			return 3;
	return 0;
}

/* Computing, chips or power by the gigawatt or half a billion are for AI, whoever signs for them. */
static bool
is_large_contract(const struct reading *r, const struct frame *f)
{
	if ((f->kind != KIND_COMPUTE && f->kind != KIND_CHIP_SUPPLY) || f->n_who < 2)
		return false;
	return f->gigawatts > 0 || (f->money >= 0 && r->moneys[f->money].amount.usd >= LARGE_SUM);
}

/* Does a unit belong to the name of a party? */
static bool
is_in_name(const struct frame *f, uint32_t unit)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first <= unit && unit < f->who[i].end)
			return true;
	return false;
}

/*
 * "250 MW of power for a data centre", "a nuclear deal
 * with Meta": what it is needed for goes without saying.
 */
static bool
is_for_sites(const struct reading *r, const struct frame *f)
{
	bool power = f->gigawatts > 0, site = false, giant = false;

	/* "a joint venture to build data centres" */
	if (f->kind == KIND_PARTNERSHIP && f->n_who > 1)
		return units_have(r, f->cue, f->end, CUE_WORD_VENTURE) &&
		       passage_has(&r->passages[f->passage], CUE_WORD_SITE);
	/* "vie to power data centres", "to power X's warehouses": plans without a figure are no contract */
	if (f->kind != KIND_COMPUTE || f->n_who == 0 || (f->planned && f->gigawatts == 0))
		return false;
	for (uint32_t i = f->first; i < f->end; i++) {
		const struct unit *unit = &r->units[i];

		power |= unit_has(unit, CUE_OBJECT_POWER);
		site |= unit_has(unit, CUE_WORD_SITE) && !is_in_name(f, i);
	}
	for (unsigned i = 0; i < f->n_who; i++) {
		power |= who_has_role(r, &f->who[i], KNOWN_ENERGY);
		giant |= f->n_who > 1 && who_has_role(r, &f->who[i], KNOWN_BIG_TECH);
	}
	return power && (site || giant);
}

/* What a publisher lets a giant have of its articles is for the giant's models. */
static bool
is_for_training(const struct reading *r, const struct frame *f)
{
	bool publisher = false, giant = false;

	for (unsigned i = 0; i < f->n_who; i++) {
		publisher |= who_has_role(r, &f->who[i], KNOWN_PUBLISHER) ||
			     who_has_role(r, &f->who[i], KNOWN_MEDIA);
		giant |= who_has_role(r, &f->who[i], KNOWN_BIG_TECH);
	}
	return f->kind == KIND_LICENSING && publisher && giant;
}

/* "chip start-up X", "X's data centre arm": the words beside a name say its trade. */
static bool
is_described_so(const struct reading *r, const struct frame *f, uint32_t topic_bit)
{
	const struct passage *p = &r->passages[f->passage];
	bool buys = f->kind == KIND_ACQUISITION || f->kind == KIND_STAKE;

	for (unsigned i = 0; i < f->n_who; i++) {
		uint32_t at = f->who[i].first, end = f->who[i].end;

		if (f->who[i].company != UNKNOWN)
			continue;
		if (at > p->first + 1 && unit_has(&r->units[at - 1], CUE_WORD_COMPANY) &&
			(r->units[at - 1].weak_signs | r->units[at - 2].weak_signs) & topic_bit)
			return true;
		end += end < p->end && r->units[end].type == UNIT_MARK;
		if (end + 1 < p->end && unit_has(&r->units[end + 1], CUE_WORD_COMPANY) &&
			r->units[end].weak_signs & topic_bit)
			return true;
	}
	/* "buys a data centre firm" */
	for (uint32_t i = f->cue + 2; buys && i < f->end; i++)
		if (unit_is_firm(&r->units[i]) && r->units[i - 1].weak_signs & topic_bit)
			return true;
	return false;
}

/* What title, lead and the deal's own passage say of the topic. */
struct topic_signs {
	bool sign, weak; /* in the title or the deal's passage */
	bool inside;     /* the sign stands in the deal's own clause */
	bool before;     /* or before it, not only behind */
	bool lead;       /* a sign stands elsewhere in the lead */
	bool mention;    /* a company of the topic is named */
	bool aside;      /* or only in passing */
	bool it;         /* the lead calls it so: "the AI lab" */
	bool site;       /* the lead speaks of a data centre */
	uint32_t unit;   /* the first sign */
};

/* "X buys Y as it looks for growth in data centres": said of X, not of the deal. */
static bool
is_why(const struct judgement *j, const struct passage *p, uint32_t i)
{
	return p->title && p == &j->r->passages[j->f->passage] && i > j->f->end && j->f->verb &&
	       unit_is(j->r, j->f->end, "as");
}

bool
trade_is_of_topic(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i], *before = unit - 1;

	return (i + 1 < p->end && unit[1].signs) ||
	       (i > p->first && before->signs && !(unit->flags & UNIT_JOINED) &&
		       !(r->tokens.list[before->end - 1].flags & TOKEN_HYPHEN));
}

/* "AI-powered bank X raises": of a firm of another trade a sign says nothing, but in "AI start-up". */
static bool
is_slogan(const struct judgement *j, const struct passage *p, uint32_t i)
{
	const struct reading *r = j->r;
	const struct unit *unit = &r->units[i];

	if (!p->title || j->f->kind != KIND_FUNDING_ROUND || !passage_has(p, CUE_AGAINST_TRADE) ||
		(i + 1 < p->end && (unit_has(&unit[1], CUE_WORD_COMPANY) || unit[1].weak_signs)))
		return false;
	if (unit->end - unit->first > 1 && !(r->tokens.list[unit->first + 1].flags & TOKEN_HYPHEN))
		return false; /* "AI agents": what it makes */
	for (uint32_t k = p->first; k < p->end; k++)
		if (unit_has(&r->units[k], CUE_AGAINST_TRADE) && !trade_is_of_topic(r, p, k))
			return true;
	return false;
}

/* One unit; here: in the title or the deal's passage. */
static void
signs_of_unit(const struct judgement *j, const struct passage *p, uint32_t i, bool here,
	struct topic_signs *signs)
{
	const struct reading *r = j->r;
	const struct unit *unit = &r->units[i];
	uint32_t bit = UINT32_C(1) << j->topic;
	bool own, times, sign, slogan;

	if (unit->type != UNIT_COMPANY && unit->type != UNIT_CHIP &&
		!((unit->signs | unit->weak_signs | unit->name_signs) & bit))
		return; /* as most */
	own = p == &r->passages[j->f->passage];
	times = j->f->kind == KIND_FUNDING_ROUND && i < j->f->first &&
		unit->end - unit->first > 1 &&
		unit_has(unit, CUE_WORD_PLURAL); /* "as the AI boom strains, X raises" */
	sign = (unit->signs & bit || unit->name_signs & bit || unit->type == UNIT_CHIP) && !times &&
	       !(i > p->first && unit_is(r, i - 1, "not"));
	slogan = sign && is_slogan(j, p, i);
	if (here && unit->type == UNIT_COMPANY &&
		lexicon_in_topic(r->lexicon, unit->ref, j->topic) == 3 &&
		!(lexicon_roles(r->lexicon, unit->ref) & r->roles[KNOWN_TELECOM])) {
		signs->mention |= !(unit->flags & UNIT_ASIDE);
		signs->aside |= (unit->flags & UNIT_ASIDE) != 0;
	}
	sign &= !slogan;
	signs->weak |= slogan;
	if (sign && here && !signs->sign)
		signs->unit = i;
	signs->sign |= sign && here;
	signs->inside |= sign && own && i + 4 >= j->f->first && i < j->f->end;
	signs->before |= sign && here && (!own || i < j->f->end);
	signs->lead |= sign && !here;
	signs->it |= sign && !here && unit_has(unit, CUE_WORD_IT) && j->f->n_who == 1;
	signs->site |= !here && unit->weak_signs & bit && unit->type == UNIT_WORD &&
		       unit_has(unit, CUE_OBJECT_COMPUTE);
	signs->weak |= (unit->weak_signs & bit) != 0 && here && !is_in_name(j->f, i) &&
		       !is_why(j, p, i) &&
		       !(j->f->kind == KIND_FUNDING_ROUND && unit_has(unit, CUE_OBJECT_POWER));
}

static struct topic_signs
signs_read(const struct judgement *j)
{
	const struct reading *r = j->r;
	struct topic_signs signs = { .unit = j->f->cue };

	for (uint32_t n = 0; n < r->n_passages; n++) {
		const struct passage *p = &r->passages[n];
		bool here = n == j->f->passage || p->title;

		if (!here && !passage_is_lead(r, n))
			continue;
		for (uint32_t i = p->first; i < p->end; i++)
			signs_of_unit(j, p, i, here, &signs);
	}
	return signs;
}

/* A carrier that makes models, too: its money is for both, what it buys and signs need not be for AI. */
static bool
is_of_other_trade(const struct judgement *j, const struct who *who)
{
	enum deal_kind kind = j->f->kind;

	return who_has_role(j->r, who, KNOWN_TELECOM) && who->role != ROLE_TARGET &&
	       (kind == KIND_ACQUISITION || kind == KIND_PARTNERSHIP || kind == KIND_LICENSING ||
		       kind == KIND_CHIP_SUPPLY || kind == KIND_COMPUTE || kind == KIND_STAKE);
}

/* How near the nearest party is to the topic, as who_in_topic says. */
static int
parties_in_topic(const struct judgement *j, uint32_t *ret_unit)
{
	int nearest = 0;

	*ret_unit = j->f->cue;
	for (unsigned i = 0; i < j->f->n_who; i++) {
		int how = who_in_topic(j->r, &j->f->who[i], j->topic);

		if (is_of_other_trade(j, &j->f->who[i]))
			how = how > 0;
		if (how >= nearest)
			*ret_unit = j->f->who[i].first;
		if (how > nearest)
			nearest = how;
	}
	return nearest;
}

enum rule
topic_link(const struct judgement *j, uint32_t *ret_unit)
{
	int near = parties_in_topic(j, ret_unit);
	struct topic_signs signs;

	if (near == 3)
		return RULE_TOPIC_PARTY;
	signs = signs_read(j);
	*ret_unit = signs.unit;
	if (near && signs.sign)
		return signs.inside ? RULE_TOPIC_NEAR_SIGN : RULE_TOPIC_NEAR_SIGN_FAR;
	if (signs.sign)
		return signs.inside   ? RULE_TOPIC_SIGN
		       : signs.before ? RULE_TOPIC_SIGN_FAR
				      : RULE_TOPIC_SIGN_BEHIND;
	if ((near && (is_large_contract(j->r, j->f) || is_for_training(j->r, j->f))) ||
		is_for_sites(j->r, j->f))
		return RULE_TOPIC_NEAR_CONTRACT;
	if (signs.mention)
		return RULE_TOPIC_MENTION;
	if (signs.it || is_described_so(j->r, j->f, UINT32_C(1) << j->topic))
		return RULE_TOPIC_DESCRIBED;
	if (near && signs.lead)
		return RULE_TOPIC_NEAR_LEAD;
	if (near && (signs.weak || (signs.site && j->f->kind == KIND_DEBT)))
		return RULE_TOPIC_NEAR_WEAK;
	if (signs.aside)
		return RULE_TOPIC_ASIDE;
	if (signs.lead)
		return RULE_TOPIC_LEAD_SIGN;
	/* what a chip maker's bonds pay for must be told, a landlord's pay for sites */
	if (near == 2 &&
		(j->f->kind != KIND_DEBT || who_has_role(j->r, &j->f->who[0], KNOWN_DATA_CENTRE)))
		return RULE_TOPIC_HALF;
	if (near)
		return RULE_TOPIC_NEAR;
	return signs.weak ? RULE_TOPIC_WEAK : N_RULES;
}
