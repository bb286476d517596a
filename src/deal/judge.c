/*
 * judge - which frame a story reports, and whether it is news for a topic.
 *
 * Every rule that fires is a named feature; its points come from [weights]. The sum
 * goes through the logistic function: from one half on, a story is relevant.
 */
#include "judge.h"
#include "part.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SMALL_SUM = 300000, LARGE_SUM = 500000000, FUND_REACH = 5, WHEN_REACH = 5 };

/* "X does something after its deal with Y": the deal is not what the clause tells. */
static bool
in_side_clause(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = p->first; i < f->cue; i++)
		if (unit_has(&r->units[i], CUE_WORD_CLAUSE) && i > p->first)
			return true;
	return false;
}

/* "cuts jobs after Y deal": what came of it. */
static bool
is_aftermath(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = f->cue; !f->verb && i > p->first && f->cue - i < WHEN_REACH; i--)
		if (token_is(&r->tokens, r->units[i - 1].end - 1, "after"))
			return true;
	return false;
}

/* How well a frame answers "what does this story report?" */
static int
frame_rank(const struct reading *r, const struct frame *f)
{
	int rank = 0;

	if (f->loose)
		rank += 2;
	else if (r->passages[f->passage].title)
		rank += 8;
	else if (passage_is_lead(r, f->passage))
		rank += 0;
	else
		return -1;
	rank += f->verb && !unit_has(&r->units[f->cue], CUE_VERB_USE) ? 3 : 0;
	rank += f->solid ? 2 : 0;
	rank += f->money >= 0;
	rank += f->n_who > 1 ? 2 : f->n_who > 0 ? 1 : f->money >= 0 ? -1 : -3;
	rank += f->kind != KIND_PARTNERSHIP;
	if (f->verb && unit_has(&r->units[f->cue], CUE_VERB_VALUE))
		rank -= 3;
	if (r->passages[f->passage].title && in_side_clause(r, f))
		rank -= 2;
	return rank;
}

/* "raises $6bn to buy chips": what the money is for is not what the title tells. */
static bool
is_purpose(const struct reading *r, const struct frames *frames, const struct frame *f)
{
	if (!f->verb || f->money < 0 || f->cue == 0 || !unit_is_to(r, f->cue - 1))
		return false;
	for (unsigned i = 0; i < frames->n; i++) {
		const struct frame *other = &frames->list[i];

		if (other->passage == f->passage && other->verb && other->n_who > 0 &&
			other->money == f->money && other->cue < f->cue &&
			r->moneys[f->money].unit < f->cue &&
			(other->kind == KIND_FUNDING_ROUND || other->kind == KIND_DEBT))
			return true;
	}
	return false;
}

int
main_frame(const struct reading *r, const struct frames *frames)
{
	int best = -1, best_rank = 0;

	for (unsigned i = 0; i < frames->n; i++) {
		int rank = frame_rank(r, &frames->list[i]);

		if (rank > best_rank && is_purpose(r, frames, &frames->list[i]))
			continue;

		if (rank > best_rank) {
			best = (int)i;
			best_rank = rank;
		}
	}
	return best;
}

int
who_in_topic(const struct reading *r, const struct who *who, int topic)
{
	uint32_t bit = UINT32_C(1) << topic;

	if (who->company != UNKNOWN) {
		int how = lexicon_in_topic(r->lexicon, (uint32_t)who->company, topic);

		if (how > 0)
			return how;
	}
	for (uint32_t i = who->first; i < who->end; i++)
		if (r->units[i].name_signs & bit)
			return 3;
	return 0;
}

static void hit(struct judgement *j, struct arena *arena, uint32_t first, uint32_t end,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));

static void
hit(struct judgement *j, struct arena *arena, uint32_t first, uint32_t end, const char *fmt, ...)
{
	struct rule_hit *h;
	char rule[64];
	va_list args;

	va_start(args, fmt);
	vsnprintf(rule, sizeof rule, fmt, args);
	va_end(args);
	for (unsigned i = 0; i < j->n_hits; i++)
		if (strcmp(j->hits[i].rule, rule) == 0)
			return;
	if (j->n_hits == REASONS_MAX)
		return;
	h = &j->hits[j->n_hits++];
	h->rule = arena_strdup(arena, rule);
	h->points = lexicon_weight(j->r->lexicon, rule, 0);
	h->first = first;
	h->end = end;
	j->points += h->points;
}

