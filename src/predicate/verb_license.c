/*
 * verb_license - what is licensed, or used.
 */
#include "verb.h"

#include "mention/name.h"

/* "X hires Y's founders, licenses its models": whose models they are. */
static bool
add_hired_from(struct frame *f, const struct clause *c)
{
	for (uint32_t i = c->p->first + 1; i < c->verb; i++) {
		const struct unit *unit = &c->r->units[i];
		struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_NONE };
		bool aside = unit->type == UNIT_COMPANY && unit->flags & UNIT_ASIDE;

		if ((aside && (int32_t)unit->ref != f->who[0].company) ||
			(name_at(c->r, c->p, i, &who) &&
				c->r->units[who.end - 1].flags & UNIT_POSSESSED)) {
			frame_add(f, who, ROLE_LICENSOR);
			return f->n_who > 1;
		}
	}
	return false;
}

/* "lets websites charge bots": whoever they are, they come behind somebody else. */
static bool
lets_strangers(const struct clause *c)
{
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].who.company != UNKNOWN || c->args[i].prep != CUE_NONE ||
			c->args[i].who.first == c->verb + 1)
			return false;
	return c->n_args > 0;
}

/* Makes or runs AI: it reads what others publish. */
static bool
is_reader(const struct reading *r, const struct who *who)
{
	return who_has_role(r, who, KNOWN_AI_LAB) || who_has_role(r, who, KNOWN_AI_APP) ||
	       who_has_role(r, who, KNOWN_BIG_TECH);
}

/* "opens its archive to X", "gives X access to its photos" */
static bool
is_given(const struct clause *c, const struct arg *arg)
{
	return is_reader(c->r, &arg->who) &&
	       (arg->prep == CUE_PREP_TO || arg->prep == CUE_PREP_WITH ||
		       (arg->prep == CUE_NONE && arg->who.first == c->verb + 1));
}

bool
license_works(const struct clause *c, struct frame *f)
{
	unsigned given = 0;

	for (unsigned i = 0; i < c->n_args; i++)
		given += is_given(c, &c->args[i]);
	if (!c->p->title || c->passive || c->n_subject == 0 || given == 0 ||
		!clause_has(c, CUE_WORD_WORKS))
		return false;
	for (unsigned i = 0; i < c->n_subject; i++)
		if (is_reader(c->r, &c->subject[i]) || who_sells_computing(c->r, &c->subject[i]) ||
			who_is_fund(c->r, &c->subject[i]))
			return false;
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, ROLE_LICENSOR);
	for (unsigned i = 0; i < c->n_args; i++)
		if (is_given(c, &c->args[i]))
			frame_add(f, c->args[i].who, ROLE_LICENSEE);
	return f->solid = true;
}

bool
verb_license(const struct clause *c, struct frame *f)
{
	bool lets = unit_has(&c->r->units[c->verb], CUE_ACT_LET);
	bool out = clause_has_arg(c, CUE_PREP_TO) || lets;
	unsigned n;

	if (unit_has(&c->r->units[c->verb], CUE_ACT_GIVE))
		return license_works(c, f);

	/*
	 * "lets X train on its articles", not "lets firms buy
	 * chips", "lets users make", "lets websites charge"
	 */
	if (lets && (clause_has(c, CUE_VERB_BUY) || clause_object_has(c, CUE_WORD_PLURAL) ||
			    lets_strangers(c)))
		return false;
	/* "has let all 60 MW of its site to X" */
	if (lets && clause_has_arg(c, CUE_PREP_TO) && clause_has_power(c))
		return verb_lease(c, f);
	if (lets && clause_has(c, CUE_VERB_SELL) && clause_has(c, CUE_WORD_SHARES)) {
		f->kind = KIND_FUNDING_ROUND; /* "lets staff sell shares" */
		frame_add_subject(f, c, ROLE_TARGET);
		return f->solid = f->n_who > 0;
	}
	f->kind = KIND_LICENSING;
	frame_add_subject(f, c, out ? ROLE_LICENSOR : ROLE_LICENSEE);
	n = frame_add_args(f, c, CUE_PREP_TO, ROLE_LICENSEE);
	n += frame_add_args(f, c, CUE_PREP_FROM, ROLE_LICENSOR);
	n += frame_add_args(f, c, CUE_NONE, out ? ROLE_LICENSEE : ROLE_LICENSOR);
	f->solid = n > 0;
	if (f->n_who == 1 && c->p->title) /* "X jumps as Y licenses its cores": X's */
		f->solid = add_hired_from(f, c) ||
			   (!lets && frame_add_spoken_of(
					     f, c, out ? ROLE_LICENSEE : ROLE_LICENSOR) > 0);
	return f->n_who > 1;
}

