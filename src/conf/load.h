/*
 * load - a configuration while it is read, and what is kept of it for conf_show.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "conf/conf.h"
#include "conf/fault.h"
#include "conf/keys.h"
#include "conf/reader.h"

/* Where the configuration of the system's daemon lies. */
#define SYSTEM_FOLDER "/etc/dealwatch/"

/* A key that was set. */
struct conf_value {
	const struct key *key;
	const char *text; /* as it holds: paths resolved, secrets masked */
	unsigned line;    /* in its section's file */
};

struct conf_section {
	enum key_section kind;
	const char *name;
	const char *path; /* NULL: built in */
	unsigned line;
	uint64_t hash; /* of kind and name */
	size_t index;  /* in conf's feeds, watches or notifiers */
	struct conf_value *values;
	size_t n_values, cap_values;
};

/* A file that another one names. */
struct load_file {
	const char *path;
	const char *by; /* which file and line name it; NULL: the main file */
	unsigned by_line;
};

struct load {
	struct conf *conf;
	struct arena *arena; /* conf's */
	struct faults *faults;
	bool open; /* secrets are not looked at */

	struct conf_section *section; /* where keys go; NULL: nowhere, passed over */
	void *into;                   /* its struct */
	bool shadow;                  /* keys are checked but nothing comes of them */
	bool homeless;                /* that keys stand in no section was told */

	size_t cap_sections, cap_feeds, cap_watches, cap_notifiers;
	struct load_file *includes;
	size_t n_includes, cap_includes;
	struct load_file *opmls;
	size_t n_opmls, cap_opmls;
	struct {
		dev_t dev;
		ino_t ino;
	} * seen; /* files that were read */
	size_t n_seen, cap_seen;
};

/* A new section of the kind, its defaults set; load->section and load->into are it. */
void load_section(struct load *load, enum key_section kind, const char *name, const char *path,
	unsigned line);

/* Notes a key of the current section as set. text is in the arena. */
void load_value(struct load *load, const struct key *key, unsigned line, const char *text);

/* A section of that kind and name, or NULL. */
struct conf_section *section_find(const struct conf *conf, enum key_section kind, const char *name);

/* The key as set in a section, or NULL. */
const struct conf_value *section_value(const struct conf_section *section, const char *key);

/* key.c: what the reader stands at is put into load->into. */
void load_key(struct load *load, const struct conf_reader *reader, const struct key *key);
void load_default(struct load *load, const struct key *key, void *into);

/* whole.c: what can only be judged when everything is read. */
void load_finish(struct load *load);

/* find.c */
const char *find_state(struct arena *arena, const char *conf); /* for the configuration there */
void find_lexicon(struct arena *arena, struct conf_list *ret_list);

/* The files that a pattern or a path names, sorted; folders left out. */
void find_glob(
	struct arena *arena, const char *beside, const char *pattern, struct conf_list *ret_list);

/* A secret file by the name that the configuration gives it: among the credentials, else beside. */
const char *find_secret(struct arena *arena, const char *beside, const char *name);
