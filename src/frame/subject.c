/*
 * subject - who does what a clause says: the organisations before its verb, or far from it.
 */
#include "subject.h"

#include "base/attr.h"
#include "frame/finite.h"
#include "mention/name.h"

enum { OWNER_REACH = 6, POSSESSOR_REACH = 6, SAID_REACH = 6, OPENING_REACH = 6 };

bool
clause_put_subject(struct clause *c, struct who who)
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
	/* "Google parent", "Facebook owner" */
	if (i > c->p->first + 1 && c->r->units[i - 2].type == UNIT_COMPANY &&
		unit_has(&c->r->units[i - 1], CUE_WORD_OWNER)) {
		*ret_who = (struct who){ i - 2, i - 1, (int32_t)c->r->units[i - 2].ref, ROLE_NONE };
		return true;
	}
	for (uint32_t k = i, n = 0; n < OWNER_REACH && k > c->p->first; k--, n++) {
		const struct unit *unit = &c->r->units[k - 1];

		if (unit->type == UNIT_COMPANY && unit->flags & UNIT_POSSESSED &&
			!(unit->flags & UNIT_ASIDE)) {
			*ret_who = (struct who){ k - 1, k, (int32_t)unit->ref, ROLE_NONE };
			return true;
		}
		if (unit->type == UNIT_MARK && !unit_is(c->r, k - 1, "'s") &&
			!unit_is(c->r, k - 1, "’s"))
			return false;
		if (unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
			unit_is_finite(c->r, c->p, k - 1))
			return false;
	}
	return false;
}

/* "X and Ann Other's Y": to before whose Y is. */
static uint32_t
skip_possessor(const struct clause *c, uint32_t i)
{
	const struct reading *r = c->r;
	uint32_t k = i - 1;

	if (!(r->tokens.list[r->units[k].first].flags & TOKEN_POSSESSIVE))
		return i;
	for (; k > c->p->first && i - k < POSSESSOR_REACH; k--)
		if (unit_has(&r->units[k - 1], CUE_WORD_AND) || unit_is_comma(r, k - 1))
			return k;
	return i;
}

/* "BlackRock-led group buys": who leads it stands for it. */
static bool
leader_of(const struct clause *c, uint32_t i, struct who *ret_who)
{
	const struct unit *units = c->r->units;

	if (i < c->p->first + 3 || !unit_is(c->r, i - 2, "led") ||
		!(units[i - 2].flags & UNIT_HYPHENED) || units[i - 3].type != UNIT_COMPANY ||
		units[i - 1].type == UNIT_COMPANY ||
		(units[i - 1].flags & UNIT_CAPITAL && !c->p->title_case))
		return false;
	*ret_who = (struct who){ i - 3, i - 2, (int32_t)units[i - 3].ref, ROLE_NONE };
	return true;
}

static void
subject_list(struct clause *c, uint32_t i)
{
	struct who who;

	while (i > c->p->first + 1) {
		const struct unit *before;

		i = skip_possessor(c, i);
		if (i <= c->p->first + 1 || i == c->p->main)
			return;
		before = &c->r->units[i - 1];

		if (!unit_has(before, CUE_WORD_AND) && !unit_is_comma(c->r, i - 1) &&
			!unit_is(c->r, i - 1, "/"))
			return;
		i--;
		if (i > c->p->first && unit_is_comma(c->r, i - 1)) /* ", and" */
			i--;
		if (i == c->p->first || !name_before(c->r, c->p, i - 1, false, &who))
			return;
		if (!clause_put_subject(c, who))
			return;
		i = who.first;
		if (i < c->first)
			c->first = i;
	}
}

/* "AI start-up Acme": to behind what says what kind of firm it is. */
static uint32_t
opening_name(const struct clause *c)
{
	for (uint32_t i = c->p->first; i + 1 < c->verb && i < c->p->first + OPENING_REACH; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type != UNIT_WORD && unit->type != UNIT_CHIP)
			break;
		if (unit_is_firm(unit) && !unit_has(unit + 1, CUE_WORD_DESCRIPTOR))
			return i + 1;
	}
	return c->p->first;
}

