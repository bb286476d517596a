/*
 * entity - what &name; and &#number; stand for in HTML.
 */
#pragma once

#include <stddef.h>

enum { ENTITY_TEXT_MAX = 8 }; /* bytes of UTF-8 that one reference becomes, with the NUL */

/*
 * Reads one reference; text begins with its "&". Gives its length in bytes and what it stands for,
 * or 0 where it is none. A name may lack its ";" as far as HTML allows. Numbers from 128 to 159 are
 * read as Windows-1252, as browsers do; two that are a surrogate pair
 * are one character; those that stand for no character become U+FFFD.
 */
size_t entity_decode(const char *text, size_t len, char ret_text[ENTITY_TEXT_MAX]);
