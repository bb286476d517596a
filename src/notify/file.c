/*
 * file - alerts as JSON lines at the end of a file, on the disk before they count as delivered.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "type.h"

enum { FILE_LINE_MAX = 2 * 1024 * 1024 };

struct file {
	struct notifier *notifier;
};

static bool
file_check(const struct notifier_settings *settings, struct err *err)
{
	if (settings->path && *settings->path)
		return true;
	err_set(err, ERR_CONF, "type file needs path");
	return false;
}

static void *
file_open(struct notifier *notifier, struct err *err)
{
	struct file *file = mem_new(sizeof *file);

	(void)err;
	file->notifier = notifier;
	return file;
}

static void
file_close(void *state)
{
	free(state);
}

/* A line that a crash cut off is ended first; its alert comes again, whole. */
static bool
ends_amid_line(int fd, off_t size)
{
	char last;

	return size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

/* A state or a configuration that is named by mistake is left whole; zeros are what a crash may leave. */
static bool
is_of_others(int fd, off_t size)
{
	char first;

	return size > 0 && pread(fd, &first, 1, 0) == 1 && first != '{' && first != '\0';
}

/* All or nothing: what a full disk left over is cut off again. */
static bool
append(int fd, const char *bytes, size_t len, off_t size, bool regular)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = write(fd, bytes + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			int why = errno;

			if (regular && ftruncate(fd, size) < 0)
				why = errno;
			errno = why;
			return false;
		}
		done += (size_t)n;
	}
	return !regular || fsync(fd) == 0;
}

/* A pipe opened for reading too would have a reader: us, and nobody would get what we write. */
static int
access_mode(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISFIFO(info.st_mode) ? O_WRONLY : O_RDWR;
}

static bool
write_line(int fd, const char *path, const char *text, const struct stat *info)
{
	bool regular = S_ISREG(info->st_mode), ok;
	struct str line;

	str_init(&line, FILE_LINE_MAX);
	str_printf(&line, "%s%s\n", regular && ends_amid_line(fd, info->st_size) ? "\n" : "", text);
	ok = append(fd, line.text, line.len, info->st_size, regular) &&
	     (!regular || info->st_size > 0 || file_sync_folder(path));

	int why = errno;

	str_clear(&line);
	errno = why;
	return ok;
}

static bool
file_write(const char *path, const char *text, struct err *err)
{
	int fd = open(path,
		access_mode(path) | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
	struct stat info;
	bool ok = false;

	if (fd < 0 || fstat(fd, &info) < 0)
		err_set(err, ERR_FAIL, "%s: %s", path, strerror(errno));
	else if (S_ISREG(info.st_mode) && is_of_others(fd, info.st_size))
		err_set(err, ERR_DATA, "%s: is there already, but holds no alerts", path);
	else if (!(ok = write_line(fd, path, text, &info)))
		err_set(err, ERR_FAIL, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

static void
file_send(void *state, const struct notifier_message *message)
{
	struct file *file = state;
	const char *path = notifier_settings(file->notifier)->path;

	struct err err = { 0 };

	if (file_write(path, message->texts[0], &err))
		notifier_delivered(file->notifier);
	else
		notifier_answer(file->notifier, NOTIFIER_AGAIN, false, -1, "%s", err.text);
}

const struct notifier_type notifier_file = {
	.name = "file",
	.check = file_check,
	.open = file_open,
	.close = file_close,
	.send = file_send,
};
