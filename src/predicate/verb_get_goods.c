/*
 * verb_get_goods - chips, computing and power that somebody gets: whose they are.
 */
#include "get.h"

static bool
is_power(const struct clause *c, uint32_t i)
{
	return i < c->p->end && unit_is_power(&c->r->units[i]);
}

/* "takes another 150 MW at X's campus" */
bool
gets_power_at(const struct clause *c)
{
	uint32_t i = c->verb + 1 + unit_has(&c->r->units[c->verb + 1], CUE_WORD_THE);

	return clause_has_subject(c) && c->money < 0 && is_power(c, i) && c->n_args == 1 &&
	       c->args[0].possessed && clause_has(c, CUE_WORD_SITE);
}

/* "lines up $14bn worth of X's computing" */
static bool
is_worth_of_goods(const struct clause *c)
{
	uint32_t sum = clause_sum(c);

	if (clause_has(c, CUE_NOUN_DEBT) || clause_has(c, CUE_NOUN_ROUND))
		return false;
	/* "takes all capacity at X's site for $9bn" */
	if (c->money >= 0 && !clause_object_has_sum(c) && c->n_args > 0)
		return clause_object_has(c, CUE_OBJECT_CHIPS) ||
		       clause_object_has(c, CUE_OBJECT_COMPUTE);
	/* "takes 2 GW of reactors off X's hands" */
	if (c->money < 0 && is_power(c, c->verb + 1))
		sum = c->verb + 1;
	else if (!clause_object_has_sum(c))
		return false;
	if (sum + 2 >= c->end)
		return false;
	if (unit_is(c->r, sum + 1, "worth"))
		sum++;
	return unit_has(&c->r->units[sum + 1], CUE_PREP_OF) && clause_has_goods(c);
}

/* "takes all of X's capacity" */
bool
gets_goods_of(const struct clause *c)
{
	for (unsigned i = 0; i < c->n_args; i++) {
		uint32_t of = c->args[i].who.first - 1;

		if (c->args[i].prep == CUE_PREP_OF && c->args[i].possessed && of > c->verb + 1 &&
			(unit_has(&c->r->units[of - 1], CUE_WORD_PART) ||
				unit_is(c->r, of - 1, "all")))
			return clause_has_goods(c);
	}
	return false;
}

/* So much worth of goods, and it is told whose they are. */
bool
gets_goods(const struct clause *c)
{
	unsigned n = c->n_subject;

	for (unsigned i = 0; i < c->n_args; i++)
		n += c->args[i].possessed || c->args[i].prep != CUE_PREP_IN;
	return n > 1 && is_worth_of_goods(c);
}

bool
get_goods(const struct clause *c, struct frame *f)
{
	f->kind = clause_has(c, CUE_OBJECT_COMPUTE) ? KIND_COMPUTE : kind_of_goods(c);
	frame_add_subject(f, c, ROLE_CUSTOMER);
	for (unsigned i = 0; i < c->n_args; i++)
		if (c->args[i].possessed)
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	for (unsigned i = 0; i < c->n_args && f->n_who < 2; i++)
		if (c->args[i].prep != CUE_PREP_IN)
			frame_add(f, c->args[i].who, ROLE_SUPPLIER);
	/* "books most of X's capacity": that of who makes chips */
	if (f->n_who > c->n_subject && f->kind == KIND_COMPUTE &&
		supply_rank(c->r, &f->who[f->n_who - 1], KIND_CHIP_SUPPLY) >
			supply_rank(c->r, &f->who[f->n_who - 1], KIND_COMPUTE))
		f->kind = KIND_CHIP_SUPPLY;
	return f->solid = true;
}

/* "adds X to its chip programme" */
bool
adds_supplier(const struct clause *c)
{
	const struct arg *arg = &c->args[0];

	return adds(c) && c->n_subject == 1 && c->n_args == 1 && arg->prep == CUE_NONE &&
	       !arg->modifier && !arg->possessed && arg->who.company != UNKNOWN &&
	       (who_sells_computing(c->r, &arg->who) ||
		       supply_rank(c->r, &arg->who, KIND_CHIP_SUPPLY) > 0) &&
	       (clause_has_goods(c) || clause_has(c, CUE_WORD_SUPPLIER));
}

/* "adds 200 MW from X", "adds 9,000 X chips": as much as it says */
bool
adds_count(const struct clause *c)
{
	return adds(c) && c->verb + 1 < c->end && c->n_args > 0 && object_is_goods(c) &&
	       object_ends_in_goods(c) &&
	       (is_power(c, c->verb + 1) || unit_is_number(c->r, c->verb + 1));
}

/* "locks in 2.8 GW of fuel cell power": from somebody, at such a scale */
static bool
gets_scale(const struct clause *c)
{
	const struct unit *verb = &c->r->units[c->verb];

	return c->p->title && is_power(c, c->verb + 1) && c->verb + 2 < c->end &&
	       unit_has(verb + 2, CUE_PREP_OF) && object_ends_in_goods(c) && !owns(c) &&
	       !unit_has(verb, CUE_STATUS_CLOSED) &&
	       !token_is(&c->r->tokens, verb->first, "brings");
}

/* "books 18,000 Grace Blackwell chips": whoever makes them, it is an order. */
static bool
gets_counted_chips(const struct clause *c)
{
	uint32_t i = c->verb + 1;

	if (!c->p->title || c->n_subject == 0 || i + 1 >= c->end || owns(c) ||
		unit_has(&c->r->units[c->verb], CUE_STATUS_CLOSED) || !unit_is_number(c->r, i))
		return false;
	while (i < c->end && !unit_prep(&c->r->units[i]) && c->r->units[i].type != UNIT_CHIP)
		i++;
	return i < c->end && c->r->units[i].type == UNIT_CHIP;
}

bool
get_some_goods(const struct clause *c, struct frame *f)
{
	f->kind = gets_counted_chips(c) ? KIND_CHIP_SUPPLY : kind_of_goods(c);
	frame_add_subject(f, c, ROLE_CUSTOMER);
	frame_add_args(f, c, CUE_PREP_FROM, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	frame_add_args(f, c, CUE_NONE, ROLE_SUPPLIER);
	frame_add_hosts(f, c);
	/* "X soars as Y locks in nuclear power" */
	if (f->n_who == 1 && clause_object_has(c, CUE_OBJECT_POWER) &&
		!unit_has(&c->r->units[c->verb], CUE_WORD_MOVE))
		f->solid = frame_add_spoken_of(f, c, ROLE_SUPPLIER) > 0;
	/* "X and Y to get Z's chips" says who makes them */
	if (!(c->n_subject > 1 && f->n_who > c->n_subject))
		frame_rank_roles(c->r, f);
	if (f->n_who == 1 && (gets_scale(c) || gets_counted_chips(c)))
		f->solid = true;
	return f->n_who > 1 || (f->n_who == 1 && (subject_is_state(c) || f->solid));
}
