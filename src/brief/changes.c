/*
 * changes - what has really changed of a deal since it was told.
 */
#include <stdbool.h>

#include "base/str.h"
#include "brief/brief.h"
#include "model/amount.h"

static const char *
list_parties(const struct deal *deal, struct arena *arena)
{
	struct str line;
	const char *list;

	str_init(&line, 1024);
	for (size_t i = 0; i < deal->n_parties; i++)
		str_printf(&line, "%s%s", i ? ", " : "", deal->parties[i].name);
	list = arena_strdup(arena, line.text);
	str_clear(&line);
	return list;
}

static bool
party_is_new(const struct deal *told, const struct party *party)
{
	if (deal_party(told, party->name))
		return false;
	/* A stranger to the lexicon counts where nobody had the role before. */
	return party->known || (party->role != ROLE_NONE && !deal_role(told, party->role));
}

static bool
parties_changed(const struct deal *told, const struct deal *now)
{
	for (size_t i = 0; i < now->n_parties; i++)
		if (party_is_new(told, &now->parties[i]))
			return true;
	return false;
}

static const char *
sum_text(const struct amount *amount, struct arena *arena)
{
	char buf[AMOUNT_TEXT_MAX];

	return amount->value > 0 ? arena_strdup(arena, amount_text(amount, buf)) : "";
}

void
brief_changes(const struct brief_state *told, const struct brief_state *now, struct arena *arena,
	struct alert_change **ret_changes, size_t *ret_n)
{
	const struct deal *old = told->deal, *deal = now->deal;
	struct alert_change *changes = arena_array(arena, BRIEF_CHANGES_MAX, sizeof *changes);
	size_t n = 0;

	if (deal->status != old->status && deal->status != STATUS_NONE)
		changes[n++] = (struct alert_change){ "status",
			old->status ? status_name(old->status) : "", status_name(deal->status) };
	if (deal->amount.value > 0 && !(now->corrected ? amount_alike(&old->amount, &deal->amount)
						       : amount_near(&old->amount, &deal->amount)))
		changes[n++] = (struct alert_change){ "amount", sum_text(&old->amount, arena),
			sum_text(&deal->amount, arena) };
	if (now->left || parties_changed(old, deal))
		changes[n++] = (struct alert_change){ "parties", list_parties(old, arena),
			list_parties(deal, arena) };
	if (told->n_origins == 1 && now->n_origins >= 2)
		changes[n++] = (struct alert_change){ "origins", "1",
			arena_printf(arena, "%zu", now->n_origins) };
	if (n > 0 && deal->valuation.value > 0 && old->valuation.value > 0 &&
		!amount_near(&old->valuation, &deal->valuation))
		changes[n++] = (struct alert_change){ "valuation", sum_text(&old->valuation, arena),
			sum_text(&deal->valuation, arena) };
	*ret_changes = changes;
	*ret_n = n;
}