void
frame_license_roles(struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = f->who[i].role == ROLE_CUSTOMER ? ROLE_LICENSEE : ROLE_LICENSOR;
	f->solid = f->n_who > 1;
}

/* "X and Y near a deal to use ChatGPT": whose product it is, licenses it. */
static void
frame_set_owner(struct frame *f, const struct clause *c)
{
	const struct unit *object = &c->r->units[c->verb + 1];

	for (unsigned i = 0; c->verb + 1 < c->end && object->flags & UNIT_PRODUCT && i < f->n_who;
		i++)
		if (f->who[i].company == (int32_t)object->ref)
			f->who[i].role = ROLE_LICENSOR;
}

/* "to deploy 9,000 GPUs for X", "deploys a GPU cluster for X" */
static bool
deploys_for(const struct clause *c)
{
	if (c->n_subject != 1 ||
		!(clause_has(c, CUE_OBJECT_CHIPS) || clause_has(c, CUE_OBJECT_COMPUTE)))
		return false;
	if (who_sells_computing(c->r, &c->subject[0]) && c->infinitive)
		return clause_has_arg(c, CUE_PREP_FOR);
	for (unsigned i = 0; i < c->n_args && unit_is(c->r, c->verb, "deploys"); i++)
		if (c->args[i].prep == CUE_PREP_FOR && !c->args[i].possessed &&
			!c->args[i].modifier && c->args[i].who.company != UNKNOWN)
			return true;
	return false;
}

/* "to deploy its models in a Y data centre": Y has it to let */
static bool
runs_in_site_of(const struct clause *c, struct frame *f)
{
	for (unsigned i = 0; c->infinitive && c->n_subject == 1 && i < c->n_args; i++) {
		const struct arg *arg = &c->args[i];

		if ((arg->prep != CUE_PREP_IN && arg->prep != CUE_PREP_OTHER) ||
			!(arg->modifier || arg->possessed) ||
			!who_sells_computing(c->r, &arg->who) || !clause_has(c, CUE_WORD_SITE))
			continue;
		f->kind = KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_CUSTOMER);
		frame_add(f, arg->who, ROLE_SUPPLIER);
		return f->n_who > 1;
	}
	return false;
}

bool
verb_use(const struct clause *c, struct frame *f)
{
	if (c->p->title && c->n_subject == 0)
		return false; /* "US weighs curbs on X's chips" */
	if (deploys_for(c)) {
		f->kind = KIND_COMPUTE;
		frame_add_subject(f, c, ROLE_SUPPLIER);
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
		return f->solid = f->n_who > 1;
	}
	if (runs_in_site_of(c, f))
		return f->solid = true;
	/* "a bank uses X's model" is no news of a deal; "is to use", "weighs" may be. */
	if (c->p->title && !c->infinitive && c->money < 0 &&
		!unit_has(&c->r->units[c->verb], CUE_STATUS_TALKS) &&
		c->r->units[c->verb].forms & FORM_S)
		return false;
	if (clause_has(c, CUE_OBJECT_CHIPS))
		f->kind = KIND_CHIP_SUPPLY;
	else if (clause_has(c, CUE_OBJECT_COMPUTE))
		f->kind = KIND_COMPUTE;
	else if (c->infinitive && c->verb > c->p->first + 1 &&
		 unit_has(&c->r->units[c->verb - 2], CUE_NOUN_DEAL))
		f->kind = KIND_LICENSING; /* "deal to use Google's Gemini" */
	else
		return false;
	frame_add_subject(f, c, ROLE_CUSTOMER);
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].prep == CUE_NONE || c->args[i].prep == CUE_PREP_FROM ||
			(c->args[i].prep == CUE_PREP_OF && f->kind == KIND_CHIP_SUPPLY))
			frame_add(f, c->args[i].who, ROLE_SUPPLIER); /* "thousands of X chips" */
	if (f->kind == KIND_LICENSING) {
		frame_license_roles(f);
		frame_set_owner(f, c);
	}
	return f->n_who > 1;
}
