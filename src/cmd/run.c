/*
 * run - the daemon, in the foreground.
 */
#include "app/daemon.h"
#include "app/setup.h"
#include "base/mem.h"
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
	struct setup setup;
	int status;

	daemon_hold_signals();
	if (!cmd_options_only(command, argc, argv, options, ARRAY_LEN(options), &status))
		return status;
	if (once)
		mem_keep();
	if (!cmd_setup(path, false, &setup, &status))
		return status;
	return daemon_run(&setup, once);
}
