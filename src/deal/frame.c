/*
 * frame - the clauses of a passage as deals.
 *
 * A deal hangs on a verb (X buys Y) or, where no verb carries it, on a noun (X's purchase
 * of Y). Each verb's class says which part its subject, its object and the parties behind its
 * prepositions play; what the object is made of says which kind of deal it is.
 */
#include "frame.h"

#include <string.h>

#include "base/attr.h"

enum { SUBJECT_SKIP_MAX = 24, ARGS_MAX = 24, ARGS_UNITS_MAX = 48 };

/* A party or sum behind a verb, and the preposition it follows. */
struct arg {
	struct who who;
	enum cue prep; /* CUE_NONE: the object itself */

	bool possessed; /* "ABB's robots" */
	bool modifier;  /* "Nvidia stake", "OpenAI deal" */
};

struct clause {
	const struct reading *r;
	const struct passage *p;
	uint32_t verb;       /* unit */
	uint32_t first, end; /* what belongs to it */
	struct who subject[FRAME_PARTIES_MAX];
	unsigned n_subject;
	struct arg args[ARGS_MAX];
	unsigned n_args;
	int32_t money;
	enum cue prep;      /* that the verb or noun ends in: "bid for" */
	uint64_t object[2]; /* cues of the object, up to the first preposition */
	uint64_t nouns[2];  /* cues of what stands behind the verb */
	bool passive;
	bool infinitive;
	bool relative; /* the noun goes on with "that could …" */
};

static bool
is_verb(const struct unit *unit)
{
	return unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_OTHER);
}

static bool
is_deal_noun(const struct unit *unit)
{
	return unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE);
}

static bool
clause_has(const struct clause *c, enum cue cue)
{
	return c->nouns[cue >> 6] >> (cue & 63) & 1;
}

static bool
object_has(const struct clause *c, enum cue cue)
{
	return c->object[cue >> 6] >> (cue & 63) & 1;
}

static bool
is_hard_mark(const struct reading *r, uint32_t i)
{
	return (r->units[i].flags & UNIT_HARD) != 0;
}

static bool
is_comma(const struct reading *r, uint32_t i)
{
	return (r->units[i].flags & UNIT_COMMA) != 0;
}

static enum cue
prep_of(const struct unit *unit)
{
	if (!unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER))
		return CUE_NONE;
	for (int cue = CUE_PREP_IN; cue <= CUE_PREP_OTHER; cue++)
		if (unit_has(unit, (enum cue)cue))
			return (enum cue)cue;
	return CUE_NONE;
}

/* A form that only a predicate has, in a place where it can be one. */
static bool
is_finite(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (!is_verb(unit) || unit->flags & UNIT_JOINED)
		return false;
	if (i > p->first && (unit_has(unit - 1, CUE_WORD_THE) || unit[-1].flags & UNIT_POSSESSED))
		return false;
	if (unit->forms & FORM_S)
		return !is_deal_noun(unit) || i == p->first || unit[-1].type == UNIT_COMPANY;
	if (!(unit->forms & FORM_PAST))
		return false;
	/* "a deal announced by": a participle; "led by": part of a preposition */
	return i + 1 >= p->end || !unit_has(unit + 1, CUE_PREP_BY);
}

/* Any sum behind the verb, one by the month or the share included. */
static bool
clause_has_sum(const struct clause *c)
{
	for (uint32_t i = c->verb; i < c->end; i++)
		if (c->r->units[i].type == UNIT_MONEY &&
			c->r->moneys[c->r->units[i].ref].role != SUM_IS_VALUATION)
			return true;
	return false;
}

/* The sum is the object itself: "seeks $500m", not "seeks a role in a $500m deal". */
static bool
object_has_sum(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end && i < c->verb + 4; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type == UNIT_MONEY)
			return (int32_t)unit->ref == c->money;
		if (!unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) &&
			!unit_has(unit, CUE_WORD_THE))
			return false;
	}
	return false;
}

static void
clause_init(struct clause *c, const struct reading *r, const struct passage *p, uint32_t verb)
{
	*c = (struct clause){
		.r = r, .p = p, .verb = verb, .first = verb, .end = verb + 1, .money = -1
	};
}

/* --- the subject ----------------------------------------------------------- */

static bool
skips_to_subject(const struct clause *c, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	if (unit->type == UNIT_COMPANY || unit->type == UNIT_PERSON || unit->type == UNIT_OUTLET)
		return false;
	if (unit->type == UNIT_MARK) /* "Acme Inc. raises" */
		return unit->flags & UNIT_TICKER || unit_is(c->r, i, ".") ||
		       unit_is(c->r, i, "\"") || unit_is(c->r, i, "“") || unit_is(c->r, i, "”") ||
		       unit_is(c->r, i, "'");
	if (unit_has(unit, CUE_WORD_ADVERB) ||
		unit_within(unit, CUE_STATUS_TALKS, CUE_STATUS_MODAL) ||
		unit_has(unit, CUE_STATUS_PRELIMINARY) ||
		(unit_has(unit, CUE_TIME_BEFORE) && !prep_of(unit)))
		return true;
	if (!c->infinitive)
		return unit_has(unit, CUE_VERB_SIGN) && unit->forms & (FORM_S | FORM_PAST) &&
		       c->r->units[c->verb].forms & FORM_ING;
	/* "strikes a $2bn deal to buy" */
	return unit_has(unit, CUE_PREP_TO) || unit_has(unit, CUE_WORD_THE) ||
	       unit_has(unit, CUE_STATUS_AGREED) || unit_has(unit, CUE_VERB_SIGN) ||
	       unit_has(unit, CUE_VERB_COMMIT) || unit_has(unit, CUE_NOUN_DEAL) ||
	       unit_has(unit, CUE_VERB_OTHER) || unit_has(unit, CUE_NOUN_ACQUISITION) ||
	       unit->type == UNIT_MONEY || unit_has(unit, CUE_VERB_FILE) ||
	       unit_has(unit, CUE_VERB_GET) ||
	       unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) || unit->type == UNIT_SPAN ||
	       (!c->p->title && (unit_has(unit, CUE_PREP_OF) || unit_has(unit, CUE_TIME_BEFORE)));
}

/* "Willow (formerly Webrix) raises": to before the bracket; "X, a maker of Y, raises": before the comma. */
static uint32_t
skip_aside(const struct clause *c, uint32_t i)
{
	const struct reading *r = c->r;
	uint32_t k;

	if (unit_is(r, i, ")")) {
		for (k = i; k > c->p->first && i - k < 10; k--)
			if (unit_is(r, k, "("))
				return k - 1;
		return i;
	}
	if (!is_comma(r, i))
		return i;
	for (k = i - 1; k > c->p->first && i - k < 16; k--) {
		if (is_finite(r, c->p, k) || is_hard_mark(r, k))
			return i;
		if (is_comma(r, k))
			return k - 1;
	}
	return i;
}

static bool
subject_put(struct clause *c, struct who who)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		if (c->subject[i].first == who.first ||
			(who.company != UNKNOWN && c->subject[i].company == who.company))
			return true;
	if (c->n_subject == FRAME_PARTIES_MAX)
		return false;
	c->subject[c->n_subject++] = who;
	return true;
}

