/*
 * date_prose - dates in words and numbers, as people and old programs write them.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "feed/date_form.h"
#include "feed/date_word.h"
#include "feed/moment.h"

enum { NUMBERS_MAX = 3, UNKNOWN = -1 };

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

bool
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
