/*
 * fault - everything that is wrong with a file that a person wrote.
 */
#include "conf/fault.h"

#include <stdarg.h>

#include "base/utf8.h"

enum { FAULTS_MAX = 1 << 20, FAULT_LINE_MAX = 2048 };

void
faults_init(struct faults *faults)
{
	str_init(&faults->text, FAULTS_MAX);
	faults->n = 0;
}

void
faults_clear(struct faults *faults)
{
	str_clear(&faults->text);
	faults->n = 0;
}

void
faults_add(struct faults *faults, const char *path, unsigned line, const char *fmt, ...)
{
	struct str raw;
	va_list args;

	str_init(&raw, FAULT_LINE_MAX);
	if (line)
		str_printf(&raw, "%s:%u: ", path, line);
	else
		str_printf(&raw, "%s: ", path);
	va_start(args, fmt);
	str_vprintf(&raw, fmt, args);
	va_end(args);
	utf8_clean_line(&faults->text, raw.text, raw.len, FAULT_LINE_MAX);
	str_putc(&faults->text, '\n');
	faults->n++;
	str_clear(&raw);
}