/* "AMD soars after deal to supply OpenAI": the main clause's subject does it. */
void
main_subject(struct clause *c, uint32_t end)
{
	uint32_t opener;
	struct who who;

	for (uint32_t k = c->p->first; k < end; k++) {
		/* "X sinks: did selling Y backfire?" goes on beyond the mark */
		if (unit_is_hard(c->r, k) && !(c->r->units[c->verb].forms & FORM_ING))
			return;
		if (c->r->units[k].type == UNIT_COMPANY && name_at(c->r, c->p, k, &who)) {
			clause_put_subject(c, who);
			return;
		}
	}
	/* "Acme Robotics rises after raising", "AI start-up Acme aims to …": who opens it and has a verb */
	opener = opening_name(c);
	if (name_at(c->r, c->p, opener, &who) && who.end < end &&
		(unit_is_finite(c->r, c->p, who.end) ||
			unit_has(&c->r->units[who.end], CUE_STATUS_PLAN)))
		clause_put_subject(c, who);
}

/* "to buy", "to be bought" */
static bool
is_infinitive(const struct clause *c)
{
	uint32_t i = c->verb, floor = c->p->first;

	return i > floor &&
	       (unit_is_to(c->r, i - 1) ||
		       (i > floor + 1 && unit_is(c->r, i - 1, "be") && unit_is_to(c->r, i - 2)));
}

/* "X says it raised", "X said on Monday that it": to the verb of saying, or the unit itself. */
static uint32_t
said_before(const struct clause *c, uint32_t it)
{
	for (uint32_t k = it; k > c->p->first && it - k < SAID_REACH; k--) {
		const struct unit *unit = &c->r->units[k - 1];

		if (unit_is_finite(c->r, c->p, k - 1))
			return k - 1;
		if (unit->type == UNIT_COMPANY || unit->type == UNIT_MONEY ||
			unit_is_comma(c->r, k - 1) || unit_is_hard(c->r, k - 1))
			return it;
	}
	return it;
}

/* "X says it raised": X did; in running text it is who says it, in a title whoever is named first. */
static bool
it_is_said(struct clause *c, uint32_t end)
{
	uint32_t it = unit_has(&c->r->units[end - 1], CUE_WORD_IT) ? end - 1 : end, k;
	struct clause said;
	struct who who, whole;

	while (it < c->verb && unit_has(&c->r->units[it], CUE_WORD_AND))
		it++; /* "X fixes Y, and it raised" */
	if (it == c->verb || !unit_has(&c->r->units[it], CUE_WORD_IT))
		return false;
	for (k = c->p->first; c->p->title && k < it; k++)
		if (name_before(c->r, c->p, k, false, &who))
			return clause_put_subject(
				c, name_at(c->r, c->p, who.first, &whole) ? whole : who);
	k = said_before(c, it);
	if (c->p->title || k == it)
		return false;
	clause_init(&said, c->r, c->p, k);
	clause_find_subject(&said);
	return said.n_subject == 1 && clause_put_subject(c, said.subject[0]);
}

/* "AMD, which agreed to sell" */
static bool
relative_does(struct clause *c, uint32_t end)
{
	const struct reading *r = c->r;
	uint32_t floor = c->p->first;
	struct who who;

	if (!unit_is(r, end - 1, "which") && !unit_is(r, end - 1, "that"))
		return false;
	end -= end - 1 > floor && unit_is_comma(r, end - 2) ? 2 : 1;
	if (end > floor && name_before(r, c->p, end - 1, true, &who))
		clause_put_subject(c, who);
	return true;
}