/* Computing, chips or power by the gigawatt or half a billion are for AI, whoever signs for them. */
static bool
is_large_contract(const struct reading *r, const struct frame *f)
{
	if ((f->kind != KIND_COMPUTE && f->kind != KIND_CHIP_SUPPLY) || f->n_who < 2)
		return false;
	return f->gigawatts > 0 || (f->money >= 0 && r->moneys[f->money].amount.usd >= LARGE_SUM);
}

/* "chip start-up X", "X's data centre arm": the words beside a name say its trade. */
static bool
is_described_so(const struct reading *r, const struct frame *f, uint32_t topic_bit)
{
	const struct passage *p = &r->passages[f->passage];

	for (unsigned i = 0; i < f->n_who; i++) {
		uint32_t at = f->who[i].first, end = f->who[i].end;

		if (f->who[i].company != UNKNOWN)
			continue;
		if (at > p->first + 1 && unit_has(&r->units[at - 1], CUE_WORD_COMPANY) &&
			(r->units[at - 1].weak_signs | r->units[at - 2].weak_signs) & topic_bit)
			return true;
		end += end < p->end && r->units[end].type == UNIT_MARK;
		if (end + 1 < p->end && unit_has(&r->units[end + 1], CUE_WORD_COMPANY) &&
			r->units[end].weak_signs & topic_bit)
			return true;
	}
	return false;
}

/* Does a unit belong to the name of a party? */
static bool
is_in_name(const struct frame *f, uint32_t unit)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first <= unit && unit < f->who[i].end)
			return true;
	return false;
}

/* What title, lead and the deal's own passage say of the topic. */
struct topic_signs {
	bool sign, weak; /* in the title or the deal's passage */
	bool inside;     /* the sign stands in the deal's own clause */
	bool before;     /* or before it, not only behind */
	bool lead;       /* a sign stands elsewhere in the lead */
	bool mention;    /* a company of the topic is named */
	bool aside;      /* or only in passing */
	bool it;         /* the lead calls it so: "the AI lab" */
	uint32_t unit;   /* the first sign */
};

/* One unit; here: in the title or the deal's passage. */
static void
signs_of_unit(const struct judgement *j, const struct passage *p, uint32_t i, bool here,
	struct topic_signs *signs)
{
	const struct reading *r = j->r;
	const struct unit *unit = &r->units[i];
	uint32_t bit = UINT32_C(1) << j->topic;
	bool own = p == &r->passages[j->f->passage];
	bool sign = (unit->signs & bit || unit->name_signs & bit || unit->type == UNIT_CHIP) &&
		    !(i > p->first && unit_is(r, i - 1, "not"));

	if (here && unit->type == UNIT_COMPANY &&
		lexicon_in_topic(r->lexicon, unit->ref, j->topic) == 3 &&
		!(lexicon_roles(r->lexicon, unit->ref) & r->roles[KNOWN_TELECOM])) {
		signs->mention |= !(unit->flags & UNIT_ASIDE);
		signs->aside |= (unit->flags & UNIT_ASIDE) != 0;
	}
	if (sign && here && !signs->sign)
		signs->unit = i;
	signs->sign |= sign && here;
	signs->inside |= sign && own && i + 4 >= j->f->first && i < j->f->end;
	signs->before |= sign && here && (!own || i < j->f->end);
	signs->lead |= sign && !here;
	signs->it |= sign && !here && unit_has(unit, CUE_WORD_IT) && j->f->n_who == 1;
	signs->weak |= (unit->weak_signs & bit) != 0 && here && !is_in_name(j->f, i);
}

