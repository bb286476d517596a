/*
 * html - HTML to the text that a reader sees.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"

/*
 * Appends the plain text of a fragment: tags gone, blocks and <br> become line
 * breaks, scripts and styles out, entities decoded, white space folded, controls
 * cleaned (utf8_clean_text). Linear in len; stops at out's ceiling.
 */
void html_to_text(const char *html, size_t len, struct str *out);