/* A second verb of the main clause, in a title or in running text. */
static bool
main_goes_on(struct clause *c, uint32_t end)
{
	const struct reading *r = c->r;
	const struct unit *before = &r->units[end - 1];
	unsigned forms = r->units[c->verb].forms;
	bool list = unit_has(before, CUE_WORD_AND), on;

	if (c->p->title) /* "Amazon hires Adept's founders and licenses its technology" */
		on = (forms & FORM_S && !c->infinitive &&
			     (list || unit_is(r, end - 1, ",") || unit_is(r, end - 1, ";"))) ||
		     (forms == FORM_BASE && infinitive_goes_on(r, c->p, c->verb));
	else /* "OpenAI signed … and committed to using", "Amazon is a backer having committed" */
		on = list || unit_is(r, end - 1, "having") ||
		     (unit_is_comma(r, end - 1) && forms & FORM_ING);
	if (on)
		main_subject(c, end - 1);
	return on;
}

/* "the case for investing in X" is anybody's, what "you can buy" too */
static bool
anybody_does(struct clause *c, uint32_t end)
{
	const struct unit *before = &c->r->units[end - 1];

	return !c->infinitive &&
	       (unit_prep(before) == CUE_PREP_FOR || unit_is(c->r, end - 1, "you") ||
		       (end > c->p->first + 1 &&
			       unit_is(c->r, end - 2, "you")) || /* "you can't buy" */
		       token_is(&c->r->tokens, before->end - 1, "for"));
}

/* "AMD soars after deal to supply OpenAI" */
static bool
main_does(struct clause *c, uint32_t end)
{
	const struct unit *before = &c->r->units[end - 1];

	if ((!unit_has(before, CUE_WORD_CLAUSE) && !unit_prep(before)) ||
		(!c->infinitive && !(c->r->units[c->verb].forms & FORM_ING)))
		return false;
	main_subject(c, end - 1);
	return true;
}

/* "X outbids Y to buy Z", "X beats Y and Z to": X does. */
static bool
winner_does(struct clause *c, uint32_t end)
{
	uint32_t k = end;

	while (k > c->p->first + 1 && c->infinitive && c->r->units[k - 1].type == UNIT_COMPANY) {
		k--;
		if (unit_has(&c->r->units[k - 1], CUE_WORD_BEAT)) {
			main_subject(c, k - 1);
			return c->n_subject > 0;
		}
		k -= unit_has(&c->r->units[k - 1], CUE_WORD_AND) || unit_is_comma(c->r, k - 1);
	}
	return false;
}

/* "X joins Y and Z in investing": all of them do. */
static bool
joiners_do(struct clause *c, uint32_t end)
{
	const struct unit *units = c->r->units;
	uint32_t k = c->verb - 1, in = k;
	struct who who;

	(void)end; /* what stands before the "in" does it */
	if (units[c->verb].forms != FORM_ING || !unit_is(c->r, in, "in"))
		return false;
	while (k > c->p->first + 1 && !unit_is_verb(&units[k - 1]) &&
		(units[k - 1].flags & UNIT_CAPITAL || unit_is_comma(c->r, k - 1) ||
			unit_has(&units[k - 1], CUE_WORD_AND)))
		k--;
	if (k == in || !unit_has(&units[k - 1], CUE_VERB_JOIN) ||
		!name_before(c->r, c->p, k - 2, true, &who))
		return false;
	c->first = who.first;
	clause_put_subject(c, who);
	for (; k < in; k++)
		if (name_at(c->r, c->p, k, &who))
			clause_put_subject(c, who);
	return true;
}

/* "X teams up with Y to buy Z": both do. */
static void
partner_joins(struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb], *with = &c->r->units[c->first] - 1;

	if (!c->p->title || !c->infinitive || c->n_subject == 0 || c->first < c->p->first + 3 ||
		!token_is(&c->r->tokens, with->end - 1, "with") ||
		!(unit_has(with, CUE_VERB_PARTNER) || unit_has(with - 1, CUE_VERB_PARTNER)))
		return;
	if (unit_has(verb, CUE_VERB_ACQUIRE) || unit_has(verb, CUE_VERB_BUY) ||
		unit_has(verb, CUE_VERB_INVEST))
		main_subject(c, c->first - 1);
}

