/*
 * dossier - what all stories of one deal say together.
 *
 * Status:  talks → preliminary → agreed → closed     a story moves it up, never down
 *          stalled, denied, collapsed                 a later story moves it here from anywhere
 *          and back up: by a step higher than ever, or by any step two days later; but from
 *          collapsed only where the story says that it is on again
 * (dossier_step makes all moves.)
 */
#include "story/dossier.h"

#include <string.h>
#include <strings.h>

#include "figures.h"
#include "story/words.h"
#include "text_set.h"

enum { DAY = 86400 };

/*
 * One paper's "X to invest in Y" is the next one's "Y raises", "X backs Y", or "Y sells a tenth":
 * soon after it is no payment but another wording, unless it says that it is one.
 */
static bool
is_wording(const struct dossier *dossier, const struct testimony *testimony)
{
	const struct deal *deal = &dossier->deal;

	return (deal->kind == KIND_INVESTMENT || deal->kind == KIND_STAKE) &&
	       testimony->deal->status == STATUS_CLOSED &&
	       (deal->status == STATUS_PRELIMINARY || deal->status == STATUS_AGREED) &&
	       !(testimony->facets & FACET_DONE) &&
	       testimony->published - dossier->status_at < 2 * DAY;
}

/*
 * What one of many puts into a round, the last part of what was promised, the price of a month:
 * less than the deal's sum, and no other sum for it.
 */
static bool
is_part(const struct dossier *dossier, const struct testimony *testimony)
{
	const struct deal *deal = &dossier->deal, *told = testimony->deal;
	bool share = (told->kind == KIND_INVESTMENT || told->kind == KIND_STAKE) &&
		     dossier->kinds[KIND_FUNDING_ROUND] > 0;
	int64_t held = deal->amount.usd, given = told->amount.usd;

	return given > 0 && given < held && !amount_near(&told->amount, &deal->amount) &&
	       (share || testimony->facets & (FACET_REST | FACET_RATE));
}

/* What is only asked, or explained, has happened before: it moves nothing. */
static bool
is_aside(const struct dossier *dossier, const struct testimony *testimony)
{
	return dossier->n_stories > 0 && testimony->facets & FACET_ASKS;
}

/* "X isn't buying Y", of which a licence is known: it is the purchase that is denied. */
static bool
is_of_another_kind(const struct dossier *dossier, const struct testimony *testimony)
{
	enum deal_kind told = testimony->deal->kind, known = dossier->deal.kind;

	return testimony->deal->status == STATUS_DENIED &&
	       ((told == KIND_ACQUISITION && known == KIND_LICENSING) ||
		       (told == KIND_LICENSING && known == KIND_ACQUISITION));
}

/* The step that the story tells of, or none. */
static enum deal_status
status_told(const struct dossier *dossier, const struct testimony *testimony)
{
	if (is_aside(dossier, testimony) || is_of_another_kind(dossier, testimony))
		return STATUS_NONE;
	if (is_wording(dossier, testimony))
		return STATUS_AGREED;
	if (testimony->deal->status == STATUS_CLOSED && is_part(dossier, testimony) &&
		!(testimony->facets & FACET_REST))
		return STATUS_NONE;
	return testimony->deal->status;
}

/* What stories of a failure are read as is seldom a new beginning. */
static bool
is_on_again(
	const struct dossier *dossier, const struct testimony *testimony, enum deal_status status)
{
	int64_t passed = testimony->published - dossier->status_at;

	if (passed <= 0)
		return false;
	if (status > dossier->peak)
		return true;
	return passed > 2 * DAY &&
	       (dossier->deal.status != STATUS_COLLAPSED || testimony->facets & FACET_BACK);
}

static bool
dossier_step(struct dossier *dossier, const struct testimony *testimony)
{
	enum deal_status now = dossier->deal.status, status = status_told(dossier, testimony);
	int64_t when = testimony->published;
	bool moves;

	/* Stories come in any order: the first that was published is the one to have said so. */
	if (status == now && when < dossier->status_at)
		dossier->status_at = when;
	if (status == STATUS_NONE || status == now)
		return false;
	if (status_is_down(status)) /* what has collapsed is told to be held up as well */
		moves = when >= dossier->status_at &&
			!(status == STATUS_STALLED && now == STATUS_COLLAPSED);
	else if (status_is_down(now))
		moves = is_on_again(dossier, testimony, status);
	else
		moves = status > now;
	if (!moves)
		return false;
	dossier->deal.status = status;
	dossier->status_at = when;
	/* What is first heard of when it collapses had come as far as that. */
	if (status == STATUS_COLLAPSED && dossier->peak == STATUS_NONE)
		dossier->peak = STATUS_AGREED;
	if (!status_is_down(status) && status > dossier->peak)
		dossier->peak = status;
	dossier->deal.peak = dossier->peak;
	return true;
}