static struct topic_signs
signs_read(const struct judgement *j)
{
	const struct reading *r = j->r;
	struct topic_signs signs = { .unit = j->f->cue };

	for (uint32_t n = 0; n < r->n_passages; n++) {
		const struct passage *p = &r->passages[n];
		bool here = n == j->f->passage || p->title;

		if (!here && !passage_is_lead(r, n))
			continue;
		for (uint32_t i = p->first; i < p->end; i++)
			signs_of_unit(j, p, i, here, &signs);
	}
	return signs;
}

/* A carrier that makes models, too: its money is for both, what it buys and signs need not be for AI. */
static bool
is_of_other_trade(const struct judgement *j, const struct who *who)
{
	enum deal_kind kind = j->f->kind;

	return who_has_role(j->r, who, KNOWN_TELECOM) && who->role != ROLE_TARGET &&
	       (kind == KIND_ACQUISITION || kind == KIND_PARTNERSHIP || kind == KIND_LICENSING ||
		       kind == KIND_CHIP_SUPPLY || kind == KIND_COMPUTE || kind == KIND_STAKE);
}

/* How near the nearest party is to the topic, as who_in_topic says. */
static int
parties_in_topic(const struct judgement *j, uint32_t *ret_unit)
{
	int nearest = 0;

	*ret_unit = j->f->cue;
	for (unsigned i = 0; i < j->f->n_who; i++) {
		int how = who_in_topic(j->r, &j->f->who[i], j->topic);

		if (is_of_other_trade(j, &j->f->who[i]))
			how = how > 0;
		if (how >= nearest)
			*ret_unit = j->f->who[i].first;
		if (how > nearest)
			nearest = how;
	}
	return nearest;
}

/* The best link between the frame and the topic, and the unit that it hangs on. */
static const char *
topic_link(const struct judgement *j, uint32_t *ret_unit)
{
	int near = parties_in_topic(j, ret_unit);
	struct topic_signs signs;

	if (near == 3)
		return "party";
	signs = signs_read(j);
	*ret_unit = signs.unit;
	if (near && signs.sign)
		return signs.inside ? "near-sign" : "near-sign.far";
	if (signs.sign)
		return signs.inside ? "sign" : signs.before ? "sign.far" : "sign.behind";
	if (near && is_large_contract(j->r, j->f))
		return "near-contract";
	if (signs.mention)
		return "mention";
	if (signs.it || is_described_so(j->r, j->f, UINT32_C(1) << j->topic))
		return "described";
	if (near && signs.lead)
		return "near-lead";
	if (near && signs.weak)
		return "near-weak";
	if (signs.aside)
		return "aside";
	if (signs.lead)
		return "lead-sign";
	if (near == 2)
		return "half";
	if (near)
		return "near";
	return signs.weak ? "weak" : NULL;
}

/* A trade speaks against a company that gets money or is bought, not against one that signs for AI. */
static bool
speaks_against(const struct judgement *j, const struct unit *unit, enum cue cue)
{
	bool signs = j->f->kind == KIND_PARTNERSHIP || j->f->kind == KIND_LICENSING ||
		     j->f->kind == KIND_COMPUTE || j->f->kind == KIND_CHIP_SUPPLY;

	if (cue == CUE_AGAINST_LAW && j->f->kind == KIND_ACQUISITION &&
		passage_has(&j->r->passages[0], CUE_WORD_CLEAR))
		return false; /* "regulator clears X's purchase of Y": of the deal */
	return unit_has(unit, cue) && !(cue == CUE_AGAINST_TRADE && signs && j->f->money >= 0);
}

static void
against_hits(struct judgement *j, struct arena *arena)
{
	const struct reading *r = j->r;

	for (size_t p = 0; p < r->n_passages; p++) {
		const struct passage *passage = &r->passages[p];

		if (!passage->title && !passage_is_lead(r, (uint32_t)p))
			break;
		for (uint32_t i = passage->first; i < passage->end; i++) {
			if (i == j->f->cue ||
				!unit_within(&r->units[i], CUE_AGAINST_STOCK, CUE_AGAINST_TRADE))
				continue;
			for (int cue = CUE_AGAINST_STOCK; cue <= CUE_AGAINST_TRADE; cue++)
				if (speaks_against(j, &r->units[i], (enum cue)cue))
					hit(j, arena, i, i + 1, "%s.%s%s",
						passage->title ? "title" : "lead",
						cue_name((enum cue)cue),
						passage->title && cue == CUE_AGAINST_OPINION &&
								!r->passages[j->f->passage].title
							? ".alone"
							: "");
		}
	}
}

