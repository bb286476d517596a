/*
 * mail - what sendmail is handed, as a pure function.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/alert.h"

/* Headers and body, lines end in "\n"; pure ASCII whatever the alerts hold. */
void mail_message(
	struct str *out, const char *to, const struct alert *alerts, size_t n_alerts, int64_t now);
