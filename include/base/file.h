/*
 * file - whole files in, whole files out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"

/* Appends a file ("-": standard input) to out. More than out's ceiling is an error (ERR_LIMIT). */
MUST_CHECK bool file_read(const char *path, struct str *out, struct err *err);

/* Replaces a file in one step: a reader sees the old or the new one, also after power loss. */
MUST_CHECK bool file_write_atomic(
	const char *path, const char *bytes, size_t len, unsigned mode, struct err *err);

/* A new name is there after power loss only when the folder that it lies in was written too. */
MUST_CHECK bool file_sync_folder(const char *path);

/* Makes a directory and its parents, mode 0700 for those it makes. There already: fine. */
MUST_CHECK bool file_make_dir(const char *path, struct err *err);

/* `path` as seen from the folder that `beside` lies in; an absolute one stays. */
RETURNS_NONNULL char *file_beside(struct arena *arena, const char *beside, const char *path);

/* A program's path in the folders that PATH names, owned; NULL: it is in none. */
char *file_in_path(const char *program);
