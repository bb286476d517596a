/*
 * clause - what stands behind a verb or a noun, up to where its clause ends.
 */
#include "frame/clause.h"

#include "base/attr.h"
#include "frame/finite.h"
#include "mention/name.h"

enum { ARGS_UNITS_MAX = 48, DESCRIBE_REACH = 3 };

/* "bet on", "cheque for", "purchase of": the phrase ends in what leads to its party. */
enum cue
phrase_prep(const struct reading *r, const struct unit *unit)
{
	static const struct {
		const char *word;
		enum cue prep;
	} preps[] = { { "in", CUE_PREP_IN }, { "on", CUE_PREP_IN }, { "of", CUE_PREP_OF },
		{ "from", CUE_PREP_FROM }, { "for", CUE_PREP_FOR }, { "to", CUE_PREP_TO } };

	for (size_t i = 0; i < ARRAY_LEN(preps) && unit->end - unit->first > 1; i++)
		if (token_is(&r->tokens, unit->end - 1, preps[i].word))
			return preps[i].prep;
	return CUE_NONE;
}

const struct arg *
clause_arg(const struct clause *c, enum cue prep)
{
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == prep)
			return &c->args[i];
	return NULL;
}

/* Any sum behind the verb, one by the month or the share included. */
bool
clause_has_sum(const struct clause *c)
{
	for (uint32_t i = c->verb; i < c->end; i++)
		if (c->r->units[i].type == UNIT_MONEY &&
			c->r->moneys[c->r->units[i].ref].role != SUM_IS_VALUATION)
			return true;
	return false;
}

/* The sum is the object itself: "seeks $500m", not "seeks a role in a $500m deal". */
bool
clause_object_has_sum(const struct clause *c)
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

void
clause_init(struct clause *c, const struct reading *r, const struct passage *p, uint32_t verb)
{
	/* Not the lists: they are long, and count for nothing beyond their numbers. */
	c->r = r;
	c->p = p;
	c->verb = c->first = verb;
	c->end = verb + 1;
	c->n_subject = c->n_args = 0;
	c->money = -1;
	c->prep = CUE_NONE;
	c->object = c->nouns = (struct cues){ 0 };
	c->passive = c->infinitive = c->relative = false;
}

/* "was acquired by", "acquired by": the subject suffers the deal. */
bool
clause_is_passive(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (!(verb->forms & FORM_DONE))
		return false;
	if (c->verb + 1 < c->p->end && unit_has(verb + 1, CUE_PREP_BY))
		return true;
	return c->verb > c->p->first && unit_has(verb - 1, CUE_WORD_BE);
}

/*
 * "Constellation's Clinton plant": what a company owns is no party, unless it is bought; "from Acme's
 * Clinton plant" something else is.
 */
static bool
is_owned_part(const struct clause *c, struct who who, enum cue prep)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (who.company != UNKNOWN ||
		(prep != CUE_PREP_FROM &&
			(unit_has(verb, CUE_VERB_ACQUIRE) || unit_has(verb, CUE_VERB_BUY) ||
				unit_has(verb, CUE_VERB_SELL))))
		return false;
	return unit_owner(c->r, c->p, who.first) < c->p->end;
}

/* "buys VFX startup X", "Indic LLM maker X": what stands there says what kind of firm X is. */
static bool
says_what_firm(const struct clause *c, uint32_t i)
{
	const struct unit *units = c->r->units;
	uint32_t first = i;

	while (i + 1 < c->p->end && i < first + DESCRIBE_REACH && !c->p->title_case &&
		units[i].type == UNIT_WORD && unit_has(&units[i], CUE_WORD_DESCRIPTOR) &&
		!unit_has(&units[i], CUE_WORD_COMPANY))
		i++;
	if (i + 1 >= c->p->end || !unit_has(&units[i], CUE_WORD_COMPANY))
		return false;
	return c->p->title_case
		       ? (units[i + 1].flags & UNIT_CAPITAL) != 0
		       : !(units[i].flags & UNIT_CAPITAL) && units[i + 1].flags & UNIT_CAPITAL;
}

/* "from their VC": of a kind, where no word for a firm follows as in "its Larkspur unit". */
static bool
is_somebodys(const struct clause *c, struct who who)
{
	static const char *const owners[] = { "its", "their", "his", "her", "our" };

	if (who.company != UNKNOWN || who.first == c->p->first ||
		(who.end < c->p->end && unit_has(&c->r->units[who.end], CUE_WORD_COMPANY)))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(owners); i++)
		if (token_is(&c->r->tokens, c->r->units[who.first - 1].end - 1, owners[i]))
			return true;
	return false;
}

