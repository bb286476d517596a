/*
 * child - a program that gets a text on standard input, and how it ended.
 *
 * The input lies in a memory file, so that nothing has to be pumped and a program that
 * does not read it hurts nobody. The end is told by a pid file descriptor.
 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "loop/loop.h"

enum {
	SAID_MAX = 1024,
	READS_MAX = 16, /* of a block each: as much as a pipe holds */
};

extern char **environ;

struct child {
	pid_t pid;
	int pid_fd, said_fd; /* owned; -1: none */
	struct fd_watch *pid_watch, *said_watch;
	struct timer *timer;
	struct str said;
	bool timed_out;
	void (*on_end)(void *arg, const struct child_end *end);
	void *arg;
};

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
child_free(struct child *child)
{
	fd_watch_free(child->pid_watch);
	fd_watch_free(child->said_watch);
	timer_free(child->timer);
	close_fd(&child->pid_fd);
	close_fd(&child->said_fd);
	str_clear(&child->said);
	free(child);
}

/*
 * Reads what is there; more than we keep is thrown away, so that the program never waits for
 * us. One that writes as fast as we read does not keep us here.
 */
static void
child_listen(struct child *child)
{
	char block[4096];
	ssize_t n = 1;

	for (size_t i = 0; i < READS_MAX && n > 0; i++) {
		n = read(child->said_fd, block, sizeof block);
		if (n > 0)
			str_add(&child->said, block, (size_t)n);
	}
	if (n == 0) {
		fd_watch_free(child->said_watch);
		child->said_watch = NULL;
	}
}

static void
on_said(int fd, unsigned ready, void *arg)
{
	(void)fd, (void)ready;
	child_listen(arg);
}

static void
on_time_up(void *arg)
{
	struct child *child = arg;

	child->timed_out = true;
	kill(-child->pid, SIGKILL);
}

static void
on_exit_seen(int fd, unsigned ready, void *arg)
{
	struct child *child = arg;
	struct child_end end = { .timed_out = child->timed_out };
	int status = 0;

	(void)fd, (void)ready;
	if (waitpid(child->pid, &status, WNOHANG) != child->pid)
		return;
	child_listen(child);
	if (WIFSIGNALED(status))
		end.signo = WTERMSIG(status);
	else
		end.exit_status = WEXITSTATUS(status);
	end.said = child->said.text;
	child->on_end(child->arg, &end);
	child_free(child);
}

/* A file in memory that holds the input, to be read from its start; -1 with errno. */
static int
input_file(const char *input, size_t len)
{
	int fd = memfd_create("dealwatch-input", MFD_CLOEXEC);

	while (fd >= 0 && len > 0) {
		ssize_t n = write(fd, input, len);

		if (n < 0) {
			close(fd);
			return -1;
		}
		input += n;
		len -= (size_t)n;
	}
	if (fd >= 0 && lseek(fd, 0, SEEK_SET) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/*
 * Starts it with three descriptors, none of ours or of a
 * library's, default signals and its own group; an errno.
 */
static int
spawn(pid_t *ret_pid, const char *const *argv, int in, int said)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t all, none;
	int rc;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes,
		POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	rc = posix_spawnp(ret_pid, argv[0], &files, &attributes, (char *const *)argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return rc;
}

struct child *
child_start(struct loop *loop, const struct child_job *job,
	void (*on_end)(void *arg, const struct child_end *end), void *arg, struct err *err)
{
	struct child *child = mem_new(sizeof *child);
	int in = input_file(job->input, job->input_len), said[2] = { -1, -1 }, rc = 0;

	child->pid_fd = child->said_fd = -1;
	child->on_end = on_end;
	child->arg = arg;
	str_init(&child->said, SAID_MAX);
	if (in < 0 || pipe2(said, O_CLOEXEC) < 0)
		rc = errno;
	else
		rc = spawn(&child->pid, job->argv, in, said[1]);
	close_fd(&in);
	close_fd(&said[1]);
	child->said_fd = said[0];
	if (rc == 0) {
		child->pid_fd = (int)syscall(SYS_pidfd_open, child->pid, 0);
		if (child->pid_fd < 0) {
			rc = errno;
			kill(-child->pid, SIGKILL);
			waitpid(child->pid, NULL, 0);
		}
	}
	if (rc != 0) {
		err_set(err, ERR_FAIL, "%s: %s", job->argv[0], strerror(rc));
		child_free(child);
		return NULL;
	}
	fcntl(child->said_fd, F_SETFL, O_NONBLOCK);
	fcntl(child->pid_fd, F_SETFD, FD_CLOEXEC);
	child->said_watch = fd_watch_new(loop, child->said_fd, LOOP_READ, on_said, child);
	child->pid_watch = fd_watch_new(loop, child->pid_fd, LOOP_READ, on_exit_seen, child);
	child->timer = timer_new(loop, on_time_up, child);
	timer_set(child->timer, job->timeout_ms);
	return child;
}

void
child_cancel(struct child *child)
{
	if (!child)
		return;
	kill(-child->pid, SIGKILL);
	waitpid(child->pid, NULL, 0);
	child_free(child);
}
