/*
 * value - what a person writes behind an equals sign: spans, sizes, money, times.
 */
#include "conf/value.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SPAN_MAX = 3660 * 86400, COUNT_MAX = 1000000, PORT_MAX = 65535, ZONE_MAX = 64 };

/* Digits at *at, which moves behind them; -1 where there are none or too many. */
static int64_t
take_digits(const char **at)
{
	int64_t number = 0;
	const char *p = *at;

	if (!isdigit((unsigned char)*p))
		return -1;
	for (; isdigit((unsigned char)*p); p++) {
		if (number > INT64_MAX / 100)
			return -1;
		number = number * 10 + (*p - '0');
	}
	*at = p;
	return number;
}

/* A number and one letter of units; scale[i] belongs to units[i]. */
static bool
scaled(const char *text, const char *units, const int64_t *scale, bool bare, int64_t max,
	int64_t *ret)
{
	int64_t number = take_digits(&text), factor = 1;
	const char *unit;

	if (number < 0)
		return false;
	if (*text) {
		unit = strchr(units, tolower((unsigned char)*text));
		if (!unit || text[1])
			return false;
		factor = scale[unit - units];
	} else if (!bare) {
		return false;
	}
	if (number > max / factor)
		return false;
	*ret = number * factor;
	return true;
}

bool
value_span(const char *text, int64_t *ret_seconds)
{
	static const int64_t scale[] = { 1, 60, 3600, 86400 };

	return scaled(text, "smhd", scale, false, SPAN_MAX, ret_seconds);
}

bool
value_size(const char *text, int64_t *ret_bytes)
{
	static const int64_t scale[] = { INT64_C(1) << 10, INT64_C(1) << 20, INT64_C(1) << 30 };

	int64_t bytes;

	if (!scaled(text, "kmg", scale, true, INT64_C(1) << 40, &bytes) || bytes == 0)
		return false;
	*ret_bytes = bytes;
	return true;
}

bool
value_bool(const char *text, bool *ret_yes)
{
	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		return false;
	*ret_yes = text[0] == 'y';
	return true;
}

bool
value_count(const char *text, unsigned *ret_count)
{
	int64_t number = take_digits(&text);

	if (number < 0 || number > COUNT_MAX || *text)
		return false;
	*ret_count = (unsigned)number;
	return true;
}

/* "9:00" or "09:00" at *at, which moves behind it. */
static bool
take_time(const char **at, int *ret_minutes)
{
	const char *p = *at;
	int64_t hour = take_digits(&p), minute;

	if (hour < 0 || hour > 23 || p - *at > 2 || *p != ':')
		return false;
	*at = ++p;
	minute = take_digits(&p);
	if (minute < 0 || minute > 59 || p - *at != 2)
		return false;
	*at = p;
	*ret_minutes = (int)(hour * 60 + minute);
	return true;
}

bool
value_time(const char *text, int *ret_minutes)
{
	int minutes;

	if (!take_time(&text, &minutes) || *text)
		return false;
	*ret_minutes = minutes;
	return true;
}

bool
value_time_range(const char *text, int *ret_from, int *ret_to)
{
	int from, to;

	if (!take_time(&text, &from))
		return false;
	text += strspn(text, " ");
	if (*text++ != '-')
		return false;
	text += strspn(text, " ");
	if (!take_time(&text, &to) || *text || from == to)
		return false;
	*ret_from = from;
	*ret_to = to;
	return true;
}

/* The longer of two that begin alike stands first. */
static const struct {
	const char *sign;
	char code[4];
} signs[] = {
	{ "US$", "USD" },
	{ "HK$", "HKD" },
	{ "NT$", "TWD" },
	{ "C$", "CAD" },
	{ "A$", "AUD" },
	{ "S$", "SGD" },
	{ "$", "USD" },
	{ "€", "EUR" },
	{ "£", "GBP" },
	{ "¥", "JPY" },
	{ "₩", "KRW" },
	{ "₹", "INR" },
};

static const struct {
	const char *name;
	int64_t factor;
} scales[] = {
	{ "", 1 },
	{ "k", 1000 },
	{ "thousand", 1000 },
	{ "m", 1000000 },
	{ "mn", 1000000 },
	{ "million", 1000000 },
	{ "b", 1000000000 },
	{ "bn", 1000000000 },
	{ "billion", 1000000000 },
	{ "t", 1000000000000 },
	{ "tn", 1000000000000 },
	{ "trillion", 1000000000000 },
};

/* Three capital letters that stand alone. */
static bool
take_code(const char **at, char code[4])
{
	const char *p = *at;

	for (int i = 0; i < 3; i++)
		if (p[i] < 'A' || p[i] > 'Z')
			return false;
	if (isalpha((unsigned char)p[3]))
		return false;
	memcpy(code, p, 3);
	code[3] = '\0';
	*at = p + 3;
	return true;
}

