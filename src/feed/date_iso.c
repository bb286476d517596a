/*
 * date_iso - ISO 8601 and its kin: dates of numbers, the largest first.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "feed/date_form.h"
#include "feed/moment.h"

static bool
read_ordinal(long year, long ordinal, struct moment *moment)
{
	long month = 1;

	if (ordinal < 1 || ordinal > 365 + is_leap(year))
		return false;
	for (; ordinal > days_of(year, month); month++)
		ordinal -= days_of(year, month);
	moment->year = year;
	moment->month = month;
	moment->day = ordinal;
	return true;
}

/* "W49-2", "W492", "W49" behind a year; the week that has the year's 4th of January is the first. */
static bool
read_week(const char **at, long year, struct moment *moment)
{
	long week = 0, weekday = 1, first, ordinal;

	(*at)++;
	if (!read_exactly(at, 2, &week) || week < 1 || week > 53)
		return false;
	if (**at == '-' && isdigit((unsigned char)(*at)[1]))
		(*at)++;
	read_digits(at, 1, &weekday);
	if (weekday < 1 || weekday > 7)
		return false;
	first = (long)(clock_utc(year, 1, 4, 0, 0, 0) / 86400 + 3) % 7; /* 1970-01-01: a Thursday */
	first = (first + 7) % 7;
	ordinal = 4 - first + (week - 1) * 7 + weekday - 1;
	if (ordinal < 1)
		return read_ordinal(year - 1, ordinal + 365 + is_leap(year - 1), moment);
	if (ordinal > 365 + is_leap(year))
		return read_ordinal(year + 1, ordinal - 365 - is_leap(year), moment);
	return read_ordinal(year, ordinal, moment);
}

/* The date in one run of digits: its length says what it is. */
static bool
read_compact(const char **at, size_t n, struct moment *moment)
{
	long ordinal = 0;

	switch (n) {
	case 14: /* with the time */
	case 12:
	case 8:
		if (!read_exactly(at, 4, &moment->year) || !read_exactly(at, 2, &moment->month) ||
			!read_exactly(at, 2, &moment->day))
			return false;
		return n == 8 || read_time(at, moment);
	case 7:
		return read_exactly(at, 4, &moment->year) && read_exactly(at, 3, &ordinal) &&
		       read_ordinal(moment->year, ordinal, moment);
	case 6:
		if (!read_exactly(at, 2, &moment->year) || !read_exactly(at, 2, &moment->month) ||
			!read_exactly(at, 2, &moment->day))
			return false;
		moment->year = year_of(moment->year, 2);
		return true;
	case 5:
		return read_exactly(at, 2, &moment->year) && read_exactly(at, 3, &ordinal) &&
		       read_ordinal(year_of(moment->year, 2), ordinal, moment);
	default:
		return false;
	}
}

/*
 * "2003", "2003-12", "2003-12-31", "2003-365", "2003-W01-3",
 * "03-12-31"; n digits of the year stand at *at.
 */
static bool
read_parted(const char **at, size_t n, struct moment *moment)
{
	long number = 0;
	size_t n_digits;

	if (!read_exactly(at, n, &number))
		return false;
	moment->year = year_of(number, n);
	if (n == 4 && **at == 'W')
		return read_week(at, number, moment);
	if (**at != '-')
		return n == 4;
	(*at)++;
	if (n == 4 && **at == 'W')
		return read_week(at, number, moment);
	n_digits = read_digits(at, 4, &number);
	if (n_digits == 3)
		return read_ordinal(moment->year, number, moment);
	if (n_digits == 0 || n_digits > 2)
		return false;
	moment->month = number;
	if (**at != '-')
		return n == 4;
	(*at)++;
	n_digits = read_digits(at, 4, &number);
	moment->day = number;
	return n_digits == 1 || n_digits == 2;
}

/* The century is left out: "-0312", "-03-12"; at stands behind the first dash. */
static bool
short_parse(const char *at, int64_t *ret_when)
{
	struct moment moment = { .day = 1 };
	long year = 0;

	if (!read_exactly(&at, 2, &year))
		return false;
	at += *at == '-';
	if (!read_exactly(&at, 2, &moment.month) || *at)
		return false;
	moment.year = year_of(year, 2);
	return moment_finish(&moment, ret_when);
}

/* Seconds since 1970, with a fraction or not, or milliseconds: n digits stand there. */
static bool
epoch_parse(const char *at, size_t n, int64_t *ret_when)
{
	bool fraction = at[n] == '.' && !at[n + 1 + strspn(at + n + 1, "0123456789")];

	if (n == 10 ? at[n] && !fraction : n != 13 || at[n])
		return false;
	*ret_when = strtoll(at, NULL, 10) / (n == 13 ? 1000 : 1);
	return true;
}

bool
iso_parse(const char *at, int64_t *ret_when)
{
	struct moment moment = { .month = 1, .day = 1 };
	size_t n = 0;

	if (*at == '-')
		return short_parse(at + 1, ret_when);
	while (isdigit((unsigned char)at[n]))
		n++;
	if (epoch_parse(at, n, ret_when))
		return true;
	if (n == 4 || n == 2 ? !read_parted(&at, n, &moment) : !read_compact(&at, n, &moment))
		return false;
	if (*at == 'T' || *at == 't' || *at == ' ' || *at == '_') {
		at++;
		at += strspn(at, " ");
		if (*at && !moment.has_time && !read_time(&at, &moment))
			return false;
		if (*at == ':' && isdigit((unsigned char)at[1])) /* a fraction behind a colon */
			at += 1 + strspn(at + 1, "0123456789");
	}
	at += strspn(at, " ");
	if (*at == '+' || *at == '-') {
		if (!moment.has_time || !read_offset(&at, &moment))
			return false;
	} else if (*at == 'Z' || *at == 'z') {
		at++;
	}
	/* words may follow ("PM", "CET"): then it is the others' turn */
	return !at[strspn(at, " ")] && moment_finish(&moment, ret_when);
}
