/*
 * zone - the local time of a place, whatever place the process itself is set to.
 *
 * Reads the system's zone files (RFC 8536) itself: the C library knows one place at a
 * time, and changing that under running threads is not safe.
 */
#include "base/zone.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	ZONE_FILE_MAX = 1024 * 1024,
	HEADER_LEN = 44,
	TYPE_LEN = 6,
	DAY = 86400,
	MINUTE = 60,
	HOUR = 3600,
};

/* When in the year a rule of the footer takes effect: ",M3.5.0/1", ",J60", ",59". */
struct rule {
	char kind; /* 'M', 'J' or 'n' */
	unsigned month, week, day;
	int64_t time; /* seconds of local time */
};

struct zone {
	bool machine;     /* the C library's */
	int64_t *times;   /* owned; when the offset changes */
	int32_t *offsets; /* owned; from then on */
	size_t n;
	int32_t first; /* before the first change */
	/* The footer, for what is later than all changes. */
	bool has_footer, has_dst;
	int64_t std, dst;
	struct rule begin, end;
};

static uint32_t
be32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t
be64(const unsigned char *at)
{
	return (int64_t)((uint64_t)be32(at) << 32 | be32(at + 4));
}

struct header {
	size_t n_utc, n_std, n_leap, n_time, n_type, n_char;
};

static bool
header_read(const unsigned char *at, size_t left, struct header *ret)
{
	if (left < HEADER_LEN || memcmp(at, "TZif", 4) != 0)
		return false;
	*ret = (struct header){ be32(at + 20), be32(at + 24), be32(at + 28), be32(at + 32),
		be32(at + 36), be32(at + 40) };
	return ret->n_time < 65536 && ret->n_type > 0 && ret->n_type <= 256 &&
	       ret->n_char < 65536 && ret->n_leap < 65536 && ret->n_std <= 256 && ret->n_utc <= 256;
}

static size_t
body_len(const struct header *header, size_t time_len)
{
	return header->n_time * (time_len + 1) + header->n_type * TYPE_LEN + header->n_char +
	       header->n_leap * (time_len + 4) + header->n_std + header->n_utc;
}

/* "5", "-3:30", "+05:30:00" in seconds. */
static bool
read_hms(const char **text, int64_t *ret)
{
	const char *c = *text;
	int64_t sign = *c == '-' ? -1 : 1, unit = HOUR, sum = 0;

	if (*c == '-' || *c == '+')
		c++;
	if (!isdigit((unsigned char)*c))
		return false;
	for (;;) {
		sum += unit * strtol(c, (char **)&c, 10);
		unit /= 60;
		if (*c != ':' || unit == 0 || !isdigit((unsigned char)c[1]))
			break;
		c++;
	}
	*ret = sign * sum;
	*text = c;
	return true;
}

/* A zone's short name: letters, or anything in <>. */
static bool
skip_name(const char **text)
{
	const char *start = *text;

	if (**text == '<') {
		*text += strcspn(*text, ">");
		if (**text == '>')
			++*text;
	} else {
		while (isalpha((unsigned char)**text))
			++*text;
	}
	return *text > start;
}

static bool
read_rule(const char **text, struct rule *ret)
{
	char *c = (char *)*text;

	if (*c++ != ',')
		return false;
	*ret = (struct rule){ .kind = 'n', .time = (int64_t)2 * HOUR };
	if (*c == 'M' || *c == 'J')
		ret->kind = *c++;
	ret->day = (unsigned)strtoul(c, &c, 10);
	if (ret->kind == 'M') {
		ret->month = ret->day;
		if (*c++ != '.')
			return false;
		ret->week = (unsigned)strtoul(c, &c, 10);
		if (*c++ != '.')
			return false;
		ret->day = (unsigned)strtoul(c, &c, 10);
		if (ret->month < 1 || ret->month > 12 || ret->week < 1 || ret->week > 5 ||
			ret->day > 6)
			return false;
	}
	*text = c;
	if (**text == '/') {
		++*text;
		return read_hms(text, &ret->time);
	}
	return true;
}

/* "GMT0BST,M3.5.0/1,M10.5.0" */
static bool
footer_read(struct zone *zone, const char *text)
{
	if (!skip_name(&text) || !read_hms(&text, &zone->std))
		return false;
	zone->std = -zone->std; /* POSIX counts westwards */
	zone->dst = zone->std + HOUR;
	zone->has_footer = true;
	if (!*text)
		return true;
	if (!skip_name(&text))
		return false;
	if (*text && *text != ',') {
		if (!read_hms(&text, &zone->dst))
			return false;
		zone->dst = -zone->dst;
	}
	zone->has_dst = read_rule(&text, &zone->begin) && read_rule(&text, &zone->end) && !*text;
	return zone->has_dst;
}

