/*
 * status - how firm a clause says that its deal is.
 *
 * The words around the deal decide first; where they say nothing, the form of the verb does.
 */
#include "status.h"

enum { SAID_REACH = 6 };

/* "considers blocking the deal", "may block it": it stands as it did. */
static bool
is_threat(const struct reading *r, uint32_t i)
{
	return i > 0 && unit_has(&r->units[i], CUE_STATUS_COLLAPSED) &&
	       ((unit_has(&r->units[i - 1], CUE_STATUS_TALKS) &&
			token_ends_in(&r->tokens, r->units[i].first, 'g')) ||
		       unit_has(&r->units[i - 1], CUE_STATUS_MODAL));
}

/* "said that it would buy": what somebody says of itself is no guess. */
static bool
is_own_word(const struct reading *r, uint32_t first, uint32_t i)
{
	if (!unit_is(r, i, "would"))
		return false;
	for (uint32_t k = i; k > first && i - k < SAID_REACH; k--)
		if (token_is(&r->tokens, r->units[k - 1].first, "said") ||
			token_is(&r->tokens, r->units[k - 1].first, "announced"))
			return !(k > first + 1 && unit_has(&r->units[k - 2], CUE_FAMILIAR));
	return false;
}

/* The cues of all these units. */
static void
cues_of(const struct reading *r, uint32_t first, uint32_t end, struct cues *ret_cues)
{
	*ret_cues = (struct cues){ 0 };
	for (uint32_t i = first; i < end; i++)
		if (!(i + 1 < end && is_threat(r, i + 1)) && !is_own_word(r, first, i))
			cues_join(ret_cues, &r->units[i].cues);
}

/* "raises $1bn in funding": a round, whoever is listed by now. */
static bool
raises_round(const struct reading *r, const struct frame *f)
{
	const struct unit *verb = &r->units[f->cue];

	return f->verb && (unit_has(verb, CUE_VERB_RAISE) || unit_has(verb, CUE_VERB_GET)) &&
	       verb->forms & (FORM_S | FORM_PAST | (f->n_who > 1 ? FORM_BASE : 0)) &&
	       units_have(r, f->cue + 1, f->end, CUE_NOUN_ROUND) &&
	       !units_have(r, f->cue + 1, f->end, CUE_NOUN_SHARE_SALE);
}

/* "$1.1bn Series C": no round after a listing has a letter. */
static bool
is_lettered_round(const struct reading *r, const struct frame *f)
{
	for (uint32_t i = f->first; f->kind == KIND_FUNDING_ROUND && i < f->end; i++)
		if (unit_has(&r->units[i], CUE_NOUN_ROUND) &&
			token_is(&r->tokens, r->units[i].first, "series"))
			return true;
	return false;
}

static bool
is_share_sale(const struct reading *r, const struct frame *f, uint32_t first, uint32_t end)
{
	const struct passage *p = &r->passages[f->passage];

	if (f->kind == KIND_DEBT)
		return true;
	if (raises_round(r, f) || is_lettered_round(r, f))
		return false;
	/* A listed company that raises money sells shares: what it announces is agreed. */
	for (unsigned i = 0; i < f->n_who && f->kind == KIND_FUNDING_ROUND; i++)
		if (f->who[i].role == ROLE_TARGET && who_is_listed(r, &f->who[i]))
			return true;
	return passage_has_within(r, p, first, end, CUE_NOUN_SHARE_SALE) ||
	       passage_has_within(r, p, first, end, CUE_NOUN_IPO);
}

/* "completes its purchase", "the takeover is done", "is now part of", "a final $2bn" */
static bool
is_done(const struct reading *r, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		if (unit_has(&r->units[i], CUE_WORD_DONE) && (i == first || !unit_is_to(r, i - 1)))
			return true;
		if (i + 1 < end && unit_is(r, i, "final") &&
			(r->units[i + 1].type == UNIT_MONEY || unit_is(r, i + 1, "tranche")))
			return true;
	}
	return false;
}