/* "Opinion: ...", "Podcast | ...": the outlet itself says that it is no news. */
static bool
is_column(const struct reading *r)
{
	const struct passage *title = &r->passages[0];

	return title->end - title->first > 1 &&
	       unit_has(&r->units[title->first], CUE_AGAINST_OPINION) &&
	       (unit_is(r, title->first + 1, ":") || unit_is(r, title->first + 1, "|"));
}

static void
title_hits(struct judgement *j, struct arena *arena)
{
	const struct reading *r = j->r;
	const struct passage *title = &r->passages[0];
	const struct unit *first;

	if (r->n_passages == 0 || !title->title || title->first == title->end)
		return;
	first = &r->units[title->first];
	for (size_t p = 0; p < r->n_passages && r->passages[p].title; p++)
		for (uint32_t i = r->passages[p].first; i < r->passages[p].end; i++)
			if (unit_is(r, i, "?"))
				hit(j, arena, i, i + 1, "title.question");
			else if (unit_has(&r->units[i], CUE_WORD_SHARES))
				hit(j, arena, i, i + 1, "title.shares");
	if (r->tokens.list[first->first].flags & TOKEN_NUMBER && first->type == UNIT_WORD)
		hit(j, arena, title->first, title->first + 1, "title.begins-number");
	if (unit_has(first, CUE_AGAINST_OPINION))
		hit(j, arena, title->first, title->first + 1, "title.begins-question");
	if (is_column(r))
		hit(j, arena, title->first, title->first + 1, "title.column");
}

/* A fund or a bank: what it invests goes to somebody else. */
static bool
pays_for_others(const struct reading *r, const struct who *who)
{
	return who->company != UNKNOWN &&
	       lexicon_roles(r->lexicon, (uint32_t)who->company) & r->fund_roles;
}

/* "Google to invest $9bn in Texas": money that a company spends on itself. */
static bool
is_own_spending(const struct reading *r, const struct frame *f)
{
	bool builds = f->kind == KIND_COMPUTE && f->n_who == 1 && f->money >= 0 &&
		      !unit_has(&r->units[f->cue], CUE_VERB_BUY) &&
		      !unit_has(&r->units[f->cue], CUE_VERB_LEASE);

	if ((f->kind != KIND_INVESTMENT && !builds) || unit_has(&r->units[f->cue], CUE_VERB_BACK))
		return false;
	for (uint32_t i = f->first; builds && i < f->end; i++)
		if (unit_has(&r->units[i], CUE_NOUN_DEAL) ||
			unit_has(&r->units[i], CUE_NOUN_ORDER) ||
			unit_has(&r->units[i], CUE_NOUN_LEASE))
			return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == ROLE_TARGET || pays_for_others(r, &f->who[i]))
			return false;
	for (uint32_t i = f->loose ? f->first : f->cue; i < f->end; i++)
		if (unit_has(&r->units[i], CUE_WORD_COMPANY))
			return false; /* an unnamed start-up */
	for (uint32_t i = f->cue + 1; i < r->passages[f->passage].end; i++)
		if (unit_has(&r->units[i], CUE_VERB_BACK) && unit_is_to(r, i - 1))
			return false; /* "to back X's production" */
	return true;
}

/* The cue that the frame hangs on, as a rule's name. */
static const char *
frame_cue(const struct reading *r, const struct frame *f)
{
	const struct unit *unit = &r->units[f->cue];
	int first = f->verb ? CUE_VERB_ACQUIRE : CUE_NOUN_ACQUISITION;
	int last = f->verb ? CUE_VERB_EMERGE : CUE_NOUN_SALE;

	for (int cue = first; cue <= last; cue++)
		if (unit_has(unit, (enum cue)cue))
			return cue_name((enum cue)cue);
	return "sum.valuation";
}

