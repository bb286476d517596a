/*
 * sign - the signature of a webhook, as Standard Webhooks 1.0 says.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"

enum { SIGN_KEY_MAX = 128 };

struct sign_key {
	unsigned char bytes[SIGN_KEY_MAX];
	size_t len;
};

/* "whsec_" and the key in base64; the prefix may be missing. The error never holds the secret. */
MUST_CHECK bool sign_key_parse(const char *secret, struct sign_key *ret_key, struct err *err);

/* Of a length that Standard Webhooks asks for. Receivers hand out others, too, and those sign as well. */
bool sign_key_is_advised(const struct sign_key *key);

/* Appends "v1," and the base64 of HMAC-SHA256 over "ID.TIMESTAMP.BODY". */
void sign_put(struct str *out, const struct sign_key *key, const char *id, int64_t timestamp,
	const char *body, size_t body_len);
