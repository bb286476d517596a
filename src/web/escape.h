/*
 * escape - text from outside on its way into HTML, XML and the metrics.
 */
#pragma once

#include "base/str.h"

/* For text and for attributes in double quotes. Bad UTF-8 and control characters don't get through. */
void escape_text(struct str *out, const char *text);

/* The same for error sentences: of each address in it only scheme and host stay. */
void escape_error(struct str *out, const char *text);

/* As a value in a query string, ready for an attribute. */
void escape_query(struct str *out, const char *text);

/* As a label's value in double quotes (Prometheus). */
void escape_label(struct str *out, const char *text);

/* As an id or fragment: letters, digits, '-' and '_' stay, the rest becomes '.XX'. */
void escape_id(struct str *out, const char *text);
