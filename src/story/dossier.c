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

#include "base/record.h"
#include "story/words.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

/* A sum must have stood this long before an equally supported other one replaces it. */
enum { SUM_STANDS = 12 * HOUR };

static bool
status_is_down(enum deal_status status)
{
	return status == STATUS_STALLED || status == STATUS_DENIED || status == STATUS_COLLAPSED;
}

/*
 * One paper's "X to invest in Y" is the next one's "Y raises", or "X backs Y": soon after it is no
 * payment but another wording, unless it says that it is one.
 */
static bool
is_wording(const struct dossier *dossier, const struct testimony *testimony)
{
	const struct deal *deal = &dossier->deal;

	return deal->kind == KIND_INVESTMENT && testimony->deal->status == STATUS_CLOSED &&
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

/* The step that the story tells of, or none. */
static enum deal_status
status_told(const struct dossier *dossier, const struct testimony *testimony)
{
	if (is_aside(dossier, testimony))
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
	if (status_is_down(status))
		moves = when >= dossier->status_at;
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
	return true;
}

static bool
texts_have(const char *const *texts, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(texts[i], text) == 0)
			return true;
	return false;
}

#define TEXT_SET_ADD(arena, list, n, cap, max, text)                                               \
	do {                                                                                       \
		if ((n) < (max) && !texts_have((list), (n), (text)))                               \
			ARENA_PUSH((arena), (list), (n), (cap), (text));                           \
	} while (0)

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

static void
add_party(struct dossier *dossier, const struct party *party, struct tokens *tokens,
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
	if (dossier->n_parties >= DOSSIER_PARTIES_MAX)
		return;
	struct party_votes votes = {
		.name = party->name, .key = key, .known = party->known, .n = 1
	};

	votes.roles[party->role]++;
	ARENA_PUSH(arena, dossier->parties, dossier->n_parties, dossier->cap_parties, votes);
}

/*
 * In a deal of many stories, a party that one or two of them name is their slip. A round has one
 * company that raises: another that fewer stories give that role is one told of beside it.
 */