/* "launches a model ahead of its IPO", "founder who sold X opens": the deal only says when, or who. */
static bool
says_only_when(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	if (p->title && f->verb && f->cue > p->first && unit_is(r, f->cue - 1, "who"))
		return true;
	for (uint32_t i = f->cue; !f->verb && i > p->first && f->cue - i < WHEN_REACH; i--)
		if (unit_is(r, i - 1, "ahead of") || unit_is(r, i - 1, "years after") ||
			unit_is(r, i - 1, "year after") ||
			(unit_is(r, i - 1, "after") && i > p->first + 1 &&
				r->units[i - 2].type == UNIT_SPAN))
			return true;
	return false;
}

/* "XY Wealth Management LLC sells 12,408 shares of Nvidia": the notice of a fund's portfolio. */
static bool
is_share_count(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (uint32_t i = p->first; p->title && f->money < 0 && i < p->end; i++) {
		const struct unit *unit = &r->units[i];

		if (unit->type != UNIT_WORD || !(r->tokens.list[unit->first].flags & TOKEN_NUMBER))
			continue;
		if ((i + 1 < p->end && (unit_has(unit + 1, CUE_WORD_SHARES) ||
					       unit_is(r, i + 1, "shares of"))) ||
			(i > p->first && unit_is(r, i - 1, "shares of")))
			return true;
	}
	return false;
}

/* "Shares jump after a deal": the deal is the news all the same. */
static bool
title_speaks_of_shares(const struct reading *r)
{
	for (size_t p = 0; p < r->n_passages && r->passages[p].title; p++)
		if (passage_has(&r->passages[p], CUE_WORD_SHARES) ||
			passage_has(&r->passages[p], CUE_WORD_MOVE))
			return true;
	return false;
}

/* "Jane Doe buys $20m of X", "X's CEO sells shares", "a hedge fund trims its stake": a trade of the day. */
static bool
is_trader(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	const struct unit *cue = &r->units[f->cue];
	bool shares = f->kind == KIND_STAKE || unit_has(cue, CUE_NOUN_SHARE_SALE);

	if (!p->title)
		return false;
	for (uint32_t i = f->cue; i < f->end; i++)
		shares |= unit_has(&r->units[i], CUE_WORD_SHARES);
	for (unsigned i = 0; i < f->n_who; i++)
		shares |= f->kind == KIND_ACQUISITION && f->who[i].first > f->cue &&
			  who_is_listed(r, &f->who[i]);
	if (!shares)
		return false;
	for (uint32_t i = p->first; i < f->cue; i++) {
		const struct unit *unit = &r->units[i], *next = unit + 1;

		if (unit_has(unit, CUE_WORD_TRADER))
			return true;
		if ((unit->type == UNIT_PERSON || unit_has(unit, CUE_WORD_PERSON)) &&
			!(unit->flags & UNIT_POSSESSED) &&
			(unit_has(next, CUE_VERB_SELL) || unit_has(next, CUE_VERB_BUY)))
			return true;
	}
	return false;
}

/* Does the title name a party of what the lead tells? */
static bool
title_names_party(const struct reading *r, const struct frame *f)
{
	const struct passage *title = &r->passages[0];

	for (uint32_t i = title->first; title->title && i < title->end; i++)
		for (unsigned k = 0; k < f->n_who && r->units[i].type == UNIT_COMPANY; k++)
			if (f->who[k].company == (int32_t)r->units[i].ref)
				return true;
	return false;
}

/* A lead that tells in plain words what the title only hints at: it names somebody of the title. */
static bool
is_told_by_lead(const struct judgement *j)
{
	for (unsigned i = 0; i < j->frames->n; i++) {
		const struct frame *other = &j->frames->list[i];

		if (!j->r->passages[other->passage].title &&
			passage_is_lead(j->r, other->passage) && other->solid && !other->before &&
			(other->money >= 0 || other->n_who > 1) && title_names_party(j->r, other))
			return true;
	}
	return false;
}

