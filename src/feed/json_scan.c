/*
 * json_scan - brackets are counted, strings are stepped over; each byte is looked at once a level
 * that is asked for.
 */
#include "feed/json_scan.h"

#include <string.h>

struct json_scan
json_scan_open(const char *bytes, size_t len)
{
	return (struct json_scan){ .at = bytes + 1, .end = bytes + len };
}

static void
skip_blanks(struct json_scan *scan)
{
	while (scan->at < scan->end && *scan->at && strchr(" \t\r\n", *scan->at))
		scan->at++;
}

/* Past the string that begins at `at`; NULL: it has no end. */
static const char *
string_end(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\' && at + 1 < end;
	return at < end ? at + 1 : NULL;
}

/* Past an object or an array; NULL: it has no end. */
static const char *
nest_end(const char *at, const char *end, size_t *n_values)
{
	size_t depth = 0;

	while (at && at < end) {
		char c = *at;

		if (c == '"') {
			at = string_end(at, end);
			continue;
		}
		at++;
		if (c == '{' || c == '[')
			depth++;
		*n_values += c == '{' || c == '[' || c == ',';
		if ((c == '}' || c == ']') && --depth == 0)
			return at;
	}
	return NULL;
}

static bool
scan_value(struct json_scan *scan, struct json_span *ret_span)
{
	const char *at = scan->at, *stop = at;
	size_t n_values = 1;

	if (at < scan->end && *at == '"')
		stop = string_end(at, scan->end);
	else if (at < scan->end && (*at == '{' || *at == '['))
		stop = nest_end(at, scan->end, &n_values);
	else
		while (stop < scan->end && *stop && !strchr(",]} \t\r\n", *stop))
			stop++;
	scan->broken = !stop || stop == at;
	scan->at = stop ? stop : scan->end;
	*ret_span = (struct json_span){ at, (size_t)(scan->at - at), n_values };
	return !scan->broken;
}

/* To where the next one begins; false: that was the last, or the end is missing. */
static bool
scan_step(struct json_scan *scan, char close)
{
	if (scan->broken)
		return false;
	skip_blanks(scan);
	if (scan->begun && scan->at < scan->end && *scan->at == ',') {
		scan->at++;
		skip_blanks(scan);
	} else if (scan->begun && (scan->at == scan->end || *scan->at != close)) {
		scan->broken = true;
		return false;
	}
	scan->begun = true;
	scan->broken = scan->at == scan->end;
	return !scan->broken && *scan->at != close;
}

bool
json_scan_member(struct json_scan *scan, struct json_span *ret_key, struct json_span *ret_value)
{
	struct json_span key;

	if (!scan_step(scan, '}'))
		return false;
	if (*scan->at != '"' || !scan_value(scan, &key)) {
		scan->broken = true;
		return false;
	}
	skip_blanks(scan);
	if (scan->at == scan->end || *scan->at != ':') {
		scan->broken = true;
		return false;
	}
	scan->at++;
	skip_blanks(scan);
	*ret_key = (struct json_span){ key.at + 1, key.len - 2, 1 };
	return scan_value(scan, ret_value);
}

bool
json_scan_element(struct json_scan *scan, struct json_span *ret_value)
{
	return scan_step(scan, ']') && scan_value(scan, ret_value);
}
