/*
 * cmd - what all commands share: options, help, how they fail.
 */
#include "cmd/cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "conf/fault.h"

static void
print_help(const struct command *command)
{
	printf("usage: dealwatch %s%s%s\n%s.\n", command->name, *command->usage ? " " : "",
		command->usage, command->about);
	printf("\nOptions:\n%s", command->help);
	printf("  --help           this text\n  --version        the program's version\n");
}

static const struct cmd_option *
option_find(const struct cmd_option *options, size_t n, const char *word, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(options[i].name) == len && strncmp(options[i].name, word, len) == 0)
			return &options[i];
	return NULL;
}

/* One option at argv[*i], with its value; false: usage was told. */
static bool
take_option(const struct command *command, int argc, char **argv, int *i,
	const struct cmd_option *options, size_t n_options, int *ret_status)
{
	bool is_long = strncmp(argv[*i], "--", 2) == 0;
	char *word = argv[*i], *equals = is_long ? strchr(word, '=') : NULL;
	size_t len = !is_long ? 2 : equals ? (size_t)(equals - word) : strlen(word);
	const struct cmd_option *option = option_find(options, n_options, word, len);

	if (!option) {
		*ret_status = cmd_usage(command, "no option '%s'", word);
	} else if (option->flag && word[len]) {
		*ret_status = cmd_usage(command, "%s takes no value", option->name);
	} else if (option->flag) {
		*option->flag = true;
		return true;
	} else if (equals || word[len]) { /* --since=DATE, -cCONF */
		*option->text = word + len + (equals ? 1 : 0);
		return true;
	} else if (*i + 1 < argc) {
		*option->text = argv[++*i];
		return true;
	} else {
		*ret_status = cmd_usage(command, "%s needs a value", option->name);
	}
	return false;
}

bool
cmd_options(const struct command *command, int argc, char **argv, const struct cmd_option *options,
	size_t n_options, int *ret_n, int *ret_status)
{
	int n = 0;
	bool only_words = false;

	for (int i = 1; i < argc; i++) {
		char *word = argv[i];

		if (only_words || word[0] != '-' || word[1] == '\0') {
			argv[1 + n++] = word;
		} else if (strcmp(word, "--") == 0) {
			only_words = true;
		} else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
			print_help(command);
			*ret_status = EXIT_DONE;
			return false;
		} else if (strcmp(word, "--version") == 0) {
			printf("dealwatch %s\n", DEALWATCH_VERSION);
			*ret_status = EXIT_DONE;
			return false;
		} else if (!take_option(command, argc, argv, &i, options, n_options, ret_status)) {
			return false;
		}
	}
	*ret_n = n;
	return true;
}

int
cmd_fail(const struct err *err)
{
	fprintf(stderr, "dealwatch: %s\n", err->text);
	return err_exit_status(err->code);
}

int
cmd_usage(const struct command *command, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "dealwatch %s: ", command->name);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fprintf(stderr, "\nusage: dealwatch %s %s\n", command->name, command->usage);
	return EXIT_USAGE;
}

void
cmd_print_clean(const char *text, size_t max)
{
	struct str clean;

	str_init(&clean, max);
	utf8_clean_line(&clean, text, strlen(text), max);
	fputs(clean.text, stdout);
	str_clear(&clean);
}

int
cmd_faults(const struct faults *faults)
{
	fputs(faults->text.text, stderr);
	return EXIT_CONFIG;
}