/* --- parties ---------------------------------------------------------------- */

/* "Larkspur" of one story and "Larkspur Cloud" of another, which no list knows to be two. */
static bool
is_longer_name(const struct party_votes *own, const struct party *party)
{
	size_t a = strlen(own->name), b = strlen(party->name);
	const char *longer = a > b ? own->name : party->name;
	size_t len = a > b ? b : a;

	return !own->known && !party->known && a != b && longer[len] == ' ' &&
	       strncasecmp(own->name, party->name, len) == 0;
}

/* What is told aside adds no party to those that are known, but speaks for them. */
static void
add_party(struct dossier *dossier, const struct party *party, bool aside, struct tokens *tokens,
	struct arena *arena)
{
	uint64_t key = party_key(party->name, tokens);

	for (size_t i = 0; i < dossier->n_parties; i++) {
		struct party_votes *own = &dossier->parties[i];

		if (own->key != key && !is_longer_name(own, party))
			continue;
		if (party->known && !own->known)
			own->name = party->name;
		own->known |= party->known;
		own->n++;
		own->roles[party->role]++;
		return;
	}
	if (aside || dossier->n_parties >= DOSSIER_PARTIES_MAX)
		return;
	struct party_votes votes = {
		.name = party->name, .key = key, .known = party->known, .n = 1
	};

	votes.roles[party->role]++;
	ARENA_PUSH(arena, dossier->parties, dossier->n_parties, dossier->cap_parties, votes);
}

/*
 * In a deal of many stories, a party that one or two of them name is their slip. One
 * company is bought or gets the money: another that fewer stories give that role is one told of
 * beside it.
 */
static bool
party_stands(const struct dossier *dossier, const struct party_votes *party)
{
	unsigned rivals = 0;

	for (size_t i = 0; i < dossier->n_parties; i++)
		if (dossier->parties[i].roles[ROLE_TARGET] > rivals)
			rivals = dossier->parties[i].roles[ROLE_TARGET];
	if (party->roles[ROLE_TARGET] == party->n && party->n < rivals)
		return false;
	return (dossier->n_stories <= 3 && party->n > 0) ||
	       (party->n >= 2 && party->n * 4 >= dossier->n_stories);
}

/* The role that most stories give it; where they tie, the one that it had. */
static enum party_role
likeliest_role(const struct party_votes *party, const struct deal *before)
{
	const struct party *held = deal_party(before, party->name);
	enum party_role best = held ? held->role : ROLE_NONE;

	for (unsigned role = 1; role < N_ROLES; role++)
		if (party->roles[role] > (best == ROLE_NONE ? 0 : party->roles[best]))
			best = (enum party_role)role;
	return best;
}

static void
settle_parties(struct dossier *dossier, struct arena *arena)
{
	struct deal *deal = &dossier->deal, before = *deal;

	deal->parties = arena_array(arena, dossier->n_parties, sizeof *deal->parties);
	deal->n_parties = 0;
	for (size_t i = 0; i < dossier->n_parties; i++) {
		const struct party_votes *party = &dossier->parties[i];

		if (party_stands(dossier, party))
			deal->parties[deal->n_parties++] = (struct party){ .name = party->name,
				.role = likeliest_role(party, &before),
				.known = party->known };
	}
}

/* --- kinds ------------------------------------------------------------------ */

/* "A deal", "a tie-up" says no kind: such a story counts half of one that says it. */
static unsigned
kind_weight(const struct dossier *dossier, unsigned kind)
{
	return kind == KIND_PARTNERSHIP ? dossier->kinds[kind] : 2 * dossier->kinds[kind];
}

/* What else a deal is: a fifth of its stories must say so, and that it is a partnership says nothing. */
static void
settle_kind(struct dossier *dossier)
{
	struct deal *deal = &dossier->deal;

	for (unsigned kind = 1; kind < N_KINDS; kind++)
		if (deal->kind == KIND_NONE ||
			kind_weight(dossier, kind) > kind_weight(dossier, deal->kind))
			deal->kind = (enum deal_kind)kind;
	deal->also = 0;
	for (unsigned kind = 1; kind < N_KINDS; kind++) {
		unsigned n = dossier->kinds[kind] + dossier->further[kind];

		if (n > 0 && kind != (unsigned)deal->kind && kind != KIND_PARTNERSHIP &&
			n * 5 >= dossier->n_stories)
			deal->also |= 1u << kind;
	}
}

/* --- sums --- */

