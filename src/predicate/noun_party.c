/*
 * noun_party - who is in the deal that a noun names: in its own clause, or where a headline puts them.
 */
#include "noun.h"

#include "frame/finite.h"
#include "mention/name.h"

enum {
	NOUN_REACH = 48,
	PARTY_REACH = 6,
	BUYER_REACH = 4,
	WEIGHER_REACH = 5,
	OPENER_WORDS = 4,
	LIFT_REACH = 3
};

/* "regulator clears X's purchase of Y": X buys it, nobody else. */
static bool
is_buyer(const struct clause *c, const struct frame *f, uint32_t i)
{
	const struct unit *unit = &c->r->units[i];

	return f->kind == KIND_ACQUISITION && unit->type == UNIT_COMPANY &&
	       unit->flags & UNIT_POSSESSED && c->verb - i <= BUYER_REACH && i > c->p->first &&
	       !unit_has(unit - 1, CUE_WORD_AND) && !unit_is_comma(c->r, i - 1) &&
	       clause_has_arg(c, CUE_PREP_OF);
}

/* "a start-up explores a bid for X": whose verb the noun follows. */
static void
add_weigher(const struct clause *c, struct frame *f)
{
	for (uint32_t k = c->verb; k > c->p->first + 1 && c->verb - k < WEIGHER_REACH; k--) {
		const struct unit *unit = &c->r->units[k - 1];
		struct clause v;

		if (unit->type == UNIT_MONEY || unit_has(unit, CUE_WORD_THE))
			continue;
		/* "agrees to a $2bn sale" */
		if (!(unit_is_verb(unit) && unit_has(unit, CUE_STATUS_TALKS) && c->verb - k < 2) &&
			!unit_has(unit, CUE_STATUS_AGREED) &&
			!(clause_has_arg(c, CUE_PREP_FROM) &&
				(unit_has(unit, CUE_STATUS_COLLAPSED) ||
					unit_has(unit, CUE_VERB_RAISE) ||
					unit_has(unit, CUE_VERB_GET))))
			continue; /* "spurns an offer from X", "draws interest from X" */
		clause_init(&v, c->r, c->p, k - 1);
		clause_find_subject(&v);
		frame_add_subject(f, &v, ROLE_NONE);
		return;
	}
}

/* "a law firm advises X on a $9m round": the object of whatever verb stands before the noun. */
static void
add_helped(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t k = c->verb; c->p->title && k > c->p->first + 1; k--) {
		if (unit_is_hard(c->r, k - 1))
			return;
		if (!unit_has(&c->r->units[k - 1], CUE_VERB_OTHER) ||
			!(c->r->units[k - 1].forms & (FORM_S | FORM_PAST)))
			continue;
		if (k < c->verb && name_at(c->r, c->p, k, &who))
			frame_add(f, who, ROLE_NONE);
		return;
	}
}

/*
 * "a $4bn project in Harlow County", "a data centre investment
 * in Harlow": nobody knows it, and things stand there.
 */
static bool
is_site(const struct clause *c, const struct frame *f, const struct arg *arg)
{
	bool into_site = f->kind == KIND_INVESTMENT && c->verb > c->p->first &&
			 unit_has(&c->r->units[c->verb - 1], CUE_OBJECT_COMPUTE);

	return arg->prep == CUE_PREP_IN && arg->who.company == UNKNOWN &&
	       (into_site || f->kind == KIND_COMPUTE || f->kind == KIND_PARTNERSHIP ||
		       f->kind == KIND_CHIP_SUPPLY);
}

/* "a loan for Nvidia chips": what the money buys, and no borrower. */
static bool
is_security(const struct clause *c, const struct frame *f, const struct arg *arg)
{
	return f->kind == KIND_DEBT && arg->modifier &&
	       who_has_role(c->r, &arg->who, KNOWN_AI_CHIPS);
}

/* Of "X's Y nears a deal", "X's Y in talks": X, whom Y belongs to; the passage's end for none. */
static uint32_t
owner_of_doer(const struct clause *c, const struct who *who)
{
	const struct unit *behind = &c->r->units[who->end];
	bool does = who->end < c->verb && !unit_is_deal_noun(behind) &&
		    (unit_is_finite(c->r, c->p, who->end) || unit_prep(behind) ||
			    unit_has(behind, CUE_STATUS_TALKS));

	return does ? unit_owner(c->r, c->p, who->first) : c->p->end;
}

