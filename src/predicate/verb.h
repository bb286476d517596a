/*
 * verb - what each class of verb makes of its clause.
 *
 * A function takes a clause for a deal and says so: the kind, who plays which part, and whether
 * money, a deal's noun or a stake stands behind the verb. Where it returns false the frame is
 * void and the clause tells no deal by this verb.
 */
#pragma once

#include "verb_object.h"

/* What a verb makes of its object. The first form that fits decides; one without a test always fits. */
struct object_form {
	bool (*fits)(const struct clause *clause);
	bool (*take)(const struct clause *clause, struct frame *frame);
};
bool verb_by_object(
	const struct object_form *forms, size_t n, const struct clause *c, struct frame *f);

/* "X surges as Y agrees to invest": in X, which the title speaks of. */
unsigned frame_add_spoken_of(struct frame *f, const struct clause *c, enum party_role role);

/*
 * verb_strange.c: of a title's verb that may mean much, what stands behind it says it: "nets X for
 * $2bn", "funnels 9,000 chips to X".
 */
bool verb_vague(const struct clause *c, struct frame *f);

/* verb_buy.c: bought or merged. */
bool verb_acquire(const struct clause *c, struct frame *f);
bool verb_merge(const struct clause *c, struct frame *f);
bool verb_buy(const struct clause *c, struct frame *f);
/* Whose stake it is: "in X", "of X", "X shares". */
bool frame_add_held(struct frame *f, const struct clause *c);
/* Whoever sells or buys sites needs the other side's name. */
bool frame_trade_sites(struct frame *f, const struct clause *c, enum party_role subject);

/* verb_order.c: goods, with whoever makes or has them. */
bool verb_order(const struct clause *c, struct frame *f);

/* verb_sell.c */
bool verb_sell(const struct clause *c, struct frame *f);

/* verb_supply.c: supplied or rented. */
bool verb_supply(const struct clause *c, struct frame *f);
bool verb_lease(const struct clause *c, struct frame *f);

/* verb_get.c: whatever may be got. */
bool verb_get(const struct clause *c, struct frame *f);

/* verb_invest.c: money that goes into companies. */
bool verb_invest(const struct clause *c, struct frame *f);
bool verb_back(const struct clause *c, struct frame *f);
bool verb_join(const struct clause *c, struct frame *f);
bool verb_lead(const struct clause *c, struct frame *f);

/* verb_raise.c: money that comes in. */
bool verb_money_in(const struct clause *c, struct frame *f);
bool verb_raise(const struct clause *c, struct frame *f);
/* A fund that is collected for one firm, which is named. */
bool raises_fund_for_firm(const struct clause *c);
bool raise_fund_for_firm(const struct clause *c, struct frame *f);
bool verb_value(const struct clause *c, struct frame *f);
bool verb_emerge(const struct clause *c, struct frame *f);
/* "raises its revenue forecast to $4bn", "books a $9bn gain": a figure moves, no money does. */
bool is_figure(const struct clause *c);

/* verb_seek.c */
bool verb_seek(const struct clause *c, struct frame *f);

/* verb_list.c: shares and notes that go to the market. */
bool verb_list(const struct clause *c, struct frame *f);
bool verb_file(const struct clause *c, struct frame *f);

/* verb_lend.c */
bool verb_borrow(const struct clause *c, struct frame *f);
bool verb_lend(const struct clause *c, struct frame *f);
bool verb_advance(const struct clause *c, struct frame *f);

/* verb_license.c: licensed or used. */
bool verb_license(const struct clause *c, struct frame *f);
/* "opens its archive to X", "sells its songs to X": a publisher's works, to who makes AI of them. */
bool license_works(const struct clause *c, struct frame *f);
bool verb_use(const struct clause *c, struct frame *f);
/* Whoever uses a technology has its licence. */
void frame_license_roles(struct frame *f);

/* verb_partner.c, verb_sign.c, verb_build.c, verb_pick.c */
bool verb_partner(const struct clause *c, struct frame *f);
bool verb_sign(const struct clause *c, struct frame *f);
bool verb_build(const struct clause *c, struct frame *f);
bool verb_pick(const struct clause *c, struct frame *f);

/* verb_pay.c: paid or pledged. */
bool verb_pay(const struct clause *c, struct frame *f);
bool verb_commit(const struct clause *c, struct frame *f);