/* "shares double in Hong Kong debut", "limps onto the Nasdaq": by then they are sold. */
static bool
has_debuted(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	if (f->verb && (!(r->units[f->cue].forms & (FORM_S | FORM_PAST)) ||
			       (f->cue > p->first && unit_is_to(r, f->cue - 1))))
		return false;                                        /* "to raise $1bn in debut" */
	for (uint32_t i = p->first + 1; p->title && i < p->end; i++) /* "in Shanghai debut" */
		if (token_is(&r->tokens, r->units[i].end - 1, "debut") &&
			(unit_is(r, i - 1, "in") || unit_is(r, i - 1, "on") ||
				(i > p->first + 1 && unit_has(&r->units[i - 1], CUE_WORD_PLACE) &&
					(unit_is(r, i - 2, "in") || unit_is(r, i - 2, "on")))))
			return true;
	for (uint32_t i = p->first + 1; p->title && i < p->end; i++)
		if (token_is(&r->tokens, r->units[i].first, "onto")
				? unit_has(&r->units[i], CUE_NOUN_IPO)
				: unit_has(&r->units[i], CUE_WORD_FIRST_DAY))
			return true;
	for (uint32_t i = p->first + 1; p->title && i < p->end; i++) /* "X debut casts doubt" */
		if (unit_has(&r->units[i], CUE_WORD_SHARES))
			for (uint32_t k = i; k < p->end; k++)
				if (token_is(&r->tokens, r->units[k].end - 1, "debut"))
					return true;
	if (!token_is(&r->tokens, r->units[f->cue].end - 1, "debut"))
		return false;
	for (uint32_t i = f->cue; i > p->first && f->cue - i < 4; i--)
		if (unit_is(r, i - 1, "in") || unit_is(r, i - 1, "on"))
			return true;
	return unit_is(r, f->cue, "in debut") || unit_is(r, f->cue, "on debut");
}

/* "engineers raise $5m": the plain form of more than one, not a plan. */
static bool
is_plural_present(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	return r->units[f->cue].forms == FORM_BASE && f->cue > p->first &&
	       !unit_is_to(r, f->cue - 1) && !unit_has(&r->units[f->cue - 1], CUE_WORD_ADVERB);
}

/* "prices shares at $40 to raise $2bn": then they are sold. */
static bool
is_priced(const struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first + 1; p->title && i < p->end; i++)
		if (unit_has(&r->units[i], CUE_ACT_PRICE) &&
			r->units[i].forms & (FORM_S | FORM_PAST) && !unit_is_to(r, i - 1) &&
			!unit_has(&r->units[i - 1], CUE_WORD_SHARES))
			return true;
	return false;
}

/* "picks X for its financing", not "taps the bond market" */
static bool
is_pick_of(const struct reading *r, const struct frame *f)
{
	const struct unit *verb = &r->units[f->cue];

	return unit_has(verb, CUE_VERB_PICK) && f->n_who > 1 && unit_has(verb, CUE_ACT_CHOOSE) &&
	       verb->forms & (FORM_S | FORM_PAST);
}

/* "closes its IPO", "wraps up $7bn share sale": what is said before the noun, or by the verb itself. */
static bool
is_wrapped_up(const struct reading *r, const struct frame *f)
{
	uint32_t end = f->verb ? f->cue + 1 : f->cue;

	for (uint32_t i = f->verb ? f->cue : f->first; i < end; i++)
		if (unit_has(&r->units[i], CUE_WORD_DONE) && !(i > 0 && unit_is_to(r, i - 1)))
			return true;
	return false;
}

/* Of a round: what the verb's own form says. */
static enum deal_status
round_by_form(const struct reading *r, const struct frame *f, bool share_sale, bool to, bool ing)
{
	const struct unit *verb = &r->units[f->cue];
	const struct passage *p = &r->passages[f->passage];

	if ((share_sale && is_priced(r, p)) || has_debuted(r, f) || is_wrapped_up(r, f))
		return STATUS_CLOSED;
	/* "launches with a $9m seed round" */
	if (!share_sale && f->money >= 0 && f->cue + 1 < f->end && !to && !ing &&
		unit_has(&r->units[f->cue + 1], CUE_PREP_WITH) &&
		passage_has_within(r, p, f->cue, f->end, CUE_NOUN_ROUND))
		return STATUS_CLOSED;
	if (unit_has(verb, CUE_VERB_FILE) || unit_has(verb, CUE_VERB_LIST))
		return passage_has_within(r, p, f->first, f->end, CUE_STATUS_CLOSED) &&
				       unit_has(verb, CUE_ACT_PRICE) && verb->forms & FORM_S
			       ? STATUS_CLOSED
			       : STATUS_AGREED;
	if (!f->verb)
		return share_sale ? STATUS_AGREED : STATUS_CLOSED;
	if (!share_sale && is_plural_present(r, f))
		return STATUS_CLOSED;
	if (share_sale &&
		!(unit_has(verb, CUE_VERB_RAISE) && verb->forms & (FORM_S | FORM_PAST) && !to &&
			passage_has_within(
				r, p, f->first, p->title ? p->end : f->end, CUE_NOUN_IPO)))
		return STATUS_AGREED;
	return to || ing || verb->forms == FORM_BASE ? STATUS_TALKS : STATUS_CLOSED;
}