static bool
knows_two(const struct frame *f)
{
	unsigned n = 0;

	for (unsigned i = 0; i < f->n_who; i++)
		n += f->who[i].company != UNKNOWN;
	return n > 1;
}

/* A deal that only the lead tells: of somebody in the title, whose shares move for it, or not. */
static void
lead_hits(struct judgement *j, struct arena *arena)
{
	const struct frame *f = j->f;

	if (j->r->passages[f->passage].title) {
		if ((f->loose || !f->solid) && is_told_by_lead(j))
			hit(j, arena, f->first, f->end, "lead.tells");
		if (f->loose && knows_two(f))
			hit(j, arena, f->first, f->end, "loose.pair");
		return;
	}
	if (!title_names_party(j->r, f))
		hit(j, arena, f->first, f->end, "lead.elsewhere");
	else if (title_speaks_of_shares(j->r))
		hit(j, arena, f->first, f->end, "lead.cause");
}

static bool
is_plural(const struct reading *r, uint32_t unit)
{
	const struct token *last = &r->tokens.list[r->units[unit].end - 1];

	return token_text(&r->tokens, r->units[unit].end - 1)[last->fold_len - 1] == 's';
}

/* Who gives is told, who gets is only of a kind. */
static bool
backs_nobody(const struct reading *r, const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role != ROLE_INVESTOR)
			return false;
	return f->n_who > 0 && units_have(r, f->cue + 1, f->end, CUE_WORD_PLURAL);
}

/* The unit before a verb, or before the "that has" of it; NULL: none. */
static const struct unit *
unit_before_verb(const struct reading *r, const struct frame *f)
{
	uint32_t first = r->passages[f->passage].first, i = f->cue;

	if (i > first + 1 && (unit_is(r, i - 1, "has") || unit_is(r, i - 1, "have")) &&
		(unit_is(r, i - 2, "that") || unit_is(r, i - 2, "which")))
		i -= 2;
	return i > first ? &r->units[i - 1] : NULL;
}

/* "AI start-ups raised $100bn", "the AI boom that has poured $100bn": nobody in particular. */
static bool
is_sector(const struct reading *r, const struct frame *f)
{
	const struct unit *before = unit_before_verb(r, f);

	/* "Chip deals reach $9bn" */
	if (!f->verb && f->cue + 1 < r->passages[f->passage].end &&
		unit_has(&r->units[f->cue + 1], CUE_WORD_REACH) &&
		unit_has(&r->units[f->cue], CUE_NOUN_DEAL) && is_plural(r, f->cue))
		return true;
	/* "X Fund backs more AI founders": no one that is named */
	if (f->verb && f->kind == KIND_INVESTMENT && backs_nobody(r, f))
		return true;
	/* "Venture funding hits $97 billion" */
	if (f->verb && (f->kind == KIND_FUNDING_ROUND || f->kind == KIND_INVESTMENT) && before &&
		before->type == UNIT_WORD &&
		(!(before->flags & UNIT_CAPITAL) || before->end - before->first > 1) &&
		unit_has(before, CUE_WORD_PLURAL) && !unit_has(before, CUE_WORD_PERSON) &&
		!unit_has(before, CUE_WORD_ASIDE))
		return true;
	for (uint32_t i = f->first; i-- > r->passages[f->passage].first && f->first - i < 3;) {
		if (unit_has(&r->units[i], CUE_WORD_PLURAL) && f->verb &&
			!unit_has(&r->units[i], CUE_WORD_ASIDE) && f->kind == KIND_FUNDING_ROUND)
			return f->n_who == 0;
	}
	return false;
}

/* "launches a $100bn AI fund": the sum's own noun is a fund. */
static bool
sum_is_fund(const struct reading *r, const struct frame *f)
{
	uint32_t sum = f->money >= 0 ? r->moneys[f->money].unit : f->end;

	for (uint32_t i = f->cue + 1; i < f->end && i <= sum + FUND_REACH; i++) {
		const struct unit *unit = &r->units[i];

		if (unit_has(unit, CUE_NOUN_FUND))
			return unit->type == UNIT_WORD;
		if (i > sum && (unit_within(unit, CUE_PREP_IN, CUE_PREP_OTHER) ||
				       unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE) ||
				       unit->type == UNIT_MARK))
			return false;
	}
	return false;
}

