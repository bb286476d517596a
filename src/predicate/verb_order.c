/*
 * verb_order - goods that are ordered: chips, computing or power, and nothing else.
 */
#include "verb.h"

enum { COUNT_REACH = 3 };

/* "orders 20,000 GPUs" */
static bool
is_counted(const struct clause *c)
{
	for (uint32_t i = c->verb + 1; i < c->end && i < c->verb + COUNT_REACH; i++)
		if (unit_is_number(c->r, i))
			return true;
	return false;
}

bool
verb_order(const struct clause *c, struct frame *f)
{
	unsigned n;

	if (c->passive || !clause_has_subject(c) || !object_ends_in_goods(c))
		return false;
	n = frame_take_goods(f, c);
	n += frame_add_args(f, c, CUE_PREP_WITH, ROLE_SUPPLIER);
	if (frame_add_hosts(f, c) > 0) {
		f->kind = KIND_COMPUTE; /* "9,000 GPUs at X" */
		n++;
	}
	f->solid = n > 0 || c->money >= 0;
	frame_add_args(f, c, CUE_PREP_FOR, ROLE_CUSTOMER);
	if (f->n_who == 1 && frame_add_spoken_of(f, c, ROLE_SUPPLIER) > 0)
		f->solid = true;
	return f->n_who > 1 ||
	       (f->n_who == 1 && (f->solid || is_counted(c) || clause_has_power(c)));
}
