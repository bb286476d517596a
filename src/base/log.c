/*
 * log - one line per event, on standard error.
 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"

enum { LOG_LINE_MAX = 4096 };

static const struct {
	const char *name;
	char priority; /* syslog's, as sd-daemon(3) has it */
} levels[] = {
	[LOG_ERROR] = { "error", '3' },
	[LOG_WARN] = { "warn", '4' },
	[LOG_INFO] = { "info", '6' },
	[LOG_DEBUG] = { "debug", '7' },
};

/* JOURNAL_STREAM is "DEVICE:INODE" of the journal's socket (systemd.exec(5)). */
static bool
is_journal(int fd)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long long device, inode;
	struct stat st;

	return stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 && fstat(fd, &st) == 0 &&
	       st.st_dev == device && st.st_ino == inode;
}

void
log_init(struct log *log, enum log_level level)
{
	*log = (struct log){ level, is_journal(STDERR_FILENO), STDERR_FILENO };
}

void
log_init_silent(struct log *log)
{
	*log = (struct log){ LOG_ERROR, false, -1 };
}

static void
log_line(const struct log *log, enum log_level level, const char *fmt, va_list args)
{
	struct str raw, line;

	if (log->fd < 0 || level > log->level)
		return;
	str_init(&raw, LOG_LINE_MAX);
	str_init(&line, LOG_LINE_MAX + 64);
	str_vprintf(&raw, fmt, args);
	if (log->journal) {
		str_printf(&line, "<%c>", levels[level].priority);
	} else {
		char when[CLOCK_TEXT_MAX];

		str_printf(&line, "%s %s: ", clock_rfc3339(clock_wall(), when), levels[level].name);
	}
	utf8_clean_line(&line, raw.text, raw.len, LOG_LINE_MAX);
	str_putc(&line, '\n');
	if (write(log->fd, line.text, line.len) < 0) {
		/* Nowhere left to say so. */
	}
	str_clear(&line);
	str_clear(&raw);
}

#define LOG_AT(level)                                                                              \
	do {                                                                                       \
		va_list args;                                                                      \
		va_start(args, fmt);                                                               \
		log_line(log, (level), fmt, args);                                                 \
		va_end(args);                                                                      \
	} while (0)

void
log_error(const struct log *log, const char *fmt, ...)
{
	LOG_AT(LOG_ERROR);
}

void
log_warn(const struct log *log, const char *fmt, ...)
{
	LOG_AT(LOG_WARN);
}

void
log_info(const struct log *log, const char *fmt, ...)
{
	LOG_AT(LOG_INFO);
}

void
log_debug(const struct log *log, const char *fmt, ...)
{
	LOG_AT(LOG_DEBUG);
}

bool
log_level_parse(const char *text, enum log_level *ret_level)
{
	for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
		if (strcmp(text, levels[i].name) == 0) {
			*ret_level = (enum log_level)i;
			return true;
		}
	}
	return false;
}