/* "offers $9bn to buy X": no more than a bid */
static bool
is_offered(const struct reading *r, const struct passage *p, const struct frame *f)
{
	return f->verb && f->cue > p->first && unit_is_to(r, f->cue - 1) &&
	       passage_has_within(r, p, p->first, f->cue, CUE_WORD_OFFER);
}

/* "after selling X", "did selling X backfire": it is done; "X selling its stake" is about to. */
static bool
is_gerund(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i == p->first || unit_prep(&r->units[i - 1]) || unit_is(r, i - 1, "did") ||
	       unit_has(&r->units[i - 1], CUE_WORD_CLAUSE);
}

/* "launches a bond sale": its notes are yet to be placed. */
static bool
is_launch(const struct unit *verb)
{
	return unit_has(verb, CUE_VERB_FILE) && !unit_has(verb, CUE_ACT_PRICE) &&
	       !unit_has(verb, CUE_VERB_SIGN) && !unit_has(verb, CUE_VERB_GET) &&
	       !unit_has(verb, CUE_VERB_ADVANCE) && !unit_has(verb, CUE_VERB_PICK);
}

/* What the verb's own form says. */
static enum deal_status
by_form(const struct reading *r, const struct frame *f, bool share_sale)
{
	const struct unit *verb = &r->units[f->cue];
	const struct passage *p = &r->passages[f->passage];
	bool to = f->cue > p->first && unit_is_to(r, f->cue - 1);
	bool ing = verb->forms == FORM_ING;

	if (f->verb && f->kind != KIND_FUNDING_ROUND && unit_has(verb, CUE_VERB_SEEK))
		return STATUS_TALKS;
	switch (f->kind) {
	case KIND_ACQUISITION:
		/* whoever makes a bid, or only wants it, has no deal yet */
		return unit_has(verb, CUE_WORD_OFFER) || is_offered(r, p, f) ? STATUS_TALKS
									     : STATUS_AGREED;
	case KIND_FUNDING_ROUND:
		return round_by_form(r, f, share_sale, to, ing);
	case KIND_INVESTMENT:
		if (!f->verb || (f->money < 0 && unit_has(verb, CUE_VERB_SIGN) && f->n_who > 0 &&
					f->who[0].role == ROLE_INVESTOR))
			return STATUS_AGREED; /* "confirms its investment" */
		/* A billion is promised long before it is paid; so is what builds a site. */
		if (f->money >= 0 && r->moneys[f->money].amount.usd >= INT64_C(1000000000) &&
			!(verb->forms & FORM_PAST) &&
			!(unit_has(verb, CUE_VERB_BACK) &&
				r->moneys[f->money].amount.bound != BOUND_UP_TO &&
				passage_has_within(r, p, f->cue + 1, f->end, CUE_NOUN_ROUND)))
			return STATUS_AGREED;
		return !to && !ing ? STATUS_CLOSED : STATUS_AGREED;
	case KIND_STAKE:
		if (!f->verb && passage_has_within(r, p, f->cue, f->end, CUE_NOUN_SALE))
			return STATUS_CLOSED;
		if (f->verb && verb->forms & FORM_PAST && !(verb->forms & FORM_BASE) && !to)
			return STATUS_CLOSED;
		return f->verb && unit_has(verb, CUE_VERB_SELL) && !to &&
				       (verb->forms & (FORM_S | FORM_PAST) ||
					       (ing && is_gerund(r, p, f->cue)))
			       ? STATUS_CLOSED
			       : STATUS_AGREED;
	case KIND_DEBT:
		return f->verb && !is_pick_of(r, f) && !is_launch(verb) &&
				       (verb->forms & (FORM_S | FORM_PAST) ||
					       is_plural_present(r, f)) &&
				       !to
			       ? STATUS_CLOSED
			       : STATUS_AGREED;
	default:
		return STATUS_AGREED;
	}
}

