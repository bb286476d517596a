/*
 * verb_lend - money that is borrowed or lent.
 */
#include "verb.h"

bool
verb_borrow(const struct clause *c, struct frame *f)
{
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_BORROWER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_LENDER);
	f->solid = c->money >= 0;
	return f->n_who > 0 && f->solid;
}

bool
lenders_do(const struct clause *c)
{
	return c->p->title && c->n_subject == 0 && !c->passive && c->first > c->p->first &&
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_LENDERS) && c->money >= 0;
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
