/*
 * How far a long work is: one line of a terminal, written over, and nothing anywhere else.
 */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/progress.h"

enum { HOUR_MS = 3600000 };

/* Standard error is something else until it is given back. */
static int
stderr_becomes(int fd)
{
	int kept = dup(STDERR_FILENO);

	assert_int_equal(dup2(fd, STDERR_FILENO), STDERR_FILENO);
	return kept;
}

static void
stderr_is_again(int kept)
{
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
}

/* A terminal; *ret_other is its other end. */
static int
terminal(int *ret_other)
{
	int other = posix_openpt(O_RDWR | O_NOCTTY), fd;

	assert_true(other >= 0);
	assert_int_equal(grantpt(other), 0);
	assert_int_equal(unlockpt(other), 0);
	fd = open(ptsname(other), O_RDWR | O_NOCTTY);
	assert_true(fd >= 0);
	*ret_other = other;
	return fd;
}

static void
a_terminal_has_one_line_of_it(void **state)
{
	struct progress progress;
	char said[256];
	size_t len = 0;
	ssize_t n;
	int other, fd = terminal(&other), kept = stderr_becomes(fd);

	(void)state;
	progress_begin(&progress);
	progress.next_ms += HOUR_MS;               /* however slow the machine is */
	progress_tell(&progress, 1, 8, "stories"); /* too early to be of interest */
	progress_hide(&progress);
	progress.next_ms = 0;
	progress_tell(&progress, 2, 8, "stories");
	progress.next_ms += HOUR_MS;
	progress_tell(&progress, 3, 8, "stories"); /* too early for the next */
	progress_hide(&progress);
	progress_hide(&progress);
	stderr_is_again(kept);
	close(fd);
	/* The line discipline hands on in pieces; with the terminal's end gone, the last is told. */
	while (len < sizeof said - 1 && (n = read(other, said + len, sizeof said - 1 - len)) > 0)
		len += (size_t)n;
	said[len] = '\0';
	assert_string_equal(said, "\r2 of 8 stories (25 %)\r                     \r");
	close(other);
}

static void
a_file_has_none(void **state)
{
	struct progress progress;
	int ends[2], kept;
	char byte;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	kept = stderr_becomes(ends[1]);
	progress_begin(&progress);
	progress.next_ms = 0;
	progress_tell(&progress, 2, 8, "stories");
	progress_hide(&progress);
	stderr_is_again(kept);
	close(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 0);
	close(ends[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_has_one_line_of_it),
		cmocka_unit_test(a_file_has_none),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
