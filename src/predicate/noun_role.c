/*
 * noun_role - which part each party of a noun's deal
 * plays, where kind and order alone would have it wrong.
 */
#include "noun.h"

#include "mention/name.h"

enum { WEIGHED_REACH = 3 };

/* Who of the parties begins there, or NULL. */
static struct who *
party_at(struct frame *f, uint32_t first)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first == first)
			return &f->who[i];
	return NULL;
}

/* "X is now officially part of Y" */
static void
settle_joined(struct clause *c, struct frame *f)
{
	const struct unit *noun = &c->r->units[c->verb];

	if (noun->end - noun->first < 2 || !token_is(&c->r->tokens, noun->end - 2, "part"))
		return;
	clause_find_subject(c);
	f->n_who = 0;
	frame_add_subject(f, c, ROLE_TARGET);
	frame_add_args(f, c, CUE_PREP_OF, ROLE_ACQUIRER);
}

/* "weighs the $2bn sale of X": X is sold, by whoever else is named. */
static bool
is_sale_of(const struct clause *c, const struct arg *arg)
{
	return arg->prep == CUE_PREP_OF && !arg->modifier && !arg->possessed &&
	       !who_is_listed(c->r, &arg->who);
}

/* "agrees to a $2bn sale to X": of itself, and X buys it. */
static void
settle_sale(const struct clause *c, struct frame *f)
{
	if (!unit_has(&c->r->units[c->verb], CUE_NOUN_SALE) || f->kind != KIND_STAKE ||
		clause_has(c, CUE_NOUN_STAKE) || clause_has(c, CUE_WORD_SHARES))
		return;
	for (unsigned k = 0; k < c->n_args; k++) {
		const struct arg *arg = &c->args[k];
		bool to = arg->prep == CUE_PREP_TO;

		if (!to && !is_sale_of(c, arg))
			continue;
		f->kind = KIND_ACQUISITION;
		for (unsigned i = 0; i < f->n_who; i++) {
			bool meant = f->who[i].first == arg->who.first;

			if (to)
				f->who[i].role = meant ? ROLE_ACQUIRER : ROLE_TARGET;
			else if (f->who[i].role != ROLE_ACQUIRER)
				f->who[i].role = meant ? ROLE_TARGET : ROLE_PARTNER;
		}
	}
}

/* "X rejects Y's bid", "X spurns a $9bn offer", "X's holders back a Y takeover": somebody wants X. */
static void
settle_wanted(const struct clause *c, struct frame *f)
{
	uint32_t at = c->p->first;

	while (at < c->verb && !unit_has(&c->r->units[at], CUE_WORD_SPURN) &&
		!unit_has(&c->r->units[at], CUE_WORD_INSIDERS))
		at++;
	for (unsigned k = 0; at < c->verb && k < f->n_who; k++)
		f->who[k].role = f->who[k].first < at ? ROLE_TARGET : ROLE_ACQUIRER;
}

/* "X, Y and Z in $40bn takeover", "X and Y weigh bids for Z": all of them buy. */
static void
settle_list(const struct clause *c, struct frame *f)
{
	for (unsigned k = 1; k < f->n_who && f->who[k].end <= c->verb; k++) {
		for (uint32_t i = f->who[k - 1].end; i < f->who[k].first; i++)
			if (!unit_is_comma(c->r, i) && !unit_has(&c->r->units[i], CUE_WORD_AND))
				return;
		if (f->who[k].end < c->verb &&
			(unit_prep(&c->r->units[f->who[k].end]) == CUE_PREP_IN ||
				clause_has_arg(c, CUE_PREP_FOR)))
			for (unsigned n = 0; n <= k; n++)
				f->who[n].role = ROLE_ACQUIRER;
	}
}

/* "X denies a report of its purchase of Y": X was to buy it. */
static void
add_denier(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t i = c->p->first + 1; c->p->title && i < c->verb; i++)
		if (unit_has(&c->r->units[i], CUE_STATUS_DENIED) &&
			name_before(c->r, c->p, i - 1, true, &who)) {
			frame_add(f, who, ROLE_ACQUIRER);
			return;
		}
}

