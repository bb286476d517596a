/*
 * deal - the words of a deal, its copy, its JSON.
 */
#include "model/deal.h"

#include <string.h>

#include "base/json.h"
#include "base/record.h"

static const char *const kind_names[N_KINDS] = {
	[KIND_INVESTMENT] = "investment",
	[KIND_FUNDING_ROUND] = "funding-round",
	[KIND_ACQUISITION] = "acquisition",
	[KIND_STAKE] = "stake",
	[KIND_CHIP_SUPPLY] = "chip-supply",
	[KIND_COMPUTE] = "compute",
	[KIND_LICENSING] = "licensing",
	[KIND_PARTNERSHIP] = "partnership",
	[KIND_DEBT] = "debt",
};

static const char *const status_names[N_STATUSES] = {
	[STATUS_TALKS] = "talks",
	[STATUS_PRELIMINARY] = "preliminary",
	[STATUS_AGREED] = "agreed",
	[STATUS_CLOSED] = "closed",
	[STATUS_STALLED] = "stalled",
	[STATUS_DENIED] = "denied",
	[STATUS_COLLAPSED] = "collapsed",
};

static const char *const role_names[N_ROLES] = {
	[ROLE_INVESTOR] = "investor",
	[ROLE_TARGET] = "target",
	[ROLE_ACQUIRER] = "acquirer",
	[ROLE_SUPPLIER] = "supplier",
	[ROLE_CUSTOMER] = "customer",
	[ROLE_LICENSOR] = "licensor",
	[ROLE_LICENSEE] = "licensee",
	[ROLE_LENDER] = "lender",
	[ROLE_BORROWER] = "borrower",
	[ROLE_PARTNER] = "partner",
};

/* The index of a name in a table whose first entry is NULL; 0 where there is none. */
static unsigned
name_find(const char *const *names, unsigned n, const char *text)
{
	for (unsigned i = 1; i < n; i++)
		if (strcmp(names[i], text) == 0)
			return i;
	return 0;
}

const char *
kind_name(enum deal_kind kind)
{
	return (unsigned)kind < N_KINDS ? kind_names[kind] : NULL;
}

const char *
status_name(enum deal_status status)
{
	return (unsigned)status < N_STATUSES ? status_names[status] : NULL;
}

const char *
role_name(enum party_role role)
{
	return (unsigned)role < N_ROLES ? role_names[role] : NULL;
}

bool
role_pays(enum party_role role)
{
	return role == ROLE_INVESTOR || role == ROLE_ACQUIRER || role == ROLE_CUSTOMER ||
	       role == ROLE_LICENSEE || role == ROLE_LENDER;
}

bool
status_is_down(enum deal_status status)
{
	return status == STATUS_STALLED || status == STATUS_DENIED || status == STATUS_COLLAPSED;
}

bool
role_is_paid(enum party_role role)
{
	return role == ROLE_TARGET || role == ROLE_SUPPLIER || role == ROLE_LICENSOR ||
	       role == ROLE_BORROWER;
}

bool
kind_parse(const char *text, enum deal_kind *ret_kind)
{
	unsigned found = name_find(kind_names, N_KINDS, text);

	if (found)
		*ret_kind = (enum deal_kind)found;
	return found;
}

bool
status_parse(const char *text, enum deal_status *ret_status)
{
	unsigned found = name_find(status_names, N_STATUSES, text);

	if (found)
		*ret_status = (enum deal_status)found;
	return found;
}

bool
role_parse(const char *text, enum party_role *ret_role)
{
	unsigned found = name_find(role_names, N_ROLES, text);

	if (found)
		*ret_role = (enum party_role)found;
	return found;
}

const struct party *
deal_party(const struct deal *deal, const char *name)
{
	for (size_t i = 0; i < deal->n_parties; i++)
		if (strcmp(deal->parties[i].name, name) == 0)
			return &deal->parties[i];
	return NULL;
}

const struct party *
deal_role(const struct deal *deal, enum party_role role)
{
	for (size_t i = 0; i < deal->n_parties; i++)
		if (deal->parties[i].role == role)
			return &deal->parties[i];
	return NULL;
}