static bool
take_sign(const char **at, char code[4])
{
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		size_t len = strlen(signs[i].sign);

		if (!strncmp(*at, signs[i].sign, len)) {
			memcpy(code, signs[i].code, sizeof signs[i].code);
			*at += len;
			return true;
		}
	}
	return take_code(at, code);
}

/* Does a comma stand here that separates thousands? "1,5" is nobody's fifteen. */
static bool
is_thousands_comma(const char *at)
{
	return *at == ',' && isdigit((unsigned char)at[1]) && isdigit((unsigned char)at[2]) &&
	       isdigit((unsigned char)at[3]) && !isdigit((unsigned char)at[4]);
}

/* "1,234.5" as digits and how many of them stand behind the point. */
static bool
take_decimal(const char **at, int64_t *ret_digits, unsigned *ret_decimals)
{
	int64_t digits = 0;
	unsigned decimals = 0;
	bool point = false;
	const char *p = *at;

	if (!isdigit((unsigned char)*p))
		return false;
	for (;; p++) {
		if (*p == '.' && !point && isdigit((unsigned char)p[1])) {
			point = true;
			continue;
		}
		if (!point && is_thousands_comma(p))
			continue;
		if (!isdigit((unsigned char)*p))
			break;
		if (digits > AMOUNT_MAX)
			return false;
		digits = digits * 10 + (*p - '0');
		decimals += point;
	}
	*at = p;
	*ret_digits = digits;
	*ret_decimals = decimals;
	return true;
}

static bool
take_scale(const char **at, int64_t *ret_factor)
{
	size_t len = 0;

	while (isalpha((unsigned char)(*at)[len]))
		len++;
	for (size_t i = 0; i < ARRAY_LEN(scales); i++)
		if (strlen(scales[i].name) == len && !strncasecmp(*at, scales[i].name, len)) {
			*at += len;
			*ret_factor = scales[i].factor;
			return true;
		}
	return false;
}

bool
value_money(const char *text, struct amount *ret_amount)
{
	struct amount amount = { .bound = BOUND_EXACT };
	int64_t digits, factor = 1;
	unsigned decimals;
	bool known = take_sign(&text, amount.currency);

	text += strspn(text, " ");
	if (!take_decimal(&text, &digits, &decimals))
		return false;
	text += strspn(text, " ");
	/* "5 EUR": the code is no scale. */
	if (known || !take_code(&text, amount.currency)) {
		if (!take_scale(&text, &factor))
			return false;
		text += strspn(text, " ");
		if (!known && !take_sign(&text, amount.currency))
			return false;
	}
	if (*text)
		return false;
	for (; decimals > 0 && factor > 1; decimals--)
		factor /= 10;
	for (; decimals > 0; decimals--)
		digits /= 10;
	if (digits > AMOUNT_MAX / factor)
		return false;
	amount.value = digits * factor;
	if (!strcmp(amount.currency, "USD"))
		amount.usd = amount.value;
	*ret_amount = amount;
	return true;
}

bool
value_listen(const char *text)
{
	char host[INET6_ADDRSTRLEN];
	unsigned char address[sizeof(struct in6_addr)];
	const char *colon = strrchr(text, ':'), *digits;
	size_t len;
	int64_t port;
	bool six = text[0] == '[';

	if (!colon)
		return false;
	digits = colon + 1;
	port = take_digits(&digits);
	if (port < 1 || port > PORT_MAX || *digits)
		return false;
	len = (size_t)(colon - text);
	if (six && (len < 2 || text[len - 1] != ']'))
		return false;
	if (six) {
		text++;
		len -= 2;
	}
	if (len >= sizeof host)
		return false;
	memcpy(host, text, len);
	host[len] = '\0';
	return inet_pton(six ? AF_INET6 : AF_INET, host, address) == 1;
}

bool
value_timezone(const char *text)
{
	const char *folder = getenv("TZDIR");
	char path[4096];

	if (!strcmp(text, "UTC"))
		return true;
	if (!*text || *text == '/' || strstr(text, "..") || strlen(text) > ZONE_MAX)
		return false;
	if (snprintf(path, sizeof path, "%s/%s", folder ? folder : "/usr/share/zoneinfo", text) >=
		(int)sizeof path)
		return false;
	/* A folder ("Europe") is no zone; an opened one has the data's first letters. */
	FILE *file = fopen(path, "re");
	char magic[4] = "";

	if (!file)
		return false;
	if (fread(magic, 1, sizeof magic, file) != sizeof magic)
		magic[0] = '\0';
	fclose(file);
	return !memcmp(magic, "TZif", sizeof magic);
}
