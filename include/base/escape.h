/*
 * escape - text on its way into XML and HTML.
 */
#pragma once

#include "base/str.h"

/* For text and for attributes in either quotes. Bad UTF-8 and control characters are the caller's. */
void escape_xml(struct str *out, const char *text);
