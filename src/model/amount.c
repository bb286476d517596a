/*
 * amount - a sum of money as a source states it.
 */
#include "model/amount.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/record.h"

static const char *const bound_names[N_BOUNDS] = {
	[BOUND_EXACT] = "exact",
	[BOUND_ABOUT] = "about",
	[BOUND_MORE_THAN] = "more-than",
	[BOUND_UP_TO] = "up-to",
};

const char *
bound_name(enum bound bound)
{
	return (unsigned)bound < N_BOUNDS ? bound_names[bound] : NULL;
}

bool
bound_parse(const char *text, enum bound *ret_bound)
{
	for (unsigned i = 0; i < N_BOUNDS; i++) {
		if (strcmp(text, bound_names[i]) == 0) {
			*ret_bound = (enum bound)i;
			return true;
		}
	}
	return false;
}

static bool
amount_within(const struct amount *a, const struct amount *b, unsigned part)
{
	bool same_currency = strcmp(a->currency, b->currency) == 0;
	int64_t x = same_currency ? a->value : a->usd, y = same_currency ? b->value : b->usd;
	int64_t larger = x > y ? x : y, gap = x > y ? x - y : y - x;

	return x > 0 && y > 0 && gap <= larger / part;
}

bool
amount_near(const struct amount *a, const struct amount *b)
{
	return amount_within(a, b, 10);
}

bool
amount_alike(const struct amount *a, const struct amount *b)
{
	return amount_within(a, b, 50);
}

bool
amount_rounds(const struct amount *amount, const struct amount *finer)
{
	bool same = strcmp(amount->currency, finer->currency) == 0;
	int64_t value = same ? amount->value : amount->usd;
	int64_t fine = same ? finer->value : finer->usd;
	int64_t unit = 1;

	while (fine / unit >= 10)
		unit *= 10;
	return value > 0 && value % unit == 0 && value != fine &&
	       value / unit == fine / unit + (fine % unit >= unit - fine % unit);
}

bool
amount_compare(const struct amount *a, const struct amount *b, int *ret)
{
	int64_t x = a->usd, y = b->usd;

	if (a->value <= 0 || b->value <= 0)
		return false;
	if (strcmp(a->currency, b->currency) == 0) {
		x = a->value;
		y = b->value;
	}
	if (x <= 0 || y <= 0)
		return false;
	*ret = (x > y) - (x < y);
	return true;
}

bool
amount_is_below(const struct amount *amount, const struct amount *limit)
{
	int sign;

	return amount_compare(amount, limit, &sign) && sign < 0;
}

/* "10bn", "1.25m", "350" – at most two decimals, none that are zero. */
static void
put_units(char *buf, size_t size, int64_t units)
{
	static const struct {
		int64_t unit;
		const char *name;
	} steps[] = {
		{ INT64_C(1000000000000), "tn" },
		{ INT64_C(1000000000), "bn" },
		{ INT64_C(1000000), "m" },
		{ INT64_C(1000), "k" },
	};
	size_t i = 0;

	while (i < ARRAY_LEN(steps) && units < steps[i].unit)
		i++;
	if (i == ARRAY_LEN(steps)) {
		snprintf(buf, size, "%lld", (long long)units);
		return;
	}
	int64_t hundredths = (units + steps[i].unit / 200) / (steps[i].unit / 100);
	long long whole = hundredths / 100, part = hundredths % 100;

	if (part == 0)
		snprintf(buf, size, "%lld%s", whole, steps[i].name);
	else if (part % 10 == 0)
		snprintf(buf, size, "%lld.%lld%s", whole, part / 10, steps[i].name);
	else
		snprintf(buf, size, "%lld.%02lld%s", whole, part, steps[i].name);
}

/* The sign that papers use, or the code and a blank. */
static const char *
currency_sign(const char *code, char buf[8])
{
	static const struct {
		const char *code, *sign;
	} signs[] = {
		{ "USD", "$" },
		{ "EUR", "€" },
		{ "GBP", "£" },
		{ "JPY", "¥" },
		{ "INR", "₹" },
		{ "KRW", "₩" },
	};

	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		if (strcmp(signs[i].code, code) == 0)
			return signs[i].sign;
	snprintf(buf, 8, "%s%s", code, *code ? " " : "");
	return buf;
}

char *
amount_text(const struct amount *amount, char buf[AMOUNT_TEXT_MAX])
{
	static const char *const lead[N_BOUNDS] = { "", "about ", "more than ", "up to " };
	char value[24], low[24], code[8];
	const char *sign = currency_sign(amount->currency, code);

	put_units(value, sizeof value, amount->value);
	if (amount->low > 0) {
		put_units(low, sizeof low, amount->low);
		snprintf(buf, AMOUNT_TEXT_MAX, "%s%s-%s%s", sign, low, sign, value);
	} else {
		snprintf(buf, AMOUNT_TEXT_MAX, "%s%s%s", lead[amount->bound], sign, value);
	}
	return buf;
}

struct jnode *
amount_to_json(const struct amount *amount)
{
	if (amount->value <= 0)
		return NULL;
	struct jnode *node = jnode_object();

	jnode_put_int(node, "value", amount->value);
	if (amount->low > 0)
		jnode_put_int(node, "low", amount->low);
	jnode_put_text(node, "currency", amount->currency);
	jnode_put_text(node, "bound", bound_name(amount->bound));
	if (amount->usd > 0)
		jnode_put_int(node, "usd", amount->usd);
	else
		jnode_put(node, "usd", NULL);
	return node;
}

void
amount_from_json(const struct jnode *node, struct amount *ret_amount)
{
	const char *currency = jnode_get_text(node, "currency");
	const char *bound = jnode_get_text(node, "bound");

	*ret_amount = (struct amount){
		.value = jnode_get_int(node, "value", 0),
		.low = jnode_get_int(node, "low", 0),
		.usd = jnode_get_int(node, "usd", 0),
	};
	if (currency)
		snprintf(ret_amount->currency, sizeof ret_amount->currency, "%s", currency);
	if (!bound || !bound_parse(bound, &ret_amount->bound))
		ret_amount->bound = BOUND_EXACT;
}

void
amount_to_record(const struct amount *amount, struct str *out)
{
	if (amount->value <= 0) {
		record_put_int(out, 0);
		return;
	}
	record_put_int(out, amount->value);
	record_put_int(out, amount->low);
	record_put_int(out, amount->usd);
	record_put_int(out, amount->bound);
	str_add(out, amount->currency, sizeof amount->currency);
}

void
amount_from_record(struct record *record, struct amount *ret_amount)
{
	*ret_amount = (struct amount){ .value = record_int(record) };
	if (ret_amount->value == 0)
		return;
	ret_amount->low = record_int(record);
	ret_amount->usd = record_int(record);
	ret_amount->bound = (enum bound)record_below(record, N_BOUNDS);
	record_bytes(record, ret_amount->currency, sizeof ret_amount->currency);
	ret_amount->currency[sizeof ret_amount->currency - 1] = '\0';
}