static bool
zone_parse(struct zone *zone, const unsigned char *bytes, size_t len)
{
	struct header header;
	size_t at = 0;

	if (!header_read(bytes, len, &header) || bytes[4] < '2')
		return false;
	at = HEADER_LEN + body_len(&header, 4); /* the 32-bit half is for old readers */
	if (at > len || !header_read(bytes + at, len - at, &header))
		return false;
	at += HEADER_LEN;
	if (body_len(&header, 8) > len - at)
		return false;

	const unsigned char *times = bytes + at, *which = times + header.n_time * 8,
			    *types = which + header.n_time;
	const char *footer = (const char *)bytes + at + body_len(&header, 8);
	size_t footer_len = len - at - body_len(&header, 8);

	zone->n = header.n_time;
	zone->times = mem_array(header.n_time + 1, sizeof *zone->times);
	zone->offsets = mem_array(header.n_time + 1, sizeof *zone->offsets);
	zone->first = (int32_t)be32(types);
	for (size_t i = 0; i < header.n_time; i++) {
		if (which[i] >= header.n_type)
			return false;
		zone->times[i] = be64(times + 8 * i);
		zone->offsets[i] = (int32_t)be32(types + (size_t)TYPE_LEN * which[i]);
	}
	if (footer_len < 3) /* line breaks around nothing: what holds last holds for ever */
		return true;

	char *text = mem_strndup(footer + 1, footer_len - 1);
	bool ok;

	text[strcspn(text, "\n")] = '\0';
	ok = footer_read(zone, text);
	free(text);
	return ok;
}

struct zone *
zone_new(const char *name, struct err *err)
{
	struct zone *zone = mem_new(sizeof *zone);
	struct err why = { 0 };
	struct str bytes;
	char *path;
	bool ok;

	if (!name) {
		zone->machine = true;
		return zone;
	}
	str_init(&bytes, ZONE_FILE_MAX);
	path = mem_printf("/usr/share/zoneinfo/%s", name);
	ok = *name && *name != '/' && !strstr(name, "..") && file_read(path, &bytes, &why) &&
	     zone_parse(zone, (const unsigned char *)bytes.text, bytes.len);
	free(path);
	str_clear(&bytes);
	if (!ok) {
		err_set(err, ERR_CONF, "timezone: '%s' is no time zone, as 'Europe/London' is",
			name);
		zone_free(zone);
		return NULL;
	}
	return zone;
}

void
zone_free(struct zone *zone)
{
	if (!zone)
		return;
	free(zone->times);
	free(zone->offsets);
	free(zone);
}

static bool
is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The UTC moment at which the rule takes effect in that year, local time being `offset` ahead. */
static int64_t
rule_when(const struct rule *rule, int64_t year, int64_t offset)
{
	int64_t day = clock_days(year, 1, 1);

	if (rule->kind == 'J') {
		day += rule->day - 1 + (rule->day > 59 && is_leap(year));
	} else if (rule->kind == 'n') {
		day += rule->day;
	} else {
		int64_t first = clock_days(year, rule->month, 1);
		int64_t next = rule->month == 12 ? clock_days(year + 1, 1, 1)
						 : clock_days(year, rule->month + 1, 1);

		/* 1970-01-01, day 0, was a Thursday. */
		day = first + (rule->day - (first + 4) % 7 + 7) % 7 + 7L * (rule->week - 1);
		if (day >= next)
			day -= 7;
	}
	return day * DAY + rule->time - offset;
}

static int64_t
footer_offset(const struct zone *zone, int64_t when)
{
	struct tm tm;
	time_t local = (time_t)(when + zone->std);

	if (!zone->has_dst || !gmtime_r(&local, &tm))
		return zone->std;

	int64_t begin = rule_when(&zone->begin, tm.tm_year + 1900, zone->std);
	int64_t end = rule_when(&zone->end, tm.tm_year + 1900, zone->dst);
	bool summer = begin < end ? when >= begin && when < end : when >= begin || when < end;

	return summer ? zone->dst : zone->std;
}

int64_t
zone_offset(const struct zone *zone, int64_t when)
{
	size_t low = 0, high = zone->n;

	if (zone->machine) {
		time_t now = (time_t)when;
		struct tm tm;

		return localtime_r(&now, &tm) ? tm.tm_gmtoff : 0;
	}
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (zone->times[middle] <= when)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == zone->n && zone->has_footer)
		return footer_offset(zone, when);
	return low == 0 ? zone->first : zone->offsets[low - 1];
}

static int64_t
local_day(int64_t local)
{
	return local / DAY - (local % DAY < 0);
}

int
zone_minute(const struct zone *zone, int64_t when)
{
	int64_t local = when + zone_offset(zone, when);

	return (int)((local - local_day(local) * DAY) / MINUTE);
}

int64_t
zone_next(const struct zone *zone, int64_t when, int minute)
{
	int64_t day = local_day(when + zone_offset(zone, when));

	for (;; day++) {
		int64_t local = day * DAY + (int64_t)minute * MINUTE;
		/*
		 * The offset that holds then; a clock that is
		 * put forward over it gives the moment of that.
		 */
		int64_t then = local - zone_offset(zone, local - zone_offset(zone, when));

		then = local - zone_offset(zone, then);
		if (then > when)
			return then;
	}
}