/* Back through the noun's own phrase, with the sum and the words in it: where the clause begins. */
static void
add_before(struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	struct who who;
	uint32_t i, owner = c->p->end;

	for (i = c->verb; i > c->p->first && c->verb - i < NOUN_REACH; i--) {
		if (unit_is_hard(r, i - 1) || (c->p->title && unit_is(r, i - 1, ";")))
			break;
		if (c->money < 0 && unit_is_sum(r, i - 1, SUM_DEAL))
			c->money = (int32_t)r->units[i - 1].ref;
		if (r->units[i - 1].type == UNIT_COMPANY && i - 1 != owner &&
			name_at(r, c->p, i - 1, &who)) {
			frame_add(f, who, ROLE_NONE);
			owner = owner_of_doer(c, &who);
		}
		if (is_buyer(c, f, i - 1)) {
			i--;
			break; /* who stands before it only looks on */
		} else if (i == c->verb && name_before(r, c->p, i - 1, false, &who))
			frame_add(f, who, ROLE_NONE);
		cues_join(&c->nouns, &r->units[i - 1].cues);
	}
	c->first = i;
	for (unsigned k = 0; k < f->n_who / 2; k++) { /* in the order of the text */
		struct who swap = f->who[k];

		f->who[k] = f->who[f->n_who - 1 - k];
		f->who[f->n_who - 1 - k] = swap;
	}
}

/* The organisations of a noun's clause: before it in its own phrase, behind it by prepositions. */
static void
add_own(struct clause *c, struct frame *f)
{
	add_before(c, f);
	if (f->n_who == 0)
		add_weigher(c, f);
	if (f->n_who == 0)
		add_helped(c, f);
	for (unsigned k = 0; k < c->n_args; k++)
		if (c->args[k].prep != CUE_NONE && c->args[k].prep != CUE_PREP_ON &&
			c->args[k].prep != CUE_PREP_OTHER && !is_site(c, f, &c->args[k]) &&
			!is_security(c, f, &c->args[k]))
			frame_add(f, c->args[k].who, ROLE_NONE);
}

/* "X shares jump on a contract with Y": whose shares they are. */
static void
add_share_owner(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t i = c->p->first + 1; i < c->verb; i++) {
		if (unit_is_hard(c->r, i))
			return;
		if (unit_has(&c->r->units[i], CUE_WORD_SHARES) &&
			name_before(c->r, c->p, i - 1, false, &who)) {
			struct who other = f->who[0];

			f->n_who = 0; /* in the order of the text */
			frame_add(f, who, ROLE_NONE);
			frame_add(f, other, ROLE_NONE);
			return;
		}
	}
}

/* "Acme CEO plans IPO": nobody else is named, so it is Acme's. */
static void
add_office_owner(const struct clause *c, struct frame *f)
{
	for (uint32_t i = c->first; i < c->verb; i++) {
		const struct unit *unit = &c->r->units[i];

		if (unit->type == UNIT_COMPANY && unit->flags & UNIT_ASIDE &&
			unit_has(&unit[1], CUE_WORD_PERSON))
			frame_add(f, (struct who){ i, i + 1, (int32_t)unit->ref, ROLE_NONE },
				ROLE_NONE);
	}
}

/*
 * "X: the $10bn Y bet", "X-Y: a $20bn non-takeover", "X's spree: deals with Y and Z": whom
 * a headline speaks of before its colon is in the deal, and first.
 */
static void
add_openers(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	const struct frame behind = *f;
	uint32_t i = c->p->first, words = 0;
	struct who who;

	f->n_who = 0;
	while (i < c->first && r->units[i].type == UNIT_COMPANY && name_at(r, c->p, i, &who)) {
		frame_add(f, who, ROLE_NONE);
		i++;
	}
	while (i > c->p->first && i < c->first && r->units[i - 1].flags & UNIT_POSSESSED &&
		!unit_is_hard(r, i + words) && words < OPENER_WORDS)
		words++;
	if (i + words >= c->first || !unit_is(r, i + words, ":"))
		f->n_who = 0;
	for (unsigned k = 0; k < behind.n_who; k++)
		frame_add(f, behind.who[k], behind.who[k].role);
}

/* "X: $9m seed" of whom nobody knows: the name that opens the title. */
static void
add_round_opener(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	uint32_t sum = r->moneys[c->money].unit;
	struct who who;

	if (sum >= c->verb || sum < c->p->first + 2 || sum > c->p->first + OPENER_WORDS + 1)
		return;
	if (unit_is(r, sum - 1, ":") && name_before(r, c->p, sum - 2, true, &who))
		frame_add(f, who, ROLE_NONE);
}

/* "its latest purchase: speech start-up Y", "its first purchase, toolmaker Y" */
static bool
is_explained_behind(const struct clause *c)
{
	const struct unit *what = &c->r->units[c->verb + 2];

	if (c->verb + 2 >= c->p->end)
		return false;
	if (unit_is(c->r, c->verb + 1, ":"))
		return true;
	return unit_is(c->r, c->verb + 1, ",") &&
	       (unit_has(what, CUE_WORD_DESCRIPTOR) ||
		       (!c->p->title_case && !(what->flags & UNIT_CAPITAL) && !unit_is_verb(what) &&
			       !unit_has(what, CUE_REPORTED)));
}

