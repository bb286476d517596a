/*
 * documents - a view for programs: metrics, Atom, JSON.
 */
#pragma once

#include "base/str.h"
#include "web/view.h"

void metrics_write(const struct view *view, struct str *out); /* Prometheus text 0.0.4 */
void atom_write(const struct view *view, struct str *out);
void deals_json_write(const struct view *view, struct str *out);
