/*
 * clock - the time, and times as text.
 */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static int64_t
clock_read_us(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
clock_wall(void)
{
	return clock_wall_ms() / 1000;
}

int64_t
clock_wall_ms(void)
{
	return clock_read_us(CLOCK_REALTIME) / 1000;
}

int64_t
clock_mono_ms(void)
{
	return clock_mono_us() / 1000;
}

int64_t
clock_mono_us(void)
{
	return clock_read_us(CLOCK_BOOTTIME);
}

int64_t
clock_days(int64_t year, unsigned month, unsigned day)
{
	/* Years begin in March, so the leap day is the last one (Hinnant, "chrono-compatible
	 * low-level date algorithms"). */
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t
clock_utc(int64_t year, unsigned month, unsigned day, unsigned hour, unsigned min, unsigned sec)
{
	return clock_days(year, month, day) * 86400 + (int64_t)hour * 3600 + (int64_t)min * 60 +
	       sec;
}

char *
clock_rfc3339(int64_t when, char buf[CLOCK_TEXT_MAX])
{
	const int64_t first = clock_utc(0, 1, 1, 0, 0, 0),
		      last = clock_utc(9999, 12, 31, 23, 59, 59);

	when = when < first ? first : when > last ? last : when;

	time_t time = (time_t)when;
	struct tm tm;

	gmtime_r(&time, &tm);
	snprintf(buf, CLOCK_TEXT_MAX, "%04d-%02d-%02dT%02d:%02d:%02dZ", (tm.tm_year + 1900) % 10000,
		tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	return buf;
}

static unsigned
month_days(unsigned year, unsigned month)
{
	int64_t next = month < 12 ? clock_days(year, month + 1, 1) : clock_days(year + 1, 1, 1);

	return (unsigned)(next - clock_days(year, month, 1));
}

bool
clock_parse_rfc3339(const char *text, int64_t *ret_when)
{
	unsigned year, month, day, hour = 0, min = 0, sec = 0, zone_hour = 0, zone_min = 0;
	int date_len = 0, time_len = 0, zone_len = 0;
	int64_t offset = 0;

	if (sscanf(text, "%4u-%2u-%2u%n", &year, &month, &day, &date_len) < 3 || date_len != 10)
		return false;
	text += date_len;
	if (*text) {
		if (!strchr("Tt ", *text) ||
			sscanf(text + 1, "%2u:%2u:%2u%n", &hour, &min, &sec, &time_len) < 3 ||
			time_len != 8)
			return false;
		text += 1 + time_len;
		if (*text == '.')
			text += 1 + strspn(text + 1, "0123456789");
		if (*text == 'Z' || *text == 'z') {
			text++;
		} else if ((*text == '+' || *text == '-') &&
			   sscanf(text + 1, "%2u:%2u%n", &zone_hour, &zone_min, &zone_len) == 2 &&
			   zone_len == 5) {
			offset = ((int64_t)zone_hour * 60 + zone_min) * (*text == '-' ? -60 : 60);
			text += 1 + zone_len;
		} else {
			return false;
		}
	}
	if (*text || month < 1 || month > 12 || day < 1 || day > month_days(year, month) ||
		hour > 23 || min > 59 || sec > 60 || zone_hour > 23 || zone_min > 59)
		return false;
	*ret_when = clock_utc(year, month, day, hour, min, sec) - offset;
	return true;
}