/* "Z may be split as X and Y weigh a takeover": who weighs it buys, whom the title speaks of is bought. */
static void
settle_weighers(const struct clause *c, struct frame *f)
{
	uint32_t verb = c->verb, first;

	while (verb > c->p->first && c->verb - verb < WEIGHED_REACH &&
		!(unit_is_verb(&c->r->units[verb]) &&
			unit_has(&c->r->units[verb], CUE_STATUS_TALKS)))
		verb--;
	for (first = verb; first > c->p->first; first--)
		if (unit_has(&c->r->units[first - 1], CUE_WORD_CLAUSE))
			break;
	if (first == c->p->first || !unit_has(&c->r->units[verb], CUE_STATUS_TALKS) ||
		f->n_who < 2 || f->who[0].first >= first || f->who[f->n_who - 1].first < first ||
		f->who[f->n_who - 1].end > verb)
		return;
	for (unsigned i = 0; i < f->n_who; i++)
		f->who[i].role = f->who[i].first < first ? ROLE_TARGET : ROLE_ACQUIRER;
}

/* Who buys whom, where the order of the text would have it wrong. */
static void
settle_buyers(const struct clause *c, struct frame *f)
{
	settle_list(c, f);
	settle_weighers(c, f);
	/* "X joins Y's $10bn Acme deal": funds that stand before the name buy it */
	for (unsigned i = 1; i + 1 < f->n_who && f->who[f->n_who - 1].end == c->verb; i++)
		if (who_is_fund(c->r, &f->who[i]))
			f->who[i].role = ROLE_ACQUIRER;
	/* "pays $40bn for X in its largest takeover", "purchase of X" */
	if (f->n_who == 1 && f->who[0].first > c->p->first &&
		(unit_prep(&c->r->units[f->who[0].first - 1]) == CUE_PREP_FOR ||
			clause_has_arg(c, CUE_PREP_OF))) {
		f->who[0].role = ROLE_TARGET;
		add_denier(c, f);
	}
	/* "draws takeover interest from X and Y" */
	for (unsigned i = 0; f->n_who > 1 && clause_has_arg(c, CUE_PREP_FROM) && i < f->n_who; i++)
		f->who[i].role = i == 0 ? ROLE_TARGET : ROLE_ACQUIRER;
}

/* "the purchase of X's robot unit": X sells it. */
static void
settle_owners(const struct clause *c, struct frame *f)
{
	for (unsigned k = 0; k < c->n_args; k++) {
		struct who *owner = party_at(f, c->args[k].who.first);

		if (c->args[k].possessed && owner && owner->role == ROLE_TARGET)
			owner->role = ROLE_PARTNER;
	}
}

/* "a round led by X": X gives, though nobody else is named. */
static void
settle_leaders(const struct clause *c, struct frame *f)
{
	if (f->kind != KIND_FUNDING_ROUND && f->kind != KIND_INVESTMENT)
		return;
	for (unsigned k = 0; k < c->n_args; k++) {
		struct who *leader = party_at(f, c->args[k].who.first);

		if (c->args[k].prep == CUE_PREP_LED_BY && leader)
			leader->role = ROLE_INVESTOR;
	}
}

/* "X hands Y an option for a 10% stake": it is one in X. */
static void
settle_given(const struct clause *c, struct frame *f)
{
	if (f->kind != KIND_STAKE || f->n_who != 2 ||
		!units_have(c->r, f->who[0].end, f->who[1].first, CUE_WORD_GIVE))
		return;
	f->who[0].role = ROLE_TARGET;
	f->who[1].role = ROLE_INVESTOR;
}

void
noun_set_roles(struct clause *c, struct frame *f)
{
	frame_set_roles(c, f);
	if (f->kind == KIND_ACQUISITION)
		settle_buyers(c, f);
	settle_sale(c, f);
	if (f->kind == KIND_ACQUISITION) {
		settle_wanted(c, f);
		settle_joined(c, f);
		settle_owners(c, f);
	}
	if (unit_has(&c->r->units[c->verb], CUE_NOUN_IPO))
		frame_set_all(f, ROLE_TARGET);
	settle_leaders(c, f);
	settle_given(c, f);
}
