/*
 * main - picks the command.
 */
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"

static void
print_usage(FILE *out)
{
	fprintf(out, "usage: dealwatch COMMAND [OPTION...] [WORD...]\n"
		     "Watches news feeds and tells of deals of the AI sector, once, with the "
		     "facts.\n\n");
	for (const struct command *command = commands; command->name; command++)
		fprintf(out, "  %-8s  %s\n", command->name, command->about);
	fprintf(out, "\n'dealwatch COMMAND --help' tells more; so does dealwatch(1).\n");
}

/*
 * Descriptors 0 to 2 that we were started without are taken, by something that can't be used
 * that way: else the state or a socket would get the number, and a message would land in it.
 */
static void
take_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static bool
reader_is_gone(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

/* A result that did not get out whole is a failure, unless the reader (head, say) had enough. */
static int
end_output(int status)
{
	if ((fflush(stdout) == 0 && !ferror(stdout)) || reader_is_gone())
		return status;
	fprintf(stderr, "dealwatch: standard output can't be written\n");
	return status == EXIT_DONE ? EXIT_FAILED : status;
}

int
main(int argc, char **argv)
{
	take_standard_descriptors();
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of write(2) */
	if (argc < 2) {
		print_usage(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_usage(stdout);
		return end_output(EXIT_DONE);
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("dealwatch %s\n", DEALWATCH_VERSION);
		return end_output(EXIT_DONE);
	}
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(argv[1], command->name) == 0)
			return end_output(command->run(command, argc - 1, argv + 1));
	fprintf(stderr, "dealwatch: no command '%s'\nTry 'dealwatch --help'.\n", argv[1]);
	return EXIT_USAGE;
}
