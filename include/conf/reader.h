/*
 * reader - a file of sections, line by line.
 *
 *   [section "name"]      # a comment
 *   key = value           ; a comment
 *   key = "a ; b", "with \" and \\"
 *   a bare key            (where the file's grammar wants it)
 *
 * Configuration and lexicon share this grammar. A comment begins with # or ;
 * at the start of a line or after a blank, not inside quotes. Lines may be long.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "conf/fault.h"

enum { CONF_FILE_MAX = 64 << 20 };

enum conf_line_kind {
	CONF_END,     /* the file has ended */
	CONF_SECTION, /* section (and name) are new */
	CONF_KEY,     /* key, and value or NULL for a bare key */
};

struct conf_reader {
	/* What the last conf_reader_next found; borrowed from the reader, valid until its end. */
	const char *path;
	unsigned line;       /* of what was found, from 1 */
	const char *section; /* "" before the first */
	const char *name;    /* the quoted part of the section, "" where there is none */
	const char *key;
	char *value; /* comment and outer blanks gone, quotes kept; NULL for a bare key */

	char *bytes; /* owned */
	char *at, *end;
	bool valid; /* all of it is UTF-8 without NUL */
	unsigned next_line;
};

/* Reads the whole file. ERR_INPUT: it can't be read. */
MUST_CHECK bool conf_reader_open(struct conf_reader *reader, const char *path, struct err *err);
void conf_reader_close(struct conf_reader *reader); /* zeroed is fine */

/* The next section or key. A line that is neither is added to faults and passed over. */
enum conf_line_kind conf_reader_next(struct conf_reader *reader, struct faults *faults);

/*
 * Passes over the next lines as far as each is one word of small ASCII letters, which is how long
 * lists of words look, and gives their number; *ret_words: the first of them, "\n" behind each.
 */
size_t conf_reader_words(struct conf_reader *reader, char **ret_words);

/* Closes the reader, but hands over the bytes that all it found lies in; free() them. */
char *conf_reader_take(struct conf_reader *reader);

/*
 * A value as one text: quotes and backslashes resolved. NULL (and a fault of the
 * reader's line) where a quote is not closed or something follows it.
 */
const char *conf_value_text(
	const struct conf_reader *reader, struct arena *arena, struct faults *faults);

/*
 * A value as a comma-separated list; each element may stand in quotes. Empty elements
 * are left out. false (and a fault) where a quote is not closed.
 */
MUST_CHECK bool conf_value_list(const struct conf_reader *reader, struct arena *arena,
	const char ***ret_list, size_t *ret_n, struct faults *faults);

/*
 * The same, one by one: the first element at *at, which is cut out of the text there, and *at
 * behind it. NULL: there is none, or a fault was told.
 */
const char *conf_value_element(const struct conf_reader *reader, char **at, struct faults *faults);
