/*
 * sentence - what a unit is in its sentence: an outlet or a party, a product or a deal.
 *
 * What takes more than a few lines to tell has a file of its own: a company or a common word
 * (maybe.c), a party or an aside (aside.c), people (person.c), who "it" is (pronoun.c).
 */
#include "sentence.h"

#include "base/attr.h"

enum { SUFFIX_UNITS_MAX = 6, PUBLISHER_REACH = 4, OFFERING_REACH = 4, WAVE_REACH = 4 };

/* "… - Reuters", "… | The Express Tribune": the outlet's name behind the headline. */
static void
suffix_cut(struct reading *r, struct passage *p)
{
	for (uint32_t i = p->end; i-- > p->first + 3;) {
		const struct unit *unit = &r->units[i];
		bool capitals = true;

		if (p->end - i > SUFFIX_UNITS_MAX)
			return;
		if (unit->type != UNIT_MARK)
			continue;
		if (unit->flags & UNIT_GLUED || (!unit_is(r, i, "-") && !unit_is(r, i, "|") &&
							!unit_is(r, i, "–") && !unit_is(r, i, "—")))
			continue;
		for (uint32_t k = i + 1; k < p->end; k++)
			capitals &= (r->units[k].flags & UNIT_CAPITAL) != 0 ||
				    r->units[k].type == UNIT_MARK ||
				    unit_has(&r->units[k], CUE_WORD_THE) ||
				    r->units[k].type == UNIT_OUTLET;
		if (!capitals || i + 1 == p->end)
			continue;
		if (!unit_is(r, i, "|") && r->units[i + 1].type == UNIT_MONEY)
			continue;
		for (uint32_t k = i + 1; k < p->end; k++)
			r->units[k].type = UNIT_OUTLET;
		p->end = i;
		return;
	}
}

/* "…, Morgan Stanley says": who only tells of it. */
static void
teller_mark(struct reading *r, const struct passage *p)
{
	struct unit *teller;

	if (!p->title || p->end < p->first + 4 ||
		(!unit_is(r, p->end - 1, "says") && !unit_is(r, p->end - 1, "say")))
		return;
	teller = &r->units[p->end - 2];
	if (teller->type == UNIT_COMPANY && unit_is(r, p->end - 3, ","))
		teller->type = UNIT_OUTLET;
}

/* What an outlet does that makes it a party: it signs, licenses, lets others use what it has. */
static bool
is_publisher_verb(const struct unit *unit)
{
	return unit_has(unit, CUE_VERB_SIGN) || unit_has(unit, CUE_VERB_LICENSE) ||
	       unit_has(unit, CUE_VERB_PARTNER) || unit_has(unit, CUE_VERB_SUPPLY) ||
	       unit_has(unit, CUE_VERB_SELL);
}

void
publishers_settle(struct reading *r, const struct passage *p)
{
	bool pays = passage_has(p, CUE_VERB_PAY);
	bool gives = passage_has(p, CUE_WORD_WORKS) &&
		     (passage_has(p, CUE_VERB_SUPPLY) || passage_has(p, CUE_VERB_SELL));

	if ((!p->title && r->n_passages > LEAD_PASSAGES) ||
		(!passage_has(p, CUE_NOUN_LICENCE) && !passage_has(p, CUE_VERB_LICENSE) && !pays &&
			!gives && !passage_has(p, CUE_VERB_PARTNER) &&
			!(passage_has(p, CUE_VERB_SIGN) && passage_has(p, CUE_NOUN_DEAL))))
		return;
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct unit *next = i + 1 < p->end ? &r->units[i + 1] : NULL;
		uint32_t verb = i + 1;

		if (r->units[i].type != UNIT_OUTLET || (next && unit_has(next, CUE_REPORTED)) ||
			(i > p->first && r->units[i].flags & UNIT_POSSESSED))
			continue;
		while (verb + 1 < p->end && verb < i + PUBLISHER_REACH &&
			(unit_has(&r->units[verb], CUE_WORD_ADVERB) || unit_is_to(r, verb) ||
				unit_is(r, verb, ",") || unit_has(&r->units[verb], CUE_WORD_AND) ||
				r->units[verb].type == UNIT_COMPANY))
			verb++; /* "is to let", "X, Y strike" */
		if (i == p->first ? verb < p->end &&
					    (is_publisher_verb(&r->units[verb]) ||
						    unit_has(&r->units[verb], CUE_ACT_BECOME))
				  : unit_within(&r->units[i - 1], CUE_PREP_TO, CUE_PREP_WITH) ||
					    (pays && unit_has(&r->units[i - 1], CUE_PREP_FOR)) ||
					    (unit_has(&r->units[i - 1], CUE_NOUN_LICENCE) &&
						    unit_is_to(r, i - 1)) ||
					    unit_has(&r->units[i - 1], CUE_VERB_PAY) ||
					    unit_has(&r->units[i - 1], CUE_VERB_LICENSE))
			r->units[i].type = UNIT_COMPANY;
	}
}