/* Words in capitals that name nobody by what stands behind them. */
static bool
is_no_name(const struct clause *c, struct who who, enum cue prep)
{
	const struct unit *next = &c->r->units[who.end];

	if (who.company != UNKNOWN || who.end >= c->p->end)
		return false;
	if (says_what_firm(c, who.end))
		return true;
	/* "a Specialized AI Math Startup" */
	if (c->p->title_case && next[-1].type == UNIT_WORD && unit_is_firm(next) &&
		!unit_has(next, CUE_WORD_DIVISION) && who.first > c->p->first &&
		c->r->units[who.first - 1].signs)
		return true;
	/* "AI Router OpenRouter": what X is */
	if (c->p->title_case && next->type == UNIT_COMPANY && next[-1].type == UNIT_WORD &&
		!(next[-1].flags & UNIT_POSSESSED) && !(next->flags & (UNIT_HYPHENED | UNIT_ASIDE)))
		return true;
	/* "for the Narvik region", "at Childress site": where it stands */
	if (unit_has(next, CUE_WORD_REGION) || unit_has(next - 1, CUE_WORD_REGION) ||
		(unit_has(next, CUE_WORD_SITE) && next->type == UNIT_WORD && !next->signs &&
			prep != CUE_NONE && !unit_has(&c->r->units[who.first - 1], CUE_WORD_AND)))
		return true;
	/* "and Recruits its CEO": a verb that no list knows */
	if (c->p->title_case && who.end == who.first + 1 && next[-1].type == UNIT_WORD &&
		unit_has(next, CUE_WORD_THE))
		return true;
	/* "for X in Mega AI Push", "for U.S. Chipmaking Push": what the push is for */
	if (c->p->title_case && (prep == CUE_PREP_IN || prep == CUE_PREP_FOR) &&
		next->type == UNIT_WORD &&
		(unit_is(c->r, who.end, "push") || unit_is(c->r, who.end, "drive")))
		return true;
	/* "in Optics Companies", "in Harlow, Finland", "a Wide-Ranging Deal" */
	return (unit_has(next, CUE_WORD_DESCRIPTOR) && unit_has(next, CUE_WORD_PLURAL)) ||
	       (prep == CUE_PREP_IN && unit_is_comma(c->r, who.end) && who.end + 1 < c->p->end &&
		       unit_has(next + 1, CUE_WORD_PLACE)) ||
	       (c->p->title_case && unit_is_deal_noun(next) &&
		       c->r->units[who.end - 1].flags & UNIT_HYPHENED);
}

/* "for Beacon Point Data Center Project": the first words of its name */
static bool
is_site_name(const struct clause *c, struct who who)
{
	for (uint32_t i = who.end; i < c->p->end && i < who.end + DESCRIBE_REACH; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit_has(unit, CUE_WORD_SITE))
			return true;
		if (unit->type != UNIT_WORD || !(unit->flags & UNIT_CAPITAL) || unit_prep(unit))
			return false;
	}
	return false;
}

/* "with X's Y": with Y, and not its owner */
static bool
is_owner(const struct clause *c, struct who who, enum cue prep)
{
	for (uint32_t i = who.end; prep == CUE_PREP_WITH && i + 1 < c->p->end && i < who.end + 2;
		i++)
		if (c->r->units[i].type == UNIT_COMPANY)
			return unit_owner(c->r, c->p, i) == who.end - 1 &&
			       !unit_is_deal_noun(&c->r->units[i + 1]);
	return false;
}

/* "a data centre in Vineland": the place where it stands */
static bool
is_place_of_site(const struct clause *c, struct who who, enum cue prep)
{
	return who.company == UNKNOWN && prep == CUE_PREP_IN && who.first > c->p->first + 1 &&
	       unit_prep(&c->r->units[who.first - 1]) &&
	       unit_has(&c->r->units[who.first - 2], CUE_WORD_SITE);
}

static void
arg_put(struct clause *c, struct who who, enum cue prep)
{
	const struct unit *last = &c->r->units[who.end - 1];
	struct arg arg = { .who = who, .prep = prep };

	if (c->n_args == CLAUSE_ARGS_MAX || is_owned_part(c, who, prep) || is_somebodys(c, who) ||
		is_no_name(c, who, prep) || is_place_of_site(c, who, prep) ||
		is_owner(c, who, prep))
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

		arg.modifier =
			next->type == UNIT_CHIP ||
			(next->type == UNIT_WORD &&
				(unit_is_deal_noun(next) ||
					unit_within(next, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT)));
	}
	if (who.company == UNKNOWN && prep == CUE_PREP_FOR &&
		(arg.modifier || is_site_name(c, who)))
		return; /* "for the Hyperion data centre" */
	c->args[c->n_args++] = arg;
}

