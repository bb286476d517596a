/*
 * text - an alert as a page of text, for a terminal or a mail.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/alert.h"

struct text_look {
	bool colour;
	size_t width; /* columns to wrap at; 0: never */
};

/* One, or a list of many. */
void text_message(
	struct str *out, const struct alert *alerts, size_t n_alerts, const struct text_look *look);
