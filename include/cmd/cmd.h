/*
 * cmd - the commands, one per file, and what they share.
 *
 * A command gets its own words (argv[0] is its name), prints its results on
 * standard output and its messages on standard error, and returns the exit status
 * that CONTRACT and dealwatch(1) list.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"

enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 64,
	EXIT_DATA = 65,
	EXIT_NOINPUT = 66,
	EXIT_CONFIG = 78
};

struct command {
	const char *name;
	const char *usage; /* its words, "[-c CONF] FILE..." */
	const char *about; /* one line for the list */
	const char *help;  /* the options, a line each; "" where there are none */
	int (*run)(const struct command *command, int argc, char **argv);
};

/* Every command, by name, NULL-named at the end; completions are made from it. */
extern const struct command commands[];

/* The options of one command, read by cmd_options. */
struct cmd_option {
	const char *name;  /* "--json" or "-c" */
	const char **text; /* takes a value: goes here; a later one replaces it */
	bool *flag;        /* takes none: set here */
};

/*
 * Reads options until the first word that is none ("-" is a word, "--" ends them); options
 * and words may be mixed. --help and --version are answered here. Moves the words to the front of
 * argv (from argv[1]) and gives their number in *ret_n. false: the command is over, with *ret_status.
 */
MUST_CHECK bool cmd_options(const struct command *command, int argc, char **argv,
	const struct cmd_option *options, size_t n_options, int *ret_n, int *ret_status);

/* "dealwatch: sentence" on standard error and the exit status of the error's code. */
int cmd_fail(const struct err *err);

/* Wrong usage: the sentence, a hint, 64. */
PRINTF_LIKE(2, 3) int cmd_usage(const struct command *command, const char *fmt, ...);

struct conf;
struct db;
struct faults;
struct setup;

/* cmd_options for a command that takes no words. */
MUST_CHECK bool cmd_options_only(const struct command *command, int argc, char **argv,
	const struct cmd_option *options, size_t n_options, int *ret_status);

/*
 * The configuration that -c names, or the one that is found; with `defaults`, none found
 * gives the built-in one, and secrets are left alone. NULL:
 * every fault has been told, exit status in *ret_status.
 */
MUST_CHECK struct conf *cmd_conf(const char *path, bool defaults, int *ret_status);

/*
 * The same together with the lexicon, what the watches want of it and, without `defaults`, the
 * notifiers with their secrets. false: every fault of all of it has been told.
 */
MUST_CHECK bool cmd_setup(
	const char *path, bool defaults, struct setup *ret_setup, int *ret_status);

/*
 * Opens a state to ask it; it is not made for that: where there is none (a daemon never ran),
 * *ret_db is NULL and all is well.
 */
MUST_CHECK bool cmd_state(const char *path, struct db **ret_db, struct err *err);

/* A text from outside on standard output: one line of at most max bytes, nothing that moves the cursor. */
void cmd_print_clean(const char *text, size_t max);

/* Prints the faults on standard error; 78. */
int cmd_faults(const struct faults *faults);

int cmd_check(const struct command *command, int argc, char **argv);
int cmd_deals(const struct command *command, int argc, char **argv);
int cmd_explain(const struct command *command, int argc, char **argv);
int cmd_export(const struct command *command, int argc, char **argv);
int cmd_feeds(const struct command *command, int argc, char **argv);
int cmd_import(const struct command *command, int argc, char **argv);
int cmd_match(const struct command *command, int argc, char **argv);
int cmd_outbox(const struct command *command, int argc, char **argv);
int cmd_parse(const struct command *command, int argc, char **argv);
int cmd_replay(const struct command *command, int argc, char **argv);
int cmd_run(const struct command *command, int argc, char **argv);
int cmd_silence(const struct command *command, int argc, char **argv);
int cmd_status(const struct command *command, int argc, char **argv);
int cmd_test(const struct command *command, int argc, char **argv);