/* Whom the words behind the noun explain it by. */
static void
add_explained(const struct clause *c, struct frame *f)
{
	struct who who;

	if (!is_explained_behind(c))
		return;
	for (uint32_t i = c->verb + 2; i < c->p->end && i <= c->verb + PARTY_REACH; i++) {
		if (c->r->units[i].type == UNIT_MARK)
			return;
		if (name_at(c->r, c->p, i, &who) &&
			(who_is_sure(c->r, &who) || i == c->verb + 2 || !c->p->title_case ||
				unit_has(&c->r->units[i - 1], CUE_WORD_DESCRIPTOR))) {
			frame_add(f, who, ROLE_TARGET);
			return;
		}
	}
}

/* "With $32M in new cash, X wants to": whose it is follows. */
static void
add_behind(const struct clause *c, struct frame *f)
{
	struct who who;

	for (uint32_t i = c->verb + 1; i + 1 < c->p->end && i <= c->verb + PARTY_REACH; i++)
		if (unit_is(c->r, i, ",") && name_at(c->r, c->p, i + 1, &who)) {
			frame_add(f, who, ROLE_TARGET);
			return;
		}
}

/* "AI start-up X in funding talks": who talks, though nobody knows it. */
static void
add_talker(const struct clause *c, struct frame *f)
{
	struct who who;

	if (c->verb > c->p->first + 1 && unit_is(c->r, c->verb - 1, "in") &&
		unit_has(&c->r->units[c->verb], CUE_STATUS_TALKS) &&
		name_before(c->r, c->p, c->verb - 2, true, &who))
		frame_add(f, who, ROLE_NONE);
}

/* "$17bn X contract transforms Y", "AI lease lifts X shares": whom the deal does good is in it. */
static void
add_lifted(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	uint32_t verb = c->verb + 1;
	struct who who;

	if (c->first > c->p->first && r->units[c->first - 1].type != UNIT_MARK &&
		!unit_has(&r->units[c->first - 1], CUE_WORD_THE))
		return;
	if (f->n_who > 1 ||
		(f->n_who == 1 && (f->who[0].end > c->verb ||
					  r->units[f->who[0].end - 1].flags & UNIT_POSSESSED)))
		return;
	if (f->kind == KIND_PARTNERSHIP && c->money < 0)
		return; /* "peace deal lifts X" */
	while (verb < c->p->end && verb < c->verb + LIFT_REACH && !unit_is_hard(r, verb) &&
		!unit_has(&r->units[verb], CUE_ACT_LIFT))
		verb++;
	if (verb + 1 < c->p->end && unit_has(&r->units[verb], CUE_ACT_LIFT) &&
		r->units[verb].forms & FORM_S && name_at(r, c->p, verb + 1, &who) &&
		who_is_sure(r, &who) && !(r->units[who.end - 1].flags & UNIT_ASIDE))
		frame_add(f, who, ROLE_NONE);
}

/* "X stock climbs; new $5bn lease", "X jumps: a $9bn order": whose shares moved for it */
static void
add_mover(const struct clause *c, struct frame *f)
{
	const struct reading *r = c->r;
	uint32_t mark = c->first - 1;
	struct who who;

	if ((f->kind == KIND_PARTNERSHIP && c->money < 0) || c->first <= c->p->first + 2 ||
		!(unit_is_hard(r, mark) || unit_is(r, mark, ";")) ||
		!units_have(r, c->p->first, mark, CUE_WORD_MOVE) ||
		!name_at(r, c->p, c->p->first, &who) || !who_is_sure(r, &who))
		return;
	frame_add(f, who, ROLE_NONE);
}

void
noun_find_parties(struct clause *c, struct frame *f)
{
	enum deal_kind kind = f->kind;

	add_own(c, f);
	if (c->p->title)
		add_lifted(c, f);
	if (f->n_who < 2 && c->p->title)
		add_mover(c, f);
	if (f->n_who == 0 && c->p->title && kind == KIND_FUNDING_ROUND)
		add_talker(c, f);
	if (c->p->title && c->money >= 0)
		add_openers(c, f);
	if (f->n_who == 0 && c->p->title && c->money >= 0 && kind == KIND_FUNDING_ROUND)
		add_round_opener(c, f);
	if (f->n_who == 0 && c->p->title && c->money >= 0 && kind == KIND_FUNDING_ROUND)
		add_behind(c, f);
	/* "X founders join Y in licensing deal", "X chief denies Y takeover talks" */
	if (f->n_who == 0 ||
		(f->n_who == 1 &&
			(kind == KIND_LICENSING || (kind == KIND_ACQUISITION &&
							   passage_has(c->p, CUE_STATUS_DENIED)))))
		add_office_owner(c, f);
	if (f->n_who == 1 && c->p->title && kind != KIND_FUNDING_ROUND)
		add_share_owner(c, f);
	if (f->n_who == 1 && c->p->title && (kind == KIND_ACQUISITION || kind == KIND_INVESTMENT))
		add_explained(c, f);
}
