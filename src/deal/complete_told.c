/*
 * complete_told - what other sentences tell of a deal without naming
 * it: its sum, what it values a firm at, that it is denied or done.
 */
#include "complete.h"

enum { WAS_REACH = 5, OPENING_REACH = 6 };

/* "X was valued at $11bn in 2025": what it was worth before this deal. */
bool
is_old_valuation(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	uint32_t sum = f->valuation < 0 ? p->first : r->moneys[f->valuation].unit;
	bool was = false;

	for (uint32_t i = sum; i > p->first && sum - i < WAS_REACH; i--)
		was |= unit_is(r, i - 1, "was") || unit_is(r, i - 1, "were");
	for (uint32_t i = sum; was && i < p->end; i++) {
		const struct token *token = &r->tokens.list[r->units[i].first];

		if (unit_has(&r->units[i], CUE_TIME_BEFORE) ||
			(token->flags & TOKEN_NUMBER && token->fold_len == 4 &&
				r->units[i].type == UNIT_WORD))
			return true;
	}
	return false;
}

/* "The investment would value the French start-up at $40bn": a sentence that names nobody else. */
void
valuation_complete(const struct reading *r, struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p) && f->valuation < 0; p++) {
		struct frame told = { .passage = p, .valuation = -1 };
		bool others = false;

		for (uint32_t i = r->passages[p].first; i < r->passages[p].end; i++) {
			const struct unit *unit = &r->units[i];
			struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_NONE };

			others |= unit->type == UNIT_COMPANY && !frame_has(r, f, &who);
			if (told.valuation < 0 && unit_is_sum(r, i, SUM_IS_VALUATION))
				told.valuation = (int32_t)unit->ref;
		}
		if (!others && !is_old_valuation(r, &told))
			f->valuation = told.valuation;
	}
}

/*
 * "the $6bn round", "the contract": the deal that was spoken of; so is the one that a sentence
 * opens with, or that its company is in: "A transaction of", "The company is discussing a".
 */
static bool
is_that_deal(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return false;
	if ((i <= p->first + 1 && !unit_has(&r->units[i], CUE_NOUN_IPO)) ||
		unit_has(&r->units[p->first], CUE_WORD_IT) ||
		(r->units[p->first].type == UNIT_COMPANY && unit_is(r, p->first, "it")))
		return true;
	for (uint32_t k = i; k > p->first && i - k < 3; k--) {
		if (unit_is(r, k - 1, "the") || unit_is(r, k - 1, "its"))
			return true;
		if (r->units[k - 1].type == UNIT_MARK)
			return false;
	}
	return false;
}

/*
 * "The contract is worth about $60m": a lead's only sum, told of the deal and, up to
 * there, of nobody else; or the title's, where the lead tells the deal.
 */
int32_t
money_behind(const struct reading *r, const struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		bool other = false, deal = false;
		int32_t money = only_money(r, passage);

		if (p == f->passage || money < 0 ||
			(passage->title && r->passages[f->passage].title))
			continue;
		for (uint32_t i = passage->first; i < passage->end; i++) {
			const struct unit *unit = &r->units[i];
			struct who who = { i, i + 1, (int32_t)unit->ref, ROLE_NONE };

			other |= (unit->type == UNIT_COMPANY && !deal && !frame_has(r, f, &who)) ||
				 unit_has(unit, CUE_TIME_BEFORE);
			deal |= passage->title
					? unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE)
					: is_that_deal(r, passage, i);
		}
		if (deal && !other)
			return money;
	}
	return -1;
}

/* "The company denied the report."; where the lead tells the deal, the title may say so. */
bool
denied_behind(const struct reading *r, const struct frame *f)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		bool denied = false, report = false;

		if ((passage->title && r->passages[f->passage].title) ||
			!passage_has(passage, CUE_STATUS_DENIED))
			continue;
		for (uint32_t i = passage->first; i < passage->end; i++) {
			denied |= unit_has(&r->units[i], CUE_STATUS_DENIED);
			report |= denied && (unit_has(&r->units[i], CUE_RUMOUR) ||
						    unit_has(&r->units[i], CUE_NOUN_TALKS));
		}
		if (report)
			return true;
	}
	return false;
}

static bool
tells_of_talks(const struct reading *r, const struct passage *p)
{
	static const char *const words[] = { "talks", "negotiations", "negotiating",
		"discussions" };

	for (size_t at = r->units[p->first].first; at < r->units[p->end - 1].end; at++)
		for (size_t i = 0; i < ARRAY_LEN(words); i++)
			if (token_is(&r->tokens, at, words[i]))
				return true;
	return false;
}

/* Of one kind, or both of money for shares. */
static bool
kinds_agree(const struct frame *a, const struct frame *b)
{
	const unsigned shares = 1u << KIND_INVESTMENT | 1u << KIND_STAKE | 1u << KIND_FUNDING_ROUND;

	return a->kind == b->kind || (shares >> a->kind & shares >> b->kind & 1);
}

/* "X to buy Y" of a title, whose lead says: "X is in talks to buy Y, people said." */
bool
talks_behind(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	bool talks = false;

	for (unsigned i = 0; i < frames->n && r->passages[f->passage].title; i++) {
		const struct frame *other = &frames->list[i];

		if (r->passages[other->passage].title || !passage_is_lead(r, other->passage) ||
			other->before || !kinds_agree(f, other) || f->n_who < 2 ||
			frame_shares(r, f, other) < f->n_who)
			continue;
		if (other->status != STATUS_TALKS ||
			!tells_of_talks(r, &r->passages[other->passage]))
			return false;
		talks = true;
	}
	return talks;
}

/* "The cash-and-stock transaction": the deal's noun that a sentence opens with, or its end. */
static uint32_t
opening_deal(const struct reading *r, const struct passage *p)
{
	if (p->title || !unit_is(r, p->first, "the"))
		return p->end;
	for (uint32_t i = p->first + 1; i < p->end && i < p->first + OPENING_REACH; i++) {
		if (unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
			return i;
		if (r->units[i].type != UNIT_WORD || unit_prep(&r->units[i]))
			break;
	}
	return p->end;
}

/* "The transaction closed last week", "The deal has been completed"; not "is to be completed". */
bool
closed_behind(const struct reading *r)
{
	for (uint32_t p = 0; p < r->n_passages && passage_is_top(r, p); p++) {
		const struct passage *passage = &r->passages[p];
		uint32_t i = opening_deal(r, passage) + 1;

		while (i < passage->end &&
			(unit_is(r, i, "has") || unit_has(&r->units[i], CUE_WORD_BE)))
			i++;
		if (i < passage->end && unit_has(&r->units[i], CUE_WORD_DONE) &&
			!(r->units[i].forms & FORM_S))
			return true;
	}
	return false;
}
