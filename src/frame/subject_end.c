/*
 * subject_end - back from a verb to where its subject
 * ends: over adverbs, asides and what else stands between.
 */
#include "subject.h"

#include "frame/finite.h"
#include "status.h"

enum { SUBJECT_SKIP_MAX = 24, ASIDE_REACH = 16, BRACKET_REACH = 10 };

static bool
is_year(const struct reading *r, uint32_t i)
{
	return unit_is_number(r, i) && r->tokens.list[r->units[i].first].fold_len == 4;
}

/* "X rushes to buy", "X is picked to supply": whatever it does, it does so to buy. */
static bool
does_so_to(const struct clause *c, uint32_t i)
{
	const struct unit *unit = &c->r->units[i], *before = unit - 1;
	bool picked = unit_has(unit, CUE_VERB_PICK) && unit->forms & FORM_DONE;

	if (!c->p->title || i == c->p->first || !unit_is_to(c->r, i + 1) ||
		!(unit_may_be_verb(c->r, c->p, i) || unit_has(unit, CUE_VERB_PARTNER) || picked))
		return false;
	return unit_has(before, CUE_WORD_ADVERB) || unit_has(before, CUE_WORD_BE) ||
	       unit_has(before, CUE_WORD_AND) ||
	       (before->type == UNIT_COMPANY && !(before->flags & (UNIT_POSSESSED | UNIT_ASIDE)));
}

/* "River Compute in talks to": in running text a capital behind one is a name's. */
static bool
ends_name(const struct clause *c, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	return !c->p->title_case && i > c->p->first && unit_has(unit, CUE_WORD_NAME_TAIL) &&
	       unit->flags & UNIT_CAPITAL && unit[-1].flags & UNIT_CAPITAL &&
	       !(c->r->tokens.list[unit->first].flags & TOKEN_UPPER);
}

/* "X quietly buys": a common word, as names may end so, too. */
static bool
is_adverb(const struct clause *c, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	return unit_has(unit, CUE_WORD_ADVERB) ||
	       (i + 1 == c->verb && unit_is_only_common(unit) &&
		       token_ends_with(&c->r->tokens, unit->end - 1, "ly"));
}

/* May this unit stand between a verb and its subject? */
static bool
skips_to_subject(const struct clause *c, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	if (unit->type == UNIT_COMPANY || unit->type == UNIT_PERSON || unit->type == UNIT_OUTLET)
		return false;
	if (unit->type == UNIT_MARK) /* "Acme Inc. raises" */
		return unit->flags & UNIT_TICKER || unit_is(c->r, i, ".") ||
		       unit_is(c->r, i, "\"") || unit_is(c->r, i, "“") || unit_is(c->r, i, "”") ||
		       unit_is(c->r, i, "'");
	if (is_adverb(c, i) || unit_within(unit, CUE_STATUS_TALKS, CUE_STATUS_MODAL) ||
		(c->infinitive && (unit_has(unit, CUE_STATUS_COLLAPSED) ||
					  unit_has(unit, CUE_STATUS_STALLED) ||
					  unit_has(unit, CUE_STATUS_DENIED))) ||
		((c->infinitive || i + 1 == c->verb) && token_negates(c->r, unit->end - 1)) ||
		unit_has(unit, CUE_STATUS_PRELIMINARY) ||
		(unit_has(unit, CUE_TIME_BEFORE) && !unit_prep(unit)))
		return true;
	if (unit_has(unit, CUE_WORD_PLACE) && i > c->p->first && unit[-1].type == UNIT_COMPANY &&
		!(unit[-1].flags & UNIT_POSSESSED))
		return true; /* "Acme Ohio to supply": its branch there */
	if (unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) && i + 1 == c->verb)
		return true; /* "nearly triples" */
	/* "gets snapped up by" */
	if (c->r->units[c->verb].forms & FORM_DONE && unit_has(unit, CUE_WORD_BE))
		return true;
	if (!c->infinitive)
		return unit_has(unit, CUE_VERB_SIGN) && unit->forms & (FORM_S | FORM_PAST) &&
		       c->r->units[c->verb].forms & FORM_ING;
	/* "A consortium offers $9bn to buy" */
	if (unit_has(unit, CUE_WORD_GROUP) && unit_is_verb(unit + 1) &&
		unit[1].forms & (FORM_S | FORM_PAST))
		return false;
	/* "agrees through 2048 to supply" */
	if (is_year(c->r, i) || (unit_prep(unit) && i + 1 < c->verb && is_year(c->r, i + 1)))
		return true;
	if (does_so_to(c, i))
		return true;
	/* "strikes a $2bn multi-year chip deal to buy" */
	if (unit->type == UNIT_CHIP ||
		(unit_within(unit, CUE_NOUN_ACQUISITION, CUE_OBJECT_CONTENT) && !ends_name(c, i)))
		return true;
	return unit_has(unit, CUE_PREP_TO) || unit_has(unit, CUE_WORD_THE) ||
	       unit_has(unit, CUE_STATUS_AGREED) || unit_has(unit, CUE_VERB_SIGN) ||
	       unit_has(unit, CUE_VERB_COMMIT) || unit_has(unit, CUE_NOUN_DEAL) ||
	       unit_has(unit, CUE_VERB_OTHER) || unit_has(unit, CUE_NOUN_ACQUISITION) ||
	       unit->type == UNIT_MONEY || unit_has(unit, CUE_VERB_FILE) ||
	       unit_has(unit, CUE_VERB_GET) || unit_has(unit, CUE_VERB_PAY) ||
	       unit_has(unit, CUE_VERB_INVEST) || unit_is(c->r, i, "worth") ||
	       (unit_has(unit, CUE_SUM_OTHER) && unit->flags & UNIT_HYPHENED) || /* "$1bn-a-year" */
	       unit_within(unit, CUE_BOUND_ABOUT, CUE_BOUND_UP_TO) || unit->type == UNIT_SPAN ||
	       (!c->p->title && (unit_has(unit, CUE_PREP_OF) || unit_has(unit, CUE_TIME_BEFORE)));
}

