/*
 * verb - what each class of verb makes of its clause.
 *
 * A function takes a clause for a deal and says so: the kind, who plays which part, and whether
 * money, a deal's noun or a stake stands behind the verb. Where it returns false the frame is
 * void and the clause tells no deal by this verb.
 */
#pragma once

#include "part.h"

/* What a verb makes of its object. The first form that fits decides; one without a test always fits. */
struct object_form {
	bool (*fits)(const struct clause *clause);
	bool (*take)(const struct clause *clause, struct frame *frame);
};
bool verb_by_object(
	const struct object_form *forms, size_t n, const struct clause *c, struct frame *f);

/* "X surges as Y agrees to invest": in X, which the title speaks of. */
unsigned frame_add_spoken_of(struct frame *f, const struct clause *c, enum party_role role);

/* What is bought stands without a name of its own: "buys chips", not "buys Acme". */
bool object_is_goods(const struct clause *c);

/* "49% of X", "control of X", "a majority of X" */
bool object_is_part(const struct clause *c);

/* Chips, computing or power. */
bool clause_has_goods(const struct clause *c);
enum deal_kind kind_of_goods(const struct clause *c);

/* "lands speech specialist X": what it is stands before the name. */
bool is_described(const struct clause *c, const struct who *who);

/* A cloud, or who has room for one (verb_get.c). */
bool is_seller_of_computing(const struct reading *r, const struct who *who);

/* "raises its revenue forecast to $4bn", "books a $9bn gain": a figure moves, no money does. */
bool is_figure(const struct clause *c);

/* Money for shares, for whole companies, and lent (verb_money.c). */
bool verb_acquire(const struct clause *c, struct frame *f);
bool verb_merge(const struct clause *c, struct frame *f);
bool verb_invest(const struct clause *c, struct frame *f);
bool verb_back(const struct clause *c, struct frame *f);
bool verb_join(const struct clause *c, struct frame *f);
bool verb_lead(const struct clause *c, struct frame *f);
bool verb_money_in(const struct clause *c, struct frame *f);
bool verb_raise(const struct clause *c, struct frame *f);
bool verb_seek(const struct clause *c, struct frame *f);
bool verb_value(const struct clause *c, struct frame *f);
bool verb_list(const struct clause *c, struct frame *f);
bool verb_file(const struct clause *c, struct frame *f);
bool verb_borrow(const struct clause *c, struct frame *f);
bool verb_lend(const struct clause *c, struct frame *f);
bool verb_emerge(const struct clause *c, struct frame *f);

/* Whatever may be got (verb_get.c). */
bool verb_get(const struct clause *c, struct frame *f);

/* Whatever may be bought or sold (verb_trade.c). */
bool verb_buy(const struct clause *c, struct frame *f);
bool verb_supply(const struct clause *c, struct frame *f);
bool verb_lease(const struct clause *c, struct frame *f);
bool verb_sell(const struct clause *c, struct frame *f);

/* Contracts (verb_contract.c). */
bool verb_license(const struct clause *c, struct frame *f);
bool verb_partner(const struct clause *c, struct frame *f);
bool verb_sign(const struct clause *c, struct frame *f);
bool verb_build(const struct clause *c, struct frame *f);
bool verb_pick(const struct clause *c, struct frame *f);
bool verb_pay(const struct clause *c, struct frame *f);
bool verb_commit(const struct clause *c, struct frame *f);
bool verb_use(const struct clause *c, struct frame *f);
