/*
 * verb_lend - money that is borrowed or lent.
 */
#include "verb.h"

#include "mention/name.h"

bool
verb_borrow(const struct clause *c, struct frame *f)
{
	const struct unit *verb = &c->r->units[c->verb];

	/* "takes out a loan", and whatever else is taken out */
	if (verb->end - verb->first > 1 && !clause_has(c, CUE_NOUN_DEBT))
		return false;
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
	/* "extends $5bn to X", and not much else that is extended */
	if (unit_has(&c->r->units[c->verb], CUE_VERB_SIGN) &&
		!(clause_object_has_sum(c) && clause_has_arg(c, CUE_PREP_TO)))
		return false;
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_LENDER);
	if (frame_add_args(f, c, CUE_PREP_TO, ROLE_BORROWER) == 0) /* not "to X for Y's chips" */
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
	frame_add_args(f, c, CUE_NONE, ROLE_BORROWER);
	if (f->n_who == 1)
		frame_add_served(f, c);
	f->solid = c->money >= 0;
	return f->n_who > 0;
}

/* "banks hand $2bn to X": whoever they are */
static bool
lenders_do(const struct clause *c)
{
	return c->n_subject == 0 && c->first > c->p->first &&
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_LENDERS);
}

static bool
banks_do(const struct clause *c)
{
	if (unit_has(&c->r->units[c->verb], CUE_VERB_COMMIT) && !clause_has(c, CUE_NOUN_DEBT))
		return false; /* "commits $5bn to X" may be a stake */
	for (unsigned i = 0; i < c->n_subject; i++)
		if (!who_has_role(c->r, &c->subject[i], KNOWN_BANK))
			return false;
	return c->n_subject > 0 &&
	       (clause_has_arg(c, CUE_PREP_TO) || clause_has_arg(c, CUE_PREP_FOR));
}

/* "X, banks amass $6bn for Y": X lends with them. */
static void
add_lender_beside(const struct clause *c, struct frame *f)
{
	struct who who;
	uint32_t mark;

	if (!lenders_do(c) || c->first < c->p->first + 3)
		return;
	mark = c->first - 2;
	if ((unit_is_comma(c->r, mark) || unit_has(&c->r->units[mark], CUE_WORD_AND)) &&
		name_before(c->r, c->p, mark - 1, false, &who))
		frame_add(f, who, ROLE_LENDER);
}

/* What a bank gives is lent, whatever the verb. */
bool
verb_advance(const struct clause *c, struct frame *f)
{
	if (!c->p->title || c->passive || c->money < 0 || clause_has(c, CUE_NOUN_STAKE) ||
		clause_has(c, CUE_NOUN_FUND) || !(lenders_do(c) || banks_do(c)))
		return false;
	if (!verb_lend(c, f) || f->n_who <= c->n_subject)
		return false;
	add_lender_beside(c, f);
	return true;
}