/* "BlackRock's AI consortium", "Google's cloud unit": the owner stands for its part. */
static bool
owner_of(const struct clause *c, uint32_t i, struct who *ret_who)
{
	for (uint32_t k = i, n = 0; n < 6 && k > c->p->first; k--, n++) {
		const struct unit *unit = &c->r->units[k - 1];

		if (unit->type == UNIT_COMPANY && unit->flags & UNIT_POSSESSED &&
			!(unit->flags & UNIT_ASIDE)) {
			*ret_who = (struct who){ k - 1, k, (int32_t)unit->ref, ROLE_NONE };
			return true;
		}
		if (unit->type == UNIT_MARK && !unit_is(c->r, k - 1, "'s") &&
			!unit_is(c->r, k - 1, "’s"))
			return false;
		if (unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) || is_finite(c->r, c->p, k - 1))
			return false;
	}
	return false;
}

static void
subject_list(struct clause *c, uint32_t i)
{
	struct who who;

	while (i > c->p->first + 1) {
		const struct unit *before = &c->r->units[i - 1];

		if (!unit_has(before, CUE_WORD_AND) && !is_comma(c->r, i - 1) &&
			!unit_is(c->r, i - 1, "/"))
			return;
		i--;
		if (i > c->p->first && is_comma(c->r, i - 1)) /* ", and" */
			i--;
		if (i == c->p->first || !name_before(c->r, c->p, i - 1, false, &who))
			return;
		if (!subject_put(c, who))
			return;
		i = who.first;
		if (i < c->first)
			c->first = i;
	}
}

/* "AMD soars after deal to supply OpenAI": the main clause's subject does it. */
static void
main_subject(struct clause *c, uint32_t end)
{
	struct who who;

	for (uint32_t k = c->p->first; k < end; k++) {
		if (is_hard_mark(c->r, k))
			return;
		if (c->r->units[k].type == UNIT_COMPANY && name_at(c->r, c->p, k, &who)) {
			subject_put(c, who);
			return;
		}
	}
}

static void
subject_find(struct clause *c)
{
	const struct reading *r = c->r;
	uint32_t i = c->verb, floor = c->p->first;
	struct who who;

	c->infinitive = i > floor && unit_is_to(r, i - 1);
	for (unsigned n = 0; i > floor && n < SUBJECT_SKIP_MAX; n++) {
		uint32_t before = skip_aside(c, i - 1);

		if (before != i - 1) {
			i = before + 1;
			continue;
		}
		if (!skips_to_subject(c, i - 1))
			break;
		/* A name may look like an adverb's word: "Near raises". */
		if (i - 1 == floor && r->units[i - 1].flags & UNIT_CAPITAL && !c->infinitive &&
			r->units[i - 1].forms == 0 && i == c->verb)
			break;
		i--;
	}
	c->first = i;
	if (i == floor)
		return;
	if (unit_has(&r->units[i - 1], CUE_WORD_IT) && c->p->title) { /* "X says it raised" */
		for (uint32_t k = floor; k + 1 < i; k++)
			if (name_before(r, c->p, k, false, &who)) {
				subject_put(c, who);
				return;
			}
	}
	if (unit_is(r, i - 1, "which") ||
		unit_is(r, i - 1, "that")) { /* "AMD, which agreed to sell" */
		i -= i - 1 > floor && is_comma(r, i - 2) ? 2 : 1;
		if (i > floor && name_before(r, c->p, i - 1, true, &who))
			subject_put(c, who);
		return;
	}
	/* "OpenAI signed … and committed to using", "Amazon is a backer having committed" */
	if (!c->p->title &&
		(unit_has(&r->units[i - 1], CUE_WORD_AND) || unit_is(r, i - 1, "having") ||
			(is_comma(r, i - 1) && r->units[c->verb].forms & FORM_ING))) {
		main_subject(c, i - 1);
		return;
	}
	if (c->p->title &&
		(unit_has(&r->units[i - 1], CUE_WORD_CLAUSE) || prep_of(&r->units[i - 1])) &&
		(c->infinitive || r->units[c->verb].forms & FORM_ING)) {
		main_subject(c, i - 1);
		return;
	}
	if (name_before(r, c->p, i - 1, true, &who)) {
		c->first = who.first;
		subject_put(c, who);
		subject_list(c, who.first);
	} else if (owner_of(c, i, &who)) {
		c->first = who.first;
		subject_put(c, who);
	}
}

/* --- what stands behind ---------------------------------------------------- */

static void
arg_put(struct clause *c, struct who who, enum cue prep)
{
	const struct unit *last = &c->r->units[who.end - 1];
	struct arg arg = { .who = who, .prep = prep };

	if (c->n_args == ARGS_MAX)
		return;
	for (unsigned i = 0; i < c->n_args; i++)
		if (who.company != UNKNOWN && c->args[i].who.company == who.company)
			return;
	for (unsigned i = 0; i < c->n_subject; i++)
		if (who.company != UNKNOWN && c->subject[i].company == who.company)
			return;
	arg.possessed = (last->flags & UNIT_POSSESSED) != 0;
	if (who.end < c->p->end && !arg.possessed) {
		const struct unit *next = &c->r->units[who.end];

		arg.modifier = next->type == UNIT_CHIP ||
			       (next->type == UNIT_WORD &&
				       (is_deal_noun(next) || unit_within(next, CUE_OBJECT_CHIPS,
								      CUE_OBJECT_CONTENT)));
	}
	c->args[c->n_args++] = arg;
}

/* May an unknown name begin here? It follows the verb, a preposition, an article or a description. */
static bool
may_begin_name(const struct clause *c, uint32_t i)
{
	const struct unit *before = &c->r->units[i - 1];

	if (i - 1 == c->verb || prep_of(before) || unit_has(before, CUE_WORD_THE) ||
		unit_has(before, CUE_WORD_DESCRIPTOR) || unit_has(before, CUE_WORD_PLACE) ||
		unit_has(before, CUE_WORD_AND) || before->type == UNIT_MONEY)
		return true;
	return before->type == UNIT_MARK || !(before->flags & UNIT_CAPITAL) || c->p->title_case;
}

static bool
ends_clause(const struct clause *c, uint32_t i, bool after_comma)
{
	const struct unit *unit = &c->r->units[i];

	if (is_hard_mark(c->r, i))
		return true;
	if (unit_has(unit, CUE_WORD_CLAUSE) && !prep_of(unit))
		/* "files for what could be …", "an investment that could exceed $10bn" */
		return !prep_of(unit - 1) && !(i == c->verb + 1 && !is_verb(&c->r->units[c->verb]));
	if (i <= c->verb + 3 && c->relative)
		return false;
	if (i == c->verb + 1)
		return false;
	if (is_finite(c->r, c->p, i) && !unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) &&
		!unit_has(unit, CUE_PREP_LED_BY))
		return true;
	/* In running text a comma ends it, but for a list or who led it. */
	if (after_comma && !c->p->title && unit->type != UNIT_COMPANY &&
		!unit_has(unit, CUE_WORD_AND) && !unit_within(unit, CUE_PREP_IN, CUE_PREP_OF))
		return true;
	if (after_comma && unit->forms & FORM_ING && !unit_has(unit, CUE_VERB_VALUE) &&
		!is_deal_noun(unit))
		return true;
	/* "… deal to buy": the infinitive has its own frame. */
	return is_verb(unit) && unit->forms & FORM_BASE && unit_is_to(c->r, i - 1) &&
	       !is_deal_noun(unit) && !unit_within(unit, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT);
}

