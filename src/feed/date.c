/*
 * date - numbers first (ISO 8601 and its kin), then words: a date is a day, a month and a
 * year in whatever order and language, perhaps a time, perhaps a zone.
 */
#include "feed/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/clock.h"
#include "feed/date_word.h"

enum { DATE_LEN_MAX = 128, NUMBERS_MAX = 3, UNKNOWN = -1 };
enum { YEAR_MIN = 100 }; /* programs write year 0 or 1 where they have no date */

struct moment {
	long year, month, day;
	long hour, min, sec;
	long zone; /* minutes east of Greenwich */
	bool has_time, has_zone;
	int half; /* 1: am, 2: pm */
};

static bool
is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static long
days_of(long year, long month)
{
	static const long days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

static bool
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

static long
year_of(long number, size_t n_digits)
{
	return n_digits > 2 ? number : number < 90 ? 2000 + number : 1900 + number;
}

/* Reads digits, at most max of them; gives how many. */
static size_t
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

/* Exactly n digits. */
static bool
read_exactly(const char **at, size_t n, long *ret_number)
{
	const char *from = *at;

	if (read_digits(&from, n, ret_number) != n)
		return false;
	*at = from;
	return true;
}

/* What is behind the colon or the point of a time; a broken one is an error. */
static bool
read_more_time(const char **at, char mark, long *ret_number)
{
	if (**at != mark)
		return true;
	(*at)++;
	return read_digits(at, 2, ret_number) > 0;
}

/* "9:15", "09:15:30.25", "0915", "091530", "9"; *at past it. */
static bool
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

/* "+01:00", "-0530", "+1"; *at stands at the sign. */
static bool
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

/* --- ISO 8601 -------------------------------------------------------------- */

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

/* "2003", "2003-12", "2003-12-31", "2003-365", "2003-W01-3", "03-12-31"; n digits of the year stand at *at. */
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

static bool
iso_parse(const char *at, int64_t *ret_when)
{
	struct moment moment = { .month = 1, .day = 1 };
	size_t n = 0;
	long number = 0;

	if (*at == '-') { /* the century is left out: "-0312", "-03-12" */
		at++;
		if (!read_exactly(&at, 2, &number))
			return false;
		at += *at == '-';
		if (!read_exactly(&at, 2, &moment.month) || *at)
			return false;
		moment.year = year_of(number, 2);
		return moment_finish(&moment, ret_when);
	}
	while (isdigit((unsigned char)at[n]))
		n++;
	if (n == 10 && at[n] == '.' && !at[n + 1 + strspn(at + n + 1, "0123456789")]) {
		*ret_when = strtoll(at, NULL, 10);
		return true;
	}
	if ((n == 10 || n == 13) && !at[n]) { /* seconds or milliseconds since 1970 */
		*ret_when = strtoll(at, NULL, 10) / (n == 13 ? 1000 : 1);
		return true;
	}
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

/* --- words ----------------------------------------------------------------- */

/* Marks behind a number that say what it is. */
struct unit {
	const char *mark;
	int part; /* 0 year, 1 month, 2 day, 3 hour, 4 minute, 5 second */
	bool korean;
};

/* clang-format off */
static const struct unit units[] = {
	{ "년", 0, true }, { "월", 1, true }, { "일", 2, true }, { "시", 3, true }, { "분", 4, true },
	{ "초", 5, true }, { "年", 0, false }, { "月", 1, false }, { "日", 2, false },
	{ "時", 3, false }, { "时", 3, false }, { "分", 4, false }, { "秒", 5, false },
};
/* clang-format on */

struct number {
	long value;
	size_t n_digits;
	char before; /* what separates it from the number before it */
};

struct words {
	struct moment moment;
	struct number numbers[NUMBERS_MAX];
	size_t n_numbers;
	bool glued; /* the word that is read stands right behind a number */
	bool korean;
};

/* Whether day, month and year are there, whatever order they are in. */
static bool
has_date(const struct words *words)
{
	return words->n_numbers + (words->moment.month != UNKNOWN) >= NUMBERS_MAX;
}

static bool
take_zone(struct words *words, const char *word)
{
	struct moment *moment = &words->moment;

	if (moment->has_zone)
		return true;
	moment->has_zone = date_zone(word, &moment->zone);
	return moment->has_zone;
}

static void
take_word(struct words *words, const char *word)
{
	struct moment *moment = &words->moment;
	long month;

	if (strcmp(word, "am") == 0 || strcmp(word, "오전") == 0)
		moment->half = 1;
	else if (strcmp(word, "pm") == 0 || strcmp(word, "오후") == 0)
		moment->half = 2;
	if (moment->half != 0 && !moment->has_time && words->n_numbers > 0 && words->glued) {
		moment->hour = words->numbers[--words->n_numbers].value; /* "7pm" */
		moment->has_time = true;
	}
	if (strcmp(word, "오전") == 0 || strcmp(word, "오후") == 0)
		words->korean = true;
	if (moment->has_time && take_zone(words, word))
		return;
	if (date_month(word, &month))
		moment->month = month;
}

/* "2004년", "05月": the mark says which part it is. Gives the mark's length, 0: there is none. */
static size_t
take_unit(struct words *words, const char *at, long value)
{
	struct moment *moment = &words->moment;

	for (size_t i = 0; (unsigned char)*at >= 0x80 && i < ARRAY_LEN(units); i++) {
		size_t len = strlen(units[i].mark);

		if (strncmp(at, units[i].mark, len) != 0)
			continue;
		words->korean |= units[i].korean;
		*(long *[]){ &moment->year, &moment->month, &moment->day, &moment->hour,
			&moment->min, &moment->sec }[units[i].part] = value;
		moment->has_time |= units[i].part > 2;
		return len;
	}
	return 0;
}

/* "19.48.00", "19h48" behind a date. */
static bool
take_odd_time(struct words *words, const char **at, long hour)
{
	struct moment *moment = &words->moment;

	(*at)++;
	moment->hour = hour;
	moment->has_time = true;
	if (!read_exactly(at, 2, &moment->min))
		return false;
	return **at != '.' || !isdigit((unsigned char)(*at)[1]) ||
	       read_more_time(at, '.', &moment->sec);
}

/* A zone without its sign ("0000", "00") is what a number behind date and time can be. */
static bool
take_bare_offset(struct words *words, const struct number *number)
{
	long hours = number->n_digits == 4 ? number->value / 100 : number->value;

	if (words->moment.has_zone || (number->n_digits != 4 && number->n_digits != 2))
		return false;
	words->moment.zone = hours * 60 + (number->n_digits == 4 ? number->value % 100 : 0);
	words->moment.has_zone = true;
	return true;
}

/* A number, or a time; false: it can't be part of a date. */
static bool
take_number(struct words *words, const char **at, char before)
{
	struct number number = { .before = before };
	const char *from = *at;
	size_t unit;
	bool more;

	number.n_digits = read_digits(at, 9, &number.value);
	unit = take_unit(words, *at, number.value);
	if (unit > 0) {
		*at += unit;
		return true;
	}
	more = **at && isdigit((unsigned char)(*at)[1]);
	if (**at == ':' && number.n_digits < 3) {
		*at = from;
		return !words->moment.has_time && read_time(at, &words->moment);
	}
	if (more && has_date(words) && !words->moment.has_time && number.n_digits < 3 &&
		(**at == '.' || **at == 'h'))
		return take_odd_time(words, at, number.value);
	if (has_date(words) && words->moment.has_time)
		return take_bare_offset(words, &number);
	if (number.n_digits > 4 || words->n_numbers == NUMBERS_MAX)
		return false;
	*at += **at == ':'; /* "2/Dec/2025:08:15:30" */
	words->numbers[words->n_numbers++] = number;
	return true;
}

/* Day and year beside a month that was named. A year has two digits at least. */
static bool
place_named(struct words *words)
{
	const struct number *a = &words->numbers[0], *b = &words->numbers[1];
	bool year_first;

	if (words->n_numbers == 1 && a->n_digits == 4 && !words->moment.has_time) {
		words->moment.year = a->value;
		words->moment.day = 1;
		return true;
	}
	if (words->n_numbers != 2)
		return false;
	year_first = a->n_digits > 2 || a->value > 31;
	words->moment.day = year_first ? b->value : a->value;
	words->moment.year =
		year_first ? year_of(a->value, a->n_digits) : year_of(b->value, b->n_digits);
	return year_first ? b->n_digits <= 2 : b->n_digits >= 2;
}

/* Three numbers: what is the year is seen by its digits, day and month by the separator. */
static bool
place_numbers(struct words *words)
{
	const struct number *n = words->numbers;
	struct moment *moment = &words->moment;
	bool day_first;

	if (words->n_numbers != 3)
		return false;
	if (n[0].n_digits > 2 || (n[0].n_digits == 2 && n[2].n_digits == 1)) {
		moment->year = year_of(n[0].value, n[0].n_digits);
		moment->month = n[1].value;
		moment->day = n[2].value;
		return true;
	}
	if (n[2].n_digits == 1)
		return false;
	day_first = n[1].before == '/' ? n[0].value > 12 : n[1].value <= 12;
	moment->day = n[day_first ? 0 : 1].value;
	moment->month = n[day_first ? 1 : 0].value;
	moment->year = year_of(n[2].value, n[2].n_digits);
	return true;
}

static bool
place(struct words *words)
{
	struct moment *moment = &words->moment;

	if (words->n_numbers == 0)
		return moment->year != UNKNOWN && moment->month != UNKNOWN &&
		       moment->day != UNKNOWN;
	return moment->month != UNKNOWN ? place_named(words) : place_numbers(words);
}

/* "p.m." is "pm". */
static const char *
with_mark(const char **at, const char *word)
{
	if ((*word != 'a' && *word != 'p') || word[1] || strncasecmp(*at, ".m", 2) != 0)
		return word;
	*at += 2;
	return *word == 'a' ? "am" : "pm";
}

/* RFC 822 has comments: they may be the zone's name, but no number of a date. */
static size_t
comment_len(const struct words *words, const char *at)
{
	size_t len = strcspn(at, ")");

	return words->moment.has_zone || strcspn(at, "0123456789") < len ? len : 1;
}

static bool
words_parse(const char *at, int64_t *ret_when)
{
	struct words words = { .moment = { .year = UNKNOWN, .month = UNKNOWN, .day = UNKNOWN } };
	char before = ' ';

	while (*at) {
		unsigned char c = (unsigned char)*at;

		if (isdigit(c)) {
			if (!take_number(&words, &at, before))
				return false;
			before = *at;
			words.glued = true;
			continue;
		} else if (isalpha(c) || c >= 0xC3) {
			char word[DATE_WORD_MAX];
			const char *from = at;

			date_word(&at, word);
			if (at == from)
				at++;
			else
				take_word(&words, with_mark(&at, word));
		} else if (c == '(') {
			at += comment_len(&words, at);
		} else if ((c == '+' && words.n_numbers >= 2) ||
			   ((c == '+' || c == '-') && words.moment.has_time) ||
			   (c == '-' && has_date(&words) && isdigit((unsigned char)at[1]))) {
			if (!read_offset(&at, &words.moment))
				return false;
		} else if (c == ':' && isdigit((unsigned char)at[1])) {
			return false; /* of a time that is none: "zz:15" */
		} else {
			at++;
		}
		words.glued = false;
	}
	if (words.korean && !words.moment.has_zone)
		words.moment.zone = 9L * 60;
	return place(&words) && moment_finish(&words.moment, ret_when);
}

/* "Tue, 02 Dec 2025 08:15:00 GMT", letter for letter: what most feeds have, read without a detour. */
static bool
mail_parse(const char *at, int64_t *ret_when)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct moment moment = { 0 };

	if (isalpha((unsigned char)at[0]) && isalpha((unsigned char)at[1]) &&
		isalpha((unsigned char)at[2]) && at[3] == ',' && at[4] == ' ')
		at += 5;
	if (read_digits(&at, 2, &moment.day) == 0 || *at++ != ' ')
		return false;
	for (size_t i = 0; i < 12 && moment.month == 0; i++) {
		const char *month = months + 3 * i;

		if (at[0] == month[0] && at[1] == month[1] && at[2] == month[2])
			moment.month = (long)i + 1;
	}
	if (moment.month == 0 || at[3] != ' ')
		return false;
	at += 4;
	if (!read_exactly(&at, 4, &moment.year) || *at++ != ' ' || !read_time(&at, &moment) ||
		*at++ != ' ')
		return false;
	if (*at == '+' || *at == '-') {
		if (!read_offset(&at, &moment))
			return false;
	} else if (strncmp(at, "GMT", 3) == 0) {
		at += 3;
	}
	return !*at && moment_finish(&moment, ret_when);
}

bool
date_parse(const char *text, int64_t *ret_when)
{
	char copy[DATE_LEN_MAX];
	size_t len;

	if (mail_parse(text, ret_when) ||
		iso_parse(text, ret_when)) /* most are, and need no copy */
		return true;
	text += strspn(text, " \t\r\n\"'");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n\"'", text[len - 1]))
		len--;
	if (len == 0 || len >= DATE_LEN_MAX)
		return false;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return mail_parse(copy, ret_when) || iso_parse(copy, ret_when) ||
	       words_parse(copy, ret_when);
}

int64_t
number_parse(const char *text)
{
	size_t n;

	text += strspn(text, " \t\r\n");
	n = strspn(text, "0123456789");
	if (n == 0 || n > 18 || text[n + strspn(text + n, " \t\r\n")])
		return -1;
	return strtoll(text, NULL, 10);
}

int64_t
duration_parse(const char *text)
{
	int64_t seconds = 0;

	text += strspn(text, " \t\r\n");
	if (strncasecmp(text, "PT", 2) == 0)
		text += 2;
	if (!isdigit((unsigned char)*text))
		return -1;
	for (int part = 0; part < 3 && isdigit((unsigned char)*text); part++) {
		int64_t number = 0;

		for (; isdigit((unsigned char)*text); text++) {
			if (number < 100000000)
				number = number * 10 + *text - '0';
		}
		switch (tolower((unsigned char)*text)) {
		case ':':
			seconds = (seconds + number) * 60;
			text++;
			if (!isdigit((unsigned char)*text))
				return -1;
			break;
		case 'h':
			seconds += number * 3600;
			text++;
			break;
		case 'm':
			seconds += number * 60;
			text++;
			break;
		default:
			return seconds + number;
		}
	}
	return seconds;
}
