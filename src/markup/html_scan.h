/*
 * html_scan - where tags begin and end, for who reads HTML and who rewrites it.
 */
#pragma once

#include "markup/html.h"

/* The next such byte from `at` on, or NULL. */
const char *scan_find(struct html_scan *scan, const char *at, unsigned char c);

/*
 * The ">" that ends the tag at scan->at, skipping quoted values; NULL: the text ends first.
 * A quote counts only after a "=": `href=x">` ends at its ">".
 */
const char *scan_tag_end(struct html_scan *scan);
