/*
 * state_lock - one daemon per state.
 */
#include "store/state_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { PRINT_MAX = 120 };

/* The file as the system knows it: who writes to it changes that. Empty: a log is left beside it. */
static void
state_print(const char *path, char print[PRINT_MAX])
{
	char *log = mem_printf("%s-wal", path);
	struct stat file;

	*print = '\0';
	if (access(log, F_OK) < 0 && stat(path, &file) == 0)
		snprintf(print, PRINT_MAX, "%llu %lld %lld.%09ld", (unsigned long long)file.st_ino,
			(long long)file.st_size, (long long)file.st_ctim.tv_sec,
			file.st_ctim.tv_nsec);
	free(log);
}

/* Reads what a clean stop noted in the lock, and puts our process id there instead. */
static void
lock_read(struct state_lock *lock, const char *path)
{
	char noted[32 + PRINT_MAX] = "", print[PRINT_MAX];
	ssize_t n = pread(lock->fd, noted, sizeof noted - 1, 0);
	const char *line = n > 0 ? strchr(noted, '\n') : NULL;
	int len;

	state_print(path, print);
	lock->as_left = *print && line && strcmp(line + 1, print) == 0;
	len = snprintf(noted, sizeof noted, "%ld\n", (long)getpid());
	if (ftruncate(lock->fd, 0) < 0 || pwrite(lock->fd, noted, (size_t)len, 0) != len) {
		/* Only the sentence for the next one suffers, and the check is made. */
		lock->as_left = false;
	}
}

/* How the state is left, behind the process id. */
static void
lock_note(const struct state_lock *lock, const char *path)
{
	off_t end = lseek(lock->fd, 0, SEEK_END);
	char print[PRINT_MAX];
	ssize_t len;

	state_print(path, print);
	len = (ssize_t)strlen(print);
	if (end < 0 || pwrite(lock->fd, print, (size_t)len, end) != len) {
		/* The next start looks through the state, that is all. */
	}
}

/* SQLite goes where a link leads, so the lock lies there, too; a link to nothing gets its file. */
static char *
lock_path(const char *path)
{
	char *real = realpath(path, NULL), *lock;
	struct stat link;

	if (!real && lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

		if (fd >= 0)
			close(fd);
		real = realpath(path, NULL);
	}
	lock = mem_printf("%s.lock", real ? real : path);
	free(real);
	return lock;
}

bool
state_lock_take(struct state_lock *lock, const char *path, struct err *err)
{
	char *name = lock_path(path);
	char pid[32] = "";

	lock->fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock->fd < 0) {
		err_set(err, ERR_FAIL, "%s: %s", name, strerror(errno));
	} else if (flock(lock->fd, LOCK_EX | LOCK_NB) < 0) {
		ssize_t n = pread(lock->fd, pid, sizeof pid - 1, 0);

		pid[n > 0 ? n : 0] = '\0';
		pid[strcspn(pid, "\n")] = '\0';
		err_set(err, ERR_BUSY, "%s: another dealwatch uses this state (process %s)", path,
			*pid ? pid : "unknown");
		close(lock->fd);
		lock->fd = -1;
	} else {
		lock_read(lock, path);
	}
	free(name);
	return lock->fd >= 0;
}

void
state_lock_drop(struct state_lock *lock, const char *path, bool well)
{
	if (lock->fd < 0)
		return;
	if (well)
		lock_note(lock, path);
	close(lock->fd);
	lock->fd = -1;
}
