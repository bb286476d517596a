/*
 * customer - who becomes a customer of whom: "X adds Y as foundry customer".
 */
#include "find.h"
#include "frame/part.h"
#include "mention/name.h"

enum { TRADER_REACH = 6, OF_REACH = 4 };

/* Y is a customer of X: of what X is known to sell, or the title speaks of. */
static void
customer_put(struct clause *c, struct who seller, struct who buyer, uint32_t passage,
	struct frames *frames)
{
	struct frame f = { .passage = passage, .valuation = -1, .kind = KIND_COMPUTE };

	frame_add(&f, seller, ROLE_SUPPLIER);
	frame_add(&f, buyer, ROLE_CUSTOMER);
	c->first = c->p->first;
	if (supply_rank(c->r, &f.who[0], KIND_CHIP_SUPPLY) > 2 ||
		passage_has(c->p, CUE_OBJECT_CHIPS))
		f.kind = KIND_CHIP_SUPPLY;
	f.solid = f.n_who > 1;
	frame_put(c, &f, frames);
}

/* The first company of the lexicon before unit end. */
static bool
first_known(const struct reading *r, const struct passage *p, uint32_t end, struct who *ret_who)
{
	for (uint32_t k = p->first; k < end; k++)
		if (name_at(r, p, k, ret_who) && who_is_sure(r, ret_who))
			return true;
	return false;
}

uint32_t
as_trader(const struct reading *r, const struct passage *p, uint32_t as)
{
	if (as >= p->end || !unit_is(r, as, "as"))
		return 0;
	for (uint32_t at = as + 1; at < p->end && at < as + TRADER_REACH; at++)
		if (unit_has(&r->units[at], CUE_WORD_CUSTOMER) ||
			unit_has(&r->units[at], CUE_WORD_SUPPLIER))
			return at;
	return 0;
}

/* Who is named right behind "supplier to", or right before as "X's chip supplier", or nobody. */
static bool
is_of(const struct reading *r, const struct passage *p, uint32_t word, struct who *ret_who)
{
	enum cue prep = word + 1 < p->end ? unit_prep(&r->units[word + 1]) : CUE_NONE;

	if ((prep == CUE_PREP_TO || prep == CUE_PREP_FOR || prep == CUE_PREP_OF ||
		    prep == CUE_PREP_OTHER) &&
		word + 2 < p->end && name_at(r, p, word + 2, ret_who))
		return who_is_sure(r, ret_who);
	for (uint32_t k = word; k > p->first && word - k < OF_REACH; k--)
		if (r->units[k - 1].type == UNIT_COMPANY &&
			(k == word || r->units[k - 1].flags & UNIT_POSSESSED))
			return name_at(r, p, k - 1, ret_who);
	return false;
}

/* "X becomes HBM supplier to Y", "X joins Y's supply chain", "X becomes anchor tenant at Y" */
static bool
becomes_one(const struct reading *r, uint32_t passage, uint32_t word, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];
	struct who who, other;
	uint32_t become = word;
	struct clause c;

	while (become > p->first && !unit_has(&r->units[become], CUE_ACT_BECOME))
		become--;
	if (become == p->first || !first_known(r, p, become, &who) || !is_of(r, p, word, &other) ||
		other.first < become || who_is_same(r, &who, &other))
		return false;
	clause_init(&c, r, p, become);
	c.end = word + 1 > other.end ? word + 1 : other.end;
	if (unit_has(&r->units[word], CUE_WORD_SUPPLIER))
		customer_put(&c, who, other, passage, frames);
	else
		customer_put(&c, other, who, passage, frames);
	return true;
}

/*
 * "X adds Y as foundry customer", "Y signs up as first customer of X": what X sells, Y buys;
 * "X adds Y as cloud supplier": the other way round.
 */
void
customers_find(const struct reading *r, uint32_t passage, struct frames *frames)
{
	const struct passage *p = &r->passages[passage];

	if (!p->title || (!passage_has(p, CUE_WORD_CUSTOMER) && !passage_has(p, CUE_WORD_SUPPLIER)))
		return; /* as most */
	for (uint32_t i = p->first; i < p->end && frames->n < FRAMES_MAX; i++) {
		struct who seller, buyer;
		struct clause c;
		uint32_t word;

		clause_init(&c, r, p, i);
		if ((unit_has(&r->units[i], CUE_WORD_CUSTOMER) ||
			    unit_has(&r->units[i], CUE_WORD_SUPPLIER)) &&
			becomes_one(r, passage, i, frames))
			continue;
		if (unit_has(&r->units[i], CUE_WORD_CUSTOMER) && i + 2 < p->end &&
			unit_has(&r->units[i + 1], CUE_PREP_OF) && name_at(r, p, i + 2, &seller) &&
			first_known(r, p, i, &buyer)) {
			c.end = seller.end;
			customer_put(&c, seller, buyer, passage, frames);
			continue;
		}
		if (r->units[i].type != UNIT_COMPANY || !name_at(r, p, i, &buyer))
			continue;
		word = as_trader(r, p, buyer.end);
		if (word == 0 || !first_known(r, p, i, &seller))
			continue;
		c.end = word + 1;
		if (unit_has(&r->units[word], CUE_WORD_SUPPLIER))
			customer_put(&c, buyer, seller, passage, frames);
		else
			customer_put(&c, seller, buyer, passage, frames);
	}
}
