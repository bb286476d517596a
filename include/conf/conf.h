/*
 * conf - the configuration: a whole one, or none.
 *
 * Rooms never see it; app hands them the values that they need.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/log.h"
#include "conf/fault.h"
#include "model/amount.h"

struct conf_list {
	const char **items;
	size_t n;
};

struct conf_daemon {
	const char *state;        /* path of the SQLite file, resolved; never NULL */
	struct conf_list lexicon; /* files, globs resolved, sorted */
	bool lexicon_lacks;       /* one that is named is not there, as was told */
	int64_t interval;         /* seconds, like all spans here */
	int64_t group_wait;
	int64_t deal_window;
	int64_t max_age;
	const char *contact;  /* NULL: none */
	const char *timezone; /* NULL: the machine's */
	const char *listen;   /* "ADDRESS:PORT", NULL: none */
	bool allow_private;
	int64_t max_feed_size; /* bytes */
	int64_t timeout;
	const char *proxy; /* NULL: none; "environment"; or a URL */
	enum log_level log_level;
};

struct conf_feed {
	const char *section; /* the name in quotes */
	const char *url;     /* http, https or file; a relative file: is resolved beside its file */
	const char *name;    /* NULL: the feed's own title */
	int64_t interval;    /* the daemon's where the feed says none */
	const char *header_file; /* NULL or a resolved path */
	const char *path;        /* where it stands, for messages */
	unsigned line;
};

struct conf_watch {
	const char *name;
	struct conf_list topics;
	unsigned kinds;             /* bit (1u << KIND_x); all bits: any */
	struct conf_list companies; /* n 0: any */
	struct amount min_amount;
	struct conf_list exclude;
	bool updates;
	struct conf_list notify; /* names of [notify] sections */
	const char *path;        /* where it stands, for messages */
	unsigned line;
};

/* Times of day are minutes since midnight, -1: not set. */
struct conf_notifier {
	const char *name;
	const char *type;         /* "stdout", "slack" … */
	const char *url;          /* from url or url-file, as read; a secret */
	const char *url_file;     /* resolved path, to be read again on reload; NULL */
	const char *secret_file;  /* resolved path or NULL */
	const char *format;       /* "text" or "json" */
	const char *path;         /* file, feed: where to write, resolved */
	struct conf_list command; /* exec: the argument vector */
	const char *to;           /* mail */
	bool cloudevents;
	struct amount min_amount;
	unsigned max_per_hour; /* 0: no limit */
	int digest;
	int quiet_from, quiet_to;
	struct amount urgent_amount; /* value 0: not set */
	const char *at;              /* the file where it stands, for messages */
	unsigned line;
};

/* What holds, but is hardly meant. */
struct conf_warning {
	const char *place; /* "FILE:LINE" */
	const char *text;
};

struct conf {
	struct arena *arena; /* owned; holds all that follows */
	const char *path;    /* the main file, "" for the built-in defaults */
	struct conf_daemon daemon;
	struct conf_feed *feeds;
	size_t n_feeds;
	struct conf_watch *watches;
	size_t n_watches;
	struct conf_notifier *notifiers;
	size_t n_notifiers;
	struct conf_section *sections; /* what was set where, for conf_show */
	size_t n_sections;
	uint32_t *section_table; /* of the sections, by name: index + 1, 0: empty */
	size_t section_table_size;
	struct conf_warning *warnings;
	size_t n_warnings, cap_warnings;
};

/*
 * Reads a file and all that it includes, and checks it as a whole. false: faults
 * tells everything that is wrong, and *ret_conf is untouched. Free with conf_free.
 */
MUST_CHECK bool conf_load(const char *path, struct conf **ret_conf, struct faults *faults);

/* The same for who sends nothing: secrets are not looked at, since not everybody may read them. */
MUST_CHECK bool conf_load_open(const char *path, struct conf **ret_conf, struct faults *faults);

/* Adds a warning, of a line or (0) a whole file. */
PRINTF_LIKE(4, 5)
void conf_warn(struct conf *conf, const char *path, unsigned line, const char *fmt, ...);

/*
 * For who looks for more faults: what could be read is given back in spite of those that were added;
 * where there are some, it must not be put in force. `open` as with conf_load_open. NULL: the file
 * itself can't be read.
 */
struct conf *conf_read(const char *path, bool open, struct faults *faults);

/*
 * What holds without a configuration: one watch, "ai-deals", topic ai, no feeds, no
 * notifiers, and the lexicon that is installed (DEALWATCH_DATADIR "/lexicon") or lies in conf/.
 */
RETURNS_NONNULL struct conf *conf_default(void);
void conf_free(struct conf *conf); /* NULL is fine */

/* Where a key of a section stands; its section where it is not set or key is NULL. */
unsigned conf_feed_line(const struct conf *conf, const struct conf_feed *feed, const char *key);
unsigned conf_watch_line(const struct conf *conf, const struct conf_watch *watch, const char *key);
unsigned conf_notifier_line(
	const struct conf *conf, const struct conf_notifier *notifier, const char *key);

/* Where the configuration lies when no -c says so, or NULL where there is none. In the arena. */
const char *conf_find(struct arena *arena);

/* "12 feeds, 2 watches, 1 notifier". Returns buf. */
enum { CONF_COUNTS_MAX = 96 };
char *conf_counts(const struct conf *conf, char buf[CONF_COUNTS_MAX]);

/* The effective configuration, a line a value with its origin, secrets masked. */
void conf_show(const struct conf *conf, struct str *out);

/* A text as a value that is read as that text: in quotes where it must be. */
void conf_put_text(struct str *out, const char *text);