static void
args_find(struct clause *c)
{
	const struct reading *r = c->r;
	enum cue prep = c->prep;
	bool after_comma = false, rivalry = false;
	unsigned n_in = 0; /* a second "in" says where, not in whom */
	struct who who;
	uint32_t i = c->verb + 1;

	for (; i < c->p->end && i - c->verb < ARGS_UNITS_MAX; i++) {
		const struct unit *unit = &r->units[i];

		if (ends_clause(c, i, after_comma))
			break;
		after_comma = is_comma(r, i);
		if (unit_is(r, i, "(")) {
			while (i + 1 < c->p->end && !unit_is(r, i, ")"))
				i++;
			continue;
		}
		if (unit_has(unit, CUE_WORD_RIVALRY)) /* "in a race with X" */
			rivalry = true;
		if (prep_of(unit) && !(unit_has(unit, CUE_PREP_OTHER) &&
					     unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO)))
			prep = prep_of(unit);
		n_in += unit_has(unit, CUE_PREP_IN);
		if (unit->type == UNIT_MONEY && c->money < 0 &&
			r->moneys[unit->ref].role == SUM_DEAL)
			c->money = (int32_t)unit->ref;
		c->nouns[0] |= unit->cues[0];
		c->nouns[1] |= unit->cues[1];
		if (prep == CUE_NONE) {
			c->object[0] |= unit->cues[0];
			c->object[1] |= unit->cues[1];
		}
		if ((unit->type == UNIT_COMPANY || may_begin_name(c, i)) &&
			name_at(r, c->p, i, &who)) {
			if (!rivalry &&
				!(n_in > 1 && prep == CUE_PREP_IN && who.company == UNKNOWN))
				arg_put(c, who, prep);
			i = who.end - 1;
		}
	}
	c->end = i;
}

/* --- putting a frame together ---------------------------------------------- */

static void
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

static void
frame_add_subject(struct frame *f, const struct clause *c, enum party_role role)
{
	for (unsigned i = 0; i < c->n_subject; i++)
		frame_add(f, c->subject[i], role);
}

/* Parties behind a preposition; CUE_NONE: the objects. */
static unsigned
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

static bool
has_role(const struct reading *r, const struct who *who, enum known_role role)
{
	return who->company != UNKNOWN &&
	       lexicon_roles(r->lexicon, (uint32_t)who->company) & r->roles[role];
}

/* How much an organisation looks like one that sells chips or computing. */
static int
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
		if (has_role(r, who, ranks[i].role))
			rank += kind == KIND_CHIP_SUPPLY ? ranks[i].chips : ranks[i].compute;
	return rank;
}

/* The best-placed party supplies, the others are customers. */
static void
roles_by_rank(const struct reading *r, struct frame *f)
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
any_role(const struct reading *r, const struct frame *f, enum known_role role)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (has_role(r, &f->who[i], role))
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
		bool giant = has_role(r, who, KNOWN_BIG_TECH) || has_role(r, who, KNOWN_AI_LAB) ||
			     has_role(r, who, KNOWN_CLOUD);

		uses |= giant;
		chips |= !giant &&
			 (has_role(r, who, KNOWN_AI_CHIPS) || has_role(r, who, KNOWN_MEMORY) ||
				 has_role(r, who, KNOWN_SEMICONDUCTOR));
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

/* What kind a deal is that is only called a deal: by its object, else by who makes it. */
static enum deal_kind
kind_of_deal(const struct clause *c, const struct frame *f, bool *ret_plain)
{
	const struct reading *r = c->r;

	*ret_plain = false;
	if (clause_has(c, CUE_NOUN_ACQUISITION))
		return KIND_ACQUISITION;
	if (clause_has(c, CUE_NOUN_LICENCE))
		return KIND_LICENSING;
	if (clause_has(c, CUE_NOUN_ORDER) && !clause_has(c, CUE_OBJECT_CHIPS) &&
		(clause_has(c, CUE_OBJECT_COMPUTE) || is_cloud_arm(c->r, f)))
		return KIND_COMPUTE; /* "capacity purchase agreement" */
	if (clause_has(c, CUE_NOUN_ORDER))
		return KIND_CHIP_SUPPLY;
	if (clause_has(c, CUE_NOUN_LEASE))
		return KIND_COMPUTE;
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
	if (is_deal_for(c))
		return KIND_ACQUISITION;
	if (clause_has(c, CUE_NOUN_PARTNERSHIP))
		return KIND_PARTNERSHIP;
	if (sells_chips(r, f))
		return KIND_CHIP_SUPPLY;
	if (any_role(r, f, KNOWN_NEOCLOUD) || any_role(r, f, KNOWN_DATA_CENTRE) ||
		is_cloud_arm(r, f))
		return KIND_COMPUTE;
	if (any_role(r, f, KNOWN_AI_LAB) && any_role(r, f, KNOWN_CLOUD) && f->n_who == 2)
		return KIND_COMPUTE;
	if (clause_has(c, CUE_OBJECT_CONTENT))
		return KIND_LICENSING;
	/* A billion and more between two of the trade is spent on computing. */
	if (f->n_who > 1 && c->money >= 0 &&
		r->moneys[c->money].amount.usd >= INT64_C(1000000000) &&
		any_role(r, f, KNOWN_BIG_TECH))
		return KIND_COMPUTE;
	return KIND_PARTNERSHIP;
}

/* How much an organisation looks like one that others put money into. */
static int
target_rank(const struct reading *r, const struct who *who)
{
	if (who->company == UNKNOWN)
		return 1;
	if (has_role(r, who, KNOWN_INVESTOR) || has_role(r, who, KNOWN_SOVEREIGN_FUND) ||
		has_role(r, who, KNOWN_BANK))
		return -3;
	if (has_role(r, who, KNOWN_BIG_TECH))
		return -2;
	return has_role(r, who, KNOWN_AI_LAB) ? 3 : has_role(r, who, KNOWN_AI_APP) ? 2 : 0;
}

/* "in X" says who is the target; else the one that looks most like it. */
static void
target_by_rank(const struct clause *c, struct frame *f)
{
	unsigned target = 0;

	if (f->n_who < 2)
		return;
	for (unsigned k = 0; k < c->n_args; k++)
		if (c->args[k].prep == CUE_PREP_IN)
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
		n += has_role(r, &f->who[i], KNOWN_AI_LAB) ||
		     has_role(r, &f->who[i], KNOWN_AI_APP) ||
		     has_role(r, &f->who[i], KNOWN_BIG_TECH);
	if (n == 0 || n == f->n_who)
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = has_role(r, &f->who[i], KNOWN_AI_LAB) ||
						 has_role(r, &f->who[i], KNOWN_AI_APP) ||
						 has_role(r, &f->who[i], KNOWN_BIG_TECH)
					 ? ROLE_LICENSEE
					 : ROLE_LICENSOR;
}

