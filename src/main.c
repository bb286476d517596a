/*
 * main - picks the command.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

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

int
main(int argc, char **argv)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of write(2) */
	if (argc < 2) {
		print_usage(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_usage(stdout);
		return EXIT_DONE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("dealwatch %s\n", DEALWATCH_VERSION);
		return EXIT_DONE;
	}
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(argv[1], command->name) == 0)
			return command->run(command, argc - 1, argv + 1);
	fprintf(stderr, "dealwatch: no command '%s'\nTry 'dealwatch --help'.\n", argv[1]);
	return EXIT_USAGE;
}
