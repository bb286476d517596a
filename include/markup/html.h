/*
 * html - HTML to the text that a reader sees.
 *
 * Reads as a browser does, in one pass, whatever the bytes are: nothing is an error.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Appends the plain text of a fragment: tags gone, blocks and <br> become line
 * breaks, scripts and styles out, entities decoded, white space folded, controls
 * cleaned (utf8_clean_text). Linear in len; stops at out's ceiling.
 */
void html_to_text(const char *html, size_t len, struct str *out);

/* Where the reading of a fragment stands. */
struct html_scan {
	const char *at, *end;
	bool no_more['~' + 1]; /* of these bytes: none follows */
	bool loose;            /* quotes don't close as they should: don't look at them any more */
	bool open_frame;       /* a frame never ended: nor are the next ones looked into */
	unsigned pre;          /* elements of preformatted text that are open */
};

/* A fragment whose text is made no further than somebody reads it. */
struct html_text {
	struct html_scan scan;
	struct str raw; /* scratch, used again by the next fragment */
	bool begun;     /* some of the text was given */
};

void html_text_init(struct html_text *text);
void html_text_clear(struct html_text *text);

/* Begins a fragment, which must stay where it is. */
void html_text_begin(struct html_text *text, const char *html, size_t len);

/*
 * Appends the next paragraphs, at least one; after the first, with the blank line before them.
 * False: there are no more behind them. All in all it is the text that html_to_text gives.
 */
bool html_text_more(struct html_text *text, struct str *out);

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