static void
roles_for_kind(const struct clause *c, struct frame *f)
{
	enum party_role first, others;

	switch (f->kind) {
	case KIND_CHIP_SUPPLY:
	case KIND_COMPUTE:
		roles_by_rank(c->r, f);
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
		break;
	default:
		first = others = ROLE_PARTNER;
		break;
	}
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = i == 0 ? first : others;
	if (first == ROLE_INVESTOR)
		target_by_rank(c, f);
	if (first == ROLE_LICENSOR)
		licensee_by_trade(c->r, f);
}

/* --- verbs ------------------------------------------------------------------ */

/* Somebody does it, be it only "a firm"; a headline may leave out who: "Buys Acme". */
static bool
has_subject(const struct clause *c)
{
	if (c->n_subject > 0)
		return true;
	if (c->first == c->p->first)
		return c->r->units[c->verb].forms & FORM_S && c->verb == c->first;
	return unit_has(&c->r->units[c->first - 1], CUE_WORD_COMPANY) &&
	       !unit_has(&c->r->units[c->first - 1], CUE_WORD_PLURAL);
}

static bool
take_acquire(const struct clause *c, struct frame *f)
{
	enum party_role subject = c->passive ? ROLE_TARGET : ROLE_ACQUIRER;

	if (!c->passive && !has_subject(c))
		return false;

	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, subject);
	if (c->passive) {
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_ACQUIRER) > 0;
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

static bool take_sign(const struct clause *c, struct frame *f);

/* "49% of X", "control of X", "a majority of X" */
static bool
object_is_part(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i + 1 < c->end; i++) {
		const struct unit *unit = &c->r->units[i];

		if (!unit_has(&c->r->units[i + 1], CUE_PREP_OF))
			continue;
		if (unit->type == UNIT_PERCENT || unit_is(c->r, i, "control") ||
			unit_is(c->r, i, "majority") || unit_is(c->r, i, "half") ||
			unit_is(c->r, i, "most"))
			return true;
	}
	return false;
}

static bool
object_is_goods(const struct clause *c)
{
	unsigned objects = 0;

	for (unsigned i = 0; i < c->n_args; i++)
		objects += c->args[i].prep == CUE_NONE && !c->args[i].modifier &&
			   !c->args[i].possessed;
	return objects == 0;
}

static bool
take_buy(const struct clause *c, struct frame *f)
{
	if (c->passive)
		return take_acquire(c, f);
	if (!has_subject(c))
		return false;
	if (object_is_goods(c) && (object_has(c, CUE_NOUN_DEAL) || object_has(c, CUE_NOUN_ORDER)))
		return take_sign(c, f);
	if (clause_has(c, CUE_NOUN_STAKE) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
		object_is_part(c)) {
		f->kind = KIND_STAKE;
		frame_add_subject(f, c, ROLE_INVESTOR);
		f->solid = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
			   0;
		frame_add_args(f, c, CUE_PREP_FROM, ROLE_PARTNER);
		return true;
	}
	if (object_is_goods(c) &&
		(clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE) ||
			clause_has(c, CUE_OBJECT_POWER))) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		f->solid = frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER) +
				   frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER) +
				   frame_add_args(f, c, CUE_PREP_OF, ROLE_SUPPLIER) >
			   0;
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
		return true;
	}
	return take_acquire(c, f);
}

static bool
take_merge(const struct clause *c, struct frame *f)
{
	f->kind = KIND_ACQUISITION;
	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	frame_add_args(f, c, CUE_NONE, ROLE_PARTNER);
	f->solid = f->n_who > 1;
	return f->n_who > 1;
}

static bool
take_invest(const struct clause *c, struct frame *f)
{
	unsigned n;

	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	if (c->n_subject == 0 && c->money < 0)
		return false;
	if (unit_has(&c->r->units[c->verb], CUE_VERB_POUR) && c->money < 0)
		return false;
	n = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
	    frame_add_args(f, c, CUE_PREP_OTHER, ROLE_TARGET);
	if (unit_is(c->r, c->verb, "buy into") || unit_is(c->r, c->verb, "buys into"))
		n += frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	f->solid = n > 0 || (c->money >= 0 && f->n_who > 0);
	if (c->n_args > 0 && c->args[0].modifier && c->args[0].prep == CUE_NONE)
		return false;
	if (c->n_subject == 0)
		f->kind = KIND_FUNDING_ROUND; /* "investors bet $40m on X" */
	f->solid |= clause_has(c, CUE_WORD_COMPANY);
	return f->solid;
}

static bool
take_back(const struct clause *c, struct frame *f)
{
	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, c->passive ? ROLE_TARGET : ROLE_INVESTOR);
	if (c->passive)
		return f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_INVESTOR) > 0;
	f->solid = frame_add_args(f, c, CUE_NONE, ROLE_TARGET) > 0;
	f->solid |= c->money >= 0;
	if (c->n_subject == 0)
		f->kind = KIND_FUNDING_ROUND;
	return f->solid || clause_has(c, CUE_WORD_COMPANY);
}

/* "joins the round", "joins X and Y in a venture". */
static bool
take_join(const struct clause *c, struct frame *f)
{
	bool venture = clause_has(c, CUE_NOUN_PARTNERSHIP), plain;

	if (!venture && !clause_has(c, CUE_NOUN_ROUND))
		return false;
	frame_add_subject(f, c, venture ? ROLE_PARTNER : ROLE_INVESTOR);
	frame_add_args(f, c, CUE_NONE, venture ? ROLE_PARTNER : ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_IN, venture ? ROLE_PARTNER : ROLE_TARGET);
	f->kind = KIND_FUNDING_ROUND;
	if (venture) {
		f->kind = kind_of_deal(c, f, &plain);
		f->also = 1u << KIND_PARTNERSHIP;
	}
	f->solid = f->n_who > 1;
	return f->n_who > 1;
}

static bool
take_lead(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_NOUN_DEBT) && c->money >= 0) {
		f->kind = KIND_DEBT;
		frame_add_subject(f, c, ROLE_LENDER);
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
		frame_add_args(f, c, CUE_PREP_TO, ROLE_BORROWER);
		frame_add_args(f, c, CUE_NONE, ROLE_BORROWER);
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

/* Money comes in: a round, shares sold, or a debt. */
static bool
take_money_in(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	if (clause_has(c, CUE_NOUN_DEBT) && !clause_has(c, CUE_NOUN_SHARE_SALE)) {
		f->kind = KIND_DEBT;
		for (unsigned i = 0; i < f->n_who; i++)
			f->who[i].role = has_role(c->r, &f->who[i], KNOWN_INVESTOR) ||
							 has_role(c->r, &f->who[i], KNOWN_BANK)
						 ? ROLE_LENDER
						 : ROLE_BORROWER;
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
	}
	frame_add_args(f, c, CUE_PREP_LED_BY, f->kind == KIND_DEBT ? ROLE_LENDER : ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_FROM, f->kind == KIND_DEBT ? ROLE_LENDER : ROLE_INVESTOR);
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == ROLE_INVESTOR)
			f->also |= 1u << KIND_INVESTMENT;
	f->solid = true;
	return true;
}

