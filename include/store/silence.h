/*
 * silence - deals and parties that a user does not want to hear of until a given time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"

struct db;

struct silence {
	int64_t id;
	const char *subject; /* a deal's name, or a party as the user wrote it */
	uint64_t party_key;  /* 0: the subject is a deal */
	int64_t until, made;
	const char *comment; /* "" */
};

MUST_CHECK bool silence_add(
	struct db *db, const struct silence *silence, int64_t *ret_id, struct err *err);
/* *ret_found false: there is no such one. */
MUST_CHECK bool silence_remove(struct db *db, int64_t id, bool *ret_found, struct err *err);
/* Those that hold now, the soonest to end first. */
MUST_CHECK bool silence_list(struct db *db, int64_t now, struct arena *arena,
	struct silence **ret_silences, size_t *ret_n, struct err *err);
/* Does one hold for this deal, one that has become it, or one of its parties? */
MUST_CHECK bool silence_holds(struct db *db, const char *deal, const uint64_t *parties,
	size_t n_parties, int64_t now, bool *ret_holds, struct err *err);
