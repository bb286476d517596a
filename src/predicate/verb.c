/*
 * verb - deals that hang on a verb.
 *
 * Each class of verb says which part its subject, its object and the parties behind its
 * prepositions play; what the object is made of says which kind of deal it is.
 */
#include "verb.h"

#include "base/attr.h"
#include "find.h"
#include "frame/finite.h"
#include "mention/name.h"

bool
verb_by_object(const struct object_form *forms, size_t n, const struct clause *c, struct frame *f)
{
	for (size_t i = 0; i < n; i++)
		if (!forms[i].fits || forms[i].fits(c))
			return forms[i].take(c, f);
	return false;
}

/* "X and Y shares soar as": both */
static bool
goes_on_list(const struct clause *c, uint32_t end, uint32_t i)
{
	return i == end + 1 &&
	       (unit_has(&c->r->units[end], CUE_WORD_AND) || unit_is_comma(c->r, end));
}

unsigned
frame_add_spoken_of(struct frame *f, const struct clause *c, enum party_role role)
{
	unsigned had = f->n_who;
	struct who who;

	for (uint32_t i = c->verb + 1; i < c->end; i++)
		if (unit_prep(&c->r->units[i]) == CUE_PREP_IN)
			return 0;
	for (uint32_t i = c->p->first; c->p->title && i < c->first; i++)
		if (c->r->units[i].type == UNIT_COMPANY &&
			(f->n_who == had || goes_on_list(c, f->who[f->n_who - 1].end, i)) &&
			name_at(c->r, c->p, i, &who))
			frame_add(f, who, role);
	return f->n_who - had;
}

/* "X's deal with Y adds to its debt": the deal does, and not Y. */
static bool
deal_does(const struct clause *c)
{
	const struct unit *before = &c->r->units[c->first] - 1;

	return c->n_subject > 0 && !c->infinitive && c->first > c->p->first + 2 &&
	       unit_prep(before) == CUE_PREP_WITH && unit_is_deal_noun(before - 1) &&
	       unit_prep(before - 2) == CUE_NONE;
}

/* "makes a $3bn bid for X", "raises its bid for X": the bid tells it all. */
static bool
bids_for(const struct reading *r, const struct passage *p, uint32_t verb)
{
	if (!passage_has(p, CUE_WORD_OFFER))
		return false; /* as most */
	for (uint32_t i = verb + 1; i + 2 < p->end && !unit_prep(&r->units[i]); i++)
		if (unit_has(&r->units[i], CUE_WORD_OFFER))
			return unit_has(&r->units[i + 1], CUE_PREP_FOR) &&
			       r->units[i + 2].type == UNIT_COMPANY;
	return false;
}

/* "misses revenue, user targets": what stands before it is a figure, and does nothing. */
static bool
is_of_figure(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i > p->first && r->units[i].forms & FORM_S && r->units[i - 1].type == UNIT_WORD &&
	       r->units[i - 1].end - r->units[i - 1].first == 1 &&
	       unit_has(&r->units[i - 1], CUE_SUM_OTHER);
}

/* By its class, what a verb makes of its clause; clause_take says in which order. */
static bool (*const verbs[])(const struct clause *clause, struct frame *frame) = {
	[CUE_VERB_ACQUIRE] = verb_acquire,
	[CUE_VERB_BUY] = verb_buy,
	[CUE_VERB_ORDER] = verb_order,
	[CUE_VERB_MERGE] = verb_merge,
	[CUE_VERB_INVEST] = verb_invest,
	[CUE_VERB_POUR] = verb_invest,
	[CUE_VERB_BACK] = verb_back,
	[CUE_VERB_JOIN] = verb_join,
	[CUE_VERB_LEAD] = verb_lead,
	[CUE_VERB_RAISE] = verb_raise,
	[CUE_VERB_GET] = verb_get,
	[CUE_VERB_SEEK] = verb_seek,
	[CUE_VERB_VALUE] = verb_value,
	[CUE_VERB_SUPPLY] = verb_supply,
	[CUE_VERB_LEASE] = verb_lease,
	[CUE_VERB_LICENSE] = verb_license,
	[CUE_VERB_PARTNER] = verb_partner,
	[CUE_VERB_SIGN] = verb_sign,
	[CUE_VERB_SELL] = verb_sell,
	[CUE_VERB_LIST] = verb_list,
	[CUE_VERB_FILE] = verb_file,
	[CUE_VERB_BORROW] = verb_borrow,
	[CUE_VERB_LEND] = verb_lend,
	[CUE_VERB_ADVANCE] = verb_advance,
	[CUE_VERB_BUILD] = verb_build,
	[CUE_VERB_PICK] = verb_pick,
	[CUE_VERB_PAY] = verb_pay,
	[CUE_VERB_COMMIT] = verb_commit,
	[CUE_VERB_USE] = verb_use,
	[CUE_VERB_EMERGE] = verb_emerge,
};

/* Is the clause what this verb tells? */
static bool
takes(bool (*take)(const struct clause *clause, struct frame *frame), const struct clause *c,
	uint32_t passage, struct frame *f)
{
	*f = (struct frame){ .passage = passage, .valuation = -1, .verb = true };
	return take(c, f);
}

/* Of several classes that a verb has, the first that makes a deal of the clause decides. */
static bool
clause_take(const struct clause *c, uint32_t passage, struct frame *f)
{
	const struct cues *classes = &c->r->units[c->verb].cues;
	enum cue cue = CUE_VERB_ACQUIRE;

	if (c->p->title && takes(verb_vague, c, passage, f))
		return true; /* of many classes */
	if (cues_have(classes, CUE_VERB_ADVANCE) && takes(verb_advance, c, passage, f))
		return true; /* before what else such a verb may mean */
	while ((cue = cues_first(classes, cue, CUE_VERB_EMERGE)) != CUE_NONE)
		if (takes(verbs[cue++], c, passage, f))
			return true;
	return false;
}

void
verbs_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!cues_within(&p->cues, CUE_VERB_ACQUIRE, CUE_VERB_EMERGE))
		return;
	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		struct clause c;
		struct frame f;

		if (!unit_is_verb_here(r, p, i) || is_of_figure(r, p, i) || bids_for(r, p, i))
			continue;
		clause_init(&c, r, p, i);
		clause_find_subject(&c);
		if (deal_does(&c))
			continue;
		clause_find_args(&c);
		c.passive = clause_is_passive(&c);
		if (!clause_take(&c, passage, &f))
			continue;
		if (f.kind == KIND_STAKE && f.n_who == 1)
			frame_add_spoken_of(&f, &c, ROLE_TARGET);
		frame_put(&c, &f, frames);
	}
}
