/*
 * verb_object - what stands behind a verb: goods, a part of a firm, a site, a lab.
 */
#pragma once

#include "frame/part.h"

/* What is bought stands without a name of its own: "buys chips", not "buys Acme". */
bool object_is_goods(const struct clause *c);
/* "49% of X", "control of X", "a majority of X" */
bool object_is_part(const struct clause *c);
/* "processor IP unit", "its server business": a part of a firm, whatever it makes. */
bool object_is_division(const struct clause *c);
/* "three data centres in Ohio": the sites themselves, and not the use of them. */
bool object_is_sites(const struct clause *c);

/* "50,000 Acme chips", "2GW of computing": goods stand at its end, not "Acme's chip lead". */
bool object_ends_in_goods(const struct clause *c);
/* The same of what begins at the unit. */
bool clause_ends_in_goods(const struct clause *c, uint32_t first);
/* Goods that the subject gets, and whose they are: "X's chips", "from X". Returns how many sell. */
unsigned frame_take_goods(struct frame *f, const struct clause *c);
/* Whose site it is at: "GPUs at Acme", "at Acme's campus". Returns how many. */
unsigned frame_add_hosts(struct frame *f, const struct clause *c);

/* Chips, computing or power. */
bool clause_has_goods(const struct clause *c);
/*
 * "for chip production", "on a memory standard", "on an experimental
 * chip", without a sum: how they are made, and no goods.
 */
bool is_on_making(const struct clause *c);
enum deal_kind kind_of_goods(const struct clause *c);
/* "on a 2GW campus": a scale is as much of a substance as a sum. */
bool clause_has_power(const struct clause *c);
/* "is raising at $9bn" */
bool clause_has_valuation(const struct clause *c);

/* "lands speech specialist X": what it is stands before the name. */
bool is_described(const struct clause *c, const struct who *who);
/* What the infinitive behind the clause speaks of. */
bool next_clause_has(const struct clause *c, enum cue cue);
/* "to build a data centre in Ohio" behind the clause, not "to build cloud tools". */
bool is_to_build_site(const struct clause *c);
/* The same, or "to run", "to power" one. */
bool is_to_run_site(const struct clause *c);
/* Who has the use of what is lent: "to finance X's chips", "to buy chips for X", "for lease to X". */
void frame_add_served(struct frame *f, const struct clause *c);
/* "on a joint lab", up to unit end. */
bool is_on_lab(const struct clause *c, uint32_t end);