static bool
take_raise(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_NOUN_FUND) && !clause_has(c, CUE_NOUN_ROUND))
		return false;
	if (object_has(c, CUE_AGAINST_EARNINGS) || object_has(c, CUE_SUM_OTHER))
		return false; /* "raises its forecast to" */
	if (c->passive) {
		f->kind = KIND_FUNDING_ROUND;
		frame_add_args(f, c, CUE_PREP_BY, ROLE_TARGET);
		f->solid = true;
		return f->n_who > 0;
	}
	if (c->money < 0 && !clause_has(c, CUE_NOUN_ROUND) && !clause_has(c, CUE_NOUN_SHARE_SALE) &&
		!clause_has(c, CUE_NOUN_DEBT))
		return false;
	return take_money_in(c, f);
}

static bool
take_get(const struct clause *c, struct frame *f)
{
	bool round = clause_has(c, CUE_NOUN_ROUND) || clause_has(c, CUE_NOUN_SHARE_SALE) ||
		     clause_has(c, CUE_NOUN_DEBT);
	bool deal = clause_has(c, CUE_NOUN_DEAL) || clause_has(c, CUE_NOUN_ORDER) ||
		    clause_has(c, CUE_NOUN_LEASE) || clause_has(c, CUE_NOUN_LICENCE) ||
		    clause_has(c, CUE_NOUN_PARTNERSHIP) || clause_has(c, CUE_NOUN_ACQUISITION) ||
		    clause_has(c, CUE_NOUN_STAKE);

	if (clause_has(c, CUE_NOUN_FUND) && !round)
		return false;
	if (deal && !clause_has(c, CUE_NOUN_ROUND))
		return take_sign(c, f);
	if (!round && clause_has(c, CUE_NOUN_INVESTMENT) &&
		frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) >
			0) { /* "completes its investment in" */
		f->kind = KIND_INVESTMENT;
		frame_add_subject(f, c, ROLE_INVESTOR);
		return f->solid = true;
	}
	if (round || clause_has(c, CUE_NOUN_INVESTMENT))
		return take_money_in(c, f);
	if (c->money >= 0 && !clause_has(c, CUE_SUM_OTHER) && !clause_has(c, CUE_SUM_VALUATION))
		return take_money_in(c, f);
	if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_CHIPS)) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
		frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
		frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
		roles_by_rank(c->r, f);
		return f->n_who > 1;
	}
	return false;
}

/* "X seeks $500m": of whom is not said. */
static bool
take_seek(const struct clause *c, struct frame *f)
{
	if (c->money < 0 || clause_has(c, CUE_SUM_OTHER) || c->n_subject == 0)
		return false;
	if (!object_has_sum(c))
		return false;
	return take_money_in(c, f);
}

static bool
take_value(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	if (c->passive || c->r->units[c->verb].forms & FORM_PAST)
		frame_add_subject(f, c, ROLE_TARGET);
	else
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	return f->n_who > 0;
}

static bool
take_supply(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER))
		f->kind = KIND_COMPUTE;
	else if (c->n_subject > 0 && supply_rank(c->r, &c->subject[0], KIND_CHIP_SUPPLY) > 2)
		f->kind = KIND_CHIP_SUPPLY; /* "deal to supply OpenAI": what it makes */
	else
		return false;
	if (c->passive) {
		frame_add_subject(f, c, ROLE_CUSTOMER);
		f->solid = frame_add_args(f, c, CUE_PREP_BY, ROLE_SUPPLIER) > 0;
		return f->solid;
	}
	frame_add_subject(f, c, ROLE_SUPPLIER);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) +
			   frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER) +
			   frame_add_args(f, c, CUE_NONE, ROLE_CUSTOMER) >
		   0;
	return f->n_who > 1;
}

static bool
take_lease(const struct clause *c, struct frame *f)
{
	bool out = false;

	for (unsigned i = 0; i < c->n_args; i++)
		out |= c->args[i].prep == CUE_PREP_TO;
	f->kind = KIND_COMPUTE;
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->also = 1u << KIND_CHIP_SUPPLY;
	frame_add_subject(f, c, out ? ROLE_SUPPLIER : ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	f->solid = f->n_who > 1 || c->money >= 0;
	return f->n_who > 1 || (f->n_who == 1 && (clause_has(c, CUE_OBJECT_COMPUTE) ||
							 clause_has(c, CUE_OBJECT_CHIPS)));
}

static bool
take_license(const struct clause *c, struct frame *f)
{
	bool out = false;

	for (unsigned i = 0; i < c->n_args; i++)
		out |= c->args[i].prep == CUE_PREP_TO;
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, out ? ROLE_LICENSOR : ROLE_LICENSEE);
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE) +
			   frame_add_args(f, c, CUE_PREP_FROM, ROLE_LICENSOR) +
			   frame_add_args(f, c, CUE_NONE, ROLE_LICENSOR) >
		   0;
	return f->n_who > 1;
}

static bool
take_partner(const struct clause *c, struct frame *f)
{
	bool plain;

	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	f->kind = kind_of_deal(c, f, &plain);
	if (f->kind != KIND_CHIP_SUPPLY && f->kind != KIND_COMPUTE)
		f->kind = KIND_PARTNERSHIP;
	else
		f->also |= 1u << KIND_PARTNERSHIP;
	roles_for_kind(c, f);
	f->solid = c->money >= 0 || clause_has(c, CUE_OBJECT_CHIPS);
	return f->n_who > 1;
}

static bool
take_sign(const struct clause *c, struct frame *f)
{
	static const enum cue nouns[] = { CUE_NOUN_ACQUISITION, CUE_NOUN_ROUND, CUE_NOUN_STAKE,
		CUE_NOUN_DEBT, CUE_NOUN_DEAL, CUE_NOUN_ORDER, CUE_NOUN_LICENCE,
		CUE_NOUN_PARTNERSHIP, CUE_NOUN_LEASE, CUE_NOUN_INVESTMENT, CUE_NOUN_SHARE_SALE,
		CUE_STATUS_PRELIMINARY };
	bool found = false, plain;

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		found |= clause_has(c, nouns[i]);
	if (!found)
		return false;
	frame_add_subject(f, c, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_NONE);
	frame_add_args(f, c, CUE_NONE, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_NONE);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_NONE);
	f->kind = kind_of_deal(c, f, &plain);
	f->solid = !plain || c->money >= 0 || clause_has(c, CUE_NOUN_DEAL) ||
		   clause_has(c, CUE_SUM_VAGUE);
	roles_for_kind(c, f);
	return f->n_who > 0;
}

