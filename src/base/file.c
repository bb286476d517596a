/*
 * file - whole files in, whole files out.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static bool
file_drain(int fd, const char *path, struct str *out, struct err *err)
{
	char block[64 << 10];
	struct stat st;

	if (fstat(fd, &st) == 0 && st.st_size > 0) /* a guess: it may grow */
		str_expect(out, (size_t)st.st_size);
	for (;;) {
		ssize_t n = read(fd, block, sizeof block);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_set(err, ERR_INPUT, "%s: %s", path, strerror(errno));
			return false;
		}
		if (n == 0)
			return true;
		if ((size_t)n > out->max - out->len) {
			err_set(err, ERR_LIMIT, "%s: larger than %zu bytes", path, out->max);
			return false;
		}
		str_add(out, block, (size_t)n);
	}
}

bool
file_read(const char *path, struct str *out, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		err_set(err, ERR_INPUT, "%s: %s", path, strerror(errno));
		return false;
	}
	bool ok = file_drain(fd, standard ? "standard input" : path, out, err);

	if (!standard)
		close(fd);
	return ok;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

bool
file_sync_folder(const char *path)
{
	char *copy = mem_strdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	free(copy);
	return ok;
}

bool
file_write_atomic(const char *path, const char *bytes, size_t len, unsigned mode, struct err *err)
{
	char *fresh = mem_printf("%s.XXXXXX", path);
	int fd = mkstemp(fresh);
	bool ok = false;

	if (fd < 0) {
		err_set(err, ERR_FAIL, "%s: %s", path, strerror(errno));
		free(fresh);
		return false;
	}
	if (fchmod(fd, mode) < 0 || !write_all(fd, bytes, len) || fsync(fd) < 0)
		err_set(err, ERR_FAIL, "writing %s: %s", path, strerror(errno));
	else if (rename(fresh, path) < 0 || !file_sync_folder(path))
		err_set(err, ERR_FAIL, "replacing %s: %s", path, strerror(errno));
	else
		ok = true;
	close(fd);
	if (!ok)
		unlink(fresh);
	free(fresh);
	return ok;
}

bool
file_make_dir(const char *path, struct err *err)
{
	char *copy = mem_strdup(path);
	bool ok = true;

	for (char *slash = copy + 1; ok; slash++) {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (*copy && mkdir(copy, 0700) < 0 && errno != EEXIST) {
			err_set(err, ERR_FAIL, "making the folder %s: %s", copy, strerror(errno));
			ok = false;
		}
		if (!slash)
			break;
		*slash = '/';
	}
	free(copy);
	return ok;
}

char *
file_beside(struct arena *arena, const char *beside, const char *path)
{
	const char *slash = strrchr(beside, '/');

	if (*path == '/' || !slash)
		return arena_strdup(arena, path);
	return arena_printf(arena, "%.*s%s", (int)(slash + 1 - beside), beside, path);
}

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

char *
file_in_path(const char *program)
{
	const char *folders = getenv("PATH");

	if (!folders)
		folders = "/bin:/usr/bin"; /* as execvp(3) has it */
	for (;;) {
		size_t len = strcspn(folders, ":");
		char *path =
			mem_printf("%.*s/%s", len ? (int)len : 1, len ? folders : ".", program);

		if (is_program(path))
			return path;
		free(path);
		if (!folders[len])
			return NULL;
		folders += len + 1;
	}
}
