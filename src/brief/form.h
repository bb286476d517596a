/*
 * form - the facts of a deal in one line of a fixed form.
 */
#pragma once

#include <stdbool.h>

#include "base/str.h"
#include "model/deal.h"

/* "Amazon in talks to invest more than $10bn in OpenAI". false: too few facts, out as it was. */
bool form_fill(const struct deal *deal, struct str *out);