static void
put_number(struct jnode *node, const char *key, double number)
{
	if (number > 0)
		jnode_put_real(node, key, number);
	else
		jnode_put(node, key, NULL);
}

static struct jnode *
parties_to_json(const struct deal *deal)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < deal->n_parties; i++) {
		struct jnode *party = jnode_object();

		jnode_put_text(party, "name", deal->parties[i].name);
		jnode_put_text(party, "role", role_name(deal->parties[i].role));
		jnode_append(array, party);
	}
	return array;
}

static struct jnode *
figures_to_json(const struct deal *deal)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < deal->n_amounts; i++) {
		const struct figure *figure = &deal->amounts[i];
		struct jnode *node = amount_to_json(&figure->amount);

		if (!node)
			continue;
		jnode_put(node, "sources", jnode_texts(figure->sources, figure->n_sources));
		jnode_append(array, node);
	}
	return array;
}

struct jnode *
deal_to_json(const struct deal *deal)
{
	if (deal->kind == KIND_NONE)
		return NULL;
	struct jnode *node = jnode_object(), *also = jnode_array();

	for (unsigned kind = 1; kind < N_KINDS; kind++)
		if (deal->also & 1u << kind && kind != (unsigned)deal->kind)
			jnode_append(also, jnode_text(kind_names[kind]));
	jnode_put_text(node, "kind", kind_name(deal->kind));
	jnode_put(node, "also", also);
	jnode_put_text(node, "status", status_name(deal->status));
	jnode_put(node, "parties", parties_to_json(deal));
	jnode_put(node, "amount", amount_to_json(&deal->amount));
	jnode_put(node, "amounts", figures_to_json(deal));
	jnode_put(node, "valuation", amount_to_json(&deal->valuation));
	put_number(node, "stake_percent", deal->stake_percent);
	put_number(node, "years", deal->years);
	put_number(node, "gigawatts", deal->gigawatts);
	jnode_put(node, "chips", jnode_texts(deal->chips, deal->n_chips));
	jnode_put_text(node, "first_reported_by", deal->first_reported_by);
	return node;
}

static const char **
texts_from_json(const struct jnode *array, size_t *ret_n, struct arena *arena)
{
	size_t n = 0, len = jnode_len(array);
	const char **texts = arena_array(arena, len, sizeof *texts);

	for (size_t i = 0; i < len; i++) {
		const char *text = jnode_value_text(jnode_at(array, i));

		if (text)
			texts[n++] = arena_strdup(arena, text);
	}
	*ret_n = n;
	return texts;
}

static void
parties_from_json(const struct jnode *array, struct deal *deal, struct arena *arena)
{
	size_t len = jnode_len(array);

	deal->parties = arena_array(arena, len, sizeof *deal->parties);
	for (size_t i = 0; i < len; i++) {
		const struct jnode *node = jnode_at(array, i);
		const char *name = jnode_get_text(node, "name"),
			   *role = jnode_get_text(node, "role");
		struct party party = { 0 };

		if (!name)
			continue;
		party.name = arena_strdup(arena, name);
		if (!role || !role_parse(role, &party.role))
			party.role = ROLE_NONE;
		deal->parties[deal->n_parties++] = party;
	}
}

static void
figures_from_json(const struct jnode *array, struct deal *deal, struct arena *arena)
{
	size_t len = jnode_len(array);

	deal->amounts = arena_array(arena, len, sizeof *deal->amounts);
	for (size_t i = 0; i < len; i++) {
		const struct jnode *node = jnode_at(array, i);
		struct figure *figure = &deal->amounts[deal->n_amounts];

		amount_from_json(node, &figure->amount);
		if (figure->amount.value <= 0)
			continue;
		figure->sources =
			texts_from_json(jnode_get(node, "sources"), &figure->n_sources, arena);
		deal->n_amounts++;
	}
}

