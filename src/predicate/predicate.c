/*
 * predicate - the clauses of a passage as deals: those of its verbs, of its nouns, of its
 * valuations.
 */
#include "predicate/predicate.h"

#include "find.h"

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

/* Does a verb tell of somebody already? */
static bool
verb_tells(const struct frames *frames, unsigned first)
{
	for (unsigned i = first; i < frames->n; i++)
		if (frames->list[i].n_who > 0)
			return true;
	return false;
}

/*
 * Behind the lead a sentence tells of the background at best: a deal of two, or what one raises. May
 * it, by whom it names?
 */
static bool
may_be_background(const struct reading *r, const struct passage *p)
{
	unsigned names = passage_has_type(p, UNIT_MONEY);

	for (uint32_t i = p->first; i < p->end && names < 2; i++)
		names += r->units[i].type == UNIT_COMPANY || r->units[i].flags & UNIT_CAPITAL;
	return names > 1 || passage_has(p, CUE_WORD_COMPANY);
}

void
frames_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	unsigned first = frames->n;
	bool top = passage_is_top(r, passage);

	if (!top && !may_be_background(r, &r->passages[passage]))
		return;
	verbs_find(r, passage, frames);
	if (r->passages[passage].title && !verb_tells(frames, first))
		strange_find(r, passage, frames);
	nouns_find(r, passage, frames);
	if (!r->passages[passage].title)
		money_adopt(r, passage, frames, first);
	customers_find(r, passage, frames);
	if (top)
		valuations_find(r, passage, frames); /* what somebody is worth is no background */
}