/* "a new AI offering": a product, where no sum says that it is shares. */
static bool
is_product_offering(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (!unit_is(r, i, "offering"))
		return false;
	for (uint32_t k = p->first; k < p->end; k++)
		if (r->units[k].type == UNIT_MONEY)
			return false;
	for (uint32_t k = i; k > p->first && i - k < OFFERING_REACH; k--)
		if (r->units[k - 1].signs)
			return true;
	/* "X and Y launch a sovereign offering"; not "an offering of shares" */
	return units_have(r, p->first, i, CUE_AGAINST_LAUNCH) &&
	       !(i + 1 < p->end && unit_prep(&r->units[i + 1]) == CUE_PREP_OF);
}

/* "its 'Flight Deals' tool": the last word of a name. */
static bool
ends_quoted_name(const struct reading *r, const struct passage *p, uint32_t i)
{
	static const char *const quotes[] = { "'", "’", "\"", "”" };

	if (i + 1 >= p->end || p->title_case || !(r->units[i].flags & UNIT_CAPITAL))
		return false;
	for (size_t q = 0; q < ARRAY_LEN(quotes); q++)
		if (unit_is(r, i + 1, quotes[q]))
			return true;
	return false;
}

/* "raises debt concerns", "IPO fever": none of a deal, but of what people feel. */
static bool
is_of_doubt(const struct reading *r, const struct passage *p, uint32_t i)
{
	return i + 1 < p->end && unit_has(&r->units[i + 1], CUE_WORD_DOUBT);
}

/*
 * "an era of AI acquisitions", "boom in tech IPOs", "an
 * acquisition spree": of many, of which none is told.
 */
static bool
is_of_wave(const struct reading *r, const struct passage *p, uint32_t i)
{
	if (i + 1 < p->end && unit_has(&r->units[i + 1], CUE_WORD_WAVE))
		return true;
	if (!token_ends_in(&r->tokens, r->units[i].end - 1, 's'))
		return false;
	for (uint32_t k = i; k > p->first + 1 && i - k < WAVE_REACH; k--)
		if (unit_within(&r->units[k - 1], CUE_PREP_IN, CUE_PREP_OF))
			return unit_has(&r->units[k - 2], CUE_WORD_WAVE);
	return false;
}

/* Nouns of a deal that name a product or a mood here. */
static void
nouns_settle(struct reading *r, const struct passage *p)
{
	if (!cues_within(&p->cues, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end; i++)
		if (unit_within(&r->units[i], CUE_NOUN_ACQUISITION, CUE_NOUN_SALE) &&
			(is_product_offering(r, p, i) || ends_quoted_name(r, p, i) ||
				is_of_doubt(r, p, i) || is_of_wave(r, p, i)))
			for (enum cue cue = CUE_NOUN_ACQUISITION; cue <= CUE_NOUN_SALE; cue++)
				cues_drop(&r->units[i].cues, cue);
}

void
regulators_settle(struct reading *r, const struct passage *p)
{
	if (!passage_is_looked_into(p) && !passage_has(p, CUE_AGAINST_LAW))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end; i++)
		if (r->units[i].type == UNIT_COMPANY &&
			lexicon_roles(r->lexicon, r->units[i].ref) & r->roles[KNOWN_REGULATOR])
			r->units[i].flags |= UNIT_ASIDE;
}

void
passage_settle(struct reading *r, struct passage *p)
{
	if (p->title)
		suffix_cut(r, p);
	maybes_settle(r, p);
	people_mark(r, p);
	people_settle(r, p);
	strangers_settle(r, p);
	teller_mark(r, p);
	asides_mark(r, p);
	pronouns_resolve(r, p);
	nouns_settle(r, p);
}
