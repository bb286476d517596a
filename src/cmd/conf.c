/*
 * conf - the configuration that a command works with.
 */
#include <stdio.h>

#include "base/arena.h"
#include "cmd/cmd.h"
#include "conf/conf.h"

struct conf *
cmd_conf(const char *path, bool defaults, int *ret_status)
{
	struct arena *arena = arena_new();
	struct conf *conf = NULL;
	struct faults faults;

	faults_init(&faults);
	if (!path)
		path = conf_find(arena);
	if (!path && defaults) {
		conf = conf_default();
	} else if (!path) {
		fprintf(stderr, "dealwatch: no configuration found: name one with -c\n");
		*ret_status = EXIT_CONFIG;
	} else if (!(defaults ? conf_load_open : conf_load)(path, &conf, &faults)) {
		*ret_status = cmd_faults(&faults);
		conf = NULL;
	}
	faults_clear(&faults);
	arena_free(arena);
	return conf;
}

struct conf *
cmd_begin(const struct command *command, int argc, char **argv, const struct cmd_option *options,
	size_t n_options, const char **path, bool defaults, int *ret_status)
{
	int n;

	if (!cmd_options(command, argc, argv, options, n_options, &n, ret_status))
		return NULL;
	if (n > 0) {
		*ret_status = cmd_usage(command, "takes no word '%s'", argv[1]);
		return NULL;
	}
	return cmd_conf(*path, defaults, ret_status);
}