/* May an unknown name begin here? It follows the verb, a preposition, an article or a description. */
bool
clause_may_begin_name(const struct clause *c, uint32_t i)
{
	const struct unit *before = &c->r->units[i - 1];

	if (i - 1 == c->verb || unit_prep(before) || unit_has(before, CUE_WORD_THE) ||
		unit_has(before, CUE_WORD_DESCRIPTOR) || unit_has(before, CUE_WORD_PLACE) ||
		unit_has(before, CUE_WORD_CUSTOMER) || unit_has(before, CUE_WORD_AND) ||
		before->type == UNIT_MONEY)
		return true;
	/* "buys AI cloud X": the word right before it is small */
	return before->type == UNIT_MARK ||
	       !(c->r->tokens.list[before->end - 1].flags &
		       (TOKEN_CAP | TOKEN_UPPER | TOKEN_MIXED)) ||
	       c->p->title_case;
}

static bool
ends_clause(const struct clause *c, uint32_t i, bool after_comma)
{
	const struct unit *unit = &c->r->units[i];

	if (unit_is_hard(c->r, i) || i == c->p->main) /* "to rent from Amazon, OpenAI has …" */
		return true;
	/* "signs X as anchor tenant" */
	if (unit_has(unit, CUE_WORD_CLAUSE) && unit_is(c->r, i, "as") && i + 2 < c->p->end &&
		((unit_is_deal_noun(unit + 1) && !unit_is_verb(unit + 2)) ||
			(unit_has(unit + 1, CUE_WORD_THE) && unit_is_deal_noun(unit + 2))))
		return false; /* but "as orders surge" */
	if (unit_has(unit, CUE_WORD_CLAUSE) && !unit_prep(unit))
		/* "files for what could be …", "an investment that could exceed $10bn" */
		return !unit_prep(unit - 1) &&
		       !(i == c->verb + 1 && !unit_is_verb(&c->r->units[c->verb]));
	if (i <= c->verb + 3 && c->relative)
		return false;
	if (i == c->verb + 1) /* "X's Y deal signals that": said of the deal */
		return unit_is_finite(c->r, c->p, i) && unit->forms & FORM_S &&
		       unit_has(&c->r->units[c->verb], CUE_NOUN_DEAL);
	if (unit_is_finite(c->r, c->p, i) && !unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) &&
		!unit_has(unit, CUE_PREP_LED_BY))
		return true;
	/* In running text a comma ends it, but for a list or who led it. */
	if (after_comma && !c->p->title && unit->type != UNIT_COMPANY &&
		!unit_has(unit, CUE_WORD_AND) && !unit_within(unit, CUE_PREP_IN, CUE_PREP_OF))
		return true;
	/* "backs a start-up building robots" */
	if (unit->forms & FORM_ING && unit_is_verb(unit) && !unit_is_deal_noun(unit) &&
		unit_has(unit - 1, CUE_WORD_COMPANY) && !unit_has(unit, CUE_WORD_DESCRIPTOR))
		return true;
	/* "raises $330M, will invest in AI" */
	if (after_comma && (unit_has(unit, CUE_STATUS_MODAL) || unit_is(c->r, i, "will")))
		return true;
	if (after_comma && unit->forms & FORM_ING && !unit_has(unit, CUE_VERB_VALUE) &&
		!unit_is_deal_noun(unit))
		return true;
	/* "… deal to buy": the infinitive has its own frame. */
	return unit_is_verb(unit) && unit->forms & FORM_BASE && unit_is_to(c->r, i - 1) &&
	       !unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) && !unit_is_deal_noun(unit) &&
	       (!unit_within(unit, CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT) ||
		       (i + 1 < c->p->end && unit[1].signs)); /* "to power AI" */
}

/* "chip giant", "chip-design software maker": what a company does, and no goods of the deal. */
static bool
describes_company(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_within(&r->units[i], CUE_OBJECT_CHIPS, CUE_OBJECT_CONTENT))
		return false;
	for (uint32_t k = i + 1; k < p->end && k <= i + DESCRIBE_REACH; k++) {
		const struct unit *unit = &r->units[k];

		if (unit_has(unit, CUE_WORD_COMPANY))
			return unit_is_firm(unit) && !unit_is(r, k, "platform");
		if (unit->type != UNIT_WORD ||
			!(unit_has(unit, CUE_WORD_DESCRIPTOR) || unit->flags & UNIT_HYPHENED))
			return false;
	}
	return false;
}