void
deal_from_json(const struct jnode *node, struct deal *ret_deal, struct arena *arena)
{
	struct deal deal = { 0 };
	const char *kind = jnode_get_text(node, "kind"), *status = jnode_get_text(node, "status");
	const char *first = jnode_get_text(node, "first_reported_by");
	const struct jnode *also = jnode_get(node, "also");

	if (!kind || !kind_parse(kind, &deal.kind))
		deal.kind = KIND_NONE;
	if (!status || !status_parse(status, &deal.status))
		deal.status = STATUS_NONE;
	for (size_t i = 0; i < jnode_len(also); i++) {
		const char *name = jnode_value_text(jnode_at(also, i));
		enum deal_kind further;

		if (name && kind_parse(name, &further))
			deal.also |= 1u << further;
	}
	parties_from_json(jnode_get(node, "parties"), &deal, arena);
	amount_from_json(jnode_get(node, "amount"), &deal.amount);
	figures_from_json(jnode_get(node, "amounts"), &deal, arena);
	amount_from_json(jnode_get(node, "valuation"), &deal.valuation);
	deal.stake_percent = jnode_get_real(node, "stake_percent", 0);
	deal.years = jnode_get_real(node, "years", 0);
	deal.gigawatts = jnode_get_real(node, "gigawatts", 0);
	deal.chips = texts_from_json(jnode_get(node, "chips"), &deal.n_chips, arena);
	if (first)
		deal.first_reported_by = arena_strdup(arena, first);
	*ret_deal = deal;
}

/* --- records ---------------------------------------------------------------- */

void
deal_to_record(const struct deal *deal, struct str *out)
{
	record_put_int(out, deal->kind);
	record_put_int(out, deal->also);
	record_put_int(out, deal->status);
	record_put_count(out, deal->n_parties);
	for (size_t i = 0; i < deal->n_parties; i++) {
		record_put_text(out, deal->parties[i].name);
		record_put_int(out, deal->parties[i].role);
		record_put_int(out, deal->parties[i].known);
	}
	amount_to_record(&deal->amount, out);
	record_put_count(out, deal->n_amounts);
	for (size_t i = 0; i < deal->n_amounts; i++) {
		const struct figure *figure = &deal->amounts[i];

		amount_to_record(&figure->amount, out);
		record_put_texts(out, figure->sources, figure->n_sources);
	}
	amount_to_record(&deal->valuation, out);
	record_put_real(out, deal->stake_percent);
	record_put_real(out, deal->years);
	record_put_real(out, deal->gigawatts);
	record_put_texts(out, deal->chips, deal->n_chips);
	record_put_text(out, deal->first_reported_by);
}

void
deal_from_record(struct record *record, struct deal *ret_deal, size_t room, struct arena *arena)
{
	struct deal deal = { .kind = (enum deal_kind)record_below(record, N_KINDS) };

	deal.also = record_below(record, 1u << N_KINDS);
	deal.status = (enum deal_status)record_below(record, N_STATUSES);
	deal.n_parties = record_count(record);
	deal.parties = arena_array(arena, deal.n_parties, sizeof *deal.parties);
	for (size_t i = 0; i < deal.n_parties; i++) {
		deal.parties[i].name = record_text(record, arena);
		deal.parties[i].role = (enum party_role)record_below(record, N_ROLES);
		deal.parties[i].known = record_below(record, 2);
	}
	amount_from_record(record, &deal.amount);
	deal.n_amounts = record_count(record);
	deal.amounts = arena_array(arena, deal.n_amounts, sizeof *deal.amounts);
	for (size_t i = 0; i < deal.n_amounts; i++) {
		struct figure *figure = &deal.amounts[i];

		amount_from_record(record, &figure->amount);
		figure->sources = record_texts(record, room, &figure->n_sources, arena);
	}
	amount_from_record(record, &deal.valuation);
	deal.stake_percent = record_real(record);
	deal.years = record_real(record);
	deal.gigawatts = record_real(record);
	deal.chips = record_texts(record, 0, &deal.n_chips, arena);
	deal.first_reported_by = record_text(record, arena);
	if (!*deal.first_reported_by)
		deal.first_reported_by = NULL;
	*ret_deal = deal;
}
