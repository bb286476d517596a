/*
 * item, feed - a document that an outlet publishes, as read.
 *
 * All text is valid UTF-8 and lives in the arena it was parsed into. Strings
 * are never NULL unless the comment says so; absent is "".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct person {
	const char *name, *url, *email, *avatar;
};

struct attachment {
	const char *url, *mime_type, *title;
	int64_t size_in_bytes;       /* -1: not said */
	int64_t duration_in_seconds; /* -1: not said */
};

struct item {
	const char *id;  /* as the feed gives it: guid, atom:id …; else made from link or text */
	const char *url; /* the page; tracking parameters kept */
	const char *external_url; /* the page that it is about, where the feed tells both */
	const char *title;        /* plain text, one line */
	const char *summary; /* plain text; "" until item_make_text where summary_html is there */
	const char *summary_html; /* what item_make_text makes the summary of; NULL: nothing */
	const char *content_html; /* NULL where the feed has none */
	const char *content_text; /* what a reader sees; NULL before item_make_text */
	const char *base;         /* of relative links in content_html; "" where it is not known */
	const char *image;
	const char *language;
	const char *source; /* RSS <source>, atom:source: who had it first, "" */
	const char *source_url;
	int64_t published; /* seconds since 1970, 0: not said */
	int64_t modified;
	struct person *authors;
	size_t n_authors;
	const char **tags;
	size_t n_tags;
	struct attachment *attachments;
	size_t n_attachments;
};

enum feed_format {
	FEED_UNKNOWN,
	FEED_RSS,
	FEED_RDF, /* RSS 0.90 and 1.0 */
	FEED_ATOM,
	FEED_JSON,
	FEED_CDF,
};

struct feed {
	enum feed_format format;
	const char *title, *description, *home_page_url, *feed_url, *language;
	const char *next_url, *icon, *favicon;
	struct person *authors;
	size_t n_authors;
	const char **hubs;
	size_t n_hubs;
	int64_t ttl; /* seconds that the feed asks not to be polled again: ttl, sy:*; 0: not said */
	uint32_t skip_hours; /* bit h: don't poll in hour h UTC */
	uint8_t skip_days;   /* bit d: don't poll on day d, 0 is Sunday */
	bool expired;        /* JSON Feed: will never change again */
	bool repaired;       /* the document was broken; what could be read was read */
	const char *repairs; /* what was broken, a sentence; "" */
	bool cut_off;        /* the document ends before it is over */
	size_t n_left_out;   /* items beyond as many as were wanted */
	bool last_is_half;   /* … within its last item: a word, a sum may lack its end */
	struct item *items;
	size_t n_items;
};

/* Everything absent. */
void item_init(struct item *item);

/* When it was published, else changed; 0: not said. */
int64_t item_time(const struct item *item);
