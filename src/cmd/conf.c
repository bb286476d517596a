/*
 * conf - the configuration that a command works with.
 */
#include <stdio.h>

#include "app/setup.h"
#include "base/arena.h"
#include "cmd/cmd.h"
#include "conf/conf.h"

/* The path that -c gives, or where a configuration is found; NULL (and *ret_ok) for the built-in one. */
static const char *
path_find(const char *path, bool defaults, struct arena *arena, bool *ret_ok, int *ret_status)
{
	*ret_ok = true;
	if (!path)
		path = conf_find(arena);
	if (!path && !defaults) {
		fprintf(stderr, "dealwatch: no configuration found: name one with -c\n");
		*ret_status = EXIT_CONFIG;
		*ret_ok = false;
	}
	return path;
}

struct conf *
cmd_conf(const char *path, bool defaults, int *ret_status)
{
	struct arena *arena = arena_new();
	struct conf *conf = NULL;
	struct faults faults;
	bool ok;

	faults_init(&faults);
	path = path_find(path, defaults, arena, &ok, ret_status);
	if (ok && !path)
		conf = conf_default();
	else if (ok && !(defaults ? conf_load_open : conf_load)(path, &conf, &faults))
		*ret_status = cmd_faults(&faults);
	faults_clear(&faults);
	arena_free(arena);
	return conf;
}

bool
cmd_setup(const char *path, bool defaults, struct setup *ret_setup, int *ret_status)
{
	struct arena *arena = arena_new();
	struct faults faults;
	bool ok;

	faults_init(&faults);
	path = path_find(path, defaults, arena, &ok, ret_status);
	if (ok && !setup_load(path, defaults, ret_setup, &faults)) {
		*ret_status = cmd_faults(&faults);
		ok = false;
	}
	faults_clear(&faults);
	arena_free(arena);
	return ok;
}

bool
cmd_options_only(const struct command *command, int argc, char **argv,
	const struct cmd_option *options, size_t n_options, int *ret_status)
{
	int n;

	if (!cmd_options(command, argc, argv, options, n_options, &n, ret_status))
		return false;
	if (n > 0)
		*ret_status = cmd_usage(command, "takes no word '%s'", argv[1]);
	return n == 0;
}
