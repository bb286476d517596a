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
	struct conf *conf;
	int status;

	conf = cmd_begin(command, argc, argv, options, ARRAY_LEN(options), &path, false, &status);
	return conf ? daemon_run(conf, once) : status;
}
