/*
 * moment - a date in the making, and the pieces that all forms of dates have.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct moment {
	long year, month, day;
	long hour, min, sec;
	long zone; /* minutes east of Greenwich */
	bool has_time, has_zone;
	int half; /* 1: am, 2: pm */
};

/* false: there is no such moment. */
bool moment_finish(const struct moment *moment, int64_t *ret_when);

bool is_leap(long year);
long days_of(long year, long month);

/* The year that a number of so many digits means: 25 is 2025, 97 is 1997. */
long year_of(long number, size_t n_digits);

/* These move *at past what they read. Digits, at most max of them; gives how many. */
size_t read_digits(const char **at, size_t max, long *ret_number);

/* Exactly n digits. */
bool read_exactly(const char **at, size_t n, long *ret_number);

/* "9:15", "09:15:30.25", "0915", "091530", "9". */
bool read_time(const char **at, struct moment *moment);

/* What is behind the colon or the point of a time, if there is one; a broken one is an error. */
bool read_more_time(const char **at, char mark, long *ret_number);

/* "+01:00", "-0530", "+1"; *at stands at the sign. */
bool read_offset(const char **at, struct moment *moment);
