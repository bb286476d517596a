/*
 * html - HTML to the text that a reader sees.
 *
 * Reads as a browser does, in one pass, whatever the bytes are: nothing is an error.
 */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Appends the plain text of a fragment: tags gone, blocks and <br> become line
 * breaks, scripts and styles out, entities decoded, white space folded, controls
 * cleaned (utf8_clean_text). Linear in len; stops at out's ceiling.
 */
void html_to_text(const char *html, size_t len, struct str *out);

/*
 * The same on one line, for titles; a reference that is still there after decoding
 * ("&amp;#8217;", escaped twice) is decoded once more.
 */
void html_to_line(const char *html, size_t len, struct str *out);

/* Appends plain text with its references decoded; tags are left as they are. */
void html_decode(const char *text, size_t len, struct str *out);

/* Appends text so that HTML and XML read it as text, also within quotes. */
void html_escape(const char *text, size_t len, struct str *out);

/* Appends a fragment with the addresses in its attributes (href, src …) made absolute. */
void html_resolve(const char *html, size_t len, const char *base, struct str *out);
