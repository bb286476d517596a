/*
 * dossier - what all stories of one deal say together.
 *
 * The best-supported sum with every figure and who gave it, the status as it steps up and
 * down, the kind and the parties that most stories name. Grows story by story and is kept
 * as a record, so a story costs the same whether it is the second or the thousandth.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/deal.h"

struct str;
struct tokens;

enum { DOSSIER_OUTLETS_MAX = 64, DOSSIER_FIGURES_MAX = 24, DOSSIER_PARTIES_MAX = 24 };

struct party_votes {
	const char *name;
	uint64_t key; /* party_key */
	bool known;
	unsigned n; /* stories that name it */
	unsigned roles[N_ROLES];
};

struct figure_votes {
	struct figure figure;
	unsigned n;
	int64_t last; /* the latest story that gave it */
};

struct figures {
	struct figure_votes *list;
	size_t n, cap;
};

struct dossier {
	struct deal deal; /* settled from all that follows; what users are shown */
	unsigned n_stories;
	int64_t status_at;       /* when the first story that gave the status was published */
	enum deal_status peak;   /* the highest step so far */
	unsigned kinds[N_KINDS]; /* stories with this main kind */
	unsigned further[N_KINDS];
	struct party_votes *parties;
	size_t n_parties, cap_parties;
	struct figures figures, valuations;
	size_t best;          /* index of the figure that is deal.amount */
	bool corrected;       /* the sum last moved because a source took back what it had said */
	const char **outlets; /* by their display names, each once */
	size_t n_outlets, cap_outlets;
	const char **origins; /* each once */
	size_t n_origins, cap_origins;
	const char **chips;
	size_t n_chips, cap_chips;
};

/* What one story adds. Everything is borrowed by the dossier: it must live in its arena. */
struct testimony {
	const struct deal *deal;
	const char *outlet; /* as alerts call it */
	const char *origin;
	int64_t published;
	unsigned facets; /* of its title (story/words.h) */
	bool again;      /* this very story, told anew: what it said before is withdrawn */
	bool correction; /* the story says that it corrects */
};

/* What has moved by one story: for the deal's history. */
enum { MOVED_STATUS = 1, MOVED_AMOUNT = 2, MOVED_FIGURE = 4 };

unsigned dossier_add(struct dossier *dossier, const struct testimony *testimony,
	struct tokens *tokens, struct arena *arena);

/* A party of that deal was one of this, and has denied it since. */
bool dossier_was_left(const struct dossier *dossier, const struct deal *told);

/*
 * For the state (base/record.h). The deal comes first and then how many origins there are, so
 * that others can read these without the rest. A damaged record gives an empty dossier.
 */
void dossier_to_record(const struct dossier *dossier, struct str *out);
void dossier_from_record(
	const void *bytes, size_t len, struct dossier *ret_dossier, struct arena *arena);
