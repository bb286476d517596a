/*
 * moment - a date in the making, and the pieces that all forms of dates have.
 */
#include "feed/moment.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/clock.h"

enum { YEAR_MIN = 100 }; /* programs write year 0 or 1 where they have no date */

bool
is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

long
days_of(long year, long month)
{
	static const long days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
moment_finish(const struct moment *moment, int64_t *ret_when)
{
	long hour = moment->hour;

	if (moment->year < YEAR_MIN || moment->month < 1 || moment->month > 12 || moment->day < 1 ||
		moment->day > days_of(moment->year, moment->month))
		return false;
	if (moment->half == 1 && hour == 12)
		hour = 0;
	else if (moment->half == 2 && hour < 12)
		hour += 12;
	if (hour > 24 || moment->min > 59 || moment->sec > 60 || labs(moment->zone) > 24L * 60)
		return false;
	*ret_when = clock_utc(moment->year, (unsigned)moment->month, (unsigned)moment->day,
			    (unsigned)hour, (unsigned)moment->min, (unsigned)moment->sec) -
		    moment->zone * 60;
	return true;
}

long
year_of(long number, size_t n_digits)
{
	return n_digits > 2 ? number : number < 90 ? 2000 + number : 1900 + number;
}

size_t
read_digits(const char **at, size_t max, long *ret_number)
{
	size_t n = 0;
	long number = 0;

	for (; n < max && isdigit((unsigned char)**at); n++)
		number = number * 10 + *(*at)++ - '0';
	if (n > 0)
		*ret_number = number;
	return n;
}

bool
read_exactly(const char **at, size_t n, long *ret_number)
{
	const char *from = *at;

	if (read_digits(&from, n, ret_number) != n)
		return false;
	*at = from;
	return true;
}

bool
read_more_time(const char **at, char mark, long *ret_number)
{
	if (**at != mark)
		return true;
	(*at)++;
	return read_digits(at, 2, ret_number) > 0;
}

bool
read_time(const char **at, struct moment *moment)
{
	size_t n = 0;

	while (isdigit((unsigned char)(*at)[n]))
		n++;
	if (n == 4 || n == 6) {
		if (!read_exactly(at, 2, &moment->hour) || !read_exactly(at, 2, &moment->min) ||
			(n == 6 && !read_exactly(at, 2, &moment->sec)))
			return false;
	} else if (n == 0 || n > 2 || read_digits(at, 2, &moment->hour) == 0 ||
		   !read_more_time(at, ':', &moment->min) ||
		   !read_more_time(at, ':', &moment->sec)) {
		return false;
	}
	if ((**at == '.' || **at == ',') && isdigit((unsigned char)(*at)[1])) {
		for ((*at)++; isdigit((unsigned char)**at);)
			(*at)++;
	}
	moment->has_time = true;
	return true;
}

bool
read_offset(const char **at, struct moment *moment)
{
	long sign = **at == '-' ? -1 : 1, hours = 0, mins = 0, number = 0;
	size_t n;

	(*at)++;
	while (**at == '+' || **at == '-')
		(*at)++;
	n = read_digits(at, 4, &number);
	if (n == 0 || isdigit((unsigned char)**at))
		return false;
	if (n <= 2)
		hours = number;
	else {
		hours = number / 100;
		mins = number % 100;
	}
	if (n <= 2 && **at == ':') {
		(*at)++;
		if (read_digits(at, 2, &mins) == 0)
			return false;
		if (**at == ':' && isdigit((unsigned char)(*at)[1])) { /* no zone has seconds */
			(*at)++;
			read_digits(at, 2, &number);
		}
	}
	moment->zone = sign * (hours * 60 + mins);
	moment->has_zone = true;
	return true;
}