/* "a deal to buy X", "talks to buy X": what is said behind it is said of the deal. */
static bool
is_of_noun(const struct reading *r, const struct passage *p, const struct frame *f)
{
	if (!f->verb)
		return true;
	if (f->cue < p->first + 2 || !unit_is_to(r, f->cue - 1))
		return false;
	return unit_is_deal_noun(&r->units[f->cue - 2]) ||
	       token_is(&r->tokens, r->units[f->cue - 1].first, "talks");
}

/* "China blocks the deal", "the deal collapses"; not "backs a start-up that blocks attacks". */
static bool
is_undone(const struct reading *r, const struct passage *p, const struct frame *f)
{
	bool noun, told_of;

	/* "drops its lease", "ditches a deal"; not "drops $9bn on a bet" */
	for (uint32_t i = f->cue; !f->verb && i > p->first && f->cue - i < 4; i--)
		if (unit_has(&r->units[i - 1], CUE_ACT_LEAVE) &&
			r->units[i - 1].forms & (FORM_S | FORM_PAST) &&
			!units_have(r, i, f->cue, CUE_PREP_ON) &&
			!units_have(r, i, f->cue, CUE_PREP_WITH) &&
			!units_have(r, i, f->cue, CUE_PREP_IN))
			return true;
	/* "tried to buy X", but not "denies that it tried to" */
	if (f->verb && !passage_has(p, CUE_STATUS_DENIED) && f->cue > p->first + 1 &&
		unit_is_to(r, f->cue - 1) &&
		(unit_is(r, f->cue - 2, "tried") || unit_is(r, f->cue - 2, "attempted")))
		return true;
	/* "dumps sale to X" */
	if (f->verb && unit_has(&r->units[f->cue], CUE_VERB_SELL) && f->cue + 1 < f->end &&
		(unit_has(&r->units[f->cue + 1], CUE_NOUN_SALE) ||
			unit_has(&r->units[f->cue + 1], CUE_NOUN_ACQUISITION)))
		return true;
	if (!passage_has(p, CUE_STATUS_COLLAPSED))
		return false;
	noun = is_of_noun(r, p, f);
	/* "X-Y deal: the biggest of all has fallen apart" */
	told_of = !f->verb && p->title && f->cue + 1 < p->end && unit_is(r, f->cue + 1, ":");
	for (uint32_t i = p->first; i < p->end; i++) {
		if (!unit_has(&r->units[i], CUE_STATUS_COLLAPSED) || is_threat(r, i))
			continue;
		/* "the deal is off", "withdraws its prospectus" */
		if (i == f->cue && (!f->verb || unit_has(&r->units[i], CUE_VERB_FILE) ||
					   unit_has(&r->units[i], CUE_WORD_SPURN)))
			return true;
		if (i < f->cue && (i == p->first || !unit_has(&r->units[i - 1], CUE_PREP_TO)) &&
			!units_have(r, i, f->cue, CUE_WORD_FAVOUR))
			return true;
		if (unit_is_to(r, i) && i > f->cue)
			continue; /* "the deal fails to lift X's shares" */
		if (i > f->cue && (i < f->end + 2 || told_of) && noun &&
			!unit_is(r, i - 1, "that") && !unit_is(r, i - 1, "which") &&
			!unit_has(&r->units[i - 1], CUE_PREP_TO))
			return true;
	}
	return false;
}

bool
token_negates(const struct reading *r, size_t token)
{
	static const char *const words[] = { "not", "never", "won't", "isn't", "aren't", "wasn't",
		"weren't", "doesn't", "don't", "didn't", "wouldn't" };

	if (!token_ends_in(&r->tokens, token, 't') && !token_ends_in(&r->tokens, token, 'r'))
		return false; /* as most */
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (token_is(&r->tokens, token, words[i]))
			return true;
	return false;
}

/* May stand between "not" and what is negated: "isn't currently in talks to buy". */
static bool
passes_negation(const struct reading *r, uint32_t i)
{
	const struct unit *unit = &r->units[i];

	return unit_is_to(r, i) || unit_prep(unit) == CUE_PREP_IN ||
	       unit_has(unit, CUE_STATUS_TALKS) || unit_has(unit, CUE_STATUS_PLAN) ||
	       unit_has(unit, CUE_NOUN_TALKS) || unit_has(unit, CUE_WORD_ADVERB);
}