static void
settle_figures(struct dossier *dossier, struct arena *arena)
{
	const struct figures *figures = &dossier->figures, *valuations = &dossier->valuations;
	struct deal *deal = &dossier->deal;

	deal->n_amounts = 0;
	deal->amounts = arena_array(arena, figures->n, sizeof *deal->amounts);
	for (size_t i = 0; i < figures->n; i++)
		if (figures->list[i].figure.n_sources > 0)
			deal->amounts[deal->n_amounts++] = figures->list[i].figure;
	if (valuations->n > 0) {
		size_t best = figures_best(valuations, dossier->status_at);

		best = figures_wording(valuations, best, dossier->status_at);
		deal->valuation = valuations->list[best].figure.amount;
	}
}

/* Counts what the story says of kind, parties, chips and who it has it from. */
static void
add_votes(struct dossier *dossier, const struct testimony *testimony, struct tokens *tokens,
	struct arena *arena)
{
	const struct deal *told = testimony->deal;
	bool aside = is_aside(dossier, testimony);

	dossier->kinds[told->kind]++;
	for (unsigned kind = 1; kind < N_KINDS; kind++)
		dossier->further[kind] += told->also >> kind & 1;
	for (size_t i = 0; i < told->n_parties; i++)
		add_party(
			dossier, &told->parties[i], aside && dossier->n_parties > 1, tokens, arena);
	for (size_t i = 0; i < told->n_chips; i++)
		TEXT_SET_ADD(arena, dossier->chips, dossier->n_chips, dossier->cap_chips,
			DOSSIER_PARTIES_MAX, told->chips[i]);
	TEXT_SET_ADD(arena, dossier->outlets, dossier->n_outlets, dossier->cap_outlets,
		DOSSIER_OUTLETS_MAX, testimony->outlet);
	/* whoever denies it is no further witness that there is a deal */
	if (!aside && (told->status != STATUS_DENIED || dossier->n_origins == 0))
		TEXT_SET_ADD(arena, dossier->origins, dossier->n_origins, dossier->cap_origins,
			DOSSIER_OUTLETS_MAX, testimony->origin);
	dossier->n_stories++;
}

/* Who pays, as the story has it, and the votes of that party, or NULL; false: it names nobody. */
static bool
find_payer(const struct dossier *dossier, const struct deal *told, struct tokens *tokens,
	struct party_votes **ret_payer)
{
	const struct party *payer = NULL;
	uint64_t key;

	for (size_t i = 0; i < told->n_parties && !payer; i++)
		if (role_pays(told->parties[i].role))
			payer = &told->parties[i];
	if (!payer)
		return false;
	key = party_key(payer->name, tokens);
	*ret_payer = NULL;
	for (size_t k = 0; k < dossier->n_parties; k++)
		if (dossier->parties[k].key == key)
			*ret_payer = &dossier->parties[k];
	return true;
}

static bool
is_told(const struct deal *told, uint64_t key, struct tokens *tokens)
{
	for (size_t i = 0; i < told->n_parties; i++)
		if (party_key(told->parties[i].name, tokens) == key)
			return true;
	return false;
}

/* Somebody is to pay whom the story doesn't name. */
static bool
another_pays(const struct dossier *dossier, const struct deal *told, struct tokens *tokens)
{
	for (size_t i = 0; i < dossier->n_parties; i++) {
		const struct party_votes *party = &dossier->parties[i];

		if (party->n > 0 && party->roles[ROLE_INVESTOR] == party->n &&
			!is_told(told, party->key, tokens))
			return true;
	}
	return false;
}

/*
 * "X denies that it will lead Y's round", "Z did not join": the round goes on without them, if most
 * stories told of it so; and so does an investment of several that one denies or leaves. X is the
 * dossier's, or NULL.
 */
static bool
is_of_backer(const struct dossier *dossier, const struct testimony *testimony,
	struct tokens *tokens, struct party_votes **ret_leaver)
{
	bool round = dossier->deal.kind == KIND_FUNDING_ROUND;
	bool denies = testimony->deal->status == STATUS_DENIED;

	if (!(denies || testimony->deal->status == STATUS_COLLAPSED) || testimony->again ||
		dossier->n_stories == 0 || !(round || dossier->deal.kind == KIND_INVESTMENT) ||
		!find_payer(dossier, testimony->deal, tokens, ret_leaver))
		return false;
	if (!*ret_leaver)
		return round && denies;
	return (round && denies && (*ret_leaver)->n * 2 < dossier->n_stories) ||
	       another_pays(dossier, testimony->deal, tokens);
}

