/*
 * amount - a sum of money as a source states it.
 *
 * Whole units of its currency, never floating; nothing above AMOUNT_MAX is read.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"

struct jnode;
struct record;
struct str;

#define AMOUNT_MAX INT64_C(1000000000000000) /* a quadrillion; more is a slip of the pen */

enum bound { BOUND_EXACT, BOUND_ABOUT, BOUND_MORE_THAN, BOUND_UP_TO, N_BOUNDS };

struct amount {
	int64_t value;    /* 0: none */
	int64_t low;      /* lower end of a range, else 0 */
	int64_t usd;      /* value in dollars at the lexicon's round rate; 0: no rate known */
	char currency[4]; /* ISO 4217, NUL-terminated */
	enum bound bound;
};

/* "exact", "about", "more-than", "up-to". */
const char *bound_name(enum bound bound);
MUST_CHECK bool bound_parse(const char *text, enum bound *ret_bound);

/* Same money within what rounding and exchange rates move (10 %), bounds aside. */
bool amount_near(const struct amount *a, const struct amount *b);
/* The same within 2 %: closer than any correction is worth telling. */
bool amount_alike(const struct amount *a, const struct amount *b);
/* Is it the finer one to one digit: "a billion" of $1.3bn, "$2bn" of $1.7bn? */
bool amount_rounds(const struct amount *amount, const struct amount *finer);

/* True where both are known and can be compared; then *ret is the sign of a - b. */
bool amount_compare(const struct amount *a, const struct amount *b, int *ret);
/* Are both known, and is the amount the smaller one? */
bool amount_is_below(const struct amount *amount, const struct amount *limit);

/* For people: "$10bn", "more than €1.7bn", "$8bn-$10bn". Returns buf. */
enum { AMOUNT_TEXT_MAX = 64 };
char *amount_text(const struct amount *amount, char buf[AMOUNT_TEXT_MAX]);

/* null for no amount. */
struct jnode *amount_to_json(const struct amount *amount);
void amount_from_json(
	const struct jnode *node, struct amount *ret_amount); /* zeroed where it is none */

/* For the state (base/record.h). */
void amount_to_record(const struct amount *amount, struct str *out);
void amount_from_record(struct record *record, struct amount *ret_amount);