static void
subject_begins(struct clause *c, struct who who)
{
	c->first = who.first;
	clause_put_subject(c, who);
}

/* Who stands directly before the verb, or before what skips_to_subject knows. */
static bool
nearest_does(struct clause *c, uint32_t end)
{
	const struct reading *r = c->r;
	struct who who, owner;

	/* "X, Y and Z group buys" */
	if (end > c->p->first + 1 && r->units[end - 2].type == UNIT_COMPANY &&
		unit_has(&r->units[end - 1], CUE_WORD_GROUP))
		end--;
	if (leader_of(c, end, &who)) {
		subject_begins(c, who);
	} else if (name_before(r, c->p, end - 1, true, &who)) {
		/* "X's $9bn Pledge Bets on": no name but a word in capitals */
		if (who.company == UNKNOWN && who.end - who.first == 1 &&
			!cues_none(&r->units[who.first].cues) && owner_of(c, who.first, &owner))
			who = owner;
		/* "the founder of X raises": X does not, though "the founders of X" do for it */
		if (who.company == UNKNOWN && who.first > c->p->first + 1 &&
			unit_is(r, who.first - 1, "of") &&
			unit_has(&r->units[who.first - 2], CUE_WORD_PERSON) &&
			!token_ends_in(&r->tokens, r->units[who.first - 2].end - 1, 's'))
			return true;
		subject_begins(c, who);
		subject_list(c, who.first);
		partner_joins(c);
	} else if (owner_of(c, end, &who)) {
		subject_begins(c, who);
	} else if (c->p->title && r->units[c->verb].forms & FORM_ING) {
		main_subject(c, end - 1);
	}
	return true;
}

/* "X hires Y's Ann Other and raises $9m": X raises, not whom it hires. */
static bool
first_verb_does(struct clause *c, uint32_t end)
{
	const struct reading *r = c->r;
	struct who who;

	if (c->infinitive || !(r->units[c->verb].forms & FORM_S) ||
		!unit_has(&r->units[c->verb - 1], CUE_WORD_AND))
		return false;
	for (uint32_t k = c->p->first + 1; k < end; k++) {
		if (unit_is_hard(r, k))
			return false;
		if (unit_is_finite(r, c->p, k) && name_before(r, c->p, k - 1, true, &who))
			return clause_put_subject(c, who);
	}
	return false;
}

/*
 * Ways to say who does it, in a title and in running text; the first that says so decides, even
 * that it is nobody. Each gets the unit behind the subject, which is not the passage's first. The
 * last one always decides.
 */
struct subject_form {
	bool (*does)(struct clause *clause, uint32_t end);
};
static const struct subject_form in_title[] = {
	{ anybody_does },
	{ it_is_said },
	{ relative_does },
	{ main_goes_on },
	{ main_does },
	{ talker_does },
	{ winner_does },
	{ joiners_do },
	{ asker_does },
	{ company_is_said },
	{ becomes_one_to },
	{ insiders_weigh },
	{ country_joins },
	{ first_verb_does },
	{ nearest_does },
};
static const struct subject_form in_text[] = {
	{ it_is_said },
	{ relative_does },
	{ main_goes_on },
	{ winner_does },
	{ joiners_do },
	{ nearest_does },
};

void
clause_find_subject(struct clause *c)
{
	const struct subject_form *form = c->p->title ? in_title : in_text;
	uint32_t end;

	c->infinitive = is_infinitive(c);
	c->first = end = subject_end(c);
	while (end > c->p->first && !form++->does(c, end))
		;
}

/* Somebody does it, be it only "a firm" or "a consortium"; a headline may leave out who: "Buys Acme". */
bool
clause_has_subject(const struct clause *c)
{
	if (c->n_subject > 0)
		return true;
	if (c->first == c->p->first)
		return c->r->units[c->verb].forms & FORM_S && c->verb == c->first;
	return unit_is_firm(&c->r->units[c->first - 1]) ||
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_CUSTOMER) ||
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_GROUP);
}
