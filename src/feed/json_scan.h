/*
 * json_scan - steps through an object or an array without building it.
 *
 * A tree of JSON takes many times the memory of its text, so a document is read a member and
 * an item at a time. Only what is needed to find their ends is looked at: what a span holds may
 * still be no valid JSON.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct json_span {
	const char *at;
	size_t len;
	size_t n_values; /* in it, all levels; at most one more than there are */
};

struct json_scan {
	const char *at, *end;
	bool begun;
	bool broken; /* it did not end as it should */
};

/* Bytes begin with the "{" or the "[". */
struct json_scan json_scan_open(const char *bytes, size_t len);

/*
 * The next member of an object, its key without quotes as it stands; false: there is none. One that
 * is cut off is the rest of the bytes, then.
 */
bool json_scan_member(
	struct json_scan *scan, struct json_span *ret_key, struct json_span *ret_value);

/* The next element of an array. */
bool json_scan_element(struct json_scan *scan, struct json_span *ret_value);
