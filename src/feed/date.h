/*
 * date - what feeds write where a date should be.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/*
 * Reads a date in any of the forms that feeds use: RFC 822 with its damage, RFC 3339, ISO 8601,
 * W3C-DTF, asctime, months in many languages. Without a zone it is UTC. False: this is no date.
 */
bool date_parse(const char *text, int64_t *ret_when);
