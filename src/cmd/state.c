/*
 * state - the state that a command asks.
 */
#include <errno.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "store/db.h"

bool
cmd_state(const char *path, struct db **ret_db, struct err *err)
{
	struct db *db = NULL;

	if (access(path, F_OK) == 0 || errno != ENOENT) {
		db = db_open(path, false, err);
		if (!db)
			return false;
	}
	*ret_db = db;
	return true;
}
