/*
 * progress - how far a long work is, as one line of a terminal that is written over.
 */
#include "cmd/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { PATIENCE_MS = 1000, EVERY_MS = 200 };

void
progress_begin(struct progress *progress)
{
	*progress = (struct progress){
		.wanted = isatty(STDERR_FILENO),
		.next_ms = clock_mono_ms() + PATIENCE_MS,
	};
}

void
progress_tell(struct progress *progress, size_t done, size_t all, const char *what)
{
	int64_t now;
	int len;

	if (!progress->wanted || (now = clock_mono_ms()) < progress->next_ms)
		return;
	progress->next_ms = now + EVERY_MS;
	/* No escape sequence: a terminal that knows none shows it as well. */
	len = fprintf(
		stderr, "\r%zu of %zu %s (%zu %%)", done, all, what, all ? done * 100 / all : 100);
	progress->shown = len > 1 ? (size_t)len - 1 : 0;
	fflush(stderr);
}

void
progress_hide(struct progress *progress)
{
	if (progress->shown > 0)
		fprintf(stderr, "\r%*s\r", (int)progress->shown, "");
	progress->shown = 0;
}
