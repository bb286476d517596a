/*
 * commands - the table of all commands: a new one is a new row.
 */
#include "cmd/cmd.h"

const struct command commands[] = {
	{ 0 },
};
