/*
 * get - what the table of verb_get.c asks of goods.
 */
#pragma once

#include "verb.h"

static inline bool
owns(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_ACT_OWN);
}

static inline bool
adds(const struct clause *c)
{
	return unit_has(&c->r->units[c->verb], CUE_ACT_ADD);
}

/* "Washington takes 10% of X": a state, which is no organisation of the lexicon. */
static inline bool
subject_is_state(const struct clause *c)
{
	return c->p->title && c->n_subject == 0 && c->first == c->p->first + 1 &&
	       unit_has(&c->r->units[c->first - 1], CUE_WORD_PLACE);
}

/* verb_get_goods.c: how goods are got, and whose they are where that is told. */
bool gets_power_at(const struct clause *c);
bool gets_goods_of(const struct clause *c);
bool gets_goods(const struct clause *c);
bool adds_supplier(const struct clause *c);
bool get_goods(const struct clause *c, struct frame *f);
/* Goods of whomever; there must be two parties, or a scale or a count that says enough. */
bool adds_count(const struct clause *c);
bool get_some_goods(const struct clause *c, struct frame *f);
