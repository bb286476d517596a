/*
 * leads - which outlet had deals first, by how much, and how much of it was denied.
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

struct db;

/* For `feeds --leads`. db NULL: nothing was ever polled. */
MUST_CHECK bool leads_print(struct db *db, bool json, struct err *err);