/* "Venture firm X gathers $9m to back founders" */
static bool
collects_to_invest(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];

	for (unsigned i = 0; i < f->n_who; i++)
		if (f->n_who == 1 && f->who[i].role == ROLE_TARGET &&
			pays_for_others(r, &f->who[i]) && !who_is_listed(r, &f->who[i]))
			return true;
	uint32_t target = f->n_who > 0 ? f->who[0].first : p->first;

	for (uint32_t i = target; i > p->first && target - i < 3; i--)
		if (unit_is(r, i - 1, "venture firm") || unit_is(r, i - 1, "vc firm") ||
			unit_is(r, i - 1, "vc") || unit_is(r, i - 1, "investor") ||
			unit_is(r, i - 1, "venture capital"))
			return true;
	for (uint32_t i = f->cue + 1; f->money >= 0 && i + 1 < p->end; i++)
		if (unit_is_to(r, i - 1) && (unit_has(&r->units[i], CUE_VERB_BACK) ||
						    unit_has(&r->units[i], CUE_VERB_INVEST)))
			for (uint32_t k = i + 1; k < p->end && k < i + 5; k++)
				if (unit_is(r, k, "founders") || unit_is(r, k, "companies") ||
					unit_is(r, k, "firms") || unit_is(r, k, "ventures") ||
					unit_is(r, k, "start-ups") || unit_is(r, k, "startups"))
					return true;
	return false;
}

/* "Lightspeed raises $9bn": a fund that collects money collects it to invest. */
static bool
is_fund(const struct reading *r, const struct frame *f)
{
	if (sum_is_fund(r, f))
		return true;
	if (f->kind != KIND_FUNDING_ROUND)
		return false;
	/* "Seed fund for founders closes at $9m" */
	for (uint32_t i = r->passages[f->passage].first; f->n_who == 0 && i < f->cue; i++)
		if (r->units[i].type == UNIT_WORD && unit_has(&r->units[i], CUE_NOUN_FUND))
			return true;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].role == ROLE_TARGET)
			return pays_for_others(r, &f->who[i]);
	return false;
}

/* "Nvidia's stake in CoreWeave is now worth $3bn": nothing is bought or sold. */
static bool
is_old_holding(const struct reading *r, const struct frame *f)
{
	if (f->verb || !unit_has(&r->units[f->cue], CUE_NOUN_STAKE))
		return false;
	for (uint32_t i = f->cue; i < f->end; i++)
		if (unit_is(r, i, "worth") || unit_is(r, i, "now worth") ||
			unit_is(r, i, "is worth") || unit_is(r, i, "valued at"))
			return true;
	for (uint32_t i = f->first; i < f->end; i++)
		if (unit_is(r, i, "gain") || unit_is(r, i, "gains") || unit_is(r, i, "profit"))
			return true;
	return false;
}

/* "staff shift at X, Y-Z pact, new model from W": a list of news, of which the deal is one. */
static bool
is_list(const struct reading *r, const struct frame *f)
{
	const struct passage *p = &r->passages[f->passage];
	uint32_t first = p->first, end = p->end;
	unsigned cuts = 0;

	for (uint32_t i = p->first; p->title && i < p->end; i++) {
		if (!unit_is_comma(r, i) && !unit_is(r, i, ";"))
			continue;
		cuts++;
		if (i < f->cue)
			first = i;
		else if (end == p->end)
			end = i;
	}
	if (cuts < 2 || f->n_who == 0)
		return false;
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].first < first || f->who[i].first > end)
			return false;
	return true;
}