/* Its party is none until somebody names it again; all else stays. */
static void
take_out(struct dossier *dossier, struct party_votes *leaver, const struct testimony *testimony,
	struct arena *arena)
{
	if (leaver) {
		leaver->n = 0;
		memset(leaver->roles, 0, sizeof leaver->roles);
	}
	TEXT_SET_ADD(arena, dossier->outlets, dossier->n_outlets, dossier->cap_outlets,
		DOSSIER_OUTLETS_MAX, testimony->outlet);
	dossier->n_stories++;
	settle_parties(dossier, arena);
}

/* The sum that a story gave may replace the one that held. */
static void
settle_amount(
	struct dossier *dossier, const struct testimony *testimony, size_t figure, bool stepped)
{
	const struct figures *figures = &dossier->figures;
	enum deal_status now = dossier->deal.status, told = testimony->deal->status;
	const struct given given = {
		.figure = figure,
		.outlet = testimony->outlet,
		.when = testimony->published,
		.stepped = stepped,
		.behind = told != STATUS_NONE && told != now,
		.outdated = dossier->n_stories > 1 && told < now &&
			    testimony->published < dossier->status_at,
	};
	size_t best = figures_give_way(figures, dossier->best, &given) ? figure : dossier->best;

	dossier->best = figures_wording(figures, best, dossier->status_at);
	dossier->deal.amount = figures->list[dossier->best].figure.amount;
}

/* The sums that the story gives, and which of them holds now. true: it gives a new one. */
static bool
add_sums(struct dossier *dossier, const struct testimony *testimony, bool stepped, bool part,
	bool mends, struct arena *arena)
{
	const struct deal *told = testimony->deal;
	bool fresh = figures_add(
		&dossier->figures, &told->amount, testimony->outlet, testimony->published, arena);
	size_t figure =
		told->amount.value > 0 ? figures_find(&dossier->figures, &told->amount) : SIZE_MAX;

	/* A deal's own sum is nobody's value. */
	if (!amount_equal(&told->valuation, &told->amount))
		figures_add(&dossier->valuations, &told->valuation, testimony->outlet,
			testimony->published, arena);
	if (figure != SIZE_MAX && (!part || mends))
		settle_amount(dossier, testimony, figure, stepped || mends);
	return fresh;
}

bool
dossier_was_left(const struct dossier *dossier, const struct deal *told)
{
	for (size_t i = 0; i < dossier->n_parties; i++)
		if (dossier->parties[i].n == 0 && deal_party(told, dossier->parties[i].name))
			return true;
	return false;
}

static void
settle_term(double *term, double told, bool anew)
{
	if (told > 0 && (*term <= 0 || anew))
		*term = told;
}

/*
 * What one story said first stands: these are rarely told twice, and then alike; but with another
 * step or sum they may be others. What share the old sum would have bought, the new one does not.
 */
static void
settle_terms(struct deal *deal, const struct deal *told, bool anew, bool moved)
{
	if (moved)
		deal->stake_percent = 0;
	settle_term(&deal->stake_percent, told->stake_percent, anew);
	settle_term(&deal->years, told->years, anew);
	settle_term(&deal->gigawatts, told->gigawatts, anew);
	if (!deal->first_reported_by)
		deal->first_reported_by = told->first_reported_by;
}

unsigned
dossier_add(struct dossier *dossier, const struct testimony *testimony, struct tokens *tokens,
	struct arena *arena)
{
	struct party_votes *leaver;

	if (is_of_backer(dossier, testimony, tokens, &leaver)) {
		take_out(dossier, leaver, testimony, arena);
		return 0;
	}

	const struct deal *told = testimony->deal;
	struct deal *deal = &dossier->deal;
	bool part = is_part(dossier, testimony), aside = is_aside(dossier, testimony);
	bool stepped = dossier_step(dossier, testimony), fresh = false;
	struct amount before = deal->amount;
	bool mends = testimony->correction || (testimony->again && told->amount.value > 0);

	if (mends && told->amount.value > 0)
		mends = figures_withdraw(&dossier->figures, testimony->outlet, &told->amount) ||
			testimony->correction;
	if (!testimony->again)
		add_votes(dossier, testimony, tokens, arena);
	if (!aside || mends)
		fresh = add_sums(dossier, testimony, stepped, part, mends, arena);
	/* What is corrected was wrong, be it by little. */
	bool moved = before.value > 0 && !(mends ? amount_alike(&before, &deal->amount)
						 : amount_near(&before, &deal->amount));

	if (moved)
		dossier->corrected = mends;
	settle_kind(dossier);
	settle_parties(dossier, arena);
	settle_figures(dossier, arena);
	settle_terms(deal, told, stepped || moved, moved && !mends);
	deal->chips = dossier->chips;
	deal->n_chips = dossier->n_chips;
	return (stepped ? MOVED_STATUS : 0) | (fresh ? MOVED_FIGURE : 0) |
	       (moved ? MOVED_AMOUNT : 0);
}