/*
 * "will not buy", "isn't in talks to invest", "never planned to buy", "no merger talks"; but not
 * "isn't only buying".
 */
static bool
is_negated(const struct reading *r, const struct passage *p, const struct frame *f)
{
	enum { REACH = 5 };
	uint32_t i = f->cue;

	if (!f->verb && i > p->first + 1 && unit_has(&r->units[i], CUE_STATUS_TALKS) &&
		(unit_is(r, i - 1, "no") || unit_is(r, i - 2, "no")))
		return true;
	while (i > p->first && f->cue - i < REACH) {
		/* the word, not the unit: "will not" is one */
		if (token_negates(r, r->units[i].first - 1))
			return true;
		if (!passes_negation(r, --i))
			return false;
	}
	return false;
}

/* "a report that X is to buy Y is wrong" */
static bool
is_untrue(const struct passage *p)
{
	return passage_has(p, CUE_STATUS_UNTRUE) && passage_has(p, CUE_RUMOUR);
}

/* "buys it; rules out job cuts": another clause begins between. */
static bool
goes_on_between(const struct reading *r, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (unit_has(&r->units[i], CUE_WORD_AND) || unit_is(r, i, ",") ||
			unit_is(r, i, ";"))
			return true;
	return false;
}

/* "denies wrongdoing as it closes its round" */
static bool
is_apart(const struct reading *r, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (unit_is(r, i, "as") || unit_is(r, i, "while") || unit_is(r, i, "after"))
			return true;
	return false;
}

/*
 * "licenses its chips and is not acquiring it", "buys it; rules out job cuts": what stands behind
 * an "and" or a comma is said of something else.
 */
static bool
is_denied(const struct reading *r, const struct passage *p, const struct frame *f, uint32_t first)
{
	if (is_negated(r, p, f) || is_untrue(p))
		return true;
	if (!passage_has(p, CUE_STATUS_DENIED))
		return false;
	for (uint32_t i = first; i < p->end; i++)
		if (unit_has(&r->units[i], CUE_STATUS_DENIED) &&
			!(f->verb && i > f->cue && goes_on_between(r, f->cue + 1, i)) &&
			!(f->verb && i < f->cue && is_apart(r, i + 1, f->cue)))
			return true;
	return false;
}

/* "after raising $9m", "after leading a round", "prices its IPO, raising $1bn": by then it is raised. */
static bool
is_told_after(const struct reading *r, const struct passage *p, const struct frame *f)
{
	return f->verb && f->kind == KIND_FUNDING_ROUND && f->cue > p->first &&
	       r->units[f->cue].forms == FORM_ING &&
	       (unit_has(&r->units[f->cue], CUE_VERB_RAISE) ||
		       unit_has(&r->units[f->cue], CUE_VERB_LEAD)) &&
	       (token_is(&r->tokens, r->units[f->cue - 1].end - 1, "after") ||
		       unit_is(r, f->cue - 1, ","));
}

/* "is reportedly raising", "to reportedly buy"; "reportedly raised" says what was done. */
static bool
is_rumoured(const struct reading *r, const struct frame *f, uint32_t first)
{
	if (!f->verb || f->cue == first ||
		!(r->units[f->cue].forms == FORM_ING || unit_is_to(r, f->cue - 1)))
		return false;
	for (uint32_t i = first; i < f->cue; i++)
		if (unit_is(r, i, "reportedly"))
			return true;
	return false;
}

/* "about to seal a deal" */
static bool
is_about_to(const struct reading *r, const struct frame *f)
{
	size_t first = r->units[f->cue].first;

	return f->verb && first > 1 && token_is(&r->tokens, first - 1, "to") &&
	       token_is(&r->tokens, first - 2, "about");
}

/* "talks stall", "X's talks to buy Y are on hold"; but not "X is in talks to buy Y, a deal stalls" */
static bool
is_of_stalled(const struct reading *r, const struct passage *p, const struct frame *f)
{
	uint32_t end = f->end + 1 < p->end ? f->end + 1 : p->end, talks;

	/* "explores sale after its round stalls" */
	for (uint32_t i = f->cue + 1; !f->verb && i < end; i++)
		if (unit_is(r, i, "after"))
			end = i;
	if (!f->verb)
		return passage_has_within(r, p, f->cue, end, CUE_STATUS_STALLED);
	if (!is_of_noun(r, p, f))
		return false;
	talks = r->units[f->cue - 1].first;
	return talks > 0 && token_is(&r->tokens, talks, "talks") &&
	       !token_is(&r->tokens, talks - 1, "in") &&
	       passage_has_within(
		       r, p, f->end > f->cue ? f->end - 1 : f->cue, end, CUE_STATUS_STALLED);
}