/* Nobody whom the lexicon knows, and no sum: small firms that sign something. */
static bool
is_obscure(const struct frame *f)
{
	for (unsigned i = 0; i < f->n_who; i++)
		if (f->who[i].company != UNKNOWN)
			return false;
	return f->n_who > 0 && f->money < 0 &&
	       (f->kind == KIND_PARTNERSHIP || f->kind == KIND_LICENSING ||
		       f->kind == KIND_COMPUTE || f->kind == KIND_CHIP_SUPPLY);
}

static void
frame_hits(struct judgement *j, struct arena *arena)
{
	const struct frame *f = j->f;
	const struct reading *r = j->r;

	hit(j, arena, f->first, f->end, "%s.%s%s", r->passages[f->passage].title ? "title" : "lead",
		f->planned ? "plan"
		: f->loose ? r->units[f->cue].type == UNIT_MONEY ? "sum" : "loose"
		: f->verb  ? "verb"
			   : "noun",
		f->solid ? ".solid" : "");
	if (!f->planned)
		hit(j, arena, f->cue, f->cue + 1, "%s", frame_cue(r, f));
	if (f->verb && f->kind == KIND_PARTNERSHIP && !f->solid &&
		units_have(r, f->cue + 1, f->end, CUE_NOUN_PARTNERSHIP))
		hit(j, arena, f->cue, f->end, "noun.partnership"); /* "deepen their alliance" */
	hit(j, arena, f->cue, f->cue + 1, "kind.%s", kind_name(f->kind));
	hit(j, arena, f->cue, f->cue + 1, "status.%s", status_name(f->status));
	hit(j, arena, f->cue, f->cue, "parties.%s",
		f->n_who == 0   ? "none"
		: f->n_who == 1 ? "one"
		: f->n_who == 2 ? "two"
				: "many");
	if (f->money >= 0)
		hit(j, arena, r->moneys[f->money].unit, r->moneys[f->money].unit + 1, "money%s",
			r->moneys[f->money].amount.usd < SMALL_SUM ? ".small" : "");
	for (uint32_t i = f->first; f->money < 0 && i < f->end; i++)
		if (unit_has(&r->units[i], CUE_SUM_VAGUE))
			hit(j, arena, i, i + 1, "money.vague");
	if (is_list(r, f))
		hit(j, arena, f->first, f->end, "title.list");
	if (is_obscure(f))
		hit(j, arena, f->first, f->end, "parties.obscure");
	if (is_sector(r, f))
		hit(j, arena, f->first, f->cue, "sector");
	if (f->kind == KIND_FUNDING_ROUND && collects_to_invest(r, f))
		hit(j, arena, f->first, f->cue, "fund.collects");
	else if (is_fund(r, f))
		hit(j, arena, f->first, f->cue, "fund");
	if (in_side_clause(r, f))
		hit(j, arena, f->cue, f->cue + 1, "side-clause%s",
			title_speaks_of_shares(r) ? ".shares"
			: is_aftermath(r, f)      ? ".after"
						  : "");
	if (says_only_when(r, f))
		hit(j, arena, f->cue, f->cue + 1, "side-clause.when");
	if (is_trader(r, f))
		hit(j, arena, f->first, f->cue, "trader");
	lead_hits(j, arena);
	if (is_share_count(r, f))
		hit(j, arena, f->first, f->end, "share-count");
	if (is_old_holding(r, f))
		hit(j, arena, f->cue, f->cue + 1, "old-holding");
	if (is_own_spending(r, f))
		hit(j, arena, f->cue, f->cue + 1, "own-spending");
}

void
judge_topic(struct judgement *j, const struct reading *r, const struct frames *frames,
	const struct frame *main, int topic, struct arena *arena)
{
	const char *link;
	uint32_t unit;

	*j = (struct judgement){ .r = r, .frames = frames, .f = main, .topic = topic };
	link = topic_link(j, &unit);
	if (!link)
		return;
	j->points = lexicon_weight(r->lexicon, "bias", 0);
	hit(j, arena, unit, unit + 1, "topic.%s", link);
	frame_hits(j, arena);
	against_hits(j, arena);
	title_hits(j, arena);
	j->score = 1 / (1 + exp(-j->points));
	j->relevant = j->score >= 0.5;
}
