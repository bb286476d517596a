/*
 * inside - the state's inside, shared by db.c and stmt.c: nobody else knows SQLite.
 */
#pragma once

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/db.h"
#include "store/state_lock.h"

struct db {
	sqlite3 *lib;
	struct stmt *stmts;
	char *path; /* owned */
	struct state_lock lock;
	bool whole;      /* it was so at the start, and nothing has spoken against it since */
	unsigned depth;  /* of nested transactions */
	bool spoilt;     /* an inner one was rolled back */
	uint64_t undone; /* so many outermost ones were */
	int log_pages; /* in the log, by the last commit; counted only when it is copied by hand */
};

/* Sets err in SQLite's words, with codes for a full disk, a foreign file and a busy state; false. */
bool db_fail(struct db *db, struct err *err, const char *what);

/* Frees every statement that was prepared. */
void stmts_free(struct db *db);