/* "X pauses talks to buy Y" */
static bool
pauses_talks(const struct reading *r, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i + 1 < end; i++)
		if (unit_has(&r->units[i], CUE_STATUS_STALLED) &&
			token_is(&r->tokens, r->units[i + 1].first, "talks"))
			return true;
	return false;
}

/* "X, Y near $3bn deal", "X, Y near AI deals with": not about so much, but not far from it. */
static bool
is_near(const struct reading *r, const struct frame *f)
{
	for (uint32_t i = f->first; !f->verb && i < f->cue; i++)
		if (i > 0 && unit_is(r, i, "near") && r->units[i - 1].type == UNIT_COMPANY &&
			!unit_has(&r->units[i + 1], CUE_WORD_PLACE))
			return true;
	return false;
}

/* "X draws investor interest at", "attracts bids": nobody has paid yet. */
static bool
draws_interest(const struct reading *r, const struct frame *f)
{
	for (uint32_t i = f->cue + 1; f->verb && i < f->end && i < f->cue + 3; i++)
		if (token_is(&r->tokens, r->units[i].end - 1, "interest") ||
			unit_has(&r->units[i], CUE_WORD_OFFER))
			return f->kind == KIND_FUNDING_ROUND;
	return false;
}

enum deal_status
frame_status(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	/* Doubt stands before the deal's word or close behind it. */
	uint32_t first = f->first, end = f->cue + 1;
	struct cues near;
	/* "picks banks to lead its IPO": what they are picked for */
	bool picks = p->title && unit_has(&r->units[f->cue], CUE_VERB_PICK);
	bool share_sale = is_share_sale(r, f, f->first, picks ? p->end : f->end);

	for (uint32_t i = first; i > p->first && first - i < 8; i--)
		first = i - 1;
	/* "X wants to tidy up paperwork, gets $9m": what it wants is another thing */
	if (p->title && f->verb && r->units[f->cue].forms == FORM_S && f->cue > p->first &&
		r->units[f->cue - 1].type == UNIT_MARK && !unit_is(r, f->cue - 1, ":"))
		first = f->cue;
	if (is_undone(r, p, f))
		return STATUS_COLLAPSED;
	if (is_denied(r, p, f, first))
		return STATUS_DENIED;
	if (is_told_after(r, p, f))
		return STATUS_CLOSED;
	if (is_of_stalled(r, p, f) || pauses_talks(r, first, end))
		return STATUS_STALLED; /* "talks stall", "talks to buy X stall" */
	if (!f->verb && f->cue + 1 < p->end &&
		(unit_has(&r->units[f->cue + 1], CUE_NOUN_TALKS) ||
			unit_has(&r->units[f->cue + 1], CUE_STATUS_TALKS)))
		end++; /* "in new funding talks", "deal in the works" */
	cues_of(r, first, end, &near);
	if (cues_have(&near, CUE_STATUS_TALKS) || cues_have(&near, CUE_STATUS_MODAL) ||
		is_rumoured(r, f, first) || is_near(r, f) || is_about_to(r, f) ||
		draws_interest(r, f))
		return STATUS_TALKS;
	if (passage_has_within(r, p, first, f->end, CUE_STATUS_PRELIMINARY))
		return STATUS_PRELIMINARY;
	if (cues_have(&near, CUE_STATUS_STALLED))
		return STATUS_STALLED;
	if (cues_have(&near, CUE_STATUS_PLAN) &&
		!passage_has_within(r, p, f->first, f->end, CUE_NOUN_IPO))
		return share_sale ? STATUS_AGREED : STATUS_TALKS;
	if (passage_has_within(r, p, first, f->cue, CUE_STATUS_PLAN) ||
		passage_has_within(r, p, f->cue, f->cue + 1, CUE_STATUS_PLAN))
		return share_sale && f->money >= 0 ? STATUS_AGREED : STATUS_TALKS;
	if ((f->kind == KIND_ACQUISITION || f->kind == KIND_INVESTMENT) &&
		is_done(r, first, f->end + 1 < p->end ? f->end + 1 : p->end))
		return STATUS_CLOSED;
	return by_form(r, f, share_sale);
}
