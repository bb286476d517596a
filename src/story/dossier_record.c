/*
 * dossier_record - a dossier as the state keeps it.
 */
#include "base/record.h"
#include "story/dossier.h"

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
	record_put_count(out, dossier->figures.n);
	for (size_t i = 0; i < dossier->figures.n; i++) {
		const struct figure_votes *votes = &dossier->figures.list[i];

		record_put_int(out, votes->n);
		record_put_int(out, votes->last);
		record_put_int(out, votes->figure.n_sources > 0);
		if (votes->figure.n_sources == 0)
			amount_to_record(&votes->figure.amount, out);
	}
}

static void
put_valuations(const struct figures *valuations, struct str *out)
{
	record_put_count(out, valuations->n);
	for (size_t i = 0; i < valuations->n; i++) {
		const struct figure_votes *votes = &valuations->list[i];

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
	put_valuations(&dossier->valuations, out);
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

static struct figures
figures_of(size_t n, struct arena *arena)
{
	return (struct figures){
		.list = arena_array(arena, n, sizeof(struct figure_votes)), .n = n, .cap = n
	};
}

static void
read_figures(struct record *record, struct dossier *dossier, struct arena *arena)
{
	size_t n = record_count(record), shown = 0;

	dossier->figures = figures_of(n, arena);
	for (size_t i = 0; i < n; i++) {
		struct figure_votes *votes = &dossier->figures.list[i];

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
read_valuations(struct record *record, struct figures *valuations, struct arena *arena)
{
	*valuations = figures_of(record_count(record), arena);
	for (size_t i = 0; i < valuations->n; i++) {
		struct figure_votes *votes = &valuations->list[i];

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
	dossier.deal.peak = dossier.peak;
	read_counts(&record, dossier.kinds, N_KINDS);
	read_counts(&record, dossier.further, N_KINDS);
	read_parties(&record, &dossier, arena);
	read_figures(&record, &dossier, arena);
	read_valuations(&record, &dossier.valuations, arena);
	dossier.best = (size_t)record_int(&record);
	dossier.corrected = record_below(&record, 2);
	dossier.outlets = record_texts(&record, 0, &dossier.n_outlets, arena);
	dossier.cap_outlets = dossier.n_outlets;
	dossier.chips = dossier.deal.chips;
	dossier.n_chips = dossier.cap_chips = dossier.deal.n_chips;
	if (dossier.best >= dossier.figures.n)
		dossier.best = 0;
	if (record.bad)
		dossier = (struct dossier){ 0 };
	*ret_dossier = dossier;
}