/* What the clause speaks of, and of that what stands before the first preposition. */
static void
words_take(struct clause *c, uint32_t i, enum cue prep)
{
	const struct cues *cues = &c->r->units[i].cues;
	struct cues others;

	if (unit_is(c->r, i - 1, "no"))
		return; /* "has no contract" */
	if (describes_company(c->r, c->p, i)) {
		others = *cues;
		for (enum cue cue = CUE_OBJECT_CHIPS; cue <= CUE_OBJECT_CONTENT; cue++)
			cues_drop(&others, cue);
		cues = &others;
	}
	cues_join(&c->nouns, cues);
	if (prep == CUE_NONE)
		cues_join(&c->object, cues);
}

/* "to BlackRock-led group": who leads it stands for it. */
static bool
leads_group(const struct clause *c, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	return unit->type == UNIT_COMPANY && unit->flags & UNIT_ASIDE && i + 2 < c->p->end &&
	       unit[1].flags & UNIT_HYPHENED && unit_is(c->r, i + 1, "led") &&
	       unit_has(unit + 2, CUE_WORD_GROUP);
}

/* "neoclouds like X", "'firms' like X": X is one of those just told of. */
static bool
names_one_of(const struct clause *c, uint32_t like)
{
	uint32_t i = like - 1;

	if (c->r->units[i].type == UNIT_MARK && !unit_is_hard(c->r, i) && i > c->verb)
		i--;
	return i > c->verb && c->r->units[i].type == UNIT_WORD &&
	       token_ends_in(&c->r->tokens, c->r->units[i].end - 1, 's') &&
	       c->r->units[like + 1].type == UNIT_COMPANY;
}

void
clause_find_args(struct clause *c)
{
	const struct reading *r = c->r;
	enum cue prep = c->prep, here;
	bool after_comma = false, rivalry = false;
	unsigned n_in = 0; /* a second "in" says where, not in whom */
	struct who who;
	uint32_t i = c->verb + 1;

	for (; i < c->p->end && i - c->verb < ARGS_UNITS_MAX; i++) {
		const struct unit *unit = &r->units[i];

		if (ends_clause(c, i, after_comma))
			break;
		after_comma = unit_is_comma(r, i);
		if (unit_is(r, i, "(")) {
			while (i + 1 < c->p->end && !unit_is(r, i, ")"))
				i++;
			continue;
		}
		/* "in a race with X", but not "OpenAI rival X" */
		if (unit_has(unit, CUE_WORD_RIVALRY) && !(unit[-1].flags & UNIT_ASIDE))
			rivalry = true;
		/* "from investors, including X" */
		if ((prep == CUE_PREP_FROM || prep == CUE_PREP_LED_BY) &&
			(unit_is(r, i, "including") || unit_is(r, i, "such as")))
			continue;
		/* "with neoclouds like X" */
		if (unit_is(r, i, "like") && i + 1 < c->p->end && names_one_of(c, i))
			continue;
		here = unit_prep(unit);
		if (here && !(unit_has(unit, CUE_PREP_OTHER) &&
				    unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) &&
				    !(unit_is(r, i, "over") && i + 1 < c->p->end &&
					    unit[1].type == UNIT_COMPANY)))
			prep = here;
		else if (unit->end - unit->first > 1 && unit_is_deal_noun(unit) &&
			 phrase_prep(r, unit))
			prep = phrase_prep(r, unit);
		n_in += unit_has(unit, CUE_PREP_IN);
		if (c->money < 0 && unit_is_sum(r, i, SUM_DEAL))
			c->money = (int32_t)unit->ref;
		words_take(c, i, prep);
		if (leads_group(c, i))
			arg_put(c, (struct who){ i, i + 1, (int32_t)unit->ref, ROLE_NONE }, prep);
		if ((unit->type == UNIT_COMPANY ||
			    (unit->flags & UNIT_CAPITAL && clause_may_begin_name(c, i))) &&
			name_at(r, c->p, i, &who)) {
			if (!rivalry &&
				!(n_in > 1 && prep == CUE_PREP_IN && who.company == UNKNOWN))
				arg_put(c, who, prep);
			i = who.end - 1;
		}
	}
	c->end = i;
}
