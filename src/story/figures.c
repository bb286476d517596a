/*
 * figures - the sums that outlets give, who gives which, and which of them holds.
 */
#include "figures.h"

#include <string.h>
#include <strings.h>

#include "text_set.h"

/* A sum must have stood this long before an equally supported other one replaces it. */
enum { SUM_STANDS = 12 * 3600 };

bool
amount_equal(const struct amount *a, const struct amount *b)
{
	return a->value == b->value && a->low == b->low && a->bound == b->bound &&
	       strcmp(a->currency, b->currency) == 0;
}

static bool
is_near(const struct figures *figures, size_t a, size_t b)
{
	return amount_near(&figures->list[a].figure.amount, &figures->list[b].figure.amount);
}

size_t
figures_find(const struct figures *figures, const struct amount *amount)
{
	for (size_t i = 0; i < figures->n; i++)
		if (amount_equal(&figures->list[i].figure.amount, amount))
			return i;
	return SIZE_MAX;
}

bool
figures_add(struct figures *figures, const struct amount *amount, const char *outlet, int64_t when,
	struct arena *arena)
{
	size_t found = figures_find(figures, amount);
	struct figure_votes *votes;

	if (amount->value <= 0 || (found == SIZE_MAX && figures->n >= DOSSIER_FIGURES_MAX))
		return false;
	if (found == SIZE_MAX) {
		struct figure_votes first = { .figure.amount = *amount, .last = when };

		first.figure.sources =
			arena_array(arena, DOSSIER_OUTLETS_MAX, sizeof *first.figure.sources);
		ARENA_PUSH(arena, figures->list, figures->n, figures->cap, first);
	}
	votes = &figures->list[found == SIZE_MAX ? figures->n - 1 : found];
	votes->n++;
	if (when > votes->last)
		votes->last = when;
	if (votes->figure.n_sources < DOSSIER_OUTLETS_MAX &&
		!texts_have(votes->figure.sources, votes->figure.n_sources, outlet))
		votes->figure.sources[votes->figure.n_sources++] = outlet;
	return found == SIZE_MAX;
}

bool
figures_withdraw(struct figures *figures, const char *outlet, const struct amount *kept)
{
	bool gone = false;

	for (size_t i = 0; i < figures->n; i++) {
		struct figure *figure = &figures->list[i].figure;
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

/* Outlets that give this sum, whatever bound or rounding they give it, and when one last did. */
static size_t
support(const struct figures *figures, size_t which, int64_t *ret_last)
{
	size_t outlets = 0;

	*ret_last = 0;
	for (size_t i = 0; i < figures->n; i++) {
		const struct figure_votes *votes = &figures->list[i];

		if (!is_near(figures, i, which))
			continue;
		outlets += votes->figure.n_sources;
		if (votes->last > *ret_last)
			*ret_last = votes->last;
	}
	return outlets;
}

/* Has the outlet that tells another sum now given this one, too? */
static bool
is_from(const struct figures *figures, size_t held, const char *outlet)
{
	for (size_t i = 0; i < figures->n; i++) {
		const struct figure *figure = &figures->list[i].figure;

		if (is_near(figures, i, held) &&
			texts_have(figure->sources, figure->n_sources, outlet))
			return true;
	}
	return false;
}

/* Does every outlet that gave the one sum give the other one, too? */
static bool
is_left(const struct figures *figures, size_t held, size_t given)
{
	const struct figure *other = &figures->list[given].figure;

	for (size_t i = 0; i < figures->n; i++) {
		const struct figure *figure = &figures->list[i].figure;

		if (!is_near(figures, i, held))
			continue;
		for (size_t j = 0; j < figure->n_sources; j++)
			if (!texts_have(other->sources, other->n_sources, figure->sources[j]))
				return false;
	}
	return true;
}

/* "$3bn now" doesn't speak against "up to $5bn": it is the part that is sure. */
static bool
is_sure_part(const struct amount *part, const struct amount *whole)
{
	return whole->bound == BOUND_UP_TO && part->bound != BOUND_UP_TO && part->usd < whole->usd;
}

/*
 * Where more outlets give it; where as many do, whoever gives it now no longer counted for the old
 * one, and that has stood a while or was theirs; where two do and nobody has given the old one for
 * a while; unless the story only rounds the sum or is behind the times; where the deal takes a step with
 * it. Never where the story is from before that step: feeds don't come in the order of their
 * stories.
 */
bool
figures_give_way(const struct figures *figures, size_t held, const struct given *given)
{
	const struct amount *before = &figures->list[held].figure.amount,
			    *now = &figures->list[given->figure].figure.amount;
	int64_t last, given_last;
	size_t for_it, against;
	bool stood;

	if (given->outdated || amount_near(now, before))
		return false;
	against = support(figures, held, &last);
	for_it = support(figures, given->figure, &given_last);
	if (for_it > against || (given->stepped && given->when >= last))
		return true;
	if (given->behind || is_sure_part(now, before) || amount_rounds(now, before))
		return false;
	stood = given->when - last >= SUM_STANDS;
	against -= is_from(figures, held, given->outlet);
	return for_it >= against ? stood || is_left(figures, held, given->figure)
				 : stood && for_it > 1;
}

size_t
figures_best(const struct figures *figures, int64_t since)
{
	size_t best = 0;

	for (size_t i = 1; i < figures->n; i++) {
		int64_t last, held_last;
		size_t given = support(figures, i, &last),
		       held = support(figures, best, &held_last);
		bool fresh = last >= since, held_fresh = held_last >= since;

		if (fresh != held_fresh
				? fresh
				: given > held || (given == held && last - held_last >= SUM_STANDS))
			best = i;
	}
	return best;
}

size_t
figures_wording(const struct figures *figures, size_t which, int64_t since)
{
	size_t best = which;

	for (size_t i = 0; i < figures->n; i++) {
		const struct figure_votes *own = &figures->list[i], *top = &figures->list[best];
		bool fresh = own->last >= since, top_fresh = top->last >= since;
		size_t votes = own->figure.n_sources, most = top->figure.n_sources;

		if (!is_near(figures, i, which))
			continue;
		if (fresh != top_fresh ? fresh : votes > most || (votes == most && i < best))
			best = i;
	}
	return best;
}