static bool
take_sell(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_NOUN_DEBT) && !clause_has(c, CUE_NOUN_STAKE)) {
		f->kind = KIND_DEBT;
		frame_add_subject(f, c, ROLE_BORROWER);
		return f->solid = f->n_who > 0;
	}
	if (object_is_part(c) && clause_has(c, CUE_WORD_SHARES) && c->n_args > 0 &&
		c->args[0].prep == CUE_NONE) { /* "sell OpenAI 10% of its stock" */
		f->kind = KIND_STAKE;
		frame_add(f, c->args[0].who, ROLE_INVESTOR);
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = f->n_who > 1;
	}
	if (clause_has(c, CUE_NOUN_STAKE) || object_is_part(c)) {
		f->kind = KIND_STAKE;
		frame_add_subject(f, c, ROLE_INVESTOR);
		f->solid = frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET) +
				   frame_add_args(f, c, CUE_NONE, ROLE_TARGET) >
			   0;
		frame_add_args(f, c, CUE_PREP_TO, ROLE_PARTNER);
		frame_add_args(f, c, CUE_PREP_FROM, ROLE_TARGET);
		if (f->n_who == 1 && clause_has(c, CUE_WORD_SHARES)) {
			f->kind = KIND_FUNDING_ROUND; /* its own shares */
			f->who[0].role = ROLE_TARGET;
			f->solid = true;
		}
		return f->n_who > 0;
	}
	if (clause_has(c, CUE_NOUN_SHARE_SALE)) {
		f->kind = KIND_FUNDING_ROUND;
		frame_add_subject(f, c, ROLE_TARGET);
		frame_add_args(f, c, CUE_PREP_TO, ROLE_INVESTOR);
		return f->solid = f->n_who > 0;
	}
	if (clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE)) {
		f->kind = clause_has(c, CUE_OBJECT_CHIPS) ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_SUPPLIER);
		f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_CUSTOMER) > 0;
		frame_add_args(f, c, CUE_NONE, ROLE_CUSTOMER);
		return f->n_who > 1;
	}
	f->kind = KIND_ACQUISITION;
	if (c->passive) {
		frame_add_subject(f, c, ROLE_TARGET);
	} else {
		frame_add_subject(f, c, ROLE_PARTNER);
		frame_add_args(f, c, CUE_NONE, ROLE_TARGET);
	}
	f->solid = frame_add_args(f, c, CUE_PREP_TO, ROLE_ACQUIRER) > 0 || c->money >= 0;
	return f->n_who > 1 || (f->n_who > 0 && f->solid);
}

/* "to list on Nasdaq", "in Hong Kong" */
static bool
lists_at_place(const struct clause *c)
{
	const struct unit *next = &c->r->units[c->verb + 1];

	return c->verb + 2 < c->p->end && prep_of(next) && unit_has(next + 1, CUE_WORD_PLACE);
}

static bool
take_list(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	f->solid = unit_is(c->r, c->verb, "go public") ||
		   c->r->units[c->verb].end - c->r->units[c->verb].first > 1 ||
		   clause_has(c, CUE_NOUN_IPO) || lists_at_place(c);
	return has_subject(c) && f->solid;
}

static bool
take_file(const struct clause *c, struct frame *f)
{
	if (!clause_has(c, CUE_NOUN_IPO) && !clause_has(c, CUE_NOUN_SHARE_SALE) &&
		!clause_has(c, CUE_VERB_LIST))
		return false;
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	return f->solid = f->n_who > 0;
}

static bool
take_borrow(const struct clause *c, struct frame *f)
{
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_BORROWER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_LENDER);
	f->solid = c->money >= 0;
	return f->n_who > 0 && f->solid;
}

static bool
take_lend(const struct clause *c, struct frame *f)
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

static bool
take_build(const struct clause *c, struct frame *f)
{
	bool chips = clause_has(c, CUE_OBJECT_CHIPS) && !clause_has(c, CUE_OBJECT_COMPUTE);

	if (!chips && !clause_has(c, CUE_OBJECT_COMPUTE))
		return false;
	f->kind = chips ? KIND_CHIP_SUPPLY : KIND_COMPUTE;
	frame_add_subject(f, c, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_PARTNER);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
	if (f->n_who < 2)
		return false;
	roles_by_rank(c->r, f);
	f->also = 1u << KIND_PARTNERSHIP;
	return f->solid = true;
}

/* What the infinitive behind the clause speaks of. */
static bool
next_clause_has(const struct clause *c, enum cue cue)
{
	for (uint32_t i = c->end; i < c->p->end && i < c->end + 8 && unit_is_to(c->r, c->end - 1);
		i++)
		if (unit_has(&c->r->units[i], cue))
			return true;
	return false;
}

static bool
take_pick(const struct clause *c, struct frame *f)
{
	bool plain;

	if (clause_has(c, CUE_NOUN_IPO) ||
		next_clause_has(c, CUE_NOUN_IPO)) { /* "picks banks to lead IPO" */
		f->kind = KIND_FUNDING_ROUND;
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = f->n_who > 0;
	}
	if (unit_is(c->r, c->verb, "hires") || unit_is(c->r, c->verb, "hire") ||
		unit_is(c->r, c->verb, "hired"))
		return false;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	if (frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER) == 0 || f->n_who < 2)
		return false;
	f->kind = kind_of_deal(c, f, &plain);
	if (f->kind == KIND_CHIP_SUPPLY || f->kind == KIND_COMPUTE)
		roles_by_rank(c->r, f);
	f->also = 1u << KIND_PARTNERSHIP;
	f->solid = c->money >= 0 || !plain;
	return true;
}

static bool
take_pay(const struct clause *c, struct frame *f)
{
	if (!clause_has_sum(c) && !clause_has(c, CUE_SUM_VAGUE))
		return false;
	for (unsigned i = 0; i < c->n_args; i++) /* "on Nvidia chips" */
		if (c->args[i].prep == CUE_PREP_OTHER &&
			(c->args[i].modifier || c->args[i].possessed))
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	if (f->n_who < 2)
		return false;
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE) || clause_has(c, CUE_OBJECT_POWER) ||
		 clause_has(c, CUE_VERB_LEASE))
		f->kind = KIND_COMPUTE;
	else
		f->kind = KIND_LICENSING;
	return f->solid = true;
}

static bool
take_commit(const struct clause *c, struct frame *f)
{
	if (c->money < 0 && !clause_has(c, CUE_NOUN_INVESTMENT))
		return false;
	f->kind = KIND_INVESTMENT;
	frame_add_subject(f, c, ROLE_INVESTOR);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_IN, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_TARGET);
	if (clause_has(c, CUE_VERB_LEASE) || clause_has(c, CUE_NOUN_LEASE) ||
		(clause_has(c, CUE_OBJECT_COMPUTE) && f->n_who > 1)) {
		f->kind = KIND_COMPUTE;
		roles_by_rank(c->r, f);
	}
	f->solid = f->n_who > 1 || clause_has(c, CUE_WORD_COMPANY);
	return f->solid && f->n_who > 0;
}

