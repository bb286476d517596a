/*
 * verb_list - what goes to the market: shares that are listed or filed for, notes that are priced.
 */
#include "verb.h"

/* "to list on Nasdaq", "in Hong Kong" */
static bool
lists_at_place(const struct clause *c)
{
	const struct unit *next = &c->r->units[c->verb + 1];

	return c->verb + 2 < c->p->end && unit_prep(next) && unit_has(next + 1, CUE_WORD_PLACE);
}

bool
verb_list(const struct clause *c, struct frame *f)
{
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	f->solid = unit_is(c->r, c->verb, "go public") ||
		   c->r->units[c->verb].end - c->r->units[c->verb].first > 1 ||
		   clause_has(c, CUE_NOUN_IPO) || lists_at_place(c);
	return clause_has_subject(c) && f->solid;
}

/* "bonds to invest in X": what they are for is told. */
static bool
is_for_purpose(const struct clause *c)
{
	const struct unit *next = &c->r->units[c->end];

	return c->p->title && c->end < c->p->end && unit_is_to(c->r, c->end - 1) &&
	       (unit_has(next, CUE_VERB_INVEST) || unit_has(next, CUE_VERB_BACK) ||
		       unit_has(next, CUE_VERB_BUILD) || unit_has(next, CUE_VERB_BUY));
}

/* "prices a $9bn facility" */
static bool
prices_facility(const struct clause *c)
{
	uint32_t sum = clause_sum(c);

	return unit_has(&c->r->units[c->verb], CUE_ACT_PRICE) && sum + 1 < c->end &&
	       unit_is(c->r, sum + 1, "facility");
}

/* "Acme-linked data centres launch a $5bn bond sale": of sites, whoever owns them */
static bool
sites_borrow(const struct clause *c)
{
	return c->p->title && c->n_subject == 0 && c->verb > c->p->first && c->money >= 0 &&
	       clause_has(c, CUE_NOUN_DEBT) && unit_has(&c->r->units[c->verb - 1], CUE_WORD_SITE) &&
	       c->r->units[c->verb].forms & (FORM_S | FORM_PAST | FORM_BASE);
}

bool
verb_file(const struct clause *c, struct frame *f)
{
	const struct unit *verb = &c->r->units[c->verb];

	if (sites_borrow(c)) {
		f->kind = KIND_DEBT;
		return f->solid = true;
	}

	if ((clause_has(c, CUE_NOUN_DEBT) || prices_facility(c)) && c->n_subject > 0 &&
		(is_for_purpose(c) ||
			(c->money >= 0 &&
				(unit_has(verb, CUE_ACT_PRICE) || unit_has(verb, CUE_VERB_RAISE) ||
					clause_object_has(c, CUE_NOUN_DEBT))))) {
		f->kind = KIND_DEBT; /* "prices $2bn of notes", "launches $2bn notes offering" */
		frame_add_subject(f, c, ROLE_BORROWER);
		return f->solid = true;
	}
	if (!clause_has(c, CUE_NOUN_IPO) && !clause_has(c, CUE_NOUN_SHARE_SALE) &&
		!clause_has(c, CUE_VERB_LIST))
		return false;
	f->kind = KIND_FUNDING_ROUND;
	frame_add_subject(f, c, ROLE_TARGET);
	return f->solid = f->n_who > 0;
}
