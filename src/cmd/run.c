/*
 * run - the daemon, in the foreground.
 */
#include "app/daemon.h"
#include "cmd/cmd.h"

int
cmd_run(const struct command *command, int argc, char **argv)
{
	const char *path = NULL;
	bool once = false;
	const struct cmd_option options[] = {
		{ "-c", &path, NULL },
		{ "--once", NULL, &once },
	};
	int n, status;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n > 0)
		return cmd_usage(command, "'%s' is one word too many", argv[1]);

	struct conf *conf = cmd_conf(path, false, &status);

	return conf ? daemon_run(conf, once) : status;
}