static bool
take_use(const struct clause *c, struct frame *f)
{
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE))
		f->kind = KIND_COMPUTE;
	else
		return false;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_NONE || c->args[i].prep == CUE_PREP_FROM)
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	return f->n_who > 1;
}

static bool
take_emerge(const struct clause *c, struct frame *f)
{
	if (c->money < 0 && !clause_has(c, CUE_NOUN_ROUND))
		return false;
	return take_money_in(c, f) && f->n_who > 0;
}

static const struct verb {
	enum cue cue;
	bool (*take)(const struct clause *clause, struct frame *frame);
} verbs[] = {
	{ CUE_VERB_ACQUIRE, take_acquire },
	{ CUE_VERB_BUY, take_buy },
	{ CUE_VERB_MERGE, take_merge },
	{ CUE_VERB_INVEST, take_invest },
	{ CUE_VERB_POUR, take_invest },
	{ CUE_VERB_BACK, take_back },
	{ CUE_VERB_LEAD, take_lead },
	{ CUE_VERB_JOIN, take_join },
	{ CUE_VERB_RAISE, take_raise },
	{ CUE_VERB_SELL, take_sell },
	{ CUE_VERB_GET, take_get },
	{ CUE_VERB_SEEK, take_seek },
	{ CUE_VERB_VALUE, take_value },
	{ CUE_VERB_SUPPLY, take_supply },
	{ CUE_VERB_LEASE, take_lease },
	{ CUE_VERB_LICENSE, take_license },
	{ CUE_VERB_PARTNER, take_partner },
	{ CUE_VERB_SIGN, take_sign },
	{ CUE_VERB_LIST, take_list },
	{ CUE_VERB_FILE, take_file },
	{ CUE_VERB_BORROW, take_borrow },
	{ CUE_VERB_LEND, take_lend },
	{ CUE_VERB_BUILD, take_build },
	{ CUE_VERB_PICK, take_pick },
	{ CUE_VERB_PAY, take_pay },
	{ CUE_VERB_COMMIT, take_commit },
	{ CUE_VERB_USE, take_use },
	{ CUE_VERB_EMERGE, take_emerge },
};

/* "was acquired by", "acquired by": the subject suffers the deal. */
static bool
is_passive(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (!(verb->forms & FORM_DONE))
		return false;
	if (c->verb + 1 < c->p->end && unit_has(verb + 1, CUE_PREP_BY))
		return true;
	if (c->verb == c->p->first)
		return false;
	return unit_is(c->r, c->verb - 1, "be") || unit_is(c->r, c->verb - 1, "is") ||
	       unit_is(c->r, c->verb - 1, "was") || unit_is(c->r, c->verb - 1, "are") ||
	       unit_is(c->r, c->verb - 1, "were") || unit_is(c->r, c->verb - 1, "being") ||
	       (unit_is(c->r, c->verb - 1, "been") && c->verb > c->p->first + 1);
}

/* "to invest", "investors back", "Nvidia, Microsoft invest"; not "hedge fund cuts", "buy now". */
static bool
may_be_plain_form(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *before = &r->units[i - 1];
	uint32_t k;

	if (i == p->first)
		return false;
	if (unit_is_to(r, i - 1) || unit_has(before, CUE_STATUS_MODAL) ||
		unit_has(before, CUE_WORD_ADVERB) || unit_has(before, CUE_WORD_PLURAL))
		return true;
	if (before->type == UNIT_COMPANY ||
		(before->flags & UNIT_CAPITAL && before->type == UNIT_WORD))
		for (k = i - 1; k > p->first && i - k < 6; k--)
			if (unit_has(&r->units[k], CUE_WORD_AND) || is_comma(r, k))
				return true;
	return false;
}

/* A verb that could as well be a noun or a participle before a noun. */
static bool
is_verb_here(const struct reading *r, const struct passage *p, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	if (!unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE) || unit->flags & UNIT_JOINED)
		return false;
	if (unit->forms == FORM_BASE && !may_be_plain_form(r, p, i))
		return false;
	if (i > p->first) {
		const struct unit *before = unit - 1;

		if (unit_has(before, CUE_WORD_THE) || before->flags & UNIT_POSSESSED)
			return false;
		if (before->type == UNIT_MARK &&
			(unit_is(r, i - 1, "'s") || unit_is(r, i - 1, "’s")))
			return false;
	}
	return true;
}

/* "its pledge of $38bn to rent servers": the sum stands before the verb. */
static int32_t
money_before(const struct clause *c)
{
	for (uint32_t i = c->verb; i-- > c->first;) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type == UNIT_MONEY && c->r->moneys[unit->ref].role == SUM_DEAL)
			return (int32_t)unit->ref;
	}
	return -1;
}

/* The passage's only sum, or -1. */
static int32_t
only_money(const struct reading *r, const struct passage *p)
{
	int32_t money = -1;

	for (uint32_t i = p->first; i < p->end; i++) {
		if (r->units[i].type != UNIT_MONEY || r->moneys[r->units[i].ref].role != SUM_DEAL)
			continue;
		if (money >= 0)
			return -1;
		money = (int32_t)r->units[i].ref;
	}
	return money;
}

static void
frame_finish(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;

	f->cue = c->verb;
	f->first = c->first;
	f->end = c->end;
	f->money = c->money;
	if (f->money < 0 && c->infinitive)
		f->money = money_before(c);

	for (uint32_t i = c->p->first; i < c->p->end; i++) {
		const struct unit *unit = &r->units[i];
		bool inside = i >= c->first && i < c->end;

		if (unit->type == UNIT_MONEY && r->moneys[unit->ref].role == SUM_IS_VALUATION &&
			f->valuation < 0)
			f->valuation = (int32_t)unit->ref;
		if (unit->type == UNIT_PERCENT && inside && f->kind == KIND_STAKE)
			f->percent = unit->value;
		if (unit->type == UNIT_SPAN && inside && unit->what == SPAN_YEARS)
			f->years = unit->value;
		if (unit->type == UNIT_SPAN && unit->what == SPAN_GIGAWATTS)
			f->gigawatts = unit->value;
		if (unit_has(unit, CUE_TIME_BEFORE))
			f->before = true;
	}
	f->past = (r->units[c->verb].forms & (FORM_PAST | FORM_S | FORM_BASE)) == FORM_PAST;
	f->status = frame_status(r, f);
}

static void
verb_frames(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		struct clause c;

		if (!is_verb_here(r, p, i))
			continue;
		clause_init(&c, r, p, i);
		subject_find(&c);
		args_find(&c);
		c.passive = is_passive(&c);
		for (size_t v = 0; v < ARRAY_LEN(verbs); v++) {
			struct frame f = { .passage = passage, .valuation = -1, .verb = true };

			if (!unit_has(&r->units[i], verbs[v].cue))
				continue;
			if (!verbs[v].take(&c, &f))
				continue;
			frame_finish(&c, &f);
			frames->list[frames->n++] = f;
			break;
		}
	}
}

/* --- nouns ------------------------------------------------------------------ */