static bool
is_dash(const struct reading *r, uint32_t i)
{
	return unit_is_hard(r, i) &&
	       (unit_is(r, i, "-") || unit_is(r, i, "–") || unit_is(r, i, "—"));
}

/* "X – once a rival of Y – is bought": before the dashes; "three firms - X, Y and Z - raised": between. */
static uint32_t
skip_dashes(const struct clause *c, uint32_t i)
{
	for (uint32_t k = i - 1; k > c->p->first && i - k < ASIDE_REACH; k--)
		if (is_dash(c->r, k))
			return unit_has(&c->r->units[k - 1], CUE_WORD_PLURAL) ? i - 1 : k - 1;
	return i;
}

/*
 * "Willow (formerly Webrix) raises": to before the bracket; "X, a maker of Y, raises", "X, which
 * makes Y, raises": before the comma.
 */
static uint32_t
skip_aside(const struct clause *c, uint32_t i)
{
	const struct reading *r = c->r;
	bool told = false; /* a clause of its own */
	uint32_t k;

	if (unit_is(r, i, ")")) {
		for (k = i; k > c->p->first && i - k < BRACKET_REACH; k--)
			if (unit_is(r, k, "("))
				return k - 1;
		return i;
	}
	if (!c->p->title && i > c->p->first && is_dash(r, i))
		return skip_dashes(c, i);
	if (!unit_is_comma(r, i) || i == c->p->first)
		return i;
	/* "Its rival, X, raises": X does */
	if (i > c->p->first + 2 && r->units[i - 1].type == UNIT_COMPANY && unit_is_comma(r, i - 2))
		return i - 1;
	for (k = i - 1; k > c->p->first && i - k < ASIDE_REACH; k--) {
		if (unit_is_hard(r, k))
			return i;
		if (unit_is_comma(r, k))
			return !told || token_is(&r->tokens, r->units[k + 1].first, "with") ||
					       unit_is(r, k + 1, "which") ||
					       unit_is(r, k + 1, "who")
				       ? k - 1
				       : i;
		told |= unit_is_finite(r, c->p, k) || unit_has(&r->units[k], CUE_WORD_CLAUSE);
	}
	return i;
}

uint32_t
subject_end(const struct clause *c)
{
	const struct reading *r = c->r;
	uint32_t i = c->verb, floor = c->p->first;

	for (unsigned n = 0; i > floor && n < SUBJECT_SKIP_MAX; n++) {
		uint32_t before = skip_aside(c, i - 1);

		/* "X, others put $9m into Y" */
		if (unit_is(r, i - 1, "others") && i > floor + 2 &&
			(unit_is_comma(r, i - 2) || unit_has(&r->units[i - 2], CUE_WORD_AND))) {
			i -= 2;
			continue;
		}
		if (before != i - 1) {
			i = before + 1;
			continue;
		}
		if (!skips_to_subject(c, i - 1))
			break;
		/* A name may look like an adverb's word: "Near raises". */
		if (i - 1 == floor && r->units[i - 1].flags & UNIT_CAPITAL && !c->infinitive &&
			r->units[i - 1].forms == 0 && i == c->verb)
			break;
		i--;
	}
	return i;
}
