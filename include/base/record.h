/*
 * record - values one behind the other as bytes, for what the state keeps and only we read.
 *
 * Small, and quickly written and read: an integer takes as many bytes as it needs, a text
 * its length and its bytes. There are no names: what is read must be asked for in the
 * order in which it was put. A damaged record gives zeros from there on, and says so.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"

void record_put_int(struct str *out, int64_t number);
void record_put_count(struct str *out, size_t n); /* of what follows */
void record_put_real(struct str *out, double number);
void record_put_text(struct str *out, const char *text); /* NULL puts "" */
void record_put_texts(struct str *out, const char *const *texts, size_t n);

struct record {
	const unsigned char *at; /* borrowed */
	size_t left;
	bool bad; /* something was not there, or not as it must be */
};

struct record record_of(const void *bytes, size_t len); /* NULL with 0 is empty */

int64_t record_int(struct record *record);
/* An integer from 0 up to one below `end`, else bad and 0. */
unsigned record_below(struct record *record, unsigned end);
/* How many follow: never more than there are bytes left, so that no array is made for nothing. */
size_t record_count(struct record *record);
double record_real(struct record *record);
/* So many bytes as they were added (str_add); zeros where they are not there. */
void record_bytes(struct record *record, void *ret_bytes, size_t len);
/* Copied into the arena. */
RETURNS_NONNULL const char *record_text(struct record *record, struct arena *arena);
/* The array has place for `room` texts, or for all where they are more. */
RETURNS_NONNULL const char **record_texts(
	struct record *record, size_t room, size_t *ret_n, struct arena *arena);
