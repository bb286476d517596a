/*
 * keys - every key of the configuration: its name, its type, where it goes, its help.
 *
 * The one source of what is read, what is a fault, dealwatch.conf(5) and the sample
 * configuration. A new key is a new row here and a field in conf.h.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum key_section { SECTION_DAEMON, SECTION_FEED, SECTION_WATCH, SECTION_NOTIFY, N_SECTIONS };

enum key_type {
	KEY_TEXT,   /* one line */
	KEY_SPAN,   /* 90s 15m 6h 7d, also 0s */
	KEY_PERIOD, /* a span above zero */
	KEY_SIZE,   /* 64K 10M */
	KEY_MONEY,  /* $100M €2bn */
	KEY_BOOL,   /* yes no */
	KEY_COUNT,
	KEY_TIME,     /* 09:00 */
	KEY_QUIET,    /* 22:00-07:00 */
	KEY_LIST,     /* a, b, "c, d" */
	KEY_LIST_ANY, /* a list, or "any" for no limit */
	KEY_NOTIFY,   /* names of notifiers, or "none" */
	KEY_KINDS,    /* kinds of deals, or "any" */
	KEY_CHOICE,   /* one of key.choices */
	KEY_PATH,     /* need not be there yet */
	KEY_SECRET,   /* a file with a secret, among the credentials or beside the configuration */
	KEY_FEED_URL, /* http, https, file */
	KEY_HOOK_URL, /* http, https; a secret */
	KEY_PROXY,
	KEY_LISTEN,
	KEY_TIMEZONE,
	KEY_LEVEL,
	KEY_COMMAND, /* an argument vector */
	KEY_LEXICON, /* files to be read as lexicon; globs */
	KEY_INCLUDE, /* files to be read as configuration; globs */
	KEY_OPML,    /* files to be read as feeds */
	N_KEY_TYPES,
};

struct key {
	enum key_section section;
	enum key_type type;
	const char *name;
	size_t offset;         /* of the field in the section's struct */
	const char *otherwise; /* what holds where nothing is set, as text; NULL: nothing */
	const char *choices;   /* of KEY_CHOICE, blank-separated */
	const char *types;     /* of notifiers that know the key, blank-separated; NULL: all */
	const char *example;   /* for the sample configuration */
	const char *help;
};

extern const struct key key_table[];
extern const size_t key_table_len;

const char *key_section_name(enum key_section section); /* "daemon" */
const char *key_section_help(enum key_section section);

/* What a value of the type is, and an example of a right one: "a time span", "90s, 15m …". */
const char *key_type_name(enum key_type type);
const char *key_type_right(enum key_type type);

/* By name, or NULL. */
const struct key *key_find(enum key_section section, const char *name);

/* The known word that was probably meant, or NULL. */
const char *key_guess(enum key_section section, const char *name);
bool key_word_near(const char *word, const char *meant);

/* Is the word one of a blank-separated list? */
bool key_word_in(const char *words, const char *word);
