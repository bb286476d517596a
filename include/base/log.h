/*
 * log - one line per event, on standard error.
 *
 * Under journald (JOURNAL_STREAM is set and is our standard error) each line
 * begins with <N>, its priority, and has no time; else with the time and the
 * level. Control characters never get through, so nothing a feed contains can
 * begin a line of its own or move the terminal's cursor.
 *
 * In practice only app/ and main log; conf/ tells its faults. Everyone else
 * returns an error.
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

struct log {
	enum log_level level; /* what is less important is left out */
	bool journal;
	int fd;
};

/* Writes to standard error; finds out whether that is the journal. */
void log_init(struct log *log, enum log_level level);

/* Writes nowhere: for the commands that run the pipeline without a daemon. */
void log_init_silent(struct log *log);

PRINTF_LIKE(2, 3)
void log_error(const struct log *log, const char *fmt, ...); /* someone must act */
PRINTF_LIKE(2, 3)
void log_warn(const struct log *log, const char *fmt, ...); /* went on without it */
PRINTF_LIKE(2, 3)
void log_info(const struct log *log, const char *fmt, ...); /* worth knowing tomorrow */
PRINTF_LIKE(2, 3) void log_debug(const struct log *log, const char *fmt, ...); /* for us */

/* "error", "warn", "info", "debug" to the level. */
MUST_CHECK bool log_level_parse(const char *text, enum log_level *ret_level);
