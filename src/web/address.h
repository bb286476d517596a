/*
 * address - `listen`, and whether a caller means this machine.
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

enum { ADDRESS_HOST_MAX = 256 };

struct address {
	char host[ADDRESS_HOST_MAX]; /* without brackets; "" is every address */
	char port[8];
};

/* "HOST:PORT", "[IPV6]:PORT", ":PORT", "*:PORT". */
MUST_CHECK bool address_parse(const char *text, struct address *ret_address, struct err *err);

/*
 * Is a Host header (NULL: there was none) one that a person who means this machine would send? Any
 * literal address, localhost, the configured host, this machine's own name. What is left
 * is a foreign name that was made to point here, so that a web page can read what is ours.
 */
bool address_allows(const struct address *address, const char *host_header, const char *own_name);