static bool
party_stands(const struct dossier *dossier, const struct party_votes *party)
{
	unsigned rivals = 0;

	for (size_t i = 0; i < dossier->n_parties; i++)
		if (dossier->parties[i].roles[ROLE_TARGET] > rivals)
			rivals = dossier->parties[i].roles[ROLE_TARGET];
	if (dossier->deal.kind == KIND_FUNDING_ROUND && party->roles[ROLE_TARGET] == party->n &&
		party->n < rivals)
		return false;
	return dossier->n_stories <= 3 || (party->n >= 2 && party->n * 4 >= dossier->n_stories);
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

/* --- figures ---------------------------------------------------------------- */

static bool
amount_equal(const struct amount *a, const struct amount *b)
{
	return a->value == b->value && a->low == b->low && a->bound == b->bound &&
	       strcmp(a->currency, b->currency) == 0;
}

static bool
add_figure(struct figure_votes **figures, size_t *n, size_t *cap, const struct amount *amount,
	const char *outlet, int64_t when, struct arena *arena)
{
	struct figure_votes *votes = NULL;
	bool fresh = false;

	if (amount->value <= 0)
		return false;
	for (size_t i = 0; i < *n && !votes; i++)
		if (amount_equal(&(*figures)[i].figure.amount, amount))
			votes = &(*figures)[i];
	if (!votes) {
		struct figure_votes first = { .figure.amount = *amount, .last = when };

		if (*n >= DOSSIER_FIGURES_MAX)
			return false;
		first.figure.sources =
			arena_array(arena, DOSSIER_OUTLETS_MAX, sizeof *first.figure.sources);
		ARENA_PUSH(arena, *figures, *n, *cap, first);
		votes = &(*figures)[*n - 1];
		fresh = true;
	}
	votes->n++;
	if (when > votes->last)
		votes->last = when;
	if (votes->figure.n_sources < DOSSIER_OUTLETS_MAX &&
		!texts_have(votes->figure.sources, votes->figure.n_sources, outlet))
		votes->figure.sources[votes->figure.n_sources++] = outlet;
	return fresh;
}

/* Outlets that give this sum, whatever bound or rounding they give it. */
static size_t
figure_support(const struct figure_votes *figures, size_t n, size_t which, int64_t *ret_last)
{
	size_t support = 0;

	*ret_last = 0;
	for (size_t i = 0; i < n; i++) {
		if (!amount_near(&figures[i].figure.amount, &figures[which].figure.amount))
			continue;
		support += figures[i].figure.n_sources;
		if (figures[i].last > *ret_last)
			*ret_last = figures[i].last;
	}
	return support;
}

/*
 * Of the ways to put one sum, the one that most outlets use; the earlier one where they tie. What
 * was last given before the deal came to where it stands is behind what was given since.
 */
static size_t
figure_wording(const struct figure_votes *figures, size_t n, size_t which, int64_t since)
{
	size_t best = which;

	for (size_t i = 0; i < n; i++) {
		const struct figure_votes *own = &figures[i], *top = &figures[best];
		bool fresh = own->last >= since, top_fresh = top->last >= since;
		size_t votes = own->figure.n_sources, most = top->figure.n_sources;

		if (!amount_near(&own->figure.amount, &figures[which].figure.amount))
			continue;
		if (fresh != top_fresh ? fresh : votes > most || (votes == most && i < best))
			best = i;
	}
	return best;
}

/* Does every outlet that gave the one sum give the other one, too? */
static bool
figure_is_left(const struct figure_votes *figures, size_t n, size_t held, size_t given)
{
	for (size_t i = 0; i < n; i++) {
		const struct figure *figure = &figures[i].figure;

		for (size_t j = 0; j < figure->n_sources &&
				   amount_near(&figure->amount, &figures[held].figure.amount);
			j++)
			if (!texts_have(figures[given].figure.sources,
				    figures[given].figure.n_sources, figure->sources[j]))
				return false;
	}
	return true;
}

/*
 * Does the sum that a story gave replace the one that held? Where more outlets give it; where
 * as many do and the old one has stood a while or was theirs, unless the story only rounds the
 * sum or is behind the times (it tells of talks, and the deal is signed); where the deal takes a
 * step with it. Never where the story is from before that step: feeds don't come in the order of
 * their stories.
 */
static void
settle_amount(struct dossier *dossier, size_t given, bool stepped, bool behind, bool outdated,
	int64_t when)
{
	struct figure_votes *figures = dossier->figures;
	size_t n = dossier->n_figures, best = dossier->best;
	int64_t last, given_last;

	if (!outdated &&
		!amount_near(&figures[given].figure.amount, &figures[best].figure.amount)) {
		size_t held = figure_support(figures, n, best, &last);
		size_t now = figure_support(figures, n, given, &given_last);

		bool ripe =
			(when - last >= SUM_STANDS || figure_is_left(figures, n, best, given)) &&
			!amount_rounds(&figures[given].figure.amount, &figures[best].figure.amount);

		if (now > held || (now == held && !behind && ripe) || (stepped && when >= last))
			best = given;
	}
	dossier->best = figure_wording(figures, n, best, dossier->status_at);
	dossier->deal.amount = figures[dossier->best].figure.amount;
}

static size_t
find_figure(const struct dossier *dossier, const struct amount *amount)
{
	for (size_t i = 0; i < dossier->n_figures; i++)
		if (amount_equal(&dossier->figures[i].figure.amount, amount))
			return i;
	return SIZE_MAX;
}

/* The outlet takes back every other figure that it gave. true: it was the last one to hold one. */
static bool
withdraw_figures(struct dossier *dossier, const char *outlet, const struct amount *kept)
{
	bool gone = false;

	for (size_t i = 0; i < dossier->n_figures; i++) {
		struct figure *figure = &dossier->figures[i].figure;
		size_t n = 0;

		if (amount_equal(&figure->amount, kept))
			continue;
		for (size_t j = 0; j < figure->n_sources; j++)
			if (strcasecmp(figure->sources[j], outlet) != 0)
				figure->sources[n++] = figure->sources[j];
		gone |= n < figure->n_sources && n == 0;
		figure->n_sources = n;
	}
	return gone;
}

static void
settle_figures(struct dossier *dossier, struct arena *arena)
{
	struct deal *deal = &dossier->deal;
	size_t best = 0;

	deal->n_amounts = 0;
	deal->amounts = arena_array(arena, dossier->n_figures, sizeof *deal->amounts);
	for (size_t i = 0; i < dossier->n_figures; i++)
		if (dossier->figures[i].figure.n_sources > 0)
			deal->amounts[deal->n_amounts++] = dossier->figures[i].figure;
	for (size_t i = 1; i < dossier->n_valuations; i++) {
		int64_t last, held_last;
		size_t given = figure_support(dossier->valuations, dossier->n_valuations, i, &last);
		size_t held = figure_support(
			dossier->valuations, dossier->n_valuations, best, &held_last);

		/* As with the sum: the newer one, once the old one has stood a while. */
		if (given > held || (given == held && last - held_last >= SUM_STANDS))
			best = i;
	}
	if (dossier->n_valuations > 0) {
		best = figure_wording(
			dossier->valuations, dossier->n_valuations, best, dossier->status_at);
		deal->valuation = dossier->valuations[best].figure.amount;
	}
}

/* Counts what the story says of kind, parties, chips and who it has it from. */
static void
add_votes(struct dossier *dossier, const struct testimony *testimony, struct tokens *tokens,
	struct arena *arena)
{
	const struct deal *told = testimony->deal;

	dossier->kinds[told->kind]++;
	for (unsigned kind = 1; kind < N_KINDS; kind++)
		dossier->further[kind] += told->also >> kind & 1;
	for (size_t i = 0; i < told->n_parties; i++)
		add_party(dossier, &told->parties[i], tokens, arena);
	for (size_t i = 0; i < told->n_chips; i++)
		TEXT_SET_ADD(arena, dossier->chips, dossier->n_chips, dossier->cap_chips,
			DOSSIER_PARTIES_MAX, told->chips[i]);
	TEXT_SET_ADD(arena, dossier->outlets, dossier->n_outlets, dossier->cap_outlets,
		DOSSIER_OUTLETS_MAX, testimony->outlet);
	if (!is_aside(dossier, testimony))
		TEXT_SET_ADD(arena, dossier->origins, dossier->n_origins, dossier->cap_origins,
			DOSSIER_OUTLETS_MAX, testimony->origin);
	dossier->n_stories++;
}

/* The sums that the story gives, and which of them holds now. true: it gives a new one. */
static bool
add_sums(struct dossier *dossier, const struct testimony *testimony, bool stepped, bool part,
	bool mends, struct arena *arena)
{
	const struct deal *told = testimony->deal;
	enum deal_status now = dossier->deal.status;
	bool outdated = dossier->n_stories > 1 && testimony->published < dossier->status_at &&
			told->status < now;
	bool fresh = add_figure(&dossier->figures, &dossier->n_figures, &dossier->cap_figures,
		&told->amount, testimony->outlet, testimony->published, arena);
	size_t given = told->amount.value > 0 ? find_figure(dossier, &told->amount) : SIZE_MAX;

	/* A deal's own sum is nobody's value. */
	if (!amount_equal(&told->valuation, &told->amount))
		add_figure(&dossier->valuations, &dossier->n_valuations, &dossier->cap_valuations,
			&told->valuation, testimony->outlet, testimony->published, arena);
	if (given != SIZE_MAX && (!part || mends))
		settle_amount(dossier, given, stepped || mends,
			told->status != STATUS_NONE && told->status != now, outdated,
			testimony->published);
	return fresh;
}

/* What one story said first stands: these are rarely told twice, and then alike. */
static void
settle_terms(struct deal *deal, const struct deal *told)
{
	if (deal->stake_percent <= 0)
		deal->stake_percent = told->stake_percent;
	if (deal->years <= 0)
		deal->years = told->years;
	if (deal->gigawatts <= 0)
		deal->gigawatts = told->gigawatts;
	if (!deal->first_reported_by)
		deal->first_reported_by = told->first_reported_by;
}

unsigned
dossier_add(struct dossier *dossier, const struct testimony *testimony, struct tokens *tokens,
	struct arena *arena)
{
	const struct deal *told = testimony->deal;
	struct deal *deal = &dossier->deal;
	bool part = is_part(dossier, testimony), aside = is_aside(dossier, testimony);
	bool stepped = dossier_step(dossier, testimony), fresh = false;
	struct amount before = deal->amount;
	bool mends = testimony->correction || (testimony->again && told->amount.value > 0);

	if (mends && told->amount.value > 0)
		mends = withdraw_figures(dossier, testimony->outlet, &told->amount) ||
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
	settle_terms(deal, told);
	deal->chips = dossier->chips;
	deal->n_chips = dossier->n_chips;
	return (stepped ? MOVED_STATUS : 0) | (fresh ? MOVED_FIGURE : 0) |
	       (moved ? MOVED_AMOUNT : 0);
}

/* --- records ---------------------------------------------------------------- */

static void
put_counts(struct str *out, const unsigned *counts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		record_put_int(out, counts[i]);
}

static void
put_parties(const struct dossier *dossier, struct str *out)
{
	record_put_count(out, dossier->n_parties);
	for (size_t i = 0; i < dossier->n_parties; i++) {
		const struct party_votes *votes = &dossier->parties[i];

		record_put_text(out, votes->name);
		record_put_int(out, (int64_t)votes->key);
		record_put_int(out, votes->known);
		record_put_int(out, votes->n);
		put_counts(out, votes->roles, N_ROLES);
	}
}

/* A figure that somebody gives stands in the deal already (settle_figures). */
static void
put_figures(const struct dossier *dossier, struct str *out)
{
	record_put_count(out, dossier->n_figures);
	for (size_t i = 0; i < dossier->n_figures; i++) {
		const struct figure_votes *votes = &dossier->figures[i];

		record_put_int(out, votes->n);
		record_put_int(out, votes->last);
		record_put_int(out, votes->figure.n_sources > 0);
		if (votes->figure.n_sources == 0)
			amount_to_record(&votes->figure.amount, out);
	}
}

static void
put_valuations(const struct dossier *dossier, struct str *out)
{
	record_put_count(out, dossier->n_valuations);
	for (size_t i = 0; i < dossier->n_valuations; i++) {
		const struct figure_votes *votes = &dossier->valuations[i];

		record_put_int(out, votes->n);
		record_put_int(out, votes->last);
		amount_to_record(&votes->figure.amount, out);
		record_put_texts(out, votes->figure.sources, votes->figure.n_sources);
	}
}

void
dossier_to_record(const struct dossier *dossier, struct str *out)
{
	deal_to_record(&dossier->deal, out);
	record_put_texts(out, dossier->origins, dossier->n_origins);
	record_put_int(out, dossier->n_stories);
	record_put_int(out, dossier->status_at);
	record_put_int(out, dossier->peak);
	put_counts(out, dossier->kinds, N_KINDS);
	put_counts(out, dossier->further, N_KINDS);
	put_parties(dossier, out);
	put_figures(dossier, out);
	put_valuations(dossier, out);
	record_put_int(out, (int64_t)dossier->best);
	record_put_int(out, dossier->corrected);
	record_put_texts(out, dossier->outlets, dossier->n_outlets);
}

static void
read_counts(struct record *record, unsigned *counts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		counts[i] = (unsigned)record_int(record);
}

static void
read_parties(struct record *record, struct dossier *dossier, struct arena *arena)
{
	size_t n = record_count(record);

	dossier->parties = arena_array(arena, n, sizeof *dossier->parties);
	dossier->n_parties = dossier->cap_parties = n;
	for (size_t i = 0; i < n; i++) {
		struct party_votes *votes = &dossier->parties[i];

		votes->name = record_text(record, arena);
		votes->key = (uint64_t)record_int(record);
		votes->known = record_below(record, 2);
		votes->n = (unsigned)record_int(record);
		read_counts(record, votes->roles, N_ROLES);
	}
}

static void
read_figures(struct record *record, struct dossier *dossier, struct arena *arena)
{
	size_t n = record_count(record), shown = 0;

	dossier->figures = arena_array(arena, n, sizeof *dossier->figures);
	dossier->n_figures = dossier->cap_figures = n;
	for (size_t i = 0; i < n; i++) {
		struct figure_votes *votes = &dossier->figures[i];

		votes->n = (unsigned)record_int(record);
		votes->last = record_int(record);
		if (record_below(record, 2) && shown < dossier->deal.n_amounts) {
			votes->figure = dossier->deal.amounts[shown++];
			continue;
		}
		amount_from_record(record, &votes->figure.amount);
		votes->figure.sources =
			arena_array(arena, DOSSIER_OUTLETS_MAX, sizeof *votes->figure.sources);
	}
}

static void
read_valuations(struct record *record, struct dossier *dossier, struct arena *arena)
{
	size_t n = record_count(record);

	dossier->valuations = arena_array(arena, n, sizeof *dossier->valuations);
	dossier->n_valuations = dossier->cap_valuations = n;
	for (size_t i = 0; i < n; i++) {
		struct figure_votes *votes = &dossier->valuations[i];

		votes->n = (unsigned)record_int(record);
		votes->last = record_int(record);
		amount_from_record(record, &votes->figure.amount);
		votes->figure.sources =
			record_texts(record, DOSSIER_OUTLETS_MAX, &votes->figure.n_sources, arena);
	}
}

void
dossier_from_record(const void *bytes, size_t len, struct dossier *ret_dossier, struct arena *arena)
{
	struct record record = record_of(bytes, len);
	struct dossier dossier = { 0 };

	deal_from_record(&record, &dossier.deal, DOSSIER_OUTLETS_MAX, arena);
	dossier.origins = record_texts(&record, 0, &dossier.n_origins, arena);
	dossier.cap_origins = dossier.n_origins;
	dossier.n_stories = (unsigned)record_int(&record);
	dossier.status_at = record_int(&record);
	dossier.peak = (enum deal_status)record_below(&record, N_STATUSES);
	read_counts(&record, dossier.kinds, N_KINDS);
	read_counts(&record, dossier.further, N_KINDS);
	read_parties(&record, &dossier, arena);
	read_figures(&record, &dossier, arena);
	read_valuations(&record, &dossier, arena);
	dossier.best = (size_t)record_int(&record);
	dossier.corrected = record_below(&record, 2);
	dossier.outlets = record_texts(&record, 0, &dossier.n_outlets, arena);
	dossier.cap_outlets = dossier.n_outlets;
	dossier.chips = dossier.deal.chips;
	dossier.n_chips = dossier.cap_chips = dossier.deal.n_chips;
	if (dossier.best >= dossier.n_figures)
		dossier.best = 0;
	if (record.bad)
		dossier = (struct dossier){ 0 };
	*ret_dossier = dossier;
}