static enum deal_kind
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

/* "holding in", "purchase of": the phrase ends in what leads to its party. */
static enum cue
prep_in_phrase(const struct reading *r, const struct unit *unit)
{
	size_t last = unit->end - 1;

	if (token_is(&r->tokens, last, "in"))
		return CUE_PREP_IN;
	if (token_is(&r->tokens, last, "of"))
		return CUE_PREP_OF;
	return token_is(&r->tokens, last, "on") ? CUE_PREP_OTHER : CUE_NONE;
}

/* The organisations of a noun's clause: before it in its own phrase, behind it by prepositions. */
static void
noun_parties(struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	struct who who;
	uint32_t i;

	for (i = c->verb; i > c->p->first && c->verb - i < ARGS_UNITS_MAX; i--) {
		if (is_hard_mark(r, i - 1))
			break;
		if (r->units[i - 1].type == UNIT_MONEY && c->money < 0 &&
			r->moneys[r->units[i - 1].ref].role == SUM_DEAL)
			c->money = (int32_t)r->units[i - 1].ref;
		if (r->units[i - 1].type == UNIT_COMPANY && name_at(r, c->p, i - 1, &who) && true)
			frame_add(f, who, ROLE_NONE);
		else if (i == c->verb && name_before(r, c->p, i - 1, false, &who))
			frame_add(f, who, ROLE_NONE);
		c->nouns[0] |= r->units[i - 1].cues[0];
		c->nouns[1] |= r->units[i - 1].cues[1];
	}
	c->first = i;
	for (unsigned k = 0; k < f->n_who / 2; k++) { /* in the order of the text */
		struct who swap = f->who[k];

		f->who[k] = f->who[f->n_who - 1 - k];
		f->who[f->n_who - 1 - k] = swap;
	}
	for (unsigned k = 0; k < c->n_args; k++)
		if (c->args[k].prep != CUE_NONE && c->args[k].prep != CUE_PREP_OTHER)
			frame_add(f, c->args[k].who, ROLE_NONE);
}

static void
noun_frames(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		enum deal_kind kind = kind_of_noun(&r->units[i]);
		struct frame f;
		struct clause c;
		bool plain;

		if (kind == KIND_NONE)
			continue;
		f = (struct frame){ .passage = passage, .valuation = -1, .kind = kind };
		clause_init(&c, r, p, i);
		if (!p->title && r->units[i].forms && is_verb_here(r, p, i))
			continue; /* "to purchase" */
		c.prep = prep_in_phrase(r, &r->units[i]);
		c.relative =
			i + 2 < p->end && (unit_is(r, i + 1, "that") || unit_is(r, i + 1, "which"));
		args_find(&c);
		noun_parties(&c, &f);
		c.nouns[0] |= r->units[i].cues[0];
		c.nouns[1] |= r->units[i].cues[1];
		if (f.n_who == 0)
			continue;
		if (unit_has(&r->units[i], CUE_NOUN_WEAK) && c.money < 0 &&
			!unit_has(&r->units[i], CUE_NOUN_SALE) &&
			!(f.kind == KIND_ACQUISITION && f.n_who > 1) &&
			!(unit_has(&r->units[i], CUE_NOUN_IPO) && clause_has(&c, CUE_WORD_SHARES)))
			continue;
		if (f.kind == KIND_PARTNERSHIP)
			f.kind = kind_of_deal(&c, &f, &plain);
		if (unit_has(&r->units[i], CUE_NOUN_TALKS) && f.n_who < 2)
			continue;
		if (unit_has(&r->units[i], CUE_NOUN_SALE) && f.n_who < 2) {
			/* "weighs sale": of itself */
			if (i == p->first || !unit_has(&r->units[i - 1], CUE_STATUS_TALKS))
				continue;
			f.kind = KIND_ACQUISITION;
			f.who[0].role = ROLE_TARGET;
		}
		roles_for_kind(&c, &f);
		for (unsigned k = 0; unit_has(&r->units[i], CUE_NOUN_IPO) && k < f.n_who; k++)
			f.who[k].role = ROLE_TARGET;
		f.solid = c.money >= 0 || f.n_who > 1;
		frame_finish(&c, &f);
		frames->list[frames->n++] = f;
	}
}

/* --- valuations -------------------------------------------------------------- */

/* Whom a valuation is of: who stands before its verb, or behind "lifts", "values". */
static bool
valued_party(struct clause *c)
{
	const struct reading *r = c->r;
	struct who who;

	subject_find(c);
	if (c->n_subject > 0)
		return true;
	for (uint32_t i = c->verb; i > c->p->first; i--) {
		if (is_hard_mark(r, i - 1))
			return false;
		if (!is_verb(&r->units[i - 1]) && !unit_has(&r->units[i - 1], CUE_WORD_ASIDE))
			continue;
		if (r->units[i - 1].flags & UNIT_JOINED)
			continue;
		for (uint32_t k = i; k < c->verb; k++)
			if (name_at(r, c->p, k, &who) && may_begin_name(c, k))
				return subject_put(c, who);
		c->verb = i - 1;
		subject_find(c);
		return c->n_subject > 0;
	}
	return false;
}

/* "X hits a $2bn valuation", "X is now worth $2bn": news of a round, though not its sum. */
static void
valuation_frames(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		struct frame f;
		struct clause c;

		if (!unit_has(&r->units[i], CUE_SUM_VALUATION))
			continue;
		clause_init(&c, r, p, i);
		if (!valued_party(&c))
			continue;
		f = (struct frame){
			.passage = passage, .valuation = -1, .kind = KIND_FUNDING_ROUND
		};
		c.end = i + 1;
		frame_add_subject(&f, &c, ROLE_TARGET);
		frame_finish(&c, &f);
		f.cue = i;
		f.money = -1;
		/* A listed company's market value is no round. */
		if (f.valuation >= 0 &&
			!(f.who[0].company != UNKNOWN &&
				lexicon_is_listed(r->lexicon, (uint32_t)f.who[0].company)))
			frames->list[frames->n++] = f;
	}
}

/* "signed a deal with X, committing to spend $38bn": the passage's only sum, if nobody has it. */
static void
money_adopt(const struct reading *r, uint32_t passage, struct frames *frames, unsigned first)
{
	int32_t money = only_money(r, &r->passages[passage]);
	bool by_verb = false;

	if (money < 0)
		return;
	for (unsigned i = first; i < frames->n; i++) {
		if (frames->list[i].money == money && frames->list[i].n_who > 1)
			return;
		by_verb |= frames->list[i].verb && frames->list[i].n_who > 1;
	}
	for (unsigned i = first; i < frames->n; i++) {
		struct frame *f = &frames->list[i];

		if (f->n_who > 1 && f->money < 0 && f->kind != KIND_STAKE && f->verb == by_verb)
			f->money = money;
	}
}

void
frames_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	unsigned first = frames->n;

	verb_frames(r, passage, frames);
	noun_frames(r, passage, frames);
	if (!r->passages[passage].title)
		money_adopt(r, passage, frames, first);
	valuation_frames(r, passage, frames);
}
