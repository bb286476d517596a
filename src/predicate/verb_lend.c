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
verb_lend(const struct clause *c, struct frame *f)
{
	if (!clause_has(c, CUE_NOUN_DEBT) && c->money < 0)
		return false;
	f->kind = KIND_DEBT;
	frame_add_subject(f, c, ROLE_LENDER);
	frame_add_args(f, c, CUE_PREP_TO, ROLE_BORROWER);
	if (f->n_who < 2) /* not "to X for Y's chips" */
		frame_add_args(f, c, CUE_PREP_FOR, ROLE_BORROWER);
	frame_add_args(f, c, CUE_NONE, ROLE_BORROWER);
	if (f->n_who == 1)
		frame_add_served(f, c);
	f->solid = c->money >= 0;
	return f->n_who > 0;
}
